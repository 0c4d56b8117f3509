"""The archive's own account of itself: what came in, what failed and why, what looks suspicious."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pipeline.store import Archive

TABLES = {
    "meetings": "møter",
    "cases": "saker",
    "vedtak": "vedtak",
    "actions": "tiltak",
    "projects": "prosjekter",
    "gains": "gevinster",
    "amounts": "beløp",
    "events": "datoer",
}


def report(archive: Archive) -> str:
    """The account in Norwegian, as plain text."""
    parts = (_holdings, _last_run, _failures, _doubts)
    return "\n".join(line for part in parts for line in part(archive))


def failures(archive: Archive) -> list[dict[str, Any]]:
    """The files that could not be read, with reason and advice, as rows of `failures`."""
    return list(archive.query("SELECT * FROM failures ORDER BY reason, path"))


def _holdings(archive: Archive) -> Iterator[str]:
    kinds = archive.execute(
        """
        SELECT coalesce(kind, 'ukjent slag'), count(*) FROM documents
        GROUP BY 1 ORDER BY 2 DESC, 1
        """
    ).fetchall()
    first, last = archive.execute("SELECT min(year), max(year) FROM documents").fetchone()
    documents = sum(count for _, count in kinds)
    yield "INNHOLD"
    yield f"  {documents:>7} dokumenter" + (f" fra {first} til {last}" if first else "")
    for kind, count in kinds:
        yield f"  {count:>7}   {kind}"
    for table, name in TABLES.items():
        count = archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        yield f"  {count:>7} {name}"


def _last_run(archive: Archive) -> Iterator[str]:
    run = next(archive.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1"), None)
    if not run:
        return
    yield ""
    yield f"SISTE KJØRING ({run['status']}, begynte {run['started_at'][:16].replace('T', ' ')} UTC)"
    yield (
        f"  Filer sett: {run['seen']}. Lest: {run['landed']}, uendret: {run['skipped']}, "
        f"feilet: {run['failed']}."
    )
    gone = archive.execute("SELECT count(*) FROM files WHERE gone_at IS NOT NULL").fetchone()[0]
    if gone:
        yield f"  Finnes ikke lenger i mappene: {gone}. Det som er lest ut av dem, står."


def _failures(archive: Archive) -> Iterator[str]:
    rows = failures(archive)
    yield ""
    yield f"FEILET ({len(rows)})" if rows else "Ingen filer feilet."
    for reason, group in groupby(rows, key=lambda row: row["reason"]):
        yield f"  {reason}"
        for row in group:
            tries = f" ({row['attempts']} forsøk)" if row["attempts"] > 1 else ""
            yield f"    {row['path']}{tries}"
            yield f"      {row['message']}"


def _doubts(archive: Archive) -> Iterator[str]:
    rows = list(
        archive.query("""
            SELECT dokument, alvor, melding, side FROM funn
            WHERE alvor <> 'info' ORDER BY dokument, document_id, alvor = 'advarsel', side
        """)
    )
    yield ""
    yield f"BØR SES PÅ ({len(rows)})" if rows else "Ingenting ser mistenkelig ut."
    for document, group in groupby(rows, key=lambda row: row["dokument"]):
        yield f"  {document}"
        for row in group:
            page = f" (side {row['side']})" if row["side"] else ""
            yield f"    {row['alvor']}: {row['melding']}{page}"
