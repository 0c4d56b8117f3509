"""Sentences that tell someone to do something are told from those that tell of something."""

from __future__ import annotations

import pytest

from extractors.orders import due_in, order_in

THERE = {"liv", "liv nes", "nes"}


@pytest.mark.parametrize(
    ("sentence", "responsible"),
    [
        # a duty is put on the subject
        ("Administrasjonen gis mandat til å lage en plan.", "Administrasjonen"),
        ("Ordføraren får i oppdrag å svare.", "Ordføraren"),  # nn
        ("Rådmannen må svare innen fristen.", "Rådmannen"),
        ("Det er enighet om at styret skal skrive brev.", "styret"),
        ("Etter dette vil daglig leder skrive brev.", "daglig leder"),
        ("Media-gruppa skal skrive brev.", "Media-gruppa"),
        # someone is asked
        ("Styret ber kommunene komme med innspill.", "kommunene"),
        ("Styret oppmodar kommunane om å svare.", "kommunane"),  # nn
        ("Utvalet bed rådmannen leggja fram ei ny sak.", "rådmannen"),  # nn, an infinitive in -a
        ("Saken delegeres til media-gruppa.", "media-gruppa"),
        ("FAU får ansvar for å lage ein plan.", "FAU"),
        ("Styret ber adm. dir. legge fram en ny plan.", "adm. dir."),
        ("Daglig leder vurderer åpningstiden innen 1. juni.", "Daglig leder"),
        # someone does it
        ("Liv Nes henter inn priser.", "Liv Nes"),
        ("Liv hentar inn prisar.", "Liv"),  # nn
        ("Leiaren tingar lokale.", "Leiaren"),
        ("Havnesjefen lager en oversikt.", "Havnesjefen"),
        ("Rektorane sender ut innkalling.", "Rektorane"),
        ("Formannen skriver søknaden.", "Formannen"),
        ("Kyrkjeverja greier ut bruken.", "Kyrkjeverja"),  # nn
        ("Sekretæren tar det opp med driftsavdelingen.", "Sekretæren"),
        ("Styret liker forslaget og sender saken videre til kommunen.", "Styret"),
        ("Dagleg leiar hentar tilboda inn.", "Dagleg leiar"),  # nn
        ("Liv tek spørsmålet med til skulen.", "Liv"),  # nn
        ("Liv får en snekker til å se på døra.", "Liv"),
        ("Leiaren får ein snikkar til å sjå på døra.", "Leiaren"),
        ("Liv Nes skuffer snø.", "Liv Nes"),  # whoever was there, whatever the verb
        ("Blomster ordnes av Liv Nes.", "Liv Nes"),
        ("Årsmeldingen revideres av Liv.", "Liv"),
        ("Liv får ansvaret her.", "Liv"),
        ("Flystevnet: Liv drar på møte.", "Liv"),
        ("Gro sender ut innkalling.", "Gro"),  # a given name, though she was not there
        ("Styremedlemene tek med kaffi.", "Styremedlemene"),  # nn
        ("Foreldrene i FAU lager suppe.", "Foreldrene i FAU"),
        ("Karane i soknerådet hjelp til.", "Karane i soknerådet"),  # nn
        ("Jobben ble delegert til Liv og Per etter møtet.", "Liv og Per"),
        ("Leiaren for elevrådet sender ut innkalling.", "Leiaren for elevrådet"),  # nn
        ("Klassekontakten ordner kaffe.", "Klassekontakten"),
        ("Liv Nes (2B) og Per Vik (1STA) tar ansvar for brua.", "Liv Nes og Per Vik"),
        ("Liv Nes tek ansvaret for brua.", "Liv Nes"),  # nn
        ("Klassekontaktane sender ut innkalling.", "Klassekontaktane"),  # nn
        ("Liv og Per kommer med et forslag til tur.", "Liv og Per"),
        ("Siden vi er få, tar Liv kontakt med skolen.", "Liv"),
        ("Sidan vi er få, tek Liv kontakt med skulen.", "Liv"),  # nn
        # nobody in particular
        ("Innkalling sendes ut rett etter møtet.", None),
        ("Innkalling vert sendt ut rett etter møtet.", None),  # nn
        ("Det var enighet om at det skal innen 1. mai lages en plan.", None),
        ("Det skal innen 1. mai lages en plan.", None),
    ],
)
def test_an_order(sentence: str, responsible: str | None) -> None:
    order = order_in(sentence, THERE)
    assert order is not None
    assert order.responsible == responsible


@pytest.mark.parametrize(
    "sentence",
    [
        "Fra Nes bør vi ha med noen.",
        "Liv Nes står oppført som kasserer.",
        "Møtet var fint.",
        "Arbeidet skal gjøres.",  # a noun that opens the sentence is nobody
        "Huset må males.",
        "Brevet som sendes ut er langt.",
        "Regnet sender oss hjem.",
        "Mange gir opp.",
        "Liv Nes orienterer om brua.",
        "Kari Berg skuffer snø.",  # who was not there
        "Liv tok det opp med driftsavdelingen.",
        "Styret vil ha ny status i møtet i februar.",
        "Rektor foretar saksbehandling.",
        "Liv informerer om brua og ber styret om mandat til å male.",
        "Styret vil gjerne takke for innsatsen.",
        "Styret vil presisera at brua er stengt.",  # nn
        "Hun foreslo at havnesjefen lager en oversikt.",
        "Det har vært naturlig at styret tar saken videre.",
        "FAU sender hvert år ut brev til foreldrene.",
        "Her legges det opp til å nå målene innen år 2031.",
        "Liv Nes leder.",  # what she was elected as
        "Liv Nes kasserer for to år.",
    ],
)
def test_no_order(sentence: str) -> None:
    assert order_in(sentence, THERE) is None


def test_doing_is_told_from_having_to() -> None:
    done, due = order_in("Liv skriver brev.", THERE), order_in("Styret skal skrive brev.", THERE)
    assert done is not None
    assert due is not None
    assert (done.by_doing, due.by_doing) == (True, False)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Svar innen 1. mars 2027, takk", "innen 1. mars 2027"),
        ("Svar innan 1. mars 2027, takk", "innan 1. mars 2027"),  # nn
        ("Svar senest 01.03.2027, takk", "senest 01.03.2027"),
        ("Svar seinast innan 01.03.2027, takk", "seinast innan 01.03.2027"),  # nn
        ("Planen er klar innen utgangen av året.", "innen utgangen av året"),
        ("Svar i uke 12 holder", "i uke 12"),
        ("Svar i veke 12 held", "i veke 12"),  # nn
        ("Svar snarest!", "snarest"),
        ("Svar innen de neste to månedene er ønsket", "innen de neste to månedene"),
        ("Svar rett etter møtet er ønsket", "rett etter møtet"),
        ("Svar før jul er ønsket", "før jul"),
        ("Svar innen mai 2025 er ønsket", "innen mai 2025"),
        ("Svar til møtet i november", "til møtet i november"),
        ("Svar til møtet 4. september, takk", "til møtet 4. september"),
        ("Svar, frist: 1. desember", "frist: 1. desember"),
        ("Svar innen rimelig tid, takk", "innen rimelig tid"),
        ("Svar før sommerferien, takk", "før sommerferien"),
        ("Svar innan utgangen av neste kvartal", "innan utgangen av neste kvartal"),  # nn
        ("Svar til neste budsjettmøte, takk", "til neste budsjettmøte"),
        ("Svar til hausten, takk", "til hausten"),  # nn
        ("Svar gjerne.", None),
        ("Svar på siste møte ble gitt.", None),
        ("Innen idretten er det mange lag.", None),
        ("Svar senest 01.03.2027.", "senest 01.03.2027"),
        ("Svar senest 01.03.2027 og ring", "senest 01.03.2027"),
    ],
)
def test_by_when(text: str, due: str | None) -> None:
    assert due_in(text) == due
