"""What ties items of different documents into one: the keys that they share.

An item is a case, or a project as one document has it. Each says by which keys others may know it,
strongest first; items that share a key, directly or through others, are one bundle. A key to which
one scope gives two labels is ambiguous and ties nothing; nor does one that no item owns, though
several speak of it. What is bundled depends on the ties alone, not on the order in which they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Bundle = dict[str, str | None]  # an item, and why it is tied to the others, if there are others
Grid = dict[str, list["Tie"]]  # the ties by key, or by item


class Tie(NamedTuple):
    """`item` may be the same as whatever else has `key`; `reason` is Norwegian, for people.

    Of all ties with one key, those of one scope must have the same label, or none. An item that
    only speaks of what has the key does not own it. `seq` is the tie's place among its document's,
    counted when all are there.
    """

    item: str
    key: str
    reason: str
    scope: str = ""
    label: str | None = None
    owns: bool = True
    seq: int = 0


def reach(connection: sqlite3.Connection, items: Iterable[str]) -> Grid:
    """The ties by key of `items`, of whatever shares a key with them, and so on."""
    of_items = "SELECT DISTINCT key FROM ties WHERE item IN (SELECT value FROM json_each(?))"
    of_keys = """
        SELECT item, key, reason, scope, label, owns, seq FROM ties
        WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key, rowid
    """
    by_key: Grid = {}
    met: set[str] = set()
    ahead = set(items)
    while ahead:  # one step further at a time: a project may have a thousand items
        met |= ahead
        keys = {key for (key,) in connection.execute(of_items, [json.dumps(sorted(ahead))])}
        new = json.dumps(sorted(keys - by_key.keys()))
        for tie in map(Tie._make, connection.execute(of_keys, [new])):
            by_key.setdefault(tie.key, []).append(tie)
        ahead = {tie.item for key in keys for tie in by_key[key]} - met
    return by_key


def bundles(connection: sqlite3.Connection, items: Iterable[str]) -> Iterator[Bundle]:
    """The bundles of `items` and of all within their reach; an item without ties is not in any."""
    by_key = reach(connection, items)
    by_item: Grid = {}
    for ties in by_key.values():
        for tie in ties:
            by_item.setdefault(tie.item, []).append(tie)
    sound = {key for key, ties in by_key.items() if _is_sound(ties)}
    left = set(by_item)
    while left:
        bundle = _bundle(left.pop(), by_item, by_key, sound)
        left -= bundle.keys()
        yield bundle


def _is_sound(ties: list[Tie]) -> bool:
    """More than one item has the key, one of them owns it, and no scope calls it two things."""
    labels: dict[str, str] = {}
    for tie in ties:
        if tie.label is not None and labels.setdefault(tie.scope, tie.label) != tie.label:
            return False
    return len({tie.item for tie in ties}) > 1 and any(tie.owns for tie in ties)


def _bundle(start: str, by_item: Grid, by_key: Grid, sound: set[str]) -> Bundle:
    """All that `start` is tied to, in order of the items, each with its strongest reason."""
    found: Bundle = {}
    ahead = [start]
    opened: set[str] = set()  # a key that a thousand items share is gone through once
    while ahead:
        item = ahead.pop()
        if item in found:
            continue
        holding = [tie for tie in by_item[item] if tie.key in sound]
        found[item] = min(holding, key=lambda tie: tie.seq).reason if holding else None
        keys = {tie.key for tie in holding} - opened
        opened |= keys
        ahead += [other.item for key in keys for other in by_key[key]]
    return dict(sorted(found.items()))
