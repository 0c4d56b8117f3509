"""What was decided: whole, alone, how it ended and how the vote went."""

from __future__ import annotations

import pytest

from extractors.attendance import extract_attendance
from extractors.cases import extract_cases
from extractors.vedtak import extract_vedtak
from tests.extractors.build import claimed, decided, vedtak


@pytest.mark.parametrize(
    "lines",
    [
        ["Vedtak:", "Brua males."],
        ["Vedtak: Brua males."],
        ["**Vedtak:** Brua males."],
        ["## Vedtak", "Brua males."],
        ["Avgjerd: Brua males."],  # nn
        ["Kommunestyrets vedtak, mot 2 stemmer:", "Brua males."],
        ["Styret fattet følgende enstemmige vedtak:", "Brua males."],
        ["Formannskapet gjorde slikt vedtak:", "Brua males."],  # nn
        ["Et enstemmig formannskap vedtok:", "Brua males."],
        ["Vedtatt: Brua males."],
        ["Konklusjon:", "Brua males."],
        ["Vedtak:", "Brua males.", "Enstemmig vedtatt"],
        ["Vedtak:", "Brua males.", "Møtet hevet kl. 15."],
        ["Vedtak:", "Brua males.", "For forslaget stemte 3: Liv Nes, Per Vik, Åse Li"],
    ],
)
def test_the_words_that_decide_stand_alone(lines: list[str]) -> None:
    found = vedtak(*lines)
    assert (found.text, found.rule) == ("Brua males.", "vedtak.label")


def test_all_the_points_and_nothing_after_them() -> None:
    points = ["1. Brua males.", "2. Vegen stenges.", "- fra mai", "- til juli"]
    assert vedtak("Vedtak:", *points, "Saken ble mye diskutert etterpå.").text.split("\n") == [
        "1. Brua males.",
        "2. Vegen stenges.",
        "fra mai",
        "til juli",
    ]


def test_a_decision_on_the_labels_line_goes_on_where_it_instructs() -> None:
    found = vedtak("Vedtak: Brua males.", "Rådmannen gis fullmakt til å velge farge.", "Fint vær.")
    assert found.text == "Brua males.\nRådmannen gis fullmakt til å velge farge."
    assert vedtak("Vedtak: Brua males.", "Liv fortalte om brua.").text == "Brua males."


@pytest.mark.parametrize(
    ("label", "reference"),
    [
        ("Innstilling:", "Som innstillingen."),
        ("Innstilling:", "Innstillingen ble enstemmig vedtatt."),
        ("Formannskapets innstilling:", "Formannskapets innstilling tiltres."),
        ("Tilråding:", "Som tilrådinga."),  # nn
        ("Tilråding:", "Tilrådinga vart samrøystes vedteken."),  # nn
        ("Forslag:", "Forslaget ble vedtatt."),
    ],
)
def test_a_decision_by_reference_adopts_the_text_above(label: str, reference: str) -> None:
    found = vedtak(label, "Søknaden avslås.", "Vedtak:", reference)
    assert found.text == reference
    assert found.resolved is not None
    assert (found.resolved.text, found.outcome) == ("Søknaden avslås.", "avslått")
    assert found.versus_recommendation == "som innstilt"


def test_it_adopts_the_recommendation_of_its_own_case() -> None:
    first, second = decided(
        *("Innstilling:", "Brua males.", "Vedtak:", "Brua rives."),
        *("PS 2/26 Ny veg", "Vedtak:", "Som innstillingen."),
    )
    assert first.resolved is None
    assert second.resolved is None


@pytest.mark.parametrize(
    ("lines", "versus"),
    [
        (["Innstilling:", "Brua males rød.", "Vedtak:", "Brua males rød."], "som innstilt"),
        (["Innstilling:", "Brua males rød.", "Vedtak:", "Brua rives nå."], "endret"),
        (["Tilråding:", "Brua vert måla.", "Vedtak:", "Brua vert riven no."], "endret"),  # nn
        # Retold: in the past, with the subject first, with the words that change nothing
        (["Innstilling:", "Planen vedtas.", "Vedtak:", "Styret vedtok planen."], "som innstilt"),
        (
            [
                "Innstilling:",
                "Rapporten godkjennes.",
                "Vedtak:",
                "Rapport godkjent uten merknader.",
            ],
            "som innstilt",
        ),
        (
            ["Tilråding:", "Styret tek saka til orientering.", "Vedtak:", "Teke til orientering."],
            "som innstilt",
        ),
        (["Innstilling:", "Innkallingen godkjennes.", "Vedtak:", "Godkjent."], "som innstilt"),
        (
            [
                *("Innstilling:", "Styret selger det gamle huset ved elva til naboen i år."),
                *("Vedtak:", "Styret selger ikke det gamle huset ved elva til naboen i år."),
            ],
            "endret",
        ),
        # A point less, another figure, another thing: changed
        (["Innstilling:", "Brua males. Kaia rives.", "Vedtak:", "Brua males."], "endret"),
        (["Innstilling:", "Leia er kr 500.", "Vedtak:", "Leia er kr 600."], "endret"),
        (["Innstilling:", "Budsjettet vedtas.", "Vedtak:", "Saken utsettes."], "endret"),
        (
            ["Innstilling:", "Avtalen godkjennes.", "Vedtak:", "Styret godkjenner ikke avtalen."],
            "avvist",
        ),
        (["Tilråding:", "Søknaden vert avslegen.", "Vedtak:", "Søknaden er innvilga."], "avvist"),
        (
            ["Tilråding:", "Saka vert lagd fram utan tilråding.", "Vedtak:", "Kari Li vart vald."],
            "uten innstilling",
        ),
        (["Vedtak:", "Brua males."], "uten innstilling"),
        (["Forslag:", "Brua males.", "Vedtak:", "Brua males."], "uten innstilling"),
    ],
)
def test_the_decision_against_the_recommendation(lines: list[str], versus: str) -> None:
    assert vedtak(*lines).versus_recommendation == versus


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Det ble vedtatt at brua skal males rød.", "vedtatt"),
        ("Det vart vedteke at brua skal målast raud.", "vedtatt"),  # nn
        ("Det var enighet om å male brua.", "vedtatt"),
        ("Det var semje om å måle brua.", "vedtatt"),  # nn
        ("Saken tas til orientering.", "tatt til orientering"),
        ("Heradsstyret tok meldinga til orientering.", "tatt til orientering"),  # nn
        ("Liv Nes ble enstemmig valgt.", "valgt"),
        ("Liv Nes vart samrøystes vald.", "valgt"),  # nn
        ("Regnskapet ble godkjent.", "godkjent"),
        ("Godkjent uten merknader.", "godkjent"),
        ("Saken utsettes til mai.", "utsatt"),
    ],
)
def test_a_sentence_decides_where_no_label_does(sentence: str, outcome: str) -> None:
    found = vedtak("Liv fortalte om brua.", sentence, "Så ble det kaffe.")
    assert (found.text, found.outcome, found.rule) == (sentence, outcome, "vedtak.prose")


@pytest.mark.parametrize(
    "sentence",
    [
        "Det ble vedtatt på forrige møte at brua skal males.",
        "Kommunen har vedtatt at brua skal males.",
        "Kommunen har vedteke at brua skal målast.",  # nn
        "Dersom brua males, godkjennes regnskapet senere.",
        "Liv fortalte om brua.",
    ],
)
def test_a_sentence_about_something_else_decides_nothing(sentence: str) -> None:
    assert decided(sentence) == []


@pytest.mark.parametrize("label", ["Innstilling:", "Bakgrunn:", "Framlegg til vedtak:"])
def test_nothing_is_decided_where_it_is_only_proposed_or_explained(label: str) -> None:
    assert decided(label, "Saken tas til orientering.") == []


@pytest.mark.parametrize("kind", ["Møteinnkalling", "Saksframlegg", "Årsmelding 2026"])
def test_prose_decides_nothing_in_what_does_not_look_back(kind: str) -> None:
    lines = (kind, "PS 1/26 Ny bru", "Det ble vedtatt at brua skal males rød.")
    assert claimed(extract_vedtak, *lines) == []


def test_a_decision_that_is_repeated_is_one() -> None:
    assert len(decided("Vedtak:", "Brua males.", "Vedtak:", "Brua males.")) == 1


def test_an_election_without_a_verb_is_told_by_the_title() -> None:
    (found,) = claimed(
        extract_vedtak, "Protokoll", "PS 1/26 Valg av leder", "Vedtak:", "Leder: Liv Nes"
    )
    assert found.outcome == "valgt"


def test_a_heading_with_nothing_under_it_decides_nothing() -> None:
    assert decided("Vedtak:", "PS 2/26 Ny veg") == []


def test_nothing_was_decided() -> None:
    assert decided("Vedtak: Ingen") == []
    assert decided("Vedtak:", "Ikkje vedtak.") == []  # nn


def test_a_decision_refers_to_the_proposal_of_whom_it_names() -> None:
    found = vedtak(
        *("Forslag fra styret: Brua males.", "Forslag fra Liv Nes: Brua rives."),
        *("Forslag fra styret: 9 stemmer", "Styrets forslag vedtatt."),
    )
    assert found.resolved is not None
    assert found.resolved.text == "Brua males."


def test_how_the_vote_on_a_proposal_went_is_no_decision() -> None:
    told = "Forslaget fra Liv Nes (H) fikk 7 stemmer mot 8 stemmer avgitt for innstillingen."
    found = vedtak("Vedtak:", told, "Brua males.")
    assert found.text == "Brua males."


def test_an_election_goes_on_in_the_list_below_it() -> None:
    found = vedtak("Følgende ble valgt:", "Fast: Liv Nes", "Vara: Per Vik", "Så var det kaffe.")
    assert found.text == "Følgende ble valgt:\nFast: Liv Nes\nVara: Per Vik"
    lines = ("Følgjande vart valde:", "Leiar: Liv Nes", "Per Vik (attval)", "Åse Li (ny)")  # nn
    assert vedtak(*lines, "Så var det kaffi.").text == "\n".join(lines)


@pytest.mark.parametrize(
    "won", ["Fellesforslaget ble enstemmig vedtatt.", "Framlegget vart samrøystes vedteke."]
)
def test_what_is_told_to_have_won_is_no_part_of_the_proposal(won: str) -> None:
    told = f"{won} Det andre ble det ikke stemt over."
    found = vedtak("Liv Nes fremmet et fellesforslag:", "Brua males rød.", told)
    assert (found.text, found.unanimous) == (won, True)
    assert found.resolved is not None
    assert found.resolved.text == "Brua males rød."


def test_an_election_goes_on_with_who_stands_in() -> None:
    found = vedtak("Liv Nes ble valgt med 4 stemmer. Per Vik er vara. Møtet ble hevet.")
    assert found.text == "Liv Nes ble valgt med 4 stemmer. Per Vik er vara."


@pytest.mark.parametrize("result", ["Samrøystes.", "Enstemmig vedtatt.", "Vedtatt enstemmig."])
def test_what_stands_before_a_lone_result_was_decided(result: str) -> None:
    found = vedtak(f"Avgiften har vært lav. Den økes med 4 % til kr 3 120 per år. {result}")
    assert (found.text, found.unanimous) == ("Den økes med 4 % til kr 3 120 per år.", True)


def test_a_recommendation_may_stand_below_the_decision() -> None:
    found = vedtak("Vedtak:", "Som innstillingen.", "Rådmannens innstilling:", "Brua males.")
    assert found.resolved is not None
    assert (found.resolved.text, found.versus_recommendation) == ("Brua males.", "som innstilt")


def test_what_a_list_of_cases_is_told_is_told_of_the_case_that_lists() -> None:
    lines = (
        *("PS 31/16 Referatsaker", "RS 5/16 Brev fra fylket", "RS 6/16 Årsmelding"),
        *("Behandling:", "Ingen merknader.", "Vedtak:", "Referatsakene tas til orientering."),
        *("PS 32/16 Ny bru", "Vedtak:", "Brua males."),
    )
    cases = {c.number: c.section for c in claimed(extract_cases, "Protokoll", *lines)}
    decided = claimed(extract_vedtak, "Protokoll", *lines)
    inside = [
        [n for n, (first, end) in cases.items() if first <= v.evidence.start < end] for v in decided
    ]
    assert inside == [["PS 31/16"], ["PS 32/16"]]


def test_an_election_may_be_nothing_but_a_list_of_the_elected() -> None:
    lines = ("Leiar: Liv Nes (attval)", "Kasserar: Per Vik", "Så var det kaffe.")
    (found,) = claimed(extract_vedtak, "Protokoll", "Sak 6/19 Val", *lines)
    assert (found.text, found.outcome) == ("\n".join(lines[:2]), "valgt")
    assert claimed(extract_vedtak, "Protokoll", "Sak 7/19 Kaffe", "Kokk: Per Vik") == []


@pytest.mark.parametrize(
    ("title", "said", "outcome"),
    [
        ("Referat fra forrige møte", "Ok, ingen kommentarer.", "godkjent"),
        ("Protokoll frå førre møte", "Det kom ingen merknader.", "godkjent"),
        ("Innkalling", "Det var ingen merknad til innkallinga.", "godkjent"),  # nn
        ("Ny bru", "Det kom ingen merknader.", None),
    ],
)
def test_nothing_said_of_the_last_minutes_approves_them(
    title: str, said: str, outcome: str | None
) -> None:
    found = claimed(extract_vedtak, "Referat fra styremøte", f"Sak 3/20 {title}", said)
    assert [v.outcome for v in found] == ([outcome] if outcome else [])


def test_a_decision_of_one_word() -> None:
    assert vedtak("Vedtak: Avslag. Ventelista gjelder.").outcome == "avslått"


def test_what_another_body_decided_before_is_no_decision_of_a_call_to_a_meeting() -> None:
    told = "Utvalet handsama søknaden i møte 12.08.2014, sak 33/14, og vedtok slik uttale: Ja."
    lines = ("Møteinnkalling", "Sak 62/14 Tomt", "Saksopplysningar:", "Nes søkte.", told)
    assert claimed(extract_vedtak, *lines) == []


def test_what_was_adopted_is_told_in_the_sentence_before() -> None:
    told = "Liv Nes ba om at saken ble utsatt. Dette ble vedtatt mot 3 stemmer."
    (found,) = claimed(extract_vedtak, "Møtebok", "Sak 26/87 Skole", told)
    assert (found.text, found.votes_against) == ("Liv Nes ba om at saken ble utsatt.", 3)


def test_that_it_was_unanimous_is_no_part_of_the_decision() -> None:
    found = vedtak("Vedtak:", "Styret tar rapporten til etterretning.", "Vedtaket var enstemmig.")
    assert (found.text, found.unanimous) == ("Styret tar rapporten til etterretning.", True)


def test_an_election_is_its_lines_and_how_they_were_voted() -> None:
    lines = ("Styreleder for ett år: Liv Nes (gjenvalg)", "Varamedlem: Jon Aas")
    case = ("2. Valg", *lines, "Alle ble valgt ved akklamasjon.", "3. Eventuelt", "Ingen saker.")
    top = ("Protokoll fra årsmøte", "1. Budsjett", "Budsjettet ble utsatt.")
    (_, found) = claimed(extract_vedtak, *top, *case)
    assert (found.text, found.outcome) == (
        "\n".join([*lines, "Alle ble valgt ved akklamasjon."]),
        "valgt",
    )


def test_a_recommendation_adopted_with_an_addition_is_what_was_decided() -> None:
    adopted = "Rådmannens innstilling tiltres med følgende tillegg: Brua pusses."
    told = ("Behandling:", "Vedtatt med 5 mot 1 stemme.", "Vedtak, mot 1 stemme:")
    found = vedtak("Rådmannens innstilling:", "Brua males.", *told, adopted)
    assert (found.text, found.votes_against) == (adopted, 1)


def test_a_case_that_is_put_off_to_the_next_meeting_is_decided() -> None:
    lines = ("Protokoll", "# PS 1/31 Bru", "Vedtak", "Saken utsettes til neste møte")
    assert [v.text for v in claimed(extract_vedtak, *lines)] == ["Saken utsettes til neste møte"]


def test_who_was_elected_is_told_by_the_decision_and_was_not_there_for_that() -> None:
    lines = (
        "PS 1/26 Val av nemnd",
        "Vedtak:",
        "Til nemnda vert desse valde:",
        "Medlemmer: Liv Nes og Per Vik",
        "Varamedlemmer: Åse Li",
        "Samrøystes.",
    )
    (found,) = claimed(extract_vedtak, "Protokoll", *lines)
    assert found.text.split("\n") == list(lines[2:5])
    assert (found.outcome, found.unanimous) == ("valgt", True)
    assert claimed(extract_attendance, "Protokoll", *lines) == []


def test_who_gets_a_copy_is_no_decision() -> None:
    lines = ("Referat", "# Sak 6/31 Møteplan", "Vedtak:", "Kopi sendes hovedutvalget")
    assert claimed(extract_vedtak, *lines) == []


def test_a_decision_may_look_like_a_heading_right_below_its_label() -> None:
    (found,) = claimed(
        extract_vedtak,
        *("Protokoll", "# PS 1/31 Håndbok", "Vedtak", "## Håndboken vedtas", "Et ord endres."),
    )
    assert found.text == "Håndboken vedtas\nEt ord endres."


def test_a_sentence_that_adopts_the_proposal_is_a_vote_and_no_label() -> None:
    found = vedtak("Behandling", "Forslag til vedtak enstemmig vedtatt", "Vedtak", "Brua males.")
    assert (found.text, found.unanimous) == ("Brua males.", True)


def test_a_body_that_supports_what_was_proposed_decides() -> None:
    words = "Elevrådet støtter rektors forslag til vedtak i saken"
    found = vedtak("Behandling", "4 stemte for å støtte, 1 stemte imot", "Vedtak", words)
    assert (found.text, found.outcome) == (words, "vedtatt")


def test_a_point_that_begins_with_a_proposal_is_no_label() -> None:
    (found,) = claimed(
        extract_vedtak,
        *("Protokoll", "# PS 1/31 Vedtekter", "Vedtak"),
        *(
            "1.Forslag til vedtekter vedtas med følgende endring:",
            "## Punkt 4 Klager",
            "Ny ordlyd.",
        ),
        "2.Rådmannen melder fra.",
    )
    assert found.text.startswith("1.Forslag til vedtekter")
    assert found.text.endswith("2.Rådmannen melder fra.")


def test_a_recommendation_named_alone_below_the_label_is_adopted() -> None:
    lines = ("Rådmannens innstilling:", "Brua males.", "Vedtak/innstilling:")
    found = vedtak(*lines, "Rådmannens innstilling.")
    assert found.text == "Rådmannens innstilling."
    assert found.resolved is not None
    assert found.resolved.text == "Brua males."


def test_not_to_advise_that_something_is_granted_refuses_it() -> None:
    found = vedtak("Vedtak:", "Utvalget anbefaler ikke at kafeen gis skjenkebevilling.")
    assert found.outcome == "avslått"


def test_it_was_decided_to_do_something_is_told_of_nothing_else() -> None:
    told = ("Det må bygges ny nettside.", "Det ble vedtatt å be Liv Nes om å lage den.")
    assert vedtak(" ".join(told)).text == told[1]


def test_what_was_read_out_is_not_what_was_decided() -> None:
    found = vedtak("Skrivaren las opp årsmeldinga. Samrøystes godkjend.")
    assert (found.text, found.outcome, found.unanimous) == (
        "Samrøystes godkjend.",
        "godkjent",
        True,
    )


def test_how_it_was_voted_is_no_change_of_what_was_recommended() -> None:
    found = vedtak(
        "Innstilling:", "Rammen er 5 kroner.", "Vedtak: Rammen er 5 kroner. (5 mot 1 stemme)"
    )
    assert found.versus_recommendation == "som innstilt"


def test_what_the_nominating_committee_recommended_is_elected() -> None:
    lines = (
        "PS 1/26 Valg",
        "Valgkomiteens innstilling ble vedtatt ved akklamasjon:",
        "Leder: Liv Nes",
    )
    (found,) = claimed(extract_vedtak, "Protokoll", *lines)
    assert found.outcome == "valgt"


def test_what_is_decided_as_advice_to_another_body_is_decided() -> None:
    told = "Utvalget fattet følgende enstemmige vedtak, som innstilling til kommunestyret:"
    found = vedtak(told, "1. Brua males.", "2. Rådmannen melder fra.")
    assert (found.text, found.unanimous) == ("1. Brua males.\n2. Rådmannen melder fra.", True)
