"""From claims to a record: what belongs to what, and each row's id.

A claim belongs to the case in whose section it stands. The saksliste's row and the section of the
same case are one case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import count, groupby
from typing import NamedTuple, TypeVar

from extractors.language import languages_of
from extractors.numbers import Number
from extractors.vocabulary import fold
from pipeline.keys import home
from pipeline.projects import Projects
from schemas.claims import (
    Amount,
    Attendance,
    Case,
    Claim,
    DocumentFact,
    Gain,
    Meeting,
    Mention,
    ProjectMention,
    Recommendation,
    Vedtak,
    Vote,
)
from schemas.document import Document
from schemas.record import Facts, Record, Row, document_id

C = TypeVar("C", bound=Claim)

TABLES: dict[str, str] = {
    "Meeting": "meetings",
    "Attendance": "attendance",
    "Case": "cases",
    "Recommendation": "recommendations",
    "Vedtak": "vedtak",
    "Vote": "votes",
    "Action": "actions",
    "Activity": "activities",
    "ProjectMention": "project_mentions",
    "Gain": "gains",
    "Amount": "amounts",
    "Event": "events",
    "Mention": "mentions",
}


def link(document: Document, claims: Iterable[Claim], starts: Sequence[int] = (0,)) -> Record:
    """Give every claim its id and its place among the others.

    `starts` is where in the text the papers of each meeting begin, if there are several's.
    """
    claims = list(claims)
    return _Linking(document, claims, starts).record()


class _Numbered(NamedTuple):
    """A row that does not know yet what it belongs to."""

    table: str
    id: str
    claim: Claim


class _Linking:
    """The rows of one document while they are being tied together."""

    def __init__(self, document: Document, claims: Sequence[Claim], starts: Sequence[int]) -> None:
        self.document = document
        self.starts = starts
        self.id = document_id(document.sha256)
        self.claims = claims
        self.meetings = self._rows(self._of(Meeting))
        papers = groupby(sorted(self._of(Case), key=self._papers), key=self._papers)
        self.cases = self._rows([case for _, cases in papers for case in join_cases(list(cases))])
        self.recommendations = self._rows(self._of(Recommendation))
        self.vedtak = self._rows(self._of(Vedtak))
        self.projects = Projects(self._of(ProjectMention))
        self.languages = languages_of(tuple(block.text for block in document.blocks))
        self.facts = self._facts()
        if self.facts.kind == "innkalling" and not self.vedtak:
            self.claims = [_called(claim) for claim in claims]
        meetings = self._of(Meeting)
        self.home = home(document, self.facts.organisation, meetings) or self.id

    def record(self) -> Record:
        """Everything, in the order in which it stands in the document within each table."""
        done = (Meeting, Case, Recommendation, Vedtak, DocumentFact)
        rest = self._rows([claim for claim in self.claims if type(claim) not in done])
        rows = (*self.meetings, *self.cases, *self.recommendations, *self.vedtak, *rest)
        return Record(
            id=self.id,
            document=self.document,
            facts=self.facts,
            languages=self.languages.parts,
            rows=tuple(
                Row(table=table, id=row_id, claim=claim, links=self._links(claim))
                for table, row_id, claim in rows
            ),
        )

    def _of(self, kind: type[C]) -> list[C]:
        # `isinstance` costs ten times as much of a pydantic model.
        return [claim for claim in self.claims if type(claim) is kind]

    def _rows(self, claims: Sequence[Claim]) -> list[_Numbered]:
        """Rows numbered in the order in which their words stand, table by table."""
        numbers: dict[str, count[int]] = {}
        rows = []
        for claim in sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end)):
            table = TABLES[type(claim).__name__]
            number = next(numbers.setdefault(table, count(1)))
            rows.append(_Numbered(table, f"{self.id}-{table}-{number}", claim))
        return rows

    def _links(self, claim: Claim) -> dict[str, str | None]:
        if type(claim) is Mention:
            return entity_links(claim, self.home)
        if type(claim) is Meeting:
            return {}
        if type(claim) in (Attendance, Case):
            return self._meeting(claim)
        if type(claim) is Vote:
            return self._vote(claim)
        links: dict[str, str | None] = {"case_id": self._case(claim)}
        if type(claim) is ProjectMention:
            links["project_id"] = self.projects.id_of(claim)
        if type(claim) in (Gain, Amount):
            links["project_id"] = self.projects.about(claim)
        return links

    def _papers(self, claim: Claim) -> int:
        """Which meeting's papers the claim stands in, counted from 1."""
        return bisect_right(self.starts, claim.evidence.start)

    def _meeting(self, claim: Claim) -> dict[str, str | None]:
        papers = self._papers(claim)
        own = (row.id for row in self.meetings if self._papers(row.claim) == papers)
        return {"meeting_id": next(own, None)}

    def _case(self, claim: Claim) -> str | None:
        """The case in whose section, or row, the claim's words stand: the innermost of several."""
        start = claim.evidence.start
        around = [(first, row_id) for first, end, row_id in self._stretches if first <= start < end]
        return max(around)[1] if around else None

    @cached_property
    def _stretches(self) -> list[tuple[int, int, str]]:
        """Where the words of each case stand, and its id."""
        return [
            (first, end, row.id)
            for row in self.cases
            if type(row.claim) is Case
            for first, end in (row.claim.section, *row.claim.also)
        ]

    def _vote(self, vote: Vote) -> dict[str, str | None]:
        """A vote belongs to the text that was voted on, and to the decision if it made it."""
        proposal = vote.proposal
        recommended = [
            row.id
            for row in self.recommendations
            if proposal is not None and proposal <= row.claim.evidence.start < vote.evidence.start
        ]
        decided = self._decided_in.get(self._case(vote)) if vote.decides else None
        return {
            "recommendation_id": recommended[0] if recommended else None,
            "vedtak_id": decided,
        }

    @cached_property
    def _decided_in(self) -> dict[str | None, str]:
        """The first decision in each case."""
        return {self._case(row.claim): row.id for row in reversed(self.vedtak)}

    def _facts(self) -> Facts:
        best: dict[str, DocumentFact] = {}
        facts = sorted(self._of(DocumentFact), key=lambda f: -f.confidence)
        for fact in sorted(facts, key=self._papers):
            best.setdefault(fact.field, fact)
        said = {name: fact.value for name, fact in best.items()}
        for field in ("date", "year"):  # the papers of several meetings may have none in common
            if len({fact.value for fact in facts if fact.field == field}) > 1 < len(self.starts):
                del said[field]
        return Facts.model_validate(
            {
                **said,
                "language": self.languages.whole,
                "status": "trenger_ocr" if self.document.pages and not self.document.body else "ok",
            }
        )


def _called(claim: Claim) -> Claim:
    """Whom an innkalling lists is called: nobody has come yet."""
    if type(claim) is not Attendance or claim.status != "present":
        return claim
    return claim.model_copy(update={"status": "invited"})


def join_cases(cases: Sequence[Case]) -> list[Case]:
    """One case for each number (or title, where there are none), the section's words first."""
    sections = [case for case in cases if case.source == "section"]
    listed = [case for case in cases if case.source == "agenda"]
    joined: list[Case] = []
    for case in sections:
        match = next((other for other in listed if _is_same(case, other)), None)
        if match is not None:
            listed.remove(match)
        joined.append(_join(case, match) if match else case)
    return _once(joined) + listed


def _is_same(section: Case, listed: Case) -> bool:
    if section.sequence is not None and listed.sequence is not None:
        return _number(section).is_same(_number(listed))
    a, b = fold(section.title or ""), fold(listed.title or "")
    return bool(a) and bool(b) and (a == b or (len(b) > 5 and (a.startswith(b) or a.endswith(b))))


def _number(case: Case) -> Number:
    return Number(case.number or "", case.prefix, case.sequence or 0, case.year)


def _join(section: Case, listed: Case) -> Case:
    """The section's case, with what only the saksliste says."""
    gaps = {
        name: getattr(listed, name)
        for name in (
            "number",
            "prefix",
            "sequence",
            "year",
            "title",
            "type",
            "handler",
            "archive_ref",
        )
        if getattr(section, name) is None and getattr(listed, name) is not None
    }
    if "title" in gaps:
        gaps["evidence"] = listed.evidence
    rule = f"{section.rule}+agenda"
    confidence = max(section.confidence, 0.98)
    return section.model_copy(update={**gaps, "rule": rule, "confidence": confidence})


def _once(cases: Sequence[Case]) -> list[Case]:
    """Two sections with one number are one case, which is treated in the first that says most."""
    found: dict[tuple[str | None, int, int | None], Case] = {}
    others: list[Case] = []
    for case in cases:
        if case.sequence is None:
            others.append(case)
            continue
        key = (case.prefix, case.sequence, case.year)
        kept = found.get(key)
        if kept is None:
            found[key] = case
        elif kept.section[1] != case.section[0] and _is_same_title(kept, case):
            found[key] = kept.model_copy(update={"also": (*kept.also, case.section)})
        elif kept.section[1] == case.section[0] and not case.title:  # the section goes on
            found[key] = kept.model_copy(update={"section": (kept.section[0], case.section[1])})
        else:
            others.append(case)
    return [*found.values(), *others]


def entity_links(mention: Mention, home: str) -> dict[str, str | None]:
    """Which entity a mention is of, as its document alone has it.

    What has a number in a public register is known by it, else by its name; people, whose names
    many share, by their name within the organisation whose the document is, `home`. `kin` is what
    all names that may be of one person have in common.
    """
    apart = f"+{slug(mention.apart)}" if mention.apart else ""
    if mention.kind != "person":
        own = f"{mention.kind}-{mention.ref or slug(mention.name)}{apart}"
        return {"entity_id": own, "own_id": own}
    names = slug(mention.name).split("-")
    own = f"person-{'-'.join(names)}@{home}{apart}"
    return {"entity_id": own, "own_id": own, "kin": f"{names[0]}-{names[-1]}@{home}{apart}"}


@lru_cache(maxsize=2_000)  # each place that names somebody has the name's
def slug(words: str) -> str:
    """`words` as part of an id: folded, with hyphens between the words."""
    return "-".join("".join(c if c.isalnum() else " " for c in fold(words)).split())


def _is_same_title(one: Case, other: Case) -> bool:
    a, b = fold(one.title or ""), fold(other.title or "")
    return bool(a) and bool(b) and (a.startswith(b) or b.startswith(a))
