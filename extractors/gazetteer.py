"""Names that stand in public registers: municipalities and counties, given names.

`kommuner.csv` has the municipalities of today, `kommuner_tidligere.csv` those that ended from the
1990s on, with their last number, their last year and the number of what they went into, and
`fylker.csv` the counties with their years: the changes of Statistics Norway's classifications of
municipalities (131) and counties (104), written down from memory of them. `strok.csv` says in which
county of today a former county or a district lies.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extractors.vocabulary import fold

_QUALIFIED = re.compile(r"(?P<name>.+) \((?P<county>.+)\)")  # «Herøy (Nordland)»


class Municipality(NamedTuple):
    """`number` is the kommunenummer of today, or the last one, four digits.

    `names` are its official names, Norwegian first; `into` is the number of what it went into.
    """

    number: str
    names: tuple[str, ...]
    county: str
    into: str | None = None


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Those of today, then those that have ended."""
    today = [
        Municipality(
            row["kommunenummer"],
            tuple(_QUALIFIED.sub(r"\g<name>", name) for name in row["navn"].split(" - ")),
            row["fylke"],
        )
        for row in _rows("kommuner.csv")
    ]
    ended = [
        Municipality(row["kommunenummer"], (row["navn"],), row["fylke"], row["etterfulgt_av"])
        for row in _rows("kommuner_tidligere.csv")
    ]
    return (*today, *ended)


def named(name: str) -> tuple[Municipality, ...]:
    """The municipalities that have or had the folded `name`; one set up anew counts once."""
    return _by_name().get(name, ())


def is_municipality(name: str) -> bool:
    """Whether `name`, as written, is that of a municipality or county of today or earlier."""
    return fold(name) in _by_name() or fold(name) in counties()


@cache
def joined_names() -> tuple[tuple[str, str], ...]:
    """The two halves of names such as `Nore og Uvdal`."""
    names = [m.names[0] for m in municipalities()] + [name for name, _ in counties().values()]
    pairs = [name.split(" og ") for name in names if " og " in name]
    return tuple(sorted({(first, second) for first, second in pairs}))


@cache
def _by_name() -> dict[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for municipality in municipalities():
        for name in municipality.names:
            found[fold(name)] = (*found.get(fold(name), ()), municipality)
    return {name: _once(bearers) for name, bearers in found.items()}


def _once(bearers: tuple[Municipality, ...]) -> tuple[Municipality, ...]:
    numbers = {municipality.number for municipality in bearers}
    return tuple(m for m in bearers if m.into not in numbers)


@cache
def counties() -> dict[str, tuple[str, str]]:
    """Name and number by folded name: the number of today, of one that is no more its last."""
    return {fold(row["navn"]): (row["navn"], row["fylkesnummer"]) for row in _rows("fylker.csv")}


@cache
def counties_of(area: str) -> frozenset[str]:
    """The counties, folded, that a folded county or district is or lies in."""
    inside = {fold(row["fylke"]) for row in _rows("strok.csv") if fold(row["navn"]) == area}
    return frozenset(inside | {area} if area in counties() else inside)


@cache
def areas() -> tuple[str, ...]:
    """The names of counties and districts, the longest first."""
    names = {row["navn"] for row in (*_rows("fylker.csv"), *_rows("strok.csv"))}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def places() -> frozenset[str]:
    """Every word of the names of municipalities and counties of today, folded."""
    today = [m for m in municipalities() if m.into is None]
    names = [name for m in today for name in (*m.names, m.county)]
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 2)


@cache
def given_names() -> frozenset[str]:
    """Given names in use in Norway, in lower case, from Statistics Norway's table 10467."""
    text = files("extractors.vocabulary").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(line.casefold() for line in text.splitlines() if not line.startswith("#"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("extractors.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
