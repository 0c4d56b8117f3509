"""Reports, plans and sheets of fields that are about one project."""

from __future__ import annotations

import pytest

from extractors.projects import extract_projects
from extractors.reading import Reading
from pipeline.readers import read
from schemas.claims import ProjectMention
from schemas.document import Source
from tests.extractors.build import claimed


def _projects(text: str, name: str = "tekst.txt") -> list[ProjectMention]:
    return list(extract_projects(Reading(read(Source.of(name, text.encode())))))


def test_a_project_named_on_top_is_what_the_document_is_about() -> None:
    lines = ("# Statusrapport", "Prosjekt: Lys i havna", "# Økonomi", "Prosjektet er i rute.")
    (project, *_) = claimed(extract_projects, *lines)
    assert (project.name, project.status) == ("Lys i havna", "pågår")
    assert project.reach is not None
    two = claimed(extract_projects, *lines[:3], "Prosjekt: Ny kran", lines[3])
    assert all(p.status is None for p in two if p.name == "Lys i havna")


def test_a_report_on_a_project_is_about_it_to_the_end() -> None:
    lines = ("# Sluttrapport for prosjektet Digital kai", "## 1 Samandrag", "## 2 Status")
    (project, *_) = claimed(extract_projects, *lines, "Arbeidet er avslutta.")
    assert (project.name, project.status) == ("Digital kai", "avsluttet")


def test_a_field_of_a_plan_says_which_project_all_of_it_is_about() -> None:
    lines = (
        "Gevinstrealiseringsplan",
        "Prosjekt\tTrygg natt",
        "Eier\tOs kommune",
        "Mål",
        "Ro om natta.",
    )
    (mention,) = claimed(extract_projects, *lines)
    assert mention.name == "Trygg natt"
    assert mention.reach is not None
    assert mention.reach[1] == len("\n".join(lines))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("PROSJEKTRAPPORT", "Trygg på vei (TRYPV)"), "Trygg på vei"),
        (("# Sluttrapport", "Prosjekt Felles arkiv (FELA)"), "Felles arkiv"),
        (("# Gevinstplan for nytt fakturasystem (NYFAK)", "Versjon 1"), "nytt fakturasystem"),
    ],
)
def test_the_title_of_a_report_with_a_short_form_names_its_project(
    lines: tuple[str, ...], name: str
) -> None:
    project, *_ = claimed(extract_projects, *lines, "# Mål", "Det går bra.")
    assert project.name == name
    assert project.reach is not None
    assert project.reach[1] > len("\n".join(lines))


def test_a_heading_over_a_sheet_of_fields_names_a_project() -> None:
    sheet = "Prosjektleder: Kari Nes\n\nTilskudd: 20 000 kr\n\nStatus: Pågår\n"
    like_it = "## Lys i bua\n\nTilskudd: 9 000 kr\n\nStatus: Avsluttet\n"
    found = _projects(f"# Årsmelding 2031\n\n## Sjøbod til alle\n\n{sheet}\n{like_it}", "a.md")
    assert [(p.name, p.status, p.lead) for p in found] == [
        ("Sjøbod til alle", "pågår", "Kari Nes"),
        ("Lys i bua", "avsluttet", None),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Sluttrapport 2031\n\nProsjektleder: Kari Nes\n\nStatus: Pågår",
        "Fakta om prosjektet\n\nProsjektleder: Kari Nes\n\nStatus: Pågår",
        "Organisering\n\nProsjektleder: Kari Nes\n\nStatus: Pågår",
        "Skole og helse\n\nBudsjett: 900 000 kr\n\nStatus: God drift",
    ],
)
def test_a_heading_over_other_fields_names_none(lines: str) -> None:
    assert _projects(f"# {lines}\n", "a.md") == []


def test_a_label_that_recurs_beside_fields_is_a_field() -> None:
    lines = (
        "## Prosjekter",
        "Varm stove",
        "Tempo: Alt vel med husa.",
        "Gevinster: Folk får varme.",
    )
    more = ("Ny bru", "Tempo: Alt vel med elva.", "Gevinster: Folk får gå over elva.")
    assert {p.name for p in claimed(extract_projects, *lines, *more)} == {"Varm stove", "Ny bru"}


@pytest.mark.parametrize("part", ["Resultat", "Gevinster", "Føremål", "Om prosjektet"])
def test_a_part_of_a_report_is_no_project(part: str) -> None:
    assert _projects(f"# Saksframlegg\n\n## {part}\n\nProsjektet er avsluttet.\n", "a.md") == []


@pytest.mark.parametrize(
    "title", ["Sluttrapport – Ny brygge", "Prosjektplan for Ny brygge", "Gevinstplan: Ny brygge"]
)
def test_reports_and_plans_of_one_project_name_it_in_their_titles(title: str) -> None:
    (found,) = _projects(f"# {title}\n\nArbeidet ble avsluttet i mai.\n", "a.md")
    assert (found.name, found.status) == ("Ny brygge", "avsluttet")


@pytest.mark.parametrize(
    "title",
    [
        "Sluttrapport 2031",
        "Sluttrapport for perioden mai–juni",
        "Sluttrapport for Lyngvær kommune",
        "Sluttrapport fra arbeidsgruppa",
    ],
)
def test_other_titles_of_reports_name_none(title: str) -> None:
    assert _projects(f"# {title}\n\nArbeidet ble avsluttet i mai.\n", "a.md") == []


def test_the_first_line_is_a_title_however_it_is_set() -> None:
    text = "Sluttrapport Kystsone prosjekt BlåBrygge\n\nVi ser tilbake.\n\nArbeidet er avsluttet.\n"
    (found,) = _projects(text)
    assert (found.name, found.status) == ("BlåBrygge", "avsluttet")


def test_a_leader_and_a_period_are_a_sheet_too() -> None:
    sheet = "Prosjektleder: Kari Nes\n\nProsjektperiode: 2030–2031\n"
    assert [p.name for p in _projects(f"# Lys i bua\n\n{sheet}", "a.md")] == ["Lys i bua"]


def test_beside_what_is_called_a_project_a_heading_over_a_status_is_one() -> None:
    called = "## 3.1 Lys i bua\n\nProsjektet startet i fjor.\n\n"
    fields = "## 3.2 Digital byggesak\n\nMål: Kortere ventetid.\n\nStatus: Under arbeid.\n"
    assert [(p.name, p.status) for p in _projects(called + fields, "a.md")] == [
        ("Lys i bua", "pågår"),
        ("Digital byggesak", "pågår"),
    ]
    assert _projects(fields, "a.md") == []
