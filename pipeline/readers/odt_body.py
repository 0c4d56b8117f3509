"""The text of an OpenDocument text (ISO/IEC 26300, 5 to 9), walked in its XML.

Tracked insertions stand in the text and are read; deletions stand apart from it and are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from lxml.etree import _Element

from pipeline.readers.flowing import Words, table_lines
from pipeline.readers.lines import Line
from pipeline.readers.odt_styles import Numbers, Style, Styles, odf, whole

_P, _H, _LIST, _TABLE = odf("text:p"), odf("text:h"), odf("text:list"), odf("table:table")
_STYLE, _SPAN = odf("text:style-name"), odf("text:span")
_ITEMS = frozenset({odf("text:list-item"), odf("text:list-header")})
_ROW, _CELL, _COVERED = (
    odf(f"table:{name}") for name in ("table-row", "table-cell", "covered-table-cell")
)
_GROUPS = frozenset(odf(f"table:table-{name}") for name in ("rows", "header-rows", "row-group"))
_HANGING = frozenset(map(odf, ("draw:frame", "draw:custom-shape", "draw:g", "text:note")))
_NOT_TEXT = frozenset(
    map(
        odf,
        (
            "text:tracked-changes",
            "text:note-citation",
            "text:sequence-decls",
            "text:variable-decls",
            "text:user-field-decls",
            "text:bibliography-mark",
            "text:index-title-template",
            "text:table-of-content-source",
            "office:annotation",
            "office:annotation-end",
            "office:forms",
            "office:scripts",
            "office:event-listeners",
        ),
    )
)
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST = 63  # columns or rows that one element may stand for; a sheet's empty rest is thousands


class _Item(NamedTuple):
    """The list item that we stand in: its list's style and numbers, its depth, its own number."""

    style: str
    numbers: Numbers
    depth: int
    start: int | None


class Body:
    """A walk through a document's text; `tables` gives the next table its number."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._headings = Numbers()
        self._lists: dict[str | None, Numbers] = {}  # by the list's id and by its style
        self.tables = count(1)

    def lines(self, container: _Element) -> Iterator[Line]:
        """The lines of everything in `container`, in order, tabs kept; sizes are in points."""
        gap = False
        for element, item in self._content(container, None):
            if element.tag == _TABLE:
                yield from self._table(element, gap)
                gap = False
                continue
            lines = list(self._paragraph(element, item))
            if lines:
                yield lines[0]._replace(gap=gap)
                yield from lines[1:]
            gap = not lines

    def _content(
        self, container: _Element, item: _Item | None
    ) -> Iterator[tuple[_Element, _Item | None]]:
        """The paragraphs and tables in `container`, with the item that each begins, if it does."""
        for child in container:
            if child.tag == _LIST:
                yield from self._list(child, item)
            elif child.tag in (_P, _H, _TABLE):
                yield child, item
                item = None
            elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
                yield from self._content(child, item)

    def _list(
        self, element: _Element, within: _Item | None
    ) -> Iterator[tuple[_Element, _Item | None]]:
        style = element.get(_STYLE) or (within.style if within else "")
        depth = within.depth + 1 if within else 1
        numbers = within.numbers if within else self._numbers(element, style)
        for child in element:
            if child.tag not in _ITEMS:
                continue
            start = child.get(odf("text:start-value"))
            item = _Item(style, numbers, depth, whole(start, 0) or None)
            if child.tag == odf("text:list-item"):
                yield from self._of_item(child, item)
            else:
                yield from self._content(child, None)

    def _of_item(self, element: _Element, item: _Item) -> Iterator[tuple[_Element, _Item | None]]:
        """What stands in a list item; only its first paragraph bears its label."""
        bearer: _Item | None = item
        for child in element:
            if child.tag == _LIST:
                yield from self._list(child, item)
            elif child.tag in (_P, _H, _TABLE):
                yield child, bearer
                bearer = None

    def _numbers(self, element: _Element, style: str) -> Numbers:
        """The numbers that a list counts on with: those of the list that it continues, or new."""
        continued = element.get(odf("text:continue-list"))
        if continued not in self._lists and element.get(odf("text:continue-numbering")) == "true":
            continued = style
        numbers = self._lists.get(continued) if continued is not None else None
        numbers = numbers or Numbers()
        self._lists[element.get(odf("xml:id"))] = self._lists[style] = numbers
        return numbers

    def _paragraph(self, element: _Element, item: _Item | None) -> Iterator[Line]:
        style = self._styles["paragraph", element.get(_STYLE)]
        words: Words[_Element] = Words()
        self._gather(element, style, words)
        if words:
            level = whole(element.get(odf("text:outline-level")), 1) if element.tag == _H else None
            label, depth = self._label(element, level, item)
            size = style.size or self._styles.size
            yield from words.lines(size, level=level or style.level, label=label, depth=depth)
        for container in words.hanging:
            yield from self.lines(container)

    def _label(
        self, element: _Element, level: int | None, item: _Item | None
    ) -> tuple[str, int | None]:
        """The number that the program puts before a paragraph, or the bullet and its level."""
        if item is not None:
            levels = self._styles.levels(item.style)
            label, bullet = item.numbers.label(levels, item.depth, item.start)
            return label, item.depth if bullet else None
        if level is None or element.get(odf("text:is-list-header")) == "true":
            return "", None
        label, bullet = self._headings.label(self._styles.levels(None), level)
        return label, level if bullet else None

    def _gather(self, element: _Element, style: Style, words: Words[_Element]) -> None:
        """The text below `element` into `words`, in order; white space as the format reads it."""
        self._add(element.text, style, words)
        for child in element:
            tag = child.tag
            if tag == odf("text:s"):
                words.parts.append(" " * min(whole(child.get(odf("text:c")), 1), _MOST))
            elif tag == odf("text:tab"):
                words.parts.append("\t")
            elif tag == odf("text:line-break"):
                words.parts.append("\n")
            elif tag in _HANGING:
                words.hanging.append(child)
            elif tag == _SPAN:
                self._gather(child, self._over(style, child), words)
            elif isinstance(tag, str) and tag not in _NOT_TEXT:
                self._gather(child, style, words)
            self._add(child.tail, style, words)

    def _over(self, style: Style, span: _Element) -> Style:
        own = self._styles["text", span.get(_STYLE)]
        bold = style.bold if own.bold is None else own.bold
        return replace(style, bold=bold, size=own.size or style.size)

    def _add(self, text: str | None, style: Style, words: Words[_Element]) -> None:
        if text:
            size = style.size or self._styles.size
            words.add(_SPACE.sub(" ", text), bold=bool(style.bold), size=size)

    def _table(self, table: _Element, gap: bool) -> Iterator[Line]:
        read = [
            [(() if cell.tag == _COVERED else self.lines(cell), span) for cell, span in _cells(row)]
            for row in _rows(table)
        ]
        yield from table_lines(read, self.tables, gap)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[tuple[_Element, int]]:
    """A row's cells, each with how many columns it takes beyond those that are covered."""
    for child in row:
        if child.tag in (_CELL, _COVERED):
            repeated = whole(child.get(odf("table:number-columns-repeated")), 1)
            for _ in range(min(repeated, _MOST)):
                yield child, 1
