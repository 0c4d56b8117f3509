"""Where cases begin that are told apart by `1.`, `2.`, `3.` alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.agenda import Agenda, Lines, Opening
from extractors.deciding import decides
from extractors.numbers import Number, enumerated
from extractors.titles import LONGEST_TITLE, is_told, run_in
from schemas.document import LIST_ITEM, PARAGRAPH, Block

_SENTENCE_END = re.compile(r"[.!?]\s*$")
_ENOUGH = 3  # points in a row
_OF_ONE_CASE = {"decision", "recommendation", "proposal"}  # labels over points of one text


def enumerated_titles(blocks: Sequence[Block]) -> list[Opening]:
    """`1. Nettsted` … `5. Fylkeslag`, `A. Registrering` … `C: Finansiering`: short, in order."""
    openings: list[Opening] = []
    digits: bool | None = None
    for i, block in enumerate(blocks):
        found = enumerated(block.text)
        too_long = len(block.text) > LONGEST_TITLE
        if found is None or too_long or _SENTENCE_END.search(block.text):
            continue
        mark, first = found
        place = int(mark) if mark.isdigit() else ord(mark) - ord("A") + 1
        if place != len(openings) + 1 or digits not in (None, mark.isdigit()):
            continue
        digits = mark.isdigit()
        number = Number(mark, None, place, None) if digits else None
        openings.append(Opening(i, number, (block.start + first, block.end)))
    return openings if len(openings) >= 2 else []


def answered(blocks: Sequence[Block], agenda: Agenda) -> list[Opening]:
    """`2. Godkjent.` says what became of number 2 of the saksliste, without its title."""
    listed = {item.number.sequence: item for item in agenda.items if item.number is not None}
    points = [p for p in _points(blocks, agenda.end) if p[1].sequence in listed]
    if len(points) < _ENOUGH or 2 * len(points) <= len(listed):
        return []
    return [Opening(i, number, listed[number.sequence].title) for i, number in points]


def counted(lines: Lines) -> list[Opening]:
    """`1. Innkallingen ble godkjent.`, `2. Budsjett. Vi har brukt …`: cases with or without titles.

    Several of them decide, or they are most of what the document tells; below `Vedtak:` they are
    its points.
    """
    blocks = lines.blocks
    points = list(_points(blocks, 0))
    above = [mark.meaning for mark in lines.labels[: points[0][0]] if mark] if points else []
    if _OF_ONE_CASE.intersection(above[-1:]):
        return []
    told = [i for i, _ in points if decides(blocks[i].text)]
    whole = sum(len(block.text) for block in blocks)
    most = 2 * sum(len(blocks[i].text) for i, _ in points) > whole
    if len(told) < _ENOUGH and not (len(points) > _ENOUGH and most):
        return []
    return [Opening(i, number, _title(blocks[i])) for i, number in points]


def alternating(blocks: Sequence[Block]) -> list[Opening]:
    """Items of a list that each have what was told of them below: `• Dugnad`, or `1.` each time."""
    at = [i for i, block in enumerate(blocks) if _is_item(block)]
    told = all(
        len(blocks[i].text) <= LONGEST_TITLE
        and not is_told(blocks[i].text)
        and i + 1 < len(blocks)
        and blocks[i + 1].kind is PARAGRAPH
        and not _is_item(blocks[i + 1])
        for i in at
    )
    if len(at) < _ENOUGH or not told:
        return []
    firsts = [(enumerated(blocks[i].text) or ("", 0))[1] for i in at]
    return [
        Opening(i, None, (blocks[i].start + first, blocks[i].end))
        for i, first in zip(at, firsts, strict=True)
    ]


def _is_item(block: Block) -> bool:
    return block.kind is LIST_ITEM or (enumerated(block.text) or ("", 0))[0] == "1"


def _title(block: Block) -> tuple[int, int] | None:
    first = (enumerated(block.text) or ("", 0))[1]
    ends = run_in(block.text, first)
    return (block.start + first, block.start + ends) if ends else None


def _points(blocks: Sequence[Block], start: int) -> Iterator[tuple[int, Number]]:
    """The lines that are numbered from 1 on, in order, with their numbers."""
    place = 0
    for i, block in enumerate(blocks[start:], start):
        found = enumerated(block.text)
        if found is not None and found[0] == str(place + 1):
            place += 1
            yield i, Number(found[0], None, place, None)
