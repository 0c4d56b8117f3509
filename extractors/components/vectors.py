"""Vectors of words that were met before: a look-up, where spaCy hashes each word's parts anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.vectors import Vectors

MOST = 100_000  # words, of half a kilobyte each


class Remembering(Vectors):  # type: ignore[misc]  # spaCy's is untyped
    """floret vectors that are computed once for each word (half of the words are among 200)."""

    def get_batch(self, keys: Iterable[int]) -> Any:
        """The vectors of `keys`, the numbers of words, one row each."""
        numbers = [int(key) for key in keys]
        if not hasattr(self, "_rows") or len(self._rows) > MOST:
            self._rows: dict[int, int] = {}
            self._kept = np.zeros((0, self.data.shape[1]), dtype=self.data.dtype)
        rows = self._rows
        new = [number for number in dict.fromkeys(numbers) if number not in rows]
        if new:
            needed = len(rows) + len(new)
            if needed > len(self._kept):
                self._kept = np.resize(self._kept, (2 * needed, self.data.shape[1]))
            self._kept[len(rows) : needed] = super().get_batch(new)
            rows.update(zip(new, range(len(rows), needed), strict=True))
        return self._kept[[rows[number] for number in numbers]]


def remember(nlp: Language) -> None:
    """Let `nlp`, if its vectors are floret's, remember those of words that it has met."""
    plain = nlp.vocab.vectors
    if getattr(plain, "mode", None) != "floret":
        return
    nlp.vocab.vectors = Remembering(
        strings=nlp.vocab.strings,
        mode="floret",
        data=plain.data,
        minn=plain.minn,
        maxn=plain.maxn,
        hash_count=plain.hash_count,
        hash_seed=plain.hash_seed,
        bow=plain.bow,
        eow=plain.eow,
    )
