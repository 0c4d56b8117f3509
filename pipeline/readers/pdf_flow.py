"""All pages of a PDF as one flow of lines: paragraphs and tables go on from page to page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import count
from operator import itemgetter

from pipeline.readers.columns import Piece, aligned_region, aligned_rows, fields_of
from pipeline.readers.furniture import running
from pipeline.readers.joining import Words, slack, with_items
from pipeline.readers.lines import Line, clean
from pipeline.readers.pdf_footnotes import with_notes_below
from pipeline.readers.pdf_layout import Row, is_gap, usual_leading
from pipeline.readers.pdf_tables import Table, goes_on, lines_of
from schemas.document import PARAGRAPH, TABLE_ROW, Box

_LETTER = 0.5  # times the letters' size: about the width of a letter
_SPACE = 0.25
_SLACK = 0.1  # by which a line may be short of full: letters' widths are not quite exact
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
    comments: list[Line]


def lines_of_pages(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages in reading order, furniture included; sizes are in points."""
    furniture = running([[(r.text, r.base / p.height) for r in p.rows] for p in pages])
    waiting = deque(_furniture(pages, furniture))
    for line in with_notes_below(_body(pages, furniture)):
        while waiting and waiting[0][0] <= (line.page or 0):
            yield waiting.popleft()[1]
        yield line
    for _, line in waiting:
        yield line


def _body(pages: Sequence[Page], furniture: set[tuple[int, int]]) -> Iterator[Line]:
    """The lines of all pages without the furniture."""
    words = Words(row.text for page in pages for row in page.rows)
    leading = usual_leading(page.rows for page in pages)
    edges = _Edges(pages)
    numbers = count(1)
    tables: list[Table] = []
    rows: list[Row] = []
    for item in _in_order(pages, furniture):
        if tables and not (isinstance(item, Table) and goes_on(tables[-1], item)):
            yield from lines_of(tables, next(numbers), words)
            tables = []
        if isinstance(item, Row):
            rows.append(item)
            continue
        yield from with_items(_plain(rows, leading, edges, numbers))
        rows = []
        tables.append(item)
    if tables:
        yield from lines_of(tables, next(numbers), words)
    yield from with_items(_plain(rows, leading, edges, numbers))


def _in_order(pages: Sequence[Page], furniture: set[tuple[int, int]]) -> Iterator[Row | Table]:
    """The rows and tables of all pages from the top, furniture left out."""
    for index, page in enumerate(pages):
        tables = deque(page.tables)
        for number, row in enumerate(page.rows):
            while tables and tables[0].grid.ys[0] < row.base:
                yield tables.popleft()
            if (index, number) not in furniture:
                yield row
        yield from tables


def _furniture(
    pages: Sequence[Page], furniture: set[tuple[int, int]]
) -> Iterator[tuple[float, Line]]:
    """The furniture as lines, each with the page that it stands before: a footer, the next."""
    running = []
    for index, number in sorted(furniture):
        page, row = pages[index], pages[index].rows[number]
        footer = row.base > page.height / 2
        running.append((page.number + footer / 2, _line(row, furniture=True)))
    comments = [(page.number + 0.5, comment) for page in pages for comment in page.comments]
    return merge(running, comments, key=itemgetter(0))


def _plain(
    part: Sequence[Row], leading: float, edges: _Edges, tables: Iterator[int]
) -> Iterator[Line]:
    """Rows that no rules divide as lines; columns of white space make tables, too."""
    divided = any(len(row.pieces) > 1 for row in part)
    fields = [field for row in part for field in _fields(row)] if divided else part
    rows = _spaced(fields, leading)
    letter = _letter(part) if divided else 0.0
    pieces = [_pieces(row, letter) for row in rows] if divided else []
    at, gap = 0, False
    while at < len(rows):
        row, size = rows[at], 1
        if row is None:
            at, gap = at + 1, True
            continue
        if len(row.pieces) > 1 and (aligned := aligned_region(pieces, at)):
            size, table = aligned, next(tables)
            for first, cells in aligned_rows(pieces[at : at + size]):
                start = rows[at + first] or row
                line = _line(start, gap=gap and not first)
                yield line._replace(kind=TABLE_ROW, text="\t".join(cells), table=table)
        else:
            below = rows[at + 1] if at + 1 < len(rows) else None
            full = edges.is_full(row, below)
            yield _line(row, gap=gap, full=full)
        at, gap = at + size, False


def _fields(row: Row) -> list[Row]:
    """`row`, or the fields that stand beside each other on it."""
    if len(row.pieces) == 1:
        return [row]
    texts = [" ".join(piece.texts) for piece in row.pieces]
    return [Row.of(row.pieces[field], row.page, row.column) for field in fields_of(texts)]


def _spaced(rows: Sequence[Row], leading: float) -> list[Row | None]:
    """`rows` with None where white space stands between two of them."""
    spaced: list[Row | None] = []
    above: Row | None = None
    for row in rows:
        if above and is_gap(above, row, leading):
            spaced.append(None)
        spaced.append(row)
        above = row
    return spaced


def _pieces(row: Row | None, letter: float) -> list[Piece]:
    """The pieces of `row`, measured in letters."""
    if row is None:
        return []
    if len(row.pieces) == 1 and "  " not in row.text:
        return [Piece(row.x0 / letter, row.x1 / letter, row.text)]
    return [
        Piece(piece.x0s[0] / letter, piece.x1s[-1] / letter, clean(" ".join(piece.texts)))
        for piece in row.pieces
    ]


def _letter(rows: Sequence[Row]) -> float:
    """The width of a letter in `rows`, on average."""
    whole = [row for row in rows if len(row.pieces) == 1] or rows
    width = sum(row.x1 - row.x0 for row in whole)
    return width / max(sum(len(row.text) for row in whole), 1) or 1.0


def _line(row: Row, *, gap: bool = False, full: bool = False, furniture: bool = False) -> Line:
    top, bottom = row.base - _ASCENT * row.size, row.base + _DESCENT * row.size
    box, bold = Box(row.x0, top, row.x1, bottom), row.is_bold()
    # By place: by name it would cost twice as much, and all lines of a PDF are made here.
    return Line(row.text, PARAGRAPH, row.page, box, bold, row.size, row.x0, gap, full, furniture)


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
        size = row.size
        width = below.first_width() if below else _LAST_WORD * size
        room = max(slack(row.text, below.text if below else "") * _LETTER, _SLACK)
        return row.x1 + (_SPACE + room) * size + width > self._edges[row.column]


def _edge(ends: list[float], left: float, margin: float) -> float:
    """The edge that many of the lines end near; without such, the page's margin."""
    furthest = max(ends)
    near = sum(end > furthest - _AT_EDGE * (furthest - left) for end in ends)
    return furthest if near >= max(_WRAPPED, len(ends) * _AT_EDGE) else max(furthest, margin)
