"""What a list says of somebody after the name: `– Sp, vara for Anne Vik – fra 21/09`, `(Nes)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from extractors.names import NAME, WORD, given_name_first, initials_of
from extractors.rolls import roll
from extractors.vocabulary import any_of, fold, has_any, marks_of, shelf

_MARK = re.compile(
    rf"(?:{any_of('parties', 'short')}|{any_of('attendance', 'not_there')}"
    rf"|{any_of('roles', 'code')})\b",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"^(?:\s+{_MARK.pattern})+", re.IGNORECASE)
# «FAU leder», «Lærerrepresentant»: what somebody is there, and not whom they are from
_HAS_ROLE = re.compile(rf"(?:\w+[ -])?\w*{any_of('offices', 'ending')}", re.IGNORECASE)
_CAME = re.compile(rf"{any_of('rolls', 'there')}\w*", re.IGNORECASE)  # «Kari Li (Sp) møtte»
# «til 19:50», «47-55/14», «sak 11 og 12/2011», «S 7.1»: when or under which cases someone was there
_WHEN = re.compile(r"\d[.:/]\d|\bkl\.?\s*\d|\bsak(?:ene)?\s*\d", re.IGNORECASE)
IS_OFFICE = re.compile(rf"[A-ZÆØÅ]+-[a-zæøå]*{any_of('offices', 'ending')}")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")  # «<kari@nes.no>»
# «Kari Lind fråtredde møtet kl. 20.15, under handsaming av sak 41/19.»
_PARTLY = re.compile(
    rf"^(?:[\wæøå]+:\s+)?(?P<name>{NAME})(?:\s\([^)]*\))?,?\s+(?P<note>"
    rf"(?:{any_of('attendance', 'leaves_or_comes')}\b(?!\s+(?:i?gjennom|inn\sfor)\b)"
    # whatever the verb: «permitterte møtet kl. 20.15», not «ledet møtet»
    r"|(?!led|lei|sty|åpn|opn|hev|satt?e?\b)(?:[a-zæøå]+\s+){1,2}møtet\s+(?:kl|under|før|etter|då|da)\b).*)$"
)
_PARTLY_MARKS = marks_of("attendance", "leaves_or_comes") | {"møtet"}
_AND_WORDS = {"og", "samt", "&"}  # left at the end of a line
PIECE = re.compile(r"\s+[–—_-]+\s*|\s*[–—]\s*|,\s+")


class Person(NamedTuple):
    """A name with its place in the text, and what the list says of the person."""

    name: str
    start: int
    end: int
    role: str | None = None
    party: str | None = None
    represents: str | None = None
    substitute_for: str | None = None
    absent: bool = False
    note: str | None = None


def with_remarks(person: Person, remarks: Iterable[str]) -> Person:
    """`person` with what other cells of the same row say."""
    for remark in remarks:
        person = _with_remark(person, remark, in_parentheses=True)
    return person


def with_rest(person: Person, rest: str) -> Person:
    """What stands after the name: parentheses, and pieces between dashes."""
    rest = _ADDRESS.sub(" ", rest)
    for inner in re.findall(r"\(([^()]*)\)?", rest):
        for piece in re.split(r"[,;]", inner):
            person = _with_remark(person, piece, in_parentheses=True)
    outside = re.sub(r"\([^()]*\)?", " ", rest)
    marks = _MARKS.match(outside)  # «AP Forfall», «AP for Vik»
    for word in _MARK.findall(marks.group()) if marks else []:
        person = _with_remark(person, word)
    for piece in PIECE.split(outside[marks.end() :] if marks else outside):
        person = _with_remark(person, piece)
    return person


def _with_remark(person: Person, piece: str, *, in_parentheses: bool = False) -> Person:
    """Give the person what one remark says: absent, for whom, when, which party or role."""
    words = " ".join(piece.split()).strip(" .:()–-")
    by_initials = in_parentheses and len(words) > 1 and words == initials_of(person.name)
    if not words or words in _AND_WORDS or by_initials:
        return person
    words += ")" * (words.count("(") - words.count(")"))
    hit = shelf("attendance").at_start(words)
    if hit is not None and hit.meaning == "substitute_for":
        return person._replace(substitute_for=_first_name(words[hit.end :]))
    is_absent = roll(words) == "absent" or (hit is not None and hit.meaning == "not_there")
    if is_absent and person.substitute_for:
        return person  # «møtte for Ola Moe, som hadde meldt forfall»
    if is_absent and not any(c.isdigit() for c in words):
        return person._replace(absent=True, note=words)
    if is_party(words):
        return person._replace(party=words)
    partly = hit is not None and hit.meaning in ("part_of_meeting", "leaves_or_comes", "not_there")
    if partly or _WHEN.search(words):
        return person._replace(note=f"{person.note}; {words}" if person.note else words)
    role = shelf("roles").at_start(words)
    if role is not None and person.role is None:
        rest = words[role.end :].strip(" ,/")
        represents = rest if rest[:1].isupper() else person.represents
        return person._replace(
            role=words[: role.end] if represents == rest else words, represents=represents
        )
    if words[0].isupper() and not IS_OFFICE.fullmatch(words) and not _HAS_ROLE.fullmatch(words):
        if in_parentheses or person.role is None:
            return person if person.represents else person._replace(represents=words)
        return person if person.party else person._replace(party=words)
    verb = _CAME.fullmatch(words)
    return person if verb or person.role else person._replace(role=words)


def partly(text: str) -> re.Match[str] | None:
    """Who came late or left early, where the line tells it."""
    return _PARTLY.match(text) if has_any(_PARTLY_MARKS, text) else None


@lru_cache(maxsize=1_000)
def is_party(words: str) -> bool:
    """`words` is a party's name or short name, or that of a group or list."""
    if "(" in words:  # «FRP (ingen vara)»
        words = re.sub(r"\s*\([^)]*\)", "", words)
    if not fold(words):
        return False
    if shelf("parties").meaning(words) in ("short", "name"):
        return True
    long = shelf("parties").says(words, "name", "mark")
    return long or fold(words).split()[0].rstrip("s").endswith(("partiet", "partiets"))


def _first_name(words: str) -> str | None:
    match = re.match(rf"\W*(?:[a-zæøå-]+\s+){{0,2}}({NAME}(?:,\s{WORD}$)?)", words)
    return given_name_first(match[1].rstrip(".")) if match else None
