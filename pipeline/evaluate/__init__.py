"""How right Møtebok is: the real examination of documents that have gold, judged and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.judge import judge
from pipeline.evaluate.judgement import Archive
from pipeline.evaluate.run import Judged, Run
from pipeline.examine import examine
from schemas.document import Source
from schemas.faults import FileFault
from schemas.record import Record


def evaluate(golds: Iterable[Path], documents: Path | None = None, only: str | None = None) -> Run:
    """Examine and judge every document with gold in the folders `golds`.

    The files are those in `documents`, else in the folder `documents` beside each folder of gold;
    `only` is the name of one document, without its format. Gold that is not well formed raises
    pydantic.ValidationError.
    """
    judged = (
        each
        for folder in golds
        for each in _judge_folder(folder, documents or folder.parent / "documents", only)
    )
    return Run(documents=tuple(judged))


def _judge_folder(folder: Path, documents: Path, only: str | None) -> Iterator[Judged]:
    """Every format of every document is judged; one that gold says cannot be read is not."""
    golds = {
        file.stem: Gold.model_validate_json(file.read_bytes())
        for file in sorted(folder.glob("*.json"))
        if only in (None, file.stem)
    }
    files = [
        file
        for file in sorted(documents.iterdir())
        if file.stem in golds and golds[file.stem].failure is None
    ]
    records = {file: examined(file) for file in files}
    archive = Archive(record for record in records.values() if record)
    for file, record in records.items():
        gold = golds[file.stem]
        yield Judged(
            folder=f"{folder.absolute().parent.name}/{folder.name}",
            name=file.stem,
            format=file.suffix.lstrip("."),
            language=gold.document.language or "other",
            judgements=judge(record, gold, archive),
        )


def examined(file: Path) -> Record | None:
    """What Møtebok understands of `file`; None if the file is at fault."""
    try:
        return examine(Source.of(file.name, file.read_bytes()))
    except FileFault:
        return None
