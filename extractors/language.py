"""Which language a text is in: bokmål, nynorsk or another. Quick enough to ask of every block.

A linear classifier over hashed character n-grams (after Cavnar and Trenkle 1994). No n-gram reaches
over a word's edge, so a text's score is the sum of its words' scores: a word is scored once however
many blocks of a document it stands in. `training.language` makes the weights.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.claims import Language

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "other")
BUCKETS = 2**16
WEIGHTS = "model/language.npz"

Numbers = NDArray[Any]

# Of a heading the classifier must be this sure: `Budsjett 2024` is as much bokmål as nynorsk.
_SURE_ENOUGH = 0.8
_ENOUGH_WORDS = 6
_LOG_ODDS = math.log(9 / 0.5)  # nine blocks of ten are in the document's language
_SHORTEST, _LONGEST = 2, 5  # letters of an n-gram
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|www\.|://)\S*")
_ADDRESS_MARKS = ("@", "www.", "://")
# What a byte does to a CRC-32, by that byte and the last one of the CRC
_CRC = np.array([zlib.crc32(bytes([255 - i])) for i in range(256)], np.uint32) ^ 0xFF000000


class Languages(NamedTuple):
    """The language of a text as a whole, and of each of its parts."""

    whole: Language | None
    parts: tuple[Language | None, ...]


@lru_cache(maxsize=8)  # more than one asks of a document
def languages_of(parts: tuple[str, ...]) -> Languages:
    """The languages of a text and of the lines that it consists of.

    The language of the whole decides where the words of a line do not.
    """
    found = [_WORD.findall(_without_addresses(part)) for part in parts]
    small = [[*filter(str.islower, words)] for words in found]
    all_found, all_small = [*chain.from_iterable(found)], [*chain.from_iterable(small)]
    whole = _spoken(all_found, all_small, "\n".join(parts).isupper())
    spoken = [whole, *map(_spoken, found, small, map(str.isupper, parts))]
    scores = _scores(spoken)
    (language,) = _decided(scores[:, :1], spoken[:1])
    return Languages(language, _decided(scores[:, 1:], spoken[1:], language))


def language_of(text: str, expected: Language | None = None) -> Language | None:
    """The language of `text`; None where it is too short to tell.

    What is `expected`, from the text around it, decides where the words themselves do not.
    """
    spoken = [words(text)]
    (language,) = _decided(_scores(spoken), spoken, expected)
    return language


def words(text: str) -> list[str]:
    """The words that the classifier looks at, in lower case.

    Words with a capital inside a text are left out, since a list of names is in no language, and
    so are addresses.
    """
    found = _WORD.findall(_without_addresses(text))
    return _spoken(found, [*filter(str.islower, found)], text.isupper())


def _spoken(found: list[str], small: list[str], in_capitals: bool) -> list[str]:
    """`words` of a text in which all these are found, and `small` those in lower case."""
    if in_capitals:
        return [word.lower() for word in found]
    return small if not found or found[0].islower() else [found[0].lower(), *small]


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text) if any(mark in text for mark in _ADDRESS_MARKS) else text


def _decided(
    scores: Numbers, texts: Sequence[Sequence[str]], expected: Language | None = None
) -> tuple[Language | None, ...]:
    """The language of each text, by its column of `scores` and how many words it has."""
    scores = scores + [[_LOG_ODDS * (language == expected)] for language in LANGUAGES]
    lengths = np.array([*map(len, texts)])
    chance = 1 / np.exp(scores - scores.max(axis=0)).sum(axis=0)
    sure = (lengths > 0) & ((lengths >= _ENOUGH_WORDS) | (chance >= _SURE_ENOUGH))
    highest = scores.argmax(axis=0).tolist()
    return tuple(LANGUAGES[i] if known else None for i, known in zip(highest, sure, strict=True))


def _scores(texts: Sequence[Sequence[str]]) -> Numbers:
    """A row for each language, a column for each text: the sum of what its words score."""
    weights, step = _weights()
    said = [*chain.from_iterable(texts)]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(said))}
    by_word = _sums(weights, *buckets([*numbers]), len(numbers))
    at = np.fromiter(map(numbers.__getitem__, said), np.intp, len(said))
    text = np.repeat(np.arange(len(texts)), [*map(len, texts)])
    return step * _sums(by_word, at, text, len(texts))


def _sums(table: Numbers, columns: Numbers, groups: Numbers, count: int) -> Numbers:
    """The sum of those of the `columns` of `table` that are of each of the `count` groups."""
    return np.array([np.bincount(groups, row[columns], count) for row in table])


def buckets(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """What the words count in, one bucket for each n-gram and one for the word, and whose each is.

    All n-grams grow together, letter by letter; those over a word's edge grow in vain.
    """
    edged = [f"<{word}>".encode() for word in words]
    text = np.frombuffer(b"".join(edged), np.uint8)
    begins = np.flatnonzero((text & 0xC0) != 0x80)
    sizes = np.diff(begins, append=len(text))  # a letter may have several bytes
    heads = text[begins]
    tails = [
        (at := np.flatnonzero(sizes > n), text[begins[at] + n])
        for n in range(1, sizes.max(initial=1))
    ]
    # A word and a CRC are one number: an n-gram counts once in a word, wherever it stands there.
    word = np.cumsum(heads == ord("<"), dtype=np.uint64) - 1 << 32
    found = [word[heads == ord("<")] | np.array([*map(zlib.crc32, edged)], np.uint32)]
    crc = np.full(len(heads), 0xFFFFFFFF, np.uint32)
    for more in range(min(_LONGEST, len(heads))):  # letters after the first
        crc = _longer(crc[: len(heads) - more], heads[more:])
        for at, byte in tails:
            known = np.searchsorted(at, more)
            grown = at[known:] - more
            crc[grown] = _longer(crc[grown], byte[known:])
        if more + 1 >= _SHORTEST:
            inside = word[: len(crc)] == word[more:]
            found.append((word[: len(crc)] | ~crc)[inside])
    once = np.sort(np.concatenate(found))
    once = once[np.diff(once, prepend=np.uint64(2**63)) != 0]
    return (once & (BUCKETS - 1)).astype(np.intp), (once >> 32).astype(np.intp)


def _longer(crc: Numbers, byte: Numbers) -> Numbers:
    """The CRCs with a byte more each."""
    return _CRC[(crc ^ byte).astype(np.uint8)] ^ (crc >> 8)


@cache
def _weights() -> tuple[Numbers, float]:
    """A row for each language, a column for each bucket; and the step that they are counted in."""
    with files("extractors").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return np.ascontiguousarray(stored["weights"].T), float(stored["step"])
