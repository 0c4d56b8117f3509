"""The lines that a PDF page draws, and the tables that they rule."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.readers.pdf_words import Frame, quick

_THIN = 3.0  # points; a filled rectangle no wider is a line
_TOUCH = 3.0  # points; lines that come so near each other meet
_SHORT = 6.0  # points; a shorter line rules nothing
_MOST_SEGMENTS = 2_000  # of one path; drawings have more, tables fewer
_MOST_LINES = 1_000  # on one page; a chart has more

_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)

_object = quick(pdfium.FPDFPage_GetObject, pdfium.FPDF_PAGEOBJECT)
_type = quick(pdfium.FPDFPageObj_GetType)

Point = tuple[float, float]
Stroke = tuple[float, float, float, float]  # left, bottom, right, top


class Rule(NamedTuple):
    """A straight line: at `at` across, from `start` to `end` along, in points."""

    at: float
    start: float
    end: float


class Drawn(NamedTuple):
    """What a page draws besides text: its rules by direction, and how much of it is a picture."""

    level: list[Rule]
    upright: list[Rule]
    picture: float  # the pictures' share of the page: scanners may leave one in many strips
    hidden: bool  # whether more is drawn inside a form, which is not looked into


class Grid(NamedTuple):
    """A ruled table: where its columns and rows are divided, and the rules that divide them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def area(self) -> float:
        """How much of the page it covers."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell at the point: of a merged cell, its first."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        while column and not _crosses(self.upright, self.xs[column], y):
            column -= 1
        while row and not _crosses(self.level, self.ys[row], x):
            row -= 1
        return row, column

    def sides(self, x: float, y: float) -> tuple[float, float]:
        """Where the cell at the point begins and ends."""
        walls = [at for at in self.xs if _crosses(self.upright, at, y)]
        left = max((at for at in walls if at <= x), default=self.xs[0])
        return left, min((at for at in walls if at > x), default=self.xs[-1])

    def loose_ends(self) -> int:
        """How many of its rules' ends close no cell: those of an underlined word, say."""
        return sum(
            not any(abs(end - at) <= _TOUCH for at in (*edges, *(r.at for r in across)))
            for rules, across, edges in (
                (self.level, self.upright, (self.xs[0], self.xs[-1])),
                (self.upright, self.level, (self.ys[0], self.ys[-1])),
            )
            for rule in rules
            for end in (rule.start, rule.end)
        )


def drawn_on(page: pdfium.FPDF_PAGE, frame: Frame) -> Drawn:
    """The rules on a page, origin at the top left, and how much of it is pictures."""
    level: list[Rule] = []
    upright: list[Rule] = []
    picture, hidden = 0.0, False
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        item = _object(page, number)
        kind = _type(item)
        if kind in _PICTURES and (bounds := _bounds(item)):
            area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
            picture += area / (frame.width * frame.height)
            hidden |= kind == pdfium.FPDF_PAGEOBJ_FORM and _is_page(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for stroke in _strokes(item):
                one, other = frame.seen(*stroke[:2]), frame.seen(*stroke[2:])
                (left, right), (top, bottom) = map(sorted, zip(one, other, strict=True))
                if right - left >= bottom - top:
                    level.append(Rule((top + bottom) / 2, left, right))
                else:
                    upright.append(Rule((left + right) / 2, top, bottom))
    return Drawn(merged(level), merged(upright), picture, hidden)


def grids_of(drawn: Drawn) -> list[Grid]:
    """The ruled tables of two columns or more; a frame round text is none."""
    if len(drawn.level) + len(drawn.upright) > _MOST_LINES:
        return []
    return [grid for grid in _grids(drawn) if len(grid.xs) > 2]


def _grids(drawn: Drawn) -> Iterator[Grid]:
    """What rules that meet each other enclose."""
    level, upright = list(drawn.level), list(drawn.upright)
    while level and upright:
        rows, columns = _connected(level, upright)
        level = [rule for rule in level if rule not in rows]
        upright = [rule for rule in upright if rule not in columns]
        xs, ys = places([*columns, *_open(rows)]), places([*rows, *_open(columns)])
        if len(xs) > 1 and len(ys) > 1:
            yield Grid(xs, ys, tuple(rows), tuple(columns))


def frames_of(drawn: Drawn) -> list[Grid]:
    """The rectangles that are no table: frames, which may stand beside running text."""
    if len(drawn.level) + len(drawn.upright) > _MOST_LINES:
        return []
    return [grid for grid in _grids(drawn) if len(grid.xs) == len(grid.ys) == 2]


def _is_page(form: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether a form holds text and lines, as a page does that a program has stamped."""
    kinds = {
        pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, number))
        for number in range(pdfium.FPDFFormObj_CountObjects(form))
    }
    return {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH} <= kinds


def _bounds(item: pdfium.FPDF_PAGEOBJECT) -> Stroke | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _strokes(item: pdfium.FPDF_PAGEOBJECT) -> Iterator[Stroke]:
    """The straight, upright or level strokes of a path."""
    bounds = _bounds(item)
    if bounds is None:
        return
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
        yield bounds
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value and pdfium.FPDFPath_CountSegments(item) <= _MOST_SEGMENTS:
        for (ax, ay), (bx, by) in _segments(item):
            if min(abs(ax - bx), abs(ay - by)) <= _THIN:
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _segments(item: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[Point, Point]]:
    """The straight segments of a path, each from one point to another."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield last, begun


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """The lines that `rules` are pieces of: Word draws each cell's border, or each dash, alone."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _THIN), rule.start)):
        last = whole[-1] if whole else None
        if last and abs(last.at - rule.at) <= _THIN and rule.start <= last.end + _TOUCH:
            whole[-1] = last._replace(end=max(last.end, rule.end))
        else:
            whole.append(rule)
    return [rule for rule in whole if rule.end - rule.start >= _SHORT]


def _connected(level: list[Rule], upright: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The first of `level` with every rule that it meets, straight or by way of others."""
    rows, columns = [level[0]], [rule for rule in upright if _meet(level[0], rule)]
    while True:
        more_rows = [r for r in level if r not in rows and any(_meet(r, c) for c in columns)]
        rows += more_rows
        more_columns = [c for c in upright if c not in columns and any(_meet(r, c) for r in rows)]
        columns += more_columns
        if not more_rows and not more_columns:
            return rows, columns


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _open(rules: list[Rule]) -> list[Rule]:
    """The sides that a table leaves open: where more than half of its `rules` begin or end."""
    if not rules:
        return []
    first, last = min(rule.start for rule in rules), max(rule.end for rule in rules)
    begins = sum(rule.start - first <= _TOUCH for rule in rules) > len(rules) / 2
    ends = sum(last - rule.end <= _TOUCH for rule in rules) > len(rules) / 2
    return [Rule(at, 0, 0) for at, drawn in ((first, begins), (last, ends)) if drawn]


def places(rules: Iterable[Rule]) -> tuple[float, ...]:
    """Where `rules` divide, from the least, each place once."""
    found: list[float] = []
    for rule in sorted(rules):
        if not found or rule.at - found[-1] > _THIN:
            found.append(rule.at)
    return tuple(found)


def _crosses(rules: Iterable[Rule], at: float, along: float) -> bool:
    """Whether a rule stands at `at` and covers `along`."""
    for rule_at, start, end in rules:  # asked of every word of a table: no generator
        if abs(rule_at - at) <= _THIN and start <= along <= end:
            return True
    return False
