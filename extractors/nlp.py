"""The language model: tokens, sentences, lemmas and names, loaded once.

The model that comes with Møtebok is the folder `model/norsk`; `training/README.md` says how it was
made. The environment variable MOTEBOK_MODEL names another spaCy pipeline to use instead.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

import spacy
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

import extractors.components  # noqa: F401  # spaCy looks them up by name
from extractors.components.encoder import quicken

VARIABLE = "MOTEBOK_MODEL"
MODEL = "model/norsk"
_ENDLESS = re.compile(r"\S{100,}(?=\S)")  # signs on end, as in a line to write on; not its stop


def pipeline() -> Language:
    """The model, ready to read with.

    Raises OSError if MOTEBOK_MODEL names something that is no spaCy pipeline.
    """
    return _loaded(os.environ.get(VARIABLE))


@cache
def _loaded(name: str | None) -> Language:
    # numpy's matrix product is three times as fast as the one that spaCy takes by itself. On two
    # cores the matrices are too small: it costs half as much again, and each worker has its core.
    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        if name:
            nlp = spacy.load(name)
        else:
            with as_file(files("extractors").joinpath(MODEL)) as folder:
                nlp = spacy.load(folder)
            quicken(nlp)
    gc.collect()
    gc.freeze()  # it stays as long as the process: to look it through for garbage costs 0.1 s
    return nlp


def names_in(texts: Iterable[str]) -> dict[str, list[tuple[str, int, int]]]:
    """What the model finds in each text: type of name, first and last character.

    It is the dearest part of the whole job: no text is read twice, and none without a capital.
    """
    nlp = pipeline()
    idle = [name for name in nlp.pipe_names if not _finds_names(nlp, name)]
    found: dict[str, list[tuple[str, int, int]]] = {text: [] for text in texts}
    shown = ((without_endless(text), text) for text in found if text != text.lower())
    for doc, text in nlp.pipe(shown, as_tuples=True, disable=idle):
        found[text] = [(_type(n.label_), n.start_char, n.end_char) for n in doc.ents]
    return found


def without_endless(text: str) -> str:
    """`text` with spaces for what is no word and has no end; each sign keeps its place.

    spaCy's tokenizer takes off one mark after the other: of 20 000 that costs it a minute.
    """
    return _ENDLESS.sub(lambda run: " " * len(run[0]), text)


def _type(label: str) -> str:
    """The label as our own model says it: others have `GPE_LOC` and `GPE_ORG`, or `PERSON`."""
    return "PER" if label == "PERSON" else label.partition("_")[0]


def _finds_names(nlp: Language, component: str) -> bool:
    """The component sets the names, or is the encoder of one that does."""
    heard_by = getattr(nlp.get_pipe(component), "listening_components", ())
    return any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in (component, *heard_by))
