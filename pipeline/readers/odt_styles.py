"""OpenDocument's styles and list numbering (ISO/IEC 26300, 16 and 19), as far as reading needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.readers.flowing import numeral

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DEEPEST = 20  # styles that are based on each other in a ring would go on for ever
_USUAL = 12.0  # points, where a document says nothing
_POINTS = re.compile(r"(\d+(?:\.\d+)?)(pt|%|in|cm|mm)")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_WHOLE = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or text style says; None where it says nothing itself."""

    bold: bool | None = None
    size: float | None = None  # points
    level: int | None = None  # of a heading, from 1
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its bullet, or how its numbers look and where they begin."""

    bullet: str | None
    form: str
    before: str
    after: str
    start: int
    shown: int  # how many levels' numbers are shown


def odf(name: str) -> str:
    """The tag or attribute `name`, such as `text:p`, in its namespace."""
    space, local = name.split(":")
    return f"{{{_SPACES[space]}}}{local}"


def whole(text: str | None, otherwise: int) -> int:
    """`text` as a whole number, `otherwise` if it is none that a sound file would hold."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise


class Styles:
    """All styles of a document, each with what it inherits, and the lists' levels.

    `parts` are the parsed styles and content, in this order; a later style of a name wins.
    """

    def __init__(self, *parts: _Element | None) -> None:
        self._elements: dict[tuple[str, str | None], _Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._headings: dict[int, Level] = {}
        self._cache: dict[tuple[str, str | None], Style] = {}
        self.size = _USUAL
        for part in parts:
            if part is not None:
                self._take(part)

    def _take(self, part: _Element) -> None:
        for element in part.iter(odf("style:style")):
            name = element.get(odf("style:name"))
            self._elements[element.get(odf("style:family"), ""), name] = element
        for element in part.iter(odf("style:default-style")):
            if element.get(odf("style:family")) == "paragraph":
                self.size = _own(element, self.size).size or self.size
        for element in part.iter(odf("text:list-style")):
            self._lists[element.get(odf("style:name"), "")] = dict(_levels(element))
        for element in part.iter(odf("text:outline-style")):
            self._headings = dict(_levels(element))

    def __getitem__(self, key: tuple[str, str | None]) -> Style:
        """The style of a family (`paragraph`, `text`) and a name."""
        if key not in self._cache:
            self._cache[key] = self._inherited(key)
        return self._cache[key]

    def levels(self, name: str | None) -> dict[int, Level]:
        """The levels, from 1, of the list style `name`; of headings, if it is None."""
        return self._headings if name is None else self._lists.get(name, {})

    def _inherited(self, key: tuple[str, str | None]) -> Style:
        chain = list(self._chain(*key))
        size: float | None = None
        for element in reversed(chain):  # a size in per cent is of what it inherits
            size = _own(element, size or self.size).size or size
        own = [_own(element, self.size) for element in chain]
        return Style(
            bold=next((s.bold for s in own if s.bold is not None), None),
            size=size,
            level=next((s.level for s in own if s.level is not None), None),
            list_style=next((s.list_style for s in own if s.list_style is not None), None),
        )

    def _chain(self, family: str, name: str | None) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = element.get(odf("style:parent-style-name"))


def _own(element: _Element, size: float) -> Style:
    look = element.find(odf("style:text-properties"))
    weight = look.get(odf("fo:font-weight")) if look is not None else None
    level = element.get(odf("style:default-outline-level"))
    return Style(
        bold=weight in _BOLD if weight else None,
        size=_points(look.get(odf("fo:font-size")), size) if look is not None else None,
        level=whole(level, 0) or None,
        list_style=element.get(odf("style:list-style-name")),
    )


def _points(length: str | None, whole_size: float) -> float | None:
    match = _POINTS.fullmatch(length or "")
    if not match:
        return None
    if match[2] == "%":
        return whole_size * float(match[1]) / 100
    return float(match[1]) * _UNITS[match[2]]


def _levels(style: _Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        depth = whole(element.get(odf("text:level")), 0)
        if depth:
            bullet = element.get(odf("text:bullet-char"))
            yield (
                depth,
                Level(
                    bullet=bullet,
                    form=element.get(odf("style:num-format"), ""),
                    before=element.get(odf("style:num-prefix"), ""),
                    after=element.get(odf("style:num-suffix"), ""),
                    start=whole(element.get(odf("text:start-value")), 1),
                    shown=whole(element.get(odf("text:display-levels")), 1),
                ),
            )


class Numbers:
    """The numbers of one list, or of all headings, counting as its items go by."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def label(
        self, levels: dict[int, Level], depth: int, start: int | None = None
    ) -> tuple[str, bool]:
        """The next label at level `depth` (from 1), and whether it is a bullet.

        `start` is the number that the item itself says it has.
        """
        level = levels.get(depth)
        if level is None:
            return "", False
        if level.bullet is not None:
            return level.bullet, True
        self._counts[depth] = start or self._counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in self._counts if d > depth]:
            del self._counts[deeper]
        if not level.form:
            return "", False
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = (
            numeral(self._counts.get(at, 1), levels.get(at, level).form or "1") for at in shown
        )
        return f"{level.before}{'.'.join(numbers)}{level.after}", False
