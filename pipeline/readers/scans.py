"""Pages that are pictures: straightened, their ruling lines found, and what OCR reads on them.

A `Sheet` is all that is kept of such a page. It is measured in points on the straightened page,
origin at the top left; `Sheet.back` says where on the page as it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.readers.pdf_rules import Rule, merged
from schemas.base import Value
from schemas.document import Box

DPI = 200  # Tesseract reads no better at 300
_POINT = 72 / DPI

_STEEPEST = 5.0  # degrees that a page may lie askew
_STEPS = (0.5, 0.1, 0.02)  # degrees, from coarse to fine
_LEVEL = 0.02  # degrees that nobody sees
_DASH = round(11 / _POINT)  # points; letters have no stroke so long from side to side
_STEM = round(16 / _POINT)  # nor so long from top to bottom
_SHORTEST = 24.0  # points; of a ruling line, once its pieces are put together
_THICK = round(3 / _POINT)  # points; a darker band is a picture's

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


class Sheet(Value):
    """What stands on one picture: lines of words, ruling lines, and how far it lay askew."""

    width: float
    height: float
    tilt: float  # degrees counter-clockwise by which the picture was turned to be straight
    lines: tuple[tuple[ScannedWord, ...], ...]
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

    def back(self, box: Box) -> Box:
        """`box` on the page as it is seen: around the turned box."""
        if not self.tilt:
            return box
        corners = [self._seen(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = zip(*corners, strict=True)
        return Box(x0=min(xs), y0=min(ys), x1=max(xs), y1=max(ys))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        turn = math.radians(self.tilt)
        right, down = x - self.width / 2, y - self.height / 2
        return (
            self.width / 2 + right * math.cos(turn) - down * math.sin(turn),
            self.height / 2 + right * math.sin(turn) + down * math.cos(turn),
        )


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
    """The grey `picture` turned straight, its ruling lines found and wiped out."""
    tilt = tilt_of(picture)
    if abs(tilt) > _LEVEL:
        picture = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.array(picture)
    ink = grey < _threshold(grey)
    level, upright = list(_runs(ink, _DASH)), list(_runs(ink.T, _STEM))
    rules = [_rules(level), _rules(upright)]
    _wipe(grey, level)
    _wipe(grey.T, upright)
    return Straight(Image.fromarray(grey), tilt, *rules)


def tilt_of(picture: Image.Image) -> float:
    """By how many degrees counter-clockwise a grey picture is to be turned to be straight.

    Where lines of text are level, the rows of the picture differ most: dark lines, light gaps.
    """
    small = np.asarray(picture.reduce(2))
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


class _Run(NamedTuple):
    row: int
    start: int
    end: int


def _runs(ink: Ink, least: int) -> Iterator[_Run]:
    """The unbroken dark runs of at least `least` pixels along the rows, thick bands left out."""
    padded = np.pad(ink, ((0, 0), (1, 1))).astype(np.int8)
    changes = np.diff(padded, axis=1)
    rows, starts = np.nonzero(changes == 1)
    _, ends = np.nonzero(changes == -1)
    long = ends - starts >= least
    for row, start, end in zip(rows[long], starts[long], ends[long], strict=True):
        middle = (start + end) // 2
        band = ink[max(row - _THICK, 0) : row + _THICK + 1, middle]
        if not band.all():
            yield _Run(int(row), int(start), int(end))


def _rules(runs: Iterable[_Run]) -> tuple[Rule, ...]:
    pieces = [Rule((r.row + 0.5) * _POINT, r.start * _POINT, r.end * _POINT) for r in runs]
    return tuple(rule for rule in merged(pieces) if rule.end - rule.start >= _SHORTEST)


def _wipe(grey: NDArray[np.uint8], runs: Iterable[_Run]) -> None:
    """Make the runs white, and the blurred edge beside them."""
    for row, start, end in runs:
        grey[max(row - 1, 0) : row + 2, start:end] = 255
