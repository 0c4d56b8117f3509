"""Amounts are claimed from tables and sentences, each once, with the words that say it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import extract_amounts
from extractors.reading import Reading
from extractors.vocabulary import shelf
from pipeline.readers import read
from schemas.claims import Amount
from schemas.document import BlockKind, Document, Draft, Source

WORDS = shelf("amounts").phrases


def amounts(*lines: str) -> list[Amount]:
    """The amounts of a document; a line with tabs is a table row, tables end at other lines."""
    table = 0
    drafts = []
    for line in lines:
        table += "\t" not in line
        row = {"kind": BlockKind.TABLE_ROW, "table": table}
        drafts.append(Draft(text=line, **row) if "\t" in line else paragraph(line))
    document = Document.of(Source.of("notat.txt", b"notat"), "txt", drafts)
    found = list(extract_amounts(Reading(document)))
    for amount in found:
        words = amount.evidence
        assert document.text[words.start : words.end] == words.text
        assert words_of(amount.label or "") <= words_of(words.text)
    return found


def test_heads_set_with_spaces_stand_over_the_figures() -> None:
    found = amounts(
        "Økonomi",
        "Regnskap 2029\tBudsjett 2030\t",
        "Gaver\t890 000\t700 000",
        "Salg\t110 000\t200 000",
    )
    assert [(a.label, a.amount, a.year) for a in found][:2] == [
        ("Gaver Regnskap 2029", 890_000, 2029),
        ("Gaver Budsjett 2030", 700_000, 2030),
    ]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def paragraph(text: str) -> Draft:
    return Draft(kind=BlockKind.PARAGRAPH, text=text)


def said(found: list[Amount]) -> list[tuple[str | None, float, str | None]]:
    return [(amount.label, amount.amount, amount.kind) for amount in found]


def test_a_budget_with_sides_gives_a_row_for_each_figure() -> None:
    found = amounts(
        "Budsjettet for 2031 er slik:",
        "Utgifter\t",
        "Leie av båt\tkr 12 500,50",
        "Premier\tkr 3 000,00",
        "Totale utgifter\tkr 15 500,50",
        "Inntekter\t",
        "Tilskudd fra laget\tkr 15 500,50",
        "Totalt\tkr 15 500,50",
    )
    assert said(found) == [
        ("Leie av båt", 12500.5, "utgift"),
        ("Premier", 3000, "utgift"),
        ("Totale utgifter", 15500.5, "sum"),
        ("Tilskudd fra laget", 15500.5, "inntekt"),
        ("Totalt", 15500.5, "sum"),
    ]
    assert {(a.source, a.year, a.currency) for a in found} == {("table", 2031, "NOK")}


def test_the_line_over_a_table_says_what_its_figures_are_counted_in() -> None:
    found = amounts(
        "Driftsbudsjettet for 2031 endres slik:",
        "Økte kostnader (tall i 1000 kr.)",
        "Enhet\tÅrsak\t",
        "210 Havn\tØkt\nstrømforbruk\t4 200",
        "230 Torg\tNye benker\t75",
        "SUM\t\t4 275",
    )
    assert said(found) == [
        ("210 Havn Økt strømforbruk", 4200000, "utgift"),
        ("230 Torg Nye benker", 75000, "utgift"),
        ("SUM", 4275000, "sum"),
    ]
    assert {amount.year for amount in found} == {2031}


def test_a_sum_says_what_the_rows_over_it_are() -> None:
    found = amounts(
        "Budsjettforslag",
        "Post\tKroner",
        "Strøm\t41 000",
        "Sum utgifter\t41 000",
        "Havneavgift\t42 000",
        "Sum inntekter\t42 000",
    )
    assert [amount.kind for amount in found] == ["utgift", "sum", "inntekt", "sum"]


def test_what_is_summed_up_with_expenses_only_is_one() -> None:
    rows = ("Post\tBudsjett\tRegnskap", "Lønn\t41 000\t40 000", "Ombygging\t9 000\t8 000")
    summed = amounts("Økonomi", *rows, "Sum\t50 000\t48 000")
    assert [amount.kind for amount in summed] == ["utgift"] * 4 + ["sum"] * 2
    assert [amount.kind for amount in amounts("Økonomi", *rows)][2:] == [None, None]
    mixed = amounts("Økonomi", *rows, "Refusjon\t-9 000\t-9 000", "Sum\t41 000\t39 000")
    assert [amount.kind for amount in mixed][2:4] == [None, None]


def test_a_caption_about_costs_says_nothing_of_what_is_below_zero() -> None:
    rows = ("Utstyr\t2 140 300", "Tilskudd fra fylket\t-2 000 000")
    found = amounts("Hva prosjektet har kostet", *rows)
    assert [amount.kind for amount in found] == ["utgift", "tilskudd"]


def test_a_sentence_over_a_table_does_not_say_what_its_rows_are() -> None:
    rows = ("Lønn\t2 960 000", "Annet\t1 000 000")
    found = amounts("Budsjett", "Vi gikk gjennom budsjettet. Tilskuddet går opp.", *rows)
    assert [amount.kind for amount in found] == ["utgift", None]


def test_accounts_need_no_sum_where_some_is_paid_and_some_comes_in() -> None:
    rows = ("Lønn\t41 000", "Lisenser\t9 000")
    found = amounts("Regnskap", "Post\tKroner", *rows, "Refusjon\t-50 000")
    assert [amount.kind for amount in found] == ["utgift", "utgift", "inntekt"]
    assert [amount.kind for amount in amounts("Regnskap", "Post\tKroner", *rows)][1] is None


def test_where_each_row_says_what_it_counts_only_money_is() -> None:
    found = amounts(
        "Økonomi og gevinster",
        "Gevinst\tMåleindikator\tNullpunkt\tMål\tNår",
        "Raskere svar\tMinutter per sak\t17\t6\t2031",
        "Færre klager\tKlager per år\t1 700\t600\t2031",
        "Lavere utgifter\tKroner per år\t135 000\t89 000\t2032",
    )
    assert [amount.amount for amount in found] == [135_000, 89_000]


def test_a_year_in_a_line_about_something_else_is_not_the_tables() -> None:
    found = amounts("Oppstarten er utsatt til høsten 2032.", "Vi fører regnskap.", "Salg\t1 200")
    assert [amount.year for amount in found] == [None]


def test_each_year_column_gives_its_own_amount() -> None:
    found = amounts(
        "Regnskap og budsjett",
        "Post\tRegnskap 2029\tBudsjett 2030",
        "Lønn\t120 000\t130 000",
    )
    assert [(a.amount, a.year) for a in found] == [(120000, 2029), (130000, 2030)]
    assert found[0].label == "Lønn Regnskap 2029"
    assert found[0].evidence.text.startswith("Post\t")


def test_years_alone_head_columns_and_are_no_amounts() -> None:
    found = amounts("Budsjett i kroner", "Post\t2029\t2030", "Lønn\t120 000\t130 000")
    assert said(found) == [("Lønn", 120000, "utgift"), ("Lønn", 130000, "utgift")]
    assert [amount.year for amount in found] == [2029, 2030]


def test_a_head_may_stand_on_two_rows() -> None:
    found = amounts(
        "I kroner", "\tRegnskap\tBudsjett", "Post\t2029\t2030", "Lønn\t120 000\t130 000"
    )
    assert [(a.label, a.amount, a.year) for a in found] == [
        ("Lønn Regnskap 2029", 120000, 2029),
        ("Lønn Budsjett 2030", 130000, 2030),
    ]


def test_the_saksliste_gives_no_amounts() -> None:
    found = amounts(
        "Saksliste:",
        "PS 1/31 Søknad om støtte kr 50 000",
        "PS 2/31 Søknad om støtte kr 60 000",
        "PS 1/31 Søknad om støtte kr 50 000",
        "Vedtak: Søknaden avslås.",
    )
    assert [(amount.amount, amount.source) for amount in found] == [(50000, "text")]


def test_a_label_on_the_row_above_its_figure_belongs_to_it() -> None:
    found = amounts("Budsjett 2030", "Maling av hytta\t", "\tkr 9 000,-", "Sum\tkr 9 000,-")
    assert said(found) == [("Maling av hytta", 9000, None), ("Sum", 9000, "sum")]


def test_lines_that_end_in_figures_are_a_table_too() -> None:
    found = amounts(
        "Finansiering av ny brygge:",
        "Bruk av havnefond 140 000",
        "Lån ........ 60 000",
        "Sum 200 000",
        "Brygga skal stå klar til sommeren.",
    )
    assert said(found) == [
        ("Bruk av havnefond", 140000, "inntekt"),
        ("Lån", 60000, "inntekt"),
        ("Sum", 200000, "sum"),
    ]
    assert {amount.source for amount in found} == {"table"}


def test_labels_and_figures_on_lines_of_their_own_are_a_table_too() -> None:
    found = amounts("Budsjett 2031", "Ny brygge", "140 000", "Maling", "60 000")
    assert said(found) == [("Ny brygge", 140000, None), ("Maling", 60000, None)]


def test_a_sum_in_a_cell_of_another_table_is_said_by_that_cell() -> None:
    (found,) = amounts(
        "Søknader", "Søker\tVedtak", "Fjordlaget\tTilskudd på kr 5 000 til maling av hytta i år"
    )
    assert (found.label, found.source) == (
        "Tilskudd på kr 5 000 til maling av hytta i år",
        "text",
    )


def test_a_table_that_the_decision_repeats_counts_once_and_last() -> None:
    table = ["Nytt budsjett (tall i 1000 kr)", "Skole\tFlere lærere\t2 000", "SUM\t\t2 000"]
    found = amounts("Innstilling:", *table, "Vedtak:", *table)
    assert said(found) == [("Skole Flere lærere", 2000000, None), ("SUM", 2000000, "sum")]
    (single, _) = amounts("Vedtak:", *table)
    assert found[0].evidence.start > single.evidence.start


def test_equal_rows_of_different_tables_both_count() -> None:
    found = amounts(
        "Økte inntekter (i 1000 kr)", "Salg\t300", "SUM\t300",
        "Økte utgifter (i 1000 kr)", "Innkjøp\t300", "SUM\t300",
    )  # fmt: skip
    assert [amount.label for amount in found] == ["Salg", "SUM", "Innkjøp", "SUM"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Saksliste", "Sak\tTema\tSakstype", "12-31\tBudsjett 2032\tBeslutning"],
        ["Til stede", "Navn\tParti\tStemmer", "Kari Nordnes\tBy\t1 200"],
        ["Elevtall i skolene", "Skole\tElever", "Nes\t1 250", "Vik\t2 300"],
        ["Budsjett for stillinger", "Enhet\tÅrsverk", "Helse\t1 250"],
        ["Laget i tall", "År\tSpillere\tKamper", "2031\t1 250\t1 400"],
        ["Møteplan", "Dato\tSted", "12.03.2031\tRådhuset"],
    ],
)
def test_other_tables_give_no_amounts(lines: list[str]) -> None:
    assert amounts(*lines) == []


def test_what_other_columns_count_is_no_part_of_the_label() -> None:
    found = amounts("Regnskap", "Post\tBeløp\tAndel i %", "3100 Drift\t1 250\t12,5")
    assert said(found) == [("3100 Drift", 1250, None)]


def test_only_the_last_sentence_over_a_table_gives_its_year() -> None:
    found = amounts("I 2029 fikk vi nei. Dette er budsjettet for 2031:", "Strøm\tkr 900,-")
    assert [amount.year for amount in found] == [2031]


def test_rows_about_money_above_their_sum_make_a_table_one() -> None:
    rows = ("Skole, vikarer\t820 000\t", "Bruk av fond\t\t500 000", "Sum\t820 000\t500 000")
    found = amounts("Slike endringer:", "Område\tØkning\tReduksjon", *rows)
    assert [amount.amount for amount in found] == [820000, 500000, 820000, 500000]
    counts = ("Menn\t1 820\t900", "Kvinner\t1 750\t800", "Sum\t3 570\t1 700")
    assert amounts("Slik er tallene:", "Hvem\tI byen\tPå landet", *counts) == []


def test_a_head_about_money_speaks_for_its_own_column() -> None:
    found = amounts("Laget i tall", "Lag\tSpillere\tUtgifter", "Nord\t1 250\t75 000")
    assert [amount.amount for amount in found] == [75000]


def test_a_sentence_gives_its_amount_kind_and_year() -> None:
    (found,) = amounts("Vi søkte i fjor. I 2030 fikk laget tilskudd på kr 40 000 fra fylket. Takk.")
    assert found.label == "I 2030 fikk laget tilskudd på kr 40 000 fra fylket."
    assert (found.amount, found.kind, found.year, found.source) == (
        *(40000, "tilskudd", 2030),
        "text",
    )


def test_a_sentence_that_ends_in_a_figure_ends_there() -> None:
    found = amounts("Fylket bevilget kr. 450.000. Kommunen dekker kr 20.000.")
    assert [amount.label for amount in found] == [
        "Fylket bevilget kr. 450.000.",
        "Kommunen dekker kr 20.000.",
    ]


def test_two_sums_in_a_sentence_each_get_the_words_that_lead_to_them() -> None:
    found = amounts("Driftsutgiftene er på kr 96 500’, som er kr 7 400’ mer enn ventet.")
    assert said(found) == [
        ("Driftsutgiftene er på kr 96 500’", 96500000, "utgift"),
        ("Driftsutgiftene er på kr 96 500’, som er kr 7 400’ mer enn ventet.", 7400000, "utgift"),
    ]


def test_what_stands_right_after_the_figure_says_its_kind() -> None:
    found = amounts("Rammen er 4 mill. kroner, hvorav 2 mill. kroner er tilskudd fra staten.")
    assert [amount.kind for amount in found] == ["ramme", "tilskudd"]


def test_a_sentence_that_the_decision_repeats_counts_once() -> None:
    line = "Det avsettes kr 70.000,- til ny brygge."
    assert len(amounts("Innstilling", f"4.{line}", "Vedtak", f"2. {line}")) == 1


@pytest.mark.parametrize("meaning", ["expense", "income", "grant", "frame"])
def test_every_word_for_a_kind_of_money_gives_that_kind(meaning: str) -> None:
    kinds = {"expense": "utgift", "income": "inntekt", "grant": "tilskudd", "frame": "ramme"}
    for word in WORDS[meaning]:
        (found,) = amounts(f"Det gjelder {word.replace('-', 'sær')} kr 5 000.")
        assert (word, found.kind) == (word, kinds[meaning])


@pytest.mark.parametrize("word", WORDS["sum"])
def test_every_word_for_a_sum_makes_a_row_one(word: str) -> None:
    (found,) = amounts("Regnskap", f"{word.capitalize()} for laget\tkr 500")
    assert found.kind == "sum"


@pytest.mark.parametrize("word", WORDS["money_table"] + WORDS["expense"])
def test_every_word_for_money_over_a_table_makes_its_figures_money(word: str) -> None:
    caption = f"Her er {word.replace('-', 'sær')}:"
    assert [a.amount for a in amounts(caption, "Brygge\t12 500")] == [12500]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Refusjon sykelønn", "inntekt"),
        ("Lønnstilskudd", "tilskudd"),
        ("Tilskot til innkjøp", "tilskudd"),
        ("Husleieinntekter", "inntekt"),
        ("Opplæring og reiser", "utgift"),
        ("Lisensar", "utgift"),
        ("Diverse", None),
    ],
)
def test_the_first_word_of_a_row_says_what_kind_of_money_it_is(
    label: str, kind: str | None
) -> None:
    rows = ("Rekneskap 2030\tkr", f"{label}\t12 000", "Sum\t12 000")
    assert [amount.kind for amount in amounts(*rows)] == [kind, "sum"]


def test_the_last_cell_of_a_row_says_more_than_the_first() -> None:
    found = amounts("Område\tÅrsak\tkr", "Skatt og rammetilskudd\tØkte inntekter\t12 000")
    assert [amount.kind for amount in found] == ["inntekt"]


def test_the_head_of_the_column_says_what_kind_of_money_it_holds() -> None:
    found = amounts("Prosjekt\tStatus\tEksterne midler", "Trygg natt\tPågår\tkr 850 000")
    assert [amount.kind for amount in found] == ["tilskudd"]


@pytest.mark.parametrize("word", WORDS["goods"])
def test_every_word_for_what_is_paid_for_gives_an_expense_in_accounts(word: str) -> None:
    found = amounts("Budsjett", f"{word.capitalize()}\tkr 900", "Sum\tkr 900")
    assert [amount.kind for amount in found] == ["utgift", "sum"]


def test_small_figures_under_a_head_of_kroner_are_money() -> None:
    rows = ("Vilt\tKroner pr. elg\tKroner pr. hjort", "Kalv\t400,-\t310,-", "Voksen\t670\t520")
    found = amounts("Avgiftene er:", *rows)
    assert [(a.label, a.amount, a.source) for a in found] == [
        ("Kalv Kroner pr. elg", 400, "table"),
        ("Kalv Kroner pr. hjort", 310, "table"),
        ("Voksen Kroner pr. elg", 670, "table"),
        ("Voksen Kroner pr. hjort", 520, "table"),
    ]


@pytest.mark.parametrize("word", WORDS["no_money"])
def test_every_word_for_a_count_keeps_its_column_out(word: str) -> None:
    found = amounts("Budsjett", f"Post\t{word}\tBeløp", "Brygge\t1 500\t12 500")
    assert [amount.amount for amount in found] == [12500]


cells = st.sampled_from(
    ["kr", "Sum", "12 500", "kr 5,-", "2031", "-", "(tall i 1000 kr)", "Utgifter"]
)
lines = st.lists(cells | st.text(max_size=8), min_size=1, max_size=4).map("\t".join)


@given(st.lists(lines.filter(str.strip), min_size=1, max_size=8))
def test_nonsense_is_never_misquoted(content: list[str]) -> None:
    amounts(*content)


STEMS = ("digitale-helgeland-2024-10-25", "levanger-ks-2026-33", "kautokeino-fs-2003-09-01")


@pytest.mark.parametrize("stem", STEMS)
def test_real_documents_give_the_sums_that_people_found(shared: Path, stem: str) -> None:
    gold = json.loads((shared / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
    file = shared / "documents" / f"{stem}.txt"
    found = list(extract_amounts(Reading(read(Source.of(file.name, file.read_bytes())))))
    in_tables = sorted(amount.amount for amount in found if amount.source == "table")
    assert in_tables == sorted(entry["amount"] for entry in gold.get("amounts", []))
    assert {entry["amount"] for entry in gold["amounts_in_text"]} <= {a.amount for a in found}


def test_round_sums_beside_what_was_applied_for_are_granted() -> None:
    found = amounts(
        "Vi fikk inn to søknader.",
        "Søker\tSøknadsbeløp\tForslag\tFødt",
        "Os kor\t60 000\t40 000\t1987",
        "Os turlag\t34 000\t20 000\t1993",
    )
    assert [(a.amount, a.kind) for a in found] == [
        (60000, None),
        (40000, "tilskudd"),
        (34000, None),
        (20000, "tilskudd"),
    ]


def test_figures_beside_what_they_count_are_no_money() -> None:
    found = amounts(
        "Budsjettet er stramt.",
        "Gevinst\tTeljing\tI dag\tMål\tKostnad",
        "Raskere svar\tMinutter per sak\t17\t6\t1 200",
        "Flere svar\tSvar per måned\t2200\t5000\t1 300",
        "Lavere utgift\tKroner per år\t20 000\t15 000\t1 400",
    )
    assert {a.amount for a in found} == {20000, 15000, 1400}
