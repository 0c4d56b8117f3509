"""The words that a labelled part holds: whole, and alone."""

from __future__ import annotations

import pytest

from extractors.passages import is_result, words_below, words_of
from tests.extractors.build import reading


def words(*lines: str) -> str | None:
    """What the first labelled part of the lines says."""
    read = reading(*lines)
    found = words_of(read, read.outline.parts[0])
    return read.document.words(found) if found else None


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Vedtak:", "Brua males.", "Og rives."], "Brua males.\nOg rives."),
        (["Vedtak: Brua males.", "Liv fortalte om brua."], "Brua males."),
        (["Vedtak:", "Brua males.", "Enstemmig vedtatt."], "Brua males."),
        (["Vedtak:", "Brua vert måla.", "Samrøystes vedteke"], "Brua vert måla."),  # nn
        (["Vedtak:", "Enstemmig vedtatt."], "Enstemmig vedtatt."),  # that is all it says
        (
            ["Vedtak: Følgende:", "1. Brua males.", "2. Brua rives."],
            "Følgende:\n1. Brua males.\n2. Brua rives.",
        ),
        (["Vedtak: 1. Brua males.", "2. Brua rives."], "1. Brua males.\n2. Brua rives."),
        (["Vedtak:", "- a) Brua males.", "- b) Brua rives."], "a) Brua males.\nb) Brua rives."),
        (["Vedtak:", "1. Brua males.", "Mange var glade."], "1. Brua males."),
        (["Vedtak:", "1. Brua males.", "Maling\t100"], "1. Brua males.\nMaling\t100"),
        (
            ["Vedtak: Brua males.", "Styret gis mandat til å velge."],
            "Brua males.\nStyret gis mandat til å velge.",
        ),
        (["Vedtak:"], None),
    ],
)
def test_what_a_part_says(lines: list[str], said: str | None) -> None:
    assert words(*lines) == said


def test_below_the_label_the_labels_own_line_is_left_out() -> None:
    read = reading("Forslag fra komiteen: Liv Nes, Per Vik", "Brua males.")
    found = words_below(read, read.outline.parts[0])
    assert found is not None
    assert found.text == "Brua males."


@pytest.mark.parametrize(
    "text",
    [
        "Enstemmig vedtatt",
        "Enst. vedtatt.",
        "Samrøystes vedteke",  # nn
        "Vedtatt med 7 mot 4 stemmer",
        "Vedteke med 7 mot 4 røyster",  # nn
    ],
)
def test_the_result_of_a_vote(text: str) -> None:
    assert is_result(text)


@pytest.mark.parametrize(
    "text", ["Enstemmig valgt til leder ble Liv Nes", "Brua males.", "Vedtatt budsjett følges.", ""]
)
def test_what_is_no_result(text: str) -> None:
    assert not is_result(text)


@pytest.mark.parametrize("text", ["Avgjørelsen ble enstemmig.", "Vedtaket vart samrøystes."])
def test_what_was_unanimous_is_a_result(text: str) -> None:
    assert is_result(text)
