"""How much there is now, against how much there was: `på to dager i stedet for ti`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.money import figure
from extractors.vocabulary import any_of, has_any, marks_of, shelf, words_in

_NUMERAL = any_of("numerals", *shelf("numerals").phrases)
_COUNTED = rf"(?:milli(?:on|ard)|tusen|{any_of('units', *shelf('units').phrases)}\b)"
_NUMBER = rf"(?:\d[\d\s.,]{{0,20}}|{_NUMERAL})"
_SO_MUCH = rf"{_NUMBER}\s*(?:%|[^\W\d]+)"
_TIME = any_of("units", "minutter", "timer", "dager", "uker", "måneder")
_GAP = r"[^.]{0,80}?"
_SOME_WORDS = r"(?:\w+\s+){0,2}?"
_NOW = rf"\b{any_of('comparisons', 'now')}\b"
_NOW_MARKS = marks_of("comparisons", "now")
_BEFORE = any_of("comparisons", "earlier")
_LOWER = any_of("comparisons", "lower")
_CHEAP = rf"{any_of('degrees', 'cheap')}(?:ere|are)"
_CHEAPER = rf"(?:{_CHEAP}|{any_of('comparisons', 'easier')})"
_LESS = rf"(?:{_CHEAP}|{any_of('comparisons', 'lower', 'easier', 'fewer')})"
_WAS = rf"\b{any_of('comparisons', 'was')}"
_THE_OLD = rf"{any_of('comparisons', 'article')}\s{any_of('comparisons', 'old', 'earlier')}"
# «900 timer», «to millioner», «et halvt årsverk», «millioner av kroner»
QUANTITY = re.compile(
    rf"\d|\b(?:(?:{_NUMERAL}|et|eit)\s(?:halvt?\s)?{_COUNTED}|{any_of('comparisons', 'many')}\b)",
    re.IGNORECASE,
)
# «bruker to timer mindre», «kjører 14 000 kilometer mindre»
LESS_BY = re.compile(rf"\b{_SO_MUCH}\s+{any_of('comparisons', 'fewer')}\b", re.IGNORECASE)
# «vil energiutgiftene være 200 000 kroner lavere per år»
WILL_BE_LESS = re.compile(
    rf"\bvil\b{_GAP}\b{any_of('comparisons', 'will_be')}\s+{_SOME_WORDS}{_SO_MUCH}\s+{_LOWER}\b",
    re.IGNORECASE,
)
_OR_AGAINST = any_of("comparisons", "instead", "or_against")
_INSTEAD_OF = re.compile(
    rf"{_NOW}{_GAP}\b{_NUMBER}\s*{_TIME}?,?\s*{_OR_AGAINST}\s+{_NUMBER}\b",
    re.IGNORECASE,
)
# «som før tok tre uker, tar nå to dager»
_BEFORE_AND_NOW = re.compile(
    rf"\b{_BEFORE}\b{_GAP}{_TIME}\b{_GAP}{_NOW}{_GAP}{_TIME}\b", re.IGNORECASE
)
# «er 18 prosent lavere enn før», «er 300 000 kroner rimelegare enn dei gamle avtalene»
_LOWER_THAN_BEFORE = re.compile(
    rf"{_WAS}\s+{_SOME_WORDS}{_SO_MUCH}\s+{_LESS}\s+enn\s+"
    rf"(?:{_BEFORE}|{_THE_OLD}|i\s(?:19|20)\d\d)",
    re.IGNORECASE,
)
# «er rimeligere enn den gamle»
_THAN_THE_OLD = re.compile(rf"{_WAS}\s+{_SOME_WORDS}{_CHEAPER}\s+enn\s+{_THE_OLD}", re.IGNORECASE)
# «bruker færre timer enn før», «treng no mindre hjelp enn i 2019», «lekker mindre enn før»
LESS_THAN_BEFORE = re.compile(
    rf"\b{any_of('comparisons', 'fewer')}\s+(?:(?P<what>\w+)\s+{_SOME_WORDS})?enn\s+"
    rf"(?:{_BEFORE}|i\s(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# «er 460 000 kroner rimeligere», «kostar 50 000 kroner mindre»
_CHEAPER_BY = re.compile(
    rf"\b{_SO_MUCH}\s+{_CHEAP}\b"
    rf"|\b{any_of('comparisons', 'costs')}\s+{_SOME_WORDS}{_SO_MUCH}\s+"
    rf"{any_of('comparisons', 'fewer')}\b",
    re.IGNORECASE,
)
_CHEAP_MARKS = frozenset(
    stem + ending for stem in shelf("degrees").phrases["cheap"] for ending in ("ere", "are")
)
_COSTS_MARKS = marks_of("comparisons", "costs")
_FEWER_MARKS = marks_of("comparisons", "fewer")
# «620 000 kroner under nivået i 2020»
_BELOW = re.compile(
    rf"\b{_SO_MUCH}\s+(?:{any_of('comparisons', 'below')}|under\s\w+\si\s(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BELOW_MARKS = marks_of("comparisons", "below") | {"under"}
_AMOUNT = rf"(?P<{{}}>\d(?:[\d.,]*\d)?(?:\s\d{{{{3}}}})*|{_NUMERAL})"
_UNIT = rf"(?P<{{}}>{_TIME})\b"
_FEW_WORDS = r"(?:[^\W\d]+\s+){0,2}?"
# «frå elleve til fem minutt», «fra 60 til 25», «fra 28 avvik i 2018 til 3 i 2020»
_FROM_TO = re.compile(
    rf"\b{any_of('comparisons', 'from')}\s+{_AMOUNT.format('old')}\s+(?:{_UNIT.format('of_old')})?"
    rf"\s*{_FEW_WORDS}(?:i\s(?:19|20)\d\d\s+)?{any_of('comparisons', 'to')}\s+"
    rf"{_AMOUNT.format('new')}(?:\s+{_UNIT.format('of_new')})?",
    re.IGNORECASE,
)
# «på fire dagar, mot tre veker», «på minutter i stedet for timer»
_TIME_AGAINST = re.compile(
    rf"\b(?:{_AMOUNT.format('new')}\s+)?{_UNIT.format('of_new')}"
    rf"(?:,?\s+|\s[^,.;\d]{{1,50}},\s){_OR_AGAINST}\s+(?:{_BEFORE}\s+)?(?:{_AMOUNT.format('old')}\s+)?"
    rf"{_UNIT.format('of_old')}",
    re.IGNORECASE,
)
# «bruker nå under én time, som før tok en hel dag»
_NOW_AND_BEFORE = re.compile(
    rf"{_NOW}{_GAP}\b{_AMOUNT.format('new')}\s+{_UNIT.format('of_new')}{_GAP}\b{_BEFORE}\b{_GAP}"
    rf"\b{_AMOUNT.format('old')}\s+(?:\w+\s+)?{_UNIT.format('of_old')}",
    re.IGNORECASE,
)
# «treng berre éin bil i staden for tre»
_ONLY_SO_MANY = re.compile(
    rf"\b{any_of('comparisons', 'only')}\s+{_AMOUNT.format('new')}\s+(?P<of_new>){_FEW_WORDS}"
    rf"{_OR_AGAINST}\s+{_AMOUNT.format('old')}(?P<of_old>)",
    re.IGNORECASE,
)
# «én nøkkel å huske i stedet for tre»
_ONE_INSTEAD = re.compile(
    rf"\b(?P<new>{any_of('numerals', '1')})(?P<of_new>)\s[\w-]+(?:\s[\w-]+){{0,5}}?\s"
    rf"{any_of('comparisons', 'instead')}\s{_AMOUNT.format('old')}\b(?P<of_old>)",
    re.IGNORECASE,
)
# «35 prosent mindre energi», «12 000 færre kilometer»; not «300 000 mindre enn budsjettert», «en
# del mindre endringer»
LESS_OF = re.compile(
    rf"(?:\d|\b(?!e(?:i?n|i)\sdel\b){_NUMERAL}\b)\s*(?:%|[^\W\d]+)?\s+"
    rf"{any_of('comparisons', 'fewer')}\s+"
    rf"(?!(?:enn|{any_of('projects', 'preposition', 'end')})\b)(?P<what>\w{{3,}})",
    re.IGNORECASE,
)
# «200 000 kroner lågare rekning»
_LOWER_COST = re.compile(
    rf"\d\s*(?:kroner|kr)\s+{_LOWER}\s+(?!enn\b)(?P<what>\w{{3,}})", re.IGNORECASE
)
_LOWER_MARKS = marks_of("comparisons", "lower")
_LESS_MARKS = marks_of("comparisons", "fewer")
# «600 flere treningstimer»
MORE_OF = re.compile(
    rf"\d\s*(?:%|prosent)?\s+{any_of('comparisons', 'more')}\s+(?P<what>\w+)", re.IGNORECASE
)
# «fire minutter raskere»
_FASTER_BY = re.compile(
    rf"\b{_NUMBER}\s*{_TIME}\s+{any_of('comparisons', 'faster', 'easier', 'lower')}\b",
    re.IGNORECASE,
)
_FASTER_MARKS = marks_of("comparisons", "faster", "easier", "lower")
# «bruker halvparten så mye strøm», «på halve tiden»
HALF = re.compile(
    rf"\b(?:{any_of('comparisons', 'half')}|{any_of('comparisons', 'half_as')}\s\w+)\b"
    r"(?P<what>\s+\w+)?",
    re.IGNORECASE,
)
_HALF_MARKS = marks_of("comparisons", "half", "half_as")
# «Før måtte søkeren møte opp; nå holder det å ringe»
_HAD_TO = re.compile(
    rf"\b{_BEFORE}\s+{any_of('comparisons', 'had_to')}\b{_GAP}[.;,]\s(?:men\s)?{_NOW}",
    re.IGNORECASE,
)
# «Det tok tidligere seks underskrifter; nå holder det med én»
_BEFORE_AND_NOW_SO_MANY = re.compile(
    rf"\b{_BEFORE}\b[^.]{{0,40}}?\b{_AMOUNT.format('old')}\b(?P<of_old>){_GAP}{_NOW}[^.]{{0,60}}?"
    rf"\b{_AMOUNT.format('new')}\b(?P<of_new>)",
    re.IGNORECASE,
)
HAD_TO_MARKS = marks_of("comparisons", "had_to")
_INSTEAD_MARKS = marks_of("comparisons", "instead", "or_against")
_FROM_MARKS = marks_of("comparisons", "from")
# «2,9 mill. kroner i 2018 og 1,1 mill. kroner i 2020»
_BY_YEAR = re.compile(
    rf"{_AMOUNT.format('old')}(?P<of_old>\D{{0,20}})\si\s(?P<then>(?:19|20)\d\d)\s"
    rf"{any_of('comparisons', 'against')}\s{_AMOUNT.format('new')}(?P<of_new>\D{{0,20}})"
    r"\si\s(?P<later>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_AGAINST_MARKS = marks_of("comparisons", "against")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Nothing of all this is said without one of these words, but for what is told of two years
COMPARING_MARKS = (
    _NOW_MARKS | _LOWER_MARKS | _LESS_MARKS | _HALF_MARKS | HAD_TO_MARKS | _INSTEAD_MARKS
)
COMPARING_MARKS |= _FROM_MARKS | _FASTER_MARKS | _CHEAP_MARKS | _BELOW_MARKS | {"enn"}
_HOURS = {"minutter": 1 / 60, "timer": 1.0, "dager": 24.0, "uker": 168.0, "måneder": 720.0}


def may_compare(text: str) -> bool:
    """Whether `text` may compare at all: few do, and of the rest no more is asked."""
    return has_any(COMPARING_MARKS, text) or is_of_two_years(text)


def tells_change(text: str) -> bool:
    """Whether something takes, costs or is less than before, in so many words or figures."""
    patterns = (
        *((_INSTEAD_OF, _BEFORE_AND_NOW) if has_any(_NOW_MARKS, text) else ()),
        *((_THAN_THE_OLD,) if "enn" in words_in(text) else ()),
        *((_CHEAPER_BY,) if _may_be_cheaper(text) else ()),
        *((_FASTER_BY,) if has_any(_FASTER_MARKS, text) else ()),
    )
    return had_to(text) or any(pattern.search(text) for pattern in patterns)


def had_to(text: str) -> bool:
    """What had to be done before, and what there is now: `Før måtte alle møte opp; nå …`."""
    return has_any(HAD_TO_MARKS, text) and _HAD_TO.search(text) is not None


def _may_be_cheaper(text: str) -> bool:
    costs_less = has_any(_FEWER_MARKS, text) and has_any(_COSTS_MARKS, text)
    return costs_less or has_any(_CHEAP_MARKS, text)


def lower_than_before(text: str) -> re.Match[str] | None:
    """`er 18 prosent lavere enn før`."""
    return _LOWER_THAN_BEFORE.search(text) if "enn" in words_in(text) else None


def is_below(text: str) -> bool:
    """`620 000 kroner under nivået i 2020`."""
    return has_any(_BELOW_MARKS, text) and _BELOW.search(text) is not None


def less_time(text: str) -> re.Match[str] | None:
    """`frå elleve til fem minutt`, `på minutter i stedet for timer`."""
    against = _TIME_AGAINST.finditer(text) if has_any(_INSTEAD_MARKS, text) else ()
    since = _NOW_AND_BEFORE.finditer(text) if has_any(_NOW_MARKS, text) else ()
    timed = (m for m in (*_changes(text), *against, *since) if m["of_new"] or m["of_old"])
    return next(filter(_is_less, timed), None)


def falls_to(text: str) -> re.Match[str] | None:
    """Where a number falls, whatever it counts: `fra 60 til 25 i måneden`."""
    by_year = _BY_YEAR.finditer(text) if is_of_two_years(text) else ()
    years = (m for m in by_year if m["then"] < m["later"])
    return next(filter(_is_less, (*_changes(text), *years)), None)


def is_of_two_years(text: str) -> bool:
    """Whether `text` has two years, and a word that may set one against the other."""
    has_year = "19" in text or "20" in text
    return has_year and has_any(_AGAINST_MARKS, text) and len(_YEAR.findall(text)) > 1


def less_of(text: str) -> Iterator[re.Match[str]]:
    """Where there is so much less of something, its group `what`."""
    if has_any(_LESS_MARKS, text):
        yield from LESS_OF.finditer(text)
    if has_any(_LOWER_MARKS, text):
        yield from _LOWER_COST.finditer(text)
    if has_any(_HALF_MARKS, text):
        yield from HALF.finditer(text)


def fewer_than(text: str) -> bool:
    """`bare én bil i stedet for tre`, `tok tidligere seks underskrifter; nå holder det med én`."""
    if has_any(_INSTEAD_MARKS, text):
        some = (*_ONLY_SO_MANY.finditer(text), *_ONE_INSTEAD.finditer(text))
        if any(map(_is_less, some)):
            return True
    then = _BEFORE_AND_NOW_SO_MANY.search(text) if has_any(_NOW_MARKS, text) else None
    return then is not None and _is_less(then)


@lru_cache(maxsize=200)  # a sentence is asked several times
def _changes(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_FROM_TO.finditer(text)) if has_any(_FROM_MARKS, text) else ()


def _is_less(match: re.Match[str]) -> bool:
    new, old = _size(match, "new"), _size(match, "old")
    return new is not None and old is not None and new < old


def _size(match: re.Match[str], which: str) -> float | None:
    """How much the number is; of time, in hours. A unit without a number is one."""
    words = match[which]
    count = 1.0 if words is None else _value(words)
    other = "old" if which == "new" else "new"
    unit = match[f"of_{which}"] or (match[f"of_{other}"] if words is not None else None)
    meaning = shelf("units").meaning(unit) if unit else None
    return None if count is None else count * _HOURS.get(meaning or "", 1.0)


def _value(words: str) -> float | None:
    numeral = shelf("numerals").meaning(words)
    return float(numeral) if numeral else figure(words)
