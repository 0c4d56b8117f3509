"""A run as the terminal shows it, and how a command ends."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pipeline.ingest import Done
    from pipeline.manifest import Counts
    from pipeline.settings import Settings

BROKEN, USAGE, SOME_FAILED = 1, 2, 3
EXTRAS = {"distributed": "dask"}  # what only some need, and how it is asked for


def take_in(
    tops: Iterable[Path | str],
    db: Path,
    settings: Settings,
    *,
    again: bool = False,
    prune: bool = False,
    prune_most: bool = False,
    verbose: bool,
) -> None:
    """Do one run, show it and end with the status that it deserves.

    Raises MostAreGone, when the run is done, if `prune` would forget most of a folder.
    """
    from pipeline import ingest as flow
    from pipeline import journal

    journal.keep(settings.log_of(db), sys.stderr if verbose else None)
    tops = list(tops)
    plan = flow.begin(tops, db, settings, now=_now(), again=again)
    done = flow.take_in(plan.work, db, plan.run, settings)
    failures = [each.failure for each in _shown(done, len(plan.work)) if each.failure]
    counts = flow.finish(db, plan.run, now=_now())
    _sum_up(counts, db)
    if prune or prune_most:
        typer.echo(f"Filer glemt: {flow.prune(db, tops, most=prune_most)}.")
    if any(failure.trace for failure in failures):
        raise typer.Exit(BROKEN)
    if counts.failed:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def explained(db: Path) -> Iterator[None]:
    """What may be wrong with the archive or the machine becomes a message, not a traceback."""
    try:
        yield
    except FileNotFoundError as error:
        raise end(f"Finner ikke {error.filename or db}.") from error
    except sqlite3.DatabaseError as error:
        raise end(f"{db} kan ikke brukes som arkiv: {error}.") from error
    except BrokenExecutor:
        raise end("Leseprosessene lot seg ikke starte. Er max_memory_megabytes for lav?") from None
    except ModuleNotFoundError as error:
        extra = EXTRAS.get(error.name or "")
        if not extra:
            raise
        raise end(f"Dette trenger {error.name}: pip install motebok[{extra}].") from error
    except OSError as error:
        raise end(f"{error.filename or db}: {error.strerror}.") from error


def end(message: str, status: int = BROKEN) -> SystemExit:
    """Say why it ends here; to be raised."""
    typer.echo(message, err=True)
    return SystemExit(status)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _shown(done: Iterable[Done], total: int) -> Iterator[Done]:
    """Pass `done` on, with a progress bar on a terminal and a line for each file elsewhere."""
    if not sys.stdout.isatty():
        for each in done:
            typer.echo(_line(each))
            yield each
        return
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Leser", total=total)
        for each in done:
            if each.failure:
                progress.console.print(_line(each), markup=False, highlight=False)
            progress.advance(task)
            yield each


def _line(done: Done) -> str:
    if done.failure:
        return f"feilet  {done.path}: {done.failure.message}"
    return f"lest    {done.path}"


def _sum_up(counts: Counts, db: Path) -> None:
    typer.echo(
        f"Filer sett: {counts.seen}. Lest: {counts.landed}, uendret: {counts.skipped}, "
        f"feilet: {counts.failed}."
    )
    if counts.failed:
        typer.echo(f"Hva som feilet og hva du kan gjøre: motebok report --db {db}")
