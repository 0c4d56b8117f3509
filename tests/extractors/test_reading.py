"""The views of a document that the extractors share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import Reading
from schemas.claims import Event
from tests.extractors.build import reading


def sentences(text: str) -> list[str]:
    read = reading(text)
    return [sentence.text for sentence in read.sentences(read.body[0])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brua males. Vegen stenges.", ["Brua males.", "Vegen stenges."]),
        ("Det koster kr. 500 pr. dag. Takk.", ["Det koster kr. 500 pr. dag.", "Takk."]),
        ("Møtet var 8. mars. Takk.", ["Møtet var 8. mars.", "Takk."]),
        ("Vi sluttet klokken 11. Det ble kaffe.", ["Vi sluttet klokken 11.", "Det ble kaffe."]),
        ("Vi slutta klokka 11. Det vart kaffi.", ["Vi slutta klokka 11.", "Det vart kaffi."]),  # nn
        ("Vi sluttet kl. 11. Det ble kaffe.", ["Vi sluttet kl. 11.", "Det ble kaffe."]),
        ("Kuttet er 3 tonn CO2. Flere er med.", ["Kuttet er 3 tonn CO2.", "Flere er med."]),
        ("De kom klokka 10.00. Vi var klare.", ["De kom klokka 10.00.", "Vi var klare."]),
        ("Det var 22.3.2020. Vi var klare.", ["Det var 22.3.2020.", "Vi var klare."]),
        ("Vi kom. Kl. 20.15 gikk vi.", ["Vi kom.", "Kl. 20.15 gikk vi."]),
        ("Ca. 20 elevar kom. Nr. 3 vann.", ["Ca. 20 elevar kom.", "Nr. 3 vann."]),  # nn
        ("Uten punktum", ["Uten punktum"]),
    ],
)
def test_a_block_is_cut_into_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text())
def test_sentences_leave_nothing_out(text: str) -> None:
    joined = "".join(sentences(f"Brua {text}"))
    assert "".join(joined.split()) == "".join(["Brua", *text.split()])


def test_an_extractor_is_asked_once() -> None:
    asked: list[Reading] = []

    def extractor(read: Reading) -> Iterator[Event]:
        asked.append(read)
        proof = read.body[0].cut()
        yield Event(evidence=proof, rule="r", confidence=1, title="x", start_date="2026-01-01")

    read = reading("Noe")
    assert read.claims(extractor) == read.claims(extractor)
    assert asked == [read]


def test_the_opening_ends_where_the_first_case_begins() -> None:
    read = reading("Protokoll", "Saksliste", "PS 1/26 Bru", "Dato: i dag", "PS 1/26 Bru", "Ja.")
    assert [block.text for block in read.opening] == ["Protokoll", "Dato: i dag"]


def test_a_single_cases_header_is_its_opening() -> None:
    read = reading("Sak 1/26 Bru", "Utvalg: Kulturstyret", "Innstilling:", "Brua males.")
    assert [block.text for block in read.opening] == ["Sak 1/26 Bru", "Utvalg: Kulturstyret"]


def test_the_body_has_no_furniture() -> None:
    assert [block.text for block in reading("En", "~ Side 1", "To").body] == ["En", "To"]


def test_a_document_without_cases_is_one_stretch() -> None:
    read = reading("Et notat", "Om kaffe.")
    assert read.case_spans == ((0, len(read.document.text)),)


def values(*lines: str) -> list[str | None]:
    """What stands for each labelled part."""
    read = reading(*lines)
    found = [read.value_of(part) for part in read.outline.parts]
    return [value[0].text[value[1] :] if value else None for value in found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Utvalg: Kulturstyret"], ["Kulturstyret"]),
        (["Utvalg:", "Kulturstyret"], ["Kulturstyret"]),
        (["Utval:", "Møtestad:", "Kulturstyret", "Heradshuset"], ["Kulturstyret", "Heradshuset"]),
        pytest.param(
            ["Utvalg:", "Sak nr.", "Dato:", "Kultur", "1/26", "I dag"],
            ["Kultur", "I dag"],
            marks=pytest.mark.xfail(reason="«Sak nr.» counts among the heads only from above"),
        ),
        (["Utvalg:"], [None]),
    ],
)
def test_a_fields_value_stands_after_its_colon_or_below(
    lines: list[str], found: list[str | None]
) -> None:
    assert values(*lines) == found


@pytest.mark.parametrize(
    ("number", "above"), [(1, "Forslag 1"), (2, "Forslag 2"), (None, "Forslag 2"), (9, "Forslag 2")]
)
def test_the_proposal_voted_on_stands_above(number: int | None, above: str) -> None:
    read = reading("Forslag 1", "Rød.", "Forslag 2", "Blå.", "Votering:", "Forslag 3", "Grønn.")
    text = read.document.text
    assert read.proposal_before(text.index("Votering"), 0, number) == text.index(above)


def test_a_number_alone_above_a_proposal_is_its_number() -> None:
    read = reading("1)", "Forslag:", "Rød.", "2)", "Forslag:", "Blå.", "Votering:")
    text = read.document.text
    assert read.proposal_before(len(text), 0, 1) == text.index("Forslag")
    assert read.proposal_before(len(text), 0, 2) == text.rindex("Forslag")
    assert read.proposal_before(1, 0, 1) is None


def test_the_lines_of_a_case() -> None:
    read = reading("Protokoll", "PS 1/26 Bru", "Brua males.", "PS 2/26 Veg", "Vegen stenges.")
    cases = [[block.text for block in read.within(*span)] for span in read.case_spans]
    assert cases == [["PS 1/26 Bru", "Brua males."], ["PS 2/26 Veg", "Vegen stenges."]]


def test_a_span_of_years_may_end_a_sentence() -> None:
    read = reading("Planen gjeld for 2027-2030. Rektor tek kontakt med skulen.")
    (block,) = read.body
    assert len(read.sentences(block)) == 2


def test_signs_without_end_move_no_sentence() -> None:
    line = "_" * 20_000  # the tokenizer alone would take a minute over it
    found = sentences(f"Møtet ble satt. Navn: {line}. Saken ble utsatt.")
    assert found == ["Møtet ble satt.", f"Navn: {line}.", "Saken ble utsatt."]


def test_stops_without_end_are_one_sentence() -> None:
    line = "." * 10_000  # whoever looks on from each stop takes more than a minute over them
    found = sentences(f"Møtet ble satt. Navn: {line}")
    assert found == ["Møtet ble satt.", f"Navn: {line}"]
