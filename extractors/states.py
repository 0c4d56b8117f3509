"""How far a piece of work has come, as a text states it: planned, under way, in use, put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import cast

from extractors.answers import NOT_BEFORE
from extractors.progress import State, composed_at_start, composed_in
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
_HAS_BEEN = re.compile(r"etter at\s(?:[\w-]+\s){1,3}(?:ble|vart|blei)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|$")
_STARTED = re.compile(rf"(?:\w+\s)?{any_of('progress', 'started')}", re.IGNORECASE)


def state_of_field(words: str) -> State | None:
    """The state that the words of a field `Status:` give.

    What is said of the project itself counts before what is said first: `Utredningen er ferdig, og
    prosjektet er stanset.`
    """
    hit = shelf("states_of_fields").at_start(words)
    is_all = hit is not None and not words[hit.end :].strip(" .")  # «Etter planen»
    if hit is not None and (is_all or shelf("states").at_start(words) is None):
        return State(cast(ProjectStatus, hit.meaning), hit.start, hit.end)
    composed = composed_at_start(words)  # «Under bygging», «I daglig bruk»
    if composed is not None and shelf("states").at_start(words) is None:
        return composed
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
    """The states that `text` states outright, not as a wish or a condition.

    Of what began and came to its end (`startet i 2017 og ble avsluttet i 2018`) the end counts.
    """
    stated = list(_stated(text))
    for state, after in zip_longest(stated, stated[1:]):
        started = state.meaning == "pågår" and _STARTED.match(text, state.start)
        if after is None or not started or re.search(r"[.!?]", text[state.end : after.start]):
            yield state


def _stated(text: str) -> Iterator[State]:
    conditional_until = 0
    for hit in _hits(text):
        if hit.meaning == "unless":
            if _HAS_BEEN.match(text, hit.start):
                continue  # «… etter at det ble avsluttet»
            stop = _SENTENCE_END.search(text, hit.end)
            conditional_until = stop.start() if stop else len(text)
        elif hit.start >= conditional_until and not NOT_BEFORE.search(text[: hit.start]):
            goes_on = _goes_on(hit.meaning, text[: hit.start])
            meaning = "pågår" if goes_on else cast(ProjectStatus, hit.meaning)
            yield State(meaning, hit.start, hit.end)


def _hits(text: str) -> list[Hit]:
    """The phrases for states, and those put together, in order; of two in one place the longer."""
    found = [*shelf("states").find(text), *(Hit(*state) for state in composed_in(text))]
    longest = sorted(found, key=lambda hit: hit.start - hit.end)
    kept: list[Hit] = []
    for hit in longest:
        if all(other.end <= hit.start or hit.end <= other.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


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
