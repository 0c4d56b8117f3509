"""What is told of a project around its name: how far it has come, its phase, area and leader."""

from __future__ import annotations

import re
from typing import cast

from extractors.fields import field
from extractors.sections import LABELLED, Sections
from extractors.states import is_of_project, state_of_field, states_in
from extractors.vocabulary import shelf
from schemas.claims import Phase, ProjectStatus
from schemas.document import Block

_BRIEF = 4  # words
# on one line: «Prosjektleder: N N» and on the next «Status: …»
_PERSON = r"(?P<name>[A-ZÆØÅ][\w-]+(?: +[A-ZÆØÅ](?:\.|[\w-]*)){0,2} +[A-ZÆØÅ][\w-]+)"
_NAME_AFTER = re.compile(rf"(?:\s*:|\s+er)?\s+{_PERSON}")
_NAME_BEFORE = re.compile(rf"{_PERSON}\s+(?:ble|vart|blei|er)\s+(?:\w+\s+){{0,2}}(?:som\s+)?$")


def status_of(
    sections: Sections, labelled: Block | None, told: str
) -> tuple[ProjectStatus | None, str | None]:
    """How far the project has come, and the words that say so.

    A field `Status:` opens with it; in a longer text the last word is the latest.
    """
    if labelled is not None:
        words = value_of(sections, labelled)
        state = state_of_field(words)
        return state.meaning if state else None, words or None
    states = list(states_in(told))
    latest = next((s for s in reversed(states) if is_of_project(told, s)), None)
    latest = latest or next(reversed(states), None)
    return (latest.meaning, told[latest.start : latest.end]) if latest else (None, None)


def brief_status(block: Block) -> tuple[ProjectStatus | None, str | None]:
    """The state that a label is followed by: `Robotisert lønn: Levert. Kontoret har …`."""
    labelled = LABELLED.match(block.text)
    words = block.text[labelled.end() :].split(".")[0] if labelled else ""
    state = state_of_field(words) if len(words.split()) <= _BRIEF else None
    return (state.meaning, words) if state else (None, None)


def value_of(sections: Sections, labelled: Block) -> str:
    """What stands after a field's colon, or else under it."""
    own = field(labelled)
    words = labelled.text[own.value :].strip() if own else ""
    return words or " ".join(block.text for block in sections.under(labelled))


def phase_of(words: str | None) -> Phase | None:
    """The phase that a field `Fase:` gives."""
    hit = shelf("phases").first(words) if words else None
    return cast(Phase, hit.meaning) if hit else None


def area_of(block: Block, sections: Sections) -> str | None:
    """The service area that a heading above gives: `Tjenesteområde Oppvekst`."""
    for above in (block, *reversed(sections.above(block))):
        hit = shelf("fields").at_start(above.text)
        if hit is not None and hit.meaning == "area" and sections.is_title(above):
            return above.text[hit.end :].strip(" :") or None
    return None


def lead_in(told: str) -> str | None:
    """Who leads the project: `Prosjektleder: N N`, `N N ble ansatt som prosjektleder`."""
    for hit in shelf("fields").find(told):
        if hit.meaning == "lead":
            named = _NAME_AFTER.match(told, hit.end) or _NAME_BEFORE.search(told[: hit.start])
            if named:
                return named["name"]
    return None
