"""What an archive holds, for tests to compare."""

from __future__ import annotations

from pathlib import Path

from pipeline.store import read_archive

WHEN_IT_WAS_DONE = {"ingested_at", "run_id", "first_run", "last_run", "attempts", "key"}


def held(db: Path, sql: str) -> list[tuple[object, ...]]:
    with read_archive(db) as archive:
        return list(archive.execute(sql).fetchall())


def contents(db: Path) -> dict[str, list[str]]:
    """All that the archive says of files and documents, but for when it came to say so."""
    with read_archive(db) as archive:
        tables = [
            name
            for name in archive.table_names()
            if name != "runs" and not name.startswith(("search", "blocks_fts", "_", "sqlite_"))
        ]
        return {
            table: sorted(
                str({k: v for k, v in row.items() if k not in WHEN_IT_WAS_DONE})
                for row in archive.query(f"SELECT * FROM {table}")
            )
            for table in tables
        }
