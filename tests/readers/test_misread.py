"""Letters that OCR sees in numbers are digits again, and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.misread import mended, with_strokes, years_of


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("l2.O3.1993", "12.03.1993"),
        ("3.l2.97", "3.12.97"),
        ("2O/93,", "20/93,"),
        ("(I4/2OO4)", "(14/2004)"),
        ("2O24", "2024"),
        ("o4.o5.199l.", "04.05.1991."),
        ("l2. mai l993", "12. mai 1993"),
        ("kl. l8.3O", "kl. 18.30"),
    ],
)
def test_letters_in_days_and_case_numbers_are_digits(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        *("Olav", "I", "ol", "II/III", "lo/ol", "H2O", "3I", "kl.", "1.", "Il", "PS 14/24", "IO"),
        *("II. del", "1l.", "§ l2"),
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert mended(text) == text


def test_a_stroke_is_put_back_only_in_a_year_that_other_numbers_have() -> None:
    years = years_of(["24/93", "Utvalget", "26/93."])
    assert with_strokes(["SAK", "25193"], years) == ["SAK", "25/93"]
    assert with_strokes(["Sak", "125793:"], years) == ["Sak", "125/93:"]
    assert with_strokes(["SAK", "25194"], years) == ["SAK", "25194"]
    assert with_strokes(["kr", "25193"], years) == ["kr", "25193"]
    assert with_strokes(["SAK", "25193"], frozenset()) == ["SAK", "25193"]


def test_a_day_before_its_month_is_mended_though_each_is_a_word() -> None:
    assert with_strokes(["Møte", "2l.", "august"], frozenset()) == ["Møte", "21.", "august"]


@given(st.text())
def test_each_sign_stands_for_one_sign(text: str) -> None:
    changed = mended(text)
    assert len(changed) == len(text)
    assert mended(changed) == changed
