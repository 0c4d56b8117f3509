"""Lemmas of words that the corpus has, after the lemmatizer has guessed at all of them.

What a word, as its part of speech, was found to come from is surer than what its form suggests. And
much that both varieties spell alike has another lemma in each (`er` is of `være` in bokmål, of
`vere` in nynorsk), which the network sees too little of a text to know.
"""

from __future__ import annotations

import lzma
from functools import cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.language import language_of

Numbers = NDArray[np.uint64]
TABLE = "model/lemmas.tsv.xz"
VARIETIES = ("nb", "nn")
_SPREAD = 0x9E3779B97F4A7C15  # an odd number: parts of speech fall far apart


@Language.factory("known_lemmas", assigns=["token.lemma"], requires=["token.lemma", "token.pos"])
def known_lemmas(nlp: Language, name: str) -> KnownLemmas:  # noqa: ARG001  # spaCy gives it
    """The component, for spaCy to make."""
    return KnownLemmas(nlp.vocab)


class KnownLemmas:
    """Sets the lemmas that `model/lemmas.tsv.xz` has, in a text that is bokmål or nynorsk."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    @cached_property
    def _tables(self) -> dict[str, tuple[Numbers, Numbers]]:
        """For each variety what its words are looked up by, in order, and their lemmas."""
        rows: dict[str, dict[int, int]] = {variety: {} for variety in VARIETIES}
        text = lzma.decompress(files("extractors").joinpath(TABLE).read_bytes()).decode("utf-8")
        for line in text.splitlines():
            varieties, pos, form, lemma = line.split("\t")
            key = _key(get_string_id(form), get_string_id(pos))
            known = self._strings.add(lemma)
            for variety in varieties.split():
                rows[variety][key] = known
        return {variety: _sorted(table) for variety, table in rows.items()}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that are known."""
        table = self._tables.get(language_of(doc.text) or "") if len(doc) else None
        if table is None:
            return doc
        keys, lemmas = table
        forms, pos, guessed = doc.to_array(["LOWER", "POS", "LEMMA"]).astype(np.uint64).T
        sought = forms ^ (pos * np.uint64(_SPREAD))
        at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
        found = np.where(keys[at] == sought, lemmas[at], guessed)
        return doc.from_array(["LEMMA"], found)


def _key(form: int, pos: int) -> int:
    return form ^ (pos * _SPREAD % 2**64)


def _sorted(table: dict[int, int]) -> tuple[Numbers, Numbers]:
    """Keys in their order, and what each stands for."""
    keys = np.array(sorted(table), dtype=np.uint64)
    return keys, np.array([table[key] for key in sorted(table)], dtype=np.uint64)
