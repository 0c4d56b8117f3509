"""Lines out of a page's words: in reading order, in one column or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.readers.lines import clean, is_enumerated
from pipeline.readers.pdf_words import Run

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


_bold = attrgetter("bold")


class Row(NamedTuple):
    """What stands on one line of a column: its pieces from the left.

    `column` is 0 for the only one or the left one, 1 for the right one, 2 for a line over both, 3
    for a box beside them. `base` and `size` are those of its first piece.
    """

    pieces: list[Run]  # without a gutter inside
    page: int
    column: int
    x0: float
    x1: float
    base: float
    size: float
    text: str

    @classmethod
    def of(cls, pieces: Iterable[Run], page: int, column: int = 0) -> Row:
        """The row of `pieces`, in any order."""
        ordered = list(pieces)
        if len(ordered) > 1:  # of most rows there is one
            ordered.sort(key=_left)
        first = ordered[0]
        x1 = max([piece.x1s[-1] for piece in ordered])
        return cls(ordered, page, column, first.x0s[0], x1, first.base, first.size, _text(ordered))

    def first_width(self) -> float:
        """How wide its first word is."""
        return self.pieces[0].x1s[0] - self.x0

    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(map(_bold, self.pieces))


def _text(pieces: Sequence[Run]) -> str:
    """The words with single spaces between; two after a letter that is Word's inner bullet."""
    texts = pieces[0].texts if len(pieces) == 1 else [t for piece in pieces for t in piece.texts]
    text = clean(" ".join(texts))
    if texts[0] not in _LETTER_BULLETS or len(texts) == 1:
        return text
    bullet, word, *_ = (word for piece in pieces for word in piece.words())
    is_inner = word.x0s[0] - bullet.x1s[0] > _WIDE * word.size
    return text.replace(" ", "  ", 1) if is_inner else text


def _left(piece: Run) -> float:
    return piece.x0s[0]


def rows_of(lines: Iterable[Run], page: int) -> list[Row]:
    """The rows of page number `page` in reading order, from pdfium's lines of words."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    gutter = _gutter(pieces)
    if gutter is None:
        return list(stacked(pieces, page))
    rows: list[Row] = []
    left: list[Run] = []
    right: list[Run] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if piece.x0s[0] < gutter < piece.x1s[-1]:  # a heading over both columns
            rows += [*stacked(left, page), *stacked(right, page, 1), *stacked([piece], page, 2)]
            left, right = [], []
        else:
            (left if piece.x1s[-1] <= gutter else right).append(piece)
    return [*rows, *stacked(left, page), *stacked(right, page, 1)]


def boxed_rows(lines: Iterable[Run], page: int) -> list[Row]:
    """The rows of text in boxes beside the running text: a column of its own, 3."""
    return list(stacked([piece for line in lines for piece in _pieces(line)], page, 3))


def usual_leading(pages: Iterable[Sequence[Row]]) -> float:
    """The distance between two lines of a paragraph, in times the letters' size."""
    distances = Counter(
        [(row.base - above.base) / row.size for rows in pages for above, row in pairwise(rows)]
    )
    ratios: Counter[float] = Counter()
    for distance, times in distances.items():  # few: each is rounded once
        if 0 < distance < 3:
            ratios[round(distance, 1)] += times
    common = max(sum(ratios.values()) * _COMMON, _SOME)
    return min((ratio for ratio, times in ratios.items() if times >= common), default=1.2)


def is_gap(above: Row, row: Row, leading: float) -> bool:
    """Whether white space stands between two rows; where one is on a new page, nobody knows."""
    if row.page != above.page:
        return False
    far = _GAP * leading * max(row.size, above.size)
    return row.column != above.column or row.base - above.base > far


def _pieces(line: Run) -> Iterator[Run]:
    """`line` divided at its gutters; the gap after a bullet or a number is none."""
    texts, size, begin = line.texts, line.size, 0
    gutter = _GUTTER * size
    gaps = [x0 - x1 for x0, x1 in zip(line.x0s[1:], line.x1s, strict=False)]
    if not gaps or (-size < min(gaps) and max(gaps) < gutter):  # most lines are whole
        yield line
        return
    for at, gap in enumerate(gaps, 1):
        if not -size < gap < gutter:
            marks = at - begin == 1 and _is_mark(texts[begin])
            if not (marks and 0 < gap < 3 * gutter):
                yield line.part(begin, at)
                begin = at
    yield line.part(begin, len(texts)) if begin else line


def _is_mark(word: str) -> bool:
    """Whether `word` is a bullet or a number, which text stands after."""
    return len(word) < 3 or is_enumerated(f"{word} ")


def stacked(pieces: Iterable[Run], page: int, column: int = 0) -> Iterator[Row]:
    """`pieces` of one column as rows from the top."""
    row: list[Run] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0s[0])):
        if row and piece.base - row[0].base > _SAME_BASE * piece.size:
            yield Row.of(row, page, column)
            row = []
        row.append(piece)
    if row:
        yield Row.of(row, page, column)


def _gutter(pieces: Sequence[Run]) -> float | None:
    """Where two columns of running text are divided, None where there is one column."""
    if len(pieces) < 2 * _LEAST:
        return None
    ends = [(piece.x0s[0], piece.x1s[-1]) for piece in pieces]
    x0, x1 = min([start for start, _ in ends]), max([end for _, end in ends])
    width = x1 - x0
    places = [x0 + width * part / 100 for part in range(35, 66, 3)]
    across = sum([start < places[0] and places[-1] < end for start, end in ends])
    if len(pieces) - across < _BESIDE * len(pieces):  # wherever it is divided
        return None
    at = min(places, key=lambda x: sum([start < x < end for start, end in ends]))
    left = [end - start for start, end in ends if end <= at]
    right = [end - start for start, end in ends if start >= at]
    if min(len(left), len(right)) < _LEAST or len(left) + len(right) < _BESIDE * len(pieces):
        return None
    prose = _usual(left) > _PROSE * (at - x0) and _usual(right) > _PROSE * (x1 - at)
    return at if prose else None


def _usual(widths: Sequence[float]) -> float:
    return sorted(widths)[len(widths) // 2]
