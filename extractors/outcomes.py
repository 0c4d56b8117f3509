"""How a case ended, by the words of its decision."""

from __future__ import annotations

import re
from typing import cast

from extractors.answers import outcomes_in
from extractors.passages import POINT
from extractors.tallies import Counts, find_counts
from extractors.vocabulary import any_of, shelf
from schemas.claims import Outcome

_REFUSED = {"avslått", "avvist", "utsatt"}  # what the other points only follow up
_NOT = any_of("grants", "not")
# «anbefaler ikke skjenkebevilling», «Det tilrås ikke at kafeen gis skjenkebevilling»
_GRANTS_NOT = re.compile(
    rf"\b(?:{any_of('references', 'advises')}\s+{_NOT}|{_NOT}\s+(?:\w+\s+)?at)\b", re.IGNORECASE
)
SENTENCES = re.compile(r"(?<=[a-zæøå)\d]\.)\s+(?=[A-ZÆØÅ])")


def outcome_of(text: str, adopted: str, title: str) -> Outcome:
    """From the first sentence that says how it ended, in the decision or in what it adopts.

    `vedtatt` is what a decision is by default; that of an election (by its title) is `valgt`. To
    empower someone to carry out what was decided first does not make it `delegert`.
    """
    for words in (text, adopted):
        paragraphs = [paragraph for paragraph in words.split("\n") if paragraph.strip()]
        points = [paragraph for paragraph in paragraphs if POINT.match(paragraph)]
        if len(points) >= 2 and points[0] is paragraphs[0]:
            first, *others = map(_first_outcome, points)
            each = {first, *others}
            refused = first in _REFUSED and set(others) <= {None, "vedtatt"}
            return (first or "vedtatt") if refused or len(each) == 1 else "vedtatt"
        for paragraph in paragraphs:
            found = _first_outcome(paragraph)
            if found == "delegert" and paragraph is not paragraphs[0]:
                continue
            if found and found != "vedtatt":
                return found
            if found and words is adopted:
                break
    return "valgt" if shelf("elections").at_start(title.strip()) else "vedtatt"


def _first_outcome(words: str) -> Outcome | None:
    """The first telling word of the first sentence that has one; `vedtatt` only if nothing else."""
    for number, sentence in enumerate(SENTENCES.split(words)):
        if shelf("decisions").meaning(sentence.strip(" .!")) == "refused":
            return "avslått"
        hits = outcomes_in(sentence)
        if number:
            hits = [meaning for meaning in hits if meaning != "delegert"]
        if hits:
            telling = next((meaning for meaning in hits if meaning != "vedtatt"), "vedtatt")
            if telling == "innvilget" and _GRANTS_NOT.search(sentence):
                telling = "avslått"
            return cast("Outcome", telling)  # the shelf's keys are the contract's
    return None


def unanimity(said: str, counts: Counts | None) -> bool | None:
    """None where the words do not say, or contradict themselves («enstemmig mot 1 stemme»).

    Where one sentence says that all agreed and another counts who did not, it was on something
    else, such as an addition, that all agreed.
    """
    opposed = bool(counts and counts.votes_against)
    told = {hit.meaning for hit in shelf("unanimity").find(said)}
    if "divided" in told:
        return False  # whatever else was unanimous, such as another point
    if told and opposed:
        sentences = SENTENCES.split(said.replace("\n", " "))
        both = (shelf("unanimity").first(s) and find_counts(s) for s in sentences)
        return None if any(both) else False
    if told:
        return True
    return False if opposed else None
