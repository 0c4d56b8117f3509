"""Case numbers are read in every form that minutes write them, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import Number, enumerated, full_year, head, numbers


@pytest.mark.parametrize(
    ("line", "prefix", "sequence", "year", "rest"),
    [
        ("PS 6/26 Ny svømmehall", "PS", 6, 2026, "Ny svømmehall"),
        ("PS 0041/03", "PS", 41, 2003, ""),
        ("RS 4/26 Melding fra rådet", "RS", 4, 2026, "Melding fra rådet"),
        ("OS/AS 7/12 Orientering", "OS/AS", 7, 2012, "Orientering"),
        ("PS TEK 0002/00 Gatelys", "PS TEK", 2, 2000, "Gatelys"),
        ("K-sak 19/98 Skuterløyper", "K", 19, 1998, "Skuterløyper"),
        ("FT-SAK 19/98 SKUTERLØYPER", "FT", 19, 1998, "SKUTERLØYPER"),
        ("SR-sak 32/14 Kurs", "SR", 32, 2014, "Kurs"),
        ("FT-13/17 Samferdsel", "FT", 13, 2017, "Samferdsel"),
        ("Sak 44/2019: Leie av hall", None, 44, 2019, "Leie av hall"),
        ("SAK 29/14 LEIE AV HALL", None, 29, 2014, "LEIE AV HALL"),
        ("Sak nr. 20.2009 Leie av hall", None, 20, 2009, "Leie av hall"),
        ("Sak 39/04/2015", None, 39, 2015, ""),  # of the fourth meeting
        ("Sak 1 18/19", None, 1, None, ""),  # of a school year
        ("Sak nr.: 0002/05", None, 2, 2005, ""),
        ("Saksnr.: 0002/05 Brøyting", None, 2, 2005, "Brøyting"),
        ("Utvalgssak 26/26 Brøyting", None, 26, 2026, "Brøyting"),  # nb
        ("Utvalssak 26/26 Brøyting", None, 26, 2026, "Brøyting"),  # nn
        ("Politisk sak 12/17 Brøyting", None, 12, 2017, "Brøyting"),
        ("Sak 35-24 Brøyting", None, 35, 2024, "Brøyting"),
        ("Referat-sak 5/04 Møte i rådet", None, 5, 2004, "Møte i rådet"),
        ("STi sak 53/14 Kaffe", "STi", 53, 2014, "Kaffe"),
        ("Sak 45 – 24 Brøyting", None, 45, 2024, "Brøyting"),
        ("Sak VN 01/05 Jakt", "VN", 1, 2005, "Jakt"),
        ("Sak 12/00 Brøyting", None, 12, 2000, "Brøyting"),
        ("Sak 1. Godkjenning", None, 1, None, "Godkjenning"),
        ("Sak 03 - Økonomi", None, 3, None, "Økonomi"),
        ("Pkt 2 Økonomi", None, 2, None, "Økonomi"),
        ("Myrland kulturutvalg 006/04: Drift", None, 6, 2004, "Drift"),
    ],
)
def test_a_line_that_says_it_is_a_case(
    line: str, prefix: str | None, sequence: int, year: int | None, rest: str
) -> None:
    found = head(line)
    assert found is not None
    number = found.number
    assert (number.prefix, number.sequence, number.year) == (prefix, sequence, year)
    assert (line[found.rest :], found.worded) == (rest, True)


@pytest.mark.parametrize(
    ("line", "sequence", "year", "rest", "archive"),
    [
        ("33/15 : LEIE AV HALL", 33, 2015, "LEIE AV HALL", None),
        ("001/02", 1, 2002, "", None),
        ("0053/04 04/01101 Leie av hall", 53, 2004, "Leie av hall", "04/01101"),
        ("12/26 2026/1477-1 Leie av hall", 12, 2026, "Leie av hall", "2026/1477-1"),
    ],
)
def test_a_bare_number_does_not_say_so_itself(
    line: str, sequence: int, year: int, rest: str, archive: str | None
) -> None:
    found = head(line)
    assert found is not None
    assert (found.number.sequence, found.number.year, found.worded) == (sequence, year, False)
    assert (line[found.rest :], found.archive_ref) == (rest, archive)


@pytest.mark.parametrize(
    "line",
    [
        "Kommunestyrets behandling av sak 33/2026 i møte den 24.06.2026:",  # nb
        "Heradsstyret si handsaming av sak 33/2026 i møte den 24.06.2026:",  # nn
    ],
)
def test_who_treated_the_case(line: str) -> None:
    found = head(line)
    assert found is not None
    assert (found.number.sequence, found.number.year, found.worded) == (33, 2026, True)


@pytest.mark.parametrize(
    "line",
    [
        "Arkivsaknr: 2025/9204",
        "Arkivsaksnr. 2009/151. Arkiv: 153.",
        "Arkivsak 10/06889",
        "gnr 86/1 er fradelt",
        "Møte nr. 5/2009",
        "Møtebok 02/04",
        "Møte: 6/2014",
        "Jamfør kommunestyresak 21/99",
        "NOU 2007:13 er sendt på høring",
        "31.12.2004",
        "Saken ble drøftet",
        "",
    ],
)
def test_what_looks_like_a_case_number_is_none(line: str) -> None:
    assert head(line) is None


@pytest.mark.parametrize(
    ("line", "sequence"),
    [
        ("Sak nr. 10/234 Nytt anlegg", 234),
        ("Sak nr. 10/17 Nytt anlegg", 17),
        ("Sak nr. 10/7 Nytt anlegg", 7),
    ],
)
def test_the_year_may_come_first(line: str, sequence: int) -> None:
    found = head(line, 2010)
    assert found is not None
    assert (found.number.sequence, found.number.year) == (sequence, 2010)


def test_numbers_are_found_where_they_stand_and_not_inside_others() -> None:
    text = "Jf. PS 4/26, sak 17/2019 og 2026/1477-1; gnr/bnr 3/1 og 1.2/3."
    found = [(text[start:end], n.sequence, n.year) for n, start, end in numbers(text)]
    assert found == [("PS 4/26", 4, 2026), ("17/2019", 17, 2019)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("030/09", "PS 30/09", True),
        ("Sak 3", "3/2009", True),
        ("PS 4/26", "RS 4/26", False),
        ("4/26", "4/25", False),
        ("4/26", "5/26", False),
    ],
)
def test_two_spellings_of_one_number(one: str, other: str, *, same: bool) -> None:
    first, second = head(one), head(other)
    assert first is not None
    assert second is not None
    assert first.number.is_same(second.number) is second.number.is_same(first.number) is same


@pytest.mark.parametrize(
    ("line", "mark", "title"),
    [
        ("1. Nettsted", "1", "Nettsted"),
        ("12) Nettsted", "12", "Nettsted"),
        ("A. Påmelding", "A", "Påmelding"),
        ("C: Finansiering", "C", "Finansiering"),
    ],
)
def test_an_enumerated_line(line: str, mark: str, title: str) -> None:
    found = enumerated(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (mark, title)


@pytest.mark.parametrize("line", ["12.5 % av taket", "1.", "E6 er stengt", "Pkt. 1 først"])
def test_what_is_not_enumerated(line: str) -> None:
    assert enumerated(line) is None


@pytest.mark.parametrize(
    ("digits", "year"), [("98", 1998), ("50", 1950), ("49", 2049), ("05", 2005), ("1987", 1987)]
)
def test_two_digits_of_a_year(digits: str, year: int) -> None:
    assert full_year(digits) == year


FORMS = [
    "{prefix} {sequence}/{year}",
    "{prefix} {sequence:04}/{two:02}",
    "{prefix}-sak {sequence}/{two:02}",
    "Sak {prefix} {sequence:03}/{two:02}",
]


@given(
    st.sampled_from(["PS", "RS", "FO", "IN", "KS"]),
    st.integers(1, 399),
    st.integers(1950, 2049).filter(lambda year: year != 2000),  # 12/00: see the table above
    st.sampled_from(FORMS),
)
def test_any_number_in_any_form_is_read_again(
    prefix: str, sequence: int, year: int, form: str
) -> None:
    written = form.format(prefix=prefix, sequence=sequence, year=year, two=year % 100)
    found = head(f"{written} Ny bru")
    assert found is not None
    assert found.number[1:] == (prefix, sequence, year)


def test_a_school_year_is_of_the_year_that_it_begins_in() -> None:
    found = head("Sak 13/25-26: Ny skolegård")
    assert found is not None
    assert (found.number.sequence, found.number.year) == (13, 2025)
    assert head("Sak 24/10-25") is None


def test_no_case_is_the_two_thousandth_of_a_year() -> None:
    found = head("2025/23 Ny bru")
    assert found is not None
    assert (found.number.sequence, found.number.year) == (23, 2025)


@given(st.text() | st.text(alphabet="SakPS nr.:/-–0123456789 "), st.none() | st.just(2010))
def test_nonsense_gives_places_inside_the_line(line: str, year: int | None) -> None:
    found = head(line, year)
    assert found is None or 0 < found.rest <= len(line)
    for number, start, end in numbers(line, year):
        assert 0 <= start < end <= len(line)
        assert isinstance(number, Number)


@pytest.mark.parametrize(
    "line", ["Saksnr.: 11/2011 - 13/2011", "Sak 26/09 – 35/09", "Arkivsak: 11/123"]
)
def test_a_range_and_the_archives_number_open_no_case(line: str) -> None:
    assert head(line) is None


def test_a_number_may_tell_the_meeting_before_the_case() -> None:
    found = head("S 7.1/07 Godkjenning av protokoll")
    assert found is not None
    assert (found.number.prefix, found.number.sequence, found.number.year) == ("S 7", 1, 2007)


def test_an_archives_number_opens_no_case() -> None:
    assert head("2031/4455), og svarer slik") is None
    assert head("12/2031 Ny bru") is not None


@pytest.mark.parametrize(
    ("line", "title"),
    [("Sak 14 20/21 Trafikk", "Trafikk"), ("Sak 14 20/22 Trafikk", "20/22 Trafikk")],
)
def test_a_school_year_is_no_part_of_the_title(line: str, title: str) -> None:
    found = head(line)
    assert found is not None
    assert (found.number.sequence, line[found.rest :].strip()) == (14, title)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Innkalling", ("1", 3)),
        ("1.Innkalling", ("1", 2)),
        ("3.5 millioner", None),
        ("A.M. Hansen var der", None),
    ],
)
def test_a_point_is_told_by_its_mark(line: str, found: tuple[str, int] | None) -> None:
    assert enumerated(line) == found
