"""From folders to archive: see what is new, examine it, land it. One writer, any number of readers.

A run is `begin`, `take_in` (once, or batch by batch) and `finish`, all inside `alone`. It may be
killed anywhere: what has landed has landed whole, and the next run takes the rest.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import NamedTuple

from filelock import FileLock, Timeout

from pipeline import journal, manifest
from pipeline.edition import edition
from pipeline.folder import File, Obstacle, is_url, on_disk, walk, written
from pipeline.holdings import Holdings
from pipeline.manifest import Counts, Failure, Run, Verdict
from pipeline.ocr import find_ocr
from pipeline.settings import Settings
from pipeline.store import Archive, land, open_archive, read_archive
from pipeline.workers import Job, Opened, Outcome, own_fault
from schemas.faults import Empty, FileFault, NeedsOcr, TooLarge, Unreadable
from schemas.record import Rows

# What is wrong may be put right without touching the file: access, the limit, our own code.
TRIED_AGAIN = frozenset({Unreadable.reason, TooLarge.reason, FileFault.reason})


class Busy(OSError):
    """Another run is at work on the archive."""


class MostAreGone(OSError):
    """More than half of what a folder held is not there; `filename` is the folder."""


class Plan(NamedTuple):
    """What a run has to do: the files to read, in order of their paths."""

    run: Run
    work: tuple[File, ...]


class Done(NamedTuple):
    """A file that has been read, and what was wrong with it, if anything was."""

    path: str
    failure: Failure | None


@contextmanager
def alone(db: Path) -> Iterator[None]:
    """Keep every other run off the archive `db`. Raises Busy if one is at work."""
    try:
        with FileLock(f"{db}.lock", timeout=0):
            yield
    except Timeout as error:
        raise Busy(errno.EBUSY, "en annen kjøring bruker arkivet", str(db)) from error


def begin(
    folders: Iterable[Path | str], db: Path, settings: Settings, *, now: str, again: bool = False
) -> Plan:
    """Look through `folders` and open a run on the archive `db` for what is new or changed there.

    A folder is a path, to a file as well, or the URL of a prefix in an object store. With
    `again`, what has been read before is read once more. `now` is ISO 8601 in UTC.
    """
    run = Run(id=now, version=edition(settings.model), again=again)
    tops = [located(folder) for folder in folders]
    files, obstacles = _look_through(tops, _own_places(db, settings))
    with open_archive(db) as archive, archive.atomic():
        before, verdicts = manifest.remembered(archive), manifest.failing(archive)
        changed = before ^ files
        failing = {verdict.holder for verdict in verdicts.values()}
        hopeful = {v.holder for v in verdicts.values() if _may_end_better(v, run, settings)}
        new = files if again else files & changed | _at(files, hopeful)
        standing = {file.path for file in _at(files, failing) - new}
        manifest.begin(archive, run)
        for path, obstacle in obstacles.items():
            manifest.fail(archive, run, path, Failure.of(obstacle.fault))
        there = {file.path for file in new} | standing | obstacles.keys()
        missing = {path for path, *_ in before & changed} | failing
        manifest.mark_gone(archive, run, _gone(missing - there, tops, obstacles))
        manifest.count(
            archive,
            run,
            skipped=len(files) - len(new) - len(standing & verdicts.keys()),
            failed=len(obstacles) + sum(v.holder in standing for v in verdicts.values()),
        )
    return Plan(run, tuple(sorted(new)))


def take_in(work: Iterable[File], db: Path, run: Run, settings: Settings) -> Iterator[Done]:
    """Read `work` in parallel and land it, one transaction per file; what `run` has landed is left.

    What files hold is read after them, each as a file of its own. Raises sqlite3.OperationalError
    when the database cannot be written to; it may be tried again.
    """
    work = list(work)
    if not work:  # as most nights
        return
    with open_archive(db) as archive:
        landed = manifest.read_in(archive, run)
        holdings = Holdings(settings.max_members, landed)
        jobs = [Job(file) for file in work if file.path not in landed]
        while jobs:
            waiting = {job.file.path: job for job in jobs}
            jobs = []
            ready = (job._replace(known=_known(archive, run, job.file)) for job in waiting.values())
            for file, outcome in _attempt_all(ready, settings, settings.ocr_cache_of(db)):
                job = waiting[file.path]
                judged = holdings.judged(job, outcome)
                try:
                    failure = _settle(archive, run, job, judged)
                except sqlite3.IntegrityError as error:  # rows that do not fit together
                    judged = own_fault(error, judged.sha256)
                    failure = _settle(archive, run, job, judged)
                jobs += holdings.jobs(job, judged)
                for each in holdings.done(job):
                    if each is not job or isinstance(judged, Opened):
                        _close(archive, run, each)
                    yield _noted(each, failure if each is job else None)


def _attempt_all(
    jobs: Iterable[Job], settings: Settings, ocr_cache: Path
) -> Iterator[tuple[File, Outcome]]:
    if settings.runner == "dask":
        from pipeline.cluster import attempt_all
    else:
        from pipeline.workers import attempt_all
    return attempt_all(jobs, settings, ocr_cache.absolute())


def finish(db: Path, run: Run, *, now: str) -> Counts:
    """Close `run` and say what became of the files that it saw."""
    with open_archive(db) as archive:
        return manifest.finish(archive, run, now)


def prune(db: Path, folders: Iterable[Path | str], *, most: bool = False) -> int:
    """Forget the files below `folders` that are gone; a document that no other file holds goes too.

    Returns how many files were forgotten. Raises MostAreGone, and forgets nothing, if more than
    half of what a folder held is gone, unless with `most`: a disk that is not there looks just so.
    """
    with open_archive(db) as archive, archive.atomic():
        tops = [written(located(folder)) for folder in folders]
        lost, there = manifest.lost(archive), {path for path, *_ in manifest.remembered(archive)}
        for top in tops:
            number = len(_below([top], lost))
            if number > len(_below([top], there)) and not most:
                raise MostAreGone(errno.ENOTEMPTY, _of_most(number), top)
        gone = _below(tops, manifest.gone(archive))
        manifest.prune(archive, gone)
    return len(gone)


def to_reread(
    db: Path,
    settings: Settings,
    *,
    failed: bool = False,
    suspect: bool = False,
    stale: bool = False,
) -> list[Path | str]:
    """The files that failed, are in doubt, or were read by another edition, or that hold such.

    Those that are no longer there are left to the next look through their folder.
    """
    with read_archive(db) as archive:
        paths = {
            *({v.holder for v in manifest.failing(archive).values()} if failed else ()),
            *(manifest.suspect(archive) if suspect else ()),
            *(manifest.stale(archive, edition(settings.model)) if stale else ()),
        }
    places = (path if is_url(path) else on_disk(path) for path in sorted(paths))
    return [place for place in places if isinstance(place, str) or os.path.lexists(place)]


def located(folder: Path | str) -> str:
    """Where `folder` is, in full: as the files below it begin."""
    if is_url(str(folder)):
        from pipeline import remote

        return remote.located(str(folder))
    return str(Path(folder).absolute())


def _look_through(
    tops: Iterable[str], apart: Collection[str]
) -> tuple[set[File], dict[str, Obstacle]]:
    """The files below `tops`, and by their paths the obstacles."""
    files: set[File] = set()
    obstacles: dict[str, Obstacle] = {}
    for top in tops:
        for item in _look(top, apart):
            if isinstance(item, File):
                files.add(item)
            else:
                obstacles[item.path] = item
    return files, obstacles


def _look(top: str, apart: Collection[str]) -> Iterator[File | Obstacle]:
    if is_url(top):
        from pipeline import remote

        return remote.walk(top)
    return walk(Path(top), apart)


def _own_places(db: Path, settings: Settings) -> set[str]:
    """What we write ourselves, which may lie among the documents."""
    archive = str(db.absolute())
    beside = {archive + end for end in ("", "-wal", "-shm", "-journal", ".lock")}
    kept = (settings.log_of(db), settings.ocr_cache_of(db))
    return beside | {str(path.absolute()) for path in kept}


def _may_end_better(verdict: Verdict, run: Run, settings: Settings) -> bool:
    if verdict.reason == NeedsOcr.reason:
        return settings.ocr and find_ocr(settings.ocr_seconds) is not None
    return verdict.reason in TRIED_AGAIN or verdict.version != run.version


def _gone(missing: Iterable[str], tops: Iterable[str], obstacles: Collection[str]) -> set[str]:
    """Those of `missing` that were looked for: not elsewhere, nor behind an obstacle."""
    looked_for = _below(map(written, tops), missing)
    return {path for path in looked_for if _leading_to(path).isdisjoint(obstacles)}


def _below(tops: Iterable[str], paths: Iterable[str]) -> set[str]:
    """Those of `paths` that are one of `tops`, or lie below one."""
    looked_in = set(tops)
    return {path for path in paths if not _leading_to(path).isdisjoint(looked_in)}


def _of_most(lost: int) -> str:
    return (
        f"{lost} filer er borte, flere enn de som er igjen, og ingenting er glemt. Er disken på "
        "plass? Skal de glemmes likevel, er det --prune-most"
    )


def _leading_to(path: str) -> set[str]:
    """`path` and all that it lies below."""
    if not is_url(path):
        return {path, *map(str, PurePath(path).parents)}
    parts = path.split("/")
    return {"/".join(parts[:number]) for number in range(3, len(parts) + 1)}


def _known(archive: Archive, run: Run, file: File) -> frozenset[str]:
    return frozenset() if run.again else manifest.contents_of_size(archive, file.size)


def _settle(archive: Archive, run: Run, job: Job, outcome: Outcome) -> Failure | None:
    """Make the archive say what became of `job`'s file, and return what was wrong with it.

    A file that holds others is not done with yet: see `_close`.
    """
    file, failure = job.file, _failure(outcome)
    rows = outcome.own if isinstance(outcome, Opened) else outcome
    with archive.atomic():
        if isinstance(rows, Rows):
            land(archive, rows, path=file.path, version=run.version, now=run.id)
        if isinstance(outcome, Opened):
            file = file._replace(mtime_ns=manifest.UNFINISHED)
        manifest.settle(archive, run, file, outcome.sha256, _holder(job))
        if isinstance(outcome, Opened):
            return None
        if failure:
            manifest.fail(archive, run, file.path, failure)
            manifest.count(archive, run, failed=1)
        else:
            manifest.forgive(archive, file.path)
            manifest.count(archive, run, landed=1)
        if outcome.sha256 and not job.holder:
            manifest.forget_others(archive, run, file.path)
    return failure


def _close(archive: Archive, run: Run, job: Job) -> None:
    """Remember that all that `job`'s file holds has been read."""
    with archive.atomic():
        manifest.settle(archive, run, job.file, None, _holder(job))
        manifest.forgive(archive, job.file.path)
        manifest.count(archive, run, landed=1)
        if not job.holder:
            manifest.forget_others(archive, run, job.file.path)


def _holder(job: Job) -> str | None:
    return job.holder.path if job.holder else None


def _noted(job: Job, failure: Failure | None) -> Done:
    journal.note(job.file.path, failure)
    return Done(job.file.path, failure)


def _at(files: Iterable[File], paths: Collection[str]) -> set[File]:
    return {file for file in files if file.path in paths} if paths else set()


def _failure(outcome: Outcome) -> Failure | None:
    """What to tell people of a file that came to nothing, or to a document without text."""
    if isinstance(outcome, Rows):
        if outcome.status == "trenger_ocr":
            return Failure.of(NeedsOcr(), outcome.sha256)
        return Failure.of(Empty(), outcome.sha256) if outcome.wordless else None
    return outcome if isinstance(outcome, Failure) else None
