"""PDF (ISO 32000), read with pdfium: words with their places, lines, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from pipeline.readers.legibility import is_garbled
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.pdf_flow import Page, lines_of_pages
from pipeline.readers.pdf_layout import boxed_rows, rows_of
from pipeline.readers.pdf_notes import notes_on
from pipeline.readers.pdf_plumbed import plumbed_grids
from pipeline.readers.pdf_rules import Drawn, Grid, drawn_on, frames_of, grids_of
from pipeline.readers.pdf_scans import Print, in_place, sheets_of, words_on
from pipeline.readers.pdf_tables import Table, doubts
from pipeline.readers.pdf_words import Frame, Run, words_of
from pipeline.readers.scans import Sheet
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged, Empty, PasswordProtected, TimedOut, TooLarge

_MARKER = b"%PDF-"
_SCANNED = 0.5  # of the page: pictures over so much of it, with hardly a word, are a scan
_CURE = "Med Tesseract installert leses sidene med OCR i stedet."
_FEW = 30  # letters that a stamp or a page number may have on a scanned page


def is_pdf(source: Source) -> bool:
    """Whether the bytes are a PDF: its marker stands near the beginning."""
    return _MARKER in source.data[:1024]


def read_pdf(source: Source, limits: Limits) -> Document:
    """The document in a PDF. Pages count from 1; boxes are in points from the top left.

    Scanned pages are read by `limits.ocr`; those that are not are named in `scanned_pages` and give
    no blocks. Raises PasswordProtected, Empty, Damaged, TooLarge or TimedOut, and ManyScans.
    """
    try:
        document = PdfDocument(source.data)
    except PdfiumError as error:
        # PDFium tells of the last file's fault where it has none to tell of this one
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in source.data
        raise (PasswordProtected if locked else Damaged) from error
    try:
        if not len(document):
            raise Empty
        if len(document) > limits.pages:
            raise TooLarge(f"{len(document)} sider")
        seen = list(_seen(document))
        if not seen:
            raise Damaged
        missing = len(document) - len(seen)
        scanned = [page.number for page in seen if page.is_scanned()]
        garbled = [page.number for page in seen if page.is_garbled()]
        sheets = sheets_of(document, sorted((*scanned, *garbled)), limits)
        pages = _pages(seen, sheets, source.data)
        lines = lines_of_pages(pages)
        drafts = shape(in_place(lines, sheets) if sheets else lines)
        unread = tuple(number for number in scanned if number not in sheets)
        if limits.ocr and scanned and not drafts:
            raise TimedOut("OCR ga opp") if unread else Empty("OCR fant ingen tekst på sidene")
        return Document.of(
            source,
            "pdf",
            drafts,
            pages=len(document),
            title=own_title(document.get_metadata_value("Title")),
            remarks=tuple(
                _remarks(len(document), missing, [n for n in garbled if n not in sheets])
            ),
            scanned_pages=unread,
        )
    finally:
        document.close()


class _Seen(NamedTuple):
    """What pdfium saw on a page, which is closed again."""

    number: int
    frame: Frame
    lines: list[Run]
    drawn: Drawn
    grids: list[Grid]
    comments: list[Line]

    def is_scanned(self) -> bool:
        """Whether the page is a picture with hardly a word."""
        if self.drawn.picture <= _SCANNED:
            return False
        return sum(len(text) for line in self.lines for text in line.texts) < _FEW

    def is_garbled(self) -> bool:
        """Whether the page's text is not what is printed on it."""
        return is_garbled([text for line in self.lines for text in line.texts])

    def doubt(self, grids: list[Grid]) -> int:
        """How much speaks against `grids` for the page's tables."""
        return doubts(grids, self.lines) if grids else 0


def _remarks(pages: int, missing: int, garbled: list[int]) -> Iterator[str]:
    if missing:
        yield f"{missing} av {pages} sider lot seg ikke åpne."
    if garbled:
        numbers = ", ".join(map(str, garbled))
        yield f"Teksten på side {numbers} er ikke den som vises: skrifttypen har feil tegn. {_CURE}"


def _pages(seen: list[_Seen], sheets: dict[int, Sheet], data: bytes) -> list[Page]:
    """The pages, by OCR where there is a sheet; doubtful tables as pdfplumber sees them."""
    common = Print.of(sheets.values())
    scans = [_on_sheet(page, sheets[page.number], common) for page in seen if page.number in sheets]
    pages = [page for page in seen if page.number not in sheets]
    doubt = {page.number: page.doubt(page.grids) + page.drawn.hidden for page in pages}
    doubtful = {page.number: page.frame for page in pages if doubt[page.number]}
    plumbed = plumbed_grids(data, doubtful)
    better = {
        page.number: plumbed[page.number]
        for page in pages
        if plumbed.get(page.number) and page.doubt(plumbed[page.number]) < doubt[page.number]
    }
    every = sorted((*pages, *scans))
    return [_page(page, better.get(page.number, page.grids)) for page in every]


def _on_sheet(page: _Seen, sheet: Sheet, common: Print) -> _Seen:
    """The page as OCR sees it."""
    drawn = Drawn(list(sheet.level), list(sheet.upright), 0.0, hidden=False)
    frame = Frame(0.0, 0.0, sheet.width, sheet.height, 0)
    lines = words_on(sheet, common)
    return page._replace(frame=frame, lines=lines, drawn=drawn, grids=grids_of(drawn))


def _seen(document: PdfDocument) -> Iterator[_Seen]:
    for index in range(len(document)):
        page = pdfium.FPDF_LoadPage(document, index)  # pypdfium2's own page costs as much as a read
        text = pdfium.FPDFText_LoadPage(page)  # none of none
        try:
            if text:
                frame = Frame.of(page)
                lines, drawn = [*words_of(text, frame)], drawn_on(page, frame)
                typed, comments = notes_on(page, frame, index + 1)
                yield _Seen(index + 1, frame, lines + typed, drawn, grids_of(drawn), comments)
        finally:
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)


def _divided(lines: list[Run], grid: Grid) -> tuple[list[Run], list[Run]]:
    """What of `lines` stands outside the grid, and what inside it."""
    outside, inside = [], []
    for line in lines:
        held = [grid.holds(x, y) for x, y in line.middles()]
        if all(held):
            inside.append(line)
        elif any(held):
            inside.append(line.chosen(held))
            outside.append(line.chosen([not inner for inner in held]))
        else:
            outside.append(line)
    return outside, inside


def _boxed(lines: list[Run], drawn: Drawn) -> tuple[list[Run], list[Run]]:
    """`lines` without, and the lines in, the frames that have other text beside them."""
    boxed: list[Run] = []
    for frame in frames_of(drawn):
        top, bottom = frame.ys
        outside, inside = _divided(lines, frame)
        beside = any(top < next(line.middles())[1] < bottom for line in outside)
        if beside and inside:
            lines = outside
            boxed += inside
    return lines, boxed


def _page(page: _Seen, grids: list[Grid]) -> Page:
    number, frame, lines, *_ = page
    tables = []
    for grid in sorted(grids, key=Grid.area):  # a table inside another before that one
        lines, inside = _divided(lines, grid)
        if inside:
            tables.append(Table(grid, [word for line in inside for word in line.words()], number))
    lines, boxed = _boxed(lines, page.drawn)
    rows = [*rows_of(lines, number), *boxed_rows(boxed, number)]
    tables.sort(key=lambda table: table.grid.ys[0])
    return Page(number, frame.width, frame.height, rows, tables, page.comments)
