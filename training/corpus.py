"""NorNE as values: sentences of words with their lemma, part of speech, features and entity."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

Variety = Literal["nob", "nno"]
Part = Literal["train", "dev", "test"]
VARIETIES: tuple[Variety, ...] = ("nob", "nno")

# EVT and MISC are too few to learn (some 280 and 30 in all) and are not offered.
OFFERED = frozenset({"PER", "ORG", "GPE", "LOC", "PROD", "DRV"})

# train holds the line breaks of the original as tokens of their own.
_LINE_BREAK_TOKEN = re.compile(r"^\d+\t\s+\tSPACE\t.*\n", re.MULTILINE)


class Word(NamedTuple):
    """One token: empty `lemma`, `pos` and `feats` are unknown, `entity` is IOB2 (`B-PER`)."""

    form: str
    lemma: str = ""
    pos: str = ""
    feats: str = ""
    entity: str = "O"
    space: bool = True


Sentence = tuple[Word, ...]


def text_of(words: Sentence) -> str:
    """The words as running text."""
    return "".join(word.form + " " * word.space for word in words).strip()


def read(corpus: Path, variety: Variety, part: Part) -> Iterator[Sentence]:
    """The sentences of one file of the corpus (CoNLL-U, https://universaldependencies.org/format)."""
    text = lzma.decompress((corpus / f"{variety}-{part}.conllu.xz").read_bytes()).decode("utf-8")
    for sentence in _LINE_BREAK_TOKEN.sub("", text).split("\n\n"):
        words = tuple(_word(line) for line in sentence.splitlines() if not line.startswith("#"))
        if words:
            yield words


def _word(line: str) -> Word:
    _, form, lemma, pos, _, feats, _, _, _, misc = line.split("\t")
    known = pos != "_"
    return Word(
        form=form,
        # dev and test mark punctuation's lemma with a dollar sign (`$,`), train does not.
        lemma=lemma.removeprefix("$") or form if known else "",
        pos=pos if known else "",
        feats=feats.replace("_", "") if known else "",
        entity=_entity(misc),
        space="SpaceAfter=No" not in misc,
    )


def _entity(misc: str) -> str:
    tag = next(field[5:] for field in misc.split("|") if field.startswith("name="))
    return tag.removesuffix("_LOC").removesuffix("_ORG")  # GPE_LOC and GPE_ORG are one type


def learnable(sentence: Sentence) -> Sentence:
    """The sentence without the entities of types that are not offered."""
    return tuple(
        word if word.entity[2:] in OFFERED else word._replace(entity="O") for word in sentence
    )
