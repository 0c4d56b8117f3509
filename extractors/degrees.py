"""Words for gains that are known by their stem, in whichever degree, form and language they stand.

`roligere`, `meir sjølvhjelpne`, `mindre redde`; `har minka`, `har så langt spart`, `skal sleppe`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.vocabulary import Hit, any_of, lowered

_COMPARATIVE = r"(?:ere|are|[ea]st|[ea]ste)"
_MORE = r"(?:mer|meir)\s+(?:\w+\s+)?"
_LESS = r"mindre\s+(?:\w+\s+)?"
# What is better for people, and not of results and weather
_BY_WORD = (
    rf"{_MORE}{any_of('degrees', 'fine')}\w{{0,3}}|{_LESS}{any_of('degrees', 'bad')}\w{{0,4}}"
)
_EASIER = re.compile(rf"\b(?:{any_of('degrees', 'good', 'cheap')}{_COMPARATIVE}|{_BY_WORD})\b")
_NOW = any_of("comparisons", "now")
_PARTICIPLE = r"(?:e?t|[ae]|dd|d|te|ne)?"
_HAS = r"har\s+(?:(?!ikk)\w+\s+){0,3}?"
_STEMS = re.compile(
    # «roligere», «rimelegare», «kan no»
    rf"\b(?:(?P<better>{any_of('degrees', 'good', 'cheap')}{_COMPARATIVE}"
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
    r"|(?P<gain>gevinst(?:en|er|ene|ar|ane)?))\b"
)
# One of the stems, without what it ends in: hardly a text has any, and that is soon told
_STEM = any_of("degrees", "good", "cheap", "fine", "bad", "fall", "improve", "reduce", "relieve")
_ANY = re.compile(rf"\b(?:{_STEM}|kan\b|gevinst|behov)")


@lru_cache(maxsize=200)  # a sentence is asked several times
def stem_hits(text: str) -> tuple[Hit, ...]:
    """The words of `text` that mean as the phrases of gains.toml do, by their stems."""
    low = lowered(text)
    found = _STEMS.finditer(low) if _ANY.search(low) else ()
    return tuple(Hit(match.lastgroup or "", *match.span()) for match in found)


def is_easier(words: str) -> bool:
    """`enklere`, `mindre redde`: better for people, and not of results and weather."""
    return _EASIER.fullmatch(lowered(words)) is not None
