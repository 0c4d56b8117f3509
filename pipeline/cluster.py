"""The same work on a Dask cluster: its workers read, and what they find comes back to one writer.

Each Dask worker reads in processes of its own, so that limits of time and memory hold there as they
do here, and a poisonous file takes no Dask worker with it. A Dask worker that is lost takes nothing
with it either: what it had in hand goes to another.
"""

from __future__ import annotations

import errno
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from distributed import Client, KilledWorker, get_worker
from pebble import ProcessPool

from pipeline.edition import edition
from pipeline.folder import File
from pipeline.manifest import Failure
from pipeline.settings import Settings
from pipeline.workers import (
    AHEAD,
    Job,
    Outcome,
    Scanned,
    as_they_are_done,
    died,
    outcome_of,
    readers,
    start,
)

PATIENCE = 60.0  # seconds in which a cluster without workers may get one
_ONE_AT_A_TIME = Lock()


class ClusterFault(OSError):
    """The cluster, not a file and not Møtebok, is at fault. `filename` is its scheduler."""


def attempt_all(
    jobs: Iterable[Job], settings: Settings, ocr_cache: Path | None = None
) -> Iterator[tuple[File, Outcome]]:
    """Attempt every job on the cluster; each comes back as soon as it is done.

    `ocr_cache` is a folder on each worker's machine, or one that they share.

    Raises ClusterFault if there is no scheduler, if it goes away, if no worker comes within
    PATIENCE, or if a worker is another edition of Møtebok.
    """
    wanted = edition(settings.model)
    with _connected(settings) as client:
        executor = client.get_executor(pure=False)

        def threads() -> int:
            there: dict[str, int] = client.nthreads()
            return AHEAD * max(1, sum(there.values()))

        def manned() -> None:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise _fault(settings, "ingen Dask-arbeidere er i gang") from None

        manned()
        yield from as_they_are_done(
            jobs,
            start=lambda job: executor.submit(_attempt_there, job, settings, ocr_cache, wanted),
            outcome=lambda future: _outcome(future, settings),
            most=threads,
            patience=PATIENCE,
            stalled=manned,
        )


@contextmanager
def _connected(settings: Settings) -> Iterator[Client]:
    try:
        client = Client(settings.scheduler, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _fault(settings, "der svarer ingen Dask-planlegger") from error
    try:
        yield client
    finally:
        client.close()


def _outcome(future: Future[Outcome | Scanned], settings: Settings) -> Outcome | Scanned:
    try:
        return future.result()
    except KilledWorker:  # it has been tried on several, and each went away
        return Failure.of(died("Dask-arbeideren forsvant"))
    except CancelledError:
        raise _fault(settings, "forbindelsen med Dask-planleggeren er brutt") from None


def _fault(settings: Settings, message: str) -> ClusterFault:
    return ClusterFault(errno.ENOTCONN, message, settings.scheduler)


def _attempt_there(
    job: Job, settings: Settings, ocr_cache: Path | None, wanted: str
) -> Outcome | Scanned:
    """Runs in a thread of a Dask worker.

    Raises ClusterFault if it would not find what `wanted`, the run's edition, finds.
    """
    worker = get_worker()
    ours = edition(settings.model)
    if ours != wanted:
        message = f"Dask-arbeideren er Møtebok {ours}, og kjøringen {wanted}"
        raise ClusterFault(errno.EPROTO, message, worker.address)
    with _ONE_AT_A_TIME:
        pool = _readers(worker.state.nthreads, settings.max_memory_megabytes)
    return outcome_of(start(pool, job, settings, ocr_cache))


@cache
def _readers(number: int, megabytes: int) -> ProcessPool:
    """The processes of this Dask worker, which it keeps."""
    # A nanny starts its worker as a daemon, and a daemon may have no children.
    multiprocessing.current_process().daemon = False
    return readers(number, megabytes)
