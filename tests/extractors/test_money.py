"""Sums of money are found in every form that minutes use, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.money import figure, find_money, find_scale, split_figure
from extractors.vocabulary import shelf

WORDS = shelf("money").phrases


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("støtte på kr 749 000,- i år", "kr 749 000,-", 749000),
        ("kr. 665.543,- dekkes", "kr. 665.543,-", 665543),
        ("kompensasjon kr.1.556.904,- dekkes", "kr.1.556.904,-", 1556904),
        ("kr. 4 818 853,00", "kr. 4 818 853,00", 4818853),
        ("kr\u00a01\u00a0634\u00a0522,44", "kr\u00a01\u00a0634\u00a0522,44", 1634522.44),
        ("gebyr kr.2140,. i alt", "kr.2140,.", 2140),
        ("kr. 75,599 mill. i ramme", "kr. 75,599 mill", 75599000),
        ("driftsutgifter kr 96 496’, mer", "kr 96 496’", 96496000),
        ("om lag kr 3000’", "kr 3000’", 3000000),
        ("i alt 99,9 mill. kroner", "99,9 mill. kroner", 99900000),
        ("15 millioner kroner", "15 millioner kroner", 15000000),
        ("kr 1.2 mill pr år", "kr 1.2 mill", 1200000),
        ("søkte om 1.6 millioner. Svar", "1.6 millioner", 1600000),
        ("fekk 2,5 millionar til veg", "2,5 millionar", 2500000),
        ("1 million fra staten", "1 million", 1000000),
        ("tilskuddet på 5 mill bevilget", "5 mill", 5000000),
        ("bevilget 6 mrd", "6 mrd", 6000000000),
        ("innsparing på to millioner kroner", "to millioner kroner", 2000000),
        ("en halv million kroner", "en halv million kroner", 500000),
        ("NOK 500,000", "NOK 500,000", 500000),
        ("NOK 7200,-", "NOK 7200,-", 7200),
        ("25 MNOK", "25 MNOK", 25000000),
        ("kr: 79 995", "kr: 79 995", 79995),
        ("koster 2,95 millioner kroner. 48 000 kort", "2,95 millioner kroner", 2950000),
        ("100.000,- er avsatt", "100.000,-", 100000),
        ("190.000,- kr til", "190.000,- kr", 190000),
        ("90.000kr", "90.000kr", 90000),
        ("flere tok 300kr-medlemskapet", "300kr", 300),
        ("vi fikk 11k i støtte", "11k", 11000),
        ("kr _692.719,-", "kr _692.719,-", 692719),
        ("fra kr. 5.200,- pr. mnd.", "kr. 5.200,-", 5200),
        ("leie kr 25,-/time", "kr 25,-", 25),
        ("kr -231 000", "kr -231 000", -231000),
        ("560\nkroner per måned", "560\nkroner", 560),
        ("fylket bidro med 200.000 i år", "200.000", 200000),
        ("og fikk tildelt 600 000. Midlene", "600 000", 600000),
        ("Det ble satt av 350 000 til kurs", "350 000", 350000),
        ("Bruk av fond 2 638 000", "2 638 000", 2638000),
    ],
)
def test_a_sum_is_found_with_its_value(text: str, words: str, value: float) -> None:
    (found,) = find_money(text)
    assert (text[found.start : found.end], found.value) == (words, value)
    assert found.currency == "NOK"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("fra kr. 5.200,- pr. mnd. til kr. 4.800,- pr. mnd.", [5200, 4800]),
        ("kr 5 000 kr 6 000", [5000, 6000]),
        ("inntil kr 500 000. endres til\n250 000.", [500000, 250000]),
        ("100-200 kr", [100, 200]),
        ("1-2 mill. kroner", [1000000, 2000000]),
        ("50 – 60 000 kr", [60000]),
        ("1 000–1 500 kroner", [1000, 1500]),
        ("Budsjett 2019 kr 6 000", [6000]),
        ("Tilskudd 2019 - 50 000 kr", [50000]),
        ("Vi var 500. Kr 20 000 ble brukt", [20000]),
        ("Prisen blir 4 500 kr 1. januar", [4500]),
    ],
)
def test_sums_side_by_side_are_told_apart(text: str, values: list[float]) -> None:
    assert [found.value for found in find_money(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "støtte i 2004 og 2005",
        "lån på 45 % og 12 000 %",
        "mottok støtte fra 13 søkere",
        "de 5 000 erklæringene som trengs til støtten",
        "tilskudd til 2 000 innbyggere",
        "tilskudd, tlf 78 48 71 34",
        "støtte til org.nr 987 654 321",
        "støtte til gnr 3/1 og sak 29/14",
        "støtte 25.10.2024, jf. § 5.200",
        "areal på 1 250 m2 i budsjettet",
        "arkivsak 2009/151 om støtte",
        "4,4 millioner nordmenn",
        "Programmet gjelder i 12 000 bøker på utlån",
        "Støtten er brukt. Utlånet økte fra 13 100 til 14 220.",
        "(tall i 1000 kr.) og (Beløp i mill. kr)",
        "en av to og fire til",
        "Det er nok 3 som vil, og 2 000 nok er nok.",
        "gikk på 10,5 sek",
    ],
)
def test_what_looks_like_a_sum_is_none(text: str) -> None:
    assert find_money(text) == []


def test_confidence_falls_with_what_is_left_unsaid() -> None:
    said, scaled, bare = (
        find_money(text)[0].confidence
        for text in ("tilskudd på kr 5 000 000", "tilskudd på 5 mill", "tilskudd på 5 000 000")
    )
    assert 1 > said > scaled > bare > 0


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Økte inntekter (tall i 1000 kr.)", 1000),
        ("Beløp i hele 1000", 1000),
        ("1000 kr", 1000),
        ("Budsjett (TNOK)", 1000),
        ("Beløp i mill. kr", 1000000),
        ("Mill. kr", 1000000),
        ("Vi fikk 15 millioner kroner", None),
        ("Budsjett 2025", None),
    ],
)
def test_a_heading_says_what_its_figures_are_counted_in(text: str, scale: int | None) -> None:
    assert find_scale(text) == scale


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("52 500", 52500),
        ("-1 634 522,44", -1634522.44),
        ("(231)", -231),
        ("12,-", 12),
        ("0", 0),
        ("35-24", None),
        ("25.10.2024", None),
        ("130 Felles", None),
        ("", None),
    ],
)
def test_a_cell_that_is_only_a_number_is_read(cell: str, value: float | None) -> None:
    assert figure(cell) == value


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Bruk av fond 140 000", ("Bruk av fond", "140 000")),
        ("Leie av sal ...... kr. 12.500,-", ("Leie av sal", "kr. 12.500,-")),
        ("Lønn: 1 634 522,44", ("Lønn", "1 634 522,44")),
        ("Kaffe 500 kr", ("Kaffe", "500 kr")),
        ("140 000", ("", "140 000")),
        ("Skatten er 4 promille. Fradraget settes til 100 000", None),
        ("Lønn 120 000 130 000", None),
        ("Kari Nordnes 24", None),
        ("Det ble 25.10.2031", None),
        ("Laget fikk kr 130 000.", None),
    ],
)
def test_a_budget_line_is_split_before_its_figure(line: str, parts: tuple[str, str] | None) -> None:
    assert split_figure(line) == parts


CURRENCIES = {
    **dict.fromkeys(("nok", "thousand_nok", "million_nok"), "NOK"),
    **{code: code.upper() for code in ("dkk", "sek", "eur", "usd", "gbp")},
}


@pytest.mark.parametrize(
    ("word", "code"), [(word, code) for name, code in CURRENCIES.items() for word in WORDS[name]]
)
def test_every_currency_is_known_before_and_after(word: str, code: str) -> None:
    for text in (f"{word} 12 500", f"12 500 {word}"):
        assert [found.currency for found in find_money(text)] == [code]


SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@pytest.mark.parametrize(
    ("word", "factor"), [(word, factor) for name, factor in SCALES.items() for word in WORDS[name]]
)
def test_every_scale_multiplies(word: str, factor: int) -> None:
    assert [found.value for found in find_money(f"2 {word} kroner")] == [2 * factor]


@pytest.mark.parametrize("word", WORDS["about_money"])
def test_every_word_about_money_makes_a_bare_figure_a_sum(word: str) -> None:
    inside = word.replace("-", "sær")
    assert [found.value for found in find_money(f"{inside}: 12 500")] == [12500]
    assert find_money("hos oss: 12 500") == []


@pytest.mark.parametrize("word", WORDS["number_ends"])
def test_every_small_word_may_follow_a_bare_figure(word: str) -> None:
    assert [found.value for found in find_money(f"budsjett 12 500 {word} annet")] == [12500]


@pytest.mark.parametrize("word", [*WORDS["number_of"], *WORDS["counted"]])
def test_every_word_before_another_number_keeps_it_from_being_money(word: str) -> None:
    assert find_money(f"budsjett, {word.replace('-', 'prosjekt')} 12 500") == []


COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@pytest.mark.parametrize(
    ("word", "value"),
    [(word, n) for n, name in enumerate(COUNTS, 1) for word in WORDS[name]]
    + [(word, 0.5) for word in WORDS["half"]]
    + [(word, 1.5) for word in WORDS["one_and_half"]],
)
def test_every_number_word_counts_millions(word: str, value: float) -> None:
    assert [found.value for found in find_money(f"{word} million kroner")] == [value * 10**6]


@pytest.mark.parametrize(
    ("word", "scale"),
    [(word, 10**3) for name in ("in_thousands", "thousands") for word in WORDS[name]]
    + [(word, 10**6) for name in ("in_millions", "millions") for word in WORDS[name]],
)
def test_every_note_of_scale_is_read(word: str, scale: int) -> None:
    assert find_scale(f"({word})") == scale


def _grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


FORMS = [
    lambda value: f"kr {_grouped(value, ' ')},-",
    lambda value: f"kr. {_grouped(value, '.')},-",
    lambda value: f"kr.{_grouped(value, '.')},00",
    lambda value: f"kr: {_grouped(value, chr(160))}",
    lambda value: f"NOK {_grouped(value, ',')}",
    lambda value: f"{_grouped(value, ' ')} kroner",
    lambda value: f"{value}kr",
    lambda value: f"{value} DKK",
]


@given(st.integers(1, 10**10), st.sampled_from(FORMS))
def test_any_sum_in_any_form_is_found_again(value: int, form) -> None:  # type: ignore[no-untyped-def]
    written = form(value)
    text = f"Det koster {written} i alt"
    assert [(m.start, m.end, m.value) for m in find_money(text)] == [(11, 11 + len(written), value)]


@given(st.text() | st.text(alphabet="0123456789 .,-–’krmil NOK%"))
def test_nonsense_gives_sums_inside_the_text_and_no_error(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in find_money(text))
    find_scale(text)
    figure(text)
    split_figure(text)


@pytest.mark.parametrize("note", ["Tal i heile tusen", "(i hele 1 000)", "Heile tusen"])
def test_whole_thousands_are_a_scale(note: str) -> None:
    assert find_scale(note) == 1000
    assert find_money(f"{note} kroner") == []


@pytest.mark.parametrize(
    "line",
    [
        "Antall saker hos kundesenteret: 3 106 (2 950 året før).",
        "Talet på søknader om stipend: 1 204",
    ],
)
def test_what_a_line_counts_is_no_money_whatever_it_is_for(line: str) -> None:
    assert find_money(line) == []
    assert [m.value for m in find_money(f"{line} Tilskudd: 4 000 kr.")] == [4000.0]
