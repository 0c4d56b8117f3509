"""Ingestion under Prefect: when documents are taken in, and how many at once. Nothing else.

`python flows.py` waits for the night, with the folders, archive and hour of `motebok.toml`.
"""

# Without `from __future__ import annotations`: Prefect loads this file in a way that leaves it no
# module to look the names of parameters' types up in.

import errno
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Read once, when prefect is imported. Nothing is reported to anybody; the temporary server needs
# more than its 20 seconds to come up on a busy machine.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL
from prefect.tasks import Task

from pipeline import ingest, journal
from pipeline.folder import File
from pipeline.manifest import Counts, Run
from pipeline.report import as_text, failures, report, suspects
from pipeline.settings import Settings, WrongSettings, read_settings
from pipeline.store import read_archive


class OwnFault(Exception):
    """Møtebok itself failed on some files; the others have landed."""


def _world_is_at_fault(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """A full disk or a locked database may be better in a while; nothing else is tried again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, (OSError, sqlite3.OperationalError))


@task(
    retries=3,
    retry_delay_seconds=[10, 60, 300],
    retry_condition_fn=_world_is_at_fault,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def take_in(batch: tuple[File, ...], db: Path, run: Run, settings: Settings) -> int:
    """Land a batch of files; returns how many of them Møtebok itself failed on."""
    done = ingest.take_in(batch, db, run, settings)
    return sum(bool(each.failure and each.failure.trace) for each in done)


@flow(name="motebok", validate_parameters=True, persist_result=False)
def ingest_folder(folders: list[str], db: Path, batch: int = 200, again: bool = False) -> Counts:
    """Take in what is new below `folders`, `batch` documents to a task.

    Raises WrongSettings, Busy if another run is at work, and OwnFault at the end if Møtebok failed
    on a file.
    """
    settings = read_settings()
    with ingest.alone(db):
        journal.keep(settings.log_of(db))
        plan = ingest.begin(folders, db, settings, now=_now(), again=again)
        batches = [plan.work[n : n + batch] for n in range(0, len(plan.work), batch)]
        own_faults = sum(take_in(files, db, plan.run, settings) for files in batches)
        counts = ingest.finish(db, plan.run, now=_now())
    _publish(db)
    if own_faults:
        raise OwnFault(f"{own_faults} files")
    return counts


def _publish(db: Path) -> None:
    with read_archive(db) as archive:
        account = as_text(report(archive))
        to_look_at = [*failures(archive), *suspects(archive)]
    create_markdown_artifact(f"```\n{account}\n```", key="motebok-rapport")
    create_table_artifact(to_look_at, key="motebok-feilet")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def serve(settings: Settings) -> None:
    """Take in the settings' folders each night, until stopped.

    Raises WrongSettings if the hour is none, and OSError if there is no Prefect server: only a
    server has a clock.
    """
    try:
        schedule = Cron(settings.cron, timezone="Europe/Oslo")
    except ValueError as error:
        raise WrongSettings(f"Feil i innstillingene: cron: {error}.") from None
    if not _server_answers():
        advice = "der svarer ingen Prefect-server, og timeplanen trenger en (prefect server start)"
        raise OSError(errno.ENOTCONN, advice, "PREFECT_API_URL")
    ingest_folder.serve(
        name="hver-natt",
        schedule=schedule,
        parameters={
            "folders": [ingest.located(folder) for folder in settings.folders],
            "db": str(settings.db.absolute()),
        },
        limit=1,
        pause_on_shutdown=False,  # else the nights after a restart would pass in silence
    )


def _server_answers() -> bool:
    if not PREFECT_API_URL.value():
        return False
    with get_client(sync_client=True) as client:
        return client.api_healthcheck() is None


if __name__ == "__main__":
    try:
        serve(read_settings())
    except WrongSettings as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}.")
