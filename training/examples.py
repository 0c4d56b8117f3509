"""From sentences to what spaCy learns from and is measured on: raw text beside its gold tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.corpus import Sentence


def example(nlp: Language, sentences: Sequence[Sentence]) -> Example:
    """The sentences as one text: its gold, and the bare text as `nlp` will tokenize it.

    The last word of a sentence has a space after it, whatever the corpus guessed.
    """
    spaced = [(*sentence[:-1], sentence[-1]._replace(space=True)) for sentence in sentences]
    words = [word for sentence in spaced for word in sentence]
    starts: list[bool | int | None] = [i == 0 for sentence in spaced for i in range(len(sentence))]
    gold = Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        lemmas=[word.lemma for word in words],
        pos=[word.pos for word in words],
        morphs=[word.feats for word in words],
        sent_starts=starts,
        ents=[word.entity for word in words],
    )
    return Example(nlp.make_doc(gold.text), gold)


def in_tens(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences ten by ten, about a paragraph each."""
    for first in range(0, len(sentences), 10):
        yield sentences[first : first + 10]


def in_blocks(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences as the blocks of a document would hold them.

    A line that no punctuation ends (a heading, a line of a list) closes its block: the corpus is
    running text and has lost its line breaks, a document has not.
    """
    block: list[Sentence] = []
    for sentence in sentences:
        block.append(sentence)
        if sentence[-1].pos != "PUNCT" or len(block) == 10:
            yield block
            block = []
    if block:
        yield block
