"""What the start page shows. Adding up a whole archive is done once for each of its states."""

from __future__ import annotations

import sqlite3
from collections import Counter
from functools import partial
from typing import Any

from pipeline.room import plots
from pipeline.room.queries import Row, one, rows

LATEST = 6
BARS = 10
NO_OUTCOME = "ukjent"

# How outcomes are told apart at a glance: kin share a colour. The order is that of the bars.
OUTCOMES = {
    "vedtatt": ("godkjent", "vedtatt", "innvilget", "valgt"),
    "tatt til orientering": ("tatt til orientering", "tatt til etterretning"),
    "delegert eller utsatt": ("delegert", "utsatt"),
    "avslått": ("avslått", "avvist", "trukket"),
    "annet eller ukjent": ("annet", NO_OUTCOME),
}
_GROUPS = {outcome: group for group, outcomes in OUTCOMES.items() for outcome in outcomes}


class Front:
    """The start page of one archive; remembers what it added up until the archive changes."""

    def __init__(self) -> None:
        self._state: Row | None = None
        self._shown: dict[str, Any] = {}

    def forget(self) -> None:
        """Add up anew next time."""
        self._state = None

    def __call__(self, connection: sqlite3.Connection) -> dict[str, Any]:
        """What the template shows."""
        state = one(connection, "front.state")
        if state != self._state:
            self._shown = _gathered(connection)
            self._state = state
        return self._shown


def latest_vedtak(connection: sqlite3.Connection, most: int) -> list[Row]:
    """The vedtak of the latest meetings, newest first."""
    return rows(connection, "front.latest_vedtak", most=most)


def _gathered(connection: sqlite3.Connection) -> dict[str, Any]:
    ask = partial(rows, connection)
    return {
        "holdings": one(connection, "front.holdings"),
        "trouble": one(connection, "front.trouble"),
        "latest": latest_vedtak(connection, LATEST),
        "decided": _decided(ask("front.vedtak_by_year")),
        "gained": _gained(ask("front.gains_by_theme")),
        "attended": plots.shares(ask("front.attendance_by_body", most=BARS)),
        "spent": plots.bars(ask("front.amounts_by_project", most=BARS)),
    }


def _decided(counts: list[Row]) -> plots.Stacks | None:
    columns: dict[int, Counter[str]] = {}
    for row in counts:
        group = _GROUPS[row["outcome"] or NO_OUTCOME]
        columns.setdefault(row["year"], Counter())[group] += row["number"]
    return plots.stacks(columns, tuple(OUTCOMES))


def _gained(counts: list[Row]) -> plots.Grid | None:
    themes: dict[str, Counter[int]] = {}
    for row in counts:
        themes.setdefault(row["theme"], Counter())[row["year"]] += row["number"]
    return plots.grid(themes, BARS)
