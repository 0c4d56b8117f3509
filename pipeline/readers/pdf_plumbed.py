"""The tables that pdfplumber sees, for the pages whose own rules leave a doubt."""

from __future__ import annotations

from io import BytesIO

from pipeline.readers.pdf_rules import Grid, Rule, places


def plumbed_grids(data: bytes, number: int) -> list[Grid]:
    """The ruled tables of page `number` (from 1) of the PDF in `data`.

    pdfplumber takes only closed cells for a table's, and looks into forms; it costs some hundred
    times what our own rules do.
    """
    import pdfplumber

    with pdfplumber.open(BytesIO(data), pages=[number]) as document:
        page = document.pages[0]
        left, top = page.cropbox[:2]
        tables = [table.cells for table in page.find_tables()]
    grids = [
        _grid([(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in cells])
        for cells in tables
    ]
    return [grid for grid in grids if len(grid.xs) > 2]


def _grid(cells: list[tuple[float, float, float, float]]) -> Grid:
    level = [Rule(y, x0, x1) for x0, y0, x1, y1 in cells for y in (y0, y1)]
    upright = [Rule(x, y0, y1) for x0, y0, x1, y1 in cells for x in (x0, x1)]
    return Grid(places(upright), places(level), tuple(level), tuple(upright))
