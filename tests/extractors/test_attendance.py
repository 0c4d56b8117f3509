"""Who was there, who was not, and who came for whom."""

from __future__ import annotations

import pytest

from extractors.attendance import extract_attendance
from tests.extractors.build import TREATED, claimed, statuses, there


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Til stede:", "present"),
        ("Til stades:", "present"),  # nn
        ("Faste medlemmer som møtte:", "present"),
        ("Desse medlemmene møtte:", "present"),  # nn
        ("Deltakere:", "present"),
        ("Forfall:", "absent"),
        ("Frafall:", "absent"),
        ("Forfall/møtte ikkje:", "absent"),  # nn
        ("Ikke til stede (1):", "absent"),
        ("Varamedlemmer som møtte:", "substitute"),
        ("Varamedlemer som møtte:", "substitute"),  # nn
        ("Fra administrasjonen(møtte):", "staff"),
        ("Frå adm. møtte:", "staff"),  # nn
        ("Andre som var tilstede på møtet:", "staff"),
        ("Sekretær:", "staff"),
        ("Innkalte:", "invited"),
        ("Innkalla:", "invited"),  # nn
    ],
)
def test_the_label_over_a_list_says_who_they_are(label: str, status: str) -> None:
    assert statuses(f"{label} Liv Nes, Per Vik") == {"Liv Nes": status, "Per Vik": status}
    assert statuses(label, "Liv Nes", "Per Vik") == {"Liv Nes": status, "Per Vik": status}
    assert statuses(label, "- Liv Nes", "- Per Vik") == {"Liv Nes": status, "Per Vik": status}


def test_words_in_parentheses_after_the_label_name_nobody() -> None:
    assert statuses("Medlemmer: (også de som ikke møtte)", "Liv Nes") == {"Liv Nes": "present"}


@pytest.mark.parametrize(
    "line", ["Per Vik (vara for Liv Nes)", "Per Vik, for Liv Nes", "Per Vik møtte for Liv Nes"]
)
def test_one_who_came_for_another_is_a_substitute(line: str) -> None:
    (person,) = there("Til stede:", line)
    assert (person.name, person.status, person.substitute_for) == (
        "Per Vik",
        "substitute",
        "Liv Nes",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Forfall: Liv Nes. Vara Per Vik møtte.",
        "Møtte ikkje: Liv Nes. Vara Per Vik møtte.",  # nn
    ],
)
def test_a_substitute_named_after_the_one_who_was_away(line: str) -> None:
    assert [(p.name, p.status, p.substitute_for) for p in there(line)] == [
        ("Liv Nes", "absent", None),
        ("Per Vik", "substitute", "Liv Nes"),
    ]


@pytest.mark.parametrize("remark", ["ikke møtt", "møtte ikkje", "meldt forfall", "forfall"])
def test_a_remark_on_a_member_says_that_they_were_away(remark: str) -> None:
    assert statuses("Medlemmer:", "Liv Nes (Ap)", f"Per Vik – {remark}") == {
        "Liv Nes": "present",
        "Per Vik": "absent",
    }


def test_an_absent_place_marks_those_who_come_from_there() -> None:
    assert statuses("Til stede: Liv Nes (Myrland), Per Vik (Åsen)", "Forfall: Myrland") == {
        "Liv Nes": "absent",
        "Per Vik": "present",
    }


@pytest.mark.parametrize(
    "line", ["Forfall: Ingen", "Frafall: Ingen", "Til stades: alle", "Forfall:", "Mangler: Ingen"]
)
def test_nobody_is_named(line: str) -> None:
    assert there(line) == []


def test_a_person_in_two_lists_is_one_as_the_more_telling_list_says() -> None:
    found = there("Medlemmer: Liv Nes (Ap), Per Vik", "Forfall: Liv Nes")
    assert [(p.name, p.status, p.party) for p in found] == [
        ("Liv Nes", "absent", "Ap"),
        ("Per Vik", "present", None),
    ]


def test_a_member_who_writes_the_minutes_is_a_member() -> None:
    assert statuses("Til stede: Liv Nes", "Referent: Liv Nes", "Møtesekretær: Per Vik") == {
        "Liv Nes": "present",
        "Per Vik": "staff",
    }


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Liv Nes fratrådte møtet kl. 20.15.", "fratrådte møtet kl. 20.15"),
        ("Liv Nes fråtredde møtet kl. 20.15.", "fråtredde møtet kl. 20.15"),  # nn
        ("Liv Nes fikk permisjon fra kl. 18.", "fikk permisjon fra kl. 18"),
    ],
)
def test_a_line_of_its_own_tells_of_part_of_the_meeting(line: str, note: str) -> None:
    found = claimed(extract_attendance, "Til stede: Liv Nes, Per Vik", *TREATED, line)
    assert {person.name: person.note for person in found} == {"Liv Nes": note, "Per Vik": None}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Frå administrasjonen møtte rådmann Per Vik.", "staff"),
        ("Per Vik er ordstyrer", "present"),
        ("Av disse hadde Åsen Vel ved Per Vik 11 stemmer.", "present"),
    ],
)
def test_a_sentence_places_someone_at_the_meeting(line: str, status: str) -> None:
    assert statuses("Til stede: Liv Nes", line) == {"Liv Nes": "present", "Per Vik": status}


def test_names_inside_a_case_are_not_attendance() -> None:
    lines = ("PS 2/26 Ny veg", "Deltakere: Åse Li, Ola Moe", "PS 3/26 Ny kai")
    found = claimed(extract_attendance, "Til stede: Liv Nes", *TREATED, *lines)
    assert [person.name for person in found] == ["Liv Nes"]


def test_prose_ends_a_list() -> None:
    lines = ("Til stede:", "Liv Nes", "Per Vik", "Møtet ble satt kl. 18. Åse Li ønsket velkommen.")
    assert list(statuses(*lines)) == ["Liv Nes", "Per Vik"]


def test_a_title_ends_a_list() -> None:
    assert list(statuses("Til stede: Liv Nes, Per Vik", "Om kaffen")) == ["Liv Nes", "Per Vik"]


def test_another_list_may_begin_in_the_middle_of_a_line() -> None:
    found = statuses("Tilstede: Liv Nes, Jon Ås og Per Vik. Forfall: Åse Li.")
    there = dict.fromkeys(("Liv Nes", "Jon Ås", "Per Vik"), "present")
    assert found == there | {"Åse Li": "absent"}


def test_a_field_ends_the_list() -> None:
    assert statuses("Fra adm. (evt. andre):", "Liv Nes", "Innkalling: Nettbrett og e-post") == {
        "Liv Nes": "staff"
    }


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (  # what follows a list is not of it
            ("Forfall:", "Liv Nes", "Per Vik", "Saksliste over saker:"),
            {"Liv Nes": "absent", "Per Vik": "absent"},
        ),
        (
            ("Forfall:", "Liv Nes", "Per Vik", "Innkalling: på e-post"),
            {"Liv Nes": "absent", "Per Vik": "absent"},
        ),
        (
            ("Forfall:", "Liv Nes", "Per Vik", "Saksnummer"),
            {"Liv Nes": "absent", "Per Vik": "absent"},
        ),
        (  # dashes between names
            ("Til stades:", "Liv Nes - Per Vik – Åse Li (vara)"),
            {"Liv Nes": "present", "Per Vik": "present", "Åse Li": "present"},
        ),
        (  # two columns on one line
            ("Representanter:", "1. Liv Nes 21. Per Vik"),
            {"Liv Nes": "present", "Per Vik": "present"},
        ),
        (  # groups, with those who were not there between them
            ("Tilstede:", "NT: Liv Nes, Per Vik", "Fraværende: Åse Li", "HV: Jon Moe, Una Dal"),
            {
                "Liv Nes": "present",
                "Per Vik": "present",
                "Åse Li": "absent",
                "Jon Moe": "present",
                "Una Dal": "present",
            },
        ),
        (  # names under a head of another kind, where other lists say who was there
            ("Elevrådet:", "Liv Nes", "Per Vik (til 19.30)", "Forfall:", "Åse Li", "Jon Moe"),
            {"Liv Nes": "present", "Per Vik": "present", "Åse Li": "absent", "Jon Moe": "absent"},
        ),
        (
            ("Forfall: Liv Nes", "Fra forretningsfører: Per Vik"),
            {"Liv Nes": "absent", "Per Vik": "staff"},
        ),
        (("Andre som møtte:", "Miljøplanlegger Liv Nes"), {"Liv Nes": "staff"}),
    ],
)
def test_where_a_list_begins_and_ends(lines: tuple[str, ...], wanted: dict[str, str]) -> None:
    assert statuses(*lines) == wanted


def test_groups_say_whom_people_stand_for() -> None:
    found = claimed(
        extract_attendance,
        "Møtende medlemmer:",
        "For Høyre: Liv Nes, Per Vik",
        "Ordfører: Åse Li",
        "Vara: Jon Moe (sak 4/20 og 5/20)",
    )
    assert [(a.name, a.party, a.role, a.note) for a in found] == [
        ("Liv Nes", "Høyre", None, None),
        ("Per Vik", "Høyre", None, None),
        ("Åse Li", None, "ordfører", None),
        ("Jon Moe", None, "vara", "sak 4/20 og 5/20"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Vara for Eva Dale: Nils Hop.",
        "Varamedlem for Eva Dale møtte Nils Hop.",
        "Vararepresentant for Eva Dale er Nils Hop",
    ],
)
def test_who_stands_in_for_whom_in_a_sentence_of_the_list(said: str) -> None:
    people = there(f"Desse møtte: Ola Nes (leiar), Siri Vik. Meldt forfall: Eva Dale. {said}")
    assert [(p.name, p.status, p.substitute_for) for p in people] == [
        ("Ola Nes", "present", None),
        ("Siri Vik", "present", None),
        ("Eva Dale", "absent", None),
        ("Nils Hop", "substitute", "Eva Dale"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Forfall meldes til Unni Lie, tlf 12 34 56 78.",
        "Eventuelt forfall må meldes til Unni Lie.",
        "Forfall må meldast til Unni Lie.",  # nn
    ],
)
def test_where_to_send_word_lists_nobody(line: str) -> None:
    assert statuses("Til stede: Kari Moe", line) == {"Kari Moe": "present"}


def test_lists_as_young_people_write_them() -> None:
    lines = ("Vi som var der: Ida (leder), Jonas, Emma og Elias", "Kunne ikke komme: Noah")
    assert statuses(*lines) == {
        **dict.fromkeys(("Ida", "Jonas", "Emma", "Elias"), "present"),
        "Noah": "absent",
    }


def test_who_came_for_whom_in_sentences() -> None:
    found = claimed(
        extract_attendance,
        "Til stede: Liv Nes, Per Vik. Forfall hadde meldt Jon Moe. For ham møtte Eva Dale.",
    )
    assert [(a.name, a.status, a.substitute_for) for a in found] == [
        ("Liv Nes", "present", None),
        ("Per Vik", "present", None),
        ("Jon Moe", "absent", None),
        ("Eva Dale", "substitute", "Jon Moe"),
    ]


def test_groups_right_below_a_bare_head_are_of_its_list() -> None:
    found = claimed(
        extract_attendance,
        "Desse møtte:",
        "Frå Nes sokn: Kari Li, leiar",
        "Ola Moe",
        "Frå Sund sokn: Per Dahl",
        "(møtte for Eva Vik)",
        "Frå administrasjonen: Nils Hop",
        "Forfall: Eva Vik",
        "Frå staben: Siv Lund",
    )
    assert [(a.name, a.status, a.represents, a.substitute_for) for a in found] == [
        ("Kari Li", "present", "Nes sokn", None),
        ("Ola Moe", "present", "Nes sokn", None),
        ("Per Dahl", "substitute", "Sund sokn", "Eva Vik"),
        ("Nils Hop", "staff", None, None),
        ("Eva Vik", "absent", None, None),
        ("Siv Lund", "staff", None, None),
    ]


def test_the_substitute_beside_one_who_was_away_keeps_the_party() -> None:
    rows = ("Desse hadde forfall:\tVara som møtte:", "Kari Li (Ap)\tOla Moe (Ap)")
    found = claimed(extract_attendance, *rows)
    assert [(a.name, a.party, a.substitute_for) for a in found] == [
        ("Ola Moe", "Ap", "Kari Li"),
        ("Kari Li", "Ap", None),
    ]


def test_who_had_to_leave_was_there() -> None:
    lines = ("Medlemmer: Kari Li", "Andre som deltok: Nils Hop", "Kari Li måtte forlate møtet.")
    found = claimed(extract_attendance, *lines)
    assert [(a.name, a.status) for a in found] == [("Kari Li", "present"), ("Nils Hop", "staff")]


def test_who_led_the_meeting_was_there() -> None:
    (found,) = claimed(extract_attendance, "Møteleiar: Fylkesordførar Kari Li")
    assert (found.name, found.status) == ("Kari Li", "present")


def test_initials_are_of_whom_they_stand_beside() -> None:
    found = claimed(extract_attendance, "Til stede: Pia Lervik (PL), Ida K.", "Referent: PL")
    assert [(a.name, a.party, a.represents) for a in found] == [
        ("Pia Lervik", None, None),
        ("Ida K", None, None),
    ]


def test_a_list_may_begin_below_a_sentence_and_for_some_came_nobody() -> None:
    lines = (
        "Til stede var: Liv Nes, Per Hop og vararepr. Berit Vik for Jan Myhre.",
        "I alt 17 av 19 representanter. Forfall hadde meldt: Jan Myhre og",
        "Gerd Solli. For Gerd Solli møtte ingen.",
    )
    found = claimed(extract_attendance, *lines)
    assert {(a.name, a.status, a.substitute_for) for a in found} == {
        ("Liv Nes", "present", None),
        ("Per Hop", "present", None),
        ("Berit Vik", "substitute", "Jan Myhre"),
        ("Jan Myhre", "absent", None),
        ("Gerd Solli", "absent", None),
    }


def test_for_whom_one_came_is_told_from_the_name_by_who_was_away() -> None:
    away = ("Meldt forfall:", "Navn Funksjon Representerer", "Jan Petter Rød MEDL FRP")
    came = ("Varamedlemmer:", "Navn Møtte for Representerer", "Lise Moe Jan Petter Rød FRP")
    found = claimed(extract_attendance, *away, *came, "Sak 1/20 Bru", "Brua ble vist.", "Slutt.")
    assert ("Lise Moe", "Jan Petter Rød") in [(a.name, a.substitute_for) for a in found]


def test_who_went_through_something_did_not_leave() -> None:
    case = ("Sak 1/20 Budsjett", "Liv Nes gjekk gjennom budsjettet.", "Per Vik gikk kl. 12.")
    found = claimed(extract_attendance, "Møtt: Liv Nes, Per Vik", *case)
    assert [(a.name, a.note) for a in found] == [("Liv Nes", None), ("Per Vik", "gikk kl. 12")]


def test_a_sentence_below_a_list_names_nobody() -> None:
    last = "Innkalling og saksliste ble godkjent."
    wanted = {"Ola Dahl": "staff", "Kari Moe": "staff"}
    assert statuses("Andre: sekretær Ola Dahl og Kari Moe", last) == wanted


def test_a_sentence_of_its_own_says_who_came() -> None:
    found = there("Til stede: Per Vik", "Deltakelse:", "Ordfører Liv Nes (Sp) møtte.")
    (mayor,) = (person for person in found if person.name == "Liv Nes")
    assert (mayor.status, mayor.role, mayor.party) == ("present", "ordfører", "Sp")


def test_that_somebody_did_not_come_is_no_role() -> None:
    lines = ("Til stede: Per Vik", "## Deltakelse:", "Kari Lind (H) hadde meldt forfall.")
    found = {p.name: p for p in there(*lines, "Liv Nes (Sp) møtte ikke.")}
    assert (found["Liv Nes"].status, found["Liv Nes"].role) == ("absent", None)


def test_what_somebody_represents_by_office_is_a_role() -> None:
    found = there("Til stede:", "Liv Nes - Lærerrepresentant", "Per Vik - FAU leder")
    assert [(p.role, p.represents) for p in found] == [
        ("Lærerrepresentant", None),
        ("FAU leder", None),
    ]


def test_those_whom_the_employees_send_are_of_the_body() -> None:
    told = "I tillegg til styret møtte ansattes representant Per Vik"
    assert statuses(told)["Per Vik"] == "present"
    assert statuses("I tillegg møtte Per Vik")["Per Vik"] == "staff"


def test_who_came_for_others_may_be_told_below_the_list() -> None:
    table = ("Følgende medlemmer møtte:", "Navn\tFunksjon", "Liv Nes\tLeder")
    lines = ("Deltakelse:", "Politiet v/ Per Vik", "Trygg Skole v/Åse Li")
    assert statuses(*table, *lines) == dict.fromkeys(("Liv Nes", "Per Vik", "Åse Li"), "present")
    assert statuses("Protokoll", *lines) == {}


def test_those_who_sit_somewhere_are_not_there() -> None:
    paper = (
        "Saksframlegg",
        "Arkivsak: 2031/88",
        "Saksbehandler: Ida Vik",
        "Nytt styre",
        "Innstilling:",
    )
    sit = (
        "Styret velges.",
        "Saksopplysninger:",
        "Faste medlemmer",
        "1. Liv Nes, R",
        "2. Per Vik, H",
    )
    assert claimed(extract_attendance, *paper, *sit) == []


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ("Per Vik (Sp) møtte som vararepresentant for Åse Li som har permisjon.", "Åse Li"),
        ("Per Vik møtte for Åse Li.", "Åse Li"),
        ("Per Vik møtte for Storvik kommune.", None),
    ],
)
def test_a_sentence_may_say_for_whom_somebody_came(told: str, whom: str | None) -> None:
    rows = ("Følgende medlemmer møtte:", "Navn\tFunksjon", "Per Vik\tVaramedlem")
    (found,) = there(*rows, "Deltakelse:", told)
    assert (found.name, found.status, found.substitute_for) == ("Per Vik", "substitute", whom)


def test_a_substitute_is_one_whoever_is_away() -> None:
    rows = ("Navn\tFunksjon\tRepr.", "Liv Nes\tMedlem\tSP", "Per Vik\tVaramedlem\tSP")
    assert statuses("Følgende medlemmer møtte:", *rows) == {
        "Liv Nes": "present",
        "Per Vik": "substitute",
    }


def test_whoever_breaks_off_was_there_for_a_part() -> None:
    lines = ("Til stede: Kari Moe, Ola Dahl", "Ola Dahl avbrøt møtet kl. 20.15, etter sak 3.")
    (person,) = (p for p in there(*lines) if p.name == "Ola Dahl")
    assert (person.status, person.note) == (
        "present",
        "avbrøt møtet kl. 20.15, etter sak 3",
    )


def test_those_of_a_municipality_are_from_it_whatever_it_is_called() -> None:
    (found,) = there("Desse møtte:", "Vågen kommune: Ordførar Jan Ask")
    assert (found.represents, found.role) == ("Vågen", "ordførar")


def test_a_role_is_no_part_of_the_name_of_one_who_stood_in() -> None:
    found = there("Til stede: Per Vik", "Varamedlem Tore Haug møtte for Arne Lie.")
    assert {p.name: p.substitute_for for p in found} == {"Per Vik": None, "Tore Haug": "Arne Lie"}


def test_words_below_the_day_that_are_no_given_names_name_nobody() -> None:
    day = "Styremøte 4. mai 2022"
    assert len(there(day, "Liv, Per og Åse")) == 3
    assert there(day, "Kultur, Oppvekst og Idrett") == []
    titles = ("Nes Kommune", "Teknisk Utvalg", "Ekstraordinært Møte")
    assert there(day, *titles) == []


@pytest.mark.parametrize("absent", ["Forfall: Ingen", "Fråvær: Ingen"])  # nn
def test_where_nobody_was_away_nobody_named_below_was(absent: str) -> None:
    lines = ("Til stede: Kari Li", absent, "Lærerrepresentant: Åse Berg")
    assert "absent" not in statuses(*lines).values()


def test_what_is_on_some_day_is_nobody() -> None:
    found = statuses("Til stede:", "Kari Li", "Seminar 12. mai 2031 i byen")
    assert found == {"Kari Li": "present"}
