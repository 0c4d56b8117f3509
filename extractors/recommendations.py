"""Recommendations: every innstilling, tilråding and forslag, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attendance import extract_attendance
from extractors.case_tables import recommended
from extractors.kinds import kind_of
from extractors.names import NAME
from extractors.outline import Part
from extractors.passages import tells_of_another, words_below, words_of
from extractors.people import people
from extractors.reading import Reading
from extractors.remarks import is_party
from extractors.versus import recommends_nothing
from extractors.vocabulary import any_of, fold, has_any, marks_of, shelf
from schemas.claims import Recommendation

PROPOSES = {"recommendation", "proposal"}  # the labels that rule a recommendation
_FROM = re.compile(r"^(?:fra|frå|ved|v/)\s+", re.IGNORECASE)
# «Forslag til nytt punkt fremsatt av Kari Li på vegne av SP»
_BY = re.compile(
    r"(?:fremsatt|framsatt|fremmet|fremma|foreslått|levert|reist|(?:sett|satt|lagt) fr[ae]m|gjort)"
    r"\s+(?:av|frå|fra)\s+(?P<who>.+)$",
    re.IGNORECASE,
)
_MOVED = marks_of("references", "moved")
_MOVES = re.compile(rf"(?P<who>{NAME}(?:\s*\([^()]*\))?)\s+{any_of('references', 'moved')}\b")
_DEFINITE = re.compile(r"(?:en|a)$")  # «Ordføreren»
_VOTES = re.compile(r"\W*\d{1,3}\s+(?:stemmer?|røyst(?:er)?)\W*", re.IGNORECASE)
_FOR = re.compile(r"\s+på\s+vegne?r?\s+av\s+", re.IGNORECASE)
# «SP og V v/Kari Li», «Høgre ved Kari Li»
_THROUGH = re.compile(rf"(?P<parties>[^/]{{1,60}}?)\s+(?:ved\s+|v/\s?)(?P<name>{NAME})")
_PARTIES = re.compile(r",\s*|\s+(?:og|&)\s+|/")
_GENITIVE = re.compile(r"\s+(?:si|sitt|sin|s)$|(?<=\w)s$")
_NOBODY = re.compile(r"(?:følgende|følgjande|fylgjande|dette|det)\b", re.IGNORECASE)
_LONGEST_OWNER = 6  # words


# «Rådmannen» tilrår at utvalget gjør slikt, «Repr. Bach (H)» fremmet følgende
_VERB_ON = re.compile(
    rf"^(?:Repr\.|Representanten)\s|\s(?:{any_of('references', 'advises', 'moved')}"
    r"|fremmet|fremja|kom med|(?:la|sette|satte) (?:fram|frem))\b.*$",
    re.DOTALL,
)


def extract_recommendations(reading: Reading) -> Iterator[Recommendation]:
    """One claim for each part under such a label that holds words, and each sentence that moves."""
    labelled: list[Recommendation] = []
    looks_back = kind_of(reading) in ("protokoll", "referat")
    for part in reading.outline.parts:
        cited = part.label.meaning == "proposal" and not looks_back and tells_of_another(part)
        if part.label.meaning in PROPOSES and not cited:
            recommendation = _recommendation(reading, part)
            if recommendation is not None:
                labelled.append(recommendation)
    yield from labelled
    for cell in recommended(reading):
        if not recommends_nothing(cell.text):
            yield Recommendation(
                evidence=cell,
                rule="recommendations.column",
                confidence=0.9,
                text=cell.text,
                kind="innstilling",
            )
    if looks_back:
        taken = [(r.evidence.start, r.evidence.end) for r in labelled]
        yield from _in_prose(reading, taken)


def _in_prose(reading: Reading, taken: list[tuple[int, int]]) -> Iterator[Recommendation]:
    """`Kari Li (SP) foreslo å utsette saken.`: someone of the meeting, in a case, once."""
    sections = reading.outline.sections
    if not sections:
        return
    there = {fold(a.name): a for a in reading.claims(extract_attendance)}
    labels = {p.block.seq for p in reading.outline.parts if p.label.value is None}
    for block in reading.document.between(sections[0].start, sections[-1].end):
        if block.furniture or block.seq in labels or not has_any(_MOVED, block.text):
            continue
        for sentence in reading.sentences(block):
            match = _MOVES.match(sentence.text)
            if match is None or any(a < sentence.end and sentence.start < b for a, b in taken):
                continue
            named = people(match["who"])
            who = next((there[fold(n.name)] for n in named if fold(n.name) in there), None)
            if who is None and not _is_office_or_party(match["who"]):
                continue
            yield Recommendation(
                evidence=sentence,
                rule="recommendations.prose",
                confidence=0.75,
                text=sentence.text,
                kind="forslag",
                proposer=who.name if who else match["who"],
                party=(named[0].party or who.party) if who else None,
            )


def _is_office_or_party(who: str) -> bool:
    return shelf("roles").meaning(_DEFINITE.sub("", who)) is not None or is_party(who)


def _recommendation(reading: Reading, part: Part) -> Recommendation | None:
    proof = words_below(reading, part) if _names_proposers(part) else words_of(reading, part)
    if proof is None or only_votes(proof.text) or recommends_nothing(proof.text):
        return None
    proposer, party = _proposer(part)
    is_recommendation = part.label.meaning == "recommendation"
    return Recommendation(
        evidence=proof,
        rule=f"recommendations.{part.label.meaning}",
        confidence=0.95 if is_recommendation else 0.85,
        text=reading.document.words(proof),
        kind="innstilling" if is_recommendation else "forslag",
        proposer=proposer,
        party=party,
    )


def only_votes(text: str) -> bool:
    """`Forslag fra styret: 9 stemmer` tells how it went."""
    return bool(_VOTES.fullmatch(text))


def _names_proposers(part: Part) -> bool:
    """`Forslag fra hele komiteen: A, B, C`: after the colon stand those who propose, not what."""
    first = part.label.value
    if first is None or not _FROM.match(part.label.tail):
        return False
    return len(people(part.block.text[first:])) >= 2


def _proposer(part: Part) -> tuple[str | None, str | None]:
    """Whose it is: `Formannskapets`, `Anita Sand (Senterpartiet) fremmet`, `fra Kari Li (SP)`."""
    by = _BY.search(part.label.tail)
    if by is not None:
        who, *party = _FOR.split(by["who"], maxsplit=1)
        named = people(who)
        if named and " " in named[0].name:
            said_party = party[0].strip(" :.") if party else None
            return named[0].name, said_party or named[0].party or named[0].represents
    said = _FROM.sub("", part.label.tail) if _FROM.match(part.label.tail) else part.label.owner
    said = _VERB_ON.sub("", said)
    if not said or _NOBODY.match(said):
        return None, None
    through = _THROUGH.fullmatch(said.strip(" ,:"))
    if through and all(map(is_party, _PARTIES.split(through["parties"]))):
        return through["name"], through["parties"]
    named = people(said)
    if named and (named[0].party or named[0].represents) and " " in named[0].name:
        return named[0].name, named[0].party or named[0].represents
    if len(said.split()) > _LONGEST_OWNER:
        return None, None
    owner = _GENITIVE.sub("", said).strip(" ,:")
    return owner or None, None
