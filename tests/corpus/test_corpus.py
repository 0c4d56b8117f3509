"""The corpus keeps its own promises: gold for every document, quoted from the document."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GOLD = sorted(HERE.glob("gold/*.json"))
QUOTED = {
    "cases": ("title", "recommendation", "vedtak", "handler", "archive_ref"),
    "gains": ("text",),
    "activities": ("text", "theme"),
    "amounts": ("label",),
    "projects": ("name",),
}


def test_every_document_has_gold_and_every_gold_a_document() -> None:
    documents = [path.stem for path in HERE.glob("documents/*")]
    assert sorted(documents) == [path.stem for path in GOLD]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_quoted_from_the_document(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = words(written(path.stem))
    strange = [line for line in quotes(gold) if f" {words(line)} " not in f" {source} "]
    assert not strange


def written(stem: str) -> str:
    """The document's own words: a TXT as it stands, else the text that it was made from."""
    made_from = HERE / "texts" / f"{stem}.txt"
    if made_from.exists():
        return re.sub(r"\{\+|\+\}", "", made_from.read_text(encoding="utf-8"))
    data = (HERE / "documents" / f"{stem}.txt").read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252")


def quotes(gold: dict[str, Any]) -> list[str]:
    """Every line of gold that claims to stand in the document."""
    return [
        line
        for facet, keys in QUOTED.items()
        for entry in gold.get(facet, [])
        for key in keys
        for line in (entry.get(key) or "").splitlines()
    ]


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
