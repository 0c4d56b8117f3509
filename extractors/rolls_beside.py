"""Attendance lists beside each other: a table whose columns are lists, each under its own head.

`Til stede | Forfall` over names is two lists. `Forfall | Møtende vara` is one, which says who stood
in for whom (`rolls.columns`), and so is `Navn | Forfall` with crosses in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.people import people
from extractors.reading import Reading
from extractors.rolls import roll
from extractors.vocabulary import shelf
from schemas.document import HEADING, TABLE_ROW, Block

_LEAST_HEADS = 2
_THERE = {"present", "members"}


class Listed(NamedTuple):
    """A piece of a list: `block.text[first:last]` is a line under a head that means `meaning`."""

    meaning: str
    block: Block
    first: int
    last: int


def lists_beside(reading: Reading, meanings: Sequence[str]) -> list[Listed]:
    """The lines of all such lists, whose heads have one of `meanings`, column by column."""
    found: list[Listed] = []
    rows = [block for block in reading.body if block.kind is TABLE_ROW]
    for number, row in enumerate(rows):
        heads = _heads(row, meanings)
        if not heads:
            continue
        below = []
        for other in rows[number + 1 :]:
            if other.table != row.table or len(other.cells) != len(row.cells):
                break
            below.append(other)
        lines = [
            line
            for column, meaning in heads.items()
            for block in (row, *below)
            for line in _lines(block, column, meaning, skip=1 if block is row else 0)
        ]
        if {line.meaning for line in lines} >= set(heads.values()) and all(map(_names, lines)):
            found += lines
    return found or _below_heads(reading, meanings)


def _below_heads(reading: Reading, meanings: Sequence[str]) -> list[Listed]:
    """Lists below all of their heads: `Dato:`, `Til stede:`, `Forfall:`, then what each says.

    So a table of two columns is read where the page lost them. As many lines as heads follow; one
    that ends with a comma goes on in the next. Where the last alone is a list, it has all the rest.
    """
    parts = (p for p in reading.outline.parts if p.block.kind is not TABLE_ROW)
    bare = [part for part in parts if part.label.value is None]
    for first, part in enumerate(bare):
        run = [p for at, p in enumerate(bare[first:]) if p.block.seq == part.block.seq + at]
        heads = [p.label.meaning for p in run]
        of_people = sum(meaning in meanings for meaning in heads)
        if not of_people or len(heads) < _LEAST_HEADS:
            continue
        values = _values(run[-1].body)
        if of_people == 1 < len(heads) < len(values) and heads[-1] in meanings:
            last = len(heads) - 1
            values = [*values[:last], [block for value in values[last:] for block in value]]
            if any(people(block.text) for value in values[:last] for block in value):
                continue
        elif of_people < _LEAST_HEADS:
            continue
        told = list(zip(heads, values, strict=False)) if len(values) == len(heads) else []
        lines = [
            Listed(meaning, block, 0, len(block.text))
            for meaning, blocks in told
            for block in blocks
            if meaning in meanings
        ]
        return lines if all(map(_names, lines)) else []
    return []


def _values(body: Sequence[Block]) -> list[list[Block]]:
    """The lines below the heads, those that go on together."""
    values: list[list[Block]] = []
    for block in body:
        if shelf("kinds").meaning(block.text) or block.kind is HEADING:
            break
        if values and values[-1][-1].text.rstrip().endswith(","):
            values[-1].append(block)
        else:
            values.append([block])
    return values


def _heads(row: Block, meanings: Sequence[str]) -> dict[int, str]:
    """What each column is a list of; empty unless every cell is a head, and of several kinds."""
    heads: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        head = cell.split("\n", 1)[0].strip(" :")
        if not head:
            continue
        meaning = shelf("labels").meaning(head) or roll(head)
        if meaning is None or meaning not in meanings:
            return {}
        heads[column] = meaning
    kinds = set(heads.values())
    return heads if kinds & _THERE and kinds - _THERE - {"substitutes"} else {}


def _lines(block: Block, column: int, meaning: str, *, skip: int) -> Iterator[Listed]:
    cells = block.text.split("\t")
    first = sum(len(cell) + 1 for cell in cells[:column])
    for number, line in enumerate(cells[column].split("\n")):
        if number >= skip and line.strip():
            yield Listed(meaning, block, first, first + len(line))
        first += len(line) + 1


def _names(line: Listed) -> bool:
    return bool(people(line.block.text[line.first : line.last]))
