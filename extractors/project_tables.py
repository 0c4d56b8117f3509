"""Tables of projects: a row for each, under heads such as `Prosjekt | Status | Gevinster`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.project_names import is_name
from extractors.vocabulary import shelf
from schemas.document import Block, BlockKind


class ProjectRow(NamedTuple):
    """A row about one project: `columns` says which cell holds what.

    Its keys are `project` and the meanings of fields.toml.
    """

    block: Block
    columns: dict[str, int]

    def cell(self, meaning: str) -> str | None:
        """The text of the column with that meaning, None where it is missing or empty."""
        number = self.columns.get(meaning)
        return self.block.cells[number] or None if number is not None else None


def project_rows(body: Sequence[Block]) -> Iterator[ProjectRow]:
    """The rows of every table whose heads name a project and something told of it."""
    rows = (block for block in body if block.kind is BlockKind.TABLE_ROW)
    for _, table in groupby(rows, key=lambda row: row.table):
        yield from _rows(list(table))


def _rows(table: Sequence[Block]) -> Iterator[ProjectRow]:
    columns: dict[str, int] = {}
    for block in table:
        heads = _heads(block)
        if heads:
            columns = heads
        elif columns and len(block.cells) > max(columns.values()):
            row = ProjectRow(block, columns)
            if is_name(row.cell("project") or ""):
                yield row


def _heads(block: Block) -> dict[str, int]:
    """What each column holds, if `block` is the head of a table of projects; otherwise nothing."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(block.cells):
        names = shelf("projects").meaning(cell) in ("project", "column")
        meaning = "project" if names else shelf("fields").meaning(cell.rstrip(" :"))
        if meaning is not None:
            columns.setdefault(meaning, number)
    # «Prosjekt | Budsjett» is an account
    told = columns.keys() - {"project", "budget"}
    return columns if "project" in columns and told else {}
