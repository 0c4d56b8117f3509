"""Which names of one organisation's documents are one person's.

`Tora B Lien Moe` and `Tora Moe` are one as long as no other full name fits the short one: where
there is `Tora Marie Moe` too, all three stay apart. What is one depends on what the archive holds,
never on the order in which it came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# An entity that was given up may be needed again; what it goes by is settled by all its mentions.
_PRESENT = """
    INSERT INTO entities (id, kind, name, ref)
    SELECT :meant, kind, name, ref FROM mentions WHERE own_id = :own LIMIT 1
    ON CONFLICT (id) DO NOTHING
"""


def kin_of(connection: sqlite3.Connection, document_id: str) -> set[str]:
    """The kin of the people that a document names."""
    sql = "SELECT DISTINCT kin FROM mentions WHERE document_id = ? AND kin IS NOT NULL"
    return {kin for (kin,) in connection.execute(sql, [document_id])}


def settle(connection: sqlite3.Connection, kins: Iterable[str]) -> set[str]:
    """Give all mentions of one person one entity; returns the ids taken and given up."""
    touched: set[str] = set()
    for kin in sorted(kins):
        names = {own: _words(own) for own in _own_ids(connection, kin)}
        fullest = max(names.values(), key=len, default=frozenset())
        one = all(name <= fullest for name in names.values())
        for own in names:
            meant = min(names) if one else own
            for current in _entities_of(connection, own) - {meant}:
                touched |= {current, meant}
                connection.execute(_PRESENT, {"meant": meant, "own": own})
                connection.execute(
                    "UPDATE mentions SET entity_id = ? WHERE own_id = ? AND entity_id = ?",
                    [meant, own, current],
                )
    return touched


def _own_ids(connection: sqlite3.Connection, kin: str) -> list[str]:
    """Those that share `kin`, in order: one look-up each, however often they are mentioned."""
    found: list[str] = []
    sql = "SELECT min(own_id) FROM mentions WHERE kin = ? AND own_id > ?"
    while own := connection.execute(sql, [kin, found[-1] if found else ""]).fetchone()[0]:
        found.append(own)
    return found


def _entities_of(connection: sqlite3.Connection, own: str) -> set[str]:
    """What a name is now held for: one entity, and itself where it has just landed."""
    sql = """
        SELECT (SELECT min(entity_id) FROM mentions WHERE own_id = :own),
            (SELECT max(entity_id) FROM mentions WHERE own_id = :own)
    """
    return set(connection.execute(sql, {"own": own}).fetchone())


def _words(own: str) -> frozenset[str]:
    """The words of the name in an id such as `person-kari-li@nes-kommune`."""
    return frozenset(own.partition("@")[0].removeprefix("person-").split("-"))
