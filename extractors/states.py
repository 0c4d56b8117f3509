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
# «to år igjen av prosjektperioden»
_TIME_LEFT = (
    rf"(?:{any_of('numerals', *shelf('numerals').phrases)}|et|eit|ein|en|\d+)\s+"
    rf"(?:år|{any_of('units', 'uker', 'måneder')})\s+{any_of('progress', 'left')}"
)
# States that are put together: «tatt løsningen i bruk», «har vore i dagleg drift», «er også godt i
# gang», «er nå under innføring», «ser fram til å starte opp», «begynner til våren», «gjennomførte
# to kommuner prosjektet»
_COMPOSED = re.compile(
    r"\b(?:(?P<in_use>(?:tatt|tok|teke|teken)\s+(?:[\w-]+\s+){1,3}i\s+bruk"
    rf"|{any_of('progress', 'is')}\s+(?:(?!ikk)\w+\s+)?i\s+(?:\w+\s+)?(?:bruk|drift|produksjon))"
    rf"|(?P<under_way>{any_of('progress', 'is')}\s+(?:(?!ikk)\w+\s+){{0,3}}?"
    rf"(?:i\s+gang|{_TIME_LEFT}|under\s+(?!{any_of('progress', 'under')}\b)\w+(?:ing|else)))"
    rf"|(?P<to_come>fr[ae]m\s+(?:til|mot)\s+å\s+{any_of('progress', 'begin')}"
    rf"|{any_of('progress', 'begins')}\s+(?:opp\s+)?{any_of('progress', 'to_come')})"
    rf"|(?P<over>{any_of('progress', 'carried_out')}\s+(?:[\w-]+\s+){{0,4}}"
    rf"(?:for|pilot)?prosjektet))\b",
    re.IGNORECASE,
)
_IS = shelf("progress").phrases["is"][0]  # what a field leaves out
_MEANING: dict[str, ProjectStatus] = {
    "in_use": "i drift",
    "under_way": "pågår",
    "to_come": "planlagt",
    "over": "avsluttet",
}
_HAS_BEEN = re.compile(r"etter at\s(?:[\w-]+\s){1,3}(?:ble|vart|blei)\b", re.IGNORECASE)
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
    composed = _COMPOSED.match(f"{_IS} {words}")  # «Under bygging», «I daglig bruk»
    if composed is not None:
        end = composed.end() - len(_IS) - 1
        return State(_MEANING[composed.lastgroup or ""], 0, end)
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
    for hit in _hits(text):
        if hit.meaning == "unless":
            if _HAS_BEEN.match(text, hit.start):
                continue  # «… etter at det ble avsluttet»
            stop = _SENTENCE_END.search(text, hit.end)
            conditional_until = stop.start() if stop else len(text)
        elif hit.start >= conditional_until:
            goes_on = _goes_on(hit.meaning, text[: hit.start])
            meaning = "pågår" if goes_on else cast(ProjectStatus, hit.meaning)
            yield State(meaning, hit.start, hit.end)


def _hits(text: str) -> list[Hit]:
    """The phrases for states, and those put together in which none of them stands, in order."""
    known = list(shelf("states").find(text))
    composed = [
        Hit(_MEANING[match.lastgroup or ""], *match.span())
        for match in _COMPOSED.finditer(text)
        if all(hit.end <= match.start() or match.end() <= hit.start for hit in known)
    ]
    return sorted([*known, *composed], key=lambda hit: hit.start)


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
