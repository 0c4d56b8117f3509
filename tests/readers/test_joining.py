"""Lines that a page's width broke go on; lines that only happen to be full do not."""

from __future__ import annotations

import pytest

from pipeline.readers.joining import join
from pipeline.readers.lines import Line


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
