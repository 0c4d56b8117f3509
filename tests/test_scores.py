"""A ratchet: scores against gold may rise, and a test fails when one falls below its floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.evaluate import evaluate
from pipeline.evaluate.run import Run

Scores = dict[str, float]

FOLDERS = ("samples", "tests/corpus", "../shared")
# The scores of today in each folder, rounded down; `overall` is the mean. When one rises, raise it.
FLOORS = {
    "overall":                   (0.99, 0.98, 0.99),
    "action due":                (1.00, 1.00, 1.00),
    "action responsible":        (1.00, 0.95, 1.00),
    "actions":                   (1.00, 0.98, 1.00),
    "activities":                (1.00, 0.96, 0.99),
    "activity group":            (1.00, 1.00, 0.98),
    "activity theme":            (1.00, 1.00, 1.00),
    "amount kind":               (1.00, 0.98, 1.00),
    "amounts in tables":         (1.00, 1.00, 1.00),
    "amounts in text":           (1.00, 0.99, 1.00),
    "archive ref":               (1.00, 1.00, 1.00),
    "attendance":                (1.00, 0.97, 1.00),
    "attendance party":          (1.00, 1.00, 1.00),
    "attendance represents":     (1.00, 1.00, 1.00),
    "attendance substitute_for": (1.00, 1.00, 1.00),
    "case handler":              (1.00, 1.00, 1.00),
    "case title":                (1.00, 1.00, 1.00),
    "case type":                 (1.00, 1.00, 1.00),
    "cases":                     (1.00, 1.00, 1.00),
    "document date":             (1.00, 1.00, 1.00),
    "document kind":             (1.00, 1.00, 1.00),
    "document language":         (1.00, 1.00, 1.00),
    "document organisation":     (1.00, 0.99, 0.96),
    "document year":             (1.00, 1.00, 1.00),
    "events":                    (1.00, 0.99, 1.00),
    "evidence":                  (1.00, 1.00, 1.00),
    "gain beneficiary":          (1.00, 0.97, 1.00),
    "gain project":              (1.00, 1.00, 1.00),
    "gain realised":             (1.00, 0.96, 1.00),
    "gains":                     (1.00, 0.96, 1.00),
    "meeting body":              (1.00, 0.98, 1.00),
    "meeting date":              (1.00, 1.00, 1.00),
    "meeting place":             (1.00, 1.00, 1.00),
    "meeting start_time":        (1.00, 1.00, 1.00),
    "named votes":               (1.00, 1.00, 1.00),
    "outcome":                   (1.00, 0.99, 1.00),
    "people":                    (1.00, 0.99, 1.00),
    "project funding":          (0.85, 0.97, 1.00),
    "project status":           (1.00, 0.97, 1.00),
    "projects":                 (1.00, 0.98, 0.98),
    "recommendation":           (1.00, 0.98, 1.00),
    "vedtak":                   (1.00, 0.99, 1.00),
    "votes":                    (1.00, 0.98, 1.00),
}  # fmt: skip

INGEST = "from pipeline.cli import main; main()"
ALIKE = 0.02  # F1
SOME_CANNOT_BE_READ = 3  # exit status


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_score_falls(folder: str, root: Path, shared: Path, tmp_path: Path) -> None:
    found = _scores(root / folder, shared / "score" / "score.py", tmp_path / "arkiv.db", root)
    assert set(found) == set(FLOORS), "every facet that is scored has a floor"
    floors = {name: floor[FOLDERS.index(folder)] for name, floor in FLOORS.items()}
    fallen = {name: (found[name], floor) for name, floor in floors.items() if found[name] < floor}
    assert fallen == {}


@pytest.mark.slow
def test_a_document_scores_alike_in_every_format(shared: Path) -> None:
    """Facet by facet, over the documents that are there in both formats."""
    judged = evaluate([shared / "gold"]).documents
    for one, other in (("pdf", "docx"), ("pdf", "txt")):
        both = {d.name for d in judged if d.format == one} & {
            d.name for d in judged if d.format == other
        }
        assert len(both) >= 5
        counts = {
            name: Run(
                documents=tuple(d for d in judged if d.name in both and d.format == name)
            ).counts()
            for name in (one, other)
        }
        apart = {
            facet: (counts[one][facet].f1, counts[other][facet].f1)
            for facet in counts[one].keys() & counts[other].keys()
            if abs(counts[one][facet].f1 - counts[other][facet].f1) > ALIKE
        }
        assert apart == {}


def _scores(folder: Path, scorer: Path, db: Path, root: Path) -> Scores:
    """The F1 of each facet of `folder`, which has `documents` and `gold`, taken in as users do."""
    documents, gold = folder / "documents", folder / "gold"
    ingest: list[str | Path] = [sys.executable, "-c", INGEST, "ingest", documents, "--db", db]
    taken_in = subprocess.run(ingest, cwd=root, capture_output=True, text=True, check=False)
    assert taken_in.returncode in (0, SOME_CANNOT_BE_READ), taken_in.stderr
    told: list[str | Path] = ["--db", db, "--gold", gold, "--documents", documents, "--json"]
    score = [sys.executable, scorer, *told]
    said = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    facets = {name: facet["f1"] for name, facet in said["facets"].items()}
    return {"overall": said["overall"], **facets}
