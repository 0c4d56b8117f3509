"""A folder goes in, an archive comes out; what is known is not read again; nothing is half in."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
import spacy

from pipeline import ingest
from pipeline.ingest import Busy, Done, MostAreGone
from pipeline.manifest import Counts
from pipeline.settings import Settings
from pipeline.store import open_archive
from tests.archives import contents, held

TEXT = """Protokoll fra møte i Nordli ungdomsråd

Dato: {day}. mars 2024
Til stede: Ada Fjell, Jon Vik

Sak {day}/24 Ny sykkelsti i Furulia

Vedtak: Rådet sier ja til sykkelstien.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three minutes, one of them in a folder below."""
    folder = tmp_path / "møter"
    (folder / "eldre").mkdir(parents=True)
    for day, name in enumerate(["a.txt", "b.txt", "eldre/c.txt"], 1):
        (folder / name).write_text(TEXT.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "arkiv.db"


def run(
    folder: Path, db: Path, settings: Settings | None = None, *, again: bool = False
) -> tuple[Counts, dict[str, str | None]]:
    """Ingest, and tell what failed why among the files that were read."""
    plan = ingest.begin([folder], db, Settings(), now=datetime.now(UTC).isoformat(), again=again)
    done = list(ingest.take_in(plan.work, db, plan.run, settings or Settings(workers=2)))
    counts = ingest.finish(db, plan.run, now=datetime.now(UTC).isoformat())
    return counts, _reasons(done, folder)


def _reasons(done: Iterable[Done], folder: Path) -> dict[str, str | None]:
    return {
        os.path.relpath(each.path, folder): each.failure and each.failure.reason for each in done
    }


def test_a_folder_lands(folder: Path, db: Path) -> None:
    counts, reasons = run(folder, db)
    assert counts == Counts(seen=3, skipped=0, landed=3, failed=0)
    assert reasons == {"a.txt": None, "b.txt": None, "eldre/c.txt": None}
    assert held(db, "SELECT name FROM documents ORDER BY path") == [
        ("a.txt",),
        ("b.txt",),
        ("c.txt",),
    ]
    assert held(db, "SELECT saksnummer, sitat FROM vedtaksliste ORDER BY 1")[0] == (
        "1/24",
        "Rådet sier ja til sykkelstien.",
    )
    assert held(db, "SELECT status, seen FROM runs") == [("ferdig", 3)]


def test_what_is_unchanged_is_not_read(folder: Path, db: Path) -> None:
    run(folder, db)
    before = contents(db)
    status = (folder / "a.txt").stat()
    (folder / "a.txt").write_bytes(b"x" * status.st_size)
    os.utime(folder / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    counts, reasons = run(folder, db)
    assert counts == Counts(seen=3, skipped=3, landed=0, failed=0)
    assert reasons == {}
    assert contents(db) == before


def test_what_has_changed_takes_the_place_of_what_was(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder / "a.txt").write_text(TEXT.format(day=9), encoding="utf-8")
    counts, reasons = run(folder, db)
    assert counts == Counts(seen=3, skipped=2, landed=1, failed=0)
    assert reasons == {"a.txt": None}
    numbers = held(db, "SELECT number FROM cases ORDER BY 1")
    assert numbers == [("2/24",), ("3/24",), ("9/24",)]


def test_what_has_moved_is_the_same_document(folder: Path, db: Path) -> None:
    run(folder, db)
    about = "SELECT id, ingested_at FROM documents ORDER BY id"
    before = held(db, about)
    (folder / "a.txt").rename(folder / "eldre" / "ny.txt")
    counts, _ = run(folder, db)
    assert counts == Counts(seen=3, skipped=2, landed=1, failed=0)
    assert held(db, about) == before
    assert ("ny.txt",) in held(db, "SELECT name FROM documents")


def test_two_copies_are_one_document_named_after_the_first(folder: Path, db: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "0.txt")
    run(folder, db)
    assert len(held(db, "SELECT id FROM documents")) == 3
    assert len(held(db, "SELECT path FROM files")) == 4
    assert ("0.txt",) in held(db, "SELECT name FROM documents")


def test_what_is_gone_is_marked_and_not_forgotten(folder: Path, db: Path) -> None:
    run(folder, db)
    away = folder.parent / "borte"
    (folder / "eldre").rename(away)
    run(folder, db)
    gone = held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL")
    assert gone == [(str(folder / "eldre" / "c.txt"),)]
    assert len(held(db, "SELECT id FROM documents")) == 3
    away.rename(folder / "eldre")
    run(folder, db)
    assert held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL") == []


def test_what_is_gone_is_pruned_with_its_document_unless_it_moved(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder / "a.txt").unlink()
    (folder / "b.txt").rename(folder / "flyttet.txt")
    run(folder, db)
    assert ingest.prune(db, [folder]) == 2
    names = held(db, "SELECT name FROM documents ORDER BY 1")
    assert names == [("c.txt",), ("flyttet.txt",)]
    assert held(db, "SELECT count(*) FROM files") == [(2,)]
    assert held(db, "SELECT number FROM cases ORDER BY 1") == [("2/24",), ("3/24",)]


def test_a_folder_that_lost_most_of_its_files_is_not_pruned_unasked(folder: Path, db: Path) -> None:
    run(folder, db)
    before = contents(db)
    other = folder.parent / "annet"
    other.mkdir()
    for number in range(9):
        (other / f"{number}.txt").write_text(TEXT.format(day=10 + number), encoding="utf-8")
    run(other, db)
    folder.rename(folder.parent / "montert-fra")
    folder.mkdir()  # a mount point with nothing mounted
    run(folder, db)
    with pytest.raises(MostAreGone, match="--prune-most"):
        ingest.prune(db, [folder, other])
    assert len(held(db, "SELECT id FROM documents")) == 12
    assert ingest.prune(db, [other]) == 0  # what is gone elsewhere is not its business
    folder.rmdir()
    (folder.parent / "montert-fra").rename(folder)
    run(folder, db)
    shutil.rmtree(other)
    run(other.parent, db)
    assert ingest.prune(db, [other], most=True) == 9
    assert contents(db) == before


def test_what_failed_is_in_doubt_or_stale_can_be_read_again(folder: Path, db: Path) -> None:
    (folder / os.fsdecode("tøm.txt".encode("cp1252"))).touch()
    (folder / "uten-saker.txt").write_text("Møteprotokoll\n\nDato: 1. mars 2024\n")
    run(folder, db)
    with open_archive(db) as archive:
        archive.execute("UPDATE documents SET version = '0' WHERE name = 'a.txt'")
    names = {
        which: [
            os.fsencode(path.name) for path in ingest.to_reread(db, Settings(), **{which: True})
        ]
        for which in ("failed", "suspect", "stale")
    }
    assert names == {
        "failed": [b"t\xf8m.txt"],
        "suspect": [b"uten-saker.txt"],
        "stale": [b"a.txt"],
    }
    [stale] = ingest.to_reread(db, Settings(), stale=True)
    counts, _ = run(stale, db, again=True)
    assert counts == Counts(seen=1, skipped=0, landed=1, failed=0)
    assert ingest.to_reread(db, Settings(), stale=True) == []
    assert held(db, "SELECT count(*) FROM files WHERE gone_at IS NOT NULL") == [(0,)]
    (folder / "uten-saker.txt").unlink()
    assert ingest.to_reread(db, Settings(), suspect=True) == []


def test_another_folder_says_nothing_of_this_one(folder: Path, db: Path) -> None:
    run(folder, db)
    (folder.parent / "møter2").mkdir()
    run(folder.parent / "møter2", db)
    assert held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL") == []


def test_the_archive_does_not_read_itself(folder: Path) -> None:
    for _ in range(2):
        counts, _ = run(folder, folder / "arkiv.db")
    assert counts == Counts(seen=3, skipped=3, landed=0, failed=0)


def test_a_failure_stands_until_the_file_is_mended(folder: Path, db: Path) -> None:
    text = (folder / "a.txt").read_bytes()
    (folder / "a.txt").write_bytes(b"")
    assert run(folder, db)[1]["a.txt"] == "tom"
    # It is not read again, but the run still says that a file of the folder is missing.
    counts, reasons = run(folder, db)
    assert (counts, reasons) == (Counts(seen=3, skipped=2, landed=0, failed=1), {})
    run(folder, db, again=True)
    [(first, last, attempts)] = held(db, "SELECT first_run, last_run, attempts FROM failures")
    assert str(first) < str(last)
    assert attempts == 2
    (folder / "a.txt").write_bytes(text)
    assert run(folder, db)[0] == Counts(seen=3, skipped=2, landed=1, failed=0)
    assert held(db, "SELECT * FROM failures") == []


def test_a_copy_of_a_scanned_page_fails_as_the_page_did(
    folder: Path, db: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTEBOK_OCR", "false")
    scanned = samples / "grunnset-skolestyre-1994-02-08.pdf"
    shutil.copy(scanned, folder / "side.pdf")
    assert run(folder, db)[1]["side.pdf"] == "trenger ocr"
    shutil.copy(scanned, folder / "kopi.pdf")
    assert run(folder, db)[1] == {"kopi.pdf": "trenger ocr"}
    assert len(held(db, "SELECT id FROM documents")) == 4


def test_an_archive_does_not_depend_on_how_many_work_on_it(folder: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        run(folder, tmp_path / f"{workers}.db", Settings(workers=workers))
    assert contents(tmp_path / "1.db") == contents(tmp_path / "2.db")


def test_another_model_reads_though_workers_are_born_with_ours(folder: Path, db: Path) -> None:
    (folder / "a.txt").write_text("Saken ble lagt fram av Ingrid Solbakken.", encoding="utf-8")
    spacy.blank("nb").to_disk(folder.parent / "uten navn")
    for model, found in ((None, [("Ingrid Solbakken",)]), (str(folder.parent / "uten navn"), [])):
        run(folder / "a.txt", db, Settings(workers=1, model=model), again=True)
        assert held(db, "SELECT name FROM mentions") == found


def test_reading_everything_again_changes_nothing(folder: Path, db: Path) -> None:
    run(folder, db)
    before = contents(db)
    counts, _ = run(folder, db, again=True)
    assert counts.landed == 3
    assert contents(db) == before


def test_a_file_above_the_limit_is_not_read(folder: Path, db: Path) -> None:
    with (folder / "a.txt").open("ab") as file:
        file.truncate(3 * 2**20)
    _, reasons = run(folder, db, Settings(workers=1, max_megabytes=1))
    assert reasons == {"a.txt": "for stor", "b.txt": None, "eldre/c.txt": None}
    # When the limit is raised, it is read without being touched; it holds zeros after its text.
    _, reasons = run(folder, db, Settings(workers=1, max_megabytes=10))
    assert reasons["a.txt"] != "for stor"


def test_a_file_that_takes_too_long_takes_nobody_with_it(folder: Path, db: Path) -> None:
    (folder / "a.txt").write_text(TEXT.format(day=1) * 100_000, encoding="utf-8")
    _, reasons = run(folder, db, Settings(workers=2, max_seconds=10))
    assert reasons == {"a.txt": "tidsavbrudd", "b.txt": None, "eldre/c.txt": None}


def test_a_batch_that_is_tried_again_is_not_counted_twice(folder: Path, db: Path) -> None:
    plan = ingest.begin([folder], db, Settings(), now=datetime.now(UTC).isoformat())
    done = ingest.take_in(plan.work, db, plan.run, Settings(workers=1))
    next(done)
    done.close()
    list(ingest.take_in(plan.work, db, plan.run, Settings(workers=1)))
    assert ingest.finish(db, plan.run, now="") == Counts(seen=3, skipped=0, landed=3, failed=0)


def test_a_second_run_at_once_is_turned_away(db: Path) -> None:
    with ingest.alone(db), pytest.raises(Busy), ingest.alone(db):
        pass
    with ingest.alone(db):
        pass


COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def test_of_two_runs_at_once_the_second_says_so_and_ends(folder: Path, db: Path) -> None:
    command = [*COMMAND, "ingest", str(folder), "--db", str(db)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as first:
        while not db.exists():
            time.sleep(0.01)
        first.send_signal(signal.SIGSTOP)
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        first.send_signal(signal.SIGCONT)
    assert (first.returncode, second.returncode) == (0, 1)
    assert "en annen kjøring" in second.stderr
    assert held(db, "SELECT status, landed FROM runs") == [("ferdig", 3)]


@pytest.mark.parametrize(
    ("kills", "documents"), [(3, 30), pytest.param(100, 200, marks=pytest.mark.nightly)]
)
def test_killed_anywhere_the_next_run_finishes_the_work(
    folder: Path, tmp_path: Path, kills: int, documents: int
) -> None:
    for day in range(10, documents + 5):
        (folder / f"{day}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    (folder / "kopi.txt").write_text(TEXT.format(day=10), encoding="utf-8")
    (folder / "tom.txt").touch()
    command = [*COMMAND, "ingest", str(folder), "--db"]
    begun = time.monotonic()
    subprocess.run([*command, tmp_path / "undisturbed.db"], stdout=subprocess.DEVNULL, check=False)
    span = time.monotonic() - begun
    undisturbed = contents(tmp_path / "undisturbed.db")
    chance = random.Random(24)
    archives = (tmp_path / f"{number}.db" for number in count())
    db, broken_off = next(archives), 0
    while kills:
        with subprocess.Popen([*command, str(db)], stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0, span))
            except subprocess.TimeoutExpired:
                process.kill()
        with open_archive(db) as archive:
            assert archive.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert archive.execute("PRAGMA foreign_key_check").fetchone() is None
        if process.returncode == -signal.SIGKILL:
            kills -= 1
        else:  # it got to the end, and the next kills are for another archive
            assert contents(db) == undisturbed
            broken_off += held(db, "SELECT count(*) FROM runs WHERE status = 'avbrutt'") != [(0,)]
            db = next(archives)
    run(folder, db)
    assert contents(db) == undisturbed
    broken_off += held(db, "SELECT count(*) FROM runs WHERE status = 'avbrutt'") != [(0,)]
    assert broken_off
