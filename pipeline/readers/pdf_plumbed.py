"""The tables that pdfplumber sees, for the pages whose own rules leave a doubt."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO

from pipeline.readers.pdf_rules import Grid, Rule, places
from pipeline.readers.pdf_words import Frame


def plumbed_grids(data: bytes, frames: dict[int, Frame]) -> dict[int, list[Grid]]:
    """The ruled tables of some pages of the PDF in `data`, by page; `frames` are theirs, from 1.

    pdfplumber takes only closed cells for a table's, and looks into forms; it costs some hundred
    times what our own rules do. A page that it cannot read is not among the pages.
    """
    if not frames:
        return {}
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    found: dict[int, list[Grid]] = {}
    try:
        with pdfplumber.open(BytesIO(data), pages=list(frames)) as document:
            for page in document.pages:
                left, top = _corner(page.page_obj.mediabox, frames[page.page_number])
                grids = [_grid(table.cells, left, top) for table in page.find_tables()]
                found[page.page_number] = [grid for grid in grids if len(grid.xs) > 2]
                page.close()
    except (MalformedPDFException, PdfminerException):
        pass
    return found


def _corner(paper: Sequence[float], frame: Frame) -> tuple[float, float]:
    """Where the top left corner of the whole paper, which pdfplumber measures from, is seen."""
    one, other = frame.seen(paper[0], paper[1]), frame.seen(paper[2], paper[3])
    return min(one[0], other[0]), min(one[1], other[1])


def _grid(cells: Sequence[tuple[float, float, float, float]], left: float, top: float) -> Grid:
    """The grid of `cells` that are measured from `left` and `top`."""
    level = [Rule(top + y, left + x0, left + x1) for x0, y0, x1, y1 in cells for y in (y0, y1)]
    upright = [Rule(left + x, top + y0, top + y1) for x0, y0, x1, y1 in cells for x in (x0, x1)]
    return Grid(places(upright), places(level), tuple(level), tuple(upright))
