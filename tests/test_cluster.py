"""The same work on a Dask cluster: a real scheduler and real worker processes on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from pipeline import ingest
from pipeline.cluster import ClusterFault
from pipeline.edition import HOUSE
from pipeline.settings import Settings
from tests.archives import contents
from tests.making import GOOD, pdf_file, reasons, word_file

NUMBERED = GOOD.replace("1/24", "{number}/24")
READ_TOO_LONG = GOOD * 30_000


class Cluster(NamedTuple):
    """Where the scheduler is, and the workers' processes: the first has a nanny."""

    scheduler: str
    workers: tuple[subprocess.Popen[bytes], ...]

    @property
    def settings(self) -> Settings:
        return Settings(runner="dask", scheduler=self.scheduler, max_seconds=120)


def dask(program: str, *arguments: str, place: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments]
    place.mkdir()
    with (place / "log").open("wb") as log:
        return subprocess.Popen(
            [*command, "--no-dashboard"],
            cwd=place,
            env=os.environ | {"PYTHONPATH": str(HOUSE)},
            stdout=log,
            stderr=log,
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, one thread each."""
    place = tmp_path_factory.mktemp("cluster")
    file = place / "scheduler.json"
    with ExitStack() as running:

        def started(*arguments: str, name: str) -> subprocess.Popen[bytes]:
            process = running.enter_context(dask(*arguments, place=place / name))
            running.callback(process.terminate)
            return process

        started("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file),
                name="scheduler")  # fmt: skip
        common = ("worker", "--scheduler-file", str(file), "--nthreads", "1")
        workers = (
            started(*common, "--nanny", name="with-nanny"),
            started(*common, "--no-nanny", name="without"),
        )
        from distributed import Client

        with Client(scheduler_file=str(file), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            address = str(client.scheduler.address)
        yield Cluster(address, workers)


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    """Small files of many kinds: good and empty, a scan, an archive, a copy."""
    folder = tmp_path / "innboks"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.txt").write_text(NUMBERED.format(number=number), encoding="utf-8")
    (folder / "kopi.txt").write_text(NUMBERED.format(number=1), encoding="utf-8")
    (folder / "notat.docx").write_bytes(word_file())
    (folder / "notat.pdf").write_bytes(pdf_file())
    (folder / "tom.pdf").touch()
    shutil.copy(samples / "grunnset-skolestyre-1994-02-08.pdf", folder / "skannet.pdf")
    with ZipFile(folder / "2003.zip", "w") as archive:
        archive.writestr("moter/200.txt", NUMBERED.format(number=200))
        archive.writestr("moter/kopi.docx", word_file())
        archive.writestr("tom.txt", b"")
    return folder


@pytest.mark.slow
def test_limits_hold_on_a_cluster(folder: Path, tmp_path: Path, cluster: Cluster) -> None:
    settings = cluster.settings.model_copy(update={"max_memory_megabytes": 1024})
    (folder / "stor.txt").write_text("Sak 1/24 Noe ganske langt\n\n" * 6_000_000, encoding="utf-8")
    found = reasons(folder, tmp_path / "a.db", settings)
    wrong = {name: why for name, why in found.items() if why}
    assert {"tom.pdf": "tom", "stor.txt": "for stor"}.items() <= wrong.items()
    (folder / "treg.txt").write_text(READ_TOO_LONG, encoding="utf-8")
    shutil.copy(folder / "treg.txt", folder / "tregere.txt")
    brief = settings.model_copy(update={"max_seconds": 2})
    found = reasons(folder, tmp_path / "a.db", brief, now="2024-01-02T00:00:00+00:00")
    assert {"treg.txt": "tidsavbrudd", "tregere.txt": "tidsavbrudd"}.items() <= found.items()
    assert reasons(folder / "0.txt", tmp_path / "b.db", settings) == {"0.txt": None}


@pytest.mark.slow
def test_a_cluster_gives_the_same_archive_also_when_it_loses_a_worker(
    folder: Path, tmp_path: Path, cluster: Cluster
) -> None:
    here = reasons(folder, tmp_path / "her.db")
    assert reasons(folder, tmp_path / "der.db", cluster.settings) == here
    assert contents(tmp_path / "der.db") == contents(tmp_path / "her.db")

    plan = ingest.begin([folder], tmp_path / "tap.db", Settings(), now="2024-01-01T00:00:00+00:00")
    done = ingest.take_in(plan.work, tmp_path / "tap.db", plan.run, cluster.settings)
    next(done)
    cluster.workers[1].kill()
    assert len(list(done)) == len(here) - 1
    assert contents(tmp_path / "tap.db") == contents(tmp_path / "her.db")


def test_without_a_scheduler_nothing_is_done(folder: Path, tmp_path: Path) -> None:
    settings = Settings(runner="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(ClusterFault, match="planlegger"):
        reasons(folder, tmp_path / "a.db", settings)
