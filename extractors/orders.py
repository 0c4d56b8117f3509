"""Sentences that tell someone to do something: who, and by when.

«Administrasjonen gis mandat til å …», «Styret ber kommunene komme med …», «Ola Ness henter inn
priser», «innkalling sendes ut rett etter møte».
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from extractors.people import NAME
from extractors.vocabulary import any_of, fold, shelf

# «styret», «media-gruppa», «Kari Lind», «Nes kommune»
_BODY_WORD = r"\b[\wæøå]+-(?:gruppa|gruppen|utvalget|utvalet|komiteen)\b"
_OFFICE = any_of("actions", "actor")
_ACTOR = rf"(?:(?i:\b(?:{_OFFICE})\b)|{_BODY_WORD}|{NAME}(?:\skommune\b)?)"
_ACTORS = re.compile(rf"{_ACTOR}(?:(?:,\s|\s(?:og|&|samt)\s){_ACTOR})*")
_BEFORE_ACTOR = re.compile(r"(?:,|\bat\b|\bog\b|–|:|\d\W*)\s*$")
_ASKED = re.compile(r"\s*(?:,|\.|$|om\b|å\b|ikke\b|fullmakt|\w+e\b)")
_RELATIVE = re.compile(r"\b(?:som|men|ikke|ikkje|at|når|hvis|dersom|kan|blir|vert)(?:\s+\w+)?\s*$")
_AND = re.compile(r"\bog(?:\s+\w+)?\s*$")
_END_OF = r"(?:utgangen|slutten|begynnelsen|midten|byrjinga|årets?)\s+(?:av\s+)?\w+(?:\s\d{4})?"
_DAY = r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d[\d. /]*\w*(?:\s\d{4})?|\w+\s\d{4}|\w+dag\b"
_DUE = re.compile(
    rf"\b(?:{any_of('due', 'by')})\s+(?:den\s+)?"
    rf"(?:{_END_OF}|(?:de|dei)\s+neste\s+\w+\s+\w+|{_DAY})|\bi\s(?:uke|veke)\s\d{{1,2}}\b",
    re.IGNORECASE,
)


class Order(NamedTuple):
    """Who is told to do something (None: nobody in particular), and how sure that is (0..1).

    `by_doing` tells that the sentence says what someone does (`Ola henter inn …`), not must do.
    """

    responsible: str | None
    confidence: float
    by_doing: bool = False


def order_in(sentence: str, names: Collection[str]) -> Order | None:
    """The order that a sentence gives; `names` are those who were there, folded."""
    order = next(
        filter(None, (_order(sentence, *hit) for hit in shelf("actions").find(sentence))), None
    )
    if order is None or order.responsible is None:
        return order
    actor = order.responsible
    known = fold(actor) in names or shelf("actions").meaning(actor) == "actor"
    # «Arbeidet skal …»: a single noun that begins the sentence is nobody
    return order if known or " " in actor or "-" in actor else None


def due_in(text: str) -> str | None:
    """The words that say by when."""
    fixed = next((hit for hit in shelf("due").find(text) if hit.meaning == "when"), None)
    if fixed:
        return text[fixed.start : fixed.end]
    match = _DUE.search(text)
    return match.group() if match else None


def _order(sentence: str, meaning: str, start: int, end: int) -> Order | None:
    """The order that the verb at `start..end` gives."""
    before, after = sentence[:start], sentence[end:].lstrip()
    if meaning == "asks":
        return _asked(after)
    if meaning == "told":
        return _told(before, after)
    if meaning == "does":
        actor = _subject(before) or _opening_subject(before)
        return Order(actor, 0.85, by_doing=True) if actor else None
    if meaning == "done" and not _RELATIVE.search(before):
        return Order(None, 0.8)
    return None


def _asked(after: str) -> Order | None:
    """`ber` + `kommunene komme med …`, `delegeres til` + `media-gruppa.`."""
    actor = _ACTORS.match(after)
    return Order(actor.group(), 0.9) if actor and _ASKED.match(after, actor.end()) else None


def _told(before: str, after: str) -> Order | None:
    """`Styret` + `skal …`, `Etter dette` + `vil` + `daglig leder …`, `Det` + `skal innen …`."""
    if fold(before).endswith("det"):
        return Order(None, 0.85) if due_in(after) else None
    actor = _subject(before)
    if actor:
        return Order(actor, 0.9)
    inverted = _ACTORS.match(after)
    if inverted and before.strip() and not before.rstrip().endswith(","):
        return Order(inverted.group(), 0.85)
    return None


def _subject(before: str) -> str | None:
    """The actor that ends the words before the verb: `… enighet om at styret` + `skal`."""
    for match in _ACTORS.finditer(before):
        if not before[match.end() :].strip():
            lead = before[: match.start()]
            if not lead.strip() or _BEFORE_ACTOR.search(lead):
                return match.group()
    return None


def _opening_subject(before: str) -> str | None:
    """The actor that opens a sentence whose first verb was another: `Kommunene … og signerer`."""
    opening = _ACTORS.match(re.sub(r"^[\W\d]+", "", before))
    return opening.group() if opening and _AND.search(before) else None
