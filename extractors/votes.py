"""Votes by name: `For forslaget stemte 34: …`, and what the ballot was on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.people import people
from extractors.reading import Reading
from schemas.claims import Side, Vote
from schemas.document import Block

# «For forslaget (med vedtatt endring) stemte 34: …», «Imot innstillinga røysta 3: …»
_NAMED = re.compile(
    r"^\W*(?P<side>for|i?mot)\b(?P<about>[^:]{0,100}?)\b(?:stemte|røysta)\s*(?P<count>\d{1,3})?"
    r"\s*(?:\([^)]*\))?\s*:\s*(?P<names>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# «Vedtatt mot 1 stemme (Arild Johnsen)»
_AGAINST = re.compile(
    r"\bi?mot\s+(?:\d{1,3}|en|én|ei)\s+(?:stemmer?|røyst(?:er)?)\s*\((?P<names>[^)]{3,200})\)",
    re.IGNORECASE,
)
# «Dermed ble tilleggsforslaget ikke vedtatt.»
_CONCLUSION = re.compile(
    r"^\W*(?:dermed|desse|dette|med dette)\b\s*(?:ble|blei|vart|er)?\s*(?P<what>.{0,80}?)"
    r"\s*(?P<not>ikke|ikkje)?\s*(?P<how>vedtatt|vedteke[n]?|falt|fall|forkasta|forkastet)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\bforslag(?:et)?\s*(?P<number>\d{1,2})\b", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"\binnstilling|tilråding", re.IGNORECASE)


class Line(NamedTuple):
    """One line of a vote by name."""

    block: Block
    side: Side
    stated: int | None  # how many it says they are
    names: int  # where in the block's text the names begin
    number: int | None = None  # «For forslag 2»
    end: int | None = None  # where the names end, if not with the line


class Ballot(NamedTuple):
    """The lines of one vote, and the sentence that concludes it; `adopted` None if none does."""

    lines: tuple[Line, ...]
    conclusion: Block | None
    on_recommendation: bool
    adopted: bool | None

    def counted(self, side: Side) -> int | None:
        """How many voted so, if the ballot is on one thing."""
        return next((line.stated for line in self.lines if line.side == side), None)


def ballots(blocks: Sequence[Block]) -> list[Ballot]:
    """The votes by name among `blocks`, in order."""
    found: list[Ballot] = []
    lines: list[Line] = []
    for block in blocks:
        line = named_line(block)
        if line is not None:
            lines.append(line)
            continue
        conclusion = _CONCLUSION.match(block.text)
        if lines and conclusion is not None:
            adopted = not conclusion["not"] and conclusion["how"].lower().startswith("ved")
            about = conclusion["what"]
            found.append(Ballot(tuple(lines), block, bool(_RECOMMENDATION.search(about)), adopted))
            lines = []
    if lines:
        found.append(Ballot(tuple(lines), None, on_recommendation=False, adopted=None))
    return found


def deciding(found: Sequence[Ballot]) -> Ballot | None:
    """The ballot that made the decision: on the innstilling, else the last that adopted."""
    adopted = [ballot for ballot in found if ballot.adopted is not False and not _is_choice(ballot)]
    on_recommendation = [ballot for ballot in adopted if ballot.on_recommendation]
    return (on_recommendation or adopted or [None])[-1]  # type: ignore[list-item]


def extract_votes(reading: Reading) -> Iterator[Vote]:
    """One claim a person. `proposal` is the start of the text that was voted on."""
    for start, end in reading.case_spans:
        blocks = [b for b in reading.body if start <= b.start < end]
        found = ballots(blocks)
        main = deciding(found)
        for ballot in found:
            for line in ballot.lines:
                yield from _votes(reading, line, decides=ballot is main, start=start)
        for block in blocks:
            match = _AGAINST.search(block.text)
            if match:
                line = Line(block, "mot", None, match.start("names"), end=match.end("names"))
                yield from _votes(reading, line, decides=True, start=start)


def named_line(block: Block) -> Line | None:
    """The block as a line of a vote by name: `Imot forslaget stemte 3: …`."""
    match = _NAMED.match(block.text)
    if match is None:
        return None
    which = _WHICH.search(match["about"])
    return Line(
        block,
        "for" if match["side"].lower() == "for" else "mot",
        int(match["count"]) if match["count"] else None,
        match.start("names"),
        int(which["number"]) if which else None,
    )


def _is_choice(ballot: Ballot) -> bool:
    """`For forslag 1 stemte 25: … For forslag 2 stemte 10: …` chooses between proposals."""
    return any(line.number is not None for line in ballot.lines)


def _votes(reading: Reading, line: Line, *, decides: bool, start: int) -> Iterator[Vote]:
    proposal = reading.proposal_before(line.block.start, start, line.number)
    for person in people(line.block.text[line.names : line.end]):
        yield Vote(
            evidence=line.block.cut(line.names + person.start, line.names + person.end),
            rule="votes.named",
            confidence=0.97,
            name=person.name,
            party=person.party or person.represents,
            vote=line.side,
            proposal=proposal,
            decides=decides,
        )
