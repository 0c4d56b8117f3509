"""What the finders of names have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from extractors.vocabulary import marks, shelf
from schemas.claims import EntityKind

UPPER = "A-ZÆØÅÁÄÖÜČĐŊŠŽ"
# A capitalised word of a name, hyphens and an abbreviation's capitals included. The capital comes
# before what says that the word begins with it: so all else in a text is passed over at once.
CAPITALISED = rf"[{UPPER}](?<!\w[{UPPER}])(?:[\w’'-]*\w)?+"
_MARKS = '«"('  # that may stand before a sentence's first word
_BULLETS = ("•", "–", "-")
_SMALL = re.compile(r"[a-zæøå]{4,}")
_ENDS = (".", "!", "?", ":")


class Named(NamedTuple):
    """`text[first:last]` of a block names `name`.

    `ref` is its number in a public register, `apart` what tells it from its namesakes.
    """

    kind: EntityKind
    name: str
    first: int
    last: int
    confidence: float
    rule: str
    ref: str | None = None
    apart: str | None = None


def marks_of_names(names: Iterable[str]) -> frozenset[str]:
    """Words of which every text has one that has one of `names`, in the genitive or not."""
    found = marks(names)
    return found | {f"{mark}s" for mark in found}


def marks_on(shelves: Iterable[str]) -> frozenset[str]:
    """Words of which every text has one that has a phrase of one of the `shelves`."""
    return marks(chain.from_iterable(chain(*(shelf(name).phrases.values() for name in shelves))))


def also_small(word: str, text: str) -> bool:
    """Whether `text` also writes `word`, if it has four letters or more, without a capital."""
    small = word.casefold()
    if _SMALL.fullmatch(small) is None:
        return False
    at = text.find(small)
    while at >= 0 and (in_word(text, at - 1) or in_word(text, at + len(small))):
        at = text.find(small, at + 1)
    return at >= 0


def in_word(text: str, at: int) -> bool:
    """A word's sign stands at `at`: a pattern that asks it first is ten times as slow."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def opens_sentence(text: str, first: int) -> bool:
    """What begins at `first` would have a capital whether it is a name or not."""
    before = text[:first].rstrip(_MARKS)
    words = before.rstrip()
    space = before[len(words) :]
    if not before or "\n" in space or "\t" in space or words.endswith(_BULLETS):
        return True
    return bool(space) and words.endswith(_ENDS)
