"""When two texts are alike: compared word by word, without case and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"\w+")
_LETTERS_OF_A_NAME = 3  # «A» is in every name that has an initial A


def words(text: object) -> list[str]:
    """The words of `text` as they are compared; None has none."""
    written = unicodedata.normalize("NFC", "" if text is None else str(text)).casefold()
    return _WORD.findall(written.replace("\u00ad", ""))


def likeness(a: str | None, b: str | None) -> float:
    """F1 of the two bags of words, 0..1."""
    x, y = words(a), words(b)
    if not x or not y:
        return float(x == y)
    return 2 * _shared(x, y) / (len(x) + len(y))


def containment(a: str | None, b: str | None) -> float:
    """Share of the shorter text's words that stand in the longer one, 0..1."""
    x, y = words(a), words(b)
    return _shared(x, y) / min(len(x), len(y)) if x and y else 0.0


def same_name(a: object, b: object) -> bool:
    """The names are equal, or one holds all the words of the other."""
    x, y = words(a), words(b)
    if not x or not y:
        return False
    if "".join(x) == "".join(y):
        return True
    small, big = sorted((x, y), key=len)
    return len("".join(small)) >= _LETTERS_OF_A_NAME and set(small) <= set(big)


def _shared(x: list[str], y: list[str]) -> int:
    return (Counter(x) & Counter(y)).total()
