"""One file with the papers of several meetings, divided where a reader would.

Papers of one meeting belong together, be they innkalling, saksframlegg or protokoll; a file is
divided only where papers begin that are of another day or body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.meeting import extract_meeting
from extractors.outline import Outline
from extractors.papers import papers_in
from extractors.reading import Reading
from extractors.vocabulary import fold
from schemas.claims import Claim, Meeting
from schemas.document import Document


def readings(document: Document) -> tuple[Reading, ...]:
    """A reading of each meeting's papers in `document`; of all of it, where there is but one."""
    starts = [0, *papers_in(document.body)]
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


def _is_another(one: Meeting, other: Meeting) -> bool:
    """Whether the two meetings are told apart by their day, or on one day by their bodies."""
    if not one.date or not other.date:
        return False
    if one.date != other.date:
        return True
    return bool(one.body and other.body and fold(one.body) != fold(other.body))
