"""Files made to do harm, and files that change under our hands."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest

from pipeline import ingest
from pipeline.settings import Settings
from pipeline.store import read_archive
from tests.making import GOOD, pdf_file, reasons, word_file

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LIMITS = Settings(workers=2, max_megabytes=20, max_memory_megabytes=1024, max_seconds=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / "god.txt").write_text(GOOD, encoding="utf-8")
    return folder


def word_file_of(body: str, doctype: str = "") -> bytes:
    """A Word file with this XML for its text."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
        xml = f"{doctype}<w:document {WORD}><w:body>{body}</w:body></w:document>"
        new.writestr("word/document.xml", xml)
    return held.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(db: Path) -> str:
    with read_archive(db) as archive:
        return "\n".join(text for (text,) in archive.execute("SELECT text FROM texts"))


def test_a_zip_that_unpacks_to_far_more_than_it_is(folder: Path, tmp_path: Path) -> None:
    (folder / "bombe.docx").write_bytes(word_file_of(" " * 100_000_000))
    many = io.BytesIO(word_file())
    with zipfile.ZipFile(many, "a") as package:
        for number in range(6_000):
            package.writestr(f"word/{number}", b"")
    (folder / "mange.docx").write_bytes(many.getvalue())
    found = reasons(folder, tmp_path / "a.db", LIMITS)
    assert found == {"bombe.docx": "for stor", "mange.docx": "for stor", "god.txt": None}


def test_entities_that_grow_or_fetch_give_nothing(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("Nattlig hemmelighet")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    doctype = f'<!DOCTYPE w:document [{levels}<!ENTITY fil SYSTEM "{secret.as_uri()}">]>'
    (folder / "vokser.docx").write_bytes(word_file_of(paragraph("&e9; Vedtak"), doctype))
    (folder / "henter.docx").write_bytes(word_file_of(paragraph("&fil; Vedtak"), doctype))
    found = reasons(folder, tmp_path / "a.db", LIMITS)
    assert set(found.values()) <= {None, "skadet", "tom"}
    assert found["god.txt"] is None
    assert "lol" not in texts(tmp_path / "a.db")
    assert "hemmelighet" not in texts(tmp_path / "a.db")


def test_xml_nested_without_end(folder: Path, tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    (folder / "dyp.docx").write_bytes(word_file_of(deep))
    found = reasons(folder, tmp_path / "a.db", LIMITS)
    assert found == {"dyp.docx": "skadet", "god.txt": None}


def test_a_pdf_whose_form_draws_itself_takes_nobody_with_it(folder: Path, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf_file())) as document:
        page = document.pages[0]
        form = document.make_stream(
            b"/Again Do /Again Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        form.BBox = pikepdf.Array([0, 0, 595, 842])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
        page.Resources.XObject = pikepdf.Dictionary(Again=form)
        page.contents_add(b"/Again Do")
        document.save(folder / "ring.pdf")
    settings = LIMITS.model_copy(update={"max_seconds": 15})
    found = reasons(folder, tmp_path / "a.db", settings)
    # PDFium doubles it until its memory is spent or its time is up, and dies of either.
    assert found.pop("ring.pdf") in {"annet", "tidsavbrudd", "for stor"}
    assert found == {"god.txt": None}


def test_a_pdf_with_too_many_pages_or_half_a_million_objects(folder: Path, tmp_path: Path) -> None:
    with pikepdf.new() as document:
        for _ in range(200):
            document.add_blank_page()
        document.save(folder / "sider.pdf")
    whole = pdf_file()
    objects = b"".join(b"%d 0 obj 0 endobj\n" % number for number in range(100, 500_000))
    (folder / "objekter.pdf").write_bytes(whole.replace(b"xref\n", objects + b"xref\n", 1))
    settings = LIMITS.model_copy(update={"max_pages": 100})
    found = reasons(folder, tmp_path / "a.db", settings)
    assert found == {"sider.pdf": "for stor", "objekter.pdf": None, "god.txt": None}


def test_a_file_of_two_gigabytes_is_not_read(folder: Path, tmp_path: Path) -> None:
    with (folder / "stor.pdf").open("wb") as file:
        file.truncate(2 * 2**30)
    found = reasons(folder, tmp_path / "a.db", LIMITS)
    assert found == {"stor.pdf": "for stor", "god.txt": None}


def test_a_file_that_changes_while_it_is_read_is_read_again(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    (folder / "borte.txt").write_text(GOOD + "Snart borte.")
    plan = ingest.begin([folder], db, LIMITS, now="2024-01-01T00:00:00+00:00")
    (folder / "god.txt").write_text(GOOD + "Noe mer.", encoding="utf-8")
    (folder / "borte.txt").unlink()
    done = ingest.take_in(plan.work, db, plan.run, LIMITS)
    found = {os.path.basename(d.path): d.failure and d.failure.reason for d in done}  # noqa: PTH119
    assert found == {"god.txt": None, "borte.txt": "ikke lesbar"}
    plan = ingest.begin([folder], db, LIMITS, now="2024-01-02T00:00:00+00:00")
    assert [Path(file.path).name for file in plan.work] == ["god.txt"]
    with read_archive(db) as archive:
        assert archive.execute("SELECT count(*) FROM failures").fetchone() == (0,)
