"""How far a piece of work has come, as a text states it: planned, under way, in use, put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from extractors.vocabulary import Hit, any_of, fold, shelf
from schemas.claims import ProjectStatus

_THE_PROJECT = re.compile(r"\bprosjektet(?:\s+\w+){0,2}\s+$", re.IGNORECASE)
_PHASE_WORD = re.compile(r"(\w+)\s+$")
# «Tre av fem kommuner har» + «tatt i bruk»
_SOME_OF = re.compile(
    rf"\b({any_of('numerals', *shelf('numerals').phrases)}|\d+)\s+av\s+(?:(?:de|dei)\s+)?(\w+)"
    r"(?:\s+\w+){1,3}\s+$",
    re.IGNORECASE,
)
# «tatt løsningen i bruk»
_TAKEN = re.compile(r"\b(?:tatt|tok|teke|teken)\s+(?:[\w-]+\s+){1,3}i\s+bruk\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|$")


class State(NamedTuple):
    """How far something has come, and `text[start:end]` are the words that say so."""

    meaning: ProjectStatus
    start: int
    end: int


def state_of_field(words: str) -> State | None:
    """The state that the words of a field `Status:` give.

    What is said of the project itself counts before what is said first: `Utredningen er ferdig, og
    prosjektet er stanset.`
    """
    hit = shelf("states_of_fields").at_start(words)
    is_all = hit is not None and not words[hit.end :].strip(" .")  # «Etter planen»
    if hit is not None and (is_all or shelf("states").at_start(words) is None):
        return State(cast(ProjectStatus, hit.meaning), hit.start, hit.end)
    states = list(states_in(words))
    own = (state for state in states if is_of_project(words, state))
    found = next(own, next(iter(states), None))
    if found is not None and found.meaning == "avsluttet":
        # «Prosjektet er avsluttet, og løsningen er satt i drift»
        return next((state for state in states if state.meaning == "i drift"), found)
    return found


def is_of_project(words: str, state: State) -> bool:
    """Whether the state is said of the project itself: `prosjektet er stanset`."""
    return _THE_PROJECT.search(words[: state.start]) is not None


def states_in(text: str) -> Iterator[State]:
    """The states that `text` states outright, not as a wish or a condition."""
    conditional_until = 0
    taken = (Hit("i drift", *match.span()) for match in _TAKEN.finditer(text))
    for hit in sorted([*shelf("states").find(text), *taken], key=lambda hit: hit.start):
        if hit.meaning == "unless":
            stop = _SENTENCE_END.search(text, hit.end)
            conditional_until = stop.start() if stop else len(text)
        elif hit.start >= conditional_until:
            goes_on = _goes_on(hit.meaning, text[: hit.start])
            meaning = "pågår" if goes_on else cast(ProjectStatus, hit.meaning)
            yield State(meaning, hit.start, hit.end)


def _goes_on(meaning: str, before: str) -> bool:
    """Whether what is in use or over is not all of the work: one phase, or one of several users."""
    if meaning == "avsluttet":
        return _is_of_phase(before)
    some = _SOME_OF.search(before) if meaning == "i drift" else None
    return some is not None and fold(some[1]) != fold(some[2])


def _is_of_phase(before: str) -> bool:
    """`Konseptfasen` + `er ferdig`: when a phase is over, the project goes on with the next."""
    word = _PHASE_WORD.search(before)
    phase = shelf("phases").meaning(word[1]) if word else None
    return phase is not None and phase not in ("avslutte", "realisere")
