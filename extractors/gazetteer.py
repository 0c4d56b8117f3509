"""Names that stand in public registers: municipalities and counties of today, given names."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extractors.vocabulary import fold


class Municipality(NamedTuple):
    """`number` is the kommunenummer, four digits; `names` its official names, Norwegian first."""

    number: str
    names: tuple[str, ...]
    county: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All of them, from the list of municipalities (kommunenummer, navn, fylkesnummer, fylke)."""
    text = files("extractors.vocabulary").joinpath("kommuner.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Municipality(row["kommunenummer"], tuple(row["navn"].split(" - ")), row["fylke"])
        for row in rows
    )


@cache
def places() -> frozenset[str]:
    """Every word of the names of municipalities and counties, folded."""
    names = [name for m in municipalities() for name in (*m.names, m.county)]
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 2)


@cache
def given_names() -> frozenset[str]:
    """Given names in use in Norway, in lower case, from Statistics Norway's table 10467."""
    text = files("extractors.vocabulary").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(line.casefold() for line in text.splitlines() if not line.startswith("#"))
