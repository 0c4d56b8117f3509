"""Heads of attendance lists are known by their words, in wordings that no shelf holds whole."""

from __future__ import annotations

import pytest

from extractors.rolls import columns, roll, roll_at_start, roll_of_heads


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("REPRESENTANTER TILSTEDE", "members"),
        ("Følgende medlemmer/varamedlemmer møtte", "members"),
        ("Desse faste medlemene møtte", "members"),  # nn
        ("Oppmøtte i salen", None),
        ("Fraværende representanter", "absent"),
        ("Følgende representanter hadde permisjon", "absent"),
        ("Desse medlemene møtte ikkje", "absent"),  # nn
        ("Følgende vararepresentanter tok sete", "substitutes"),
        ("Møtande varamedlemer", "substitutes"),  # nn
        ("Til stede fra administrasjonen", "staff"),
        ("Frå revisjonen møtte på delar av møtet", "staff"),  # nn
        ("Fra Tønder Rådgivning AS møtte", "staff"),
        ("Innkalte til møtet", "invited"),
        ("Innkalla til møtet", "invited"),  # nn
    ],
)
def test_a_heads_words_say_which_list_it_is(head: str, meaning: str | None) -> None:
    assert roll(head) == meaning


@pytest.mark.parametrize(
    "head",
    [
        "Permisjonssøknad",
        "Deltakelse i nettverket",
        "Medlemmer",
        "Møter",
        "Av 13 medlemmer møtte 11",
        "Fra og med mandag",
        "Styret møtte motstand",
    ],
)
def test_other_heads_are_no_lists(head: str) -> None:
    assert roll(head) is None


def test_a_sentence_begins_with_a_head() -> None:
    assert roll_at_start("Frå administrasjonen møtte rådmann Per Vik.") == ("staff", 26)
    assert roll_at_start("Per Vik orienterte.") is None


def test_a_tables_heads_say_what_the_columns_hold_and_which_list_it_is() -> None:
    assert columns(("Forfall", "Parti", "Møtende vara")) == ("name", "party", "substitute")
    assert columns(("Namn", "Funksjon", "Forfall")) == ("name", "role", "away")
    assert roll_of_heads(("Forfall", "Parti", "Møtende vara")) == "absent"
    assert roll_of_heads(("Møtedeltakarar", "Parti", "Rolle")) == "present"
    assert roll_of_heads(("Navn", "Funksjon")) is None
    assert columns(("Sak", "Tittel")) == ()
