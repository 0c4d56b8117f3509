"""The same document in several formats says the same: record against record, table by table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.examine import examine
from schemas.base import Value
from schemas.document import Evidence, Source
from schemas.faults import FileFault
from schemas.record import Record

# How we came to know a row, and where its words stand; formats may differ in these.
_NOT_SAID = frozenset(
    {"rule", "confidence", "section", "also", "proposal", "reach", "source", "apart"}
)
_FIRST = ("docx", "doc", "odt", "rtf", "html", "md", "txt", "pdf")  # what others are held against


class Difference(NamedTuple):
    """What one format of a document says in a row of `table`, and the other does not."""

    name: str
    table: str
    format: str
    said: str


class Parity(NamedTuple):
    """Two formats of one document: how many rows of each table they share, and what they do not."""

    name: str
    formats: tuple[str, str]
    shared: Counter[str]
    differences: tuple[Difference, ...]


def parity(folder: Path) -> list[Parity]:
    """Hold the formats of each document in `folder` against its first; documents have one stem.

    What cannot be read is left out.
    """
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.iterdir()):
        if file.is_file():
            by_stem[file.stem].append(file)
    several = (files for files in by_stem.values() if len(files) > 1)
    return [pair for files in several for pair in _compared(files)]


def as_markdown(found: Sequence[Parity]) -> str:
    """A table of how many rows agree, and every difference under it."""
    tables = sorted({table for each in found for table in _rows_in(each)})
    pairs = sorted({each.formats for each in found})
    head = ["rows of", *(f"{one} and {other}" for one, other in pairs)]
    lines = [_row(head), _row(["---"] * len(head))]
    for table in tables:
        cells = (_agreement([each for each in found if each.formats == p], table) for p in pairs)
        lines.append(_row([table, *cells]))
    told = (
        f"- {each.name}, {each.table}, only in {each.format}: {each.said}"
        for pair in found
        for each in pair.differences
    )
    return "\n".join([*lines, "", *told])


def _rows_in(found: Parity) -> set[str]:
    return {*found.shared, *(each.table for each in found.differences)}


def _agreement(found: Iterable[Parity], table: str) -> str:
    """`19 of 20`: rows that both formats have, of those that either has."""
    shared = differing = 0
    for each in found:
        shared += each.shared[table]
        differing += sum(difference.table == table for difference in each.differences)
    return f"{shared} of {shared + differing}" if shared + differing else "–"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _compared(files: Sequence[Path]) -> Iterator[Parity]:
    records = [record for record in map(_examined, files) if record]
    records.sort(key=lambda record: _place(record.document.format))
    for other in records[1:]:
        one, two = _said(records[0]), _said(other)
        formats = records[0].document.format, other.document.format
        name = files[0].stem
        yield Parity(
            name,
            formats,
            Counter(table for table, _ in (one & two).elements()),
            (*_only(one - two, name, formats[0]), *_only(two - one, name, formats[1])),
        )


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _only(rows: Counter[tuple[str, str]], name: str, form: str) -> Iterator[Difference]:
    for table, said in sorted(rows.elements()):
        yield Difference(name, table, form, said)


def _examined(file: Path) -> Record | None:
    try:
        return examine(Source.of(file.name, file.read_bytes()))
    except FileFault:
        return None


def _said(record: Record) -> Counter[tuple[str, str]]:
    """What each row says, whatever its id and place: its table, and its fields that are known."""
    facts = record.facts.model_copy(update={"title": None})  # the file's own may stand in for it
    rows = [("documents", _fields(facts)), *((r.table, _fields(r.claim)) for r in record.rows)]
    return Counter(rows)


def _fields(value: Value) -> str:
    known = (
        f"{name}={_words(field)}"
        for name, field in value
        if field is not None and name not in _NOT_SAID
    )
    return "; ".join(known)


def _words(field: object) -> str:
    text = field.text if isinstance(field, Evidence) else str(field)
    return " ".join(text.split())
