"""Plain text and markdown become logical lines, whatever program wrote or pasted them."""

from __future__ import annotations

import pytest

from schemas.document import BlockKind
from tests.readers.making import read_as, shown

_WRAPPED = """\
Rådmannen la frem saken og viste til at kommunen har hatt en krevende høst med mange søknader
om støtte til lag og foreninger. Nemnda drøftet hvordan midlene best kan brukes, og ba om at det
legges frem en oversikt over alle tilskudd i neste møte.
Nemnda var samstemt om at de som får støtte skal sende inn en enkel rapport innen utgangen av
mars året etter, slik at bruken kan følges opp.

Neste møte blir holdt på rådhuset.
"""


def test_lines_of_a_wrapped_text_are_put_together() -> None:
    texts = [text for _, text in shown(read_as("a.txt", _WRAPPED))]

    assert len(texts) == 3
    assert "søknader om støtte" in texts[0]
    assert texts[1].endswith("følges opp.")


def test_a_text_with_one_paragraph_per_line_stays_as_it_is() -> None:
    lines = ["Til stede:", "Kari Nordmann", "Ola Nordmann", "Saken ble drøftet. " * 20, "Vedtak:"]

    document = read_as("a.txt", "\n".join(lines))

    assert [b.text for b in document.blocks] == [line.strip() for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_norwegian_letters_survive_every_encoding(encoding: str) -> None:
    document = read_as("a.txt", "Særlig å følge opp – § 5".encode(encoding))

    assert document.text == "Særlig å følge opp – § 5"


def test_unseen_signs_do_not_break_words() -> None:
    document = read_as("a.txt", "Sam\u00adarbeid\u200b og\u00a0vedtak\u200b.")

    assert document.text == "Samarbeid og vedtak."


def test_markdown_is_read_as_what_it_means() -> None:
    document = read_as(
        "a.md",
        "---\ntitle: 'Vårmøte'\nlang: nn\n---\n# Møte\n\nTil stades: **Kari**, _Ola_\n\n"
        "## Saker\n\n* Budsjett\n    - tal frå i fjor\n* [Val](https://døme.no/val)\n\n"
        "Avslutting\n----------\n\nKaffi\n",
    )

    assert document.title == "Vårmøte"
    assert shown(document) == [
        ("heading1", "Møte"),
        ("paragraph", "Til stades: Kari, Ola"),
        ("heading2", "Saker"),
        ("list_item1", "Budsjett"),
        ("list_item2", "tal frå i fjor"),
        ("list_item1", "Val"),
        ("heading2", "Avslutting"),
        ("paragraph", "Kaffi"),
    ]


def test_bullets_become_markers_and_numbers_stay() -> None:
    document = read_as("a.txt", " • Ny portal\n  • Status: i drift\n\n1. Første punkt\n")

    assert [(b.marker, b.level, b.text) for b in document.blocks] == [
        ("•", 1, "Ny portal"),
        ("•", 2, "Status: i drift"),
        ("", None, "1. Første punkt"),
    ]


def test_what_copy_and_paste_left_behind_is_cleaned_away() -> None:
    document = read_as(
        "a.txt",
        'Sak\tTema\n1-24\tStatus <ul style="x"> • Alfa • Beta </ul>\n\n[Vedtak: Godkjent](#)\n',
    )

    assert [b.text for b in document.blocks] == [
        "Sak\tTema",
        "1-24\tStatus\nAlfa\nBeta",
        "Vedtak: Godkjent",
    ]


def test_a_tabbed_table_goes_on_after_a_stray_blank_line() -> None:
    document = read_as("a.txt", "Utgifter\t\nLønn\tkr 10\n\nReise\tkr 5\nSum\tkr 15\n\n\nSlutt\n")

    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [row.cells for row in rows] == [
        ("Utgifter", ""),
        ("Lønn", "kr 10"),
        ("Reise", "kr 5"),
        ("Sum", "kr 15"),
    ]
    assert {row.table for row in rows} == {1}


def test_a_label_with_a_tab_is_no_table() -> None:
    document = read_as("a.txt", "Utvalg:\tKulturnemnda\nSted:\tRådhuset\n")

    assert shown(document) == [
        ("paragraph", "Utvalg: Kulturnemnda"),
        ("paragraph", "Sted: Rådhuset"),
    ]


def test_a_table_in_columns_of_spaces_has_its_wrapped_cells_put_together() -> None:
    document = read_as(
        "a.txt",
        "Enhet                 Grunn\n\n"
        "410 Veg og            Mer snø              1 250\n"
        "park\n\n"
        "420 Bygg              Nye vinduer og dører 14 000\n\n"
        "430                   Salg av              900\n"
        "Eiendommer            tomter\n\n"
        "SUM                                        16 150\n",
    )

    assert [b.cells for b in document.blocks] == [
        ("Enhet", "Grunn", ""),
        ("410 Veg og park", "Mer snø", "1 250"),
        ("420 Bygg", "Nye vinduer og dører", "14 000"),
        ("430\nEiendommer", "Salg av tomter", "900"),
        ("SUM", "", "16 150"),
    ]


def test_templates_and_page_numbers_are_furniture() -> None:
    document = read_as("a.txt", "&&& Skriv vedtaket her\nGodkjent.\nSide 2 av 9\n")

    assert [b.furniture for b in document.blocks] == [True, False, True]
    assert [b.text for b in document.body] == ["Godkjent."]


def test_short_lines_over_text_are_headings_and_names_are_not() -> None:
    document = read_as(
        "a.txt",
        "ANSATTE\n"
        "Vi har hatt tre faste stillinger gjennom hele året, og en vikar fra mai til august.\n"
        "Kari Nordmann, leder\n"
        "Ola Nordmann\n"
        "Per Hansen\n"
        "Kurs for voksne\n"
        "Det ble holdt to kurs i løpet av året, med til sammen tretti deltakere fra hele bygda.\n",
    )

    headings = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert "ANSATTE" in headings
    assert not {"Kari Nordmann, leder", "Ola Nordmann", "Per Hansen"} & set(headings)


def test_headings_are_levelled_by_their_numbers() -> None:
    body = "Gruppen har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as(
        "a.txt",
        f"4 Gruppene\n\n4.1 Helse\n\n{body}\n\nNye verktøy\n\n{body}\n\n4.2 Skole\n\n{body}",
    )

    levels = {b.text: b.level for b in document.blocks if b.kind is BlockKind.HEADING}
    assert levels == {"4 Gruppene": 1, "4.1 Helse": 2, "Nye verktøy": 3, "4.2 Skole": 2}


def test_a_row_with_an_empty_first_cell_belongs_to_its_table() -> None:
    document = read_as("a.txt", "Utgifter\tLønn\t10\n\tReise\t5\nInntekter\tSalg\t15\n")

    assert [b.cells for b in document.blocks] == [
        ("Utgifter", "Lønn", "10"),
        ("", "Reise", "5"),
        ("Inntekter", "Salg", "15"),
    ]


def test_a_table_of_contents_holds_no_headings() -> None:
    body = "Gruppen har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as("a.txt", f"1 Innledning .......... 3\n\n{body}\n\n1 Innledning\n\n{body}\n")

    assert [b.text for b in document.blocks if b.kind is BlockKind.HEADING] == ["1 Innledning"]
