"""What may be a title, where one ends that the telling goes on after, and how two compare."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.vocabulary import fold, shelf
from schemas.document import Block

LONGEST_TITLE = 120  # characters
LONGEST_NAME = 6  # words that may have a verb among them and still be a title
_STOP = re.compile(r"(?:(?<=\w{4})\.|(?<=\w)\?)\s+(?=[A-ZÆØÅ])")


def is_told(text: str) -> bool:
    """A sentence with a verb, which tells something instead of naming it."""
    told = shelf("verbs").first(text) or shelf("deciding").says(text, "decides")
    return bool(told) and len(text.split()) > LONGEST_NAME


def run_in(text: str, rest: int) -> int | None:
    """Where a title ends that what was told goes on after: `Sak 3: Dugnad. Det ble meldt om …`."""
    stop = _STOP.search(text, rest)
    if stop is None or stop.end() - rest > LONGEST_TITLE or text[rest].islower():
        return None
    asks = stop.group().startswith("?")  # «Sak 5 Skal laget dekke reisen? Det ble …»
    title = text[rest : stop.end() if asks else stop.start()].rstrip()
    goes_on = is_told(text[stop.end() :]) and (asks or not is_told(title))
    return rest + len(title) if goes_on else None


def compared(blocks: Sequence[Block], span: tuple[int, int]) -> str:
    """The text of `span` as titles are compared."""
    first, end = span
    inside = [b for b in blocks if b.start < end and b.end > first]
    words = (b.text[max(0, first - b.start) : max(0, end - b.start)] for b in inside)
    return fold(" ".join(words)).strip(" .:")
