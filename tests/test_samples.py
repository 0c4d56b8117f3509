"""The samples are what they are said to be: made again alike, and described."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.evaluate.parity import parity
from pipeline.examine import examine
from schemas.claims import Vedtak
from schemas.document import Source
from schemas.faults import FileFault

WRITTEN_BY_HAND = {".md", ".txt"}


@pytest.fixture(scope="module")
def remade(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run(
        [sys.executable, root / "samples" / "make.py", folder], check=True, capture_output=True
    )
    return folder


def content(file: Path) -> object:
    """What a reader sees in `file`, without what a compressor may do differently elsewhere."""
    data = file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    if data.startswith(b"%PDF-"):
        password = "hemmelig" if b"/Encrypt" in data else None
        return [
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data, password)
        ]
    if file.name.startswith("avkortet"):
        return data[:2]  # of a damaged file only its kind is certain
    return data


def test_make_writes_what_is_committed(samples: Path, remade: Path) -> None:
    committed = {f.name: content(f) for f in samples.iterdir() if f.suffix not in WRITTEN_BY_HAND}
    assert {file.name: content(file) for file in remade.iterdir()} == committed


def test_every_sample_has_gold_and_every_gold_a_sample(root: Path, samples: Path) -> None:
    assert {f.stem for f in samples.iterdir()} == {
        f.stem for f in (root / "samples/gold").iterdir()
    }


def test_every_sample_is_described(root: Path, samples: Path) -> None:
    readme = (root / "samples" / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in sorted(samples.iterdir()) if f"`{f.name}`" not in readme] == []


def test_gold_quotes_the_sample(root: Path, samples: Path) -> None:
    """Names, titles and decisions stand in the text, so that a slip of the gold is not a miss."""
    missing = []
    for stem, gold in _gold(root).items():
        words = _words(root, samples, stem)
        missing += [f"{stem}: {quote}" for quote in _quotes(gold) if _flat(quote) not in words]
    assert missing == []


def test_the_unreadable_samples_fail_as_they_should(root: Path, samples: Path) -> None:
    for stem, gold in _gold(root).items():
        if "failure" in gold:
            with pytest.raises(FileFault) as caught:
                examine(_source(samples, stem))
            assert caught.value.reason == gold["failure"]


def test_what_the_samples_have_wrong_is_found_and_nothing_else(root: Path, samples: Path) -> None:
    wanted, found = set(), set()
    for stem, gold in _gold(root).items():
        if "failure" in gold:
            continue
        for source in _sources(samples, stem):
            wanted |= {(source.name, finding["rule"]) for finding in gold.get("findings", [])}
            findings = (linked.finding for linked in examine(source).findings)
            said = (finding.rule for finding in findings if finding.severity != "info")
            found |= {(source.name, rule) for rule in said}
    assert found == wanted


def test_a_sample_says_the_same_in_every_format(samples: Path) -> None:
    pairs = {each.name: each for each in parity(samples)}
    assert len(pairs) >= 3
    assert [said for each in pairs.values() for said in each.differences] == []


def _gold(root: Path) -> dict[str, dict[str, Any]]:
    files = sorted((root / "samples" / "gold").glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def _source(samples: Path, stem: str) -> Source:
    return _sources(samples, stem)[0]


def _sources(samples: Path, stem: str) -> list[Source]:
    """The sample in each of its formats."""
    files = sorted(samples.glob(f"{stem}.*"))
    return [Source.of(file.name, file.read_bytes()) for file in files]


def _words(root: Path, samples: Path, stem: str) -> str:
    text = root / "samples" / "texts" / f"{stem}.txt"
    files = [text] if text.exists() else list(samples.glob(f"{stem}.*"))
    return _flat(files[0].read_text(encoding="utf-8", errors="ignore"))


def _flat(text: str) -> str:
    """The letters and digits alone, so that line breaks and mark-up do not count."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _quotes(gold: dict[str, Any]) -> list[str]:
    fields = {
        "attendance": ("name",),
        "cases": ("title", "recommendation", "vedtak", "handler"),
        "amounts": ("label",),
        "actions": ("words", "due_words"),
        "activities": ("text", "theme", "group"),
        "projects": ("name",),
        "gains": ("text",),
    }
    return [
        str(entry[key])
        for kind, keys in fields.items()
        for entry in gold.get(kind, [])
        for key in keys
        if entry.get(key)
    ]


def test_the_readme_shows_a_true_row(root: Path, samples: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^> Vedtak: (.+)$", readme, re.MULTILINE)
    (outcome,) = re.findall(r"^\| utfall \| (.+) \|$", readme, re.MULTILINE)
    record = examine(_source(samples, "styremote-fjordsamarbeid-2025-04-11"))
    decisions = [row.claim for row in record.rows if isinstance(row.claim, Vedtak)]
    assert [v.outcome for v in decisions if v.text == sentence] == [outcome]
