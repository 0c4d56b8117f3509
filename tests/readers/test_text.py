"""Plain text and markdown become logical lines, whatever program wrote or pasted them."""

from __future__ import annotations

import pytest

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


def test_short_wrapped_paragraphs_between_lines_that_are_longer_are_put_together() -> None:
    roll = [
        f"Leder {name} Nordmann fra den nordligste av de fire eierkommunene, vara for N. N., møtte"
        for name in ("Kari", "Ola")
    ]
    said = ["Regnskapet viser et merforbruk på kr 40.000, og daglig", "leder fikk kritikk."]

    texts = [b.text for b in read_as("a.txt", "\n\n".join([*roll, *["\n".join(said)] * 3])).blocks]

    assert texts == [*roll, *[" ".join(said)] * 3]


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
        ("paragraph", "title: 'Vårmøte'"),
        ("paragraph", "lang: nn"),
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


def test_templates_and_page_numbers_are_furniture() -> None:
    document = read_as("a.txt", "&&& Skriv vedtaket her\nGodkjent.\nSide 2 av 9\n")

    assert [b.furniture for b in document.blocks] == [True, False, True]
    assert [b.text for b in document.body] == ["Godkjent."]


def test_front_matter_is_part_of_the_text() -> None:
    document = read_as("a.md", "---\ntitle: Møte\nattending: Kari Lie, Ola Dal\n---\nOpning.\n")

    assert document.title == "Møte"
    assert shown(document) == [
        ("paragraph", "title: Møte"),
        ("paragraph", "attending: Kari Lie, Ola Dal"),
        ("paragraph", "Opning."),
    ]


def test_a_wikis_signs_are_read_as_what_they_mean() -> None:
    document = read_as("a.txt", "= Møte 3 =\n\n== Saker ==\n\n'''Vedtak:''' Kari ringer.\n")

    assert shown(document) == [
        ("heading1", "Møte 3"),
        ("heading2", "Saker"),
        ("paragraph", "Vedtak: Kari ringer."),
    ]


def test_the_sign_of_a_quoted_paragraph_is_no_word() -> None:
    found = read_as("txt", "# Sak 1\n\n> Vedtak: Brua males.\n")
    assert [block.text for block in found.body][-1] == "Vedtak: Brua males."


def test_a_parenthesis_that_is_open_goes_on_below_whatever_it_holds() -> None:
    above = "Nemnda viser ellers til det som staten skrev i sitt lange brev av 7. juli om lag (jf."
    below = "2031/4455), og svarer slik på vegne av kommunen."

    texts = [b.text for b in read_as("a.txt", f"{_WRAPPED}\n{above}\n{below}\n").blocks]

    assert texts[-1] == f"{above} {below}"


def test_the_line_that_says_where_a_case_is_treated_is_no_part_of_its_title() -> None:
    title = "PS 12/31 Utredning av hvor de to ungdomsskolene best kan ligge i Storvika"
    treated = "Ungdomsrådets behandling av sak 12/2031 i møte den 05.05.2031:"
    lines = [title, treated, "", "Behandling", "Ingen sa noe.", "", "Vedtak", "", "Greit."]

    assert [b.text for b in read_as("a.txt", "\n".join(lines)).blocks][:2] == [title, treated]


def test_a_bullet_that_lost_its_words_is_no_part_of_the_line_above() -> None:
    title = "Sak 4/25-26: Informasjon om arbeidet ved skolen i Storvika"
    said = "Skolen melder at det går bra, og at alle har fått det de trenger av bøker og annet"
    text = f"{_WRAPPED}\n{title}\no\n\n{said}\nutstyr til faga.\n"

    assert title in [b.text for b in read_as("a.txt", text).blocks]


def test_a_line_that_ends_with_a_small_word_goes_on_in_a_text_that_is_hardly_wrapped() -> None:
    said = ("Utvalget tar rapporten over hel- og deltid i Storvik kommune til", "orientering.")
    changed = ("Begrepet «ansvarlig» endres gjennomgående til «koordinator» i", "Håndboken.")
    text = "\n".join(["Vedtak", "", *said, "", "Vedtak", "", *changed, ""])

    texts = [b.text for b in read_as("a.txt", text).blocks]

    assert texts == ["Vedtak", " ".join(said), "Vedtak", " ".join(changed)]


def test_a_fields_list_goes_on_below_its_value_in_the_middle_of_a_name() -> None:
    text = """\
Medlemmer:     Liv Nes, Per Dahl, Eva
               Marie Vik, Ola Moe
Gjester:       Kari Li
               Åse By
"""
    assert [text for _, text in shown(read_as("a.txt", text))] == [
        "Medlemmer: Liv Nes, Per Dahl, Eva Marie Vik, Ola Moe",
        "Gjester: Kari Li",
        "Åse By",
    ]


def test_a_fields_lines_are_of_one_person_each_where_they_tell_more_than_the_name() -> None:
    people = ("Liv Nes, leder, Ap", "Per Dahl, nestleder, Sp", "Eva Lo, medlem, H")
    text = "Til stede:   " + "\n             ".join(people)

    assert [text for _, text in shown(read_as("a.txt", text))] == [
        "Til stede: Liv Nes, leder, Ap",
        *people[1:],
    ]


def test_a_list_of_names_goes_on_below_half_a_name() -> None:
    text = """\
Det ble votert over forslaget fra styret om at brua males og rekkverket skiftes ut i
løpet av høsten, og at gangvegen ved skolen får lys før neste skoleår begynner igjen.
Per Dahl la fram et nytt forslag, og det ble votert over det etter at alle hadde fått
ordet til saken. For det stemte 4: Liv Nes (AP), Per Dahl (AP), Anne
Solvang (AP), Eva Lo (H).
Dermed ble innstillingen vedtatt.
"""
    lines = [text for _, text in shown(read_as("a.txt", text))]
    assert any(line.endswith("Anne Solvang (AP), Eva Lo (H).") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Heftet\u00a0" + 200_000 * " " + "her\n",
        "# Om" + 5_000 * " " + "brua\n",
        5_000 * "om det som kan (og bør) gjøres med brua, og hva det vil koste oss i året\n",
        10_000 * "Liv Nes        Rektor          Moen\n",
    ],
    ids=["spaces", "heading", "lines", "columns"],
)
def test_long_texts_come_back_whole_and_soon(text: str) -> None:
    read = " ".join(block.text for block in read_as("a.txt", text).blocks)
    assert read.split() == text.lstrip("# ").split()


def test_labels_beside_each_other_head_columns_also_over_one_full_row() -> None:
    text = """\
Til stede:            Forfall:
Jo Strand, leder      Arne Lie
Hans Myhre
Berit Skog

Dessuten møtte Ola Vik.
"""
    (_, heads), (_, there), *_ = shown(read_as("a.txt", text))
    assert heads == "Til stede:\tForfall:"
    assert there.startswith("Jo Strand, leder")
    assert there.endswith("\tArne Lie")
