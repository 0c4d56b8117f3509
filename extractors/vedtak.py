"""Vedtak: what was decided, whole and alone, how it ended and how it was voted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.case_tables import case_rows
from extractors.kinds import kind_of
from extractors.outcomes import SENTENCES, outcome_of, unanimity
from extractors.outline import Part
from extractors.passages import is_result, tells_of_another, words_of
from extractors.reading import Reading
from extractors.recommendations import PROPOSES, only_votes
from extractors.references import by_reference
from extractors.tallies import Counts, find_counts, may_count
from extractors.unlabelled import ELSEWHERE, Told, title_of, told_in, unruled
from extractors.versus import versus
from extractors.vocabulary import any_of, fold, shelf
from extractors.votes import ballots_in, deciding
from schemas.claims import Vedtak, Versus
from schemas.document import Block, Evidence

# «Innstillingen», «formannskapets innstilling», «rådmannen si tilråding»
_THE_RECOMMENDATION = re.compile(
    r"\b(?:innstilling|tilråding)(?:en|a)\b|(?:s|\bsi|\bsin)\s(?:innstilling|tilråding)\b",
    re.IGNORECASE,
)
_A_POINT = re.compile(r"\b(?:pkt|punkt|ledd|rest(?:en|erende|erande)?)\b", re.IGNORECASE)
_DISQUALIFIED = re.compile(rf"\b{any_of('habilitet', 'disqualified')}", re.IGNORECASE)
_LONGEST_REFERENCE = 200  # characters of a decision that only refers to another text
_LONGEST_TELLING = 160  # characters of a line that tells how a vote went
_SHORT_WORD = 3  # letters


def extract_vedtak(reading: Reading) -> Iterator[Vedtak]:
    """Labelled decisions, or a column of them; where a case has none, the sentences that decide."""
    looks_back = kind_of(reading) in ("protokoll", "referat")
    rows = reading.view(case_rows) if looks_back else []
    for row, decided in rows:
        start, end = row.block.start, row.block.end
        yield _vedtak(reading, decided, start, end, "", "vedtak.column", 0.9)
    if rows and not reading.outline.sections:
        return
    for start, end in reading.case_spans:
        parts = reading.outline.parts_in(start, end)
        labelled = [part for part in parts if part.label.meaning == "decision"] or [
            part for part in parts if part.label.meaning == "conclusion" and looks_back
        ]
        if not looks_back:
            labelled = [part for part in labelled if not tells_of_another(part)]
        found = [v for part in labelled if (v := _labelled(reading, part, start, end))]
        if not found and looks_back:
            found = [_told(reading, told, start, end) for told in told_in(reading, start, end)]
        yield from _without_repeats(found)


def _labelled(reading: Reading, part: Part, start: int, end: int) -> Vedtak | None:
    proof = words_of(reading, part)
    if proof is None or shelf("decisions").meaning(proof.text.strip(" .")) == "nothing":
        return None
    results = [b.text for b in part.body if is_result(b.text)]
    head = part.block.text[: part.label.value]  # «SAMRØYSTES VEDTAK», «Vedtak (enst.):»
    said = " ".join([head, part.label.tail, *results])
    return _vedtak(reading, proof, start, end, said, "vedtak.label", 0.95)


def _told(reading: Reading, told: Told, start: int, end: int) -> Vedtak:
    vedtak = _vedtak(reading, told.proof, start, end, told.said, told.rule, told.confidence)
    return vedtak.model_copy(update={"outcome": told.outcome}) if told.outcome else vedtak


def _vedtak(
    reading: Reading, proof: Evidence, start: int, end: int, said: str, rule: str, confidence: float
) -> Vedtak:
    text = reading.document.words(proof)
    adopted = _adopted(reading, text, start, proof, end)
    about = reading.document.words(adopted) if adopted else text
    blocks = reading.within(start, end)
    ballot = deciding(ballots_in(reading, start, end))
    below = _after(blocks, proof.end)
    after = f"{below} {_voting(reading, start, end)}"
    counts = find_counts(f"{said} {text}") or find_counts(below) or _counted(reading, start, end)
    against = ballot.counted("mot") if ballot else counts.votes_against if counts else None
    return Vedtak(
        evidence=proof,
        rule=rule,
        confidence=confidence,
        text=text,
        resolved=adopted,
        outcome=outcome_of(text, about, title_of(reading, start)),
        versus_recommendation=_versus(reading, text, adopted, start, end),
        unanimous=False if ballot and against else unanimity(f"{said} {text} {after}", counts),
        votes_for=ballot.counted("for") if ballot else counts.votes_for if counts else None,
        votes_against=against,
    )


def _adopted(
    reading: Reading, text: str, start: int, decided: Evidence, end: int
) -> Evidence | None:
    """The text that `Som innstillingen` adopts: the nearest recommendation above it in the case.

    Where the minutes put what was recommended after what was decided, the first one below it.
    """
    if len(text) > _LONGEST_REFERENCE or not by_reference(text):
        return None
    proposed = [
        part
        for part in reading.outline.parts_in(start, end)
        if part.label.meaning in PROPOSES and (proof := words_of(reading, part))
        if not only_votes(proof.text)
    ]
    named = [part for part in proposed if _names_proposer(text, part)]
    recommended = [part for part in proposed if part.label.meaning == "recommendation"]
    for best in (named, recommended, proposed):
        if above := [part for part in best if part.block.start < decided.start]:
            return words_of(reading, above[-1])
    below = named or recommended
    return words_of(reading, below[0]) if below else None


def _names_proposer(text: str, part: Part) -> bool:
    """`Styrets forslag vedtatt` is of `Forslag fra styret`."""
    words = fold(re.sub(r"s\b", "", f"{part.label.owner} {part.label.tail}")).split()
    return any(
        len(word) > _SHORT_WORD and re.search(rf"\b{re.escape(word)}", fold(text)) for word in words
    )


def _after(blocks: Sequence[Block], end: int) -> str:
    """The lines just after the decision, as far as they tell how the vote went."""
    following = [block for block in blocks if block.start >= end][:3]
    told: list[str] = []
    for block in following:
        if not (
            is_result(block.text)
            or (find_counts(block.text) and len(block.text) < _LONGEST_TELLING)
        ):
            break
        told.append(block.text)
    return " ".join(told)


def _voting(reading: Reading, start: int, end: int) -> str:
    """What the case says of how its decision was voted: in the voting parts and elsewhere.

    Elsewhere, what is not said of the recommendation counts only if no other vote is told.
    """
    lines: list[str] = []
    for part in reading.outline.parts_in(start, end):
        if part.label.meaning == "voting":
            first = part.label.value
            lines += [part.block.text[first:]] if first is not None else []
            lines += [block.text for block in part.body]
    voting = _of_the_whole(lines)
    elsewhere = [
        sentence.text
        for block in unruled(reading, start, end, ELSEWHERE | {"decision", "voting"})
        if may_count(block.text) or shelf("unanimity").first(block.text)
        for sentence in reading.sentences(block)
        if _tells_vote(sentence.text)
    ]
    if len(elsewhere) > 1 or voting:
        elsewhere = [sentence for sentence in elsewhere if _on_recommendation(sentence)]
    return " ".join(voting + elsewhere)


def _of_the_whole(voting: Sequence[str]) -> list[str]:
    """What is voted, without what only some points were adopted by, where others were opposed."""
    sentences = [each for line in voting for each in SENTENCES.split(line)]
    points = [each for each in sentences if _A_POINT.search(each)]
    opposed = any((counts := find_counts(each)) and counts.votes_against for each in sentences)
    fell = any(shelf("outcomes").says(each, "avvist") for each in sentences)
    return [each for each in sentences if each not in points] if opposed or fell else [*voting]


def _tells_vote(sentence: str) -> bool:
    """It says how a vote on the case went, counted or unanimous; not one on who may take part."""
    told = shelf("unanimity").first(sentence) is not None or find_counts(sentence) is not None
    return told and not _DISQUALIFIED.search(sentence)


def _on_recommendation(sentence: str) -> bool:
    """The sentence is about the recommendation, or says that `Forslaget` was adopted."""
    return _names_recommendation(sentence) or by_reference(sentence)


def _names_recommendation(sentence: str, owners: Collection[str] = ()) -> bool:
    """`Innstillingen ble …`, `Framlegg til vedtak med tillegget vart …`; not one point of it."""
    if _A_POINT.search(sentence):
        return False
    named = _THE_RECOMMENDATION.search(sentence)
    if named or any(sentence.startswith(f"{owner} forslag") for owner in owners):
        return True
    return shelf("labels").says(sentence, "recommendation")


def _counted(reading: Reading, start: int, end: int) -> Counts | None:
    """The votes counted in the case for what was adopted, not for what fell.

    Those on the recommendation come before those on an addition to it, and there are none where all
    adopted it. Where several bodies treated it, the last one's count.
    """
    found: Counts | None = None
    on_recommendation: list[Counts | None] = []
    owners = _owners(reading, start, end)
    lines = list(unruled(reading, start, end, ELSEWHERE | {"decision"}))
    for above, block in pairwise([None, *lines]):
        if block is None or not (may_count(block.text) or shelf("unanimity").first(block.text)):
            continue
        sentences = [sentence.text for sentence in reading.sentences(block)]
        goes_on = above is not None and _is_other_side(block.text)
        whole = f"{above.text} {block.text}" if above and goes_on else block.text
        told = [_count_in(words, owners) for words in sentences]
        if not any(each and each.on_recommendation for each in told):
            told.append(_count_in(whole, owners))  # two sentences may tell one ballot
        for each in filter(None, told):
            if each.on_recommendation:
                on_recommendation.append(each.counts)
            else:
                found = each.counts
    return on_recommendation[-1] if on_recommendation else found


class _Count(NamedTuple):
    on_recommendation: bool
    counts: Counts | None  # None where all were for


def _count_in(words: str, owners: Collection[str]) -> _Count | None:
    """The votes that `words` count for what was adopted; None if they count none."""
    counts, named = find_counts(words), _names_recommendation(words, owners)
    if counts is None:
        return _Count(named, None) if named and unanimity(words, None) else None
    if shelf("outcomes").says(words, "avvist") or _DISQUALIFIED.search(words):
        return None
    return _Count(named, counts)


def _owners(reading: Reading, start: int, end: int) -> set[str]:
    """Whose recommendations the case has, as it calls them: `Bydelsdirektørens`."""
    parts = reading.outline.parts_in(start, end)
    return {part.label.owner for part in parts if part.label.meaning == "recommendation"} - {""}


def _is_other_side(text: str) -> bool:
    """`0 stemte imot`, a line of its own below those who were for."""
    counts = find_counts(text) if len(text) < _LONGEST_TELLING else None
    return counts is not None and counts.votes_for is None


def _versus(reading: Reading, text: str, adopted: Evidence | None, start: int, end: int) -> Versus:
    recommended = [
        reading.document.words(words)
        for part in reading.outline.parts_in(start, end)
        if part.label.meaning == "recommendation" and (words := words_of(reading, part))
    ]
    if adopted is None:
        return versus(text, recommended)
    rejected = shelf("outcomes").says(text, "avvist")
    return "avvist" if recommended and rejected else "som innstilt"


def _without_repeats(found: Sequence[Vedtak]) -> Iterator[Vedtak]:
    """A decision that the minutes repeat is one decision."""
    seen: set[str] = set()
    for vedtak in found:
        key = fold(vedtak.text)
        if key not in seen:
            seen.add(key)
            yield vedtak
