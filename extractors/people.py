"""Names of people in lists, and what is said of each of them.

`Ola Moen – Senterpartiet, vara for Anne Vik – fra 21/09`, `Kari Lind (Nes), Per Dahl
(Sund)`, `Leder Hansen, Kari`, `Børre, Inga og Maja`: a list is cut into entries, an entry into a
name and remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.gazetteer import is_municipality, joined_names
from extractors.names import NAME, UPPER, WORD, is_person_name
from extractors.organisations import is_organisation_by_ending
from extractors.remarks import IS_OFFICE, PIECE, Person, is_party, with_rest
from extractors.vocabulary import any_of, shelf

# «plansjef Marianne Tveit»: lower-case words, then a full name
_TITLED = re.compile(
    rf"^(?P<role>[a-zæøå][\w-]+\.?(?:\s[a-zæøå][\w-]+){{0,2}})\s+(?P<name>{WORD}\s+{WORD})"
)
# «Arealplanlegger Lisa Li», «Seksjonsleder Per Dahl», «Kultur- og skolesjef Per Dahl»
_OFFICE = re.compile(
    rf"^(?P<role>(?:\w+-\s(?:og|&)\s)?[{UPPER}]*[a-zæøå-]+{any_of('offices', 'ending')}"
    rf"(?:\s[a-zæøå-]+){{0,2}})\s+(?P<name>{WORD}\s+{WORD})"
)
_OPENING = re.compile(rf"^(?P<name>{NAME})(?P<rest>.*)$", re.DOTALL)
_ENTRY = re.compile(
    r"(?=[,;.\s])(?:"  # hardly a letter need be tried
    r"[,;]|(?<=\))\s+(?=[A-ZÆØÅ][a-zæøå]+\s[A-ZÆØÅ])|(?<=[a-zæøå)])(?<!repr)(?<!medl)(?<!nestl)\.\s+(?=[A-ZÆØÅ])|\s{3,}|\t|\n"
    rf"|(?=\s[o&s]){''.join(f'(?<!{first})' for first, _ in joined_names())}(?<!-)\s(?:og|&|samt)\s"
    r"|(?<=[a-zæøå])\s(?=\d{1,3}\.\s[A-ZÆØÅ]))"  # «1. Kari Li 21. Ola Moe»: two columns on one line
)
_DASHED = re.compile(r"\s+[–—-]\s*|\s*[–—-]\s+")
_ENTRY_MARKS = re.compile(rf"[()]|{_ENTRY.pattern}")
_DASHED_MARKS = re.compile(rf"{_ENTRY_MARKS.pattern}|{_DASHED.pattern}")
# «Ap: Kari Li», «For Høyre: Kari Li», «Rådmenn: Odd Moe, Per Li»
_GROUP = re.compile(
    rf"\s*(?:(?:For|(?P<sent>Frå|Fra))\s+)?(?P<head>[{UPPER}][\w «»\"&/-]{{0,70}}?)\s*:\s+(?=\S)"
)
# «Regionrådet for Ytre Dal», «Nedre Fjord regionråd»
_IS_BODY = re.compile(
    rf"(?=[{UPPER}])(?i:(?:[\w-]+\s){{0,3}}[\w-]*{any_of('bodies', 'noun')}(?:\sfor\s[\w -]+)?)"
)
_GOES_ON = re.compile(r"\s+[a-zæøå]{2,}(?P<sentence>\s+[a-zæøå]+)?")  # «Det kom ingen», «Om kaffen»
_SURNAME_FIRST = re.compile(
    rf"^(?:\d+\.?\s+)?(?:(?P<role>{any_of('roles', 'role')})\s*:?\s+)?"
    rf"(?-i:(?P<name>(?P<surname>{WORD}(?:[ -]{WORD})?),\s+"
    rf"(?P<given>{WORD}(?:\s{WORD}){{0,2}})))"
    r"(?=\s*(?:$|[,(–-]))",
    re.IGNORECASE,
)
# «… og frå kommunen kommunedirektør Kari Li», «FAU v/ Kari Li», «Nes Brann ved Ola Moe»
_FROM = re.compile(
    rf"\s*(?:(?:fra|frå)\s+[a-zæøå]+\s+(?=[a-zæøå]+\s+[{UPPER}])"
    rf"|(?P<by>[{UPPER}][\w.& -]{{0,40}}?)\s+(?:v/\s*|ved\s+)(?={WORD}))"
)
_HYPHENED = re.compile(r"(?<=[a-zæøå])-(?=[a-zæøå]{4}|\d)")  # «Kari Li-rektor»
_INITIAL = re.compile(r"[A-ZÆØÅ]\.")  # «Ida K.»
# «1A Kari Li»
_CLASS = re.compile(rf"\s*(?P<name>\d{{1,2}}[A-ZÆØÅ])[.:]?\s+(?=[{UPPER}][\w-]+\s[{UPPER}])")
_MUNICIPALITY = re.compile(r"^\s+(?:fylkes)?kommune\b")  # «Ola Moe, Nes kommune»
_BULLET = re.compile(r"^[\s\d.:)*•·_-]*(?=\D)")


def is_surname_first(lines: Sequence[str]) -> bool:
    """All of `lines` are `Hansen, Kari` or `Leder Hansen, Kari – Sp`, and there are several."""
    matches = [_SURNAME_FIRST.match(line) for line in lines]
    names = [match for match in matches if match and not _is_remark(match["given"].rstrip("."))]
    return len(lines) > 1 and len(names) == len(lines)


def _is_remark(words: str) -> bool:
    """What stands after a comma in `Kari Li, Ap`, `Kari Li, Nes`."""
    return is_party(words) or is_municipality(words)


@lru_cache(maxsize=1_000)  # a list is read by all who ask who was there, and how they voted
def people(text: str, *, surname_first: bool = False) -> tuple[Person, ...]:
    """The people that a line of a list names, in order; empty if the line is no such list."""
    match = _SURNAME_FIRST.match(text) if surname_first else None
    if match:
        name = f"{match['given']} {match['surname']}"
        listed = Person(name, *match.span("name"), role=(match["role"] or "").lower() or None)
        return (with_rest(listed, text[match.end() :]),)
    found: list[Person] = []
    group = group_of(text)
    for start, entry in _entries(text, group.end if group and not group.role else 0):
        placed = _with_place(found[-1], entry) if found else None
        if placed is not None:
            found[-1] = placed
            continue
        person = _person(entry, start)
        if person is not None and text[max(0, person.start - 1) : person.start].isdigit():
            continue  # «1BAB»
        if person is not None and _is_given_name(found, person, text):
            last = found[-1]
            found[-1] = person._replace(
                name=f"{person.name} {last.name}", start=last.start, role=last.role
            )
        elif person is not None and _is_given_name_of_absent(found, person):
            whom = f"{person.name} {found[-1].substitute_for}"
            found[-1] = found[-1]._replace(substitute_for=whom)
        elif person is not None:
            found.append(person)
        elif found and entry.strip():
            found[-1] = with_rest(found[-1], entry)
    return tuple(_of_group(person, group) for person in found) if group else tuple(found)


class Group(NamedTuple):
    """What a line of a list begins with, before its colon: a party, a role or another group.

    `strange` tells that it is neither a party nor a role; `end` is where the people begin, `sends`
    that the head is whom they come from (`Frå Nes sokn: …`).
    """

    head: str
    end: int
    party: bool = False
    role: bool = False
    sends: bool = False

    @property
    def strange(self) -> bool:
        return not (self.party or self.role)


def group_of(text: str) -> Group | None:
    """The group that a line begins with: `Ap: Kari Li, Ola Moe`, `For Høyre: …`, `HF: …`."""
    match = _GROUP.match(text)
    if match is None:
        return None
    head = match["head"]
    if shelf("parties").meaning(head) is not None or is_party(head):
        return Group(head, match.end(), party=True)
    if shelf("roles").meaning(head) is not None:
        return Group(head, match.end(), role=True)
    first = _ENTRY.split(text[match.end() :], maxsplit=1)[0]
    first = first[_leading_role(first, 0)[1] :]  # «Nes kommune: Ordfører Kari Li»
    if not is_person_name(re.sub(r"\([^)]*\)?", "", first)):
        return None
    return Group(head, match.end(), sends=match["sent"] is not None)


def _of_group(person: Person, group: Group) -> Person:
    """The person with what the head of the line says of all of them."""
    if group.party:
        return person._replace(party=person.party or group.head)
    if group.role:
        return person._replace(role=person.role or group.head.lower())
    place = group.head.removesuffix(" kommune")
    named = group.sends or place != group.head or place.isupper() or is_municipality(place)
    is_place = named and person.represents is None
    return person._replace(represents=place) if is_place else person


def _entries(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Pieces between commas and the like, those inside parentheses left alone."""
    depth, first = 0, at
    marks = _DASHED_MARKS if _is_dashed(text[at:]) else _ENTRY_MARKS
    for mark in marks.finditer(text, at):
        if mark.group() == "(":
            depth += 1
        elif mark.group() == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield first, text[first : mark.start()]
            first = mark.end()
    yield first, text[first:]


def _with_place(person: Person, entry: str) -> Person | None:
    """`Ola Moe, Nes (leder)`, `Ola Moe, sekretær Revisjonen`: where the one just named is from."""
    through = _FROM.match(entry)
    if not is_person_name(person.name) or (through and through["by"]):
        return None
    bare = entry.strip()
    role, at = _leading_role(bare, 0)
    of = _OPENING.match(bare[at:])
    name = of["name"].rstrip(".") if of else ""
    lone = " " not in name
    office = role is not None and person.role is None and lone
    house = lone and is_organisation_by_ending(name) and not is_party(name)
    known = is_municipality(name) or house
    if person.role is not None and _IS_BODY.fullmatch(bare):  # «Ordfører Kari Li, Fjordrådet»
        return person._replace(represents=person.represents or bare)
    if not of or not (known if role is None else office):
        return None
    placed = person._replace(represents=person.represents or name, role=person.role or role)
    return with_rest(placed, _MUNICIPALITY.sub("", of["rest"]))


def _is_dashed(text: str) -> bool:
    """`Kari Li – Ola Moe (vara) – Per Dahl`: dashes stand between names, not before remarks."""
    if "," in text:
        return False
    pieces = [re.sub(r"\([^)]*\)?", "", piece) for piece in _DASHED.split(text)]
    return len(pieces) > 1 and all(map(is_person_name, pieces))


def _person(entry: str, start: int) -> Person | None:
    """The person that an entry opens with: `Leder: Ola Moen – Sp`, `Per Dahl (Sund)`."""
    pupils = _CLASS.match(entry)
    if pupils is not None:  # whose parents somebody is there for
        person = _person(entry[pupils.end() :], start + pupils.end())
        return person._replace(represents=pupils["name"]) if person else None
    bullet = _BULLET.match(entry)
    at = bullet.end() if bullet else 0
    sent = _FROM.match(entry, at)
    at = sent.end() if sent else at
    role, at = _leading_role(entry, at)
    words = entry[at:].strip(" .")
    if shelf("attendance").meaning(words) == "group" or (
        words and role is None and is_party(PIECE.split(words, maxsplit=1)[0])
    ):
        return None
    match = _OPENING.match(entry[at:].lstrip())
    if match is None:
        return None
    at += len(entry[at:]) - len(entry[at:].lstrip())
    name = _HYPHENED.split(_without_marks(match["name"]))[0].rstrip(".-–")
    if shelf("attendance").at_start(name) and not is_person_name(name):
        return None
    is_lone = " " not in name and role is None
    if is_lone and (match["rest"].startswith(":") or _goes_on(match["rest"])):
        return None  # «Innkalling: på e-post» is a field, «Om kaffen» a phrase
    if _is_no_person(name) or IS_OFFICE.fullmatch(name):
        return None
    by = sent["by"] if sent and shelf("roles").meaning(sent["by"] or "") is None else None
    party, represents = (by, None) if by and is_party(by) else (None, by)
    person = Person(name, start + at, start + at + len(name), role, party, represents)
    rest = match["rest"] if name == match["name"] else match["name"][len(name) :] + match["rest"]
    return with_rest(person, rest)


def _is_no_person(name: str) -> bool:
    """`Leder v/service`, `Revisjon Nord IKS`: an office or an organisation instead of a name."""
    last = name.rsplit(maxsplit=1)[-1]
    if shelf("organisations").meaning(last) is not None and " " in name:
        return not last[1:].islower() or shelf("organisations").meaning(last) == "form"
    return " " not in name and shelf("roles").meaning(name) is not None


def _goes_on(rest: str) -> bool:
    """A lone capitalised word with small ones after it is no name: `Om kaffen`, not `Kari vara`."""
    match = _GOES_ON.match(rest)
    if match is None or match["sentence"]:
        return match is not None
    return all(shelf(name).at_start(rest.strip()) is None for name in ("attendance", "roles"))


def _without_marks(name: str) -> str:
    """A name without the party or word that a list puts after it: `Rolf AP Forfall`."""
    words = name.split(" ")
    while len(words) > 1:
        last = words[-1].strip(".,")
        is_mark = (
            not _INITIAL.fullmatch(words[-1])
            and last.isupper()
            and (
                shelf("parties").meaning(last) == "short" or shelf("roles").meaning(last) == "code"
            )
        )
        if not is_mark and shelf("attendance").meaning(last) != "not_there":
            break
        words.pop()
    return " ".join(words)


def _leading_role(entry: str, at: int) -> tuple[str | None, int]:
    """A role written before the name: `Leder: Kari`, `Varamedlem Kari`, `plansjef Kari Li`."""
    words = entry[at:].lstrip()
    skip = len(entry) - len(words)
    hit = shelf("roles").at_start(words)
    after = re.match(r"(?:\s+nr\.?\s*\d+\.?)?(?:\s*:?\s+|\s*:)", words[hit.end :]) if hit else None
    if hit and after and re.match(rf"[{UPPER}]", words[hit.end + after.end() :]):
        return words[: hit.end].lower(), skip + hit.end + after.end()
    match = _OFFICE.match(words)
    if match is not None:
        return match["role"].lower(), skip + match.start("name")
    match = None if shelf("attendance").at_start(words) else _TITLED.match(words)
    return (match["role"], skip + match.start("name")) if match else (None, at)


def _is_given_name(found: list[Person], person: Person, text: str) -> bool:
    """`Leder Hansen, Kari`: after a surname alone with a role before it comes the given name."""
    if not found or found[-1].role is None or " " in found[-1].name:
        return False
    follows = text[found[-1].end : found[-1].end + 1] == ","
    return follows and person.role is None and len(person.name.split()) <= 2


def _is_given_name_of_absent(found: list[Person], person: Person) -> bool:
    """`… for Vik, Rolf`: after the surname of whom one stands in for comes the given name."""
    whom = found[-1].substitute_for if found else None
    return whom is not None and " " not in whom and " " not in person.name
