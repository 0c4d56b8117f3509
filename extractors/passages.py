"""The words that a labelled part holds: whole, and alone.

A label on a line of its own rules everything up to the next label. Text on the label's own line
(`Vedtak: Styret godkjente …`) is the first paragraph; discussion often follows unlabelled, so only
what plainly goes on (points after a colon, a sentence that instructs) is added.
"""

from __future__ import annotations

import re

from extractors.dates import find_days
from extractors.names import NAME
from extractors.numbers import enumerated, numbers
from extractors.outline import Part
from extractors.reading import Reading
from extractors.references import adopts_proposal, by_reference
from extractors.tallies import find_counts, tells_vote
from extractors.vocabulary import any_of, fold, shelf
from schemas.document import LIST_ITEM, PARAGRAPH, TABLE_ROW, Block, Evidence

POINT = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zæøå][.)]|[ivx]+[.)])\s*\S")
_GOT = re.compile(rf"\W*(?:[\w-]+\s+){{0,3}}?{any_of('references', 'proposal')}\b", re.IGNORECASE)
# «Kari Li (SP) foreslo å utsette saken.», «Styreleder orienterte.» on a line of its own below what
# was recommended
_MOVES = re.compile(
    rf"{NAME}(?:\s[a-zæøå]+)?(?:\s*\([^()]*\))?\s+{any_of('references', 'moved', 'spoke')}\b"
)
_SPONSORS = re.compile(r"\W*(?:på vegner? av|på vegne av)\s[^:]{1,100}:?\W*", re.IGNORECASE)
# «Vedtaket var enstemmig», «Avgjerda vart samrøystes»
_WAS_UNANIMOUS = re.compile(
    rf"\w+(?:et|en|a)\s{any_of('deciding', 'auxiliary', 'was')}\s"
    rf"{any_of('unanimity', 'unanimous')}",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"(?<=[a-zæøå)]\.)\s")
_LONGEST_RESULT = 60  # characters of «Enstemmig vedtatt»
_LONGEST_INSTRUCTION = 600


def words_of(reading: Reading, part: Part) -> Evidence | None:
    """What the part says, without the result of a vote at its end; None if it says nothing."""
    first = part.label.value
    return words_below(reading, part) if first is None else _words_beside(reading, part, first)


def words_below(reading: Reading, part: Part) -> Evidence | None:
    """What stands on the lines below the label."""
    blocks = list(part.body)
    while len(blocks) > 1 and is_result(blocks[-1].text):
        blocks.pop()
    # «Forslag fra H fikk 7 stemmer mot 8 for innstillingen.» before what was decided
    while len(blocks) > 1 and _GOT.match(blocks[0].text) and tells_vote(blocks[0].text):
        blocks.pop(0)
    if part.label.meaning == "proposal":
        blocks = _without_sponsors(blocks)
    ends = (i for i, b in enumerate(blocks) if i and (_MOVES.match(b.text) or _adopts(b.text)))
    return reading.document.cut(_points_only(blocks[: next(ends, None)])) if blocks else None


def _without_sponsors(blocks: list[Block]) -> list[Block]:
    """What is proposed, without a first or last line that says for whom: `På vegne av Ap og Sp`."""
    first = 1 if len(blocks) > 1 and _SPONSORS.fullmatch(blocks[0].text) else 0
    last = len(blocks) - (len(blocks) - first > 1 and bool(_SPONSORS.fullmatch(blocks[-1].text)))
    return blocks[first:last]


def _adopts(text: str) -> bool:
    """`Forslaget ble vedtatt.`, `Enstemmig vedtatt som tilrådd.`, told below what was proposed."""
    sentence = _FIRST_SENTENCE.split(text, maxsplit=1)[0]
    if len(sentence) > _LONGEST_RESULT:
        return False
    hit = shelf("decisions").at_start(fold(sentence))
    is_vote = hit is not None and hit.meaning == "result" and by_reference(sentence)
    return is_vote or adopts_proposal(sentence)


def _words_beside(reading: Reading, part: Part, first: int) -> Evidence:
    """What stands on the label's own line, and what plainly goes on below it."""
    last = part.block
    for block in part.body:
        if not _goes_on(last, block, part.block):
            break
        last = block
    return reading.document.cut_text(part.block.start + first, last.end)


def _points_only(blocks: list[Block]) -> list[Block]:
    """A decision in numbered points ends with its last point; prose after it explains."""
    if not POINT.match(blocks[0].text):
        return blocks
    last = max(i for i, block in enumerate(blocks) if POINT.match(block.text))
    while last + 1 < len(blocks) and blocks[last + 1].kind in (
        LIST_ITEM,
        TABLE_ROW,
    ):
        last += 1
    return blocks[: last + 1]


def _goes_on(above: Block, block: Block, opener: Block) -> bool:
    """The decision that began on the label's line goes on in `block`."""
    if is_result(block.text):
        return False
    is_point = block.kind is LIST_ITEM or bool(POINT.match(block.text))
    if above.text.rstrip().endswith(":"):
        return is_point or (block.kind is TABLE_ROW and above is not opener)
    if is_point:
        return (
            above is not opener and bool(POINT.match(above.text) or above.kind is LIST_ITEM)
        ) or bool(POINT.match(opener.text.split(":", 1)[-1]))
    if (
        enumerated(block.text)
        or len(block.text) > _LONGEST_INSTRUCTION
        or block.kind is not PARAGRAPH
    ):
        return False
    sentence = _FIRST_SENTENCE.split(block.text, maxsplit=1)[0]
    hit = shelf("decisions").first(sentence)
    return (
        hit is not None
        and hit.meaning == "goes_on"
        and hit.start < 60
        and _opens_with_actor(sentence, hit.start)
    )


def _opens_with_actor(sentence: str, at: int) -> bool:
    """`Administrasjonen gis mandat …`: only who shall do it stands before the verb."""
    return (
        bool(sentence[:1].isupper())
        and 1 <= len(sentence[:at].split()) <= 5
        and "," not in sentence[:at]
    )


def is_result(text: str) -> bool:
    """`Enstemmig vedtatt`, `Vedtatt med 7 mot 4 stemmer`: a vote's result, not a decision."""
    words = text.strip(" .:")
    if len(words) > _LONGEST_RESULT:
        return False
    if _WAS_UNANIMOUS.fullmatch(words):
        return True
    hit = shelf("decisions").at_start(fold(words))
    return (
        hit is not None
        and hit.meaning in ("result", "unanimous")
        and (hit.end >= len(fold(words)) - 1 or find_counts(words) is not None)
    )


def tells_of_another(part: Part) -> bool:
    """`Utvalget behandlet søknaden i møte 12.08.2014, sak 33/14, og vedtok slik uttalelse:`."""
    return bool(find_days(part.label.owner) or numbers(part.label.owner))
