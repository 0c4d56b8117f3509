"""Minutes kept as a table: each row a case, with cells for what was decided, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.column_heads import column_meanings, head_meaning
from extractors.reading import Reading
from extractors.vocabulary import shelf
from schemas.document import Block, BlockKind, Evidence

_SHORTEST = 3  # characters of a cell that says something


class CaseRow(NamedTuple):
    """A case's row: the cell with the decision, and those with who shall do it and by when."""

    block: Block
    decision: Evidence
    responsible: str | None
    due: str | None


def case_rows(reading: Reading) -> Iterator[CaseRow]:
    """The rows that decide something, under heads of which one is a decision's."""
    for block, columns in _rows(reading, "decision"):
        row = _row(block, columns)
        if row is not None:
            yield row


def recommended(reading: Reading) -> Iterator[Evidence]:
    """The cells under the head of what is recommended, in a table of cases."""
    for block, columns in _rows(reading, "recommendation"):
        at = columns.index("recommendation")
        if len(block.cells[at].strip(" .–-")) >= _SHORTEST:
            yield block.cut_cell(at)


def _rows(reading: Reading, wanted: str) -> Iterator[tuple[Block, list[str | None]]]:
    """The rows of the tables of cases that have such a column, and what their columns mean."""
    columns: list[str | None] = []
    table: int | None = None
    for block in reading.body:
        if block.kind is not BlockKind.TABLE_ROW:
            continue
        meanings = column_meanings(block)
        if wanted in meanings and meanings & {"number", "title"}:
            table = block.table
            columns = [head_meaning(cell.strip(" :")) for cell in block.cells]
        elif block.table == table and len(columns) == len(block.cells):
            yield block, columns


def _row(block: Block, columns: list[str | None]) -> CaseRow | None:
    at = columns.index("decision")
    words = block.cells[at].strip(" .–-")
    nothing = shelf("decisions").meaning(words) == "nothing" or shelf("casetypes").meaning(words)
    if len(words) < _SHORTEST or nothing:
        return None
    cell = {meaning: text for meaning, text in zip(columns, block.cells, strict=True) if text}
    return CaseRow(block, block.cut_cell(at), cell.get("handler"), cell.get("due"))
