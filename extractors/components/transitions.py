"""Where names stand: spaCy's transitions, taken for all texts of a batch at once.

Outside a name the network sees the word alone, so what it would do there is computed for all words
together; only within a name does it see where the name began. spaCy goes word by word, and that
takes it longer than the encoder takes to read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, TrainablePipe
from spacy.tokens import Doc, Span

Numbers = NDArray[Any]


@Language.factory(
    "names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def names(
    nlp: Language,
    name: str,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Any,
) -> Names:
    """The component, for spaCy to make."""
    return Names(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )


class Found(NamedTuple):
    """A name: its first word, the word after its last, and its type."""

    first: int
    end: int
    label: str


class Names(EntityRecognizer):  # type: ignore[misc]  # spaCy's is compiled
    """spaCy's component, trained as that is; it reads texts in which no names are set yet."""

    pipe = TrainablePipe.pipe  # spaCy's own makes batches of like lengths

    def predict(self, docs: Iterable[Doc]) -> list[list[Found]]:
        """The names in each text."""
        texts = list(docs)
        found: list[list[Found]] = [[] for _ in texts]
        ends = np.cumsum([len(text) for text in texts], dtype=int)
        if not ends[-1:].any():
            return found
        rows = self.model.get_ref("tok2vec").predict(texts)
        spaces = np.concatenate([text.to_array("IS_SPACE") for text in texts]).astype(bool)
        last = np.isin(np.arange(len(rows)), ends - 1)
        actions = [self.moves.get_class_name(i) for i in range(self.moves.n_moves)]
        for first, end, label in Transitions(self.model, actions).names(rows, last, spaces):
            text = int(np.searchsorted(ends, first, side="right"))
            before = int(ends[text]) - len(texts[text])
            found[text].append(Found(first - before, end - before, label))
        return found

    def set_annotations(self, docs: Iterable[Doc], found: Sequence[Sequence[Found]]) -> None:
        """Set the names of each text."""
        for doc, here in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, *name) for name in here])


class Transitions:
    """The layers above the encoder; they score the actions `B-PER`, `I-PER`, `L-PER`, ... `O`."""

    def __init__(self, model: Any, actions: Sequence[str]) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._word, self._start, self._before = (
            weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)  # (in, pieces and hidden)
            for weights in lower.get_param("W")  # (hidden, pieces, in)
        )
        _, no_start, none_before = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(3, -1)
        self._within = lower.get_param("b").T.ravel()
        self._outside = self._within + no_start + none_before
        self._upper, self._upper_bias = upper.get_param("W").T, upper.get_param("b")
        self._labels = [action[2:] for action in actions]
        self._begin = np.array([action.startswith("B-") for action in actions])
        self._out = np.array([action == "O" for action in actions])
        # spaCy has an action `U-`, too, which is for names that were set before.
        unit = np.array([action[:2] == "U-" != action for action in actions])
        self._named = self._begin | unit
        self._on, self._end = (
            np.array([actions.index(kind + label) if label else 0 for label in self._labels])
            for kind in ("I-", "L-")
        )

    def names(self, rows: Numbers, last: Numbers, spaces: Numbers) -> Iterator[Found]:
        """The names among the words that `rows` are of; which are the last of texts, or spaces."""
        scores = self._scores(rows @ self._word + self._outside)
        scores[:, ~(self._named | self._out)] = -np.inf
        scores[np.ix_(last, self._begin)] = -np.inf
        scores[np.ix_(spaces, self._named)] = -np.inf
        action = scores.argmax(axis=1)
        ends = np.arange(len(rows)) + 1
        starts = np.flatnonzero(self._begin[action])
        ends[starts] = self._ends(rows, last, starts, action[starts])
        free = 0
        for first in np.flatnonzero(self._named[action]):
            if first >= free:
                free = int(ends[first])
                yield Found(int(first), free, self._labels[action[first]])

    def _ends(self, rows: Numbers, last: Numbers, starts: Numbers, actions: Numbers) -> Numbers:
        """The word after the name that would begin at each of `starts`, by that action."""
        at = starts + 1
        on = np.arange(len(starts))
        while len(on):
            here = at[on]
            seen = rows[here] @ self._word + rows[starts[on]] @ self._start
            scores = self._scores(seen + rows[here - 1] @ self._before + self._within)
            each = np.arange(len(on))
            more = scores[each, self._on[actions[on]]] >= scores[each, self._end[actions[on]]]
            on = on[more & ~last[here]]
            at[on] += 1
        return at + 1

    def _scores(self, seen: Numbers) -> Numbers:
        """Of each action, by what is seen before the pieces of the maxout."""
        scores: Numbers = np.maximum(*np.split(seen, 2, axis=1)) @ self._upper + self._upper_bias
        return scores
