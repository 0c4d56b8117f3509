"""What an ingestion costs, part by part, as the archive grows, and what many documents would cost.

Usage: python bench/scale.py [DOCUMENTS] [FOLDER…]. Takes about 3 minutes with 4 000 documents, as
if not said, made from our own samples and the tests' corpus. All times are CPU time of one core.

1. Examines every file below the folders with the model and without it, in turns; what the writer
   pays to receive its rows from a worker.
2. Lands variants of these records: other numbers, dates, titles and ids, each twice, as a meeting's
   innkalling and protokoll. `apart`, 40 documents have an organisation, its people and projects in
   common. A fourth as many with `namesakes`: the projects of all organisations have the same names.
   And `together`: one organisation has them all. At 250, 500, 1 000, … documents it prints what one
   has cost since the line above, and the archive as it then is.
3. Begins a run over 20 000 files that are known, against a plain walk with `stat`.
4. Multiplies.

A variant has its original's words: an archive of many real documents has more different ones.
"""

from __future__ import annotations

import multiprocessing
import pickle
import resource
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from incremental import known_tree, now, scan, spent
from job import forget
from search import QUERIES, least
from variants import variant

from pipeline import across, ingest, store
from pipeline.folder import File, walk
from pipeline.rows import rows_of
from pipeline.search import search
from pipeline.settings import Settings
from pipeline.store import Archive, land, open_archive
from schemas.document import Source
from schemas.faults import FileFault
from schemas.record import Record

OWN = (Path("samples/documents"), Path("tests/corpus/documents"))
ROUNDS = 3
FIRST_MARK = 250
SHARING = 40  # documents that have names and projects in common, where they are kept apart
SAMPLED = 50  # documents whose written pages are counted at each mark
FILES = 20_000
PAGE = 1_800  # characters, where a format has no pages
OCR_SECONDS = 3  # a page (docs/operations.md)
CORES = 16
SIZES = {"municipality": 10_000, "county": 200_000, "country": 10_000_000}

T = TypeVar("T")


class Reading(NamedTuple):
    """CPU seconds for a document with the model and without, and to unpickle its rows."""

    with_model: float
    without: float
    received: float
    characters: float


class Mark(NamedTuple):
    """An archive of so many documents: what landing one of the last cost, and what it takes."""

    documents: int
    landing: float  # CPU seconds, settling across documents included
    settling: float
    size: int  # bytes
    indexed: float  # share of the size that full-text search has
    pages: float  # of the database, written for each document
    asking: float  # CPU milliseconds of the dearest of some searches
    peak: float  # megabytes


class Start(NamedTuple):
    """CPU seconds and bytes for each known file when a run begins."""

    scan: float
    begin: float
    memory: float


def alone(work: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """In a process of its own, whose peak of memory is that of the work."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *arguments, **options).result()


def read(folders: Sequence[Path]) -> tuple[list[Record], Reading]:
    from extractors import mentions
    from extractors.nlp import pipeline
    from pipeline.examine import examine

    pipeline()  # loaded once in a worker's life
    found = [each for folder in folders for each in walk(folder) if isinstance(each, File)]
    sources = [Source.of(file.path, Path(file.path).read_bytes()) for file in found]
    names_in = mentions.names_in

    def all_of() -> list[Record]:
        forget()
        records = []
        for source in sources:
            with suppress(FileFault):
                records.append(examine(source))
        return records

    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for model, taken in times.items():
            mentions.names_in = names_in if model else lambda texts: {t: [] for t in texts}
            taken.append(spent(all_of, time.process_time))
    mentions.names_in = names_in
    records = all_of()
    count = len(records)
    pickled = [pickle.dumps(rows_of(record)) for record in records]
    received = spent(lambda: [pickle.loads(each) for each in pickled], time.process_time) / count
    with_model, without = (statistics.median(taken) / count for taken in times.values())
    characters = sum(len(record.document.text) for record in records) / count
    blocks = sum(len(record.document.blocks) for record in records) / count
    rows = sum(len(record.rows) for record in records) / count
    pages = characters / PAGE
    print(
        f"{count} documents of {characters:.0f} characters ({pages:.1f} pages of {PAGE}), "
        f"{blocks:.0f} blocks and {rows:.0f} rows:\n"
        f"  examine with the model {with_model * 1000:6.0f} ms a document, "
        f"{with_model / pages * 1000:4.0f} ms a page\n"
        f"  without it             {without * 1000:6.0f} ms a document, "
        f"{without / pages * 1000:4.0f} ms a page\n"
        f"  the writer receives    {received * 1000:6.1f} ms a document, "
        f"{sum(map(len, pickled)) / count / 1000:.0f} kB\n"
        f"  a worker's peak        {peak():6.0f} MB",
        flush=True,
    )
    return records, Reading(with_model, without, received, characters)


class Stopwatch:
    """CPU seconds within the functions that it stands in for."""

    def __init__(self) -> None:
        self.spent = 0.0

    def on(self, work: Callable[..., T]) -> Callable[..., T]:
        def within(*arguments: Any) -> T:
            begun = time.process_time()
            try:
                return work(*arguments)
            finally:
                self.spent += time.process_time() - begun

        return within


def grow(records: list[Record], documents: int, sharing: int, *, namesakes: bool) -> list[Mark]:
    """The marks of an archive of `documents`, `sharing` to an organisation."""
    watch = Stopwatch()
    across.touched, across.settle = watch.on(across.touched), watch.on(across.settle)
    store.kin_of, store.settle = watch.on(store.kin_of), watch.on(store.settle)
    marks, taken, begun, last = [], 0.0, 0.0, 0
    print("documents  CPU ms  settling  a second   kB each  index  pages  search ms  peak MB")
    with tempfile.TemporaryDirectory() as place, open_archive(db := Path(place, "a.db")) as archive:
        ends = set(marked(documents))
        for serial in range(documents):
            if serial + SAMPLED in ends:
                checkpoint(archive)
                archive.execute("PRAGMA wal_autocheckpoint = 0")
            original, group = records[serial // 2 % len(records)], serial // sharing
            each = rows_of(variant(original, serial, group, namesakes=namesakes))
            taken -= time.process_time()
            land(archive, each, path=f"{each.id}.pdf", version="1", now="2026-01-01T00:00:00")
            taken += time.process_time()
            if serial + 1 in ends:
                pages = checkpoint(archive) / SAMPLED
                archive.execute("PRAGMA wal_autocheckpoint = 1000")
                count, settling = serial + 1 - last, watch.spent - begun
                mark = Mark(
                    serial + 1,
                    taken / count,
                    settling / count,
                    size := db.stat().st_size,
                    index_size(archive) / size,
                    pages,
                    max(least(lambda w=w: search(archive.conn, w, limit=20)) for w in QUERIES),
                    peak(),
                )
                tell(mark)
                marks.append(mark)
                taken, begun, last = 0.0, watch.spent, serial + 1
    return marks


def marked(documents: int) -> Iterator[int]:
    mark = FIRST_MARK
    while mark < documents:
        yield mark
        mark *= 2
    yield documents


def tell(mark: Mark) -> None:
    print(
        f"{mark.documents:9} {mark.landing * 1000:7.1f} {mark.settling * 1000:9.1f} "
        f"{1 / mark.landing:9.0f} {mark.size / mark.documents / 1000:9.1f} {mark.indexed:6.0%} "
        f"{mark.pages:6.0f} {mark.asking:10.1f} {mark.peak:8.0f}",
        flush=True,
    )


def checkpoint(archive: Archive) -> int:
    """Write what has landed into the database itself; returns the pages that this was."""
    _, pages, _ = archive.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    archive.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(pages)


def index_size(archive: Archive) -> int:
    """Bytes of the database's pages that hold what full-text search looks words up in."""
    sql = "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name GLOB ?"
    found = (archive.execute(sql, [name]).fetchone()[0] for name in ("blocks_fts_*", "search_*"))
    return sum(each or 0 for each in found)


def start() -> Start:
    with tempfile.TemporaryDirectory() as place:
        folder, db = Path(place, "moter"), Path(place, "arkiv.db")
        known_tree(folder, db, FILES)

        def begin() -> None:
            assert not ingest.begin([folder], db, Settings(), now=now()).work

        begin()
        turns = [
            (
                spent(lambda: scan(str(folder)), time.process_time),
                spent(begin, time.process_time),
            )
            for _ in range(ROUNDS)
        ]
        tracemalloc.start()
        begin()
        _, most = tracemalloc.get_traced_memory()
    walked, begun = (statistics.median(each) / FILES for each in zip(*turns, strict=True))
    print(
        f"{FILES} known files: walk {walked * 1e6:.1f} µs a file, a run begins in "
        f"{begun * 1e6:.1f} µs and {most / FILES:.0f} bytes a file",
        flush=True,
    )
    return Start(walked, begun, most / FILES)


def multiply(reading: Reading, mark: Mark, start: Start) -> None:
    """What so many documents such as these cost, if landing stays as dear as at `mark`."""
    pages = reading.characters / PAGE
    writing = mark.landing + reading.received
    costs: dict[str, Callable[[int], float]] = {
        "reading, core hours": lambda n: n * reading.with_model / 3600,
        "without the model": lambda n: n * reading.without / 3600,
        "the one writer, hours": lambda n: n * writing / 3600,
        f"the clock on {CORES} cores, hours": lambda n: (
            n * max(reading.with_model / CORES, writing) / 3600
        ),
        "OCR if all were scans, core hours": lambda n: n * pages * OCR_SECONDS / 3600,
        "database, GB": lambda n: n * mark.size / mark.documents / 1e9,
        "a night without news, CPU s": lambda n: n * start.begin,
        "memory of the known files, MB": lambda n: n * start.memory / 1e6,
    }
    print(f"{'':36}" + "".join(f"{name:>15}" for name in SIZES))
    print(f"{'documents':36}" + "".join(f"{number:>15,}" for number in SIZES.values()))
    for name, cost in costs.items():
        print(f"{name:36}" + "".join(f"{cost(number):>15,.1f}" for number in SIZES.values()))
    print(f"cores that one writer keeps busy: {reading.with_model / writing:.1f}")


def peak() -> float:
    """Most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    begun = time.perf_counter()
    records, reading = alone(read, [Path(each) for each in sys.argv[2:]] or OWN)
    print(f"\napart: {SHARING} documents to an organisation")
    marks = alone(grow, records, documents, SHARING, namesakes=False)
    print("\nnamesakes: projects have the same names everywhere")
    alone(grow, records, documents // 4, SHARING, namesakes=True)
    print("\ntogether: one organisation")
    alone(grow, records, documents // 4, documents, namesakes=True)
    print()
    begin = alone(start)
    print("\nArithmetic:")
    multiply(reading, marks[-1], begin)
    print(f"\n{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
