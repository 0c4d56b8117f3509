"""Those whom attendance lists name: under labels, in tables, by party or group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse, pairwise, takewhile

from extractors.attendance_rows import (
    STATUS,
    SUBSTITUTE,
    Entry,
    entries_in_row,
    heads_in,
    person_in,
)
from extractors.dates import find_days
from extractors.deciding import decides
from extractors.gazetteer import given_names
from extractors.labels import Label
from extractors.names import NAME, given_name_first, is_person_name
from extractors.outline import Part
from extractors.people import Group, group_of, is_surname_first, people
from extractors.reading import Reading
from extractors.remarks import Person, is_party, partly, with_remarks
from extractors.rolls import columns, roll_at_start
from extractors.vocabulary import any_of, fold, shelf
from schemas.document import PARAGRAPH, TABLE_ROW, Block

_SENTENCE = re.compile(
    r"(?:[a-zæøå]{3,}|\b[a-zæøå]{2,} \d{1,3})\.\s+[A-ZÆØÅ]"  # «… under sak 38. Leder»
    r"|\b(?:ble|blei|vart|har|hadde|skal|vil)\b"
)
# «Rådets leder Kari Li ønsket velkommen.»
_SPEAKS = re.compile(rf"\b{any_of('references', 'spoke')}\b", re.IGNORECASE)
_LONGEST_LINE = 60  # characters of a line of names that may have a verb
_HEAD = 60  # characters of the head of a list
_FIELD = re.compile(r"[A-ZÆØÅ][^:(),]{1,40}:\s")  # «Innkalling: på e-post»
_NEXT_SENTENCE = re.compile(r"\.(?<=[a-zæøå)]\.)\s+(?=[A-ZÆØÅ])")
# «Daglig leder Kari Lind førte protokollen.»
_HELPS = re.compile(any_of("attendance", "keeps_minutes", "took_part"), re.IGNORECASE)
# «Forfall meldes til Kari Li», «Eventuelt forfall må meldast»
_ASKS = re.compile(
    rf"\W*(?:\w+\s+)?{any_of('rolls', 'not_there')}\s+{any_of('attendance', 'to_be_sent')}\b",
    re.IGNORECASE,
)
# «Vara for Eva Dale: Nils Hop», «Varamedlem for Eva Dale møtte Nils Hop»
_STANDS_IN = re.compile(
    rf"\s*(?i:{any_of('rolls', 'substitute')}\w*)\s+for\s+(?P<absent>{NAME})\s*"
    rf"(?::|\b(?i:{any_of('rolls', 'there')}\w*|er|var)\b)\s*(?P<name>{NAME})"
)
# «Forfall: Eva Dale. For henne møtte Nils Hop», «I hennes sted møtte varamann Nils Hop»
_FOR_THEM = re.compile(
    rf"\s*(?i:(?:for|i stedet for|i staden for)\s+{any_of('rolls', 'them')}"
    rf"|{any_of('rolls', 'instead')})\s+"
    rf"(?i:{any_of('rolls', 'there')}\w*)\s+(?:[a-zæøå]+\s+)?(?P<name>{NAME})"
)
# «For Eva Dale møtte ingen»
_FOR_NOBODY = re.compile(
    rf"\s*(?i:for)\s+{NAME}\s+(?i:{any_of('rolls', 'there')}\w*)\s+(?:ingen|ikke|ikkje)\b"
)
# «… og Kari LiForfall: Ola Moe»: what the page lost between them
_GLUED = re.compile(rf"(?<=[a-zæøå])(?=[A-ZÆØÅ])(?=(?i:{any_of('rolls', 'not_there')})\s*:)")
# «Kari Li og Ola Moe var ikkje til stades.»
_AWAY = re.compile(rf"\s{any_of('attendance', 'was_away')}\b", re.IGNORECASE)
_COUNTS = re.compile(r"\W*Av\s+(?:\w+\s)?\d")  # «Av 5 medlemer var 5 til stades»
_GIVEN = re.compile(r"[A-ZÆØÅÁČĐŊŠŦŽ][a-zæøåáčđŋšŧž]+(?:[ -][A-ZÆØÅ][\w.]+){0,2}")
_TOP = 4  # lines
_HEADER = 12  # lines
_NEAR = 4  # lines from another list
_SEVERAL = 3  # names
# «Ordførere: Kari Li, Ola Moe», «Rådmenn: …»: several, of whom each has the office
_OFFICES = re.compile(
    rf"\s*(?:\w*{any_of('offices', 'ending')}(?:e|er|ar|rar)|{any_of('rolls', 'officers')})\s*:\s+",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\s*\([^()]+\)\s*")


def lists(reading: Reading) -> tuple[Part, ...]:
    """The labelled lists that stand outside the cases."""
    found: list[Part] = []
    sections = reading.outline.sections
    if len(sections) == 1 and sections[0].block.seq <= 5:
        sections = ()
    for part in (part for part in reading.outline.parts if part.label.meaning in STATUS):
        at = part.block.start
        inside = any(s.start <= at < s.end for s in sections) and at < sections[-1].start
        asks = part.label.meaning == "absent" and _ASKS.match(part.block.text)
        if not (inside or asks or _is_told_of(reading, part)):
            found.append(part._replace(body=()) if _is_empty(part) else part)
    return tuple(found)


def _is_empty(part: Part) -> bool:
    """`Forfall: Ingen`: who is named below was there."""
    value = part.label.value
    words = part.block.text[value:].strip(" .") if value is not None else ""
    return part.label.meaning == "absent" and shelf("attendance").meaning(words) == "group"


def _is_told_of(reading: Reading, part: Part) -> bool:
    """Below `Saksopplysninger` a list is of those who sit somewhere, not of who was there."""
    starts = (s.start for s in reading.outline.sections if s.start <= part.block.start)
    start = max(starts, default=part.block.start)
    above = reading.outline.parts_in(start, part.block.start)
    meanings = [other.label.meaning for other in above if other.label.meaning not in STATUS]
    return meanings[-1:] == ["background"] and "decision" not in meanings


def unknown_lists(reading: Reading) -> Iterator[Part]:
    """Names under a head of another kind (`STA-styret:`), where other lists say who was there."""
    labelled = reading.view(lists)
    if not labelled:
        return
    known = {part.block.seq for part in reading.outline.parts}
    named = [(p.block, *takewhile(_is_list_line, p.body)) for p in labelled]
    ends = [block.seq for listed in named for block in listed]
    blocks = reading.opening
    for i, block in enumerate(blocks):
        if min(abs(block.seq - end) for end in ends) > _NEAR:
            continue  # whoever was elected, further down
        offices = _OFFICES.match(block.text) if block.seq not in known else None
        if offices is not None and people(block.text[offices.end() :]):
            yield Part(Label("unknown", "", "", offices.end()), block, ())
            continue
        if block.seq in known or not block.text.rstrip().endswith(":") or len(block.text) > _HEAD:
            continue
        names = list(
            takewhile(lambda b: _names_one(b.text) and b.seq not in known, blocks[i + 1 :])
        )
        if len(names) > 1:
            yield Part(Label("unknown", "", "", None), block, tuple(names))


def named_below_day(reading: Reading) -> Iterator[Part]:
    """Names right below the line that dates the meeting, where no list is labelled.

    `Liv, Per og Åse` on one line, or a full name on each; not `Kultur, Oppvekst og Idrett`.
    """
    top = reading.opening[:_TOP]
    labelled = {part.block.seq for part in reading.view(lists)}
    if not top or any(block.seq in labelled for block in reading.opening[:_HEADER]):
        return
    listed = list(takewhile(lambda block: _names_one(block.text), reading.opening[1:]))
    named = any(_has_given_name(block.text) for block in listed)
    if named and len(listed) >= _SEVERAL and find_days(top[0].text):
        yield Part(Label("unknown", "", "", None), top[0], tuple(listed))
    for above, block in pairwise(top):
        said = re.split(r",\s|\s(?:og|&)\s", block.text.strip(" ."))
        are_names = all(map(_GIVEN.fullmatch, said)) and any(map(_has_given_name, said))
        if are_names and len(said) >= _SEVERAL and find_days(above.text):
            yield Part(Label("unknown", "", "", 0), block, ())


def _has_given_name(text: str) -> bool:
    return not given_names().isdisjoint(map(fold, re.split(r"[\s,-]+", text)))


def _names_one(text: str) -> bool:
    return is_person_name(re.split(r"\s*[,(–\t]", text, maxsplit=1)[0])


def is_grouped(part: Part) -> bool:
    """The list goes group by group: `HF: Kari Li, Ola Moe`."""
    first = next(filterfalse(_is_passed_over, part.body), None)
    return first is not None and group_of(first.text) is not None


def entries_of(part: Part, open_list: str | None = None) -> Iterator[Entry]:
    """Those whom a list names.

    `Fraværende: Ola Moe` may stand between the groups of an `open_list`, which then goes on.
    """
    lost = heads_in(part.body[0].text) if part.body else ()
    if lost:
        return _in_lost_columns(part.body[1:], lost, part.label.meaning)
    return _listed(part, open_list)


def _listed(part: Part, open_list: str | None) -> Iterator[Entry]:
    """The people on the label's line and in the lines and rows below it."""
    meaning = part.label.meaning
    below = _remarks_below(part)
    if part.label.value is not None and not part.block.text.rstrip().endswith(":"):
        yield from _remarked(_line(part.block, part.label.value, meaning), below, part.block)
    is_row = part.block.kind is TABLE_ROW
    heads = columns(part.block.cells, named=True) if is_row else ()
    lines = [b.text for b in part.body if b.kind is not TABLE_ROW and _is_list_line(b)]
    surname_first = is_surname_first(lines)
    is_inside = part.label.value is not None and open_list is not None
    grouped = is_inside or is_grouped(part)
    seen: list[str] = []
    party: str | None = None
    for block in filterfalse(_is_passed_over, part.body):
        if block.kind is TABLE_ROW:
            own = columns(block.cells)
            heads = own or heads
            if not own:
                yield from _row(block, heads, meaning)
        elif _heads_substitutes(block.text):
            meaning, grouped = "substitutes", False  # «Vara:» over those who came instead
        elif roll_at_start(block.text) and group_of(block.text) is None:
            return  # «Dessuten møtte rådmann Kari Li» is another list
        elif _is_list_line(block) and not _begins_another(block, seen, grouped=grouped):
            seen.append(block.text)
            group = group_of(block.text)
            meaning = open_list if is_inside and group is not None and open_list else meaning
            party = (group.head if group.party else None) if group is not None else party
            said = _said_of(group, meaning)
            listed = _line(block, 0, said, surname_first=surname_first)
            for entry in _remarked(listed, below, block):
                own_party = entry.person.party or party
                yield entry._replace(person=entry.person._replace(party=own_party))
        elif is_party(block.text.strip(" :")):
            party = block.text.strip(" :")  # a line of its own over its members
        else:
            return


def _in_lost_columns(
    lines: Sequence[Block], heads: tuple[str, ...], meaning: str
) -> Iterator[Entry]:
    """The people of the lines below heads that stand on a line of their own, one of each."""
    for block in lines:
        person = person_in(block.text, heads) if _is_list_line(block) else None
        if person is None:
            return
        proof = block.cut(person.start, person.end)
        yield Entry(person, proof, STATUS[meaning], "attendance.table")


def _is_remark(block: Block) -> bool:
    """`(møtte for Ola Moe)`, a line of its own below whom it is about."""
    return block.kind is PARAGRAPH and bool(_IN_PARENTHESES.fullmatch(block.text))


def _remarks_below(part: Part) -> dict[int, str]:
    """What such lines say, by the `seq` of the block above each."""
    return {a.seq: b.text for a, b in pairwise((part.block, *part.body)) if _is_remark(b)}


def _remarked(entries: Iterator[Entry], below: dict[int, str], block: Block) -> Iterator[Entry]:
    """The entries of `block`, the last with what the line below it remarks."""
    named = list(entries)
    if named and block.seq in below:
        person = with_remarks(named[-1].person, [below[block.seq].strip(" ()")])
        named[-1] = named[-1]._replace(person=person)
    yield from named


def _said_of(group: Group | None, meaning: str) -> str:
    """What a line says of its people: `Varamedlem: Per Dahl` among the members is a substitute."""
    return "substitutes" if group is not None and fold(group.head) in SUBSTITUTE else meaning


def _heads_substitutes(text: str) -> bool:
    return text.endswith(":") and fold(text.strip(" :")) in SUBSTITUTE


def _is_list_line(block: Block) -> bool:
    return _lists_people(block.text)


@lru_cache(maxsize=1_000)  # a line is asked for its own list and for those above it
def _lists_people(text: str) -> bool:
    """A line of names, not a sentence."""
    named = people(text)
    if not named or partly(text) or _HELPS.search(text) or decides(text):
        return False
    if _COUNTS.match(text):
        return False
    in_full = any(" " in each.name for each in named)
    if not in_full and find_days(text):
        return False  # «Seminar 12. mai 2022»
    # «Innkalling og saksliste ble godkjent.»: a short sentence that names nobody in full
    may_tell = len(text) > _LONGEST_LINE or not in_full
    told = may_tell and (_SENTENCE.search(text) or _SPEAKS.search(text))
    return not told or group_of(text) is not None


def _is_passed_over(block: Block) -> bool:
    return _is_remark(block) or _names_nobody(block.text)


def _names_nobody(text: str) -> bool:
    """Of a group nobody came: `Nes kommune: Ingen`."""
    head, colon, rest = text.partition(":")
    is_head = bool(colon) and head[:1].isupper() and len(head) < _HEAD
    return is_head and shelf("attendance").meaning(rest.strip(" .")) == "group"


def _begins_another(block: Block, seen: list[str], *, grouped: bool) -> bool:
    """The list has ended: `Bakbenken:`, `Møteansvarlig: Ola Moe`, or a word after full names."""
    text = block.text.strip()
    group = group_of(text)
    if text.endswith(":") or (group is None and _FIELD.match(text)):
        return True
    if (group is not None and group.strange and not grouped) or _OFFICES.match(text):
        return True
    named = [line for line in seen if " " in line.strip()]
    return len(named) == len(seen) > 0 and " " not in text and "," not in text


def _line(
    block: Block, first: int, meaning: str, *, surname_first: bool = False
) -> Iterator[Entry]:
    """The people of a line. A sentence in it that opens with another label changes the status.

    One that opens with a group (`Elevrådet: Kari Li`) is of the list that the line is of.
    """
    above: Person | None = None
    of_line = meaning
    for start, end in _lists_in(block.text, first):
        if above is not None and (told := _FOR_THEM.match(block.text, start, end)):
            name, at = told["name"].rstrip("."), told.start("name")
            substitute = Person(name, 0, 0, substitute_for=above.name)
            proof = block.cut(at, at + len(name))
            yield Entry(substitute, proof, "substitute", "attendance.substitute")
            continue
        if _FOR_NOBODY.match(block.text, start, end):
            continue
        if told := _STANDS_IN.match(block.text, start, end):
            name, at = told["name"].rstrip("."), told.start("name")
            substitute = Person(name, 0, 0, substitute_for=told["absent"])
            proof = block.cut(at, at + len(name))
            yield Entry(substitute, proof, "substitute", "attendance.substitute")
            continue
        known = _list_at_start(block.text[start:end]) if start > first else None
        group = group_of(block.text[start:end]) if start > first else None
        if known is None and group is not None:
            meaning = of_line
        away = _AWAY.search(block.text, start, end) if start > first else None
        until = away.start() if away else end
        meaning, skip = ("absent", 0) if away else known or (meaning, 0)
        if known is not None and group is not None:
            skip = max(skip, group.end)  # «Andre tilsette: Kari Li»
        at = start + skip
        above = None
        for person in people(block.text[at:until], surname_first=surname_first):
            evidence = block.cut(at + person.start, at + person.end)
            is_substitute = meaning == "absent" and fold(person.role or "") in SUBSTITUTE
            if is_substitute and above is not None:  # «Forfall: A. Vara B møtte»
                stands_in = person._replace(
                    substitute_for=person.substitute_for or above.name, note=None
                )
                yield Entry(stands_in, evidence, "substitute", "attendance.substitute")
            elif len(person.name) > 1:
                yield Entry(person, evidence, STATUS[meaning], f"attendance.{meaning}")
            above = person


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a line begins and ends; one after a name's initial begins none."""
    glued = _GLUED.finditer(text) if ":" in text else ()
    ends = sorted(match.end() for match in (*_NEXT_SENTENCE.finditer(text), *glued))
    starts = [0, *ends]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _lists_in(text: str, first: int) -> Iterator[tuple[int, int]]:
    """Where the sentences that open with a label begin and end; mostly it is one."""
    starts = [first]
    for at, end in sentences(text):
        opens = at > first and (
            _list_at_start(text[at:])
            or _AWAY.search(text, at, end)
            or group_of(text[at:])
            or any(told.match(text, at) for told in (_STANDS_IN, _FOR_THEM, _FOR_NOBODY))
        )
        if opens:
            starts.append(at)
    return zip(starts, [*starts[1:], len(text)], strict=True)


def _list_at_start(sentence: str) -> tuple[str, int] | None:
    """What kind of list a sentence begins: `Forfall hadde meldt` Ola Moe."""
    hit = shelf("labels").at_start(sentence)
    label = (hit.meaning, hit.end) if hit is not None else None
    found = roll_at_start(sentence) or label
    return found if found is not None and found[0] in STATUS else None


def _row(block: Block, heads: tuple[str | None, ...], meaning: str) -> Iterator[Entry]:
    """A row by its columns; without heads, a name and remarks on it, or several people."""
    if len(heads) != len(block.cells):
        names = [cell for cell in block.cells if is_person_name(given_name_first(cell))]
        remarks = [cell for cell in block.cells if cell and cell not in names]
        # «Nils Foss | Per Eide | KrF»: who came, for whom, and what they are
        for_whom = meaning == "substitutes" and len(names) > 1 and remarks and names[1]
        if len(names) != (2 if for_whom else 1):
            yield from _line(block, 0, meaning)
        else:
            at = block.cells.index(names[0])
            person = with_remarks(Person(given_name_first(names[0]), 0, 0), remarks)
            if for_whom:
                person = person._replace(substitute_for=given_name_first(for_whom))
            yield Entry(person, block.cut_cell(at), STATUS[meaning], "attendance.table")
        return
    yield from entries_in_row(block, heads, meaning)
