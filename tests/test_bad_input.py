"""Files that nobody can read end as a reason and advice, and take nothing else with them."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from itertools import cycle
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline import ingest
from pipeline.folder import File, Obstacle, walk
from pipeline.settings import Settings
from pipeline.store import read_archive
from tests.making import GOOD, pdf_file, reasons, word_file

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def without_superpowers(command: list[str]) -> list[str]:
    """`command` as a user who is bound by file permissions, which root is not."""
    if os.geteuid() != 0:
        return command
    if not shutil.which("setpriv"):
        pytest.skip("root reads everything, and setpriv is not here to prevent it")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--", *command]


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    """One good document among all that can be wrong with a file."""
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / "god.txt").write_text(GOOD, encoding="utf-8")
    (folder / "tom.pdf").touch()
    (folder / "tekst.docx").write_text(GOOD, encoding="utf-8")
    (folder / "avkortet.docx").write_bytes(word_file()[:9000])
    locked = pikepdf.open(io.BytesIO(pdf_file()))
    locked.save(folder / "passord.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    (folder / "bilde.pdf").write_bytes(pdf_file("", Image.new("L", (595, 842), 200)))
    (folder / "blank.pdf").write_bytes(pdf_file(""))
    pikepdf.new().save(folder / "uten-sider.pdf")
    (folder / "bare-nuller.doc").write_bytes(bytes(5000))
    (folder / "hemmelig.txt").write_text(GOOD + "Hemmelig.", encoding="utf-8")
    (folder / "hemmelig.txt").chmod(0)
    (folder / "ring").symlink_to(folder / "ring")
    (folder / "under").mkdir()
    (folder / "under" / "opp").symlink_to(folder)
    (folder / "ingenting.docx").symlink_to(folder / "borte.docx")
    (folder / "stengt").mkdir(mode=0)
    os.mkfifo(folder / "rør")
    (folder / "~$god.docx").write_bytes(b"Ada")
    (folder / ".skjult.txt").write_text(GOOD, encoding="utf-8")
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf")
    return folder


def test_one_failure_with_advice_for_each_bad_file(
    bad_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTEBOK_OCR", "false")
    db = tmp_path / "arkiv.db"
    ran = subprocess.run(
        without_superpowers([*COMMAND, "ingest", str(bad_folder), "--db", str(db)]),
        capture_output=True,
        text=True,
        check=False,
    )
    (bad_folder / "stengt").chmod(0o700)
    assert ran.returncode == 3, ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    with read_archive(db) as archive:
        landed = archive.execute(
            "SELECT DISTINCT name FROM documents JOIN blocks ON document_id = documents.id"
        )
        assert landed.fetchall() == [("god.txt",)]
        failures = list(archive.query("SELECT path, reason, message FROM failures"))
        [run] = archive.query("SELECT seen, skipped, landed, failed FROM runs")
    found = {str(Path(row["path"]).relative_to(bad_folder)): row["reason"] for row in failures}
    # PDFium does not tell a file without pages from a damaged one.
    assert found.pop("uten-sider.pdf") in {"tom", "skadet"}
    assert found == {
        "tom.pdf": "tom",
        "tekst.docx": "ukjent format",
        "avkortet.docx": "skadet",
        "passord.pdf": "passordbeskyttet",
        "bilde.pdf": "trenger ocr",
        "blank.pdf": "tom",
        "bare-nuller.doc": "ukjent format",
        "hemmelig.txt": "ikke lesbar",
        "ring": "ikke lesbar",
        "under/opp": "ikke lesbar",
        "ingenting.docx": "ikke lesbar",
        "stengt": "ikke lesbar",
        "rør": "ikke lesbar",
    }
    assert all(row["message"].endswith(".") for row in failures)
    assert run == {"seen": 15, "skipped": 0, "landed": 1, "failed": 14}


def test_one_scanned_page_among_others_is_a_finding_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTEBOK_OCR", "false")
    folder = tmp_path / "innboks"
    folder.mkdir()
    with pikepdf.open(io.BytesIO(pdf_file())) as whole:
        scan = pikepdf.open(io.BytesIO(pdf_file("", Image.new("L", (595, 842), 200))))
        whole.pages.extend(scan.pages)
        whole.save(folder / "blandet.pdf")
    assert reasons(folder, tmp_path / "a.db") == {"blandet.pdf": None}
    with read_archive(tmp_path / "a.db") as archive:
        assert archive.execute("SELECT status FROM documents").fetchall() == [("mistenkelig",)]
        [(message,)] = archive.execute("SELECT message FROM findings WHERE rule = 'reading.scan'")
    assert "Side 2" in message


def test_the_type_is_decided_by_content(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / "tekst.doc").write_text(GOOD, encoding="utf-8")
    (folder / "word.pdf").write_bytes(word_file())
    assert reasons(folder, tmp_path / "a.db") == {"tekst.doc": None, "word.pdf": None}
    with read_archive(tmp_path / "a.db") as archive:
        formats = archive.execute("SELECT name, format FROM documents ORDER BY name").fetchall()
    assert formats == [("tekst.doc", "txt"), ("word.pdf", "docx")]


def test_a_document_that_asks_for_too_much_memory(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / "god.txt").write_text(GOOD, encoding="utf-8")
    (folder / "stor.txt").write_text("Sak 1/24 Noe ganske langt\n\n" * 1_500_000, encoding="utf-8")
    settings = Settings(workers=2, max_memory_megabytes=600, max_seconds=60)
    found = reasons(folder, tmp_path / "a.db", settings)
    assert found == {"god.txt": None, "stor.txt": "for stor"}


def test_the_least_memory_that_can_be_asked_for_is_enough(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(GOOD + name, encoding="utf-8")
    settings = Settings(workers=1, max_memory_megabytes=512)
    found = reasons(folder, tmp_path / "a.db", settings)
    assert found == {"a.txt": None, "b.txt": None}


def test_a_worker_that_is_killed_is_replaced_and_its_file_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD * 50_000, encoding="utf-8")
    (folder / "b.txt").write_text(GOOD, encoding="utf-8")
    plan = ingest.begin([folder], tmp_path / "a.db", Settings(), now="2024-01-01T00:00:00+00:00")
    done = ingest.take_in(plan.work, tmp_path / "a.db", plan.run, Settings(workers=1))
    killer = subprocess.Popen(
        [sys.executable, "-c", KILL_FIRST_GRANDCHILD, str(os.getpid())], stdout=subprocess.DEVNULL
    )
    found = {Path(each.path).name: each.failure and each.failure.reason for each in done}
    assert killer.wait() == 0
    assert found == {"a.txt": "annet", "b.txt": None}


# Waits until a process that the fork server of the given process has started has been at work for
# half a second, and kills it.
KILL_FIRST_GRANDCHILD = """
import os, pathlib, signal, sys, time

def children(parent):
    for entry in pathlib.Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if entry.name.isdigit() and int(fields[1]) == parent:
                yield int(entry.name), int(fields[11])
        except OSError:
            pass

for _ in range(600):
    for child, _ in children(int(sys.argv[1])):
        for worker, ticks in children(child):
            if ticks > 50:
                os.kill(worker, signal.SIGKILL)
                sys.exit(0)
    time.sleep(0.1)
sys.exit(1)
"""


@pytest.mark.parametrize("number", [60, pytest.param(1000, marks=pytest.mark.nightly)])
def test_mutated_files_land_or_fail_and_nothing_else(
    root: Path, samples: Path, tmp_path: Path, number: int
) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    chance = random.Random(1905)
    converted = (root / "tests/readers/files").iterdir()
    originals = cycle(sorted([*samples.iterdir(), *(f for f in converted if f.suffix != ".doc")]))
    for serial, original in zip(range(number), originals, strict=False):
        mutant = mutated(original.read_bytes(), chance)
        (folder / f"{serial}{original.suffix}").write_bytes(mutant)
    settings = Settings(workers=2, max_memory_megabytes=1024, max_seconds=60)
    found = reasons(folder, tmp_path / "a.db", settings)
    # A Word file whose members changed places may have become an archive, with files of its own.
    assert {path.name for path in folder.iterdir()} <= found.keys()
    ours = {"annet", "tidsavbrudd", "ikke lesbar"}
    assert {name: reason for name, reason in found.items() if reason in ours} == {}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with bytes flipped, cut short, or the members of its zip in each other's place."""
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.3:
        return shuffled(data, chance)
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data))]
    flipped = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        names = old.namelist()
        for name, other in zip(names, chance.sample(names, len(names)), strict=True):
            new.writestr(name, old.read(other))
    return held.getvalue()


def test_links_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "her" / "inne").mkdir(parents=True)
    (tmp_path / "der").mkdir()
    (tmp_path / "her" / "inne" / "a.txt").touch()
    (tmp_path / "der" / "b.txt").touch()
    (tmp_path / "her" / "1").symlink_to(tmp_path / "der")
    (tmp_path / "her" / "2").symlink_to(tmp_path / "der")
    (tmp_path / "her" / "3").symlink_to(tmp_path / "her" / "inne")
    found = sorted(
        str(Path(each.path).relative_to(tmp_path / "her")) for each in walk(tmp_path / "her")
    )
    assert found == ["1/b.txt", "inne/a.txt"]


def test_a_name_that_is_no_utf8_is_a_name_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    (folder / os.fsdecode("møte.txt".encode("cp1252"))).write_text(GOOD, encoding="utf-8")
    assert reasons(folder, tmp_path / "a.db") == {r"m\xf8te.txt": None}
    [seen] = walk(folder)
    assert isinstance(seen, File)
    assert not isinstance(seen, Obstacle)
