"""DOC is read with LibreOffice where it is, and says what to install where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.readers import Limits, doc
from schemas.document import Source
from schemas.faults import Damaged, FileFault, PasswordProtected, TimedOut, UnknownFormat
from tests.readers.making import read_as

# LibreOffice made it of the sample of the same name.
FILE = Path(__file__).with_name("files") / "saksprotokoll-elvestrand-31-25.doc"


@pytest.fixture
def libreoffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice (Debian: libreoffice-writer-nogui) on this machine")
    return program


@pytest.mark.usefixtures("libreoffice")
def test_a_doc_gives_the_blocks_of_its_docx(samples: Path) -> None:
    document = read_as("a.doc", FILE.read_bytes())
    source = (samples / FILE.with_suffix(".docx").name).read_bytes()
    same = read_as("a.docx", source)

    assert document.format == "doc"
    assert document.sha256 == Source.of("a", FILE.read_bytes()).sha256
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        (b.kind, b.level, b.text) for b in same.blocks
    ]


@pytest.mark.usefixtures("libreoffice")
def test_a_doc_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TimedOut):
        doc.read_doc(Source.of("a.doc", FILE.read_bytes()), Limits(seconds=0.1))


@pytest.mark.usefixtures("libreoffice")
def test_a_doc_with_nothing_behind_its_name_is_a_fault() -> None:
    whole = FILE.read_bytes()
    for data in (whole[:3000], whole[:700] + bytes(1000) + "WordDocument".encode("utf-16-le")):
        with pytest.raises(FileFault):
            read_as("a.doc", data)


def test_without_libreoffice_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(doc.NoLibreOffice) as caught:
        read_as("a.doc", FILE.read_bytes())
    assert caught.value.reason == "ikke lesbar"
    assert "libreoffice-writer-nogui" in str(caught.value)


def test_a_locked_doc_is_not_given_to_libreoffice() -> None:
    data = bytearray(FILE.read_bytes())
    data[512:514] = b"\xec\xa5"
    data[523] |= 1
    with pytest.raises(PasswordProtected):
        read_as("a.doc", bytes(data))


def test_what_libreoffice_leaves_nothing_of_is_damaged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Damaged):
        read_as("a.doc", FILE.read_bytes())


def test_other_files_of_old_office_are_of_unknown_format() -> None:
    data = FILE.read_bytes().replace("WordDocument".encode("utf-16-le"), b"W" * 24)
    with pytest.raises(UnknownFormat):
        read_as("a.xls", data)
