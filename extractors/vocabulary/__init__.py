"""The words that Norwegian minutes use, bokmål and nynorsk side by side, as data.

A shelf is one TOML file. Each of its tables is a meaning, with the phrases for it under `nb` and
`nn`. Both languages are always matched together (minutes mix them), and the longest phrase wins,
so that "ikke vedtatt" beats "vedtatt".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Hit(NamedTuple):
    """A phrase found in a text: `text[start:end]` means `meaning`."""

    meaning: str
    start: int
    end: int


class Shelf:
    """The phrases of one TOML file, ready to be found in a text."""

    def __init__(self, phrases: dict[str, tuple[str, ...]]) -> None:
        self.phrases = phrases
        self._meaning_of: dict[str, str] = {}
        for meaning, group in phrases.items():
            for phrase in group:
                self._meaning_of.setdefault(fold(phrase), meaning)
        longest_first = sorted(self._meaning_of, key=len, reverse=True)
        # A space in a phrase stands for any white space; a phrase begins and ends at a word's edge.
        words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Hit]:
        """Every phrase in `text`, in order, the longest first where two begin alike."""
        for match in self._pattern.finditer(text):
            yield Hit(self._meaning_of[fold(match.group())], match.start(), match.end())

    def first(self, text: str) -> Hit | None:
        """The first phrase in `text`."""
        return next(self.find(text), None)

    def at_start(self, text: str) -> Hit | None:
        """The phrase that `text` begins with."""
        match = self._pattern.match(text)
        return Hit(self._meaning_of[fold(match.group())], 0, match.end()) if match else None

    def meaning(self, text: str) -> str | None:
        """What `text` means if all of it is one phrase."""
        return self._meaning_of.get(fold(text))


def any_of(name: str, *meanings: str) -> str:
    """A pattern for any phrase of the `meanings` on a shelf, the longest first."""
    phrases = {phrase for meaning in meanings for phrase in shelf(name).phrases[meaning]}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first) + ")"


def fold(text: str) -> str:
    """`text` as it is compared: lower case, single spaces, no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").casefold().split())


@cache
def shelf(name: str) -> Shelf:
    """The shelf `name`.toml."""
    data = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Shelf({meaning: (*words["nb"], *words["nn"]) for meaning, words in data.items()})
