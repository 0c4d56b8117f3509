"""Labels are told from prose, and what stands around them from what they rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.labels import label
from extractors.vocabulary import shelf


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        # a line of its own, plain or dressed up
        ("Vedtak", "decision"),
        ("VEDTAK", "decision"),
        ("Vedtak:", "decision"),
        ("**Vedtak:**", "decision"),
        ("### Vedtak:", "decision"),
        ("Avgjerd:", "decision"),  # nn
        ("S A K L I S T E", "agenda"),
        # a letter wrong
        ("Tilrådinng", "recommendation"),
        ("Sakliista", "agenda"),  # nn
        # what it rules
        ("Innstilling:", "recommendation"),
        ("Tilråding:", "recommendation"),  # nn
        ("Forslag til vedtak:", "recommendation"),
        ("Framlegg til vedtak:", "recommendation"),  # nn
        ("Felles forslag:", "proposal"),
        ("Felles framlegg:", "proposal"),  # nn
        ("Votering:", "voting"),
        ("Røysting:", "voting"),  # nn
        ("III Votering", "voting"),
        ("Behandling:", "treatment"),
        ("Handsaming:", "treatment"),  # nn
        ("Behandling/vedtak i Kulturstyret den 03.02.2031 sak 7/31", "treatment"),
        ("Samrøystes vedtak i Rådet for ungdom og for alle eldre i Vik - 05.03.2019", "decision"),
        ("3.2 Vurdering", "background"),
        ("Til stede:", "present"),
        ("Til stades:", "present"),  # nn
        ("==Tilstede==", "present"),
        ("Forfall:", "absent"),
        ("Fråvær:", "absent"),  # nn
        ("Saksliste", "agenda"),
        ("Saker til handsaming:", "agenda"),  # nn
        ("TODO:", "todo"),
        ("Oppgåver:", "todo"),  # nn
    ],
)
def test_a_label_alone_on_its_line(line: str, meaning: str) -> None:
    found = label(line)
    assert found is not None
    assert (found.meaning, found.owner, found.value) == (meaning, "", None)


@pytest.mark.parametrize(
    ("line", "meaning", "owner", "tail"),
    [
        ("Rådmannens innstilling", "recommendation", "Rådmannens", ""),
        ("Rådmannen si tilråding:", "recommendation", "Rådmannen si", ""),  # nn
        ("LEIAREN I VALSTYRET SI TILRÅDING:", "recommendation", "LEIAREN I VALSTYRET SI", ""),  # nn
        ("Tilråding frå rådmannen:", "recommendation", "", "frå rådmannen"),  # nn
        ("Formannskapets innstilling, enst.:", "recommendation", "Formannskapets", "enst."),
        ("Formannskapets innstilling, mot 1 stemme:", "recommendation", "Formannskapets", None),
        ("Kommunestyrets vedtak, mot 6 stemmer:", "decision", "Kommunestyrets", "mot 6 stemmer"),
        ("Vedtak enst.:", "decision", "", "enst."),
        ("Kommunestyret s behandling:", "treatment", "Kommunestyret s", ""),  # a split genitive
        ("VALSTYRET 001/15 VEDTAK:", "decision", "VALSTYRET 001/15", ""),
        ("Forslag 1", "proposal", "", "1"),
        ("Forslag fra Liv Nes (SP):", "proposal", "", "fra Liv Nes (SP"),
    ],
)
def test_words_around_a_label(line: str, meaning: str, owner: str, tail: str | None) -> None:
    found = label(line)
    assert found is not None
    assert (found.meaning, found.owner, found.value) == (meaning, owner, None)
    assert tail is None or found.tail == tail


@pytest.mark.parametrize(
    ("line", "meaning", "value"),
    [
        ("Vedtak: Styret sier ja.", "decision", "Styret sier ja."),
        ("* **Vedtak:** Styret sier ja.", "decision", "Styret sier ja."),
        ("Avgjerd: => Styret seier ja.", "decision", "Styret seier ja."),  # nn
        ("Vedtatt: Styret sier ja.", "decision", "Styret sier ja."),
        ("Møtested: Rådhuset", "place", "Rådhuset"),
        ("Møtestad: Heradshuset", "place", "Heradshuset"),  # nn
        ("Tid: kl. 09:00 – 13:30", "time", "kl. 09:00 – 13:30"),
        ("Dato : 18/8-18 Kl 15:00", "date", "18/8-18 Kl 15:00"),
        ("Utvalg/styre/råd : Kulturstyret", "body", "Kulturstyret"),
        ("Arkivsaksnr.: 08/10234", "archive", "08/10234"),
        ("Saksbehandler: Liv Nes", "handler", "Liv Nes"),
        ("Sakshandsamar: Liv Nes", "handler", "Liv Nes"),  # nn
        ("Ordstyrer: Liv Nes", "chair", "Liv Nes"),
        ("Forslagsstiller: Liv Nes", "proposer", "Liv Nes"),
    ],
)
def test_what_stands_after_the_colon(line: str, meaning: str, value: str) -> None:
    found = label(line)
    assert found is not None
    assert found.value is not None
    assert (found.meaning, line[found.value :]) == (meaning, value)


@pytest.mark.parametrize(
    ("line", "meaning", "owner"),
    [
        (
            "Liv Nes (V) fremmet følgende tilleggsforslag:",
            "proposal",
            "Liv Nes (V) fremmet følgende",
        ),
        ("Liv Nes (V) sette fram følgjande framlegg:", "proposal", "Liv Nes (V) sette fram"),  # nn
        ("Styret fattet følgende enstemmige vedtak:", "decision", "Styret fattet følgende"),
        ("Et samlet formannskap vedtok:", "decision", "Et samlet formannskap"),
        ("Formannskapet gjorde slikt vedtak:", "decision", "Formannskapet"),  # nn
        ("Kommunestyret har etter dette gjort slikt vedtak", "decision", "Kommunestyret"),
        ("Styret fattet deretter dette vedtaket mot 2 stemmer:", "decision", "Styret"),
        ("Valgkomiteens leder la fram innstillingen:", "recommendation", "Valgkomiteens"),
        ("Liv Nes fremmet på slutten et fellesforslag:", "proposal", "Liv Nes"),
    ],
)
def test_a_sentence_that_announces_what_follows(line: str, meaning: str, owner: str) -> None:
    found = label(line)
    assert found is not None
    assert found.meaning == meaning
    assert found.owner.startswith(owner)


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Vedtak Styret godkjenner budsjettet for 2023.", "decision"),
        ("Samrøystes vedtak i Kulturstyret - 05.03.2019 Brua blir måla.", "decision"),  # nn
        ("VEDTAK Styret tok saka til vitande.", "decision"),  # nn
        ("Innstilling Rådet anbefaler alternativ 2. (enstemmig)", "recommendation"),
    ],
)
def test_a_label_may_run_into_its_sentence(line: str, meaning: str) -> None:
    found = label(line)
    assert found is not None
    assert found.meaning == meaning
    assert line[found.value :][:6] in ("Styret", "Rådet ", "Brua b")


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Rådmannens instilling:", "recommendation"),  # a letter wrong
        ("Sakshandsam.: Kari Lind", "handler"),  # cut short
        ("Soknepresten foreslo:", "proposal"),
        ("Kari Li (Sp) føreslo følgjande:", "proposal"),  # nn
        ("Utvalet fremjar følgjande forslag til avgjerd:", "recommendation"),  # not the decision
        ("Etter drøfting ble følgende enstemmig bestemt:", "decision"),
        ("Etter ordskifte vart følgjande avgjort:", "decision"),  # nn
    ],
)
def test_a_label_that_is_no_phrase_we_know(line: str, meaning: str) -> None:
    found = label(line)
    assert found is not None
    assert found.meaning == meaning


@pytest.mark.parametrize(
    "line",
    [
        "Vedtaket ble drøftet.",
        "Vedtekter",
        "Behandla",
        "Vedtak PS 12/22 ble påklaget av naboen, som mente at det var feil.",
        "Vedtak i saken blir fattet på neste møte.",
        "Innstillingen ble enstemmig vedtatt.",
        "Vedtatt",
        "Enstemmig vedtatt",
        "Styret vedtok budsjettet",
        "Forslaget falt med 3 mot 8 stemmer",
        "Møtet ble satt kl. 17:00",
        "Se vedtak.example.org: siste nytt",
        "Saker som ble nevnt under rundturen",
        "PS 12/20 Protokoll frå møtet 17. september",  # a case's title
        "",
    ],
)
def test_prose_is_no_label(line: str) -> None:
    assert label(line) is None


PHRASES = sorted(
    {(meaning, p) for meaning, group in shelf("labels").phrases.items() for p in group}
)
ONLY_IN_SENTENCES = {"decided"}
ONLY_BEFORE_A_VALUE = {"adopted"}


@pytest.mark.parametrize("meaning", sorted(shelf("labels").phrases))
def test_every_phrase_is_a_label_before_a_colon_and_a_value(meaning: str) -> None:
    wanted = "decision" if meaning in ONLY_BEFORE_A_VALUE | ONLY_IN_SENTENCES else meaning
    owner = "Styret " if meaning in ONLY_IN_SENTENCES else ""
    lines = [f"{owner}{phrase}: noe" for phrase in shelf("labels").phrases[meaning]]
    found = {line: label(line) for line in lines}
    assert {line: mark for line, mark in found.items() if not mark or mark.meaning != wanted} == {}


@given(
    st.text()
    | st.lists(st.sampled_from([p for _, p in PHRASES] + [":", "*", ",", "enst.", "mot", "1"])).map(
        " ".join
    )
)
def test_any_line_has_a_label_inside_it_or_none(line: str) -> None:
    found = label(line)
    if found is not None:
        assert found.meaning in shelf("labels").phrases
        assert found.value is None or line[found.value :].strip()


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Fra adm. (evt. andre):", "staff"),
        ("Desse møtte frå administrasjonen:", "staff"),  # nn
        ("I tillegg møtte:", "staff"),  # nb and nn: `I` is no number
        ("Meldt fråfall:", "absent"),  # nn
        ("Forfall meldt frå følgjande:", "absent"),  # nn
        ("Sekretariatet si tilråding:", "recommendation"),  # nn
    ],
)
def test_of_two_labels_in_a_line_one_rules(line: str, meaning: str) -> None:
    found = label(line)
    assert found is not None
    assert found.meaning == meaning
