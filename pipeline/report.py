"""The archive's own account of itself: what came in, what failed and why, what looks suspicious."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

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
MOST = 50  # lines of one kind in a morning's account; the whole account has them all

T = TypeVar("T")


class Point(NamedTuple):
    """A line of an account, and the lines under it."""

    text: str
    under: tuple[Point, ...] = ()


class Account(NamedTuple):
    """What is told, in Norwegian; `wrong` if somebody should do something about it."""

    subject: str
    points: tuple[Point, ...]
    wrong: bool


def report(archive: Archive) -> Account:
    """The whole archive: what it holds, the last run, and all that failed or looks suspicious."""
    failed, doubts = failures(archive), _doubts(archive)
    last = list(archive.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1"))
    gone = _count(archive, "SELECT count(*) FROM files WHERE gone_at IS NOT NULL")
    still = f"Finnes ikke lenger i mappene: {gone}. Det som er lest ut av dem, står."
    points = (
        _holdings(archive),
        *(Point("Siste kjøring", (_run(run),)) for run in last),
        *([Point(still)] if gone else []),
        *_stale(archive),
        _section("Feilet", _by_reason(failed), len(failed), "Ingen filer feilet."),
        _section("Bør ses på", _by_document(doubts), len(doubts), "Ingenting ser mistenkelig ut."),
    )
    return Account("Møtebok: arkivet", points, wrong=bool(failed))


def report_since(archive: Archive, since: str) -> Account:
    """What has happened since then, ISO 8601 in UTC: the mail that operations read in the morning.

    A run that was broken off or has not come to its end is wrong, and so is silence: no run at all.
    """
    runs = list(archive.query("SELECT * FROM runs WHERE id >= ? ORDER BY id", [since]))
    failed, before = [], 0
    for row in failures(archive):
        if row["first_run"] >= since:
            failed.append(row)
        else:
            before += 1
    doubts = _doubts(archive, since)
    documents = len({row["document_id"] for row in doubts})
    gone = archive.execute("SELECT path FROM files WHERE gone_at >= ? ORDER BY path", [since])
    missing = [Point(path) for (path,) in gone]
    points = (
        _section("Kjøringer", map(_run, runs), len(runs), "Møtebok har ikke kjørt."),
        _arrivals(archive, since),
        _section("Nye feil", _first(_by_reason, failed), len(failed), "Ingen nye feil."),
        *([Point(f"Filer som feilet også før: {before}.")] if before else []),
        _section("Bør ses på", _first(_by_document, doubts), len(doubts), "Ingen nye funn."),
        *([_section("Borte fra mappene", _first(iter, missing), len(missing), "")] * bool(missing)),
        *_stale(archive),
        Point(f"Arkivet: {_place(archive)}"),
    )
    ended = {run["status"] for run in runs}
    wrong = [
        *([] if runs else ["har ikke kjørt"]),
        *(["ble avbrutt"] if "avbrutt" in ended else []),
        *(["er ikke ferdig"] if "pågår" in ended else []),
        *([f"{len(failed)} {'ny' if len(failed) == 1 else 'nye'} feil"] if failed else []),
        *([f"dokumenter som bør ses på: {documents}"] if doubts else []),
    ]
    when = f"siden {_local(since)}"
    return Account(
        f"Møtebok {when}: {', '.join(wrong) or 'alt er i orden'}", points, wrong=bool(wrong)
    )


def as_text(account: Account) -> str:
    """The account as plain text, without its subject."""
    return "\n\n".join("\n".join(_lines(point)) for point in account.points)


def as_html(account: Account) -> str:
    """The account as a page that a mail can hold: nothing in it is fetched from elsewhere."""
    body = "".join(
        f"<h2>{escape(point.text)}</h2>{_list(point.under)}"
        if point.under
        else f"<p>{escape(point.text)}</p>"
        for point in account.points
    )
    subject = escape(account.subject)
    return (
        '<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8">'
        f"<title>{subject}</title></head><body><h1>{subject}</h1>{body}</body></html>"
    )


def failures(archive: Archive) -> list[dict[str, Any]]:
    """The files that could not be read, with reason and advice, as rows of `failures`."""
    return list(archive.query("SELECT * FROM failures ORDER BY reason, path"))


def suspects(archive: Archive) -> list[dict[str, Any]]:
    """The documents of which the text or the coverage is in doubt, with what was found."""
    sql = """
        SELECT d.path, f.rule AS reason, f.message FROM documents AS d
        JOIN findings AS f ON f.document_id = d.id
        WHERE d.status <> 'ok' AND f.severity <> 'info' ORDER BY d.path, f.id
    """
    return list(archive.query(sql))


def _lines(point: Point, depth: int = 0) -> Iterator[str]:
    text = point.text.upper() if point.under and not depth else point.text
    yield "  " * depth + text
    for each in point.under:
        yield from _lines(each, depth + 1)


def _list(points: Iterable[Point]) -> str:
    items = (
        f"<li>{escape(point.text)}{_list(point.under) if point.under else ''}</li>"
        for point in points
    )
    return f"<ul>{''.join(items)}</ul>"


def _section(heading: str, points: Iterable[Point], number: int, otherwise: str) -> Point:
    """The points under a heading that tells how many there are, or that there are none."""
    under = tuple(points)
    return Point(f"{heading} ({number})", under) if under else Point(otherwise)


def _holdings(archive: Archive) -> Point:
    first, last = archive.execute("SELECT min(year), max(year) FROM documents").fetchone()
    documents = _count(archive, "SELECT count(*) FROM documents")
    lines = [f"{documents:>7} dokumenter" + (f" fra {first} til {last}" if first else "")]
    lines += [f"{count:>7}   {kind}" for kind, count in _kinds(archive, "")]
    for table, name in TABLES.items():
        lines.append(f"{_count(archive, f'SELECT count(*) FROM {table}'):>7} {name}")  # noqa: S608
    return Point("Innhold", tuple(map(Point, lines)))


def _arrivals(archive: Archive, since: str) -> Point:
    kinds = _kinds(archive, since)
    points = [Point(f"{kind}: {count}") for kind, count in kinds]
    number = sum(count for _, count in kinds)
    return _section("Dokumenter lest", points, number, "Ingen nye dokumenter.")


def _kinds(archive: Archive, since: str) -> list[tuple[str, int]]:
    sql = """
        SELECT coalesce(kind, 'ukjent slag'), count(*) FROM documents WHERE ingested_at >= ?
        GROUP BY 1 ORDER BY 2 DESC, 1
    """
    return archive.execute(sql, [since]).fetchall()


def _stale(archive: Archive) -> Iterator[Point]:
    """What another edition of Møtebok than the last run's has read: it may say else today."""
    sql = """
        SELECT count(*) FROM documents
        WHERE version <> (SELECT version FROM runs ORDER BY id DESC LIMIT 1)
    """
    [(number,)] = archive.execute(sql)
    if number:
        advice = "De kan leses på nytt med motebok rerun --stale."
        yield Point(f"Dokumenter lest av en annen utgave av Møtebok: {number}. {advice}")


def _place(archive: Archive) -> str:
    databases = archive.execute("PRAGMA database_list").fetchall()
    (place,) = [place for _, name, place in databases if name == "main"]
    return str(place)


def _count(archive: Archive, sql: str) -> int:
    number: int = archive.execute(sql).fetchone()[0]
    return number


def _run(run: dict[str, Any]) -> Point:
    return Point(
        f"{_local(run['started_at'])}, {run['status']}. Filer sett: {run['seen']}. "
        f"Lest: {run['landed']}, uendret: {run['skipped']}, feilet: {run['failed']}."
    )


def _local(moment: str) -> str:
    """A time in UTC, ISO 8601, as the clock on the wall shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _by_reason(rows: Iterable[dict[str, Any]]) -> Iterator[Point]:
    """Each reason, under it each advice, and under that the files: what is said once is enough."""
    by_advice = sorted(rows, key=itemgetter("reason", "message", "path"))
    for reason, group in groupby(by_advice, key=itemgetter("reason")):
        advice = groupby(group, key=itemgetter("message"))
        yield Point(
            reason, tuple(Point(words, tuple(map(_failed, files))) for words, files in advice)
        )


def _failed(row: dict[str, Any]) -> Point:
    tries = f" ({row['attempts']} forsøk)" if row["attempts"] > 1 else ""
    return Point(f"{row['path']}{tries}")


def _first(told: Callable[[list[T]], Iterable[Point]], rows: list[T]) -> Iterator[Point]:
    """What is `told` of the first rows, and how many are left out."""
    yield from told(rows[:MOST])
    if len(rows) > MOST:
        yield Point(f"… og {len(rows) - MOST} til.")


def _doubts(archive: Archive, since: str = "") -> list[dict[str, Any]]:
    """The findings in documents read since then, but for those that only inform."""
    sql = """
        SELECT dokument, document_id, alvor, melding, side
        FROM funn JOIN documents ON documents.id = document_id
        WHERE alvor <> 'info' AND ingested_at >= ?
        ORDER BY dokument, document_id, alvor = 'advarsel', side
    """
    return list(archive.query(sql, [since]))


def _by_document(rows: Iterable[dict[str, Any]]) -> Iterator[Point]:
    for document, group in groupby(rows, key=lambda row: row["dokument"]):
        found = (
            f"{row['alvor']}: {row['melding']}" + (f" (side {row['side']})" if row["side"] else "")
            for row in group
        )
        yield Point(document, tuple(map(Point, found)))
