"""The same case in several documents: innkalling, protokoll, and the next body that treats it.

A case is known by its archive reference, its number in its body, its meeting and title, the route
that the paper lists, what it refers to, and its title within one organisation. Every key holds the
organisation: where that is unknown, only copies of one document have keys in common, so that two
municipalities' cases are never tied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from extractors.bodies import body_of_treatment
from extractors.numbers import NUMBER, Number, full_year, number_in, numbers
from extractors.vocabulary import any_of, fold, shelf
from pipeline.ties import Tie
from schemas.claims import Case, Meeting, Vedtak
from schemas.document import Document
from schemas.record import Record, Row

# A row of the route: «31/25 Formannskapet 04.06.2025», «Utvalg for samfunn 07.06.2023 44/23»
_STOP = re.compile(
    r"""(?:(?P<n1>\S*\s?\d+/\d+)\s+)?
    (?P<body>[^\d\t]{3,60}?)\s+
    (?:(?P<n2>\S*\s?\d+/\d+)\s+)?
    \d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}
    (?:\s+(?P<n3>\S*\s?\d+/\d+))?""",
    re.VERBOSE,
)
# What stands before a number that is cited: «formannskapets sak», «kommunestyret si handsaming av
# sak», «behandlet av formannskapet i sak». A body with a name of several words is not recognised.
_BODY = rf"(?P<body>[\w-]*{any_of('bodies', 'noun')})"
_CITED = re.compile(
    rf"\b(?:{_BODY}(?:s|\ssi[nt]?t?)(?:\s\w+){{0,2}}\s|{_BODY.replace('body', 'body2')}\si\s)?"
    r"sak(?:en|a)?\s(?:nr\.?\s)?$",
    re.IGNORECASE,
)
_CITES = ("sak", "saken", "saka", "nr", "nr.")  # what all that ends with
_BEFORE = 80  # characters of a citation before its number
_ARCHIVE = re.compile(r"(?P<year>\d{4}|\d\d)/(?P<number>\d+)")
_ENDING = re.compile(r"(?<=\w{3})(?:e*[nt]|e+|a)?s?$")
_POLITICAL = {"PS", None}  # «PS» (politisk sak) stands in the one paper and not in the other
# Every meeting has them, under the same title
_FORMAL = {"godkjenning", "referat", "orientering", "delegert"}
_PAPERS = {"protokoll", "referat", "innkalling"}
_TELLING = 3  # words of a title that can be told from others


class Place(NamedTuple):
    """Where and when a case is treated: its organisation, and its body as it is compared."""

    home: str
    body: str | None
    date: str | None

    def key(self, number: Number) -> str | None:
        """What no other case has: organisation, body, year and number."""
        if self.body is None or number.year is None:
            return None
        prefix = "" if number.prefix in _POLITICAL else number.prefix
        return f"sak|{self.home}|{self.body}|{number.year}/{prefix}{number.sequence}"


def case_ties(record: Record, home: str) -> Iterator[Tie]:
    """How each case of `record` may be known in other documents, the strongest tie first."""
    cases = [(row, row.claim) for row in record.rows if type(row.claim) is Case]
    meeting = _meeting_place(record, home)
    routes = list(_routes(record.document, meeting))
    folders = _folders(case for _, case in cases)
    put_off = {
        row.links.get("case_id")
        for row in record.rows
        if type(row.claim) is Vedtak and row.claim.outcome == "utsatt"
    }
    for row, case in cases:
        place = _place(record.document, meeting, case)
        yield from _archive_tie(place.home, row, case, folders)
        yield from _number_ties(record.document, place, row, case, routes)
        yield from _meeting_tie(record.id, place, row, case)
        yield from _title_tie(place, row, case, is_put_off=row.id in put_off)


def _number_ties(
    document: Document, place: Place, row: Row, case: Case, routes: list[dict[str, str]]
) -> Iterator[Tie]:
    """By its number in its body, by the route it is on, and by who cites whom."""
    own = _own_key(place, case)
    if own:
        yield Tie(row.id, own, f"Samme organ og saksnummer {case.number}")
    stops = dict(stop for route in routes if own in route for stop in route.items())
    for key, words in stops.items():
        if key != own:
            yield Tie(row.id, f"saksgang|{key}", f"Saksgangen nevner «{words}»", owns=False)
    for cited, words in _citations(document, place, case):
        if cited != own:
            label = _title(case) or row.id
            tie = Tie(row.id, f"vist til|{cited}", f"Viser til «{words}»", label=label, owns=False)
            yield from (tie, *_unless_filed_apart(tie, case))
    if own:
        yield Tie(row.id, f"saksgang|{own}", "Står i saksgangen til en annen sak")
        tie = Tie(row.id, f"vist til|{own}", "Vist til fra en annen sak")
        yield from (tie, *_unless_filed_apart(tie, case))


def _meeting_place(record: Record, home: str) -> Place:
    for row in record.rows:
        if type(row.claim) is Meeting:
            body = row.claim.body
            return Place(home, _body_key(body, home) if body else None, row.claim.date)
    return Place(home, None, None)


def _place(document: Document, meeting: Place, case: Case) -> Place:
    """The body that the case's own heading names, else that of the meeting."""
    treated = body_of_treatment(document.block_at(case.section[0]))
    return meeting._replace(body=_body_key(treated.name, meeting.home)) if treated else meeting


def _body_key(name: str, home: str) -> str:
    """`Formannskapet i Myrvoll kommune`, `formannskapets` and `FORMANNSKAP` are one body."""
    plain = unicodedata.normalize("NFKC", fold(name)).replace("é", "e")
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and (words[-1] == "i" or words[-1] in home.split("-")):
        words.pop()
    return "-".join(_ENDING.sub("", word) for word in words)


def _own_key(place: Place, case: Case) -> str | None:
    if case.sequence is None:
        return None
    return place.key(Number(case.number or "", case.prefix, case.sequence, case.year))


def _folders(cases: Iterable[Case]) -> dict[str, set[str]]:
    """The titles of the cases that one document files under each archive reference."""
    titles: dict[str, set[str]] = {}
    for case in cases:
        ref = _archive_key(case)
        if ref and case.title:
            titles.setdefault(ref, set()).add(_title(case))
    return titles


def _archive_tie(home: str, row: Row, case: Case, folders: dict[str, set[str]]) -> Iterator[Tie]:
    """A reference that a document gives to several cases is no case's own."""
    ref = _archive_key(case)
    if ref:
        label = _title(case) if len(folders.get(ref, ())) > 1 else None
        yield Tie(row.id, f"arkiv|{home}|{ref}", f"Samme arkivsak {case.archive_ref}", label=label)


def _archive_key(case: Case) -> str | None:
    """`24/1187`, `2024/1187` and `2024/01187-3` are one."""
    match = _ARCHIVE.search(case.archive_ref or "")
    return f"{full_year(match['year'])}/{int(match['number'])}" if match else None


def _unless_filed_apart(tie: Tie, case: Case) -> Iterator[Tie]:
    """`tie`, but not to a case with another archive reference."""
    ref = _archive_key(case)
    if ref:
        yield tie._replace(scope="arkiv", label=ref)


def _meeting_tie(document_id: str, place: Place, row: Row, case: Case) -> Iterator[Tie]:
    title = _title(case)
    if place.date and place.body and title:
        key = f"møte|{place.home}|{place.body}|{place.date}|{title}"
        # Two cases of one meeting may have one title: «Eventuelt»
        yield Tie(row.id, key, "Samme møte og samme tittel", document_id, row.id)


def _routes(document: Document, meeting: Place) -> Iterator[dict[str, str]]:
    """The routes through the bodies that papers list, as keys of cases with the words for each."""
    texts = (block.text for block in document.body)
    stops = ((_STOP.fullmatch(text) if text[-1].isdecimal() else None, text) for text in texts)
    for is_route, run in groupby(stops, key=lambda stop: stop[0] is not None):
        if is_route:
            route: dict[str, str] = {}
            for match, text in run:
                found = match and (match["n1"] or match["n2"] or match["n3"])
                for number, _, _ in numbers(found or ""):
                    body = _body_key(match["body"], meeting.home) if match else None
                    key = meeting._replace(body=body).key(number)
                    route |= {key: " ".join(text.split())} if key else {}
            yield route


def _citations(document: Document, place: Place, case: Case) -> Iterator[tuple[str, str]]:
    """The cases that the section of `case` refers to, with the words.

    `Formannskapets sak 31/25` names the body; `sak PS 22/25` is the same body's. A bare number may
    be any body's and is nobody's.
    """
    start, end = case.section
    text = document.text[start:end]
    for found in NUMBER.finditer(text):
        before = max(0, found.start() - _BEFORE), found.start()
        cites = text[slice(*before)].rstrip().casefold().endswith(_CITES)
        match = _CITED.search(text, *before) if cites else None
        if match is None:
            continue
        number, body = number_in(found), match["body"] or match["body2"]
        if not (body or number.prefix):
            continue
        cited = place._replace(body=_body_key(body, place.home)) if body else place
        key = cited.key(number)
        if key:
            yield key, " ".join(text[match.start() : found.end()].split())


def _title_tie(place: Place, row: Row, case: Case, *, is_put_off: bool) -> Iterator[Tie]:
    """One title in one organisation and year; not if a body has it on two cases.

    A case that was put off may come back under a new number.
    """
    title = _title(case)
    if not place.date or len(title.split()) < _TELLING or _is_formal(case):
        return
    label = None if is_put_off else case.number or row.id
    key = f"tittel|{place.home}|{place.date[:4]}|{title}"
    tie = Tie(row.id, key, "Samme tittel i samme organisasjon", place.body or "", label)
    yield from (tie, *_unless_filed_apart(tie, case))


def _title(case: Case) -> str:
    """The title as it is compared: letters and digits only."""
    return " ".join(re.findall(r"\w+", fold(case.title or "")))


def _is_formal(case: Case) -> bool:
    title = case.title or ""
    says = {hit.meaning for hit in shelf("casetypes").find(title)} | {case.type}
    return bool(says & _FORMAL) or any(h.meaning in _PAPERS for h in shelf("kinds").find(title))
