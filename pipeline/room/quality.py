"""The quality page: what failed, what is in doubt, and what to do about it."""

from __future__ import annotations

import sqlite3
import tomllib
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from pipeline.room.queries import rows

ON_PAGE = 100
SEVERITIES = ("feil", "advarsel", "info")
FAILURES = "filer"


def quality(connection: sqlite3.Connection, chosen: str | None, page: int) -> dict[str, Any]:
    """Findings of one severity, or the files that failed: the worst there is if none is chosen."""
    found = {row["severity"]: row["number"] for row in rows(connection, "quality.severities")}
    failed = rows(connection, "quality.failed")
    numbers = {FAILURES: sum(row["number"] for row in failed)}
    numbers |= {severity: found.get(severity, 0) for severity in SEVERITIES}
    if chosen not in numbers:
        chosen = next((part for part, number in numbers.items() if number), FAILURES)
    window = {"most": ON_PAGE, "first": (page - 1) * ON_PAGE}
    shown: dict[str, Any] = {"failures": [], "documents": []}
    if chosen == FAILURES:
        shown["failures"] = rows(connection, "quality.failures", **window)
    else:
        listed = rows(connection, "quality.findings", severity=chosen, **window)
        for row in listed:
            row["advice"] = advice(row["rule"])
        shown["documents"] = [
            list(group) for _, group in groupby(listed, key=lambda row: row["document_id"])
        ]
    return {
        **shown,
        "numbers": numbers,
        "chosen": chosen,
        "reasons": failed,
        "doubtful": rows(connection, "quality.doubtful", most=ON_PAGE),
        "page": page,
        "pages": -(-numbers[chosen] // ON_PAGE),
    }


def advice(rule: str) -> str:
    """What to do about a finding of `rule`."""
    known = _advice()
    return known.get(rule.partition(".")[0], known["other"])


@cache
def _advice() -> dict[str, str]:
    return tomllib.loads(files("pipeline.room").joinpath("advice.toml").read_text(encoding="utf-8"))
