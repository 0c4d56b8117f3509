"""Which tables hold money, and what their rows say: label, figure, side, year and scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from extractors.dates import year_in
from extractors.money import figure, find_money, find_scale, names_currency, split_figure, stems
from extractors.reading import Reading
from extractors.standing import outside_agenda, year_above
from extractors.vocabulary import any_of, shelf
from schemas.document import PARAGRAPH, TABLE_ROW, Block, Document, Evidence

_STEMS = re.compile(
    "|".join(
        stems(shelf("amounts").phrases[meaning])
        for meaning in ("money_table", "frame", "expense", "income", "grant")
    ),
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_SIGN = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CAPTION = 200  # characters; a longer block above a table is not about the table alone
_LONGEST_LINE = 100  # characters of a line of a budget
_ABOVE = 6  # blocks above a table that may name its year
# «Minutter per sak», «Andel i prosent», «Kroner i året»
_UNIT = re.compile(
    rf"^[A-ZÆØÅ]?[a-zæøå]+\s(?:pr\.?|per|i)\s\w+$|^{any_of('units', *shelf('units').phrases)}$",
    re.IGNORECASE,
)
_LARGE = 1000  # a table that only its words make a money table has a figure as large as this
_ROUND = 100  # what sums that are asked for or proposed are whole numbers of
_CERTAIN = 0.95
_REST = 15  # characters that a cell may hold besides its money: «kr 350 pr. time»


class MoneyRow(NamedTuple):
    """One figure of a table, with what its row, its column and the table say of it.

    `above` is the rows without figures that stand over it, one a line: `Utgifter`; `head` is that
    of its column, `first_head` that of the first. `words` are the cells with words, which the label
    joins.
    """

    label: str
    words: tuple[str, ...]
    head: str
    first_head: str
    value: float
    currency: str
    above: str
    year: int | None
    evidence: Evidence
    confidence: float


class MoneyTable(NamedTuple):
    """The figures of one table; `caption` is the line above it, `blocks` its rows."""

    caption: str
    rows: tuple[MoneyRow, ...]
    blocks: tuple[Block, ...]


class _Cell(NamedTuple):
    """A cell that is a figure; `currency` is None where the cell does not name it."""

    value: float
    currency: str | None


class _Grid(NamedTuple):
    """A table: its head (may be empty), and each row below it as block, texts and figures."""

    head: tuple[str, ...]
    blocks: tuple[Block, ...]
    texts: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[_Cell | None, ...], ...]


def money_tables(reading: Reading) -> Iterator[MoneyTable]:
    """The tables of `reading` whose figures are money, as caption, head or cells say.

    Budget lines in a row, each a label and its figure, are a table too.
    """
    lines: list[str] = []  # the short lines above, other tables left out
    for is_table, blocks in _groups(outside_agenda(reading)):
        if not is_table:
            lines += [b.text for b in blocks if len(b.text) <= _LONGEST_CAPTION]
            continue
        above = lines[: -_ABOVE - 1 : -1]
        grid = _grid(blocks)
        caption = _SENTENCE_ENDS.split(above[0])[-1] if above else ""
        scale = next(filter(None, map(find_scale, (*grid.head, *above[:2]))), None)
        about = scale is not None or any(map(_is_about_money, (caption, *above[1:2])))
        about = about or _adds_money(grid)
        columns = _money_columns(grid, about=about, scaled=scale is not None)
        if columns:
            money_lines = filter(_is_about_money, above[1:])
            year = year_above(reading, blocks[0], " ".join(grid.head), caption, *money_lines)
            rows = tuple(_rows(reading.document, blocks[0], grid, columns, scale, year))
            yield MoneyTable(caption, rows, blocks)


def _groups(body: tuple[Block, ...]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """The body cut into tables, budget lines and what stands between, in order."""
    for sort, pairs in groupby(zip(_sorts(body), body, strict=True), key=itemgetter(0)):
        blocks = tuple(block for _, block in pairs)
        budget = sort == "line" and sum(split_figure(b.text) is not None for b in blocks) > 1
        yield budget or sort.startswith("table"), blocks


def _sorts(body: tuple[Block, ...]) -> Iterator[str]:
    """What each block is a part of: `table 3`, a `line` of a budget, or the `text`."""
    lines = [split_figure(b.text) if len(b.text) <= _LONGEST_LINE else None for b in body]
    around = zip(body, [None, *lines], lines, [*lines[1:], None], strict=False)
    for block, before, line, after in around:
        # a label with its figure on the next line, or one that wraps between two budget lines
        split = after is not None and (after[0] == "" or before is not None) and _is_label(block)
        if block.kind is TABLE_ROW:
            yield f"table {block.table}"
        else:
            yield "line" if line or split else "text"


def _is_label(block: Block) -> bool:
    """Whether `block` is a short paragraph that is no sentence, such as a label that wraps."""
    text = block.text.rstrip()
    short = block.kind is PARAGRAPH and len(text) <= _LONGEST_LINE
    return short and not text.endswith((".", ":", "!", "?"))


def _texts(block: Block) -> tuple[str, ...]:
    if block.kind is TABLE_ROW:
        return block.cells
    return split_figure(block.text) or (block.text,)


def _grid(blocks: tuple[Block, ...]) -> _Grid:
    texts = tuple(map(_texts, blocks))
    figures = tuple(tuple(map(_figure, row)) for row in texts)
    heads = 0
    while heads < len(texts) and _is_head(texts[heads], first=heads == 0):
        heads += 1
    columns = zip_longest(*texts[:heads], fillvalue="")
    head = _over_figures(tuple(" ".join(cells).strip() for cells in columns), figures[heads:])
    return _Grid(head, blocks[heads:], texts[heads:], figures[heads:])


def _over_figures(
    head: tuple[str, ...], figures: tuple[tuple[_Cell | None, ...], ...]
) -> tuple[str, ...]:
    """The head with its years over figures, where it was read one column too far to the left.

    In a table set with spaces the first column has no head: `Regnskap 2019   Budsjett 2019`.
    """
    last = len(head) - 1
    bare = last > 0 and not head[last] and any(row[last] for row in figures if len(row) > last)
    labels_first = not any(row[0] for row in figures if row)
    moved = bare and labels_first and _YEAR.search(head[0])
    return ("", *head[:-1]) if moved else head


def _is_head(row: tuple[str, ...], *, first: bool) -> bool:
    """Whether a row names columns: it has words, or years under another head."""
    cells = [cell for cell in row if cell]
    years = [cell for cell in cells if _YEAR.fullmatch(cell)]
    return (
        len(cells) > 1 and bool(first or years) and not any(map(_figure, set(cells) - set(years)))
    )


def _figure(cell: str) -> _Cell | None:
    """The money or bare number that a cell is."""
    number = figure(cell)
    if number is not None:
        return _Cell(number, "NOK" if cell.rstrip().endswith((",-", ",–")) else None)
    found = find_money(cell)
    if len(found) != 1 or found[0].confidence < _CERTAIN:
        return None
    money = found[0]
    rest = cell[: money.start] + cell[money.end :]
    return _Cell(money.value, money.currency) if len(rest) <= _REST else None


def _money_columns(grid: _Grid, *, about: bool, scaled: bool) -> set[int]:
    """The columns of money, counted from 0; `about`: the lines above say that there are some."""
    columns = range(max(map(len, grid.figures), default=0))
    found = {column for column in columns if _is_money(grid, column, about=about, scaled=scaled)}
    return found | {column for column in columns if found and _is_round(grid, column)}


def _is_round(grid: _Grid, column: int) -> bool:
    """Whether a column beside one of money holds round sums under a head such as `Forslag`."""
    values = [cell.value for row in grid.figures if column < len(row) and (cell := row[column])]
    filled = [row[column] for row in grid.texts if column < len(row) and row[column]]
    head = grid.head[column] if column < len(grid.head) else ""
    counts = "%" in head or shelf("amounts").says(head, "no_money")
    return (
        column > 0
        and len(values) == len(filled) > 1
        and _LETTER.search(head) is not None
        and not counts
        and max(map(abs, values)) >= _LARGE
        and not any(value % _ROUND for value in values)
    )


def _adds_money(grid: _Grid) -> bool:
    """Whether a row sums up others of which one is about money: `Bruk av fond` above `Sum`."""
    labels = [row[0] for row in grid.texts if row]
    hits = (shelf("amounts").at_start(label) for label in labels)
    has_sum = any(hit is not None and hit.meaning == "sum" for hit in hits)
    return has_sum and any(map(_is_about_money, labels))


def _is_about_money(words: str) -> bool:
    return names_currency(words) or _STEMS.search(words) is not None


def _is_money(grid: _Grid, column: int, *, about: bool, scaled: bool) -> bool:
    """Whether a column holds money: its cells or head say so, or the lines above do."""
    head = grid.head[column] if column < len(grid.head) else ""
    own = _is_about_money(head) or names_currency(head)
    counts = "%" in head or shelf("amounts").says(head, "no_money")
    if (counts and not own) or shelf("amounts").meaning(head) == "moment":
        return False
    filled = [row[column] for row in grid.texts if column < len(row)]
    values = [cell for row in grid.figures if column < len(row) and (cell := row[column])]
    if any(cell.currency for cell in values):
        return True
    if not _LETTER.search(head):
        own = any(map(_is_about_money, grid.head))
    if column == 0 or not (about or own) or 2 * len(values) < sum(map(bool, filled)):
        return False  # account numbers stand first; text has stray numbers
    return (scaled and bool(values)) or any(abs(cell.value) >= _LARGE for cell in values)


def _rows(
    document: Document,
    first: Block,
    grid: _Grid,
    columns: set[int],
    scale: int | None,
    year: int | None,
) -> Iterator[MoneyRow]:
    """The money in each row. A label on a row of its own belongs to the bare figure below it."""
    above: list[Block] = []
    heads = (shelf("amounts").meaning(head) == "counted_in" for head in grid.head)
    unit = next((column for column, counts in enumerate(heads) if counts), _unit_column(grid))
    for block, texts, figures in zip(grid.blocks, grid.texts, grid.figures, strict=True):
        money = {column: cell for column, cell in enumerate(figures) if cell and column in columns}
        if unit is not None and unit < len(texts) and not names_currency(texts[unit]):
            money = {column: cell for column, cell in money.items() if cell.currency}
        if not money:
            above.append(block)
            continue
        words = [t for column, t in enumerate(texts) if column == 0 or not figures[column]]
        opening = block
        if above and not any(map(_LETTER.search, words)):
            opening = above.pop()
            words = [*_texts(opening), *words]
        for column, cell in money.items():
            head = grid.head[column] if column < len(grid.head) else ""
            named = len(money) > 1 and _LETTER.search(head)
            yield MoneyRow(
                label=_joined((*words, head if named else "")),
                words=tuple(words),
                head=head,
                first_head=grid.head[0] if grid.head else "",
                value=cell.value * (1 if cell.currency else scale or 1),
                currency=cell.currency or "NOK",
                above="\n".join((*grid.head[:1], *(b.text for b in above))),
                year=year_in(head) or year,
                evidence=document.cut([first if named else opening, block]),
                confidence=0.97 if cell.currency else 0.95 if scale else 0.85,
            )


def _unit_column(grid: _Grid) -> int | None:
    """The column whose cells say what the figures of their rows count: `Minutter per sak`."""
    for column in range(1, max(map(len, grid.texts), default=0)):
        cells = [row[column] for row in grid.texts if column < len(row) and row[column]]
        if len(cells) > 1 and all(_UNIT.search(cell) for cell in cells):
            return column
    return None


def _joined(words: Iterable[str]) -> str:
    return " ".join(" ".join(word for word in words if _SIGN.search(word)).split())
