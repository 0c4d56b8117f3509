"""Which edition of Møtebok read a document: what reading depends on, and nothing else, makes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.edition import HOUSE, PARTS, edition

EDITION = "from pipeline.edition import edition; print(edition())"
READING = """
import sys
import pipeline.examine, pipeline.store, pipeline.threads, pipeline.project_ties

print(*(module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)))
"""
# What reading imports and does not depend on: how rows are stored, and when they came.
HOW_THEY_ARE_KEPT = {"pipeline/__init__.py", "pipeline/store.py"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rooms, to change things in."""
    copy = tmp_path_factory.mktemp("house")
    for room in ("schemas", "extractors", "pipeline"):
        shutil.copytree(HOUSE / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="module")
def before(house: Path) -> str:
    return edition_in(house)


def edition_in(house: Path, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", EDITION],
        cwd=house,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


@pytest.mark.parametrize(
    "part",
    [
        "extractors/vocabulary/outcomes.toml",
        "extractors/vedtak.py",
        "extractors/model/norsk/meta.json",
        "pipeline/readers/pdf.py",
        "pipeline/threads.py",
        "schemas/claims.py",
    ],
)
def test_a_change_of_what_reading_depends_on_makes_another_edition(
    house: Path, before: str, part: str
) -> None:
    kept = (house / part).read_bytes()
    (house / part).write_bytes(kept + b"\n")
    try:
        assert edition_in(house) != before
    finally:
        (house / part).write_bytes(kept)


def test_a_change_of_what_people_are_shown_does_not(house: Path, before: str) -> None:
    with (house / "pipeline" / "report.py").open("a") as report:
        report.write("# a word more\n")
    assert edition_in(house) == before


def test_words_of_ones_own_make_another_edition(house: Path, before: str, tmp_path: Path) -> None:
    (tmp_path / "outcomes.toml").write_text('[avvist]\nnb = ["nei takk"]\nnn = ["nei takk"]\n')
    assert edition_in(house, MOTEBOK_VOCABULARY=str(tmp_path)) != before


def test_an_edition_takes_in_all_that_reading_imports(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", READING], cwd=root, capture_output=True, text=True, check=True
    )
    rooms = ("schemas", "extractors", "pipeline")
    files = [Path(name).resolve() for name in ran.stdout.split()]
    ours = {str(file.relative_to(root)) for file in files if file.is_relative_to(root)}
    read = {name for name in ours if name.startswith(rooms)}
    assert len(read) > 50
    assert {n for n in read if not n.startswith(PARTS)} == HOW_THEY_ARE_KEPT


def test_another_model_makes_another_edition_folder_or_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("egen_modell", "egen_pakke"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"# {name}\n")
    monkeypatch.syspath_prepend(tmp_path)
    made = {edition(), edition(str(tmp_path / "egen_modell")), edition("egen_pakke")}
    assert len(made) == 3
    assert edition(str(tmp_path / "egen_pakke")) == edition("egen_pakke")
