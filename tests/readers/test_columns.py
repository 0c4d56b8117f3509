"""Tables that tabs, pipes or white space draw, and what stands near them."""

from __future__ import annotations

from pipeline.readers.columns import aligned_rows, pieces_of
from schemas.document import BlockKind
from tests.readers.making import read_as, shown


def rows(text: str) -> list[list[str]]:
    return [cells for _, cells in aligned_rows([pieces_of(line) for line in text.splitlines()])]


def test_a_name_that_its_cell_had_no_room_for_goes_on_below() -> None:
    assert rows("""\
Navn              Funksjon     Parti   Møtte for
Liv Nes           medlem       Ap
Kari Borghild     varamedlem   Frp     Ole Johan Nes,
Jørgensen                              sak 25
Per Dahl          varamedlem   H       Thomas Holmen-
                                       Olsen""")[2:] == [
        ["Kari Borghild\nJørgensen", "varamedlem", "Frp", "Ole Johan Nes, sak 25"],
        ["Per Dahl", "varamedlem", "H", "Thomas Holmen-Olsen"],
    ]


def test_a_cell_goes_on_after_a_small_word_and_keeps_its_last_one() -> None:
    assert rows("""\
Saksnr     Innhold                              Arkivsaksnr
RS 4/19    Protokoll fra rådet for likestilling av  2015/1381
           funksjonshemma
PS 8/19    Årsrapport for                           2018/445
           Råd for eldre""")[1:] == [
        ["RS 4/19", "Protokoll fra rådet for likestilling av funksjonshemma", "2015/1381"],
        ["PS 8/19", "Årsrapport for Råd for eldre", "2018/445"],
    ]


def test_a_word_that_its_cell_divides_is_made_whole() -> None:
    assert rows("""\
Saksnr   Tittel                      Arkivsak
1/31     Ny leder i ungdoms-         31/102
         rådet
2/31     Barnehage-                  31/103
         og skoletilbud""")[1:] == [
        ["1/31", "Ny leder i ungdomsrådet", "31/102"],
        ["2/31", "Barnehage- og skoletilbud", "31/103"],
    ]


def test_other_columns_below_a_blank_line_are_of_another_table() -> None:
    text = """\
Saksnr   Tittel                                      Arkivsak
1/31     Godkjenning av protokoll fra møtet den      31/100
         3. mai
2/31     Ny bru                                      31/101

Leder            Nestleder        Sekretær
Liv Nes          Per Dahl         Eva Lo
"""
    tables = [b.table for b in read_as("a.txt", text).blocks]
    assert (len(tables), len(set(tables))) == (5, 2)


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


def test_a_row_with_an_empty_first_cell_belongs_to_its_table() -> None:
    document = read_as("a.txt", "Utgifter\tLønn\t10\n\tReise\t5\nInntekter\tSalg\t15\n")

    assert [b.cells for b in document.blocks] == [
        ("Utgifter", "Lønn", "10"),
        ("", "Reise", "5"),
        ("Inntekter", "Salg", "15"),
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


def test_lists_with_heads_beside_each_other_are_columns() -> None:
    lines = ("Til stede:          Forfall:", "Kari Moe (AP)       Ola Lien (H)")
    document = read_as("a.txt", "\n".join([*lines, "Per Vik (SP)        Anne Sund (SV)"]).encode())

    assert [b.cells for b in document.blocks] == [
        ("Til stede:", "Forfall:"),
        ("Kari Moe (AP)", "Ola Lien (H)"),
        ("Per Vik (SP)", "Anne Sund (SV)"),
    ]


def test_labels_in_a_markdown_table_are_cells() -> None:
    document = read_as("a.md", "| Sted: | Salen |\n|---|---|\n| Dato: | 3. mars |\n\nVi kom.\n")
    assert shown(document) == [
        ("table_row", "Sted:\tSalen"),
        ("table_row", "Dato:\t3. mars"),
        ("paragraph", "Vi kom."),
    ]


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


def test_pipes_between_three_cells_on_two_lines_or_more_are_a_table() -> None:
    text = """\
Tiltak | Ansvar | Frist
Ny port | | mai
Ny dør | Vaktmester | mai

Skole | hjem
"""
    lines = shown(read_as("a.txt", text))
    assert [kind for kind, _ in lines] == [*[BlockKind.TABLE_ROW] * 3, BlockKind.PARAGRAPH]
    assert lines[1][1] == "Ny port\t\tmai"
