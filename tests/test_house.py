"""The house rules that a machine can check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from extractors import EXTRACTORS, extract, vocabulary
from extractors.reading import Reading
from extractors.vocabulary import shelf
from pipeline.check import check
from pipeline.cli import app
from pipeline.link import link
from pipeline.readers import read
from schemas.document import BlockKind, Document, Draft, Source
from schemas.faults import FileFault
from schemas.record import Record

ROOMS = ("schemas", "extractors", "pipeline", "flows.py")
AS_WRITTEN = {"projects": "kind", "organisations": "form"}  # meanings told by their capitals
SHELVES = sorted(file.stem for file in Path(vocabulary.__file__).parent.glob("*.toml"))


def test_every_extractor_finds_something_in_the_samples(samples: Path) -> None:
    readings = [Reading(document) for document in _documents(samples)]
    idle = [e.__name__ for e in EXTRACTORS if not any(claim for r in readings for claim in e(r))]
    assert idle == []


def _documents(folder: Path) -> list[Document]:
    documents = []
    for file in sorted(folder.iterdir()):
        try:
            documents.append(read(Source.of(file.name, file.read_bytes())))
        except FileFault:
            continue
    return documents


# Scraps of minutes put together as no meeting would: every label meets every other.
scraps = st.sampled_from(
    [
        "Vedtak:", "Innstilling", "Sak 3/24", "PS 0012/05 04/00873", "12-25\tBudsjett\tBeslutning",
        "For forslaget stemte 3: A (AP), B", "Frafall:", "Til stades: ", "kr 1 000,-", "08. – 09.",
        "Gevinster:", "Status: ", "Prosjektet ", "31.02.2024", "innen 99. mai", "• ", "mot 1 røyst",
    ]
)  # fmt: skip
lines = st.lists(scraps | st.text(max_size=30), min_size=1, max_size=5).map(" ".join)
drafts = st.builds(
    Draft,
    kind=st.sampled_from(BlockKind),
    text=lines,
    level=st.none() | st.integers(1, 6),
    table=st.none() | st.integers(0, 2),
    bold=st.booleans(),
    gap=st.booleans(),
    furniture=st.booleans(),
)


@given(st.lists(drafts, min_size=1, max_size=12))
def test_nonsense_is_survived_and_never_misquoted(content: list[Draft]) -> None:
    document = Document.of(Source.of("tull.txt", b"tull"), "txt", content)
    reading = Reading(document)
    record = check(link(document, extract(reading)), reading.outline)
    assert _misquotes(record) == []


@pytest.mark.parametrize("name", SHELVES)
def test_a_shelf_is_filled_in_both_languages_and_means_one_thing(name: str) -> None:
    file = Path(vocabulary.__file__).parent / f"{name}.toml"
    meanings = tomllib.loads(file.read_text(encoding="utf-8"))
    assert [m for m, words in meanings.items() if not (words.get("nb") and words.get("nn"))] == []
    owners: dict[str, set[str]] = {}
    for meaning, words in meanings.items():
        for phrase in {vocabulary.fold(p) for p in (*words["nb"], *words["nn"])}:
            owners.setdefault(phrase, set()).add(meaning)
    assert {phrase: both for phrase, both in owners.items() if len(both) > 1} == {}


@pytest.mark.parametrize("name", SHELVES)
def test_phrases_stand_in_lower_case_where_they_are_no_names(name: str) -> None:
    # Many patterns look through texts in lower case
    names = AS_WRITTEN.get(name)
    said = shelf(name).phrases.items()
    words = [p for meaning, phrases in said for p in phrases if meaning != names]
    assert [p for p in words if p != p.lower() and not p.isupper()] == []


@pytest.mark.parametrize("name", SHELVES)
def test_every_phrase_of_a_shelf_is_found_in_a_sentence(name: str) -> None:
    lost = []
    for meaning, phrases in shelf(name).phrases.items():
        for phrase in phrases:
            text = f"«{phrase.upper()}»"
            if (meaning, 1, len(text) - 1) not in list(shelf(name).find(text)):
                lost.append(phrase)
    assert lost == []


def test_every_command_stands_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]  # an app of several commands
    assert [name for name in commands if f"motebok {name}" not in readme] == []


def test_every_make_target_and_path_of_the_readme_exists(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    targets = re.findall(
        r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE)
    assert set(named) <= set(targets)
    paths = re.findall(r"`((?:schemas|extractors|pipeline|samples|tests|docs)/[\w./-]+)`", readme)
    assert [path for path in paths if not (root / path).exists()] == []


def test_help_does_not_pay_for_heavy_libraries(root: Path) -> None:
    heavy = {"prefect", "spacy", "docx", "lxml", "pdfplumber", "pypdfium2", "sqlite_utils"}
    heavy |= {"datasette", "uvicorn"}
    program = "import sys, pipeline.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=True, capture_output=True, text=True
    )
    assert heavy & set(loaded.stdout.split()) == set()


def test_flows_is_thin(root: Path) -> None:
    """It is outside the import linter, which reads packages only."""
    tree = ast.parse((root / "flows.py").read_text(encoding="utf-8"))
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    upstairs_or_inside = ("extractors", "pipeline.cli", "pipeline.readers", "pipeline.link")
    assert [module for module in modules if module.startswith(upstairs_or_inside)] == []


def test_constraints_pin_by_hash_and_name_no_place(root: Path) -> None:
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert [
        pin.splitlines()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin
    ] == []


def test_the_code_names_nobody(root: Path, shared: Path) -> None:
    """A rule that fits one document is a defect: nobody from the real documents is in the code."""
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in (shared / "gold").glob("*.json")]
    people = {p for each in gold for p in each.get("people", [])}
    people |= {a["name"] for each in gold for a in each.get("attendance", [])}
    organisations = {
        each["document"]["organisation"] for each in gold if "organisation" in each["document"]
    }
    files = [f for room in ROOMS for f in [root / room, *(root / room).rglob("*")]]
    code = {f: f.read_text(encoding="utf-8") for f in files if f.suffix in (".py", ".toml", ".sql")}
    named = {
        f"{file.relative_to(root)}: {name}"
        for file, text in code.items()
        for name in {p for p in people if " " in p}
        | (organisations if file.suffix == ".toml" else set())
        if name in text
    }
    assert named == set()


def test_rows_quote_their_document(samples: Path) -> None:
    for document in _documents(samples):
        reading = Reading(document)
        assert _misquotes(check(link(document, extract(reading)), reading.outline)) == []


def _misquotes(record: Record) -> list[str]:
    quotes = [row.claim.evidence for row in record.rows]
    return [q.text for q in quotes if record.document.text[q.start : q.end] != q.text]
