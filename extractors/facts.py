"""What a document is as a whole: its kind, organisation, title, date and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractors.dates import find_days
from extractors.kinds import kind_fact
from extractors.labels import label
from extractors.meeting import day_of
from extractors.own_organisation import own_organisation
from extractors.reading import Reading
from extractors.titles import is_told
from extractors.vocabulary import shelf
from schemas.claims import DocumentFact
from schemas.document import TABLE_ROW, Evidence

_FRONT_MATTER_TITLE = re.compile(r"title:\s*[\"']?(?P<title>[^\"'].*?)[\"']?\s*")
_TITLE_LINES = 12
_SIGNATURE_LINES = 12  # at the end, among which a day may stand
_LONGEST_PLACE = 3  # words
_DEN = re.compile(r"\s+|\bden\b|\W")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/]|\.\d)")


def extract_facts(reading: Reading) -> Iterator[DocumentFact]:
    """One claim a field, where the document says it."""
    kind = reading.view(kind_fact)
    if kind:
        yield kind
    title = _title(reading)
    if title:
        yield title
    yield from _dates(reading, kind.value if kind else None)
    organisation = own_organisation(reading)
    if organisation:
        yield organisation


def _fact(field: str, value: str, evidence: Evidence, confidence: float) -> DocumentFact:
    return DocumentFact(
        field=field,
        value=value,
        evidence=evidence,
        rule=f"facts.{field}",
        confidence=confidence,
    )


def _title(reading: Reading) -> DocumentFact | None:
    lines = (b for b in reading.body[:8] if b.kind is not TABLE_ROW)
    named = [b for b in lines if not _is_a_day(b.text)]
    block = next(iter(named), None)
    if block is not None and _is_field(block.text):  # above the title: «Møteleder: Kari Li»
        block = next((b for b in named if shelf("kinds").at_start(b.text)), block)
    if block is None or len(block.text) > 250:
        return None
    matter = _FRONT_MATTER_TITLE.fullmatch(block.text)
    words = block.cut(*matter.span("title")) if matter else block.cut()
    return _fact("title", " ".join(words.text.strip(" #*").split()), words, 0.7)


def _is_field(text: str) -> bool:
    """Whether a line is a label and its value: `Referent: Kari Li`."""
    mark = label(text)
    return mark is not None and mark.value is not None


def _is_a_day(text: str) -> bool:
    """Whether a line is nothing but a date: `26. april 2018`."""
    words = text.strip(" .,")
    return any(words == text[day.start : day.end].strip(" .,") for day in find_days(text))


def _dates(reading: Reading, kind: str | None) -> Iterator[DocumentFact]:
    day = None if kind == "årsmelding" else reading.view(day_of)
    if day is not None:
        yield _fact("date", day.iso, day.evidence, 0.95)
        yield _fact("year", day.iso[:4], day.evidence, 0.95)
        return
    signed = _signed(reading) if kind in ("annet", "saksframlegg") else None
    if signed is not None:
        yield signed
    looks_back = kind in ("protokoll", "referat")  # at other years too, in its sentences
    for block in reading.body[:_TITLE_LINES]:
        match = _YEAR.search(block.text)
        if match and len(block.text) < 120 and not (looks_back and is_told(block.text)):
            yield _fact("year", match.group(), block.cut(match.start(), match.end()), 0.85)
            return
    if kind != "årsmelding":
        return
    seen: Counter[str] = Counter(m.group() for b in reading.body for m in _YEAR.finditer(b.text))
    for year, _ in seen.most_common(1):
        block = next(b for b in reading.body if year in b.text)
        at = block.text.index(year)
        yield _fact("year", year, block.cut(at, at + 4), 0.6)


def _signed(reading: Reading) -> DocumentFact | None:
    """The day of the signature at the end: a line that is only `Fjordby, 4. mai 2022`."""
    for block in reversed(reading.body[-_SIGNATURE_LINES:]):
        place, _, when = block.text.strip(" .").partition(",")
        days = [day for day in find_days(when) if day.year_stated]
        bare = len(days) == 1 and not _DEN.sub("", when[: days[0].start] + when[days[0].end :])
        if bare and place[:1].isupper() and len(place.split()) <= _LONGEST_PLACE:
            at = block.text.index(when)
            proof = block.cut(at + days[0].start, at + days[0].end)
            return _fact("date", days[0].iso, proof, 0.8)
    return None
