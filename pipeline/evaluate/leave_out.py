"""Leave one out: what a document loses without the words that only it, of all with gold, has.

It tells how much of a score comes from vocabulary that was learnt from the very document, and so
what to expect of documents that nobody has seen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors import vocabulary
from extractors.vocabulary import Shelf, fold, shelf
from pipeline.evaluate import evaluate, gold_files
from pipeline.evaluate.run import Run, changes
from pipeline.readers import read
from schemas.base import Value
from schemas.document import Source
from schemas.faults import FileFault

_MOTEBOK = (sys.executable, "-c", "from pipeline.cli import main; main()")


class LeftOut(Value):
    """One document's overall score with the whole vocabulary and without its own words."""

    folder: str  # of its gold, as `Run` names it
    name: str
    words: int
    before: float
    after: float
    lost: tuple[str, ...]  # the fields that fell

    @property
    def loss(self) -> float:
        return self.before - self.after


def leave_one_out(golds: Iterable[Path], documents: Path | None = None) -> Iterator[LeftOut]:
    """Judge each document once more, without its own words. One that has none is left as it is."""
    folders = tuple(golds)
    shelves = _shelves()
    phrases = _phrases(shelves)
    used = {
        (folder, name): _used(phrases, _text(paths))
        for folder in folders
        for name, paths in gold_files(folder, documents).items()
    }
    for (folder, name), found in used.items():
        others = (words for place, words in used.items() if place != (folder, name))
        own = found.difference(*others)
        before = evaluate([folder], documents, only=name)
        if not before.documents:
            continue  # gold says that it cannot be read
        after = _without(own, shelves, folder, documents, name) if own else before
        yield LeftOut(
            folder=before.documents[0].folder,
            name=name,
            words=len(own),
            before=before.overall(),
            after=after.overall(),
            lost=tuple(sorted({each.facet for each in changes(before, after) if each.lost})),
        )


def _shelves() -> dict[str, Shelf]:
    names = (Path(file.name) for file in files(vocabulary).iterdir())
    return {name.stem: shelf(name.stem) for name in names if name.suffix == ".toml"}


def _phrases(shelves: Mapping[str, Shelf]) -> frozenset[str]:
    """Every phrase, as it is compared."""
    groups = (group for each in shelves.values() for group in each.phrases.values())
    return frozenset(fold(phrase) for group in groups for phrase in group)


def _text(paths: Iterable[Path]) -> str:
    """All that a document says, in all its formats, as it is compared with phrases."""
    texts = []
    for path in paths:
        try:
            texts.append(read(Source.of(path.name, path.read_bytes())).text)
        except FileFault:
            continue
    return fold("\n".join(texts))


def _used(phrases: frozenset[str], text: str) -> frozenset[str]:
    """The phrases that stand in `text` as whole words."""
    return frozenset(phrase for phrase in phrases if _stands_in(phrase, text))


def _stands_in(phrase: str, text: str) -> bool:
    return phrase in text and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))


def _without(
    own: frozenset[str],
    shelves: Mapping[str, Shelf],
    folder: Path,
    documents: Path | None,
    name: str,
) -> Run:
    """A run without the words `own`.

    A module makes its patterns when it is imported, so that other words need another process.
    """
    given = ("--documents", str(documents)) if documents else ()
    with TemporaryDirectory() as place:
        _write(shelves, own, Path(place))
        kept = Path(place, "run.json")
        command = ("evaluate", "--gold", str(folder), *given, "--only", name, "--json", str(kept))
        subprocess.run(
            [*_MOTEBOK, *command],
            env=os.environ | {"MOTEBOK_VOCABULARY": place},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return Run.model_validate_json(kept.read_bytes())


def _write(shelves: Mapping[str, Shelf], own: frozenset[str], place: Path) -> None:
    """Write the shelves without the phrases `own`; JSON's strings and lists are TOML's too."""
    for name, each in shelves.items():
        lines = []
        for meaning, group in each.phrases.items():
            kept = [phrase for phrase in group if fold(phrase) not in own]
            lines += [f"[{json.dumps(meaning, ensure_ascii=False)}]", "nn = []"]
            lines += [f"nb = {json.dumps(kept, ensure_ascii=False)}"]
        (place / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")
