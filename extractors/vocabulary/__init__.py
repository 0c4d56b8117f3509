"""The words that Norwegian minutes use, bokmål and nynorsk side by side, as data.

A shelf is one TOML file. Each of its tables is a meaning, with the phrases for it under `nb` and
`nn`. Both languages are always matched together (minutes mix them), and the longest phrase wins,
so that "ikke vedtatt" beats "vedtatt".
"""

from __future__ import annotations

import os
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import filterfalse, islice, takewhile
from pathlib import Path
from typing import NamedTuple

_LONG = 7  # letters of a word that may have one wrong
_ABBREVIATED = 4  # letters at least of a word that is cut short


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
        # A space in a phrase stands for any white space; a phrase begins and ends at a word's edge.
        self._pattern = re.compile(rf"(?<!\w)(?:{trie_pattern(self._meaning_of)})(?!\w)")
        self._marks_by: dict[tuple[str, ...], frozenset[str]] = {}
        # By its mark, what each phrase opens with, and its words
        self._openings_of: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for phrase in self._meaning_of:
            first, words = _WORD.match(phrase), frozenset(_WORD.findall(phrase))
            opening = first[0] if first else phrase[:1]
            self._openings_of.setdefault(_mark(phrase), []).append((opening, words))
        self._marks = frozenset(self._openings_of)

    def find(self, text: str) -> Iterator[Hit]:
        """Every phrase in `text`, in order, the longest first where two begin alike."""
        said = words_in(text)
        openings = set()
        for mark in self._marks & said:
            for opening, words in self._openings_of[mark]:
                if words <= said:
                    openings.add(opening)
        return self._opening_with(openings, lowered(text)) if openings else iter(())

    def _opening_with(self, openings: set[str], text: str) -> Iterator[Hit]:
        """The phrases of `text` that open so: few of its words need be tried."""
        end = 0
        for at in sorted(_places(openings, text)):
            match = self._pattern.match(text, at) if at >= end else None
            if match is not None:
                yield self._hit(match)
                end = match.end()

    def find_only(self, text: str, *meanings: str) -> Iterator[Hit]:
        """Every phrase in `text` that means one of `meanings`."""
        if self._marks_of(meanings).isdisjoint(words_in(text)):
            return iter(())
        return (hit for hit in self.find(text) if hit.meaning in meanings)

    def says(self, text: str, *meanings: str) -> bool:
        """Whether a phrase in `text` means one of `meanings`."""
        return any(self.find_only(text, *meanings))

    def _marks_of(self, meanings: tuple[str, ...]) -> frozenset[str]:
        if meanings not in self._marks_by:
            meant = (phrase for phrase, each in self._meaning_of.items() if each in meanings)
            self._marks_by[meanings] = marks(meant)
        return self._marks_by[meanings]

    def _hit(self, match: re.Match[str]) -> Hit:
        phrase = match[0]
        # Nearly always it stands in the text as it is kept here
        meaning = self._meaning_of.get(phrase) or self._meaning_of[fold(phrase)]
        return Hit(meaning, match.start(), match.end())

    def first(self, text: str) -> Hit | None:
        """The first phrase in `text`."""
        return next(self.find(text), None)

    def at_start(self, text: str) -> Hit | None:
        """The phrase that `text` begins with."""
        opening, known = lowered(text[:3]), self._openings
        if opening not in known and opening[:2] not in known and opening[:1] not in known:
            return None
        match = self._pattern.match(lowered(text))
        return self._hit(match) if match else None

    def meaning(self, text: str) -> str | None:
        """What `text` means if all of it is one phrase."""
        return self._meaning_of.get(fold(text))

    def near_meaning(self, text: str) -> str | None:
        """What `text` means, if not for certain: one phrase when its words are mended."""
        may_be = len(text.split()) <= self._most_words
        return self.meaning(text) or (self.meaning(self.mended(text)) if may_be else None)

    def mended(self, text: str) -> str:
        """`text` with the shelf's words for those that are nearly one of them.

        A long word may have a letter too many, too few or wrong (`Instilling`, `Saklista`), and a
        word before a full stop may be cut short (`Saksbeh.`, `Innst.`).
        """
        return " ".join([self._word_for(fold(word)) or word for word in text.split()])

    def _word_for(self, word: str) -> str | None:
        if word in self._words:
            return None
        stem = word.rstrip(".")
        if stem != word and len(stem) >= _ABBREVIATED:
            return min(self._words_from(stem), key=len, default=None)
        if (word[:1], len(word)) not in self._near_sizes:
            return None
        return next((self._nearly[rest] for rest in _but_one(word) if rest in self._nearly), None)

    def _words_from(self, stem: str) -> Iterator[str]:
        """The shelf's words that begin so."""
        first = bisect_left(self._in_order, stem)
        return takewhile(lambda word: word.startswith(stem), islice(self._in_order, first, None))

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first three letters of each phrase, or the one or two before its first space."""
        return frozenset(phrase[:3].partition(" ")[0] for phrase in self._meaning_of)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for phrase in self._meaning_of for word in phrase.split())

    @cached_property
    def _most_words(self) -> int:
        return max(len(phrase.split()) for phrase in self._meaning_of)

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _near_sizes(self) -> frozenset[tuple[str, int]]:
        """The first letter and the length of whatever may be near a long word: few words fit."""
        long = [word for word in self._words if len(word) >= _LONG]
        sizes = {(word[0], len(word) + more) for word in long for more in (-1, 0, 1)}
        return frozenset(size for size in sizes if size[1] >= _LONG)

    @cached_property
    def _nearly(self) -> dict[str, str]:
        """What is left of a long word without one of its letters, and the word."""
        long = sorted(word for word in self._words if len(word) >= _LONG)
        return {rest: word for word in long for rest in _but_one(word)}


def _but_one(word: str) -> list[str]:
    """The word, and it without each of its letters but the first: near words have one in common."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def trie_pattern(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, the longest first, that reads each beginning only once.

    Ten times as fast on a big shelf as the phrases side by side.
    """
    return f"(?:{_branches(phrases) or '(?!)'})"  # no phrase, no match


def _branches(phrases: Iterable[str]) -> str:
    branches: dict[str, list[str]] = {}
    for phrase in phrases:
        branches.setdefault(phrase[:1], []).append(phrase[1:])
    ends = branches.pop("", None) is not None
    patterns = [
        (r"\s+" if first == " " else re.escape(first)) + _branches(rests)
        for first, rests in branches.items()
    ]
    if len(patterns) == 1 and not ends:
        return patterns[0]
    return f"(?:{'|'.join(patterns)})" + ("?" if ends else "") if patterns else ""


def any_of(name: str, *meanings: str) -> str:
    """A pattern for any phrase of the `meanings` on a shelf, the longest first.

    Phrases in capitals match only capitals: `NOK 3` is money, `nok 3` is enough.
    """
    phrases = {phrase for meaning in meanings for phrase in shelf(name).phrases[meaning]}
    capitals = {phrase for phrase in phrases if phrase.isupper()}
    if not capitals:
        return trie_pattern(phrases)
    return f"(?:{trie_pattern(phrases - capitals)}|(?-i:{trie_pattern(capitals)}))"


def marks(phrases: Iterable[str]) -> frozenset[str]:
    """Of each phrase the longest word, without which the phrase is not in a text: see `has_any`."""
    return frozenset(map(_mark, phrases))


def _mark(phrase: str) -> str:
    return max(_WORD.findall(lowered(phrase)), key=len, default="")


def marks_of(name: str, *meanings: str) -> frozenset[str]:
    """The marks of what `any_of` gives a pattern for."""
    return marks(phrase for meaning in meanings for phrase in shelf(name).phrases[meaning])


def has_any(marks: frozenset[str], text: str) -> bool:
    """Whether one of `marks` is a word of `text`: hardly a text has, and then none is searched."""
    return not marks.isdisjoint(words_in(text))


_WORD = re.compile(r"\w+")
_BESIDE_WORDS = ".,:-"  # the signs that most words have beside them, if any
# A soft hyphen is no letter; «İ» and «ı» match «i» where case is ignored, so they fold to it
_FOLDED = (("\u00ad", ""), ("\u0307", ""), ("ı", "i"))


@lru_cache(maxsize=5_000)  # each block is looked through by a dozen shelves
def lowered(text: str) -> str:
    """`text` in lower case, sign for sign: twice as fast to look through as with case ignored."""
    return text.replace("İ", "i").replace("ı", "i").lower()


@lru_cache(maxsize=5_000)
def words_in(text: str) -> Set[str]:
    """The words of `text` in lower case; "", too, for what is found without any."""
    plain = lowered(text)
    for sign in _BESIDE_WORDS:
        plain = plain.replace(sign, " ")
    words = set(plain.split())
    with_signs = [*filterfalse(str.isalnum, words)]
    if with_signs:
        words.difference_update(with_signs)
        words.update(_WORD.findall(" ".join(with_signs)))
    words.add("")
    return words


def _places(words: Iterable[str], text: str) -> list[int]:
    """Where any of `words` stands in `text`, be it the beginning of another word."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not text[at - 1 : at].isalnum():
                places.append(at)
            at = text.find(word, at + 1)
    return places


@lru_cache(maxsize=10_000)  # of a document's strings, each is compared six times
def fold(text: str) -> str:
    """`text` as it is compared: lower case, single spaces, no soft hyphens."""
    folded = text.casefold()
    for sign, plain in _FOLDED:  # hardly ever there: three look-ups, a fifth of a translation
        if sign in folded:
            folded = folded.replace(sign, plain)
    return " ".join(folded.split())


@cache
def shelf(name: str) -> Shelf:
    """The shelf `name`.toml."""
    meanings = tomllib.loads(_shelf_file(name)).items()
    return Shelf({meaning: (*words["nb"], *words["nn"]) for meaning, words in meanings})


def _shelf_file(name: str) -> str:
    """A shelf in the folder that MOTEBOK_VOCABULARY names goes before our own."""
    folder = os.environ.get("MOTEBOK_VOCABULARY")
    corrected = Path(folder, f"{name}.toml") if folder else None
    own = files(__name__).joinpath(f"{name}.toml")
    return (corrected if corrected and corrected.is_file() else own).read_text(encoding="utf-8")
