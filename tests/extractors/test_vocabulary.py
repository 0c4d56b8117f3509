"""Phrases are found whole, the longest first, in any case and over any white space."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vocabulary import Hit, Shelf, any_of, fold, lowered, shelf, words_in

WORDS = Shelf(
    {
        "yes": ("vedtatt", "enstemmig vedtatt", "vedteke"),
        "no": ("ikke vedtatt", "ikkje vedteke"),
        "street": ("st.", "å gjøre"),
        "money": ("€", "kr.-"),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planen ble vedtatt.", [("yes", "vedtatt")]),
        ("Planen ble ikke vedtatt.", [("no", "ikke vedtatt")]),  # the longest wins
        ("Planen vart ikkje vedteke.", [("no", "ikkje vedteke")]),  # nn
        ("ENSTEMMIG  VEDTATT", [("yes", "ENSTEMMIG  VEDTATT")]),
        ("Enstemmig\n\tvedtatt", [("yes", "Enstemmig\n\tvedtatt")]),
        ("vedtatt og ikke vedtatt", [("yes", "vedtatt"), ("no", "ikke vedtatt")]),
        ("vedtattes og uvedtatt", []),  # only whole words
        ("mot 2 st. i alt", [("street", "st.")]),
        ("Det kosta 5 €, ja", [("money", "€")]),  # a phrase without a word
        ("Det kosta 5 kr.-", [("money", "kr.-")]),
        ("Ting Å GJØRE nå", [("street", "Å GJØRE")]),
        ("a gjøre", []),  # å is a letter of its own
        ("", []),
    ],
)
def test_phrases_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    hits = list(WORDS.find(text))
    assert [(hit.meaning, text[hit.start : hit.end]) for hit in hits] == found
    assert WORDS.first(text) == (hits[0] if hits else None)


def test_what_a_text_says() -> None:
    text = "Planen ble enstemmig vedtatt av styret, og det kostet ingen noe som helst."
    assert WORDS.says(text, "yes")
    assert WORDS.says(text, "no", "yes")
    assert not WORDS.says(text, "no")
    assert not WORDS.says(text.replace("enstemmig", "ikke"), "yes")  # the longest wins here too
    assert [hit.meaning for hit in WORDS.find_only(text, "no", "yes")] == ["yes"]


def test_at_the_start_and_as_all_of_a_text() -> None:
    assert WORDS.at_start("Ikke vedtatt likevel") == Hit("no", 0, 12)
    assert WORDS.at_start("Ble ikke vedtatt") is None
    assert WORDS.at_start("Å\tgjøre") == Hit("street", 0, 7)
    assert WORDS.at_start("€ 5") == Hit("money", 0, 1)
    assert WORDS.meaning("  Ikke  VEDTATT ") == "no"
    assert WORDS.meaning("ikke vedtatt nå") is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("vedtatt", "yes"),
        ("vedttatt", "yes"),  # a letter too many, too few, another
        ("vedtat", None),  # … in a long word only
        ("vedtett", "yes"),
        ("Enstem. vedtatt", "yes"),  # cut short
        ("Enstem vedtatt", None),
        ("vettett", None),  # two letters
        ("edtatt", None),  # nothing begins so
    ],
)
def test_a_word_may_be_nearly_right(text: str, meaning: str | None) -> None:
    assert WORDS.near_meaning(text) == meaning


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Møte\tBOK\n", "møte bok"),
        ("inn\u00adstilling", "innstilling"),
        ("İ", "i"),
        ("ÆØÅ", "æøå"),
    ],
)
def test_texts_are_folded_to_be_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_any_phrase_of_a_meaning_as_a_pattern() -> None:
    pattern = re.compile(rf"\b{any_of('kinds', 'protokoll', 'referat')}\b", re.IGNORECASE)
    found = pattern.findall("Protokoll, møteprotokoll, innkalling og Referat fra møte")
    assert found == ["Protokoll", "møteprotokoll", "Referat fra møte"]


def test_both_languages_stand_on_one_shelf() -> None:
    assert {shelf("labels").meaning("tilråding"), shelf("labels").meaning("innstilling")} == {
        "recommendation"
    }


@given(st.lists(st.text("abc -.", min_size=1).map(fold).filter(bool), min_size=1))
def test_every_phrase_of_any_shelf_is_found(phrases: list[str]) -> None:
    made = Shelf({"any": tuple(phrases)})
    for phrase in phrases:
        assert Hit("any", 1, 1 + len(phrase)) in list(made.find(f"«{phrase}»"))


@given(
    st.lists(st.text("ab -.", min_size=1).map(fold).filter(bool), min_size=1),
    st.text("ab -.\n"),
)
def test_phrases_are_found_where_they_are_met_one_word_after_the_other(
    phrases: list[str], text: str
) -> None:
    made, at, begun = Shelf({"any": tuple(phrases)}), 0, []
    while at < len(text):
        hit = made.at_start(text[at:]) if not text[:at][-1:].isalnum() else None
        if hit is not None:
            begun.append(Hit("any", at, at + hit.end))
        at += hit.end if hit is not None else 1
    assert list(made.find(text)) == begun


@given(st.text())
def test_the_words_of_a_text_are_its_letters_and_digits_in_a_row(text: str) -> None:
    assert words_in(text) == {"", *re.findall(r"\w+", lowered(text))}


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_hits_stand_in_order_inside_the_text(text: str) -> None:
    hits = list(shelf("labels").find(f"{text} vedtak {text}"))
    assert hits == sorted(hits, key=lambda hit: hit.start)
    assert all(one.end <= other.start for one, other in pairwise(hits))
