"""Who was there, as tables and columns say it."""

from __future__ import annotations

import pytest

from extractors.attendance import extract_attendance
from tests.extractors.build import claimed, statuses, there


def test_a_table_is_read_by_its_heads() -> None:
    found = there(
        "Til stede:",
        "Navn\tFunksjon\tParti\tMøtte for",
        "Liv Nes\tLeder\tAp\t",
        "Vik, Per\tVaramedlem\tH\tÅse Li",
    )
    assert [(p.name, p.role, p.party, p.status, p.substitute_for) for p in found] == [
        ("Liv Nes", "Leder", "Ap", "present", None),
        ("Per Vik", "Varamedlem", "H", "substitute", "Åse Li"),
    ]


def test_a_table_without_heads_has_the_name_in_the_cell_that_is_one() -> None:
    found = there("Til stades:", "leiar\tLiv Nes\tAp", "medlem\tPer Vik\tH")
    assert [(p.name, p.role, p.party) for p in found] == [
        ("Liv Nes", "leiar", "Ap"),
        ("Per Vik", "medlem", "H"),
    ]


def test_columns_merged_into_one_line_are_several_people() -> None:
    assert statuses(
        "Til stede:", "1. Liv Nes\t21. Per Vik", "2. Åse Li\t22. Ola Moe"
    ) == dict.fromkeys(["Liv Nes", "Per Vik", "Åse Li", "Ola Moe"], "present")


def test_a_party_on_a_line_of_its_own_is_that_of_those_below() -> None:
    found = there(
        "Til stede:", "Arbeiderpartiet", "Liv Nes, ordfører", "Per Vik", "Høgre", "Åse Li"
    )
    assert [(person.name, person.party) for person in found] == [
        ("Liv Nes", "Arbeiderpartiet"),
        ("Per Vik", "Arbeiderpartiet"),
        ("Åse Li", "Høgre"),
    ]


def test_a_label_may_stand_over_the_names_of_a_table() -> None:
    found = there(
        "Møtedeltakarar\tParti\tRolle",
        "Liv Nes\tSP\tOrdførar",
        "Frammøtte varamedlemmer:\tParti\tRolle",
        "Per Vik\tH\tVaramedlem",
        "Forfall meldt frå følgjande:\tParti\tRolle",
        "Åse Li\tH\tMedlem",
    )
    assert [(person.name, person.party, person.status) for person in found] == [
        ("Liv Nes", "SP", "present"),
        ("Per Vik", "H", "substitute"),
        ("Åse Li", "H", "absent"),
    ]


def test_the_head_row_of_a_table_is_the_head_of_the_list() -> None:
    found = claimed(
        extract_attendance,
        "Møtedeltakere\tParti\tRolle",
        "Liv Nes\tAP - forfall fra kl 12.00\tMedlem",
        "Forfall\tParti\tMøtende vara",
        "Per Vik\tH\tÅse Li",
    )
    said = {(a.name, a.status, a.party, a.substitute_for, a.note) for a in found}
    assert said == {
        ("Liv Nes", "present", "AP", None, "forfall fra kl 12.00"),
        ("Per Vik", "absent", "H", None, None),
        ("Åse Li", "substitute", None, "Per Vik", None),
    }


@pytest.mark.parametrize(
    "lines",
    [
        ("Til stede:\tForfall:", "Kari Moe (AP)\tOla Lien (H)", "Per Vik (SP)\t"),
        ("Møtande medlemmer\tMelde forfall", "Kari Moe\tOla Lien", "Per Vik\t"),  # nn
        ("Til stede\tForfall", "Kari Moe\nPer Vik\tOla Lien"),
        ("Til stede:\nKari Moe\nPer Vik\tForfall:\nOla Lien", "\t"),
        ("Desse var til stades:", "Til stades\tForfall", "Kari Moe\tOla Lien", "Per Vik\t"),
    ],
)
def test_lists_beside_each_other_are_lists(lines: tuple[str, ...]) -> None:
    expected = {"Kari Moe": "present", "Per Vik": "present", "Ola Lien": "absent"}
    assert statuses(*lines) == expected


def test_crosses_under_a_head_are_no_list() -> None:
    rows = ("Til stede\tForfall", "Kari Moe\t", "Ola Lien\tx")
    assert set(statuses(*rows)) == {"Kari Moe", "Ola Lien"}


@pytest.mark.parametrize(
    ("heads", "line", "absent"),
    [
        ("Parti Navn", "SV Vik, Anne-Lise (leder)", None),
        ("Parti Namn Møtte for", "SV Vik, Anne-Lise Berg, Sindre", "Sindre Berg"),  # nn
    ],
)
def test_rows_whose_columns_the_page_lost_are_read_by_the_heads_above(
    heads: str, line: str, absent: str | None
) -> None:
    case = ("1/20 BUDSJETT FOR 2021", "Budsjettet ble lagt fram.", "Vedtak:", "Utsatt.")
    (found,) = claimed(extract_attendance, "Møtende medlemmer:", heads, line, *case)
    assert (found.name, found.party, found.substitute_for) == ("Anne-Lise Vik", "SV", absent)


def test_a_table_of_two_columns_has_a_list_in_each_row() -> None:
    found = claimed(
        extract_attendance,
        "Møtt\tForeldre: Kari Li (leiar) og Ola Moe. Lærarane: Per Dahl. Kommunen: Siv Lund",
        "Ikkje møtt\tEva Vik",
        "Vara\tNils Hop møtte for Eva Vik",
        "Kopi til\tStyringsgruppen",
        "Møteleiar\tKari Li",
        "Skrivar\tPer Dahl",
    )
    assert [(a.name, a.status) for a in found] == [
        ("Kari Li", "present"),
        ("Ola Moe", "present"),
        ("Per Dahl", "present"),
        ("Siv Lund", "present"),
        ("Eva Vik", "absent"),
        ("Nils Hop", "substitute"),
    ]


def test_a_row_that_ends_in_forfall_is_no_row_of_heads() -> None:
    rows = (
        "Funksjon\tNavn\tGruppe\tMerknad",
        "Leder\tRagnvald Nes\tAp\t",
        "Medlem\tLars Peder Brå\tSp\tForfall",
        "Vara\tSynnøve Hop\tSp\tMøtte for Lars Peder Brå",
    )
    found = claimed(
        extract_attendance, "Til stede:", *rows, "Administrasjonen: ass. rådmann Ola Li"
    )
    assert {(a.name, a.status) for a in found} == {
        ("Ragnvald Nes", "present"),
        ("Lars Peder Brå", "absent"),
        ("Synnøve Hop", "substitute"),
        ("Ola Li", "staff"),
    }


def test_lists_may_stand_below_all_of_their_heads() -> None:
    heads = ("Møtedato:", "Til stede:", "Meldt frafall:", "Referent:")
    found = statuses(
        "Referat", *heads, "3.3.2031", "Liv Nes, Ida,", "Per Vik", "Åse Li", "Kari Lund"
    )
    assert found == {
        "Liv Nes": "present",
        "Ida": "present",
        "Per Vik": "present",
        "Åse Li": "absent",
        "Kari Lund": "staff",
    }


def test_a_cell_may_hold_what_two_columns_say() -> None:
    rows = ("Navn\tFunksjon\tRepr. Varamedlem for", "Liv Nes\tVaramedlemSP\tPer Vik")
    (found,) = there("Følgende medlemmer møtte:", *rows)
    assert (found.role, found.party, found.substitute_for) == ("Varamedlem", "SP", "Per Vik")
    assert found.status == "substitute"


def test_the_last_of_heads_above_their_values_has_all_the_rest() -> None:
    lines = ("Dato:", "Til stede:", "03.02.31", "FAU v/ Liv Nes", "Elevråd v/ Per Vik og Åse Li")
    assert statuses("Referat", *lines, "Ida Dal") == dict.fromkeys(
        ("Liv Nes", "Per Vik", "Åse Li", "Ida Dal"), "present"
    )


def test_an_office_of_two_fields_is_one() -> None:
    (person,) = there("Fra adm.: Kultur- og skolesjef Ola Dahl")
    assert (person.name, person.role) == ("Ola Dahl", "kultur- og skolesjef")
    (person,) = there("Andre: Oppsynsmann Ola Dahl")
    assert (person.name, person.role) == ("Ola Dahl", "oppsynsmann")


def test_columns_that_the_page_lost_may_end_with_a_role() -> None:
    lines = (
        "Følgjande medlemer hadde meldt forfall:",
        "Namn Funksjon Representerer",
        "Inger Moe Medlem AP",
        "Følgjande varamedlemer møtte:",
        "Namn Møtte for Representerer",
        "Kjell Vik Inger Moe AP",
    )
    found = {(a.name, a.status, a.substitute_for) for a in there(*lines)}
    assert found == {("Inger Moe", "absent", None), ("Kjell Vik", "substitute", "Inger Moe")}


def test_heads_that_stand_so_close_that_they_are_one_say_what_the_first_does() -> None:
    rows = ("Navn\tFunksjon\tRepr. Varamedlem for", "Liv Nes\tMedlem\tSp", "Per Vik\tMedlem\tH")
    found = there("Følgende medlemmer møtte:", *rows)
    assert [(p.name, p.party) for p in found] == [("Liv Nes", "Sp"), ("Per Vik", "H")]


@pytest.mark.parametrize("head", ["Varamedlem for", "Vararepresentant for"])
def test_a_column_says_for_whom_somebody_came(head: str) -> None:
    (found,) = there("Til stede:", f"Navn\tParti\t{head}", "Liv Nes\tSp\tPer Vik")
    assert (found.status, found.substitute_for) == ("substitute", "Per Vik")


def test_a_head_of_two_words_is_told_by_its_last() -> None:
    rows = ("Ordinær representant\tParti", "Kari Moe\tSp")
    assert statuses("Til stede:", *rows) == {"Kari Moe": "present"}


def test_a_row_without_heads_may_say_for_whom_a_substitute_came() -> None:
    (found,) = there("Varamedlemmer som møtte:", "Nils Foss\tPer Eide\tKrF")
    assert (found.name, found.substitute_for, found.party) == ("Nils Foss", "Per Eide", "KrF")
    both = there("Varamedlemmer som møtte:", "Nils Foss\tPer Eide")
    assert [person.substitute_for for person in both] == [None, None]
