"""Which tables hold money, and what their rows say: label, figure, side, year and scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from extractors.dates import year_in
from extractors.money import figure, find_money, find_scale
from extractors.reading import Reading
from extractors.titles import year_above
from extractors.vocabulary import shelf
from schemas.document import Block, BlockKind, Document, Evidence

_STEMS = re.compile(
    "|".join(
        re.escape(stem)
        for meaning in ("money_table", "expense", "income", "grant", "frame")
        for stem in shelf("amounts").phrases[meaning]
    ),
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CAPTION = 200  # characters; a longer block above a table is not about the table alone
_ABOVE = 4  # blocks above a table that may name its year
_LARGE = 1000  # a table that only its words make a money table has a figure as large as this
_CERTAIN = 0.95
_REST = 15  # characters that a cell may hold besides its money: «kr 350 pr. time»


class MoneyRow(NamedTuple):
    """One figure of a table, with what its row, its column and the table say of it.

    `above` is the rows without figures that stand over it, one a line: `Utgifter`.
    """

    label: str
    value: float
    currency: str
    above: str
    year: int | None
    evidence: Evidence
    confidence: float


class MoneyTable(NamedTuple):
    """The figures of one table; `caption` is the line above it."""

    caption: str
    rows: tuple[MoneyRow, ...]


class _Cell(NamedTuple):
    """A cell that is a figure; `currency` is None where the cell does not name it."""

    value: float
    currency: str | None


class _Grid(NamedTuple):
    """A table with its figures read, its head set apart (it may be empty) and its first row."""

    head: tuple[str, ...]
    first: Block
    rows: tuple[Block, ...]
    figures: tuple[tuple[_Cell | None, ...], ...]


def money_tables(reading: Reading) -> Iterator[MoneyTable]:
    """The tables of `reading` whose figures are money, as caption, head or cells say."""
    for number, group in groupby(reading.body, key=_table_of):
        rows = tuple(group)
        if number is None:
            continue
        grid = _grid(rows)
        above = _lines_above(reading, rows[0])
        caption = above[0] if above else ""
        scale = next(filter(None, map(find_scale, (*grid.head, *above[:2]))), None)
        columns = _money_columns(grid, caption, scale)
        if columns:
            year = year_above(reading, rows[0], " ".join(grid.head), *above)
            found = _figures(reading.document, grid, columns, scale, year)
            yield MoneyTable(caption, tuple(found))


def _table_of(block: Block) -> int | None:
    return (block.table or 0) if block.kind is BlockKind.TABLE_ROW else None


def _lines_above(reading: Reading, row: Block) -> list[str]:
    """The short lines over a table, the nearest first, other tables between them left out."""
    before = [b for b in reading.body[: reading.body.index(row)] if _table_of(b) is None]
    return [b.text for b in reversed(before[-_ABOVE:]) if len(b.text) <= _LONGEST_CAPTION]


def _grid(rows: tuple[Block, ...]) -> _Grid:
    figures = tuple(tuple(map(_figure, row.cells)) for row in rows)
    first = [cell for cell in rows[0].cells if cell]
    only_years = all(_YEAR.fullmatch(cell) for cell in first if _figure(cell))
    if len(first) > 1 and len(rows) > 1 and only_years:
        return _Grid(rows[0].cells, rows[0], rows[1:], figures[1:])
    return _Grid((), rows[0], rows, figures)


def _figure(cell: str) -> _Cell | None:
    """The money or bare number that a cell is."""
    number = figure(cell)
    if number is not None:
        return _Cell(number, None)
    found = find_money(cell)
    if len(found) != 1 or found[0].confidence < _CERTAIN:
        return None
    money = found[0]
    rest = cell[: money.start] + cell[money.end :]
    return _Cell(money.value, money.currency) if len(rest) <= _REST else None


def _money_columns(grid: _Grid, caption: str, scale: int | None) -> set[int]:
    """The columns whose figures are money, counted from 0."""
    marked = scale is not None or any(map(_is_about_money, (caption, *grid.head)))
    return {
        column
        for column in range(max(map(len, grid.figures)))
        if _is_money(grid, column, marked=marked, scaled=scale is not None)
    }


def _is_about_money(words: str) -> bool:
    currency = any(hit.meaning == "nok" for hit in shelf("money").find(words))
    return currency or _STEMS.search(words) is not None


def _is_money(grid: _Grid, column: int, *, marked: bool, scaled: bool) -> bool:
    head = grid.head[column] if column < len(grid.head) else ""
    counts = "%" in head or any(h.meaning == "no_money" for h in shelf("amounts").find(head))
    if counts and not _is_about_money(head):
        return False
    filled = [row.cells[column] for row in grid.rows if column < len(row.cells)]
    figures = [row[column] for row in grid.figures if column < len(row)]
    values = [cell for cell in figures if cell is not None]
    if any(cell.currency for cell in values):
        return True
    if column == 0 or not marked or 2 * len(values) < len([cell for cell in filled if cell]):
        return False  # account numbers stand first; text has stray numbers
    return (scaled and bool(values)) or any(abs(cell.value) >= _LARGE for cell in values)


def _figures(
    document: Document, grid: _Grid, columns: set[int], scale: int | None, year: int | None
) -> Iterator[MoneyRow]:
    """The money in each row. A label on a row of its own belongs to the bare figure below it."""
    above: list[Block] = []
    for row, cells in zip(grid.rows, grid.figures, strict=True):
        money = {column: cell for column, cell in enumerate(cells) if cell and column in columns}
        if not money:
            above.append(row)
            continue
        words = [cell for column, cell in enumerate(row.cells) if column not in money]
        blocks = [row]
        if above and not any(map(_LETTER.search, words)):
            blocks.insert(0, above.pop())
            words = [*blocks[0].cells, *words]
        for column, cell in money.items():
            head = grid.head[column] if column < len(grid.head) else ""
            named = len(money) > 1 and _LETTER.search(head)
            yield MoneyRow(
                label=_joined((*words, head if named else "")),
                value=cell.value * (1 if cell.currency else scale or 1),
                currency=cell.currency or "NOK",
                above="\n".join((grid.head[0] if grid.head else "", *(b.text for b in above))),
                year=year_in(head) or year,
                evidence=document.cut([grid.first if named else blocks[0], row]),
                confidence=0.97 if cell.currency else 0.95 if scale else 0.85,
            )


def _joined(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())
