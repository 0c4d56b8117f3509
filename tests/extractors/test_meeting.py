"""Which body met, when and where, from header fields, titles or a sentence."""

from __future__ import annotations

import pytest

from extractors.meeting import extract_meeting
from schemas.claims import Meeting
from tests.extractors.build import claimed

CASE = ("PS 1/09 Ny bru", "Vedtak: Ja.")


def meeting(*lines: str) -> Meeting:
    (found,) = claimed(extract_meeting, *lines)
    return found


BODY, PLACE, DAY, HOURS = "Kulturstyret", "Rådhuset", "08.10.2009", "09:00 – 13:30"


@pytest.mark.parametrize(
    "lines",
    [
        # nb
        [f"Utvalg: {BODY}", f"Møtested: {PLACE}", f"Dato: {DAY}", f"Tid: kl. {HOURS}"],
        # nn
        [f"Utval: {BODY}", f"Møtestad: {PLACE}", "Møtedato: 8. oktober 2009", f"Møtetid: {HOURS}"],
        # the values on the lines below their labels
        ["Utvalg:", BODY, "Møtested:", PLACE, "Dato:", DAY, "Tid:", HOURS],
        # all labels first
        ["Utvalg:", "Møtested:", "Dato:", "Tid:", BODY, PLACE, DAY, HOURS],
        # … with one above that is no word we know
        ["Nemndsnamn", "Møtested", "Dato", "Utvalg", "Tid", "Vest", PLACE, DAY, BODY, HOURS],
        # the hours on lines of their own
        [f"Utvalg: {BODY}", f"Møtested: {PLACE}", f"Dato: {DAY}", "Fra kl. 9.00", "Til kl. 13.30"],
        # day and hour in one field
        [f"Utvalg/styre/råd : {BODY}", f"Sted: {PLACE}", "Dato/Tid: 2009.10.08 - 09.00 – 13.30"],
    ],
)
def test_header_fields(lines: list[str]) -> None:
    found = meeting("Møteprotokoll", *lines, *CASE)
    assert (found.body, found.place, found.date) == ("Kulturstyret", "Rådhuset", "2009-10-08")
    assert (found.start_time, found.end_time) == ("09:00", "13:30")


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (
            "Kulturutvalget holdt møte den 25.04.02 på Heradshuset fra kl. 18.00.",
            "Kulturutvalget",
        ),
        (
            "Kulturutvalet heldt møte 25. april 2002 på Heradshuset frå kl. 18.00.",  # nn
            "Kulturutvalet",
        ),
    ],
)
def test_a_sentence_says_when_and_where(line: str, body: str) -> None:
    found = meeting("Protokoll", line, "PS 1/02 Bru", "Vedtak: Ja.")
    assert (found.body, found.date) == (body, "2002-04-25")
    assert (found.place, found.start_time) == ("Heradshuset", "18:00")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Protokoll fra møte i kulturstyret 3. mars 2020", "kulturstyret"),
        ("Årsmøte 3. mars 2020", "Årsmøte"),
        ("Generalforsamling 3. mars 2020", "Generalforsamling"),
        ("Referat frå styremøte 3. mars 2020", "Styret"),  # nn
    ],
)
def test_a_title_names_the_body_and_the_day(title: str, body: str) -> None:
    found = meeting(title, "Til stede: Liv Nes", *CASE)
    assert (found.body, found.date) == (body, "2020-03-03")


def test_who_treated_a_single_case() -> None:
    line = "Hovedutvalg oppveksts behandling av sak 15/2025 i møte den 04.06.2025:"
    found = meeting(line, "Vedtak: Ja.")
    assert (found.body, found.date) == ("Hovedutvalg oppvekst", "2025-06-04")


@pytest.mark.parametrize("assembly", ["allmøtet", "kretsmøtet"])  # the second is no word we know
def test_an_assembly_that_the_text_speaks_of(assembly: str) -> None:
    found = meeting(*[f"På {assembly} var det mange."] * 3)
    assert (found.body, found.date) == (assembly, None)


def test_who_turned_up_is_no_assembly() -> None:
    found = meeting(*["Frammøtet 3. mars 2020 var godt."] * 3)
    assert found.body is None


def test_what_stands_above_the_kind_is_the_body_whatever_it_is_called() -> None:
    found = meeting("Skogkollegene", "Utskrift av møtebok 2/04", "Dato: 3. mars 2020", *CASE)
    assert found.body == "Skogkollegene"


@pytest.mark.parametrize("above", ["Myrland kommune", "Kari Lind", "Vassbygd folkebibliotek"])
def test_a_letterhead_and_a_person_are_no_body(above: str) -> None:
    found = meeting(above, "Møteprotokoll", "Dato: 3. mars 2020", *CASE)
    assert found.body is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Møte i kyrkjestova tysdag 12. juli 2016 kl. 19.00.", "kyrkjestova"),
        ("Det blir allmøte tirsdag 12. juli 2016 kl. 19 i gymsalen.", "gymsalen"),
        ("Fjernmøte på Teams, tirsdag 12. juli 2016. Det tok til kl. 10.", "Teams"),
        ("Møtet på Les-bygg, tirsdag 12. juli 2016 kl. 09.00", "Les-bygg"),
        ("Møtested: Telefonmøte, kl. 09.00 – 10.30", "Telefonmøte"),
        ("Sted: Rådhuset, møterom 2", "Rådhuset, møterom 2"),
        ("Stad: Heradshuset   Tid: 10:00", "Heradshuset"),  # nn
        (
            "Tid og sted: Rådhuset, tirsdag 12.07.2016 kl. 19:00.",
            "Rådhuset",
        ),
        (
            "Tid og stad: Heradshuset, tysdag 12. juli 2016 klokka 19:00",  # nn
            "Heradshuset",
        ),
        ("Tid og sted: 12.07.2016 kl. 19:00, Rådhuset", "Rådhuset"),
        (
            "Møtet vart halde 12. juli 2016 i salen på rådhuset og tok til kl. 13.00.",
            "salen på rådhuset",
        ),
    ],
)
def test_the_place_stands_without_its_neighbours(line: str, place: str) -> None:
    assert meeting("Protokoll", "Årsmøte 12.07.2016", line, *CASE).place == place


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Møtebok 02/04", "02/04"),
        ("Møte nr. 5/2009", "5/2009"),
        ("Møte: 6/2014", "6/2014"),
        ("Møteprotokoll nr. 3/17", "3/17"),
        ("7. styremøte", "7"),
    ],
)
def test_the_meetings_own_number(line: str, number: str) -> None:
    assert meeting(line, "Utvalg: Kulturstyret", "Dato: 08.10.2009", *CASE).number == number


@pytest.mark.parametrize(
    "line",
    [
        "Møteleder: Liv Nes",
        "Møteleiar: Liv Nes (Ap)",  # nn
        "Liv Nes er ordstyrer",
        "Kulturstyret valgte Liv Nes som møteleder",
        "Liv Nes vart vald til møteleiar",  # nn
    ],
)
def test_who_led_it(line: str) -> None:
    assert meeting("Møte i Kulturstyret 08.10.2009", line, *CASE).chair == "Liv Nes"


@pytest.mark.parametrize(
    "line",
    [
        "Møtet hevet kl 20:22",
        "Møtet vart heva kl. 20.22.",  # nn
        "Hever møtet 20:22",
        "Møtet slutta kl. 20.22.",  # nn
    ],
)
def test_when_it_ended(line: str) -> None:
    found = meeting("Møte i Kulturstyret 08.10.2009 kl. 18:00", *CASE, line)
    assert (found.start_time, found.end_time) == ("18:00", "20:22")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tid: 20.-21. september 2004", "2004-09-20"),
        ("Dato: 2016/12/19", "2016-12-19"),
        ("Tid :18/8-18 Kl 15:00", "2018-08-18"),
        ("Dato: 21.10.09, kl. 17:00-20:10", "2009-10-21"),
    ],
)
def test_the_first_day_counts(line: str, date: str) -> None:
    assert meeting("Utvalg: Kulturstyret", line, *CASE).date == date


def test_the_next_meeting_is_not_this_one() -> None:
    lines = ("Dato: 08.10.2009", *CASE, "Neste møte: 5. november 2009")
    assert meeting("Utvalg: Kulturstyret", *lines).date == "2009-10-08"


@pytest.mark.parametrize(
    "line",
    [
        "Vi lånte ut bøker til alle som ville.",
        "Ingenting er bestemt ennå.",
    ],
)
def test_no_meeting(line: str) -> None:
    assert claimed(extract_meeting, "Et notat", line) == []


def test_a_cases_title_does_not_say_when_the_meeting_was() -> None:
    title = "PS 1/20 Godkjenning av protokoll fra møte 3. februar 2020"
    assert meeting("Kulturstyret 3. mars 2020", title, "Vedtak: Ja.").date == "2020-03-03"


def test_a_report_tells_of_no_meeting_of_its_own() -> None:
    lines = ("ÅRSMELDING 2019", "Havørn natur", "Laget ble stiftet 3. mars 1999.")
    assert claimed(extract_meeting, *lines) == []


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Studenttingsmøte 3. mars 2020", "Studenttinget"),
        ("Komitemøte 3. mars 2020", "Komiteen"),
        ("Møte i Elevparlamentet", "Elevparlamentet"),
        ("Styreprotokoll nr. 3", "Styret"),
        ("F Y L K E S T I N G E T", "Fylkestinget"),
        ("Møtereferat – Prosjekt Felles portal", "Prosjekt Felles portal"),
    ],
)
def test_the_meetings_name_says_whose_it_is(line: str, body: str) -> None:
    assert meeting("Referat", line, "Dato: 3. mars 2020", *CASE).body == body


def test_who_gets_the_paper_did_not_meet() -> None:
    lines = ("Referat fra Kulturstyret", "Dato: 3. mars 2020", "Til: Arbeidsutvalget")
    assert meeting(*lines, *CASE).body == "Kulturstyret"


def test_when_the_meeting_ended_may_be_a_field() -> None:
    found = meeting("Protokoll", "Utvalg: Kulturstyret", "Tid: 18.00", "Avsluttet: 21.30", *CASE)
    assert (found.start_time, found.end_time) == ("18:00", "21:30")


def test_an_assembly_goes_before_the_letterhead_above_it() -> None:
    assert meeting("ALTA IDRETTSRÅD", "Protokoll fra årsmøtet 12.07.2016", *CASE).body == "årsmøtet"


@pytest.mark.parametrize("line", ["Kl.: 0900 – 1230", "Tid: 09.00-12.30"])
def test_the_clock_of_a_field_needs_no_mark(line: str) -> None:
    found = meeting("Møtebok", "Dato: 12.07.2016", line, *CASE)
    assert (found.start_time, found.end_time) == ("09:00", "12:30")


def test_an_old_book_of_minutes_opens_with_a_sentence() -> None:
    held = "Den 12. mai 1987 kl. 18.00 holdt Nes kommunestyre møte i samfunnshuset under ledelse av"
    found = meeting("M Ø T E B O K for Nes kommunestyre", f"{held} ordfører Peder Aarvik.", *CASE)
    assert (found.body, found.place, found.chair) == (
        "Nes kommunestyre",
        "samfunnshuset",
        "Peder Aarvik",
    )


def test_who_was_elected_to_lead_it_may_be_told_in_the_first_case() -> None:
    first = ("1. Konstituering", "Som møteleder ble valgt Liv Nes.", "2. Budsjett", "Vedtatt.")
    assert meeting("Protokoll fra årsmøte 3. mars 2020", *first).chair == "Liv Nes"


def test_the_kind_of_paper_after_the_body_is_no_part_of_it() -> None:
    line = "Arbeidsmiljøutvalet (AMU) - møtereferat"
    assert meeting(line, "Dato: 3. mars 2020", *CASE).body == "Arbeidsmiljøutvalet (AMU)"


def test_who_treated_a_case_may_stand_below_its_list_of_bodies() -> None:
    rows = ("Saksgang\tMøtedato\tSaknr", "Planutvalget\t07.06.2023\t44/23")
    council = (
        "Rådet\t21.06.2023\t57/23",
        "Rådets behandling av sak 57/2023 i møte den 21.06.2023:",
    )
    below = (
        "Vedtak:",
        "Ja.",
        "Planutvalgets behandling av sak 44/2023 i møte den 07.06.2023:",
        "Nei.",
    )
    assert meeting("Særutskrift", *rows, *council, *below).body == "Rådet"


def test_the_body_stands_below_heads_whose_values_are_missing() -> None:
    heads = ("Saksframlegg", "Saksnummer", "Møtedato", "Utvalg", "Formannskapet")
    (found,) = claimed(extract_meeting, *heads, "Spørsmål i Planutvalget om ny bru", "Innstilling:")
    assert found.body == "Formannskapet"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat fra FAU-møte 3. mars 2020", "FAU-møte"),
        ("Lærarmøte 3. mars 2020", "Lærarmøte"),  # nn
        ("Referat fra telefonstyremøte tirsdag 3. mars 2020.", "Styret"),
        ("Referat frå årleg møte i programkomiteen 3. mars 2020", "programkomiteen"),  # nn
        ("Referat fra møte i team for nye nettsider og god orden - 3. mars 2020", "team for nye"),
    ],
)
def test_whoever_met_is_named_by_the_title(title: str, body: str) -> None:
    found = meeting(title, "Til stede: Liv Nes", *CASE)
    assert (found.body or "").startswith(body)
    assert found.date == "2020-03-03"


def test_a_meeting_over_the_telephone_has_no_name() -> None:
    assert meeting("Telefonmøte 3. mars 2020", *CASE).body is None


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("Tirsdag 3. mars 2020 kl. 18.00.", "Nes skole", "Til stede:"), "Nes skole"),
        (("Tysdag 3. mars 2020 kl. 18.00.", "Nes skule", "Til stades:"), "Nes skule"),  # nn
        (("Årsmøte 3.3.2020", "Biblioteket, Os kulturhus. 25 møtte."), "Biblioteket, Os kulturhus"),
        (("Årsmøte 3.3.2020", "Møtet ble holdt i lagets båthus"), "lagets båthus"),
        (
            ("Årsmøte 3.3.2020", "Møtet ble holdt på Nes rådhus, rom 3, kl. 10–13."),
            "Nes rådhus, rom 3",
        ),
        (("Årsmøte 3.3.2020", "(Møtet vart halde på Nes hotell)"), "Nes hotell"),  # nn
        (("Årsmøtet vart halde i Nes, laurdag 3.3.2020.",), "Nes"),  # nn
        (("Årsmøte i Nes sogelag 3.3.2020", "Alle fekk kaffi."), None),  # nn
        (("Årsmøte 3.3.2020", "Leder Liv Nes"), None),
        (("Styremøte 3. mars 2020", "Storgt. 20, Nes kl. 18.30"), "Storgt. 20, Nes"),
        (("Årsmøtet 2020", "Nes skole 3. mars"), "Nes skole"),
    ],
)
def test_the_place_may_stand_alone(lines: tuple[str, ...], place: str | None) -> None:
    assert meeting("Referat", *lines, *CASE).place == place


def test_a_plan_is_no_meeting() -> None:
    lines = ("Handlingsplan", "Versjon 1.2, vedtatt av styret 3. mars 2023", "Alt skal bli bedre.")
    assert claimed(extract_meeting, *lines) == []


def test_minutes_may_begin_with_the_year() -> None:
    told = "År 1983, den 4. mai kl. 18.30 ble det holdt møte i Grendelaget på Nedre Vik skole."
    found = meeting("Utskrift av møtebok", told, "Til stede: Liv Nes", *CASE)
    assert (found.date, found.start_time, found.place) == ("1983-05-04", "18:30", "Nedre Vik skole")


def test_the_hour_may_stand_below_the_day() -> None:
    assert meeting("Styremøte 3. mars 2020", "Nes skole kl. 18.30", *CASE).start_time == "18:30"


def test_the_titles_year_is_that_of_the_day_below() -> None:
    assert meeting("Referat fra årsmøtet 2020", "Nes skole 3. mars", *CASE).date == "2020-03-03"


@pytest.mark.parametrize("title", ["Referat FAU møte 3. mars 2020", "FAU møte 3. mars 2020"])
def test_who_met_may_be_an_abbreviation(title: str) -> None:
    assert meeting(title, *CASE).body == "FAU møte"


def test_a_place_stands_after_whose_meeting_it_is() -> None:
    told = "Måndag 07.04.2031 kl. 18.00 vart det halde årsmøte i Straum Kraftlag SA på grendahuset."
    assert meeting("Årsmøte", told, "Til stades: Liv Nes", *CASE).place == "grendahuset"


def test_the_meetings_name_stands_before_a_sentence() -> None:
    lines = ("Redaksjonsmøte 3. mars 2020", "Ting fra møtet i Bygderådet gjelder fortsatt.")
    assert meeting("Referat", *lines, *CASE).body == "Redaksjonsmøte"


def test_the_day_with_an_hour_is_the_meetings() -> None:
    lines = (
        "Referat",
        "Dato: 09.05.2031",
        "Tid: mandag 5. mai 2031, kl. 09.00",
        "Sted: Rådhuset",
    )
    assert meeting(*lines, *CASE).date == "2031-05-05"


@pytest.mark.parametrize(
    "title", ["Styremøtereferat – 03.06.2031", "Referat fra styremøte i Nes 3. juni 2031 kl. 19:00"]
)
def test_whose_meeting_it_was_stands_in_one_word_or_before_the_hour(title: str) -> None:
    assert meeting(title, *CASE).body == "Styret"


@pytest.mark.parametrize(
    "line",
    [
        "Oppmøte: 18:30",
        "Møtestart kl. 18.30",
        "Møtet tok til kl. 18.30",  # nn
        "Orientering om ny skole",
        "Opprusting av grendahuset",
    ],  # nn
)
def test_what_stands_below_the_day_is_no_place_where_it_tells_something_else(line: str) -> None:
    assert meeting("Møte i Kulturstyret 8. oktober 2009", line, *CASE).place is None


@pytest.mark.parametrize("title", ["Referat fra teamsmøte", "Teams møte", "Referat frå Teams-møte"])
def test_what_a_meeting_was_held_by_is_no_body(title: str) -> None:
    assert meeting(f"{title} 8. oktober 2009", "Til stede: Kari Li, Ola Moe", *CASE).body is None
