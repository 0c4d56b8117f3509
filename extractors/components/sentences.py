"""Where sentences begin: what the network says, and what stands around the place.

A heading without a full stop runs into the sentence after it, and the network, which sees four
words to each side, is in doubt. What decides then is whether a capital has another reason to be
there: a name has, a common word has not.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline.senter import DEFAULT_SENTER_MODEL, SentenceRecognizer
from spacy.strings import get_string_id
from spacy.tokens import Doc

# How much likelier a sentence's start is than the network says (log odds), chosen on NorNE's dev
# with a network that had not seen it.
AFTER_END = 2.0  # after a full stop, a question mark or an exclamation mark
AFTER_COLON = 1.0
COMMON_CAPITAL = 1.5  # a word with a capital that is no name, with no punctuation before it
NAME = -2.0  # a name, or the middle of one, with no punctuation before it
DASH = 1.0  # with no punctuation before it: a remark, or a point of a list
QUOTED = -2.0  # after an opening quotation mark or bracket

_INSIDE, _BEGIN = 1, 3  # as spaCy numbers ENT_IOB
_PROPN, _PUNCT = map(get_string_id, ("PROPN", "PUNCT"))


@Language.factory(
    "structured_senter",
    assigns=["token.is_sent_start"],
    requires=["token.pos", "doc.ents"],
    default_config={
        "model": DEFAULT_SENTER_MODEL,
        "overwrite": False,
        "scorer": {"@scorers": "spacy.senter_scorer.v1"},
    },
    default_score_weights={"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
)
def structured_senter(
    nlp: Language, name: str, model: Any, overwrite: bool, scorer: Any
) -> StructuredSenter:
    """The component, for spaCy to make."""
    return StructuredSenter(nlp.vocab, model, name, overwrite=overwrite, scorer=scorer)


class StructuredSenter(SentenceRecognizer):  # type: ignore[misc]  # spaCy's is untyped
    """spaCy's senter, trained as that is, after the parts of speech and the names are known."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """Whether each word of each text starts a sentence: 1 if so."""
        texts = list(docs)
        return self._scores2guesses(
            [
                scores + np.outer(surprise(doc), (0.0, 1.0)).astype(scores.dtype)
                for doc, scores in zip(texts, self.model.predict(texts), strict=True)
            ]
        )


def surprise(doc: Doc) -> np.ndarray:
    """What to add to the log odds of each word's being the first of a sentence."""
    if len(doc) < 2:
        return np.zeros(len(doc))
    words = doc.to_array(["ORTH", "PREFIX", "POS", "ENT_IOB"])
    before, (_, prefix, pos, iob) = words[:-1], words[1:].T
    punctuated = before[:, 2] == _PUNCT
    capital = ~punctuated & np.isin(prefix, _CAPITALS)
    named = (iob == _INSIDE) | ((iob == _BEGIN) & (pos == _PROPN))
    cases: Sequence[tuple[np.ndarray, float]] = (
        (punctuated & np.isin(before[:, 0], _ENDS), AFTER_END),
        (punctuated & np.isin(before[:, 0], _COLONS), AFTER_COLON),
        (punctuated & np.isin(before[:, 0], _OPENING), QUOTED),
        (capital & named, NAME),
        (capital & (iob != _INSIDE) & (iob != _BEGIN) & (pos != _PROPN), COMMON_CAPITAL),
        (~punctuated & np.isin(words[1:, 0], _DASHES), DASH),
    )
    found = np.select([where for where, _ in cases], [much for _, much in cases], 0.0)
    return np.concatenate(([0.0], found))


def _hashes(strings: Iterable[str]) -> np.ndarray:
    return np.array([get_string_id(each) for each in strings], dtype=np.uint64)


_CAPITALS = _hashes(string.ascii_uppercase + "ÆØÅÄÖÜÉÈÁÀÓÒÔÍÚÇÐŠŽČĐŊ")
_ENDS = _hashes(".?!")
_COLONS = _hashes(":;")
_OPENING = _hashes('«"“(')
_DASHES = _hashes("-–")
