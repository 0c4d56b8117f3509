"""The eyes: a document in, claims out. No files, no database.

An extractor is a function from a `Reading` to claims, in a module of its own. To add one: a noun in
`schemas/claims.py`, a function, its name in `EXTRACTORS`, its words in `vocabulary/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractors.reading import Reading
from schemas.claims import Claim
from schemas.document import Document

Extractor = Callable[[Reading], Iterable[Claim]]

EXTRACTORS: tuple[Extractor, ...] = ()


def extract(document: Document) -> tuple[Claim, ...]:
    """Everything the extractors claim of `document`, in the order of `EXTRACTORS`."""
    reading = Reading(document)
    return tuple(claim for extractor in EXTRACTORS for claim in extractor(reading))
