"""The people of a document: which words name whom.

A shorter form, or a surname alone, means the one it fits; where it fits two it names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from extractors.gazetteer import given_names, places
from extractors.names import is_person_name
from extractors.naming import Named, also_small, in_word, marks_of_names, marks_on
from extractors.organisations import is_organisation_by_ending
from extractors.vocabulary import fold, has_any, shelf
from schemas.document import Block

_LONGEST = 5  # words of a name
_NO_PERSON = ("labels", "bodies", "organisations", "parties", "kinds")  # shelves of other things


class Persons:
    """Those whom lists and votes name (`listed`), and those who are met in the prose of `text`."""

    def __init__(self, listed: Iterable[str], text: str) -> None:
        # Each name with the folded words it is made of, and names by these words.
        self._names: dict[str, list[str]] = {}
        self._by_parts: dict[tuple[str, ...], list[str]] = {}
        self._by_first: dict[str, list[str]] = {}
        self._by_last: dict[str, list[str]] = {}
        self._known: dict[str, str | None] = {}
        self._unsure: set[str] = set()  # those with a first name that nobody is known to have
        self._text = text
        for name in listed:
            self._note(name, fold(name).split())

    def _note(self, name: str, parts: list[str]) -> None:
        if not parts or name in self._names:
            return
        self._names[name] = parts
        self._by_parts.setdefault(tuple(parts), []).append(name)
        self._by_first.setdefault(parts[0], []).append(name)
        self._by_last.setdefault(parts[-1], []).append(name)

    def meet(self, words: str) -> None:
        """Take note of a full name; all are to be met before anybody is asked for."""
        words = _plain(words)
        parts = fold(words).split()
        if len(parts) > 1 and not self._fitting(parts) and self._can_be_new(words, parts):
            self._note(words, parts)
            if not _begins_with_given_name(words):
                self._unsure.add(words)

    def name_of(self, words: str) -> str | None:
        """The name that `words` stands for; None if it is nobody's, or could be two people's."""
        if words not in self._known:
            parts = fold(_plain(words)).split()
            fitting = self._fitting(parts) if parts else []
            whole = {self._untitled(name) for name in fitting}
            is_one = len(whole) == 1 and not _is_no_person(words)
            self._known[words] = whole.pop() if is_one else None
        return self._known[words]

    def find(self, block: Block) -> Iterator[Named]:
        """Where a block gives somebody's whole name."""
        for match in self._pattern.finditer(block.text) if has_any(self.marks, block.text) else ():
            name = self.name_of(match.group())
            if name:
                sure = 0.6 if name in self._unsure else 0.95
                yield Named("person", name, *match.span(), sure, "mentions.person")

    @cached_property
    def _whole(self) -> list[str]:
        return sorted((n for n in self._names if " " in n), key=lambda name: (-len(name), name))

    @cached_property
    def marks(self) -> frozenset[str]:
        return marks_of_names(self._whole)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(_spaced, self._whole))})(?=s?\b)")

    def _untitled(self, name: str) -> str:
        """`Havnefogd Ola Moen` is the `Ola Moen` of the same document."""
        first, _, rest = name.partition(" ")
        titled = rest in self._names and " " in rest and first.casefold() not in given_names()
        return rest if titled else name

    def _fitting(self, parts: list[str]) -> list[str]:
        """Those named so, else those whom a shorter or a longer form of the name fits."""
        exact = self._by_parts.get(tuple(parts))
        if exact:
            return exact
        begin = self._by_first.get(parts[0], [])
        if len(parts) == 1:
            return [*begin, *self._by_last.get(parts[0], [])]
        return [name for name in begin if _fits(parts, self._names[name])]

    def _can_be_new(self, words: str, parts: list[str]) -> bool:
        """A full name that is no place, no two names run together, and no product's."""
        if _is_no_person(words) or not is_person_name(words):
            return False
        if len(parts) > _LONGEST or set(parts) & places():
            return False
        if any(f" {' '.join(n)} " in f" {' '.join(parts)} " for n in self._names.values()):
            return False
        return _begins_with_given_name(words) or not self._is_something_else(words)

    def _is_something_else(self, words: str) -> bool:
        """Nobody's known first name, and a word that is none, or an organisation's or a product's.

        «Nærbutikken Vik», where the text has «nærbutikken» too; «Vik Samvirkelag»; «Visma Flyt» and
        «Visma Sikker»: one first word with several second ones is a brand.
        """
        first = words.split(maxsplit=1)[0]
        if first.isupper() or is_organisation_by_ending(words):
            return True
        if any(also_small(word, self._text) for word in words.split()):
            return True
        found = re.finditer(rf"{re.escape(first)} ([A-ZÆØÅ]\w+)", self._text)
        return len({match[1] for match in found if not in_word(self._text, match.start() - 1)}) != 1


def is_named_as_person(words: str) -> bool:
    """A known given name and more, that no organisation's name ends in: `Gro Dahl`."""
    short = is_person_name(words) and len(words.split()) <= _LONGEST
    return short and _begins_with_given_name(words) and not is_organisation_by_ending(words)


def _begins_with_given_name(words: str) -> bool:
    first = words.split(maxsplit=1)[0]
    return any(part in given_names() for part in first.casefold().split("-"))


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" .,()")


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _is_no_person(words: str) -> bool:
    return has_any(_other_marks(), words) and any(shelf(name).first(words) for name in _NO_PERSON)


@cache
def _other_marks() -> frozenset[str]:
    return marks_on(_NO_PERSON)


def _fits(parts: list[str], name: list[str]) -> bool:
    """`Kari B Moe Lind` fits `Kari Lind`; `Kari Dahl` does not. Their first words are the same."""
    small, big = sorted((parts, name), key=len)
    return small[-1] == big[-1] and set(small) <= set(big)
