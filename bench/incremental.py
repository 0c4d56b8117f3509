"""What a second run over unchanged files costs, and what a second worker is worth.

Usage: python bench/incremental.py again [FILES], or workers FOLDER.

`again` makes a tree of FILES small files (10 000 if not said) whose archive knows them all, and
takes a plain `os.scandir` walk with `stat` and a whole run in turns: the median CPU milliseconds of
each, and their ratio (at most 3). `workers` ingests FOLDER with one worker and with two, in turns,
and tells how many times as fast two are by the clock (at least 1.7 on two idle cores).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipeline import ingest, manifest
from pipeline.folder import File, walk
from pipeline.settings import Settings
from pipeline.store import open_archive

TURNS = 15


def scan(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                scan(entry.path)
            else:
                entry.stat()


def run(folder: Path, db: Path, settings: Settings) -> None:
    """A whole run, as the command line does it."""
    with ingest.alone(db):
        plan = ingest.begin([folder], db, settings, now=now())
        for _ in ingest.take_in(plan.work, db, plan.run, settings):
            pass
        ingest.finish(db, plan.run, now=now())


def known_tree(folder: Path, db: Path, files: int) -> None:
    """`files` files, 500 to a folder, and an archive that has met them all."""
    for number in range(files):
        place = folder / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"protokoll-{number}.txt").write_text(f"{number}")
    with open_archive(db) as archive, archive.atomic():
        first = manifest.Run(id=now(), version="1")
        manifest.begin(archive, first)
        for file in walk(folder):
            assert isinstance(file, File)
            manifest.settle(archive, first, file, file.path)
        manifest.finish(archive, first, now())


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def spent(work: Callable[[], None], clock: Callable[[], float]) -> float:
    begun = clock()
    work()
    return clock() - begun


def again(files: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, db = Path(place, "moter"), Path(place, "arkiv.db")
        known_tree(folder, db, files)
        settings = Settings()
        scans, runs = [], []
        for _ in range(TURNS):
            scans.append(spent(lambda: scan(str(folder)), time.process_time))
            runs.append(spent(lambda: run(folder, db, settings), time.process_time))
    least, whole = statistics.median(scans), statistics.median(runs)
    print(
        f"{files} files: scan {least * 1000:.1f} ms, run {whole * 1000:.1f} ms, "
        f"ratio {whole / least:.2f}, load {os.getloadavg()[0]:.1f}"
    )


def workers(folder: Path) -> None:
    times: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as place:
        for turn in range(3):
            for number, taken in times.items():
                db, settings = Path(place, f"{turn}-{number}.db"), Settings(workers=number)
                taken.append(spent(partial(run, folder, db, settings), time.perf_counter))
    one, two = (min(taken) for taken in times.values())
    print(
        f"one worker {one:.1f} s, two {two:.1f} s, {one / two:.2f} times as fast, "
        f"load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    if sys.argv[1] == "again":
        again(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
    else:
        workers(Path(sys.argv[2]))
