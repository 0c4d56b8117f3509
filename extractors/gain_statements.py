"""Where gains are stated: under a label or heading, in a table of projects, or in a sentence.

A sentence states a gain with the word itself (`Gevinsten er …`), or by saying that something brings
something better (`har ført til kortere saksbehandlingstid`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.fields import Field, field, field_in
from extractors.gain_hits import opens_better
from extractors.gain_words import (
    counts_it,
    is_of_chance,
    may_state_gain,
    points_back,
    states_gain,
    tells_none,
    turns,
)
from extractors.headed_tables import Columns, HeadedRow, columns_of, rows_under
from extractors.project_places import project_heads, project_rows
from extractors.reading import Reading
from extractors.sections import LABELLED, Sections, is_sentence, told_under
from extractors.vocabulary import shelf
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, Block, Evidence

# «Kven får gevinsten», «Hvem har nytten»; «Hvem gjør det» heads whose task it is
_WHOM = re.compile(r"(?:hvem|kven)\s(?:får|har)\b", re.IGNORECASE)
_FEWEST_WORDS = 4  # of a sentence that tells of a gain of its own
_WHOLE_ITEM = 3  # sentences; a longer list item has other things to say as well


class Statement(NamedTuple):
    """The words of `block` that state a gain, and what they stand under, if anything.

    That is a `label`, or the head of a column: `said_above` has the words of either.
    """

    evidence: Evidence
    block: Block
    rule: str
    confidence: float
    label: Block | None = None
    said_above: str = ""
    row: HeadedRow | None = None


def find_statements(reading: Reading) -> Iterator[Statement]:
    """The words that state gains: first those in tables, then in reading order."""
    yield from _in_tables(reading)
    sections = reading.view(Sections)
    told: Block | None = None  # the last block that states a gain
    before: Block | None = None
    for block in reading.body:
        for statement in _in_block(reading, block, sections, follows=told is before is not None):
            yield statement
            told = block
        before = block


def _in_block(
    reading: Reading, block: Block, sections: Sections, *, follows: bool
) -> Iterator[Statement]:
    """The statements of one block; whether it `follows` one that states a gain."""
    if block.kind not in (LIST_ITEM, PARAGRAPH):
        return
    own, label = field(block), _label_above(block, sections)
    under_heading = label is not None and label.kind is HEADING
    named = LABELLED.match(block.text) if under_heading else None
    above = label.text if label is not None else ""
    if own is not None:
        yield from _after_colon(reading, block, own)
    elif _is_typed(block):
        yield Statement(block.cut(), block, "gains.label", 0.9, None, above)
    elif named is not None:
        yield Statement(block.cut(named.end()), block, "gains.of_named", 0.9, label, above)
    elif label is not None and (_is_listed(block, label) or states_gain(block.text)):
        starts = [block.cut()] if _is_listed(block, label) else _stated_in(reading, block)
        for words in _cut_at(block, starts):
            yield Statement(words, block, "gains.listed", 0.9, label, above)
    elif _may_state(block.text):
        stated = tuple(_in_prose(reading, block, follows=follows))
        if stated and not _is_of_prizes(block, sections):
            yield from stated


def _in_tables(reading: Reading) -> Iterator[Statement]:
    """Rows about gains, the gains of a row about a project, or a remark there that states one."""
    for row in rows_under(reading.body, gain_heads):
        if _tells(row.cell("gain")):
            head = row.head("gain")
            yield Statement(row.cut("gain"), row.block, "gains.table", 0.9, None, head, row)
    for row in reading.view(project_rows):
        if _tells(row.cell("gains")):
            head = row.head("gains")
            yield Statement(row.cut("gains"), row.block, "gains.column", 0.9, None, head)
            continue
        for number, cell in enumerate(row.block.cells):
            remarks = number not in row.columns.values()
            if remarks and (states_gain(cell) or opens_better(cell)):
                yield Statement(row.block.cut_cell(number), row.block, "gains.effect", 0.6)


def _tells(words: str | None) -> bool:
    """Whether a cell or an item has a gain to tell of, and not `–`, `Ikke målt` or `Grønn`."""
    told = words or ""
    is_light = shelf("gain_context").meaning(told) == "colour"
    return any(letter.isalpha() for letter in told) and not is_light and not tells_none(told)


def _is_typed(block: Block) -> bool:
    """`Spart tid: 900 timer i året`: the kind of gain, and what it is."""
    kind, colon, told = block.text.partition(":")
    return bool(colon) and shelf("gain_types").meaning(kind) is not None and _tells(told)


def gain_heads(block: Block) -> Columns:
    """`Gevinst | Type | Nullpunkt | Eier`: the meanings of gain_columns.toml."""

    def meaning(head: str) -> str | None:
        known = shelf("gain_columns").meaning(head)
        return known or ("beneficiary" if _WHOM.match(head) else None)

    columns = columns_of(block, meaning)
    # «Prosjekt | Gevinst | Eier» is a table of projects, each with its gains
    return columns if "gain" in columns and len(columns) > 1 and not project_heads(block) else {}


def _is_of_prizes(block: Block, sections: Sections) -> bool:
    """Whether the case or the part it stands in is about a lottery, so that gains are prizes."""
    return any(is_of_chance(above.text) for above in sections.above(block))


def _may_state(text: str) -> bool:
    """Whether `text` has words that a statement in prose cannot do without."""
    if may_state_gain(text) or counts_it(text):
        return True
    labels = shelf("fields").find_only(text, "gains") if ":" in text else ()
    return any(text.startswith(":", hit.end) for hit in labels)


def _after_colon(reading: Reading, block: Block, own: Field) -> Iterator[Statement]:
    """The sentences after `Gevinster:`, unless they only say whom the gains below are for.

    Each is a gain of its own, but one that points back, and a few words such as `Uke 3.`
    """
    told = block.text[own.value :].strip(" :")
    if own.meaning != "gains" or not told or shelf("beneficiaries").meaning(told) is not None:
        return
    for words in _cut_at(block, _new_in(reading, block, own.value)):
        yield Statement(words, block, "gains.label", 0.95, None, block.text[: own.value])


def _cut_at(block: Block, starts: Iterable[Evidence]) -> Iterator[Evidence]:
    """What tells of a gain among the pieces of `block` that begin where `starts` do."""
    ends = [*(start.start for start in starts), block.end]
    for first, last in pairwise(ends):
        words = block.cut(first - block.start, last - block.start)
        if _tells(words.text):
            yield words


def _new_in(reading: Reading, block: Block, value: int) -> Iterator[Evidence]:
    """The sentences from `value` on that begin something new; the first always does."""
    first = block.cut(value)
    yield first
    for sentence in reading.sentences(block):
        is_long = len(sentence.text.split()) >= _FEWEST_WORDS and is_sentence(sentence.text)
        if sentence.start > first.start and is_long and not points_back(sentence.text):
            yield sentence


def _stated_in(reading: Reading, block: Block) -> Iterator[Evidence]:
    """The sentences that state gains of their own, the first from where the paragraph begins."""
    stated = [s for s in reading.sentences(block) if states_gain(s.text)]
    yield block.cut()
    yield from (s for s in stated[1:] if not points_back(s.text))


def _label_above(block: Block, sections: Sections) -> Block | None:
    """The label or heading that says that what stands here are gains."""
    for above in reversed(sections.above(block)):
        own = field(above)
        if own is not None:
            return above if own.meaning == "gains" else None
        if _leads_to_gains(above.text):
            return above
        if sections.is_title(above):
            return above if told_under(above) == "gains" else None
    return None


@lru_cache(maxsize=500)  # a line is asked by all that stands under it
def _leads_to_gains(text: str) -> bool:
    """Whether a line leads in to gains: `Styret satte opp disse effektmålene:`."""
    words = text.rstrip()
    if not words.endswith(":"):
        return False
    last = words.removesuffix(":").rsplit(maxsplit=1)[-1:]
    if last and shelf("fields").near_meaning(last[0]) == "gains":
        return True
    hits = list(shelf("fields").find(words))
    return bool(hits) and hits[-1].meaning == "gains" and hits[-1].end == len(words) - 1


def _is_listed(block: Block, label: Block) -> bool:
    """Whether `block` is an item of the label's list, or follows a label on a line of its own."""
    return block.kind is LIST_ITEM or label.kind is not HEADING


def _in_prose(reading: Reading, block: Block, *, follows: bool) -> Iterator[Statement]:
    """The sentences of `block` that state gains, with those that they point back to.

    What is told right after a gain may be how much it comes to: `Det svarer til to årsverk.`

    A label may stand before one of them: `Kurset er holdt. Virkning: Flere søker hjelp.`
    """
    sentences = reading.sentences(block)
    end = block.start
    after_gain = follows
    for number, sentence in enumerate(sentences):
        is_told, after_gain = after_gain and counts_it(sentence.text), False
        own = field_in(sentence.text)
        if own is not None and own.meaning == "gains" and sentence.text[own.value :].strip():
            told = block.cut(sentence.start - block.start + own.value, sentence.end - block.start)
            yield Statement(told, block, "gains.label", 0.9, None, sentence.text[: own.value])
            continue
        if is_told and not states_gain(sentence.text):
            end, after_gain = sentence.end, True
            yield Statement(sentence, block, "gains.effect", 0.6)
            continue
        turned = number > 0 and turns(sentences[number - 1].text, sentence.text)
        if not turned and not states_gain(sentence.text):
            continue
        after_gain = True
        rule, confidence = "gains.effect", 0.6
        if _says_gain(sentence.text):
            rule, confidence = "gains.named", 0.85
            if block.kind is LIST_ITEM and len(sentences) <= _WHOLE_ITEM:
                yield Statement(block.cut(), block, rule, confidence)
                return
        begins = sentences[number - 1] if turned else _points_back_to(sentences, number, end)
        first = max(begins.start, end)
        end = sentence.end
        yield Statement(block.cut(first - block.start, end - block.start), block, rule, confidence)


def _says_gain(text: str) -> bool:
    return shelf("gains").says(text, "gain")


def _points_back_to(sentences: Sequence[Evidence], number: int, end: int) -> Evidence:
    """The sentence that a statement begins with: `Dette gir …` needs the one before it."""
    while number > 0 and sentences[number - 1].start >= end:
        before = {hit.meaning for hit in shelf("gains").find(sentences[number - 1].text)}
        if not points_back(sentences[number].text) or "unless" in before:
            break
        number -= 1
    return sentences[number]
