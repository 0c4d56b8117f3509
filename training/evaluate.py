"""Measure what the package ships: `python -m training.evaluate --corpus ../shared/norne`.

The test part of the corpus is read as raw text, ten sentences at a time, so that a wrong token or
a wrong sentence costs what it costs in use. An entity is right when its span and its type are.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.language import language_of
from extractors.nlp import pipeline
from training.corpus import VARIETIES, Sentence, Variety, read, text_of
from training.examples import example, in_blocks, in_tens

LANGUAGE = {"nob": "nb", "nno": "nn"}
FIGURES = ("ents_f", "ents_p", "ents_r", "lemma_acc", "sents_f", "pos_acc", "morph_acc")
ENOUGH_WORDS = 6  # a sentence as short as `Ja, kom no` says little about its language


def main() -> None:
    """Print the figures of the model card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds NorNE")
    corpus: Path = parser.parse_args().corpus
    say = Console(highlight=False).print
    start = time.perf_counter()
    pipeline()
    say(f"loaded in {time.perf_counter() - start:.2f} s")
    for variety in VARIETIES:
        sentences = list(read(corpus, variety, "test"))
        fast = speed(list(read(corpus, variety, "dev")), sentences)
        figures = scores(in_tens(sentences))
        say(variety, *(f"{name} {figures[name]:.3f}" for name in FIGURES))
        lost = unreachable(in_tens(sentences))
        for kind, found in sorted(figures["ents_per_type"].items()):
            say(
                f"    {kind:4} f {found['f']:.3f} p {found['p']:.3f} r {found['r']:.3f}"
                f", {lost[kind]} lost to tokenization"
            )
        blocks = scores(in_blocks(sentences))
        say(f"    sents_f in blocks {blocks['sents_f']:.3f}")
        say(f"    language {languages_right(sentences, variety):.3f}")
        say(f"    {fast:.0f} words a second of one core")


def scores(texts: Iterable[Sequence[Sentence]]) -> dict[str, Any]:
    """spaCy's scores of the model on `texts` (https://spacy.io/api/scorer)."""
    nlp = pipeline()
    return nlp.evaluate([example(nlp, text) for text in texts])


def unreachable(texts: Iterable[Sequence[Sentence]]) -> Counter[str]:
    """How many entities of each type no model could find: they end within a token."""
    nlp = pipeline()
    return Counter(
        entity.label_
        for text in texts
        for both in [example(nlp, text)]
        for entity in both.reference.ents
        if both.predicted.char_span(entity.start_char, entity.end_char) is None
    )


def languages_right(sentences: Sequence[Sentence], variety: Variety) -> float:
    """Share of the sentences of six words or more whose language the classifier tells."""
    long_enough = [s for s in sentences if sum(w.form.isalpha() for w in s) >= ENOUGH_WORDS]
    right = sum(language_of(text_of(s)) == LANGUAGE[variety] for s in long_enough)
    return right / len(long_enough)


def speed(met: Sequence[Sentence], new: Sequence[Sentence]) -> float:
    """Words of `new` that the model reads in a second of processor time, when it has read `met`.

    So it is with a worker, who has read other documents: the words that most texts share are known.
    """
    before, texts = ([" ".join(map(text_of, group)) for group in in_tens(s)] for s in (met, new))
    for _ in pipeline().pipe(before):
        pass
    start = time.process_time()
    for _ in pipeline().pipe(texts):
        pass
    return sum(map(len, new)) / (time.process_time() - start)


if __name__ == "__main__":
    main()
