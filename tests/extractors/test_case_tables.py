"""Minutes kept as a table: a row a case."""

from __future__ import annotations

import pytest

from extractors.actions import extract_actions
from extractors.cases import extract_cases
from extractors.vedtak import extract_vedtak
from tests.extractors.build import claimed

TOP = ("Referat fra styremøte 14. mars 2023", "Til stede: Kari Moe og Per Vik")


@pytest.mark.parametrize(
    "heads",
    [
        "Sak\tBeskrivelse\tVedtak / oppfølging\tAnsvar\tFrist",
        "Saksnr.\tTema\tVedtak\tAnsvarlig\tNår",
        "Sak nr\tInnhald\tKonklusjon\tAnsvarleg\tTidsfrist",  # nn
    ],
)
def test_each_row_is_a_case_with_its_decision_and_who_shall_do_it(heads: str) -> None:
    rows = (
        heads,
        "12/23\tInnkalling\tGodkjent uten merknader\t\t",
        "13/23\tNye benker. De gamle er råtne.\tStyret kjøper to benker.\tPer\t1.4.2023",
        "14/23\tEventuelt\tIngen saker\t\t",
    )
    cases = claimed(extract_cases, *TOP, *rows)
    assert [(c.number, c.title) for c in cases] == [
        ("12/23", "Innkalling"),
        ("13/23", "Nye benker"),
        ("14/23", "Eventuelt"),
    ]
    decided = claimed(extract_vedtak, *TOP, *rows)
    assert [(v.text, v.outcome) for v in decided] == [
        ("Godkjent uten merknader", "godkjent"),
        ("Styret kjøper to benker.", "vedtatt"),
    ]
    (action,) = claimed(extract_actions, *TOP, *rows)
    assert (action.text, action.responsible, action.due_date) == (
        "Styret kjøper to benker.",
        "Per",
        "2023-04-01",
    )


def test_an_agenda_with_those_who_present_decides_nothing() -> None:
    rows = ("Saksnr.\tTittel\tSakstype\tAnsvarlig", "1\tBudsjett\tBeslutning\tKari")
    (case,) = claimed(extract_cases, *TOP, *rows)
    assert (case.number, case.handler) == ("1", "Kari")
    assert claimed(extract_vedtak, *TOP, *rows) == []
    assert claimed(extract_actions, *TOP, *rows) == []
