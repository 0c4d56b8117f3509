"""Where the papers of a meeting begin inside a document.

A title such as `Møtebok`, with the fields that such papers have at their head.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.dates import find_days
from extractors.labels import label
from extractors.names import is_person_name
from extractors.numbers import head
from extractors.vocabulary import shelf
from schemas.document import HEADING, PARAGRAPH, Block

_LONGEST_TITLE = 120
_LONGEST_LETTERHEAD = 60  # characters of a line above a title: who has the meeting
_LETTERHEAD = 2  # such lines
_HEAD = 9  # lines from the title on, among which the fields stand
_FIELDS = frozenset({"date", "time", "place", "place_and_time", "body"})
_ENOUGH = 2  # fields that tell a head from a mention
_ENDS = (".", ":", ";", ",", "!", "?")


def papers_in(body: Sequence[Block]) -> list[int]:
    """The blocks, by `seq`, at which papers of a meeting may begin; the file's own left out."""
    found: list[int] = []
    for place in range(_HEAD, len(body)):
        if _opens(body, place):
            first = _letterhead(body, place)
            if not found or first.seq > found[-1] + _HEAD:
                found.append(first.seq)
    return found


def _opens(body: Sequence[Block], place: int) -> bool:
    block = body[place]
    if block.kind not in (HEADING, PARAGRAPH):
        return False
    text = block.text
    if len(text) > _LONGEST_TITLE or text.endswith(".") or not shelf("volumes").at_start(text):
        return False
    head = body[place + 1 : place + _HEAD]
    labels = {mark.meaning for mark in (label(each.text) for each in head) if mark}
    days = any(day.year_stated for day in find_days(text))
    return len(labels & _FIELDS) + days >= _ENOUGH


def _letterhead(body: Sequence[Block], place: int) -> Block:
    """The first of the lines right above a title that say whose meeting it is."""
    first = place
    while (
        first > place - _LETTERHEAD and first > 0 and _is_letterhead(body[first - 1], body[place])
    ):
        first -= 1
    return body[first]


def _is_letterhead(block: Block, title: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind in (HEADING, PARAGRAPH)
        and block.page == title.page
        and len(text) <= _LONGEST_LETTERHEAD
        and not text.endswith(_ENDS)
        and label(text) is None
        and head(text) is None  # a case of the papers above
        and not is_person_name(text)
        and not find_days(text)
    )
