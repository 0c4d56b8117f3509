"""What RTF's words mean for the text in their group: its look, its place, whether it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.readers.lines import Line

_BODY_TEXT = 9  # the outline level of what is no heading
USUAL = 12.0  # points, where a file says nothing
# Groups with no words of the text: pictures, tables of what others refer to, results shown twice.
SKIPPED = frozenset({
    "colortbl", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "pict",
    "nonshppict", "object", "fldinst", "datafield", "pn", "pnseclvl", "shprslt", "nonesttables",
    "sp", "xe", "tc", "tcn", "rxe", "txe", "bkmkstart", "bkmkend", "template", "private",
    "themedata", "colorschememapping", "datastore", "latentstyles", "upr", "do", "atnid",
    "atnauthor", "annotation",
})  # fmt: skip
READ = frozenset(
    {"shpinst", "fldrslt", "ud", "field", "nesttableprops"}
)  # read though they are said to be optional
ASIDE = frozenset({"footnote", "shptxt", "dptxbxtext"})  # read after the paragraph they hang on
_SAME_EDGE = 40  # twips, 0.7 mm: edges no farther apart are one column's


@dataclass(slots=True)
class State:
    """What a group inherits from the one round it, and leaves behind at its end."""

    aim: str = "text"  # where words go: text, label, fonts, styles, info, title, nowhere
    ends: Callable[[], None] | None = None  # what to do at the group's end
    font: int = 0
    bold: bool = False
    size: float = USUAL
    unseen: bool = False  # hidden, or a tracked deletion
    fallback: int = 1  # letters after `\u` for programs that do not know it
    style: int = 0
    level: int | None = None  # of a heading
    table: int = 0  # how deep in tables
    depth: int = 0  # of a list item


@dataclass(slots=True)
class Table:
    """A table at hand: its rows, each cell's lines with the cells' right edges in twips."""

    rows: list[tuple[list[list[Line]], list[int]]] = field(default_factory=list)
    row: list[list[Line]] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)


AIMS = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "info": "info",
    "title": "title",
    "listtext": "label",
    "pntext": "label",
    "ud": "text",
}


def _set_plain(state: State, _number: int) -> None:
    state.bold, state.size, state.unseen, state.font = False, USUAL, False, 0


def _set_pard(state: State, _number: int) -> None:
    state.style, state.level, state.table, state.depth = 0, None, 0, 0


def _set_in_table(state: State, _number: int) -> None:
    state.table = max(state.table, 1)


def _setter(name: str, value: Callable[[int], object]) -> Callable[[State, int], None]:
    def set_(state: State, number: int) -> None:
        setattr(state, name, value(number))

    return set_


SETS: dict[str, Callable[[State, int], None]] = {
    "plain": _set_plain,
    "pard": _set_pard,
    "b": _setter("bold", bool),
    "fs": _setter("size", lambda half: half / 2 or USUAL),
    "f": _setter("font", int),
    "v": _setter("unseen", bool),
    "deleted": _setter("unseen", bool),
    "mvf": _setter("unseen", bool),
    "uc": _setter("fallback", lambda number: max(number, 0)),
    "s": _setter("style", int),
    "outlinelevel": _setter("level", lambda level: level + 1 if level < _BODY_TEXT else None),
    "intbl": _set_in_table,
    "itap": _setter("table", int),
    "ilvl": _setter("depth", int),
}


def on_grid(table: Table) -> list[list[tuple[list[Line], int]]]:
    """The rows' cells, each with the columns that it spans of all that the rows have together."""
    rows = [*table.rows, (table.row, table.edges)] if table.row else table.rows
    grid: list[int] = []
    for edge in sorted(edge for _, edges in rows for edge in edges):
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    placed = []
    for cells, edges in rows:
        ends = [sum(line <= edge for line in grid) for edge in edges]
        spans = [max(end - start, 1) for start, end in zip([0, *ends], ends, strict=False)]
        spans += [1] * (len(cells) - len(spans))
        placed.append(list(zip(cells, spans, strict=False)))
    return placed
