"""Rows of attendance tables, by their heads: also where the page lost the columns.

`Navn | Parti | Møtte for`; `AP Sørum, Karin` below the line `Parti Navn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.gazetteer import places
from extractors.names import NAME, given_name_first
from extractors.people import people
from extractors.remarks import Person, is_party, with_remarks
from extractors.vocabulary import any_of, fold, shelf
from schemas.claims import Presence
from schemas.document import Block, Evidence

# What a list under such a label says of those whom it names
STATUS: dict[str, Presence] = {
    "present": "present",
    "members": "present",
    "absent": "absent",
    "staff": "staff",
    "invited": "invited",
    "substitutes": "substitute",
    "guests": "present",
    "secretary": "staff",
    "chair": "present",
    "unknown": "present",
}
SUBSTITUTE = {"vara", "varamedlem", "vararepresentant"}
# «Yttervik, Sindre Bjørklund, Anne-Lise»: who came, and for whom
_TWO_NAMES = re.compile(
    rf"(?P<one>[\w-]+(?:\s[\w-]+)?,\s\S+(?:\s\S+)*?)\s(?P<other>[\w-]+,\s{NAME})\s*$"
)
_OFFICE = re.compile(rf"{any_of('offices', 'ending')}$", re.IGNORECASE)
# «For Ola Moe, sak 25»
_WHOM = re.compile(
    r"(?:for\s+)?(?P<name>[^\s].*?)(?:,\s*(?P<when>(?:i\s+)?(?:sak|kl|fra|frå|til)\b.*))?$",
    re.IGNORECASE | re.DOTALL,
)


_GLUED = re.compile(r"(?P<role>[A-ZÆØÅ][a-zæøå]+)(?P<party>[A-ZÆØÅ]{1,6})")


class Entry(NamedTuple):
    """Someone whom a list or a sentence places at the meeting, and by which rule."""

    person: Person
    evidence: Evidence
    status: Presence
    rule: str


def entries_in_row(block: Block, heads: tuple[str | None, ...], meaning: str) -> Iterator[Entry]:
    """The member of a row and who stood in for them; `heads` has a meaning for each cell."""
    cell = {c: text for c, text in zip(heads, block.cells, strict=True) if c and text}
    if "name" not in cell or shelf("attendance").at_start(cell["name"]) or cell["name"][-1] == ":":
        return  # «Møtte ikkje», «Deltakelse:»
    person = _by_columns(_unglued(cell))
    stands_in = cell.get("substitute", "")
    if shelf("attendance").meaning(stands_in) == "group":
        person = person._replace(absent=True)  # «ingen»
    elif shelf("attendance").meaning(stands_in) == "not_there":
        person = person._replace(absent=True, note=stands_in)
    elif stands_in:
        named = next(iter(people(stands_in)), Person(given_name_first(stands_in), 0, 0))
        substitute = named._replace(substitute_for=person.name, absent=False)
        proof = block.cut_cell(heads.index("substitute"))
        yield Entry(substitute, proof, "substitute", "attendance.table")
        person = person._replace(absent=True)
    evidence = block.cut_cell(heads.index("name"))
    # «Innkalte», with a mark for those who were away: the others came
    status = "present" if meaning == "invited" and "away" in heads else STATUS[meaning]
    if meaning == "members" and fold(person.role or "") in SUBSTITUTE and not person.absent:
        status = "substitute"  # of whom the column does not say
    yield Entry(person, evidence, status, "attendance.table")


def _unglued(cell: dict[str, str]) -> dict[str, str]:
    """`VaramedlemSP | Ola Moe`: two cells in one, and the next a cell early."""
    glued = _GLUED.fullmatch(cell.get("role", ""))
    if glued is None or not shelf("roles").meaning(glued["role"]) or not is_party(glued["party"]):
        return cell
    others = {"for": whom} if (whom := cell.get("party")) and not is_party(whom) else {}
    return cell | others | {"role": glued["role"], "party": glued["party"]}


def _by_columns(cell: dict[str, str]) -> Person:
    whom = _WHOM.match(cell.get("for", ""))
    party, represents, remarks = _party_and_place(cell.get("party"), cell.get("represents"))
    hit = shelf("attendance").at_start(fold(cell.get("status", "")))
    marked = cell.get("away", "").strip("-– ")
    away = bool(marked) and shelf("attendance").meaning(marked) != "no"
    person = Person(
        given_name_first(cell["name"]),
        0,
        0,
        party=party,
        represents=represents,
        substitute_for=given_name_first(whom["name"]) if whom else None,
        absent=away or (hit is not None and hit.meaning in ("not_there", "no")),
    )
    inside = re.findall(r"\(([^)]*)\)", cell["name"])
    said, *others = re.split(r"[()]", cell.get("role", ""))
    known = shelf("attendance").at_start(said) or is_party(said)
    if said.strip() and not known:
        person = person._replace(role=said.strip())
    status, remark = cell.get("status", ""), cell.get("remark", "")
    when = status if any(map(str.isdigit, status)) else ""  # «Ja, til kl. 13:15»
    role, under = said if known else "", (whom and whom["when"]) or ""
    return with_remarks(person, [role, *others, *inside, *remarks, when, under, remark])


def _party_and_place(
    party: str | None, represents: str | None
) -> tuple[str | None, str | None, list[str]]:
    """`AP - forfall 19.4` is a party and a remark, `Radøy SP` a municipality and a party."""
    said, *remarks = re.split(r"\s+[–-]\s+", party or represents or "")
    place, _, last = said.rpartition(" ")
    if is_party(said):
        return said, represents if party else None, remarks
    first, _, rest = said.partition(" ")
    if place and last.isupper() and is_party(last):
        return last, place, remarks
    if rest and rest[0].isdigit() and is_party(first):
        return first, None, [rest, *remarks]
    if party and fold(party) in places():
        return None, represents or party, remarks
    return party, represents, []


def heads_in(text: str) -> tuple[str, ...]:
    """What the heads of a line that holds nothing else mean; empty where they name no people."""
    found: list[str] = []
    left = text.strip(" :")
    while hit := shelf("attendance_columns").at_start(left):
        found.append(hit.meaning)
        left = left[hit.end :].strip(" :/|")
    return tuple(found) if not left and len(found) > 1 and "name" in found else ()


def person_in(text: str, heads: tuple[str, ...]) -> Person | None:
    """The person of a line below such heads; None where it names nobody."""
    rest = _without_party(text, heads)
    first = len(text) - len(rest)
    two = _TWO_NAMES.match(rest) if "for" in heads else None
    named = people(two["one"] if two else rest, surname_first=True)
    if not named:
        return None
    person = _without_role(named[0]) if "role" in heads else named[0]
    absent = given_name_first(two["other"]) if two else person.substitute_for
    return person._replace(
        start=person.start + first,
        end=person.end + first,
        party=person.party or text[:first].strip() or None,
        substitute_for=absent,
    )


def _without_role(person: Person) -> Person:
    """`Kari Li Medlem`, whose columns the page lost: the name, and the part she plays."""
    name, _, role = person.name.rpartition(" ")
    if " " not in name or not (shelf("roles").meaning(role) == "role" or _OFFICE.search(role)):
        return person
    end = person.end - len(role) - 1
    return person._replace(name=name, end=end, role=person.role or role)


def _without_party(text: str, heads: tuple[str, ...]) -> str:
    """The line without the party that it begins with, where that is the first column."""
    said, _, rest = text.partition(" ")
    return rest.lstrip() if heads[:1] == ("party",) and is_party(said) else text
