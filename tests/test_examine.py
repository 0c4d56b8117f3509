"""One file from bytes to record: the whole way, the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.examine import examine
from pipeline.link import TABLES
from schemas.claims import Case, Meeting, Vedtak
from schemas.document import Source
from schemas.faults import FileFault
from schemas.record import Record, document_id

# the same minutes in both languages
MINUTES = {
    "nb": """MØTEPROTOKOLL
Utvalg: Kulturstyret
Møtested: Rådhuset
Dato: 08.10.2026
Til stede: Liv Nes (Ap), Per Vik (H)
Forfall: Åse Li
PS 1/26 Ny bru over elva
Rådmannens innstilling:
Brua bygges i 2027.
Vedtak:
Brua bygges ikke før veien er ferdig.
Vedtatt med 7 mot 4 stemmer.
PS 2/26 Melding fra rådet for eldre
Vedtak:
Saken tas til orientering.
Enstemmig vedtatt.
""",
    "nn": """MØTEPROTOKOLL
Utval: Kulturstyret
Møtestad: Rådhuset
Dato: 08.10.2026
Til stades: Liv Nes (Ap), Per Vik (H)
Forfall: Åse Li
PS 1/26 Ny bru over elva
Rådmannen si tilråding:
Brua vert bygd i 2027.
Vedtak:
Brua vert ikkje bygd før vegen er ferdig.
Vedteke med 7 mot 4 røyster.
PS 2/26 Melding frå rådet for eldre
Vedtak:
Saka vert teken til orientering.
Samrøystes vedteke.
""",
}


def examined(language: str) -> Record:
    return examine(Source.of("arkiv/protokoll.txt", MINUTES[language].encode()))


@pytest.mark.parametrize("language", MINUTES)
def test_the_same_meeting_is_understood_alike_in_both_languages(language: str) -> None:
    record = examined(language)
    facts = record.facts
    assert (facts.kind, facts.language, facts.date, facts.year, facts.status) == (
        "protokoll",
        language,
        "2026-10-08",
        2026,
        "ok",
    )
    claims = [row.claim for row in record.rows]
    (meeting,) = [claim for claim in claims if isinstance(claim, Meeting)]
    assert (meeting.body, meeting.place) == ("Kulturstyret", "Rådhuset")
    assert [c.number for c in claims if isinstance(c, Case)] == ["PS 1/26", "PS 2/26"]
    decisions = [claim for claim in claims if isinstance(claim, Vedtak)]
    assert [(v.outcome, v.unanimous, v.versus_recommendation) for v in decisions] == [
        ("vedtatt", False, "endret"),
        ("tatt til orientering", True, "uten innstilling"),
    ]
    assert [(v.votes_for, v.votes_against) for v in decisions] == [(7, 4), (None, None)]
    assert record.findings == ()


@pytest.mark.parametrize("language", MINUTES)
def test_every_row_quotes_the_document_and_has_a_table(language: str) -> None:
    record = examined(language)
    for row in record.rows:
        proof = row.claim.evidence
        assert record.document.text[proof.start : proof.end] == proof.text
        assert row.table in TABLES.values()
        assert row.id.startswith(record.id)


def test_the_same_bytes_give_the_same_record_whatever_the_path() -> None:
    data = MINUTES["nb"].encode()
    one, other = examine(Source.of("a/protokoll.txt", data)), examine(Source.of("b/x.txt", data))
    assert one.id == other.id == document_id(Source.of("", data).sha256)
    assert (one.rows, one.facts, one.findings) == (other.rows, other.facts, other.findings)


def test_every_sample_that_can_be_read_gives_rows_that_quote_it(samples: Path) -> None:
    read = 0
    for file in sorted(samples.iterdir()):
        try:
            record = examine(Source.of(file.name, file.read_bytes()))
        except FileFault:
            continue
        read += bool(record.rows)
        proofs = [row.claim.evidence for row in record.rows]
        assert all(record.document.text[p.start : p.end] == p.text for p in proofs), file.name
        assert len({row.id for row in record.rows}) == len(record.rows), file.name
    assert read > 0


@pytest.mark.parametrize(("data", "reason"), [(b"", "tom"), (b"%PDF-1.4\nx", "skadet")])
def test_a_file_that_cannot_be_read_is_a_fault_of_the_file(data: bytes, reason: str) -> None:
    with pytest.raises(FileFault) as caught:
        examine(Source.of("notat.pdf", data))
    assert caught.value.reason == reason
