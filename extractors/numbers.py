"""Case numbers: `PS 6/26`, `Sak 35-24`, `0041/03`, `Sak nr. 10/234` (year first), `Sak 1:`.

A number alone proves nothing: `Arkivsak 10/06889`, `gnr 86/1` and `Møte nr. 5/2009` look alike. So
what is found here is a *candidate*; the outline decides from where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, cast

# 35-24 · 45 – 24 · 6/26 · 0041/03 · 33/2026 · 01/05. Either part may be the year.
_PAIR = r"\d{1,4}\s?[/–-]\s?(?:19\d\d|20\d\d|\d{2,4})"
# PS, RS, FO, OS/AS, PS TEK, K-sak, SR-sak, FT-, KS-
_PREFIX = r"(?!I\b)[A-ZÆØÅ]{1,4}(?:(?<=[A-ZÆØÅ]{2})[a-zæøå](?=[ -]?[Ss]ak)|[ /][A-ZÆØÅ]{2,4})?"
# «S 7.1/07»: the first case of the seventh meeting; what tells the meeting is a prefix of its own
_OF_MEETING = r"[A-ZÆØÅ]{1,3}\ \d{1,2}(?=\.\d{1,2}/)"

NUMBER = re.compile(
    rf"""(?=[A-ZÆØÅ\d]) (?<![\w/.,-])
    (?: (?P<prefix>{_PREFIX}) (?:[-\ ]?(?:[Ss]ak|SAK))? [-\ ]{{0,2}}
      | (?P<meeting>{_OF_MEETING})\. )?
    (?P<first>\d{{1,4}}) (?P<mark>\s?[/–-]\s?) (?P<second>19\d\d|20\d\d|\d{{2,4}})
    (?![\w/-]|[.,]\d)""",
    re.VERBOSE,
)

# «Sak 12/17», «SAK 3», «Saksnr.: 0002/05», «Utvalgssak 26/26», «Referat-sak 5/04», «Sak nr. 10/234»
_WORD = (
    r"(?:(?:[Pp]olitisk\ |(?![Aa]rkiv|[Jj]ournal)[A-ZÆØÅ][a-zæøå]{2,}-?)?"
    r"[Ss]ak(?:s?nr\.?|s?nummer|\.(?=\s?\d))?|SAK(?:SNR\.?)?"
    r"|[Pp]kt\.?|[Pp]unkt)"
)
_YEAR_FIRST = r"(?:19|20)?\d\d/\d(?!\d)"  # «Sak nr. 18/5» of 2018: no year is of one figure
_OF_CASE = rf"(?:{_PREFIX}(?:[-\ ]?(?:[Ss]ak|SAK))?[-\ ]{{0,2}}|{_OF_MEETING}\.)"
_HEAD = re.compile(
    rf"""^\s*(?:
      (?P<word>{_WORD}) (?:\s*(?:nr\.?|NR\.?))? \s*:?\s*
        (?: (?P<other>\d{{1,3}}(?:\.|/\d{{1,2}}/)(?:19|20)\d\d)(?![\d./])
          | (?P<pair1>{_OF_CASE}?{_PAIR})(?:[-–](?P<until>\d\d))? | (?P<pair4>{_YEAR_FIRST})
          | (?P<ordinal>\d{{1,3}})(?![\d/-]) )
    | (?P<pair2>{_OF_CASE}{_PAIR})
    | (?:(?P<body>[A-ZÆØÅ][\w.,\ -]{{2,60}}?)\s+)? (?P<pair3>{_PAIR})
    ) (?![\d/-]) (?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
# «Kommunestyrets behandling av sak 33/2026 i møte den 24.06.2026»; «under behandling av …» cites
_TREATMENT = re.compile(
    r"(?:^\W*|s\s|\bsi\s)(?:behandling|handsaming)a? av (?:sak\s+)?"
    rf"(?P<pair>(?:{_PREFIX}\s)?{_PAIR})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_DIGIT = re.compile(r"\d")
_OPENING = 120  # characters of a line among which a number that opens it stands
# «001/02 98/01216 TITTEL»: the second number is the archive's
_ARCHIVE = re.compile(r"^\s*(?P<ref>\d{2}(?:\d{2})?/\d{3,6}|(?:19|20)\d\d/\d{1,6}(?:-\d+)?)(?!\S)")
# «2025/9305»: the archive's, or a letter's; no case's number is so long
_REGISTERED = re.compile(r"(?:19|20)\d\d/(?!(?:19|20)\d\d$)\d{4}")
# «SAK 55/89  Ark. 153»: the archive's code, which is no title
_ARCHIVE_CODE = re.compile(
    r"\s*\(?ark(?:iv(?:kode|nr)?)?\b\.?\s*:?\s*[\d&. /-]*\d\)?\s*$", re.IGNORECASE
)
# «Saksnr.: 11/2011 - 13/2011» says which numbers the meeting treated
_RANGE = re.compile(rf"^\s*(?:[–—-]|til)\s*(?:{_PREFIX}\s?)?\d{{1,4}}/\d{{2,4}}\W*$")
# «Sak 14 20/21 Trafikk», «Sak 1 18/19»: of the school year
_SCHOOL_YEAR = re.compile(r"\s+(?:20)?(?P<year>\d\d)/(?:20)?(?P<until>\d\d)(?=\s|$)")
_ENUMERATED = re.compile(
    r"^\s*(?:(?P<digits>\d{1,3})|(?P<letter>[A-ZÆØÅ]))\s?[.:)]"
    r"(?:\s+|(?<=\d[.:)])(?=[A-ZÆØÅ][a-zæøå]))(?P<title>\S.*)$",  # «1.Innkalling»
    re.DOTALL,
)


class Number(NamedTuple):
    """A case number: `text` as written, `prefix`, running number and four-digit year if stated."""

    text: str
    prefix: str | None
    sequence: int
    year: int | None

    def is_same(self, other: Number) -> bool:
        """Two spellings of one number: `030/09` is `PS 30/09`, and `Sak 3` is `3/2009`.

        `PS 4/26` and `RS 4/26` are two cases.
        """
        same_year = self.year == other.year or None in (self.year, other.year)
        same_prefix = self.prefix == other.prefix or None in (self.prefix, other.prefix)
        return self.sequence == other.sequence and same_year and same_prefix

    def is_in(self, others: Iterable[Number]) -> bool:
        """One of `others` is the same number."""
        return any(self.is_same(other) for other in others)


class Head(NamedTuple):
    """A line that may open a case: its number, and where in the line the rest begins."""

    number: Number
    rest: int
    worded: bool  # «Sak», «PS», …: it says itself that it is a case
    archive_ref: str | None = None


def number_in(match: re.Match[str], year: int | None = None) -> Number:
    """The number that `NUMBER` matched; `year` is given where numbers begin with it."""
    first, second = match["first"], match["second"]
    prefix = match["prefix"] or match["meeting"]
    sequence, of_year = first, second
    if year is not None:
        two = f"{year % 100:02d}"
        year_first = first in (two, str(year)) and second not in (two, str(year))
        if year_first:
            sequence, of_year = second, first
    elif _begins_with_year(first, second, prefix):
        sequence, of_year = second, first
    stated = full_year(of_year)
    known = stated if 1900 <= stated <= 2099 else None
    return Number(" ".join(match.group().split()), prefix, int(sequence), known)


def _begins_with_year(first: str, second: str, prefix: str | None) -> bool:
    """`09/007`, `2025/23`: no year is of three figures, and no case the 2025th without a prefix."""
    if len(first) == len("09"):
        return len(second) == len("007") or (len(second) > len("09") and second[:2] == "00")
    return bool(_YEAR.fullmatch(first)) and not prefix and len(second) < len(first)


def full_year(digits: str) -> int:
    """`98` is 1998, `05` is 2005."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 50 else 2000)


def numbers(text: str, year: int | None = None) -> list[tuple[Number, int, int]]:
    """Every candidate in `text` with its start and end."""
    return [(number_in(m, year), m.start(), m.end()) for m in NUMBER.finditer(text)]


def head(line: str, year: int | None = None) -> Head | None:
    """The case number that `line` opens with, if it opens with one."""
    return _head(line, year)


@lru_cache(maxsize=2_000)  # every extractor that looks for cases asks of the same lines
def _head(line: str, year: int | None) -> Head | None:
    if not _DIGIT.search(line, 0, _OPENING):
        return None
    treated = _treatment(line)
    if treated:
        return Head(_parse(treated["pair"], year), len(line), worded=True)
    match = _HEAD.match(line)
    if match is None:
        return None
    if match["ordinal"]:
        number = Number(match["ordinal"], None, int(match["ordinal"]), None)
        rest = _after_school_year(line, match.start("rest"))
        return Head(number, _after_mark(line, rest), worded=True)
    pair = match["pair1"] or match["pair2"] or match["pair3"]
    if pair and _REGISTERED.fullmatch(pair):
        return None
    number = _parse(pair, year) if pair else _written_otherwise(match)
    rest = match.start("rest")
    if _RANGE.match(line[rest:]) or not _is_school_year(number, match["until"]):
        return None
    archive = _ARCHIVE.match(line[rest:])
    if archive:
        rest += archive.end()
    elif _ARCHIVE_CODE.match(line, rest):
        rest = len(line)
    worded = match["pair3"] is None or (match["body"] is not None and line[rest : rest + 1] == ":")
    if match["body"] is not None and not worded:
        return None
    return Head(number, _after_mark(line, rest), worded, archive["ref"] if archive else None)


def is_treatment(line: str) -> bool:
    """`Kommunestyrets behandling av sak 33/2026 i møte den 24.06.2026`."""
    return _treatment(line) is not None


def _treatment(line: str) -> re.Match[str] | None:
    opening = line[:_OPENING]
    low = opening.lower()
    may_be = "behandling" in low or "handsaming" in low
    return _TREATMENT.search(opening) if may_be else None


def enumerated(line: str) -> tuple[str, int] | None:
    """The label of `1. Tittel`, `A. Tittel` or `C: Tittel`, and where the title begins."""
    match = _ENUMERATED.match(line)
    return (match["digits"] or match["letter"], match.start("title")) if match else None


def is_archive_ref(text: str) -> bool:
    """`text` is nothing but the archive's number: `10/1105`, `2025/9204`."""
    match = _ARCHIVE.match(text)
    return match is not None and not text[match.end() :].strip()


def _after_school_year(line: str, at: int) -> int:
    """Where the words of `Sak 14 20/21 Trafikk` begin."""
    match = _SCHOOL_YEAR.match(line, at)
    is_one = match and int(match["until"]) == (int(match["year"]) + 1) % 100
    return match.end() if match and is_one else at


def _is_school_year(number: Number, until: str | None) -> bool:
    """`Sak 13/25-26` is of the year that the school year began in; `24/10-25` is a day."""
    return not until or (number.year is not None and int(until) == (number.year + 1) % 100)


def _parse(pair: str, year: int | None) -> Number:
    match = cast("re.Match[str]", NUMBER.search(pair))  # a pair is what NUMBER matches
    return number_in(match, year)


def _written_otherwise(match: re.Match[str]) -> Number:
    """`20.2009`, `39/04/2015` (the case, the meeting, the year), and `18/5` of 2018."""
    if match["other"]:
        sequence, *_, of_year = re.split(r"[./]", match["other"])
        return Number(match["other"], None, int(sequence), int(of_year))
    return _year_first(match["pair4"])


def _year_first(pair: str) -> Number:
    of_year, sequence = pair.split("/")
    return Number(pair, None, int(sequence), full_year(of_year))


def _after_mark(line: str, at: int) -> int:
    """Past the punctuation between a number and a title."""
    while at < len(line) and (line[at].isspace() or line[at] in ":.-–—)"):
        at += 1
    return at
