"""The command line: what it prints, and the exit status that a script can use."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
import spacy
from lxml import etree
from spacy.pipeline import EntityRuler

from pipeline import ingest
from pipeline.readout import LABELS
from pipeline.rows import rows_of
from pipeline.settings import Settings, WrongSettings, read_settings
from pipeline.store import land, open_archive
from schemas.claims import Claim, DocumentFact
from schemas.record import Facts
from tests.records import minutes

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def motebok(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive of two minutes, one of which is gone bad."""
    db = tmp_path / "arkiv.db"
    with open_archive(db) as archive:
        land(
            archive, rows_of(minutes()), path="/arkiv/protokoll.txt", version="1", now="2024-01-01"
        )
    return db


def test_ingest_lands_and_says_so(samples: Path, tmp_path: Path) -> None:
    document = samples / "velforening-styremote-2023-05-09.txt"
    ran = motebok("ingest", document, "--db", tmp_path / "arkiv.db")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        f"lest    {document}",
        "Filer sett: 1. Lest: 1, uendret: 0, feilet: 0.",
    ]
    lines = (tmp_path / "arkiv.log").read_text(encoding="utf-8").splitlines()
    [line] = [json.loads(line) for line in lines]
    assert (line["event"], line["path"]) == ("landed", str(document))


def test_ingest_of_a_bad_file_ends_with_three(tmp_path: Path) -> None:
    (tmp_path / "tom.docx").touch()
    db = tmp_path / "arkiv.db"
    for _ in range(2):  # the second run does not read it again, but is no happier
        ran = motebok("ingest", tmp_path / "tom.docx", "--db", db)
        assert ran.returncode == 3
    ran = motebok("report", "--db", db)
    assert ran.returncode == 3
    assert "FEILET (1)\n  tom\n" in ran.stdout
    assert "Hent den på nytt" in ran.stdout


BROKEN = """
import multiprocessing
import pipeline.cli, pipeline.examine, pipeline.workers

pipeline.examine.examine = lambda source, limits: 1 / 0
pipeline.workers._context = lambda: multiprocessing.get_context("fork")
pipeline.cli.main()
"""


def test_a_fault_of_our_own_ends_with_one_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Protokoll")
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, "ingest", tmp_path / "a.txt", "--db", tmp_path / "a.db"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Feil i Møtebok (ZeroDivisionError)" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
    [line] = (tmp_path / "a.log").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["trace"][-1].endswith("<lambda>")


def test_a_second_run_says_so_and_ends(tmp_path: Path) -> None:
    with ingest.alone(tmp_path / "a.db"):
        ran = motebok("ingest", tmp_path, "--db", tmp_path / "a.db")
    assert ran.returncode == 1
    assert "en annen kjøring" in ran.stderr


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    ran = motebok("ingest", tmp_path / "borte", "--db", tmp_path / "a.db")
    assert ran.returncode == 2
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("arguments", [["report"], ["search", "vedtak"]])
def test_an_archive_that_is_none_is_a_message(tmp_path: Path, arguments: list[str]) -> None:
    for name, content in [("borte.db", None), ("annet.db", b"Protokoll fra et annet program" * 99)]:
        if content:
            (tmp_path / name).write_bytes(content)
        ran = motebok(*arguments, "--db", tmp_path / name)
        assert ran.returncode == 1
        assert "Traceback" not in ran.stderr
        assert name in ran.stderr


def test_examine_shows_the_words_and_writes_nothing(samples: Path, tmp_path: Path) -> None:
    document = samples / "velforening-styremote-2023-05-09.txt"
    ran = motebok("examine", document, cwd=tmp_path)
    assert ran.returncode == 0
    assert "«" in ran.stdout
    assert not list(tmp_path.iterdir())


def test_examine_has_a_word_for_every_fact() -> None:
    claims = [kind for kind in Claim.__subclasses__() if kind is not DocumentFact]
    fields = {name for kind in [*claims, Facts] for name in kind.model_fields}
    only_for_linking = {"section", "source", "reach", "proposal", "decides", "also", "apart"}
    said_by_the_number = {"prefix", "sequence"}
    proof = {"evidence", "rule", "confidence"}
    assert fields - set(LABELS) == only_for_linking | said_by_the_number | proof


def test_a_progress_bar_on_a_terminal(samples: Path, tmp_path: Path) -> None:
    if not shutil.which("script"):
        pytest.skip("no script(1) to make a terminal")
    document = str(samples / "velforening-styremote-2023-05-09.txt")
    command = shlex.join([*COMMAND, "ingest", document, "--db", str(tmp_path / "a.db")])
    ran = subprocess.run(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0
    assert "1/1" in ran.stdout


def test_examine_as_json_gives_every_row_with_its_evidence(samples: Path) -> None:
    document = samples / "styremote-fjordsamarbeid-2025-04-11.docx"
    record = json.loads(motebok("examine", document, "--json").stdout)
    tables = {row["table"] for row in record["rows"]}
    assert {"cases", "vedtak", "attendance"} <= tables
    assert all(row["claim"]["evidence"]["text"] for row in record["rows"])
    [case, *_] = [row["claim"] for row in record["rows"] if row["table"] == "cases"]
    assert case["number"]


def test_examine_of_a_bad_file_gives_its_reason(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").touch()
    ran = motebok("examine", tmp_path / "tom.pdf")
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "Filen har ikke noe innhold" in ran.stderr


def test_rerun_reads_what_failed_and_what_is_named(samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "velforening-styremote-2023-05-09.txt", tmp_path / "a.txt")
    (tmp_path / "b.txt").touch()
    db = tmp_path / "arkiv.db"
    assert motebok("ingest", tmp_path, "--db", db).returncode == 3
    ran = motebok("rerun", "--db", db)
    assert (ran.returncode, ran.stdout) == (2, "")
    ran = motebok("rerun", "--failed", "--db", db)
    assert ran.returncode == 3
    assert ran.stdout.startswith(f"feilet  {tmp_path / 'b.txt'}")
    assert "Filer sett: 1. Lest: 0, uendret: 0, feilet: 1." in ran.stdout
    ran = motebok("rerun", tmp_path / "a.txt", "--db", db)
    assert ran.returncode == 0
    assert "Lest: 1" in ran.stdout


def test_the_mornings_mail_tells_only_what_is_new(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "<tom>.txt").touch()
    shutil.copy(samples / "velforening-styremote-2023-05-09.txt", tmp_path / "a.txt")
    db = tmp_path / "arkiv.db"
    motebok("ingest", tmp_path, "--db", db)
    ran = motebok("report", "--since", "yesterday", "--db", db)
    assert ran.returncode == 3
    assert "1 ny feil" in ran.stdout.splitlines()[0]
    assert "NYE FEIL (1)\n  tom\n    " in ran.stdout
    assert "DOKUMENTER LEST (1)\n  referat: 1" in ran.stdout
    page = etree.HTML(motebok("report", "--since", "today", "--html", "--db", db).stdout)
    assert "1 ny feil" in page.findtext("head/title")
    assert str(tmp_path / "<tom>.txt") in [item.text for item in page.iter("li")]
    with open_archive(db) as archive:  # as if this had come in last year
        archive.execute("INSERT INTO runs VALUES ('2023', '2023', '', 'ferdig', '', 0, 0, 0, 0)")
        archive.execute("UPDATE failures SET first_run = '2023'")
        archive.execute("UPDATE documents SET ingested_at = '2023'")
    ran = motebok("report", "--since", "yesterday", "--db", db)
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[0].endswith("alt er i orden")
    assert "Filer som feilet også før: 1." in ran.stdout
    ran = motebok("report", "--since", "2999-01-01", "--db", db)
    assert ran.returncode == 3
    assert "har ikke kjørt" in ran.stdout
    assert motebok("report", "--since", "nylig", "--db", db).returncode == 2


def test_a_schedule_without_a_server_says_what_it_needs(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/api"
    ran = motebok("schedule", tmp_path, "--db", tmp_path / "a.db", PREFECT_API_URL=nowhere)
    assert ran.returncode == 1
    assert "prefect server start" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_search_finds_rows_and_blocks_with_their_place(db: Path) -> None:
    ran = motebok("search", "sykkelsti", "--exact", "--db", db)
    assert ran.returncode == 0
    assert ran.stdout.splitlines() == [
        "sak       protokoll.txt side 1",
        "    Ny [sykkelsti] i Furulia 3/24",
        "tekst     protokoll.txt side 1",
        "    Sak 3/24 Ny [sykkelsti] i Furulia",
        "Treff: 2.",
    ]


def test_search_finds_every_form_of_a_word_unless_told_to_be_exact(db: Path) -> None:
    found = motebok("search", "sykkelstier", "--db", db).stdout
    assert "[sykkelsti]" in found
    assert "[sykkelstien]" in found
    assert "Treff: 0." in motebok("search", "sykkelstier", "--exact", "--db", db).stdout


def test_another_language_model_can_be_named(tmp_path: Path) -> None:
    other = spacy.blank("nb")
    ruler = cast(EntityRuler, other.add_pipe("entity_ruler"))
    ruler.add_patterns([{"label": "PERSON", "pattern": "Aud Lillehaug Strømme"}])
    other.to_disk(tmp_path / "annen")
    file = tmp_path / "notat.txt"
    file.write_text("Saken ble lagt fram av Aud Lillehaug Strømme og Ingrid Solbakken.")
    ran = motebok("examine", file, "--model", tmp_path / "annen")
    assert ran.returncode == 0
    assert "navn: Aud Lillehaug Strømme" in ran.stdout
    assert "navn: Ingrid Solbakken" not in ran.stdout
    assert "navn: Ingrid Solbakken" in motebok("examine", file).stdout


def test_a_language_model_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    ran = motebok("ingest", tmp_path, "--db", tmp_path / "a.db", "--model", "finnes_ikke")
    assert ran.returncode == 2
    assert "finnes_ikke er verken en mappe eller en installert pakke" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_settings_come_from_file_then_environment_then_flags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "motebok.toml").write_text("workers = 3\nmax_seconds = 4\nmax_megabytes = 5\n")
    monkeypatch.setenv("MOTEBOK_MAX_SECONDS", "7")
    monkeypatch.setenv("MOTEBOK_MAX_MEGABYTES", "8")
    settings = Settings(max_megabytes=9)
    assert (settings.workers, settings.max_seconds, settings.max_megabytes) == (3, 7, 9)


@pytest.mark.parametrize(
    ("line", "variable", "told"),
    [
        ("worker = 3", "", "worker: denne innstillingen finnes ikke"),
        ("workers = 0", "", "workers: må være minst 1"),
        ("workers = 'to'", "", "workers: må være et helt tall"),
        ("workers = ", "", "motebok.toml: Invalid value"),
        ("db = '\xe6'", "", "motebok.toml: 'utf-8'"),
        ("folders = 3", "", "folders: må være en liste"),
        ("runner = 'dask'", "", "runner = dask trenger scheduler"),
        ("", "WORKRES=2", "MOTEBOK_WORKRES: denne innstillingen finnes ikke"),
        ("", "FOLDERS=[a", "folders: er ikke JSON"),
        ("", "RUNNER=sky", "runner: må være en av 'local'"),
        ("", "CRON=hver natt", "cron: må være minutt"),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, variable: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "motebok.toml").write_text(line, encoding="latin-1")
    if variable:
        name, _, value = variable.partition("=")
        monkeypatch.setenv(f"MOTEBOK_{name}", value)
    with pytest.raises(WrongSettings) as wrong:
        read_settings()
    assert told in str(wrong.value)
    assert "max_seconds" in str(wrong.value)


def test_wrong_settings_end_a_command_with_two_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "motebok.toml").write_text("worker = 3")
    ran = motebok("ingest", tmp_path, "--db", tmp_path / "a.db", cwd=tmp_path)
    assert ran.returncode == 2
    assert "Feil i innstillingene (motebok.toml" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_one_folder_is_as_good_as_a_list_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTEBOK_FOLDERS", "/srv/møter")
    assert Settings().folders == ("/srv/møter",)
    monkeypatch.setenv("MOTEBOK_FOLDERS", '["/srv/møter", "s3://arkiv/moter"]')
    assert Settings().folders == ("/srv/møter", "s3://arkiv/moter")
