"""Whether words say that something got better or will: more of what is good, less of what costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.comparisons import (
    COMPARING_MARKS,
    LESS_BY,
    LESS_THAN_BEFORE,
    MORE_OF,
    QUANTITY,
    WILL_BE_LESS,
    falls_to,
    fewer_than,
    is_below,
    is_of_two_years,
    less_of,
    less_time,
    lower_than_before,
    may_compare,
    tells_change,
)
from extractors.degrees import is_easier
from extractors.gain_hits import (
    ADJOINING,
    CLAUSE_END,
    DENIED,
    adjoining,
    better_in,
    denies,
    hits_of,
    is_wanted,
)
from extractors.measures import MEASURE_MARKS, measure_brings
from extractors.money import find_money
from extractors.relief import MADE, RELIEF_MARKS, relief
from extractors.vocabulary import Hit, any_of, fold, has_any, marks_of, shelf

_BETTERS = {
    *(("reduces", "cost"), ("avoids", "cost"), ("cost", "fallen"), ("no_longer", "cost")),
    *(("good", "risen"), ("raises", "good")),
}
_NEAR = 60  # characters from what brings a gain to what is better
_NEXT = 15  # characters after a verb in which it is denied: `sparer ikke tid`
_CAN = re.compile(r"\bkan\b")
_HAS = re.compile(r"\bhar\s+(?:[\w-]+\s+){1,4}$", re.IGNORECASE)
_REDUCED = re.compile(r"redusert|spart", re.IGNORECASE)
_IS_LESS = re.compile(
    rf"\b{any_of('gain_context', 'is', 'becomes')}\s+(?:[\w-]+(?:,\d+)?\s+){{0,4}}$", re.IGNORECASE
)
_IS_THE = re.compile(
    rf"\b{any_of('gain_context', 'is', 'becomes')}\s(?:(?:den|samlede?|totale)\s){{0,2}}$",
    re.IGNORECASE,
)
_RATHER = rf"(?:{any_of('gain_context', 'rather', 'aside')}\s)?"
# «er blitt enklere», «blir det lettere»
_BECAME = re.compile(rf"\b{any_of('gain_context', 'becomes')}\s(?:det\s)?{_RATHER}$", re.IGNORECASE)
_IS = re.compile(rf"(\w+)\s{any_of('gain_context', 'is')}\s{_RATHER}$", re.IGNORECASE)
_FEELS = re.compile(rf"\b{any_of('gain_context', 'feels')}\s{_RATHER}$", re.IGNORECASE)
# «kan», «regner med å», and with its subject inside: «kommer kommunen til å spare»
MAY = re.compile(
    rf"\b(?:{any_of('gain_context', 'may')}|{any_of('gain_context', 'reckon')}\w*\s(?:til\s)?å"
    rf"|(?:kommer|kjem)\s(?:[\w-]+\s){{1,3}}til\så)\b",
    re.IGNORECASE,
)
_MAKES = re.compile(rf"{MADE}$", re.IGNORECASE)
_MORE_WANTED = re.compile(
    rf"\w*{any_of('gain_context', 'more_ending')}(?:e?r|ar|e|ene|ane)?", re.IGNORECASE
)
_WANTED_TIME = re.compile(rf"{any_of('gain_context', 'wanted_time')}\w*\b", re.IGNORECASE)
_SAVED = re.compile(rf"\b{any_of('gain_context', 'has_saved')}\b", re.IGNORECASE)
_SAVED_MARKS = marks_of("gain_context", "has_saved")
_TO_BE_USED = re.compile(r"\s+til\s")
_NEED_NOT = re.compile(
    rf"\s+(?:\w+\s+){{0,2}}{any_of('gain_context', 'need_not')}\b", re.IGNORECASE
)
_NEED_NOT_MARKS = marks_of("gain_context", "need_not")
# What is told without the phrases for gains has one of these words, unless it is told of two years
TELLING_MARKS = COMPARING_MARKS | RELIEF_MARKS | MEASURE_MARKS | _SAVED_MARKS | _NEED_NOT_MARKS
# «reduserte» + «utslippene», where before «utslipp» it tells what kind they are
_LESSENED = re.compile(r"reduserte|halverte|senka", re.IGNORECASE)
_DEFINITE = re.compile(r"\w+(?:ene|ane|et|en|a)", re.IGNORECASE)
_SHALL = re.compile(r"([\w-]+)\s+(?:\w+\s+)?skal\b", re.IGNORECASE)
_HOLDER = re.compile(rf"[\w-]*{any_of('actions', 'actor_ending')}", re.IGNORECASE)


def tells_better(text: str, hits: Sequence[Hit]) -> bool:
    """Whether something brings a saving or something better, or is said to better it."""
    if (has_any(TELLING_MARKS, text) or is_of_two_years(text)) and _tells(text, hits):
        return True
    meanings = {hit.meaning for hit in hits}
    return any(not of.isdisjoint(meanings) and tells(text, hits) for of, tells in _TELLS)


def _tells(text: str, hits: Sequence[Hit]) -> bool:
    """Whether it is told by comparing, or without the phrases for gains."""
    if may_compare(text) and (tells_change(text) or _falls(text, hits)):
        return True
    return relief(text) is not None or measure_brings(text) or _has_saved(text) or _need_not(text)


def may_tell_better(text: str) -> bool:
    """Whether `text` tells of what is better without a word that all such sentences have."""
    if may_compare(text):
        falls = (falls_to(text), less_time(text), lower_than_before(text), *less_of(text))
        if any(falls) or is_below(text) or fewer_than(text) or tells_change(text):
            return True
    return relief(text) is not None or measure_brings(text)


def _betters(text: str, hits: Sequence[Hit]) -> bool:
    """`reduserer kostnadene`, `Ventetida har gått ned`, `forenkler søknaden`."""
    taken = ("less", "reduces", "fewer")
    pairs = adjoining(hits)
    less = ((a, b) for a, b in pairs if a.meaning == "cost" and b.meaning in taken)
    if any(_IS_LESS.search(_before(text, b)) or _BECAME.search(_before(text, b)) for _, b in less):
        return True  # «Her er antall avvik redusert», «Behovet har blitt mindre»
    if hits_of(hits, "cost") and WILL_BE_LESS.search(text):
        return True
    if any(_takes_from(text, a, b) or _lessened(text, a, b) for a, b in pairs):
        return True
    improves = hits_of(hits, "improves")
    return any(not denies(text[hit.end : hit.end + _NEXT]) for hit in improves)


def _takes_from(text: str, one: Hit, other: Hit) -> bool:
    """`har redusert køen`; not `har redusert bemanningen med to årsverk`, `styrker ikke …`."""
    if (one.meaning, other.meaning) not in _BETTERS:
        return False
    between = text[one.end : other.start]
    if denies(between):
        return False
    return one.meaning != "reduces" or not is_wanted(between)


def _lessened(text: str, less: Hit, cost: Hit) -> bool:
    """`Kommunen reduserte klimagassutslippene`."""
    if (less.meaning, cost.meaning) != ("less", "cost"):
        return False
    verb = _LESSENED.fullmatch(text, less.start, less.end)
    return verb is not None and _DEFINITE.fullmatch(text, cost.start, cost.end) is not None


def _brings(text: str, hits: Sequence[Hit]) -> bool:
    """`har ført til kortere kø`, `gir en innsparing`, `har gjort at personalet kan gjøre mer`."""
    brings = hits_of(hits, "brings")
    good = [*better_in(text, hits), *hits_of(hits, "saving")]
    more = [*hits_of(hits, "more"), *hits_of(hits, "ease")]
    if any(_brings_more(text, b) for b in brings):
        return True
    return any(_reaches(text, b, g) for b in brings for g in good) or any(
        _reaches(text, b, m) and _makes_able(text, b, m) for b in brings for m in more
    )


def _brings_more(text: str, brings: Hit) -> bool:
    """`har gitt breddeidretten 600 flere treningstimer`."""
    more = MORE_OF.search(text, brings.end, brings.end + _NEAR)
    return more is not None and _MORE_WANTED.fullmatch(more["what"]) is not None


def _gets(text: str, hits: Sequence[Hit]) -> bool:
    """`De ansatte har fått en roligere start`, `Elevene får svar samme dag`."""
    good = [g for g in better_in(text, hits) if _is_of_use(text, g, hits)]
    good += hits_of(hits, "ease")
    return any(_reaches(text, gets, g) for gets in hits_of(hits, "gets") for g in good)


def _is_of_use(text: str, better: Hit, hits: Sequence[Hit]) -> bool:
    """`bedre oversikt`, `roligere start`; not `bedre plassering`, `i oppdrag å redusere`."""
    if better.meaning == "lessen":
        return False
    if fold(text[better.start : better.end]) not in ("bedre", "betre"):
        return True
    return any(a == better and b.meaning == "good" for a, b in adjoining(hits))


def _uses_less(text: str, hits: Sequence[Hit]) -> bool:
    """`bruker nå 30 prosent mindre tid`, `kjører 14 000 kilometer mindre`."""
    less = [hit for hit in better_in(text, hits) if hit.meaning != "better"]
    return any(
        any(_reaches(text, uses, g) for g in less)
        or LESS_BY.search(text, uses.end)
        or ((than := LESS_THAN_BEFORE.search(text, uses.end)) and not is_wanted(than["what"] or ""))
        for uses in hits_of(hits, "uses")
    )


def _falls(text: str, hits: Sequence[Hit]) -> bool:
    """A number or a time is less than it was: `antall purringer fra 60 til 25`, `på minutter`.

    Of anything costly; a time of anything that is not wanted (`åpningstiden`).
    """
    costly = hits_of(hits, "cost")
    if costly and (falls_to(text) or is_below(text)):
        return True
    lower = lower_than_before(text)
    if (fewer_than(text) and not is_wanted(text)) or (
        lower and not is_wanted(text[: lower.start()])
    ):
        return True
    if any(not is_wanted(less["what"] or "") for less in less_of(text)):
        return True
    shorter = less_time(text)
    return shorter is not None and not _is_wanted_time(text[: shorter.start()])


def _is_wanted_time(words: str) -> bool:
    """`åpningstiden`, `oppholdstid`."""
    return _WANTED_TIME.search(words) is not None


def _saves(text: str, hits: Sequence[Hit]) -> bool:
    """How much is saved is said as a fact: `Netto innsparing vil være 205 000 kroner`.

    `Det er spart to årsverk`, `Planen reknar med ei innsparing på to millionar kroner`.
    """
    if any(_is_counted(text, saving) for saving in hits_of(hits, "saving")):
        return True
    less = [b for a, b in adjoining(hits) if (a.meaning, b.meaning) == ("less", "cost")]
    if any(_comes_to(text, told) for told in (*less, *hits_of(hits, "better"))):
        return True
    if any(_reaps(text, reaps, hits) for reaps in hits_of(hits, "reaps")):
        return True
    if hits_of(hits, "saved") and QUANTITY.search(text):
        return True
    if any(_counts(text, avoids) for avoids in hits_of(hits, "avoids")):
        return True
    good = [hit for hit in hits_of(hits, "saving") if QUANTITY.search(text, hit.end)]
    good += [b for b in better_in(text, hits) if b.meaning != "better" or _is_easier(text, b)]
    return any(
        _reaches(text, expects, g)
        for expects in (*hits_of(hits, "expects"), *hits_of(hits, "had"))
        for g in good
    )


def _reaps(text: str, reaps: Hit, hits: Sequence[Hit]) -> bool:
    """`Det er tatt ut en innsparing på 300 timer`, `Målingen viser økt trivsel`."""
    good = [hit for hit in hits_of(hits, "saving") if QUANTITY.search(text, hit.end)]
    good += [hit for hit in better_in(text, hits) if hit.meaning != "better"]
    return any(_reaches(text, reaps, g) for g in good)


def _counts(text: str, avoids: Hit) -> bool:
    """`unngår en investering på 14 millioner kroner`."""
    near = CLAUSE_END.split(text[avoids.end : avoids.end + _NEAR])[0]
    return find_money(near) != [] and not denies(near)


def _has_saved(text: str) -> bool:
    """`og dermed spart 90 000 kroner i året`; not `spart 40 000 kroner til hytte`."""
    for saved in _SAVED.finditer(text) if has_any(_SAVED_MARKS, text) else ():
        sums = find_money(text[saved.end() : saved.end() + ADJOINING])
        if sums and not _TO_BE_USED.match(text, saved.end() + sums[0].end):
            return not denies(CLAUSE_END.split(text[: saved.start()])[-1])
    return False


def _may_lessen(text: str, hits: Sequence[Hit]) -> bool:
    """`kan redusere vannlekkasjene`, `regner med å spare 90 000 kroner`.

    And `Nå har kommunene redusert utgiftene`.
    """
    costly = [a for a, b in adjoining(hits) if b.meaning == "cost"]
    may = any(
        (hit in costly or QUANTITY.search(text, hit.end)) and _may(text, hit)
        for hit in hits_of(hits, "lessen")
    )
    has = (hit for hit in costly if _REDUCED.fullmatch(text, hit.start, hit.end))
    raises = (a for a, b in adjoining(hits) if (a.meaning, b.meaning) == ("raise", "good"))
    may = may or any(_may(text, hit) for hit in raises)
    return may or any(_has(_before(text, hit)) for hit in has)


def _before(text: str, hit: Hit) -> str:
    return text[max(0, hit.start - _NEAR) : hit.start]


def _has(before: str) -> bool:
    has = _HAS.search(before)
    return has is not None and not denies(has.group())


def _may(text: str, lessen: Hit) -> bool:
    """Whether it is possible or expected; what somebody shall do is a task."""
    before = CLAUSE_END.split(_before(text, lessen))[-1]
    shall = _SHALL.search(before)
    may = MAY.search(before) or (shall is not None and not _is_someone(shall[1]))
    return bool(may) and not denies(before)


def _is_someone(word: str) -> bool:
    """`Rådmannen`, `vi`, `kommunen`; not `prosjektet`."""
    known = (shelf("actions"), shelf("beneficiaries"), shelf("gain_context"))
    named = [found.meaning(word) for found in known]
    return (
        named[0] in ("actor", "each")
        or named[1] is not None
        or named[2] == "pronoun"
        or _HOLDER.fullmatch(word) is not None
    )


def _became(text: str, hits: Sequence[Hit]) -> bool:
    """`Det er blitt enklere å melde fra`, `Pårørende er tryggere`."""
    betters = better_in(text, hits)
    people = shelf("beneficiaries").first(text) if betters else None
    for hit in betters:
        easier = _is_easier(text, hit)
        before = _before(text, hit)
        if not easier and hit.meaning != "fewer":
            continue
        if denies(CLAUSE_END.split(before)[-1]):
            continue
        told = any(pattern.search(before) for pattern in (_BECAME, _FEELS, _MAKES))
        are = _IS.search(before)
        if told or (easier and are and (people or _is_someone(are[1]))):
            return True
    return False


def _is_easier(text: str, better: Hit) -> bool:
    """`enklere`, `tryggere`: better for people, and not of results and weather."""
    words = text[better.start : better.end]
    return shelf("gain_context").meaning(words) == "easier" or is_easier(words)


def _people_can(text: str, hits: Sequence[Hit]) -> bool:
    """`Innbyggerne vil finne postlistene på ett sted`.

    And `Da skal innbyggerne kunne søke uten å ringe`.
    """
    for people in shelf("beneficiaries").find(text):
        can = MAY.match(text, people.end + 1)
        if can and any(_reaches(text, people, e) for e in hits_of(hits, "ease")):
            return True
    return False


def _need_not(text: str) -> bool:
    """`Søkerne trenger ikke ringe`."""
    people = shelf("beneficiaries").at_start(text) if has_any(_NEED_NOT_MARKS, text) else None
    return people is not None and _NEED_NOT.match(text, people.end) is not None


def _relieves(text: str, hits: Sequence[Hit]) -> bool:
    """`Saksbehandlerne vil slippe å …`, `kan avlaste vakta`; `skal slippe` is no task."""
    clauses = [CLAUSE_END.split(_before(text, hit))[-1] for hit in hits_of(hits, "relieves")]
    return any(
        (MAY.search(clause) or _SHALL.search(clause)) and not denies(clause) for clause in clauses
    )


# Each with the meanings that it needs one of: most sentences have hardly any
_TELLS: tuple[tuple[frozenset[str], Callable[[str, Sequence[Hit]], bool]], ...] = (
    (frozenset(("cost", "good", "improves")), _betters),
    (frozenset(("brings",)), _brings),
    (frozenset(("gets",)), _gets),
    (frozenset(("uses",)), _uses_less),
    (frozenset(("saving", "less", "better", "reaps", "saved", "avoids", "expects", "had")), _saves),
    (frozenset(("less", "lessen", "raise")), _may_lessen),
    (frozenset(("better", "fewer")), _became),
    (frozenset(("ease",)), _people_can),
    (frozenset(("relieves",)), _relieves),
)


def _reaches(text: str, brings: Hit, good: Hit) -> bool:
    """Whether what `brings` stands for brings `good`, and nothing denies it."""
    if not 0 <= good.start - brings.end <= _NEAR:
        return False
    before = max(0, brings.start - DENIED)
    clause = CLAUSE_END.split(text[before : brings.start])[-1]
    return not denies(clause) and not denies(text[brings.end : good.start])


def _makes_able(text: str, brings: Hit, more: Hit) -> bool:
    """`har gjort at personalet kan bruke mer tid`, `gjør at avtalen er klar samme dag`."""
    leads = text[brings.start : brings.end].casefold().endswith(" at")
    if more.meaning == "ease":
        return leads
    return leads and _CAN.search(text, brings.end, more.start) is not None


def _is_counted(text: str, saving: Hit) -> bool:
    """`Netto innsparing vil være om lag 205 000 kroner`, `I år er innsparingen to millioner`."""
    if _IS_THE.search(text, 0, saving.start) and _DEFINITE.fullmatch(
        text, saving.start, saving.end
    ):
        return QUANTITY.match(text, saving.end + 1) is not None
    after = text[saving.end : saving.end + ADJOINING]
    told = shelf("gain_context").says(after, "amounts_to", "equals", "is", "becomes")
    return told and QUANTITY.search(text, saving.end) is not None


def _comes_to(text: str, less: Hit) -> bool:
    """`Nedgangen i overtid svarer til 1,4 millioner kroner`, `Frigjort tid utgjør et årsverk`."""
    told = shelf("gain_context").says(text[less.end : less.end + ADJOINING], "equals")
    return told and QUANTITY.search(text, less.end) is not None
