"""The outline of minutes: the saksliste, the cases' sections, and their labelled parts.

Everything that decides what belongs together in a document is decided here, once. Extractors read
the outline instead of looking for structure themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.agenda import Agenda, Lines, find_agenda
from extractors.dates import find_days
from extractors.labels import Label, label
from extractors.numbers import Number, full_year, head
from extractors.openings import BALLOT, Opening, find_openings, is_case_table
from extractors.people import is_person_name
from extractors.vocabulary import fold, shelf
from schemas.document import Block, BlockKind, Document

# «Framlegg A vart sett opp mot framlegg B», «ble vedtatt med 4 mot 2 stemmer»
_TELLS_VOTE = re.compile(
    r"\b(?:satt|sett) opp mot\b"
    r"|\b(?:vedtatt|vedteke[nt]?|forkasta|forkastet|falt|fall)\s+(?:mot|med)\s+\d"
    r"|\b(?:fikk|fekk)\s+\d+\s+(?:stemme|røyst)",
    re.IGNORECASE,
)
_SIGNATURES = 3  # names that may close a document
_LONE = re.compile(r"^\W*\d{1,2}\s*\)\W*$")  # «1)» on a line of its own, between proposals
_TOP = 25  # lines among which the meeting's day stands
_ENOUGH = 3  # numbers that must agree before the year is taken to come first


class Part(NamedTuple):
    """A label and the lines it rules: up to the next label, case, ballot, heading or closing."""

    label: Label
    block: Block
    body: tuple[Block, ...]


class Section(NamedTuple):
    """The stretch of text in which a case is treated; `title` as offsets into the text."""

    number: Number | None
    title: tuple[int, int] | None
    block: Block
    start: int
    end: int
    archive_ref: str | None = None


class Outline(NamedTuple):
    """`opening` is what stands before the first case that is treated, the saksliste left out."""

    agenda: Agenda
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    opening: tuple[Block, ...]

    def parts_in(self, start: int, end: int) -> tuple[Part, ...]:
        """The parts whose label stands in `start..end`."""
        return tuple(part for part in self.parts if start <= part.block.start < end)


def outline(document: Document) -> Outline:
    """How `document` is divided."""
    blocks = document.body
    lines = Lines(blocks, [_label_of(block) for block in blocks], _year_first(blocks))
    agenda = find_agenda(lines)
    openings = find_openings(lines, agenda)
    starts = {opening.line for opening in openings}
    first = min(starts, default=len(blocks))
    opening = [b for i, b in enumerate(blocks[:first]) if not agenda.first <= i < agenda.end]
    sections = _sections(document, openings)
    ends = starts | ({agenda.first} if agenda.items else set())
    return Outline(agenda, sections, _parts(lines, agenda, ends), tuple(opening))


def _label_of(block: Block) -> Label | None:
    """The block's label; a table's may share its row with the heads of the other columns."""
    first, *others = block.cells
    if others and all(shelf("attendance_columns").meaning(cell.strip(" :")) for cell in others):
        return label(first)
    return label(block.text)


def _year_first(blocks: Sequence[Block]) -> int | None:
    """The year, if the document writes it before the number (`10/234`, `10/235`).

    Several numbers tell by what they have in common, a single one by the meeting's year.
    """
    heads = [head(block.text) for block in blocks]
    pairs = [
        re.findall(r"\d+", found.number.text)
        for found in heads
        if found is not None and found.worded and found.number.year
    ]
    firsts = Counter(pair[0] for pair in pairs)
    seconds = Counter(pair[-1] for pair in pairs)
    if len(firsts) != 1:
        return None
    first = full_year(next(iter(firsts)))
    days = (day for block in blocks[:_TOP] for day in find_days(block.text) if day.year_stated)
    meeting = next(days, None)
    if meeting and first == meeting.first.year and str(first) not in seconds:
        return first if f"{first % 100:02d}" not in seconds else None
    return first if len(seconds) >= _ENOUGH else None


def _sections(document: Document, openings: Sequence[Opening]) -> tuple[Section, ...]:
    """Each case reaches to where the next begins."""
    blocks = document.body
    starts = [blocks[opening.line].start for opening in openings] + [len(document.text)]
    return tuple(
        Section(o.number, o.title, blocks[o.line], blocks[o.line].start, end, o.archive_ref)
        for o, end in zip(openings, starts[1:], strict=True)
    )


def _parts(lines: Lines, agenda: Agenda, ends: set[int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for i, mark in enumerate(lines.labels):
        if mark is None or agenda.first < i < agenda.end:
            continue
        end = i + 1
        while end < len(lines.blocks) and not _ends_part(lines, i, end, ends):
            end += 1
        parts.append(Part(mark, lines.blocks[i], tuple(lines.blocks[i + 1 : end])))
    return tuple(parts)


def _ends_part(lines: Lines, of: int, at: int, ends: set[int]) -> bool:
    block, opener = lines.blocks[at], lines.labels[of]
    if at in ends or lines.labels[at] is not None or _closes(block) or _is_signature(lines, at):
        return True
    proposes = opener is not None and opener.meaning in ("recommendation", "proposal")
    if proposes and _TELLS_VOTE.search(block.text):
        return True
    if block.kind is not BlockKind.HEADING:
        return False
    below = lines.blocks[at + 1] if at + 1 < len(lines.blocks) else None
    is_caption = below is not None and below.kind is BlockKind.TABLE_ROW
    if is_caption or block.text.rstrip().endswith(":"):
        return False  # «Økte inntekter (tall i 1000 kr)», «Begrunnelse:»
    ruled = lines.blocks[of]
    return ruled.kind is not BlockKind.HEADING or (block.level or 1) <= (ruled.level or 1)


def _closes(block: Block) -> bool:
    """The line ends whatever went before: a ballot, a lone number, a case's table, the end."""
    if BALLOT.match(block.text) or _LONE.match(block.text) or is_case_table(block):
        return True
    text = fold(block.text)
    closing, mark = shelf("closings").at_start(text), shelf("labels").at_start(text)
    return (closing is not None and closing.meaning == "end") or (
        mark is not None and mark.meaning == "next_meeting"
    )


def _is_signature(lines: Lines, at: int) -> bool:
    """A name alone at the document's end, or with a role alone below it."""
    if not is_person_name(lines.blocks[at].text):
        return False
    below = [block.text for block in lines.blocks[at + 1 : at + 2]]
    last = at >= len(lines.blocks) - _SIGNATURES
    return last or any(shelf("roles").meaning(text) is not None for text in below)
