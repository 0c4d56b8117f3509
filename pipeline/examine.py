"""One file from bytes to record: read, extract, link, check. Touches no database and no disk."""

from __future__ import annotations

from extractors import extract
from extractors.reading import Reading
from pipeline.check import check
from pipeline.link import link
from pipeline.readers import DEFAULT_LIMITS, Limits, read
from schemas.document import Source
from schemas.record import Record


def examine(source: Source, limits: Limits = DEFAULT_LIMITS) -> Record:
    """What Møtebok understands of `source`.

    Raises a `FileFault` if the file itself cannot be read, or asks for more than `limits`.
    """
    reading = Reading(read(source, limits))
    return check(link(reading.document, extract(reading)), reading.outline)
