"""What the whole job costs, against pdfplumber's `extract_text` alone, paired in one run.

Usage: python bench/job.py FOLDER [ROUNDS]. Reads every PDF below FOLDER, extracts, links, checks
and lands it in a new archive, in rounds without the language model and with it; file by file in
turns with pdfplumber over the same bytes, so that what slows the machine slows both. Prints the CPU
milliseconds of each stage (medians over the rounds for each file, all files together) and the ratio
of the job to pdfplumber (at most 0.15 without the model and 0.5 with it).

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
from collections.abc import Callable, Iterable, Iterator
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
from pipeline.store import Archive, land, open_archive
from schemas.document import Source
from schemas.faults import FileFault

MODEL = "model"
PDFPLUMBER = "pdfplumber"


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


def job(source: Source, archive: Archive, clock: Clock) -> None:
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


def in_turns(sources: list[Source], model: bool) -> list[Clock]:
    """For each file what the job takes, and pdfplumber just before it."""
    clocks = [Clock() for _ in sources]
    names_in = mentions.names_in
    with tempfile.TemporaryDirectory() as place, open_archive(Path(place, "arkiv.db")) as archive:
        for source, clock in zip(sources, clocks, strict=True):
            with clock.stage(PDFPLUMBER):
                plumbed(source.data)
            mentions.names_in = clock.timed(MODEL, names_in) if model else no_names
            job(source, archive, clock)
            mentions.names_in = names_in
    return clocks


def no_names(_: Iterable[str]) -> dict[str, list[mentions.Span]]:
    """What is found without a model."""
    return {}


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
    first = _together([in_turns(sources, model=True)])
    print(f"{len(sources)} PDF files, {rounds} rounds; CPU milliseconds")
    for model in (False, True):
        found = []
        for _ in range(rounds):
            forget()
            found.append(in_turns(sources, model))
        spent = _together(found)
        plumber = spent.pop(PDFPLUMBER)
        stages = "  ".join(f"{name} {taken:.0f}" for name, taken in spent.items())
        whole = sum(spent.values())
        print(f"{'with' if model else 'without':7} the model: {stages}  job {whole:.0f}", end="  ")
        print(f"pdfplumber {plumber:.0f}  job/pdfplumber {whole / plumber:.3f}")
    started = sum(first.values()) - first[PDFPLUMBER] - whole
    print(f"a worker's first documents cost {started:.0f} ms more")


def _together(rounds: list[list[Clock]]) -> dict[str, float]:
    """What each stage takes of all files: the medians over the rounds for each."""
    by_file = list(zip(*rounds, strict=True))
    stages = {stage: None for clocks in rounds for clock in clocks for stage in clock.spent}
    return {
        stage: sum(statistics.median(clock.spent[stage] for clock in clocks) for clocks in by_file)
        for stage in stages
    }


if __name__ == "__main__":
    main()
