"""An annual report's list of work comes out item by item; other documents and sections do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.activities import extract_activities
from extractors.reading import Reading
from pipeline.readers import read
from schemas.claims import Activity
from schemas.document import Source
from tests.extractors.build import claimed

LISTING = """Årsmelding 2021 for Fjordnett

4 Faggruppene

4.1 Teknisk

Gruppa er ledet av Kari Moe og har hatt fire møter dette året.

Felles løsninger

- Flyttet kartverktøyet til ny driftsplattform.
- Byggesøknader sendes nå digitalt i alle kommunene.

Opplæring:

- Holdt tre kurs for saksbehandlere.

Gevinstrealisering

- Kartverktøyet har gitt gevinster for kommunene.

Mål for 2022

- Innføre felles postliste.

4.2 Oppvekst

Felles løsninger

Vi har brukt mye av året på å forberede eksamen. Arbeidet omfattet fire opplegg:

- Rutiner for nedetid på alle skolene.

- Alle skolene har fått ny pålogging.
"""

TELLING = """Årsrapport for Vika museumslag 2016

Om laget
Museumslaget driv bygdetunet og har 80 medlemer i tre kommunar.

TILSETTE
Dagleg leiar Ola Bø har vore tilsett i full stilling heile året.

AKTIVITETAR I ÅRET
Utstillingar
Vi opna ei ny utstilling om fiskebruket i mai. Det kom 300 gjester.
Born og unge
Vi har gjennomført dette på Vika skule:
To omvisingar for sjuande trinn i september.
Ein dag med handverk for dei yngste elevane i november.

ØKONOMI
Rekneskapen viser eit lite overskot, og eigenkapitalen er god.
"""

MINUTES = """Møteprotokoll
Vika formannskap

Sak 4/22 Årsmelding 2021

Aktiviteter

- Kommunen har bygd ny brannstasjon på Neset.
"""


def _activities(text: str) -> list[Activity]:
    return list(extract_activities(Reading(read(Source.of("melding.txt", text.encode())))))


def test_bullets_under_themes_are_the_work_where_a_report_lists() -> None:
    assert [(a.group_name, a.theme, a.text) for a in _activities(LISTING)] == [
        ("Teknisk", "Felles løsninger", "Flyttet kartverktøyet til ny driftsplattform."),
        ("Teknisk", "Felles løsninger", "Byggesøknader sendes nå digitalt i alle kommunene."),
        ("Teknisk", "Felles løsninger – Opplæring", "Holdt tre kurs for saksbehandlere."),
    ]
    assert {a.year for a in _activities(LISTING)} == {2021}


def test_paragraphs_under_the_heading_of_activities_are_the_work_where_a_report_tells() -> None:
    assert [(a.theme, a.text) for a in _activities(TELLING)] == [
        (
            "Utstillingar",
            "Vi opna ei ny utstilling om fiskebruket i mai. Det kom 300 gjester.",
        ),
        (
            "Born og unge – Vi har gjennomført dette på Vika skule",
            "To omvisingar for sjuande trinn i september.",
        ),
        (
            "Born og unge – Vi har gjennomført dette på Vika skule",
            "Ein dag med handverk for dei yngste elevane i november.",
        ),
    ]


def test_minutes_that_treat_an_annual_report_list_no_activities() -> None:
    assert _activities(MINUTES) == []


def test_the_same_lines_are_activities_once_the_report_stands_alone() -> None:
    report = MINUTES.replace("Møteprotokoll\nVika formannskap\n\nSak 4/22 ", "")
    assert [a.text for a in _activities(report)] == ["Kommunen har bygd ny brannstasjon på Neset."]


def test_a_state_in_the_words_is_read() -> None:
    (activity,) = _activities(
        "Årsmelding 2020\n\nVelferd\n\n- Det nye varslingssystemet er tatt i bruk i alle soner.\n"
    )
    assert activity.status == "i drift"


def test_a_group_is_known_by_its_word_and_a_numbered_theme_is_none() -> None:
    found = claimed(
        extract_activities,
        *("# Årsmelding 2031", "## Faggruppe kultur", "### Tilbud"),
        "- Sangkvelden samlet sytti mennesker.",
        *("## 3.2 Bygg", "- Taket på naustet er lagt om."),
    )
    assert [(a.group_name, a.theme) for a in found] == [
        ("Faggruppe kultur", "Tilbud"),
        (None, "Bygg"),
    ]


def test_titles_that_are_only_numbered_or_stand_over_a_list_are_titles() -> None:
    found = claimed(
        extract_activities,
        *("ÅRSMELDING 2031", "1. Tilsette", "Vi har hatt to tilsette.", "2. Verksemda"),
        *("## 2.1 Sjøen", "Mål 1: Fleire gjester"),
        *("- Kafeen heldt ope kvar laurdag.", "- Båten gjekk to turar i veka."),
        *("3. Framover", "Museet skal byggje ei ny kai til neste år."),
    )
    assert [(a.theme, a.text) for a in found] == [
        ("Fleire gjester", "Kafeen heldt ope kvar laurdag."),
        ("Fleire gjester", "Båten gjekk to turar i veka."),
    ]


@pytest.mark.parametrize("format", ["docx", "pdf", "txt"])
@pytest.mark.parametrize("name", ["orkide-arsmelding-2023", "kafjord-sprak-arsmelding-2004"])
def test_real_reports_give_the_items_that_a_person_lists(
    shared: Path, name: str, format: str
) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    file = shared / "documents" / f"{name}.{format}"
    reading = Reading(read(Source.of(file.name, file.read_bytes())))
    found = {_letters(a.text) for a in extract_activities(reading)}
    wanted = {_letters(a["text"]) for a in gold["activities"] if not a.get("optional")}
    allowed = wanted | {_letters(a["text"]) for a in gold["activities"]}
    assert len(found & wanted) >= 0.9 * len(wanted)
    assert len(found - allowed) <= 0.15 * len(wanted)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


UNITS = (
    *("# Årsmelding 2019", "# Innledning", "Vi var ni."),
    *(
        "# Bibliotek",
        "## Samlingene",
        "- Kjøpte inn 1 240 nye bøker.",
        "- Kasserte 900 gamle fagbøker.",
    ),
    *("# Servicetorg", "## Møtet med innbyggerne", "- Svarte på 38 500 telefoner."),
)


def test_units_over_themes_are_groups() -> None:
    found = claimed(extract_activities, *UNITS)
    assert [(a.theme, a.group_name) for a in found] == [
        ("Samlingene", "Bibliotek"),
        ("Samlingene", "Bibliotek"),
        ("Møtet med innbyggerne", "Servicetorg"),
    ]


def test_one_heading_over_all_themes_is_no_unit() -> None:
    lines = (*UNITS[:3], "# Hele laget", *UNITS[4:7], "## Møter", "- Svarte på 38 500 telefoner.")
    assert {a.group_name for a in claimed(extract_activities, *lines)} == {None}


def test_what_stands_beside_the_work_is_none() -> None:
    lines = (
        *("# Årsrapport 2019", "Sund · Vik · Nes · Os"),
        *("# Brukarstøtte", "Vi løyste 900 saker i fjor.", "Økonomi: Vi fekk 40 000 kroner."),
        *("# Ny kai", "Status: Kaia er i bruk.", "Vi har seld den gamle kaia."),
    )
    assert [a.text for a in claimed(extract_activities, *lines)] == ["Vi løyste 900 saker i fjor."]


def test_what_is_told_of_a_project_is_no_item_of_the_work() -> None:
    lines = (
        "# Årsmelding 2031",
        "## Korps",
        "- Lånt ut instrument",
        "- Leidd tre skulekorps",
        "## Prosjektet «Song i heimen»",
        "To lærarar syng med bebuarane kvar veke.",
        "## Prosjektet «Spelerom»",
        "Vi ville byggje om det gamle meieriet.",
    )
    found = claimed(extract_activities, *lines)
    assert [activity.text for activity in found] == [
        "Lånt ut instrument",
        "Leidd tre skulekorps",
    ]


@pytest.mark.parametrize(
    ("above", "work"),
    [
        ("Talet på søkjarar gjekk ned i året som var.", True),
        ("Kommunane har lenge ønskt seg dette. No er det gjort slik at alle er med", False),
    ],
)
def test_a_whole_sentence_is_told_apart_from_the_list_below_it(above: str, *, work: bool) -> None:
    lines = ("# Årsmelding 2031", "## Skog", "- Rydda tre stigar", "## Jord", above)
    found = claimed(extract_activities, *lines, "- Heldt to kurs for bøndene", "- Såg på jorda")
    assert ("Heldt to kurs for bøndene" in [a.text for a in found]) == work
