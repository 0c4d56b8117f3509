"""The language model: tokens, sentences, lemmas and names, loaded once in each process.

The model that comes with Møtebok is the folder `model/norsk`; `training/README.md` says how it was
made. The environment variable MOTEBOK_MODEL names another spaCy pipeline to use instead.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import as_file, files

import spacy
from spacy.language import Language
from thinc.api import use_ops

VARIABLE = "MOTEBOK_MODEL"
MODEL = "model/norsk"


@cache
def pipeline() -> Language:
    """The model, ready to read with.

    Raises OSError if MOTEBOK_MODEL names something that is no spaCy pipeline.
    """
    # numpy's matrix product is three times as fast as the one that spaCy takes by itself.
    with use_ops("numpy", use_blis=False):
        if name := os.environ.get(VARIABLE):
            return spacy.load(name)
        with as_file(files("extractors").joinpath(MODEL)) as folder:
            return spacy.load(folder)
