"""Plain text and markdown: what a case system exported, or somebody pasted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import count, pairwise

from pipeline.readers.columns import (
    aligned_region,
    aligned_rows,
    cells_of,
    fields_of,
    is_rule,
    is_tabbed,
    pieces_of,
    with_outer_pipes,
)
from pipeline.readers.decoding import decoded
from pipeline.readers.joining import is_ended, is_hanging, slack
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line, as_item, clean
from pipeline.readers.markup import (
    is_strong,
    items_within,
    without_comments,
    without_emphasis,
    without_html,
    without_quote,
)
from pipeline.readers.shaping import shape
from schemas.document import HEADING, TABLE_ROW, Document, Source

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NEWLINE = re.compile(r"\r\n?|[\f\v\u2028\u2029]")
_FENCE = "---"  # of YAML front matter, as Jekyll and Hugo write it
_FRONT_MATTER = re.compile(r"[\w-]+:|[ \t-]|$")
_TITLE = re.compile(r"title:\s*[\"']?(.*?)[\"']?\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6}(?!\d)|=(?=.*=\s*$)|={2,5})\s*([^\s=].*)")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")
_FIELD = re.compile(r"[^\W\d][^:]{1,40}:\s{2,}(?=\S)")
_DRAWN = re.compile(r"[\s*_=~.-]{3,}")
_SHORT = 40  # no line of a wrapped paragraph but its last is shorter
_NEAR = 15  # characters: lines whose lengths differ no more are wrapped at the same width
_WIDEST = 140  # columns that somebody would wrap a text at


def is_text(source: Source) -> bool:
    """Whether the bytes are text: few control characters, or a byte order mark of UTF-16."""
    head = source.data[: 2**16]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return b"\0" not in head and len(_CONTROL.findall(head)) * 100 <= len(head)


def is_markdown(source: Source) -> bool:
    """Whether the bytes are text that calls itself markdown."""
    return source.name.lower().endswith((".md", ".markdown")) and is_text(source)


def read_text(source: Source, _limits: Limits) -> Document:
    """The document in plain text. Knows no pages."""
    return _read(source, "txt")


def read_markdown(source: Source, _limits: Limits) -> Document:
    """The document in markdown (CommonMark, and what wikis write). Knows no pages."""
    return _read(source, "md")


def _read(source: Source, name: str) -> Document:
    front, body = _front_matter(_unified(decoded(source.data)).split("\n"))
    titles = (title[1] for line in front if (title := _TITLE.fullmatch(line)))
    head = [Line(text=clean(line)) for line in front]
    drafts = shape(head + _body(body, markdown=name == "md"))
    return Document.of(source, name, drafts, title=next(titles, None) or None)


def lines_of(text: str) -> list[Line]:
    """The lines of plain text that stands in something else, such as a mail."""
    return _body(_unified(text).split("\n"), markdown=False)


def _unified(text: str) -> str:
    return _NEWLINE.sub("\n", without_comments(text)).replace("\u00a0", " ")


def _body(body: list[str], *, markdown: bool) -> list[Line]:
    lines = (part for line in body for part in _without_html(line))
    raw = with_outer_pipes([field for line in lines for field in _fields(line)])
    return _filled(list(_lines(raw)), markdown=markdown)


def _front_matter(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of YAML front matter, and the lines of the text itself."""
    if lines[0] == _FENCE and _FENCE in lines[1:]:
        end = lines.index(_FENCE, 1)
        if all(_FRONT_MATTER.match(line) for line in lines[1:end]):
            return lines[1:end], ["", *lines[end + 1 :]]
    return [], lines


def _without_html(line: str) -> list[str]:
    """`line` without html's tags; outside tables, block tags divide it."""
    if "<" not in line and "&" not in line:
        return [line]
    text = without_html(line)
    return [text.replace("\n", " ")] if "\t" in line or "|" in line else text.split("\n")


def _fields(line: str) -> list[str]:
    """`line`, or the fields that stand beside each other on it."""
    pieces = [piece.text for piece in pieces_of(line)]
    fields = fields_of(pieces)
    return [" ".join(pieces[field]) for field in fields] if len(fields) > 1 else [line]


def _lines(raw: list[str]) -> Iterator[Line]:
    """The lines of a text, its tables and marked headings known."""
    tables = count(1)
    pieces = [pieces_of(line) for line in raw]
    at, gap = 0, False
    while at < len(raw):
        line = raw[at]
        size = 1
        if not line.strip() or _is_drawn(line):
            at, gap = at + 1, True
            continue
        if tabbed := _tabbed_region(raw, at):
            size = tabbed
            drawn = (row for row in raw[at : at + size] if row.strip() and not is_rule(row))
            yield from _rows([cells_of(row) for row in drawn], next(tables), gap)
        elif aligned := aligned_region(pieces, at):
            size = aligned
            rows = [cells for _, cells in aligned_rows(pieces[at : at + size])]
            yield from _rows(rows, next(tables), gap)
        elif heading := _HEADING.fullmatch(line):
            yield _heading(heading[2].rstrip("#= \t"), len(heading[1]))
        elif at + 1 < len(raw) and (level := _underlined(line, raw[at + 1])):
            size = 2
            yield _heading(line, level)
        else:
            yield from _plain(line, gap)
        at, gap = at + size, False


def _underlined(line: str, below: str) -> int | None:
    """The level of `line` as a heading, if `below` underlines it and not a sentence."""
    under = _UNDERLINE.fullmatch(below)
    if not under or is_ended(line):
        return None
    return 1 if under[1] == "=" else 2


def _is_drawn(line: str) -> bool:
    """Whether `line` is a drawn rule: dashes, stars, underscores."""
    return _DRAWN.fullmatch(line) is not None


def _tabbed_region(lines: list[str], at: int) -> int:
    """How many of `lines`, from `at`, are rows that tabs or pipes divide; 0 if one or none.

    One blank line may break the rows: pasted tables often come with some.
    """
    rows, end = 0, at
    for number in range(at, len(lines)):
        merged = rows and lines[number].count("\t") > 1  # a row whose first cell is empty
        if merged or is_rule(lines[number]) or is_tabbed(lines[number]):
            rows += 1
            end = number + 1
        elif lines[number].strip() or number > end:
            break
    return end - at if rows > 1 else 0


def _rows(rows: list[list[str]], table: int, gap: bool) -> Iterator[Line]:
    for number, row in enumerate(rows):
        cells = (_cell(cell) for cell in row)
        text = "\t".join(cells)
        yield Line(kind=TABLE_ROW, text=text, table=table, gap=gap and not number)


def _cell(text: str) -> str:
    """A cell's text: bullets inside it begin lines, and lose their signs."""
    lines = (as_item(Line(text=clean(line))).text for line in items_within(text))
    return without_emphasis("\n".join(lines))


def _heading(text: str, level: int) -> Line:
    text = without_emphasis(clean(text)).strip()
    return Line(kind=HEADING, text=text, level=level, gap=True)


def _plain(line: str, gap: bool) -> Iterator[Line]:
    """The line, or the lines that its inline bullets divide it into."""
    for number, part in enumerate(items_within(line)):
        wide = part.expandtabs(4)
        indent = len(wide) - len(wide.lstrip()) + (number > 0)
        text = without_quote(clean(part)).replace("\t", " ")
        item = as_item(Line(text=text, gap=gap and not number))
        yield item._replace(
            text=without_emphasis(item.text).strip(),
            bold=is_strong(item.text),
            indent=indent,
        )


def _width(lines: list[Line]) -> int | None:
    """The column that the text was wrapped at, None if each paragraph is one line.

    A wrapped text has lines of nearly the same length that end in the middle of a sentence: most of
    its long lines do, or several go on below in lower case.
    """
    lengths = sorted(_length(line) for line in lines if _length(line) > _SHORT)
    if not lengths:
        return None
    width = lengths[len(lengths) * 98 // 100]
    long = [line for line in lines if width - _NEAR <= _length(line) <= width]
    broken = sum(not is_ended(line.text) for line in long)
    wrapped = len(long) >= 3 and broken > len(long) / 2 and len(long) > len(lengths) / 5
    if wrapped and width <= _WIDEST:
        return width
    cut = sorted(
        _length(line) for line, below in pairwise(lines) if _is_cut(line, below) and not below.gap
    )
    cut = [length for length in cut if _SHORT < length <= _WIDEST]
    return cut[len(cut) * 9 // 10] if len(cut) >= 3 else None


def _is_cut(line: Line, below: Line) -> bool:
    """Whether `line` ends in the middle of a sentence that goes on in lower case."""
    return below.text[:1].islower() and not is_ended(line.text) and not below.marker


def _length(line: Line) -> int:
    """How wide the line stood in the file, about; a table's row counts for nothing."""
    if line.kind in (TABLE_ROW, HEADING):
        return 0
    return int(line.indent) + len(line.marker) + len(line.text)


def _filled(lines: list[Line], markdown: bool) -> list[Line]:
    """`lines`, each knowing whether it was full: whether the next line's first word had no room.

    A line may be broken before it is full, too: then the next one begins in lower case, in the
    middle of a sentence. Markdown breaks lines anywhere, and no line of its own ends with `og`.
    """
    if not lines:
        return lines
    width = _width(lines)
    wrapped = markdown or width is not None
    least = _SHORT if markdown or width is None else width / 2
    filled = []
    column: float | None = None  # where what the field above says begins
    for line, below in pairwise(lines):
        column = _value_column(line, column)
        needed = _length(line) + 1 + len(below.text.split(" ", 1)[0])
        room = slack(line.text, below.text)
        cut = _is_cut(line, below) and _length(line) >= least
        full = (width is not None and needed > width - room) or (wrapped and cut)
        full = full or (_length(line) >= _SHORT and is_hanging(line.text))
        full = full or (column is not None and _lists_on(line, below, column))
        filled.append(line._replace(full=full))
    return [*filled, lines[-1]]


def _value_column(line: Line, above: float | None) -> float | None:
    """Where in the file what a field says begins, and goes on below it."""
    field = _FIELD.match(line.text)
    if field:
        return line.indent + field.end()
    return above if above is not None and abs(line.indent - above) <= 1 else None


def _lists_on(line: Line, below: Line, column: float) -> bool:
    """Whether a field's list of names goes on below, in the middle of one: `…, Eva Lo, Kari`."""
    *names, last = (name.strip() for name in line.text.rpartition(":")[2].split(","))
    listing = len(names) > 1 and all(" " in name and name[0].isupper() for name in names)
    half = " " not in last or " " not in below.text.split(",", 1)[0] or is_hanging(last)
    going_on = listing and half and last != "" and not is_ended(last)
    return going_on and abs(below.indent - column) <= 1
