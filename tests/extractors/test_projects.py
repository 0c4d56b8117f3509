"""Projects are found by name and by place, with how far they have come, and nothing else is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.project_names import same_project
from extractors.projects import extract_projects
from extractors.reading import Reading
from pipeline.readers import read
from schemas.claims import ProjectMention
from schemas.document import BlockKind, Document, Draft, Source
from tests.extractors.build import claimed


def _projects(text: str, name: str = "tekst.txt") -> list[ProjectMention]:
    return list(extract_projects(Reading(read(Source.of(name, text.encode())))))


def _names(text: str) -> list[str]:
    return [project.name for project in _projects(text)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Rådet ga midler til prosjektet ”Rent vann i alle hus” i mai.", "Rent vann i alle hus"),
        ("Rådet gav midlar til prosjektet «Det gode livet» i mai.", "Det gode livet"),
        ("Vi har fått midler til DigiPost-prosjektet i år.", "DigiPost"),
        ("Det er holdt møter om VIK prosjektet hele året.", "VIK"),
        ("Arbeidet med prosjektet Trygg Heim held fram.", "Trygg Heim"),
        ("Prosjektet Varm stove vart avslutta i november.", "Varm stove"),
        ("Vi vedtok å starte prosjektet Skolearkiv på nett.", "Skolearkiv"),
        ("Det ble søkt om penger til prosjekt e-nøkkel i fjor.", "e-nøkkel"),
        ("Vi starter forprosjekt for felles lønnssystem. Oppstart i mars.", "felles lønnssystem"),
        (
            "Det ble startet opp et større arkivarbeid mot NavnX i mai.",
            "arkivarbeid mot NavnX i mai",
        ),
        (
            "Vi holdt fram med å lage ordliste på nett. Prosjektet er lagt på is.",
            "ordliste på nett",
        ),
        ("Prosjektet Ny kai har en ramme på 3 mill. kroner.", "Ny kai"),
        ("Referat fra møte i styringsgruppen for Kystløftet", "Kystløftet"),
        ("Prosjekt: Felles arkiv for regionen", "Felles arkiv for regionen"),
        ("Laget var med på eDialogprosjektet i fjor.", "eDialog"),
        ("Laget er med på det nasjonale Løypeprosjektet.", "Løypeprosjektet"),
        ("Vidare organisering av prosjektet «Betre vegar for alle", "Betre vegar for alle"),
    ],
)
def test_a_project_is_named_by_the_words_around_it(sentence: str, name: str) -> None:
    assert _names(sentence) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prosjektet er i gang, og alle prosjekter følges opp.",
        "Dette prosjektet og andre prosjekter krever prosjektmidler.",
        "Nye prosjekter vurderes fortløpende.",
        "Vi har et prosjekt for å nå flere innbyggere.",
        "Kommunen har mange IKT-prosjekt på gang.",
        "# Tolv digitaliseringsprosjekt får støtte\n\n## Lønsamt for alle\n\nTolv er i gang.",
        "# Prosjekter\n\n## Fylkesmannen i Fjordfylket\n\nFylkesmannen utreder grensene.",
        "Alle IT-prosjekter rapporterer til styret.",
        "Arbeidet kom i gang som et Leader-prosjekt for tre år siden.",
        "Varighet av prosjekt: Mai 2030 - Juni 2031",
        "# Leader-prosjekt\n\nPengene er brukt opp.",
    ],
)
def test_speaking_of_projects_names_none(sentence: str) -> None:
    assert _names(sentence) == []


def test_a_paragraph_that_goes_on_with_the_project_is_about_it() -> None:
    told = "Prosjektet startet opp i 2029 og skal avsluttes i 2031."
    (one,) = _projects(f"Rådet har i år fått midler til prosjektet «Åpen fjord». {told}\n")
    assert (one.status, one.reach is not None) == ("pågår", True)
    both = _projects(f"Rådet driver prosjektet «Åpen fjord» og prosjektet «Ren vik». {told}\n")
    assert [project.reach for project in both] == [None, None]


STATUS_CASE = """| Sak | Tema |
| --- | --- |
| 7-24 | Status prosjekter • DigiVann • Trygg heim • Rammeavtale opplæring |

# Sak 7-24 Status prosjekter

Vedtak: Styret tar saken til orientering.

## Digitalisering av vannmålere

Prosjektleder Kari Moe orienterte. Målerne er tatt i bruk i tre kommuner.

## Veien videre

Det er holdt møter med leverandøren.

## Trygg heim

Opplæringen er i gang. Prosjektet «Åpne dører» er lagt på is.

# Sak 8-24 Budsjett
"""


def test_the_headings_of_a_status_case_are_the_projects_that_the_saksliste_lists() -> None:
    headed = [p for p in _projects(STATUS_CASE, "møte.md") if p.rule == "projects.heading"]
    assert [(p.name, p.status, p.lead) for p in headed] == [
        ("Digitalisering av vannmålere", "i drift", "Kari Moe"),
        ("Trygg heim", "pågår", None),
    ]


def test_a_heading_between_two_projects_belongs_to_the_first() -> None:
    first, second = (p for p in _projects(STATUS_CASE, "møte.md") if p.rule == "projects.heading")
    text = read(Source.of("møte.md", STATUS_CASE.encode())).text
    assert first.reach is not None
    assert second.reach is not None
    assert "møter med leverandøren" in text[slice(*first.reach)]
    assert "Budsjett" not in text[slice(*second.reach)]


def test_a_short_name_and_the_words_it_stands_for_are_aliases() -> None:
    aliases = {p.name: p.aliases for p in _projects(STATUS_CASE, "møte.md")}
    assert aliases["DigiVann"] == ("Digitalisering av vannmålere",)
    assert aliases["Digitalisering av vannmålere"] == ("DigiVann",)


def test_an_acronym_in_parentheses_is_an_alias() -> None:
    mentions = _projects("Prosjekt: Digital hjemmehjelp\n\nDigital hjemmehjelp (DHJ) er i gang.\n")
    assert {mention.aliases for mention in mentions} == {("DHJ",)}


LISTED = """Årsmelding 2023

Prosjekter gjennomført i 2023

Tjenesteområde omsorg

- Integrasjon mot kjernejournal. Den er forenklet.
  - Status: Har vært i bruk siden mai
  - Gevinster: Mindre dobbeltarbeid
- Andre prosjekter:
- Opplæring i matprogrammet. Kommunene er nå i gang med kursene.
- Sonene har hatt mange møter.

Tjenesteområde skole

- Skolene har fått nye nettbrett.
"""


def test_items_with_fields_or_under_other_projects_are_projects_and_the_rest_are_not() -> None:
    assert [(p.name, p.area, p.status, p.status_text) for p in _projects(LISTED)] == [
        ("Integrasjon mot kjernejournal", "omsorg", "i drift", "Har vært i bruk siden mai"),
        ("Opplæring i matprogrammet", "omsorg", "pågår", "er nå i gang"),
    ]


def test_a_heading_that_projects_stand_under_is_none_whatever_it_is_called() -> None:
    text = "# Årsmelding 2023\n\n## Prosjekter i 2023\n\n### Virkefelt omsorg\n\n"
    text += "- Nye maler. De er enklere.\n- Status: Er tatt i bruk\n"
    assert [p.name for p in _projects(text, "tekst.md")] == ["Nye maler"]


def test_a_project_reaches_over_its_fields() -> None:
    project = _projects(LISTED)[0]
    text = read(Source.of("tekst.txt", LISTED.encode())).text
    assert project.reach is not None
    assert text[slice(*project.reach)].endswith("Gevinster: Mindre dobbeltarbeid")


def test_a_heading_is_a_project_where_its_text_calls_it_so() -> None:
    text = "Årsmelding 2022\n\nTrygg heim\n\nProsjektet er lagt på is inntil vidare.\n"
    assert [(p.name, p.status) for p in _projects(text)] == [("Trygg heim", "stanset")]


def test_a_paragraph_that_opens_with_a_project_is_about_it() -> None:
    text = "Prosjektet Trygg natt har kostet 100 000 kroner. Nattevaktene sparer tid."
    (mention,) = _projects(text)
    assert mention.reach == (0, len(text))


@pytest.mark.parametrize(
    "title",
    [
        *("Prosjekt", "Prosjekt i 2031", "Prosjekter og resultater", "Byggeprosjekter"),
        *("Kva skjer i prosjekta?", "Nytt om våre prosjekter", "Prosjekter under arbeid"),
    ],
)
def test_a_heading_of_projects_makes_the_headings_under_it_projects(title: str) -> None:
    found = claimed(
        extract_projects,
        *("# Årsmelding 2031", f"## {title}", "### Varm stue", "Stua er i drift."),
        *("### Nye benker", "Snekkeren er syk, og arbeidet er satt på vent."),
        *("## Styret", "Styret har hatt to møter."),
    )
    assert [(p.name, p.status) for p in found] == [
        ("Varm stue", "i drift"),
        ("Nye benker", "utsatt"),
    ]


def test_the_heading_of_a_case_on_a_project_rules_the_case() -> None:
    found = claimed(
        extract_projects,
        *("# PS 4/31 Digital kai – oppstart", "Rådet godkjenner prosjektet Digital kai."),
        "Arbeidet er under planlegging.",
        *("# PS 5/31 Ymse", "Ingen saker."),
    )
    heading = next(p for p in found if p.rule == "projects.title")
    assert (heading.name, heading.status) == ("Digital kai", "planlagt")
    assert heading.reach is not None


def test_labelled_lines_in_a_case_on_projects_name_them() -> None:
    lines = ("## Sak 4/31 Status for prosjektene", "LYS: Piloten er i gang.")
    found = claimed(
        extract_projects, *lines, "Ny kran: Arbeidet er utsatt.", "Vedtak: Tatt til orientering."
    )
    assert [(p.name, p.status) for p in found] == [("LYS", "pågår"), ("Ny kran", "utsatt")]


def test_a_labelled_line_may_open_with_the_status() -> None:
    lines = ("## Sak 4/31 Prosjektgjennomgang", "Lys: Levert. Alle er nøgde.", "Kran: 14 er bygde.")
    found = claimed(extract_projects, *lines)
    assert [(p.name, p.status) for p in found] == [("Lys", "avsluttet"), ("Kran", None)]


def test_a_short_form_after_the_name_is_an_alias() -> None:
    (project,) = claimed(extract_projects, "Prosjekt: Digital havneportal (DHP)", "Status: Pågår")
    assert (project.name, project.aliases) == ("Digital havneportal", ("DHP",))


def test_a_table_of_accounts_names_no_projects() -> None:
    rows = "Prosjekt\tBudsjett\tForbruk\nNy kai\t900 000\t850 000\n"
    assert claimed(extract_projects, *rows.splitlines()) == []


def test_a_date_over_a_column_and_a_sum_below_it_change_nothing() -> None:
    table = ("Prosjektnavn\tStatus 31.12\tTilskudd", "Chatbot\tAvbrutt\t900", "Sum\t\t900")
    assert [(p.name, p.status) for p in claimed(extract_projects, *table)] == [
        ("Chatbot", "stanset")
    ]


def test_a_table_of_projects_gives_a_row_for_each() -> None:
    table = (
        "| Prosjekt | Prosjektleder | Status | Fase |\n| --- | --- | --- | --- |\n"
        "| Trygg hjemme | Kari Moe | Tatt i bruk i alle soner | Realisering |\n"
        "| Felles kundetorg | Ola Nes | Starter opp i 2022 | |\n"
    )
    assert [(p.name, p.lead, p.status, p.phase) for p in _projects(table, "tabell.md")] == [
        ("Trygg hjemme", "Kari Moe", "i drift", "realisere"),
        ("Felles kundetorg", "Ola Nes", "planlagt", None),
    ]


def test_a_heading_is_a_projects_where_a_table_names_it() -> None:
    table = ("Prosjekt\tStatus", "Trygg kai\tPågår", "Ny kran\tUtsatt")
    found = claimed(extract_projects, *table, "## Trygg kai", "Status: Alle har tatt den i bruk.")
    heading = next(p for p in found if p.rule == "projects.title")
    assert (heading.name, heading.status) == ("Trygg kai", "i drift")
    assert heading.reach is not None


def test_who_takes_part_is_no_part_of_the_name() -> None:
    (project,) = claimed(extract_projects, "Vi går inn i prosjektet Digital kai saman med Sund.")
    assert project.name == "Digital kai"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DigiVann", "Digitalisering av vannmålere"),
        ("Tjenesteutvikling Altinn", "Tjenesteutvikling i Altinn"),
        ("LYS prosjektet", "LYS-anskaffelsen"),
        ("Trygg Heim", "trygg heim"),
    ],
)
def test_two_ways_of_writing_a_name_are_one_project(one: str, other: str) -> None:
    assert same_project(one, other)
    assert same_project(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trygg heim", "Trygg skolevei"),
        ("DigiVann", "Digital vannmåling i kommunene"),
        ("Prosjektet", "Andre prosjekter"),
    ],
)
def test_names_that_only_resemble_each_other_are_two(one: str, other: str) -> None:
    assert not same_project(one, other)


@given(st.text(max_size=200))
def test_any_text_is_survived_and_every_mention_is_quoted(text: str) -> None:
    drafts = [Draft(kind=BlockKind.PARAGRAPH, text=f"Prosjektet {text} er i gang.")]
    document = Document.of(Source.of("tekst.txt", b""), "txt", drafts)
    for mention in extract_projects(Reading(document)):
        assert document.text[mention.evidence.start : mention.evidence.end] == mention.evidence.text
        assert mention.name.strip()


@pytest.mark.parametrize("format", ["docx", "pdf", "txt"])
@pytest.mark.parametrize(
    "name",
    ["orkide-arsmelding-2023", "digitale-helgeland-2024-10-25", "kafjord-sprak-arsmelding-2004"],
)
def test_real_documents_give_the_projects_that_a_person_finds(
    shared: Path, name: str, format: str
) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    file = shared / "documents" / f"{name}.{format}"
    found = {
        _words(p.name)
        for p in extract_projects(Reading(read(Source.of(file.name, file.read_bytes()))))
    }
    wanted = [
        [_words(n) for n in (p["name"], *p.get("aliases", []))]
        for p in gold["projects"]
        if not p.get("optional")
    ]
    missed = [n for n in wanted if not any(w <= f or f <= w for w in n for f in found)]
    assert len(missed) <= 0.1 * len(wanted)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace("-", " ").split())


def test_lines_of_labels_and_values_name_no_project_but_that_of_its_name() -> None:
    lines = (
        "Rapport om midler",
        "Til: Fylkesmannen",
        "Navn på prosjektet: Trygg i sentrum",
        "Kontaktperson: Per Li",
        "Prosjektstatus: Gjennomført",
        "Resultatet er godt.",
    )
    (project,) = claimed(extract_projects, *lines)
    assert (project.name, project.status) == ("Trygg i sentrum", "avsluttet")
    assert project.reach is not None
    assert project.reach[1] == len("\n".join(lines))


@pytest.mark.parametrize("label", ["Ansvarlig: Rektor", "Frist: våren 2031", "Ansvarleg: Rektor"])
def test_what_else_is_told_of_a_measure_names_no_project(label: str) -> None:
    lines = ("# Tiltak", "Vi skal byggje ei bru.", label, "Nytte: Færre klager.")
    assert claimed(extract_projects, *lines) == []


def test_beside_a_heading_that_is_called_a_project_those_with_a_state_are_projects() -> None:
    lines = (
        "# Utvikling",
        "## Robot i post",
        "Roboten ble satt i drift i mai.",
        "## Ny vannmåling",
        "Prosjektet er stanset.",
        "## Om avdelingen",
        "Vi er seks ansatte.",
    )
    found = claimed(extract_projects, *lines)
    assert [(p.name, p.status) for p in found] == [
        ("Robot i post", "i drift"),
        ("Ny vannmåling", "stanset"),
    ]
    assert claimed(extract_projects, *lines[:3], *lines[5:]) == []


def test_after_projects_a_heading_of_one_word_is_a_project_only_if_it_is_told_as_one() -> None:
    lines = (
        "# Prosjekter i 2031",
        "# Tarebruket",
        "Arbeidet er stilt i bero.",
        "# Kompetanse",
        "Vi holdt tre kurs.",
    )
    assert [p.name for p in claimed(extract_projects, *lines)] == ["Tarebruket"]


def test_a_letter_before_a_name_is_no_part_of_it() -> None:
    lines = ("A) Felles lås", "Status: Under innføring", "Låsene blir gode.", "B) Alarm")
    project, *_ = claimed(extract_projects, *lines, "Status: I drift", "Alarmen er god.")
    assert (project.name, project.status) == ("Felles lås", "pågår")
    assert project.reach == (0, len("\n".join(lines[:3])))


@pytest.mark.parametrize("title", ["Hva prosjektet skal gi", "Kvifor prosjektet vart starta"])
def test_a_question_about_the_project_names_none(title: str) -> None:
    assert claimed(extract_projects, f"# {title}", "Det tar tid.") == []


def test_a_heading_may_be_the_word_and_the_name_in_quotation_marks() -> None:
    lines = ("# Årsmelding 2031", "## PROSJEKTET «SPELEROM»", "Prosjektet er skrinlagt.")
    (project,) = claimed(extract_projects, *lines)
    assert (project.name, project.status) == ("SPELEROM", "stanset")


def test_a_phase_is_no_name() -> None:
    assert claimed(extract_projects, "# 2 Gjennomføring", "Prosjektet ble avsluttet i mai.") == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Rapport", "Prosjektets navn: Varm stove", "Prosjektstatus: Avsluttet i mai."),
        ("Rapport", "Namnet på prosjektet: Varm stove", "Framdriftsstatus: Avslutta."),  # nn
        ("Rapport", "Satsingsprosjektet Varm stove ble avsluttet i mai."),
    ],
)
def test_names_and_fields_are_put_together_of_parts(lines: tuple[str, ...]) -> None:
    (project,) = claimed(extract_projects, *lines)
    assert (project.name, project.status) == ("Varm stove", "avsluttet")


@pytest.mark.parametrize(
    "lines",
    [
        ("Sluttrapport", "Namn på prosjektet\tVarm stove", "Alt gjekk bra."),  # nn
        ("Rapport", "Styringsgruppa for Varm Stove møttest i mai."),  # nn
        ("Referat", "## Status i prosjektporteføljene", "## Varm stove", "Vi er i testfasen."),
    ],
)
def test_a_project_is_named_by_what_stands_beside_it(lines: tuple[str, ...]) -> None:
    assert {p.name.lower() for p in claimed(extract_projects, *lines)} == {"varm stove"}


def test_a_stop_may_end_the_title_that_a_paragraph_runs_on_from() -> None:
    first = "Nytt båtregister. Prosjektet vart avslutta i juni."
    second = "Felles slipp. Arbeidet er i gang. Fristen er 2032."
    found = _projects(f"# Årsmelding 2031\n\n## Prosjekt\n\n{first}\n\n{second}\n", "a.md")
    assert [(p.name, p.status) for p in found] == [
        ("Nytt båtregister", "avsluttet"),
        ("Felles slipp", "pågår"),
    ]
    assert _projects(f"# Årsmelding 2031\n\n## Hamna\n\n{first}\n\n{second}\n", "a.md") == []


def test_a_quoted_name_is_a_project_where_it_is_said_to_be_or_such_are_told_of() -> None:
    assert _names("«Lesebåten» er et treårig prosjekt for barn.") == ["Lesebåten"]
    assert _names("«Lesebåten» er en gammel skøyte.") == []
    told = "# Årsmelding\n\n## Prosjekter\n\n«Ung jobb» ble avsluttet i juni.\n"
    (found,) = _projects(told, "a.md")
    assert (found.name, found.status) == ("Ung jobb", "avsluttet")
