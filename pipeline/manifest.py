"""What the archive remembers of runs and files: what was met, what landed, what failed and why."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import PurePath
from typing import NamedTuple, Self

from pipeline.folder import File
from pipeline.store import Archive, remove
from schemas.base import Value
from schemas.faults import FileFault

UNFINISHED = -1  # the `mtime_ns` of a holder that has been opened and not been read to its end


class Run(Value):
    """An ingestion under way; `id` is the moment it began, ISO 8601 in UTC.

    `version` is the edition of Møtebok at work. With `again`, it reads once more what was read
    before.
    """

    id: str
    version: str
    again: bool = False


class Counts(Value):
    """What became of the files that a run saw: seen = skipped + landed + failed."""

    seen: int
    skipped: int
    landed: int
    failed: int


class Failure(Value):
    """Why a file could not be read, in CONTRACT's word and in a message for people.

    `trace` is empty when the file is at fault; when we are, it says where in the code.
    """

    reason: str
    message: str
    sha256: str | None = None
    trace: tuple[str, ...] = ()

    @classmethod
    def of(cls, fault: FileFault, sha256: str | None = None) -> Self:
        """The failure that `fault` is; `sha256` is of the bytes, if they were read."""
        return cls(reason=fault.reason, message=str(fault), sha256=sha256)


class Verdict(NamedTuple):
    """Why a file last failed, which edition of Møtebok said so, and the file on disk it is in.

    A file that lies in a folder itself is its own `holder`.
    """

    reason: str
    version: str
    holder: str


def begin(archive: Archive, run: Run) -> None:
    """Open `run`. One that is still open was broken off, since only one runs at a time."""
    with archive.atomic():
        archive.execute("UPDATE runs SET status = 'avbrutt' WHERE status = 'pågår'")
        archive.execute(
            "INSERT INTO runs (id, started_at, status, version) VALUES (?, ?, 'pågår', ?)",
            [run.id, run.id, run.version],
        )


def finish(archive: Archive, run: Run, now: str) -> Counts:
    """Close `run` at the time `now` and say what became of it."""
    archive.execute(
        "UPDATE runs SET status = 'ferdig', finished_at = ? WHERE id = ?", [now, run.id]
    )
    sql = "SELECT seen, skipped, landed, failed FROM runs WHERE id = ?"
    return Counts(**next(archive.query(sql, [run.id])))


def count(
    archive: Archive, run: Run, *, skipped: int = 0, landed: int = 0, failed: int = 0
) -> None:
    """Add to what `run` has done."""
    archive.execute(
        """
        UPDATE runs SET seen = seen + ?, skipped = skipped + ?, landed = landed + ?,
            failed = failed + ?
        WHERE id = ?
        """,
        [skipped + landed + failed, skipped, landed, failed, run.id],
    )


def remembered(archive: Archive) -> set[tuple[str, int, int]]:
    """The files that were in their folders when last looked for, each as the `File` it was."""
    sql = "SELECT path, size, mtime_ns FROM files WHERE gone_at IS NULL AND container IS NULL"
    return set(archive.execute(sql))


def gone(archive: Archive) -> set[str]:
    """The files that are no longer in their folders, and what those held."""
    return {row[0] for row in archive.execute("SELECT path FROM files WHERE gone_at IS NOT NULL")}


def lost(archive: Archive) -> set[str]:
    """The files on disk that are gone and whose content is in no other file now."""
    sql = """
        SELECT path FROM files
        WHERE gone_at IS NOT NULL AND sha256 IS NOT NULL AND container IS NULL
            AND sha256 NOT IN (
                SELECT sha256 FROM files WHERE gone_at IS NULL AND sha256 IS NOT NULL
            )
    """
    return {row[0] for row in archive.execute(sql)}


def failing(archive: Archive) -> dict[str, Verdict]:
    """What is wrong with each path that has a failure, folders and links among them."""
    rows = archive.execute("""
        SELECT path, reason, version, coalesce(container, path) FROM failures
        JOIN runs ON runs.id = failures.last_run LEFT JOIN files USING (path)
    """)
    return {row[0]: Verdict._make(row[1:]) for row in rows}


def suspect(archive: Archive) -> set[str]:
    """The files on disk with a document in doubt, their own or one that they hold."""
    sql = """
        SELECT coalesce(files.container, files.path) FROM files JOIN documents USING (sha256)
        WHERE gone_at IS NULL AND status <> 'ok'
    """
    return {row[0] for row in archive.execute(sql)}


def stale(archive: Archive, edition: str) -> set[str]:
    """The files whose document was read by another edition of Møtebok than `edition`."""
    sql = """
        SELECT coalesce(files.container, files.path) FROM files JOIN documents USING (sha256)
        WHERE gone_at IS NULL AND version <> ?
    """
    return {row[0] for row in archive.execute(sql, [edition])}


def read_in(archive: Archive, run: Run) -> set[str]:
    """The paths that `run` has read already, to their end."""
    sql = "SELECT path FROM files WHERE run_id = ? AND mtime_ns <> ?"
    return {row[0] for row in archive.execute(sql, [run.id, UNFINISHED])}


def contents_of_size(archive: Archive, size: int) -> frozenset[str]:
    """The sha256 of every document of `size` bytes that nothing was wrong with."""
    rows = archive.execute(
        """
        SELECT sha256 FROM files JOIN documents USING (sha256)
        WHERE size = ?
            AND sha256 NOT IN (SELECT sha256 FROM failures WHERE sha256 IS NOT NULL)
        """,
        [size],
    )
    return frozenset(row[0] for row in rows)


def settle(
    archive: Archive, run: Run, file: File, sha256: str | None, holder: str | None = None
) -> None:
    """Remember `file` as read, and that it holds `sha256`; None if that was never learnt.

    `holder` is the file on disk that it is in. The content that it held before goes, unless another
    file holds it.
    """
    row = archive.execute("SELECT sha256 FROM files WHERE path = ?", [file.path]).fetchone()
    archive.execute(
        """
        INSERT INTO files (path, size, mtime_ns, sha256, run_id, container)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET
            size = excluded.size, mtime_ns = excluded.mtime_ns, run_id = excluded.run_id,
            sha256 = coalesce(excluded.sha256, sha256), container = excluded.container,
            gone_at = NULL
        """,
        [*file, sha256, run.id, holder],
    )
    for content in {row and row[0], sha256}:
        if content:
            _name_document(archive, content)


def forget_others(archive: Archive, run: Run, holder: str) -> None:
    """Forget what `holder` held before and `run` has not met in it, documents and failures too."""
    sql = "SELECT path, sha256 FROM files WHERE container = ? AND run_id <> ?"
    for path, content in archive.execute(sql, [holder, run.id]).fetchall():
        archive.execute("DELETE FROM files WHERE path = ?", [path])
        forgive(archive, path)
        if content:
            _name_document(archive, content)


def _name_document(archive: Archive, sha256: str) -> None:
    """Name a document after the first of its files, in folders first; one that none holds goes."""
    files = """
        SELECT path, container FROM files WHERE sha256 = ?
        ORDER BY gone_at IS NOT NULL, container IS NOT NULL, path LIMIT 1
    """
    file = archive.execute(files, [sha256]).fetchone()
    if file:
        archive.execute(
            "UPDATE documents SET path = ?, name = ?, container = ? WHERE sha256 = ?",
            [file[0], PurePath(file[0]).name, file[1], sha256],
        )
        return
    for document in archive.execute("SELECT id FROM documents WHERE sha256 = ?", [sha256]):
        remove(archive, document[0])


def fail(archive: Archive, run: Run, path: str, failure: Failure) -> None:
    """Record that `path` could not be read."""
    archive.execute(
        """
        INSERT INTO failures (id, path, sha256, reason, message, first_run, last_run)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET
            sha256 = excluded.sha256, reason = excluded.reason, message = excluded.message,
            last_run = excluded.last_run, attempts = attempts + 1
        """,
        [
            hashlib.sha256(path.encode()).hexdigest()[:16],
            path,
            failure.sha256,
            failure.reason,
            failure.message,
            run.id,
            run.id,
        ],
    )


def forgive(archive: Archive, path: str) -> None:
    """There is nothing wrong with `path` any more."""
    archive.execute("DELETE FROM failures WHERE path = ?", [path])


def mark_gone(archive: Archive, run: Run, paths: Collection[str]) -> None:
    """Remember that nothing is found at `paths` now, nor what was held there; documents stay."""
    for path in sorted(paths):
        held = archive.execute("SELECT path FROM files WHERE container = ?", [path]).fetchall()
        for each in (path, *(row[0] for row in held)):
            archive.execute("UPDATE files SET gone_at = ? WHERE path = ?", [run.id, each])
            forgive(archive, each)


def prune(archive: Archive, paths: Collection[str]) -> None:
    """Forget those files of `paths` that are gone, and every document that no other file holds."""
    contents: set[str | None] = set()
    for path in sorted(paths):
        sql = "DELETE FROM files WHERE path = ? AND gone_at IS NOT NULL RETURNING sha256"
        contents.update(archive.execute(sql, [path]).fetchone() or ())
    for content in sorted(filter(None, contents)):
        _name_document(archive, content)
