"""Content decides what a file is; whatever it holds, it is read or its fault is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import FORMATS, Limits, read
from schemas.document import Source
from schemas.faults import Empty, FileFault, TooLarge, UnknownFormat
from tests.readers.making import docx, ends_well, paragraph, pdf, read_as, written

_WORD = docx(paragraph("Saken ble vedtatt."))
_PDF = pdf(written("Saken ble vedtatt."))


@pytest.mark.parametrize(("data", "name"), [(_WORD, "docx"), (_PDF, "pdf")], ids=["docx", "pdf"])
@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt", "md", "bin", ""])
def test_content_decides_the_format(data: bytes, name: str, suffix: str) -> None:
    document = read_as(f"a.{suffix}", data)

    assert document.format == name
    assert document.text == "Saken ble vedtatt."


@pytest.mark.parametrize("name", ["a.txt", "a.log", "a"])
def test_text_is_text_under_any_name_that_promises_nothing_else(name: str) -> None:
    assert read_as(name, "Saken ble vedtatt.").format == "txt"


@pytest.mark.parametrize("name", ["a.docx", "A.PDF"])
def test_text_under_the_name_of_another_format_is_some_accident(name: str) -> None:
    with pytest.raises(UnknownFormat):
        read_as(name, "<html>Siden finnes ikke</html>")


def test_only_text_may_call_itself_markdown() -> None:
    assert read_as("a.md", "Vedtak").format == "md"
    assert read_as("a.md", _PDF).format == "pdf"


@pytest.mark.parametrize("data", [b"", b" \n\t ", docx(""), pdf(written(""))])
def test_a_file_without_content_is_empty(data: bytes) -> None:
    with pytest.raises(Empty):
        read_as("a", data)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + bytes(99)])
def test_what_is_neither_text_nor_known_is_of_unknown_format(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        read_as("a.txt", data)


def test_a_file_over_the_limit_is_not_read() -> None:
    with pytest.raises(TooLarge):
        read(Source.of("a.txt", b"Saken ble vedtatt."), Limits(bytes=10))


@given(st.sampled_from([b"", b"PK\x03\x04word/", b"%PDF-1.7\n", _WORD, _PDF]), st.binary())
def test_any_bytes_are_read_or_their_fault_is_said(begun: bytes, rest: bytes) -> None:
    assert ends_well(begun[: len(begun) - len(rest)] + rest)


@given(st.sampled_from([_WORD, _PDF]), st.data())
def test_a_mutated_file_is_read_or_its_fault_is_said(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert ends_well(bytes(broken))


@given(st.text())
def test_any_text_can_be_read_and_its_blocks_tile_it(text: str) -> None:
    try:
        document = read_as("a.md", text.encode("utf-8", errors="replace"))
    except FileFault:
        return
    assert all(document.text[b.start : b.end] == b.text for b in document.blocks)


@pytest.mark.parametrize("stem", ["digitale", "kafjord", "kautokeino-fs", "orkide", "ntfk"])
def test_a_document_says_the_same_in_every_format(shared: Path, stem: str) -> None:
    texts = {}
    for path in (shared / "documents").glob(f"{stem}*"):
        document = read_as(path.name, path.read_bytes())
        texts[document.format] = {block.text for block in document.body}

    assert set(texts) == {"docx", "pdf", "txt"}
    for name in ("pdf", "txt"):
        same = texts["docx"] & texts[name]
        assert len(same) >= 0.9 * len(texts["docx"]), texts["docx"] ^ texts[name]


def test_formats_have_names_of_their_own() -> None:
    assert len({kind.name for kind in FORMATS}) == len(FORMATS)
