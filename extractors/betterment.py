"""Whether words say that something got better, or will: more of what is good, less of what costs.

What is costly is known by the last part of its word (`portoutgiftene`, `dobbeltføring`), so that no
list of such words needs to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from extractors.comparisons import LESS_BY, QUANTITY, WILL_BE_LESS, tells_change
from extractors.vocabulary import Hit, any_of, fold, shelf

_BETTER_OF = {("more", "good"), ("less", "cost"), ("lessen", "cost"), ("fewer", "cost")}
_BETTERS = {
    *(("reduces", "cost"), ("avoids", "cost"), ("cost", "fallen")),
    *(("good", "risen"), ("raises", "good")),
}
_OPENINGS = ("pointing", "unnamed")  # they mean something only as first words
_ADJOINING = 40  # characters: `økt faglig kvalitet`, `Strømforbruket i byggene har gått ned`
_NEAR = 60  # characters from what brings a gain to what is better
_NEXT = 15  # characters after a verb in which it is denied: `sparer ikke tid`
_DENIED = 30  # characters from the word for a gain to the word that denies it
CLAUSE_END = re.compile(r"[,;:.]")
_CAN = re.compile(r"\bkan\b")
_NEXT_WORDS = re.compile(r"(?:\s+(?:\w+,?\s+og\s+)?\w[\w-]*){1,2}")
# «Antall avvik», «talet på unødige utrykkingar»: of what, decides whether fewer is better
_COUNT_OF = re.compile(
    r"\b(?:antall|antallet|tallet på|talet på)((?:\s+[\w-]+){1,2})", re.IGNORECASE
)
_HAS = re.compile(r"\bhar\s+(?:[\w-]+\s+){1,4}$", re.IGNORECASE)
_IS_LESS = re.compile(r"\b(?:er|blir|vert|ble|blei|vart)\s+(?:[\w-]+\s+){1,4}$", re.IGNORECASE)
_BECAME = re.compile(
    r"\b(?:(?:er|har)\s(?:\w+\s)?(?:blitt|vorte|blive)|vil\s(?:bli|verte)|blir|vert|ble|blei|vart)"
    r"\s(?:(?:litt|noe|noko|mye|mykje|langt|stadig|både|også|òg|no|nå)\s)?$",
    re.IGNORECASE,
)
_IS = re.compile(r"\ber\s(?:nå\s|no\s)?$", re.IGNORECASE)
_FEELS = re.compile(r"\b(?:føler|følte|kjenner|kjende)\sseg\s(?:nå\s|no\s|meir\s)?$", re.IGNORECASE)
_MAY = re.compile(rf"\b{any_of('gain_context', 'may')}\b", re.IGNORECASE)
_SHALL = re.compile(r"([\w-]+)\s+(?:\w+\s+)?skal\b", re.IGNORECASE)
_HOLDER = re.compile(rf"[\w-]*{any_of('actions', 'actor_ending')}", re.IGNORECASE)


def gain_hits(text: str) -> list[Hit]:
    """The phrases of gains.toml in `text`, compounds of what is costly, and what is counted."""
    hits = [hit for hit in shelf("gains").find(text) if hit.meaning not in _OPENINGS]
    known = {(hit.start, hit.end) for hit in hits}
    found = [Hit("cost", *match.span()) for match in _cost().finditer(text)]
    found += [Hit(m.lastgroup or "", *m.span()) for m in _compound().finditer(text)]
    for match in _COUNT_OF.finditer(text):
        words = match[1].split()
        if not any(_wanted().fullmatch(word) for word in words):
            found.append(Hit("cost", match.start(), match.start(1) + 1 + len(words[0])))
    return sorted([*hits, *(f for f in found if f[1:] not in known)], key=lambda hit: hit.start)


def opens_better(text: str) -> bool:
    """Whether a short text begins with what is better: `Raskere kontroll`, `Mindre papirbruk`."""
    hits = gain_hits(text)
    if not hits or hits[0].start > 0:
        return False
    good = hits[0].meaning == "better" or _is_fewer_of_unwanted(text, hits[0])
    return good or any(
        (a.meaning, b.meaning) in _BETTER_OF and a.start == 0 for a, b in _adjoining(hits)
    )


def better_in(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The words for what is better, or less of what costs; whether it is so, others must say."""
    good = [hit for hit in hits if hit.meaning == "better"]
    good += [a for a, b in _adjoining(hits) if (a.meaning, b.meaning) in _BETTER_OF]
    return [*good, *(hit for hit in hits if _is_fewer_of_unwanted(text, hit))]


def tells_better(text: str, hits: Sequence[Hit]) -> bool:
    """Whether something brings a saving or something better, or is said to better it."""
    return tells_change(text) or any(tells(text, hits) for tells in _TELLS)


def denies(words: str) -> bool:
    """Whether `words` have a word such as `ikke` in them."""
    return any(hit.meaning == "not" for hit in shelf("gain_context").find(words))


def is_denied(text: str, gain: Hit) -> bool:
    """`Gevinsten kommer ikke av seg selv`, `ingen store gevinster`."""
    before = CLAUSE_END.split(text[max(0, gain.start - _DENIED) : gain.start])[-1]
    after = CLAUSE_END.split(text[gain.end : gain.end + _DENIED])[0]
    return denies(before) or denies(after)


def _betters(text: str, hits: Sequence[Hit]) -> bool:
    """`reduserer kostnadene`, `Ventetida har gått ned`, `forenkler søknaden`."""
    less = ((a, b) for a, b in _adjoining(hits) if (a.meaning, b.meaning) == ("cost", "less"))
    if any(_IS_LESS.search(text[: b.start]) for _, b in less):
        return True  # «Her er antall avvik redusert»
    if _of(hits, "cost") and WILL_BE_LESS.search(text):
        return True
    if any((a.meaning, b.meaning) in _BETTERS for a, b in _adjoining(hits)):
        return True
    improves = _of(hits, "improves")
    return any(not denies(text[hit.end : hit.end + _NEXT]) for hit in improves)


def _brings(text: str, hits: Sequence[Hit]) -> bool:
    """`har ført til kortere kø`, `gir en innsparing`, `har gjort at personalet kan gjøre mer`."""
    brings = _of(hits, "brings")
    good = [*better_in(text, hits), *_of(hits, "saving")]
    more = [*_of(hits, "more"), *_of(hits, "ease")]
    return any(_reaches(text, b, g) for b in brings for g in good) or any(
        _reaches(text, b, m) and _makes_able(text, b, m) for b in brings for m in more
    )


def _gets(text: str, hits: Sequence[Hit]) -> bool:
    """`De ansatte har fått en roligere start`, `Elevene får svar samme dag`."""
    good = [g for g in better_in(text, hits) if _is_of_use(text, g, hits)]
    good += _of(hits, "ease")
    return any(_reaches(text, gets, g) for gets in _of(hits, "gets") for g in good)


def _is_of_use(text: str, better: Hit, hits: Sequence[Hit]) -> bool:
    """`bedre oversikt`, `roligere start`; not `bedre plassering`, `i oppdrag å redusere`."""
    if better.meaning == "lessen":
        return False
    if fold(text[better.start : better.end]) not in ("bedre", "betre"):
        return True
    return any(a == better and b.meaning == "good" for a, b in _adjoining(hits))


def _uses_less(text: str, hits: Sequence[Hit]) -> bool:
    """`bruker nå 30 prosent mindre tid`, `kjører 14 000 kilometer mindre`."""
    less = [hit for hit in better_in(text, hits) if hit.meaning != "better"]
    return any(
        any(_reaches(text, uses, g) for g in less) or LESS_BY.search(text, uses.end)
        for uses in _of(hits, "uses")
    )


def _saves(text: str, hits: Sequence[Hit]) -> bool:
    """How much is saved is said as a fact: `Netto innsparing vil være 205 000 kroner`.

    `Det er spart to årsverk`, `Planen reknar med ei innsparing på to millionar kroner`.
    """
    if any(_is_counted(text, saving) for saving in _of(hits, "saving")):
        return True
    reaps = ((r, s) for r in _of(hits, "reaps") for s in _of(hits, "saving"))
    if any(_reaches(text, *pair) and QUANTITY.search(text, pair[1].end) for pair in reaps):
        return True
    if _of(hits, "saved") and QUANTITY.search(text):
        return True
    counted = [hit for hit in _of(hits, "saving") if QUANTITY.search(text, hit.end)]
    less = [hit for hit in better_in(text, hits) if hit.meaning != "better"]
    return any(
        _reaches(text, expects, good)
        for expects in _of(hits, "expects")
        for good in (*counted, *less)
    )


def _may_lessen(text: str, hits: Sequence[Hit]) -> bool:
    """`kan redusere vannlekkasjene`, `regner med å spare 90 000 kroner`.

    And `Nå har kommunene redusert utgiftene`.
    """
    costly = [a for a, b in _adjoining(hits) if b.meaning == "cost"]
    may = any(
        (hit in costly or QUANTITY.search(text, hit.end)) and _may(text, hit)
        for hit in _of(hits, "lessen")
    )
    return may or any(hit in costly and _HAS.search(text[: hit.start]) for hit in _of(hits, "less"))


def _may(text: str, lessen: Hit) -> bool:
    """Whether it is possible or expected; what somebody shall do is a task."""
    before = CLAUSE_END.split(text[max(0, lessen.start - _NEAR) : lessen.start])[-1]
    shall = _SHALL.search(before)
    may = _MAY.search(before) or (shall is not None and not _is_someone(shall[1]))
    return bool(may) and not denies(before)


def _is_someone(word: str) -> bool:
    """`Rådmannen`, `vi`, `kommunen`; not `prosjektet`."""
    known = (shelf("actions"), shelf("beneficiaries"), shelf("gain_context"))
    named = [found.meaning(word) for found in known]
    return (
        named[0] == "actor"
        or named[1] is not None
        or named[2] == "pronoun"
        or _HOLDER.fullmatch(word) is not None
    )


def _became(text: str, hits: Sequence[Hit]) -> bool:
    """`Det er blitt enklere å melde fra`, `Pårørende er tryggere`."""
    people = next(iter(shelf("beneficiaries").find(text)), None)
    for hit in _of(hits, "better"):
        easier = shelf("gain_context").meaning(text[hit.start : hit.end]) == "easier"
        before = text[: hit.start]
        if not easier:
            continue
        if _BECAME.search(before) or _FEELS.search(before) or (people and _IS.search(before)):
            return True
    return False


def _people_can(text: str, hits: Sequence[Hit]) -> bool:
    """`Innbyggerne vil finne postlistene på ett sted`."""
    people = shelf("beneficiaries").at_start(text)
    can = _MAY.match(text, people.end + 1) if people else None
    return can is not None and any(_reaches(text, people, e) for e in _of(hits, "ease") if people)


_TELLS: tuple[Callable[[str, Sequence[Hit]], bool], ...] = (
    _betters,
    _brings,
    _gets,
    _uses_less,
    _saves,
    _may_lessen,
    _became,
    _people_can,
)


def _of(hits: Sequence[Hit], meaning: str) -> list[Hit]:
    return [hit for hit in hits if hit.meaning == meaning]


@cache
def _cost() -> re.Pattern[str]:
    return re.compile(rf"\b[\w-]*{any_of('gain_context', 'cost_ending')}\b", re.IGNORECASE)


@cache
def _compound() -> re.Pattern[str]:
    """`tidsgevinsten`, `kostnadsinnsparingen`, by the noun that they end in."""
    return re.compile(
        r"\b\w{3,}(?:(?P<gain>gevinst(?:en|er|ene|ar|ane)?)"
        r"|(?P<saving>besparelse[nr]?(?:ne)?|innsparing(?:a|en|er|ene|ar|ane)?))\b",
        re.IGNORECASE,
    )


def _adjoining(hits: Sequence[Hit]) -> list[tuple[Hit, Hit]]:
    return [(a, b) for a, b in pairwise(hits) if b.start - a.end <= _ADJOINING]


def _reaches(text: str, brings: Hit, good: Hit) -> bool:
    """Whether what `brings` stands for brings `good`, and nothing denies it."""
    if not 0 <= good.start - brings.end <= _NEAR:
        return False
    before = max(0, brings.start - _DENIED)
    clause = CLAUSE_END.split(text[before : brings.start])[-1]
    return not denies(clause) and not denies(text[brings.end : good.start])


def _makes_able(text: str, brings: Hit, more: Hit) -> bool:
    """`har gjort at personalet kan bruke mer tid på veiledning`."""
    leads = text[brings.start : brings.end].casefold().endswith(" at")
    return leads and _CAN.search(text, brings.end, more.start) is not None


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
    """`Netto innsparing vil være om lag 205 000 kroner`."""
    after = text[saving.end : saving.end + _ADJOINING]
    told = any(hit.meaning in ("amounts_to", "is") for hit in shelf("gain_context").find(after))
    return told and QUANTITY.search(text, saving.end) is not None
