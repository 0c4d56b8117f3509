"""Readings of a few lines, for the extractors' tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from extractors.attendance import extract_attendance
from extractors.reading import Reading
from extractors.vedtak import extract_vedtak
from schemas.claims import Attendance, Claim, Vedtak
from schemas.document import BlockKind, Document, Draft, Source

C = TypeVar("C", bound=Claim)

MINUTES = ("Protokoll", "PS 1/26 Ny bru")
TREATED = ("PS 1/26 Ny bru", "Vedtak: Ja.", "Alle fikk kaffe.", "Så gikk vi hjem.")
_MARKS = re.compile(r"(?P<heading>#+) |(?P<indent> *)- |(?P<furniture>~) ")


def document(*lines: str) -> Document:
    """A document with a block for each line.

    `## ` marks a heading of level 2, `  - ` a list item of level 2, `~ ` a running header; a line
    with a tab is a row of a table. All else is a paragraph.
    """
    tables = 0
    drafts: list[Draft] = []
    for line in lines:
        draft = _draft(line)
        if draft.kind is BlockKind.TABLE_ROW:
            tables += not drafts or drafts[-1].kind is not BlockKind.TABLE_ROW
            draft = draft._replace(table=tables)
        drafts.append(draft)
    return Document.of(Source.of("notat.txt", "\n".join(lines).encode()), "txt", drafts)


def reading(*lines: str) -> Reading:
    """A reading of `document(*lines)`."""
    return Reading(document(*lines))


def claimed(extractor: Callable[[Reading], Iterable[C]], *lines: str) -> list[C]:
    """What `extractor` claims of the lines; each claim must quote them."""
    read = reading(*lines)
    found = list(extractor(read))
    for claim in found:
        proof = claim.evidence
        assert read.document.text[proof.start : proof.end] == proof.text
    return found


def decided(*lines: str) -> list[Vedtak]:
    """What is decided in minutes of a case that go on with `lines`."""
    return claimed(extract_vedtak, *MINUTES, *lines)


def vedtak(*lines: str) -> Vedtak:
    """The only decision of such minutes."""
    (found,) = decided(*lines)
    return found


def there(*lines: str) -> list[Attendance]:
    """The people of minutes that begin with `lines` and go on with a case."""
    return claimed(extract_attendance, *lines, *TREATED)


def statuses(*lines: str) -> dict[str, str | None]:
    """Their statuses by name."""
    return {person.name: person.status for person in there(*lines)}


def _draft(line: str) -> Draft:
    mark = _MARKS.match(line)
    if mark is None:
        return Draft(kind=BlockKind.TABLE_ROW if "\t" in line else BlockKind.PARAGRAPH, text=line)
    text = line[mark.end() :]
    if mark["furniture"]:
        return Draft(kind=BlockKind.PARAGRAPH, text=text, furniture=True)
    if mark["heading"]:
        return Draft(kind=BlockKind.HEADING, text=text, level=len(mark["heading"]))
    return Draft(kind=BlockKind.LIST_ITEM, text=text, level=len(mark["indent"]) // 2 + 1)
