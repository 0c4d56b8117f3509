"""The archive: one SQLite file, explicit schema, one writer, one transaction per document."""

from __future__ import annotations

import errno
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from pipeline import across
from pipeline.keys import fingerprint, link_id
from pipeline.lemmas import lemmas_of
from pipeline.namesakes import kin_of, settle
from schemas.base import Value
from schemas.claims import Claim
from schemas.document import Block, Document, Evidence
from schemas.record import LinkedFinding, Record, Row

Archive = Database

BUSY_SECONDS = 30.0  # how long to wait for another writer's transaction
# Rows to a statement: before each, full-text search writes down what it has gathered.
AT_ONCE = 500
# SQLite's substr stops at a zero; half a surrogate pair is no text at all.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Defect(Exception):
    """A record that contradicts itself: a fault of ours, never of the file."""


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The archive at `path` for writing, made or brought up to date if it needs to be.

    Raises sqlite3.DatabaseError if the file is not a database.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    with Database(connection, execute_plugins=False) as archive:
        archive.enable_wal()
        archive.execute("PRAGMA synchronous = NORMAL")
        archive.execute("PRAGMA foreign_keys = ON")
        archive.register_function(lemmas_of, deterministic=True)
        _migrations().apply(archive)
        yield archive


@contextmanager
def read_archive(path: Path) -> Iterator[Archive]:
    """The archive at `path` for reading only.

    Raises FileNotFoundError if there is none.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such archive", str(path))
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with Database(connection, execute_plugins=False) as archive:
        yield archive


def outdated(archive: Archive) -> bool:
    """Whether an older version of Møtebok made the archive, and `open_archive` would change it."""
    return bool(_migrations().pending(archive))


def _migrations() -> Migrations:
    """One migration for each file of `schema/`, in the order of their names."""
    migrations = Migrations("motebok")
    folder = files("pipeline").joinpath("schema")
    for script in sorted(folder.iterdir(), key=lambda entry: entry.name):
        migrations(name=script.name)(_running(script.read_text(encoding="utf-8")))
    return migrations


def _running(script: str) -> Callable[[Archive], None]:
    def migrate(archive: Archive) -> None:
        # sqlite3's own executescript would commit the migration half done.
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                archive.execute(statement)
                statement = ""

    return migrate


def land(archive: Archive, record: Record, *, path: str, version: str, now: str) -> None:
    """Put `record` in the place of whatever the archive holds of its document, all or none.

    `path` is the file that was read, `now` an ISO 8601 time. Raises Defect if the record's evidence
    is not what its text says, sqlite3.IntegrityError if its rows do not fit together.
    """
    _prove(record)
    document = record.document
    with archive.atomic():
        # Rows may name rows that are inserted after them; all must be there at the end.
        archive.execute("PRAGMA defer_foreign_keys = ON")
        before, entities = across.touched(archive.conn, record.id), _entities(archive, record.id)
        kins = kin_of(archive.conn, record.id)
        archive.execute("DELETE FROM documents WHERE id = ?", [record.id])
        about = {"path": path, "ingested_at": now, "version": version}
        _insert(archive, "documents", [_document_values(record) | about])
        text = {"id": f"{record.id}-text", "document_id": record.id, "text": document.text}
        _insert(archive, "texts", [text])
        languages = zip_longest(document.blocks, record.languages)
        _insert(archive, "blocks", [_block_values(record.id, *each) for each in languages])
        by_table = sorted(record.rows, key=lambda row: row.table)
        for table, rows in groupby(by_table, key=lambda row: row.table):
            _insert(archive, table, [_row_values(record.id, row) for row in rows])
        _insert(archive, "findings", [_finding_values(record.id, f) for f in record.findings])
        kins |= kin_of(archive.conn, record.id)
        entities |= settle(archive.conn, kins) | _entities(archive, record.id)
        _gather_entities(archive, entities)
        across.tie(archive.conn, record)
        across.settle(archive.conn, before, record.id)


def remove(archive: Archive, document_id: str) -> None:
    """Take a document and all that was read out of it away."""
    with archive.atomic():
        archive.execute("PRAGMA defer_foreign_keys = ON")
        before, entities = (
            across.touched(archive.conn, document_id),
            _entities(archive, document_id),
        )
        kins = kin_of(archive.conn, document_id)
        archive.execute("DELETE FROM documents WHERE id = ?", [document_id])
        _gather_entities(archive, entities | settle(archive.conn, kins))
        across.settle(archive.conn, before, document_id)


def _prove(record: Record) -> None:
    """Raises Defect unless the text can be stored and every evidence is cut from it."""
    if UNSTORABLE.search(record.document.text):
        raise Defect("the text holds what SQLite cannot keep")
    for row in record.rows:
        for evidence in _evidence_in(row.claim):
            _prove_one(record.document, evidence, row.id)
    for linked in record.findings:
        if linked.finding.evidence:
            _prove_one(record.document, linked.finding.evidence, linked.id)


def _prove_one(document: Document, evidence: Evidence, row_id: str) -> None:
    if document.text[evidence.start : evidence.end] != evidence.text:
        raise Defect(f"{row_id} misquotes {evidence.start}..{evidence.end}")


def _evidence_in(claim: Claim) -> Iterable[Evidence]:
    return [value for value in vars(claim).values() if isinstance(value, Evidence)]


def _document_values(record: Record) -> dict[str, Any]:
    document, facts = record.document, record.facts
    return _columns(facts) | {
        "id": record.id,
        "sha256": document.sha256,
        "name": document.source_name,
        "format": document.format,
        "title": facts.title or document.title,
        "pages": document.pages,
        "fingerprint": fingerprint(document),
    }


def _block_values(document_id: str, block: Block, language: str | None) -> dict[str, Any]:
    return {
        "id": f"{document_id}-b{block.seq}",
        "document_id": document_id,
        "seq": block.seq,
        "page": block.page,
        "kind": block.kind.value,
        "level": block.level,
        "text": block.text,
        "lemmas": lemmas_of(block.text),
        "language": language,
        "char_start": block.start,
        "char_end": block.end,
        "furniture": int(block.furniture),
        "confidence": block.confidence,
        **(vars(block.box) if block.box else {}),
    }


def _row_values(document_id: str, row: Row) -> dict[str, Any]:
    project = row.links.get("project_id")
    link = {"link_id": link_id(document_id, project)} if project else {}
    return {"id": row.id, "document_id": document_id, **_columns(row.claim), **row.links, **link}


def _finding_values(document_id: str, linked: LinkedFinding) -> dict[str, Any]:
    return {
        "id": linked.id,
        "document_id": document_id,
        "case_id": linked.case_id,
        **_columns(linked.finding),
    }


def _columns(value: Value) -> dict[str, Any]:
    """The fields of a value as SQLite stores them, evidence spread over its columns."""
    columns: dict[str, Any] = {}
    for name, field in vars(value).items():  # as iteration has them, at a third of the time
        if isinstance(field, Evidence):
            prefix = "" if name == "evidence" else f"{name}_"
            columns |= {
                f"{prefix}page": field.page,
                f"{prefix}char_start": field.start,
                f"{prefix}char_end": field.end,
            }
            if prefix:
                columns[f"{prefix}text"] = field.text
        elif isinstance(field, bool):
            columns[name] = int(field)
        elif isinstance(field, tuple):
            columns[name] = json.dumps(field, ensure_ascii=False)
        else:
            columns[name] = field
    return columns


def _insert(archive: Archive, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert what `table` has columns for; a claim also says things that only linking needs."""
    if not rows:
        return
    known = [name for name, *_ in archive.execute(f"SELECT * FROM {table} LIMIT 0").description]  # noqa: S608 — own names
    wanted = set().union(*rows)
    columns = [name for name in known if name in wanted]
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 — own names
    marks = f"({', '.join('?' for _ in columns)})"
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        values = [row.get(name) for row in some for name in columns]
        archive.execute(into + ", ".join([marks] * len(some)), values)


def _entities(archive: Archive, document_id: str) -> set[str]:
    """The ids of the entities that a document mentions."""
    sql = "SELECT entity_id FROM mentions WHERE document_id = ?"
    return {row[0] for row in archive.execute(sql, [document_id])}


def _gather_entities(archive: Archive, ids: set[str]) -> None:
    """Give each entity the longest of the names it is mentioned by; one without mentions goes."""
    # An index holds the mentions in this order: a municipality may be mentioned a million times.
    longest = """
        SELECT kind, name, ref FROM mentions
        WHERE entity_id = ? ORDER BY length(name) DESC, name LIMIT 1
    """
    for entity_id in sorted(ids):
        row = archive.execute(longest, [entity_id]).fetchone()
        if row is None:
            archive.execute("DELETE FROM entities WHERE id = ?", [entity_id])
            continue
        archive.execute(
            """
            INSERT INTO entities (id, kind, name, ref) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                kind = excluded.kind, name = excluded.name, ref = excluded.ref
            """,
            [entity_id, *row],
        )
