"""How far a piece of work has come, as a text states it: planned, under way, in use, put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from extractors.vocabulary import shelf
from schemas.claims import ProjectStatus

_THE_PROJECT = re.compile(r"\bprosjektet(?:\s+\w+)?\s+$", re.IGNORECASE)
_PHASE_WORD = re.compile(r"(\w+)\s+$")
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
    if hit is not None and shelf("states").at_start(words) is None:
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
    for hit in shelf("states").find(text):
        if hit.meaning == "unless":
            stop = _SENTENCE_END.search(text, hit.end)
            conditional_until = stop.start() if stop else len(text)
        elif hit.start >= conditional_until:
            ended = hit.meaning == "avsluttet" and _is_of_phase(text[: hit.start])
            yield State("pågår" if ended else cast(ProjectStatus, hit.meaning), hit.start, hit.end)


def _is_of_phase(before: str) -> bool:
    """`Konseptfasen` + `er ferdig`: when a phase is over, the project goes on with the next."""
    word = _PHASE_WORD.search(before)
    phase = shelf("phases").meaning(word[1]) if word else None
    return phase is not None and phase not in ("avslutte", "realisere")
