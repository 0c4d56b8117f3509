"""A row's proof: the words it was read from, where they stand in the document."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.folder import on_disk
from pipeline.room.queries import Row, one, rows
from schemas.document import Box

# Every table whose rows have a place in a document, and what its row is called.
TABLES = {
    "meetings": "Møte",
    "attendance": "Oppmøte",
    "cases": "Sak",
    "recommendations": "Innstilling eller forslag",
    "vedtak": "Vedtak",
    "votes": "Stemme",
    "actions": "Tiltak",
    "activities": "Aktivitet",
    "project_mentions": "Omtale av prosjekt",
    "gains": "Gevinst",
    "amounts": "Beløp",
    "events": "Hendelse",
    "mentions": "Navn",
    "findings": "Funn",
    "blocks": "Tekst",
}
PART = 60  # blocks at once of a document that has no pages
MOST_PAGES = 3  # shown at once, where a row's words go over the page's edge

Places = Sequence[tuple[int, int]]


class Passage(NamedTuple):
    """A block as it is shown: its words in pieces, and whether each piece is the proof."""

    kind: str
    level: int | None
    furniture: bool
    page: int | None
    pieces: tuple[tuple[str, bool], ...]


def proof(connection: sqlite3.Connection, table: str, id: str, part: int | None) -> Any:
    """What the kilde page shows of a row of `table`; None if there is no such row.

    `part` is the page to show, or the number of a piece of a document that has no pages; the one
    where the words stand if it is not said.
    """
    if table == "documents":
        row, place = {}, None
        document = one(connection, "proof.document", id=id)
    else:
        found = connection.execute(f"SELECT * FROM {table} WHERE id = ?", [id])  # noqa: S608 — of TABLES
        first = found.fetchone()
        if first is None:
            return None
        row = dict(zip([column[0] for column in found.description], first, strict=True))
        document = one(connection, "proof.document", id=row["document_id"])
        place = (row["char_start"], row["char_end"]) if row["char_start"] is not None else None
    if document is None:
        return None
    marks = [place] if place else []
    if row.get("resolved_char_start") is not None:
        marks.append((row["resolved_char_start"], row["resolved_char_end"]))
    shown = _shown(connection, document["id"], place, part or row.get("page"))
    return {
        "table": table,
        "kind": TABLES.get(table),
        "row": row,
        "document": document,
        "place": place,
        "passages": [_passage(block, marks) for block in shown.pop("blocks")],
        **shown,
    }


def _shown(
    connection: sqlite3.Connection, id: str, place: tuple[int, int] | None, part: int | None
) -> Row:
    """The blocks of the pages to show, and how many parts the document has."""
    ends = one(connection, "proof.parts", id=id) or {}
    last_block, last_page = ends.get("last"), ends.get("last_page")
    start, end = place or (0, 1)
    stretch = one(connection, "proof.stretch", id=id, start=start, end=end) or {}
    if last_page is not None:
        here = stretch.get("first_page") or 1
        first = min(max(part or here, 1), last_page)
        last = first
        if place and first == here:
            last = min(stretch.get("last_page") or first, first + MOST_PAGES - 1)
        blocks = rows(connection, "proof.page_blocks", id=id, first=first, last=last)
        return {"blocks": blocks, "part": first, "last": last, "parts": last_page, "paged": True}
    count = -(-((last_block or 0) + 1) // PART)
    here = (stretch.get("first") or 0) // PART + 1
    number = min(max(part or here, 1), count)
    until = number * PART - 1
    if number == here:  # words are not cut in two by our own parts
        until = max(until, stretch.get("last") or 0)
    blocks = rows(connection, "proof.blocks", id=id, first=(number - 1) * PART, last=until)
    return {"blocks": blocks, "part": number, "last": number, "parts": count, "paged": False}


def _passage(block: Row, marks: Places) -> Passage:
    pieces = tuple(_pieces(block["text"], block["char_start"], marks))
    return Passage(block["kind"], block["level"], bool(block["furniture"]), block["page"], pieces)


def _pieces(text: str, start: int, marks: Places) -> Iterator[tuple[str, bool]]:
    """The text cut where marks begin and end; marks may overlap."""
    inside = [(max(a - start, 0), min(b - start, len(text))) for a, b in marks]
    inside = [(a, b) for a, b in inside if a < b]
    cuts = sorted({0, len(text), *(cut for pair in inside for cut in pair)})
    for first, last in pairwise(cuts):
        yield text[first:last], any(a <= first < b for a, b in inside)


def original(connection: sqlite3.Connection, document: Row) -> tuple[Path | None, str | None]:
    """The file that the document was read from, unchanged; or else a note that says what became.

    A document out of an archive file or a mail has no file of its own.
    """
    known = rows(connection, "proof.files", sha256=document["sha256"])
    paths = [document["path"], *(row["path"] for row in known)]
    there = [file for path in dict.fromkeys(paths) if (file := on_disk(path)).is_file()]
    for file in there:
        if _digest(file) == document["sha256"]:
            return file, None
    if there:
        return None, "Filen er endret siden den ble lest. Teksten er slik den var da."
    if document["container"]:
        return None, f"Dokumentet kom i {document['container']}. Her vises teksten, ikke siden."
    return None, "Filen finnes ikke lenger der den ble lest. Teksten er slik den var da."


def _digest(file: Path) -> str | None:
    try:
        status = file.stat()
        return _sha256(str(file), status.st_size, status.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=256)
def _sha256(path: str, _size: int, _mtime_ns: int) -> str:
    with Path(path).open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


def boxes(connection: sqlite3.Connection, id: str, page: int, place: tuple[int, int]) -> list[Box]:
    """Where on a page the blocks stand that hold a place's words."""
    start, end = place
    found = rows(connection, "proof.boxes", id=id, page=page, start=start, end=end)
    return [Box(**row) for row in found]
