"""From lines as a format shows them to drafts: what is the same for every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.readers.furniture import is_furniture
from pipeline.readers.headings import with_headings
from pipeline.readers.joining import join
from pipeline.readers.lines import Line
from schemas.document import HEADING, LIST_ITEM, TABLE_ROW, Draft

_MADE_UP = re.compile(
    r"\(?(?:anonymous|untitled|uten navn|dokument|word document)\)?\d*|microsoft word - .*"
    r"|.*\.(?:docx?|odt|pdf|rtf|txt|indd)",
    re.IGNORECASE,
)
_LEVELLED = (HEADING, LIST_ITEM)


def shape(lines: Iterable[Line]) -> list[Draft]:
    """Logical lines, their bullets, headings and furniture known, in reading order."""
    marked = [
        line._replace(furniture=True) if is_furniture(line.text) else line
        for line in lines
        if line.text.strip()
    ]
    return [_draft(line) for line in with_headings(_nested(join(marked)))]


def own_title(title: str | None) -> str | None:
    """A file's own title, None where a program made it up: `untitled`, `Microsoft Word - a.doc`."""
    title = " ".join((title or "").split())
    return title if title and not _MADE_UP.fullmatch(title) else None


def _nested(lines: list[Line]) -> list[Line]:
    """List items with their levels, from how far each is indented among its neighbours."""
    nested: list[Line] = []
    indents: list[float] = []
    for line in lines:
        if line.kind is LIST_ITEM:
            indents = [indent for indent in indents if indent < line.indent - 0.5]
            indents.append(line.indent)
            nested.append(line._replace(level=line.level or len(indents)))
            continue
        if not line.furniture:
            indents = []
        nested.append(line)
    return nested


def _draft(line: Line) -> Draft:
    text, kind, page, box, bold, *_, level, marker, table, confidence = line
    text = text if kind is TABLE_ROW else " ".join(text.split())
    level = level if kind in _LEVELLED else None
    gap, furniture = line.gap, line.furniture
    # By place: by name it would cost twice as much.
    return Draft(kind, text, page, box, level, marker, table, bold, gap, furniture, confidence)
