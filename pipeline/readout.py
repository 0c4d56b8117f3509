"""A record in words: every row that a document gives, each with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from schemas.base import Value
from schemas.document import Evidence
from schemas.record import LinkedFinding, Record, Row

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
# What people call a field; one that is not here only serves the linking.
LABELS = {
    "aliases": "også kalt",
    "amount": "beløp",
    "archive_ref": "arkivref",
    "area": "område",
    "beneficiary": "til nytte for",
    "body": "organ",
    "chair": "møteleder",
    "count": "antall",
    "currency": "valuta",
    "date": "dato",
    "due_date": "fristdato",
    "due_text": "frist",
    "end_date": "til",
    "end_time": "slutt",
    "final": "endelig",
    "group_name": "gruppe",
    "handler": "saksbehandler",
    "kind": "slag",
    "ks_type": "KS-type",
    "label": "hva",
    "language": "målform",
    "lead": "prosjektleder",
    "name": "navn",
    "note": "merknad",
    "number": "nummer",
    "organisation": "organisasjon",
    "outcome": "utfall",
    "party": "parti",
    "phase": "fase",
    "place": "sted",
    "project": "prosjekt",
    "proposer": "foreslått av",
    "realised": "realisert",
    "ref": "kommunenummer",
    "represents": "representerer",
    "resolved": "vedtatt tekst",
    "responsible": "ansvarlig",
    "role": "rolle",
    "start_date": "fra",
    "start_time": "start",
    "status": "status",
    "status_text": "statusord",
    "substitute_for": "møtte for",
    "text": "tekst",
    "theme": "tema",
    "title": "tittel",
    "type": "sakstype",
    "unanimous": "enstemmig",
    "unit": "enhet",
    "versus_recommendation": "mot innstillingen",
    "vote": "stemme",
    "votes_against": "stemmer mot",
    "votes_for": "stemmer for",
    "year": "år",
}
WORDS = {
    "present": "til stede",
    "absent": "fraværende",
    "substitute": "vara",
    "staff": "administrasjon",
    "invited": "innkalt",
}


def as_text(record: Record) -> str:
    """The record as plain text in Norwegian."""
    lines = [record.document.source_name, f"  {_told(record.facts)}"]
    lines += [f"  merknad: {remark}" for remark in record.document.remarks]
    order = list(HEADINGS)
    rows = sorted(record.rows, key=lambda row: (order.index(row.table), row.claim.evidence.start))
    for table, group in groupby(rows, key=lambda row: row.table):
        lines += ["", HEADINGS[table]]
        lines += [line for row in group for line in _row(row)]
    if record.findings:
        lines += ["", "FUNN", *(line for each in record.findings for line in _finding(each))]
    return "\n".join(lines)


def _row(row: Row) -> Iterator[str]:
    # Once each: until other documents come, an entity is the one that its own document has.
    keys = dict.fromkeys(key for name, key in row.links.items() if key and name != "kin")
    belongs = [f"til {key}" for key in keys]
    yield f"  {_told(row.claim)}"
    yield f"    {_quote(row.claim.evidence)}"
    yield "    " + ", ".join([row.id, *belongs, row.claim.rule, f"{row.claim.confidence:.2f}"])


def _finding(linked: LinkedFinding) -> Iterator[str]:
    finding = linked.finding
    yield f"  {finding.severity}: {finding.message}"
    if finding.evidence:
        yield f"    {_quote(finding.evidence)}"


def _told(value: Value) -> str:
    """What a value says, field by field."""
    return " | ".join(
        f"{LABELS[name]}: {_in_words(field)}"
        for name, field in value
        if name in LABELS and field not in (None, ())
    )


def _in_words(field: object) -> str:
    if isinstance(field, bool):
        return "ja" if field else "nei"
    if isinstance(field, Evidence):
        return _one_line(field.text)
    if isinstance(field, tuple):
        return ", ".join(field)
    return _one_line(WORDS.get(str(field), str(field)))


def _quote(evidence: Evidence) -> str:
    page = f"side {evidence.page}, " if evidence.page else ""
    return f"«{_one_line(evidence.text)}» ({page}tegn {evidence.start}–{evidence.end})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
