"""What the language model sees of a word, the lists of names that it stands in among it.

`model/names.tsv` has the words and the letters of their lists (`training/gazetteer.py` made it). It
is a part of the model: with other lists the weights would mean something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from spacy.ml.staticvectors import StaticVectors
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ints2d

WORDS = "model/names.tsv"
# Given name, surname, place in Norway, city abroad, country, party, landmass: a bit each.
LISTS = "gsnfcpl"
GENITIVE = 1 << len(LISTS)
COMPOUND = GENITIVE << 1
# What the names of organisations and of landscapes end in.
ORGANISATION = COMPOUND << 1
LANDSCAPE = ORGANISATION << 1
SEED = 7  # as spaCy's own MultiHashEmbed, whose tables these are


@registry.architectures("motebok.EmbedWithLists.v1")  # type: ignore[untyped-decorator]
def embed_with_lists(
    width: int, attrs: list[str], rows: list[int], forgotten: float
) -> Model[list[Doc], list[Floats2d]]:
    """spaCy's MultiHashEmbed with vectors and one more table, for the lists.

    `rows` has one size more than `attrs`. In training, a share of the words (`forgotten`) is met
    as unknown words are, so that the network learns to do without them.
    """
    tables: list[Model[Ints2d, Floats2d]] = [
        HashEmbed(width, size, column=i, seed=SEED + 1 + i, dropout=0.0)
        for i, size in enumerate(rows)
    ]
    options = {"attrs": attrs, "forgotten": forgotten}
    features: Model[list[Doc], list[Ints2d]] = Model(
        "features_with_lists", _features, attrs=options
    )
    return chain(
        concatenate(
            chain(features, list2ragged(), with_array(concatenate(*tables))),
            StaticVectors(width, dropout=0.0),
        ),
        with_array(Maxout(width, width * (len(tables) + 1), nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )


def _features(
    model: Model[list[Doc], list[Ints2d]], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
    attrs = model.attrs["attrs"]
    found: list[Any] = []
    for doc in docs:
        strings = doc.vocab.strings
        words = doc.to_array("ORTH")
        lists = [_lists_of(strings[word]) for word in words]
        columns = np.column_stack([doc.to_array(attrs), np.asarray(lists, dtype="uint64")])
        if is_train and model.attrs["forgotten"] and "NORM" in attrs:
            unknown = np.random.random(len(doc)) < model.attrs["forgotten"]
            columns[unknown, attrs.index("NORM")] = np.random.randint(1, 2**62, unknown.sum())
        found.append(columns)
    return found, lambda _: []


@lru_cache(maxsize=100_000)
def _lists_of(word: str) -> int:
    return lists_of(word)


def lists_of(word: str) -> int:
    """The lists that `word`, which must begin with a capital, stands in, as bits."""
    if not word[:1].isupper():
        return 0
    lower = word.casefold()
    return _lists_of_name(lower) | _ending(lower)


def _lists_of_name(lower: str) -> int:
    known = _known()
    if bits := known.get(lower, 0):
        return bits
    if lower.endswith("s") and (bits := known.get(lower[:-1], 0)):
        return bits | GENITIVE
    first, hyphen, last = lower.partition("-")
    if hyphen and (bits := known.get(first, 0) | known.get(last, 0)):
        return bits | COMPOUND
    return 0


def _ending(lower: str) -> int:
    stem = lower.removesuffix("s")
    bits = 0
    for kind, bit in (("O", ORGANISATION), ("L", LANDSCAPE)):
        if lower.endswith(_endings()[kind]) or stem.endswith(_endings()[kind]):
            bits |= bit
    return bits


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    text = files("extractors").joinpath(WORDS).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple((word, lists) for word, lists in rows)


@cache
def _known() -> dict[str, int]:
    return {
        word: sum(1 << LISTS.index(letter) for letter in lists)
        for word, lists in _rows()
        if lists not in ("O", "L")
    }


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(w for w, lists in _rows() if lists == kind) for kind in "OL"}
