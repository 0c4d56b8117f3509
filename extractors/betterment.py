"""Whether words say that something got better, or will: more of what is good, less of what costs.

What is costly is known by the last part of its word (`portoutgiftene`, `dobbeltføring`), so that no
list of such words needs to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.sections import is_sentence
from extractors.vocabulary import Hit, any_of, shelf

STATING = {"gain", "saving", "brings", "uses", "improves", "reduces", "fallen", "risen"}
_BETTER_OF = {("more", "good"), ("less", "cost"), ("fewer", "cost")}
_BETTERS = {("reduces", "cost"), ("cost", "fallen"), ("good", "risen")}
_ADJOINING = 40  # characters: `økt faglig kvalitet`, `Strømforbruket i byggene har gått ned`
_NEAR = 60  # characters from what brings a gain to what is better
_DENIED = 30  # characters from the word for a gain to the word that denies it
_FEW_WORDS = 4
_CLAUSE_END = re.compile(r"[,;:.]")
_CAN = re.compile(r"\bkan\b")
_NEXT_WORDS = re.compile(r"(?:\s+(?:\w+,?\s+og\s+)?\w[\w-]*){1,2}")
_QUANTITY = re.compile(r"\d|\b(?:en|ei|ein|et|eit|to|tre|fire|fem)\s(?:halv\s)?(?:million|årsverk)")


def states_gain(text: str) -> bool:
    """Whether a sentence or a short text says that there is a gain, not that one is sought."""
    hits = _hits(text)
    meanings = {hit.meaning for hit in hits}
    if "unless" in meanings or not meanings & STATING:
        return False
    if any(hit.meaning == "gain" and not _is_denied(text, hit) for hit in hits):
        return is_sentence(text) or _brings_better(text, hits)
    return "kind_of" not in meanings and _brings_better(text, hits)


def opens_better(text: str) -> bool:
    """Whether a short text begins with what is better: `Raskere kontroll`, `Mindre papirbruk`."""
    hits = _hits(text)
    if not hits or hits[0].start > 0:
        return False
    good = hits[0].meaning == "better" or _is_fewer_of_unwanted(text, hits[0])
    return good or any(
        (a.meaning, b.meaning) in _BETTER_OF and a.start == 0 for a, b in _adjoining(hits)
    )


def tells_none(text: str) -> bool:
    """`Ikke målt ennå`, `Ingen foreløpig`, `Det ble ikke tatt ut noen gevinst`: no gain.

    Not `Ingen papirskjema lenger`, which says what is no more.
    """
    opening = shelf("gain_context").at_start(text)
    if opening is not None and opening.meaning == "none":
        return True
    hits = _hits(text)
    if any(hit.meaning == "gain" and _is_denied(text, hit) for hit in hits):
        return True
    denies = opening is not None and opening.meaning == "not"
    return denies and not hits and len(text.split()) <= _FEW_WORDS


def _hits(text: str) -> list[Hit]:
    """The phrases in `text`, and the compounds that end in something costly."""
    hits = list(shelf("gains").find(text))
    known = {(hit.start, hit.end) for hit in hits}
    costs = (Hit("cost", *match.span()) for match in _cost().finditer(text))
    return sorted([*hits, *(c for c in costs if c[1:] not in known)], key=lambda hit: hit.start)


@cache
def _cost() -> re.Pattern[str]:
    return re.compile(rf"\b\w{{2,}}-?{any_of('gain_context', 'cost_ending')}\b", re.IGNORECASE)


def _brings_better(text: str, hits: Sequence[Hit]) -> bool:
    """Whether something brings a saving or something better, or is said to better it."""
    if any((a.meaning, b.meaning) in _BETTERS for a, b in _adjoining(hits)):
        return True
    less = [a for a, b in _adjoining(hits) if (a.meaning, b.meaning) in _BETTER_OF]
    good = [hit for hit in hits if hit.meaning in ("better", "saving")]
    good += [*less, *(hit for hit in hits if _is_fewer_of_unwanted(text, hit))]
    brings = [hit for hit in hits if hit.meaning == "brings"]
    if any(_reaches(text, b, g) for b in brings for g in good):
        return True
    if any(_reaches(text, u, g) for u in hits if u.meaning == "uses" for g in less):
        return True  # «bruker nå 30 prosent mindre tid»
    more = [hit for hit in hits if hit.meaning == "more"]
    if any(_reaches(text, b, m) and _makes_able(text, b, m) for b in brings for m in more):
        return True
    if any(hit.meaning == "saving" and _is_counted(text, hit) for hit in hits):
        return True
    return any(hit.meaning == "improves" for hit in hits)


def _adjoining(hits: Sequence[Hit]) -> list[tuple[Hit, Hit]]:
    return [(a, b) for a, b in pairwise(hits) if b.start - a.end <= _ADJOINING]


def _reaches(text: str, brings: Hit, good: Hit) -> bool:
    """Whether what `brings` stands for brings `good`, and nothing denies it."""
    if not 0 <= good.start - brings.end <= _NEAR:
        return False
    before = max(0, brings.start - _DENIED)
    clause = _CLAUSE_END.split(text[before : brings.start])[-1]
    return not _denies(clause) and not _denies(text[brings.end : good.start])


def _makes_able(text: str, brings: Hit, more: Hit) -> bool:
    """`har gjort at personalet kan bruke mer tid på veiledning`."""
    leads = text[brings.start : brings.end].casefold().endswith(" at")
    return leads and _CAN.search(text, brings.end, more.start) is not None


def _is_denied(text: str, gain: Hit) -> bool:
    """`Gevinsten kommer ikke av seg selv`, `ingen store gevinster`."""
    before = _CLAUSE_END.split(text[max(0, gain.start - _DENIED) : gain.start])[-1]
    after = _CLAUSE_END.split(text[gain.end : gain.end + _DENIED])[0]
    return _denies(before) or _denies(after)


def _denies(words: str) -> bool:
    return any(hit.meaning == "not" for hit in shelf("gain_context").find(words))


def _is_fewer_of_unwanted(text: str, hit: Hit) -> bool:
    """`færre feilsendte brev`, `kortere svartid`; not `færre plasser`, `kortere åpningstid`."""
    if hit.meaning != "fewer":
        return False
    what = _NEXT_WORDS.match(text, hit.end)
    return what is not None and not any(
        _wanted().fullmatch(word) for word in re.findall(r"[\w-]+", what.group())
    )


@cache
def _wanted() -> re.Pattern[str]:
    return re.compile(rf"\w*{any_of('gain_context', 'wanted_ending')}", re.IGNORECASE)


def _is_counted(text: str, saving: Hit) -> bool:
    """`Netto innsparing vil være om lag 205 000 kroner`: how much is saved is said as a fact."""
    after = text[saving.end : saving.end + _ADJOINING]
    told = any(hit.meaning == "amounts_to" for hit in shelf("gain_context").find(after))
    return told and _QUANTITY.search(text, saving.end) is not None
