"""Minutes kept as a table: each row a case, with cells for what was decided, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.column_heads import column_meanings, head_meaning
from extractors.headed_tables import Columns, HeadedRow, columns_of, rows_under
from extractors.reading import Reading
from extractors.vocabulary import shelf
from schemas.document import Block, Evidence

_SHORTEST = 3  # characters of a cell that says something


def case_rows(reading: Reading) -> Iterator[HeadedRow]:
    """The rows that decide something, under heads of which one is a decision's."""
    for row in rows_under(reading.body, _heads):
        words = _words(row, "decision")
        nothing = shelf("decisions").meaning(words) == "nothing" or shelf("casetypes").meaning(
            words
        )
        if len(words) >= _SHORTEST and not nothing:
            yield row


def recommended(reading: Reading) -> Iterator[Evidence]:
    """The cells under the head of what is recommended, in a table of cases."""
    for row in rows_under(reading.body, _heads):
        if len(_words(row, "recommendation")) >= _SHORTEST:
            yield row.cut("recommendation")


def _heads(block: Block) -> Columns:
    """`Saksnr. | Sak | Vedtak | Ansvar | Frist`: the meanings of columns.toml."""
    meanings = column_meanings(block)
    return columns_of(block, head_meaning) if meanings & {"number", "title"} else {}


def _words(row: HeadedRow, meaning: str) -> str:
    return (row.cell(meaning) or "").strip(" .–-")
