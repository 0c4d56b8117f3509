"""How much there is now, against how much there was: `på to dager i stedet for ti`."""

from __future__ import annotations

import re

from extractors.vocabulary import any_of, has_any, marks_of, shelf, words_in

_NUMERAL = any_of("numerals", *shelf("numerals").phrases)
_COUNTED = rf"(?:million|{any_of('units', *shelf('units').phrases)}\b)"
_NUMBER = rf"(?:\d[\d\s.,]{{0,20}}|{_NUMERAL})"
_SO_MUCH = rf"{_NUMBER}\s*(?:%|[^\W\d]+)"
_TIME = any_of("units", "minutter", "timer", "dager", "uker")
_GAP = r"[^.]{0,80}?"
_SOME_WORDS = r"(?:\w+\s+){0,2}?"
_NOW = rf"\b{any_of('comparisons', 'now')}\b"
_NOW_MARKS = marks_of("comparisons", "now")
_BEFORE = any_of("comparisons", "earlier")
_LOWER = any_of("comparisons", "lower")
_CHEAPER = any_of("comparisons", "cheaper")
_LESS = any_of("comparisons", "lower", "cheaper", "fewer")
_WAS = rf"\b{any_of('comparisons', 'was')}"
_THE_OLD = rf"{any_of('comparisons', 'article')}\s{any_of('comparisons', 'old', 'earlier')}"
# «900 timer», «to millioner», «et halvt årsverk»
QUANTITY = re.compile(rf"\d|\b(?:{_NUMERAL}|et|eit)\s(?:halvt?\s)?{_COUNTED}", re.IGNORECASE)
# «bruker to timer mindre», «kjører 14 000 kilometer mindre»
LESS_BY = re.compile(rf"\b{_SO_MUCH}\s+{any_of('comparisons', 'fewer')}\b", re.IGNORECASE)
# «vil energiutgiftene være 200 000 kroner lavere per år»
WILL_BE_LESS = re.compile(
    rf"\bvil\b{_GAP}\b{any_of('comparisons', 'will_be')}\s+{_SOME_WORDS}{_SO_MUCH}\s+{_LOWER}\b",
    re.IGNORECASE,
)
_INSTEAD_OF = re.compile(
    rf"{_NOW}{_GAP}\b{_NUMBER}\s*{_TIME}?,?\s*{any_of('comparisons', 'instead')}\s+{_NUMBER}\b",
    re.IGNORECASE,
)
# «som før tok tre uker, tar nå to dager»
_BEFORE_AND_NOW = re.compile(
    rf"\b{_BEFORE}\b{_GAP}{_TIME}\b{_GAP}{_NOW}{_GAP}{_TIME}\b", re.IGNORECASE
)
# «er 18 prosent lavere enn før», «er 300 000 kroner rimelegare enn dei gamle avtalene»
_THAN_BEFORE = re.compile(
    rf"{_WAS}\s+{_SOME_WORDS}{_SO_MUCH}\s+{_LESS}\s+enn\s+"
    rf"(?:{_BEFORE}|{_THE_OLD}|i\s(?:19|20)\d\d)",
    re.IGNORECASE,
)
# «er rimeligere enn den gamle»
_THAN_THE_OLD = re.compile(rf"{_WAS}\s+{_SOME_WORDS}{_CHEAPER}\s+enn\s+{_THE_OLD}", re.IGNORECASE)


def tells_change(text: str) -> bool:
    """Whether something takes, costs or is less than before, in so many words or figures."""
    patterns = (
        *((_INSTEAD_OF, _BEFORE_AND_NOW) if has_any(_NOW_MARKS, text) else ()),
        *((_THAN_BEFORE, _THAN_THE_OLD) if "enn" in words_in(text) else ()),
    )
    return any(pattern.search(text) for pattern in patterns)
