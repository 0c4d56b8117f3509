"""Two texts side by side: which words one has and the other has not."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 3_000  # comparing takes the square of that
_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")

# Pieces of a text, and whether each is the text's own.
Pieces = list[tuple[str, bool]]


class Difference(NamedTuple):
    """`alike` is 0 to 1; texts too long to compare are one piece each, and nothing is known."""

    before: Pieces
    after: Pieces
    alike: float | None


def difference(before: str, after: str) -> Difference:
    """Compare words; letter case and white space do not count."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return Difference([(before, False)], [(after, False)], None)
    matcher = SequenceMatcher(None, _folded(old), _folded(new), autojunk=False)
    left: Pieces = []
    right: Pieces = []
    for tag, a, b, c, d in matcher.get_opcodes():
        left += _piece(old[a:b], own=tag != "equal")
        right += _piece(new[c:d], own=tag != "equal")
    return Difference(left, right, matcher.ratio())


def _folded(words: list[str]) -> list[str]:
    return [" " if word.isspace() else word.casefold() for word in words]


def _piece(words: list[str], *, own: bool) -> Pieces:
    text = "".join(words)
    return [(text, own and not text.isspace())] if text else []
