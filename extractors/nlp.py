"""The language model: tokens, sentences, lemmas and names, loaded once in each process.

The model that comes with Møtebok is the folder `model/norsk`; `training/README.md` says how it was
made. The environment variable MOTEBOK_MODEL names another spaCy pipeline to use instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.util import registry
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from thinc.api import use_ops

VARIABLE = "MOTEBOK_MODEL"
MODEL = "model/norsk"

# Words remembered before the memory is emptied: 64 MB at 128 dimensions.
_ROOM = 2**17


class CachedFloret(Vectors):  # type: ignore[misc]  # spaCy's compiled classes carry no types
    """Floret vectors that remember the words they have met.

    spaCy hashes all n-grams of every word in every batch, which is dearer than the network itself.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._row_of: dict[int, int] = {}
        self._rows: NDArray[np.float32] = np.empty((0, 0), dtype=np.float32)

    def get_batch(self, keys: Iterable[int]) -> NDArray[np.float32]:
        """The vectors of `keys` (hashes of words), of shape (number of keys, dimensions)."""
        wanted = np.asarray(keys, dtype=np.uint64).tolist()
        if len(self._row_of) + len(wanted) > len(self._rows):
            self._row_of = {}
            self._rows = np.empty((_ROOM + len(wanted), self.shape[1]), dtype=np.float32)
        new = [key for key in dict.fromkeys(wanted) if key not in self._row_of]
        if new:
            first = len(self._row_of)
            self._rows[first : first + len(new)] = super().get_batch(new)
            self._row_of.update(zip(new, range(first, first + len(new)), strict=True))
        return self._rows[[self._row_of[key] for key in wanted]]


@registry.vectors("motebok.CachedFloret.v1")  # type: ignore[untyped-decorator]
def _make_cached_floret() -> Callable[[Vocab], CachedFloret]:
    return lambda vocab: CachedFloret(strings=vocab.strings)


@cache
def pipeline() -> Language:
    """The model, ready to read with.

    Raises OSError if MOTEBOK_MODEL names something that is no spaCy pipeline.
    """
    # numpy's matrix product is three times as fast as the one that spaCy chooses by itself.
    with use_ops("numpy", use_blis=False):
        if name := os.environ.get(VARIABLE):
            return spacy.load(name)
        with as_file(files("extractors").joinpath(MODEL)) as folder:
            return spacy.load(folder)
