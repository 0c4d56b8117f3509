"""Who was there: present, absent, substitutes, staff, invited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from extractors.attendance_lists import (
    entries_of,
    is_grouped,
    lists,
    named_below_day,
    unknown_lists,
)
from extractors.attendance_prose import SECRETARY, told_of
from extractors.attendance_rows import STATUS, Entry
from extractors.names import initials_of
from extractors.outline import Part
from extractors.people import group_of, people
from extractors.reading import Reading
from extractors.remarks import Person, partly
from extractors.rolls_beside import Listed, lists_beside
from extractors.vocabulary import any_of, fold, shelf
from schemas.claims import Attendance
from schemas.document import Evidence

# «Andre», «Fra skolen»: members may be among those who are called so
_UNSURE = {"attendance.prose": 0.7, "attendance.unknown": 0.7, "attendance.staff": 0.85}
_THERE = {"present", "members"}
_SENT = re.compile(r"\s*(?:fra|frå)\s[^:]{2,40}:", re.IGNORECASE)
_OF_STAFF = re.compile(rf"\s*\w+\s+{any_of('rolls', 'staff')}", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=[a-zæøå)]{3})\.\s+(?=[A-ZÆØÅ\d])")
_WEIGHT = {"absent": 0, "substitute": 1, "staff": 2, "present": 3, "invited": 4}
_SAID = ("role", "party", "represents", "substitute_for", "note")


def extract_attendance(reading: Reading) -> Iterator[Attendance]:
    """One claim a person. An absence given by municipality marks those who come from there."""
    entries: list[Entry] = []
    absent_groups: list[Evidence] = []
    open_list: str | None = None  # the meaning of the last list of groups under a bare label
    beside = lists_beside(reading, tuple(STATUS))
    in_columns = {line.block.seq for line in beside}
    others = (*unknown_lists(reading), *named_below_day(reading))
    for part in (*_with_groups(reading.view(lists)), *others):
        if part.block.seq in in_columns:
            continue
        body = takewhile(lambda block: block.seq not in in_columns, part.body)
        own = part._replace(body=tuple(body))
        if own.label.value is None:
            open_list = own.label.meaning if is_grouped(own) else None
        for entry in _with_sender(entries_of(own, open_list), own, reading):
            if entry.status == "absent" and _is_group(entry, entries):
                absent_groups.append(entry.evidence)
            else:
                entries.append(entry)
    entries += chain.from_iterable(map(_of_column, beside))
    entries.extend(told_of(reading, {fold(e.person.name) for e in entries}))
    entries = list(_parted(_named(entries)))
    absent_places = {fold(group.text): group for group in absent_groups}
    notes = _notes(reading) if entries else {}
    for entry in _once(entries):
        note = entry.person.note or notes.get(fold(entry.person.name))
        yield _claim(entry, note, fold(entry.person.represents or "") in absent_places)


def _with_groups(parts: Iterable[Part]) -> Iterator[Part]:
    """The lists; right below a bare `Desse møtte:`, `Frå Nes sokn: Kari Li` is a group of it."""
    head, below = "", -1
    for part in parts:
        whole = (part.block, *part.body)
        is_sent = part.label.meaning == "staff" and _SENT.match(part.block.text)
        if part.label.value is None and not part.body and part.label.meaning in _THERE:
            head, below = part.label.meaning, part.block.seq + 1
        elif part.block.seq == below and is_sent and not _OF_STAFF.match(part.block.text):
            named = group_of(part.block.text)
            value = 0 if named is not None and named.sends else part.label.value
            yield part._replace(label=part.label._replace(meaning=head, value=value))
            below = whole[-1].seq + 1
            continue
        yield part


def _with_sender(entries: Iterator[Entry], part: Part, reading: Reading) -> Iterator[Entry]:
    """`Frå Nes sokn: Kari Li`, and on the next line one more who comes from there."""
    group = group_of(part.block.text)
    sender = group.head if group is not None and group.sends else None
    for entry in entries:
        alone = group_of(reading.document.block_at(entry.evidence.start).text) is None
        represents = entry.person.represents or (sender if alone else None)
        yield entry._replace(person=entry.person._replace(represents=represents))


def _named(entries: Sequence[Entry]) -> list[Entry]:
    """Without `PL`, where Pia Lervik is listed: she is named by her initials.

    Nor is `Parti Rolle` anybody, or `Enstemmig`: heads of columns, and what ends a decision.
    """
    short = {initials_of(e.person.name) for e in entries if " " in e.person.name}
    named = [e for e in entries if len(e.person.name) == 1 or e.person.name not in short]
    return [e for e in named if not all(map(_is_head_or_result, e.person.name.split()))]


def _is_head_or_result(word: str) -> bool:
    shelves = (shelf("attendance_columns"), shelf("unanimity"))
    return any(each.meaning(word.strip(".")) is not None for each in shelves)


def _parted(entries: Sequence[Entry]) -> Iterator[Entry]:
    """`Lise Moe Jan Rød`, whose columns the page lost: who came, and for whom, who is listed."""
    absent = [e.person.name for e in entries if e.status == "absent"]
    for entry in entries:
        person = entry.person
        whom = next((n for n in absent if " " in n and person.name.endswith(f" {n}")), None)
        if whom is None or entry.status != "substitute" or person.substitute_for:
            yield entry
            continue
        name = person.name.removesuffix(whom).strip()
        yield entry._replace(person=person._replace(name=name, substitute_for=whom))


def _of_column(line: Listed) -> Iterator[Entry]:
    for person in people(line.block.text[line.first : line.last]):
        proof = line.block.cut(line.first + person.start, line.first + person.end)
        yield Entry(person, proof, STATUS[line.meaning], "attendance.columns")


def _notes(reading: Reading) -> dict[str, str]:
    """Who came late or left early, as lines of their own tell it."""
    matches = (partly(block.text) for block in reading.body)
    return {
        fold(match["name"]): _NEXT_SENTENCE.split(match["note"], maxsplit=1)[0].strip(" .")
        for match in matches
        if match
    }


def _is_group(entry: Entry, listed: list[Entry]) -> bool:
    """`Lurøy` is absent: the name is where a listed member comes from."""
    words = fold(entry.person.name)
    return any(fold(e.person.represents or "") == words for e in listed)


def _once(entries: list[Entry]) -> Iterator[Entry]:
    """A person named in two lists counts once, as the more telling list says."""
    best: dict[str, Entry] = {}
    for entry in entries:
        key = fold(entry.person.name)
        other = best.get(key)
        if other is None:
            best[key] = entry
        elif _tells_more(entry, other):
            best[key] = entry._replace(person=_filled(entry.person, other.person))
        else:
            best[key] = other._replace(person=_filled(other.person, entry.person))
    yield from best.values()


def _tells_more(entry: Entry, than: Entry) -> bool:
    """A member who keeps the minutes is a member."""
    if SECRETARY in (entry.rule, than.rule):
        return than.rule == SECRETARY
    return _WEIGHT[entry.status] < _WEIGHT[than.status]


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
        confidence=_UNSURE.get(entry.rule, 0.95),
        name=person.name,
        role=person.role,
        represents=person.represents,
        party=person.party,
        status=status,
        substitute_for=person.substitute_for,
        note=note,
    )
