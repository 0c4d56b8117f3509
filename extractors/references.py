"""Decisions by reference: `Som innstillingen`, `Rådmannens forslag ble enstemmig vedtatt`.

They are told by their grammar: a word such as `som` before a proposal, or a proposal that was
adopted.
"""

from __future__ import annotations

import re

from extractors.vocabulary import any_of, has_any, marks_of

_NOUN = any_of("references", "proposal")
_AS = re.compile(
    rf"\b{any_of('references', 'as')}\s+(?:[\w./-]+\s+){{0,4}}?"
    rf"(?:{_NOUN}|{any_of('references', 'proposed', 'moved')})\b",
    re.IGNORECASE,
)
# «Forslag til budsjett vedtas» decides on a budget, «forslag til vedtak» refers to a proposal
_NOT_OF = r"(?!\s+(?:til|om)\s+(?!vedtak|innstilling))"
_UP_TO = r"(?:(?!\b(?:ikke|ikkje|imot|mot)\b)[^\n]){0,50}?"
_ADOPTED = re.compile(
    rf"\b{_NOUN}\b{_NOT_OF}{_UP_TO}\b{any_of('references', 'adopted')}\b", re.IGNORECASE
)
_FELL = re.compile(rf"\b{_NOUN}\b[^\n]{{0,50}}?\b{any_of('references', 'fallen')}\b", re.IGNORECASE)
_ALONE = re.compile(rf"\s*(?:[\w-]+s\s+|[\w-]+\s+si\s+)?{_NOUN}\W*", re.IGNORECASE)
_MARKS = marks_of("references", "proposal", "proposed", "moved")


def by_reference(text: str) -> bool:
    """`text` adopts what stands elsewhere."""
    return has_any(_MARKS, text) and bool(
        _AS.search(text) or _ADOPTED.search(text) or _ALONE.fullmatch(text)
    )


def adopts_proposal(text: str) -> bool:
    """`Forslaget ble enstemmig vedtatt` opens with the proposal that won."""
    return bool(_ADOPTED.match(text))


def rejects(text: str) -> bool:
    """`Framlegget fall`, `Forslaget fra Kari Li ble ikke vedtatt`: it did not win."""
    return bool(_FELL.search(text))
