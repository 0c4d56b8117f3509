"""What the corpus lacks: lines of minutes, unseen names, headings in capitals.

The corpus is newspapers, blogs, reports and parliament; Møtebok reads lists of names, tables and
headings. Names are drawn from the package norwegian-fake-data (SSB, CC BY 4.0) and from the
corpus's own training part.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from norwegian_fake_data import generate_names
from spacy.language import Language
from spacy.training import Example

from training.corpus import Sentence, Word

LINES = Path(__file__).with_name("minutes.toml")
SWAPPED = 0.2  # of the names in the corpus
CAPITALS = 0.04  # of the sentences

TYPE_OF_SLOT = {"PER": "PER", "FIRST": "PER", "LAST": "PER", "PARTY": "ORG"}
SLOT = re.compile(r"\{(\w+)\}")
_LETTERS = "ABDEFGHIJKLMNOPRSTUV"


class Names(NamedTuple):
    """Names to draw from: first names and surnames, and the corpus's mentions of each type."""

    first: Sequence[str]
    last: Sequence[str]
    mentions: dict[str, list[Sentence]]

    def person(self, rng: random.Random) -> tuple[str, ...]:
        """A person's full name, in one of the ways that minutes write it."""
        given = [rng.choice(self.first)]
        if rng.random() < 0.3:
            given.append(rng.choice((*self.first[:500], *_LETTERS)))
        family = [rng.choice(self.last)]
        if rng.random() < 0.25:
            family.insert(0, rng.choice(self.last))
        return (*given, *family)

    def mention(self, kind: str, rng: random.Random) -> str:
        """A mention of `kind` from the corpus."""
        return " ".join(word.form for word in rng.choice(self.mentions[kind]))


def names(sentences: Sequence[Sentence]) -> Names:
    """The names that augmentation draws from, `sentences` being the training part."""
    people = [
        person
        for age in range(20, 80, 5)
        for person in generate_names(400, age=age, name_fallback="nearest", seed=age)
    ]
    mentions: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        for start, end in spans(sentence):
            if "Case=Gen" not in sentence[end - 1].feats:
                mentions.setdefault(sentence[start].entity[2:], []).append(sentence[start:end])
    return Names([p.first_name for p in people], [p.last_name for p in people], mentions)


def spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and one past the last word of each entity."""
    start = None
    for i, word in enumerate((*sentence, Word(""))):
        if start is not None and not word.entity.startswith("I-"):
            yield start, i
            start = None
        if word.entity.startswith("B-"):
            start = i


def varied(sentence: Sentence, known: Names, rng: random.Random) -> Sentence:
    """The sentence with other names in it, or in capitals; most often as it is."""
    words: list[Word] = []
    end = 0
    for start, stop in spans(sentence):
        words += sentence[end:start]
        words += _other_name(sentence[start:stop], known, rng)
        end = stop
    words += sentence[end:]
    if rng.random() < CAPITALS:
        return tuple(word._replace(form=word.form.upper(), lemma="") for word in words)
    return tuple(words)


def _other_name(name: Sentence, known: Names, rng: random.Random) -> Sentence:
    kind = name[0].entity[2:]
    if rng.random() >= SWAPPED or kind == "DRV" or "Case=Gen" in name[-1].feats:
        return name
    if kind != "PER":
        return _spaced_like(rng.choice(known.mentions[kind]), name)
    forms = known.person(rng) if len(name) > 1 else (rng.choice((*known.first, *known.last)),)
    words = [Word(form, form, "PROPN", "", "I-PER") for form in forms]
    words[0] = words[0]._replace(entity="B-PER")
    return _spaced_like(tuple(words), name)


def _spaced_like(words: Sentence, model: Sentence) -> Sentence:
    return (*words[:-1], words[-1]._replace(space=model[-1].space))


def minutes(nlp: Language, known: Names, rng: random.Random) -> Iterator[Example]:
    """Each line of `minutes.toml`, filled at random; only sentence starts and names are gold."""
    data = tomllib.loads(LINES.read_text(encoding="utf-8"))
    for line in (*data["nb"], *data["nn"]):
        yield _filled(line, data, nlp, known, rng)


def _filled(
    line: str, data: dict[str, list[str]], nlp: Language, known: Names, rng: random.Random
) -> Example:
    text = ""
    entities: list[tuple[int, int, str]] = []
    end = 0
    for slot in SLOT.finditer(line):
        text += line[end : slot.start()]
        filler, kind = _filler(slot.group(1), data, known, rng)
        if kind:
            entities.append((len(text), len(text) + len(filler), kind))
        text += filler
        end = slot.end()
    text += line[end:]
    if rng.random() < CAPITALS:
        text = text.upper()
    gold = nlp.make_doc(text)
    found = [gold.char_span(*entity, alignment_mode="expand") for entity in entities]
    gold.set_ents([span for span in found if span])
    for token in gold:
        token.is_sent_start = token.i == 0
    return Example(nlp.make_doc(text), gold)


def _filler(
    slot: str, data: dict[str, list[str]], known: Names, rng: random.Random
) -> tuple[str, str]:
    """Words for a slot, and the type of entity they are (empty for none)."""
    year = rng.randrange(1995, 2031)
    if slot in known.mentions and slot != "PER":
        return known.mention(slot, rng), slot
    words = {
        "PER": " ".join(known.person(rng)),
        "FIRST": rng.choice(known.first),
        "LAST": rng.choice(known.last),
        "PARTY": rng.choice(data["parties"]),
        "ACRONYM": "".join(rng.choices(_LETTERS, k=rng.randint(2, 4))),
        "word": rng.choice(data["words"]),
        "year": str(year),
        "case": f"{rng.randrange(1, 150)}/{year % 100:02}",
        "date": f"{rng.randrange(1, 29)}.{rng.randrange(1, 13)}.{year}",
        "n": str(rng.randrange(2, 40)),
    }
    return words[slot], TYPE_OF_SLOT.get(slot, "")
