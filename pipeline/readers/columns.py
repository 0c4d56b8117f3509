"""Tables without drawn lines: text that tabs, pipes or white space set in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_GUTTER = re.compile(r" {2,}")
_RULE = re.compile(r"[\s|:+=_-]+")
_NUMBER = re.compile(r"(?:kr\.? ?)?[-−]?\d[\d .]*(?:,\d+)?(?:,-)?%?")
_NEAR = 3.5  # characters that the same column may wander from one line to the next
_ROWS = 3  # lines with gutters that it takes to be a table


class Piece(NamedTuple):
    """A piece of a line between gutters; `start` and `end` are in characters, about."""

    start: float
    end: float
    text: str


Pieces = Sequence[Piece]  # a line; empty where it is blank


def cells_of(line: str) -> list[str]:
    """The cells of a line that tabs or pipes divide; one cell where nothing does."""
    text = line.strip()
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return [cell.strip() for cell in text[1:-1].split("|")]
    return [cell.strip() for cell in line.strip(" ").split("\t")]


def is_rule(line: str) -> bool:
    """Whether `line` is a table's drawn rule: `|---|:--:|`."""
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def pieces_of(line: str) -> list[Piece]:
    """The pieces of `line` between gutters of two spaces or more."""
    pieces: list[Piece] = []
    start = len(line) - len(line.lstrip())
    while start < len(line.rstrip()):
        gutter = _GUTTER.search(line, start)
        end = gutter.start() if gutter else len(line)
        pieces.append(Piece(start, end, line[start:end].strip()))
        start = gutter.end() if gutter else len(line)
    return pieces


def aligned_region(lines: Sequence[Pieces], at: int) -> int:
    """How many of `lines`, from `at`, stand in columns; 0 if they are no table."""
    columnar, end = 0, at
    for number in range(at, len(lines)):
        line = lines[number]
        if _is_columnar(line):
            columnar += 1
            end = number + 1
        elif line and at < number == end and _fits_a_column(line, lines[end - 1]):
            end = number + 1
        elif line or number - end >= 2:
            break
    return end - at if columnar >= _ROWS and len(_columns(lines[at:end])) > 1 else 0


def aligned_rows(lines: Sequence[Pieces]) -> list[tuple[int, list[str]]]:
    """The rows of a table in columns: the number of each one's first line, and its cells.

    A cell that wraps goes on in the lines below it. A new row begins after a blank line and where
    the last column is filled again.
    """
    starts = _columns(lines)
    cells = [_in_columns(line, starts) for line in lines]
    last = [row[-1] for row in cells if row[-1]]
    money = sum(_NUMBER.fullmatch(cell) is not None for cell in last) > len(last) / 2
    rows: list[tuple[int, list[str]]] = []
    above_blank = True
    for number, row in enumerate(cells):
        blank = not any(row)
        goes_on = not row[-1] and (money or not row[0] or sum(map(bool, row)) == 1)
        if not blank and goes_on and not above_blank:
            first, above = rows[-1]
            both = zip(above, row, strict=True)
            rows[-1] = first, [f"{a}\n{b}".strip("\n") for a, b in both]
        elif not blank:
            rows.append((number, row))
        above_blank = blank
    return rows


def _is_columnar(line: Pieces) -> bool:
    """Whether `line` has a gutter that is no bullet's, no label's and no double space in prose."""
    if len(line) < 2 or len(line[0].text) < 3 or line[0].text.endswith(":"):
        return False
    return any(right.start - left.end > 2 for left, right in pairwise(line))


def _fits_a_column(line: Pieces, above: Pieces) -> bool:
    """Whether `line` is the rest of a cell in the line above it."""
    begins, ends = line[0].start, line[-1].end
    last = above[-1]
    fits = any(abs(begins - piece.start) <= _NEAR for piece in above)
    return fits and (ends <= last.start or ends - begins <= last.end - last.start)


def _columns(lines: Sequence[Pieces]) -> list[float]:
    """Where the columns begin, from the left: where at least two lines have a piece."""
    groups: list[list[float]] = []
    for start in sorted(piece.start for line in lines for piece in line):
        if groups and start - groups[-1][-1] <= _NEAR:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [group[0] for group in groups if len(group) > 1]


def _in_columns(line: Pieces, starts: Sequence[float]) -> list[str]:
    """The cells of `line`; a wide cell that ran into the next column ends where that one begins."""
    cells = [""] * len(starts)
    for piece in line:
        for part in _split_at(piece, starts):
            begun = (i for i, first in enumerate(starts) if first <= part.start + _NEAR)
            column = max(begun, default=0)
            cells[column] = f"{cells[column]} {part.text}".strip()
    return cells


def _split_at(piece: Piece, starts: Sequence[float]) -> list[Piece]:
    """`piece`, divided at a word that begins where a column does: `Redusert bosetting 6 200`."""
    start, end, text = piece
    for word in re.finditer(r"(?<= )\S", text):
        at = start + word.start()
        if any(start + _NEAR < first and abs(at - first) <= _NEAR for first in starts):
            rest = Piece(at, end, text[word.start() :])
            return [Piece(start, at, text[: word.start()].strip()), *_split_at(rest, starts)]
    return [piece]
