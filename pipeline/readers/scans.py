"""Pages that are pictures: straightened, their ruling lines found, and what OCR reads on them.

A `Sheet` is all that is kept of such a page. It is measured in points on the straightened page,
origin at the top left; `Sheet.back` says where on the page as it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.readers.pdf_rules import Rule, merged
from schemas.base import Value
from schemas.document import Box

DPI = 200  # Tesseract reads no better at 300
_POINT = 72 / DPI

_WHITE = 255
_DARK = 100  # paper is lighter
_GRAIN = 3  # times what half of the paper's dots differ by: few dots differ by more
_FAINT = 25  # steps of grey between paper and the darkest ink: less is no ink
_STEEPEST = 5.0  # degrees that a page may lie askew
_STEPS = (0.5, 0.1, 0.02)  # degrees, from coarse to fine
_LEVEL = 0.02  # degrees that nobody sees
_DASH = round(20 / _POINT)  # points; letters have no stroke so long from side to side
_STEM = round(16 / _POINT)  # nor so long from top to bottom
_CAPITAL = 0.75  # times the letters' size: the height of a capital
_BOLD = 1.22  # times the usual stroke
_UNBROKEN = 0.9  # of a ruling line: noise takes the rest
_APART = 1.5  # points between which one line wanders
_LOOSE = 8.0  # points by which noise moves a ruling line's end
_SHORTEST = 24.0  # points; of a ruling line, once its pieces are put together
_BREADTH = round(1.1 / _POINT)  # points to either side of a ruling line that its ink may reach
_EMPTY = 0.3  # of what stands beside a line: letters are darker, and so are pictures

Ink = NDArray[np.bool_]


class ScannedWord(NamedTuple):
    """A word as a PDF's `Word`, and how sure OCR is of it (0..1)."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    confidence: float


Words = tuple[ScannedWord, ...]


class Sheet(Value):
    """What stands on one picture: lines of words, ruling lines, and how far it lay askew."""

    width: float
    height: float
    tilt: float  # degrees counter-clockwise by which the picture was turned to be straight
    turns: int = 0  # quarters clockwise by which it was turned before that, to be upright
    lines: tuple[Words, ...]
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()

    def confidence_in(self, box: Box) -> float | None:
        """How sure OCR is of the words in `box`, the average over letters; None without words."""
        inside = [
            word
            for line in self.lines
            for word in line
            if box.y0 <= word.base - word.size / 4 <= box.y1
            and box.x0 <= (word.x0 + word.x1) / 2 <= box.x1
        ]
        letters = sum(len(word.text) for word in inside)
        if not letters:
            return None
        return sum(word.confidence * len(word.text) for word in inside) / letters

    def confidence(self) -> float:
        """How sure OCR is of all its words, the average over letters; 0 without words."""
        words = [word for line in self.lines for word in line]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0

    def back(self, box: Box) -> Box:
        """`box` on the page as it is seen: around the turned box."""
        if not self.tilt and not self.turns:
            return box
        corners = [self._seen(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = zip(*corners, strict=True)
        return Box(x0=min(xs), y0=min(ys), x1=max(xs), y1=max(ys))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        turn = math.radians(self.tilt)
        right, down = x - self.width / 2, y - self.height / 2
        x = self.width / 2 + right * math.cos(turn) - down * math.sin(turn)
        y = self.height / 2 + right * math.sin(turn) + down * math.cos(turn)
        turned = ((x, y), (y, self.width - x), (self.width - x, self.height - y))
        return (*turned, (self.height - y, x))[self.turns]


class Straight(NamedTuple):
    """A picture put straight, without its ruling lines."""

    picture: Image.Image
    tilt: float
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


# Reads a grey picture of a page at `DPI`. Raises OcrFailed if it cannot.
Ocr = Callable[[Image.Image], Sheet]


class OcrFailed(Exception):
    """A page that OCR could not read: it took too long, or its program broke down."""


def straightened(picture: Image.Image) -> Straight:
    """The grey `picture` turned straight, its ruling lines found and wiped out, specks too."""
    tilt = tilt_of(picture)
    grey = np.asarray(_turned(_whitened(picture), tilt))
    faint = grey < _WHITE  # a ruling line is thinner than letters, and fainter for it
    level, upright = _rules(faint, _DASH), _rules(faint.T, _STEM)
    unspecked = picture.filter(ImageFilter.MedianFilter(3))
    clean = np.array(_turned(_whitened(unspecked), tilt))
    _wipe(clean, level)
    _wipe(clean.T, upright)
    return Straight(Image.fromarray(clean), tilt, _met(level, upright), _met(upright, level))


def _whitened(picture: Image.Image) -> Image.Image:
    """`picture` with white paper: on a nearly empty page its grain would be taken for letters."""
    grey = np.asarray(picture)
    paper = float(np.median(grey))
    if paper < _DARK:  # a photograph, or white on black
        return picture
    grain = float(np.median(np.abs(grey - paper)))  # half of the dots differ by less
    light, dark = paper - _GRAIN * grain - 1, float(grey.min())
    if light - dark < _FAINT:
        return Image.new("L", picture.size, _WHITE)
    scale = [round(_WHITE * min(max((n - dark) / (light - dark), 0), 1)) for n in range(256)]
    return picture.point(scale)


def _turned(picture: Image.Image, tilt: float) -> Image.Image:
    if abs(tilt) <= _LEVEL:
        return picture
    return picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=_WHITE)


def tilt_of(picture: Image.Image) -> float:
    """By how many degrees counter-clockwise a grey picture is to be turned to be straight.

    Where lines of text are level, the rows of the picture differ most: dark lines, light gaps.
    """
    small = np.asarray(_whitened(picture.reduce(2)))
    ys, xs = np.nonzero(small < _threshold(small))
    if not len(ys):
        return 0.0
    best = 0.0
    reach = _STEEPEST
    for step in _STEPS:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _contrast(xs, ys, angle)))
        reach = step
    return round(best, 2)


def with_weight(lines: Sequence[Words], picture: Image.Image) -> tuple[Words, ...]:
    """`lines` with those bold whose strokes are thicker, for their size, than most of the page's.

    `picture` is the straight one on which they were found.
    """
    grey = np.asarray(picture)
    ink = grey < _threshold(grey)
    weights = [_weight(line, ink) for line in lines]
    letters = [sum(len(word.text) for word in line) for line in lines]
    usual = _middle(weights, letters)
    return tuple(
        tuple(word._replace(bold=weight > _BOLD * usual) for word in line)
        for line, weight in zip(lines, weights, strict=True)
    )


def _weight(line: Words, ink: Ink) -> float:
    """How thick the strokes are, crossed from left to right, in times the letters' size."""
    dark = strokes = 0
    for word in line:
        top, bottom = (word.base - _CAPITAL * word.size) / _POINT, word.base / _POINT
        part = ink[
            max(round(top), 0) : round(bottom), round(word.x0 / _POINT) : round(word.x1 / _POINT)
        ]
        dark += int(part.sum())
        strokes += int((np.diff(np.pad(part, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1).sum())
    return dark / strokes / line[0].size if strokes else 0.0


def _middle(values: Sequence[float], counts: Sequence[int]) -> float:
    """The median of `values`, each as often as its count."""
    left = sum(counts) / 2
    for value, count in sorted(zip(values, counts, strict=True)):
        left -= count
        if left <= 0:
            return value
    return 0.0


def _contrast(xs: NDArray[np.intp], ys: NDArray[np.intp], angle: float) -> float:
    """How much the rows differ once the ink at `xs`, `ys` is turned by `angle` degrees."""
    rows = np.rint(ys - xs * math.tan(math.radians(angle))).astype(np.intp)
    profile = np.bincount(rows - rows.min())
    return float(np.square(np.diff(profile)).sum())


def _threshold(grey: NDArray[np.uint8]) -> int:
    """What is darker is ink (Otsu's method: the two classes differ as much as they can)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(float)
    below = np.cumsum(counts)
    above = below[-1] - below
    total = np.cumsum(counts * np.arange(256))
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (total / below - (total[-1] - total) / above) ** 2
    return int(np.nanargmax(apart)) + 1 if np.isfinite(apart).any() else 0


def _rules(ink: Ink, window: int) -> tuple[Rule, ...]:
    """The level lines in `ink`: a row that is dark all through `window` pixels, alone."""
    band = ink.copy()  # a line may wander to the next row
    band[1:] |= ink[:-1]
    band[:-1] |= ink[1:]
    dark = np.cumsum(np.pad(band, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    lined = dark[:, window:] - dark[:, :-window] >= _UNBROKEN * window
    changes = np.diff(np.pad(lined, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(changes == 1)
    _, ends = np.nonzero(changes == -1)
    beyond = round((1 - _UNBROKEN) * window)  # as far as the window sees past a line's end
    pieces = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        beside = [
            ink[at, start : end + window].mean()
            for at in (row - _BREADTH - 1, row + _BREADTH + 1)
            if 0 <= at < len(ink)
        ]
        if max(beside) < _EMPTY:
            sides = (start + beyond, end + window - beyond)
            pieces.append(Rule((row + 0.5) * _POINT, sides[0] * _POINT, sides[1] * _POINT))
    return tuple(_bridged(merged(pieces), window * _POINT))


def _bridged(rules: Iterable[Rule], gap: float) -> Iterator[Rule]:
    """`rules` with those made one between which noise left a `gap`; short ones are none."""
    whole: list[Rule] = []
    for rule in rules:
        last = whole[-1] if whole else None
        if last and abs(last.at - rule.at) <= _APART and 0 <= rule.start - last.end <= gap:
            whole[-1] = last._replace(end=rule.end)
        else:
            whole.append(rule)
    return (rule for rule in whole if rule.end - rule.start >= _SHORTEST)


def _met(rules: Iterable[Rule], across: Sequence[Rule]) -> tuple[Rule, ...]:
    """`rules` with each end where it meets a rule `across`, if it ends about there."""

    def end(place: float, at: float) -> float:
        near = [
            rule.at
            for rule in across
            if abs(rule.at - place) <= _LOOSE and rule.start - _LOOSE <= at <= rule.end + _LOOSE
        ]
        return min(near, key=lambda other: abs(other - place), default=place)

    return tuple(Rule(rule.at, end(rule.start, rule.at), end(rule.end, rule.at)) for rule in rules)


def _wipe(grey: NDArray[np.uint8], rules: Iterable[Rule]) -> None:
    """Paint the rules white, as thick as they may be drawn."""
    for rule in rules:
        row, start, end = (round(side / _POINT) for side in rule)
        rows = slice(max(row - _BREADTH, 0), row + _BREADTH + 1)
        grey[rows, max(start - _BREADTH, 0) : end + _BREADTH] = _WHITE
