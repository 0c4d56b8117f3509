"""Pages that are pictures are read with the real Tesseract, once, and in their place."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pipeline.evaluate import evaluate
from pipeline.examine import examine
from pipeline.ocr import find_ocr
from pipeline.readers import Limits, read
from pipeline.readers.scans import Ocr, Sheet, tilt_of
from pipeline.readers.tesseract import engine
from pipeline.settings import Settings
from pipeline.store import read_archive
from schemas.claims import Case
from schemas.document import BlockKind, Box, Document, Source
from schemas.faults import Empty, TimedOut
from tests.making import GOOD, pdf_file, reasons
from tests.readers.making import pdf, ruled, together, written
from tests.scanning import distance, scanned

pytestmark = pytest.mark.skipif(
    engine() is None, reason="Tesseract with Norwegian is not installed"
)

# Minutes of the samples: how far their pages lie askew, and how finely they were scanned.
DEGREES = (0.0, 1.3, -0.7, 2.0, -2.0, 0.4, -1.5)
COARSE = "havnestyret-nordvag-2023-12-06"
MINUTES = (
    "styremote-fjordsamarbeid-2025-04-11",
    "arkivstyret-2024-11-20",
    "kommunestyret-elvestrand-2025-06-18",
    "saksprotokoll-elvestrand-31-25",
    "kommunestyret-heiabygd-2024-12-12",
    "formannskapet-myrland-2005-03-14",
    "grunnset-skolestyre-1994-02-08",
    COARSE,
)


@pytest.fixture(scope="session")
def ocr(tmp_path_factory: pytest.TempPathFactory) -> Ocr:
    """Tesseract, with a memory that the test processes share."""
    top = tmp_path_factory.getbasetemp()
    return _ocr((top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / "ocr")


def _ocr(cache: Path) -> Ocr:
    found = find_ocr(120, cache)
    assert found
    return found


def _read(data: bytes, ocr: Ocr | None) -> Document:
    return read(Source.of("skann.pdf", data), Limits(ocr=ocr))


def _printed(root: Path) -> dict[str, bytes]:
    """The minutes among the samples as PDF with text."""
    sys.path.insert(0, str(root / "samples"))
    import make
    import paper

    looks: dict[str, Any] = {name.rpartition(".")[0]: look for name, look in make.LOOKS.items()}
    texts = {name: root / "samples" / "texts" / f"{name}.txt" for name in MINUTES}
    return {
        name: paper.pdf(text.read_text(encoding="utf-8"), looks[name])
        for name, text in texts.items()
    }


@pytest.mark.slow
def test_scans_of_the_samples_give_their_letters_and_their_cases(
    root: Path, tmp_path: Path, ocr: Ocr
) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "documents").mkdir()
    wrong = letters = pages = 0
    for number, (name, printed) in enumerate(_printed(root).items()):
        degrees = DEGREES[number % 7 :] + DEGREES[: number % 7]
        scan = scanned(printed, degrees=degrees, dpi=150 if name == COARSE else 200)
        (tmp_path / "documents" / f"{name}.pdf").write_bytes(scan)
        shutil.copy(root / "samples" / "gold" / f"{name}.json", tmp_path / "gold")
        right, found = _read(printed, None), _read(scan, ocr)
        wrong += distance(_flat(right), _flat(found))
        letters += len(_flat(right))
        pages += found.pages or 0
        assert found.scanned_pages == ()
    counts = evaluate([tmp_path / "gold"], ocr=ocr).counts()
    print(f"{pages} pages, {wrong} of {letters} letters wrong: {wrong / letters:.2%}")  # noqa: T201
    print({facet: round(counts[facet].f1, 3) for facet in ("cases", "vedtak")})  # noqa: T201
    assert pages >= 10
    assert wrong / letters <= 0.005
    assert counts["cases"].f1 >= 0.95
    assert counts["vedtak"].f1 >= 0.95


def _flat(document: Document) -> str:
    return " ".join(document.text.split())


def test_a_scanned_page_among_others_is_read_in_its_place(ocr: Ocr) -> None:
    lines = ("Sak 2/24 Ny gangbru over elva", "Vedtak: Rådet støtter forslaget.")
    with pikepdf.open(io.BytesIO(pdf_file())) as whole:
        scan = pikepdf.open(io.BytesIO(scanned(pdf(written(*lines)), degrees=[1.0])))
        whole.pages.extend(scan.pages)
        held = io.BytesIO()
        whole.save(held)

    document = _read(held.getvalue(), ocr)

    assert [b.text for b in document.blocks if b.page == 2] == list(lines)
    assert all(b.confidence is None for b in document.blocks if b.page == 1)
    assert all((b.confidence or 0) > 0.8 for b in document.blocks if b.page == 2)
    record = examine(Source.of("skann.pdf", held.getvalue()), Limits(ocr=ocr))
    assert [f.finding.message for f in record.findings if f.finding.rule == "reading.ocr"] == [
        "Lest med OCR: side 2."
    ]


def test_words_are_pointed_at_where_they_are_seen(ocr: Ocr) -> None:
    """The page is straightened to be read, but nobody else sees it so."""
    line = "Møtet ble hevet klokka tolv."
    for x, top in ((72.0, 100.0), (330.0, 700.0)):
        printed = pdf(together(written(line, x=x, top=top), written("Midten.", x=250, top=400)))
        (straight,) = (b.box for b in _read(printed, None).blocks if b.text == line)
        (askew,) = (
            b.box for b in _read(scanned(printed, degrees=[-2.0]), ocr).blocks if b.text == line
        )
        assert straight
        assert askew
        turned = Sheet(width=595.28, height=841.89, tilt=2.0, lines=()).back(straight)
        assert _apart(askew, turned) < 4


def _apart(one: Box, other: Box) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


_TURNED = (
    "Styret for Nordvåg havn møttes i kantina på fiskemottaket tirsdag kveld.",
    "Havnefogden la fram planen for ny kai, og svarte på spørsmål om kostnadene.",
    "Styret ber om at saken legges fram på nytt når anbudene er kommet inn.",
)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lay_turned_in_the_scanner_is_read(turns: int, ocr: Ocr) -> None:
    printed = pdf(written(*_TURNED, leading=40))

    document = _read(scanned(printed, degrees=[0.4], turns=turns), ocr)

    assert [b.text for b in document.blocks] == list(_TURNED)
    # where it is seen: the first line is nearest to the side that was the top
    boxes = [b.box for b in document.blocks if b.box]
    seen = [{1: -box.x0, 2: -box.y0, 3: box.x0}[turns] for box in boxes]
    assert seen == sorted(seen)
    assert all((box.y1 - box.y0 > box.x1 - box.x0) == (turns % 2 == 1) for box in boxes)


def test_a_page_in_many_strips_is_a_scan(ocr: Ocr) -> None:
    document = _read(scanned(pdf(written(*_TURNED, leading=40)), degrees=[0.0], strips=9), ocr)

    assert [b.text for b in document.blocks] == list(_TURNED)


def test_a_number_whose_stroke_became_a_digit_opens_its_case(ocr: Ocr) -> None:
    lines = [
        *("MØTEBOK", "Grendeutvalget i Fossdal, 09.03.1993", ""),
        *("SAK 24/93 Ny lekeplass ved skolen", "Vedtak: Utvalget støtter planen.", ""),
        *("SAK 25193 Brøyting av gangveien", "Vedtak: Utvalget ber om et møte med vegvesenet.", ""),
        *("SAK 26/93 Dugnad på samfunnshuset", "Vedtak: Dugnaden holdes lørdag 8. mai."),
    ]

    record = examine(
        Source.of("skann.pdf", scanned(pdf(written(*lines)), degrees=[0.3])), Limits(ocr=ocr)
    )

    cases = [row.claim for row in record.rows if isinstance(row.claim, Case)]
    assert [(c.sequence, c.year, c.title) for c in cases] == [
        (24, 1993, "Ny lekeplass ved skolen"),
        (25, 1993, "Brøyting av gangveien"),
        (26, 1993, "Dugnad på samfunnshuset"),
    ]


def test_a_ruled_table_on_a_scan_is_read_cell_by_cell(ocr: Ocr) -> None:
    cells = [("Navn", "Parti", "Stemmer"), ("Kari Nordmann", "H", "12"), ("Ola Lie", "SV", "9")]
    grid = ruled(
        [72, 220, 300, 400],
        [100, 120, 140, 160],
        {(y, x): [text] for y, row in enumerate(cells) for x, text in enumerate(row)},
    )
    over = written("Valg av nestleder i styret for skolen", top=90)

    document = _read(scanned(pdf(together(over, grid)), degrees=[-1.5]), ocr)

    assert [b.cells for b in document.blocks if b.kind is BlockKind.TABLE_ROW] == cells


def test_bold_headings_of_a_scan_are_headings(ocr: Ocr) -> None:
    body = "Saken gjelder tilskudd til lag og foreninger i bygda, og til dugnad."
    page = together(
        written("Saksutredning", top=100, font="Helvetica-Bold"), written(body, body, top=114)
    )

    blocks = _read(scanned(pdf(page), degrees=[0.5]), ocr).blocks

    assert (blocks[0].kind, blocks[0].text) == (BlockKind.HEADING, "Saksutredning")


@pytest.mark.parametrize("degrees", [-4.5, -1.25, 0.0, 0.3, 2.0])
def test_how_far_a_page_lies_askew_is_seen(degrees: float) -> None:
    page = pdf(written(*["En linje med vanlig tekst midt på siden."] * 20))
    picture = _picture(scanned(page, degrees=[degrees]))
    assert tilt_of(picture) == pytest.approx(-degrees, abs=0.1)


def _picture(data: bytes) -> Image.Image:
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    picture: Image.Image = page.render(scale=200 / 72, grayscale=True).to_pil()
    return picture


def test_nothing_is_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = scanned(pdf(written("Sak 1/24 Ny sykkelsti")), degrees=[0.0])
    first = _read(scan, _ocr(tmp_path))
    (kept,) = tmp_path.rglob("*.json.gz")

    def refuse(*_: object, **__: object) -> Sheet:
        raise AssertionError("read twice")

    monkeypatch.setattr("pipeline.ocr.read_picture", refuse)
    assert _read(scan, _ocr(tmp_path)) == first
    kept.write_bytes(kept.read_bytes()[:40])  # as a crash of the disk may leave it
    with pytest.raises(AssertionError, match="read twice"):
        _read(scan, _ocr(tmp_path))
    monkeypatch.undo()
    assert _read(scan, _ocr(tmp_path)) == first
    assert [file.name for file in tmp_path.rglob("*.*")] == [kept.name]


def test_a_page_that_takes_too_long_is_left_and_told() -> None:
    hasty = find_ocr(0.01)
    scan = scanned(pdf(written("Sak 1/24 Ny sykkelsti")), degrees=[0.0])
    with pikepdf.open(io.BytesIO(pdf_file())) as whole:
        whole.pages.extend(pikepdf.open(io.BytesIO(scan)).pages)
        held = io.BytesIO()
        whole.save(held)
    assert _read(held.getvalue(), hasty).scanned_pages == (2,)
    with pytest.raises(TimedOut):
        _read(scan, hasty)


def test_a_picture_without_words_is_empty(ocr: Ocr) -> None:
    with pytest.raises(Empty):
        _read(pdf_file("", Image.new("L", (595, 842), 200)), ocr)


def test_a_scan_is_read_as_soon_as_tesseract_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, db = tmp_path / "innboks", tmp_path / "innboks" / "arkiv.db"
    folder.mkdir()
    (folder / "skann.pdf").write_bytes(scanned(pdf_file(), degrees=[1.0]))
    monkeypatch.setenv("MOTEBOK_OCR", "false")
    assert reasons(folder, db, now="2024-01-01T00:00:00+00:00") == {"skann.pdf": "trenger ocr"}
    with read_archive(db) as archive:
        [(message,)] = archive.execute("SELECT message FROM failures")
    assert "tesseract-ocr-nor" in message
    monkeypatch.setenv("MOTEBOK_OCR", "true")
    settings = Settings(workers=1, ocr_seconds=120)
    assert reasons(folder, db, settings, now="2024-01-02T00:00:00+00:00") == {"skann.pdf": None}
    with read_archive(db) as archive:
        assert archive.execute("SELECT sequence, year FROM cases").fetchall() == [(1, 2024)]
        sure = archive.execute("SELECT min(confidence) FROM blocks").fetchone()[0]
    assert 0.5 < sure <= 1
    assert list((folder / "arkiv.ocr").rglob("*.json.gz"))
    # what OCR remembers is none of the documents
    assert reasons(folder, db, now="2024-01-03T00:00:00+00:00") == {}


def test_without_the_program_nothing_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine.cache_clear()
    try:
        assert find_ocr() is None
    finally:
        engine.cache_clear()


def test_one_thread_for_each_page(ocr: Ocr) -> None:
    assert ocr
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_good_is_read_well(ocr: Ocr) -> None:
    assert _flat(_read(scanned(pdf_file(), degrees=[-0.5]), ocr)) == " ".join(GOOD.split())
