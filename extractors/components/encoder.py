"""The networks' encoders, computed for reading only: the same numbers in half the time.

What an encoder makes of a word by itself, from its tables and its vector, is computed once and
kept: half of the words of any text are among 200. The layers that look at a word's neighbours then
work through memory that the processor has at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike, NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

Numbers = NDArray[Any]
Encoder: TypeAlias = Model[list[Doc], list[Numbers]]

MOST = 100_000  # words that are kept, of half a kilobyte each
TOGETHER = 240  # words that go through a layer at once: they fit into a core's own cache
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd number: norms fall far apart
_TINY = 1e-8  # as thinc has it


def quicken(nlp: Language) -> None:
    """Compute the encoders of our own model in this way; `nlp` can then learn no more."""
    vectors = Vectors(nlp.vocab)
    shared: Any = nlp.get_pipe("tok2vec")
    shared.model = quick(shared.model, vectors)
    names: Any = nlp.get_pipe("ner")
    layers = names.model.get_ref("tok2vec").layers
    layers[0] = quick(layers[0], vectors)


def quick(encoder: Encoder, vectors: Vectors) -> Encoder:
    """What predicts as `encoder` does, spaCy's `Tok2Vec.v2` over hash tables and vectors."""
    embed, encode = encoder.layers
    words = Words(embed, vectors)
    layers = list(_layers(encode, np.float32))
    width, apart = encoder.get_dim("nO"), encode.attrs["pad"]

    def forward(
        model: Encoder,  # noqa: ARG001  # thinc gives it
        texts: list[Doc],
        is_train: bool,
    ) -> tuple[list[Numbers], Callable[[list[Numbers]], list[Doc]]]:
        if is_train:
            raise ValueError("an encoder for reading only")
        ends = np.cumsum([len(text) + apart for text in texts])
        # Texts are so far apart, in rows of nothing, that no word sees a word of another.
        rows = np.zeros((ends[-1] + apart, width), dtype=np.float32)
        places = [slice(end - len(text), end) for end, text in zip(ends, texts, strict=True)]
        rows[np.r_[*places]] = words(texts)
        for layer in layers:
            rows = beside(layer, rows)
        return [rows[place] for place in places], lambda _: []

    return Model("quick_encoder", forward, dims={"nO": width})


class Vectors:
    """The vectors of words, computed once for all encoders: each is a mean of some fifty rows."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._kept: dict[int, Numbers] = {}

    def __call__(self, forms: Sequence[int]) -> Numbers:
        """A row for each word."""
        if len(self._kept) > MOST:
            self._kept.clear()
        if new := [form for form in forms if form not in self._kept]:
            self._kept.update(zip(new, self.vocab.vectors.get_batch(new), strict=True))
        return np.array([self._kept[form] for form in forms])


class Words:
    """What an encoder's embeddings make of each word, computed when it is first met.

    In double precision, so that what is kept of a word does not depend on the words beside it then.
    """

    def __init__(self, embed: Encoder, vectors: Vectors) -> None:
        together, mixed, _ = embed.layers
        self._tables, static = together.layers
        self._vectors = vectors
        self._static = _parameter(static, "W").T.astype(float)
        (self._mixed,) = _layers(mixed, float)
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[int, int] = {}
        self._kept = np.zeros((1024, len(self._mixed.scale)), dtype=np.float32)

    def __call__(self, texts: Sequence[Doc]) -> Numbers:
        """A row for each word, one text after the other."""
        words = np.concatenate([text.to_array(["ORTH", "NORM", "SPACY"]) for text in texts])
        keys: list[int] = ((words[:, 0] ^ (words[:, 1] * _SPREAD)) + words[:, 2]).tolist()
        if len(self._rows) > MOST:
            self._forget()
        if new := {key: i for i, key in enumerate(keys) if key not in self._rows}:
            self._learn(list(new), words[list(new.values())])
        return self._kept[[self._rows[key] for key in keys]]

    def _learn(self, keys: Sequence[int], words: Numbers) -> None:
        """Compute `words` (what `keys` stand for), in a text of nothing else."""
        forms, norms, spaces = words.T
        vocab = self._vectors.vocab
        text = Doc(vocab, [vocab.strings[form] for form in forms], spaces.astype(bool).tolist())
        tables = self._tables.predict([text.from_array(["NORM"], norms[:, None])]).data
        vectors = self._vectors(forms.tolist()) @ self._static
        first, last = len(self._rows), len(self._rows) + len(keys)
        while last > len(self._kept):
            self._kept = np.concatenate([self._kept, np.zeros_like(self._kept)])
        self._kept[first:last] = self._mixed(np.hstack([tables, vectors]))
        self._rows.update(zip(keys, range(first, last), strict=True))


class Layer(NamedTuple):
    """Linear, maxout and layer norm."""

    weights: Numbers  # those of all first pieces of the maxout, then of all second ones, and on
    bias: Numbers
    scale: Numbers
    shift: Numbers

    def __call__(self, rows: Numbers) -> Numbers:
        """What becomes of `rows`."""
        pieces = rows @ self.weights
        pieces += self.bias
        width = len(self.scale)
        best = pieces[:, :width]
        for first in range(width, len(self.bias), width):
            np.maximum(best, pieces[:, first : first + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width)
        best *= 1 / np.sqrt(spread + _TINY)
        best *= self.scale
        best += self.shift
        return best


def beside(layer: Layer, rows: Numbers) -> Numbers:
    """Each row and what `layer` makes of it and its neighbours; of the outermost rows, nothing."""
    width = rows.shape[1]
    after = np.zeros_like(rows)
    windows = sliding_window_view(rows.ravel(), 3 * width)[::width]
    for first in range(0, len(windows), TOGETHER):
        near = np.ascontiguousarray(windows[first : first + TOGETHER])
        here = slice(first + 1, first + 1 + len(near))
        np.add(rows[here], layer(near), out=after[here])
    return after


def _layers(model: Model[Any, Any], precision: DTypeLike) -> Iterator[Layer]:
    """The layers of a network of maxouts, each with its layer norm."""
    nodes = [node for node in model.walk() if node.param_names]
    for maxout, norm in zip(nodes[::2], nodes[1::2], strict=True):
        weights = _parameter(maxout, "W")  # of the shape (out, pieces, in)
        parameters = (
            weights.transpose(2, 1, 0).reshape(weights.shape[2], -1),
            _parameter(maxout, "b").T.ravel(),
            _parameter(norm, "G"),
            _parameter(norm, "b"),
        )
        yield Layer(*(np.ascontiguousarray(each, precision) for each in parameters))


def _parameter(model: Model[Any, Any], name: str) -> Numbers:
    return np.asarray(model.get_param(name))
