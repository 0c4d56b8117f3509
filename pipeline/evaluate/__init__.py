"""How right Møtebok is: the real examination of documents that have gold, judged and counted."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.judge import judge
from pipeline.evaluate.judgement import Found
from pipeline.evaluate.run import Judged, Run
from pipeline.examine import examine
from pipeline.ocr import find_ocr
from pipeline.readers import Limits
from pipeline.readers.scans import Ocr
from pipeline.rows import rows_of
from pipeline.store import land, open_archive
from schemas.document import Source
from schemas.faults import FileFault
from schemas.record import Record


def evaluate(
    golds: Iterable[Path],
    documents: Path | None = None,
    only: str | None = None,
    ocr: Ocr | None = None,
) -> Run:
    """Examine and judge every document with gold in the folders `golds`.

    The files are those in `documents`, else in the folder `documents` beside each folder of gold;
    `only` is the name of one document, without its format; `ocr` reads pages that are pictures,
    Tesseract if it is not given. Raises FileNotFoundError for gold of a document that is not there,
    pydantic.ValidationError for gold that is not well formed.
    """
    limits = Limits(ocr=ocr or find_ocr())
    judged = (each for folder in golds for each in _judge_folder(folder, documents, only, limits))
    return Run(documents=tuple(judged))


def gold_files(folder: Path, documents: Path | None) -> dict[str, list[Path]]:
    """The files of each document in the gold `folder`, by its name: one file for each format.

    Raises FileNotFoundError for gold of a document that is not there.
    """
    beside = documents or folder.parent / "documents"
    files = sorted(beside.iterdir())
    found = {
        gold.stem: [file for file in files if file.stem == gold.stem]
        for gold in sorted(folder.glob("*.json"))
    }
    for name, formats in found.items():
        if not formats:
            raise FileNotFoundError(errno.ENOENT, "gold without a document", str(beside / name))
    return found


def _judge_folder(
    folder: Path, documents: Path | None, only: str | None, limits: Limits
) -> Iterator[Judged]:
    """Judge every format of every document; what gold says cannot be read is not judged."""
    golds: dict[Path, Gold] = {}
    for name, files in gold_files(folder, documents).items():
        gold = Gold.model_validate_json((folder / f"{name}.json").read_bytes())
        if only in (None, name) and gold.failure is None:
            golds |= dict.fromkeys(files, gold)
    records = {file: _examined(file, limits) for file in golds}
    names = _names(record for record in records.values() if record)
    for file, gold in golds.items():
        yield Judged(
            folder=f"{folder.absolute().parent.name}/{folder.name}",
            name=file.stem,
            format=file.suffix.lstrip("."),
            language=gold.document.language or "other",
            judgements=tuple(judge(Found(records[file], names), gold)),
        )


def _names(records: Iterable[Record]) -> dict[str, str]:
    """What an archive of `records` calls the project or entity of each row, by the row's id."""
    with TemporaryDirectory() as folder, open_archive(Path(folder, "arkiv.db")) as archive:
        for record in records:
            land(archive, rows_of(record), path=record.document.source_name, version="", now="")
        return dict(archive.execute(_NAMES).fetchall())


_NAMES = """
    SELECT r.id, p.name FROM project_mentions AS r JOIN projects AS p ON p.id = r.project_id
    UNION ALL SELECT r.id, p.name FROM gains AS r JOIN projects AS p ON p.id = r.project_id
    UNION ALL SELECT r.id, e.name FROM mentions AS r JOIN entities AS e ON e.id = r.entity_id
"""


def _examined(file: Path, limits: Limits) -> Record | None:
    """What Møtebok understands of `file`; None if the file is at fault."""
    try:
        return examine(Source.of(file.name, file.read_bytes()), limits)
    except FileFault:
        return None
