"""One file with the papers of several meetings, divided where a reader would.

Papers of one meeting belong together, be they innkalling, saksframlegg or protokoll; a file is
divided only where another meeting's papers begin: a title such as `Møtebok`, with the fields that
such papers have at their head, and a meeting of another day or body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.dates import find_days
from extractors.labels import label
from extractors.meeting import extract_meeting
from extractors.outline import Outline
from extractors.people import is_person_name
from extractors.reading import Reading
from extractors.vocabulary import fold, shelf
from schemas.claims import Claim, Meeting
from schemas.document import Block, BlockKind, Document

_LONGEST_TITLE = 120
_LONGEST_LETTERHEAD = 60  # characters of a line above a title: who has the meeting
_LETTERHEAD = 2  # such lines
_HEAD = 9  # lines from the title on, among which the fields stand
_FIELDS = frozenset({"date", "time", "place", "place_and_time", "body"})
_ENOUGH = 2  # fields that tell a head from a mention
_ENDS = (".", ":", ";", ",", "!", "?")


def readings(document: Document) -> tuple[Reading, ...]:
    """A reading of each meeting's papers in `document`; of all of it, where there is but one."""
    starts = [0, *_openings(document.body)]
    if len(starts) == 1:
        return (Reading(document),)
    kept = [0]
    before: Meeting | None = None
    for start, end in zip(starts, [*starts[1:], len(document.blocks)], strict=True):
        meeting = next(iter(Reading(document.part(start, end)).claims(extract_meeting)), None)
        if before and meeting and _is_another(before, meeting):
            kept.append(start)
            before = meeting
        elif before is None or not before.date:
            before = meeting or before
    if len(kept) == 1:
        return (Reading(document),)
    ends = [*kept[1:], len(document.blocks)]
    return tuple(Reading(document.part(a, b)) for a, b in zip(kept, ends, strict=True))


def claims_of(
    document: Document, parts: Sequence[Reading], extract: Iterable[tuple[Claim, ...]]
) -> Iterator[Claim]:
    """What was claimed of each of `parts`, as claims of the whole `document`."""
    for start, claims in zip(starts_of(document, parts), extract, strict=True):
        yield from (claim.moved(start) for claim in claims)


def starts_of(document: Document, parts: Sequence[Reading]) -> list[int]:
    """Where each of `parts` begins in `document`, as an offset into its text."""
    starts, at = [], 0
    for part in parts:
        starts.append(document.blocks[at].start if at < len(document.blocks) else 0)
        at += len(part.document.blocks)
    return starts


def outline_of(document: Document, parts: Sequence[Reading]) -> Outline:
    """The outline of `document`, its labelled parts those of all meetings together."""
    if len(parts) == 1:
        return parts[0].outline
    found, at = [], 0
    for part in parts:
        for each in part.outline.parts:
            body = tuple(document.blocks[at + block.seq] for block in each.body)
            found.append(each._replace(block=document.blocks[at + each.block.seq], body=body))
        at += len(part.document.blocks)
    return parts[0].outline._replace(parts=tuple(found))


def _openings(body: Sequence[Block]) -> list[int]:
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
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
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
        block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and block.page == title.page
        and len(text) <= _LONGEST_LETTERHEAD
        and not text.endswith(_ENDS)
        and label(text) is None
        and not is_person_name(text)
        and not find_days(text)
    )


def _is_another(one: Meeting, other: Meeting) -> bool:
    """Whether the two meetings are told apart by their day, or on one day by their bodies."""
    if not one.date or not other.date:
        return False
    if one.date != other.date:
        return True
    return bool(one.body and other.body and fold(one.body) != fold(other.body))
