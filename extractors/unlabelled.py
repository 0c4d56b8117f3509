"""What was decided where no label says so, how it is told, the surest first.

In sentences that decide, in the lines of an election, in that nobody had remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile, zip_longest
from typing import NamedTuple

from extractors.deciding import decides
from extractors.names import NAME, is_person_name
from extractors.numbers import enumerated
from extractors.outcomes import outcome_of
from extractors.outline import Part
from extractors.passages import is_result, words_of
from extractors.people import people
from extractors.reading import Reading
from extractors.recommendations import PROPOSES
from extractors.tallies import find_counts
from extractors.vocabulary import any_of, shelf
from schemas.claims import Outcome
from schemas.document import HEADING, LIST_ITEM, Block, Evidence

# Parts in which nothing is decided, whatever their sentences sound like
ELSEWHERE = PROPOSES | {"background", "agenda", "archive"}
# «Leder: Kari Li», «1. Ola Moe»
_ITEM = re.compile(r"(?:\W*\d{1,2}[.)]\s|[A-ZÆØÅ][\w ./-]{1,30}:\s)\S.{0,100}$")
_ALSO = re.compile(
    rf"\s+{NAME}\s+(?:er|ble|blei|vart|blir|vert)\s[^.]*{any_of('rolls', 'substitute')}[^.]*\."
)
# «Nes ba om at saken ble utsatt. Dette ble vedtatt mot 3 stemmer.»
_ON_IT = re.compile(
    rf"(?:Dette|Det)\s{any_of('deciding', 'auxiliary')}\s(?:\w+\s)?(?:vedtatt|vedteke)\b"
    r"(?!\s+(?:at|å)\b)"
)
_REPORTS = re.compile(rf"\b{any_of('references', 'spoke')}\b", re.IGNORECASE)
_APPROVES = re.compile(
    rf"\W*(?:ok\W+)?(?:(?:det\s)?(?:var|kom)\s)?{any_of('decisions', 'no_remarks')}\W*",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """Words that decide, and what is said beside them of how the vote went.

    `outcome` is None where the words themselves tell it.
    """

    proof: Evidence
    said: str
    rule: str
    confidence: float
    outcome: Outcome | None = None


def told_in(reading: Reading, start: int, end: int) -> list[Told]:
    """What the case from `start` to `end` decides, by the first way of telling that is found."""
    ways = (_elected_together, _in_prose, _elected, _approved)
    return next(filter(None, (list(way(reading, start, end)) for way in ways)), [])


def _in_prose(reading: Reading, start: int, end: int) -> Iterator[Told]:
    """Sentences that decide, outside what was recommended and what explains."""
    counted = ""
    for block in unruled(reading, start, end, ELSEWHERE):
        before: Evidence | None = None
        sentences = _without_number(reading, block)
        for sentence, after in zip_longest(sentences, sentences[1:]):
            if before is not None and (is_result(sentence.text) or _ON_IT.match(sentence.text)):
                # «Avgifta vert auka med 4 %. Samrøystes.», not «Kari las opp meldinga. Godkjend.»
                said = f"{counted} {sentence.text}"
                reports = is_result(sentence.text) and _REPORTS.search(before.text)
                yield Told(sentence if reports else before, said, "vedtak.prose", 0.75)
                counted, before = "", None
                continue
            before = sentence
            if after is not None and _ON_IT.match(after.text):
                continue
            if decides(sentence.text):
                whole = _with_substitute(reading, block, _with_list(reading, block, sentence))
                yield Told(whole, counted, "vedtak.prose", 0.75)
                counted, before = "", None
            elif find_counts(sentence.text):
                counted = sentence.text  # the vote is told before what it decided


def _without_number(reading: Reading, block: Block) -> tuple[Evidence, ...]:
    """The block's sentences, the first without a number (`3. Kari Li ble valgt`) before it."""
    sentences, number = reading.sentences(block), enumerated(block.text)
    if number is None or sentences[0].end <= block.start + number[1]:
        return sentences
    return (block.cut(number[1], sentences[0].end - block.start), *sentences[1:])


def _elected_together(reading: Reading, start: int, end: int) -> Iterator[Told]:
    """`Leiar: Berit Nes`, more such lines, and `Alle ble valgt ved akklamasjon.` below them."""
    elected, below = _elected_lines(reading, start, end)
    if elected and below and decides(below.text) and not people(below.text):
        proof = reading.document.cut([*elected, below])
        yield Told(proof, below.text, "vedtak.election", 0.85)


def _elected(reading: Reading, start: int, end: int) -> Iterator[Told]:
    """`Leiar: Berit Nes (attval)` in the lines of an election that says no more than that."""
    elected, _ = _elected_lines(reading, start, end)
    if elected:
        proof = reading.document.cut(elected)
        yield Told(proof, "", "vedtak.election", 0.75)


def _elected_lines(reading: Reading, start: int, end: int) -> tuple[list[Block], Block | None]:
    """The lines of an election that name who was elected, and the line below them."""
    if not shelf("elections").at_start(title_of(reading, start).strip()):
        return [], None
    below = (b for b in unruled(reading, start, end, ELSEWHERE) if b.start > start)
    lines = dropwhile(lambda b: not _names_elected(b), below)
    elected: list[Block] = []
    for block in lines:
        if not _names_elected(block):
            return elected, block
        elected.append(block)
    return elected, None


def _approved(reading: Reading, start: int, end: int) -> Iterator[Told]:
    """`Ok, ingen kommentarer.`, to the minutes of the last meeting or the saksliste."""
    title = title_of(reading, start)
    known = shelf("kinds").first(title) or any(
        hit.meaning == "agenda" for hit in shelf("labels").find(title)
    )
    for block in unruled(reading, start, end, ELSEWHERE) if known else ():
        said = (s for s in reading.sentences(block) if _APPROVES.match(s.text))
        for sentence in said:
            yield Told(sentence, "", "vedtak.approved", 0.75, "godkjent")
            return


def _names_elected(block: Block) -> bool:
    return _is_listed(block) and bool(people(block.text.split(":", 1)[-1]))


def _with_list(reading: Reading, block: Block, sentence: Evidence) -> Evidence:
    """`Følgende ble valgt:` goes on in the items and fields below it."""
    if not sentence.text.rstrip().endswith(":"):
        return sentence
    known = {part.block.seq for part in reading.outline.parts}
    below = (b for b in reading.body if b.seq > block.seq)
    listed = list(takewhile(lambda b: b.seq not in known and _goes_on(b), below))
    return reading.document.cut_text(sentence.start, listed[-1].end) if listed else sentence


def _goes_on(block: Block) -> bool:
    """An item, a field, or a name with no more than a remark: `Kari Li (attvald)`."""
    return _is_listed(block) or is_person_name(re.split(r"\s*[,(]", block.text, maxsplit=1)[0])


def _with_substitute(reading: Reading, block: Block, decided: Evidence) -> Evidence:
    """`Kari Li ble valgt. Ola Moe er vara.`: the election goes on in the next sentence."""
    after = _ALSO.match(block.text, decided.end - block.start)
    if after is None or outcome_of(decided.text, "", "") != "valgt":
        return decided
    return reading.document.cut_text(decided.start, block.start + after.end())


def _is_listed(block: Block) -> bool:
    return block.kind is LIST_ITEM or bool(_ITEM.match(block.text))


def unruled(reading: Reading, start: int, end: int, meanings: set[str]) -> Iterator[Block]:
    """The case's lines that stand in no part of these meanings, headings left out."""
    parts = [
        part for part in reading.outline.parts_in(start, end) if part.label.meaning in meanings
    ]
    ruled = {block.seq for part in parts for block in _ruled_by(reading, part)}
    for block in reading.within(start, end):
        if block.seq not in ruled and block.kind is not HEADING:
            yield block


def _ruled_by(reading: Reading, part: Part) -> Iterator[Block]:
    """The label's line and the lines of its words; what stands after them is no longer its."""
    yield part.block
    words = words_of(reading, part) if part.label.meaning in PROPOSES else None
    if words is None:
        yield from part.body
    else:
        yield from reading.document.between(words.start, words.end)


def title_of(reading: Reading, start: int) -> str:
    section = next((s for s in reading.outline.sections if s.start == start), None)
    if section is None or section.title is None:
        return ""
    return reading.document.text[section.title[0] : section.title[1]]
