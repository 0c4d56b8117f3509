"""The text of a Word document (ECMA-376 part 1, 17.2 to 17.4), walked in its XML.

python-docx's `paragraph.text` leaves out tracked insertions, content controls and text boxes, and
its cells repeat what is merged; here insertions are accepted, deletions dropped and all read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml.etree import _Element

from pipeline.readers.docx_styles import (
    Numbering,
    Style,
    Styles,
    number_of,
    outline,
    size_of,
    switch,
    value,
    w,
    whole,
)
from pipeline.readers.flowing import Words, table_lines
from pipeline.readers.lines import Line

_P, _TBL, _TR, _TC, _R, _T = (w(name) for name in ("p", "tbl", "tr", "tc", "r", "t"))
_PPR, _RPR, _TRPR, _TCPR = (w(f"{name}Pr") for name in ("p", "r", "tr", "tc"))
_SYM, _CHAR, _ID, _BOX = w("sym"), w("char"), w("id"), w("txbxContent")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = frozenset({w("drawing"), w("pict"), w("object"), _ALTERNATIVES})
_DROPPED = frozenset(
    {_PPR, _RPR, _TRPR, *map(w, ("del", "moveFrom", "sdtPr", "sdtEndPr", "tblPr"))}
)
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_BULLETED = ("list bullet", "punktliste")  # styles that python-docx and old templates number not
_PRIVATE = re.compile(r"[Ff]0[0-9A-Fa-f]{2}")  # where Word puts the signs of symbol fonts
_MOST_COLUMNS = 63  # that a table in Word can have


class Body:
    """A walk through a document's text.

    `read` counts the characters of `w:t` that were met; `tables` gives the next table its number.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], _Element]
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self.tables = count(1)
        self.read = 0

    def lines(self, container: _Element) -> Iterator[Line]:
        """The lines of everything in `container`, in order, tabs kept; sizes are in points."""
        gap = False
        for element in _content(container):
            if element.tag == _TBL:
                yield from self._table(element, gap)
                gap = False
                continue
            lines = list(self._paragraph(element))
            if lines:
                yield lines[0]._replace(gap=gap)
                yield from lines[1:]
            gap = not lines

    def _paragraph(self, element: _Element) -> Iterator[Line]:
        properties = element.find(_PPR)
        style = self._styles[value(properties, "pStyle") or self._styles.default]
        words: Words[_Element] = Words()
        self._gather(element, style, words)
        if words:
            level = outline(properties) or style.heading
            label, depth = self._label(style, properties)
            yield from words.lines(self._styles.size, level=level, label=label, depth=depth)
        for container in words.hanging:
            yield from self.lines(container)

    def _label(self, style: Style, properties: _Element | None) -> tuple[str, int | None]:
        """The number that Word puts before a paragraph, or the bullet and its level."""
        own = number_of(properties) or (None, None)
        key, depth = style.number or (None, 0)
        key, depth = own[0] or key, depth if own[1] is None else own[1]
        if key and key != "0":
            label, bullet = self._numbering.label(key, depth)
        else:
            bullet = style.name.lower().startswith(_BULLETED) and key != "0"
            label = "•" if bullet else ""
        return label, depth + 1 if bullet else None

    def _gather(self, element: _Element, style: Style, words: Words[_Element]) -> None:
        """The text below `element` into `words`, in order."""
        for child in element:
            if child.tag == _R:
                self._gather_run(child, style, words)
            elif child.tag in _DRAWN:
                words.hanging.extend(_boxes(child))
            elif child.tag not in _DROPPED:
                self._gather(child, style, words)

    def _gather_run(self, element: _Element, style: Style, words: Words[_Element]) -> None:
        for child in element:
            tag = child.tag
            if tag == _T:
                self._add(child.text or "", element.find(_RPR), style, words)
            elif tag in _SIGNS:
                words.parts.append(_SIGNS[tag])
            elif tag == _SYM:
                words.parts.append(_symbol(child.get(_CHAR, "")))
            elif tag in _DRAWN:
                words.hanging.extend(_boxes(child))
            elif (note := self._notes.get((tag, child.get(_ID, "")))) is not None:
                words.hanging.append(note)
            elif tag not in _DROPPED:
                self._gather(child, style, words)

    def _add(
        self, text: str, properties: _Element | None, style: Style, words: Words[_Element]
    ) -> None:
        """One `w:t`: its text, and how its letters look."""
        self.read += len(text)
        own = self._styles[value(properties, "rStyle")]
        bold = (switch(properties, "b"), own.bold, style.bold, False)
        size = size_of(properties) or own.size or style.size or self._styles.size
        words.add(text, bold=next(b for b in bold if b is not None), size=size)

    def _table(self, table: _Element, gap: bool) -> Iterator[Line]:
        rows = [list(_cells(row)) for row in _rows(table)]
        read = [
            [([] if merged else self.lines(cell), span) for cell, span, merged in row]
            for row in rows
        ]
        yield from table_lines(read, self.tables, gap)


def present(container: _Element) -> int:
    """How many characters of text stand in `container`, accepted changes and boxes once."""
    total = 0
    for child in container:
        if child.tag == _T:
            total += len(child.text or "")
        elif child.tag == _ALTERNATIVES:
            total += max(map(present, child), default=0)
        elif child.tag not in _DROPPED:
            total += present(child)
    return total


def _symbol(code: str) -> str:
    """The sign with the hexadecimal `code` in a symbol font, where it may be a bullet."""
    return chr(int(code, 16)) if _PRIVATE.fullmatch(code) else ""


def _content(container: _Element) -> Iterator[_Element]:
    """The paragraphs and tables in `container`, content controls and insertions opened."""
    for child in container:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag not in _DROPPED:
            yield from _content(child)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == _TR:
            deleted = child.find(f"{_TRPR}/{w('del')}")
            if deleted is None:
                yield child
        elif child.tag not in _DROPPED:
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[tuple[_Element, int, bool]]:
    """A row's cells: each with how many columns it spans, and whether it goes on from above."""
    for child in row:
        if child.tag == _TC:
            properties = child.find(_TCPR)
            span = whole(value(properties, "gridSpan")) or 1
            merge = properties.find(w("vMerge")) if properties is not None else None
            merged = merge is not None and merge.get(w("val"), "continue") == "continue"
            yield child, min(span, _MOST_COLUMNS), merged
        elif child.tag not in _DROPPED:
            yield from _cells(child)


def _boxes(drawn: _Element) -> Iterator[_Element]:
    """The text boxes in a drawing; of alternatives, the first that has any."""
    if drawn.tag == _BOX:
        yield drawn
    elif drawn.tag == _ALTERNATIVES:
        yield from next(filter(None, (list(_boxes(child)) for child in drawn)), [])
    else:
        for child in drawn:
            yield from _boxes(child)
