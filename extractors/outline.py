"""The outline of minutes: the saksliste, the cases' sections, and their labelled parts.

Everything that decides what belongs together in a document is decided here, once. Extractors read
the outline instead of looking for structure themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.agenda import Agenda, find_agenda
from extractors.dates import find_days
from extractors.labels import Label, label
from extractors.numbers import Number, enumerated, head
from extractors.vocabulary import fold, shelf
from schemas.document import Block, BlockKind, Document

# «For forslaget stemte 34: …», «Dermed ble innstillingen vedtatt.», «Dette ble satt opp mot:»
BALLOT = re.compile(
    r"^\W*(?:(?:i?mot|for)\b[^.:]{0,80}\b(?:stemte|røysta)\b|(?:dermed|dette|desse|disse)\s+"
    r"(?:ble|blei|vart|ble det)\b.{0,60}\b(?:vedtatt|vedteken|vedteke|satt opp|sett opp|falt|falle)|"
    r"ved (?:alternativ )?(?:votering|avstemn?ing|røysting)|(?:stemmer|røyster) (?:for|mot|imot)\s*:)",
    re.I,
)
_VERB = re.compile(r"\w\s(?:er|var|ble|blei|vart|har|hadde|skal)\s\w")  # «Jensa er ordstyrer»
_LONE = re.compile(r"^\W*\d{1,2}\s*\)\W*$")  # «1)» on a line of its own, between proposals
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_HALF_ROW = re.compile(r"^\W{0,3}\s*\w+\s*$|^\s*/")  # a row's second line: «/ Ovdagoddi»
_FIELDS = {"archive", "handler", "archive_code", "case_type", "body", "date", "place", "time"}
_TITLE_WITHIN = 6  # lines below the number
_LONGEST_TITLE = 250


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
    labels = [label(block.text) for block in blocks]
    year = _year_first(blocks)
    agenda = find_agenda(blocks, labels, year)
    openings = _openings(blocks, labels, agenda, year)
    sections = _sections(document, blocks, openings)
    starts = {opening[0] for opening in openings}
    parts = _parts(blocks, labels, agenda, starts)
    first = min(starts, default=len(blocks))
    opening = [b for i, b in enumerate(blocks[:first]) if not agenda.first <= i < agenda.end]
    return Outline(agenda, sections, parts, tuple(opening))


def _year_first(blocks: Sequence[Block]) -> int | None:
    """The year, if the document writes it before the number (`10/234`, `10/235`)."""
    pairs = [
        (found.number.text, re.findall(r"\d+", found.number.text))
        for block in blocks
        if (found := head(block.text)) is not None and found.worded and found.number.year
    ]
    firsts = Counter(p[1][0] for p in pairs)
    seconds = Counter(p[1][-1] for p in pairs)
    if len(pairs) < 3 or len(firsts) > 1 or len(seconds) < 3:
        return None
    two = int(next(iter(firsts)))
    return two if two > 1900 else 1900 + two if two >= 50 else 2000 + two


# An opening: index of the block, its number, title as offsets, archive reference
_Opening = tuple[int, Number | None, tuple[int, int] | None, str | None]


def _openings(
    blocks: Sequence[Block], labels: Sequence[Label | None], agenda: Agenda, year: int | None
) -> list[_Opening]:
    """Where cases begin: by number, else by the saksliste's titles, else by enumerated headings."""
    found = _numbered(blocks, labels, agenda, year)
    if found:
        return found
    found = _titled(blocks, agenda)
    if found:
        return found
    if agenda.items:
        return []
    return _enumerated(blocks) or _headed(blocks, labels)


def _numbered(
    blocks: Sequence[Block], labels: Sequence[Label | None], agenda: Agenda, year: int | None
) -> list[_Opening]:
    listed = {item.number.key: item for item in agenda.items if item.number is not None}
    sequences = {item.number.sequence for item in agenda.items if item.number is not None}
    openings: list[_Opening] = []
    table_end = 0
    for i, block in enumerate(blocks):
        if agenda.first <= i < agenda.end or i < table_end:
            continue
        if block.kind is BlockKind.TABLE_ROW and not _is_head_row(block):
            continue
        if _is_case_table(block) or _is_case_row(block, year):
            opened = {opening[1].key for opening in openings if opening[1] is not None}
            number, table_end = _number_below(blocks, i, set(listed) - opened, year)
            if number is not None:
                item = listed.get(number.key)
                title = item.title if item else _title_below(blocks, labels, table_end)
                openings.append((i, number, title, None))
            continue
        opening = head(block.text, year)
        if opening is None or block.kind is BlockKind.LIST_ITEM:
            continue
        number = opening.number
        known = number.key in listed or number.year is None and number.sequence in sequences
        if not (known or _stands_alone(block, opening.rest, opening.worded, bool(listed))):
            continue
        if _is_sentence(block, opening.rest):
            continue
        if openings and openings[-1][1] is not None and openings[-1][1].key == number.key:
            continue  # the same case goes on
        title = _title(blocks, labels, i, opening.rest)
        openings.append((i, number, title, opening.archive_ref))
    return openings


def _is_head_row(block: Block) -> bool:
    """`Sak 12/17 <tab> Tittel` as the only row of a table that is a frame."""
    return bool(re.match(r"\s*(?:sak|ps|rs)\b", block.text, re.I))


def _is_case_table(block: Block) -> bool:
    """«Saksnr.: Utvalg Møtedato»: the head of the list of bodies that treat one case."""
    words = set(fold(block.text.replace("\t", " ")).replace(":", " ").replace(".", " ").split())
    number = words & {"saksnr", "saknr", "utvalgssak", "utvalssak", "saksnummer", "utvalssaksnr"}
    return bool(number) and len(words) <= 5 and bool(words & {"utvalg", "utval"})


def _is_case_row(block: Block, year: int | None) -> bool:
    """`31/25 Formannskapet 04.06.2025`: a number, a body and a day; a row of that list."""
    opening = head(block.text.replace("\t", " "), year)
    if opening is None or opening.worded or len(block.text) > 90:
        return False
    rest = block.text[opening.rest :]
    days = find_days(rest)
    if not days or len(days) > 1:
        return False
    return 1 <= len(rest[: days[0].start].split()) <= 5 and not rest[days[0].end :].strip(" .")


def _number_below(
    blocks: Sequence[Block], at: int, waiting: set[tuple[int, int | None]], year: int | None
) -> tuple[Number | None, int]:
    """The number in the rows below that the saksliste still waits for, else the newest; and their end."""
    found: list[Number] = []
    end = at + 1
    first = at + 1 if _is_case_table(blocks[at]) else at
    for i in range(first, min(at + 20, len(blocks))):
        opening = head(blocks[i].text.replace("\t", " "), year)
        if opening is not None:
            found.append(opening.number)
            end = i + 1
        elif not _HALF_ROW.match(blocks[i].text):
            break
    return next((n for n in found if n.key in waiting), found[-1] if found else None), end


def _stands_alone(block: Block, rest: int, worded: bool, has_agenda: bool) -> bool:
    """A number that no saksliste lists opens a case only where it looks like a heading.

    Where there is a saksliste, a bare `Sak 38/04` is another body's case; `Sak 12/17 Tittel` is ours.
    """
    titled = bool(block.text[rest:].strip())
    if has_agenda:
        return worded and titled and block.kind is BlockKind.HEADING
    if worded:
        return True
    capitals = block.text[rest:].strip()
    return block.kind is BlockKind.HEADING or titled and capitals == capitals.upper() and len(capitals) > 8


def _is_sentence(block: Block, rest: int) -> bool:
    """«Sak 36/04 ble utsatt til neste møte.» is about a case; it does not open one."""
    words = block.text[rest:].strip()
    if block.kind is BlockKind.HEADING:
        return False
    return len(words) > _LONGEST_TITLE or words[:1].islower() and bool(_SENTENCE_END.search(words))


def _title(
    blocks: Sequence[Block], labels: Sequence[Label | None], at: int, rest: int
) -> tuple[int, int] | None:
    """What stands after the number, else the next line if it can be a title."""
    block = blocks[at]
    if block.text[rest:].strip(" :.-–"):
        return (block.start + rest, block.end)
    return _title_below(blocks, labels, at + 1)


def _title_below(
    blocks: Sequence[Block], labels: Sequence[Label | None], first: int
) -> tuple[int, int] | None:
    """The first line from `first` on that can be a title, header fields skipped."""
    for i in range(first, min(first + _TITLE_WITHIN, len(blocks))):
        below, mark = blocks[i], labels[i]
        if mark is not None and mark.meaning in _FIELDS:
            continue
        if mark is not None or BALLOT.match(below.text) or len(below.text) > _LONGEST_TITLE:
            return None
        if _SENTENCE_END.search(below.text) and len(below.text.split()) > 8:
            return None
        if head(below.text) is None:
            return (below.start, below.end)
    return None


def _titled(blocks: Sequence[Block], agenda: Agenda) -> list[_Opening]:
    """Headings and short lines that repeat the titles of the saksliste."""
    openings: list[_Opening] = []
    left = [item for item in agenda.items if item.title is not None]
    text_of = {id(item): _compare(blocks, item.title) for item in left}
    for i in range(agenda.end, len(blocks)):
        block = blocks[i]
        if len(block.text) > _LONGEST_TITLE or block.kind is BlockKind.TABLE_ROW:
            continue
        label_of = enumerated(block.text)
        first = label_of[1] if label_of else 0
        words = fold(block.text[first:]).strip(" .:")
        match = next((m for m in left if _same_title(text_of[id(m)], words, block)), None)
        if match is not None:
            left.remove(match)
            openings.append((i, match.number, (block.start + first, block.end), None))
    return openings


def _compare(blocks: Sequence[Block], span: tuple[int, int] | None) -> str:
    assert span is not None
    return " ".join(
        fold(b.text[max(0, span[0] - b.start) : max(0, span[1] - b.start)])
        for b in blocks
        if b.start < span[1] and b.end > span[0]
    ).strip(" .:")


def _same_title(listed: str, words: str, block: Block) -> bool:
    if listed == words:
        return True
    heading = block.kind is BlockKind.HEADING
    return heading and len(listed) > 5 and (words.endswith(listed) or words.startswith(listed))


def _enumerated(blocks: Sequence[Block]) -> list[_Opening]:
    """`1. Nettsted` … `5. Fylkeslag`, `A. Registrering` … `C: Finansiering`: short, in order, from the first."""
    openings: list[_Opening] = []
    style: bool | None = None
    for i, block in enumerate(blocks):
        found = enumerated(block.text)
        if found is None or len(block.text) > 120 or _SENTENCE_END.search(block.text):
            continue
        mark, first = found
        is_digit = mark.isdigit()
        place = int(mark) if is_digit else ord(mark) - ord("A") + 1
        if place != len(openings) + 1 or style is not None and is_digit is not style:
            continue
        style = is_digit
        number = Number(mark, None, place, None) if is_digit else None
        openings.append((i, number, (block.start + first, block.end), None))
    return openings if len(openings) >= 2 else []


def _headed(blocks: Sequence[Block], labels: Sequence[Label | None]) -> list[_Opening]:
    """The headings, where nothing else tells cases apart."""
    headings = [
        i
        for i, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and labels[i] is None and i > 0 and not _VERB.search(block.text)
    ]
    return [(i, None, (blocks[i].start, blocks[i].end), None) for i in headings]


def _sections(
    document: Document, blocks: Sequence[Block], openings: Sequence[_Opening]
) -> tuple[Section, ...]:
    starts = [blocks[i].start for i, *_ in openings] + [len(document.text)]
    return tuple(
        Section(number, title, blocks[i], blocks[i].start, end, archive)
        for (i, number, title, archive), end in zip(openings, starts[1:], strict=True)
    )


def _parts(
    blocks: Sequence[Block], labels: Sequence[Label | None], agenda: Agenda, starts: set[int]
) -> tuple[Part, ...]:
    parts: list[Part] = []
    for i, mark in enumerate(labels):
        if mark is None or agenda.first < i < agenda.end:
            continue
        end = i + 1
        while end < len(blocks) and not _ends_part(blocks, labels, i, end, starts):
            end += 1
        parts.append(Part(mark, blocks[i], tuple(blocks[i + 1 : end])))
    return tuple(parts)


def _ends_part(
    blocks: Sequence[Block], labels: Sequence[Label | None], of: int, at: int, starts: set[int]
) -> bool:
    block = blocks[at]
    if at in starts or labels[at] is not None or _closes(block):
        return True
    if block.kind is not BlockKind.HEADING:
        return False
    is_caption = at + 1 < len(blocks) and blocks[at + 1].kind is BlockKind.TABLE_ROW
    if is_caption or block.text.rstrip().endswith(":"):
        return False  # «Økte inntekter (tall i 1000 kr)», «Begrunnelse:»
    opener = blocks[of]
    inside = opener.kind is BlockKind.HEADING and (block.level or 1) > (opener.level or 1)
    return not inside


def _closes(block: Block) -> bool:
    """The line ends whatever went before: a ballot, a lone number, another case's table, the end."""
    if BALLOT.match(block.text) or _LONE.match(block.text) or _is_case_table(block):
        return True
    closing = shelf("closings").at_start(fold(block.text))
    return closing is not None and closing.meaning == "end"
