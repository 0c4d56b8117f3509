"""Learn where sentences begin: make `extractors/model/sentences.npz`.

The network whose parts of speech and names it is learnt from must not have seen the texts too
often, or it reads them better than it will ever read others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from extractors.components.sentences import BITS, CLUES, Numbers, clues
from training.corpus import VARIETIES, Part, read
from training.examples import example, in_blocks, in_tens

CHARY = 0.5  # how far the weights may go: the inverse of what their squares cost
# Log-odds by which a place may fall short of being as likely as not. More sentences are missed than
# made up; chosen on dev, by a regression and a network that had seen train only.
LENIENT = 0.4


def write(nlp: Language, corpus: Path, parts: Sequence[Part], output: Path) -> None:
    """Learn from `parts` of the corpus as `nlp` reads them, and store the weights."""
    examples = [each for part in parts for each in _examples(nlp, corpus, part)]
    rows = np.vstack([found for found, _ in examples])
    starts = np.concatenate([starts for _, starts in examples])
    model = LogisticRegression(C=CHARY, max_iter=1000).fit(_sparse(rows), starts)
    step = float(np.abs(model.coef_).max()) / 127
    weights = np.round(model.coef_[0] / step).astype(np.int8)
    np.savez_compressed(output, weights=weights, step=step, bias=model.intercept_[0] + LENIENT)


def _examples(nlp: Language, corpus: Path, part: Part) -> Iterator[tuple[Numbers, Numbers]]:
    """The clues of the places of each text, and whether a sentence begins there.

    Each sentence stands in running text once, and once in a block as a document has it.
    """
    for variety in VARIETIES:
        sentences = list(read(corpus, variety, part))
        texts = [*in_tens(sentences), *in_blocks(sentences)]
        golds = [example(nlp, text).reference for text in texts]
        for gold, doc in zip(golds, nlp.pipe(gold.text for gold in golds), strict=True):
            begin = {token.idx for token in gold if token.is_sent_start}
            places, rows = clues([doc])
            yield rows, np.array([doc[int(place)].idx in begin for place in places], dtype=bool)


def _sparse(rows: Numbers) -> csr_matrix:
    ends = np.arange(len(rows) + 1) * len(CLUES)
    return csr_matrix((np.ones(rows.size), rows.ravel(), ends), shape=(len(rows), 2**BITS))
