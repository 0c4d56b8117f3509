"""Words for gains that are known by their stem, in whichever degree, form and language they stand.

`roligere`, `meir sjølvhjelpne`, `mindre redde`; `har minka`, `har så langt spart`, `skal sleppe`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.vocabulary import Hit, any_of, has_any, lowered, marks_of, shelf, trie_pattern

_COMPARATIVES = ("ere", "are", "est", "ast", "este", "aste")
_COMPARATIVE = trie_pattern(_COMPARATIVES)
_MORE = r"(?:mer|meir)\s+(?:\w+\s+)?"
_LESS = r"mindre\s+(?:\w+\s+)?"
# What is better for people, and not of results and weather
_BY_WORD = (
    rf"{_MORE}{any_of('degrees', 'fine')}\w{{0,3}}|{_LESS}{any_of('degrees', 'bad')}\w{{0,4}}"
)
_EASIER = re.compile(rf"\b(?:{any_of('degrees', 'good', 'cheap')}{_COMPARATIVE}|{_BY_WORD})\b")
_NOW = any_of("comparisons", "now")
_PARTICIPLES = ("", "t", "et", "a", "e", "d", "dd", "te", "ne")
_PARTICIPLE = trie_pattern(_PARTICIPLES)
_HAS = r"har\s+(?:(?!ikk)\w+\s+){0,3}?"
_GAINS = ("gevinst", "gevinsten", "gevinster", "gevinstene", "gevinstar", "gevinstane")
_STEMS = re.compile(
    # «roligere», «rimelegare», «kan no»
    rf"\b(?=\S)(?:(?P<better>{any_of('degrees', 'good', 'cheap')}{_COMPARATIVE}"
    rf"|{_BY_WORD}|{_NOW}\s+kan|kan\s+{_NOW})"
    # «har minka», «er nesten halvert»
    rf"|(?P<fallen>(?:har|er)\s+(?:(?!ikk)\w+\s+){{0,2}}?{any_of('degrees', 'fall')}{_PARTICIPLE})"
    # «har så langt spart», «har også forenklet»
    rf"|(?P<improves>{_HAS}{any_of('degrees', 'improve')}{_PARTICIPLE})"
    # «har dermed redusert»
    rf"|(?P<reduces>{_HAS}{any_of('degrees', 'reduce')}{_PARTICIPLE})"
    # «skal sleppe», «vil avlaste», «utsetje behovet»
    rf"|(?P<relieves>{any_of('degrees', 'relieve')}e|utset\w*\s+behov\w*)"
    # «gevinstane»
    rf"|(?P<gain>{trie_pattern(_GAINS)}))\b"
)


def _forms(*meanings: str, endings: tuple[str, ...]) -> set[str]:
    stems = (stem for meaning in meanings for stem in shelf("degrees").phrases[meaning])
    return {stem + ending for stem in stems for ending in endings}


# All of it has one of these words, but for `utset…`: hardly a text has any, and that is soon told
STEM_MARKS = marks_of("comparisons", "now") | {"mer", "meir", "mindre", *_GAINS}
STEM_MARKS |= _forms("good", "cheap", endings=_COMPARATIVES) | _forms("relieve", endings=("e",))
STEM_MARKS |= _forms("fall", "improve", "reduce", endings=_PARTICIPLES)


@lru_cache(maxsize=200)  # a sentence is asked several times
def stem_hits(text: str) -> tuple[Hit, ...]:
    """The words of `text` that mean as the phrases of gains.toml do, by their stems."""
    may_have = has_any(STEM_MARKS, text) or may_postpone(text)
    found = _STEMS.finditer(lowered(text)) if may_have else ()
    return tuple(Hit(match.lastgroup or "", *match.span()) for match in found)


def may_postpone(text: str) -> bool:
    """Whether a word of `text` may be one for postponing."""
    return "utset" in lowered(text)


def is_easier(words: str) -> bool:
    """`enklere`, `mindre redde`: better for people, and not of results and weather."""
    return _EASIER.fullmatch(lowered(words)) is not None
