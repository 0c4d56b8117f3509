"""What a document is as a whole: its kind, organisation, title, date and year."""

from __future__ import annotations

import pytest

from extractors.facts import extract_facts
from extractors.kinds import kind_of
from tests.extractors.build import claimed, reading


def facts(*lines: str) -> dict[str, str]:
    found = claimed(extract_facts, *lines)
    assert len({fact.field for fact in found}) == len(found)
    return {fact.field: fact.value for fact in found}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MØTEPROTOKOLL", "protokoll"),
        ("Særutskrift", "protokoll"),
        ("Generalforsamlingsprotokoll", "protokoll"),
        ("Dugnadsreferat", "referat"),
        ("Pilotrapport", "annet"),
        ("Møtebok for heradsstyret", "protokoll"),  # nn
        ("Referat fra dugnaden", "referat"),
        ("Referat frå dugnaden", "referat"),  # nn
        ("Møtenotat", "referat"),
        ("Møteinnkalling", "innkalling"),
        ("Tilleggsinnkalling til møte", "innkalling"),
        ("Saksframlegg", "saksframlegg"),
        ("Saksutgreiing", "saksframlegg"),  # nn
        ("Årsberetning 2019", "årsmelding"),
        ("Årsmelding 2019", "årsmelding"),  # nn
        ("Årsberetninger fra gruppene", "årsmelding"),
        ("Årsmeldingar frå gruppene", "årsmelding"),  # nn
        ("Statusrapport til styringsgruppa", "annet"),
        ("Gevinstrealiseringsplan", "annet"),
    ],
)
def test_the_documents_own_word_says_its_kind(title: str, kind: str) -> None:
    assert kind_of(reading(title, "Noe tekst følger her.")) == kind


def test_a_report_that_recommends_is_still_a_report() -> None:
    lines = ("Anbefaling", "Vi anbefaler at styret vedtar planen.", "Forslag til vedtak:", "Ja.")
    assert kind_of(reading("PROSJEKTRAPPORT", *lines)) == "annet"
    assert kind_of(reading("Ny plan", *lines)) != "annet"


def test_a_word_about_another_document_does_not() -> None:
    assert kind_of(reading("Godkjenning av protokoll", "Noe tekst følger her.")) is None


@pytest.mark.parametrize(
    ("line", "organisation"),
    [
        ("Møtebok for Seljord sokneråd", "Seljord sokneråd"),
        ("ULVIK HERAD", "ULVIK HERAD"),
        ("Referat styremøte Nordnes Vel 191009", "Nordnes Vel"),
        ("Referat fra FAU-møte 3. mars 2020", "FAU"),
        ("Referat fra styremøte IL Nordnes", "IL Nordnes"),
        ("Årsmøte i Nordnes sogelag 2020", "Nordnes sogelag"),  # nn
        ("STYREMØTE – NORDNES I.L.", "NORDNES I.L."),  # nn
    ],
)
def test_the_line_at_the_top_says_whose_it_is(line: str, organisation: str) -> None:
    assert facts(line, "Til stades: Liv Nes.", "Sak 1/96 Orgel")["organisation"] == organisation


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["PS 1/26 Bru", "Vedtak:", "Ja.", "PS 2/26 Veg", "Vedtak:", "Nei."], "protokoll"),
        (["Formannskapets behandling av sak 1/26 i møte den 03.02.2026:", "Ja."], "protokoll"),
        (["PS 1/26 Bru", "Innstilling:", "Ja.", "PS 2/26 Veg"], "innkalling"),
        (["Sak 1/26 Bru", "Forslag til vedtak:", "Ja."], "saksframlegg"),
        (["Dugnad", "Til stede: Liv Nes", "Vi ryddet."], "referat"),
        (["Dugnad", "Rundt 28 medlemmer møtte opp.", "Vi ryddet."], "referat"),
        (["Dugnad", "8 medlemmar og heile styret møtte.", "Vi rydda."], "referat"),  # nn
        (["Saksliste", "PS 1/26 Bru", "PS 2/26 Veg"], "innkalling"),
        (["Et notat", "Om ingenting."], None),
    ],
)
def test_else_what_it_holds_says_it(lines: list[str], kind: str | None) -> None:
    assert kind_of(reading(*lines)) == kind


@pytest.mark.parametrize(
    ("lines", "organisation"),
    [
        (["Årsmelding for Myrland bibliotek 2019", "Vi lånte ut bøker."], "Myrland bibliotek"),
        (["Myrland bibliotek – årsmelding 2019", "Vi lånte ut bøker."], "Myrland bibliotek"),
        (["Referat frå styremøte i Myrmuseet", "Vi møttest."], "Myrmuseet"),  # nn
        (["Referat frå styremøte i Myrmuseet 3. mars 2020", "Vi møttest."], "Myrmuseet"),
        (["Protokoll", "Møte i styret i Nordre Myr IKS den 3. mars 2020"], "Nordre Myr IKS"),
        (["Myrland kommune", "Møteinnkalling", "Dato: 3. mars 2020"], "Myrland kommune"),
        (["~ Myrland kommune", "Møtebok", "Dato: 3. mars 2020"], "Myrland kommune"),  # a header
        (["# Kyrkjeringen Vest", "Kyrkjeringen Vest syng saman."], "Kyrkjeringen Vest"),
        (["# Kyrkjeringen Vest", "Kyrkjeringen Vest er eit samarbeid."], "Kyrkjeringen Vest"),
        (["Protokoll", "Myrland kommune leier ut. Myrland kommune betaler."], "Myrland kommune"),
        (["Protokoll", "Sjøtingets kulturstyre", "Dato: 3. mars 2020"], "Sjøtinget"),
        (["Protokoll", "Vi møttes og pratet."], None),
        (
            ["Referat fra styremøte i Myrland idrettslag 3. mars 2020", "Vi møttes."],
            "Myrland idrettslag",
        ),
        (["Referat fra kretsting i borettslaget Myra 3", "Vi møttes."], "borettslaget Myra 3"),
        (["KONTROLLUTVALGET I OS KOMMUNE", "Møteinnkalling"], "OS KOMMUNE"),
        (
            ["ÅRSMELDING 2019", "Havørn natur og fritid", "Laget har 40 medlemmer."],
            "Havørn natur og fritid",
        ),
        (["Digi Ytre", "# Styringsgruppa i Digi Ytre", "Åsen kommune søker."], "Digi Ytre"),
        (["MØTEPROTOKOLL", "Utval: Heradsstyret", "Åsen herad eig bygget."], "Åsen herad"),
        (["# Møtebok for Åsen sokneråd", "Møte i kyrkjestova."], "Åsen sokneråd"),
        (["PROTOKOLL FRA ORDINÆRT ÅRSMØTE I SAMEIET MYRA", "Ja."], "SAMEIET MYRA"),
        (["Referat styremøte Åsen Turklubb 9/1-22", "Ja."], "Åsen Turklubb"),
        (["Referat frå møte i samarbeidsutvalet (SU) ved Åsen skule", "Ja."], "Åsen skule"),
        (["# ÅRSMELDING 2009", "Bibliotek og servicetorg", "Åsen kommune"], "Åsen kommune"),
    ],
)
def test_whose_document_it_is(lines: list[str], organisation: str | None) -> None:
    assert facts(*lines).get("organisation") == organisation


def test_two_municipalities_named_alike_often_are_neithers() -> None:
    assert "organisation" not in facts("Notat", "Myrland kommune møtte Åsen kommune i dag.")


def test_the_name_used_most_is_the_organisations_where_none_comes_near() -> None:
    lines = [f"Vi i Verkstaden lager {thing}." for thing in ("bord", "hus", "tak", "båter", "alt")]
    assert facts("Referat", *lines).get("organisation") == "Verkstaden"


def test_the_meetings_day_is_the_documents_and_gives_its_year() -> None:
    found = facts("Protokoll", "Utvalg: Kulturstyret", "Dato: 08.10.2009", "PS 1/09 Bru")
    assert (found["date"], found["year"]) == ("2009-10-08", "2009")


@pytest.mark.parametrize(
    "lines",
    [
        ["Årsmelding 2019", "Møtet 3. mars 2020 var fint."],
        [
            "Årsmelding",
            "Vi gjorde mye i 2019.",
            "Også mot slutten av 2019.",
            "I 2018 var vi færre.",
        ],
    ],
)
def test_a_reports_year_is_what_it_reports_on_and_it_has_no_day(lines: list[str]) -> None:
    found = facts(*lines)
    assert found["year"] == "2019"
    assert "date" not in found


def test_the_title_is_the_first_line() -> None:
    assert facts("** Referat  fra dugnad **", "Vi ryddet.")["title"] == "Referat fra dugnad"


def test_a_date_on_top_and_the_key_of_front_matter_are_no_title() -> None:
    assert facts("26. april 2031", "Laget bygger hytte")["title"] == "Laget bygger hytte"
    assert facts('title: "Årsmelding 2031"', "Laget bygger.")["title"] == "Årsmelding 2031"


def test_an_empty_document_has_no_facts() -> None:
    assert facts() == {}


def test_any_municipality_is_no_municipality() -> None:
    lines = ("Referat", "Kvar kommune skal ha ein.", "Kvar kommune betaler.", "Os kommune var der.")
    assert facts(*lines).get("organisation") == "Os kommune"


@pytest.mark.parametrize(
    "title",
    ["Risiko- og statusrapport for porteføljen", "Kystsoneplan for Os", "Klimastrategi 2031"],
)
def test_the_last_part_of_a_word_says_that_it_is_another_document(title: str) -> None:
    assert kind_of(reading(title, "Noe tekst følger her.")) == "annet"
    assert kind_of(reading(title[:4], "Noe tekst følger her.")) is None


def test_what_a_meeting_is_called_is_not_whose_it_is() -> None:
    assert (
        facts("Referat SU-møte Nes skole", "Til stede: Liv Nes").get("organisation") != "Referat SU"
    )
    cases = [f"OS {n}/31 Orientering: bru nummer {n}" for n in range(1, 8)]
    assert facts("Protokoll", *cases).get("organisation") is None


@pytest.mark.parametrize("last", ["Os, 19. september 2022", "Øvre Os, den 19.9.2022"])
def test_a_report_is_of_the_day_that_it_was_signed(last: str) -> None:
    lines = ("Tertialrapport 2/2022", *["Det går bra."] * 50)
    assert facts(*lines, last, "Liv Nes", "rådmann")["date"] == "2022-09-19"
    assert "date" not in facts(*lines, f"Rapporten ble lest i {last}")


@pytest.mark.parametrize("label", ["Dato for rapport", "Rapportdato"])
def test_a_report_may_say_its_day_in_a_field(label: str) -> None:
    lines = ("Sluttrapport", "Periode: 1. mars 2019 – 30. juni 2020", f"{label}: 3. september 2020")
    found = facts(*lines)
    assert (found["date"], found["year"]) == ("2020-09-03", "2020")


def test_what_is_done_in_a_municipality_is_its_own() -> None:
    assert facts("# Trygg alderdom i Modum", "Alt vel.")["organisation"] == "Modum"
    assert "organisation" not in facts("# Møte i Modum", "Alt vel.")
    assert "organisation" not in facts("# Trygg alderdom i Fjordby", "Alt vel.")


def test_the_one_who_is_named_most_is_no_organisation() -> None:
    lines = ["Protokoll"] + [f"{n}. Gro Dahl ble valgt til verv nummer {n}." for n in range(1, 7)]
    assert "organisation" not in facts(*lines)


def test_a_word_that_only_opens_lines_is_no_organisation() -> None:
    assert "organisation" not in facts("Referat", *["Nytt ord: brygge"] * 6)


def test_a_year_that_a_sentence_looks_back_on_is_not_the_minutes_own() -> None:
    told = "Lederen var glad for at så mange kom på årsmøtet 2007."
    assert "year" not in facts("Referat fra årsmøtet", "Til stede: Liv Nes", told)


@pytest.mark.parametrize("label", ["Rapportdato", "Dato for planen", "Plandato"])
def test_the_day_of_a_report_by_the_parts_of_its_label(label: str) -> None:
    assert facts("Sluttrapport", "Skrevet i 2019.", f"{label}: 3.9.2020")["date"] == "2020-09-03"


def test_what_stands_right_above_the_kind_is_whose_it_is() -> None:
    assert facts("Os almenningsråd", "Møtebok", "Til stede: Liv Nes")["organisation"] == (
        "Os almenningsråd"
    )
    assert "organisation" not in facts("Møtet 3. mai", "Møtebok", "Til stede: Liv Nes")


def test_a_row_of_figures_says_not_whose_it_is() -> None:
    row = ("Nytt arkiv\tVik kommune\tGrønn\t450 000",)
    found = facts("# Statusrapport", "Prosjekt\tEier\tStatus\tBudsjett", *row)
    assert found.get("organisation") in (None, "Vik kommune")


def test_minutes_may_open_with_the_name_of_a_plan() -> None:
    lines = ("Møte i byggekomiteen 12. april 2031", "Til stede: Kari Li, Ola Moe", "Sak 1 Planen")
    for title in ("Vedlikeholdsplan", "Vedlikehaldsplan"):  # nb, nn
        assert kind_of(reading(title, *lines, "Vedtak: Planen ble godkjent.")) != "annet"


def test_fields_above_the_title_are_no_title() -> None:
    lines = ("Møteleder: Inge Lund", "REFERAT FRA MØTE I ARBEIDSGRUPPA", "Sak 1 Kaffe")
    titles = [f.value for f in claimed(extract_facts, *lines) if f.field == "title"]
    assert titles == ["REFERAT FRA MØTE I ARBEIDSGRUPPA"]


@pytest.mark.parametrize("title", ["Driftsrapport", "DUGNADSEVALUERING"])
def test_a_report_names_itself_on_its_first_line(title: str) -> None:
    lines = ("Innhold", "1. Bakgrunn", "2. Resultat", "Bakgrunn", "Brua var gammel.")
    assert kind_of(reading(title, *lines)) == "annet"
