"""Which language a text is in: bokmål, nynorsk or another. Quick enough to ask of every block.

A linear classifier over hashed character n-grams (after Cavnar and Trenkle 1994). No n-gram reaches
over a word's edge, so a text's score is the sum of its words' scores, and a word that has been met
before costs one look-up. `training.language` makes the weights.
"""

from __future__ import annotations

import math
import re
import zlib
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from schemas.claims import Language

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "other")
BUCKETS = 2**16
WEIGHTS = "model/language.npz"

# Of a heading the classifier must be this sure: `Budsjett 2024` is as much bokmål as nynorsk.
_SURE_ENOUGH = 0.8
_ENOUGH_WORDS = 6
_LOG_ODDS = math.log(9 / 0.5)  # nine blocks of ten are in the document's language
_NGRAM_LENGTHS = (2, 3, 4, 5)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|www\.|://)\S*")
_ADDRESS_MARKS = ("@", "www.", "://")


@lru_cache(maxsize=8)  # more than one extractor asks of a document
def language_of(text: str, expected: Language | None = None) -> Language | None:
    """The language of `text`; None where it is too short to tell.

    What is `expected`, from the text around it, decides where the words themselves do not.
    """
    found = words(text)
    if not found:
        return None
    # Three sums: for a block's few words numpy would cost more than it adds.
    scores = [sum(said) for said in zip(*map(_score, found), strict=True)]
    if expected:
        scores[LANGUAGES.index(expected)] += _LOG_ODDS
    highest = max(scores)
    chance = 1 / sum(math.exp(score - highest) for score in scores)
    sure = chance >= _SURE_ENOUGH or len(found) >= _ENOUGH_WORDS
    return LANGUAGES[scores.index(highest)] if sure else None


def words(text: str) -> list[str]:
    """The words that the classifier looks at, in lower case.

    Words with a capital inside a text are left out, since a list of names is in no language, and
    so are addresses.
    """
    found = _WORD.findall(_without_addresses(text))
    if text.isupper():
        return [word.lower() for word in found]
    return [word.lower() for word in found[:1]] + [word for word in found[1:] if word.islower()]


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text) if any(mark in text for mark in _ADDRESS_MARKS) else text


def buckets(word: str) -> list[int]:
    """The rows of the weights that `word` counts in: one for each of its n-grams, and its own."""
    edged = f"<{word}>"
    whole = edged.encode()
    if len(whole) == len(edged):  # a byte for each letter: they need not be encoded one by one
        ngrams = {whole[span] for span in _spans(len(edged))}
    else:
        ngrams = {edged[span].encode() for span in _spans(len(edged))}
    return [row % BUCKETS for row in map(zlib.crc32, ngrams | {whole})]


@cache
def _spans(length: int) -> list[slice]:
    """Where the n-grams of a word of that length stand."""
    return [slice(i, i + n) for n in _NGRAM_LENGTHS for i in range(length - n + 1)]


@lru_cache(maxsize=100_000)
def _score(word: str) -> tuple[float, ...]:
    weights, step = _weights()
    return tuple((np.add.reduce(weights.take(buckets(word), axis=0), dtype=int) * step).tolist())


@cache
def _weights() -> tuple[NDArray[np.int8], float]:
    with files("extractors").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return stored["weights"], float(stored["step"])
