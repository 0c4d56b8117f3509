"""States that are put together of small words, so that no list needs to be complete.

`tatt løsningen i bruk`, `har vore i dagleg drift`, `er også godt i gang`, `ser fram til å starte`,
`begynner til våren`, `gjennomførte to kommuner prosjektet`, `vart stogga`, `prosjektet held fram`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.vocabulary import any_of, has_any, lowered, marks_of, shelf
from schemas.claims import ProjectStatus

_NOT = r"(?!ikk)"
_WORDS = rf"(?:{_NOT}\w+\s+){{0,3}}?"
# «to år igjen av prosjektperioden»
_TIME_LEFT = (
    rf"(?:{any_of('numerals', *shelf('numerals').phrases)}|et|eit|ein|en|\d+)\s+"
    rf"(?:år|{any_of('units', 'uker', 'måneder')})\s+{any_of('progress', 'left')}"
)
_UNDER = rf"under\s+(?!{any_of('progress', 'under', 'before')})\w+(?:ing|else)"
_IS = any_of("progress", "is")
_WAS = any_of("progress", "is", "was")
_MADE = any_of("progress", "made")
_PARTICIPLE = r"(?:e?t|[ae]|d|ed|dd|tt|te|de|ne|e?n)?"
# What goes on as a whole: «prosjektet held fram»
_GOES_ON = (
    rf"\w*{any_of('progress', 'work')}\s+(?:(?!ikk|kan|bør)\w+\s+){{0,2}}?"
    rf"{any_of('progress', 'on')}"
)
_PHASE = rf"i\s+(?!{any_of('progress', 'before')}|denne|neste|siste)\w{{3,}}fasen"
_COMPOSED = re.compile(
    # not where a word ends, which costs as much as where one begins
    rf"\b(?=\S)(?:(?P<in_use>(?:tatt|tok|teke|teken)\s+(?:[\w-]+\s+){{1,3}}i\s+bruk"
    rf"|{_IS}\s+(?:{_NOT}\w+\s+)?i\s+(?:\w+\s+)?(?:bruk|drift|produksjon)"
    rf"|{any_of('progress', 'handed')}\w*\s+til\s+(?:\w+\s+)?drift)"
    rf"|(?P<under_way>{_IS}\s+{_WORDS}(?:i\s+gang|i\s+rute|{_TIME_LEFT}|{_UNDER})"
    rf"|{_MADE}\s+{_WORDS}{any_of('progress', 'ended')}{_PARTICIPLE}|{_GOES_ON}|{_PHASE})"
    rf"|(?P<to_come>fr[ae]m\s+(?:til|mot)\s+å\s+{any_of('progress', 'begin')}"
    rf"|{any_of('progress', 'begins')}\s+(?:opp\s+)?{any_of('progress', 'to_come')})"
    rf"|(?P<over>{any_of('progress', 'carried_out')}\s+(?:[\w-]+\s+){{0,4}}(?:for|pilot)?prosjektet"
    rf"|(?<!\bdet\s){_WAS}\s+{_WORDS}{any_of('progress', 'ended', 'done')}{_PARTICIPLE})"
    rf"|(?P<stopped>{_WAS}\s+{_WORDS}{any_of('progress', 'stopped')}\w{{0,4}}"
    rf"|{any_of('progress', 'laid')}\s+(?:[\w-]+\s+){{0,2}}?{any_of('progress', 'aside')}))\b"
)
# One of the words that all have that state so, or of how they begin or end
_MARKS = marks_of("progress", "left", "on", "begin", "begins", "aside", "carried_out") | {
    *("bruk", "drift", "produksjon", "gang", "rute", "under")
}
_STEMS = (
    *(stem for says in ("ended", "done", "stopped") for stem in shelf("progress").phrases[says]),
    "fasen",
)
_MEANING: dict[str, ProjectStatus] = {
    "in_use": "i drift",
    "under_way": "pågår",
    "to_come": "planlagt",
    "over": "avsluttet",
    "stopped": "stanset",
}
_WITHOUT_VERB = re.compile(
    rf"(?:i|under)\s|{any_of('progress', 'ended', 'stopped')}", re.IGNORECASE
)
# The verb that a field `Status: Under bygging` lacks
_LEFT_OUT = shelf("progress").phrases["is"][0]


class State(NamedTuple):
    """How far something has come, and `text[start:end]` are the words that say so."""

    meaning: ProjectStatus
    start: int
    end: int


@lru_cache(maxsize=500)  # each text is asked by all who look for projects
def composed_in(text: str) -> tuple[State, ...]:
    """The states that small words make in `text`."""
    may = has_any(_MARKS, text) or any(map(lowered(text).__contains__, _STEMS))
    return tuple(_states(text)) if may else ()


def composed_at_start(words: str) -> State | None:
    """The state that a field opens with, whose verb is left out: `Under bygging`."""
    if not _WITHOUT_VERB.match(words):
        return None
    more = len(_LEFT_OUT) + 1
    found = next(_states(f"{_LEFT_OUT} {words}"), None)
    if found is None or found.start > 0:
        return None
    return State(found.meaning, 0, found.end - more)


def _states(text: str) -> Iterator[State]:
    for match in _COMPOSED.finditer(lowered(text)):
        yield State(_MEANING[match.lastgroup or ""], *match.span())
