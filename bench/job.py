"""What the whole job costs, against pdfplumber's `extract_text` alone, paired in one run.

Usage: python bench/job.py FOLDER [ROUNDS]. Reads every PDF below FOLDER, extracts, links, checks
and lands it in a new archive; in turns with pdfplumber over the same bytes. Prints the CPU
milliseconds of each stage (medians over the rounds), its share, and the ratio of the job, with the
language model and without it, to pdfplumber (at most 0.5 and 0.15).

A worker loads the model, the vocabulary and its patterns once in its life: the first round pays for
them and is not counted; what it costs more is printed apart. No round knows a document or a word
from the rounds before it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reading import plumbed

from extractors import extract, mentions
from extractors.nlp import _loaded, pipeline
from extractors.reading import Reading, _sentencizer
from extractors.vocabulary import fold
from pipeline.check import check
from pipeline.link import link
from pipeline.readers import read
from pipeline.rows import rows_of
from pipeline.store import land, open_archive
from schemas.document import Source
from schemas.faults import FileFault

MODEL = "model"


class Clock:
    """CPU milliseconds by stage; what a stage within a stage takes is not counted twice."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._inner.append(0.0)
        begun = time.process_time()
        yield
        taken = (time.process_time() - begun) * 1000
        self.spent[name] += taken - self._inner.pop()
        self._inner[-1] += taken

    def timed(self, name: str, work: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """`work`, its time counted under `name`."""

        def within(argument: Any) -> Any:
            with self.stage(name):
                return work(argument)

        return within


def forget() -> None:
    """Empty what is kept of documents' strings: a round may not live on the round before it.

    Those are the bounded caches, and the words that spaCy and the encoders of the model have met.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(("extractors", "pipeline")):
            for kept in vars(module).values():
                if isinstance(kept, type(fold)) and kept.cache_parameters()["maxsize"]:
                    kept.cache_clear()
    for load in (_loaded, _sentencizer):
        load.cache_clear()
    pipeline()
    _sentencizer()


def job(sources: list[Source], clock: Clock) -> None:
    with tempfile.TemporaryDirectory() as place, open_archive(Path(place, "arkiv.db")) as archive:
        for source in sources:
            with clock.stage("read"):
                document = read(source)
            with clock.stage("extract"):
                reading = Reading(document)
                claims = extract(reading)
            with clock.stage("link, check"):
                record = check(link(document, claims), reading.outline)
            with clock.stage("land"):
                rows = rows_of(record)
                land(archive, rows, path=source.path, version="1", now="2026-01-01T00:00:00")


def readable(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.pdf")):
        source = Source.of(path.name, path.read_bytes())
        try:
            if read(source).blocks:
                yield source
        except FileFault as fault:
            print(f"{path.name}: left out, {fault.reason}")


def main() -> None:
    sources = list(readable(Path(sys.argv[1])))
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pipeline()
    first = Clock()
    with first.stage("first"):
        job(sources, Clock())
    names_in = mentions.names_in
    clocks = []
    for _ in range(rounds):
        forget()
        clocks.append(clock := Clock())
        with clock.stage("pdfplumber"):
            for source in sources:
                plumbed(source.data)
        mentions.names_in = clock.timed(MODEL, names_in)
        job(sources, clock)
        mentions.names_in = names_in
    spent = {name: statistics.median(c.spent[name] for c in clocks) for name in clocks[0].spent}
    against = spent.pop("pdfplumber")
    whole = sum(spent.values())
    print(f"{len(sources)} PDF files, {rounds} rounds; pdfplumber {against:.0f} ms")
    for name, taken in spent.items():
        print(f"{name:12} {taken:7.0f} ms  {taken / whole:5.1%} of the job")
    without = [(sum(c.spent.values()) - c.spent["pdfplumber"]) for c in clocks]
    pairs = list(zip(clocks, without, strict=True))
    with_model = statistics.median(taken / c.spent["pdfplumber"] for c, taken in pairs)
    alone = statistics.median((t - c.spent[MODEL]) / c.spent["pdfplumber"] for c, t in pairs)
    started = first.spent["first"] - whole
    print(f"a worker's first documents cost {started:.0f} ms more")
    print(f"job / pdfplumber: {alone:.3f} without the model, {with_model:.3f} with it")


if __name__ == "__main__":
    main()
