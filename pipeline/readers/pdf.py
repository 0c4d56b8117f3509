"""PDF (ISO 32000), read with pdfium: words with their places, lines, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from pipeline.readers.limits import Limits
from pipeline.readers.pdf_flow import Page, lines_of_pages
from pipeline.readers.pdf_layout import rows_of
from pipeline.readers.pdf_plumbed import plumbed_grids
from pipeline.readers.pdf_rules import Drawn, Grid, drawn_on, grids_of
from pipeline.readers.pdf_tables import Table, doubts, middle
from pipeline.readers.pdf_words import Frame, Word, words_of
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged, Empty, PasswordProtected, TooLarge

_MARKER = b"%PDF-"
_SCANNED = 0.5  # of the page: a picture so large, with hardly a word, is a scan
_FEW = 30  # letters that a stamp or a page number may have on a scanned page


def is_pdf(source: Source) -> bool:
    """Whether the bytes are a PDF: its marker stands near the beginning."""
    return _MARKER in source.data[:1024]


def read_pdf(source: Source, limits: Limits) -> Document:
    """The document in a PDF. Pages count from 1; boxes are in points from the top left.

    Scanned pages are named in `scanned_pages` and give no blocks. Raises PasswordProtected, Empty,
    Damaged or TooLarge.
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
        pages = _pages(document, source.data)
        if not pages:
            raise Damaged
        missing = len(document) - len(pages)
        return Document.of(
            source,
            "pdf",
            shape(lines_of_pages(pages)),
            pages=len(document),
            title=own_title(document.get_metadata_value("Title")),
            remarks=(f"{missing} av {len(document)} sider lot seg ikke åpne.",) if missing else (),
            scanned_pages=tuple(page.number for page in pages if page.scanned),
        )
    finally:
        document.close()


class _Seen(NamedTuple):
    """What pdfium saw on a page, which is closed again."""

    number: int
    frame: Frame
    lines: list[list[Word]]
    drawn: Drawn
    grids: list[Grid]

    def doubt(self, grids: list[Grid]) -> int:
        """How much speaks against `grids` for the page's tables."""
        return doubts(grids, [word for line in self.lines for word in line])


def _pages(document: PdfDocument, data: bytes) -> list[Page]:
    """The pages that can be opened; tables that leave a doubt as pdfplumber sees them."""
    pages = list(_seen(document))
    doubt = {page.number: page.doubt(page.grids) + page.drawn.hidden for page in pages}
    doubtful = {page.number: page.frame for page in pages if doubt[page.number]}
    plumbed = plumbed_grids(data, doubtful)
    better = {
        page.number: plumbed[page.number]
        for page in pages
        if plumbed.get(page.number) and page.doubt(plumbed[page.number]) < doubt[page.number]
    }
    return [_page(page, better.get(page.number, page.grids)) for page in pages]


def _seen(document: PdfDocument) -> Iterator[_Seen]:
    for index in range(len(document)):
        try:
            page = document[index]
        except PdfiumError:
            continue
        frame = Frame.of(page)
        lines, drawn = words_of(page, frame), drawn_on(page, frame)
        page.close()
        yield _Seen(index + 1, frame, lines, drawn, grids_of(drawn))


def _page(page: _Seen, grids: list[Grid]) -> Page:
    number, frame, lines, drawn, _ = page
    letters = sum(len(word.text) for line in lines for word in line)
    scanned = letters < _FEW and drawn.picture > _SCANNED
    tables = []
    for grid in sorted(grids, key=Grid.area):  # a table inside another before that one
        inside = [word for line in lines for word in line if grid.holds(*middle(word))]
        if inside:
            tables.append(Table(grid, inside, number))
            lines = [[word for word in line if not grid.holds(*middle(word))] for line in lines]
    rows = rows_of((line for line in lines if line), number)
    tables.sort(key=lambda table: table.grid.ys[0])
    return Page(number, frame.width, frame.height, rows, tables, scanned)
