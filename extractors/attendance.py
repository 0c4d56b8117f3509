"""Who was there: present, absent, substitutes, staff, invited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile

from extractors.attendance_lists import (
    PARTLY,
    STATUS,
    Entry,
    entries_of,
    is_grouped,
    lists,
    unknown_lists,
)
from extractors.attendance_prose import SECRETARY, told_of
from extractors.people import Person, people
from extractors.reading import Reading
from extractors.rolls_beside import Listed, lists_beside
from extractors.vocabulary import fold
from schemas.claims import Attendance
from schemas.document import Evidence

_UNSURE = {"attendance.prose", "attendance.unknown"}
_SAID = ("role", "party", "represents", "substitute_for", "note")


def extract_attendance(reading: Reading) -> Iterator[Attendance]:
    """One claim a person. An absence given by municipality marks those who come from there."""
    entries: list[Entry] = []
    absent_groups: list[Evidence] = []
    open_list: str | None = None  # the meaning of the last list of groups under a bare label
    beside = lists_beside(reading, tuple(STATUS))
    in_columns = {line.block.seq for line in beside}
    for part in (*lists(reading), *unknown_lists(reading)):
        if part.block.seq in in_columns:
            continue
        body = takewhile(lambda block: block.seq not in in_columns, part.body)
        own = part._replace(body=tuple(body))
        if own.label.value is None:
            open_list = own.label.meaning if is_grouped(own) else None
        for entry in entries_of(own, open_list):
            if entry.status == "absent" and _is_group(entry, entries):
                absent_groups.append(entry.evidence)
            else:
                entries.append(entry)
    entries += chain.from_iterable(map(_of_column, beside))
    entries.extend(told_of(reading, {fold(e.person.name) for e in entries}))
    absent_places = {fold(group.text): group for group in absent_groups}
    notes = _notes(reading)
    for entry in _once(entries):
        note = entry.person.note or notes.get(fold(entry.person.name))
        yield _claim(entry, note, fold(entry.person.represents or "") in absent_places)


def _of_column(line: Listed) -> Iterator[Entry]:
    for person in people(line.block.text[line.first : line.last]):
        proof = line.block.cut(line.first + person.start, line.first + person.end)
        yield Entry(person, proof, STATUS[line.meaning], "attendance.columns")


def _notes(reading: Reading) -> dict[str, str]:
    """Who came late or left early, as lines of their own tell it."""
    matches = (PARTLY.match(block.text) for block in reading.body)
    return {fold(match["name"]): match["note"].strip(" .") for match in matches if match}


def _is_group(entry: Entry, listed: list[Entry]) -> bool:
    """`Lurøy` is absent: the name is where a listed member comes from."""
    words = fold(entry.person.name)
    return any(fold(e.person.represents or "") == words for e in listed)


def _once(entries: list[Entry]) -> Iterator[Entry]:
    """A person named in two lists counts once, as the more telling list says."""
    weight = {"absent": 0, "substitute": 1, "staff": 2, "present": 3, "invited": 4}
    best: dict[str, Entry] = {}
    for entry in entries:
        key = fold(entry.person.name)
        other = best.get(key)
        if other is None:
            best[key] = entry
        elif entry.rule != SECRETARY and weight[entry.status] < weight[other.status]:
            best[key] = entry._replace(person=_filled(entry.person, other.person))
        else:
            best[key] = other._replace(person=_filled(other.person, entry.person))
    yield from best.values()


def _filled(person: Person, other: Person) -> Person:
    """`person` with what only the other list says."""
    gaps = {name: getattr(other, name) for name in _SAID if getattr(person, name) is None}
    return person._replace(**gaps)


def _claim(entry: Entry, note: str | None, place_is_absent: bool) -> Attendance:
    person = entry.person
    status = entry.status
    if person.absent or (place_is_absent and status == "present"):
        status = "absent"
    elif person.substitute_for and status in ("present", "invited"):
        status = "substitute"
    return Attendance(
        evidence=entry.evidence,
        rule=entry.rule,
        confidence=0.7 if entry.rule in _UNSURE else 0.95,
        name=person.name,
        role=person.role,
        represents=person.represents,
        party=person.party,
        status=status,
        substitute_for=person.substitute_for,
        note=note,
    )
