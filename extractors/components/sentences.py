"""Where sentences begin: a logistic regression over what stands around the place.

A heading without a full stop runs into the sentence after it. What tells them apart lies further
off than the networks see: whether a verb stands on both sides, whether a capital has another reason
to be there, which kinds of words meet. `training.sentences` makes the weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.senter import senter_score
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

from extractors.components.lemmas import table_rows

Numbers = NDArray[Any]

WEIGHTS = "model/sentences.npz"
BITS = 18  # clues are hashed to two to the power of this many weights
TOGETHER = 64  # texts: numpy takes nearly as long for one
REACH = 3  # words to each side that clues look at
RECENT = 12  # words back in which the same word may have stood

# What a word is to the eye.
KINDS = (
    *("lower", "capital", "capitals", "letter", "digit", "end", "dots", "colon", "comma", "dash"),
    *("opening quote", "closing quote", "quote", "opening", "closing", "other"),
)
_MARKS = {
    **dict.fromkeys(".?!", "end"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":;", "colon"),
    **dict.fromkeys(",", "comma"),
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys("«“„", "opening quote"),
    **dict.fromkeys("»”", "closing quote"),
    **dict.fromkeys("\"'", "quote"),
    **dict.fromkeys("([", "opening"),
    **dict.fromkeys(")]", "closing"),
}

# What is known of a word. A stretch is what lies between two full stops, `start` its first word;
# numbers of words are in steps that grow.
COLUMNS = (
    *("kind", "pos", "name", "finite", "common", "length", "space", "form", "lower"),
    *("ending", "abbreviation", "again"),
    *("finite before", "finite after", "before", "after", "endless"),
    *("to finite", "since finite", "quoted", "bracketed", "commas", "start"),
)
_STEPS = (0.5, 1.5, 2.5, 4.5, 8.5, 15.5)
_FINITE = "VerbForm=Fin"

# Each clue is some columns of the word at the place or of one so many words from it.
Clue = tuple[tuple[str, int], ...]
CLUES: tuple[Clue, ...] = (
    *(((column, at),) for column in ("kind", "pos") for at in range(-REACH, REACH + 1)),
    *((("name", at),) for at in (-1, 0, 1)),
    *((("common", at),) for at in (-2, -1, 0, 1)),
    *((("finite", at),) for at in (-2, -1, 0, 1, 2, 3)),
    *((("length", at),) for at in (-2, -1, 0)),
    (("space", -1),),
    *(((column, 0),) for column in COLUMNS[COLUMNS.index("again") :]),
    (("lower", -1),),
    (("form", 0),),
    (("lower", -2), ("kind", -1)),
    (("lower", 0), ("kind", -1)),
    (("pos", -1), ("pos", 0)),
    (("pos", 0), ("pos", 1)),
    (("pos", -2), ("pos", -1)),
    (("pos", 1), ("pos", 2)),
    (("pos", -1), ("pos", 0), ("pos", 1)),
    (("kind", -1), ("kind", 0)),
    (("kind", 0), ("kind", 1)),
    (("kind", -1), ("kind", 0), ("kind", 1)),
    (("kind", -2), ("kind", -1), ("kind", 0)),
    (("pos", -1), ("kind", 0)),
    (("pos", 0), ("kind", -1)),
    (("pos", 0), ("to finite", 0)),
    (("pos", 0), ("kind", -1), ("common", 0)),
    (("finite before", 0), ("finite after", 0)),
    (("finite before", 0), ("finite after", 0), ("kind", -1)),
    (("finite before", 0), ("to finite", 0), ("kind", -1)),
    (("finite before", 0), ("before", 0)),
    (("finite after", 0), ("after", 0)),
    (("finite after", 0), ("endless", 0)),
    (("since finite", 0), ("to finite", 0)),
    (("again", 0), ("kind", -1)),
    (("quoted", 0), ("kind", -1)),
    (("quoted", 0), ("kind", 0)),
    (("space", -1), ("kind", -1)),
    (("before", 0), ("after", 0)),
    (("before", 0), ("name", 0), ("kind", 0)),
    (("before", 0), ("kind", -1), ("kind", 0)),
    (("before", 0), ("finite before", 0), ("finite after", 0)),
    (("commas", 0), ("finite before", 0), ("finite after", 0)),
    (("to finite", 0), ("name", 0), ("pos", -1)),
    (("kind", 0), ("pos", -1), ("finite before", 0), ("finite after", 0)),
    (("pos", 0), ("pos", -1), ("finite before", 0), ("to finite", 0)),
    (("start", 0), ("kind", 0), ("kind", -1)),
    (("lower", -1), ("name", 0)),
    (("ending", -1), ("pos", -1), ("name", 0)),
    (("ending", -1), ("kind", 0)),
    (("ending", 0), ("kind", -1)),
    (("lower", -2), ("kind", -1), ("kind", 0)),
    (("abbreviation", -1),),
    (("abbreviation", -1), ("kind", 0)),
    (("abbreviation", -1), ("pos", 0)),
    (("start", 0), ("before", 0), ("finite before", 0), ("name", 0)),
    (("before", 0), ("to finite", 0), ("name", 0), ("finite before", 0)),
    (("before", 0), ("finite before", 0), ("pos", 0), ("kind", -1)),
    (("pos", -1), ("before", 0), ("finite before", 0), ("name", 0)),
    (("pos", 0), ("pos", 1), ("pos", 2)),
    (("pos", -2), ("pos", -1), ("pos", 0)),
    (("pos", -2), ("pos", -1), ("pos", 0), ("pos", 1)),
    (("pos", -1), ("pos", 0), ("pos", 1), ("pos", 2)),
)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd numbers with bits everywhere
_SPREAD_AGAIN = np.uint64(0xBF58476D1CE4E5B9)


@Language.factory(
    "sentence_starts",
    assigns=["token.is_sent_start"],
    requires=["token.pos", "token.morph", "doc.ents"],
)
def sentence_starts(nlp: Language, name: str) -> SentenceStarts:  # noqa: ARG001  # spaCy gives it
    """The component, for spaCy to make."""
    return SentenceStarts()


class SentenceStarts:
    """Sets where sentences begin, when parts of speech and names are known."""

    def __call__(self, doc: Doc) -> Doc:
        """Set them in one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Set them in each text."""
        batches: Iterable[list[Doc]] = minibatch(stream, min(batch_size, TOGETHER))  # type: ignore[no-untyped-call]
        for docs in batches:
            weights, bias = _weights()
            places, rows = clues(docs)
            starts = np.full(sum(map(len, docs)), -1)  # as spaCy says that none begins there
            starts[places[weights[rows].sum(axis=1) + bias > 0]] = 1
            first = 0
            for doc in docs:
                here: Any = starts[first : first + len(doc)].astype(np.uint64)
                here[:1] = 1
                first += len(doc)
                yield doc.from_array(["SENT_START"], here)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """spaCy's scores of sentences."""
        scores: dict[str, Any] = senter_score(examples, **settings)
        return scores


def clues(docs: Sequence[Doc]) -> tuple[Numbers, Numbers]:
    """Where sentences may begin, and the numbers of the weights that count there.

    A place is the number of a word, the texts being one after the other: (places), (places, clues).
    First words of texts are not among them: a sentence begins there anyhow.
    """
    apart = np.zeros((REACH, len(COLUMNS)), dtype=np.uint64)
    table = np.concatenate([apart, *(each for doc in docs for each in (columns(doc), apart))])
    inside = np.concatenate([apart[:, 0], *(_inside(doc) for doc in docs)]).astype(bool)
    at = np.flatnonzero(inside & _possible(table[:, 0]))
    words = np.cumsum(table[:, 0] > 0) - 1
    found = np.empty((len(at), len(CLUES)), dtype=np.int64)
    for i, clue in enumerate(CLUES):
        number = np.full(len(at), i, dtype=np.uint64)
        for column, offset in clue:
            number = (number ^ table[at + offset, COLUMNS.index(column)]) * _SPREAD
            number ^= number >> np.uint64(29)
        found[:, i] = (number * _SPREAD_AGAIN) >> np.uint64(64 - BITS)
    return words[at], found


def _inside(doc: Doc) -> Numbers:
    """The rows of a text and of what parts it from the next, without the first."""
    return np.arange(len(doc) + REACH) > 0


def _possible(kinds: Numbers) -> Numbers:
    """Where a sentence may begin, by the kinds of the word and of the one before it."""
    before = np.roll(kinds, 1)  # the table ends with a row of nothing
    return (_AFTER[before] | _WITH[kinds]) & ~_NEVER[kinds] & (kinds > 0)


def columns(doc: Doc) -> Numbers:
    """What is known of each word of a text: (words, columns). Nothing is 0, which is outside it."""
    if not len(doc):
        return np.zeros((0, len(COLUMNS)), dtype=np.uint64)
    known = doc.to_array(["ORTH", "LOWER", "POS", "MORPH", "ENT_IOB", "SPACY"])
    forms, lowers, pos, morphs, names, spaces = known.T
    words = [token.text for token in doc]
    kinds = np.array([_kind(word) for word in words])
    finite, common = _finite(doc, morphs), _common()
    i = np.arange(len(doc))
    ends = _ENDS[kinds + 1]
    last, following = _before(ends), _from(ends)
    verbs = np.concatenate([[0], np.cumsum(finite)])
    commas = np.concatenate([[0], np.cumsum(kinds == KINDS.index("comma"))])
    found = (
        kinds,
        pos,
        names,
        finite,
        common[np.searchsorted(common[:-1], lowers)] == lowers,
        np.digitize([len(word) for word in words], _STEPS),
        spaces,
        forms,
        lowers,
        [_ending(word) for word in words],
        _end_abbreviations(words),
        _again(words),
        np.minimum(verbs[i] - verbs[last + 1], 3),
        np.minimum(verbs[following] - verbs[i], 3),
        np.digitize(i - last - 1, _STEPS),
        np.digitize(following - i, _STEPS),
        following == len(doc),
        np.digitize(_from(finite) - i, _STEPS),
        np.digitize(i - _before(finite), _STEPS),
        _depth(kinds, "opening quote", "closing quote"),
        _depth(kinds, "opening", "closing"),
        np.minimum(commas[i] - commas[last + 1], 2),
        kinds[np.minimum(last + 1, len(doc) - 1)],
    )
    return np.column_stack([np.asarray(each).astype(np.uint64) for each in found]) + np.uint64(1)


def _before(flags: Numbers) -> Numbers:
    """The last place before each where the flag is up; -1 if there is none."""
    upto = np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1))
    return np.concatenate([[-1], upto[:-1]])


def _from(flags: Numbers) -> Numbers:
    """The first place from each on where the flag is up; the number of places if there is none."""
    places = np.where(flags, np.arange(len(flags)), len(flags))
    found: Numbers = np.minimum.accumulate(places[::-1])[::-1]
    return found


def _depth(kinds: Numbers, opening: str, closing: str) -> Numbers:
    """How many are open before each word, two at most."""
    depth = np.cumsum(kinds == KINDS.index(opening)) - np.cumsum(kinds == KINDS.index(closing))
    before: Numbers = np.concatenate([[0], depth[:-1]])
    return before.clip(0, 2)


def _again(words: Sequence[str]) -> list[bool]:
    """Whether a word with a capital stood a little before, or its genitive."""
    bare = [word.lower().rstrip("s") for word in words]
    return [
        word[:1].isupper() and bare[i] in bare[max(0, i - RECENT) : i]
        for i, word in enumerate(words)
    ]


def _end_abbreviations(words: Sequence[str]) -> list[bool]:
    """Whether a word is the full stop of an abbreviation that the corpus has (`kap.`)."""
    before = ("", *words)
    return [
        word == "." and f"{before[i].lower()}." in _abbreviations() for i, word in enumerate(words)
    ]


def _finite(doc: Doc, morphs: Numbers) -> Numbers:
    """Whether each word is a finite verb."""
    each, which = np.unique(morphs, return_inverse=True)
    finite: Numbers = np.array([_FINITE in doc.vocab.strings[int(key)] for key in each])
    return finite[which]


@lru_cache(maxsize=100_000)
def _kind(word: str) -> int:
    first = word[:1]
    if first.isalpha():
        if first.islower():
            return KINDS.index("lower")
        if len(word) == 1:
            return KINDS.index("letter")
        return KINDS.index("capitals" if word.isupper() else "capital")
    if first.isdigit():
        return KINDS.index("digit")
    if any(map(str.isalnum, word)):
        return KINDS.index("other")
    return KINDS.index("dots" if word.startswith("..") else _MARKS.get(first, "other"))


@lru_cache(maxsize=100_000)
def _ending(word: str) -> int:
    return zlib.crc32(word[-3:].lower().encode())


def _among(*kinds: str) -> Numbers:
    """Whether a word is of one of `kinds`, by the number in its column."""
    return np.array([False, *(kind in kinds for kind in KINDS)])


@cache
def _common() -> Numbers:
    """The words, in lower case, that the corpus has as other than names; in order."""
    forms = {get_string_id(form) for _, pos, form, _ in table_rows() if pos != "PROPN"}
    return np.array(sorted(forms), dtype=np.uint64)


@cache
def _abbreviations() -> frozenset[str]:
    forms = {form for _, _, form, _ in table_rows() if form.endswith(".")}
    return frozenset(form for form in forms if form.replace(".", "").isalpha())


@cache
def _weights() -> tuple[Numbers, float]:
    with files("extractors").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return stored["weights"] * np.float32(stored["step"]), float(stored["bias"])


_ENDS = _among("end", "dots")
# A sentence may begin after these, whatever follows, and with those, whatever stands before.
_AFTER = _among("end", "dots", "colon", "dash", "closing quote", "quote", "closing", "other")
_WITH = _among(
    *("capital", "capitals", "letter", "digit", "dots", "dash"),
    *("opening quote", "quote", "opening", "other"),
)
_NEVER = _among("end", "comma", "closing quote", "closing")
