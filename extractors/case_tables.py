"""Minutes kept as a table: each row a case, with cells for what was decided, by whom, by when.

A cell may hold all that was said of its case, with a label for what was decided (`Vedtak: …`) and
what was recommended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from extractors.column_heads import column_meanings, head_meaning, head_meanings, heads_cases
from extractors.deciding import decides
from extractors.headed_tables import Columns, HeadedRow, columns_of, rows_under
from extractors.labels import label
from extractors.reading import Reading
from extractors.vocabulary import any_of, shelf
from schemas.document import Block, Evidence

# A new line, or a sentence that begins with a label: «Vi trenger ti. Vedtak: …»
_LINE_ENDS = re.compile(
    rf"\n|(?<=[.!?])\s(?={any_of('labels', 'decision', 'recommendation')}\s*:)", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_WITH_TEXT = {"number", "title", "handler"}  # heads
_SHORTEST = 3  # characters of a cell that says something


class _Line(NamedTuple):
    """A line of a cell: what its label means, if it has one, and where its words stand."""

    meaning: str | None
    first: int
    last: int


def case_rows(reading: Reading) -> list[tuple[HeadedRow, Evidence]]:
    """The rows that decide something, under heads of which one is a decision's; and what."""
    rows = []
    for row in reading.view(_rows):
        decided = _decided(row) if row.cell("decision") else None
        words = decided.text.strip(" .–-") if decided else ""
        nothing = shelf("decisions").meaning(words) == "nothing" or shelf("casetypes").meaning(
            words
        )
        if decided is not None and len(words) >= _SHORTEST and not nothing:
            rows.append((row, decided))
    return rows


def recommended(reading: Reading) -> Iterator[Evidence]:
    """What is recommended in a table of cases: under a head of its own, or a label in a cell."""
    for row in reading.view(_rows):
        if len((row.cell("recommendation") or "").strip(" .–-")) >= _SHORTEST:
            yield row.cut("recommendation")
        elif row.cell("decision"):
            yield from _labelled(row, _lines(row), "recommendation")


def _rows(reading: Reading) -> list[HeadedRow]:
    return list(rows_under(reading.body, _heads))


def _decided(row: HeadedRow) -> Evidence | None:
    """The cell of the decision, or what decides in it where it says more than that."""
    lines = _lines(row)
    labels = chain(_labelled(row, lines, "decision"), _labelled(row, lines, "conclusion"))
    labelled = next(labels, None)
    in_title = row.columns["decision"] == row.columns.get("title")
    if not in_title and (len(lines) == 1 or "title" in row.columns):
        return labelled or row.cut("decision")
    told = [s for line in lines[1:] for s in _sentences(row, line) if decides(s.text)]
    if labelled is not None or not told:
        return labelled
    return row.block.cut(told[0].start - row.block.start, told[-1].end - row.block.start)


def _sentences(row: HeadedRow, line: _Line) -> Iterator[Evidence]:
    """The sentences of a line of a cell."""
    first = line.first
    for stop in (*_SENTENCE_ENDS.finditer(row.block.text, line.first, line.last), None):
        last = stop.start() if stop else line.last
        if row.block.text[first:last].strip():
            yield row.block.cut(first, last)
        first = stop.end() if stop else last


def _labelled(row: HeadedRow, lines: list[_Line], meaning: str) -> Iterator[Evidence]:
    """The words after a label of that meaning in the `lines` of the cell of the decision."""
    for line in lines:
        if line.meaning == meaning and line.first < line.last:
            yield row.block.cut(line.first, line.last)


def _lines(row: HeadedRow) -> list[_Line]:
    """The lines of that cell; one without a label goes on with the labelled one above it."""
    place = row.columns["decision"]
    cells = row.block.text.split("\t")
    first = sum(len(cell) + 1 for cell in cells[:place])
    lines: list[_Line] = []
    for text in _LINE_ENDS.split(cells[place]):
        mark, last = label(text), first + len(text)
        if mark is not None:
            at = mark.value if mark.value is not None else len(text)
            lines.append(_Line(mark.meaning, first + at, last))
        elif lines and lines[-1].first == lines[-1].last and lines[-1].meaning:
            lines[-1] = lines[-1]._replace(first=first, last=last)  # the label alone above
        else:
            lines.append(_Line(None, first, last))
        first = last + 1
    return lines


def _heads(block: Block) -> Columns:
    """`Saksnr. | Sak | Vedtak | Ansvar | Frist`: the meanings of columns.toml.

    In `Sak | Tekst | Ansvar` what was decided may stand in the text, whatever that is called.
    """
    columns = columns_of(block, head_meaning)
    for number, meaning in enumerate(head_meanings(block.cells)):
        if meaning == "title":
            columns.setdefault("title", number)
    if not column_meanings(block) & {"number", "title"}:
        strange = [
            i for i, cell in enumerate(block.cells) if head_meaning(cell.strip(" :")) is None
        ]
        if len(strange) != 1 or not heads_cases(block):
            return {}
        columns["title"] = strange[0]
    told = {"decision": columns["title"]} if set(columns) >= _WITH_TEXT else {}
    return {**told, **columns}
