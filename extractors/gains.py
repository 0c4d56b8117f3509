"""Gains: what got better, or is meant to, and for whom.

Three ways of stating one, the surest first: under a label or heading (`Gevinster:`), in a sentence
with the word itself, and in a sentence that says that something brings something better
(`har ført til kortere saksbehandlingstid`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from extractors.money import figure, find_money
from extractors.project_names import Name, cut_name, is_name, names_in, phrase_from
from extractors.project_tables import project_rows
from extractors.reading import Reading
from extractors.sections import Sections, field, is_sentence, title
from extractors.vocabulary import Hit, shelf
from schemas.claims import Gain
from schemas.document import Block, BlockKind, Evidence

Realised = Literal["realisert", "forventet"]
KsType = Literal["unngått kostnad", "spart tid", "økt kvalitet"]

_WHOLE_ITEM = 3  # sentences; a longer list item has other things to say as well
_DIRECTIONS = {("more", "good"), ("less", "cost"), ("reduces", "cost")}
_ADJOINING = 25  # characters: `økt faglig kvalitet`
_NEAR = 60  # characters from what brings a gain to what is better
_LONGEST_SUBJECT = 14  # words
_FIGURE = re.compile(r"(?<![\w.,])\d[\d\s.,]*\d|(?<![\w.,])\d")
_YEAR = re.compile(r"\b(?:i|i løpet av|innen|innan|fra|frå)\s+((?:19|20)\d\d)\b")
_FOR = re.compile(
    r"\b(?:for|til|hos|gi|gir|gjev)\s+(?:(?:både|alle|våre|de|den|dei|enkelte)\s+)*$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|/|\bog\b)\s*")
_ASIDE = re.compile(r"\s*\([^()]*\)")


class Statement(NamedTuple):
    """Words that state a gain, and where they stand; `owner` is what brought it, if they say."""

    evidence: Evidence
    block: Block
    rule: str
    confidence: float
    owner: Name | None = None
    label: str = ""


def extract_gains(reading: Reading) -> Iterator[Gain]:
    """Every gain the document states, in reading order."""
    sections = Sections(reading)
    latest: tuple[Block, Realised | None] | None = None
    for statement in statements(reading, sections):
        realised = _realised(statement.evidence.text)
        if realised is None and latest is not None and latest[0] is statement.block:
            realised = latest[1]  # «… er andre gevinster», as certain as the gain before it
        latest = statement.block, realised
        yield _gain(statement, sections, realised)


def statements(reading: Reading, sections: Sections) -> Iterator[Statement]:
    """The words that state gains, in reading order but for those in tables of projects."""
    for row in project_rows(reading.body):
        if row.cell("gains"):
            yield Statement(
                row.block.cut_cell(row.columns["gains"]), row.block, "gains.column", 0.9
            )
    for block in reading.body:
        if block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
            continue
        label = _label_above(block, sections)
        own = field(block)
        if own is not None and own.meaning == "gains" and own.value < len(block.text):
            if not _is_beneficiary(block.text[own.value :]):
                yield Statement(block.cut(own.value), block, "gains.label", 0.95)
        elif (
            label is not None and own is None and (_is_listed(block, label) or _states(block.text))
        ):
            owner = _subject(block, block.cut()) if label.kind is BlockKind.HEADING else None
            yield Statement(block.cut(), block, "gains.listed", 0.9, owner, label.text)
        elif own is None:
            yield from _in_prose(reading, block)


def _label_above(block: Block, sections: Sections) -> Block | None:
    """The label or heading that says that what stands here are gains."""
    for above in reversed(sections.above(block)):
        own = field(above)
        if own is not None:
            return above if own.meaning == "gains" else None
        if sections.is_title(above):
            return above if shelf("fields").meaning(title(above)) == "gains" else None
    return None


def _is_listed(block: Block, label: Block) -> bool:
    """Whether `block` is an item of the label's list, or follows a label on a line of its own."""
    return block.kind is BlockKind.LIST_ITEM or label.kind is not BlockKind.HEADING


def _in_prose(reading: Reading, block: Block) -> Iterator[Statement]:
    """The sentences of `block` that state gains, with those that they point back to."""
    sentences = reading.sentences(block)
    end = block.start
    for number, sentence in enumerate(sentences):
        named = _names_gain(sentence.text)
        if not named and not _brings_better(sentence.text):
            continue
        first = _points_back_to(sentences, number, end)
        short_item = block.kind is BlockKind.LIST_ITEM and len(sentences) <= _WHOLE_ITEM
        if short_item and named:
            yield Statement(block.cut(), block, "gains.named", 0.85, _subject(block, block.cut()))
            return
        evidence = block.cut(first.start - block.start, sentence.end - block.start)
        end = sentence.end
        if named:
            owner = _subject(block, evidence) or _introduced(block, sentence)
            yield Statement(evidence, block, "gains.named", 0.85, owner)
        else:
            yield Statement(evidence, block, "gains.effect", 0.6)


def _states(text: str) -> bool:
    """Whether a paragraph among gains states one."""
    return _names_gain(text) or _brings_better(text)


def _names_gain(sentence: str) -> bool:
    """Whether the sentence says that there is a gain, not that one is sought or lacking."""
    meanings = {hit.meaning for hit in shelf("gains").find(sentence)}
    return "gain" in meanings and "unless" not in meanings and is_sentence(sentence)


def _brings_better(sentence: str) -> bool:
    """Whether the sentence says that something brings a saving or something better."""
    hits = list(shelf("gains").find(sentence))
    if any(hit.meaning in ("unless", "kind_of") for hit in hits):
        return False
    good = list(_good(hits))
    return any(hit.meaning in ("improves", "reduces") for hit in good) or any(
        brings.meaning == "brings" and 0 <= hit.start - brings.end <= _NEAR
        for brings in hits
        for hit in good
    )


def _good(hits: Sequence[Hit]) -> Iterator[Hit]:
    """What is better among the hits; more is that only of what is good, less of what costs."""
    yield from (hit for hit in hits if hit.meaning in ("better", "improves", "saving"))
    for hit, after in pairwise(hits):
        adjoining = after.start - hit.end <= _ADJOINING
        if adjoining and (hit.meaning, after.meaning) in _DIRECTIONS:
            yield hit


def _points_back_to(sentences: Sequence[Evidence], number: int, end: int) -> Evidence:
    """The sentence that a statement begins with: `Dette gir …` needs the one before it."""
    while number > 0 and sentences[number - 1].start >= end:
        before = {hit.meaning for hit in shelf("gains").find(sentences[number - 1].text)}
        opening = shelf("gains").at_start(sentences[number].text)
        if opening is None or opening.meaning != "pointing" or "unless" in before:
            break
        number -= 1
    return sentences[number]


def _subject(block: Block, evidence: Evidence) -> Name | None:
    """What brought the gain, where the words open with it: `Fiks-plattformen har gitt …`."""
    named = list(names_in(evidence.text))
    start = evidence.start - block.start
    if named:
        return named[0]._replace(start=named[0].start + start, end=named[0].end + start)
    verb = shelf("verbs").first(evidence.text) or shelf("realisation").first(evidence.text)
    first = shelf("gains").at_start(evidence.text)
    if verb is None or first is not None:
        return None
    words = _ASIDE.split(evidence.text[: verb.start])[0].rstrip(" ,")
    says_gain = any(hit.meaning == "gain" for hit in shelf("gains").find(words))
    if len(words.split()) > _LONGEST_SUBJECT or not is_name(words) or says_gain:
        return None
    return cut_name(block.text, start, start + len(words), "subject")


def _introduced(block: Block, sentence: Evidence) -> Name | None:
    """What an earlier sentence of the block says was taken into use."""
    before = block.text[: sentence.start - block.start]
    hits = [hit for hit in shelf("gains").find(before) if hit.meaning == "introduced"]
    return phrase_from(block.text, hits[-1].end, "introduced") if hits else None


def _is_beneficiary(text: str) -> bool:
    """Whether the text is no more than whom the gains below are for: `Gevinster: Bruker:`."""
    return shelf("beneficiaries").meaning(text.strip(" :")) is not None


def _gain(statement: Statement, sections: Sections, realised: Realised | None) -> Gain:
    text = statement.evidence.text
    amount, unit = _quantity(text)
    ks = shelf("gain_types").first(text)
    group = sections.group(statement.block)
    year = _YEAR.search(text)
    kind = "kvantitativ" if amount is not None else "kvalitativ" if ks else None
    return Gain(
        evidence=statement.evidence,
        rule=statement.rule,
        confidence=statement.confidence,
        text=text,
        project=statement.owner.text if statement.owner else None,
        group_name=title(group) if group else None,
        kind=cast(Literal["kvalitativ", "kvantitativ"] | None, kind),
        ks_type=cast(KsType | None, ks.meaning if ks else None),
        beneficiary=_beneficiary(text) or _beneficiary(statement.label),
        realised=realised,
        amount=amount,
        unit=unit,
        year=int(year[1]) if year else None,
    )


def _realised(text: str) -> Realised | None:
    """Whether the words say that the gain has come or that it is expected; the first that do."""
    hit = shelf("realisation").first(text)
    return cast(Realised, hit.meaning) if hit else None


def _beneficiary(text: str) -> str | None:
    """Whom the gain is for: who stands after `for`, `til` or `gir`, else the first one named.

    Those that are named together are given together: `bruker, pårørende, ansatt`.
    """
    hits = list(shelf("beneficiaries").find(text))
    if not hits:
        return None
    first = next((n for n, hit in enumerate(hits) if _FOR.search(text[: hit.start])), 0)
    named = [hits[first]]
    for hit in hits[first + 1 :]:
        if not _AND.fullmatch(text[named[-1].end : hit.start]):
            break
        named.append(hit)
    return ", ".join(dict.fromkeys(hit.meaning for hit in named))


def _quantity(text: str) -> tuple[float | None, str | None]:
    """How much, and of what: money in whole kroner, else hours, per cent, man-years."""
    for money in find_money(text):
        return money.value, money.currency
    for match in _FIGURE.finditer(text):
        unit = shelf("units").at_start(text[match.end() :].lstrip())
        value = figure(match.group())
        if unit is not None and value is not None:
            return value, unit.meaning
    return None, None
