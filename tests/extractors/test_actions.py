"""Who was told to do what, wherever minutes tell it: decisions, lists, tables, sentences."""

from __future__ import annotations

import pytest

from extractors.actions import extract_actions
from schemas.claims import Action
from tests.extractors.build import claimed

HEAD = ("Referat", "Til stede: Liv Nes, Per Vik")
CASE = ("PS 1/26 Kaffe",)

Told = list[tuple[str, str | None]]


def actions(*lines: str) -> list[Action]:
    return claimed(extract_actions, *HEAD, *lines)


def told(*lines: str) -> Told:
    return [(action.text, action.responsible) for action in actions(*lines)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # a decision orders
        (["Vedtak: Styret skal kjøpe kaffe."], [("Styret skal kjøpe kaffe.", "Styret")]),
        (
            ["Vedtak:", "Styret ber kommunene kjøpe kaffe. Kaffe er godt."],
            [("Styret ber kommunene kjøpe kaffe.", "kommunene")],
        ),
        (
            ["Avgjerd:", "Dagleg leiar får i oppdrag å kjøpe kaffi."],  # nn
            [("Dagleg leiar får i oppdrag å kjøpe kaffi.", "Dagleg leiar")],
        ),
        # a sentence orders where there is no decision
        (["Per Vik henter inn priser."], [("Per Vik henter inn priser.", "Per Vik")]),
        (["Per Vik hentar inn prisar."], [("Per Vik hentar inn prisar.", "Per Vik")]),  # nn
        (["Styret må kjøpe kaffe."], [("Styret må kjøpe kaffe.", "Styret")]),
        # … but where there is one, discussion is no order
        (["Styret må kjøpe kaffe.", "Vedtak: Brua males."], []),
        (["Liv Nes syntes kaffen var god."], []),
    ],
)
def test_decisions_and_sentences(lines: list[str], found: Told) -> None:
    assert told(*CASE, *lines) == found


@pytest.mark.parametrize("heads", ["Hva\tHvem\tFrist", "Kva\tKven\tFrist", "Tiltak\tAnsvar\tNår"])
def test_a_table_of_tasks(heads: str) -> None:
    found = actions(heads, "Kjøpe kaffe\tLiv\t1. mars 2027", "Vaske gulv\tPer\t", "\t\t")
    assert [(a.text, a.responsible, a.due_text, a.due_date) for a in found] == [
        ("Kjøpe kaffe", "Liv", "1. mars 2027", "2027-03-01"),
        ("Vaske gulv", "Per", None, None),
    ]


def test_a_row_that_goes_on_with_the_task_is_no_other() -> None:
    found = actions("Hva\tHvem\tFrist", "Avklare drift av\tLiv\t1. mai", "lageret i havna\t\t")
    assert [(a.text, a.responsible) for a in found] == [("Avklare drift av lageret i havna", "Liv")]


def test_beside_a_decision_only_what_someone_there_is_known_to_do() -> None:
    lines = (
        "Liv Nes skuffer snø.",
        "Havnesjefen lager en plan innen 1. mai.",
        "Vedtak: Brua males.",
    )
    assert told(*CASE, *lines) == [("Havnesjefen lager en plan innen 1. mai.", "Havnesjefen")]


def test_an_old_entry_of_a_log_is_not_to_be_done() -> None:
    lines = ("Dato: 6. februar 2031", *CASE, "Status 9. januar 2031: Liv Nes bestiller lakk.")
    assert told(*lines) == []


@pytest.mark.parametrize("label", ["TODO:", "**TODO**", "Oppgaver:", "Oppgåver:", "Å gjera:"])
def test_a_list_of_things_to_do(label: str) -> None:
    items = ("- Liv: kjøpe kaffe", "- Vaske gulv (Per)", "- Rydde")
    assert told(label, *items) == [
        ("Liv: kjøpe kaffe", "Liv"),
        ("Vaske gulv (Per)", "Per"),
        ("Rydde", None),
    ]


def test_a_ticked_item_is_one_action() -> None:
    assert told("TODO:", "- [x] Per: Rydde") == [("Per: Rydde", "Per")]


def test_an_item_with_someone_responsible_is_one_action() -> None:
    lines = ("TODO:", "2 kaker og ei gryte suppe, ansvar: Liv", "1. Rydde (Liv)")
    assert told(*lines) == [("2 kaker og ei gryte suppe,", "Liv"), ("Rydde (Liv)", "Liv")]


def test_what_was_done_since_last_time_is_not_to_be_done() -> None:
    assert told("## Status fra sist", "TODO:", "- Kjøpe kaffe") == []
    assert told("## Status frå sist veke", "- Per: Kjøpe kaffi") == []


def test_a_name_in_front_of_an_item_of_any_list() -> None:
    assert told(*CASE, "- Liv: kjøpe kaffe", "- Viktig: vaske gulv") == [
        ("Liv: kjøpe kaffe", "Liv")
    ]


def test_items_under_a_name() -> None:
    lines = ("- Liv", "  - kjøpe kaffe", "- Per", "  - vaske gulv", "  - rydde")
    assert told(*lines) == [("kjøpe kaffe", "Liv"), ("vaske gulv", "Per"), ("rydde", "Per")]


@pytest.mark.parametrize("word", ["Ansvarlig", "Ansvarleg", "Ansvar"])
def test_who_is_responsible_stands_after_it(word: str) -> None:
    assert told(*CASE, f"Søk om midler. {word}: Liv Nes og Per Vik") == [
        ("Søk om midler.", "Liv Nes og Per Vik")
    ]


def test_who_is_responsible_on_a_line_of_its_own_is_so_for_what_was_decided() -> None:
    lines = (*CASE, "Vedtak: Kaffe kjøpes inn.", "Ansvarlig: Liv Nes")
    assert told(*lines) == [("Kaffe kjøpes inn.", "Liv Nes")]


@pytest.mark.parametrize(
    ("due", "date"),
    [
        ("innen 1. mars 2027", "2027-03-01"),
        ("innan 1. mars 2027", "2027-03-01"),  # nn
        ("senest 01.03.2027", "2027-03-01"),
        ("innen 1. mars", None),  # of which year, it does not say
        ("snarest", None),
        ("før jul", None),
    ],
)
def test_by_when(due: str, date: str | None) -> None:
    (action,) = actions(*CASE, f"Vedtak: Styret skal svare {due}, takk.")
    assert (action.due_text, action.due_date) == (due, date)


def test_an_office_and_a_name_are_one() -> None:
    lines = (*CASE, "Vedtak: Tatt til orientering. Prosjektleder Nina Dahl lager en ny plan.")
    assert told(*lines)[-1][1] == "Prosjektleder Nina Dahl"


def test_a_month_at_the_end_is_by_when() -> None:
    lines = (*CASE, "Vedtak: Saken utsettes. Programleder legger fram ny sak i februar.")
    assert [(a.responsible, a.due_text) for a in actions(*lines)] == [("Programleder", "i februar")]
    assert claimed(extract_actions, "Referat", *CASE, "Det skal holdes valg i februar.") == []


@pytest.mark.parametrize("kind", ["Årsmelding 2026", "Saksframlegg"])
def test_reports_and_proposals_tell_nobody_to_do_anything(kind: str) -> None:
    lines = (kind, *CASE, "Vedtak: Styret skal kjøpe kaffe.", "TODO:", "- Rydde")
    assert claimed(extract_actions, *lines) == []


def test_a_plan_in_a_report_does() -> None:
    plan = ("# Handlingsplan 2027", "Tiltak\tAnsvar\tFrist", "Flytte skranken\tBibliotek\tPåske")
    found = claimed(extract_actions, "Årsmelding 2026", *plan)
    assert [(a.text, a.responsible, a.due_text) for a in found] == [
        ("Flytte skranken", "Bibliotek", "Påske")
    ]
    for heads in ("Aktivitet\tAnsvar\tDato", "Tiltak\tAnsvar\tResultat"):  # what was done
        rows = (heads, "Åpen dag\tBibliotek\t3. mai")
        assert claimed(extract_actions, "Årsmelding 2026", *rows) == []


def test_an_invitation_orders_nothing_in_prose() -> None:
    assert claimed(extract_actions, "Møteinnkalling", *CASE, "Styret skal kjøpe kaffe.") == []


def test_what_someone_said_is_no_task() -> None:
    assert told("## Drift", "- Liv: vi har ingen som kan det", "- Per: Kaffe") == []
    assert told("## Drift", "- Liv: Bestille kaffe") == [("Liv: Bestille kaffe", "Liv")]


def test_who_follows_up_is_no_task_of_its_own() -> None:
    found = told(*CASE, "Vedtak: Brua males.", "Oppfølging: Liv")
    assert ("Brua males.", "Liv") in found
    assert "Liv" not in [text for text, _ in found]


def test_by_when_may_be_a_sentence_of_its_own() -> None:
    case = ("Sak 3/20 Melding", "Vedtak:", "Liv Nes skriver avsnittet. Frist: 19. februar.")
    (action,) = claimed(extract_actions, *HEAD, *case)
    assert (action.text, action.due_text) == ("Liv Nes skriver avsnittet.", "Frist: 19. februar")


def test_each_sentence_of_who_is_responsible_is_a_task() -> None:
    lines = ("Sak 3/20 Brygge", "Vedtak: Brygga kjøpes.", "Ansvar: Liv ringer. Leder ordner lån.")
    found = claimed(extract_actions, *HEAD, *lines)
    assert [(a.text, a.responsible) for a in found] == [
        ("Liv ringer.", "Liv"),
        ("Leder ordner lån.", "Leder"),
    ]


def test_whose_an_item_is_has_the_whole_name() -> None:
    todo = ("Oppfølging:", "- Per Arne Dahl legg saka fram for FAU.")
    (action,) = claimed(extract_actions, "Referat", "Møtte: Per Arne Dahl", "Sak 1: Veg", *todo)
    assert action.responsible == "Per Arne Dahl"


def test_what_someone_does_in_an_item_of_a_list() -> None:
    lines = ("Sak 3/20 Basar", "- Dato blir 21. oktober", "- Liv Nes booker salen", "- Per sier ja")
    found = claimed(extract_actions, *HEAD, *lines)
    assert [(a.text, a.responsible) for a in found] == [("Liv Nes booker salen", "Liv Nes")]


def test_who_takes_something_to_note_has_nothing_to_do() -> None:
    lines = ("Protokoll", "Sak 1/26 Rapport", "Vedtak: Styret tar rapporten til orientering.")
    assert claimed(extract_actions, *lines) == []


def test_what_somebody_asks_or_answers_is_no_task() -> None:
    lines = ("Til stede: Liv Nes, Per Vik", "Sak 1/26 Ny bru", "- Liv Nes: Hva koster brua?")
    assert claimed(extract_actions, "Referat", *lines, "- Per Vik: Spennende å se brua male") == []


def test_by_when_may_stand_below_who() -> None:
    lines = ("Sak 3/20 Basar", "Konklusjon: Salen leies.", "Ansvar: LN", "Frist: 15. februar")
    (action,) = claimed(extract_actions, *HEAD, *lines)
    assert (action.responsible, action.due_text) == ("LN", "15. februar")


@pytest.mark.parametrize(
    ("item", "whose"),
    [
        ("Kari Dahl avklarer planen med leverandøren", "Kari Dahl"),
        ("Alle kommunane melder inn kontaktperson", "Alle kommunane"),  # nn
        ("Samtlige rektorer", None),
    ],
)
def test_what_is_listed_as_further_work_is_to_be_done(item: str, whose: str | None) -> None:
    lines = ("Sak 3/20 Status", "## Videre arbeid", f"- {item}")
    wanted = [(item, whose)] if whose else []
    assert told(*lines) == wanted
    assert told(lines[0], "## Resultat", lines[2]) == []


@pytest.mark.parametrize(
    "sentence", ["Kommunene melder at det er travelt.", "Kommunane rapporterer om god drift."]
)
def test_what_somebody_reports_is_no_order(sentence: str) -> None:
    assert told(*CASE, sentence) == []


def test_an_occupation_may_be_told() -> None:
    lines = ("Vedtak:", "Samrøystes som framlegget. Oppsynsmannen sender søknaden innan 1. mai.")
    assert told(*CASE, *lines) == [("Oppsynsmannen sender søknaden innan 1. mai.", "Oppsynsmannen")]


def test_who_may_stand_after_a_comma() -> None:
    lines = ("Til stede: Liv Nes, Per Vik", "Sak 1/26 Fest", "kaffe og kaker, ansvar Liv")
    assert [(a.responsible, a.text) for a in actions(*lines)] == [("Liv", "kaffe og kaker,")]


def test_what_is_to_be_done_by_a_day_may_be_nobodys() -> None:
    lines = ("Sak 1/26 Årshjul", "Innen neste styremøte vil det utarbeides en liste.")
    (action,) = actions("Referat", *lines)
    assert (action.responsible, action.due_text) == (None, "Innen neste styremøte")


def test_a_table_of_tasks_is_known_by_whose_they_are_and_by_when() -> None:
    rows = ("Bestilling\tAnsvarlig\tFrist", "Kjøpe kaffe\tLiv Nes\t1. mai")
    assert told(*CASE, *rows) == [("Kjøpe kaffe", "Liv Nes")]
    assert told(*CASE, rows[0].replace("Bestilling", "Gevinst"), rows[1]) == []


def test_a_sentence_may_say_who_is_responsible_for_the_item() -> None:
    item = "- Dugnad på kirkegården lørdag 28. april. Per Vik er ansvarlig."
    assert told(*CASE, item) == [("Dugnad på kirkegården lørdag 28. april.", "Per Vik")]


def test_status_in_a_title_does_not_say_that_all_is_done() -> None:
    lines = ("## Gjennomgang, status", "### Tiltak", "- Skrive brev (Gro)")
    assert told(*lines) == [("Skrive brev (Gro)", "Gro")]
    assert told("## Status", "TODO:", "- Skrive brev") == []


def test_what_an_office_does_in_an_item_of_a_list() -> None:
    lines = ("Sak 1/26 Eventuelt", "- Innspel: Leiar og Liv lagar eit årshjul.")
    assert told("Til stede: Liv Nes", *lines) == [
        ("Innspel: Leiar og Liv lagar eit årshjul.", "Leiar og Liv")
    ]


def test_who_is_responsible_for_a_decision_on_its_labels_line_is_so_once() -> None:
    line = "Vedtak: FAU sender brev til kommunen. Ansvar: Per Vik"
    assert told(*CASE, line) == [("FAU sender brev til kommunen.", "Per Vik")]


def test_the_way_forward_is_a_list_of_things_to_do() -> None:
    lines = ("Gangen framover", "- Flytte skript (Gro) og låse døra", "- Bytte nettside")
    assert told(*lines) == [("Flytte skript (Gro) og låse døra", None), ("Bytte nettside", None)]


def test_a_case_table_with_someone_responsible_is_no_table_of_tasks() -> None:
    rows = ("Nr\tPunkt\tAnsvarlig\tFrist", "1\tKjøpe kaffe\tLiv Nes\t1. mai")
    assert told(*CASE, *rows) == [("Kjøpe kaffe", "Liv Nes")]
    assert told(*CASE, rows[0].replace("Nr", "Saksnr."), rows[1]) != [("Kjøpe kaffe", "Liv Nes")]


@pytest.mark.parametrize("sentence", ["Skolesjefen merker løypa.", "Oppvekstsjefen kokar kaffi."])
def test_what_an_office_does_is_an_order_where_it_is_decided(sentence: str) -> None:
    (action,) = actions(*CASE, "Vedtak:", f"Brua males. {sentence}")
    assert action.text == sentence
    assert told(*CASE, "Saksopplysninger:", sentence) == []
    assert told(*CASE, "Vedtak:", "Brua males. Skolesjefen orienterer om brua.") == []


def test_an_office_may_stand_without_an_article() -> None:
    assert told(*CASE, "Fagsjef legger fram tall for elva.") == [
        ("Fagsjef legger fram tall for elva.", "Fagsjef")
    ]


def test_minutes_need_no_cases_to_tell_someone_to_do_something() -> None:
    lines = ("# Referat fra dugnaden", "Til stede: Liv Nes", "Styret skal kjøpe ny maling.")
    assert told(*lines) == [("Styret skal kjøpe ny maling.", "Styret")]


def test_what_an_office_does_is_an_order_in_a_case_that_only_tells() -> None:
    lines = ("Liv Nes spurte om brua.", "Kassereren måler brua.")
    assert told(*CASE, *lines) == [("Kassereren måler brua.", "Kassereren")]
    assert told(*CASE, "Saksopplysninger:", *lines) == []


def test_a_given_name_is_enough_in_an_item_where_no_list_says_who_was_there() -> None:
    lines = ("Sak 1/26 Eventuelt", "- Noter: Kari og Ola lager ei liste.", "- Kaffe er kjøpt.")
    assert told(*lines) == [("Noter: Kari og Ola lager ei liste.", "Kari og Ola")]


def test_what_is_proposed_is_no_task_where_something_is_decided() -> None:
    proposed = "Forslag fra Sp: Liv Nes lager en sak om kaffe innen 1. juni."
    assert told(*CASE, proposed, "Vedtak: Saken tas til orientering.") == []
