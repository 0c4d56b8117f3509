"""Whether a page's text is what is printed: fonts may map their letters to the wrong characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

# The pairs of letters that come most often in Norwegian, both languages, by our own samples.
_PAIRS = (
    *("er", "en", "te", "in", "et", "st", "re", "le", "ne", "ar", "ng", "il", "an", "or", "ti"),
    *("ve", "de", "ed", "al", "es", "ta", "nn", "ra", "ko", "ak", "sa", "ll", "om", "je", "tt"),
    *("nd", "fo", "me", "ri", "ge", "se", "li", "el", "sk", "on"),
)
# Of all pairs: minutes have 0.39 and more, English 0.32, Sámi 0.22, shuffled letters 0.05
_COMMON = 0.15
_ENOUGH = 150  # letters that it takes to judge
_LONG = 15.0  # letters of a word, on average: nobody writes so, spaces are gone
_LONE = 0.5  # of the words: letters that stand apart, spaces have come in
_UNKNOWN = 0.003  # of the characters: none that a font has no character for, inside words
_A_TO_Z, _BEYOND = ord("z") - ord("a"), ord("ɏ") - ord("ß")  # Latin letters in lower case
# Controls and the sign for what is unknown, beside a letter; pdfium's hyphen (\x02) is none of them
_NO_LETTER = re.compile(r"[\x00\x01\x03-\x1f\ufffd](?:(?=\w)|(?<=\w.))", re.DOTALL)


def is_garbled(words: Sequence[str]) -> bool:
    """Whether the `words` of a page cannot be what is printed on it; a short page is not judged.

    Nor is text in letters other than Latin ones: there is no telling.
    """
    text = " ".join(words).lower()
    letters, runs, lone = _runs(text)
    if letters < _ENOUGH:
        return False
    return (
        lone > _LONE * runs
        or not _is_norwegian(text, letters - runs)
        or len(text) > (_LONG + 1) * len(words)
        or (not text.isprintable() and len(_NO_LETTER.findall(text)) > _UNKNOWN * len(text))
    )


def _runs(text: str) -> tuple[int, int, int]:
    """How many Latin letters `text` has, how many runs of them, and how many that stand alone."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "replace"), np.uint32)
    # Below the first of a range the difference wraps to a great number.
    is_letter = (codes - ord("a") <= _A_TO_Z) | (codes - ord("ß") <= _BEYOND)
    edges = np.flatnonzero(is_letter[1:] != is_letter[:-1])
    lone = np.count_nonzero(edges[1::2] - edges[::2] == 1)
    return int(np.count_nonzero(is_letter)), len(edges) // 2, int(lone)


def _is_norwegian(text: str, pairs: int) -> bool:
    """Whether of its `pairs` of letters enough are common ones: mostly the first ten tell."""
    common = accumulate(map(text.count, _PAIRS))
    return any(count >= _COMMON * pairs for count in common)
