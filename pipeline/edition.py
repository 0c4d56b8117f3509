"""Which edition of Møtebok reads here: its version, and a print of all that reading depends on.

A document that another edition read is stale: a phrase in a shelf, a rule, the model or a library
has changed since, and what it would say now is not known until it is read again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# The rooms and modules between a file's bytes and the rows that it gives, ties to others included.
HOUSE = Path(__file__).parents[1]
PARTS = (
    "schemas", "extractors", "pipeline/readers", "pipeline/examine.py", "pipeline/link.py",
    "pipeline/check.py", "pipeline/projects.py", "pipeline/keys.py", "pipeline/across.py",
    "pipeline/threads.py", "pipeline/ties.py", "pipeline/project_ties.py", "pipeline/namesakes.py",
    "pipeline/rows.py", "pipeline/lemmas.py", "pipeline/lemmas.tsv",
)  # fmt: skip
LIBRARIES = ("lxml", "pdfplumber", "pypdfium2", "python-docx", "spacy")
ENOUGH = 2**17  # bytes of a file: code and words whole, of the model's weights a good part


@cache
def edition(model: str | None = None) -> str:
    """The version and a print of code, words, model and libraries, as `0.1.0+1f0c9a2b`.

    The same on every machine that has the same of these. `model` is the setting of that name.
    """
    known = hashlib.sha256()
    for name, size, beginning in _parts(model):
        known.update(f"{name}\0{size}\0".encode() + beginning)
    for library in LIBRARIES:
        known.update(f"{library}\0{version(library)}\0".encode())
    return f"{version('motebok')}+{known.hexdigest()[:8]}"


def _parts(model: str | None) -> Iterator[tuple[str, int, bytes]]:
    for part in PARTS:
        yield from _read(HOUSE / part, part)
    if words := os.environ.get("MOTEBOK_VOCABULARY"):
        yield from _read(Path(words), "words")
    if model := model or os.environ.get("MOTEBOK_MODEL"):
        package = find_spec(model) if model.isidentifier() and not Path(model).is_dir() else None
        place = Path(package.origin).parent if package and package.origin else Path(model)
        yield from _read(place, "model")


def _read(place: Path, name: str) -> Iterator[tuple[str, int, bytes]]:
    """The name, size and beginning of every file in `place`, in the same order everywhere."""
    if place.is_dir():
        for each in sorted(place.iterdir(), key=lambda each: each.name):
            if each.name != "__pycache__":
                yield from _read(each, f"{name}/{each.name}")
    elif place.is_file():
        with place.open("rb") as file:
            beginning = file.read(ENOUGH)
            yield name, file.seek(0, os.SEEK_END), beginning
