"""Votes by name: who, which side, on what, and whether it made the decision."""

from __future__ import annotations

import pytest

from extractors.votes import ballots, extract_votes, named_line
from schemas.claims import Vote
from tests.extractors.build import claimed, document, reading

CASE = ("Protokoll", "PS 1/26 Ny bru", "Forslag:", "Brua males.")


def cast(*lines: str) -> list[Vote]:
    return claimed(extract_votes, *CASE, *lines)


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("For forslaget stemte 2: Liv Nes (Ap), Per Vik (H)", "for"),
        ("Imot forslaget stemte 2: Liv Nes (Ap) og Per Vik (H).", "mot"),
        ("Mot forslaget stemte 2 (Ap og H): Liv Nes (Ap), Per Vik (H)", "mot"),
        ("For framlegget røysta 2: Liv Nes (Ap), Per Vik (H)", "for"),  # nn
        ("Imot framlegget røysta 2: Liv Nes (Ap), Per Vik (H)", "mot"),  # nn
        ("Vedtatt mot 2 stemmer (Liv Nes (Ap), Per Vik (H))", "mot"),
        ("Vedtatt mot 2 stemmer (Liv Nes, Per Vik)", "mot"),
        ("Vedteke mot 2 røyster (Liv Nes, Per Vik)", "mot"),  # nn
        ("2 stemte mot (Liv Nes, Per Vik).", "mot"),
    ],
)
def test_one_vote_for_each_name(line: str, side: str) -> None:
    found = cast(line)
    assert [(vote.name, vote.vote) for vote in found] == [("Liv Nes", side), ("Per Vik", side)]


def test_a_party_after_a_name_is_the_voters() -> None:
    found = cast("For forslaget stemte 2: Liv Nes (Ap), Per Vik")
    assert [(vote.name, vote.party) for vote in found] == [("Liv Nes", "Ap"), ("Per Vik", None)]


@pytest.mark.parametrize(
    "line",
    [
        "For noen år siden stemte kommunen om dette.",
        "For forslaget: det er billig.",
        "Vedtatt mot 2 stemmer",
        "Vedtatt med 7 mot 4 stemmer",
    ],
)
def test_a_line_without_names_has_no_votes_by_name(line: str) -> None:
    assert cast(line) == []


@pytest.mark.parametrize(
    ("line", "parties"),
    [
        ("Vedtatt mot 2 stemmer (H og V)", [("H", None), ("V", None)]),
        ("Vedtak, mot 3 røyster (2 H, 1 SV):", [("H", 2), ("SV", 1)]),  # nn
        ("Vedtatt mot 3 stemmer (Ap 2, SV 1)", [("Ap", 2), ("SV", 1)]),
        ("Vedtatt mot 2 stemmer (i møte 3. mai)", []),
    ],
)
def test_parties_that_voted_against(line: str, parties: list[tuple[str, int | None]]) -> None:
    found = cast(line)
    assert [(vote.party, vote.count) for vote in found] == parties
    assert {(vote.name, vote.vote) for vote in found} <= {(None, "mot")}


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Liv fikk 24 stemmer. Det var 5 blanke stemmer.", 5),
        ("Liv fekk 4 røyster, Per 2. Ein setel var blank.", 1),  # nn
        ("Det vart levert 2 blanke setlar.", 2),  # nn
        ("Hemmelig valg: Liv 3 stemmer, Per 1 stemme, 1 blank.", 1),
        ("Tre stemte blankt.", 3),
        ("Stemmer for: 29, blanke: 3, stemmer imot: 3", 3),
    ],
)
def test_blank_votes_are_counted(line: str, count: int) -> None:
    (found,) = [vote for vote in cast(line) if vote.vote == "blank"]
    assert (found.name, found.party, found.count) == (None, None, count)


def test_what_else_is_blank_is_no_vote() -> None:
    assert cast("Det ligger 2 blanke skjemaer på bordet.", "Kari fylte ut et blankt ark.") == []


def test_the_stated_number_and_which_proposal_are_read() -> None:
    (block,) = document("For forslag 2 stemte 14: Liv Nes, Per Vik").blocks
    line = named_line(block)
    assert line is not None
    assert (line.side, line.stated, line.number) == ("for", 14, 2)


def test_a_side_is_a_word_of_its_own() -> None:
    text = "To hadde gått hjem, derfor stemte 9. Imot forslaget stemte 2."
    (ballot,) = ballots(document(text).blocks)
    assert (ballot.counted("for"), ballot.counted("mot")) == (None, 2)


FOR = "For forslaget stemte 2: Liv Nes, Per Vik"
AGAINST = "Imot forslaget stemte 1: Åse Li"


@pytest.mark.parametrize(
    ("conclusion", "adopted"),
    [
        ("Dermed ble forslaget vedtatt.", True),
        ("Dermed vart framlegget vedteke.", True),  # nn
        ("Dermed ble forslaget ikke vedtatt.", False),
        ("Dermed vart framlegget ikkje vedteke.", False),  # nn
        ("Dermed vart framlegget forkasta.", False),  # nn
        ("Dermed ble forslaget forkastet.", False),
    ],
)
def test_a_sentence_concludes_the_ballot(conclusion: str, *, adopted: bool) -> None:
    (ballot,) = ballots(document(FOR, AGAINST, conclusion).blocks)
    assert (ballot.adopted, ballot.counted("for"), ballot.counted("mot")) == (adopted, 2, 1)


def test_the_ballot_that_adopted_decides_and_the_one_that_fell_does_not() -> None:
    fell = ("Imot forslaget stemte 1: Ola Moe", "Dermed ble forslaget ikke vedtatt.")
    found = cast(*fell, FOR, AGAINST, "Dermed ble forslaget vedtatt.")
    assert {vote.name: vote.decides for vote in found} == {
        "Ola Moe": False,
        "Liv Nes": True,
        "Per Vik": True,
        "Åse Li": True,
    }


def test_a_choice_between_proposals_is_on_each_of_them() -> None:
    lines = (
        *("Protokoll", "PS 1/26 Ny bru", "Forslag 1", "Rød bru.", "Forslag 2", "Blå bru."),
        *("For forslag 1 stemte 1: Liv Nes", "For forslag 2 stemte 1: Per Vik"),
    )
    text = reading(*lines).document.text
    found = claimed(extract_votes, *lines)
    assert {vote.name: vote.proposal for vote in found} == {
        "Liv Nes": text.index("Forslag 1"),
        "Per Vik": text.index("Forslag 2"),
    }
    assert not any(vote.decides for vote in found)


def test_those_named_where_a_proposal_fell_were_for_it() -> None:
    found = claimed(
        extract_votes,
        *("Protokoll", "PS 1/26 Ny bru", "Forslag:", "Brua males.", "Liv Nes (R) foreslo å vente."),
        "Forslaget falt mot 2 stemmer (Liv Nes (R) og Per Vik (H))",
    )
    assert [(vote.name, vote.vote, vote.decides) for vote in found] == [
        ("Liv Nes", "for", False),
        ("Per Vik", "for", False),
    ]


def test_a_vote_on_the_recommendation_is_on_what_stands_above_the_ballot() -> None:
    lines = ("Protokoll", "PS 1/26 Ny bru", "Innstilling:", "Brua males.")
    ballot = ("For innstillingen stemte 1: Liv Nes", "Imot innstillingen stemte 1: Per Vik")
    found = claimed(extract_votes, *lines, *ballot)
    assert {vote.proposal for vote in found} == {
        reading(*lines).document.text.index("Innstilling:")
    }


def test_votes_stay_in_their_case() -> None:
    found = cast("PS 2/26 Ny veg", FOR)
    assert [(vote.name, vote.proposal) for vote in found] == [("Liv Nes", None), ("Per Vik", None)]


def test_the_sides_may_be_named_one_after_the_other() -> None:
    found = cast("For: Moe, Vik, Li. Mot: Dahl, Nes.")
    assert [(vote.name, vote.vote) for vote in found] == [
        ("Moe", "for"),
        ("Vik", "for"),
        ("Li", "for"),
        ("Dahl", "mot"),
        ("Nes", "mot"),
    ]


def test_a_choice_that_was_concluded_decides_rather_than_what_was_added() -> None:
    found = cast(
        *("For forslag 1 stemte 1: Liv Nes", "For forslag 2 stemte 1: Per Vik"),
        "Dermed ble forslag 1 vedtatt.",
        *("For forslaget stemte 1: Per Vik", "Dermed ble tilleggsforslag vedtatt."),
    )
    assert [(v.name, v.vote, v.decides) for v in found] == [
        ("Liv Nes", "for", True),
        ("Per Vik", "mot", True),
        ("Per Vik", "for", False),
    ]


def test_who_was_against_is_told_in_a_sentence() -> None:
    lines = (
        "Vedtak:",
        "Brua males.",
        "Vedtatt mot to stemmer. Liv Nes og Per Dahl (Sp) stemte imot.",
    )
    found = claimed(extract_votes, "Protokoll", "PS 1/26 Ny bru", *lines)
    assert [(v.name, v.party, v.vote) for v in found] == [
        ("Liv Nes", None, "mot"),
        ("Per Dahl", "Sp", "mot"),
    ]


@pytest.mark.parametrize("told", ["Liv Nes stemte for forslaget fra Sp.", "Styret stemte imot."])
def test_a_vote_on_something_else_or_of_a_body_is_none_of_a_person(told: str) -> None:
    lines = ("Vedtak:", "Brua males.", told)
    assert claimed(extract_votes, "Protokoll", "PS 1/26 Ny bru", *lines) == []
