"""The room's SQL: named queries in `sql/`, one file for each page, read once.

A query begins with `-- name: what_it_gives`; comments above it belong to it.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def rows(connection: sqlite3.Connection, query: str, /, **values: object) -> list[Row]:
    """What the query `page.name` gives, as dicts by column."""
    page, _, name = query.partition(".")
    cursor = connection.execute(_queries(page)[name], values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def one(connection: sqlite3.Connection, query: str, /, **values: object) -> Row | None:
    """The first row that the query gives, if it gives any."""
    return next(iter(rows(connection, query, **values)), None)


@cache
def _queries(page: str) -> dict[str, str]:
    text = files("pipeline.room").joinpath("sql", f"{page}.sql").read_text(encoding="utf-8")
    _, *parts = _NAME.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))
