"""What operations read in the morning: short, true, and with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import manifest
from pipeline.edition import edition
from pipeline.folder import File
from pipeline.manifest import Failure, Run
from pipeline.report import as_html, as_text, report, report_since
from pipeline.rows import rows_of
from pipeline.store import Archive, land, open_archive
from schemas.faults import Damaged, PasswordProtected
from tests.records import minutes

NIGHT = "2024-03-02T01:30:00+00:00"
EVENING = "2024-03-01T23:00:00+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def begun(archive: Archive, failed: int = 0) -> Run:
    run = Run(id=NIGHT, version=edition())
    manifest.begin(archive, run)
    for number in range(failed):
        fault = PasswordProtected() if number else Damaged()
        manifest.fail(archive, run, f"/moter/{number:03}.pdf", Failure.of(fault))
    manifest.count(archive, run, failed=failed)
    return run


def test_a_run_that_has_not_come_to_its_end_is_told(archive: Archive) -> None:
    run = begun(archive)
    told = report_since(archive, EVENING)
    assert told.wrong
    assert told.subject.endswith("er ikke ferdig")
    manifest.finish(archive, run, NIGHT)
    told = report_since(archive, EVENING)
    assert not told.wrong
    assert told.subject.endswith("alt er i orden")


def test_a_run_that_was_broken_off_is_told_although_the_next_went_well(archive: Archive) -> None:
    begun(archive)
    second = Run(id=NIGHT.replace("01:30", "02:30"), version=edition())
    manifest.begin(archive, second)
    manifest.finish(archive, second, NIGHT)
    assert report_since(archive, EVENING).subject.endswith("ble avbrutt")


def test_advice_is_given_once_for_all_that_need_it(archive: Archive) -> None:
    manifest.finish(archive, begun(archive, failed=4), NIGHT)
    told = as_text(report_since(archive, EVENING))
    assert told.count(PasswordProtected.advice) == 1
    assert (
        f"NYE FEIL (4)\n  passordbeskyttet\n    {PasswordProtected.advice}\n      /moter/001.pdf\n"
        in told
    )
    assert f"  skadet\n    {Damaged.advice}\n      /moter/000.pdf\n" in told


def test_a_mail_says_how_much_it_leaves_out(archive: Archive, tmp_path: Path) -> None:
    manifest.finish(archive, begun(archive, failed=60), NIGHT)
    told = report_since(archive, EVENING)
    assert "60 nye feil" in told.subject
    assert as_text(told).count("/moter/") == 50
    assert "… og 10 til." in as_text(told)
    assert as_text(report(archive)).count("/moter/") == 60
    assert str(tmp_path / "arkiv.db") in as_text(told)


def test_what_is_gone_and_what_is_stale_is_told(archive: Archive) -> None:
    run = begun(archive)
    for year, version in [(2023, edition()), (2024, "0.0.9+abcdef01")]:
        record = minutes(year=year, name=f"{year}.txt")
        land(archive, rows_of(record), path=f"/moter/{year}.txt", version=version, now=NIGHT)
        manifest.settle(archive, run, File(f"/moter/{year}.txt", 1, 1), record.document.sha256)
    manifest.mark_gone(archive, run, ["/moter/2023.txt"])
    manifest.finish(archive, run, NIGHT)
    told = as_html(report_since(archive, EVENING))
    assert "<h2>Borte fra mappene (1)</h2><ul><li>/moter/2023.txt</li></ul>" in told
    assert "Dokumenter lest av en annen utgave av Møtebok: 1." in told
    assert "motebok rerun --stale" in as_text(report(archive))
