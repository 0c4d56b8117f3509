"""A record in words: every row that a document gives, each with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from schemas.claims import Claim
from schemas.document import Evidence
from schemas.record import Facts, LinkedFinding, Record

HEADINGS = {
    "meetings": "MØTE",
    "attendance": "OPPMØTE",
    "cases": "SAKER",
    "recommendations": "INNSTILLINGER OG FORSLAG",
    "vedtak": "VEDTAK",
    "votes": "STEMMER",
    "actions": "TILTAK",
    "activities": "AKTIVITETER",
    "project_mentions": "PROSJEKTER",
    "gains": "GEVINSTER",
    "amounts": "BELØP",
    "events": "DATOER",
    "mentions": "NAVN",
}
UNTOLD = frozenset({"evidence", "rule", "confidence", "section", "reach", "source", "proposal"})


def as_text(record: Record) -> str:
    """The record as plain text in Norwegian."""
    lines = [record.document.source_name, *_facts(record.facts), *_remarks(record)]
    order = list(HEADINGS)
    rows = sorted(record.rows, key=lambda row: (order.index(row.table), row.claim.evidence.start))
    for table, group in groupby(rows, key=lambda row: row.table):
        lines += ["", HEADINGS[table]]
        for row in group:
            links = ", ".join(f"{name} {key}" for name, key in row.links.items() if key)
            lines += [f"  {_told(row.claim)}", f"    {_quote(row.claim.evidence)}"]
            origin = f"{row.claim.rule}, {row.claim.confidence:.2f}"
            lines.append(f"    {origin}  {row.id}  {links}".rstrip())
    if record.findings:
        lines += ["", "FUNN", *(line for each in record.findings for line in _finding(each))]
    return "\n".join(lines)


def _facts(facts: Facts) -> Iterator[str]:
    for name, value in facts:
        if value is not None:
            yield f"  {name}: {value}"


def _remarks(record: Record) -> Iterator[str]:
    for remark in record.document.remarks:
        yield f"  merknad: {remark}"


def _told(claim: Claim) -> str:
    """What the claim says, field by field."""
    told = []
    for name, value in claim:
        if name in UNTOLD or value in (None, ()):
            continue
        words = value.text if isinstance(value, Evidence) else value
        told.append(f"{name}: {_one_line(str(words))}")
    return " | ".join(told)


def _quote(evidence: Evidence) -> str:
    page = f"side {evidence.page}, " if evidence.page else ""
    return f"«{_one_line(evidence.text)}» ({page}tegn {evidence.start}–{evidence.end})"


def _finding(linked: LinkedFinding) -> Iterator[str]:
    finding = linked.finding
    yield f"  {finding.severity}: {finding.message} ({finding.rule})"
    if finding.evidence:
        yield f"    {_quote(finding.evidence)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
