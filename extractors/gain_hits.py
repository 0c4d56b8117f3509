"""The words that matter for gains: what is good, what costs, more and less of it.

What is costly and what is good is known by the last part of its word (`portoutgiftene`,
`dobbeltføring`, `rettssikkerheten`), in whichever form, so that no list needs to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.degrees import stem_hits
from extractors.vocabulary import Hit, any_of, lowered, shelf

_BETTER_OF = {("more", "good"), ("less", "cost"), ("lessen", "cost"), ("fewer", "cost")}
_INFLECTED = r"(?:a|et|en|er|ar|ene|ane|n|ne|r)?"
ADJOINING = 40  # characters: `økt faglig kvalitet`, `Strømforbruket i byggene har gått ned`
DENIED = 30  # characters from the word for a gain to the word that denies it
CLAUSE_END = re.compile(r"[,;:.]")
_NEXT_WORDS = re.compile(r"(?:\s+(?:\w+,?\s+og\s+)?\w[\w-]*){1,2}")
# «Antall avvik», «talet på unødige utrykkingar»: of what, decides whether fewer is better
_COUNT_OF = re.compile(
    r"\b(?:antall|antallet|tallet på|talet på)((?:\s+[\w-]+){1,2})", re.IGNORECASE
)


def gain_hits(text: str) -> list[Hit]:
    """The phrases of gains.toml in `text`, what is costly or good, and what is counted."""
    hits = list(shelf("gains").find(text))
    stems, found = stem_hits(text), _unlisted(text)
    if not stems and not found:
        return hits
    known = {(hit.start, hit.end) for hit in hits}
    stems = tuple(hit for hit in stems if not any(_holds(other, hit) for other in hits))
    hits = [hit for hit in hits if not any(_holds(stem, hit) for stem in stems)]
    found = [hit for hit in found if hit[1:] not in known]
    return sorted([*hits, *stems, *found], key=lambda hit: hit.start)


def _unlisted(text: str) -> list[Hit]:
    """What is known by how its word ends, or by what it is a number of."""
    low = lowered(text)
    found: list[Hit] = []
    ending = _ending().search(low)
    if ending:  # nothing is found before the word that has it
        words = _by_ending().finditer(low, low.rfind(" ", 0, ending.start()))
        found += [Hit(m.lastgroup or "", *m.span()) for m in words]
    if "gevinst" in low or "bespar" in low or "innspar" in low:
        found += [Hit(m.lastgroup or "", *m.span()) for m in _compound().finditer(text)]
    for match in _COUNT_OF.finditer(text) if "antal" in low or "talet" in low else ():
        if not is_wanted(match[1]):
            first = match[1].split()[0]
            found.append(Hit("cost", match.start(), match.start(1) + 1 + len(first)))
    return found


def _holds(outer: Hit, inner: Hit) -> bool:
    """Whether the words of one are among those of the other, which says more."""
    return outer.start <= inner.start and inner.end <= outer.end


def opens_better(text: str) -> bool:
    """Whether a short text begins with what is better: `Raskere kontroll`, `Mindre papirbruk`."""
    hits = gain_hits(text)
    if not hits or hits[0].start > 0:
        return False
    good = hits[0].meaning == "better" or _is_fewer_of_unwanted(text, hits[0])
    return good or any(
        (a.meaning, b.meaning) in _BETTER_OF and a.start == 0 for a, b in adjoining(hits)
    )


def better_in(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The words for what is better, or less of what costs; whether it is so, others must say."""
    good = [hit for hit in hits if hit.meaning == "better"]
    good += [a for a, b in adjoining(hits) if (a.meaning, b.meaning) in _BETTER_OF]
    return [*good, *(hit for hit in hits if _is_fewer_of_unwanted(text, hit))]


def hits_of(hits: Sequence[Hit], meaning: str) -> list[Hit]:
    return [hit for hit in hits if hit.meaning == meaning]


def adjoining(hits: Sequence[Hit]) -> list[tuple[Hit, Hit]]:
    return [(a, b) for a, b in pairwise(hits) if b.start - a.end <= ADJOINING]


def is_wanted(words: str) -> bool:
    """Whether one of `words` is for what fewer or less of is no gain: `åpningstiden`, `plasser`."""
    return any(_wanted().fullmatch(word) for word in re.findall(r"[\w-]+", words))


def denies(words: str) -> bool:
    """Whether `words` have a word such as `ikke` in them."""
    return shelf("gain_context").says(words, "not")


def is_denied(text: str, gain: Hit) -> bool:
    """`Gevinsten kommer ikke av seg selv`, `ingen store gevinster`."""
    before = CLAUSE_END.split(text[max(0, gain.start - DENIED) : gain.start])[-1]
    after = CLAUSE_END.split(text[gain.end : gain.end + DENIED])[0]
    return denies(before) or denies(after)


def _is_fewer_of_unwanted(text: str, hit: Hit) -> bool:
    """`færre feilsendte brev`, `kortere svartid`; not `færre plasser`, `kortere åpningstid`."""
    if hit.meaning != "fewer":
        return False
    what = _NEXT_WORDS.match(text, hit.end)
    if what is None:
        return False
    is_bad = shelf("gain_context").meaning(what.group().split()[0]) == "unwanted"
    return is_bad or not is_wanted(what.group())


@cache
def _by_ending() -> re.Pattern[str]:
    """What costs and what is good; `usikkerhet` is not."""
    cost, good = (any_of("gain_context", ending) for ending in ("cost_ending", "good_ending"))
    return re.compile(
        rf"(?P<cost>\b[\w-]*{cost}{_INFLECTED}\b)|(?P<good>\b[\w-]*(?<!\bu){good}{_INFLECTED}\b)"
    )


@cache
def _ending() -> re.Pattern[str]:
    """What words end in that `_by_ending` finds: looked for first, since few lines have one."""
    return re.compile(rf"{any_of('gain_context', 'cost_ending', 'good_ending')}{_INFLECTED}(?!\w)")


@cache
def _compound() -> re.Pattern[str]:
    """`tidsgevinsten`, `kostnadsinnsparingen`, by the noun that they end in."""
    return re.compile(
        r"\b\w{3,}(?:(?P<gain>gevinst(?:en|er|ene|ar|ane)?)"
        r"|(?P<saving>besparelse[nr]?(?:ne)?|innsparing(?:a|en|er|ene|ar|ane)?))\b",
        re.IGNORECASE,
    )


@cache
def _wanted() -> re.Pattern[str]:
    return re.compile(
        rf"\w*{any_of('gain_context', 'wanted_ending', 'wanted_time', 'good_ending')}{_INFLECTED}",
        re.IGNORECASE,
    )
