"""Pages of the web, and what mail and office programs save as such (HTML), parsed with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from lxml import etree, html
from lxml.etree import _Element

from pipeline.readers.columns import with_tabbed_rows
from pipeline.readers.decoding import decoded_page
from pipeline.readers.flowing import Words, numeral, table_lines
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged

_BEGINS = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Nobody sees these, or they are no words of the page's.
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math",
    "iframe", "object", "canvas", "audio", "video", "select", "option", "textarea", "button",
    "input", "datalist", "del",
})  # fmt: skip
_FURNITURE = frozenset({"nav", "footer"})
_OF_PAGES = ("header", "footer")  # what LibreOffice and Word call what stands on each page
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_WEIGHT = re.compile(r"font-weight:\s*(bold|[6-9]00)?", re.IGNORECASE)
_SIZE = re.compile(r"font-size:\s*([\d.]+)(pt|px|r?em|%)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
_NO_MARK = re.compile(r"list-style(?:-type)?:\s*none", re.IGNORECASE)
_RULED = re.compile(r"border(?:-\w+)?:\s*(?!none|0)[\w.]", re.IGNORECASE)
_USUAL = 12.0  # points: 16 pixels, what browsers set text in
_FONT_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)  # of <font size="1"> to "7"
_SPACE = re.compile(r"[^\S\u00a0]+")
_MOST_COLUMNS = 63


def is_html(source: Source) -> bool:
    """Whether the bytes begin as a page of the web does."""
    return _BEGINS.match(decoded_page(source.data[:4096])) is not None


def read_html(source: Source, _limits: Limits) -> Document:
    """The document in a web page. Knows no pages; menus and page footers are furniture.

    Raises Damaged.
    """
    tree = parsed(decoded_page(source.data))
    title = own_title(tree.findtext(".//title"))
    return Document.of(source, "html", shape(lines_of(tree)), title=title)


def parsed(text: str) -> _Element:
    """The tree of a page. Raises Damaged if there is nothing in it."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise Damaged from error


def lines_of(tree: _Element) -> Iterator[Line]:
    """The lines of a page, in order. Raises Damaged if it is nested deeper than any page is."""
    page = _Page()
    try:
        lines = page.lines(tree, _Look())
    except RecursionError as error:
        raise Damaged from error
    return with_tabbed_rows(lines, page.tables)


class _Look(NamedTuple):
    """How text looks where we stand in the page."""

    bold: bool = False
    size: float = _USUAL
    level: int | None = None  # of the heading we are in
    depth: int = 0  # of the list we are in, 0 outside lists
    kept: bool = False  # white space is kept, as in <pre>
    furniture: bool = False


class _Page:
    """The lines of a page as its tree is walked; `tables` gives the next table its number."""

    def __init__(self) -> None:
        self.tables = count(1)
        self._lines: list[Line] = []
        self._words: Words[_Element] = Words()
        self._mark: tuple[str, int | None] = ("", None)  # the label of the item that begins here
        self._gap = False

    def lines(self, element: _Element, look: _Look) -> list[Line]:
        """The lines of what stands in `element`, apart from those round it."""
        outside = self._lines, self._words, self._mark, self._gap
        self._lines, self._words, self._mark, self._gap = [], Words(), ("", None), False
        self._within(element, look)
        self._flush(look)
        lines = self._lines
        self._lines, self._words, self._mark, self._gap = outside
        return lines

    def _within(self, element: _Element, look: _Look) -> None:
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def _element(self, element: _Element, look: _Look) -> None:
        tag, style = element.tag, element.get("style", "")
        if not isinstance(tag, str) or tag in _DROPPED or _HIDDEN.search(style):
            return
        if element.get("hidden") is not None:
            return
        inner = _look_in(element, style, look)
        if tag == "br":
            self._words.parts.append("\n")
        elif tag == "table":
            self._flush(look)
            self._table(element, inner)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._flush(look)
            self._list(element, style, inner)
        elif tag in _BLOCKS:
            self._flush(look)
            self._within(element, inner)
            self._end_block(tag, inner)
        else:
            self._within(element, inner)

    def _text(self, text: str | None, look: _Look) -> None:
        if text:
            shown = text if look.kept else _SPACE.sub(_space, text)
            self._words.add(shown, bold=look.bold, size=look.size)

    def _end_block(self, tag: str, look: _Look) -> None:
        """End the paragraph; one with nothing in it is white space."""
        before = len(self._lines)
        self._flush(look)
        self._gap |= tag == "hr" or (tag in ("p", "div") and len(self._lines) == before)

    def _flush(self, look: _Look) -> None:
        """End the paragraph at hand, if any of its words have been met."""
        words, (label, depth) = self._words, self._mark
        self._words = Words()
        if not words:
            return
        self._mark = ("", None)
        for line in words.lines(_USUAL, level=look.level, label=label, depth=depth):
            self._lines.append(line._replace(gap=self._gap, furniture=look.furniture))
            self._gap = False

    def _list(self, element: _Element, style: str, look: _Look) -> None:
        """A list's items; the numbers that a browser would make stand in the text."""
        number = _whole(element.get("start"), 1) - 1
        inner = look._replace(depth=look.depth + 1)
        for child in element:
            if child.tag != "li":
                self._element(child, inner)  # lists in lists, as many programs nest them
            else:
                number = _whole(child.get("value"), number + 1)
                if _NO_MARK.search(style + child.get("style", "")):
                    self._mark = ("", None)
                elif element.tag == "ol":
                    form = child.get("type") or element.get("type") or "1"
                    self._mark = (f"{numeral(number, form)}.", None)
                else:
                    self._mark = ("•", inner.depth)
                self._element(child, inner)
                self._mark = ("", None)
            self._text(child.tail, look)
        self._flush(look)

    def _table(self, table: _Element, look: _Look) -> None:
        """A table's rows; one without borders whose cells hold tables lays the page out: text."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
        for caption in table.iterchildren("caption"):
            self._element(caption, look)
        if table.find(".//table") is not None and not _is_ruled(table, rows):
            for cell in (cell for row in rows for cell in row):
                self._within(cell, look)
                self._flush(look)
            return
        shown = [
            [(() if cell is None else self.lines(cell, look), span) for cell, span in row]
            for row in _spread(rows)
        ]
        for line in table_lines(shown, self.tables, self._gap):
            self._lines.append(line._replace(furniture=look.furniture))
        self._gap = False


def _look_in(element: _Element, style: str, look: _Look) -> _Look:
    """How text looks in `element`, where it looks like `look` round it."""
    tag = element.tag
    level = int(tag[1]) if _HEADING.fullmatch(tag) else look.level
    of_pages = element.get("title") in _OF_PAGES or "mso-element:header" in style
    weight = _WEIGHT.search(style)
    return look._replace(
        bold=weight[1] is not None if weight else look.bold or tag in _BOLD,
        size=_size(element, style, look.size),
        level=level,
        kept=look.kept or tag == "pre",
        furniture=look.furniture or tag in _FURNITURE or of_pages,
    )


def _size(element: _Element, style: str, size: float) -> float:
    """The letters' size in points, `size` where `element` does not change it."""
    given = _SIZE.search(style)
    if given:
        try:
            number = float(given[1])
        except ValueError:
            return size
        relative = {"pt": number, "px": number * 0.75, "%": size * number / 100}
        return relative.get(given[2].lower(), size * number)
    named = element.get("size", "") if element.tag == "font" else ""
    return _FONT_SIZES[int(named) - 1] if re.fullmatch("[1-7]", named) else size


def _space(space: re.Match[str]) -> str:
    """White space as one sign: a tab between words, such as programs write, is a tab still."""
    return "\t" if "\t" in space[0] and "\n" not in space[0] else " "


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _is_ruled(table: _Element, rows: list[list[_Element]]) -> bool:
    """Whether lines are drawn between the cells."""
    styles = [cell.get("style", "") for row in rows for cell in row]
    return table.get("border", "0") != "0" or any(map(_RULED.search, styles))


def _spread(rows: list[list[_Element]]) -> Iterator[list[tuple[_Element | None, int]]]:
    """The cells of each row with the columns that each spans; None where one goes on from above."""
    below: dict[int, int] = {}  # for each column how many rows more the cell above takes
    for row in rows:
        spread: list[tuple[_Element | None, int]] = []
        column = 0
        waiting = list(reversed(row))
        while waiting or column in below:
            if below.get(column):
                below[column] -= 1
                spread.append((None, 1))
                column += 1
                continue
            if not waiting:
                break
            cell = waiting.pop()
            span = min(_whole(cell.get("colspan"), 1), _MOST_COLUMNS) or 1
            tall = min(_whole(cell.get("rowspan"), 1), len(rows)) - 1
            below.update(dict.fromkeys(range(column, column + span), max(tall, 0)))
            spread.append((cell, span))
            column += span
        yield spread
