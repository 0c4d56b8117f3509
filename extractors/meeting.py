"""The meeting that a document records or calls: which body, when, where, who chaired."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.bodies import body_in
from extractors.case_rows import is_case_row
from extractors.dates import DateSpan, TimeSpan, find_days, find_times
from extractors.kinds import kind_of
from extractors.numbers import is_treatment
from extractors.organisations import is_organisation_by_ending
from extractors.outline import Part
from extractors.reading import Reading
from extractors.vocabulary import any_of, has_any, marks_of, shelf
from schemas.claims import Meeting
from schemas.document import Block, Evidence

_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_SHORT_LEAD = 4  # words up to the end of the day, where a line opens with it
_LONGEST_PLACE = 60  # characters of a line that says where and at what hour
_TOP = 4  # lines
_OPENING = 40  # lines of the document in which the meeting is named
_BARE_CLOCK = re.compile(r"\d{1,2}[.:]?\d{2}(?:\s*[–-]\s*\d{1,2}[.:]?\d{2})?\s*$")  # «Tid: 18.00»
_URL = re.compile(r"https?://\S+|\bwww\.\S+")
# «… på rådhuset og tok til kl. 13.00»
_AND_BEGAN = re.compile(
    r"\s+og\s+(?:tok(?:\s+til)?|starta|startet|begynte|byrja|varte|vart sett|ble satt)\b"
)
# «Fra kl. 17:00», and on a line of its own «Til kl. 19:30»
_FROM_CLOCK = re.compile(r"\W*(?:fra|frå)\s+kl\b", re.IGNORECASE)
_TO_CLOCK = re.compile(r"\W*til\s+kl\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:i|på|hos|ved|kl|klokken|klokka|,|\.)\s+", re.IGNORECASE)
_PERSON = r"[A-ZÆØÅ][\w.-]+(?:\s[A-ZÆØÅ][\w.-]+){0,3}"
_LEADER = any_of("meetings", "chair")
# «Utvalget valgte Kari Lind som leder for møtet», «Kari er ordstyrer»
_CHAIR = re.compile(
    rf"\b[Ss]om\s+{_LEADER}\s+(?:ble|blei|vart)\s+(?:valgt|vald)\s+(?P<elected>{_PERSON})"
    rf"|\bunder\s+(?:ledelse|leiing)\s+av\s+(?:[a-zæøå]+\s)?(?P<led>{_PERSON})"
    rf"|\b(?:valgte|valde)\s+(?P<chosen>{_PERSON})\s+(?:som|til)\s+{_LEADER}\b"
    rf"|^(?P<is>{_PERSON})\s+(?:er|var|(?:ble valgt|vart vald)\s(?:til|som))\s+{_LEADER}\b"
)
_CHAIR_MARKS = marks_of("meetings", "chair") | {"ledelse", "leiing"}
# «holdt i kommunestyresalen, |», «holdt utvalget møte på X, møterom Y, |»
_AT = re.compile(
    rf"{any_of('meetings', 'held')}(?:\s\w+){{0,3}}?(?:\smøte[t]?)?\s*\|*\s*"
    r"(?:i|på|ved|hos|via|over)\s+(?P<place>[^|.;]{3,90}?)"
    r"(?=\sunder\s(?:ledelse|leiing)|,?\s(?:fra|frå)?\s?kl\b|[|.;]|$)",
    re.IGNORECASE,
)
# «Møte i kyrkjestova |», not «Møte i formannskapet |»
_MEETING_AT = re.compile(
    r"(?:\w+\s)?\w*møte[t]?\s+(?:i|på|ved|hos)\s+(?P<place>[^|.;:]{3,60}?)[\s,]*\|", re.IGNORECASE
)
# «Nes skule», «Biblioteket, Nes kulturhus. 25 frammøtte»
# … but not what was talked of there: «Orientering om ny skole»
_PLACE_NAME = (
    rf"[A-ZÆØÅ](?:(?!(?:om|av|for|til|med)\s)[\w-]+,?\s){{0,4}}?"
    rf"\w*{any_of('meetings', 'place_ending')}"
)
_PLACE = re.compile(rf"{_PLACE_NAME}(?:,\s[\w ]{{3,40}})?(?:$|\.)")
# «Oppmøte: 18:30», «Møtestart kl. 18», «Møtet begynte kl. 18»
_NO_PLACE = re.compile(r":|(?<![\w-])(?:(?:opp)?møtet?|\w*start)\b", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(rf"{_PLACE_NAME}(?=,?\s\d{{1,2}}\.)")  # «Nes skole 14. april»
_BODY = re.compile(rf"{any_of('bodies', 'noun')}\b", re.IGNORECASE)
_BEFORE_TIME = re.compile(
    rf"[,\s]*(?:(?:den|fra|frå|til|kl\.?|klokken|klokka|{any_of('dates', 'weekday')})\s*)+\|",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:møtebok|møte(?:protokoll)?|protokoll)\s*(?:nr\.?)?\s*:?\s*(?P<number>\d{1,3}/\d{2,4})(?!\d)"
    r"|^(?:\w+\s)?(?P<ordinal>\d{1,3})\.\s*(?:styre)?møte\b",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A day, ISO 8601, and the words that say it."""

    iso: str
    evidence: Evidence


def extract_meeting(reading: Reading) -> Iterator[Meeting]:
    """At most one meeting; none where the document names neither a body nor a day for one."""
    opening = reading.opening
    if kind_of(reading) in ("årsmelding", "annet"):
        return  # the days that a report tells of are not its own, and a plan is no meeting
    body = reading.view(body_in)
    day = reading.view(day_of)
    named = day or body
    if named is None:
        return
    clock = _clock(reading, day)
    place = _place(reading, day)
    yield Meeting(
        evidence=named.evidence,
        rule="meeting.opening",
        confidence=0.95 if body and day else 0.7,
        body=body.name if body else None,
        number=_meeting_number(opening),
        date=day.iso if day else None,
        start_time=clock.first if clock else None,
        end_time=(clock.last if clock else None) or _end_time(reading),
        place=place,
        chair=_chair(reading, opening),
    )


def _fields(reading: Reading, *meanings: str) -> Iterator[Part]:
    """The header fields before the first case, in order."""
    known = {block.seq for block in reading.opening}
    for part in reading.outline.parts:
        if part.label.meaning in meanings and part.block.seq in known:
            yield part


def day_of(reading: Reading) -> Day | None:
    """The meeting's first day: from its field, a sentence that says it was held, or a title."""
    fields = [reading.value_of(p) for p in _fields(reading, "date", "time", "place_and_time")]
    told = [(*value, said) for value in fields if value and (said := _first_day(*value))]
    # «Dato: 23.03.2007» is the letter's, where «Tid: tirsdag 20. mars, kl. 13» is the meeting's
    timed = (day for block, first, day in told if find_times(block.text[first:]))
    if told:
        return next(timed, told[0][2])
    opening = reading.opening
    for block in opening:
        if _says(block, "held") and (said := _first_day(block, 0)):
            return said
    newest = _newest_row(reading)
    if newest is not None:
        return newest
    first = [section.block for section in reading.outline.sections[:1]]
    treated = [block for block in first if is_treatment(block.text)]
    for block in (*treated, *opening[:_OPENING]):
        if len(block.text) < 120 and (said := _first_day(block, 0)):
            return said
    return _day_of_titles_year(reading)


def _day_of_titles_year(reading: Reading) -> Day | None:
    """`Referat fra årsmøtet 2022`, and on a line below it `Nes skole 14. april`."""
    top = [block for block in reading.opening[:_TOP] if len(block.text) <= _LONGEST_PLACE]
    year = next((found.group() for block in top[:2] if (found := _YEAR.search(block.text))), None)
    for block in top if year else ():
        for day in find_days(block.text, int(year or 0)):
            return Day(day.iso, block.cut(day.start, day.end))
    return None


def _newest_row(reading: Reading) -> Day | None:
    """Of `0088/03 Utvalget 16.09.2003` and `0097/03 Utvalget 14.10.2003`, the last day."""
    rows = [block for block in reading.body[:_OPENING] if is_case_row(block)]
    days = [day for block in rows if (day := _first_day(block, 0))]
    return max(days, key=lambda day: day.iso, default=None)


def _says(block: Block, meaning: str) -> bool:
    """The block has a phrase that means so."""
    return shelf("meetings").says(block.text, meaning)


def _first_day(block: Block, first: int) -> Day | None:
    found = [d for d in find_days(block.text[first:]) if d.year_stated]
    if not found:
        return None
    day = found[0]
    return Day(day.iso, block.cut(first + day.start, first + day.end))


def _clock(reading: Reading, day: Day | None) -> TimeSpan | None:
    for part in _fields(reading, "time", "date", "place_and_time", "place"):
        value = reading.value_of(part)
        if value is None:
            continue
        words = value[0].text[value[1] :]
        bare = _BARE_CLOCK.match(words) if part.label.meaning == "time" else None
        times = find_times(f"kl. {bare[0]}" if bare else words)
        if times:
            return times[0]
    lines = _lines_of(reading, day)
    blocks = [*(block for block, _ in lines), *_below(reading, lines)]
    blocks += [block for block in reading.opening if _FROM_CLOCK.match(block.text)]
    return next((times[0] for block in blocks if (times := find_times(block.text))), None)


def _lines_of(reading: Reading, day: Day | None) -> list[tuple[Block, int]]:
    """The opening's lines that name the meeting's day, and where in each the day ends."""
    if day is None:
        return []
    own = reading.document.block_at(day.evidence.start)
    lines = [(own, day.evidence.end - own.start)]
    for block in reading.opening:
        days = [found for found in find_days(block.text) if found.iso == day.iso]
        if days and block.seq != own.seq:
            lines.append((block, days[0].end))
    return lines


def _place(reading: Reading, day: Day | None) -> str | None:
    for part in _fields(reading, "place"):
        value = reading.value_of(part)
        if value is not None:
            place = _clean_place(value[0].text[value[1] :])
            if place:
                return place
    for part in _fields(reading, "place_and_time"):
        value = reading.value_of(part)
        if value is not None and (place := _place_before(value[0].text[value[1] :])):
            return place
    lines = _lines_of(reading, day)
    places = (_place_in(reading, block, at) for block, at in lines)
    named = next((place for place in places if place), None)
    return named or _place_told(reading) or _place_below(reading, lines)


def _place_told(reading: Reading) -> str | None:
    """`Møtet ble holdt i kantina`, in a line that says no more than that."""
    lines = (block.text for block in reading.opening if _says(block, "held"))
    lines = (line.strip(" ()") for line in lines)
    matches = (_AT.search(line) for line in lines if shelf("meetings").at_start(line))
    return next((_without_whose(match["place"]) for match in matches if match), None)


def _without_whose(words: str) -> str:
    """The place in `Indre Fjord Vassverk SA på grendahuset`, `Bygderådet på Øvre Dal skole`."""
    whose, _, where = words.partition(" på ")
    met = _BODY.search(whose) or is_organisation_by_ending(whose)
    return (where if where and met and whose[:1].isupper() else words).strip(" .,")


def _place_below(reading: Reading, lines: Sequence[tuple[Block, int]]) -> str | None:
    """A line that is only a place, or a place and an hour, below the day: `Nes skule kl. 18.`."""
    for block in _below(reading, lines):
        if match := _PLACE.match(block.text):
            return match.group().strip(" .")
        named = find_times(block.text) and not _NO_PLACE.search(_without_times(block.text))
        if named and (place := _place_before(block.text)):
            return place
    return None


def _below(reading: Reading, lines: Sequence[tuple[Block, int]]) -> Iterator[Block]:
    """The short lines right below those that name the day, which name no body."""
    own = {block.seq for block, _ in lines}
    for above, block in pairwise(reading.opening):
        short = len(block.text) <= _LONGEST_PLACE and not _BODY.search(block.text)
        if above.seq in own and short:
            yield block


def _place_in(reading: Reading, block: Block, at: int) -> str | None:
    """Where a line that names the day, which ends `at`, says that the meeting was."""
    if _says(block, "held") and (match := _AT.search(_without_times(block.text))):
        return _without_whose(_AND_BEGAN.split(match["place"])[0])
    named = _MEETING_AT.match(_without_times(block.text))
    if named and not _BODY.search(named["place"]) and not _is_whose(block, named["place"]):
        return named["place"].strip()
    before = _PLACE_AND_DAY.match(block.text)
    if before and not shelf("kinds").at_start(block.text):
        return before.group()
    opens_line = len(block.text[:at].split()) <= _SHORT_LEAD
    fields = _fields(reading, "place_and_time", "time", "date")
    is_field = any(part.block.seq == block.seq for part in fields)
    # «Protokoll fra møte … på X», «Møte 15.02.00 kl. 17.00 i møterom 2»
    names_itself = shelf("kinds").at_start(block.text) or shelf("meetings").at_start(block.text)
    has_hour = bool(find_times(block.text[at:]))  # «… blir torsdag 9. mars kl. 16 i kantina»
    if opens_line or is_field or names_itself or has_hour or _says(block, "held"):
        return _place_after(block.text, at)
    return None


def _is_whose(block: Block, words: str) -> bool:
    """`Årsmøte i Nes sogelag` is of those who meet, not of where."""
    assembly = any(hit.meaning == "assembly" for hit in shelf("bodies").find(block.text))
    return assembly and words[:1].isupper() and is_organisation_by_ending(words)


def _without_times(text: str) -> str:
    """`text` up to the hour, the weekday and the day written out."""
    days = [(day.start, day.end) for day in find_days(text)]
    times = [(time.start, time.end) for time in find_times(text)]
    for start, end in sorted((*days, *times), reverse=True):
        text = f"{text[:start]}|{text[end:]}"
    return _BEFORE_TIME.sub("|", text)


def _place_before(text: str) -> str | None:
    """What stands before the day and the hour: `Rådhuset, tirsdag 12.07.2016 kl. 19:00`."""
    words, *when = _without_times(text).split("|")
    return words.strip(" ,.;:–-") or None if when and words[:1].isupper() else None


def _place_after(text: str, at: int) -> str | None:
    """What stands after the day, before or after the hour: `kl. 19:00 via Facebook Chat`."""
    times = [time for time in find_times(text) if time.start >= at - 1]
    before = text[at : times[0].start] if times else ""
    after = text[max((time.end for time in times), default=at) :]
    return _place_at_start(_AND_BEGAN.split(before)[0]) or _place_at_start(after)


def _place_at_start(words: str) -> str | None:
    rest = words.strip(" ,;@|–-")
    url = _URL.search(rest)
    if url:
        return _LEAD.sub("", rest[: url.end()]).strip(" .,") or None
    match = re.match(r"(?:(?:i|på|hos|ved|via|over)\s+|[A-ZÆØÅ])[^.!?;]{2,90}", rest)
    return _LEAD.sub("", match.group()).strip(" .,") or None if match else None


def _clean_place(words: str) -> str | None:
    """A place field without the hour and the next field (`Telefonmøte, kl. 09.00 – 10.30`)."""
    words = re.split(r"\t|\s{3,}|\s+(?=[A-ZÆØÅ][\w/]{2,15}\s?:)", words.strip())[0]
    times = find_times(words)
    if times:
        words = words[: times[0].start]
        words = re.sub(r"(?:\bkl\.?|\bklokken|\bklokka)?[\s,]*$", "", words)
    days: list[DateSpan] = find_days(words)
    if days:
        words = words[: days[0].start] or words[days[0].end :]
    return words.strip(" ,.;:–-") or None


def _meeting_number(opening: tuple[Block, ...]) -> str | None:
    for block in opening[:12]:
        match = _NUMBER.search(block.text) if len(block.text) < 80 else None
        if match:
            return match["number"] or match["ordinal"]
    return None


def _chair(reading: Reading, opening: tuple[Block, ...]) -> str | None:
    for part in _fields(reading, "chair"):
        value = reading.value_of(part)
        if value is not None and (name := re.match(r"[^,(\t\n]{3,60}", value[0].text[value[1] :])):
            return name.group().strip(" .")
    top = {block.seq for block in opening}
    for block in reading.body[:_OPENING]:
        match = _CHAIR.search(block.text) if has_any(_CHAIR_MARKS, block.text) else None
        if match is None:
            continue
        chosen: str | None = match["elected"] or match["chosen"]
        leads: str | None = match["is"] or match["led"]
        leader = chosen or (leads if block.seq in top else None)
        if leader:
            return leader.rstrip(".")
    return None


def _end_time(reading: Reading) -> str | None:
    for part in _fields(reading, "ended"):
        value = reading.value_of(part)
        if value is not None and (times := find_times(f"kl. {value[0].text[value[1] :]}")):
            return times[0].first
    for block in reading.opening:
        if _TO_CLOCK.match(block.text) and (times := find_times(block.text)):
            return times[0].first
    for block in reading.body[-15:]:
        if _says(block, "ended") and (times := find_times(block.text)):
            return times[-1].first
    return None
