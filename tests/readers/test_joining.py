"""Lines that a page's width broke go on; lines that only happen to be full do not."""

from __future__ import annotations

import pytest

from pipeline.readers.columns import aligned_rows, pieces_of
from pipeline.readers.headings import with_headings
from pipeline.readers.joining import join
from pipeline.readers.lines import Line
from schemas.document import BlockKind


def joined(first: str, second: str) -> bool:
    """Whether the second line goes on with the first, which was full."""
    return len(join([Line(first, full=True), Line(second)])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Rammen er på kr 2 500", "000."),
        ("Utvalget ber om at", "Rådmannen svarer."),
        ("GODKJENNING AV ÅRSRAPPORT OG", "ÅRSREGNSKAP FOR 2021"),
        ("Styrets behandling av sak", "7/2031 i møte"),
        ("Festen er i grendahuset måndag", "29.juli kl. 18"),
        ("Styrets behandling av sak 7/2031 i møte den", "04.02.2031:"),
    ],
)
def test_what_goes_on(first: str, second: str) -> None:
    assert joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Utvalget svarte i sak 25", "000/12 Ny bru"),
        ("GODKJENNING AV ÅRSRAPPORT", "Årsrapporten ble gjennomgått."),
        ("Økonomisjefen orienterte i sak 32/14.", "SAK NR.: 33/14"),
        ("Utvalg/styre/råd : Møte i kontrollutvalget", "Møtedato/tid : 19. februar 2009"),
        ("Rammen skal i år brukes til", "a. lys langs løypa"),
        ("Rådet ber om bedre veg (og fortau til", "b) skolen"),
        ("Saksbehandler Per Nes", "Kontrollutvalgssekretariatets innstilling:"),
    ],
)
def test_what_begins_anew(first: str, second: str) -> None:
    assert not joined(first, second)


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


def test_white_space_between_all_paragraphs_makes_no_headings() -> None:
    texts = ("Årsmøtet vart halde i grendahuset laurdag.", "Valnemnd, ny", "Liv Nes", "Per Dahl")
    lines = [Line(text, gap=True) for text in (*texts, "Andre saker.")]
    assert all(line.kind is BlockKind.PARAGRAPH for line in with_headings(lines))


def test_white_space_above_some_tells_headings_from_what_they_stand_over() -> None:
    lines = [
        Line("Årsmøtet vart halde i grendahuset laurdag."),
        Line("Økonomi", gap=True),
        Line("Rekneskapen syner eit overskot."),
        Line("Kjøp av traktor vart drøfta på møtet."),
    ]
    assert [line.text for line in with_headings(lines) if line.kind is BlockKind.HEADING] == [
        "Økonomi"
    ]
