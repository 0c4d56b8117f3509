"""Tables that plain text draws with tabs, pipes or columns of spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_GUTTER = re.compile(r" {2,}")
_RULE = re.compile(r"[\s|:+=_-]+")
_NUMBER = re.compile(r"(?:kr\.? ?)?[-−]?\d[\d .]*(?:,\d+)?(?:,-)?%?")
_NEAR = 3  # characters that the same column may wander from one line to the next
_ROWS = 3  # lines with gutters that it takes to be a table

Piece = tuple[int, str]  # where a piece of a line begins, and the piece


def cells_of(line: str) -> list[str]:
    """The cells of a line that tabs or pipes divide; one cell where nothing does."""
    text = line.strip()
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return [cell.strip() for cell in text[1:-1].split("|")]
    return [cell.strip() for cell in line.strip(" ").split("\t")]


def is_rule(line: str) -> bool:
    """Whether `line` is a table's drawn rule: `|---|:--:|`."""
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def aligned_region(lines: Sequence[str]) -> int:
    """How many of `lines`, from the first, stand in columns of spaces; 0 if they are no table."""
    columnar = end = 0
    for number, line in enumerate(lines):
        if _is_columnar(line):
            columnar += 1
            end = number + 1
        elif line.strip() and (end != number or not _fits_a_column(line, lines[end - 1])):
            break
        elif line.strip():
            end = number + 1
        elif number - end >= 2:
            break
    return end if columnar >= _ROWS and len(_columns(lines[:end])) > 1 else 0


def aligned_rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table in columns of spaces, each a list of cells.

    A cell that wraps goes on in the lines below it. A new row begins after a blank line and where
    the last column is filled again.
    """
    starts = _columns(lines)
    cells = [_in_columns(line, starts) for line in lines]
    last = [row[-1] for row in cells if row[-1]]
    money = sum(_NUMBER.fullmatch(cell) is not None for cell in last) > len(last) / 2
    rows: list[list[str]] = []
    above_blank = True
    for row in cells:
        blank = not any(row)
        goes_on = not row[-1] and (money or not row[0] or sum(map(bool, row)) == 1)
        if not blank and goes_on and not above_blank:
            rows[-1] = [
                f"{above}\n{below}".strip("\n") for above, below in zip(rows[-1], row, strict=True)
            ]
        elif not blank:
            rows.append(row)
        above_blank = blank
    return rows


def _pieces(line: str) -> list[Piece]:
    """The pieces of `line` between gutters of two spaces or more."""
    pieces: list[Piece] = []
    start = len(line) - len(line.lstrip())
    while start < len(line):
        gutter = _GUTTER.search(line, start)
        end = gutter.start() if gutter else len(line)
        pieces.append((start, line[start:end].strip()))
        start = gutter.end() if gutter else len(line)
    return pieces


def _is_columnar(line: str) -> bool:
    """Whether `line` has a gutter that is no bullet's, no label's and no double space in prose."""
    pieces = _pieces(line)
    if len(pieces) < 2 or len(pieces[0][1]) < 3 or pieces[0][1].endswith(":"):
        return False
    return any(b - a - len(text) > 2 for (a, text), (b, _) in pairwise(pieces))


def _fits_a_column(line: str, above: str) -> bool:
    """Whether `line` is the rest of a cell in the line above it."""
    begins = len(line) - len(line.lstrip())
    starts = [start for start, _ in _pieces(above)]
    fits = any(abs(begins - start) <= _NEAR for start in starts)
    return fits and (len(line) <= starts[-1] or len(line) - begins <= len(above) - starts[-1])


def _columns(lines: Sequence[str]) -> list[int]:
    """Where the columns begin, from the left: where at least two lines have a piece."""
    starts = sorted(start for line in lines for start, _ in _pieces(line))
    groups: list[list[int]] = []
    for start in starts:
        if groups and start - groups[-1][-1] <= _NEAR:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [group[0] for group in groups if len(group) > 1]


def _in_columns(line: str, starts: Sequence[int]) -> list[str]:
    """The cells of `line`; a wide cell that ran into the next column ends where that one begins."""
    cells = [""] * len(starts)
    for piece in _pieces(line):
        for start, text in _split_at(piece, starts):
            column = max((i for i, first in enumerate(starts) if first <= start + _NEAR), default=0)
            cells[column] = f"{cells[column]} {text}".strip()
    return cells


def _split_at(piece: Piece, starts: Sequence[int]) -> list[Piece]:
    """`piece`, divided at a word that begins where a column does: `Redusert bosetting 6 200`."""
    start, text = piece
    for word in re.finditer(r"(?<= )\S", text):
        at = start + word.start()
        if any(start + _NEAR < first and abs(at - first) <= _NEAR for first in starts):
            rest = (at, text[word.start() :])
            return [(start, text[: word.start()].strip()), *_split_at(rest, starts)]
    return [piece]
