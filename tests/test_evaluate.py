"""Scores mean what they say, agree with the scorer beside the repository, and do not fall."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractors.vocabulary import Shelf
from pipeline import evaluate as package
from pipeline.cli import app
from pipeline.evaluate import evaluate
from pipeline.evaluate.alike import containment, likeness, same_name
from pipeline.evaluate.judgement import Judgement, Mark
from pipeline.evaluate.leave_out import leave_one_out
from pipeline.evaluate.report import tables
from pipeline.evaluate.run import Count, Judged, Run, Trust, changes, rows_judged, trust

MINUTES = """MØTEPROTOKOLL

Fjordby idrettsråd
Dato: 04.03.2024

Til stede: Ada Fjell og Jon Vik
Forfall: Siri Nes

Sak 1/24 Nytt klubbhus

{decision}:
Idrettsrådet bygger nytt klubbhus på Moen. Enstemmig vedtatt.

Sak 2/24 Treningstider

{decision}:
Treningstidene fordeles som i fjor.
"""
CLUBHOUSE = {"sequence": 1, "year": 2024, "title": "Nytt klubbhus"}
HOURS = {"sequence": 2, "year": 2024, "title": "Treningstider"}
BUILDS = "Idrettsrådet bygger nytt klubbhus på Moen. Enstemmig vedtatt."


def gold_folder(
    place: Path, gold: dict[str, Any], name: str = "referat", decision: str = "Vedtak"
) -> Path:
    """A folder with the gold of one document, which stands in a folder beside it."""
    (place / "documents").mkdir(exist_ok=True)
    (place / "gold").mkdir(exist_ok=True)
    minutes = MINUTES.format(decision=decision)
    (place / "documents" / f"{name}.txt").write_text(minutes, encoding="utf-8")
    (place / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return place / "gold"


def judged(place: Path, gold: dict[str, Any]) -> dict[str, Count]:
    """What MINUTES come to against `gold`, without the field that is always judged."""
    counts = evaluate([gold_folder(place, gold)]).counts()
    return {name: count for name, count in counts.items() if name != "evidence"}


def test_what_gold_has_is_right_and_the_rest_is_spurious(tmp_path: Path) -> None:
    counts = judged(tmp_path, {"cases": [CLUBHOUSE | {"vedtak": BUILDS, "unanimous": 1}]})
    assert counts == {
        "cases": Count(right=1, spurious=1),
        "case title": Count(right=1),
        "vedtak": Count(right=1),
        "votes": Count(right=1),
    }


def test_what_is_not_there_is_missed(tmp_path: Path) -> None:
    third = {"sequence": 3, "year": 2024, "vedtak": "Saken utsettes."}
    counts = judged(tmp_path, {"cases": [CLUBHOUSE, HOURS, third]})
    assert counts["cases"] == Count(right=2, missed=1)
    assert counts["vedtak"] == Count(missed=1)


def test_another_value_is_both_missed_and_spurious(tmp_path: Path) -> None:
    counts = judged(tmp_path, {"cases": [CLUBHOUSE | {"vedtak": "Saken utsettes."}, HOURS]})
    assert counts["vedtak"] == Count(missed=1, spurious=1)


def test_null_says_that_there_is_none(tmp_path: Path) -> None:
    counts = judged(tmp_path, {"cases": [CLUBHOUSE | {"vedtak": None}, HOURS]})
    assert counts["vedtak"] == Count(spurious=1)


def test_alternatives_are_as_right(tmp_path: Path) -> None:
    document = {"kind": "referat", "date": "2024-03-05", "date_alternatives": ["2024-03-04"]}
    counts = judged(tmp_path, {"document": document})
    assert counts == {
        "document kind": Count(missed=1, spurious=1),
        "document date": Count(right=1),
    }


def test_an_optional_entry_counts_neither_way(tmp_path: Path) -> None:
    nowhere = {"name": "Per Ås", "status": "present"}
    people = [
        {"name": "Ada Fjell", "status": "present", "optional": True},
        {"name": "Jon Vik", "status": "present"},
        {"name": "Siri Nes", "status": "present"},
        nowhere | {"optional": True},
    ]
    run = evaluate([gold_folder(tmp_path, {"attendance": people})])
    assert run.counts()["attendance"] == Count(right=1, missed=1, spurious=1)
    assert trust(rows_judged(run), lambda mark: mark.table) == {"attendance": Trust(1, 1)}


def test_a_file_that_cannot_be_read_misses_all_but_what_gold_says_of_it(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path, {"cases": [CLUBHOUSE]})
    (tmp_path / "documents" / "referat.txt").write_bytes(b"")
    assert evaluate([folder]).counts()["cases"] == Count(missed=1)
    (folder / "referat.json").write_text('{"failure": "tom"}', encoding="utf-8")
    assert evaluate([folder]).documents == ()


def test_gold_without_its_document_is_an_error(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path, {"cases": [CLUBHOUSE]})
    (tmp_path / "documents" / "referat.txt").unlink()
    with pytest.raises(FileNotFoundError):
        evaluate([folder])


words = st.text(alphabet="abc -", max_size=12)


@given(words, words)
def test_likeness_is_the_same_both_ways_and_whole_only_for_the_same_words(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert (likeness(a, b) == 1) == (sorted(re.findall(r"\w+", a)) == sorted(re.findall(r"\w+", b)))
    assert containment(a, b) >= likeness(a, b) or not a.strip(" -") or not b.strip(" -")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Fjell", "FJELL, Ada", True),
        ("Fjell", "Ada Fjell", True),
        ("Ann-Mari Li", "Annmari Li", True),
        ("A", "A Li", False),
        ("Ada Fjell", "Ada Li", False),
        (None, "Ada", False),
    ],
)
def test_names(one: str | None, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_f1_lies_between_precision_and_recall(right: int, missed: int, spurious: int) -> None:
    count = Count(right, missed, spurious)
    if count.precision is not None and count.recall is not None:
        assert min(count.precision, count.recall) <= count.f1 + 1e-9
        assert count.f1 <= max(count.precision, count.recall) + 1e-9


def run_of(*judgements: Judgement) -> Run:
    """A run of one document."""
    document = Judged(
        folder="arkiv/gold", name="a", format="txt", language="nn", judgements=judgements
    )
    return Run(documents=(document,))


def test_gains_and_losses_are_told_by_what_was_wanted() -> None:
    title = Judgement(facet="case title", verdict="wrong", wanted="1: Veg", got="Vei")
    other_title = title.model_copy(update={"got": "Veien"})
    case = Judgement(facet="cases", verdict="missed", wanted="2/2024 Skule")
    beside = Judgement(facet="cases", verdict="spurious", got="gnr 2/24")
    [change] = changes(run_of(title, case), run_of(other_title, beside))
    assert (change.file, change.facet) == ("a.txt", "cases")
    assert (change.won, change.lost) == (("2/2024 Skule",), ("beside gold: gnr 2/24",))


def test_a_row_is_right_only_if_all_that_is_said_of_it_is() -> None:
    mark = Mark(id="1", table="meetings", rule="meeting.opening", confidence=0.9)
    body = Judgement(facet="meeting body", verdict="right", wanted="Styret", rows=(mark,))
    date = Judgement(facet="meeting date", verdict="wrong", wanted="2024-03-04", rows=(mark,))
    assert rows_judged(run_of(body)) == [(mark, True)]
    assert rows_judged(run_of(body, date)) == [(mark, False)]


def test_a_document_loses_what_only_its_own_words_gave(tmp_path: Path) -> None:
    result = " Enstemmig vedtatt."  # by which the decision would be known without its label
    gold = {"cases": [CLUBHOUSE | {"vedtak": BUILDS.removesuffix(result)}, HOURS]}
    for name, decision in (("a", "Vedtak"), ("b", "Vedtak"), ("c", "Avgjerd")):
        folder = gold_folder(tmp_path, gold, name, decision)
        paper = folder.parent / "documents" / f"{name}.txt"
        paper.write_text(paper.read_text(encoding="utf-8").replace(result, ""), encoding="utf-8")
    left_out = {each.name: each for each in leave_one_out([folder])}
    assert {name: each.lost for name, each in left_out.items()} == {
        "a": (),
        "b": (),
        "c": ("vedtak",),
    }
    assert left_out["c"].before == 1 > left_out["c"].after
    report = tables(evaluate([folder]), tuple(left_out.values()))
    most = f"{left_out['c'].loss:.3f}"
    assert f"| {folder.parent.name}/gold | 3 | 1 | {most} |" in report


def test_a_meaning_without_phrases_is_never_found() -> None:
    assert list(Shelf({"decision": ()}).find("Vedtak")) == []


def test_every_field_is_explained_and_no_other(root: Path) -> None:
    text = Path(package.__file__).with_name("fields.toml").read_text(encoding="utf-8")
    named = re.findall(r"^### (.+)$", accuracy(root), re.MULTILINE)
    assert sorted(tomllib.loads(text)) == sorted(named)


def accuracy(root: Path) -> str:
    return (root / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_the_scorer_beside_the_repository_counts_the_same(
    samples: Path, shared: Path, tmp_path: Path
) -> None:
    db, gold = tmp_path / "arkiv.db", samples.parent / "gold"
    CliRunner().invoke(app, ["ingest", str(samples), "--db", str(db), "--workers", "1"])
    scorer = [sys.executable, shared / "score" / "score.py", "--json", "--db", db]
    told = subprocess.run(
        [*scorer, "--gold", gold, "--documents", samples], check=True, capture_output=True
    )
    theirs = json.loads(told.stdout)["facets"]
    ours = evaluate([gold]).counts()
    assert {name: tuple(count) for name, count in ours.items()} == {
        name: (each["tp"], each["fn"], each["fp"]) for name, each in theirs.items()
    }


def test_the_command_tells_and_keeps_its_figures(tmp_path: Path) -> None:
    gold = gold_folder(tmp_path, {"cases": [CLUBHOUSE | {"vedtak": BUILDS}]})
    kept, page = tmp_path / "run.json", tmp_path / "accuracy.md"
    asked = ["evaluate", "--gold", str(gold), "--json", str(kept)]
    first = CliRunner().invoke(app, [*asked, "--markdown", str(page)])
    assert first.exit_code == 0
    assert "| cases | 1 | 0.500 | 1.000 | 0.667 |" in first.stdout
    assert "### vedtak\n\nRight when" in page.read_text(encoding="utf-8")
    gold_folder(tmp_path, {"cases": [CLUBHOUSE, HOURS]})
    second = CliRunner().invoke(app, [*asked, "--against", str(kept)])
    assert "- won: referat.txt, cases: beside gold: 2/24 Treningstider" in second.stdout


def test_formats_of_one_document_are_held_against_each_other(tmp_path: Path) -> None:
    text = MINUTES.format(decision="Vedtak")
    (tmp_path / "likt.txt").write_text(text, encoding="utf-8")
    page = "".join(f"<p>{line}</p>" for line in text.splitlines())
    (tmp_path / "likt.html").write_text(f"<html>{page}</html>", encoding="utf-8")
    (tmp_path / "ulikt.txt").write_text(text, encoding="utf-8")
    (tmp_path / "ulikt.html").write_text(
        f"<html>{page.replace('Siri Nes', 'Siri Ness')}</html>", encoding="utf-8"
    )
    (tmp_path / "alene.txt").write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(app, ["evaluate", "--parity", str(tmp_path)]).stdout
    assert "| rows of | html and txt |" in shown
    assert "| attendance | 5 of 7 |" in shown
    assert "- ulikt, attendance, only in html: evidence=Siri Ness" in shown
    assert "likt, cases" not in shown


def test_evaluate_wants_to_know_what_to_measure() -> None:
    assert CliRunner().invoke(app, ["evaluate"]).exit_code == 2
