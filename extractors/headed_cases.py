"""Cases that headings open: by the titles of the saksliste, or where nothing else tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.agenda import Agenda, Item, Lines, Opening
from extractors.dates import find_days
from extractors.labels import ROLLS
from extractors.names import is_person_name
from extractors.numbers import Number, enumerated
from extractors.titles import compared
from extractors.vocabulary import fold, shelf
from schemas.document import HEADING, TABLE_ROW, Block

_VERB = re.compile(r"\w\s(?:er|var|ble|blei|vart|har|hadde|skal)\s\w")  # «Jensa er ordstyrer»
_HEADING_NUMBER = re.compile(r"^\s*(?P<digits>\d{1,2})\s+(?=[A-ZÆØÅ])")
_OF_TOP = {
    "archive",
    "handler",
    "archive_code",
    "case_type",
    "body",
    "date",
    "place",
    "time",
} | ROLLS
_TOP = 20  # lines among which they stand
_LONGEST_TITLE = 250


def titled(blocks: Sequence[Block], agenda: Agenda) -> list[Opening]:
    """Headings and short lines that repeat the titles of the saksliste."""
    openings: list[Opening] = []
    left = [(item, compared(blocks, item.title)) for item in agenda.items if item.title]
    for i in range(agenda.end, len(blocks)):
        block = blocks[i]
        if len(block.text) > _LONGEST_TITLE or block.kind is TABLE_ROW:
            continue
        label_of = enumerated(block.text)
        words = fold(block.text[label_of[1] if label_of else 0 :]).strip(" .:")
        match = next((pair for pair in left if _same_title(pair[1], words, block)), None)
        if match is None and label_of and block.kind is HEADING:
            match = next((pair for pair in left if _is_reworded(*pair, label_of[0], words)), None)
        if match is not None:
            left.remove(match)
            own = _heading_opening(i, block)
            openings.append(own._replace(number=match[0].number or own.number))
    return openings


def with_unlisted(lines: Lines, openings: list[Opening]) -> list[Opening]:
    """With the headings among those of the cases that look like them: what came up besides."""
    looks = {(lines.blocks[o.line].kind, lines.blocks[o.line].level) for o in openings}
    if len(openings) < 2 or len(looks) > 1 or (HEADING, None) in looks:
        return openings
    first, last = openings[0].line, openings[-1].line
    own = {opening.line for opening in openings}
    alike = [
        _heading_opening(i, block)
        for i, block in _headings(lines, first)
        if i not in own and (block.kind, block.level) in looks
    ]
    besides = [opening for opening in alike if opening.line < last]
    top = max((o.number.sequence for o in openings if o.number), default=0)
    for opening in alike:
        if opening.line > last and opening.number and opening.number.sequence == top + 1:
            besides.append(opening)
            top += 1
    return sorted([*openings, *besides], key=lambda opening: opening.line)


def _is_reworded(item: Item, listed: str, mark: str, words: str) -> bool:
    """`2. Svar på notatet` is the saksliste's `2. Svar til Nes`: the number, and a word."""
    same = item.number is not None and str(item.number.sequence) == mark
    return same and any(len(word) > 3 for word in set(listed.split()) & set(words.split()))


def _same_title(listed: str, words: str, block: Block) -> bool:
    if listed == words:
        return True
    heading = block.kind is HEADING
    return heading and len(listed) > 5 and (words.endswith(listed) or words.startswith(listed))


def headed(lines: Lines) -> list[Opening]:
    """The headings below the first line, where nothing else tells cases apart."""
    fields = (i for i, mark in enumerate(lines.labels[:_TOP]) if mark and mark.meaning in _OF_TOP)
    top = max(fields, default=0)  # a title may stand above who was there and when
    headings = _headings(lines, top)
    return [
        _heading_opening(i, block)
        for i, block in headings
        if not _dates_minutes(block.text) and not _lists_someone(block.text)
    ]


def _lists_someone(text: str) -> bool:
    """`Kari Li (nestleder)`, one of those who were there."""
    name, remark, _ = text.partition(" (")
    return bool(remark) and is_person_name(name)


def _dates_minutes(text: str) -> bool:
    """`Referat fra årsmøte 8. november 2012`, once more below the title."""
    return shelf("kinds").at_start(text) is not None and bool(find_days(text))


def _headings(lines: Lines, after: int) -> Iterator[tuple[int, Block]]:
    """The headings below a line that may be cases' titles."""
    for i, block in enumerate(lines.blocks):
        may_be = block.kind is HEADING and lines.labels[i] is None
        if i > after and may_be and not _VERB.search(block.text):
            yield i, block


def _heading_opening(line: int, block: Block) -> Opening:
    """A heading as a case; `3 Kassasjon` is number 3."""
    match = _HEADING_NUMBER.match(block.text)
    digits, first = (match["digits"], match.end()) if match else enumerated(block.text) or ("", 0)
    number = Number(digits, None, int(digits), None) if digits.isdigit() else None
    return Opening(line, number, (block.start + (first if number else 0), block.end))
