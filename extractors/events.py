"""Dated plans: the days of a møteplan, the next meeting, deadlines and launches.

Only what lies on or after the document's own day is a plan; what it looks back on is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from extractors.closings import is_signed
from extractors.dates import DateSpan, find_days, find_times
from extractors.facts import extract_facts
from extractors.meeting import day_of
from extractors.reading import Reading
from extractors.sections import is_sentence
from extractors.standing import outside_agenda, year_above
from extractors.task_tables import tasks_in
from extractors.vocabulary import Hit, any_of, fold, has_any, lowered, marks_of, shelf
from schemas.claims import Event
from schemas.document import HEADING, LIST_ITEM, TABLE_ROW, Block, Evidence

_MEETINGS = ("plan", "next")
_UNTITLED = ("events.next", "events.day")  # a plan with a title of its own goes before these
_NOTICE = timedelta(days=30)  # an innkalling is written before its meeting
_FORESEEABLE = timedelta(days=183)
_NEXT_YEAR = timedelta(days=366)
_LONGEST_STAY = timedelta(days=7)  # of people who gather
_REACH = {  # how many characters may stand between a word and its day
    "plan": 80,
    "next": 80,
    "deadline": 80,
    "launch": 40,
    "held": 80,
    "reminded": 80,
    "by": 4,
    "takes_place": 4,
}
_BETWEEN = 2  # lines between an announcement and its first day, such as the heads of a table
_LINE = 80  # a line this short may name its day anywhere: «Styremøte torsdag 4. juni»
_LONGEST_TITLE = 160  # characters
_PROPOSED = {"recommendation", "proposal", "treatment"}
_AND = re.compile(rf"\W*(?:\b{any_of('dates', 'and')}\b)?\W*", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[^\W\d_].*?){3}", re.DOTALL)
_SENTENCE_ENDS = re.compile(r"(?<=[.:;!?])\s+(?=[A-ZÆØÅ])")
_LEAD = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?\W*")  # «3. Frist for søknader», «[ ] Innen 1. mai»
_EDGES = " \t\n,;:.()–—-•*#|"
_AT = "|".join(re.escape(word) for word in shelf("events").phrases["at"])
# «Medlemsmøte 28.10.09», «Sak 2/16 Årsmøte og kurs …»
_GATHERING = re.compile(
    rf"\W*(?:sak\b\W*[\d/]+\W*)?[\w-]*{any_of('events', 'gathering')}\b", re.IGNORECASE
)
_GATHERING_ON = re.compile(
    rf"\w{any_of('events', 'gathering', 'evening')}\s(?:den\s)?$", re.IGNORECASE
)
# «Møtedatoar», «Styremøtekalender»; «har vårmøte», «feires»
_COMPOSED = re.compile(
    rf"\b(?:(?P<plan>\w*møte(?:dato|dag)(?:er|ar)|\w*møte(?:plan|kalender)\w*)"
    rf"|(?P<held>{any_of('events', 'has')}\s+(?:\w+\s)?\w*{any_of('events', 'gathering')}"
    rf"|{any_of('events', 'marked')}(?:es|ast)))\b"
)
# What all of those have one of: hardly a line has, and then none is searched for
_COMPOSING = ("møte", *shelf("events").phrases["marked"])
_ANNOUNCING = marks_of("events", *_MEETINGS, "meetings")
_HAS_MARKS = marks_of("events", "has")
_PLACE = re.compile(rf"(?<!\w)(?i:{_AT})\s+(?P<place>[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*)")


def extract_events(reading: Reading) -> Iterator[Event]:
    """The dated plans in `reading`: days listed under an announcement, then days in sentences.

    Of a plan that is proposed and then decided, only what is decided counts; a day that is told
    twice counts once.
    """
    today, dated = _looks_ahead_from(reading)
    # the line that dates the meeting tells of no plan
    # when a task is due is told with the task
    tasks = {row.block.seq for rows in reading.view(tasks_in) for row in rows}
    lines = [
        block
        for block in outside_agenda(reading)
        if not (block.start <= dated < block.end or block.seq in tasks or is_signed(block.text))
    ]
    listed = list(_listed(reading, lines, today))
    in_lists = {line.seq for line, _ in listed}
    prose = [line for line in lines if line.seq not in in_lists]
    told: set[tuple[str, str | None, str]] = set()
    for event in (*_adopted(reading, listed), *_said(reading, prose, today)):
        key = (event.start_date, event.end_date, fold(event.title))
        again = event.rule in _UNTITLED and any(start == event.start_date for start, *_ in told)
        if key not in told and not again:
            told.add(key)
            yield event


def _looks_ahead_from(reading: Reading) -> tuple[date | None, int]:
    """The day after which what is told is a plan, and where the meeting's own day stands, or -1.

    An innkalling is older than its meeting; an annual report looks back on all of its year.
    """
    facts = sorted(reading.claims(extract_facts), key=lambda fact: fact.confidence)
    said = {fact.field: fact.value for fact in facts}
    if said.get("kind") == "årsmelding" and "year" in said:
        return date(int(said["year"]), 12, 31), -1
    day = reading.view(day_of)
    if day is None:
        return None, -1
    notice = _NOTICE if said.get("kind") == "innkalling" else timedelta()
    return date.fromisoformat(day.iso) - notice, day.evidence.start


def _event(evidence: Evidence, rule: str, title: str, day: DateSpan, where: str) -> Event:
    """The event; its place is the first name after `i`, `på` or `ved` in `where`."""
    place = _PLACE.search(where)
    return Event(
        evidence=evidence,
        rule=f"events.{rule}",
        confidence=0.95 if day.year_stated else 0.85,
        title=title,
        start_date=day.iso,
        end_date=day.iso_end,
        place=place["place"] if place else None,
    )


def _days_to_come(text: str, year: int | None, today: date | None) -> list[DateSpan]:
    """The days in `text` that are not past. One without a year is in `year`, else the next such."""
    this_year = year or (today.year if today else None)
    next_year = None if year or not today else today.year + 1
    found = find_days(text, this_year)
    if today is None:
        return found
    if any(day.last < today and not day.year_stated for day in found):
        later = {day.start: day for day in find_days(text, next_year)}
        found = [
            day if day.last >= today or day.year_stated else later.get(day.start, day)
            for day in found
        ]
    return [day for day in found if day.last >= today]


def _hits(text: str) -> list[Hit]:
    """The phrases of events.toml in `text`, and those put together in which none of them stands."""
    known = list(shelf("events").find(text))
    low = lowered(text)
    if not (has_any(_HAS_MARKS, text) or any(word in low for word in _COMPOSING)):
        return known
    telling = [hit for hit in known if hit.meaning in _REACH]
    composed = [
        Hit(match.lastgroup or "", *match.span())
        for match in _COMPOSED.finditer(low)
        if all(hit.end <= match.start() or match.end() <= hit.start for hit in telling)
    ]
    return sorted([*known, *composed], key=lambda hit: hit.start)


# --- days on lines of their own, under a line that announces them


class _Announcement(NamedTuple):
    """The line `block` announces days; `hit` is the phrase in it that does."""

    block: Block
    hit: Hit

    @property
    def title(self) -> str:
        """The line itself if it is short, else the phrase as it stands there."""
        line = self.block.text.strip(_EDGES)
        return line if len(line) <= _LINE else self.block.text[self.hit.start : self.hit.end]


def _listed(
    reading: Reading, lines: list[Block], today: date | None
) -> Iterator[tuple[Block, Event]]:
    """The events of the lines under announcements, each with its line."""
    announced: _Announcement | None = None
    between = 0
    for block in lines:
        if announced and _case_of(reading, block) != _case_of(reading, announced.block):
            announced = None
        events = _on_line(reading, block, announced, today) if announced else []
        yield from ((block, event) for event in events)
        found = None if events else _announcement(block, today)
        between = 0 if events or found else between + 1
        only_one = events and announced and announced.hit.meaning == "next"
        other = block.kind is HEADING and not found
        announced = None if only_one or other or between > _BETWEEN else found or announced


def _announcement(block: Block, today: date | None) -> _Announcement | None:
    if not (has_any(_ANNOUNCING, block.text) or "møte" in lowered(block.text)):
        return None
    hit = next((hit for hit in _hits(block.text) if hit.meaning in _MEETINGS), None)
    if hit is not None:
        return _Announcement(block, hit)
    words = block.text.strip(_EDGES) if today else ""
    if len(words) <= _LINE and shelf("events").meaning(words) == "meetings":
        return _Announcement(block, Hit("meetings", 0, len(block.text)))
    return None


def _on_line(
    reading: Reading, block: Block, announced: _Announcement, today: date | None
) -> list[Event]:
    """The events of one line: `21. mars Digitalt møte`, `12.01. og 15.03.`, `Styremøte 4. juni`."""
    year = year_above(reading, block, announced.block.text)
    days = _days_to_come(block.text, year, today)
    moved = shelf("events").says(block.text, "moved")
    if not days or not _is_about(block, days[0]):
        return []
    if days[0].first == today and shelf("kinds").first(block.text):
        return []  # «Referat fra møtet 3. mai»
    own = _announcement(block, today)
    if own and own.hit.start < days[0].start:
        return []  # «Neste møte: 12. mai» is a sentence of its own
    if moved:
        days, words = days[-1:], None
    elif len(days) > 1:
        words = _words(block.text[: days[0].start])  # «Formannskapet: 12.01. og 15.03.»
    else:
        words = _words_about(block.text, days[0])
    own_title = None if words and _PLACE.match(words) else words  # «17. januar i Nes»
    evidence = block.cut() if own_title else reading.document.cut([announced.block, block])
    title, where = own_title or announced.title, words or announced.title
    return [_event(evidence, "plan", title, day, where=where) for day in days]


def _is_about(block: Block, day: DateSpan) -> bool:
    """Whether a line is about its day: the day opens it, or it is short, or a row of a table."""
    opens = not _LETTERS.search(block.text[: day.start])
    return opens or block.kind is TABLE_ROW or len(block.text) <= _LINE


def _words_about(text: str, day: DateSpan) -> str | None:
    """What the words after the day, else those before it, say is to happen."""
    after = text[day.end :]
    times = [time for time in find_times(after) if not _LETTERS.search(after[: time.start])]
    return _words(after[times[0].end if times else 0 :]) or _words(text[: day.start])


def _words(text: str) -> str | None:
    """`text` as a title; None if it has hardly a letter."""
    return " ".join(text.strip(_EDGES).split())[:_LONGEST_TITLE] if _LETTERS.search(text) else None


def _adopted(reading: Reading, listed: list[tuple[Block, Event]]) -> list[Event]:
    """The listed events without those of proposals in a case whose decision lists its own."""
    label_of = {
        block.seq: part.label.meaning
        for part in reading.outline.parts
        for block in (part.block, *part.body)
    }
    decided = {
        _case_of(reading, line) for line, _ in listed if label_of.get(line.seq) == "decision"
    }
    return [
        event
        for line, event in listed
        if label_of.get(line.seq) not in _PROPOSED or _case_of(reading, line) not in decided
    ]


def _case_of(reading: Reading, line: Block) -> tuple[int, int] | None:
    """Where the case that `line` stands in begins and ends."""
    spans = (span for span in reading.case_spans if span[0] <= line.start < span[1])
    return next(spans, None)


# --- days in sentences that say what they are for


def _said(reading: Reading, lines: list[Block], today: date | None) -> Iterator[Event]:
    for block in lines:
        if block.kind is not TABLE_ROW and _days_to_come(block.text, None, today):
            for sentence in reading.sentences(block):
                yield from _in_sentence(block, sentence, today)


def _in_sentence(block: Block, sentence: Evidence, today: date | None) -> Iterator[Event]:
    text = sentence.text
    days_to_come = _days_to_come(text, None, today)
    if not days_to_come:
        return
    hits = _hits(text)
    looks_back = any(hit.meaning in ("past", "yearly") for hit in hits)
    told: set[date] = set()
    for hit in hits:
        if hit.meaning not in _REACH:
            continue
        days = [day for day in days_to_come if day.start >= hit.end]
        if not days or days[0].start - hit.end > _REACH[hit.meaning]:
            continue
        first, last = _about(text, hit.start, days[0].end)
        evidence = sentence
        title = text[hit.start : hit.end]
        if hit.meaning not in _MEETINGS:
            offset = sentence.start - block.start
            evidence = block.cut(offset + first, offset + last)
            title = evidence.text.strip(_EDGES)
        for day in days if hit.meaning == "plan" else _in_a_row(text, days):
            if day.first not in told and (day.year_stated or not looks_back):
                told.add(day.first)
                yield _event(evidence, hit.meaning, title, day, where=text[day.end :])
    for day in days_to_come:
        far = _NEXT_YEAR if _is_stay(day) else _FORESEEABLE
        soon = today is not None and today < day.first < today + far
        if soon and day.first not in told and not looks_back and _is_planned(block, text, day):
            told.add(day.first)
            title = " ".join(text.strip(_EDGES).split())[:_LONGEST_TITLE]
            yield _event(sentence, "day", title, day, where=text[day.end :])


def _in_a_row(text: str, days: list[DateSpan]) -> Iterator[DateSpan]:
    """The first of `days` and those that stand with it: `14. mars, 25. april og 6. juni`."""
    for before, day in zip([None, *days], days, strict=False):
        if before is not None and not _AND.fullmatch(text, before.end, day.start):
            return
        yield day


def _is_planned(block: Block, text: str, day: DateSpan) -> bool:
    """Whether a day to come is planned for, though no word says so.

    Its weekday or what people gather for (`festkvelden 3. mai`) stands before it, or after it the
    hour or that something is held; it lasts some days; an item of a list is nothing but what is on
    that day; or a title ends in it.
    """
    hit = shelf("dates").at_start(text[day.start : day.end])
    has_weekday = hit is not None and hit.meaning == "weekday"
    is_item = block.kind is LIST_ITEM and day.year_stated
    is_title = bool(_GATHERING.match(text)) and not text[day.end :].strip(_EDGES)
    is_named = bool(_GATHERING_ON.search(text[: day.start]))
    times = find_times(text[day.end :])
    has_hour = bool(times) and not _LETTERS.search(text[day.end : day.end + times[0].start])
    held = shelf("events").at_start(text[day.end :].lstrip())
    is_held = held is not None and held.meaning in ("held", "takes_place")
    is_whole = (is_item or is_title) and not is_sentence(text)
    return has_weekday or is_named or has_hour or is_held or is_whole or _is_stay(day)


def _is_stay(day: DateSpan) -> bool:
    """Some days on end, in a year that is told: `4.–6. juni 2031`."""
    return day.year_stated and timedelta(0) < day.last - day.first < _LONGEST_STAY


def _about(text: str, start: int, end: int) -> tuple[int, int]:
    """The words around `text[start:end]` that say what its day is for, list marks left out."""
    ends = [match.span() for match in _SENTENCE_ENDS.finditer(text)]
    first = max([0, *(after for _, after in ends if after <= start)])
    last = min([len(text), *(before for before, _ in ends if before >= end)])
    mark = _LEAD.match(text, first, start)
    first = mark.end() if mark else first
    return (first, last) if last - first <= _LONGEST_TITLE else (start, end)
