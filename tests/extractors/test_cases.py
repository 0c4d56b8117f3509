"""Cases come from the saksliste and from sections, and only where a document is about a meeting."""

from __future__ import annotations

import pytest

from extractors.cases import extract_cases
from tests.extractors.build import claimed


def titles(*lines: str) -> list[str | None]:
    return [case.title for case in claimed(extract_cases, *lines)]


def test_a_section_without_a_number_is_a_case_in_minutes() -> None:
    lines = ("## Referat fra møte 3. mars 2020", "Til stede: Liv Nes, Per Vik", "## Ny bru")
    assert "Ny bru" in titles(*lines, "Vedtak: Brua males.")


def test_the_headings_of_any_other_document_are_no_cases() -> None:
    assert titles("## Om bruer", "Bruer er lange.", "## Om veger", "Veger er lengre.") == []
    assert titles("## Om bruer", "Bruer er lange.", "## Om vegar", "Vegar er lengre.") == []


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("Gevinstrealiseringsplan", "1 Om planen", "Planen gjelder.", "2 Mål", "Ti."), []),
        (
            ("Et notat", "Sak 1: Ny bru", "Vi så på den.", "Sak 2: Ny veg", "Den er bred."),
            ["1", "2"],
        ),
    ],
)
def test_the_chapters_of_a_plan_are_no_cases(lines: tuple[str, ...], numbers: list[str]) -> None:
    assert [case.number for case in claimed(extract_cases, *lines)] == numbers


def test_an_interpellation_says_so_itself() -> None:
    (case,) = claimed(
        extract_cases, "Protokoll", "PS 1/26 Interpellasjon fra Liv Nes: Ny bru", "Vedtak: Ja."
    )
    assert (case.type, case.title) == ("interpellasjon", "Interpellasjon fra Liv Nes: Ny bru")


def test_a_list_of_what_is_to_be_done_is_no_saksliste() -> None:
    rows = ("Nr.\tHva\tHvem\tFrist", "1\tSende listen\tLiv\t1. mai", "2\tHente planen\tPer\t2. mai")
    lines = ("Referat", "Sak 1/26 Ny bru", "Vedtak: Ja.", "Saker til oppfølging", *rows)
    assert [case.number for case in claimed(extract_cases, *lines)] == ["1/26"]


def test_what_the_paper_is_belongs_to_no_title() -> None:
    lines = (
        "Sak: PS 44/12",
        "Tittel: SAKSPROTOKOLL - KJØP AV BRANNBIL",
        "Vedtak:",
        "Bilen kjøpes.",
    )
    assert titles("SAKSPROTOKOLL", *lines) == ["KJØP AV BRANNBIL"]


def test_a_title_above_who_was_there_is_no_case() -> None:
    top = ("# REFERAT", "# STYRINGSGRUPPEMØTE - NY PORTAL", "Dato: 21.11.2019", "Deltakere:")
    assert titles(*top, "Liv Nes", "# Status", "Alt vel.", "# Risiko", "Rød.") == [
        "Status",
        "Risiko",
    ]


def test_the_handler_may_stand_below_a_head() -> None:
    lines = (
        "Møteinnkalling",
        "PS 29/23 Ny bru",
        "Saksbehandler\tArkivsaknr\tDato",
        "Liv Nes\t23/877\t24.08.2023",
        "Forslag til vedtak:",
        "Brua bygges.",
    )
    assert [case.handler for case in claimed(extract_cases, *lines)] == ["Liv Nes"]


def test_a_paper_without_a_number_has_its_title_below_its_fields() -> None:
    (case,) = claimed(
        extract_cases,
        *("# Saksframlegg", "Saksgang", "Utvalg", "Formannskapet", "Møtedato", "Utvalgssak"),
        *("Arkivsaksnr: 2031/88", "Saksbehandler: Liv Nes", "Ny bru i Storvika", "Vedlegg:"),
        *("## Oversikt over bruer", "Rådmannens forslag til vedtak:", "Brua bygges."),
    )
    assert (case.title, case.handler, case.archive_ref) == (
        "Ny bru i Storvika",
        "Liv Nes",
        "2031/88",
    )


def test_the_body_under_its_head_is_no_title() -> None:
    fields = ("Saksframlegg", "Arkivsak: 2031/88", "Sakshandsamar: Liv Nes", "Utval", "Rådet")
    assert "Rådet" not in titles(*fields, "Tilråding:", "Brua vert bygd.")


def test_cases_for_somebody_may_be_a_title() -> None:
    lines = ("Sak 2/31", "Økonomi", "Tas opp igjen.", "Sak 3/31", "Saker for elevene", "Ingen.")
    assert titles("Referat", *lines) == ["Økonomi", "Saker for elevene"]


def test_what_is_told_of_a_case_above_the_list_does_not_open_it() -> None:
    told = ("Godkjenning av sakliste:", "Sak PS 3/31 Ny bru ble ettersendt.", "## Saksliste")
    rows = ("Saksnr\tTittel", "PS 3/31\tNy bru", "PS 4/31\tOppfølging av bruer")
    treated = (
        "# PS 3/31 Ny bru",
        "Vedtak",
        "Ja.",
        "# PS 4/31 Oppfølging av bruer",
        "Vedtak",
        "Ja.",
    )
    found = [
        (c.source, c.title) for c in claimed(extract_cases, "Protokoll", *told, *rows, *treated)
    ]
    names = ("Ny bru", "Oppfølging av bruer")
    assert found == [(source, name) for source in ("agenda", "section") for name in names]


def test_a_type_of_case_that_is_half_of_the_title_is_of_it() -> None:
    assert titles("Protokoll", "Sak 3/31 Orienteringssak – nye bruer", "Vedtak", "Ja.") == [
        "Orienteringssak – nye bruer"
    ]


def test_the_points_of_a_proposal_are_no_cases_where_cases_have_a_year() -> None:
    lines = ("PS 3/31 Vedtekter", "Liv Nes (Sp) fremmet følgende forslag:", "Pkt 4: Ny ordlyd.")
    more = ("Vedtak", "Vedtektene godkjennes med følgende endring:", "## Punkt 4 Klager", "Ny.")
    assert titles("Protokoll", *lines, *more) == ["Vedtekter"]


def test_a_title_that_goes_on_below_is_whole_where_the_list_has_it_whole() -> None:
    rows = ("Saksnr\tTittel", "PS 3/31\tSøknad om kjøp av gården Nes - Liv\nDahl", "PS 4/31\tBru")
    treated = ("# PS 3/31 Søknad om kjøp av gården Nes - Liv", "## Dahl", "Vedtak", "Ja.")
    assert titles("Protokoll", *rows, *treated)[-1] == "Søknad om kjøp av gården Nes - Liv Dahl"


def test_the_bodies_that_treat_a_case_give_it_no_title() -> None:
    rows = ("Utvalgssak\tUtvalg\tMøtedato", "71/19\tFormannskapet\t19.11.2019")
    lines = (
        "Saksframlegg",
        *rows,
        "\tKommunestyret\t12.12.2019",
        "## Ny bru",
        "Innstilling:",
        "Ja.",
    )
    assert [case.title for case in claimed(extract_cases, *lines)] == ["Ny bru"]
