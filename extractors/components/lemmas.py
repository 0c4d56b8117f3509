"""Lemmas: of words that the corpus has by a table, of others as the network guesses.

What a word, as its part of speech, was found to come from is surer than what its form suggests. And
much that both varieties spell alike has another lemma in each (`er` is of `være` in bokmål, of
`vere` in nynorsk), which the network sees too little of a text to know. The table has nine words of
ten, so that it is what costs least as well.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import (
    DEFAULT_EDIT_TREE_LEMMATIZER_MODEL,
    EditTreeLemmatizer,
)
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.language import language_of

Numbers = NDArray[np.uint64]
TABLE = "model/lemmas.tsv.xz"
VARIETIES = ("nb", "nn")
_SPREAD = 0x9E3779B97F4A7C15  # an odd number: parts of speech fall far apart


def table_rows() -> Iterator[list[str]]:
    """The rows of the table: varieties, part of speech, form in lower case, lemma."""
    text = lzma.decompress(files("extractors").joinpath(TABLE).read_bytes()).decode("utf-8")
    for line in text.splitlines():
        yield line.split("\t")


@Language.factory("known_lemmas", assigns=["token.lemma"], requires=["token.pos"])
def known_lemmas(nlp: Language, name: str) -> KnownLemmas:  # noqa: ARG001  # spaCy gives it
    """The component, for spaCy to make."""
    return KnownLemmas(nlp.vocab)


class KnownLemmas:
    """Sets the lemmas that `model/lemmas.tsv.xz` has, in a text that is bokmål or nynorsk.

    Other words are left without one.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    @cached_property
    def _tables(self) -> dict[str, tuple[Numbers, Numbers]]:
        """For each variety what its words are looked up by, in order, and their lemmas."""
        rows: dict[str, dict[int, int]] = {variety: {} for variety in VARIETIES}
        for varieties, pos, form, lemma in table_rows():
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
        forms, pos = doc.to_array(["LOWER", "POS"]).T
        sought = forms ^ (pos * np.uint64(_SPREAD))
        at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
        found: Any = np.where(keys[at] == sought, lemmas[at], np.uint64(0))
        return doc.from_array(["LEMMA"], found)


@Language.factory(
    "other_lemmas",
    assigns=["token.lemma"],
    default_config={
        "model": DEFAULT_EDIT_TREE_LEMMATIZER_MODEL,
        "backoff": "orth",
        "min_tree_freq": 3,
        "top_k": 3,
        "overwrite": False,
        "scorer": {"@scorers": "spacy.lemmatizer_scorer.v1"},
    },
    default_score_weights={"lemma_acc": 1.0},
)
def other_lemmas(
    nlp: Language,
    name: str,
    model: Any,
    backoff: str | None,
    min_tree_freq: int,
    top_k: int,
    overwrite: bool,
    scorer: Any,
) -> OtherLemmas:
    """The component, for spaCy to make."""
    return OtherLemmas(
        nlp.vocab,
        model,
        name,
        backoff=backoff,
        min_tree_freq=min_tree_freq,
        top_k=top_k,
        overwrite=overwrite,
        scorer=scorer,
    )


class OtherLemmas(EditTreeLemmatizer):
    """spaCy's lemmatizer, trained as that is, that looks at words without a lemma only."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The edit tree of each word of each text; -1 if it has a lemma, or if no tree fits."""
        texts = list(docs)
        seen = self.model.get_ref("tok2vec").predict(texts)
        return [self._trees(doc, rows) for doc, rows in zip(texts, seen, strict=True)]

    def _trees(self, doc: Doc, rows: Any) -> NDArray[np.int64]:
        trees = np.full(len(doc), -1)
        without = np.flatnonzero(doc.to_array("LEMMA") == 0)
        if len(without):
            scores = self.model.get_ref("softmax").predict(rows[without])
            for i, likely in zip(without, scores, strict=True):
                trees[i] = next(self._fitting(doc[int(i)].text, likely), -1)
        return trees

    def _fitting(self, word: str, scores: Any) -> Iterator[int]:
        """Those of the likeliest trees that `word` can be changed by, likeliest first."""
        for _ in range(self.top_k):
            best = int(scores.argmax())
            tree: int = self.cfg["labels"][best]
            if self.trees.apply(tree, word) is not None:
                yield tree
            scores[best] = -np.inf


def _key(form: int, pos: int) -> int:
    return form ^ (pos * _SPREAD % 2**64)


def _sorted(table: dict[int, int]) -> tuple[Numbers, Numbers]:
    """Keys in their order, and what each stands for."""
    keys = np.array(sorted(table), dtype=np.uint64)
    return keys, np.array([table[key] for key in sorted(table)], dtype=np.uint64)
