"""A ratchet: scores against gold may rise, and a test fails when one falls below its floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

Scores = dict[str, float]

# The scores of today, rounded down; `overall` is the mean. When one rises, raise its floor.
FLOORS: dict[str, Scores] = json.loads(Path(__file__).with_name("floors.json").read_text())
INGEST = "from pipeline.cli import main; main()"
SOME_CANNOT_BE_READ = 3  # exit status


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_score_falls(folder: str, root: Path, shared: Path, tmp_path: Path) -> None:
    found = _scores(root / folder, shared / "score" / "score.py", tmp_path / "arkiv.db", root)
    assert set(found) == set(FLOORS), "every facet that is scored has a floor"
    floors = {name: floor[FOLDERS.index(folder)] for name, floor in FLOORS.items()}
    fallen = {name: (found[name], floor) for name, floor in floors.items() if found[name] < floor}
    assert fallen == {}


def _scores(folder: Path, scorer: Path, db: Path, root: Path) -> Scores:
    """The F1 of each facet of `folder`, which has `documents` and `gold`, taken in as users do."""
    documents, gold = folder / "documents", folder / "gold"
    ingest = [sys.executable, "-c", INGEST, "ingest", documents, "--db", db]
    taken_in = subprocess.run(ingest, cwd=root, capture_output=True, text=True, check=False)
    assert taken_in.returncode in (0, SOME_CANNOT_BE_READ), taken_in.stderr
    score = [sys.executable, scorer, "--db", db, "--gold", gold, "--documents", documents, "--json"]
    said = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    facets = {name: facet["f1"] for name, facet in said["facets"].items()}
    return {"overall": said["overall"], **facets}
