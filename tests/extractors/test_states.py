"""How far work has come is read from sentences and from the fields of a project."""

from __future__ import annotations

import pytest

from extractors.states import state_of_field, states_in


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Løsningen er tatt i bruk i alle kommunene.", "i drift"),
        ("Løysinga er teken i bruk i alle kommunane.", "i drift"),
        ("Har vært i bruk siden januar.", "i drift"),
        ("Arbeidet er nå i gang.", "pågår"),
        ("Nettverket er no også godt i gang.", "pågår"),  # nn
        ("Et felles bibliotek er under oppbygging.", "pågår"),
        ("Løysinga har vore i dagleg bruk sidan mai.", "i drift"),  # nn
        ("Vi ser fram til å begynne med felles kart.", "planlagt"),
        ("Utrullinga byrjar etter ferien.", "planlagt"),  # nn
        ("Prosjektet vert ferdig i 2025.", "pågår"),
        ("Dette starter opp i 2024.", "planlagt"),
        ("Oppstart i september.", "planlagt"),
        ("Vi har lagt prosjektet på is.", "stanset"),
        ("Byggestarten er utsatt til høsten.", "utsatt"),
        ("Prosjektperioden ble avsluttet i vår.", "avsluttet"),
        ("Prosjektperioden vart avslutta i vår.", "avsluttet"),
        ("Alle kommunene har tatt løsningen i bruk.", "i drift"),
        ("Alle kommunane har teke ho heilt i bruk.", "i drift"),
        ("Tre av de fem kommunene har tatt den i bruk.", "pågår"),
        ("2 av 4 kommunar har teke i bruk løysinga.", "pågår"),
        ("Fire av fire kommuner er i drift.", "i drift"),
        ("Neste år vil vi starte arbeidet.", "planlagt"),
        ("Styret har vedteke å starte arbeidet.", "planlagt"),
        ("Løysinga er overført til ordinær drift.", "i drift"),
        ("I tre år gjennomførte to bydeler prosjektet.", "avsluttet"),
        ("Allerede etter at prosjektet ble avsluttet, ser vi at det virker.", "avsluttet"),
    ],
)
def test_a_state_is_read_from_the_words_that_state_it(words: str, state: str) -> None:
    assert [s.meaning for s in states_in(words)] == [state]


@pytest.mark.parametrize(
    "words",
    [
        "Når piloten er ferdig, ruller vi den ut.",
        "Målet er at den er tatt i bruk overalt.",
        "Viss arbeidet er i gang, melder vi frå.",
        "Arbeidet er ikke kommet i gang.",
        "Arbeidet er under ledelse av Kari Moe.",
        "Arbeidet er under føresetning av tilskot godkjent.",  # nn
        "Kurset gjelder opplæring i bruk av kart.",
    ],
)
def test_a_condition_or_a_wish_is_no_state(words: str) -> None:
    assert list(states_in(words)) == []


def test_a_condition_ends_with_its_sentence() -> None:
    text = "Når piloten er ferdig, melder vi fra. Opplæringen er i gang."
    assert [s.meaning for s in states_in(text)] == ["pågår"]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Ferdig i mai 2031", "avsluttet"),
        ("Går fram til jul", "pågår"),
        ("Prøven er ferdigstilt, og prosjektet er stanset.", "stanset"),
        ("Er tatt i bruk, og kurset er utsatt.", "i drift"),
        ("Skal etter planen være i drift til våren", None),
        # a phase that is over is not the project's end; what ended may be in use
        ("Konseptfasen er ferdig, og piloten begynner i mai.", "pågår"),
        ("Prosjektet er avsluttet, og løsningen er satt i drift.", "i drift"),
        ("Prosjektet ble stoppet i september.", "stanset"),
        ("Prosjektet vart stoppa i september.", "stanset"),
        ("Gjennomføring", "pågår"),
        ("Planlegging", "planlagt"),
        ("Startar hausten 2031", "planlagt"),
        ("Delvis i drift", "pågår"),
        ("Produksjonssatt", "i drift"),
        ("Overlevert linja", "avsluttet"),
        ("Stilt i bero", "utsatt"),
        ("Kansellert", "stanset"),
        ("Etter planen", "pågår"),
        ("80 %", None),
    ],
)
def test_a_status_field_may_be_brief(words: str, state: str | None) -> None:
    found = state_of_field(words)
    assert (found.meaning if found else None) == state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Under bygging, ferdig i desember", "pågår"),
        ("Under oppføring", "pågår"),  # nn
        ("I dagleg bruk sidan mai", "i drift"),  # nn
        ("Det er to år igjen av prosjektperioden.", "pågår"),
        ("Det er eit halvt år att.", None),
        ("Arbeidet tek til våren 2031.", "planlagt"),  # nn
    ],
)
def test_states_of_small_words(words: str, state: str | None) -> None:
    found = state_of_field(words)
    assert (found.meaning if found else None) == state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Prosjektet vert avslutta i juni.", "pågår"),  # nn
        ("Piloten ble ferdigstilt.", "avsluttet"),
        ("Løysinga vart stogga av kommunestyret.", "stanset"),  # nn
        ("Styret valgte å legge planene til side.", "stanset"),
        ("Løsningen er overlevert til ordinær drift.", "i drift"),
        ("Arbeidet held fram med to kommunar.", "pågår"),  # nn
        ("Vi er i testfasen.", "pågår"),
        ("Vi er i forberedelsesfasen.", None),
        ("Prosjektet er ikke stanset.", None),
    ],
)
def test_states_are_put_together_of_stems(words: str, state: str | None) -> None:
    assert [found.meaning for found in states_in(words)] == ([state] if state else [])


@pytest.mark.parametrize("words", ["Kansellert", "Stogga i mai"])
def test_a_field_may_be_a_participle_alone(words: str) -> None:
    found = state_of_field(words)
    assert found is not None
    assert found.meaning == "stanset"


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Arbeidet startet i mars og ble avsluttet i oktober.", ["avsluttet"]),
        ("Arbeidet vart sett i gang i fjor og er no teke i bruk.", ["i drift"]),  # nn
        ("Arbeidet startet i 2017. Kurset ble avsluttet i mai.", ["pågår", "avsluttet"]),
    ],
)
def test_of_what_began_and_came_to_its_end_the_end_counts(words: str, states: list[str]) -> None:
    assert [state.meaning for state in states_in(words)] == states


@pytest.mark.parametrize(
    "text",
    [
        "Det ble gjennomført et møte i prosjektet.",
        "Det vart gjennomført eit møte i prosjektet.",  # nn
        "Søknaden om prosjektet ble levert i mars.",
    ],
)
def test_what_was_done_in_a_project_does_not_end_it(text: str) -> None:
    assert list(states_in(text)) == []
