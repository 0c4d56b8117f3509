"""Many documents at once, each within its limits: none can take another, or the run, with it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.folder import Changing, File, barred, is_litter, is_url, on_disk
from pipeline.manifest import Failure
from pipeline.settings import Settings
from schemas.base import Value
from schemas.document import Source
from schemas.faults import Empty, FileFault, TimedOut, TooLarge
from schemas.record import Record, Rows

if TYPE_CHECKING:
    from pipeline.readers import Limits

T = TypeVar("T", Record, Rows)

VARIABLE = "MOTEBOK_MODEL"
AHEAD = 4  # files handed out for each worker, so that none waits for the writer


class Known(Value):
    """The file's content is in the archive already."""

    sha256: str


class Held(Value):
    """A file in another: its path, its size, and the places that lead to it from the disk."""

    path: str
    size: int
    places: tuple[int, ...]


class Opened(Value):
    """A file that holds others; `own` is what came of it as a document, if it is one."""

    sha256: str
    own: Record | Rows | Known | None
    held: tuple[Held, ...]


class Scanned(Value):
    """Nothing yet: OCR has so many pages to read, which takes more time than was set aside."""

    pages: int


Outcome = Rows | Known | Failure | Opened


class Job(NamedTuple):
    """A file to read, and the contents that need no reading again.

    `holder` is the file on disk that it is in, at the end of `places`. How many pages OCR has to
    read, `scans`, is known only when the file has been looked into.
    """

    file: File
    known: frozenset[str] = frozenset()
    holder: File | None = None
    places: tuple[int, ...] = ()
    scans: int = 0


def attempt(
    path: str,
    known: frozenset[str],
    settings: Settings,
    places: tuple[int, ...] = (),
    *,
    scans: int | None = None,
    ocr_cache: Path | None = None,
    made: Callable[[Record], T],
) -> T | Known | Failure | Opened | Scanned:
    """Read the file at `path`, as `written`, or what is at `places` in it, and examine it.

    Every fault becomes a value here: the file's, and our own. OCR reads no more than `scans` pages;
    without a number, as many as there are. What comes of a document is `made` of its record.
    """
    sha256 = None
    try:
        from pipeline.ocr import find_ocr
        from pipeline.readers import Limits, holders

        if settings.model:
            os.environ[VARIABLE] = settings.model  # what the language model's room asks for
        limits = Limits(
            bytes=settings.max_megabytes * 2**20,
            unpacked=settings.max_unpacked_megabytes * 2**20,
            members=settings.max_members,
            pages=settings.max_pages,
            seconds=settings.max_seconds,
            ocr=find_ocr(settings.ocr_seconds, ocr_cache) if settings.ocr else None,
            scans=settings.max_pages if scans is None else scans,
        )
        data = _bytes(path, limits.bytes)
        for place in places:
            name, data = holders.taken_out(data, place, limits)
            path = f"{path}/{name}"
        source = Source.of(path, data)
        sha256 = source.sha256
        return _examined(source, known, limits, places, settings.max_depth, made)
    except FileFault as fault:
        return Failure.of(fault, sha256)
    except MemoryError:
        return Failure.of(TooLarge("Lesingen krevde mer minne enn tillatt"), sha256)
    except Exception as error:  # noqa: BLE001 — our own faults end here, one file each
        return own_fault(error, sha256)


def _examined(
    source: Source,
    known: frozenset[str],
    limits: Limits,
    places: tuple[int, ...],
    depth: int,
    made: Callable[[Record], T],
) -> T | Known | Opened | Scanned:
    """What comes of a content: a record, or, of one that holds others, these with it."""
    from pipeline.examine import examine
    from pipeline.readers import holders, is_document
    from pipeline.readers.limits import ManyScans

    members = holders.members(source.data, limits)
    if members is not None and len(places) >= depth:
        raise TooLarge(f"Filen ligger i {len(places)} arkiver, det ene i det andre")
    held = tuple(
        Held(path=f"{source.path}/{each.path}", size=each.size, places=(*places, each.place))
        for each in members or ()
        if not any(map(is_litter, each.path.lower().split("/")))
    )
    own: T | Known | None = None
    if source.sha256 in known:
        own = Known(sha256=source.sha256)
    elif members is None or is_document(source):
        try:
            own = made(examine(source, limits))
        except Empty:
            if not held:
                raise
        except ManyScans as scans:
            return Scanned(pages=scans.pages)
    if not held:
        if own is None:
            raise Empty
        return own
    return Opened(sha256=source.sha256, own=own, held=held)


def own_fault(error: Exception, sha256: str | None) -> Failure:
    """The failure of a file that we, not the file, are to blame for.

    The error's own words may quote the document, so only its kind and its place are kept.
    """
    frames = traceback.extract_tb(error.__traceback__)
    return Failure(
        reason="annet",
        message=f"Feil i Møtebok ({type(error).__name__}). Meld fra til dem som drifter det.",
        sha256=sha256,
        trace=tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames),
    )


def _bytes(path: str, most: int) -> bytes:
    """The file's content, read once. Raises TooLarge and Unreadable, Changing among it."""
    if is_url(path):
        from pipeline import remote

        return remote.read(path, most)
    try:
        with on_disk(path).open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > most:
                raise TooLarge
            data = file.read(before.st_size + 1)  # it may be growing; room is made for all of it
            after = os.fstat(file.fileno())
    except OSError as error:
        raise barred(error) from error
    if (len(data), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Changing
    return data


def attempt_all(
    jobs: Iterable[Job], settings: Settings, ocr_cache: Path | None = None
) -> Iterator[tuple[File, Outcome]]:
    """Attempt every job in worker processes; each comes back as soon as it is done.

    A file that turns out to need OCR is attempted again with time for each of its pages.
    """
    pool = readers(settings.workers, settings.max_memory_megabytes)
    try:
        yield from as_they_are_done(
            jobs,
            start=lambda job: start(pool, job, settings, ocr_cache),
            most=lambda: AHEAD * settings.workers,
            outcome=outcome_of,
        )
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        pool.join()


def as_they_are_done(
    jobs: Iterable[Job],
    *,
    start: Callable[[Job], Future[Outcome | Scanned]],
    outcome: Callable[[Future[Outcome | Scanned]], Outcome | Scanned],
    most: Callable[[], int],
    patience: float | None = None,
    stalled: Callable[[], None] = lambda: None,
) -> Iterator[tuple[File, Outcome]]:
    """Keep `most` jobs started, and give what comes of each as soon as it is done.

    One that has scanned pages is started again, with time for them. `stalled` is called whenever
    none has been done for `patience` seconds, and may raise.
    """
    waiting = iter(jobs)
    pending: dict[Future[Outcome | Scanned], Job] = {}
    while True:
        for job in islice(waiting, max(0, most() - len(pending))):
            pending[start(job)] = job
        if not pending:
            return
        done, _ = wait(pending, timeout=patience, return_when=FIRST_COMPLETED)
        if not done:
            stalled()
        for future in done:
            job, came = pending.pop(future), outcome(future)
            if isinstance(came, Scanned):
                again = job._replace(scans=came.pages)
                pending[start(again)] = again
            else:
                yield job.file, came


def readers(number: int, megabytes: int) -> ProcessPool:
    """A pool of `number` processes that read, each with so much memory at most."""
    return ProcessPool(
        max_workers=number,
        initializer=_bound_memory,
        initargs=[megabytes * 2**20],
        context=_context(),
    )


def start(
    pool: ProcessPool, job: Job, settings: Settings, ocr_cache: Path | None
) -> Future[Outcome | Scanned]:
    """Have `job` attempted in `pool`, for as long as the settings allow."""
    future: Future[Outcome | Scanned] = pool.schedule(
        _attempt,
        args=(job, settings, ocr_cache),
        timeout=settings.max_seconds + job.scans * settings.ocr_seconds,
    )
    return future


def _attempt(job: Job, settings: Settings, ocr_cache: Path | None) -> Outcome | Scanned:
    """Runs in a worker: what the writer makes of a record, ties and all, is made here."""
    from pipeline.rows import rows_of

    return attempt(
        (job.holder or job.file).path,
        job.known,
        settings,
        job.places,
        scans=job.scans,
        ocr_cache=ocr_cache,
        made=rows_of,
    )


def outcome_of(future: Future[Outcome | Scanned]) -> Outcome | Scanned:
    """What came of an attempt, if only that its process is gone."""
    try:
        return future.result()
    except TimeoutError:
        return Failure.of(TimedOut())
    except ProcessExpired as death:
        return Failure.of(died(f"kode {death.exitcode}"))


def died(how: str) -> FileFault:
    """What is told of a file whose reader went down with it."""
    return FileFault(f"Leseren stoppet brått ({how})")


def _context() -> BaseContext:
    """Workers are forked from a clean process that has loaded what they need, where possible."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "pipeline.workers", "pipeline.warm"])
    return context


def _bound_memory(most: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
