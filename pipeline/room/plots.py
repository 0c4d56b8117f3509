"""Plots as plain numbers: where each bar stands. Templates draw them as SVG beside a table.

Units are those of the SVG's own view box; nothing is drawn by scripts in the browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.room.queries import Row

HEIGHT = 150.0  # of the tallest column
COLUMN, GAP = 18.0, 6.0
MOST_YEARS = 20  # the latest ones, as many as can be read


class Piece(NamedTuple):
    """One colour of a column: what it is, how many, and where it stands."""

    kind: int
    number: int
    y: float
    height: float


class Column(NamedTuple):
    """A year with its pieces; `x` is its left side."""

    label: int
    total: int
    x: float
    pieces: tuple[Piece, ...]


class Stacks(NamedTuple):
    """Columns of pieces, one colour for each of `kinds`."""

    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    width: float
    height: float
    top: int  # what the tallest column counts
    table: tuple[tuple[int, tuple[int, ...]], ...]
    earlier: int  # what the years before the first column count


class Bar(NamedTuple):
    """A row of a table with a bar in it; `share` is 0 to 1 of the longest."""

    row: Row
    share: float


class Grid(NamedTuple):
    """Numbers by theme and year; `shade` is 0 to 4."""

    years: tuple[int, ...]
    themes: tuple[tuple[str, tuple[tuple[int, int], ...], int], ...]
    left_out: int


def stacks(columns: Mapping[int, Counter[str]], kinds: Sequence[str]) -> Stacks | None:
    """Columns in the order of their years, without gaps between the first and the last."""
    if not columns:
        return None
    years = _span(columns)
    top = max(counts.total() for year, counts in columns.items() if year in years)
    placed = tuple(
        _column(year, columns.get(year, Counter()), kinds, index * (COLUMN + GAP), top)
        for index, year in enumerate(years)
    )
    table = tuple(
        (year, tuple(columns.get(year, Counter())[kind] for kind in kinds)) for year in years
    )
    earlier = sum(counts.total() for year, counts in columns.items() if year < years[0])
    return Stacks(tuple(kinds), placed, len(years) * (COLUMN + GAP), HEIGHT, top, table, earlier)


def _span(years: Mapping[int, object]) -> range:
    last = max(years)
    return range(max(min(years), last - MOST_YEARS + 1), last + 1)


def _column(year: int, counts: Counter[str], kinds: Sequence[str], x: float, top: int) -> Column:
    pieces, y = [], HEIGHT
    for kind, name in enumerate(kinds):
        height = counts[name] / top * HEIGHT
        y -= height
        if counts[name]:
            pieces.append(Piece(kind, counts[name], round(y, 2), round(height, 2)))
    return Column(year, counts.total(), x, tuple(pieces))


def bars(counted: Sequence[Row]) -> list[Bar]:
    """Rows with a `number`, each as long as it is of the largest."""
    top = max((row["number"] for row in counted), default=0)
    return [Bar(row, row["number"] / top if top > 0 else 0.0) for row in counted]


def shares(counted: Sequence[Row]) -> list[Bar]:
    """Rows with a `number` out of `called`."""
    return [Bar(row, row["number"] / row["called"]) for row in counted]


def grid(themes: Mapping[str, Counter[int]], most: int) -> Grid | None:
    """The `most` themes with the most, by year; the darker, the more."""
    if not themes:
        return None
    years = tuple(sorted({year for counts in themes.values() for year in counts}))[-12:]
    top = max(number for counts in themes.values() for number in counts.values())
    largest = sorted(themes, key=lambda theme: (-themes[theme].total(), theme))
    return Grid(
        years,
        tuple(
            (
                theme,
                tuple((n := themes[theme][year], -(-4 * n // top)) for year in years),
                themes[theme].total(),
            )
            for theme in largest[:most]
        ),
        max(len(themes) - most, 0),
    )
