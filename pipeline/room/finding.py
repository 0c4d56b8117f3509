"""Search as the reading room shows it: hits with their words marked, and how they spread."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.room.queries import Row, one, rows
from pipeline.search import Term, match, pieces, terms

MOST = 2_000  # rows, and blocks, that are counted; more are "over 2 000"
ON_PAGE = 20
MOST_TERMS = 32
LONGEST = 300  # characters of a query; nobody means more

# What can be chosen among, by the name in the address.
FACETS = {
    "hva": "kind",
    "organ": "body",
    "aar": "year",
    "organisasjon": "organisation",
    "utfall": "outcome",
}
_NAMES = ("organisation", "body")  # written with capitals here and without them there
_SHOWN = 8  # values of a facet


class Wish(NamedTuple):
    """What is searched for: words, what was chosen of each facet, and which page of hits."""

    words: str
    chosen: Mapping[str, str]
    page: int
    exact: bool

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Wish:
        """From an address; what cannot be meant is left out."""
        chosen = {name: value for name in FACETS if (value := arguments.get(name, "").strip())}
        page = arguments.get("side", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        words = arguments.get("q", "")[:LONGEST].strip()
        return cls(words, chosen, max(number, 1), bool(arguments.get("ordrett")))

    def without(self, facet: str) -> dict[str, str]:
        """The address of the same search with nothing chosen of `facet`."""
        given = {"q": self.words} | {n: v for n, v in self.chosen.items() if n != facet}
        return given | ({"ordrett": "1"} if self.exact else {})


class Facet(NamedTuple):
    """One way the hits spread: values with their numbers, the commonest first."""

    name: str
    values: tuple[tuple[str, int], ...]
    chosen: str | None


class Found(NamedTuple):
    """A page of hits. `more` says that there were more than could be counted."""

    wish: Wish
    hits: list[Row]
    total: int
    more: bool
    pages: int
    facets: list[Facet]


def find(connection: sqlite3.Connection, arguments: Mapping[str, str]) -> Found:
    """Search for what an address asks for; words that mean nothing find nothing."""
    wish = Wish.of(arguments)
    asked = terms(wish.words, exact=wish.exact)[:MOST_TERMS]
    if not asked:
        return Found(wish, [], total=0, more=False, pages=0, facets=[])
    found, more = _found(connection, match(asked), wish.chosen)
    found.sort(key=lambda row: (row["kind"] == "blocks", row["rank"]))
    first = (wish.page - 1) * ON_PAGE
    hits = [_shown(connection, asked, row) for row in found[first : first + ON_PAGE]]
    pages = -(-len(found) // ON_PAGE)
    return Found(wish, hits, len(found), more, pages, list(_facets(found, wish.chosen)))


def _found(
    connection: sqlite3.Connection, query: str, chosen: Mapping[str, str]
) -> tuple[list[Row], bool]:
    values: dict[str, Any] = {column: chosen.get(name) for name, column in FACETS.items()}
    values |= {"query": query, "most": MOST} | _spellings(connection, values)
    values["year"] = _year(chosen.get("aar"))
    found: list[Row] = []
    more = False
    if values["kind"] != "blocks":
        found = rows(connection, "finding.rows_found", **values)
        more = len(found) == MOST
    if values.pop("kind") in (None, "blocks") and values.pop("outcome") is None:
        blocks = rows(connection, "finding.blocks_found", **values)
        more = more or len(blocks) == MOST
        found += blocks
    return found, more


def _spellings(connection: sqlite3.Connection, values: Mapping[str, Any]) -> dict[str, str]:
    """For each name chosen all that are it but for capitals, as a JSON list."""
    wanted = {column: _fold(name) for column in _NAMES if (name := values[column])}
    known = rows(connection, "finding.names") if wanted else []
    return {
        column: json.dumps(
            [r["name"] for r in known if r["column"] == column and _fold(r["name"]) == name]
        )
        for column, name in wanted.items()
    }


def _fold(name: str | None) -> str:
    return (name or "").casefold()


def _year(chosen: str | None) -> int | None:
    if chosen is None:
        return None
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) == 4 else 0


def _shown(connection: sqlite3.Connection, asked: list[Term], row: Row) -> Row:
    query = "finding.block_shown" if row["kind"] == "blocks" else "finding.row_shown"
    shown = one(connection, query, kind=row["kind"], id=row["id"]) or row | {"text": ""}
    return shown | {"pieces": pieces(shown["text"], asked)}


def _facets(found: list[Row], chosen: Mapping[str, str]) -> Iterator[Facet]:
    for name, column in FACETS.items():
        counts = Counter(str(row[column]) for row in found if row[column] is not None)
        common = sorted(_by_name(counts), key=lambda each: (-each[1], each[0]))[:_SHOWN]
        if common or name in chosen:
            yield Facet(name, tuple(common), chosen.get(name))


def _by_name(counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """`STYRET` and `Styret` are one, told by the spelling that is the commonest."""
    spellings: dict[str, list[str]] = {}
    for value, _ in counts.most_common():
        spellings.setdefault(value.casefold(), []).append(value)
    for group in spellings.values():
        yield group[0], sum(counts[value] for value in group)
