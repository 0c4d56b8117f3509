"""All pages of a PDF as one flow of lines: paragraphs and tables go on from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from pipeline.readers.columns import Piece, aligned_region, aligned_rows
from pipeline.readers.furniture import running
from pipeline.readers.joining import Words, slack, with_items
from pipeline.readers.lines import Line, clean
from pipeline.readers.pdf_layout import Row, is_gap, usual_leading
from pipeline.readers.pdf_tables import Table, goes_on, lines_of
from schemas.document import BlockKind, Box

_LETTER = 0.5  # times the letters' size: about the width of a letter
_SPACE = 0.25
_SLACK = 0.5  # by which a line may be short of full: programs wrap a little early
_ASCENT, _DESCENT = 0.8, 0.2  # of the letters' size, above and below the line they stand on
_AT_EDGE = 0.08  # of the column's width: lines that end so near its edge are wrapped there
_WRAPPED = 3  # such lines that it takes to know where the edge is
_LAST_WORD = 6.0  # times the letters' size: room that a page's last line may leave and yet go on


@dataclass(frozen=True, slots=True)
class Page:
    """What was taken from one page before it was closed."""

    number: int
    width: float
    height: float
    rows: list[Row]
    tables: list[Table]
    scanned: bool


@dataclass(slots=True)
class _Part:
    """Rows of one page that follow each other, or a table with all pages that it goes on over."""

    page: int
    rows: list[Row]
    tables: list[Table]


def lines_of_pages(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages in reading order, furniture included; sizes are in points."""
    words = Words(" ".join(w.text for w in row.words) for page in pages for row in page.rows)
    leading = usual_leading(page.rows for page in pages)
    furniture = running([[(_text(r), r.base / p.height) for r in p.rows] for p in pages])
    edges = _Edges(pages)
    tables = count(1)
    waiting = list(_furniture(pages, furniture))
    for part in _parts(pages, furniture):
        while waiting and waiting[0][0] <= part.page:
            yield waiting.pop(0)[1]
        if part.tables:
            yield from lines_of(part.tables, next(tables), words)
        else:
            yield from with_items(_plain(part, leading, edges, tables))
    for _, line in waiting:
        yield line


def _parts(pages: Sequence[Page], furniture: set[tuple[int, int]]) -> Iterator[_Part]:
    """The body of all pages, divided where a table or a page begins."""
    part: _Part | None = None
    for index, page in enumerate(pages):
        for item in _in_order(page, {row for at, row in furniture if at == index}):
            if isinstance(item, Table):
                if part and part.tables and goes_on(part.tables[-1], item):
                    part.tables.append(item)
                    continue
                new = _Part(page.number, [], [item])
            elif part and part.rows and part.page == page.number:
                part.rows.append(item)
                continue
            else:
                new = _Part(page.number, [item], [])
            if part:
                yield part
            part = new
    if part:
        yield part


def _in_order(page: Page, furniture: set[int]) -> Iterator[Row | Table]:
    """A page's rows and tables from the top, furniture left out."""
    tables = list(page.tables)
    for number, row in enumerate(page.rows):
        while tables and tables[0].grid.ys[0] < row.base:
            yield tables.pop(0)
        if number not in furniture:
            yield row
    yield from tables


def _furniture(
    pages: Sequence[Page], furniture: set[tuple[int, int]]
) -> Iterator[tuple[float, Line]]:
    """The furniture as lines, each with the page that it stands before: a footer, the next."""
    for index, number in sorted(furniture):
        page, row = pages[index], pages[index].rows[number]
        footer = row.base > page.height / 2
        line = replace(_line(row, page.number), furniture=True)
        yield page.number + footer / 2, line


def _plain(part: _Part, leading: float, edges: _Edges, tables: Iterator[int]) -> Iterator[Line]:
    """Rows that no rules divide as lines; columns of white space make tables, too."""
    rows = _spaced(part.rows, leading)
    letter = _letter(part.rows)
    pieces = [_pieces(row, letter) for row in rows]
    at, gap = 0, False
    while at < len(rows):
        row, size = rows[at], 1
        if row is None:
            at, gap = at + 1, True
            continue
        if aligned := aligned_region(pieces, at):
            size, table = aligned, next(tables)
            for first, cells in aligned_rows(pieces[at : at + size]):
                start = rows[at + first] or row
                yield replace(
                    _line(start, part.page),
                    kind=BlockKind.TABLE_ROW,
                    text="\t".join(cells),
                    table=table,
                    gap=gap and not first,
                )
        else:
            below = rows[at + 1] if at + 1 < len(rows) else None
            full = edges.is_full(row, below)
            yield replace(_line(row, part.page), gap=gap, full=full)
        at, gap = at + size, False


def _spaced(rows: Sequence[Row], leading: float) -> list[Row | None]:
    """`rows` with None where white space stands between two of them."""
    spaced: list[Row | None] = []
    above: Row | None = None
    for row in rows:
        if above and (row.column != above.column or is_gap(above, row, leading)):
            spaced.append(None)
        spaced.append(row)
        above = row
    return spaced


def _pieces(row: Row | None, letter: float) -> list[Piece]:
    """The pieces of `row`, measured in letters."""
    if row is None:
        return []
    return [
        Piece(piece[0].x0 / letter, piece[-1].x1 / letter, clean(" ".join(w.text for w in piece)))
        for piece in row.pieces
    ]


def _letter(rows: Sequence[Row]) -> float:
    """The width of a letter in `rows`, on average."""
    words = [word for row in rows for word in row.words]
    return sum(word.x1 - word.x0 for word in words) / sum(len(word.text) for word in words) or 1.0


def _line(row: Row, page: int) -> Line:
    words = row.words
    top, bottom = row.base - _ASCENT * row.size, row.base + _DESCENT * row.size
    return Line(
        text=_text(row),
        page=page,
        box=Box(x0=row.x0, y0=top, x1=row.x1, y1=bottom),
        bold=all(word.bold for word in words),
        size=row.size,
        indent=row.x0,
    )


def _text(row: Row) -> str:
    return clean(" ".join(word.text for word in row.words))


class _Edges:
    """Where the columns of a document end to the right: where its lines are wrapped."""

    def __init__(self, pages: Sequence[Page]) -> None:
        rows = [row for page in pages for row in page.rows]
        left = min((row.x0 for row in rows), default=0.0)
        margin = max((page.width for page in pages), default=0.0) - left
        self._edges = {
            column: _edge([row.x1 for row in rows if row.column == column], left, margin)
            for column in {row.column for row in rows}
        }

    def is_full(self, row: Row, below: Row | None) -> bool:
        """Whether the first word of `below` would not have fitted on `row`."""
        width = below.words[0].x1 - below.x0 if below else _LAST_WORD * row.size
        room = max(slack(_text(row), _text(below) if below else "") * _LETTER, _SLACK)
        return row.x1 + (_SPACE + room) * row.size + width > self._edges[row.column]


def _edge(ends: list[float], left: float, margin: float) -> float:
    """The edge that many of the lines end near; without such, the page's margin."""
    furthest = max(ends)
    near = sum(end > furthest - _AT_EDGE * (furthest - left) for end in ends)
    return furthest if near >= max(_WRAPPED, len(ends) * _AT_EDGE) else max(furthest, margin)
