"""What the source has wrong, and what may have been missed, is said and never mended."""

from __future__ import annotations

import pytest

from extractors.agenda import Agenda
from extractors.outline import Outline
from pipeline.check import check
from pipeline.examine import examine
from schemas.claims import Amount
from schemas.document import BlockKind, Document, Draft, Source
from schemas.record import Record
from tests.extractors.build import document
from tests.records import proven, record

TOP = "Møteprotokoll\nUtvalg: Kulturstyret\nDato: 08.10.2026\n"
PEOPLE = "Til stede: Liv Nes, Per Vik, Åse Li\n"


def findings(text: str) -> dict[str, str]:
    """The findings of the minutes with these lines, each rule with its message."""
    found = examine(Source.of("notat.txt", (TOP + text).encode())).findings
    return {linked.finding.rule: linked.finding.message for linked in found}


def test_minutes_in_order_have_no_findings() -> None:
    lines = "PS 1/26 Ny bru\nVedtak:\nBrua males.\nPS 2/26 Ny veg\nVedtak:\nVegen stenges.\n"
    assert findings(PEOPLE + lines) == {}


@pytest.mark.parametrize(
    ("lines", "rule", "words"),
    [
        ("PS 1/26 Ny bru\nVedtak:\nPS 2/26 Ny veg\nVedtak:\nJa.\n", "decision.empty", "«Vedtak:»"),
        (
            "Saksliste\nPS 1/26 Ny bru\nPS 2/26 Ny veg\nPS 1/26 Ny bru\nVedtak:\nJa.\n",
            "agenda.not_treated",
            "PS 2/26",
        ),
        (
            "PS 1/26 Ny bru\nVedtak:\nJa.\nPS 4/26 Ny veg\nVedtak:\nJa.\n",
            "cases.gap",
            "2/2026, 3/2026",
        ),
        ("PS 1/26 Ny bru\nInnstilling:\nBrua males.\n", "coverage.undecided", "PS 1/26"),
        (
            PEOPLE + "PS 1/26 Ny bru\nVedtak:\nJa.\nFor forslaget stemte 3: Liv Nes, Per Vik\n",
            "votes.count",
            "3 stemte for, men 2",
        ),
        (
            PEOPLE + "PS 1/26 Ny bru\nVedtak:\nJa.\nFor forslaget stemte 2: Liv Nes, Ola Moe\n",
            "votes.not_present",
            "Ola Moe",
        ),
        (
            "PS 1/26 Ny bru\nVedtak:\nBrua males. Enstemmig vedtatt mot 1 stemme.\n",
            "votes.contradiction",
            "enstemmig",
        ),
    ],
)
def test_what_is_wrong_is_said(lines: str, rule: str, words: str) -> None:
    found = findings(lines)
    assert words in found[rule]


def test_minutes_without_cases_are_doubtful() -> None:
    paper = examine(Source.of("notat.txt", b"Protokoll\nVi hadde det fint."))
    assert [linked.finding.rule for linked in paper.findings] == ["coverage.no_cases"]
    assert paper.facts.status == "mistenkelig"


def test_a_finding_knows_its_case_and_quotes_the_words() -> None:
    text = TOP + "PS 1/26 Ny bru\nVedtak:\nJa.\nPS 2/26 Ny veg\nVedtak:\n"
    paper = examine(Source.of("notat.txt", text.encode()))
    (linked,) = paper.findings
    second = [row.id for row in paper.rows if row.table == "cases"][1]
    assert linked.case_id == second
    assert linked.finding.evidence is not None
    assert linked.finding.evidence.start == text.rindex("Vedtak:")


def test_what_the_reader_doubts_becomes_a_finding() -> None:
    paper = Document.of(
        Source.of("notat.pdf", b"notat"),
        "pdf",
        [Draft(kind=BlockKind.PARAGRAPH, text="Tekst", page=1)],
        pages=3,
        remarks=("Teksten er rar.",),
        scanned_pages=(2, 3),
    )
    found = check(record(paper), Outline(Agenda(), (), (), ()))
    said = {linked.finding.rule: linked.finding.message for linked in found.findings}
    assert said["reading.remark"] == "Teksten er rar."
    assert "2, 3" in said["reading.scan"]
    assert found.facts.status == "mistenkelig"


def budget(*rows: tuple[str, float]) -> Record:
    """A table of amounts; a label that begins with Sum is a sum."""
    paper = document(*(f"{label}\t{amount:.0f}" for label, amount in rows))
    amounts = [
        Amount(
            **proven(paper, label),
            label=label,
            amount=amount,
            kind="sum" if label.startswith("Sum") else "utgift",
            source="table",
        )
        for label, amount in rows
    ]
    made = record(paper, [("amounts", amount, {"case_id": None}) for amount in amounts])
    return check(made, Outline(Agenda(), (), (), ()))


def wrong_sums(*rows: tuple[str, float]) -> list[str]:
    found = budget(*rows).findings
    return [linked.finding.message for linked in found if linked.finding.rule == "amounts.sum"]


def test_a_voter_may_be_named_without_a_middle_name_or_an_accent() -> None:
    there = "Til stede: Liv Marie Nes, André Vik, Åse Li\n"
    vote = "PS 1/26 Ny bru\nVedtak:\nJa.\nFor forslaget stemte 3: Liv Nes, Andre Vik, Åse Li\n"
    assert "votes.not_present" not in findings(TOP + there + vote)


def test_an_empty_head_of_a_case_that_was_decided_is_no_finding() -> None:
    told = "Behandling:\nDet ble enighet om følgende vedtak:\nBrua males.\nVedtak:\n"
    more = "PS 2/26 Ny veg\nVedtak:\nVegen stenges.\n"
    assert "decision.empty" not in findings(PEOPLE + "PS 1/26 Ny bru\n" + told + more)


@pytest.mark.parametrize(
    "rows",
    [
        [("Lønn", 100), ("Leie", 50), ("Sum drift", 150)],
        [("Lønn", 100), ("Leie", 50), ("Sum drift", 151)],  # rounded
        # a sum of what is between the sums, then of everything
        [("Lønn", 9), ("Leie", 5), ("Sum en", 14), ("Strøm", 3), ("Vann", 2), ("Sum alt", 19)],
        [("Lønn", 9), ("Leie", 5), ("Sum en", 14), ("Strøm", 3), ("Vann", 2), ("Sum to", 5)],
        [("Lønn", 100), ("Sum drift", 999)],  # one row is too few to judge by
    ],
)
def test_sums_that_add_up(rows: list[tuple[str, float]]) -> None:
    assert wrong_sums(*rows) == []


def test_a_sum_that_does_not_add_up() -> None:
    (message,) = wrong_sums(("Lønn", 1_000_000), ("Leie", 50), ("Sum drift", 900))
    assert "«Sum drift» er oppgitt til 900" in message
    assert "1 000 050" in message.replace("\u00a0", " ")


def test_a_sum_is_of_its_own_column() -> None:
    rows = "\tRegnskap\tBudsjett\nGaver\t890 000\t700 000\nSalg\t110 000\t200 000\n"
    text = TOP + "Regnskap\n" + rows + "Sum\t1 000 000\t900 000\n"
    assert "amounts.sum" not in findings(text)


def test_reports_are_not_held_to_what_minutes_have() -> None:
    text = "Årsmelding 2026\nVi hadde det fint.\nVedtak:\n"
    assert examine(Source.of("notat.txt", text.encode())).findings == ()
