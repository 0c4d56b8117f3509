"""The outline of minutes: the saksliste, the cases' sections, and their labelled parts.

Everything that decides what belongs together in a document is decided here, once. Extractors read
the outline instead of looking for structure themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from extractors.agenda import Agenda, Lines, Opening, find_agenda
from extractors.closings import closes
from extractors.column_heads import column_meanings, head_meaning, heads_cases
from extractors.dates import find_days
from extractors.deciding import decides
from extractors.labels import ROLLS, Label, label
from extractors.names import is_person_name
from extractors.numbers import Number, full_year, head, is_treatment
from extractors.openings import BALLOT, find_openings
from extractors.papers import papers_in
from extractors.people import group_of
from extractors.rolls import roll_of_heads
from extractors.tallies import tells_vote
from extractors.vocabulary import shelf
from schemas.document import HEADING, TABLE_ROW, Block, Document

_SIGNATURES = 3  # names that may close a document
_LONE = re.compile(r"^\W*\d{1,2}\s*\)\W*$")  # «1)» on a line of its own, between proposals
_SUBTITLE = re.compile(r"^\s*(?:[a-zæøå]|\d{1,2})\s?[.)]\s+[^.;]*$")
_RULED_OFF = re.compile(r"^\s*(?:={6,}|-{6,}|\*{6,}|_{6,}|~{6,})")
# «Fellesnemnd - 019/17», «Planutvalget - 14.11.2017:»: from here on it is treated
_TREATED = re.compile(
    r"^[A-ZÆØÅ][\w ,.-]{2,60}\s[–-]\s"
    r"(?:(?:[A-ZÆØÅ]{2}\s)?\d{1,4}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}:?)$"
)
_DAY_AND_BODY = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{4}:?\s+[A-ZÆØÅ][\w ,-]{2,60}$")
_TREATS = {"treatment", "voting", "decision"}  # labels
_COLON = re.compile(r"\s*:\s*(?=\S)")
_TOP = 25  # lines among which the meeting's day stands
_FIELDS = {"archive", "archive_code", "case_type", "handler", "date", "time", "place", "body"}
_PEOPLE = ROLLS | {"chair", "secretary", "next_meeting"}  # fields too, in a table of two columns
_TOLD = {"treatment", "decision", "voting", "recommendation", "proposal"}  # labels
_TEXTS = {"decision", "recommendation", "proposal"}  # labels
_DEBATES = {"treatment", "voting"}  # labels
_ELECTED = {"members", "substitutes"}
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
        first, last = (bisect_left(self.parts, at, key=_start) for at in (start, end))
        return self.parts[first:last]


def _start(part: Part) -> int:
    return part.block.start


def outline(document: Document) -> Outline:
    """How `document` is divided."""
    blocks = document.body
    heads = [column_meanings(block) for block in blocks]
    lines = Lines(blocks, _ruling(blocks), heads, _year_first(blocks))
    agenda = find_agenda(lines)
    openings = find_openings(lines, agenda)
    starts = {opening.line for opening in openings}
    first = min(starts, default=len(blocks))
    opening = [b for i, b in enumerate(blocks[:first]) if not agenda.first <= i < agenda.end]
    seqs = set(papers_in(blocks))
    papers = {i for i, block in enumerate(blocks) if block.seq in seqs}
    sections = _sections(lines, openings, papers, len(document.text))
    ends = starts | papers | ({agenda.first} if agenda.items else set())
    return Outline(agenda, sections, _parts(lines, agenda, ends), tuple(opening))


def _ruling(blocks: Sequence[Block]) -> list[Label | None]:
    """The labels of `blocks`, without those that are words of a text or below a name.

    Under `Vedtak`, `Medlemmer: Kari Li` elects; so `Nytt punkt 4:` is of it, which in a debate is a
    proposal, and so is `Rådmannens innstilling.`, which adopts.
    """
    found: list[Label | None] = []
    over: str | None = None  # the meaning of the last label
    for i, block in enumerate(blocks):
        mark = _label_of(block)
        if mark is not None and mark.meaning == "point":
            mark = mark._replace(meaning="proposal") if over in _DEBATES else None
        if (
            mark is not None
            and i
            and _is_of(block, mark, blocks[i - 1], found[-1], in_text=over in _TEXTS)
        ):
            mark = None
        found.append(mark)
        over = mark.meaning if mark else over
    return found


def _is_of(block: Block, mark: Label, above: Block, over: Label | None, *, in_text: bool) -> bool:
    """The label is of what stands above it."""
    if in_text and mark.meaning in _ELECTED:
        return True
    if mark.meaning == "agenda" and mark.tail and _is_number(above):
        return True  # «Saker for skolemiljøet» below «Sak 3/25» is the case's title
    adopts = over is not None and over.meaning == "decision" and over.value is None
    if adopts and mark.meaning == "recommendation" and block.text.rstrip().endswith("."):
        return True
    return _signs(block, mark, above)


def _is_number(block: Block) -> bool:
    found = head(block.text)
    return found is not None and not block.text[found.rest :].strip(" .:")


def _signs(block: Block, mark: Label, above: Block) -> bool:
    """`sekretær` below the name of who signs as such."""
    is_office = mark.meaning in ("chair", "secretary") and mark.value is None
    return is_office and ":" not in block.text and is_person_name(above.text)


def _label_of(block: Block) -> Label | None:
    """The block's label; a table's may share its row with the heads of the other columns."""
    if block.kind is not TABLE_ROW:
        return label(block.text)
    first, *others = block.cells
    if others and all(shelf("attendance_columns").meaning(cell.strip(" :")) for cell in others):
        named = label(first)
        if named is not None:
            return named
    over = roll_of_heads(block.cells) if others else None
    if over is not None:
        return Label(over, "", "", None)
    fields = _fields_in_row(block)
    mark = fields[0] if fields else label(block.text)
    return None if mark and "\t" in mark.owner else mark


def _fields_in_row(block: Block) -> list[Label]:
    """The fields of a row whose cells are in turn a label and what it says.

    `Saksbehandler | Kari Li`, `Sakshandsamar: | Kari Li | Arkivsak nr.: | 2021/734`
    """
    if block.kind is not TABLE_ROW:
        return []
    fields: list[Label] = []
    at = 0
    may_be = _FIELDS | _PEOPLE if len(block.cells) == 2 else _FIELDS
    for cell, told in pairwise(block.cells):
        at += len(cell) + 1
        if not told:
            continue
        if shelf("attendance_columns").meaning(cell.strip(" :")) == "substitute":
            mark: Label | None = Label("substitutes", "", "", None)  # «Vara | Kari Li for Ola Moe»
        else:
            mark = label(cell)
        if mark is None or mark.meaning not in may_be or mark.value is not None:
            continue
        if label(told) is None and head_meaning(told.strip(" :")) is None:
            fields.append(mark._replace(value=at))
    return fields


def _fields_after(block: Block, first: Label) -> list[Label]:
    """The fields on a line after its first: `Arkivsaknr.: 21/2210-9   Saksbehandlar: Kari Li`."""
    if first.meaning not in _FIELDS or first.value is None or block.text.count(":") < 2:
        return []
    fields: list[Label] = []
    for hit in shelf("labels").find(block.text[first.value :]):
        at, end = first.value + hit.start, first.value + hit.end
        colon = _COLON.match(block.text, end)
        if hit.meaning in _FIELDS and block.text[at - 1].isspace() and colon:
            fields.append(Label(hit.meaning, "", "", colon.end()))
    return fields


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


def _sections(
    lines: Lines, openings: Sequence[Opening], papers: set[int], end: int
) -> tuple[Section, ...]:
    """Each case reaches to where the next begins, or the meeting's next papers.

    One that lists others reaches over these too.
    """
    blocks = lines.blocks
    sections = []
    for opening, below in zip_longest(openings, openings[1:]):
        first, next_line = opening.line, below.line if below else len(blocks)
        last = min((line for line in papers if first < line < next_line), default=next_line)
        until = blocks[last].start if last < len(blocks) else end
        number, title, archive_ref = opening.number, opening.title, opening.archive_ref
        sections.append(
            Section(number, title, blocks[first], blocks[first].start, until, archive_ref)
        )
    for first, last in _listings(lines, openings):
        sections[first] = sections[first]._replace(end=sections[last].end)
        sections[last] = sections[last]._replace(end=sections[last].block.end)
    return tuple(sections)


def _listings(lines: Lines, openings: Sequence[Opening]) -> Iterator[tuple[int, int]]:
    """Cases that only list others (`PS 3/16 Referatsaker`, `RS 5/16 …`), with the last of these.

    What is told right below the list is told of the case that lists.
    """
    at = 0
    while at < len(openings):
        last = at
        while last + 1 < len(openings) and _is_listed(openings, at, last + 1):
            last += 1
        below = openings[last].line + 1
        if last > at and below < len(lines.blocks):
            mark, told = lines.labels[below], head(lines.blocks[below].text)
            of_last = told is not None and told.number.is_same(openings[last].number or told.number)
            is_own = is_treatment(lines.blocks[below].text) and of_last
            if mark is not None and mark.meaning in _TOLD and not is_own:
                yield at, last
        at = last + 1


def _is_listed(openings: Sequence[Opening], of: int, at: int) -> bool:
    """The case stands right below the one above it, with a prefix that the first has not."""
    parent, child = openings[of].number, openings[at].number
    near = openings[at].line == openings[at - 1].line + 1
    if not near or parent is None or child is None or child.year is None:
        return False
    return (child.prefix or "").isupper() and child.prefix != parent.prefix


def _parts(lines: Lines, agenda: Agenda, ends: set[int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for i, mark in enumerate(lines.labels):
        if mark is None or agenda.first < i < agenda.end:
            continue
        end = i + 1
        while end < len(lines.blocks) and not _ends_part(lines, i, end, ends):
            end += 1
        parts.append(Part(mark, lines.blocks[i], tuple(lines.blocks[i + 1 : end])))
        block = lines.blocks[i]
        others = _fields_in_row(block)[1:] or _fields_after(block, mark)
        parts += [Part(field, block, ()) for field in others]
    return tuple(parts)


def _ends_part(lines: Lines, of: int, at: int, ends: set[int]) -> bool:
    block, opener = lines.blocks[at], lines.labels[of]
    if at in ends or lines.labels[at] is not None or lines.heads_case(at):
        return True
    if _closes(block) or _is_signature(lines, at):
        return True
    if _is_next_title(lines, of, at) or _is_next_field(lines, of, at) or _is_treated(lines, at):
        return True
    proposes = opener is not None and opener.meaning in ("recommendation", "proposal")
    if proposes and tells_vote(block.text):
        return True
    if block.kind is not HEADING:
        return False
    if opener is not None and opener.meaning in ROLLS and _names_someone(block.text):
        return False
    below = lines.blocks[at + 1] if at + 1 < len(lines.blocks) else None
    is_caption = below is not None and below.kind is TABLE_ROW
    if is_caption or block.text.rstrip().endswith(":"):
        return False  # «Økte inntekter (tall i 1000 kr)», «Begrunnelse:»
    if opener is not None and opener.meaning in _TEXTS and _is_told(lines, of, at):
        return False
    ruled = lines.blocks[of]
    return ruled.kind is not HEADING or (block.level or 1) <= (ruled.level or 1)


def _is_told(lines: Lines, of: int, at: int) -> bool:
    """A line that looks like a heading, and is what the label or the line above announces.

    `Planen vedtas` right below `Vedtak`, `Punkt 4 Klager` below `… med følgende endring:`.
    """
    above, opener = lines.blocks[at - 1], lines.labels[of]
    if at > of + 1:
        return above.text.rstrip().endswith(":")
    moved = opener is not None and opener.meaning == "proposal" and bool(opener.owner)
    return moved or decides(lines.blocks[at].text)


def _is_next_title(lines: Lines, of: int, at: int) -> bool:
    """`b) Godkjenning av saksliste`, and below it the same label again."""
    block, below = lines.blocks[at], lines.labels[at + 1 : at + 2]
    again = any(mark and lines.labels[of] and mark.meaning == _meaning(lines, of) for mark in below)
    return again and at > of + 1 and bool(_SUBTITLE.match(block.text))


def _is_next_field(lines: Lines, of: int, at: int) -> bool:
    """`Kopi til | Styringsgruppen` below `Forfall | Kari Li`: another field, whatever it is."""
    ruled, block = lines.blocks[of], lines.blocks[at]
    opener = lines.labels[of]
    is_field = opener is not None and opener.value is not None and len(ruled.cells) == 2
    return is_field and block.table == ruled.table is not None and bool(block.cells[0])


def _is_treated(lines: Lines, at: int) -> bool:
    """`21.09.2017 Fellesnemnd` above `Handsaming:`: who treats the case, and when."""
    told_below = _meaning(lines, at + 1) in _TREATS
    return told_below and _DAY_AND_BODY.match(lines.blocks[at].text) is not None


def _meaning(lines: Lines, at: int) -> str | None:
    mark = lines.labels[at] if at < len(lines.labels) else None
    return mark.meaning if mark else None


def _names_someone(text: str) -> bool:
    """`Kari Li for Ola Moe`, `Ap: Per Dahl`: a list of one, which may look like a heading."""
    return group_of(text) is not None or is_person_name(
        re.split(r"\s*[,(–]|\s+for\s", text, maxsplit=1)[0]
    )


def _closes(block: Block) -> bool:
    """The line ends whatever went before: a ballot, a lone number, a table of cases, the end."""
    text = block.text
    if BALLOT.match(text) or _LONE.match(text) or _RULED_OFF.match(text) or _TREATED.match(text):
        return True
    return heads_cases(block) or closes(text)


def _is_signature(lines: Lines, at: int) -> bool:
    """A name alone at the document's end, or with a role alone below it."""
    if not is_person_name(lines.blocks[at].text):
        return False
    below = [block.text for block in lines.blocks[at + 1 : at + 2]]
    last = at >= len(lines.blocks) - _SIGNATURES
    return last or any(shelf("roles").meaning(text) is not None for text in below)
