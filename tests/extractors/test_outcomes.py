"""How a case ended is read from the words of its decision."""

from __future__ import annotations

import pytest

from extractors.outcomes import outcome_of, unanimity
from extractors.tallies import Counts
from extractors.vocabulary import shelf

OUTCOMES = shelf("outcomes").phrases


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Protokollen godkjennes slik den foreligger.", "godkjent"),
        ("Styret sier nei til søknaden.", "avslått"),
        ("Styret godkjenner ikke regnskapet.", "avslått"),
        ("Søknaden vert ikkje innvilga.", "avslått"),  # nn
        ("Klagen vert ikkje teken til følgje.", "avslått"),  # nn
        ("Os vel gis ikke fritak.", "avslått"),
        ("Os vel gis midlertidig dispensasjon.", "innvilget"),
        ("Os vel får eit skjenkeløyve.", "innvilget"),  # nn
        ("Rapporten blir tatt til vitende.", "tatt til etterretning"),
        ("Ingen innvendinger.", "godkjent"),
        ("Ingen motførestellingar.", "godkjent"),  # nn
        ("Styret seier nei til søknaden.", "avslått"),  # nn
        ("Møteboka vert godkjend.", "godkjent"),  # nn
        ("Saken tas til orientering.", "tatt til orientering"),
        ("Heradsstyret tek saka til orientering.", "tatt til orientering"),  # nn
        ("Rapporten tas til etterretning.", "tatt til etterretning"),
        ("Meldinga vert teke til vitande.", "tatt til etterretning"),  # nn
        ("Liv Nes velges som leder.", "valgt"),
        ("Liv Nes vart vald til leiar.", "valgt"),  # nn
        ("Heradsstyret vel Liv Nes til leiar.", "valgt"),  # nn
        ("Os vel gis et bidrag på 6 000 kroner.", "innvilget"),
        ("Os vel får tilskot på 6 000 kroner.", "innvilget"),  # nn
        ("Tilbudet for rode 1–4 godtas. Rådmannen får fullmakt til å skrive kontrakt.", "vedtatt"),
        ("Skolen selges.\nRådmannen gis fullmakt til å skrive under.", "vedtatt"),
        ("Skulen vert seld.\nRådmannen får fullmakt til å skrive under.", "vedtatt"),  # nn
        ("Søknaden innvilges.", "innvilget"),
        ("Kommunen gjev tilsegn om 20 000 kroner.", "innvilget"),  # nn
        ("Søknaden avslås.", "avslått"),
        ("Klagen tas ikke til følge.", "avslått"),
        ("Søknaden vert avslått.", "avslått"),  # nn
        ("Regnskapet godkjennes ikke.", "avslått"),
        ("Saken utsettes til høsten.", "utsatt"),
        ("Saka vert utsett.", "utsatt"),  # nn
        ("Saken sendes tilbake til rådmannen.", "utsatt"),
        ("Forslaget ble ikke vedtatt.", "avvist"),
        ("Framlegget vart ikkje vedteke.", "avvist"),  # nn
        ("Saken trekkes.", "trukket"),
        ("Saka går ut.", "trukket"),  # nn
        ("Ordføreren gis fullmakt til å inngå avtalen.", "delegert"),
        ("Ordføraren får fullmakt til å gjere avtalen.", "delegert"),  # nn
        ("Det bygges en ny bru over elva.", "vedtatt"),
        ("Det skal byggjast ei ny bru over elva.", "vedtatt"),  # nn
        ("Lag som får tilskudd, skal rapportere om brua.", "vedtatt"),
        ("Lag som får tilskot, skal rapportere om brua.", "vedtatt"),  # nn
        ("Styret gir sin støtte til oppropet.", "vedtatt"),
        ("Det anbefales ikke at kafeen gis skjenkebevilling.", "avslått"),
        ("Det vert ikkje tilrådd at kafeen får skjenkeløyve.", "avslått"),  # nn
        ("", "vedtatt"),
    ],
)
def test_the_words_tell_how_it_ended(text: str, outcome: str) -> None:
    assert outcome_of(text, text, "Ny bru") == outcome


@pytest.mark.parametrize("outcome", sorted(set(OUTCOMES) - {"vedtatt"}))
def test_every_phrase_for_an_outcome_tells_it(outcome: str) -> None:
    found = {phrase: outcome_of(f"Saka: {phrase} her.", "", "") for phrase in OUTCOMES[outcome]}
    assert {phrase for phrase, got in found.items() if got != outcome} == set()


def test_the_first_telling_sentence_counts() -> None:
    text = "Planen ligger ved. Saken utsettes til mai. Leder velges senere."
    assert outcome_of(text, text, "") == "utsatt"


def test_points_that_differ_are_adopted_and_points_that_agree_are_what_they_say() -> None:
    assert outcome_of("1. Planen godkjennes.\n2. Søknaden avslås.", "", "") == "vedtatt"
    assert outcome_of("1. Budsjettet godkjennes.\n2. Planen godkjennes.", "", "") == "godkjent"


def test_what_a_decision_adopts_tells_where_the_decision_does_not() -> None:
    assert outcome_of("Som innstillingen.", "Søknaden avslås.", "") == "avslått"


def test_a_refusal_is_not_undone_by_what_follows_it_up() -> None:
    points = "1. Klagen tas ikke til følge.\n2. Saken sendes til Statsforvalteren."
    assert outcome_of(points, "", "") == "avslått"
    assert outcome_of("1. Klagen tas ikke til følge.\n2. Planen godkjennes.", "", "") == "vedtatt"


@pytest.mark.parametrize("title", ["Valg av leder", "Val av leiar", "Suppleringsvalg til styret"])
def test_an_election_is_told_by_its_title(title: str) -> None:
    assert outcome_of("Liv Nes", "Liv Nes", title) == "valgt"
    assert outcome_of("Liv Nes", "Liv Nes", "Ny " + title) == "vedtatt"


@pytest.mark.parametrize(
    ("said", "counts", "unanimous"),
    [
        ("Enstemmig vedtatt", None, True),
        ("Samrøystes vedteke", None, True),  # nn
        ("Vedtak enst.:", None, True),
        ("Valgt ved akklamasjon", Counts(20, 0), True),
        ("Ikke enstemmig", None, False),
        ("Vedteke, ikkje samrøystes", None, False),  # nn
        ("Vedtatt", None, None),
        ("Vedtatt", Counts(20, 0), None),
        ("Vedtatt", Counts(20, 3), False),
        ("Vedtatt mot 1 stemme", Counts(None, 1), False),
        ("Enstemmig vedtatt mot 1 stemme", Counts(None, 1), None),  # it contradicts itself
    ],
)
def test_unanimity(said: str, counts: Counts | None, *, unanimous: bool | None) -> None:
    assert unanimity(said, counts) is unanimous


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Styret velger tilbudet fra Nes Orgel.", "vedtatt"),
        ("Styret vel den nye leverandøren.", "vedtatt"),  # nn
        ("Styret velger å vente.", "vedtatt"),
        ("Styret velger Åse Vik som leder.", "valgt"),
    ],
)
def test_what_may_be_chosen_is_not_elected(decision: str, outcome: str) -> None:
    assert outcome_of(decision, "", "") == outcome
