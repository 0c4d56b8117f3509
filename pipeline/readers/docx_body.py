"""The text of a Word document (ECMA-376 part 1, 17.2 to 17.4), walked in its XML.

python-docx's `paragraph.text` leaves out tracked insertions, content controls and text boxes, and
its cells repeat what is merged; here insertions are accepted, deletions dropped and all read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

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
from pipeline.readers.joining import is_ended
from pipeline.readers.lines import Line, as_item, clean
from schemas.document import BlockKind

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
_LONGEST_HEADING = 200  # a longer paragraph in a heading style is text that was styled wrongly


@dataclass(slots=True)
class _Words:
    """The words of one paragraph as they are met, and what hangs on them."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0  # of the letters
    sizes: Counter[float] = field(default_factory=Counter)  # letters of each size, in points
    hanging: list[_Element] = field(default_factory=list)  # text boxes and notes


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
                yield replace(lines[0], gap=gap)
                yield from lines[1:]
            gap = not lines

    def _paragraph(self, element: _Element) -> Iterator[Line]:
        properties = element.find(_PPR)
        style = self._styles[value(properties, "pStyle") or self._styles.default]
        words = _Words()
        self._gather(element, style, words)
        lines = list(_divided(clean("".join(words.parts)), self._look(words, style, properties)))
        if lines:
            yield self._labelled(lines[0], style, properties)
            yield from map(as_item, lines[1:])
        for container in words.hanging:
            yield from self.lines(container)

    def _look(self, words: _Words, style: Style, properties: _Element | None) -> Line:
        """How the paragraph looks: a line without text."""
        level = outline(properties) or style.heading
        heading = level is not None and words.letters <= _LONGEST_HEADING
        return Line(
            kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
            text="",
            level=level if heading else None,
            bold=words.letters > 0 and words.bold == words.letters,
            size=words.sizes.most_common(1)[0][0] if words.sizes else self._styles.size,
        )

    def _labelled(self, line: Line, style: Style, properties: _Element | None) -> Line:
        """`line` with the number or the bullet that Word puts before it, if it does."""
        own = number_of(properties) or (None, None)
        key, depth = style.number or (None, 0)
        key, depth = own[0] or key, depth if own[1] is None else own[1]
        if key and key != "0":
            label, bullet = self._numbering.label(key, depth)
        else:
            bullet = style.name.lower().startswith(_BULLETED) and key != "0"
            label = "•" if bullet else ""
        if bullet:
            return replace(line, kind=BlockKind.LIST_ITEM, marker=label, level=depth + 1)
        return replace(line, text=f"{label} {line.text}") if label else as_item(line)

    def _gather(self, element: _Element, style: Style, words: _Words) -> None:
        """The text below `element` into `words`, in order."""
        for child in element:
            if child.tag == _R:
                self._gather_run(child, style, words)
            elif child.tag in _DRAWN:
                words.hanging.extend(_boxes(child))
            elif child.tag not in _DROPPED:
                self._gather(child, style, words)

    def _gather_run(self, element: _Element, style: Style, words: _Words) -> None:
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

    def _add(self, text: str, properties: _Element | None, style: Style, words: _Words) -> None:
        """One `w:t`: its text, and how its letters look."""
        self.read += len(text)
        words.parts.append(text)
        if text.strip():
            own = self._styles[value(properties, "rStyle")]
            bold = (switch(properties, "b"), own.bold, style.bold, False)
            size = size_of(properties) or own.size or style.size or self._styles.size
            words.letters += len(text)
            words.bold += len(text) * next(b for b in bold if b is not None)
            words.sizes[size] += len(text)

    def _table(self, table: _Element, gap: bool) -> Iterator[Line]:
        """A table's rows; a table of one column is a frame, and what stands in it is text."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell, _, _ in row:
                    yield from self.lines(cell)
            return
        number = next(self.tables)
        for row in rows:
            texts: list[str] = []
            nested: list[Line] = []
            for cell, span, merged in row:
                lines = [] if merged else list(self.lines(cell))
                nested.extend(line for line in lines if line.kind is BlockKind.TABLE_ROW)
                own = [line.text for line in lines if line.kind is not BlockKind.TABLE_ROW]
                texts.extend(["\n".join(own).replace("\t", " "), *[""] * (span - 1)])
            yield Line(kind=BlockKind.TABLE_ROW, text="\t".join(texts), table=number, gap=gap)
            yield from nested
            gap = False


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


def _divided(text: str, look: Line) -> Iterator[Line]:
    """A paragraph's lines: a manual line break ends one, unless in the middle of a sentence."""
    parts = [part for part in text.split("\n") if part.strip()]
    for part, below in pairwise([*parts, ""]):
        goes_on = below.lstrip()[:1].islower() and not is_ended(part)
        cells = (" ".join(cell.split()) for cell in part.split("\t"))
        yield replace(look, text="\t".join(filter(None, cells)), full=goes_on)


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
