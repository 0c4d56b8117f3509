"""Who and what is named where: people, municipalities and organisations.

Structure comes first: those in the attendance list and those who voted are people, whatever a
model thinks, and names of projects are no organisations. The language model reads the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from spacy.lang.nb.stop_words import STOP_WORDS
from spacy.language import Language

from extractors.attendance import extract_attendance
from extractors.gazetteer import given_names, municipalities, places
from extractors.language import language_of
from extractors.nlp import pipeline
from extractors.people import is_person_name
from extractors.projects import extract_projects
from extractors.reading import Reading
from extractors.vocabulary import fold, shelf
from extractors.votes import extract_votes
from schemas.claims import Mention
from schemas.document import Block, Evidence

# «Nes kommune», «Indre Nes kommune»
_MUNICIPALITY = re.compile(
    r"\b(?P<name>[A-ZÆØÅÁ][\wáđŋšžč-]+(?:[ -](?:og\s)?[A-ZÆØÅ][\wáđŋšžč-]+)?)"
    r"\s(?:kommune|KOMMUNE)\b"
)
_LONGEST = 5  # words of a name
_NO_PERSON = ("labels", "bodies", "organisations", "parties", "kinds")  # shelves of other things


def extract_mentions(reading: Reading) -> Iterator[Mention]:
    """Every place once; a person goes by one name throughout the document."""
    people = _People(reading)
    known = {a.evidence.start for a in reading.claims(extract_attendance)}
    known |= {v.evidence.start for v in reading.claims(extract_votes)}
    yield from _listed(reading, people)
    if language_of(reading.document.text) == "other":
        return  # the model knows bokmål and nynorsk only
    projects = _project_names(reading)
    for block, found in zip(reading.body, _entities(reading.body), strict=True):
        taken = [(m.start(), m.end()) for m in _MUNICIPALITY.finditer(block.text)]
        yield from _municipalities(block)
        for label, first, last in found:
            overlaps = any(first < end and start < last for start, end in taken)
            if overlaps or block.start + first in known:
                continue
            evidence = block.cut(first, last)
            if label == "PER":
                name = people.name_of(evidence.text)
                if name:
                    yield _mention("person", name, evidence, 0.9)
            elif label == "GPE" and fold(evidence.text) in _numbers():
                yield _municipality(evidence.text, evidence, 0.8)
            elif label == "ORG" and _is_organisation(evidence.text, projects):
                yield _mention("organisasjon", evidence.text, evidence, 0.6)


def _entities(blocks: Sequence[Block]) -> Iterator[list[tuple[str, int, int]]]:
    """What the model finds in each block: type, first and last character."""
    nlp = pipeline()
    idle = [name for name in nlp.pipe_names if not _finds_names(nlp, name)]
    for doc in nlp.pipe((block.text for block in blocks), disable=idle):
        yield [(entity.label_, entity.start_char, entity.end_char) for entity in doc.ents]


def _finds_names(nlp: Language, component: str) -> bool:
    """The component sets the names, or is the encoder of one that does."""
    heard_by = getattr(nlp.get_pipe(component), "listening_components", ())
    return any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in (component, *heard_by))


class _People:
    """The people of a document: a shorter form, or a surname alone, means the one it fits."""

    def __init__(self, reading: Reading) -> None:
        named = [a.name for a in reading.claims(extract_attendance)]
        named += [v.name for v in reading.claims(extract_votes) if v.name]
        self.names: list[str] = list(dict.fromkeys(named))
        self._text = reading.document.text

    def name_of(self, words: str) -> str | None:
        """The name that `words` stands for; None if it is nobody's, or could be two people's."""
        words = " ".join(words.split()).strip(" .,()")
        parts = fold(words).split()
        if not parts or any(shelf(name).first(words) for name in _NO_PERSON):
            return None
        fitting = [name for name in self.names if _fits(parts, fold(name).split())]
        if len(fitting) == 1:
            return fitting[0]
        if fitting or not self._can_be_new(words, parts):
            return None
        self.names.append(words)
        return words

    def _can_be_new(self, words: str, parts: list[str]) -> bool:
        """A full name that is no place, no two names run together, and no product's."""
        if not is_person_name(words) or len(parts) > _LONGEST or set(parts) & places():
            return False
        if any(f" {fold(name)} " in f" {' '.join(parts)} " for name in self.names):
            return False
        first = words.split(maxsplit=1)[0]
        if any(part in given_names() for part in first.casefold().split("-")):
            return True
        # «Visma Flyt», «Visma Sikker»: one first word with several second ones is a brand
        seconds = set(re.findall(rf"\b{re.escape(first)} ([A-ZÆØÅ]\w+)", self._text))
        return len(seconds) == 1 and not first.isupper()


def _fits(parts: list[str], name: list[str]) -> bool:
    """`Kari B Moe Lind` and `Lind` fit `Kari Lind`; `Kari Dahl` does not."""
    if len(parts) == 1:
        return parts[0] in (name[0], name[-1])
    small, big = sorted((parts, name), key=len)
    return small[0] == big[0] and small[-1] == big[-1] and set(small) <= set(big)


def _listed(reading: Reading, people: _People) -> Iterator[Mention]:
    """Those whom a list or a vote names."""
    for attendance in reading.claims(extract_attendance):
        yield _mention("person", attendance.name, attendance.evidence, 0.98)
    for vote in reading.claims(extract_votes):
        name = people.name_of(vote.name) if vote.name else None
        if name:
            yield _mention("person", name, vote.evidence, 0.97)


def _municipalities(block: Block) -> Iterator[Mention]:
    """`Nes kommune`; of `Da Nes kommune` only what is a municipality's name."""
    for match in _MUNICIPALITY.finditer(block.text):
        name, first = match["name"], match.start("name")
        if fold(name) not in _numbers() and " " in name:
            first += name.rindex(" ") + 1
            name = name.rsplit(" ", 1)[1]
        known = fold(name) in _numbers()
        if known or fold(name) not in STOP_WORDS:
            yield _municipality(name, block.cut(first, match.end()), 0.97 if known else 0.6)


def _municipality(name: str, evidence: Evidence, confidence: float) -> Mention:
    """With its kommunenummer, where only one municipality has the name."""
    numbers = _numbers().get(fold(name), ())
    return Mention(
        kind="kommune",
        name=name.title() if name.isupper() else name,
        ref=numbers[0] if len(numbers) == 1 and not _is_shared(name) else None,
        evidence=evidence,
        rule="mentions.kommune",
        confidence=confidence,
    )


def _is_shared(name: str) -> bool:
    """More than one municipality has had the name; unresolved is better than wrong."""
    return shelf("shared_names").meaning(name) is not None


@cache
def _numbers() -> dict[str, tuple[str, ...]]:
    """The numbers of the municipalities of each name."""
    found: dict[str, tuple[str, ...]] = {}
    for municipality in municipalities():
        for name in municipality.names:
            found[fold(name)] = (*found.get(fold(name), ()), municipality.number)
    return found


def _project_names(reading: Reading) -> set[str]:
    mentions = reading.claims(extract_projects)
    return {fold(name) for mention in mentions for name in (mention.name, *mention.aliases)}


def _is_organisation(words: str, projects: set[str]) -> bool:
    """No project, no body of the meeting's own, no heading in capitals."""
    folded = fold(words)
    return (
        folded not in projects
        and not any(shelf(name).meaning(words) for name in ("labels", "parties", "kinds"))
        and any(c.isalpha() for c in words)
        and len(folded) > 1
        and not (words.isupper() and len(words.split()) > 1)
    )


def _mention(
    kind: Literal["person", "organisasjon"], name: str, evidence: Evidence, confidence: float
) -> Mention:
    return Mention(
        kind=kind,
        name=name,
        evidence=evidence,
        rule=f"mentions.{kind}",
        confidence=confidence,
    )
