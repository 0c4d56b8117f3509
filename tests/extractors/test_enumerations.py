"""Cases that only `1.`, `2.`, `3.` tell apart, and titles that what was told goes on after."""

from __future__ import annotations

import pytest

from extractors.vedtak import extract_vedtak
from tests.extractors.build import claimed
from tests.extractors.test_outline import sections

NB = [
    "Protokoll fra årsmøte i Nes båtlag 4. mai 2022",
    "1. Innkallingen ble godkjent.",
    "2. Kari Lind ble valgt til møteleder.",
    "3. Kassereren la fram regnskapet. Regnskapet ble enstemmig godkjent.",
    "4. Det var ingen innkomne saker.",
]
NN = [
    "Protokoll frå årsmøte i Nes båtlag 4. mai 2022",
    "1. Innkallinga vart godkjend.",
    "2. Kari Lind vart vald til møteleiar.",
    "3. Kasseraren la fram rekneskapen. Rekneskapen vart samrøystes godkjend.",
    "4. Det var ingen innkomne saker.",
]


@pytest.mark.parametrize("lines", [NB, NN])
def test_numbered_points_that_decide_are_cases_without_titles(lines: list[str]) -> None:
    assert sections(*lines) == [(1, None), (2, None), (3, None), (4, None)]
    decided = [vedtak.text for vedtak in claimed(extract_vedtak, *lines)]
    assert decided == [lines[1][3:], lines[2][3:], lines[3].split(". ")[2]]


def test_numbered_points_that_decide_nothing_are_cases_only_where_they_are_all_there_is() -> None:
    points = [f"{n}. Vi snakket lenge om båtene." for n in range(1, 5)]
    prose = ["Vi gikk en tur rundt vannet, og så på brygga og alle båtene som lå der."] * 3
    assert not sections("Referat", *prose, *points)
    assert sections("Referat", *points) == [(n, None) for n in range(1, 5)]


def test_a_point_may_open_with_its_title() -> None:
    told = "Vi har brukt mer enn vi hadde, og må se på dette."
    points = [f"{n}. Budsjett {n} for båtene. {told}" for n in range(1, 5)]
    assert sections("Referat", *points) == [(n, f"Budsjett {n} for båtene") for n in range(1, 5)]


def test_a_title_that_dates_the_minutes_once_more_is_no_case() -> None:
    lines = ("Årsmøte 2020", "# Referat fra årsmøte 3. mars 2020", "# Dugnad", "# Strøm")
    assert sections(*lines) == [(None, "Dugnad"), (None, "Strøm")]


def test_numbers_may_answer_to_those_of_the_saksliste() -> None:
    lines = ["## Saksliste", "1. Innkalling", "2. Dugnad", "3. Eventuelt", "## Referat"]
    told = ["1. Godkjent.", "2. Vi rydder brygga i mai. Kari koker suppe.", "3. Ingen saker."]
    assert sections(*lines, *told) == [(1, "Innkalling"), (2, "Dugnad"), (3, "Eventuelt")]


@pytest.mark.parametrize(
    "line",
    [
        "Sak 3: Dugnad på brygga. Det var meldt om mange hull i brygga, og vi bytter alle bordene.",
        "Sak. 3: Dugnad på brygga. Det var meldt om mange hol i brygga, og vi byter alle borda.",
    ],
)
def test_a_title_ends_where_it_is_told_what_was_said(line: str) -> None:
    assert sections("Sak 2: Regnskap", line) == [(2, "Regnskap"), (3, "Dugnad på brygga")]


def test_a_title_of_two_sentences_is_whole() -> None:
    title = "Søknad fra Nes båtlag. Støtte til ny brygge"
    assert sections("Sak 1: Regnskap", f"Sak 2: {title}") == [(1, "Regnskap"), (2, title)]


def test_a_heading_like_those_of_the_cases_is_a_case_that_came_up() -> None:
    agenda = ["# Møte", "## Saksliste", "- Dugnad", "- Ny brygge"]
    told = ["## Dugnad", "Vi rydder.", "## Strøm", "Den er dyr.", "### Pris", "## Ny brygge"]
    assert sections(*agenda, *told) == [(None, "Dugnad"), (None, "Strøm"), (None, "Ny brygge")]


def test_the_number_and_a_word_tell_which_case_a_heading_is() -> None:
    agenda = ["# Møte", "## Saksliste", "1. Dugnad", "2. Svar til velforeningen om brygge"]
    told = ["## 1. Dugnad", "Vi rydder.", "## 2. Brevet til velforeningen", "## 3. Velforeningen"]
    assert sections(*agenda, *told) == [
        (1, "Dugnad"),
        (2, "Brevet til velforeningen"),
        (3, "Velforeningen"),  # not listed, but next
    ]


def test_a_title_below_the_number_ends_there_too() -> None:
    told = "Strøm på brygga. Styret har hatt mange møter med kraftlaget om dette, og vi venter."
    assert sections("Sak nr. 1", told, "Sak nr. 2", "Dugnad") == [
        (1, "Strøm på brygga"),
        (2, "Dugnad"),
    ]


def test_a_heading_may_have_its_number_and_a_full_stop() -> None:
    told = ["## 1. Dugnad", "Vi rydder.", "## 2. Ny brygge", "## 3. Strøm", "Den er dyr."]
    cases = [(1, "Dugnad"), (2, "Ny brygge"), (3, "Strøm")]
    for mark in ("-", "1."):
        listed = ["# Møte", "## Saksliste", f"{mark} Dugnad", f"{mark.replace('1', '2')} Ny brygge"]
        assert sections(*listed, *told) == cases


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("1.", "1.", "1.")])
def test_the_cases_themselves_may_stand_below_saker(marks: tuple[str, ...]) -> None:
    titles = ("Dugnad", "Ny brygge", "Strøm")
    told = ("Vi rydder.", "Den er lang.", "Den er dyr.")
    lines = [
        line
        for mark, title, what in zip(marks, titles, told, strict=True)
        for line in (f"{mark} {title}", what)
    ]
    assert [title for _, title in sections("Referat", "Saker", *lines)] == list(titles)


def test_items_with_what_was_told_of_them_below_are_cases() -> None:
    lines = ["- Dugnad", "Vi rydder.", "- Ny brygge", "Den er lang.", "- Strøm", "Den er dyr."]
    assert [title for _, title in sections("Referat", *lines)] == ["Dugnad", "Ny brygge", "Strøm"]
    assert sections("Referat", *lines, "- Kaffe", "- Kaker") == []


def test_headings_that_list_people_are_no_cases() -> None:
    assert sections("# Referat", "## Kari Li (leder)", "## Ola Vik (kasserer)", "Vi rydder.") == []


def test_a_question_may_be_the_title() -> None:
    asked = "Skal laget dekke utgifter til de som reiser til Os?"
    assert sections(f"Sak 1 {asked} Laget dekker ikke noe av det nå.", "Sak 2 Dugnad") == [
        (1, asked),
        (2, "Dugnad"),
    ]


@pytest.mark.parametrize("label", ["Vedtak:", "Tilråding:"])  # nn
def test_points_below_a_label_are_of_one_text(label: str) -> None:
    points = [f"{n}. Kommunestyret godkjenner bru {n}." for n in range(1, 5)]
    top = ("Særutskrift", "Kommunestyret 4. mai 2022", "Sal av bruer")
    assert sections(*top, label, *points) == []
