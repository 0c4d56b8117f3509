"""Word's styles and list numbering (ECMA-376 part 1, 17.7 and 17.9), as far as reading needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.readers.flowing import numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_BODY_TEXT = 9  # the outline level of what is no heading
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"(?:heading|overskrift) ?([1-9])", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,4}")
_PLACE = re.compile(r"%(\d)")
_FORMS = {
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_DEEPEST = 20  # styles that are based on each other in a ring would go on for ever


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says; None where it says nothing itself."""

    name: str = ""
    heading: int | None = None
    number: tuple[str, int] | None = None  # list id and level, counted from 0
    bold: bool | None = None
    size: float | None = None  # points


def w(name: str) -> str:
    """The tag or attribute `name` in Word's namespace."""
    return _W + name


def value(element: _Element | None, path: str) -> str | None:
    """The `w:val` of the descendant at `path` (`pPr/pStyle`), None if it is not there."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(w(name))
    return element.get(_VAL) if element is not None else None


def whole(text: str | None) -> int | None:
    """`text` as a whole number, None if it is none that a sound file would hold."""
    return int(text) if text and _WHOLE.fullmatch(text) else None


def switch(element: _Element | None, name: str) -> bool | None:
    """Whether the on/off property `name` is on; None if it is not given."""
    found = element.find(w(name)) if element is not None else None
    return None if found is None else found.get(_VAL, "1") not in _OFF


def outline(properties: _Element | None) -> int | None:
    """The heading level, from 1, that a paragraph's properties give."""
    level = whole(value(properties, "outlineLvl"))
    return level + 1 if level is not None and level < _BODY_TEXT else None


def size_of(properties: _Element | None) -> float | None:
    """The letters' size in points; None if it is not given. Word writes half points."""
    half = whole(value(properties, "sz"))
    return half / 2 if half else None


def number_of(properties: _Element | None) -> tuple[str | None, int | None] | None:
    """The list id and the level that a paragraph's properties give, each None where not given."""
    found = properties.find(w("numPr")) if properties is not None else None
    if found is None:
        return None
    return value(found, "numId"), whole(value(found, "ilvl"))


class Styles:
    """All styles of a document by id, each with what it inherits."""

    def __init__(self, part: _Element | None) -> None:
        elements = part.iter(w("style")) if part is not None else ()
        self._elements = {element.get(w("styleId")): element for element in elements}
        self._styles: dict[str | None, Style] = {}
        default = part.find(f"{w('w:docDefaults')}//{w('w:rPr')}") if part is not None else None
        self.size = size_of(default) or 10.0
        self.default = next(
            (
                key
                for key, element in self._elements.items()
                if element.get(w("type")) == "paragraph" and element.get(w("default")) == "1"
            ),
            None,
        )

    def __getitem__(self, key: str | None) -> Style:
        if key not in self._styles:
            self._styles[key] = self._inherited(key)
        return self._styles[key]

    def _inherited(self, key: str | None) -> Style:
        chain = [_own_style(element) for element in self._chain(key)]
        return Style(
            name=chain[0].name if chain else "",
            heading=next((s.heading for s in chain if s.heading is not None), None),
            number=next((s.number for s in chain if s.number is not None), None),
            bold=next((s.bold for s in chain if s.bold is not None), None),
            size=next((s.size for s in chain if s.size is not None), None),
        )

    def _chain(self, key: str | None) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            element = self._elements.get(key)
            if element is None:
                return
            yield element
            key = value(element, "basedOn")


def _own_style(element: _Element) -> Style:
    name = value(element, "name") or ""
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    named = _HEADING_NAME.match(name)
    heading = int(named[1]) if named else 1 if name.lower() == "title" else outline(paragraph)
    number = number_of(paragraph)
    return Style(
        name=name,
        heading=heading,
        number=(number[0], number[1] or 0) if number and number[0] else None,
        bold=switch(run, "b"),
        size=size_of(run),
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its numbers look and where they begin."""

    format: str
    text: str
    start: int


class Numbering:
    """The lists of a document, counting as its paragraphs go by."""

    def __init__(self, part: _Element | None) -> None:
        self._abstract: dict[str | None, dict[int, _Level]] = {}
        self._lists: dict[str | None, str | None] = {}
        self._starts: dict[str | None, dict[int, int]] = {}
        self._counts: dict[str | None, dict[int, int]] = defaultdict(dict)
        for element in part.iter(w("abstractNum")) if part is not None else ():
            self._abstract[element.get(w("abstractNumId"))] = dict(_levels(element))
        for element in part.iter(w("num")) if part is not None else ():
            key = element.get(w("numId"))
            self._lists[key] = value(element, "abstractNumId")
            self._starts[key] = dict(_overrides(element))

    def label(self, key: str, depth: int) -> tuple[str, bool]:
        """The next label of list `key` at level `depth` (from 0), and whether it is a bullet."""
        abstract = self._lists.get(key)
        levels = self._abstract.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.format == "none":
            return "", False
        if level.format == "bullet":
            return level.text or "•", True
        counts = self._counts[abstract]
        if depth in self._starts.get(key, {}):  # a list that starts over
            counts[depth] = self._starts[key].pop(depth) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shown = levels.get(at, level)
            return numeral(counts.get(at, shown.start), _FORMS.get(shown.format, "1"))

        return _PLACE.sub(number, level.text), False


def _levels(abstract: _Element) -> Iterator[tuple[int, _Level]]:
    for element in abstract.iter(w("lvl")):
        depth, start = whole(element.get(w("ilvl"))), whole(value(element, "start"))
        if depth is not None:
            yield (
                depth,
                _Level(
                    format=value(element, "numFmt") or "decimal",
                    text=value(element, "lvlText") or "",
                    start=1 if start is None else start,
                ),
            )


def _overrides(element: _Element) -> Iterator[tuple[int, int]]:
    for override in element.iter(w("lvlOverride")):
        depth, start = whole(override.get(w("ilvl"))), whole(value(override, "startOverride"))
        if depth is not None and start is not None:
            yield depth, start
