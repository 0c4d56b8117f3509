"""Dates and times are found in every form that minutes use, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import find_dates, find_days, find_times, year_in
from extractors.vocabulary import shelf

WORDS = shelf("dates").phrases


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Møtet 25. oktober 2024 på nett", "25. oktober 2024", "2024-10-25", None),
        ("Den 8.april 2022", "8.april 2022", "2022-04-08", None),
        ("Møte 12. rnars 1994", "12. rnars 1994", "1994-03-12", None),
        ("Møte 3. 0ktober 1994", "3. 0ktober 1994", "1994-10-03", None),
        ("fram til 8. desernber 1993", "8. desernber 1993", "1993-12-08", None),
        ("den 4. aprii 1994", "4. aprii 1994", "1994-04-04", None),
        ("13. Oktober 2015: levert", "13. Oktober 2015", "2015-10-13", None),
        ("møte 08.03.2005", "08.03.2005", "2005-03-08", None),
        ("den 01.09.03.", "01.09.03", "2003-09-01", None),
        ("referat 14.05.87", "14.05.87", "1987-05-14", None),
        ("Dato: 2016/12/19", "2016/12/19", "2016-12-19", None),
        ("*Onsdag 2020-08-12 kl 16:16*", "Onsdag 2020-08-12", "2020-08-12", None),
        ("2015.09.08 - 19.00", "2015.09.08", "2015-09-08", None),
        ("årsmøte 16/4-2020", "16/4-2020", "2020-04-16", None),
        ("Tid :18/8-18 Kl 15:00", "18/8-18", "2018-08-18", None),
        ("protokoll 12-05-2015", "12-05-2015", "2015-05-12", None),
        ("tirsdag 3.1.2017 er neste", "tirsdag 3.1.2017", "2017-01-03", None),
        ("Mandag den 19.09.2023", "Mandag den 19.09.2023", "2023-09-19", None),
        ("Tysdag 13. oktober 1987, kl. 12.15", "Tysdag 13. oktober 1987", "1987-10-13", None),
        ("Tid: 20. – 21.09.04", "20. – 21.09.04", "2004-09-20", "2004-09-21"),
        ("26.-28.05.10 i hovedsalen", "26.-28.05.10", "2010-05-26", "2010-05-28"),
        ("fra 11.8-31.12.04", "11.8-31.12.04", "2004-08-11", "2004-12-31"),
        ("jul 28.12-2.1.2005", "28.12-2.1.2005", "2004-12-28", "2005-01-02"),
        ("15.03. - 17.03.2021", "15.03. - 17.03.2021", "2021-03-15", "2021-03-17"),
        ("18. til 20. august 2021", "18. til 20. august 2021", "2021-08-18", "2021-08-20"),
        ("sak 3 og 08.05.2004", "08.05.2004", "2004-05-08", None),
        ("Sak 4 - 08.03.2005", "08.03.2005", "2005-03-08", None),
    ],
)
def test_a_date_with_its_year_is_found(text: str, words: str, first: str, last: str | None) -> None:
    (found,) = find_days(text)
    assert (text[found.start : found.end], found.iso, found.iso_end) == (words, first, last)
    assert found.year_stated


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("08. – 09. januar samles vi", "08. – 09. januar", "2012-01-08", "2012-01-09"),
        ("12. – 13 juni", "12. – 13 juni", "2012-06-12", "2012-06-13"),
        ("8. og 9. mars", "8. og 9. mars", "2012-03-08", "2012-03-09"),
        ("Onsdag 5.9., kl. 1300.", "Onsdag 5.9", "2012-09-05", None),
        ("Måndag 22.10", "Måndag 22.10", "2012-10-22", None),
        ("veke 46, 12-16.11.", "12-16.11", "2012-11-12", "2012-11-16"),
        ("innen 16/4", "16/4", "2012-04-16", None),
        ("dagskurs 28.1. i byen", "28.1", "2012-01-28", None),
    ],
)
def test_a_date_without_a_year_takes_the_callers(
    text: str, words: str, first: str, last: str | None
) -> None:
    (found,) = find_days(text, 2012)
    assert (text[found.start : found.end], found.iso, found.iso_end) == (words, first, last)
    assert not found.year_stated
    assert find_days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sak 29/14 og PS 6/26",
        "026/09 – 35/09, 01/02 - 15/02 og 001/15-003/15",
        "§ 4.1, punkt 3.2. og kap 5.10",
        "3.1. Formannskapet godkjenner",
        "gnr 3/1, eiendommene 19/43 og 19/1.0",
        "tlf. 78 48 71 34",
        "kr. 1.556.904,- og 12.10 %",
        "08.0306.054",
        "31.02.2004 og 32.01.2004",
        "arkivsak 2009/151, 2026/1477-1, 99/00568",
        "kl. 10.10 og 08.00 - 10.12",
        "kr 2000 og 2000 kroner",
    ],
)
def test_what_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, 2012) == []


def test_two_days_that_are_not_neighbours_are_two_dates() -> None:
    found = find_dates("16.11.2010 og 25.11.2010")
    assert [span.iso for span in found] == ["2010-11-16", "2010-11-25"]


def test_days_that_run_backwards_are_two_dates() -> None:
    found = find_dates("29.2. - 1.1.2024 og 12.5.2024-3.4.2024")
    assert [(span.iso, span.iso_end) for span in found] == [
        ("2024-02-29", None),
        ("2024-01-01", None),
        ("2024-05-12", None),
        ("2024-04-03", None),
    ]


def test_months_and_years_say_how_much_they_know() -> None:
    found = find_dates("Fra desember 2023, i 2022-2024 og den 1. mai 2022")
    assert [(span.precision, span.iso, span.iso_end) for span in found] == [
        ("month", "2023-12-01", "2023-12-31"),
        ("year", "2022-01-01", "2024-12-31"),
        ("day", "2022-05-01", None),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Budsjett 2025", 2025),
        ("Satsene gjelder fra 01.01.2026.", 2026),
        ("Regnskap 2023 og budsjett 2025", None),
        ("Planperioden 2024-2027", None),
        ("Budsjett", None),
    ],
)
def test_a_line_is_of_the_one_year_that_it_names(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Tidspunkt: 17:00 -22:45", "17:00", "22:45"),
        ("Tid: kl. 09:00 – 13:30", "09:00", "13:30"),
        ("Telefonmøte, kl. 09.00 – 10.30", "09:00", "10:30"),
        ("Telefonmøte 09.00 – 10.30", "09:00", "10:30"),
        ("klokken 14.15", "14:15", None),
        ("kl. 1300", "13:00", None),
        ("kl.17.15", "17:15", None),
        ("Kl 15:00", "15:00", None),
        ("klokka 9", "09:00", None),
        ("kl. 13–15", "13:00", "15:00"),
        ("Møtetidspunkt: 12.15 (rom R20)", "12:15", None),
        ("2015.09.08 - 19.00", "19:00", None),
        ("09:00", "09:00", None),
    ],
)
def test_a_time_of_day_is_found(text: str, first: str, last: str | None) -> None:
    (found,) = find_times(text)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["25.10.2024", "kr 12.15", "kl. 25:00", "Tid: 04.02.2004", "§ 9.30"]
)
def test_what_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text) == []


MONTHS_AS_WRITTEN = [
    (phrase, number)
    for number, (_, phrases) in enumerate(list(WORDS.items())[:12], start=1)
    for phrase in phrases
]


@pytest.mark.parametrize(("word", "month"), MONTHS_AS_WRITTEN)
def test_every_name_of_a_month_is_read(word: str, month: int) -> None:
    assert [span.first for span in find_days(f"3. {word} 2021")] == [date(2021, month, 3)]


@pytest.mark.parametrize("word", WORDS["weekday"])
def test_every_weekday_belongs_to_its_date(word: str) -> None:
    (found,) = find_days(f"{word} 3.4", 2021)
    assert (found.start, found.iso) == (0, "2021-04-03")


@pytest.mark.parametrize("word", WORDS["day_follows"])
def test_every_word_before_a_day_makes_it_one(word: str) -> None:
    assert [span.iso for span in find_days(f"møte {word} 3.4", 2021)] == ["2021-04-03"]


@pytest.mark.parametrize("word", WORDS["number_follows"] + WORDS["currency"])
def test_every_word_before_a_number_makes_it_no_day(word: str) -> None:
    assert find_days(f"jf. {word} 10.12 her", 2021) == []


@pytest.mark.parametrize("word", WORDS["number_goes_on"] + WORDS["currency"])
def test_every_word_after_a_number_makes_it_no_day(word: str) -> None:
    assert find_days(f"om lag 10.12 {word} her", 2021) == []


@pytest.mark.parametrize("word", WORDS["through"])
def test_every_word_between_two_days_makes_them_a_stretch(word: str) -> None:
    assert [span.iso_end for span in find_days(f"3. {word} 5. mai 2021")] == ["2021-05-05"]


@pytest.mark.parametrize("word", WORDS["clock"])
def test_every_word_for_the_clock_makes_an_hour_a_time(word: str) -> None:
    assert [span.first for span in find_times(f"møt opp {word} 8")] == ["08:00"]


@pytest.mark.parametrize("word", WORDS["hour_follows"])
def test_every_word_before_a_time_lets_it_have_a_full_stop(word: str) -> None:
    assert [span.first for span in find_times(f"{word}: 12.15")] == ["12:15"]


NAMES = [phrases[0] for phrases in list(WORDS.values())[:12]]
FORMS = [
    lambda d: f"{d.day}. {NAMES[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year % 100:02}",
    lambda d: f"{d.day}/{d.month}-{d.year}",
    lambda d: f"{d.day}/{d.month}-{d.year % 100:02}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y/%m/%d}",
]


def test_a_year_may_stand_right_after_a_months_stop() -> None:
    assert [day.iso for day in find_days("Torsdag 15. Januar.2025, kl 14.45")] == ["2025-01-15"]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS))
def test_any_date_in_any_form_is_found_again(day: date, form) -> None:  # type: ignore[no-untyped-def]
    written = form(day)
    assert [(s.start, s.end, s.first, s.last) for s in find_dates(f"Møte {written}, kl. 10")] == [
        (5, 5 + len(written), day, day)
    ]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 1)), st.integers(1, 27))
def test_any_stretch_within_a_month_is_found_again(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    if last.month != day.month:
        written = f"{day.day}.{day.month}.{day.year} - {last:%d.%m.%Y}"
    else:
        written = f"{day.day}. – {last.day}. {NAMES[day.month - 1]} {day.year}"
    assert [(s.first, s.last) for s in find_dates(written)] == [(day, last)]


@given(
    st.text() | st.text(alphabet="0123456789./-– klog maiden§"), st.none() | st.integers(1900, 2100)
)
def test_nonsense_gives_spans_inside_the_text_and_no_error(text: str, year: int | None) -> None:
    found = [(span.start, span.end) for span in find_dates(text, year)]
    found += [(span.start, span.end) for span in find_times(text)]
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_a_month_that_ocr_misread_is_one_and_a_word_like_it_is_none() -> None:
    assert [span.iso for span in find_dates("i n0vember 1993")] == ["1993-11-01"]
    assert find_days("12. mal 1994") == []
