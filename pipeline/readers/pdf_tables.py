"""Tables of PDF pages: cells out of a grid's words, rows that go on over pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.readers.joining import Words, join, with_items
from pipeline.readers.lines import Line, as_item
from pipeline.readers.pdf_layout import stacked
from pipeline.readers.pdf_rules import Grid
from pipeline.readers.pdf_words import Run
from schemas.document import TABLE_ROW, Box

_SAME = 4.0  # points that the columns of one table may wander from page to page
_LETTER = 0.6  # times the letters' size: about the width of a letter
_SPACE = 0.25
_SLACK = 0.5  # by which a line may be short of full: programs wrap a little early
_WORD = 4.0  # a word's
_INSIDE = 2.0  # points that a word may reach over the wall of its cell
_SEVERAL = 3  # lines that make rows, where no rules do


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table as it stands on one page."""

    grid: Grid
    words: list[Run]  # each by itself
    page: int


def doubts(grids: Sequence[Grid], lines: Sequence[Run]) -> int:
    """How much speaks against `grids`: rules that close no cell, words that reach into two."""
    across = sum(
        grid.cell(min(x0 + _INSIDE, x), y) != grid.cell(max(x1 - _INSIDE, x), y)
        for grid in grids
        for line in lines
        for x0, x1, (x, y) in zip(line.x0s, line.x1s, line.middles(), strict=True)
        if grid.holds(x, y)
    )
    return across + sum(grid.loose_ends() for grid in grids)


def goes_on(above: Table, table: Table) -> bool:
    """Whether `table`, first on its page, is the rest of `above`, last on the page before."""
    mine, theirs = table.grid.xs, above.grid.xs
    same = len(mine) == len(theirs) and all(
        abs(a - b) <= _SAME for a, b in zip(mine, theirs, strict=True)
    )
    return same and table.page == above.page + 1


def lines_of(tables: Sequence[Table], number: int, words: Words) -> list[Line]:
    """The rows of a table that stands on one page or goes on over several; `words` the document's.

    A header that is repeated is furniture; a row that a page break cut is put together.
    """
    rows: list[_Row] = []
    for table in tables:
        on_page = list(_rows(table, number))
        if rows and on_page and on_page[0].texts(words) == rows[0].texts(words):
            header = on_page.pop(0)
            rows.append(replace(header, line=header.line._replace(furniture=True)))
        if rows and on_page and on_page[0].is_rest():
            at = max(i for i, row in enumerate(rows) if not row.line.furniture)
            rows[at] = rows[at].with_rest(on_page.pop(0))
        rows += on_page
    return [row.line._replace(text="\t".join(row.texts(words))) for row in rows]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: the lines in each of its cells, and the row as a line without text."""

    cells: list[list[Line]]
    line: Line

    def texts(self, words: Words) -> list[str]:
        return ["\n".join(line.text for line in join(cell, words)) for cell in self.cells]

    def is_rest(self) -> bool:
        """Whether the first row of a page may be the rest of a row that the page break cut.

        A row under a merged first cell has its other cells; a rest lacks more than the first.
        """
        filled = sum(bool(cell) for cell in self.cells)
        return not self.cells[0] and (filled < len(self.cells) - 1 or len(self.cells) == 2)

    def with_rest(self, rest: _Row) -> _Row:
        """The row with what a page break cut off it."""
        both = zip(self.cells, rest.cells, strict=True)
        return replace(self, cells=[above + below for above, below in both])


def _rows(table: Table, number: int) -> Iterator[_Row]:
    grid = table.grid
    columns = len(grid.xs) - 1
    ruled: dict[int, list[list[Run]]] = defaultdict(lambda: [[] for _ in range(columns)])
    for word in table.words:
        row, column = grid.cell(*next(word.middles()))
        ruled[row][column].append(word)
    for row in sorted(ruled):
        box = Box(x0=grid.xs[0], y0=grid.ys[row], x1=grid.xs[-1], y1=grid.ys[row + 1])
        line = Line(kind=TABLE_ROW, text="", page=table.page, box=box, table=number)
        for cells in _unruled(ruled[row], table):
            yield _Row([list(with_items(_cell_lines(cell, table))) for cell in cells], line)


def _unruled(cells: list[list[Run]], table: Table) -> list[list[list[Run]]]:
    """The rows between two rules: several, where each has a short line in the first column."""
    lines = list(_cell_lines(cells[0], table))
    bases = sorted({round(word.base) for word in cells[0]})
    beside = {round(word.base) for cell in cells[1:] for word in cell}
    wrapped = any(line.full for line in lines[:-1])
    apart = not wrapped and not any(line.text[:1].islower() for line in lines)
    if len(lines) < _SEVERAL or not apart or not beside.issuperset(bases):
        return [cells]
    rows: list[list[list[Run]]] = [[[] for _ in cells] for _ in bases]
    for column, cell in enumerate(cells):
        for word in cell:
            rows[max(bisect_right(bases, word.base + 1) - 1, 0)][column].append(word)
    return rows


def _cell_lines(words: Sequence[Run], table: Table) -> Iterator[Line]:
    """The lines in one cell, each knowing whether it fills the cell."""
    rows = list(stacked(words, table.page))
    if not rows:
        return
    left, right = table.grid.sides(*next(rows[0].pieces[0].middles()))
    edge = right - max(min(row.x0 for row in rows) - left, 0)
    widths = [row.first_width() for row in rows[1:]] + [_WORD * rows[-1].size]
    for row, next_width in zip(rows, widths, strict=True):
        size = row.size
        yield Line(
            text=row.text,
            full=row.x1 + next_width + _SPACE * size > edge - _SLACK * size,
            broken=" " not in as_item(Line(text=row.text)).text and row.x1 + _LETTER * size > edge,
            indent=row.x0,
        )
