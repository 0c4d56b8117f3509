"""Gold: what a person says is true of one document, as it stands in NAME.json.

What gold does not mention is not judged. An entry that is `optional` counts neither when it is
found nor when it is missed, and `…_alternatives` are as right as the field they belong to.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """A part of gold. It may say more than is judged."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    optional: bool = False

    def accepted(self, field: str) -> list[str | int]:
        """Every value of `field` that is right."""
        values = [getattr(self, field), *getattr(self, f"{field}_alternatives", ())]
        return [value for value in values if value is not None]

    def mentions(self, field: str) -> bool:
        """Whether `field` is judged at all; null says that there is none to be found."""
        return field in self.model_fields_set


class GoldFacts(Entry):
    """The document as a whole."""

    kind: str | None = None
    kind_alternatives: tuple[str, ...] = ()
    language: str | None = None
    organisation: str | None = None
    organisation_alternatives: tuple[str, ...] = ()
    date: str | None = None
    date_alternatives: tuple[str, ...] = ()
    year: int | None = None


class GoldMeeting(Entry):
    body: str | None = None
    body_alternatives: tuple[str, ...] = ()
    date: str | None = None
    date_alternatives: tuple[str, ...] = ()
    place: str | None = None
    place_alternatives: tuple[str, ...] = ()
    start_time: str | None = None


class GoldPerson(Entry):
    """One who was there or was called."""

    name: str
    status: str | None = None
    status_alternatives: tuple[str, ...] = ()
    status_optional: bool = False
    represents: str | None = None
    party: str | None = None
    substitute_for: str | None = None


class GoldCase(Entry):
    """A case, with its recommendation and its decision, or null where it has none."""

    sequence: int | None = None
    year: int | None = None
    prefix: str | None = None
    title: str | None = None
    title_alternatives: tuple[str, ...] = ()
    type: str | None = None
    handler: str | None = None
    archive_ref: str | None = None
    recommendation: str | None = None
    vedtak: str | None = None
    vedtak_optional_tail: str = ""
    outcome: str | None = None
    outcome_alternatives: tuple[str, ...] = ()
    unanimous: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    for_names: tuple[str, ...] = ()
    against_names: tuple[str, ...] = ()


class GoldAmount(Entry):
    """A sum in a table."""

    label: str
    amount: float
    kind: str | None = None


class GoldSum(Entry):
    """A sum of money anywhere in the document."""

    amount: float
    about: str


class GoldEvent(Entry):
    start: str
    end: str


class GoldAction(Entry):
    """`case` is the number within the year of the case it was given in."""

    words: str
    case: int | None = None
    responsible: tuple[str, ...] = ()
    due_words: str | None = None


class GoldProject(Entry):
    name: str
    aliases: tuple[str, ...] = ()
    status: str | None = None
    funding: float | None = None


class GoldGain(Entry):
    text: str
    project: str | None = None
    project_aliases: tuple[str, ...] = ()
    realised: str | None = None
    beneficiary: str | None = None


class GoldActivity(Entry):
    text: str
    theme: str
    group: str | None = None


class Gold(Entry):
    """All that a person says of one document; a part that is None is not judged.

    `failure` is the reason why the file cannot be read: nothing else is then judged.
    """

    document: GoldFacts = GoldFacts()
    meeting: GoldMeeting | None = None
    attendance: tuple[GoldPerson, ...] | None = None
    attendance_incomplete: bool = False
    cases: tuple[GoldCase, ...] | None = None
    amounts: tuple[GoldAmount, ...] | None = None
    amounts_in_text: tuple[GoldSum, ...] = ()
    events: tuple[GoldEvent, ...] | None = None
    actions: tuple[GoldAction, ...] | None = None
    projects: tuple[GoldProject, ...] | None = None
    gains: tuple[GoldGain, ...] | None = None
    never_gains: tuple[str, ...] = ()
    activities: tuple[GoldActivity, ...] | None = None
    people: tuple[str, ...] = ()
    failure: str | None = None
