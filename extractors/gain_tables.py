"""Tables of gains: a row for each, under heads such as `Gevinst | Type | Nullpunkt | Eier`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.vocabulary import shelf
from schemas.document import Block, BlockKind


class GainRow(NamedTuple):
    """A row about one gain: `columns` says which cell holds what, as in gain_columns.toml."""

    block: Block
    columns: dict[str, int]

    def cell(self, meaning: str) -> str | None:
        """The text of the column with that meaning, None where it is missing or empty."""
        number = self.columns.get(meaning)
        return self.block.cells[number] or None if number is not None else None


def gain_rows(body: Sequence[Block]) -> Iterator[GainRow]:
    """The rows of every table whose heads name a gain and something told of it."""
    rows = (block for block in body if block.kind is BlockKind.TABLE_ROW)
    for _, table in groupby(rows, key=lambda row: row.table):
        columns: dict[str, int] = {}
        for block in table:
            heads = _heads(block)
            if heads:
                columns = heads
            elif columns and len(block.cells) > max(columns.values()):
                row = GainRow(block, columns)
                if any(letter.isalpha() for letter in row.cell("gain") or ""):
                    yield row


def _heads(block: Block) -> dict[str, int]:
    """What each column holds, if `block` is the head of a table of gains; otherwise nothing."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(block.cells):
        meaning = shelf("gain_columns").meaning(cell.rstrip(" :"))
        if meaning is not None:
            columns.setdefault(meaning, number)
        elif shelf("projects").meaning(cell) in ("project", "column"):
            return {}  # a table of projects, each with its gains
    return columns if "gain" in columns and len(columns) > 1 else {}
