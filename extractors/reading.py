"""A document under the eyes of the extractors: the document, and views of it made once."""

from __future__ import annotations

from functools import cache, cached_property

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from schemas.document import Block, Document, Evidence


@cache
def _sentencizer() -> Language:
    """spaCy's Norwegian tokenizer (it knows `kr.`, `ca.`, `nr.`) with rule-based sentences."""
    nlp = spacy.blank("nb")
    nlp.add_pipe("sentencizer")
    return nlp


class Reading:
    """What every extractor is given. Views are made when first asked for, and kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._docs: dict[int, Doc] = {}

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the furniture."""
        return self.document.body

    def doc(self, block: Block) -> Doc:
        """The block's text as spaCy tokens and sentences."""
        if block.seq not in self._docs:
            self._docs[block.seq] = _sentencizer()(block.text)
        return self._docs[block.seq]

    def sentences(self, block: Block) -> tuple[Evidence, ...]:
        """The block's sentences, each as evidence."""
        return tuple(
            block.cut(sentence.start_char, sentence.end_char)
            for sentence in self.doc(block).sents
            if sentence.text.strip()
        )
