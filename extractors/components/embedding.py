"""What the network makes of a word by itself: looked up for words that it has met before.

Half of the words are among 200, so that hashing a word's parts, looking up their vectors and mixing
these, a fourth of all that finding names costs, is done once for each word of a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from extractors.components.lists import FEATURES

MOST = 100_000  # words, of half a kilobyte each
# All that the embedding with lists asks of a word follows from these.
ATTRIBUTES: list[int | str] = ["ORTH", "NORM", "SPACY"]

Word = tuple[int, ...]  # values of ATTRIBUTES


def remember(nlp: Language) -> None:
    """Let the networks of `nlp` that embed words with lists remember those that they have met.

    They must not be trained any more.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            embed = node.maybe_get_ref("embed")
            if embed is not None and any(each.name == FEATURES for each in embed.walk()):
                remembered: Any = _Remembered(nlp.vocab)
                node.replace_node(embed, Model("remembered", remembered, layers=[embed]))


class _Remembered:
    """The row of each word met; those of new words are computed together."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._rows: dict[Word, Any] = {}

    def __call__(
        self,
        model: Model[Any, Any],
        docs: Sequence[Doc],
        is_train: bool,  # noqa: ARG002  # thinc
    ) -> tuple[Any, Callable[[Any], Any]]:
        words = [tuple(word) for doc in docs for word in doc.to_array(ATTRIBUTES).tolist()]
        if len(self._rows) > MOST:
            self._rows.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if new:
            [rows] = model.layers[0].predict([self._doc(new)])
            self._rows.update(zip(new, rows[:, np.newaxis], strict=True))
        ends = np.cumsum([len(doc) for doc in docs])
        return np.split(np.concatenate([self._rows[word] for word in words]), ends[:-1]), _untaught

    def _doc(self, words: Iterable[Word]) -> Doc:
        forms, norms, spaces = zip(*words, strict=True)
        strings = self._vocab.strings
        doc = Doc(self._vocab, [strings[form] for form in forms], list(map(bool, spaces)))
        columns: Any = np.array(norms, dtype=np.uint64)
        return doc.from_array(["NORM"], columns)


def _untaught(_: Any) -> Any:
    raise NotImplementedError("a network that remembers learns nothing new")
