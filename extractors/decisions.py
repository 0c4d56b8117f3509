"""Recommendations and vedtak: whole and alone, each with what it decides and how it was voted.

A label on a line of its own rules everything up to the next label. Text on the label's own line
(`Vedtak: Styret godkjente …`) is the decision's first paragraph; discussion often follows
unlabelled, so only what plainly goes on (points after a colon, a sentence that instructs) is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from extractors.facts import kind_of
from extractors.numbers import enumerated
from extractors.outline import Part
from extractors.people import people
from extractors.reading import Reading
from extractors.votes import Counts, ballots, deciding, find_counts
from extractors.vocabulary import fold, shelf
from schemas.claims import Outcome, Recommendation, Vedtak, Versus
from schemas.document import Block, BlockKind, Evidence

_PROPOSES = {"recommendation", "proposal"}
_ELSEWHERE = _PROPOSES | {"background", "agenda", "present", "absent", "staff", "members", "invited", "archive"}
_POINT = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zæøå][.)]|[ivx]+[.)])\s*\S")
_ELECTION = re.compile(r"^\W*(?:valg|val|nyvalg|nyval|suppleringsvalg|suppleringsval|konstituering)\b", re.I)
_FROM = re.compile(r"^(?:fra|frå|ved|v/)\s+", re.I)
# «Kommunestyret tok meldinga til orientering»
_TAKEN = re.compile(r"\b(?:tok|tar|tek|tas|tatt|teke[nt]?)\b.{0,50}\btil (?:orientering|etterretning|vitende|vitande)\b", re.I)
_THE_RECOMMENDATION = re.compile(r"\b(?:innstillingen|innstillinga|tilrådinga|tilrådingen)\b", re.I)
_LONGEST_RESULT = 60  # characters of «Enstemmig vedtatt»
_LONGEST_INSTRUCTION = 600
_SAME = 0.9  # similarity from which a vedtak is as recommended


def extract_recommendations(reading: Reading) -> Iterator[Recommendation]:
    """Every innstilling, tilråding and forslag that stands under a label."""
    for part in reading.outline.parts:
        if part.label.meaning in _PROPOSES:
            recommendation = _recommendation(reading, part)
            if recommendation is not None:
                yield recommendation


def extract_vedtak(reading: Reading) -> Iterator[Vedtak]:
    """Labelled decisions; where a case has none, the sentences that decide."""
    looks_back = kind_of(reading) in ("protokoll", "referat")
    for start, end in reading.case_spans:
        parts = reading.outline.parts_in(start, end)
        labelled = [part for part in parts if part.label.meaning == "decision"]
        found = [v for part in labelled if (v := _labelled(reading, part, start, end))]
        if not found and looks_back:
            found = list(_in_prose(reading, start, end))
        yield from _without_repeats(found)


def _recommendation(reading: Reading, part: Part) -> Recommendation | None:
    label = part.label
    first = label.value
    names_proposer = bool(_FROM.match(label.tail))
    if names_proposer and first is not None and len(people(part.block.text[first:])) >= 2:
        first = None  # «Forslag fra hele komiteen: A, B, C»: those who propose, not what
        if not part.body:
            return None
    proof = _words(reading, part, first)
    if proof is None:
        return None
    proposer, party = _proposer(part)
    return Recommendation(
        evidence=proof,
        rule=f"decisions.{label.meaning}",
        confidence=0.95 if label.meaning == "recommendation" else 0.85,
        text=reading.document.words(proof),
        kind="innstilling" if label.meaning == "recommendation" else "forslag",
        proposer=proposer,
        party=party,
    )


def _proposer(part: Part) -> tuple[str | None, str | None]:
    """Whose it is: `Formannskapets`, `Anita Sand (Senterpartiet) fremmet`, `fra Kari Li (SP)`."""
    said = _FROM.sub("", part.label.tail) if _FROM.match(part.label.tail) else part.label.owner
    if not said:
        return None, None
    named = people(said)
    if named and (named[0].party or named[0].represents) and " " in named[0].name:
        return named[0].name, named[0].party or named[0].represents
    if len(said.split()) > 6:
        return None, None
    owner = re.sub(r"\s+(?:si|sitt|sin|s)$|(?<=\w)s$", "", said).strip(" ,:")
    return owner or None, None


def _words(reading: Reading, part: Part, first: int | None) -> Evidence | None:
    """The text that a part holds, without the result of the vote at its end."""
    if first is None:
        blocks = list(part.body)
        while len(blocks) > 1 and is_result(blocks[-1].text):
            blocks.pop()
        return reading.document.cut(_points_only(blocks)) if blocks else None
    last = part.block
    for block in part.body:
        if not _goes_on(last, block, part.block):
            break
        last = block
    return reading.document.cut_text(part.block.start + first, last.end)


def _points_only(blocks: list[Block]) -> list[Block]:
    """A decision in numbered points ends with its last point; prose after it explains."""
    if not _POINT.match(blocks[0].text):
        return blocks
    last = max(i for i, block in enumerate(blocks) if _POINT.match(block.text))
    while last + 1 < len(blocks) and blocks[last + 1].kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        last += 1
    return blocks[: last + 1]


def _goes_on(above: Block, block: Block, opener: Block) -> bool:
    """The decision that began on the label's line goes on in `block`."""
    if is_result(block.text):
        return False
    is_point = block.kind is BlockKind.LIST_ITEM or bool(_POINT.match(block.text))
    if above.text.rstrip().endswith(":"):
        return is_point or block.kind is BlockKind.TABLE_ROW and above is not opener
    if is_point:
        return above is not opener and bool(_POINT.match(above.text) or above.kind is BlockKind.LIST_ITEM) or bool(
            _POINT.match(opener.text.split(":", 1)[-1])
        )
    if enumerated(block.text) or len(block.text) > _LONGEST_INSTRUCTION or block.kind is not BlockKind.PARAGRAPH:
        return False
    sentence = re.split(r"(?<=[a-zæøå)]\.)\s", block.text, maxsplit=1)[0]
    hit = shelf("decisions").first(sentence)
    return hit is not None and hit.meaning == "goes_on" and hit.start < 60 and _opens_with_actor(sentence, hit.start)


def _opens_with_actor(sentence: str, at: int) -> bool:
    """`Administrasjonen gis mandat …`: who shall do it, and nothing else, stands before the verb."""
    return bool(sentence[:1].isupper()) and 1 <= len(sentence[:at].split()) <= 5 and "," not in sentence[:at]


def is_result(text: str) -> bool:
    """`Enstemmig vedtatt`, `Vedtatt med 7 mot 4 stemmer`: the result of a vote, not a decision's text."""
    words = text.strip(" .:")
    if len(words) > _LONGEST_RESULT:
        return False
    hit = shelf("decisions").at_start(fold(words))
    return hit is not None and hit.meaning in ("result", "unanimous") and (
        hit.end >= len(fold(words)) - 1 or find_counts(words) is not None
    )


def _labelled(reading: Reading, part: Part, start: int, end: int) -> Vedtak | None:
    first = part.label.value
    proof = _words(reading, part, first)
    if proof is None:
        return None
    results = [b.text for b in part.body if is_result(b.text)]
    said = " ".join([part.label.owner, part.label.tail, *results])
    return _vedtak(reading, proof, start, end, said, "decisions.label", 0.95)


def _in_prose(reading: Reading, start: int, end: int) -> Iterator[Vedtak]:
    """Sentences that decide, outside what was recommended and what explains."""
    ruled = {
        block.seq
        for part in reading.outline.parts_in(start, end)
        if part.label.meaning in _ELSEWHERE
        for block in (part.block, *part.body)
    }
    counted = ""
    for block in reading.body:
        if not start <= block.start < end or block.seq in ruled or block.kind is BlockKind.HEADING:
            continue
        for sentence in reading.sentences(block):
            hits = {hit.meaning for hit in shelf("deciding").find(sentence.text)}
            decides = "decides" in hits or _TAKEN.search(sentence.text) is not None
            if decides and "elsewhere" not in hits:
                yield _vedtak(reading, sentence, start, end, counted, "decisions.prose", 0.75)
                counted = ""
            elif find_counts(sentence.text):
                counted = sentence.text  # the vote is told before what it decided


def _vedtak(
    reading: Reading, proof: Evidence, start: int, end: int, said: str, rule: str, confidence: float
) -> Vedtak:
    text = reading.document.words(proof)
    adopted = _adopted(reading, text, start, proof.start)
    about = reading.document.words(adopted) if adopted else text
    blocks = [b for b in reading.body if start <= b.start < end]
    ballot = deciding(ballots(blocks))
    after = f"{_after(blocks, proof.end)} {_voting(reading, start, end)}"
    counts = find_counts(f"{said} {text}") or find_counts(_after(blocks, proof.end)) or _counted(reading, start, end)
    return Vedtak(
        evidence=proof,
        rule=rule,
        confidence=confidence,
        text=text,
        resolved=adopted,
        outcome=_outcome(text, about, _title(reading, start)),
        versus_recommendation=_versus(reading, text, adopted, start, proof.start),
        unanimous=_unanimous(f"{said} {text} {after}", counts),
        votes_for=ballot.count("for") if ballot else counts.votes_for if counts else None,
        votes_against=ballot.count("mot") if ballot else counts.votes_against if counts else None,
    )


def _adopted(reading: Reading, text: str, start: int, before: int) -> Evidence | None:
    """The text that `Som innstillingen` adopts: the nearest recommendation above it in the case."""
    hit = next((h for h in shelf("decisions").find(text) if h.meaning == "by_reference"), None)
    if hit is None or len(text) > 200:
        return None
    above = [
        part
        for part in reading.outline.parts_in(start, before)
        if part.label.meaning in _PROPOSES and _words(reading, part, part.label.value)
    ]
    recommended = [part for part in above if part.label.meaning == "recommendation"]
    best = recommended or above
    return _words(reading, best[-1], best[-1].label.value) if best else None


def _after(blocks: Sequence[Block], end: int) -> str:
    """The lines just after the decision, as far as they tell how the vote went."""
    following = [block for block in blocks if block.start >= end][:3]
    told: list[str] = []
    for block in following:
        if not (is_result(block.text) or find_counts(block.text) and len(block.text) < 160):
            break
        told.append(block.text)
    return " ".join(told)


def _voting(reading: Reading, start: int, end: int) -> str:
    """What the case's voting parts say, and who else says how the recommendation was voted."""
    told: list[str] = []
    for part in reading.outline.parts_in(start, end):
        if part.label.meaning == "voting":
            first = part.label.value
            told += [part.block.text[first:]] if first is not None else []
        elif part.label.meaning != "treatment":
            continue
        for block in part.body:
            for sentence in reading.sentences(block):
                recommended = any(h.meaning == "recommendation" for h in shelf("labels").find(sentence.text))
                if part.label.meaning == "voting" or recommended or _THE_RECOMMENDATION.search(sentence.text):
                    told.append(sentence.text)
    return " ".join(told)


def _counted(reading: Reading, start: int, end: int) -> Counts | None:
    """The votes that the case's voting part counts for what was adopted, not for what fell."""
    found: Counts | None = None
    for part in reading.outline.parts_in(start, end):
        if part.label.meaning not in ("voting", "treatment"):
            continue
        for block in (part.block, *part.body):
            for sentence in reading.sentences(block):
                fell = any(h.meaning == "avvist" for h in shelf("outcomes").find(sentence.text))
                found = found if fell else find_counts(sentence.text) or found
    return found


def _title(reading: Reading, start: int) -> str:
    section = next((s for s in reading.outline.sections if s.start == start), None)
    if section is None or section.title is None:
        return ""
    return reading.document.text[section.title[0] : section.title[1]]


def _outcome(text: str, about: str, title: str) -> Outcome:
    """From the first sentence that says how it ended; `vedtatt` is what a decision is by default."""
    for words in (text, about):
        paragraphs = [p for p in words.split("\n") if p.strip()]
        points = [p for p in paragraphs if _POINT.match(p)]
        if len(points) >= 2 and points[0] is paragraphs[0]:
            each = {_first_outcome(p) for p in points}
            return _as_outcome(each.pop()) if len(each) == 1 else "vedtatt"
        for paragraph in paragraphs:
            found = _first_outcome(paragraph)
            if found and (found != "vedtatt" or words is about):
                return _as_outcome(found)
    return "valgt" if _ELECTION.match(title) else "vedtatt"


def _first_outcome(words: str) -> str | None:
    """The first telling word of the first sentence that has one; `vedtatt` only if nothing else."""
    for sentence in re.split(r"(?<=[a-zæøå)]\.)\s+(?=[A-ZÆØÅ])", words):
        hits = list(shelf("outcomes").find(sentence))
        if hits:
            return next((h.meaning for h in hits if h.meaning != "vedtatt"), "vedtatt")
    return None


def _as_outcome(meaning: str | None) -> Outcome:
    return meaning or "vedtatt"  # type: ignore[return-value]  # the shelf's keys are the contract's, tested


def _versus(reading: Reading, text: str, adopted: Evidence | None, start: int, before: int) -> Versus:
    recommended = [
        reading.document.words(words)
        for part in reading.outline.parts_in(start, before)
        if part.label.meaning == "recommendation" and (words := _words(reading, part, part.label.value))
    ]
    if not recommended:
        return "som innstilt" if adopted else "uten innstilling"
    if adopted is not None:
        rejected = any(hit.meaning == "avvist" for hit in shelf("outcomes").find(text))
        return "avvist" if rejected else "som innstilt"
    likeness = max(_alike(text, words) for words in recommended)
    return "som innstilt" if likeness >= _SAME else "endret"


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, fold(a).split(), fold(b).split(), autojunk=False).ratio()


def _unanimous(said: str, counts: Counts | None) -> bool | None:
    """None where the words do not say, or contradict themselves («enstemmig vedtatt mot 1 stemme»)."""
    opposed = bool(counts and counts.votes_against)
    if shelf("unanimity").first(said):
        return None if opposed else True
    return False if opposed else None


def _without_repeats(found: Sequence[Vedtak]) -> Iterator[Vedtak]:
    """A decision that the minutes repeat is one decision."""
    seen: set[str] = set()
    for vedtak in found:
        key = fold(vedtak.text)
        if key not in seen:
            seen.add(key)
            yield vedtak
