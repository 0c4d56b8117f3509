"""What a line tells of a project by the label before its colon: `Status: Er tatt i bruk`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.vocabulary import any_of, shelf
from schemas.document import Block

_TELLING_COMPOUNDS = ("status", "gains", "phase")
# «Innfridde gevinstar», «Ventede effekter»: whether they have come
HOW_SURE = re.compile(rf"\s*{any_of('degrees', 'come', 'expected')}\w*\s+(?=\w)", re.IGNORECASE)
# «Prosjektstatus: …», «Hovudgevinstar: …», by the last part of the word
_COMPOUND = re.compile(
    rf"\s*[A-ZÆØÅ]\w{{3,}}?(?P<last>{any_of('fields', *_TELLING_COMPOUNDS)})\s*:\s*", re.IGNORECASE
)
_COLON = re.compile(r"\s*:\s*")


class Field(NamedTuple):
    """What a line such as `Status: Er tatt i bruk` tells of a project, as in fields.toml.

    `value` is where in the block's text the words after the colon begin.
    """

    meaning: str
    value: int


def field(block: Block) -> Field | None:
    """The field that `block` opens with, if it opens with one and a colon."""
    return field_in(block.text) if ":" in block.text else None  # few have


@lru_cache(maxsize=2_000)  # each block is asked ten times
def field_in(text: str) -> Field | None:
    """The field that `text` opens with, if it opens with one and a colon."""
    if ":" not in text:
        return None
    hit = shelf("fields").at_start(text)
    colon = _COLON.match(text, hit.end) if hit else None
    if hit and colon:
        return Field(hit.meaning, colon.end())
    compound = _COMPOUND.match(text)
    meaning = shelf("fields").meaning(compound["last"]) if compound else None
    if compound and meaning:
        return Field(meaning, compound.end())
    adjective = HOW_SURE.match(text)
    rest = field_in(text[adjective.end() :]) if adjective else None
    if adjective is None or rest is None or rest.meaning != "gains":
        return None
    return Field("gains", adjective.end() + rest.value)
