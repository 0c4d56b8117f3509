"""The saksliste is read in whatever way it lists its cases, and ends where it ends."""

from __future__ import annotations

import pytest

from extractors.agenda import Item
from extractors.cases import extract_cases
from tests.extractors.build import claimed, reading

Listed = tuple[int | None, str | None]


def items(*lines: str) -> tuple[list[Item], list[Listed]]:
    """The saksliste's items, and of each its running number and title."""
    read = reading(*lines)
    found = list(read.outline.agenda.items)
    text = read.document.text
    return found, [
        (
            item.number.sequence if item.number else None,
            " ".join(text[slice(*item.title)].split()) if item.title else None,
        )
        for item in found
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "Saksnr\tTittel\tSakstype\tAnsvarlig",  # nb
        "Saksnr.\tTema\tType sak\tAnsvarleg",  # nn
    ],
)
def test_rows_of_a_table_are_read_by_their_heads(heads: str) -> None:
    found, listed = items(
        "Saksliste", heads, "1-25\tNy bru\tBeslutning\tLiv Nes", "2-25\tVal\tOrientering\t"
    )
    assert listed == [(1, "Ny bru"), (2, "Val")]
    assert [(item.type, item.handler) for item in found] == [
        ("Beslutning", "Liv Nes"),
        ("Orientering", None),
    ]


def test_a_table_needs_no_label_above_it() -> None:
    _, listed = items("Innkalling", "Sak\tTittel", "1/25\tNy bru", "2/25\tNy veg")
    assert listed == [(1, "Ny bru"), (2, "Ny veg")]


def test_the_longest_cell_is_the_title_where_there_are_no_heads() -> None:
    found, listed = items("Sakliste:", "PS 1/25\tNy bru over elva\tOrientering", "PS 2/25\tVeg\t")
    assert listed == [(1, "Ny bru over elva"), (2, "Veg")]
    assert [item.type for item in found] == ["Orientering", None]


@pytest.mark.parametrize(
    "label",
    ["Saksliste", "Saker til behandling:", "Dagsorden:", "Sakliste:", "Saker til handsaming:"],
)
def test_lines_that_open_with_a_number(label: str) -> None:
    _, listed = items(label, "PS 1/26 Ny bru", "PS 2/26 Ny veg", "RS 1/26 Meldinger")
    assert listed == [(1, "Ny bru"), (2, "Ny veg"), (1, "Meldinger")]


def test_the_archives_number_stands_apart() -> None:
    found, listed = items("Saksliste", "0053/04 04/01101 Ny bru", "0054/04 04/01102 Ny veg")
    assert listed == [(53, "Ny bru"), (54, "Ny veg")]
    assert [item.archive_ref for item in found] == ["04/01101", "04/01102"]


def test_a_number_and_its_title_on_two_lines() -> None:
    _, listed = items("Saksliste", "001/02", "Ny bru", "002/02", "Ny veg")
    assert listed == [(1, "Ny bru"), (2, "Ny veg")]


def test_a_title_that_goes_on_below() -> None:
    _, listed = items(
        "Saksliste", "PS 1/26 Ny bru over elva og", "Ny veg", "PS 2/26 Val", "av leiar"
    )
    assert listed == [(1, "Ny bru over elva og Ny veg"), (2, "Val av leiar")]


def test_cases_run_together_in_one_line() -> None:
    _, listed = items("Saksliste", "1/02 Ny skole 2/02 Ny bru 3/02 Valg av leder")
    assert listed == [(1, "Ny skole"), (2, "Ny bru"), (3, "Valg av leder")]


@pytest.mark.xfail(reason="short words in capitals before a number are taken for its prefix")
def test_cases_in_capitals_run_together_in_one_line() -> None:
    _, listed = items("Saksliste", "0043/03 NY SKOLE 0044/03 NY BRU 0045/03 VALG AV LEDER")
    assert listed == [(43, "NY SKOLE"), (44, "NY BRU"), (45, "VALG AV LEDER")]


def test_bullets_and_ordinals_without_case_numbers() -> None:
    _, listed = items("Dagsorden:", "- Økonomi", "- Neste møte", "- Ymse")
    assert listed == [(None, "Økonomi"), (None, "Neste møte"), (None, "Ymse")]
    _, listed = items("Dagsorden:", "1. Økonomi", "2. Ymse")
    assert listed == [(1, "Økonomi"), (2, "Ymse")]


@pytest.mark.parametrize("words", ["Eventuelt", "Ymse", "Referatsaker"])
def test_a_standing_case_without_a_number(words: str) -> None:
    _, listed = items("Saksliste", "PS 1/26 Ny bru", words)
    assert listed == [(1, "Ny bru"), (None, words)]


def test_numbers_with_the_year_first() -> None:
    lines = [f"Sak nr. 10/{n} Sak om nummer {n}" for n in (234, 235, 236)]
    found, listed = items("Saksliste", *lines)
    assert [number for number, _ in listed] == [234, 235, 236]
    assert {item.number.year for item in found if item.number} == {2010}


@pytest.mark.parametrize(
    "after",
    [
        "PS 1/26 Ny bru",  # the number comes again: the case itself
        "Forfall: Liv Nes",
        "Møtet ble satt av ordføreren klokka ni, og alle ønsket hverandre lykke til.",
    ],
)
def test_where_the_list_ends(after: str) -> None:
    _, listed = items("Saksliste", "PS 1/26 Ny bru", "PS 2/26 Ny veg", after, "PS 2/26 Ny veg")
    assert listed == [(1, "Ny bru"), (2, "Ny veg")]


def test_a_label_over_the_cases_themselves_lists_none() -> None:
    assert items("Saker:", "PS 1/26 Ny bru", "Vedtak: Ja.", "PS 2/26 Ny veg", "Vedtak: Nei.") == (
        [],
        [],
    )


@pytest.mark.parametrize("label", ["Saker fra forrige møte:", "Saker frå førre møte:"])
def test_what_the_meeting_before_treated_is_not_listed(label: str) -> None:
    assert items(label, "PS 1/26 Ny bru", "PS 2/26 Ny veg") == ([], [])


def test_a_page_break_inside_the_list_is_no_end() -> None:
    _, listed = items("Saksliste", "PS 1/26 Ny bru", "~ Side 1 av 4", "PS 2/26 Ny veg")
    assert listed == [(1, "Ny bru"), (2, "Ny veg")]


@pytest.mark.parametrize("lines", [["Saksliste"], ["Saksliste", "Vedtak: Nei."], ["Ny bru"]])
def test_no_list(lines: list[str]) -> None:
    assert items(*lines) == ([], [])


@pytest.mark.parametrize(
    "heads", ["Saksnr\tInnhold\tHastegrad", "Løpetall\tSpørsmål", "Løpetal\tKva det gjeld"]
)
def test_heads_that_no_shelf_knows(heads: str) -> None:
    more = "\tvanlig" * (heads.count("\t") - 1)
    _, listed = items(heads, f"1/26\tNy bru{more}", f"2/26\tNy veg{more}")
    assert listed == [(1, "Ny bru"), (2, "Ny veg")]


def test_rows_of_bodies_and_days_are_no_saksliste() -> None:
    rows = ("Formannskapet\t1/26\t03.02.2026", "Kommunestyret\t4/26\t24.02.2026")
    _, listed = items("Hvem\tNummer\tNår", *rows)
    assert listed == []


def test_a_head_that_we_do_not_know_and_titles_below_their_numbers() -> None:
    found, listed = items(
        "SAKSLISTE",
        "Utvalgssakstype/nr.\tArkivsaksnr.\tTittel",
        "PS 1/10\t10/1105",
        "## NY BRU",
        "PS 2/10 07/1279",
        "## NY VEG",
        "PS 1/10",
        "## NY BRU",
        "Vedtak:",
        "Brua males.",
    )
    assert listed == [(1, "NY BRU"), (2, "NY VEG")]
    assert [item.archive_ref for item in found] == ["10/1105", "07/1279"]


def test_groups_of_cases_are_no_cases() -> None:
    lines = ("Saksliste", "Vedtakssaker:", "Sak 1/20 Bru", "Sak 2/20 Veg", "Orienteringssaker:")
    _, listed = items("Referat", *lines, "Sak 3/20 Kaffe", "Sak 1/20 Bru", "Vi møttes.")
    assert listed == [(1, "Bru"), (2, "Veg"), (3, "Kaffe")]


def test_a_list_without_a_head_is_known_by_its_numbers_coming_again() -> None:
    listed = ("Sak 1/20 Bru", "Sak 2/20 Veg")
    _, found = items(
        "Referat", *listed, "Sak 1/20 Bru", "Vi så på den.", "Sak 2/20 Veg", "Den er ny."
    )
    assert found == [(1, "Bru"), (2, "Veg")]
    _, none = items("Referat", *listed, "Vi møttes.")
    assert none == []


def test_a_head_that_ends_as_a_number_does_is_one() -> None:
    _, listed = items("Innkalling", "Utv.saknr\tTittel", "3/20\tBru", "4/20\tVeg")
    assert listed == [(3, "Bru"), (4, "Veg")]


def test_a_word_on_the_papers_does_not_end_the_list() -> None:
    lines = (
        "09/23 Budsjett",
        "Saksframlegg ettersendes",
        "10/23 Legevakt",
        "Vert lagt fram i møtet",
    )
    cases = claimed(extract_cases, "Innkalling", "SAKLISTE", *lines, "11/23 Ymse")
    assert [(c.number, c.source) for c in cases] == [
        ("09/23", "agenda"),
        ("10/23", "agenda"),
        ("11/23", "agenda"),
    ]


def test_the_second_of_two_heads_of_a_number_is_the_titles() -> None:
    rows = ("Nr\tSak\tType\tAnsvarlig", "1\tNy bru\tBeslutning\tLiv", "2\tVeg\tDiskusjon\tPer")
    found, listed = items("Agenda", *rows, "## 1. Ny bru", "Brua er fin.", "## 2. Veg")
    assert listed == [(1, "Ny bru"), (2, "Veg")]
    assert [item.type for item in found] == ["Beslutning", "Diskusjon"]


def test_a_title_may_stand_in_the_row_below_its_number() -> None:
    rows = ("Saksnr.\tArkivsaksnr.", "\tTittel", "12/19\t19/1102", "\tNY BRU", "13/19\t19/1103")
    found, listed = items("Sakliste", *rows, "\tNY VEG", "Nes, 14.10.2019", "Sak 13/19 Ny veg")
    assert listed == [(12, "NY BRU"), (13, "NY VEG")]
    assert [item.archive_ref for item in found] == ["19/1102", "19/1103"]


def test_an_item_of_the_list_may_be_called_as_a_label() -> None:
    _, listed = items("Agenda", "1. Status", "2. Veien videre", "", "1. Status", "Alt vel.")
    assert listed == [(1, "Status"), (2, "Veien videre")]


def test_what_is_to_be_said_of_a_case_is_no_case() -> None:
    _, listed = items(
        "Saksliste", "1. Dugnad", "- kven lagar mat?", "2. Bryggja", "- Eventuelt", "Referat"
    )
    assert listed == [(1, "Dugnad"), (2, "Bryggja"), (None, "Eventuelt")]
    _, listed = items("## Saker", "- Dugnad", "  - kven lagar mat?", "- Bryggja", "## Dugnad")
    assert listed == [(None, "Dugnad"), (None, "Bryggja")]
