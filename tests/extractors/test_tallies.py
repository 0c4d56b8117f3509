"""Counted votes go to the side that the words give them, in whatever order they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tallies import Counts, find_counts


@pytest.mark.parametrize(
    ("text", "votes_for", "votes_against"),
    [
        # for first
        ("Forslaget ble vedtatt med 22 stemmer mot 21 stemmer.", 22, 21),
        ("Vedtatt med 30 mot 9 stemmer", 30, 9),
        ("Framlegget vart vedteke med 7 mot 4 røyster.", 7, 4),  # nn
        ("Planen falt med 7 stemmer for og 11 mot.", 7, 11),
        ("14 stemmer for og 1 mot", 14, 1),
        ("7 stemte for forslaget og 0 stemte imot", 7, 0),
        ("Vedteke med 6 røyster for og 3 røyster mot.", 6, 3),  # nn
        ("Stemmer for: 29, blanke: 3, stemmer imot: 3", 29, 3),
        ("For: 5 Mot: 4 Avholdende: 3", 5, 4),
        ("Innstillingen ble vedtatt med 19 stemmer. 10 stemte for forslaget fra V.", 19, 10),
        # against first
        ("Planen tiltres med 1 stemme mot og 3 stemmer for.", 3, 1),
        ("11 stemte mot planen og 3 stemte for", 3, 11),
        ("11 røysta mot planen og 3 røysta for", 3, 11),  # nn
        ("Planen fikk 7 stemmer (H, V) mot 8 stemmer avgitt for innstillingen.", 8, 7),
        (
            "Tre stemte for styreleders forslag (Li, Vik, Hop) og to for Nes' forslag (Nes, Moe).",
            3,
            2,
        ),
        ("Regnskapet godkjennes. (16 stemte for, 1 mot.)", 16, 1),
        ("Forslaget fikk 10 stemmer, innstillingen 7.", 10, 7),
        ("Framlegget fekk 4 røyster og tilrådinga 3.", 4, 3),  # nn
        # one side alone
        ("Vedtatt mot 1 stemme", None, 1),
        ("Vedteke mot 2 røyster", None, 2),  # nn
        ("Vedtatt mot én stemme", None, 1),
        ("Vedteke mot ei røyst", None, 1),  # nn
        ("mot 2 st.", None, 2),
        ("Vedtatt, 7 stemmer mot", None, 7),
        ("Det ble vedtatt med 5 stemmer. 1 stemte mot (Liv Nes).", 5, 1),
        ("2 røysta mot.", None, 2),  # nn
        ("Vedteke mot tre røyster", None, 3),  # nn
        ("Framlegget fekk éi røyst. Tilrådinga fekk tre røyster.", 3, 1),  # nn
        ("Ved votering fikk forslaget 1 stemme og innstillingen 4 stemmer.", 4, 1),
        # of alternatives, what got most
        ("Alternativet fikk 12 stemmer for tunnel og 5 stemmer for bru", 12, None),
        ("2 røyster for skule, 9 røyster for barnehage", 9, None),  # nn
    ],
)
def test_votes_are_counted(text: str, votes_for: int | None, votes_against: int | None) -> None:
    assert find_counts(text) == Counts(votes_for, votes_against)


@pytest.mark.parametrize(
    "text",
    [
        "Enstemmig vedtatt",
        "Samrøystes vedteke",
        "Sak 12/17 ble behandlet mot slutten av møtet.",
        "Kampen endte 3-2.",
        "Av 43 representanter var 41 til stede.",
        "Kommunen gikk fra 12 til 15 skoler.",
        "Stemmegivningen foregikk skriftlig.",
    ],
)
def test_what_counts_no_votes(text: str) -> None:
    assert find_counts(text) is None


FORMS = [
    "vedtatt med {f} stemmer mot {a} stemmer",
    "vedtatt med {f} mot {a} stemmer",
    "vedteke med {f} røyster mot {a} røyster",
    "falt med {f} stemmer for og {a} mot",
    "{f} stemte for og {a} stemte imot",
    "{a} stemte mot og {f} stemte for",
    "{a} røysta mot og {f} røysta for",
    "tiltres med {a} stemmer mot og {f} stemmer for",
    "Stemmer for: {f} Stemmer mot: {a}",
    "For: {f} Mot: {a}",
]


@given(st.integers(2, 250), st.integers(2, 250), st.sampled_from(FORMS))
def test_the_sides_are_never_swapped(votes_for: int, votes_against: int, form: str) -> None:
    text = f"Innstillingen ble {form.format(f=votes_for, a=votes_against)}."
    assert find_counts(text) == Counts(votes_for, votes_against)


WORDS = ["for", "mot", "imot", "3", "12", "stemmer", "stemte", ":", "og", "-"]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_nonsense_counts_what_stands_there_or_nothing(text: str) -> None:
    found = find_counts(text)
    digits = {str(number) for number in found or () if number is not None and number != 1}
    assert all(number in text for number in digits)


@pytest.mark.parametrize(
    ("words", "votes_for", "votes_against"),
    [
        ("Innstillingen fikk 3 stemmer og forslaget fra SV og AP 3 stemmer.", 3, 3),
        ("Lis forslag fikk 3 stemmer og ble vedtatt mot 2 stemmer.", 3, 2),
        ("Framlegget fekk 2 røyster og fall mot 5.", 5, 2),
        ("Innstillinga fekk 3 røyster og vart vedteken.", 3, None),
        ("1 røysta for kr 2 400 og 4 for kr 2 600.", 4, 1),
    ],
)
def test_votes_told_of_one_side_or_of_what_was_proposed(
    words: str, votes_for: int, votes_against: int | None
) -> None:
    assert find_counts(words) == Counts(votes_for, votes_against)
