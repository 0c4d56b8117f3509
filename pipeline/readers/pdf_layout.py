"""Lines out of a page's words: in reading order, in one column or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.readers.lines import clean, is_enumerated
from pipeline.readers.pdf_words import Word

_GUTTER = 1.2  # times the letters' size: a wider gap divides a line into pieces
_WIDE = 0.6  # times the letters' size: wider than a space between words
_LETTER_BULLETS = ("o", "§")
_SAME_BASE = 0.4  # times the letters' size: pieces no further apart stand on one line
_GAP = 1.25  # times the usual distance between lines
_COMMON = 0.05  # of the distances between lines: one that is usual, if there are some
_SOME = 3
_PROSE = 0.6  # of the column's width: lines that are running text, no table's cells
_BESIDE = 0.7  # of the lines: those that stand in one of two columns, and not in both
_LEAST = 5  # lines that make a column of text

Piece = list[Word]  # words of one line without a gutter between them


class Row(NamedTuple):
    """What stands on one line of a column: its pieces from the left.

    `column` is 0 for the only one or the left one, 1 for the right one, 2 for a line over both, 3
    for a box beside them.
    The place and the size of its `first` word are taken for the row's; it ends at `x1`.
    """

    pieces: list[Piece]
    page: int
    column: int
    first: Word
    x1: float
    text: str

    @classmethod
    def of(cls, pieces: Iterable[Piece], page: int, column: int = 0) -> Row:
        """The row of `pieces`, in any order."""
        ordered = list(pieces)
        x1 = ordered[0][-1].x1
        if len(ordered) > 1:  # of most rows there is one
            ordered.sort(key=lambda piece: piece[0].x0)
            x1 = max(piece[-1].x1 for piece in ordered)
        return cls(ordered, page, column, ordered[0][0], x1, _text(ordered))

    def is_bold(self) -> bool:
        """Whether all its words are bold: a piece is of one line, and that is bold or not."""
        return self.first.bold and all(piece[0].bold for piece in self.pieces)


def _text(pieces: Sequence[Piece]) -> str:
    """The words with single spaces between; two after a letter that is Word's inner bullet."""
    words = pieces[0] if len(pieces) == 1 else [word for piece in pieces for word in piece]
    text = clean(" ".join([word.text for word in words]))
    if words[0].text not in _LETTER_BULLETS or len(words) == 1:
        return text
    bullet = words[1].x0 - words[0].x1 > _WIDE * words[1].size
    return text.replace(" ", "  ", 1) if bullet else text


def rows_of(lines: Iterable[list[Word]], page: int) -> list[Row]:
    """The rows of page number `page` in reading order, from pdfium's lines of words."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    gutter = _gutter(pieces)
    if gutter is None:
        return list(stacked(pieces, page))
    rows: list[Row] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece[0].base):
        if piece[0].x0 < gutter < piece[-1].x1:  # a heading over both columns
            rows += [*stacked(left, page), *stacked(right, page, 1), *stacked([piece], page, 2)]
            left, right = [], []
        else:
            (left if piece[-1].x1 <= gutter else right).append(piece)
    return [*rows, *stacked(left, page), *stacked(right, page, 1)]


def boxed_rows(lines: Iterable[list[Word]], page: int) -> list[Row]:
    """The rows of text in boxes beside the running text: a column of its own, 3."""
    return list(stacked([piece for line in lines for piece in _pieces(line)], page, 3))


def usual_leading(pages: Iterable[Sequence[Row]]) -> float:
    """The distance between two lines of a paragraph, in times the letters' size."""
    distances = [
        (row.first.base - above.first.base) / row.first.size
        for rows in pages
        for above, row in pairwise(rows)
    ]
    ratios = Counter([round(distance, 1) for distance in distances if 0 < distance < 3])
    common = max(sum(ratios.values()) * _COMMON, _SOME)
    return min((ratio for ratio, times in ratios.items() if times >= common), default=1.2)


def is_gap(above: Row, row: Row, leading: float) -> bool:
    """Whether white space stands between two rows; where one is on a new page, nobody knows."""
    if row.page != above.page:
        return False
    upper, lower = above.first, row.first
    far = _GAP * leading * max(lower.size, upper.size)
    return row.column != above.column or lower.base - upper.base > far


def _pieces(line: list[Word]) -> Iterator[Piece]:
    """`line` divided at its gutters; the gap after a bullet or a number is none."""
    size, begin = line[0].size, 0
    gutter = _GUTTER * size
    gaps = [word.x0 - last.x1 for last, word in pairwise(line)]
    for at, gap in enumerate(gaps, 1):
        if not -size < gap < gutter and not (0 < gap < 3 * gutter and _is_mark(line[begin:at])):
            yield line[begin:at]
            begin = at
    yield line[begin:]


def _is_mark(piece: Piece) -> bool:
    """Whether `piece` is a bullet or a number, which text stands after."""
    text = piece[0].text
    return len(piece) == 1 and (len(text) < 3 or is_enumerated(f"{text} "))


def stacked(pieces: Iterable[Piece], page: int, column: int = 0) -> Iterator[Row]:
    """`pieces` of one column as rows from the top."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece[0].base, piece[0].x0)):
        if row and piece[0].base - row[0][0].base > _SAME_BASE * piece[0].size:
            yield Row.of(row, page, column)
            row = []
        row.append(piece)
    if row:
        yield Row.of(row, page, column)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where two columns of running text are divided, None where there is one column."""
    if len(pieces) < 2 * _LEAST:
        return None
    x0, x1 = min(piece[0].x0 for piece in pieces), max(piece[-1].x1 for piece in pieces)
    width = x1 - x0
    ends = [(piece[0].x0, piece[-1].x1) for piece in pieces]
    places = [x0 + width * part / 100 for part in range(35, 66, 3)]
    across = sum([start < places[0] and places[-1] < end for start, end in ends])
    if len(pieces) - across < _BESIDE * len(pieces):  # wherever it is divided
        return None
    at = min(places, key=lambda x: sum([start < x < end for start, end in ends]))
    left = [piece for piece in pieces if piece[-1].x1 <= at]
    right = [piece for piece in pieces if piece[0].x0 >= at]
    if min(len(left), len(right)) < _LEAST or len(left) + len(right) < _BESIDE * len(pieces):
        return None
    prose = _usual_width(left) > _PROSE * (at - x0) and _usual_width(right) > _PROSE * (x1 - at)
    return at if prose else None


def _usual_width(pieces: Sequence[Piece]) -> float:
    widths = sorted(piece[-1].x1 - piece[0].x0 for piece in pieces)
    return widths[len(widths) // 2]
