"""What a measure brings about: known by who does it, whatever it is that gets more or less.

Few things that projects, schemes and systems are said to reduce or to strengthen are losses, so
that no list needs to hold them; of people, prices and the weather that could not be said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.gain_hits import CLAUSE_END, denies, gain_hits, is_wanted
from extractors.money import find_money
from extractors.vocabulary import any_of, has_any, marks_of, shelf

# «Prosjektet», «Den felles nettsida», «Ny løype»
_MEASURE = (
    r"(?:^|\bat\s|,\s|[.:]\s)"
    rf"(?:(?:[\w-]+\s){{0,3}}?[\w-]*{any_of('gain_context', 'measure_ending')}"
    rf"|(?:{any_of('projects', 'opening')}|felles)\s[\w-]+)"
)
_ASIDE = rf"\s(?:{any_of('gain_context', 'aside')}\s)?"
# not «løfter fram tre saker», «hindrer oss i å levere»
_OBJECT = r"\s(?!fr[ae]m\b|(?:[\w-]+\s){1,2}i\så\b)(?P<what>[\w-]+(?:\s[\w-]+){0,2})"
_OF = re.compile(r"\s(?:av|for|i|om|på|til)\s")
_LOWERS = re.compile(
    rf"{_MEASURE}{_ASIDE}{any_of('gain_context', 'lowers')}{_OBJECT}", re.IGNORECASE
)
_LIFTS = re.compile(rf"{_MEASURE}{_ASIDE}{any_of('gain_context', 'lifts')}{_OBJECT}", re.IGNORECASE)
# «har ført til at flere søker hjelp», «gjør at færre må flyttes»
_SO_THAT = re.compile(
    rf"{_MEASURE}\s(?:[\w-]+\s){{0,3}}?at\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:(?P<fewer>{any_of('gains', 'fewer')})|{any_of('comparisons', 'more')})\s",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    rf"\b\w*{any_of('gain_context', 'measure', 'measure_ending')}\w*", re.IGNORECASE
)
# «en årlig effekt på» + money, «effekten av tiltaket er om lag» + money
_WORTH = re.compile(
    rf"\b{any_of('gain_context', 'worth')}\s(?:(?:av|i)\s(?:(?!en\s|ei[n]?\s)\S+\s){{1,5}}?)?"
    rf"(?:på|{any_of('gain_context', 'is', 'equals')})\s(?:(?!e[nit]n?\s)\w+\s){{0,2}}?(?=\d)",
    re.IGNORECASE,
)
# money + «i årlig effekt»
_IN_WORTH = re.compile(rf"\si\s(?:\w+\s)?{any_of('gain_context', 'worth')}\b", re.IGNORECASE)
_WORTH_MARKS = marks_of("gain_context", "worth")
_LOWERS_MARKS = marks_of("gain_context", "lowers")
_LIFTS_MARKS = marks_of("gain_context", "lifts")
_SO_THAT_MARKS = marks_of("comparisons", "more") | marks_of("gains", "fewer")
MEASURE_MARKS = _WORTH_MARKS | _LOWERS_MARKS | _LIFTS_MARKS | _SO_THAT_MARKS


@lru_cache(maxsize=200)  # a sentence is asked several times
def measure_brings(text: str) -> bool:
    """`Tiltaket har redusert hærverk`, `Ordninga har gjort at fleire søkjer hjelp i tide`."""
    if not has_any(MEASURE_MARKS, text):
        return False
    if has_any(_WORTH_MARKS, text) and _is_worth(text):
        return True
    lowers = _LOWERS.finditer(text) if has_any(_LOWERS_MARKS, text) else ()
    lifts = _LIFTS.finditer(text) if has_any(_LIFTS_MARKS, text) else ()
    if any(not _is_good(m["what"]) for m in lowers) or any(not _costs(m["what"]) for m in lifts):
        return True
    if not has_any(_SO_THAT_MARKS, text):
        return False
    return any(m["fewer"] or not _is_worse(text[m.end() :]) for m in _so_that(text))


def _so_that(text: str) -> list[re.Match[str]]:
    """Where a measure is said to lead to more or fewer who do something."""
    told = (m for m in _SO_THAT.finditer(text) if shelf("gains").says(m.group(), "brings"))
    return [m for m in told if not denies(m.group())]


def _is_good(words: str) -> bool:
    """`kommunens innsyn`; not `behovet for kontroll`."""
    thing = gain_hits(_OF.split(words)[0])
    return is_wanted(words) or denies(words) or any(hit.meaning == "good" for hit in thing)


def _costs(words: str) -> bool:
    return denies(words) or any(hit.meaning == "cost" for hit in gain_hits(words))


def _is_worse(rest: str) -> bool:
    return shelf("gain_context").says(CLAUSE_END.split(rest)[0], "worse", "wish", "not")


def _is_worth(text: str) -> bool:
    """`Nedbemanningen har gitt en helårseffekt på 400 000 kroner`."""
    if _MEASURES.search(text) is None or denies(text):
        return False
    sums = find_money(text)
    starts, ends = {money.start for money in sums}, [money.end for money in sums]
    is_after = any(worth.end() in starts for worth in _WORTH.finditer(text))
    return is_after or any(_IN_WORTH.match(text, end) for end in ends)
