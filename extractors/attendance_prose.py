"""Those whom only sentences place at the meeting, or say that they were not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attendance_lists import lists, sentences
from extractors.attendance_rows import STATUS, Entry
from extractors.gazetteer import is_municipality
from extractors.names import NAME, is_person_name
from extractors.organisations import is_organisation_by_ending
from extractors.people import people
from extractors.reading import Reading
from extractors.remarks import Person
from extractors.rolls import roll_at_start
from extractors.vocabulary import Hit, any_of, fold, shelf
from schemas.claims import Presence
from schemas.document import Block

_OPENING = 30  # lines before the first case in which it is told
_HEAD = 100  # characters in which a colon tells that this is no sentence but a list
# «Jensa er ordstyrer»
_ROLE = re.compile(rf"^(?P<name>{NAME})\s+(?:er|var|vart|ble)\s+(?P<role>[\wæøå]+)\W*$")
_MET = re.compile(
    r"\s*(?P<who>[^.:]{5,80}?)\s(?:møtte|deltok|var til ?stede|var til stades)"
    r"(?:\s(?:også|òg|på møtet|i møtet))?\W*"
)
# «Politiet v/ Kari Li», a line of its own
_SENT = re.compile(rf"[A-ZÆØÅ][\w .&-]{{1,40}}?\s+v/\s*{NAME}\W*")
# «Av disse hadde lokallaget ved Per Dahl 11 stemmer.»
_HELD = ("stemmer", "røyster", "fullmakt")
_REPRESENTED = re.compile(
    rf"(?P<represents>{NAME}) (?:ved|v/) ?(?P<name>{NAME})\b.{{0,40}}\b(?:{'|'.join(_HELD)})"
)
# «…, og varamann Per Dahl møtte i staden for henne»
_INSTEAD = re.compile(
    rf"(?P<name>{NAME})\s+{any_of('rolls', 'there')}\w*\s+(?:for|i stedet for|i staden for)\s+"
    rf"{any_of('rolls', 'them')}\b"
)
# «Kari Li (Sp) møtte som vararepresentant for Ola Moe, som har permisjon.»
_STOOD_IN = re.compile(
    rf"\s*(?P<name>{NAME})(?:\s\((?P<party>[^()]*)\))?\s+{any_of('rolls', 'there')}\w*\s+"
    rf"(?:som\s+{any_of('rolls', 'substitute')}\w*\s+)?for\s+(?P<whom>{NAME})"
)
SECRETARY = "attendance.secretary"
# What the verbs of attendance.toml tell of whom they stand beside
_TELLS: dict[str, Presence] = {
    "keeps_minutes": "staff",
    "took_part": "staff",
    "office_was": "staff",
    "was_away": "absent",
}


def told_of(reading: Reading, known: set[str]) -> Iterator[Entry]:
    """Those whom a sentence names; `known` are, folded, those whom a list names already."""
    parts = reading.view(lists)
    heads = [part.block.seq for part in parts]
    listed = {part.block.seq for part in parts if part.label.value is not None}
    for block in reading.opening[:_OPENING]:
        if block.seq in listed:
            continue  # a list is read as one
        if _SENT.fullmatch(block.text) and any(seq < block.seq for seq in heads):
            for person in people(block.text):
                yield _entry(block, person, 0, "present", "attendance.prose")
        match = _ROLE.match(block.text)
        if match and shelf("roles").meaning(match["role"]) and fold(match["name"]) not in known:
            person = Person(match["name"], *match.span("name"), role=match["role"])
            yield _entry(block, person, 0, "present", "attendance.prose")
        if ":" not in block.text[:_HEAD]:
            for first, last in sentences(block.text):
                yield from _announced(block, first, last)
                yield from _told(block, first, last)
                yield from _came(block, first, last)
                yield from _stood_in(block, first, last)
    for block in reading.body:
        by_another = " ved" in block.text or " v/" in block.text
        may_be = by_another and any(held in block.text for held in _HELD)
        match = _REPRESENTED.search(block.text) if may_be else None
        if match and fold(match["name"]) not in known:
            person = Person(match["name"], *match.span("name"), represents=match["represents"])
            yield _entry(block, person, 0, "present", "attendance.prose")


def _announced(block: Block, first: int, last: int) -> Iterator[Entry]:
    """`Frå administrasjonen møtte rådmann Inger Vatne.`: a label that is a sentence's beginning."""
    text = block.text[first:last]
    hit = shelf("labels").at_start(text)
    found = roll_at_start(text) or ((hit.meaning, hit.end) if hit else None)
    if found is not None and found[0] in STATUS:
        meaning, at = found
        for person in people(text[at:]):
            if is_person_name(person.name):
                yield _entry(block, person, first + at, STATUS[meaning], "attendance.announced")


def _told(block: Block, first: int, last: int) -> Iterator[Entry]:
    """By a verb after the name or a role before it: `Kari Li førte protokollen`."""
    for hit in shelf("attendance").find(block.text[first:last]):
        meaning = _meaning(hit, block.text[first:last])
        if meaning not in _TELLS:
            continue
        status = _TELLS[meaning]
        at = first + hit.end if meaning == "office_was" else first
        end = last if meaning == "office_was" else first + hit.start
        named = [p for p in people(block.text[at:end]) if is_person_name(p.name)]
        for person in named:
            rule = SECRETARY if status == "staff" else "attendance.told"
            yield _entry(block, person, at, status, rule)
        instead = _INSTEAD.search(block.text, first + hit.end, last)
        if instead and status == "absent" and named:
            whom = named[-1].name
            person = Person(instead["name"], *instead.span("name"), substitute_for=whom)
            yield _entry(block, person, 0, "substitute", "attendance.told")


def _came(block: Block, first: int, last: int) -> Iterator[Entry]:
    """`Ordfører Kari Li (Sp) møtte.`, a sentence of its own."""
    match = _MET.fullmatch(block.text, first, last)
    if match is None:
        return
    for person in people(match["who"]):
        if is_person_name(person.name):
            yield _entry(block, person, match.start("who"), "present", "attendance.prose")


def _stood_in(block: Block, first: int, last: int) -> Iterator[Entry]:
    match = _STOOD_IN.match(block.text, first, last)
    if match is None or not (is_person_name(match["name"]) and is_person_name(match["whom"])):
        return
    whom = match["whom"].rstrip(".")
    if not is_organisation_by_ending(whom) and not is_municipality(whom):
        for person in people(match["name"]):  # «Varamedlem Kari Li»
            stood_in = person._replace(party=match["party"], substitute_for=whom)
            yield _entry(block, stood_in, match.start("name"), "substitute", "attendance.told")


def _meaning(hit: Hit, sentence: str) -> str:
    """`… møtte ikke` is said of somebody; `forfall` alone may be the head of a list."""
    is_verb = hit.meaning == "not_there" and fold(sentence[hit.start : hit.end]).startswith("møtte")
    return "was_away" if is_verb else hit.meaning


def _entry(block: Block, person: Person, at: int, status: Presence, rule: str) -> Entry:
    return Entry(person, block.cut(at + person.start, at + person.end), status, rule)
