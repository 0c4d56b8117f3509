"""The list of bodies that treat one case: `31/25 Formannskapet 04.06.2025`, under such heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agenda import Lines
from extractors.dates import find_days
from extractors.numbers import Number, head
from extractors.vocabulary import shelf
from schemas.document import Block

_HALF_ROW = re.compile(r"^\W{0,3}\s*\w+\s*$|^\s*/")  # a row's second line: «/ Ovdagoddi»
_ORDINAL = re.compile(r"\s*\d{1,2}[.)]?\s+(?=\D)")
_LONGEST_BODY = 5  # words
_LONGEST_ROW = 90  # `31/25 Formannskapet 04.06.2025`


def is_case_row(block: Block, year: int | None = None) -> bool:
    """`31/25 Formannskapet 04.06.2025`: a number, a body and a day; a row of that list."""
    return body_of_row(block, year) is not None


def body_of_row(block: Block, year: int | None = None) -> tuple[int, int] | None:
    """Where in the text of such a row its body stands; `1 Formannskapet | 04.06.2025 | 31/25` too.

    None for other lines: `1/21 Godkjenning av protokoll fra 02.12.2020` is a title.
    """
    if len(block.text) > _LONGEST_ROW:
        return None
    opening = head(block.text.replace("\t", " "), year)
    number_last = opening is None and len(block.cells) > 2 and head(block.cells[-1], year)
    if opening is not None and not opening.worded:
        first, last = opening.rest, len(block.text)
    elif number_last and number_last.rest == len(block.cells[-1]):
        first, last = _ordinal_end(block.text), len(block.text) - len(block.cells[-1])
    else:
        return None
    days = find_days(block.text[first:last])
    if len(days) != 1 or block.text[first + days[0].end : last].strip(" .\t"):
        return None
    body = block.text[first : first + days[0].start]
    is_body = 1 <= len(body.split()) <= _LONGEST_BODY and not shelf("kinds").first(body)
    return (first, first + days[0].start) if is_body else None


def _ordinal_end(text: str) -> int:
    """Past the `1` of `1 Formannskapet`, which counts the bodies."""
    ordinal = _ORDINAL.match(text)
    return ordinal.end() if ordinal else 0


def number_below(lines: Lines, at: int, waiting: Sequence[Number]) -> tuple[Number | None, int]:
    """The number here that is waited for, the first such; else the newest. And where rows end."""
    blocks = lines.blocks
    found: list[Number] = []
    end = at + 1
    first = at + 1 if lines.heads_case(at) else at
    for i in range(first, min(at + 20, len(blocks))):
        number = _number_of_row(blocks[i], lines.year)
        if number is not None:
            found.append(number)
            end = i + 1
        elif blocks[i].table is not None and blocks[i].table == blocks[at].table:
            end = i + 1  # «Kommunestyret | 12.12.2019», whose number nobody knows yet
        elif not _HALF_ROW.match(blocks[i].text):
            break
    wanted = (n for known in waiting for n in found if n.is_same(known))
    return next(wanted, found[-1] if found else None), end


def _number_of_row(block: Block, year: int | None) -> Number | None:
    """The number in `31/25 | Formannskapet | 04.06.2025`, or `Formannskapet | 31/25 | …`."""
    opening = head(block.text.replace("\t", " "), year)
    if opening is not None:
        return opening.number
    whole = (
        found for cell in block.cells if (found := head(cell, year)) and found.rest == len(cell)
    )
    return next((found.number for found in whole), None)
