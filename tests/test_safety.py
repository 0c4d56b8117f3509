"""Whatever happens to the disk, the folder or the file meanwhile: nothing is lost or half in."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import ingest
from pipeline.folder import Obstacle, walk
from pipeline.settings import Settings
from pipeline.store import open_archive
from tests.archives import contents, held
from tests.making import GOOD, reasons

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
NUMBERED = GOOD.replace("1/24", "{number}/24")
# Writes at the end of a file until killed, as one who copies something big into the folder.
GROWING = """
import sys

with open(sys.argv[1], "ab", buffering=0) as file:
    file.write(b"mer ")
    print(flush=True)
    while True:
        file.write(b"mer ")
"""
# Every Python that is started with this in its path tells which files it opens.
WATCH = """
import sys

def told(event, arguments):
    if event == "open" and str(arguments[0]).startswith({folder!r}):
        with open({log!r}, "a") as log:
            log.write(str(arguments[0]) + "\\n")

sys.addaudithook(told)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty minutes, ten of them in a folder below."""
    folder = tmp_path / "moter"
    (folder / "eldre").mkdir(parents=True)
    for number in range(30):
        place = folder / "eldre" if number < 10 else folder
        text = NUMBERED.format(number=number)
        (place / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_readers_are_never_kept_waiting_nor_shown_half_a_document(
    folder: Path, tmp_path: Path
) -> None:
    shown = """
        SELECT d.id, (SELECT count(*) FROM texts WHERE document_id = d.id),
            (SELECT count(*) FROM blocks WHERE document_id = d.id),
            (SELECT count(*) FROM cases WHERE document_id = d.id),
            (SELECT count(*) FROM vedtaksliste WHERE document_id = d.id)
        FROM documents AS d
    """
    reasons(folder, tmp_path / "whole.db")
    whole = set(held(tmp_path / "whole.db", shown))
    with open_archive(tmp_path / "a.db"):
        pass
    reader = sqlite3.connect(f"file:{tmp_path / 'a.db'}?mode=ro", uri=True, timeout=0)
    seen = set()
    command = [*COMMAND, "ingest", str(folder), "--db", str(tmp_path / "a.db")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            documents = set(reader.execute(shown))
            assert documents <= whole
            seen.add(len(documents))
    reader.close()
    assert {0} < seen
    assert held(tmp_path / "a.db", "SELECT count(*) FROM documents") == [(30,)]


def test_a_full_disk_ends_the_run_with_a_word_and_the_next_one_finishes(
    folder: Path, tmp_path: Path
) -> None:
    db = tmp_path / "a.db"
    with open_archive(db):
        pass
    command = [*COMMAND, "ingest", str(folder), "--db", str(db)]
    room = (db.stat().st_size + 200_000) // 512
    ran = subprocess.run(
        ["sh", "-c", 'ulimit -f "$0"; exec "$@"', str(room), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stdout
    assert "Traceback" not in ran.stderr
    assert "a.db" in ran.stderr
    with open_archive(db) as archive:
        assert archive.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [(landed,)] = archive.execute("SELECT count(*) FROM documents").fetchall()
    assert 0 < landed < 30
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    reasons(folder, tmp_path / "whole.db")
    assert contents(db) == contents(tmp_path / "whole.db")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_log_that_cannot_be_written_ends_the_run_with_a_word(
    folder: Path, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [*COMMAND, "ingest", str(folder), "--db", str(tmp_path / "a.db")],
        env=os.environ | {"MOTEBOK_LOG": "/dev/full"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "No space left" in ran.stderr


def test_a_file_that_is_being_written_waits_for_the_next_run(folder: Path, tmp_path: Path) -> None:
    big = folder / "stor.txt"
    big.write_bytes(GOOD.encode() + b"\0" * 100_000_000)
    plan = ingest.begin([folder], tmp_path / "a.db", Settings(), now="2024-01-01")
    command = [sys.executable, "-c", GROWING, big]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        done = list(ingest.take_in(plan.work, tmp_path / "a.db", plan.run, Settings(workers=2)))
        writer.kill()
    [failure] = [each.failure for each in done if each.failure]
    assert failure.reason == "ikke lesbar"
    assert "neste kjøring" in failure.message
    big.write_text(GOOD, encoding="utf-8")
    plan = ingest.begin([folder], tmp_path / "a.db", Settings(), now="2024-01-02")
    done = list(ingest.take_in(plan.work, tmp_path / "a.db", plan.run, Settings(workers=2)))
    assert [(each.path, each.failure) for each in done] == [(str(big), None)]


def test_a_folder_that_disappears_meanwhile_takes_nothing_with_it(
    folder: Path, tmp_path: Path
) -> None:
    db = tmp_path / "a.db"
    reasons(folder, db)
    seen = walk(folder)
    next(seen)
    (folder / "eldre").rename(tmp_path / "borte")
    assert [each.path for each in seen if isinstance(each, Obstacle)] in (
        [],  # it had been looked through already
        [str(folder / "eldre")],
    )
    (tmp_path / "borte").rename(folder / "eldre")

    before = contents(db)
    plan = ingest.begin([folder], db, Settings(), now="2024-01-02", again=True)
    folder.rename(tmp_path / "borte")
    done = list(ingest.take_in(plan.work, db, plan.run, Settings(workers=2)))
    assert {each.failure and each.failure.reason for each in done} == {"ikke lesbar"}
    assert len(held(db, "SELECT id FROM documents")) == 30
    (tmp_path / "borte").rename(folder)
    plan = ingest.begin([folder], db, Settings(), now="2024-01-03")
    assert [
        each.failure
        for each in ingest.take_in(plan.work, db, plan.run, Settings(workers=2))
        if each.failure
    ] == []
    assert contents(db) == before


def test_a_run_over_unchanged_files_opens_none_of_them(folder: Path, tmp_path: Path) -> None:
    log, place = tmp_path / "opened", tmp_path / "site"
    place.mkdir()
    watch = WATCH.format(folder=str(folder), log=str(log))
    (place / "sitecustomize.py").write_text(watch, encoding="utf-8")
    python_path = os.pathsep.join([str(place), os.environ.get("PYTHONPATH", "")])
    for number in range(2):
        ran = subprocess.run(
            [*COMMAND, "ingest", str(folder), "--db", str(tmp_path / "a.db")],
            env=os.environ | {"PYTHONPATH": python_path},
            check=True,
            capture_output=True,
            text=True,
        )
        assert f"uendret: {30 * number}" in ran.stdout
        assert len(log.read_text(encoding="utf-8").splitlines()) == 30  # by the first run
