"""The eyes: a document in, claims out. No files, no database.

An extractor is a function from a `Reading` to claims, in a module of its own. To add one: a noun in
`schemas/claims.py`, a function, its name in `EXTRACTORS`, its words in `vocabulary/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractors.actions import extract_actions
from extractors.activities import extract_activities
from extractors.amounts import extract_amounts
from extractors.attendance import extract_attendance
from extractors.cases import extract_cases
from extractors.events import extract_events
from extractors.facts import extract_facts
from extractors.gains import extract_gains
from extractors.meeting import extract_meeting
from extractors.mentions import extract_mentions
from extractors.projects import extract_projects
from extractors.reading import Reading
from extractors.recommendations import extract_recommendations
from extractors.vedtak import extract_vedtak
from extractors.votes import extract_votes
from schemas.claims import Claim

Extractor = Callable[[Reading], Iterable[Claim]]

EXTRACTORS: tuple[Extractor, ...] = (
    extract_facts,
    extract_meeting,
    extract_attendance,
    extract_cases,
    extract_recommendations,
    extract_vedtak,
    extract_votes,
    extract_actions,
    extract_activities,
    extract_projects,
    extract_gains,
    extract_amounts,
    extract_events,
    extract_mentions,
)


def extract(reading: Reading) -> tuple[Claim, ...]:
    """Everything the extractors claim of a document, in the order of `EXTRACTORS`."""
    return tuple(claim for extractor in EXTRACTORS for claim in reading.claims(extractor))
