"""Documents by the thousand, made out of the records of a few. No benchmark of its own."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.keys import slug
from pipeline.link import entity_links
from schemas.claims import Case, Claim, Meeting, Mention, ProjectMention
from schemas.document import Document, Evidence
from schemas.record import LinkedFinding, Record, Row

DAYS = 12_000  # on which meetings are held, from 1990 on


class Other(NamedTuple):
    """What a variant has that its original has not. `names` ends the names that go by `group`."""

    text: str
    organisation: str
    day: date
    meeting: int
    names: str

    def evidence(self, evidence: Evidence) -> Evidence:
        return replace(evidence, text=self.text[evidence.start : evidence.end])

    def claim(self, claim: Claim) -> Claim:
        changed: dict[str, Any] = {n: self.evidence(v) for n, v in claim if isinstance(v, Evidence)}
        if isinstance(claim, Meeting):
            changed |= {"organisation": self.organisation, "date": self.day.isoformat()}
        elif isinstance(claim, Case):
            changed |= self.case(claim)
        elif isinstance(claim, Mention) and claim.kind == "organisasjon" and not claim.ref:
            changed["name"] = claim.name + self.names
        elif isinstance(claim, ProjectMention):
            changed["name"] = claim.name + self.names
            changed["aliases"] = tuple(alias + self.names for alias in claim.aliases)
        return claim.model_copy(update=changed)

    def case(self, case: Case) -> dict[str, Any]:
        number = 1_000 * self.meeting + (case.sequence or 0)
        return {
            "year": self.day.year,
            "title": case.title and f"{case.title} {self.meeting}",
            "sequence": case.sequence and number,
            "archive_ref": case.archive_ref and f"{self.day.year}/{number}",
        }

    def links(self, claim: Claim, links: dict[str, str | None]) -> dict[str, str | None]:
        if isinstance(claim, Mention):
            return entity_links(claim, slug(self.organisation))
        project = links.get("project_id")
        return links | {"project_id": project + slug(self.names)} if project else links


def variant(record: Record, serial: int, group: int, *, namesakes: bool = False) -> Record:
    """`record` as another document's, one of the organisation `group`.

    Numbers, dates, titles and ids are its own; two in a row, an innkalling and its protokoll, have
    cases in common. With `namesakes`, projects and organisations that it names are called the same
    in all groups. The length of the text, and so all offsets, stay.
    """
    dice = random.Random(serial)
    other = Other(
        text=re.sub(r"\d", lambda _: str(dice.randrange(10)), record.document.text),
        organisation=f"Kommune {group}",
        day=date(1990, 1, 1) + timedelta(days=serial // 2 % DAYS),
        meeting=serial // 2,
        names="" if namesakes else f" {group}",
    )
    sha256 = hashlib.sha256(f"{record.id}-{serial}".encode()).hexdigest()
    own = sha256[:16]

    def moved(row_id: str | None) -> str | None:
        return row_id and row_id.replace(record.id, own)

    def moved_row(row: Row) -> Row:
        claim = other.claim(row.claim)
        links = other.links(claim, {name: moved(to) for name, to in row.links.items()})
        return replace(row, id=moved(row.id), claim=claim, links=links)

    def moved_finding(linked: LinkedFinding) -> LinkedFinding:
        evidence = linked.finding.evidence
        finding = linked.finding.model_copy(
            update={"evidence": evidence and other.evidence(evidence)}
        )
        ids = {"id": moved(linked.id), "case_id": moved(linked.case_id)}
        return linked.model_copy(update={**ids, "finding": finding})

    about = {"organisation": other.organisation, "date": other.day.isoformat()}
    return Record(
        id=own,
        document=_document(record.document, other.text, sha256),
        facts=record.facts.model_copy(update={**about, "year": other.day.year}),
        rows=tuple(map(moved_row, record.rows)),
        languages=record.languages,
        findings=tuple(map(moved_finding, record.findings)),
    )


def _document(document: Document, text: str, sha256: str) -> Document:
    blocks = tuple(
        block.model_copy(update={"text": text[block.start : block.end]})
        for block in document.blocks
    )
    fields = {name: getattr(document, name) for name in Document.model_fields}
    return Document(**fields | {"text": text, "sha256": sha256, "blocks": blocks})
