"""Which names of one organisation's documents are one person's.

`Tora B Lien Moe` and `Tora Moe` are one as long as no other full name fits the short one: where
there is `Tora Marie Moe` too, all three stay apart. What is one depends on what the archive holds,
never on the order in which it came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.keys import slug


def kin_of(connection: sqlite3.Connection, document_id: str) -> set[str]:
    """The kin of the people that a document names."""
    sql = "SELECT DISTINCT kin FROM mentions WHERE document_id = ? AND kin IS NOT NULL"
    return {kin for (kin,) in connection.execute(sql, [document_id])}


def settle(connection: sqlite3.Connection, kins: Iterable[str]) -> set[str]:
    """Give all mentions of one person one entity; returns the ids taken and given up."""
    touched: set[str] = set()
    for kin in sorted(kins):
        sql = "SELECT DISTINCT own_id, name, entity_id FROM mentions WHERE kin = ?"
        rows = connection.execute(sql, [kin]).fetchall()
        names = {own: frozenset(slug(name).split("-")) for own, name, _ in rows}
        fullest = max(names.values(), key=len, default=frozenset())
        one = all(name <= fullest for name in names.values())
        meant = {own: min(names) if one else own for own in names}
        for own, current in sorted({(own, current) for own, _, current in rows}):
            if current != meant[own]:
                touched |= {current, meant[own]}
                connection.execute(
                    "UPDATE mentions SET entity_id = ? WHERE own_id = ? AND entity_id = ?",
                    [meant[own], own, current],
                )
    return touched
