"""A document under the eyes of the extractors: the document, and views of it made once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeVar, cast

import spacy
from spacy.attrs import IS_PUNCT
from spacy.language import Language

from extractors.dates import find_days
from extractors.nlp import without_endless
from extractors.outline import Outline, Part, outline
from schemas.claims import Claim
from schemas.document import Block, Document, Evidence

C = TypeVar("C", bound=Claim)
V = TypeVar("V")

_TOP = 5  # lines
_STRANGE_HEADS = 2  # heads above those that are known
# «… kl. 11. Det ble enighet …»: the tokenizer takes `11.` for an ordinal and sees no end
_AFTER_NUMBER = re.compile(
    r"\.(?=\s+[A-ZÆØÅ][a-zæøå]+\s+[a-zæøå])"
    r"(?:(?<=[\w.]\s\d\.)|(?<=[\w.]\s\d\d\.)|(?<=[\w.]\s\d\d\d\.)|(?<=[\w.]\s\d\d\d\d\.)"
    r"|(?<=[^\W\d]\d\.)|(?<=\d[.,:]\d\d\.)"
    r"|(?<=\d[-–]\d\d\d\d\.)|(?<=[./](?:19|20)\d\d\.))"  # «… 2027-2030.», «… 1.3.2027.»
)
_OPENS = tuple("([«“")  # signs that open what they stand before
# What the sentencizer may end a sentence at, with something after it: a stop, of any script (what
# it leaves out in between are dashes, quotation marks and bullets)
_STOPS = r".!?\u0589-\u1fff\u203c-\U0010ffff"
_STOP = rf"[{_STOPS}]"
_STOP_INSIDE = re.compile(rf"{_STOP}\s*\S")
# What stands around it: words with a stop, and on to the next word, where a sentence may begin;
# whether a word has one is asked first
_AROUND_STOP = re.compile(
    rf"(?<!\S)(?=[^\s{_STOPS}]*+{_STOP})(?:\S*{_STOP}\S*\s+(?:(?:[^\w\s]|_)+\s+)*)+\S+"
)
# «vedtatt. Styret», «til KS. Hva», «1. mai»: most stops end a plain word or a number
_PLAIN = re.compile(
    rf"(?P<word>(?:[A-ZÆØÅ]?[a-zæøå]{{2,}}|[A-ZÆØÅ]{{2,}})[.!?]|\d+\.)\s+"
    rf"(?P<next>[^\W_][^\s{_STOPS}]*)"
)
_PROPOSES = {"recommendation", "proposal"}
_PROSE = {"recommendation", "decision", "treatment", "background", "proposal"}


@cache
def _sentencizer() -> Language:
    """spaCy's Norwegian tokenizer (it knows `kr.`, `ca.`, `nr.`) with rule-based sentences."""
    nlp = spacy.blank("nb")
    # All that the sentencizer asks of a word; the others are half of what a new word costs
    vocabulary: Any = nlp.vocab
    vocabulary.lex_attr_getters = {IS_PUNCT: vocabulary.lex_attr_getters[IS_PUNCT]}
    nlp.add_pipe("sentencizer")
    return nlp


@cache
def _abbreviations() -> frozenset[str]:
    """What the tokenizer knows as one token, though it ends in a stop."""
    tokenizer: Any = _sentencizer().tokenizer
    return frozenset(tokenizer.rules)


class Reading:
    """What every extractor is given. Views are made when first asked for, and kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sentences: dict[int, tuple[Evidence, ...]] = {}
        self._claims: dict[object, tuple[Claim, ...]] = {}
        self._views: dict[object, object] = {}

    def claims(self, extractor: Callable[[Reading], Iterable[C]]) -> tuple[C, ...]:
        """What `extractor` claims of this document, asked once however many need it."""
        if extractor not in self._claims:
            self._claims[extractor] = tuple(extractor(self))
        return cast("tuple[C, ...]", self._claims[extractor])

    def view(self, make: Callable[[Reading], V]) -> V:
        """What `make` gives of this document, made once however many need it."""
        if make not in self._views:
            self._views[make] = make(self)
        return cast("V", self._views[make])

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the furniture."""
        return self.document.body

    @cached_property
    def outline(self) -> Outline:
        """How the document is divided: saksliste, cases, labelled parts."""
        return outline(self.document)

    @cached_property
    def opening(self) -> tuple[Block, ...]:
        """The lines that say what the document is: those before the first case that is treated.

        Where the only case begins at the top, they are its header, up to its first part in prose.
        """
        sections = self.outline.sections
        if self.outline.agenda.items or not sections or sections[0].block.seq > _TOP:
            return self.outline.opening
        parts = self.outline.parts_in(sections[0].start, sections[0].end)
        prose = {part.block.seq for part in parts if part.label.meaning in _PROSE}
        end = next((i for i, block in enumerate(self.body) if block.seq in prose), _TOP)
        return self.body[: max(end, 1)]

    @cached_property
    def case_spans(self) -> tuple[tuple[int, int], ...]:
        """Where each case is treated; the whole document if it is not divided into cases."""
        sections = self.outline.sections
        if not sections:
            return ((0, len(self.document.text)),)
        return tuple((section.start, section.end) for section in sections)

    def within(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks of the body that begin in `start..end`: of a long document, few."""
        first, last = (bisect_left(self.body, at, key=attrgetter("start")) for at in (start, end))
        return self.body[first:last]

    def proposal_before(self, offset: int, start: int, number: int | None) -> int | None:
        """Where the text voted on stands: proposal `number` of the case, else the nearest above."""
        above = [p for p in self.outline.parts_in(start, offset) if p.label.meaning in _PROPOSES]
        if number is not None:
            above = [p for p in above if self._number_of(p) == number] or above
        return above[-1].block.start if above else None

    def _number_of(self, part: Part) -> int | None:
        """`Forslag 2`, or a proposal under a line that is only `2)`."""
        place = self._place_of[part.block.seq]
        digits = re.search(r"\d+", part.label.tail) or (
            place > 0 and re.fullmatch(r"\W*(\d{1,2})\W*", self.body[place - 1].text)
        )
        return int(re.sub(r"\D", "", digits.group())) if digits else None

    def value_of(self, part: Part) -> tuple[Block, int] | None:
        """Where a field's value begins: after its colon, else on the line below.

        A run of bare labels is a column of heads: their values follow in the same order.
        """
        if part.label.value is not None:
            return part.block, part.label.value
        bare = {p.block.seq for p in self.outline.parts if p.label.value is None}
        first = last = at = self._place_of[part.block.seq]
        while first > 0 and self.body[first - 1].seq in bare:
            first -= 1
        while last + 1 < len(self.body) and _is_column_head(self.body[last + 1], bare):
            last += 1
        target = last + 1 + (at - first) + self._strange_heads(first, last)
        return (self.body[target], 0) if target < len(self.body) else None

    def _strange_heads(self, first: int, last: int) -> int:
        """How many heads that we do not know stand above the column of heads from first to last.

        Its values tell: as many lines on, a day stands for each `Dato`.
        """
        dates = {part.block.seq for part in self.outline.parts if part.label.meaning == "date"}
        days = [at for at in range(first, last + 1) if self.body[at].seq in dates]
        for more in range(min(_STRANGE_HEADS, first) + 1 if days else 0):
            values = self.body[last + 1 + more :]
            if more and not _may_be_head(self.body[first - more]):
                break
            if all(at - first < len(values) and find_days(values[at - first].text) for at in days):
                return more
        return 0

    @cached_property
    def _place_of(self) -> dict[int, int]:
        return {block.seq: i for i, block in enumerate(self.body)}

    def sentences(self, block: Block) -> tuple[Evidence, ...]:
        """The block's sentences, each as evidence."""
        if block.seq not in self._sentences:
            self._sentences[block.seq] = _sentences_of(block)
        return self._sentences[block.seq]


def _sentences_of(block: Block) -> tuple[Evidence, ...]:
    text = block.text
    if not _STOP_INSIDE.search(text):
        return (block.cut(),)
    starts = _starts(text)
    if _AFTER_NUMBER.search(text):  # hardly ever, and then a number of this sentence's own
        for first, last in pairwise([*starts, len(text)]):
            starts += [first + match.end() for match in _AFTER_NUMBER.finditer(text[first:last])]
        starts.sort()
    # «Enst. godkjent.»: what goes on in lower case is the same sentence; «Kl. 18 ble …»: so is what
    # an abbreviation begins
    whole = [
        at
        for before, at in zip([0, *starts], starts, strict=False)
        if not at or not (text[at:].lstrip()[:1].islower() or _is_abbreviated(text[before:at]))
    ]
    # «Rammen godkjennes. (5 mot 1 stemme)»: the sign opens what it stands before
    whole = [at - 1 if text[at - 1 : at] in _OPENS else at for at in whole]
    ends = pairwise([*whole, len(text)])
    return tuple(block.cut(first, last) for first, last in ends if text[first:last].strip())


def _is_abbreviated(words: str) -> bool:
    """One word that spaCy knows as short for another, with a capital or without."""
    word = words.strip().lower()
    return len(word) > len("a.") and word in _abbreviations()


def _starts(text: str) -> list[int]:
    """Where spaCy's sentences begin. It is shown only what stands around stops, a third of a text.

    The tokenizer looks at each word by itself, and a word without a stop ends no sentence; a plain
    word and its stop are two tokens, unless it is one of the abbreviations that spaCy knows, and a
    number and its stop are one.
    """
    starts, around, shown = [0], [], 0
    for match in _AROUND_STOP.finditer(text):
        plain = _PLAIN.fullmatch(match.group())
        if plain is None:
            around.append(match.span())
        elif not (plain["word"][0].isdigit() or plain["word"] in _abbreviations()):
            starts.append(match.start() + plain.start("next"))
    if not around:
        return starts
    around_stops = " ".join(text[first:last] for first, last in around)
    sentences = _sentencizer()(without_endless(around_stops)).sents
    begun = [sentence.start_char for sentence in sentences]
    for first, last in around:
        end = shown + last - first
        starts += [first + at - shown for at in begun if shown < at < end]
        shown = end + 1
    return sorted(starts)


def _may_be_head(block: Block) -> bool:
    """A few words without figures."""
    text = block.text.strip()
    return text[:1].isupper() and len(text.split()) <= 3 and not any(map(str.isdigit, text))


def _is_column_head(block: Block, bare: set[int]) -> bool:
    """A bare label, or a short `Sak nr.` between bare labels."""
    return block.seq in bare or (
        len(block.text) < 12 and block.text.rstrip(" :").endswith(("nr.", "nr"))
    )
