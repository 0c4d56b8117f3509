"""Votes: by name (`For forslaget stemte 34: …`, lists under `For` and `Mot`), by party, blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.names import NAME, is_person_name
from extractors.people import people
from extractors.reading import Reading
from extractors.recommendations import extract_recommendations
from extractors.remarks import is_party
from extractors.vocabulary import any_of, fold, has_any, lowered, shelf
from schemas.claims import Side, Vote
from schemas.document import Block

# «For forslaget (med vedtatt endring) stemte 34: …», «Imot innstillinga røysta 3.»
_NAMED = re.compile(
    r"\W*(?<!\w)(?P<side>for|i?mot)\b(?P<about>[^:.]{0,100}?)\b(?:stemte|røysta)\s*(?P<count>\d{1,3})?"
    r"\s*(?:\([^)]*\))?\s*(?::\s*(?P<names>.*)|[.;]|$)",
    re.IGNORECASE | re.DOTALL,
)
_VOTED = ("stemte", "røysta")
_SIDE_WORDS = frozenset({"for", "mot", "imot"})
# «Stemmer mot: 17»
_TALLY = re.compile(
    r"\W*(?:stemmer|røyster)\s+(?P<side>for|i?mot)\s*:\s*(?P<count>\d{1,3})\W*$", re.IGNORECASE
)
_SIDE_ALONE = re.compile(r"\W*(?P<side>for|i?mot)\W*$", re.IGNORECASE)  # a heading over names
# «Vedtatt mot 1 stemme (Kari Lind)», «1 stemte mot (Kari Lind)»
_AGAINST = re.compile(
    r"(?:\bi?mot\s+(?:\d{1,3}|en|én|ei)\s+(?:stemmer?|røyst(?:er)?)"
    r"|\b(?:\d{1,3}|en|én|ei)\s+(?:stemmer?|røyst(?:er)?|stemte|røysta)\s+i?mot)"
    r"\s*\((?P<names>(?:[^()]|\([^()]*\)){3,200})\)",
    re.IGNORECASE,
)
# «Forslaget falt mot 4 stemmer (…)»: those who are named were for it
_FELL = re.compile(r"\b(?:falt|fall)\s*$")
# «For: Moe, Vik, Li. Mot: Dahl, Nes.»
_SIDES = re.compile(
    r"(?:^|(?<=[.;]))\s*(?P<side>For|I?[Mm]ot)\s*:\s*(?P<names>[A-ZÆØÅ][^.:;]{2,400})(?=[.;]|$)"
)
# «Dermed ble tilleggsforslaget ikke vedtatt.», «Forslag 1 ble vedtatt med dobbeltstemme.»
_CONCLUSION = re.compile(
    r"\W*(?:(?:dermed|desse|dette|med dette)\b\s*(?:ble|blei|vart|er)?\s*)?(?P<what>.{0,80}?)"
    r"\s*(?:ble|blei|vart)?\s*(?P<not>ikke|ikkje)?\s*\b(?P<how>vedtatt|vedteke[n]?|falt|fall|forkast(?:et|a))",
    re.IGNORECASE,
)
_NUMERAL = rf"(?:\d{{1,3}}|{any_of('numerals', *shelf('numerals').phrases)})"
_PAPER = r"(?:stemme|røyst|setel|setl|seddel|sedl|stemmeseddel|stemmesedl)\w*"
# «5 blanke stemmer», «ein setel var blank», «3 stemte blankt», «Blanke: 3»
_BLANK = re.compile(
    rf"\b(?:(?P<blank>{_NUMERAL})\s+(?:{_PAPER}\s+(?:var|er)\s+)?blanke?\b(?=\s+{_PAPER}|\s*(?:[.,;)]|$))"
    rf"|(?P<voted>{_NUMERAL})\s+(?:stemte|røysta)\s+blankt"
    rf"|blanke?(?:\s+{_PAPER})?\s*:\s*(?P<listed>{_NUMERAL}))",
    re.IGNORECASE,
)
# «2 H», «Ap 3», «SV»
_OF_PARTY = re.compile(r"(?:(?P<before>\d{1,3})\s+)?(?P<party>\D+?)(?:\s+(?P<after>\d{1,3}))?")
_SAID = re.compile(
    rf"(?P<names>{NAME}[^.:;]*?)\s+(?:stemte|røysta)\s+(?P<side>i?mot|for)"
    r"(?:\s+(?:innstillingen|innstillinga|tilrådinga|vedtaket))?[.\s]*"
)
_BETWEEN = re.compile(r"\s*[,/+]\s*|\s+og\s+")
_THEN = re.compile(r"(?<=[.)])\s+(?=(?:Dermed|Desse|Med dette)\b)")
_WHICH = re.compile(r"\b(?:forslag|framlegg)(?:et)?\s*(?P<number>\d{1,2})\b", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"\binnstilling|tilråding", re.IGNORECASE)
_ADDITION = re.compile(r"\btillegg", re.IGNORECASE)


class Names(NamedTuple):
    """A stretch of a block's text that names voters."""

    block: Block
    first: int
    last: int | None = None


class Line(NamedTuple):
    """One side of a vote: how many it says they are, and where they are named."""

    block: Block
    side: Side
    about: str = ""
    stated: int | None = None
    names: tuple[Names, ...] = ()

    @property
    def number(self) -> int | None:
        """`For forslag 2` is about proposal 2."""
        match = _WHICH.search(self.about)
        return int(match["number"]) if match else None

    @property
    def voters(self) -> int | None:
        """How many they are, by the words or by the names."""
        named = sum(len(people(n.block.text[n.first : n.last])) for n in self.names)
        return self.stated if self.stated is not None else named or None


class Ballot(NamedTuple):
    """The sides of one vote; `concluded` is what the concluding sentence says was voted on."""

    lines: tuple[Line, ...]
    concluded: str = ""
    adopted: bool | None = None  # None where no sentence concludes it

    @property
    def is_choice(self) -> bool:
        """`For forslag 1 stemte 25 … For forslag 2 stemte 10` chooses between proposals."""
        return sum(line.side == "for" for line in self.lines) > 1

    def side_of(self, line: Line) -> Side:
        """In a choice, those for what was not adopted were against the decision."""
        if not self.is_choice:
            return line.side
        about = {word for word in fold(line.about).split() if len(word) > 1 or word.isdigit()}
        return "for" if about & set(fold(self.concluded).split()) == about else "mot"

    def counted(self, side: Side) -> int | None:
        """How many voted so on the decision."""
        counts = [line.voters for line in self.lines if self.side_of(line) == side]
        stated = [count for count in counts if count is not None]
        return sum(stated) if stated else None


def ballots_in(reading: Reading, start: int, end: int) -> list[Ballot]:
    """The votes in the stretch `start..end`; those of a whole case are made out once."""
    of_cases = reading.view(_ballots_of_cases)
    known = of_cases.get((start, end))
    return ballots(reading.within(start, end)) if known is None else known


def _ballots_of_cases(reading: Reading) -> dict[tuple[int, int], list[Ballot]]:
    return {span: ballots(reading.within(*span)) for span in reading.case_spans}


def ballots(blocks: Sequence[Block]) -> list[Ballot]:
    """The votes with named or counted sides among `blocks`, in order."""
    found: list[Ballot] = []
    lines: list[Line] = []
    for i, block in enumerate(blocks):
        lines += _lines(blocks, i)
        conclusion = _CONCLUSION.match(_after_lines(block)) if lines else None
        if conclusion is not None:
            adopted = not conclusion["not"] and conclusion["how"].lower().startswith("ved")
            found.append(Ballot(tuple(lines), conclusion["what"], adopted))
            lines = []
    return [*found, Ballot(tuple(lines))] if lines else found


def deciding(found: Sequence[Ballot]) -> Ballot | None:
    """The ballot that made the decision: on the innstilling, else the last that adopted.

    What is added to it, or chosen for a point of it, decides only where nothing else does.
    """
    adopted = [b for b in found if b.adopted is not False]
    on_recommendation = [b for b in adopted if b.adopted and _RECOMMENDATION.search(b.concluded)]
    single = [b for b in adopted if not b.is_choice]
    plain = [b for b in single if not _ADDITION.search(b.concluded)]
    chosen = [b for b in adopted if b.is_choice and b.adopted]
    return next(reversed(on_recommendation or plain or chosen or single), None)


def extract_votes(reading: Reading) -> Iterator[Vote]:
    """One claim a person, a party that votes together, or the blank ones.

    `proposal` is the start of the text that was voted on.
    """
    for start, end in reading.case_spans:
        blocks = reading.within(start, end)
        found = ballots_in(reading, start, end)
        main = deciding(found)
        for ballot in found:
            for line in ballot.lines:
                side = ballot.side_of(line) if ballot is main else line.side
                yield from _votes(reading, line, side, decides=ballot is main, start=start)
        for block in blocks:
            takes_side = has_any(_SIDE_WORDS, block.text)
            match = _AGAINST.search(block.text) if takes_side and "(" in block.text else None
            if match:
                names = Names(block, match.start("names"), match.end("names"))
                fell = _FELL.search(block.text, 0, match.start()) is not None
                line = Line(block, "for" if fell else "mot", names=(names,))
                parties = [] if fell else list(_parties(block, match["names"], names.first))
                yield from parties or _votes(
                    reading, line, line.side, decides=not fell, start=start
                )
            yield from _blank(block)
            if takes_side:
                yield from _opposed(reading, block)


def named_line(block: Block) -> Line | None:
    """The block as one side of a vote: `Imot forslaget stemte 3: …`, `Stemmer mot: 17`."""
    match = _NAMED.match(block.text)
    if match is None:
        tally = _TALLY.match(block.text)
        return Line(block, _side(tally), stated=int(tally["count"])) if tally else None
    stated = int(match["count"]) if match["count"] else None
    names = (Names(block, match.start("names"), _names_end(block.text)),) if match["names"] else ()
    line = Line(block, _side(match), match["about"].strip(), stated, names)
    return line if line.voters else None


def _lines(blocks: Sequence[Block], at: int) -> list[Line]:
    """The sides that a block states: its own, several in one paragraph, or a list below it."""
    block = blocks[at]
    if not has_any(_SIDE_WORDS, block.text):
        return []
    alone = _SIDE_ALONE.match(block.text)
    if alone:
        listed: list[Names] = []
        for below in blocks[at + 1 :]:
            if _SIDE_ALONE.match(below.text) or len(people(below.text)) != 1:
                break
            listed.append(Names(below, 0))
        return [Line(block, _side(alone), names=tuple(listed))] if listed else []
    line = named_line(block)
    if line is not None and line.names:
        return [line]
    sides = list(_SIDES.finditer(block.text)) if ":" in block.text else []
    if len(sides) > 1:
        named = ((m, Names(block, *m.span("names"))) for m in sides)
        return [Line(block, _side(match), names=(names,)) for match, names in named]
    stated = _stated(block.text)
    if stated:
        return [Line(block, _side(m), m["about"].strip(), int(m["count"])) for m in stated]
    return [line] if line is not None else []


def _stated(text: str) -> list[re.Match[str]]:
    """The sides that `text` counts without naming anybody."""
    if not any(verb in lowered(text) for verb in _VOTED):  # of a hundred paragraphs one has it
        return []
    return [match for match in _NAMED.finditer(text) if match["count"] and not match["names"]]


def _names_end(text: str) -> int:
    """Where the conclusion begins, if it stands in the same paragraph as the names."""
    match = _THEN.search(text)
    return match.end() if match else len(text)


def _after_lines(block: Block) -> str:
    """What a paragraph says after the sides that it states, if it states any."""
    match = _NAMED.match(block.text)
    if match and match["names"]:
        return block.text[_names_end(block.text) :]
    ends = [match.end() for match in _stated(block.text)]
    return block.text[max(ends, default=0) :]


def _side(match: re.Match[str]) -> Side:
    return "for" if match["side"].lower() == "for" else "mot"


def _parties(block: Block, words: str, at: int) -> Iterator[Vote]:
    """`(2 H, 1 V)`, `(H og V)`: the parties that voted against, where nobody else is named."""
    found: list[tuple[re.Match[str], int]] = []
    first = 0
    for piece in _BETWEEN.split(words):
        first = words.index(piece, first)
        match = _OF_PARTY.fullmatch(piece)
        if match is None or not is_party(match["party"]):
            return
        found.append((match, at + first))
    for match, start in found:
        count = match["before"] or match["after"]
        yield Vote(
            evidence=block.cut(start, start + len(match.group())),
            rule="votes.party",
            confidence=0.95,
            party=match["party"],
            vote="mot",
            count=int(count) if count else None,
            decides=True,
        )


def _opposed(reading: Reading, block: Block) -> Iterator[Vote]:
    """`Kari Li og Ola Moe (Sp) stemte imot.`: said of the decision, with nothing else named."""
    if not any(verb in block.text for verb in _VOTED):
        return
    for sentence in reading.sentences(block):
        match = _SAID.fullmatch(sentence.text)
        for person in people(match["names"]) if match else ():
            if is_person_name(person.name):
                at = sentence.start - block.start
                yield Vote(
                    evidence=block.cut(at + person.start, at + person.end),
                    rule="votes.told",
                    confidence=0.9,
                    name=person.name,
                    party=person.party or person.represents,
                    vote=_side(match) if match else "mot",
                    decides=True,
                )


def _blank(block: Block) -> Iterator[Vote]:
    """`Ein setel var blank.`, `Blanke: 3`: how many voted for nobody and nothing."""
    if "blank" not in lowered(block.text):
        return
    for match in _BLANK.finditer(block.text):
        words = match["blank"] or match["voted"] or match["listed"]
        yield Vote(
            evidence=block.cut(match.start(), match.end()),
            rule="votes.blank",
            confidence=0.9,
            vote="blank",
            count=int(shelf("numerals").meaning(words) or words),
            decides=True,
        )


def _moved(reading: Reading, start: int, end: int) -> list[int]:
    """Where sentences such as `Kari Li foreslo å utsette saken` stand."""
    moved = (r for r in reading.claims(extract_recommendations) if r.rule.endswith(".prose"))
    return [r.evidence.start for r in moved if start <= r.evidence.start < end]


def _votes(
    reading: Reading, line: Line, side: Side, *, decides: bool, start: int
) -> Iterator[Vote]:
    proposal = reading.proposal_before(line.block.start, start, line.number)
    if line.number is None and not _RECOMMENDATION.search(line.about):
        moved = _moved(reading, start, line.block.start)
        proposal = max(moved if proposal is None else [proposal, *moved], default=None)
    for block, first, last in line.names:
        for person in people(block.text[first:last]):
            yield Vote(
                evidence=block.cut(first + person.start, first + person.end),
                rule="votes.named",
                confidence=0.97,
                name=person.name,
                party=person.party or person.represents,
                vote=side,
                proposal=proposal,
                decides=decides,
            )
