"""How the vote on a decision went, and which of several votes it was."""

from __future__ import annotations

import pytest

from extractors.vedtak import extract_vedtak
from tests.extractors.build import claimed, vedtak


@pytest.mark.parametrize(
    ("lines", "unanimous", "votes_for", "votes_against"),
    [
        (["Vedtak enst.:", "Brua males."], True, None, None),
        (["Vedtak:", "Brua males.", "Samrøystes vedteke"], True, None, None),  # nn
        (["Votering:", "Enstemmig vedtatt.", "Vedtak:", "Brua males."], True, None, None),
        (["Kommunestyrets vedtak, mot 6 stemmer:", "Brua males."], False, None, 6),
        (
            ["Vedtak:", "Brua males. Enstemmig vedtatt mot 1 stemme."],
            None,  # it contradicts itself
            None,
            1,
        ),
        (
            [
                "Votering:",
                "Innstillingen ble vedtatt mot 1 stemme (SV).",
                "Tilleggsforslaget ble enstemmig vedtatt.",
                *("Vedtak:", "Brua males. Gjerdet også."),
            ],
            False,
            None,
            1,
        ),
        (["Vedtak:", "Brua males.", "Vedtatt med 7 mot 4 stemmer."], False, 7, 4),
        (["Vedtak:", "Brua vert måla.", "Vedteke med 7 mot 4 røyster."], False, 7, 4),  # nn
        (
            ["Votering:", "Planen fikk 1 stemme mot og 3 stemmer for.", "Vedtak:", "Ja."],
            False,
            3,
            1,
        ),
        (["Vedtak:", "Brua males."], None, None, None),
    ],
)
def test_how_the_vote_went(
    lines: list[str], *, unanimous: bool | None, votes_for: int | None, votes_against: int | None
) -> None:
    found = vedtak(*lines)
    assert (found.unanimous, found.votes_for, found.votes_against) == (
        unanimous,
        votes_for,
        votes_against,
    )


BALLOT = (
    "For forslaget stemte 3: Liv Nes, Per Vik, Åse Li",
    "Imot forslaget stemte 1: Ola Moe",
    "Dermed ble forslaget vedtatt.",
)


def test_a_vote_by_name_is_counted() -> None:
    found = vedtak("Forslag:", "Brua males.", *BALLOT, "Vedtak:", "Brua males.")
    assert (found.votes_for, found.votes_against) == (3, 1)


def test_a_vote_by_name_with_someone_against_is_not_unanimous() -> None:
    assert vedtak("Forslag:", "Ja.", *BALLOT, "Vedtak:", "Ja.").unanimous is False


def test_votes_on_what_fell_are_not_the_decisions() -> None:
    told = "Tilleggsforslaget falt med 2 mot 9 stemmer."
    found = vedtak("Innstilling:", "Brua males.", "Behandling:", told, "Vedtak:", "Brua males.")
    assert (found.votes_for, found.votes_against) == (None, None)


@pytest.mark.parametrize(
    ("told", "unanimous"),
    [
        (["Behandling:", "Enstemmig."], True),
        (["Handsaming:", "Samrøystes som tilrådinga."], True),  # nn
        (["Behandling:", "Ordførerens forslag ble enstemmig vedtatt."], True),
        (
            ["Behandling:", "Utsettelse ble enstemmig avvist.", "Malingen ble enstemmig vedtatt."],
            None,
        ),
        (["Behandling:", "Det var ingen som tok ordet."], None),
    ],
)
def test_the_only_vote_of_a_case_is_on_its_decision(
    told: list[str], unanimous: bool | None
) -> None:
    assert vedtak(*told, "Vedtak:", "Brua males.").unanimous is unanimous


def test_who_may_not_take_part_is_no_vote_on_the_case() -> None:
    told = "Liv Nes ble enstemmig erklært inhabil."
    assert vedtak("Behandling:", told, "Vedtak:", "Brua males.").unanimous is None


def test_a_double_vote_divides_whatever_else_was_unanimous() -> None:
    told = ("Votering:", "Ordførerens dobbeltstemme avgjorde. Punkt 1 enstemmig vedtatt.")
    assert vedtak(*told, "Vedtak:", "1. Brua males.", "2. Kaia rives.").unanimous is False
    nn = ("Røysting:", "Likt røystetal; leiaren si dobbeltrøyst avgjorde.")
    assert vedtak(*nn, "Vedtak:", "Brua vert måla.").unanimous is False


def test_votes_on_what_a_body_recommended_are_the_decisions() -> None:
    told = (
        "Votering",
        "Formannskapets innstilling ble vedtatt med 16 mot 11 stemmer.",
        "Tilleggsforslaget fra Nes ble vedtatt med 14 mot 13 stemmer.",
    )
    found = vedtak("Innstilling:", "Brua males.", *told, "Vedtak:", "Brua males.", "Og pusses.")
    assert (found.votes_for, found.votes_against) == (16, 11)


def test_a_vote_on_who_may_take_part_is_no_vote_on_the_case() -> None:
    told = "Nemnda vedtok mot 1 stemme at Nes er habil."
    found = vedtak("Behandling:", told, "Votering: Enstemmig.", "Vedtak:", "Brua males.")
    assert (found.unanimous, found.votes_against) == (True, None)
    told = "Rehabiliteringen ble vedtatt mot 1 stemme."
    assert vedtak("Behandling:", told, "Vedtak:", "Brua males.").votes_against == 1


def test_those_against_may_stand_on_a_line_below_those_who_were_for() -> None:
    (found,) = claimed(
        extract_vedtak,
        *("Protokoll", "# PS 1/31 Bru", "Behandling", "- 7 stemte for å støtte forslaget"),
        *("0 stemte imot", "Vedtak", "Brua bygges."),
    )
    assert (found.votes_for, found.votes_against) == (7, 0)


def test_what_all_adopted_has_not_the_counts_of_an_addition_to_it() -> None:
    voted = (
        "Framlegget frå SP vart vedteke med 14 mot 7 røyster.",
        "Framlegg til vedtak med endringa vart samrøystes vedteke.",
    )
    found = vedtak("Framlegg til vedtak:", "Brua males.", *voted, "Vedtak:", "Brua males blå.")
    assert (found.unanimous, found.votes_for, found.votes_against) == (True, None, None)


def test_the_last_body_that_voted_counts() -> None:
    lines = (
        "Behandling i formannskapet:",
        "Rådmannens innstilling ble vedtatt med 7 mot 2 stemmer.",
        "Formannskapets innstilling:",
        "Brua males.",
        "Behandling i kommunestyret:",
        "Forslaget fra Eng fikk 3 stemmer og falt.",
        "Formannskapets innstilling ble vedtatt med 5 mot 4 stemmer.",
        "Vedtak:",
        "Brua males.",
    )
    found = vedtak(*lines)
    assert (found.votes_for, found.votes_against, found.unanimous) == (5, 4, False)


def test_whose_proposal_was_recommended_says_which_vote_decides() -> None:
    lines = (
        "Bydelsdirektørens forslag til vedtak:",
        "Brua males.",
        "Votering:",
        "Bydelsdirektørens forslag ble enstemmig vedtatt.",
        "Tilleggsforslaget ble vedtatt med 5 mot 3 stemmer.",
        "Vedtak:",
        "Brua males. Rekkverk også.",
    )
    found = vedtak(*lines)
    assert (found.votes_for, found.unanimous) == (None, True)


def test_points_that_all_adopted_say_nothing_of_one_that_somebody_opposed() -> None:
    lines = (
        "Røysting: Framlegget frå Ap fekk 1 røyst og fall. Pkt. 3 vart vedteke med 5 røyster.",
        "Pkt. 1 og 2 vart samrøystes vedtekne.",
    )
    assert vedtak(*lines, "Vedtak:", "1. Brua males.", "2. Vegen stenges.").unanimous is None
