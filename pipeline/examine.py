"""One file from bytes to record: read, extract, link, check. Touches no database and no disk."""

from __future__ import annotations

from extractors import extract
from extractors.volumes import claims_of, outline_of, readings, starts_of
from pipeline.check import check
from pipeline.link import link
from pipeline.readers import DEFAULT_LIMITS, Limits, read
from schemas.document import Source
from schemas.record import Record


def examine(source: Source, limits: Limits = DEFAULT_LIMITS) -> Record:
    """What Møtebok understands of `source`.

    Raises a `FileFault` if the file itself cannot be read, or asks for more than `limits`.
    """
    document = read(source, limits)
    parts = readings(document)
    claims = claims_of(document, parts, map(extract, parts))
    record = link(document, claims, starts_of(document, parts))
    return check(record, outline_of(document, parts))
