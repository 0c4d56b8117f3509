"""Sums of money as Norwegian documents write them: text in, values with offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.vocabulary import any_of, has_any, lowered, marks, shelf, trie_pattern


class Money(NamedTuple):
    """`text[start:end]` says `value` whole units of `currency`; how sure that is, 0..1."""

    start: int
    end: int
    value: float
    currency: str
    confidence: float


_CURRENCIES = {
    "nok": ("NOK", 1),
    "thousand_nok": ("NOK", 10**3),
    "million_nok": ("NOK", 10**6),
    "dkk": ("DKK", 1),
    "sek": ("SEK", 1),
    "eur": ("EUR", 1),
    "usd": ("USD", 1),
    "gbp": ("GBP", 1),
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_UP_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {
    "half": Decimal("0.5"),
    "one_and_half": Decimal("1.5"),
    **{word: Decimal(number) for number, word in enumerate(_UP_TO_TEN, start=1)},
}
_SCALE_NOTES = {
    "in_thousands": 10**3,
    "thousand_nok": 10**3,
    "in_millions": 10**6,
    "million_nok": 10**6,
}
_WHOLE_NOTES = {"thousands": 10**3, "millions": 10**6}


def stems(phrases: Sequence[str]) -> str:
    """A pattern for words that begin so; a phrase with a hyphen may also stand inside a word."""
    begins = [phrase for phrase in phrases if not phrase.startswith("-")]
    inside = [phrase[1:] for phrase in phrases if phrase.startswith("-")]
    return rf"(?:(?<!\w){trie_pattern(begins)}|{trie_pattern(inside)})"


_GAP = "[ \u00a0\u2009\u202f]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:,\d{{3}})+|\d+)"
    r"(?:[.,]\d+)?(?!\d)"
)
_CURRENCY = any_of("money", *_CURRENCIES)
_COUNT = any_of("money", *_COUNTS)
_COLON = r"(?:(?<![^\W\d]{4})\.|:)"  # after «kr»; «… kroner. 48 000 kom» ends a sentence
_MONEY = re.compile(
    rf"(?<!\w)(?=[\d−–-]|{_CURRENCY}|{_COUNT})(?:(?P<before>{_CURRENCY})\s?{_COLON}?\s*_?|(?<!§)(?<!\d[.,:/-])(?<!\d{_GAP}))"
    rf"(?:(?P<low>{_NUMBER})\s?[-–]\s?)?"
    rf"(?P<sign>[-−–])?(?P<number>{_NUMBER}|\b{_COUNT}(?=\s))"
    r"(?P<thousands>[’'´′`])?(?P<even>\s?,[-–—.]+)?"
    rf"(?:\s*(?P<scale>{any_of('money', *_SCALES)})(?!\w))?"
    # In "kr 5 000 kr 6 000" and "Budsjett 2019 kr 6 000" the second kr is the second figure's.
    rf"(?(before)|(?:(?(scale)\.?)\s*(?P<after>{_CURRENCY})(?!\w|{_COLON}?\s*\d+(?:{_GAP}\d|\.\d\d\d|,)))?)"
    r"(?!\w|[.,:/-]\d|\s?[%‰])",
    re.IGNORECASE,
)
# Every sum has one of these: a word, a sign, a figure that is grouped, ends in `,-` or has letters
_MARKING = [p for meaning in (*_CURRENCIES, *_SCALES) for p in shelf("money").phrases[meaning]]
_MARK_WORDS = marks(_MARKING) - {""}
_MARK_SIGNS = re.escape("".join(m for m in sorted(_MARKING) if not any(map(str.isalnum, m))))
_MARKED = re.compile(
    rf"[0-9,{_MARK_SIGNS}](?:(?<=,)[-–—.]|(?<![0-9,])"
    rf"|(?<=\d)(?:(?:{_GAP}|\.)\d{{3}}|[^\W\d]|(?<=[^\W\d]\d)))"
)
_CURRENCY_NAMED = re.compile(rf"(?<!\w){_CURRENCY}(?!\w)", re.IGNORECASE)
_STEMS = re.compile(stems(shelf("money").phrases["about_money"]), re.IGNORECASE)
_NUMBER_OF = re.compile(
    rf"(?:{stems([p for m in ('number_of', 'counted') for p in shelf('money').phrases[m]])}|§)"
    r"[.:]?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(  # «Antall henvendelser til kontoret: 4 812 (5 240 i fjor)»
    rf"\s*{any_of('money', 'counted')}\s[^\d:]+:(?:[^\w:]|\d|\bi\b)*$", re.IGNORECASE
)
_NUMBER_ENDS = re.compile(
    rf"\s*(?:$|[^\w\s]|{any_of('money', 'number_ends')}(?!\w)|{_STEMS.pattern})", re.IGNORECASE
)
_AT_END = re.compile(
    rf"(?<![\w.,/§-])(?=[\d−–-]|{_CURRENCY})(?P<before>{_CURRENCY}\s?{_COLON}?\s*)?[-−–]?(?P<number>{_NUMBER})"
    rf"(?P<even>\s?,[-–—]+)?(?P<after>\s?{_CURRENCY})?\s*$",
    re.IGNORECASE,
)
# What such a line ends with, but for a digit: most lines end otherwise
_ENDS = (*"-–—", *(p.lower().split()[-1] for m in _CURRENCIES for p in shelf("money").phrases[m]))
_GROUPED = re.compile(rf"\d(?:{_GAP}|\.)\d{{3}}(?:,\d+)?$")
_MARKS = ("before", "after", "even", "scale")
_SEVERAL = re.compile(rf"(?:{_GAP}\d{{3}}){{3}}")  # "120 000 130 000" is two figures
_SENTENCE_ENDS = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ«])")
# «i heile tusen», «i hele 1 000»; «hele tusen» alone is a heading of its own
_WHOLE_THOUSANDS = re.compile(
    rf"\bi\s{any_of('money', 'whole')}\s(?:{any_of('money', 'thousand')}|1[ .]?000)\b"
    rf"|^\W*{any_of('money', 'whole')}\s{any_of('money', 'thousand')}\W*$",
    re.IGNORECASE,
)
_NEAR = 250  # characters; a sentence is not looked through further than this


def find_money(text: str) -> list[Money]:
    """Every sum of money in `text`, in order.

    A figure with its currency (`kr 1 000`, `5 mill. kroner`, `100,-`) is money wherever it stands;
    a grouped figure without one (`350 000`, `1.6 millioner`) only in a sentence about money and not
    before the noun that it counts. Of a stretch (`100–200 kr`) both ends are given.
    """
    found: list[Money] = []
    for match in _MONEY.finditer(text) if _is_marked(text) else ():
        confidence = _confidence(text, match, found)
        if confidence is not None and not _is_scale_note(text, match):
            found.extend(_values(match, confidence))
    return found


def _is_marked(text: str) -> bool:
    """Whether `text` has what every sum has: most lines have not, and that is soon told."""
    return has_any(_MARK_WORDS, text) or _MARKED.search(text) is not None


def names_currency(text: str) -> bool:
    """Whether `text` names a currency, with or without a figure."""
    return _CURRENCY_NAMED.search(text) is not None


def find_scale(text: str) -> int | None:
    """What the figures near `text` are counted in: 1000 for `(tall i 1000 kr)`, None if unsaid."""
    whole = shelf("money").meaning(text.strip(" \t\n()[].:"))
    if whole in _WHOLE_NOTES:
        return _WHOLE_NOTES[whole]
    if _WHOLE_THOUSANDS.search(text):
        return 1000
    for hit in shelf("money").find(text):
        of_a_figure = text[: hit.start].rstrip()[-1:].isdigit()  # "5 mnok" is an amount
        if hit.meaning in _SCALE_NOTES and not of_a_figure:
            return _SCALE_NOTES[hit.meaning]
    return None


def figure(text: str) -> float | None:
    """The number that `text` is: `-1 634 522,44`, `(231)`, `12,-`; None if it is anything more."""
    match = re.fullmatch(
        rf"(?P<minus>[-−–(]\s?)?(?P<number>{_NUMBER})\)?(?:\s?,[-–—]+)?", text.strip()
    )
    if match is None:
        return None
    value = float(_decimal(match["number"]))
    return -value if match["minus"] else value


def split_figure(line: str) -> tuple[str, str] | None:
    """The label of a budget line and the figure it ends with: `Leie av sal … kr 12 500`.

    The figure has its currency or is grouped; several figures in a row are not told apart.
    """
    end = lowered(line).rstrip()
    may_be = end[-1:].isdecimal() or end.endswith(_ENDS)
    match = _AT_END.search(line) if may_be else None
    if match is None or _SEVERAL.search(match["number"]):
        return None
    label = line[: match.start()].rstrip(" \t.:…_-–|")
    sure = match["before"] or match["after"] or match["even"] or _GROUPED.search(match["number"])
    return (label, match.group().strip()) if sure and not _SENTENCE_ENDS.search(label) else None


def _is_scale_note(text: str, match: re.Match[str]) -> bool:
    """Whether `match` says how to read other figures: `(tall i 1000 kr)`."""
    first = max(0, match.start() - len("i heile "))
    if _WHOLE_THOUSANDS.search(text, first, match.end()):
        return True
    return any(
        hit.meaning.startswith("in_") and match.start() < first + hit.end
        for hit in shelf("money").find(text[first : match.end()])
    )


def _values(match: re.Match[str], confidence: float) -> Iterator[Money]:
    code, factor = _CURRENCIES["nok"]
    if written := match["before"] or match["after"]:
        code, factor = _CURRENCIES[shelf("money").meaning(written) or "nok"]
    if match["scale"]:
        factor *= _SCALES[shelf("money").meaning(match["scale"]) or ""]
    if match["thousands"]:
        factor *= 1000
    scaled = match["scale"] is not None
    high = _decimal(match["number"], scaled=scaled) * factor
    start = match.start()
    if match["low"]:
        start = match.start("number")
        low = _decimal(match["low"], scaled=scaled) * factor
        # "50 – 60 000 kr" does not say whether it begins at 50 or at 50 000; 2019 may be a year.
        alike = low < 1000 or scaled or len(match["low"]) > len("2019")
        if alike and high / 100 < low < high:
            yield Money(match.start("low"), match.end("low"), float(low), code, confidence)
    yield Money(start, match.end(), float(-high if match["sign"] else high), code, confidence)


def _decimal(written: str, *, scaled: bool = False) -> Decimal:
    """The number that `written` says; before a scale one mark parts decimals: `75,599 mill.`."""
    if not written[0].isdigit():
        return _COUNTS[shelf("money").meaning(written) or ""]
    digits = re.sub(_GAP, "", written)
    marks = re.findall(r"[.,]", digits)
    grouped = re.search(r"[.,]\d{3}$", digits) and not (scaled and len(marks) == 1)
    if marks and not grouped:
        whole, decimals = re.split(r"[.,](?=\d+$)", digits)
        return Decimal(re.sub(r"[.,]", "", whole) + "." + decimals)
    return Decimal(re.sub(r"[.,]", "", digits))


def _confidence(text: str, match: re.Match[str], found: list[Money]) -> float | None:
    """How sure it is that `match` is money; None if it is not."""
    grouped = _GROUPED.search(match["number"])
    if not (grouped or any(match[mark] for mark in _MARKS)):
        return None  # most numbers have nothing of money
    if _NUMBER_OF.search(text[max(0, match.start() - 30) : match.start()]):
        return None
    in_words = not match["number"][0].isdigit()
    if in_words and not match["scale"]:
        return None
    if match["before"] or match["after"]:
        return 0.97
    if match["even"]:
        return 0.95 if len(re.sub(r"\D", "", match["number"])) > 1 else None
    if not _NUMBER_ENDS.match(text, match.end()):
        return None
    first, last = _sentence_around(text, match)
    if _COUNTED.match(text[first : match.start()]):
        return None
    about = _STEMS.search(text, first, last) or (found and found[-1].start >= first)
    if match["scale"]:
        large = shelf("money").meaning(match["scale"]) != "thousand"
        return 0.9 if about else 0.8 if large else None
    return 0.75 if about and grouped and not _SEVERAL.search(match["number"]) else None


def _sentence_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence of `match` begins and ends, as far as full stops and capitals tell."""
    first, last = max(0, match.start() - _NEAR), min(len(text), match.end() + _NEAR)
    for end in _SENTENCE_ENDS.finditer(text, first, match.start()):
        first = end.end()
    after = _SENTENCE_ENDS.search(text, match.end(), last)
    return first, after.start() if after else last
