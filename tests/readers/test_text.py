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


def test_a_word_over_two_short_sentences_is_a_heading() -> None:
    document = read_as("a.txt", "Skolen\n\nVi ringer rektor. Ansvar: Kari\n")
    assert document.blocks[0].kind is BlockKind.HEADING


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


def test_a_markdown_table_needs_no_outer_pipes() -> None:
    document = read_as(
        "a.md", "Post | Budsjett\n--- | ---:\nLønn | 1 200\nReise | 45\n\nKari | Ola sa ja.\n"
    )

    assert shown(document) == [
        ("table_row", "Post\tBudsjett"),
        ("table_row", "Lønn\t1 200"),
        ("table_row", "Reise\t45"),
        ("paragraph", "Kari | Ola sa ja."),
    ]


def test_heads_to_the_left_stand_over_numbers_to_the_right() -> None:
    rows = [("Post", "Budsjett 2024", "Regnskap 2023"), ("Lønn", "1 200", "900"),
            ("Reise", "45", "30"), ("Sum", "1 245", "930")]  # fmt: skip
    lines = [f"{rows[0][0]:14}{rows[0][1]}  {rows[0][2]}"]
    lines += [f"{label:14}{one:>13}  {two:>13}" for label, one, two in rows[1:]]

    document = read_as("a.txt", "\n".join(lines))

    assert [b.cells for b in document.blocks] == rows


def test_a_label_that_had_room_above_is_a_row_of_its_own() -> None:
    document = read_as(
        "a.txt",
        "Billetter og salg av kaffe    1 000\n"
        "Tilskudd til drift av det\n"
        "gamle ishuset                   500\n"
        "Sum inntekter                 1 500\n"
        "Utgifter\n"
        "Lønn                            900\n",
    )

    assert [b.cells for b in document.blocks][2:] == [
        ("Sum inntekter", "1 500"),
        ("Utgifter", ""),
        ("Lønn", "900"),
    ]


def test_fields_beside_each_other_are_no_table() -> None:
    document = read_as(
        "a.txt",
        "Saksnr.:     Utvalg           Møtedato\n"
        "0012/04      Kulturnemnda     16.09.2004\n"
        "0019/04      Kulturnemnda     14.10.2004\n\n"
        "Saksbehandler: Kari Lie       Arkiv: C20\n"
        "Arkivsaksnr.:  04/00131       Tid:   18.00\n",
    )

    assert shown(document) == [
        ("table_row", "Saksnr.:\tUtvalg\tMøtedato"),
        ("table_row", "0012/04\tKulturnemnda\t16.09.2004"),
        ("table_row", "0019/04\tKulturnemnda\t14.10.2004"),
        ("paragraph", "Saksbehandler: Kari Lie"),
        ("paragraph", "Arkiv: C20"),
        ("paragraph", "Arkivsaksnr.: 04/00131"),
        ("paragraph", "Tid: 18.00"),
    ]


def test_a_numbered_chapter_is_a_heading_right_under_a_list() -> None:
    document = read_as(
        "a.txt",
        "Til stede var\nKari Lie\nOla Dal\n3 Økonomi\nRegnskapet gikk i balanse.\n\n"
        "1 Godkjenning\n2 Valg\n3 Eventuelt\nMøtet ble avsluttet.\n",
    )

    assert [b.text for b in document.blocks if b.kind is BlockKind.HEADING] == ["3 Økonomi"]


def test_two_headings_in_capitals_are_two() -> None:
    body = "Styret har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as("a.txt", f"ÅRSMELDING 2023\nSTYRETS BERETNING\n{body}\n{body}\n")

    assert shown(document)[:2] == [
        ("heading1", "ÅRSMELDING 2023"),
        ("heading1", "STYRETS BERETNING"),
    ]


def test_the_sign_of_a_quoted_paragraph_is_no_word() -> None:
    found = read_as("txt", "# Sak 1\n\n> Vedtak: Brua males.\n")
    assert [block.text for block in found.body][-1] == "Vedtak: Brua males."


def test_lists_with_heads_beside_each_other_are_columns() -> None:
    lines = ("Til stede:          Forfall:", "Kari Moe (AP)       Ola Lien (H)")
    document = read_as("a.txt", "\n".join([*lines, "Per Vik (SP)        Anne Sund (SV)"]).encode())

    assert [b.cells for b in document.blocks] == [
        ("Til stede:", "Forfall:"),
        ("Kari Moe (AP)", "Ola Lien (H)"),
        ("Per Vik (SP)", "Anne Sund (SV)"),
    ]


def test_a_quoted_sentence_is_no_heading() -> None:
    lines = ("Tore Vik satte fram slikt forslag:", '"Saken utsettes for befaring."')
    told = "Forslaget ble vedtatt med fire mot tre stemmer, og saken ble dermed utsatt."
    document = read_as("a.txt", "\n".join([*lines, told]))

    assert {b.kind for b in document.blocks} == {BlockKind.PARAGRAPH}


def test_labels_in_a_markdown_table_are_cells() -> None:
    document = read_as("a.md", "| Sted: | Salen |\n|---|---|\n| Dato: | 3. mars |\n\nVi kom.\n")
    assert shown(document) == [
        ("table_row", "Sted:\tSalen"),
        ("table_row", "Dato:\t3. mars"),
        ("paragraph", "Vi kom."),
    ]


def test_a_chapter_may_begin_with_a_small_letter_and_a_capital() -> None:
    text = "2.1 eSignering\n\nAlle har fått ny løsning for å skrive under på avtaler.\n"
    document = read_as("a.txt", f"Om året\n\nDet har vært et godt år for alle i laget.\n\n{text}")
    assert "2.1 eSignering" in [b.text for b in document.blocks if b.kind is BlockKind.HEADING]


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


def test_a_line_over_a_table_with_other_columns_belongs_to_it() -> None:
    staff = (
        "Navn                                  Stilling\n"
        "Kari Lind                             Rådgiver\n"
        "Ola Moe                               Sjef\n"
        "Saksliste\n"
        "Saksnr          Innhold                                             Lukket\n"
        "PS 1/31         Regnskap for det siste året\n"
        "PS 2/31         Ny bru over elva\n"
    )

    rows = [b.cells for b in read_as("a.txt", staff).blocks]

    assert ("Ola Moe", "Sjef") in rows
    assert ("Saksliste",) in rows


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


def test_a_label_right_below_a_table_is_no_row_of_it() -> None:
    text = """\
Navn                    Stilling
Liv Nes                 Rektor
Per Dahl                Vaktmester
Eva Lo                  Renholder
Deltakelse:
Liv Nes gikk kl. 15.
"""
    shown_lines = [text for _, text in shown(read_as("a.txt", text))]
    assert shown_lines[-2:] == ["Deltakelse:", "Liv Nes gikk kl. 15."]


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


def test_heads_over_a_single_row_are_a_table_and_a_point_below_is_not() -> None:
    text = """\
Namn            Møtte for       Parti
Liv Nes         Per Dahl        Sp
2. Rapporten blir sendt vidare.
"""
    assert [text for _, text in shown(read_as("a.txt", text))] == [
        "Namn\tMøtte for\tParti",
        "Liv Nes\tPer Dahl\tSp",
        "2. Rapporten blir sendt vidare.",
    ]


def test_a_row_without_its_first_cell_is_no_rest_of_the_row_above() -> None:
    text = """\
Funksjon       Navn                Parti     Møtt for
Leder          Liv Nes             Ap
               Per Dahl            Høyre
               Eva Lo              Høyre
Varamedlem     Åse Li              Sp        Ola Moe
"""
    assert [text for _, text in shown(read_as("a.txt", text))][2:4] == [
        "\tPer Dahl\tHøyre\t",
        "\tEva Lo\tHøyre\t",
    ]


def test_a_sentence_below_a_table_is_too_wide_for_its_first_column() -> None:
    text = """\
Kommune     Tiltak                  Sum
Lidalen     Ny brygge i hamna       120 000
Moane       Lys langs løypa         300 000
Sum                                 420 000
Vedtaket var samrøystes.
"""
    *_, total, told = [text for _, text in shown(read_as("a.txt", text))]
    assert (total, told) == ("Sum\t\t420 000", "Vedtaket var samrøystes.")


def test_pipes_between_three_cells_on_two_lines_are_a_table() -> None:
    text = """\
Tiltak | Ansvar | Frist
Ny port | Vaktmester | mai

Skole | hjem
"""
    assert [kind for kind, _ in shown(read_as("a.txt", text))] == [
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_ROW,
        BlockKind.PARAGRAPH,
    ]


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
