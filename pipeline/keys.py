"""What a document, its organisation and its projects go by across documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from schemas.claims import Meeting
from schemas.document import Document
from schemas.record import Record


def fingerprint(document: Document) -> str | None:
    """What copies have in common: the letters and digits, without furniture, in order."""
    words = "".join(block.text for block in document.body).casefold().split()
    letters = "".join(re.findall(r"\w+", "".join(words))).replace("_", "")
    return hashlib.sha256(letters.encode()).hexdigest() if letters else None


def home_of(record: Record) -> str:
    """The organisation whose the document is, as part of a key; if unknown, what copies share."""
    meetings = (row.claim for row in record.rows if type(row.claim) is Meeting)
    return home(record.document, record.facts.organisation, meetings) or record.id


def home(document: Document, organisation: str | None, meetings: Iterable[Meeting]) -> str | None:
    """`home_of` before there is a record; None if nothing tells."""
    held_by = next(filter(None, (meeting.organisation for meeting in meetings)), None)
    return slug(organisation or held_by or "") or (fingerprint(document) or "")[:16] or None


def slug(words: str) -> str:
    """`words` as part of a key: lower case, with hyphens between the words."""
    return "-".join(re.findall(r"\w+", words.casefold()))


def link_id(document_id: str, project_id: str) -> str:
    """The id of a document's own project; `project_id` is what its record calls it."""
    return f"{document_id}-{project_id}"
