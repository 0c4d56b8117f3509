"""What one document becomes: a record, and its rows, which land in the database all or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from schemas.base import Value
from schemas.claims import Claim, DocumentKind, Finding, Language
from schemas.document import Document


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that has got its id and knows what it belongs to.

    `links` are the row's foreign keys by column name (`case_id`, `meeting_id`, …). Ids are made
    from the document's id, the table and a running number, so the same bytes give the same ids.
    """

    table: str
    id: str
    claim: Claim
    links: dict[str, str | None] = field(default_factory=dict)


class LinkedFinding(Value):
    """A finding and the case it concerns, if it concerns one."""

    id: str
    finding: Finding
    case_id: str | None = None


Status = Literal["ok", "mistenkelig", "trenger_ocr"]


class Facts(Value):
    """The document as a whole: the columns of `documents` that are read out of it."""

    kind: DocumentKind | None = None
    language: Language | None = None
    organisation: str | None = None
    title: str | None = None
    date: str | None = None
    year: int | None = None
    status: Status = "ok"


class Record(Value):
    """Everything that was found in one document.

    `languages` are those of the document's blocks, in their order.
    """

    id: str
    document: Document
    facts: Facts
    rows: tuple[Row, ...]
    languages: tuple[Language | None, ...] = ()
    findings: tuple[LinkedFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one of the archive's tables: their values in the order of `columns`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Rows(Value):
    """A record as it lands, in one transaction: its rows, each after those that it names.

    `wordless` tells that the document has no text.
    """

    id: str
    sha256: str
    status: Status
    wordless: bool
    tables: tuple[Table, ...]


def document_id(sha256: str) -> str:
    """A document's id: the first 16 hexadecimal digits of its content's sha256."""
    return sha256[:16]
