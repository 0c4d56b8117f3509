"""What a person should look at: the record's own contradictions and silences, as findings."""

from __future__ import annotations

from schemas.record import Record


def check(record: Record) -> Record:
    """`record` with its findings."""
    return record
