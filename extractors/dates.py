"""Dates and times of day as Norwegian documents write them: text in, values with offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from extractors.vocabulary import any_of, fold, shelf, trie_pattern


class DateSpan(NamedTuple):
    """A date or a stretch of days: `text[start:end]` says from `first` to `last`, both included.

    `precision` is how much the words give: `mai 2024` is a month, 1 to 31 May. `year_stated` is
    False where the year was not in the words but came from the caller.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Literal["day", "month", "year"] = "day"
    year_stated: bool = True

    @property
    def iso(self) -> str:
        """The first day in ISO 8601."""
        return self.first.isoformat()

    @property
    def iso_end(self) -> str | None:
        """The last day in ISO 8601; None for a single day."""
        return self.last.isoformat() if self.last != self.first else None


class TimeSpan(NamedTuple):
    """A time of day, or from one to another: `text[start:end]` says HH:MM `first` to `last`."""

    start: int
    end: int
    first: str
    last: str | None


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# What OCR takes for these letters, where the whole word shows which month is meant
_TAKEN_FOR = {"m": ("m", "rn"), "o": ("o", "0"), "i": ("i", "1", "l"), "l": ("l", "1", "i")}


def _misread(month: str) -> Iterator[str]:
    """How OCR may have read a month's name: `rnars`, `0ktober`, `aprii`; `mal` is a word itself."""
    for signs in product(*(_TAKEN_FOR.get(letter, (letter,)) for letter in month)):
        word = "".join(signs)
        if word != month and len(word) > 3:
            yield word


_MONTH_OF = {
    fold(word): number
    for number, month in enumerate(_MONTHS, start=1)
    for word in shelf("dates").phrases[month]
}
_MISREAD_AS = {
    word: number
    for month, number in _MONTH_OF.items()
    for word in _misread(month)
    if word not in _MONTH_OF
}

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_SHORT = rf"(?:{_YEAR}|\d\d)"
_MONTH_NAME = rf"(?:{any_of('dates', *_MONTHS)}|{trie_pattern(_MISREAD_AS)})"
_WORD = rf"{_MONTH_NAME}\b"
_WORDED = rf"{_DAY}\.?\s*{_WORD}\.?(?:(?:,?\s+|(?<=\.)){_YEAR}(?!\d))?"
_POINT = "|".join(
    (
        rf"{_YEAR}-{_MONTH}-{_DAY}",  # 2020-08-12
        rf"{_YEAR}/{_MONTH}/{_DAY}",  # 2016/12/19
        rf"{_YEAR}\.{_MONTH}\.{_DAY}",  # 2015.09.08
        _WORDED,  # 25. oktober 2024, 28.september 2015, 12. juni
        rf"{_DAY}\.\s?{_MONTH}(?:\.\s?{_SHORT}|\s?[-/]{_SHORT}|\s{_YEAR})?",  # 08.03.05, 5.9
        rf"{_DAY}/{_MONTH}(?:[-/.]{_SHORT}|\s{_YEAR})?",  # 16/4-2020, 18/8-18, 25/04/02
        rf"{_DAY}-{_MONTH}-{_YEAR}",  # 12-05-2015
    )
)
_PARTS = re.compile(rf"{_WORD}|\d+|[^\W\d_]+", re.IGNORECASE)
_WEEKDAY = rf"(?:{any_of('dates', 'weekday')}\b\.?,?\s+(?:den\s+)?)"
_DASH = r"[-–—]"
_THROUGH = rf"(?:{_DASH}|{any_of('dates', 'through')}\b\.?)"
_BEFORE = r"(?<![\w§])(?<!\d[.,/:-])"
_AFTER = r"(?!\w|[.,/:-]\d)"
_DAYS = re.compile(
    # what it begins with is asked first: most words begin otherwise
    rf"{_BEFORE}(?=\d|{any_of('dates', 'weekday')})(?P<weekday>{_WEEKDAY})?"
    rf"(?:(?P<first>{_POINT}|{_DAY}\.?)"
    rf"(?P<join>\.?\s*(?:{_THROUGH}|(?P<and>{any_of('dates', 'and')}\b))\s*){_WEEKDAY}?)?"
    rf"(?P<second>{_POINT}){_AFTER}",
    re.IGNORECASE,
)
# In every day: hardly a line has it, and it is found at once
_MAY_BE_DAY = re.compile(rf"\d(?:[-/]|\.\s?)\d|\d\.?\s*{_MONTH_NAME}", re.IGNORECASE)
_YEAR_WITHIN = 30  # characters: all before each day would take its time
# «År 1997, den» 12. mars: how minutes began
_YEAR_BEFORE = re.compile(rf"\b(?:år|anno)\s+(?P<year>{_YEAR}),?\s+(?:den\s+)?$", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(
    rf"\b(?P<month>{_WORD})\.?,?\s+(?P<year>{_YEAR}){_AFTER}", re.IGNORECASE
)
_YEARS = re.compile(
    rf"{_BEFORE}(?<!-)(?P<first>{_YEAR})(?:\s?{_DASH}\s?(?P<last>{_YEAR}))?{_AFTER}(?![\s.]\d{{3}}\b)"
)
_DAY_FOLLOWS = re.compile(
    rf"\b{any_of('dates', 'day_follows', 'through', 'and')}[:.]?\s*$", re.IGNORECASE
)
_NUMBER_FOLLOWS = re.compile(
    rf"(?:\b{any_of('dates', 'number_follows', 'currency')}[:.]?|§)\s*$", re.IGNORECASE
)
_NUMBER_GOES_ON = re.compile(
    rf"\s?(?:[%‰]|,-|{any_of('dates', 'number_goes_on', 'currency')}\b)", re.IGNORECASE
)


def find_dates(text: str, year: int | None = None) -> list[DateSpan]:
    """Every date, month and year in `text`, in order, none inside another.

    A day without its year (`12. juni`, `5.9.`) takes `year`; without one it is left out. What
    the calendar does not have (`31.02.2004`) is no date.
    """
    spans = list(_find_days(text, year))
    for span in (*_find_months(text), *_find_years(text)):
        if not any(span.start < other.end and other.start < span.end for other in spans):
            spans.append(span)
    return sorted(spans)


def find_days(text: str, year: int | None = None) -> list[DateSpan]:
    """The dates of `find_dates` that say the day."""
    return list(_find_days(text, year))


def year_in(text: str) -> int | None:
    """The one year that `text` names; None if it names none or several."""
    years = {day.year for span in find_dates(text) for day in (span.first, span.last)}
    return years.pop() if len(years) == 1 else None


class _Point(NamedTuple):
    """One day as written; what is not written is None."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None

    def on_calendar(self, month: int | None, year: int | None) -> date | None:
        """The day itself, with what it lacks filled in."""
        try:
            return date(self.year or year or 0, self.month or month or 0, self.day)
        except ValueError:
            return None


def _point(text: str, start: int) -> _Point:
    parts = _PARTS.findall(text)
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = (*parts, None, None)[:3]
    return _Point(
        start,
        start + len(text),
        int(day or 0),
        (_month(month) or int(month)) if month else None,
        _full_year(year) if year else None,
    )


def _month(word: str) -> int | None:
    return _MONTH_OF.get(fold(word)) or _MISREAD_AS.get(fold(word))


def _full_year(year: str) -> int:
    """`04` is 2004 and `87` is 1987: no minutes are older than 1950 or younger than 2049."""
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 50 else 2000)


def _find_days(text: str, year: int | None) -> Iterator[DateSpan]:
    for match, points in _written_days(text):
        stated = points[-1].year is not None
        if not stated and (year is None or _is_time(text, match) or not _is_a_day(text, match)):
            continue
        yield from _days(match, points, year if not stated else None)


@lru_cache(maxsize=2_000)  # a line is asked for its days alone and with others, for each year
def _written_days(text: str) -> tuple[tuple[re.Match[str], list[_Point]], ...]:
    if not _MAY_BE_DAY.search(text):
        return ()
    return tuple((match, _points_of(text, match)) for match in _DAYS.finditer(text))


def _points_of(text: str, match: re.Match[str]) -> list[_Point]:
    """The days that `match` names, the last with the year that stands before them."""
    points = _points(match)
    if points[-1].year is None:
        within = max(0, match.start() - _YEAR_WITHIN)
        if before := _YEAR_BEFORE.search(text, within, match.start()):
            points[-1] = points[-1]._replace(year=int(before["year"]))
    return points


def _points(match: re.Match[str]) -> list[_Point]:
    """The one or two days that `match` names, the weekday before them included."""
    second = _point(match["second"], match.start("second"))
    if not match["first"]:
        return [second._replace(start=match.start())]
    first = _point(match["first"], match.start("first"))
    lone_number = first.month is None and not match["first"].endswith(".")
    spaced = match["join"].strip(".") != match["join"].strip(". ")
    # "Sak 4 - 08.03.2005" is one date, "8 - 9. juni" and "8-9.6.2005" are two.
    if lone_number and spaced and not _is_worded(match):
        return [second]
    return [first._replace(start=match.start()), second]


def _days(match: re.Match[str], points: list[_Point], year: int | None) -> Iterator[DateSpan]:
    """The days of `points` that the calendar has; `year` is for points that say none."""
    stated = year is None
    last = points[-1].on_calendar(None, year)
    first = points[0].on_calendar(points[-1].month, points[-1].year or year)
    if first is None or last is None:
        return
    if first > last and stated and points[0].year is None:
        # 28.12-2.1.2005 begins in 2004
        first = points[0].on_calendar(points[-1].month, last.year - 1) or first
    neighbours = first + timedelta(days=1) == last
    if len(points) == 2 and (first > last or (match["and"] and not neighbours)):
        yield DateSpan(points[0].start, points[0].end, first, first, year_stated=stated)
        yield DateSpan(points[1].start, points[1].end, last, last, year_stated=stated)
    else:
        yield DateSpan(points[0].start, points[-1].end, first, last, year_stated=stated)


def _is_worded(match: re.Match[str]) -> bool:
    return re.search(r"[^\W\d]", match["second"]) is not None


def _is_a_day(text: str, match: re.Match[str]) -> bool:
    """Whether a match without a year is a day: `sak 3.1` and `10.12 %` are not."""
    before = _just_before(text, match)
    if _is_worded(match):
        return True
    if _NUMBER_FOLLOWS.search(before) or _NUMBER_GOES_ON.match(text, match.end()):
        return False
    if match["weekday"] or _DAY_FOLLOWS.search(before):
        return True
    if "/" in match["second"]:
        return False  # as a case number: 6/12
    padded = re.fullmatch(r"\d\d\.\d\d", match["second"])
    ended = text.startswith(".", match.end())
    opens = not before.strip()  # "3.1. Formannskapet" is a paragraph's number
    return bool(match["first"] or padded or (ended and not opens))


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether a match without a year has to do with the time of day: `10.30`."""
    return any(t.start < match.end() and match.start() < t.end for t in _times(text))


def _just_before(text: str, match: re.Match[str]) -> str:
    """The words before `match`, as many as the longest cue may need."""
    return text[max(0, match.start() - 30) : match.start()]


def _find_months(text: str) -> Iterator[DateSpan]:
    for match in _MONTH_AND_YEAR.finditer(text):
        month, year = _month(match["month"]) or 0, int(match["year"])
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield DateSpan(match.start(), match.end(), first, last, "month")


def _find_years(text: str) -> Iterator[DateSpan]:
    for match in _YEARS.finditer(text):
        if _NUMBER_FOLLOWS.search(_just_before(text, match)):
            continue
        if _NUMBER_GOES_ON.match(text, match.end()):
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if first <= last:
            span = (date(first, 1, 1), date(last, 12, 31))
            yield DateSpan(match.start(), match.end(), *span, "year")


_HOUR = r"(?:2[0-3]|[01]?\d)"
_MINUTE = r"[0-5]\d"
_CLOCKED = rf"{_HOUR}(?:\s?[.:]\s?{_MINUTE}|{_MINUTE})(?!\d)|{_HOUR}(?!\d|[.:]\d)"
_AT_CLOCK = rf"{any_of('dates', 'clock')}\b[.:]?\s*"
_TO = rf"\s*{_THROUGH}\s*(?:{_AT_CLOCK})?"
_TIMES = re.compile(
    "|".join(
        (
            rf"\b{_AT_CLOCK}({_CLOCKED})(?:{_TO}({_CLOCKED}))?",  # kl. 1300
            rf"(?<![\w:.,/-])({_HOUR}:{_MINUTE})(?:{_TO}({_HOUR}[.:]{_MINUTE}))?",  # 17:00 -22:45
            rf"(?<![\w:.,/-])({_HOUR}\.{_MINUTE}){_TO}({_HOUR}\.{_MINUTE})",  # 09.00 – 10.30
            rf"\b{any_of('dates', 'hour_follows')}\s*:\s*({_HOUR}\.{_MINUTE})",  # Tidspunkt: 12.15
            rf"(?:(?<=\.\d\d - )|(?<=\.\d{{4}} - ))({_HOUR}\.{_MINUTE})",  # 2015.09.08 - 19.00
        )
    ).join((rf"(?<!\w)(?=\d|{any_of('dates', 'clock', 'hour_follows')})(?:", f"){_AFTER}")),
    re.IGNORECASE,
)


def find_times(text: str) -> list[TimeSpan]:
    """Every time of day in `text`, in order.

    An hour alone is a time only after a word for the clock (`kl. 19`), and hours and minutes with
    a full stop between them only after such a word or as two ends of a stretch.
    """
    return list(_times(text))


@lru_cache(maxsize=500)  # a line is asked for each of its days whether it is one
def _times(text: str) -> tuple[TimeSpan, ...]:
    spans = []
    for match in _TIMES.finditer(text):
        first, last = ([*filter(None, match.groups()), None])[:2]
        spans.append(
            TimeSpan(
                match.start(), match.end(), _clock(first or ""), _clock(last) if last else None
            )
        )
    return tuple(spans)


def _clock(written: str) -> str:
    """`9.05`, `0905` and `9` as HH:MM."""
    digits = re.sub(r"\D", "", written)
    if len(digits) <= 2:
        return f"{int(digits):02}:00"
    return f"{int(digits[:-2]):02}:{digits[-2:]}"
