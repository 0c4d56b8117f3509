"""Where cases begin: by number, by the saksliste's titles, by enumeration, by headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.agenda import UNFINISHED, Agenda, Lines, Opening, is_told_before
from extractors.case_rows import is_case_row, number_below
from extractors.enumerations import alternating, answered, counted, enumerated_titles
from extractors.headed_cases import headed, titled, with_unlisted
from extractors.labels import label
from extractors.lone_paper import title_line
from extractors.numbers import Head, Number, head
from extractors.tallies import tells_vote
from extractors.titles import LONGEST_NAME, LONGEST_TITLE, compared, is_told, run_in
from extractors.vocabulary import fold, shelf
from schemas.document import HEADING, LIST_ITEM, TABLE_ROW, Block

# «For forslaget stemte 34: …», «Dermed ble innstillingen vedtatt.», «Dette ble satt opp mot:»
BALLOT = re.compile(
    r"^\W*(?:(?:i?mot|for)\b[^.:]{0,80}\b(?:stemte|røysta)\b"
    r"|(?:dermed|dette|desse|disse)\s+(?:ble|blei|vart)\b.{0,60}"
    r"\b(?:vedtatt|vedteken|vedteke|satt opp|sett opp|falt|falle)"
    r"|ved (?:alternativ )?(?:votering|avstemn?ing|røysting)"
    r"|(?:stemmer|røyster) (?:for|i?mot)\s*:)",
    re.IGNORECASE,
)
_FRAMED = re.compile(r"\s*(?:sak|ps|rs)\b", re.IGNORECASE)  # a table's only row: a frame
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_POINT = re.compile(r"\s*(?:pkt|punkt)\b", re.IGNORECASE)
_FIELDS = {"archive", "handler", "archive_code", "case_type", "body", "date", "place", "time"}
_CASE_FIELDS = {"archive", "handler", "archive_code", "case_type"}
_COLON_FIELD = re.compile(r"[A-ZÆØÅ][\w .]{1,30}:\s?[^.]{0,40}$")  # «JournalpostID: 14/1680»
_TITLE_WITHIN = 6  # lines below the number
_LONGEST_TITLE = 250


def find_openings(lines: Lines, agenda: Agenda) -> list[Opening]:
    """Where cases begin, told by the surest sign that the document gives."""
    found = _numbered(lines, agenda) or with_unlisted(lines, titled(lines.blocks, agenda))
    if found or agenda.items:
        return found or answered(lines.blocks, agenda)
    if in_rows := _in_rows(lines):
        return in_rows
    alone = title_line(lines)
    if alone is not None:
        block = lines.blocks[alone]
        return [Opening(alone, None, (block.start, block.end))]
    return (
        enumerated_titles(lines.blocks)
        or counted(lines)
        or alternating(lines.blocks)
        or headed(lines)
    )


def _numbered(lines: Lines, agenda: Agenda) -> list[Opening]:
    listed = [item.number for item in agenda.items if item.number is not None]
    openings: list[Opening] = []
    table_end = 0
    for i, block in enumerate(lines.blocks):
        if agenda.first <= i < agenda.end or i < table_end:
            continue
        if lines.heads_case(i) or is_case_row(block, lines.year):
            opened = [opening.number for opening in openings if opening.number]
            waiting = [number for number in listed if not number.is_in(opened)]
            last = openings[-1].number if openings else None
            number, table_end = number_below(lines, i, [*waiting, *([last] if last else [])])
            if number is not None and not (last is not None and last.is_same(number)):
                title = _listed_title(agenda, number) or _title_below(lines, table_end)
                after = openings[-1].line if openings else agenda.end - 1
                openings.append(Opening(_header_above(lines, i, after, title), number, title))
            continue
        opening = _opening_head(block, lines.year)
        last = openings[-1].number if openings else None
        if (
            opening is None
            or _names_part(block, opening, last)
            or _names_point(block, listed, openings)
            or is_told_before(lines, agenda, i, opening.number)
            or not (_opens(block, opening, listed) or _is_next(block, opening, last))
        ):
            continue
        title = _title(lines, i, opening.rest, _listed_words(agenda, opening.number))
        if title is not None and title[0] >= block.end:
            title = _as_listed(lines, i, title, _listed_title(agenda, opening.number))
        goes_on = last is not None and last.is_same(opening.number)
        titled = bool(block.text[opening.rest :].strip())
        if not goes_on or (titled and _is_another(lines, openings[-1].title, title)):
            openings.append(Opening(i, opening.number, title, opening.archive_ref))
    return openings


def _header_above(lines: Lines, at: int, after: int, title: tuple[int, int] | None) -> int:
    """Where the case's own title or fields begin, if they stand above the list of its bodies."""
    wanted = compared(lines.blocks, title) if title else ""
    for i in range(at - 1, max(after, at - _TITLE_WITHIN - 1), -1):
        if wanted and fold(lines.blocks[i].text).strip(" .:") == wanted:
            return i
    first = at
    for i in range(at - 1, after, -1):
        mark = lines.labels[i]
        if mark is not None and mark.meaning in _CASE_FIELDS:
            first = i
        elif not (mark is not None and mark.meaning in _FIELDS) and not _is_between(lines, i):
            break
    return first


def _is_between(lines: Lines, at: int) -> bool:
    """A field that we do not know, or `Saksframlegg` alone: what the paper is, below its fields."""
    text = lines.blocks[at].text
    return bool(_COLON_FIELD.match(text)) or shelf("kinds").meaning(text.strip(" .")) is not None


def _as_listed(
    lines: Lines, at: int, title: tuple[int, int], listed: tuple[int, int] | None
) -> tuple[int, int]:
    """The line below a bare number may be another field (`Utvalg PS Kari Li`): take the title."""
    if listed is None or not _is_another(lines, title, listed):
        return title
    wanted = compared(lines.blocks, listed)
    below = lines.blocks[at + 1 : at + 1 + _TITLE_WITHIN]
    same = (b for b in below if fold(b.text).strip(" .:") == wanted)
    return next(((b.start, b.end) for b in same), listed)


def _opening_head(block: Block, year: int | None) -> Head | None:
    if block.kind is LIST_ITEM:
        return None
    if block.kind is TABLE_ROW and not _FRAMED.match(block.text):
        return None
    return head(block.text, year)


def _names_part(block: Block, opening: Head, last: Number | None) -> bool:
    """`KS-021/15 VEDTAK:` inside case 021/15 is a part of it."""
    number = opening.number
    return (
        last is not None
        and (last.sequence, last.year) == (number.sequence, number.year)
        and label(block.text[opening.rest :]) is not None
    )


def _names_point(block: Block, listed: Sequence[Number], opened: Sequence[Opening]) -> bool:
    """`Punkt 4 Forvaltning` is a point of what is proposed, where cases are numbered by year."""
    if not _POINT.match(block.text):
        return False
    return any(n.year for n in (*listed, *(o.number for o in opened if o.number)))


def _is_another(lines: Lines, one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """A number used twice by mistake: the titles have no word of weight in common."""
    if one is None or other is None:
        return False
    words, others = (
        {word for word in compared(lines.blocks, span).split() if len(word) > 3}
        for span in (one, other)
    )
    return bool(words) and bool(others) and not words & others


def _is_next(block: Block, opening: Head, last: Number | None) -> bool:
    """`37/18 Skisesongen` after case 36/18, as a short line that is no sentence."""
    number = opening.number
    title = block.text[opening.rest :].strip()
    return (
        last is not None
        and number.year == last.year
        and number.sequence == last.sequence + 1
        and len(title) <= LONGEST_TITLE
        and not (_SENTENCE_END.search(title) and _may_tell(title))
    )


def _may_tell(title: str) -> bool:
    """Not so `Resultatene fra undersøkelsen.`: a few words without a verb."""
    return len(title.split()) > LONGEST_NAME or shelf("verbs").first(title) is not None


def _listed_title(agenda: Agenda, number: Number) -> tuple[int, int] | None:
    items = (item for item in agenda.items if item.number and item.number.is_same(number))
    return next((item.title for item in items), None)


def _listed_words(agenda: Agenda, number: Number) -> str:
    """The whole cell in which the saksliste has the case's title, as titles are compared."""
    items = (i for i in agenda.items if i.title and i.number and i.number.is_same(number))
    item = next(items, None)
    if item is None or item.title is None:
        return ""
    cells = (item.block.cut_cell(at) for at, cell in enumerate(item.block.cells) if cell)
    listed = (cell for cell in cells if cell.start <= item.title[0] < cell.end)
    return fold(" ".join(next((cell.text for cell in listed), "").split()))


def _opens(block: Block, opening: Head, listed: Sequence[Number]) -> bool:
    """The number is one that the saksliste lists, or stands where only a case's own can stand."""
    known = opening.number.is_in(listed)
    alone = known or _stands_alone(block, opening, has_agenda=bool(listed))
    return alone and not _is_sentence(block, opening.rest)


def _stands_alone(block: Block, opening: Head, *, has_agenda: bool) -> bool:
    """A number that no saksliste lists opens a case only where it looks like a heading.

    Where there is a saksliste, a bare `Sak 38/04` is another body's; `Sak 12/17 Tittel` is ours.
    """
    title = block.text[opening.rest :].strip()
    if has_agenda:
        return opening.worded and bool(title) and block.kind is HEADING
    is_capitals = title == title.upper() and len(title) > 8
    is_alone = not block.text[opening.rest :].strip()  # «1/17», its title on the next line
    return opening.worded or block.kind is HEADING or is_capitals or is_alone


def _is_sentence(block: Block, rest: int) -> bool:
    """«Sak 36/04 ble utsatt til neste møte.» is about a case; it does not open one."""
    words = block.text[rest : run_in(block.text, rest)].strip()
    if block.kind is HEADING:
        return False
    if tells_vote(words):
        return True  # «Punkt 1: Forslaget fikk 4 stemmer og falt.»
    ends = words[:1].islower() and bool(_SENTENCE_END.search(words))
    return ends or len(words) > _LONGEST_TITLE


def _title(lines: Lines, at: int, rest: int, listed: str) -> tuple[int, int] | None:
    """What stands after the number, else the next line if it can be a title."""
    block = lines.blocks[at]
    if block.text[rest:].strip(" :.-–"):
        ends = run_in(block.text, rest)
        if ends is not None:
            return (block.start + rest, block.start + ends)
        whole = fold(" ".join(b.text for b in lines.blocks[at : at + 2])[rest:])
        return (block.start + rest, _title_end(lines, at, as_listed=whole == listed))
    below = _title_below(lines, at + 1)
    if below is not None and is_told(_text(lines.blocks, below)):
        below = None  # «Sak 3.» and, below it, what was said
    return below or _title_above(lines, at)


def _title_end(lines: Lines, at: int, *, as_listed: bool) -> int:
    """Where a title ends that may go on below: `INTERPELLASJON FRÅ KARI LI (V) OM`, `BREIBAND`."""
    block, below = lines.blocks[at], lines.blocks[at + 1 : at + 2]
    if as_listed and below:
        return below[0].end
    if not below or not UNFINISHED.search(block.text) or lines.labels[at + 1] is not None:
        return block.end
    goes_on = below[0].kind is block.kind and head(below[0].text) is None
    short = len(below[0].text) <= LONGEST_TITLE and not _SENTENCE_END.search(below[0].text)
    return below[0].end if goes_on and short else block.end


def _text(blocks: Sequence[Block], span: tuple[int, int]) -> str:
    return next((b.text[: span[1] - b.start] for b in blocks if b.start == span[0]), "")


def _title_above(lines: Lines, at: int) -> tuple[int, int] | None:
    """The heading just above `Kommunestyrets behandling av sak 57/2023 i møte den …`."""
    above = lines.blocks[at - 1] if at > 0 else None
    if above is None or lines.labels[at - 1] is not None or above.kind is not HEADING:
        return None
    return None if head(above.text) else (above.start, above.end)


def _title_below(lines: Lines, first: int) -> tuple[int, int] | None:
    """What a field near `first` calls the title, else the first line that can be one."""
    within = range(first, min(first + _TITLE_WITHIN, len(lines.blocks)))
    for i in within:
        below, mark = lines.blocks[i], lines.labels[i]
        if mark is not None and mark.meaning == "title" and mark.value is not None:
            return (below.start + mark.value, below.end)
    for i in within:
        below, mark = lines.blocks[i], lines.labels[i]
        if mark is not None and mark.meaning in _FIELDS:
            continue
        if mark is not None or BALLOT.match(below.text):
            return None
        if ends := run_in(below.text, 0):
            return (below.start, below.start + ends)
        too_long = len(below.text) > _LONGEST_TITLE
        if too_long or (_SENTENCE_END.search(below.text) and len(below.text.split()) > 8):
            return None
        if head(below.text) is None:
            return (below.start, below.end)
    return None


def _in_rows(lines: Lines) -> list[Opening]:
    """Cases treated in a table: a row with a number and a title, and rows of text below it."""
    openings: list[Opening] = []
    for i, block in enumerate(lines.blocks):
        first, *others = block.cells
        opening = head(first, lines.year) if any(others) else None
        if opening is None or first[opening.rest :].strip() or not opening.number.year:
            continue
        at = next(number for number, cell in enumerate(others, 1) if cell)
        title = block.cut_cell(at)
        end = title.start + len(title.text.split("\n", 1)[0])
        openings.append(Opening(i, opening.number, (title.start, end)))
    treated = any(b.line - a.line > 1 for a, b in pairwise(openings))
    return openings if treated else []
