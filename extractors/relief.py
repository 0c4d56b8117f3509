"""What nobody need do any more, and what is made possible: the ways to say so without comparing.

Each is a sentence's own pattern, for they have no word in common: `uten at lederen må ringe rundt`,
`gjør papirlistene overflødige`, `20 minutter spart`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.comparisons import QUANTITY
from extractors.gain_hits import denies
from extractors.vocabulary import any_of, has_any, marks_of

MADE = rf"\b{any_of('gain_context', 'makes')}\s+(?:\w+\s+){{1,3}}"
_AVAILABLE = any_of("gain_context", "available")
_ABLE = any_of("gain_context", "able", "needless")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])")
_WAYS = (
    # «gjøre kunnskapen tilgjengelig for skoler», «gjør papirlistene overflødige»
    (
        marks_of("gain_context", "available", "able", "needless"),
        re.compile(rf"{MADE}(?:{_AVAILABLE}\s+for|{_ABLE})\b", re.IGNORECASE),
    ),
    # «uten at lederen må ringe rundt»
    (
        marks_of("gain_context", "without_that"),
        re.compile(
            rf"\b{any_of('gain_context', 'without_that')}\s+(?:\w+\s+){{1,3}}"
            rf"{any_of('comparisons', 'must', 'had_to')}\b",
            re.IGNORECASE,
        ),
    ),
    # «trenger ikke ansatte lenger å hente nøkler»
    (
        marks_of("comparisons", "must"),
        re.compile(
            rf"\b{any_of('comparisons', 'must')}\s(?:\w+\s){{0,2}}?{any_of('grants', 'not')}\s"
            r"(?:\w+\s){0,3}?lenger\b",
            re.IGNORECASE,
        ),
    ),
    # «20 minutter spart», «ei halv stilling frigjort»
    (
        marks_of("gain_context", "freed"),
        re.compile(
            rf"(?:{QUANTITY.pattern})[^.,]{{0,15}}?\s{any_of('gain_context', 'freed')}\b",
            re.IGNORECASE,
        ),
    ),
    # «det er millioner å spare», «små lag har mye å vinne på å gå sammen»
    (
        marks_of("gain_context", "to_save"),
        re.compile(
            rf"(?:{QUANTITY.pattern}|\b{any_of('gain_context', 'rather')}\b)[^.,]{{0,15}}?"
            rf"\s{any_of('gain_context', 'to_save')}(?=\s\w+\s)",
            re.IGNORECASE,
        ),
    ),
    # «Dermed slipper saksbehandleren å lete»; not «slipper hun å betale»
    (
        marks_of("gain_context", "escapes"),
        re.compile(
            rf"\b{any_of('gain_context', 'escapes')}\s(?:(?!ikk)[\w-]+\s){{1,3}}?å\s(?!betale\b)",
            re.IGNORECASE,
        ),
    ),
    # «Tegninger kan bestilles døgnet rundt»
    (
        marks_of("gains", "ease"),
        re.compile(
            rf"\bkan\s(?:{any_of('comparisons', 'now')}\s)?\w{{3,}}(?:es|ast)\b[^.,]{{0,30}}?"
            rf"\b(?!ut[ae]n){any_of('gains', 'ease')}\b",
            re.IGNORECASE,
        ),
    ),
)
RELIEF_MARKS = frozenset[str]().union(*(marks for marks, _ in _WAYS))


@lru_cache(maxsize=200)  # a sentence is asked several times
def relief(text: str) -> re.Match[str] | None:
    """Where something is made possible or needless, or is freed, and nothing denies it."""
    if not has_any(RELIEF_MARKS, text):
        return None
    told = (match for marks, way in _WAYS if has_any(marks, text) for match in way.finditer(text))
    return next((match for match in told if not denies(_said_before(text, match))), None)


def _said_before(text: str, match: re.Match[str]) -> str:
    """The sentence up to what is found in it."""
    return _SENTENCE_END.split(text[: match.start()])[-1]
