"""Every innstilling, tilråding and forslag, whole and with whose it is."""

from __future__ import annotations

import pytest

from extractors.recommendations import extract_recommendations
from extractors.vedtak import extract_vedtak
from schemas.claims import Recommendation
from tests.extractors.build import claimed

CASE = ("Protokoll", "PS 1/26 Ny bru")


def recommended(*lines: str) -> list[Recommendation]:
    return claimed(extract_recommendations, *CASE, *lines)


@pytest.mark.parametrize(
    ("label", "kind", "proposer", "party"),
    [
        ("Innstilling:", "innstilling", None, None),
        ("Forslag til vedtak:", "innstilling", None, None),
        ("Framlegg til vedtak:", "innstilling", None, None),  # nn
        ("Rådmannens innstilling", "innstilling", "Rådmannen", None),
        ("Rådmannen si tilråding:", "innstilling", "Rådmannen", None),  # nn
        ("Formannskapets innstilling, mot 1 stemme:", "innstilling", "Formannskapet", None),
        ("Kommunedirektørens forslag til vedtak:", "innstilling", "Kommunedirektøren", None),
        ("Tilråding frå rådmannen:", "innstilling", "rådmannen", None),  # nn
        ("Felles forslag:", "forslag", None, None),
        ("Endringsframlegg:", "forslag", None, None),  # nn
        ("Forslag fra Liv Nes (SP):", "forslag", "Liv Nes", "SP"),
        ("Framlegg frå Liv Nes (SP):", "forslag", "Liv Nes", "SP"),  # nn
        ("Liv Nes (V) fremmet følgende tilleggsforslag:", "forslag", "Liv Nes", "V"),
        ("Liv Nes (V) sette fram følgjande framlegg:", "forslag", "Liv Nes", "V"),  # nn
    ],
)
def test_the_label_says_what_it_is_and_whose(
    label: str, kind: str, proposer: str | None, party: str | None
) -> None:
    (found,) = recommended(label, "Brua males.")
    assert (found.text, found.kind, found.proposer, found.party) == (
        "Brua males.",
        kind,
        proposer,
        party,
    )


def test_it_goes_on_to_the_next_label_and_over_a_page_break() -> None:
    (found,) = recommended("Innstilling:", "Brua males.", "~ Side 2", "Rekkverket også.", "Vedtak:")
    assert found.text == "Brua males.\nRekkverket også."
    assert "Side 2" in found.evidence.text


def test_the_result_of_the_vote_is_not_part_of_it() -> None:
    (found,) = recommended("Innstilling:", "Brua males.", "Enstemmig vedtatt")
    assert found.text == "Brua males."


def test_those_who_propose_may_stand_after_the_colon() -> None:
    (found,) = recommended("Forslag fra hele komiteen: Liv Nes, Per Vik", "Brua males.")
    assert (found.text, found.proposer) == ("Brua males.", "hele komiteen")


def test_an_empty_recommendation_is_none() -> None:
    assert recommended("Forslag til vedtak:", "Vedtak:", "Liv Nes velges.") == []


@pytest.mark.parametrize(
    "line",
    [
        "For forslaget stemte 2: Liv Nes, Per Vik",
        "For tilrådinga røysta 2: Liv Nes, Per Vik",  # nn
        "For innstillingen stemte 2: Liv Nes, Per Vik",
    ],
)
def test_those_who_voted_for_it_are_no_recommendation(line: str) -> None:
    assert [found.text for found in recommended("Innstilling:", "Brua males.", line)] == [
        "Brua males."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Liv Nes ba om at rekkverket også males.",
        "Styreleiar orienterte om avtalen.",  # nn
        "Per Vik (SP) bad om at rekkverket òg vert måla.",  # nn
    ],
)
def test_what_was_said_below_it_is_no_recommendation(line: str) -> None:
    assert [found.text for found in recommended("Innstilling:", "Brua males.", line)] == [
        "Brua males."
    ]


def test_who_put_it_forward_may_stand_after_a_verb() -> None:
    label = "Forslag til nytt punkt 3 fremsatt av Liv Nes på vegne av SP:"
    (found,) = recommended(label, "Brua males.")
    assert (found.proposer, found.party) == ("Liv Nes", "SP")


@pytest.mark.parametrize(
    ("sentence", "proposer", "party"),
    [
        ("Liv Nes (SP) foreslo å utsette saken.", "Liv Nes", "SP"),
        ("Liv Nes sette fram forslag om å vente til våren.", "Liv Nes", None),  # nn
        ("Ordføreren fremmet forslag om befaring.", "Ordføreren", None),
    ],
)
def test_a_sentence_that_moves_is_a_proposal(
    sentence: str, proposer: str, party: str | None
) -> None:
    lines = ("Protokoll", "Til stede: Liv Nes, Per Vik", "PS 1/26 Ny bru", f"Ordskifte. {sentence}")
    (found,) = claimed(extract_recommendations, *lines, "Vedtak: Brua males.")
    assert (found.text, found.kind, found.proposer, found.party) == (
        sentence,
        "forslag",
        proposer,
        party,
    )


@pytest.mark.parametrize(
    "sentence", ["Naboen foreslo en undergang.", "Liv Nes sa at brua foreslås malt."]
)
def test_what_others_propose_is_no_proposal_in_the_meeting(sentence: str) -> None:
    lines = ("Protokoll", "Til stede: Liv Nes, Per Vik", "PS 1/26 Ny bru", sentence)
    assert claimed(extract_recommendations, *lines, "Vedtak: Brua males.") == []


def test_the_line_of_the_body_that_treats_the_case_ends_what_is_recommended() -> None:
    lines = ("Rådmannens innstilling:", "Brua males.", "Planutvalget - 14.11.2017:", "Behandling:")
    assert [r.text for r in recommended(*lines, "Ingen merknader.")] == ["Brua males."]


def test_a_label_that_tells_who_moved_is_no_proposal_itself() -> None:
    lines = (
        "Til stede: Liv Nes",
        "Sak 1/20 Bru",
        "Liv Nes foreslo følgende tillegg:",
        "Brua males.",
    )
    found = claimed(extract_recommendations, "Møteprotokoll", *lines)
    assert [r.text for r in found] == ["Brua males."]


@pytest.mark.parametrize(
    "label",
    [
        "Fylkesrådmannen tilrår at fylkesutvalget fatter slikt vedtak:",
        "Fylkesrådmannen rår til at fylkesutvalet gjer slikt vedtak:",  # nn
    ],
)
def test_what_is_advised_is_recommended_and_ends_where_it_is_adopted(label: str) -> None:
    lines = ("Sak 1/20 Klage", label, "Klagen avvises.", "Enstemmig vedtatt som tilrådd.")
    (found,) = claimed(extract_recommendations, "Møteprotokoll", *lines)
    assert (found.text, found.kind, found.proposer) == (
        "Klagen avvises.",
        "innstilling",
        "Fylkesrådmannen",
    )
    (decided,) = claimed(extract_vedtak, "Møteprotokoll", *lines)
    assert (decided.outcome, decided.unanimous) == ("avvist", True)


@pytest.mark.parametrize("point", ["Nytt punkt 4: Rekkverk også.", "Endring: Rekkverk også."])
def test_a_new_point_is_a_proposal_by_itself_but_words_of_what_it_stands_in(point: str) -> None:
    own = recommended("Behandling:", point)
    assert [(r.text, r.kind) for r in own] == [("Rekkverk også.", "forslag")]
    told = ("Møtereferat", "# PS 1/31 Bru", "Orientering om bruer.", point)
    assert claimed(extract_recommendations, *told) == []
    of_somebody = recommended("Framlegg frå Liv Nes, SP:", point)
    assert [(r.text, r.proposer) for r in of_somebody] == [(point, "Liv Nes")]
    lines = ("Vedtak:", "Brua males.", point)
    (decided,) = claimed(extract_vedtak, *CASE, *lines)
    assert decided.text == f"Brua males.\n{point}"
    assert recommended(*lines) == []


@pytest.mark.parametrize("sponsors", ["På vegne av Ap, Sp og Rødt", "På vegne av alle"])
def test_for_whom_something_is_proposed_is_not_proposed(sponsors: str) -> None:
    head = ("Protokoll", "# PS 1/31 Bru", "Liv Nes (Sp) fremmet følgende forslag:")
    for lines in ((sponsors, "Brua males."), ("Brua males.", sponsors)):
        assert [r.text for r in claimed(extract_recommendations, *head, *lines)] == ["Brua males."]


def test_that_something_follows_is_no_proposer() -> None:
    lines = ("Følgende tilleggsforslag ble enstemmig vedtatt:", "Brua males.")
    (found,) = claimed(extract_recommendations, "Protokoll", "# PS 1/31 Bru", *lines)
    assert found.proposer is None


def test_what_another_body_proposed_is_only_cited_in_a_paper() -> None:
    fields = ("Saksframlegg", "Arkivsak: 2031/88", "Saksbehandler: Liv Nes", "Ny bru")
    cited = ("Utvalget behandlet saken i møte 03.09.2031. Følgende forslag ble vedtatt:", "Vent.")
    lines = (*fields, "Rådmannens forslag til vedtak:", "Brua bygges.", "Saksopplysninger:", *cited)
    assert [r.text for r in claimed(extract_recommendations, *lines)] == ["Brua bygges."]


def test_it_ends_where_a_body_treats_it() -> None:
    lines = ("Framlegg til vedtak:", "Brua vert måla.", "21.09.2017 Kulturutvalet", "Handsaming:")
    (found,) = recommended(*lines, "Ingen merknader.")
    assert found.text == "Brua vert måla."


def test_what_somebody_moved_may_look_like_a_heading() -> None:
    lines = ("Protokoll", "# PS 1/31 Valg", "Liv Nes (R) foreslo:", "## Per Vik går inn i vervene")
    found = claimed(extract_recommendations, *lines, "Innstillingen ble enstemmig vedtatt.")
    assert [(r.text, r.proposer) for r in found] == [("Per Vik går inn i vervene", "Liv Nes")]


@pytest.mark.parametrize(
    "label", ["Forslag fra SP og V v/Liv Nes:", "Framlegg frå SP ved Liv Nes:"]
)
def test_one_may_move_for_parties(label: str) -> None:
    (found,) = recommended(label, "Brua males.")
    assert found.proposer == "Liv Nes"
    assert found.party in ("SP og V", "SP")
