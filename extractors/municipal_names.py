"""Municipalities and counties as a text names them, with their numbers.

A number is given only where no other can be meant. Names that several municipalities have or had
(`shared_names`, and whatever the registers hold twice) need a county, a district or the number
itself beside them somewhere in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.lang.nb.stop_words import STOP_WORDS

from extractors.gazetteer import (
    Municipality,
    areas,
    counties,
    counties_of,
    municipalities,
    named,
)
from extractors.naming import UPPER, Named, also_small
from extractors.vocabulary import fold, has_any, lowered, marks, shelf, words_in
from schemas.document import Block, Document

_WORD = rf"[{UPPER}][\wáđŋšžč-]++"
_FIRST = rf"[{UPPER}](?<!\w[{UPPER}])[\wáđŋšžč-]++"  # see CAPITALISED
# «Nes kommune», «Nore og Uvdal kommune», «NES KOMMUNE», «Voss herad»
_MUNICIPALITY = re.compile(
    rf"(?P<name>{_FIRST}(?:[ -](?:og\s)?{_WORD})?)\s(?:kommunes?|KOMMUNES?|herads?|HERADS?)\b"
)
_LIST = rf"(?P<names>{_FIRST}(?:\s{_WORD})?(?:,\s{_WORD}(?:\s{_WORD})?)*\s(?:og|samt)\s{_WORD})"
# Each after words of which a text that it is searched in has one
_LISTS = (
    ({"kommunene", "kommunane"}, re.compile(rf"[Kk](?<!\w[Kk])ommun[ea]ne\s{_LIST}")),
    ({"kommuner", "kommunar"}, re.compile(rf"{_LIST}\s(?:kommuner|kommunar)\b")),
)
_MUNICIPAL = {"kommune", "kommunes", "herad", "herads"}
_OF_COUNTIES = {"fylke", "fylkeskommune", "fylkeskommunes"}
_ONE = re.compile(rf"{_WORD}(?:\s{_WORD})?")
_WHOLE = re.compile(rf"{_WORD}(?:[ -]{_WORD})?")
_SEVERAL = re.compile(
    r"\b(?:kommunar?|kommuner|kommunane|kommunene|interkommunal\w*)\b", re.IGNORECASE
)
_AREAS = "|".join(map(re.escape, areas())).lower()
_COUNTY = re.compile(rf"\b(?P<area>{_AREAS})\s(?P<body>fylkeskommunes?|fylke)\b")
# «Nes kommune i Akershus», «Herøy (Nordland)», «Våler, Innlandet», «Nes (3228)»
_BESIDE = re.compile(
    rf"(?:\skommunes?)?(?:\s(?:i|på)\s|,?\s\(|,\s)"
    rf"(?:(?P<area>{_AREAS})\b|(?:kommunen\w*\.?\s*)?(?P<number>\d{{4}})\b)",
    re.IGNORECASE,
)


class MunicipalNames:
    """The municipalities and counties of one document.

    Where it speaks of municipalities and its members represent several of what have the look of
    names (`represented`), those are municipalities, though no register may have them.
    """

    # Words of which every text has one in which `find` finds anything
    marks = frozenset(_MUNICIPAL.union(_OF_COUNTIES, *(plurals for plurals, _ in _LISTS)))

    def __init__(self, document: Document, represented: Iterable[str]) -> None:
        self._represented = {fold(name) for name in represented if _is_name(name)}
        self._document = document.sha256[:16]
        self._text = document.text
        several = len(self._represented) > 1
        self._is_of_several = several and _SEVERAL.search(document.text) is not None
        self._meant: dict[str, set[str]] = {}
        may_be = (block for block in document.blocks if has_any(_shared_marks(), block.text))
        for block in may_be:
            for match in _any_shared().finditer(document.text, block.start, block.end):
                name = fold(match.group())
                if number := _beside(document.text, match.end(), named(name)):
                    self._meant.setdefault(name, set()).add(number)

    def find(self, block: Block) -> Iterator[Named]:
        """Those that the text itself calls municipality or county."""
        text = block.text
        words = words_in(text)
        for match in _COUNTY.finditer(lowered(text)) if words & _OF_COUNTIES else ():
            county = _county(match["area"], match.start(), match.end(), match["body"])
            if county:
                yield county
        for match in _MUNICIPALITY.finditer(text) if words & _MUNICIPAL else ():
            name, first = _own_name(match["name"], match.start("name"))
            if name and named(fold(name)):
                yield self._municipality(name, text, first, match.end(), 0.97)
            elif name and not also_small(name, self._text):  # «Trygg kommune»
                yield self._municipality(name, text, first, match.end(), 0.6)
        patterns = (pattern for plurals, pattern in _LISTS if words & plurals)
        for listed in (match for pattern in patterns for match in pattern.finditer(text)):
            for first, last in _listed(text, *listed.span("names")):
                if named(fold(text[first:last])):
                    yield self._municipality(text[first:last], text, first, last, 0.9)

    def place(self, text: str, first: int, last: int) -> Named | None:
        """What `text[first:last]`, which names a place, is in the registers."""
        words = text[first:last]
        folded = fold(words)
        if named(folded):
            return self._municipality(words, text, first, last, 0.8)
        if folded.endswith("s") and named(folded[:-1]):
            return self._municipality(words[:-1], text, first, last, 0.8)
        if self._is_of_several and folded in self._represented:
            return self._municipality(words, text, first, last, 0.7)
        return _county(words, first, last, "fylke")

    def _municipality(
        self, name: str, text: str, first: int, last: int, confidence: float
    ) -> Named:
        number = self._number(fold(name), text, last)
        return Named(
            kind="kommune",
            name=name.title() if name.isupper() else name,
            first=first,
            last=last,
            confidence=confidence,
            rule="mentions.kommune",
            ref=number,
            # It may be another than the one that the next document calls so.
            apart=self._document if number is None and fold(name) in _shared() else None,
        )

    def _number(self, name: str, text: str, last: int) -> str | None:
        bearers = named(name)
        if name not in _shared():
            return bearers[0].number if len(bearers) == 1 else None
        beside = _beside(text, last, named(name))
        meant = self._meant.get(name, set())
        return beside or (next(iter(meant)) if len(meant) == 1 else None)


def _is_name(words: str) -> bool:
    return _WHOLE.fullmatch(words) is not None and not words.isupper()


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each name of a list stands; `Nore og Uvdal` is one."""
    spans: list[tuple[int, int]] = []
    for match in _ONE.finditer(text, start, end):
        if spans and named(fold(text[spans[-1][0] : match.end()])):
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    return spans


@cache
def _shared() -> frozenset[str]:
    """The folded names that more than one municipality has or had."""
    known = {phrase for phrases in shelf("shared_names").phrases.values() for phrase in phrases}
    names = {fold(name) for m in municipalities() for name in m.names}
    return frozenset({fold(name) for name in known} | {n for n in names if len(named(n)) > 1})


@cache
def _shared_marks() -> frozenset[str]:
    return marks(_shared())


@cache
def _any_shared() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_shared())))})\b", re.IGNORECASE)


def _beside(text: str, last: int, bearers: tuple[Municipality, ...]) -> str | None:
    """The number of the only bearer of the name that lies where the words after it say."""
    match = _BESIDE.match(text, last)
    if match is None:
        return None
    if match["number"]:
        return next((m.number for m in bearers if m.number == match["number"]), None)
    around = counties_of(fold(match["area"]))
    inside = [m for m in bearers if counties_of(fold(m.county)) & around]
    return inside[0].number if len(inside) == 1 else None


def _own_name(words: str, first: int) -> tuple[str | None, int]:
    """Of `Da Nes` only what is the name; of `Nye Moss` all, since it is not Moss."""
    if named(fold(words)):
        return words, first
    for joint in (" og ", " "):
        before, _, name = words.rpartition(joint)
        part = shelf("name_parts").meaning(before)
        known = part == "none" or (part is None and fold(before) in STOP_WORDS)
        known = known or joint == " og "
        if before and (known or (named(fold(name)) and part is None)):
            return name, first + len(before) + len(joint)
    alone = fold(words) in STOP_WORDS or shelf("name_parts").meaning(words)
    return (None if alone else words), first


def _county(words: str, first: int, last: int, body: str) -> Named | None:
    """A county is a place, its fylkeskommune an organisation; both by its number."""
    known = counties().get(fold(words))
    if known is None:
        return None
    name, number = known
    if body.lower().startswith("fylkeskommune"):
        name = f"{name} fylkeskommune"
        return Named("organisasjon", name, first, last, 0.97, "mentions.fylke", number)
    return Named("sted", name, first, last, 0.9, "mentions.fylke", number)
