"""Counted votes in a sentence: `vedtatt med 22 stemmer mot 21 stemmer`, `mot 1 stemme`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.vocabulary import any_of, lowered, shelf

# «2 røysta for kr 2 400 og 2 for kr 2 600»: the side that got most is what was adopted
_EITHER = r"FOR VOTED for\b[^.;:]{1,90}? og AGAINST (?:VOTED )?for\b"
# The side is written out, so that the order of the numbers never decides («1 stemme mot og 3 for»).
# FOR and AGAINST stand for a number, VOTES for the word, VOTED for the verb.
_FORMS = (
    # «Forslaget fra H fikk 7 stemmer mot 8 stemmer avgitt for innstillingen»
    r"AGAINST VOTES.{0,40}?i?mot FOR VOTES.{0,40}?\bfor\b.{0,40}?(?:innstilling|tilråding)",
    r"FOR VOTES for\b.{0,40}?\bAGAINST (?:VOTES )?i?mot\b",
    r"AGAINST (?:VOTES )?i?mot\b(?: \w+)? og FOR (?:VOTES )?for\b",
    r"FOR VOTED for\b.{0,60}?\bAGAINST (?:VOTED )?i?mot\b",
    r"AGAINST VOTED i?mot\b.{0,60}?\bFOR VOTED for\b",
    r"FOR\s*(?:VOTES )?(?:i?mot|-) AGAINST\s*VOTES",
    # «Forslaget fikk 3 stemmer og ble vedtatt mot 2 stemmer», «… fekk 2 røyster og fall mot 3»
    r"(?:fikk|fekk) FOR VOTES og (?:ble|blei|vart) (?:dermed )?vedt\w+ (?:mot|med) AGAINST\b",
    r"(?:fikk|fekk) AGAINST VOTES og (?:falt|fall) (?:dermed )?(?:mot|med) FOR\b",
    _EITHER,
    r"(?:VOTES )?for\s*: ?FOR\b.{0,40}?(?:VOTES )?\bi?mot\s*: ?AGAINST\b",
    r"FOR VOTES i?mot AGAINST\b",
    r"i?mot AGAINST VOTES",
    # «… vedtatt med 5 stemmer. 1 stemte mot»
    r"vedt\w+ med FOR VOTES\.? AGAINST (?:VOTES|VOTED) i?mot\b",
    # «Innstillingen ble vedtatt med 19 stemmer. 10 stemte for forslaget fra V»
    r"vedt\w+ med FOR VOTES(?:[.,]| og) AGAINST (?:VOTES|VOTED) for\b",
    r"AGAINST (?:VOTES|VOTED) i?mot\b",
)
# One side only: «Innstillinga fekk 3 røyster og vart vedteken»
_ONE_SIDE = r"(?:fikk|fekk) FOR VOTES(?:,| og) (?:ble|blei|vart) (?:dermed )?vedt\w+"
_NUMERAL = rf"(?:\d{{1,3}}|{any_of('numerals', *shelf('numerals').phrases)})"
_WORDS = {
    "FOR": rf"(?P<for>{_NUMERAL})",
    "AGAINST": rf"(?P<against>{_NUMERAL})",
    "VOTES": r"(?:stemmer?|røyst(?:er)?|st\.)(?:\s*\([^)]*\))?",
    "VOTED": r"(?:stemte|røysta)",
    " ": r"\s+",
}
# One of the words that all have that count votes, in lower case; the letter comes before what says
# that the word begins with it, so that all else is passed over at once
_COUNTING = re.compile(r"s(?<![^\W\d_]s)t(?:emme|emte|\.)|r(?<![^\W\d_]r)øyst|for\s*:")
# … and a number beside it, or beside the side that it was for or against
_COUNTED = re.compile(rf"{_NUMERAL}\s*(?:stemme|stemte|røyst|st\.|i?mot\b)|for\s*:\s?{_NUMERAL}")
_ALTERNATIVES = re.compile(
    rf"\b(?P<count>\d{{1,3}})\s+{_WORDS['VOTES']}\s+for\s+\w+", re.IGNORECASE
)
# «Framlegg 1 fekk 2 røyster. Framlegg 2 fekk 5 røyster.», «fikk forslaget 1 stemme og …»
_PROPOSAL = r"\b(?:framlegg|forslag|alternativ|innstilling|tilråding)\w*"
# «Forslaget fikk 10 stemmer, innstillingen 7.»
_GOT_BOTH = re.compile(
    rf"{_PROPOSAL}[^.;]{{0,40}}?\s(?:fikk|fekk)\s+(?P<one>{_NUMERAL})\s+{_WORDS['VOTES']}(?:,|\s+og)\s+"
    rf"[^.;,]{{0,40}}?{_PROPOSAL}[^.;,\d]{{0,30}}?\s+(?P<other>{_NUMERAL})\b",
    re.IGNORECASE,
)
_GOT = re.compile(
    rf"{_PROPOSAL}[^.;]{{0,60}}?\s(?:fikk|fekk)\s+(?P<count>{_NUMERAL})\s+{_WORDS['VOTES']}"
    rf"|(?:(?<=fikk)|(?<=fekk)|(?<=og))\s[^.;]{{0,60}}?{_PROPOSAL}(?:\s+(?:fra|frå|til|nr)\b[^.;,]{{1,40}}?)?\s+"
    rf"(?P<got>{_NUMERAL})\s+{_WORDS['VOTES']}",
    re.IGNORECASE,
)


def _pattern(form: str) -> re.Pattern[str]:
    words = re.sub(r"FOR|AGAINST|VOTES|VOTED| (?!\?)", lambda m: _WORDS[m.group()], form)
    return re.compile(rf"(?<!\w){words}", re.IGNORECASE | re.DOTALL)


_COUNTS = tuple(_pattern(form) for form in _FORMS)
_CHOICE = _COUNTS[_FORMS.index(_EITHER)]
_ADOPTED_BY = _pattern(_ONE_SIDE)


# «Framlegg A vart sett opp mot framlegg B», «ble vedtatt med 4 mot 2 stemmer»
_TELLS = re.compile(
    r"\b(?:satt|sett) opp mot\b"
    r"|\b(?:votert|voterte|stemt|stemte|røysta) over\b"
    r"|\b(?:vedtatt|vedteke[nt]?|forkasta|forkastet|falt|fall)\s+(?:mot|med)\s+\d"
    r"|\b(?:fikk|fekk)\s+\d+\s+(?:stemme|røyst)",
    re.IGNORECASE,
)


class Counts(NamedTuple):
    """Votes for and against, as far as the words say."""

    votes_for: int | None
    votes_against: int | None


def tells_vote(text: str) -> bool:
    """`text` tells how a vote went, or what was voted on."""
    return bool(_TELLS.search(text))


@lru_cache(maxsize=1_000)  # each line of a case is asked for each of its decisions
def may_count(text: str) -> bool:
    """`text` has one of the words that all have that count votes, and a number: hardly any has."""
    low = lowered(text)
    may = "stem" in low or "røyst" in low or "st." in low or (":" in low and "mot" in low)
    return may and bool(_COUNTING.search(low) and _COUNTED.search(low))


@lru_cache(maxsize=500)  # a sentence is asked by all who look for what was decided, and how
def find_counts(text: str) -> Counts | None:
    """The votes that `text` counts; of alternatives, those for the one that got most."""
    if not may_count(text):
        return None
    for pattern in _COUNTS:
        match = pattern.search(text)
        if match:
            said = match.groupdict()
            votes_for, against = (
                _counted(w) if (w := said.get(k)) else None for k in ("for", "against")
            )
            if pattern is _CHOICE and votes_for is not None and against is not None:
                return Counts(max(votes_for, against), min(votes_for, against))
            return Counts(votes_for, against)
    both = _GOT_BOTH.search(text)
    proposals = (
        [_counted(both["one"]), _counted(both["other"])]
        if both
        else [_counted(m["count"] or m["got"]) for m in _GOT.finditer(text)]
    )
    if len(proposals) == 2:
        return Counts(max(proposals), min(proposals))
    alternatives = [int(match["count"]) for match in _ALTERNATIVES.finditer(text)]
    if len(alternatives) >= 2:
        return Counts(max(alternatives), None)
    one = _ADOPTED_BY.search(text)
    return Counts(_counted(one["for"]), None) if one else None


def _counted(numeral: str) -> int:
    """`17` and `tre` as numbers."""
    return int(shelf("numerals").meaning(numeral) or numeral)
