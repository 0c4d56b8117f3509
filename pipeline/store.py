"""The archive: one SQLite file, explicit schema, one writer, one transaction per document."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import NoneType

from sqlite_utils import Database, Migrations

from pipeline import across
from pipeline.lemmas import lemmas_of
from pipeline.namesakes import kin_of, settle
from schemas.record import Rows, Table

Archive = Database

BUSY_SECONDS = 30.0  # how long to wait for another writer's transaction
# What search hears of, and what has columns for one of several words. Search writes down what it
# has gathered before each statement, and each statement lists the words anew: rows of these are put
# beside the archive one by one, and in with one statement.
_TOGETHER = (
    *("blocks", "cases", "vedtak", "gains", "projects", "actions"),
    *("entities", "mentions", "attendance", "votes", "recommendations", "project_mentions"),
    "amounts",
)
_SHARED = {"entities", "projects"}  # what other documents may have named before

# sqlite3 asks how to store each None, too, and makes and drops an exception if nobody says.
sqlite3.register_adapter(NoneType, lambda none: none)


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
        for table in _TOGETHER:
            archive.execute(f"CREATE TEMP TABLE new_{table} AS SELECT * FROM {table} WHERE false")  # noqa: S608 — own names
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


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """The columns of each table, in their order."""
    with open_archive(Path(":memory:")) as archive:
        return {each.name: tuple(column.name for column in each.columns) for each in archive.tables}


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


def land(archive: Archive, rows: Rows, *, path: str, version: str, now: str) -> None:
    """Put `rows` in the place of whatever the archive holds of their document, all or none.

    `path` is the file that was read, `now` an ISO 8601 time. Raises sqlite3.IntegrityError if the
    rows do not fit together.
    """
    about = {"path": path, "ingested_at": now, "version": version}
    with archive.atomic():
        before, entities = across.touched(archive.conn, rows.id), _entities(archive, rows.id)
        kins = kin_of(archive.conn, rows.id)
        archive.execute("DELETE FROM documents WHERE id = ?", [rows.id])
        for table in rows.tables:
            _insert(archive, table, **(about if table.name == "documents" else {}))
        kins |= kin_of(archive.conn, rows.id)
        entities |= settle(archive.conn, kins) | _entities(archive, rows.id)
        _gather_entities(archive, entities)
        across.settle(archive.conn, before, rows.id)


def remove(archive: Archive, document_id: str) -> None:
    """Take a document and all that was read out of it away."""
    with archive.atomic():
        before = across.touched(archive.conn, document_id)
        entities = _entities(archive, document_id)
        kins = kin_of(archive.conn, document_id)
        archive.execute("DELETE FROM documents WHERE id = ?", [document_id])
        _gather_entities(archive, entities | settle(archive.conn, kins))
        across.settle(archive.conn, before, document_id)


def _insert(archive: Archive, table: Table, **more: str) -> None:
    """Put the rows of `table` down, with `more` in each; what is there is left."""
    columns = ", ".join((*table.columns, *more))
    rows = [(*row, *more.values()) for row in table.rows] if more else table.rows
    values = f"VALUES ({', '.join('?' * (len(table.columns) + len(more)))})"
    unless = "ON CONFLICT (id) DO NOTHING" if table.name in _SHARED else ""
    if table.name not in _TOGETHER:
        archive.conn.executemany(f"INSERT INTO {table.name} ({columns}) {values} {unless}", rows)
        return
    new = f"new_{table.name}"
    archive.conn.executemany(f"INSERT INTO {new} ({columns}) {values}", rows)
    archive.execute(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {new} WHERE true {unless}"  # noqa: S608
    )
    archive.execute(f"DELETE FROM {new}")  # noqa: S608


def _entities(archive: Archive, document_id: str) -> set[str]:
    """The ids of the entities that a document mentions."""
    sql = "SELECT entity_id FROM mentions WHERE document_id = ?"
    return {row[0] for row in archive.execute(sql, [document_id])}


def _gather_entities(archive: Archive, ids: set[str]) -> None:
    """Give each entity the longest of the names it is mentioned by; one without mentions goes."""
    # An index holds the mentions in this order: a municipality may be mentioned a million times.
    archive.execute(
        """
        INSERT INTO entities (id, kind, name, ref)
        SELECT m.entity_id, m.kind, m.name, m.ref
        FROM json_each(?) AS e JOIN mentions AS m ON m.id = (
            SELECT id FROM mentions
            WHERE entity_id = e.value ORDER BY length(name) DESC, name LIMIT 1
        )
        WHERE true
        ON CONFLICT (id) DO UPDATE SET
            kind = excluded.kind, name = excluded.name, ref = excluded.ref
        WHERE (kind, name, ref) IS NOT (excluded.kind, excluded.name, excluded.ref)
        """,
        [json.dumps(sorted(ids))],
    )
    archive.execute(
        """
        DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM mentions WHERE entity_id = entities.id)
        """,
        [json.dumps(sorted(ids))],
    )
