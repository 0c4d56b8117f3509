"""Rich Text Format (RTF 1.9.1), as word processors and old case systems write it.

The walk follows the groups and keeps what the other formats keep: headings, lists, tables, notes.
Tracked insertions are read; what is marked as deleted or hidden is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from pipeline.readers.columns import with_tabbed_rows
from pipeline.readers.flowing import Words, table_lines
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.rtf_state import (
    AIMS,
    ASIDE,
    READ,
    SETS,
    SKIPPED,
    USUAL,
    State,
    Table,
    on_grid,
)
from pipeline.readers.rtf_tokens import (
    Token,
    character,
    code_page,
    decoded,
    joined,
    letter,
    tokens,
)
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged

_BEGINS = re.compile(rb"\s*\{\\rtf")
_HEADING_NAME = re.compile(r"(?:heading|overskrift) ?([1-9])|(title)$|(tittel)$", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:header|footer)[lrf]?")
_DEEPEST = 20  # tables within tables


def is_rtf(source: Source) -> bool:
    """Whether the bytes begin as RTF does."""
    return _BEGINS.match(source.data) is not None


def read_rtf(source: Source, _limits: Limits) -> Document:
    """The document in an RTF file. Knows no pages; headers and footers are furniture.

    Raises Damaged where the file ends before its text does.
    """
    walk = _Walk()
    for token in tokens(source.data):
        walk.take(token)
    lines = walk.finish()
    drafts = shape(with_tabbed_rows([*walk.furniture.values(), *lines], walk.tables))
    return Document.of(source, "rtf", drafts, title=own_title(joined(walk.title)))


class _Walk:
    """The text of a file while its tokens go by."""

    def __init__(self) -> None:
        self.tables = count(1)
        self.furniture: dict[str, Line] = {}
        self.title = ""
        self._groups: list[State] = []
        self._state = State()
        self._closed = False
        self._lines: list[Line] = []
        self._words: Words[list[Line]] = Words()
        self._label = ""
        self._open: list[Table] = []
        self._gap = False
        self._bytes = b""  # letters that wait for the rest of theirs
        self._fallback = 0  # letters still to be passed over after `\u`
        self._starred = False
        self._usual = "cp1252"
        self._charsets: dict[int, int] = {}
        self._levels: dict[int, int] = {}  # of heading styles
        self._name = ""  # of the style that is being defined

    def take(self, token: Token) -> None:
        """Go on with `token`."""
        word = token.word
        if word in ("", "'"):
            self._letters(token.data)
            return
        self._decode()
        if word == "{":
            self._groups.append(self._state)
            self._state = replace(self._state, ends=None)
            self._fallback = 0
        elif word == "}":
            self._end_group()
        elif word == "*":
            self._starred = True
            return
        elif word == "u" and token.number is not None:
            self._add(character(token.number))
            self._fallback = self._state.fallback
        elif (text := letter(word)) is not None:
            self._fallback, passed = max(self._fallback - 1, 0), self._fallback
            self._add("" if passed else text)
        else:
            self._control(word, token.number)
        self._starred = False

    def finish(self) -> list[Line]:
        """All lines. Raises Damaged if the file broke off inside its text."""
        self._decode()
        if self._groups and not self._closed:
            raise Damaged
        self._end_paragraph()
        self._at(0)
        return self._lines

    def _end_group(self) -> None:
        if not self._groups:
            return
        ends, self._state = self._state.ends, self._groups.pop()
        if ends is not None:
            ends()
        self._fallback = 0
        self._closed = not self._groups

    def _letters(self, data: bytes) -> None:
        if self._fallback:
            passed = min(self._fallback, len(data))
            self._fallback -= passed
            data = data[passed:]
        self._bytes += data

    def _decode(self) -> None:
        """The bytes at hand as letters; only now, as some letters are two bytes."""
        if self._bytes:
            data, self._bytes = self._bytes, b""
            charset = self._charsets.get(self._state.font)
            self._add(decoded(data, charset, self._usual))

    def _add(self, text: str) -> None:
        state = self._state
        if state.aim == "label":
            self._label += text
        elif state.aim == "title":
            self.title += text
        elif state.aim == "styles":
            self._define(text)
        elif state.aim == "text" and not state.unseen and not self._closed:
            self._words.add(text, bold=state.bold, size=state.size)

    def _define(self, text: str) -> None:
        """A style's name: that of headings says their level."""
        self._name += text
        if text.endswith(";"):
            named = _HEADING_NAME.match(self._name.rstrip("; ").strip())
            if named:
                self._levels[self._state.style] = int(named[1] or 1)
            elif self._state.level is not None:
                self._levels[self._state.style] = self._state.level
            self._name = ""

    def _control(self, word: str, number: int | None) -> None:
        if word in _ENDS:
            _ENDS[word](self)
        elif word in SETS:
            SETS[word](self._state, 1 if number is None else number)
        elif self._state.aim == "fonts" and word == "fcharset":
            self._charsets[self._state.font] = number or 0
        elif (page := code_page(word, number)) is not None:
            self._usual = page
        elif word == "trowd" and self._state.aim == "text":
            self._edges().clear()
        elif word == "cellx" and self._state.aim == "text":
            self._edges().append(number or 0)
        else:
            self._destination(word)

    def _destination(self, word: str) -> None:
        """A word that says what its group is for; an unknown one that may be skipped is."""
        state = self._state
        if state.aim == "nowhere" and word not in ("ud", *ASIDE):
            return
        if word in AIMS:
            state.aim = AIMS[word]
            if word in ("listtext", "pntext"):
                self._label = ""
        elif word in ASIDE:
            self._aside(self._hang)
        elif _FURNITURE.fullmatch(word):
            self._aside(self._keep_furniture)
        elif word in SKIPPED or (self._starred and word not in READ):
            state.aim = "nowhere"

    def _aside(self, use: Callable[[list[Line]], None]) -> None:
        """Read the group's text apart from what stands round it, and `use` its lines at its end."""
        outside = self._lines, self._words, self._label, self._open, self._gap
        self._lines, self._words, self._label, self._open, self._gap = [], Words(), "", [], False
        state = self._state
        state.aim, state.table, state.level, state.style = "text", 0, None, 0

        def end() -> None:
            self._end_paragraph()
            self._at(0)
            lines = self._lines
            self._lines, self._words, self._label, self._open, self._gap = outside
            use(lines)

        if state.ends is None:
            state.ends = end

    def _hang(self, lines: list[Line]) -> None:
        self._words.hanging.append(lines)

    def _keep_furniture(self, lines: list[Line]) -> None:
        for line in lines:
            self.furniture.setdefault(line.text, line._replace(furniture=True))

    def end_paragraph(self) -> None:
        r"""What `\par` does."""
        if self._state.aim == "text":
            empty = not self._end_paragraph()
            self._gap |= empty and not self._open

    def _end_paragraph(self) -> bool:
        """Put the paragraph at hand, if it has words, where it belongs; whether it had any."""
        words, label = self._words, joined(self._label).strip()
        self._words, self._label = Words(), ""
        words.parts = [joined("".join(words.parts))]
        self._at(self._state.table)
        state, lines = self._state, self._open[-1].cell if self._open else self._lines
        if words:
            level = self._levels.get(state.style) if state.level is None else state.level
            bullet = bool(label) and not any(sign.isalnum() for sign in label)
            depth = state.depth + 1 if bullet else None
            for line in words.lines(USUAL, level=level, label=label, depth=depth):
                lines.append(line._replace(gap=self._gap))
                self._gap = False
        for hanging in words.hanging:
            lines.extend(hanging)
        return bool(words)

    def _at(self, depth: int) -> None:
        """Be `depth` tables deep: the deeper ones are at their end."""
        while len(self._open) > depth:
            table = self._open.pop()
            rows = on_grid(table)
            lines = self._open[-1].cell if self._open else self._lines
            lines.extend([*table_lines(rows, self.tables, gap=False), *table.cell])
        while len(self._open) < min(depth, _DEEPEST):
            self._open.append(Table())

    def _edges(self) -> list[int]:
        if not self._open:
            self._at(1)
        return self._open[-1].edges

    def end_cell(self, depth: int = 1) -> None:
        r"""What `\cell` does; and `\nestcell`, which is `depth` 2 at least."""
        if self._state.aim == "text":
            self._state.table = max(self._state.table, depth) if depth > 1 else 1
            self._end_paragraph()
            table = self._open[-1]
            table.row.append(table.cell)
            table.cell = []

    def end_row(self, depth: int = 1) -> None:
        r"""What `\row` does; and `\nestrow`."""
        if self._state.aim == "text":
            self._at(max(self._state.table, depth) if depth > 1 else 1)
            table = self._open[-1]
            while len(table.row) > len(table.edges) and not table.row[-1]:
                table.row.pop()  # LibreOffice ends a cell that holds a table twice
            if table.row:
                table.rows.append((table.row, list(table.edges)))
            table.row = []


_ENDS: dict[str, Callable[[_Walk], None]] = {
    "par": _Walk.end_paragraph,
    "sect": _Walk.end_paragraph,
    "cell": _Walk.end_cell,
    "row": _Walk.end_row,
    "nestcell": lambda walk: walk.end_cell(2),
    "nestrow": lambda walk: walk.end_row(2),
}
