"""Dated plans: the days of a møteplan, the next meeting, deadlines and launches.

Only what lies on or after the document's own day is a plan; what it looks back on is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractors.dates import DateSpan, find_days, find_times
from extractors.meeting import Day, day_of
from extractors.reading import Reading
from extractors.titles import year_above
from extractors.vocabulary import Hit, shelf
from schemas.claims import Event
from schemas.document import Block, BlockKind, Evidence

_MEETINGS = ("plan", "next")
_REACH = {"plan": 80, "next": 80, "deadline": 80, "launch": 40, "by": 4}  # characters to the day
_BETWEEN = 2  # lines between an announcement and its first day, such as the heads of a table
_LINE = 80  # a line this short may name its day anywhere: «Styremøte torsdag 4. juni»
_LONGEST_TITLE = 160  # characters
_PROPOSED = {"recommendation", "proposal", "treatment"}
_LETTERS = re.compile(r"(?:[^\W\d_].*?){3}", re.DOTALL)
_CLAUSE = re.compile(r"[,;:.]\s+")
_EDGES = " \t\n,;:.()–—-•*#|"
_AT = "|".join(re.escape(word) for word in shelf("events").phrases["at"])
_PLACE = re.compile(rf"(?<!\w)(?i:{_AT})\s+(?P<place>[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*)")


def extract_events(reading: Reading) -> Iterator[Event]:
    """The dated plans in `reading`: days listed under an announcement, then days in sentences.

    Of a plan that is proposed and then decided, only what is decided counts; a day that is told
    twice counts once.
    """
    day = day_of(reading)
    today = date.fromisoformat(day.iso) if day else None
    lines = _own_lines(reading, day)
    listed = _adopted(reading, list(_listed(reading, lines, today)))
    told: set[tuple[str, str | None, str]] = set()
    for event in (*listed, *_said(reading, lines, today)):
        sort = "meeting" if event.rule in ("events.plan", "events.next") else event.title
        key = (event.start_date, event.end_date, sort)
        if key not in told:
            told.add(key)
            yield event


def _event(evidence: Evidence, rule: str, title: str, day: DateSpan) -> Event:
    place = _PLACE.search(title)
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
    later = {day.start: day for day in find_days(text, next_year)}
    days = (
        day if day.last >= today or day.year_stated else later.get(day.start, day) for day in found
    )
    return [day for day in days if day.last >= today]


def _own_lines(reading: Reading, day: Day | None) -> list[Block]:
    """The lines that may tell of plans: not the saksliste, nor the line that dates the meeting."""
    agenda = reading.outline.agenda
    return [
        block
        for place, block in enumerate(reading.body)
        if not agenda.first <= place < agenda.end
        and not (day and block.start <= day.evidence.start < block.end)
    ]


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
        events = _on_line(reading, block, announced, today) if announced else []
        yield from ((block, event) for event in events)
        found = None if events else _announcement(block, today)
        between = 0 if events or found else between + 1
        only_one = events and announced and announced.hit.meaning == "next"
        announced = None if only_one or between > _BETWEEN else found or announced


def _announcement(block: Block, today: date | None) -> _Announcement | None:
    for hit in shelf("events").find(block.text):
        if hit.meaning in _MEETINGS:
            return _Announcement(block, hit)
    if today and shelf("events").meaning(block.text.strip(_EDGES)) == "meetings":
        return _Announcement(block, Hit("meetings", 0, len(block.text)))
    return None


def _on_line(
    reading: Reading, block: Block, announced: _Announcement, today: date | None
) -> list[Event]:
    """The events of one line: `21. mars Digitalt møte`, `12.01. og 15.03.`, `Styremøte 4. juni`."""
    year = year_above(reading, block, announced.block.text)
    days = _days_to_come(block.text, year, today)
    moved = any(hit.meaning == "moved" for hit in shelf("events").find(block.text))
    if not days or not _is_about(block, days[0]):
        return []
    if moved or len(days) > 1:
        days, words = days[-1:] if moved else days, None
    else:
        words = _words_about(block.text, days[0])
    evidence = block.cut() if words else reading.document.cut([announced.block, block])
    return [_event(evidence, "plan", words or announced.title, day) for day in days]


def _is_about(block: Block, day: DateSpan) -> bool:
    """Whether a line is about its day: the day opens it, or it is short, or a row of a table."""
    opens = not _LETTERS.search(block.text[: day.start])
    return opens or block.kind is BlockKind.TABLE_ROW or len(block.text) <= _LINE


def _words_about(text: str, day: DateSpan) -> str | None:
    """What the words after the day, else those before it, say is to happen."""
    after = text[day.end :]
    times = [time for time in find_times(after) if not _LETTERS.search(after[: time.start])]
    for words in (after[times[0].end if times else 0 :], text[: day.start]):
        if _LETTERS.search(words):
            return " ".join(words.strip(_EDGES).split())[:_LONGEST_TITLE]
    return None


def _adopted(reading: Reading, listed: list[tuple[Block, Event]]) -> list[Event]:
    """The listed events without those of proposals in a case whose decision lists its own."""
    label_of = {
        block.seq: part.label.meaning
        for part in reading.outline.parts
        for block in (part.block, *part.body)
    }

    def case_of(line: Block) -> tuple[int, int] | None:
        spans = (span for span in reading.case_spans if span[0] <= line.start < span[1])
        return next(spans, None)

    decided = {case_of(line) for line, _ in listed if label_of.get(line.seq) == "decision"}
    return [
        event
        for line, event in listed
        if label_of.get(line.seq) not in _PROPOSED or case_of(line) not in decided
    ]


# --- days in sentences that say what they are for


def _said(reading: Reading, lines: list[Block], today: date | None) -> Iterator[Event]:
    for block in lines:
        if block.kind is not BlockKind.TABLE_ROW:
            for sentence in reading.sentences(block):
                yield from _in_sentence(sentence, today)


def _in_sentence(sentence: Evidence, today: date | None) -> Iterator[Event]:
    text = sentence.text
    hits = list(shelf("events").find(text))
    looks_back = any(hit.meaning in ("past", "yearly") for hit in hits)
    for hit in hits:
        if hit.meaning not in _REACH:
            continue
        days = _days_to_come(text[hit.end :], None, today)
        if not days or days[0].start > _REACH[hit.meaning]:
            continue
        if hit.meaning in _MEETINGS:
            title = text[hit.start : hit.end]
        elif len(text) <= _LONGEST_TITLE:
            title = text.strip(_EDGES)
        else:
            clauses = [match.end() for match in _CLAUSE.finditer(text, 0, hit.start)]
            title = text[clauses[-1] if clauses else 0 : hit.end + days[0].end]
        for day in days if hit.meaning == "plan" else days[:1]:
            if day.year_stated or not looks_back:
                yield _event(sentence, hit.meaning, title, day)
