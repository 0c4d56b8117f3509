"""Where people of a list are from, how many they were, and what sentences say of them."""

from __future__ import annotations

import pytest

from extractors.attendance import extract_attendance
from schemas.claims import Attendance
from tests.extractors.build import claimed

CASE = ("PS 1/26 Ny bru", "Vedtak: Ja.", "Alle fikk kaffe.", "Så gikk vi hjem.")


def there(*lines: str) -> dict[str, Attendance]:
    """Those of minutes that begin with `lines`, by name."""
    return {person.name: person for person in claimed(extract_attendance, *lines, *CASE)}


def statuses(*lines: str) -> dict[str, str | None]:
    return {name: person.status for name, person in there(*lines).items()}


@pytest.mark.parametrize(
    ("line", "represents"),
    [
        ("Liv Vik, Flesberg", "Flesberg"),
        ("Liv Vik, Flesberg (nestleder)", "Flesberg"),
        ("Liv Vik, Nore og Uvdal", "Nore og Uvdal"),
        ("Liv Vik, Rollag – vara for Åse Li", "Rollag"),
        ("Flesberg: Ordfører Liv Vik (SP)", "Flesberg"),
        ("Liv Vik, sekretær Kontrollutvalgssekretariatet", "Kontrollutvalgssekretariatet"),
    ],
)
def test_the_place_after_a_name_is_where_the_person_is_from(line: str, represents: str) -> None:
    found = there("Til stede:", line, "Per Dahl, Kongsberg")

    assert found.keys() == {"Liv Vik", "Per Dahl"}
    assert found["Liv Vik"].represents == represents


def test_a_surname_that_is_a_place_too_is_a_person_among_others() -> None:
    assert statuses("Til stede: Liv, Nes, Dahl").keys() == {"Liv", "Nes", "Dahl"}


@pytest.mark.parametrize(
    "label", ["Fra styret møtte:", "Til stades frå kommunane:", "Frå utvalet møtte:"]
)
def test_those_whom_the_body_consists_of_are_its_members(label: str) -> None:
    assert statuses(label, "Liv Vik", "Per Dahl") == {"Liv Vik": "present", "Per Dahl": "present"}


@pytest.mark.parametrize(
    "line",
    [
        "Av 9 medlemmer var 2 til stede: Ordfører Liv Vik og Per Dahl.",
        "Av 9 medlemer var 2 til stades: Ordførar Liv Vik og Per Dahl.",
    ],
)
def test_a_list_may_begin_with_how_many_they_were(line: str) -> None:
    assert statuses(line) == {"Liv Vik": "present", "Per Dahl": "present"}


def test_the_last_sentence_of_a_paragraph_may_stand_over_a_list() -> None:
    found = statuses("Leiaren ynskte velkomen. Desse møtte:", "Liv Vik", "Per Dahl")

    assert found == {"Liv Vik": "present", "Per Dahl": "present"}


@pytest.mark.parametrize(
    "line",
    [
        "Forfall: Liv Vik. I hennes sted møtte varamann Per Dahl.",
        "Forfall: Liv Vik. I hennar stad møtte Per Dahl.",
        "Forfall: Liv Vik. I stedet møtte Per Dahl.",
    ],
)
def test_who_met_instead(line: str) -> None:
    found = there(line)

    assert (found["Per Dahl"].status, found["Per Dahl"].substitute_for) == ("substitute", "Liv Vik")
    assert found["Liv Vik"].status == "absent"


@pytest.mark.parametrize(
    "told",
    [
        "som møtte for Åse Li",
        "møtte for ordfører Åse Li, som hadde meldt forfall",
    ],
)
def test_one_who_met_for_somebody_was_there(told: str) -> None:
    found = there(f"Til stede: Liv Vik og Per Dahl, {told}")

    assert (found["Per Dahl"].status, found["Per Dahl"].substitute_for) == ("substitute", "Åse Li")


def test_a_list_that_begins_as_a_sentence_is_not_of_the_list_above() -> None:
    found = statuses(
        "Forfall: Liv Vik.", "Dessuten møtte rådmann Per Dahl, kontorsjef Åse Li og Nils Hop."
    )

    assert found == {
        "Liv Vik": "absent",
        "Per Dahl": "staff",
        "Åse Li": "staff",
        "Nils Hop": "staff",
    }


@pytest.mark.parametrize(
    ("cell", "status"), [("Ja", "present"), ("Nei", "absent"), ("Forfall", "absent")]
)
def test_a_column_says_yes_or_no(cell: str, status: str) -> None:
    found = statuses(
        "Oppmøte", "Navn\tSkole\tTil stede", f"Liv Vik\tNes\t{cell}", "Per Dahl\tÅl\tJa"
    )

    assert found == {"Liv Vik": status, "Per Dahl": "present"}


def test_a_row_of_those_who_sent_nobody_names_nobody() -> None:
    found = statuses(
        "Desse møtte:",
        "Kommune\tRepresentant\tRøyster",
        "Gulen\tLiv Vik\t2",
        "Solund\tMøtte ikkje\t1",
    )

    assert found == {"Liv Vik": "present"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Daglig leder Liv Vik førte protokollen.",
        "Dagleg leiar Liv Vik førte møteboka.",
        "Møtet var kort. Klokker Liv Vik var med under sak 38.",
    ],
)
def test_who_helped_is_told_in_a_sentence(sentence: str) -> None:
    assert statuses("Til stede: Per Dahl", sentence) == {"Per Dahl": "present", "Liv Vik": "staff"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Liv Vik og Åse Li hadde meldt forfall.", "absent"),
        ("Liv Vik møtte ikkje.", "absent"),
        ("Møtet var ope. Sekretær var Liv Vik frå Os.", "staff"),
        ("Ti utsendinger møtte. I tillegg møtte kultursjef Liv Vik fra Os kommune.", "staff"),
    ],
)
def test_sentences_among_others_tell_who_was_there(sentence: str, status: str) -> None:
    assert statuses("Til stede:", "- Per Dahl", sentence)["Liv Vik"] == status


def test_a_sentence_tells_who_stood_in_for_whom() -> None:
    found = there(
        "Til stede:",
        "- Nils Hop",
        "Åse Li hadde meldt forfall, og varamann Per Dahl møtte i staden for henne.",
    )

    assert found["Åse Li"].status == "absent"
    assert (found["Per Dahl"].status, found["Per Dahl"].substitute_for) == ("substitute", "Åse Li")


@pytest.mark.parametrize("heads", ["Navn\tParti\tDeltok", "Medlem\tParti\tMøtt"])
def test_a_table_of_members_says_who_came(heads: str) -> None:
    found = there(
        heads + "\tMerknad",
        "Liv Vik\tAp\tx\tOrdfører",
        "Åse Li\tSp\tforfall\t",
        "Per Dahl\tSp\tx\tVara for Åse Li",
        "Nils Hop\tH\tJa, til kl. 13:15\t",
    )

    assert {name: person.status for name, person in found.items()} == {
        "Liv Vik": "present",
        "Åse Li": "absent",
        "Per Dahl": "substitute",
        "Nils Hop": "present",
    }
    assert found["Nils Hop"].note == "Ja, til kl. 13:15"


@pytest.mark.parametrize("who", ["Fra de ansatte", "Frå foreldra", "Fra arbeidstakerne"])
def test_those_who_are_sent_to_a_body_are_its_members(who: str) -> None:
    found = statuses("Til stede:", f"{who}: Liv Vik", "Per Dahl", "Fra administrasjonen: Åse Li")

    assert found == {"Liv Vik": "present", "Per Dahl": "present", "Åse Li": "staff"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Tilstede: Liv Nes og Per Vik. Åse Li og Jo Dahl var ikke på møtet.",),
        ("Tilstades: Liv Nes og Per Vik. Åse Li og Jo Dahl var ikkje tilstades.",),  # nn
        ("Til stede: Liv Nes og Per Vik", "Det var meldt avbud fra Åse Li og Jo Dahl."),
        ("Til stades: Liv Nes og Per Vik", "Det var meldt avbod frå Åse Li og Jo Dahl."),  # nn
    ],
)
def test_a_sentence_in_or_below_the_list_may_say_who_was_away(lines: tuple[str, ...]) -> None:
    came, away = {"Liv Nes": "present", "Per Vik": "present"}, ("Åse Li", "Jo Dahl")
    assert statuses(*lines) == came | dict.fromkeys(away, "absent")


def test_what_was_decided_below_the_list_is_nobody() -> None:
    assert statuses("Til stede: Liv Nes", "Innkalling og saksliste ble godkjent.") == {
        "Liv Nes": "present"
    }


def test_a_member_is_a_member_wherever_it_says_that_she_writes() -> None:
    assert statuses("Referent: Liv Nes", "Til stede: Liv Nes, Per Vik") == {
        "Liv Nes": "present",
        "Per Vik": "present",
    }


def test_an_address_is_no_role() -> None:
    assert there("Til stede:", "- Liv Nes <liv@nes.example>")["Liv Nes"].role is None


def test_who_signs_as_secretary_names_nobody_below() -> None:
    lines = ("Til stede: Liv Nes", "Per Dahl", "sekretær", "Saksliste, Kulturstyret, 21.05.2019")
    assert there(*lines).keys() <= {"Liv Nes", "Per Dahl"}


def test_one_who_stood_in_for_a_case_says_for_whom_and_under_which() -> None:
    found = there(
        "Følgende møtte:\tFunksjon\tListetilhørighet\tMøtte for:",
        "Liv Nes\tmedlem\tH\t",
        "Per Dahl\tvaramedlem\tH\tFor Liv Nes, sak 25",
    )
    assert found["Liv Nes"].party == "H"
    stood_in = found["Per Dahl"]
    assert (stood_in.status, stood_in.substitute_for, stood_in.note) == (
        "substitute",
        "Liv Nes",
        "sak 25",
    )


def test_a_remark_may_hang_on_the_name_by_a_hyphen() -> None:
    found = there("Tilstede: Liv Nes-rektor, Per Vik- 2.klasse, Anne-Lise Dahl-Hansen")
    assert {name: person.role for name, person in found.items()} == {
        "Liv Nes": "rektor",
        "Per Vik": "2.klasse",
        "Anne-Lise Dahl-Hansen": None,
    }


def test_heads_of_columns_and_the_result_of_a_vote_are_nobody() -> None:
    assert there("Medlemmer:", "Parti Rolle", "Liv Nes", "Enstemmig.").keys() == {"Liv Nes"}


def test_a_mark_under_forfall_says_who_was_away() -> None:
    found = there(
        "Til stede på møtet",
        "Funksjon\tNavn\tParti\tForfall\tMøtt for",
        "Ordfører\tLiv Nes\tAp\t\t",
        "\tPer Dahl\tSp\tX\t",
        "Varamedlem\tÅse Li\tSp\t\tPer Dahl",
    )
    assert [(a.name, a.role, a.status) for a in found.values()] == [
        ("Liv Nes", "Ordfører", "present"),
        ("Per Dahl", None, "absent"),
        ("Åse Li", "Varamedlem", "substitute"),
    ]


def test_nobody_may_have_come_instead() -> None:
    lines = ("Til stede: Åse Li", "Forfall\tVara som møtte", "Liv Nes (V)\tingen")
    found = there(*lines, "Per Dahl (H)\tOla Moe")
    assert found.keys() == {"Åse Li", "Liv Nes", "Per Dahl", "Ola Moe"}


def test_of_those_called_who_are_not_marked_as_away_came() -> None:
    found = there(
        "Innkalte:",
        "Namn\tParti\tForfall\tVara/møtte",
        "Liv Nes\tSp\t\t",
        "Per Dahl\tAp\tMeldt frå\tÅse Li",
        "Av 2 medlemer var 2 til stades, medrekna vara.",
    )
    assert {name: person.status for name, person in found.items()} == {
        "Liv Nes": "present",
        "Per Dahl": "absent",
        "Åse Li": "substitute",
    }


def test_names_right_below_the_day_were_there() -> None:
    assert statuses("Korpusmøte 3.3.2020", "Liv, Per og Áilu") == dict.fromkeys(
        ("Liv", "Per", "Áilu"), "present"
    )
    assert statuses("Korpusmøte 3.3.2020", "Strøm, vatn og kloakk") == {}


def test_a_name_may_follow_the_remark_on_another() -> None:
    line = "Til stede: Liv Nes(avtroppende leder) Per Vik(styremedlem) Åse Li, Jo Dahl"
    assert list(statuses(line)) == ["Liv Nes", "Per Vik", "Åse Li", "Jo Dahl"]


def test_full_names_on_lines_right_below_the_day_were_there() -> None:
    lines = ("SU referat 3.3.2020", "Liv Nes (leder)", "Per Vik (nestleder)", "Åse Li, sekretær")
    assert statuses(*lines) == dict.fromkeys(("Liv Nes", "Per Vik", "Åse Li"), "present")


def test_a_head_may_hang_on_the_name_before_it() -> None:
    assert statuses("Deltakere: Liv Nes og Per VikForfall: Åse Li og Jo Dahl") == {
        "Liv Nes": "present",
        "Per Vik": "present",
        "Åse Li": "absent",
        "Jo Dahl": "absent",
    }


def test_who_was_elected_was_not_therefore_there() -> None:
    lines = ["Fra styret møtte: Liv Nes, Per Vik", *["Vi sang og spiste."] * 6]
    assert statuses(*lines, "Valgkomité, ny:", "Åse Li", "Jo Dahl") == {
        "Liv Nes": "present",
        "Per Vik": "present",
    }


def test_who_welcomes_is_no_line_of_the_list() -> None:
    lines = (
        "Fra administrasjonen:",
        "Liv Nes",
        "Representantskapets leder Per Dahl ønsket velkommen.",
    )
    assert "Representantskapets" not in there("Til stede: Per Dahl", *lines)


def test_of_a_group_nobody_may_have_come() -> None:
    found = there(
        "Tilstede på møtet:",
        "Flesberg kommune: Ingen",
        "Rollag kommune: Ordfører Liv Nes (Ap) og Per Dahl (Sp)",
        "Forfall:",
        "Flesberg kommune: Ordfører Åse Li (H)",
    )
    assert [(a.name, a.represents, a.status) for a in found.values()] == [
        ("Liv Nes", "Rollag", "present"),
        ("Per Dahl", "Rollag", "present"),
        ("Åse Li", "Flesberg", "absent"),
    ]


def test_several_of_one_office_are_named_together() -> None:
    found = statuses("Ordførere: Liv Nes, Per Dahl", "Forfall: Åse Li", "Rådmenn: Ola Moe, Eva Lo")
    assert found == {
        "Liv Nes": "present",
        "Per Dahl": "present",
        "Åse Li": "absent",
        "Ola Moe": "present",
        "Eva Lo": "present",
    }


def test_a_body_may_have_sent_somebody() -> None:
    found = there("Til stede:", "Ordfører Liv Nes, Rådet for Dalregionen", "Per Dahl, Flesberg")
    assert found["Liv Nes"].represents == "Rådet for Dalregionen"
