"""What OCR takes for other signs in numbers: `l2.O3.1993`, `SAK 25193` for `SAK 25/93`.

A day or a number of a case is nothing but digits and the marks between them, so that a letter in
one is told by its place alone. A stroke between two numbers that became a digit is put back only
after `Sak`, where the document has other numbers of that year. Each sign stands for one sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_DIGITS = str.maketrans("OoIl|", "00111")
_LIKE = r"[\dOoIl|]"
# A day (`l2.O3.1993`, `l2. mai`), a time, a case's number, a year: a true digit at least in each
_DAY = rf"{_LIKE}{{1,2}}[.]{_LIKE}{{1,2}}[.](?:{_LIKE}{{4}}|{_LIKE}{{2}})"
_DAY_OF_MONTH = rf"{_LIKE}{{2}}[.](?=\s[a-zæøå])"
_TIME = rf"{_LIKE}{{2}}[.]{_LIKE}{{2}}"
_CASE_NUMBER = rf"{_LIKE}{{1,4}}[/]{_LIKE}{{2,4}}"
_FOUR = rf"(?:19|20|I9|l9|2O|2o){_LIKE}{{2}}"
_NUMBER = re.compile(
    rf"(?<!\w)(?=\S*\d)(?:{_DAY}|{_DAY_OF_MONTH}|{_TIME}|{_CASE_NUMBER}|{_FOUR})(?!\w)"
)
_YEAR = re.compile(r"(?<![\d/])\d{1,3}/(\d\d|(?:19|20)\d\d)(?![\d/])")
_CASE = re.compile(r"\W*(?:[Pp]olitisk\s)?\w*(?:[Ss]ak|SAK)(?:s?nr|SNR)?[.:]*")
_RUN_TOGETHER = re.compile(r"(\d{1,3})[17Il|](\d{4}|\d\d)(?=\W*$)")


def years_of(texts: Iterable[str]) -> frozenset[str]:
    """The years, as they are written, of the case numbers that stand clear in `texts`."""
    return frozenset(year for text in texts for year in _YEAR.findall(mended(text)))


def mended(text: str) -> str:
    """`text` with digits where letters stand in days and in numbers of cases."""
    return _NUMBER.sub(lambda match: match.group().translate(_DIGITS), text)


def with_strokes(words: Sequence[str], years: frozenset[str]) -> list[str]:
    """The words of a line, its numbers mended and `25193` after `SAK` made `25/93`."""
    line = mended(" ".join(words)).split(" ")
    for at in range(1, len(line)):
        together = _RUN_TOGETHER.match(line[at]) if _CASE.fullmatch(line[at - 1]) else None
        if together and together[2] in years:
            line[at] = f"{together[1]}/{together[2]}{line[at][together.end() :]}"
    return line
