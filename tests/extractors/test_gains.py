"""Gains are found under labels and in prose: what, for whom, and whether they came."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.gains import extract_gains
from extractors.reading import Reading
from pipeline.readers import read
from schemas.claims import Gain
from schemas.document import Source
from tests.extractors.build import claimed


def _gains(text: str) -> list[Gain]:
    return list(extract_gains(Reading(read(Source.of("tekst.txt", text.encode())))))


@pytest.mark.parametrize(
    ("sentence", "realised", "ks_type", "beneficiary"),
    [
        (
            "Ny skranke har ført til kortere saksbehandlingstid for innbyggerne.",
            *("realisert", "spart tid", "innbygger"),
        ),
        (
            "Nytt system har ført til kortare sakshandsamingstid for innbyggjarane.",
            *("realisert", "spart tid", "innbygger"),
        ),
        (
            "Felles innkjøp vil gi lavere kostnader for kommunene.",
            *("forventet", "unngått kostnad", "kommune"),
        ),
        (
            "Felles innkjøp vil gje lågare kostnader for kommunane.",
            *("forventet", "unngått kostnad", "kommune"),
        ),
        (
            "Sensorene gir gevinster som økt trygghet for både brukere, pårørende og ansatte.",
            *("realisert", "økt kvalitet", "bruker, pårørende, ansatt"),
        ),
        (
            "Sensorane har gitt store gevinstar for dei tilsette.",
            *("realisert", None, "ansatt"),
        ),
        # somebody we have no word for
        (
            "For tømmermennene vil det gi kortere ventetid.",
            "forventet",
            "spart tid",
            "tømmermennene",
        ),
        # … and words that are nobody
        ("For tiden gir avtalen kortere ventetid.", "realisert", "spart tid", None),
        ("Nattevaktene har spart 35 minutter per vakt.", "realisert", "spart tid", "nattevakt"),
        ("Abonnentane slepp å lesa av målaren.", "realisert", None, "abonnent"),
        ("Sykefraværet har gått ned blant ansatte.", "realisert", None, "ansatt"),
        (
            "Vi regner med at avtalen gir kommunene lavere utgifter.",
            *("forventet", "unngått kostnad", "kommune"),
        ),
        ("Løsningen forenkler søknaden for foresatte.", "realisert", None, "foresatt"),
        ("Ordninga kan gi elevane betre oppfølging.", "forventet", "økt kvalitet", "elev"),
        # what costs is known by the end of its word, and fewer of it is better
        ("Avtalen vil redusere havneutgiftene for kommunen.", "forventet", None, "kommune"),
        ("Avtalen vil redusere hamneutgiftene for kommunen.", "forventet", None, "kommune"),
        ("Nye rør vil gi færre oppgravinger.", "forventet", None, None),
        ("Skranken bruker nå mindre tid på kopiering.", "realisert", None, None),
        ("Netto innsparing vil være 90 000 kroner.", "forventet", "unngått kostnad", None),
        ("Vaktlista har gjort at mannskapet kan øve mer.", "realisert", None, None),
    ],
)
def test_a_sentence_that_states_a_gain_is_one(
    sentence: str, realised: str | None, ks_type: str | None, beneficiary: str
) -> None:
    (gain,) = _gains(sentence)
    assert gain.text == sentence
    assert (gain.realised, gain.ks_type, gain.beneficiary) == (realised, ks_type, beneficiary)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gevinst finansielle instrumenter utgjorde 40 000 kroner.",
        "Enkelte utnytter ordningen for egen gevinst.",
        "Gevinsten er ikke at programmet er kjøpt.",
        "Gevinsten er ikkje at programmet er kjøpt.",
        "Kommunene er i gang med gevinstplanlegging.",
        "Målet er løsninger som gir gevinster for alle.",
        "Antall besøkende har gått ned i alle bygg.",
        "Tilskuddet har gått ned, og tilbudet er redusert.",
        "Rapporten sier en del om gevinster og nytte.",
        "Kuttet vil føre til redusert tilbud for brukerne.",
        "Omlegginga kan medføre auka ressursbruk i kommunane.",
        "Rådet ønsker seg tiltak som gir lavere kostnader.",
        "Det understrekes at gevinsten ikke kommer av seg selv.",
        "Det er viktig at gevinsten ikkje kjem av seg sjølv.",
        "En gevinst er en nytteverdi for noen.",
        "Ordningen gir ikke lavere kostnader.",
        "Kuttet har ført til færre stillinger.",
        "Nedlegginga har ført til færre plassar.",
        "Vedtaket gir kortere åpningstid.",
        "Salget ga en gevinst på 90 000 kroner.",
        "Avtalen gjør at vi ikke kan øve mer.",
    ],
)
def test_what_only_sounds_like_a_gain_is_none(sentence: str) -> None:
    assert _gains(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "amount", "unit", "year"),
    [
        ("Tiltaket vil gi en innsparing på 1,8 mill. kroner i 2014.", 1800000, "NOK", 2014),
        ("Dei nye rutinane har spart 2 årsverk.", 2, "årsverk", None),
        ("Ombyggingen vil redusere strømforbruket med 40 prosent.", 40, "prosent", None),
    ],
)
def test_a_gain_with_a_quantity_is_counted(
    sentence: str, amount: float, unit: str, year: int | None
) -> None:
    (gain,) = _gains(sentence)
    assert gain.kind == "kvantitativ"
    assert (gain.amount, gain.unit, gain.year) == (amount, unit, year)


LABELLED = """Årsmelding 2022

3.1 Helse

- Digital nøkkel
  - Status: Er tatt i bruk
  - Gevinster: Ansatte slipper å hente nøkler
- Elektronisk medisinskap
  - Gevinster:
    - Færre feil ved utlevering
    - Mer tid hos beboerne

Varslingsmottak: Sentralen tar imot alarmer for tre kommuner hele døgnet.

Gevinster: Bruker:

- Raskere hjelp om natta
"""


def test_of_what_goes_from_one_number_to_another_neither_is_how_much() -> None:
    (gain,) = _gains("Saksbehandlingstiden er redusert fra 31 til 19 dager.")
    assert (gain.amount, gain.unit) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "amount", "unit"),
    [
        ("Lærarane sparer to timar i veka.", 2, "timer"),
        ("Med roboter vil tidsbruken gå ned til 300 timer.", None, None),  # so much is left
        ("Med robotar vil tidsbruken gå ned til tre timar.", None, None),
    ],
)
def test_how_much_may_be_a_word_and_is_not_what_is_left(
    sentence: str, amount: float | None, unit: str | None
) -> None:
    (gain,) = _gains(sentence)
    assert (gain.amount, gain.unit) == (amount, unit)


GAIN_TABLE = (
    "Gevinst\tType\tNullpunkt\tMålverdi\tEier",
    "Færre turer til depotet\tSpart tid\t9\t2\tHavnesjefen",
    "Gjestene får svar på kvelden\tØkt kvalitet\t-\t80 %\tHavnesjefen",
)


def test_a_table_of_gains_gives_a_row_for_each() -> None:
    found = claimed(extract_gains, "# Gevinstplan", *GAIN_TABLE)
    assert [(g.text, g.ks_type, g.realised, g.beneficiary) for g in found] == [
        ("Færre turer til depotet", "spart tid", "forventet", None),
        ("Gjestene får svar på kvelden", "økt kvalitet", "forventet", "besøkende"),
    ]


def test_a_result_that_nobody_measured_is_none() -> None:
    table = ("Gevinst\tForventa\tOppnådd", "Mindre kø\t9 min\t4 min", "Meir ro\t9\tIkkje målt")
    assert [g.realised for g in claimed(extract_gains, *table)] == ["realisert", "forventet"]


def test_a_remark_in_a_table_of_projects_may_be_a_gain() -> None:
    rows = ("Prosjekt\tStatus\tKommentar", "Kaiportal\tI drift\tSparer 0,4 årsverk")
    rows = (*rows, "Ny kran\tPågår\tVenter på deler", "Smart lys\tI drift\tMindre strømforbruk")
    found = claimed(extract_gains, *rows)
    assert [g.text for g in found] == ["Sparer 0,4 årsverk", "Mindre strømforbruk"]


def test_the_head_of_a_column_says_whether_its_gains_have_come() -> None:
    rows = ("Sparer 0,4 årsverk", "Kortere kø")
    heads = ("Forventet gevinst", "Venta gevinst", "Oppnådd effekt")
    for head, realised in zip(heads, ("forventet", "forventet", "realisert"), strict=True):
        table = (f"Prosjekt\tStatus\t{head}", *(f"Kaiportal\tPågår\t{row}" for row in rows))
        assert [g.realised for g in claimed(extract_gains, *table)] == [realised] * 2
    assert claimed(extract_gains, "Venta nytte: Sparer tid.")[0].realised == "forventet"


@pytest.mark.parametrize(
    "words",
    ["Ikke målt ennå.", "Ikkje kartlagde.", "Ingen", "Ingen foreløpig", "For tidleg å seie.", "–"],
)
def test_no_gain_to_tell_of_is_none(words: str) -> None:
    table = ("Prosjekt\tStatus\tGevinster", f"Kaiportal\tPågår\t{words}")
    assert claimed(extract_gains, "Gevinster:", f"- {words}", "## Anna", *table) == []
    assert claimed(extract_gains, f"Gevinster: {words}", "## Anna") == []


def test_what_is_no_more_is_a_gain() -> None:
    assert len(claimed(extract_gains, "Gevinster:", "- Ingen bomturer", "- Ikke lenger kø")) == 2


def test_each_sentence_after_a_label_is_a_gain_of_its_own() -> None:
    line = "Gevinstar: Brukarane er nøgde. Ho gav svar i fjor. Uke 3. Dette gir tryggleik."
    assert [(g.text, g.beneficiary) for g in claimed(extract_gains, line)] == [
        ("Brukarane er nøgde.", "bruker"),
        ("Ho gav svar i fjor. Uke 3. Dette gir tryggleik.", None),
    ]


def test_every_line_under_a_label_is_a_gain_of_its_own() -> None:
    assert [(g.text, g.group_name) for g in _gains(LABELLED)] == [
        ("Ansatte slipper å hente nøkler", "Helse"),
        ("Færre feil ved utlevering", "Helse"),
        ("Mer tid hos beboerne", "Helse"),
        ("Raskere hjelp om natta", "Helse"),
    ]


def test_a_label_can_say_whom_the_gains_under_it_are_for() -> None:
    assert _gains(LABELLED)[-1].beneficiary == "bruker"


def test_items_stay_under_their_label_where_the_page_lost_the_nesting() -> None:
    flat = "Prosjekter\n\n- Gevinster:\n- Bedre oversikt\n- Mindre papir\n"
    assert [g.text for g in _gains(flat)] == ["Bedre oversikt", "Mindre papir"]


def test_a_heading_of_gains_rules_what_states_one_and_names_what_gave_it() -> None:
    gains = _gains(
        "Årsmelding 2022\n\nGevinstrealisering\n\n"
        "Felles kundetorg har gitt bedre tilgjengelighet for innbyggerne.\n\n"
        "Samtidig er det mange som fortsatt ringer.\n"
    )
    assert [(g.text, g.project) for g in gains] == [
        (
            "Felles kundetorg har gitt bedre tilgjengelighet for innbyggerne.",
            "Felles kundetorg",
        )
    ]


def test_a_labelled_line_under_a_heading_of_gains_names_its_project() -> None:
    found = claimed(
        extract_gains,
        *("# Årsmelding 2031", "## Gevinst av prosjekta", "Varm stove: Ventar tolv nye gjester."),
        "## Økonomi",
    )
    assert [(g.text, g.project, g.realised) for g in found] == [
        ("Ventar tolv nye gjester.", "Varm stove", "forventet")
    ]


def test_a_label_may_stand_inside_a_paragraph() -> None:
    (gain,) = claimed(extract_gains, "Kurset er holdt. Virkning: Flere søker hjelp i tide.")
    assert gain.text == "Flere søker hjelp i tide."


def test_whom_a_gain_is_for_did_not_bring_it() -> None:
    (gain,) = claimed(
        extract_gains, "# Årsmelding 2031", "## Gevinster", "- Lærerne sparer to timer i uka."
    )
    assert (gain.project, gain.beneficiary) == (None, "lærer")


@pytest.mark.parametrize(
    "sentence",
    [
        "Digitalisering har gitt gevinster for kommunene.",
        "Notatet sier at felles vakt har gitt gevinster.",
        "Rutinene som kom i mai, har gitt gevinster.",
        "I følge fylket har ordningen gitt gevinster.",
    ],
)
def test_a_common_noun_or_a_clause_names_no_project(sentence: str) -> None:
    (gain,) = claimed(extract_gains, sentence)
    assert gain.project is None


def test_a_gain_under_expected_gains_is_expected() -> None:
    (gain,) = claimed(extract_gains, "Forventede gevinster:", "- Halvparten så mange telefoner")
    assert gain.realised == "forventet"


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    (gain,) = _gains(
        "Møtene er omtalt før. Skjemaet er lagt på nett. Dette gir gevinster for kommunene."
    )
    assert gain.text == "Skjemaet er lagt på nett. Dette gir gevinster for kommunene."


def test_a_gain_without_a_verb_of_its_own_is_as_certain_as_the_one_before_it() -> None:
    text = (
        "Gevinstene for pasientene kan være økt mestring. "
        "Redusert kjøretid for hjemmetjenesten er andre gevinster."
    )
    assert [g.realised for g in _gains(text)] == ["forventet", "forventet"]


def test_the_project_is_the_only_one_that_the_section_names() -> None:
    text = (
        "Sak 3/24 Arkiv\n\nVi starter prosjektet Åpne Arkiv i mai.\n\n"
        "Prosjektet vil gi gevinster for kommunene.\n"
    )
    assert [g.project for g in _gains(text)] == ["Åpne Arkiv"]
    assert [g.project for g in _gains(text + "\nSå følger prosjektet Åpne Dører.\n")] == [None]


def test_what_was_taken_into_use_owns_the_gain_told_of_after_it() -> None:
    (gain,) = _gains(
        "Tre kommuner har tatt i bruk app for varsling av ansatte. "
        "Gevinsten er økt sikkerhet for ansatte."
    )
    assert gain.project == "app for varsling av ansatte"


@pytest.mark.parametrize("format", ["docx", "pdf", "txt"])
@pytest.mark.parametrize("name", ["orkide-arsmelding-2023", "digitale-helgeland-2024-10-25"])
def test_real_documents_give_the_gains_that_a_person_finds(
    shared: Path, name: str, format: str
) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    file = shared / "documents" / f"{name}.{format}"
    found = list(extract_gains(Reading(read(Source.of(file.name, file.read_bytes())))))
    wanted = [_words(g["text"]) for g in gold["gains"] if not g.get("optional")]
    missed = [w for w in wanted if not any(_overlap(w, _words(g.text)) > 0.6 for g in found)]
    assert len(missed) <= 0.1 * len(wanted)
    for never in gold.get("never_gains", []):
        assert not any(never.casefold() in g.text.casefold() for g in found)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's words that stand in the longer one."""
    return len(one & other) / min(len(one), len(other))


def test_a_column_says_whom_gains_are_for() -> None:
    found = claimed(
        extract_gains,
        "Nr.\tGevinst\tKven får gevinsten\tMål 2026",
        "G1\tFærre fysiske tilsyn om natta\tPårørande\tUnder 90",
        "G2\tMindre køyring\tKommunen\tUnder 300",
    )
    assert [gain.beneficiary for gain in found] == ["pårørende", "kommune"]


@pytest.mark.parametrize(
    "told", ["Grønn", "Raud", "Gul"]
)  # how far it has come, as a traffic light shows it
def test_a_traffic_light_is_no_gain(told: str) -> None:
    rows = ("Prosjekt\tFramdrift\tGevinst", f"Trygg natt\tGrønn\t{told}")
    assert claimed(extract_gains, "Status for prosjektene", *rows) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hver kommunalsjef er ansvarlig for gevinstene på sitt område.",
        "Utvalget får en rapport om gevinstene etter ett års drift.",
        "Utvalet får ein rapport om gevinstane etter eitt års drift.",  # nn
    ],
)
def test_who_answers_for_gains_or_hears_of_them_gains_nothing(sentence: str) -> None:
    assert _gains(sentence) == []


@pytest.mark.parametrize("title", ["# Handlingsplan 2031", "# Gevinstrealiseringsplan"])
def test_what_a_plan_tells_is_yet_to_come(title: str) -> None:
    told = ("Nytte: Betre vern av torsken.", "Fellesavtalen er 40 000 kroner rimelegare.")
    found = claimed(extract_gains, title, "# Tiltak", *told)
    assert [gain.realised for gain in found] == ["forventet"] * len(told)
    reported = claimed(extract_gains, "# Årsmelding 2031", "# Tiltak", *told)
    assert [gain.realised for gain in reported] == [None, "realisert"]


def test_the_title_over_a_table_may_say_that_its_gains_are_yet_to_come() -> None:
    rows = ("Gevinst\tAnsvarleg", "Mindre overtid\tRektor")
    (left,) = claimed(extract_gains, "# Gevinstar som står att", *rows)
    (told,) = claimed(extract_gains, "# Oversyn", *rows)
    assert (left.realised, told.realised) == ("forventet", None)


def test_a_lead_in_may_end_with_what_it_leads_to() -> None:
    lines = ("# Sluttrapport", "Styret satte opp disse effektmålene:", "- Legene har vakt sjelden.")
    (gain,) = claimed(extract_gains, *lines)
    assert (gain.text, gain.realised) == ("Legene har vakt sjelden.", "forventet")
    assert claimed(extract_gains, lines[0], "Styret valgte disse:", lines[2]) == []


def test_the_kind_of_gain_may_be_its_label() -> None:
    (gain,) = claimed(extract_gains, "# Sluttrapport", "Spart tid: 900 timer på vakta")
    assert (gain.ks_type, gain.amount, gain.unit) == ("spart tid", 900, "timer")
    assert claimed(extract_gains, "# Sluttrapport", "Brukt tid: 900 timer på vakta") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Overgang til sparepærer er beregnet til å spare kommunen for 30 000 kroner i året.",
        "Overgang til sparepærer er rekna til å spare kommunen for 30 000 kroner i året.",  # nn
    ],
)
def test_an_undertaking_that_opens_a_sentence_brings_the_gain(sentence: str) -> None:
    (gain,) = claimed(extract_gains, "# Rapport", sentence)
    assert (gain.project, gain.realised) == ("Overgang til sparepærer", "forventet")


@pytest.mark.parametrize(
    "sentence",
    [
        "Mildt vær ga lavere utgifter til strøing.",
        "Lite snø gav lågare utgifter til brøyting.",  # nn
        "Talet på verksemder som søkte, gjekk ned frå 21 til 17.",  # nn
    ],
)
def test_weather_and_fewer_who_ask_are_no_gains(sentence: str) -> None:
    assert claimed(extract_gains, "# Rapport", sentence) == []


@pytest.mark.parametrize("title", ["Kystsoneplan", "Tiltaksplan for kysten"])
def test_what_a_plan_tells_of_is_to_come(title: str) -> None:
    (gain,) = claimed(extract_gains, title, "Nytte:", "- Naboene får ro om natta.")
    assert gain.realised == "forventet"


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("Kalenderen vil gi fiskerne kortere ventetid.", "fiskerne"),
        ("Kalenderen har gjeve abonnentane kortare ventetid.", "abonnentane"),  # nn
        ("Kalenderen har gitt dokumentene bedre kvalitet.", None),
    ],
)
def test_whom_it_is_for_may_be_known_by_the_end_of_their_word(
    sentence: str, whom: str | None
) -> None:
    (gain,) = claimed(extract_gains, "# Rapport", sentence)
    assert gain.beneficiary in (whom, (whom or "abonnent").rstrip("ane"))


@pytest.mark.parametrize(
    ("head", "realised"),
    [
        ("Innfridde gevinster:", "realisert"),
        ("Framtidige gevinstar:", "forventet"),  # nn
        ("Styret satte opp disse gevinstmåla:", "forventet"),
    ],
)
def test_how_sure_a_gain_is_may_be_told_by_an_adjective(head: str, realised: str) -> None:
    (gain,) = claimed(extract_gains, "# Rapport", head, "- Kortere kø i skranken")
    assert gain.realised == realised


def test_whom_a_gain_is_for_stands_below_whoever_gets_it() -> None:
    rows = ("Gevinst\tHvem får glede av det", "Kortere kø\tLærerne")
    (gain,) = claimed(extract_gains, "# Rapport", *rows)
    assert gain.beneficiary == "lærer"


@pytest.mark.parametrize(
    "sentence", ["Det er ein nedgang på to årsverk.", "Dette er en reduksjon på 40 000 kroner."]
)
def test_what_it_comes_to_may_be_told_after_it(sentence: str) -> None:
    before = "Ordningen har gitt kortere kø."
    found = claimed(extract_gains, "# Rapport", f"{before} {sentence}")
    assert [gain.text for gain in found] == [before, sentence]


def test_what_it_was_and_is_are_not_how_much_is_gained() -> None:
    line = "Portoutgiftene er redusert med 65 %, fra kr 410 000 til kr 143 000."
    (gain,) = claimed(extract_gains, line)
    assert (gain.amount, gain.unit) == (65, "prosent")


def test_a_table_of_gains_tells_the_kind_in_a_word_and_how_much_under_its_result() -> None:
    rows = """\
Gevinst | Type | Mottaker | Planlagt | Realisert
Mindre papir | Økonomi | Kommunen | 80 000 kr/år | 65 000 kr/år
Mindre tasting | Tid | Ansatte | 0,5 årsverk |
"""
    assert [(g.ks_type, g.amount, g.unit, g.realised) for g in _gains(rows)] == [
        ("unngått kostnad", 65000.0, "NOK", "realisert"),
        ("spart tid", 0.5, "årsverk", "forventet"),
    ]
