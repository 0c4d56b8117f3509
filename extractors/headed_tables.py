"""Tables whose heads say what each column holds: projects, gains, cases, tasks.

Whoever reads such a table knows its heads; how rows follow them is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from schemas.document import TABLE_ROW, Block, Evidence

# «Status 31.12», «Status per 1. mai 2023»
_AS_OF = re.compile(r"\s+(?:(?:pr\.?|per|ved)\s.*|[\d./]+)$", re.IGNORECASE)
# Which column, counted from 0, holds what; empty for a row that is no head of such a table
Columns = Mapping[str, int]


class HeadedRow(NamedTuple):
    """A row under the row `heads`: `columns` says which cell holds what."""

    block: Block
    columns: Columns
    heads: Block

    def cell(self, meaning: str) -> str | None:
        """The text of the column with that meaning, None where it is missing or empty."""
        number = self.columns.get(meaning)
        return self.block.cells[number] or None if number is not None else None

    def head(self, meaning: str) -> str:
        """The words over that column. Raises KeyError where the table has no such column."""
        return self.heads.cells[self.columns[meaning]]

    def cut(self, meaning: str) -> Evidence:
        """Evidence for that cell. Raises KeyError where the table has no such column."""
        return self.block.cut_cell(self.columns[meaning])


def rows_under(body: Sequence[Block], heads: Callable[[Block], Columns]) -> Iterator[HeadedRow]:
    """The rows of every table below a row in which `heads` knows its heads."""
    rows = (block for block in body if block.kind is TABLE_ROW)
    for _, table in groupby(rows, key=lambda row: row.table):
        columns: Columns = {}
        head: Block | None = None
        for block in table:
            own = heads(block)
            if own:
                columns, head = own, block
            elif head is not None and len(block.cells) > max(columns.values()):
                yield HeadedRow(block, columns, head)


def columns_of(block: Block, meaning: Callable[[str], str | None]) -> dict[str, int]:
    """The first column of each meaning that the cells have as heads."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(block.cells):
        head = cell.strip(" :")
        meant = meaning(head) or (meaning(_AS_OF.sub("", head)) if _AS_OF.search(head) else None)
        if meant is not None:
            columns.setdefault(meant, number)
    return columns
