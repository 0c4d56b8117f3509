"""How far a piece of work has come, as a text states it: planned, under way, in use, put off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from extractors.vocabulary import shelf
from schemas.claims import ProjectStatus

_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|$")


class State(NamedTuple):
    """How far something has come, and `text[start:end]` are the words that say so."""

    meaning: ProjectStatus
    start: int
    end: int


def states_in(text: str) -> Iterator[State]:
    """The states that `text` states outright, not as a wish or a condition."""
    conditional_until = 0
    for hit in shelf("states").find(text):
        if hit.meaning == "unless":
            stop = _SENTENCE_END.search(text, hit.end)
            conditional_until = stop.start() if stop else len(text)
        elif hit.start >= conditional_until:
            yield State(cast(ProjectStatus, hit.meaning), hit.start, hit.end)
