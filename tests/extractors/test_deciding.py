"""Sentences decide by classes of verbs, and only for the case in which they stand."""

from __future__ import annotations

import pytest

from extractors.deciding import decides


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi ble enige om å vente til våren.",
        "Enstemmig valgt: Liv Nes, med Per Dahl som vara.",
        "Gruppa vart samd om at kaffen skal vere gratis.",  # nn
        "Det var semje om framlegget.",  # nn
        "Årsmøtet valgte Liv Nes som kasserer.",
        "Et enstemmig planutvalg godkjente protokollen.",
        "Nemnda løyvde 3000 kroner.",  # nn
        "Søknaden innvilges.",
        "Planen ble enstemmig bifalt.",
        "Framlegget frå Liv fall.",  # nn
        "Vi landa på å utsetje festen.",  # nn
        "Styret tok orienteringen til etterretning.",
        "Styrets forslag vedtatt.",
        "Per Li går ut, og Kari Lind velges inn.",
        "Kari Lind vert attvald til neste årsmøte.",  # nn
        "Opplest og godkjent.",
        "Godkjent med den rettinga at Liv Nes òg var til stades på møtet.",  # nn
        "Meldingane vart tekne til orientering.",  # nn
        "Innkalling godkjent.",
        "Det ble bestemt at billettene koster 100 kroner.",
        "Møtet ble ledet av Liv Nes og årsmøtet godkjente innkallingen.",
        "Kari Lind valgt til ordstyrer",
        "Møteboka godkjend.",  # nn
    ],
)
def test_it_decides(sentence: str) -> None:
    assert decides(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingen hadde merknader.",
        "Kommunestyret vedtok i sak 12/17 å bygge ny bru.",
        "Liv viste til at styret på møtet i vår bestemte at brua skal males.",
        "Planen skal vedtas i juni.",
        "Leder orienterer om hva som er vedtatt i klubben.",
        "Styret orienterer om kva som vart vedteke i gruppa.",  # nn
        "Leder velges av årsmøtet for to år.",
        "Dersom planen vedtas, starter vi.",
        "Det vert ikkje godkjent lenger.",  # nn
        "Styret velger leder på neste møte.",
        "Leder redegjorde for saken.",
        "Styret har bedt om priser.",
        "Han svarte at kommunen og laget ikkje er samde om prisen.",  # nn
        "Innkallinga ikkje godkjend.",  # nn
        "Er vi enige om at kaffen er gratis?",
        "Vedtektene ble vedtatt av Oppvekstutvalget i møte 15.03.2016.",
        "Vedtektene er vedtekne av Levekårsutvalet i møte den 15.03.2016.",  # nn
    ],
)
def test_it_does_not(sentence: str) -> None:
    assert not decides(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Årsmeldinga vart lesen opp av leiar og godkjend utan merknader.",  # nn
        "Regnskapet ble gjennomgått av kassereren og enstemmig godkjent.",
    ],
)
def test_what_was_done_first_does_not_hide_the_decision(sentence: str) -> None:
    assert decides(sentence)


@pytest.mark.parametrize(
    "sentence", ["Enst. godkjent.", "Samrøystes godkjend.", "Enstemmig valgt."]
)
def test_a_word_of_unanimity_may_open_a_short_decision(sentence: str) -> None:
    assert decides(sentence)


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("Utvalget ble snart enige om at brua males.", True),
        ("Utvalget ble uenige om å male brua.", False),
        ("Gruppa vart usamde om å måle brua.", False),  # nn
        ("Gruppa vart samde om å måle brua.", True),  # nn
        ("Gruppa vart informert om at brua er målt.", False),  # nn
    ],
)
def test_who_became_of_one_mind_decides(sentence: str, *, so: bool) -> None:
    assert decides(sentence) == so


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("Det kom ingen innvendinger.", True),
        ("Styret hadde ingen innvendingar.", True),  # nn
        ("Fylkesmannen har ingen innvendinger mot planen.", False),
        ("Naboane har ingen innvendingar.", False),  # nn
    ],
)
def test_only_those_who_met_decide_by_objecting_to_nothing(sentence: str, *, so: bool) -> None:
    assert decides(sentence) == so
