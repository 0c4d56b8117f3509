"""Tables are read cell by cell as they are meant: the gold of tables, with a floor.

`python -m tests.tables.test_tables` prints the figures table by table, `-v` with the cells.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby, zip_longest

from schemas.document import BlockKind, Document
from tests.readers.making import read_as
from tests.tables.make import SETTINGS, documents, gold

FLOOR = 0.97  # F1 over all cells
LEAST = 0.85  # of any one document

Cells = set[tuple[int, int, int, str]]  # table, row, column, words


def test_tables_are_read_cell_by_cell() -> None:
    found = {file: (_cells(tables), _cells(gold(_name(file)))) for file, tables in _read()}
    assert len(SETTINGS) >= 12
    poor = {file: round(f1(*pair), 3) for file, pair in found.items() if f1(*pair) < LEAST}
    assert poor == {}
    assert _overall(found) >= FLOOR


def test_nothing_stands_in_a_table_that_belongs_outside() -> None:
    for file, data in documents().items():
        blocks = read_as(file, data).body
        assert [b.kind for b in (blocks[0], blocks[-1])] == [BlockKind.PARAGRAPH] * 2, file


def f1(found: Cells, meant: Cells) -> float:
    """How well the cells with words agree: the same words in the same row and column."""
    return 2 * len(found & meant) / (len(found) + len(meant))


def _overall(pairs: dict[str, tuple[Cells, Cells]]) -> float:
    right = sum(len(found & meant) for found, meant in pairs.values())
    return 2 * right / sum(len(found) + len(meant) for found, meant in pairs.values())


def _read() -> Iterator[tuple[str, list[list[list[str]]]]]:
    for file, data in documents().items():
        yield file, tables_of(read_as(file, data))


def tables_of(document: Document) -> list[list[list[str]]]:
    """The tables of a document, repeated heads left out, in the order in which they begin."""
    rows = [block for block in document.body if block.kind is BlockKind.TABLE_ROW]
    rows.sort(key=lambda block: block.table or 0)
    return [[[*row.cells] for row in table] for _, table in groupby(rows, lambda row: row.table)]


def _cells(tables: list[list[list[str]]]) -> Cells:
    return {
        (t, y, x, " ".join(words.split()))
        for t, table in enumerate(tables)
        for y, row in enumerate(table)
        for x, words in enumerate(row)
        if words.strip()
    }


def _name(file: str) -> str:
    return file.rpartition(".")[0]


def _print(*, cells: bool) -> None:
    pairs = {}
    for file, tables in _read():
        meant = gold(_name(file))
        pairs[file] = (_cells(tables), _cells(meant))
        print(f"{f1(*pairs[file]):6.3f} {len(pairs[file][1]):4} cells  {file}")  # noqa: T201
        if cells and pairs[file][0] != pairs[file][1]:
            for one, other in zip_longest(tables, meant, fillvalue=[]):
                for row, right in zip_longest(one, other):
                    print("   ", "  " if row == right else "! ", row, right)  # noqa: T201
    print(f"{_overall(pairs):6.3f}  all")  # noqa: T201


if __name__ == "__main__":
    _print(cells="-v" in sys.argv)
