"""Minutes kept as a table: a row a case."""

from __future__ import annotations

import pytest

from extractors.actions import extract_actions
from extractors.amounts import extract_amounts
from extractors.cases import extract_cases
from extractors.recommendations import extract_recommendations
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


def test_a_cell_may_hold_all_that_was_said_of_its_case() -> None:
    buying = (
        "Ny lastar\nInnstilling: Styret kjøper lastaren.\nMoe og Vik var usamde.\n"
        "Vedtak:\nStyret leiger ein lastar. Vedteke med 4 mot 2 røyster."
    )
    told = "Orienteringar\nNy nettstad.\nStyret tok orienteringane til vitande."
    rows = (
        "Sak\tOmtale og vedtak\tAnsvar / frist",
        "16/17\tInnkalling\nVedtak: Innkallinga vart godkjend.\t",
        f"17/17\t{buying}\tKari lyser ut innan 15. juni",
        f"18/17\t{told}\tPer, til neste møte",
        "19/17\tEventuelt\nIngen saker.\t",
    )
    assert [c.title for c in claimed(extract_cases, *TOP, *rows)] == [
        "Innkalling",
        "Ny lastar",
        "Orienteringar",
        "Eventuelt",
    ]
    decided = claimed(extract_vedtak, *TOP, *rows)
    assert [(v.text, v.votes_against) for v in decided] == [
        ("Innkallinga vart godkjend.", None),
        ("Styret leiger ein lastar. Vedteke med 4 mot 2 røyster.", 2),
        ("Styret tok orienteringane til vitande.", None),
    ]
    (recommended,) = claimed(extract_recommendations, *TOP, *rows)
    assert recommended.text == "Styret kjøper lastaren."
    actions = claimed(extract_actions, *TOP, *rows)
    assert [(a.responsible, a.due_text) for a in actions] == [
        ("Kari", "innan 15. juni"),
        ("Per", "til neste møte"),
    ]


def test_the_text_of_a_case_may_end_with_what_was_decided() -> None:
    rows = (
        "Sak\tTekst\tAnsvar",
        "2/18\tÅrsmelding 2017. Lederen hadde laget utkast. Vedtak: Den godkjennes.\tKari",
        "3/18\tEventuelt. Ingen saker.\t",
    )
    assert [c.title for c in claimed(extract_cases, *TOP, *rows)] == [
        "Årsmelding 2017",
        "Eventuelt",
    ]
    assert [v.text for v in claimed(extract_vedtak, *TOP, *rows)] == ["Den godkjennes."]


@pytest.mark.parametrize("heads", ["Sak\tBeskrivelse\tAnsvar", "Sak nr\tSak\tAnsvarlig / frist"])
def test_what_is_told_on_lines_below_the_title_decides_and_gives_sums(heads: str) -> None:
    rows = (
        heads,
        "1\tForrige referat\nIngen merknader. Godkjent.\t",
        "2\tNy port\nPorten koster 12 000 kr.\nKonklusjon: Styret kjøper en port.\tKari",
        "3\tEventuelt\nGjerdet lakkeres kanskje.\t",
    )
    assert [c.title for c in claimed(extract_cases, *TOP, *rows)] == [
        "Forrige referat",
        "Ny port",
        "Eventuelt",
    ]
    assert [v.text for v in claimed(extract_vedtak, *TOP, *rows)] == [
        "Godkjent.",
        "Styret kjøper en port.",
    ]
    assert [a.amount for a in claimed(extract_amounts, *TOP, *rows)] == [12000.0]
