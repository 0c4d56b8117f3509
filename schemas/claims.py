"""What an extractor says stands in a document. Each claim carries the words that prove it.

Claims do not know each other: which vedtak belongs to which case is decided by `pipeline.link`,
from where they stand. Field names and enumerations are those of the database contract; None means
that the document does not say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Self

from pydantic import Field

from schemas.base import Value
from schemas.document import Evidence

Language = Literal["nb", "nn", "other"]
DocumentKind = Literal["protokoll", "innkalling", "saksframlegg", "referat", "årsmelding", "annet"]
Presence = Literal["present", "absent", "substitute", "staff", "invited"]
CaseType = Literal[
    "beslutning",
    "orientering",
    "diskusjon",
    "godkjenning",
    "valg",
    "referat",
    "interpellasjon",
    "delegert",
    "annet",
]
Outcome = Literal[
    "godkjent",
    "vedtatt",
    "tatt til orientering",
    "tatt til etterretning",
    "valgt",
    "innvilget",
    "avslått",
    "utsatt",
    "avvist",
    "trukket",
    "delegert",
    "annet",
]
Versus = Literal["som innstilt", "endret", "avvist", "uten innstilling"]
Side = Literal["for", "mot", "blank"]
ProjectStatus = Literal["planlagt", "pågår", "i drift", "avsluttet", "utsatt", "stanset"]
Phase = Literal["idé", "konsept", "planlegge", "gjennomføre", "avslutte", "realisere"]
AmountKind = Literal["utgift", "inntekt", "tilskudd", "ramme", "sum", "annet"]
EntityKind = Literal["person", "organisasjon", "kommune", "system", "sted"]
Severity = Literal["info", "advarsel", "feil"]


_PLACES = frozenset({"section", "also", "reach", "proposal"})  # fields that are offsets


def _moved(field: object, name: str, by: int) -> object:
    if isinstance(field, Evidence):
        return replace(field, start=field.start + by, end=field.end + by)
    if name not in _PLACES or field is None:
        return field
    if isinstance(field, tuple):
        return tuple(_moved(each, name, by) for each in field)
    return field + by if isinstance(field, int) else field


class Claim(Value):
    """Something that stands in a document: the proof, who said so, and how sure it is (0..1)."""

    evidence: Evidence
    rule: str
    confidence: float = Field(ge=0, le=1)

    def moved(self, by: int) -> Self:
        """The same claim, `by` characters further on: of a document of which this was a part."""
        places = {name: _moved(field, name, by) for name, field in self} if by else {}
        return self.model_copy(update=places) if by else self


class DocumentFact(Claim):
    """One fact about the document as a whole, such as its date; several may compete."""

    field: Literal["kind", "organisation", "title", "date", "year"]
    value: str


class Meeting(Claim):
    """A meeting that the document records or calls. `date` is ISO 8601, times are HH:MM."""

    organisation: str | None = None
    body: str | None = None
    number: str | None = None
    date: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    chair: str | None = None


class Attendance(Claim):
    """A person's part in the meeting."""

    name: str
    role: str | None = None
    represents: str | None = None
    party: str | None = None
    status: Presence | None = None
    substitute_for: str | None = None
    note: str | None = None


class Case(Claim):
    """A case as listed (`source` agenda) or as treated (`source` section) in one place.

    `section` is the stretch of text that the case rules; for an agenda row, the row itself. `also`
    are the stretches where the same meeting's papers come back to it: innkalling, then protokoll.
    """

    number: str | None = None
    prefix: str | None = None
    sequence: int | None = None
    year: int | None = None
    title: str | None = None
    type: CaseType | None = None
    handler: str | None = None
    archive_ref: str | None = None
    source: Literal["agenda", "section"]
    section: tuple[int, int]
    also: tuple[tuple[int, int], ...] = ()


class Recommendation(Claim):
    """An innstilling, tilråding or forslag; `text` is what it proposes."""

    text: str
    kind: Literal["innstilling", "forslag"]
    proposer: str | None = None
    party: str | None = None


class Vedtak(Claim):
    """A decision; `text` is the words that decide, `resolved` the text they adopt by reference."""

    text: str
    resolved: Evidence | None = None
    outcome: Outcome | None = None
    versus_recommendation: Versus | None = None
    unanimous: bool | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    final: bool | None = None


class Vote(Claim):
    """One person's or party's vote.

    `proposal` is the offset at which the text voted on stands; `decides` tells that this was the
    vote that made the decision, not one on an amendment or between alternatives.
    """

    name: str | None = None
    party: str | None = None
    vote: Side
    count: int | None = None
    proposal: int | None = None
    decides: bool = False


class Action(Claim):
    """Something someone was told to do. `due_date` is ISO 8601, where the words give a day."""

    text: str
    responsible: str | None = None
    due_text: str | None = None
    due_date: str | None = None


class Activity(Claim):
    """A piece of work that an annual report lists, under a theme and perhaps a group."""

    text: str
    theme: str | None = None
    group_name: str | None = None
    status: str | None = None
    year: int | None = None


class ProjectMention(Claim):
    """A place where a project is named; `aliases` are other names that the words give it.

    `reach` is the stretch of text that is about the project (its section or list item): gains,
    money and states inside it are the project's.
    """

    name: str
    aliases: tuple[str, ...] = ()
    status: ProjectStatus | None = None
    status_text: str | None = None
    phase: Phase | None = None
    area: str | None = None
    lead: str | None = None
    text: str | None = None
    reach: tuple[int, int] | None = None


class Gain(Claim):
    """A gevinst. `project` is the name that the words themselves give, if they do."""

    text: str
    project: str | None = None
    group_name: str | None = None
    kind: Literal["kvalitativ", "kvantitativ"] | None = None
    ks_type: Literal["unngått kostnad", "spart tid", "økt kvalitet"] | None = None
    beneficiary: str | None = None
    realised: Literal["realisert", "forventet"] | None = None
    amount: float | None = None
    unit: str | None = None
    year: int | None = None


class Amount(Claim):
    """A sum of money, in whole units of `currency` (1,6 mill. is 1600000)."""

    label: str | None = None
    amount: float
    currency: str = "NOK"
    kind: AmountKind | None = None
    year: int | None = None
    source: Literal["table", "text"]


class Event(Claim):
    """A dated plan. Dates are ISO 8601; `end_date` is None for a single day."""

    title: str
    start_date: str
    end_date: str | None = None
    place: str | None = None


class Mention(Claim):
    """A place where a person, organisation, municipality, system or place is named.

    `name` is what the document calls it elsewhere, if that says more than the words here. `ref` is
    its kommunenummer, fylkesnummer or organisasjonsnummer. Two of one document that share kind and
    name are one, unless they differ in `apart`: what tells namesakes from each other.
    """

    kind: EntityKind
    name: str
    ref: str | None = None
    apart: str | None = None


class Finding(Value):
    """Something a person should look at; never a correction. `message` is Norwegian."""

    rule: str
    severity: Severity
    message: str
    evidence: Evidence | None = None
