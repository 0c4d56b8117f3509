"""Which lines are headings, where the format does not say so itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.readers.joining import is_ended
from pipeline.readers.lines import Line, is_case, is_enumerated
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH

_LONGEST = 110
_LONGEST_CASE = 220  # a case's heading holds the case's whole title
_LONGEST_PLAIN = 75  # a heading that nothing but its place sets apart
_STANDS_OUT = 1.12  # a heading's letters against those of the running text
_BODY = 60  # characters that make a line running text rather than one of a list of names
_LEAD = 25  # characters that make "Vi arrangerte følgende kurs:" more than a label
_BARE_CASE = 12  # characters: `Sak 38/04` with no title may be cited as well as treated
_ALL_SPACED = 0.8  # of paragraphs and items: if more have white space above, it tells nothing
_SEVERAL = 3  # headings that show how the author marks them

_BEGINS = re.compile(r"[§\"«”“'(]?[A-ZÆØÅÀ-ÞĐŊŠŦŽ0-9]")
_UNFINISHED = re.compile(r"[,;]$|\s(?:og|eller|samt)$|(?<![A-ZÆØÅ])[.!?]$|[^\s]- ?$")
_LONGEST_END = 7  # characters of the end that these two may match: a space, `eller`, a line break
_LABELLED = re.compile(r"[^\W\d][^:]{1,60}: *\S")
_DAY = re.compile(
    r"(?:[A-Za-zæøå]+dag,? )?(?:[Dd]en )?"
    r"\d{1,2}[./ ] ?(?:\d{1,2}|[a-zæøå]{3,9})\.?[ /]?(?:\d{4}|\d{2})?"
)
_ADDRESS = re.compile(r"(?:^|, |N-)\d{4} [A-ZÆØÅ]\w+$|\b\d\d \d\d \d\d \d\d\b")
_QUOTED = re.compile(r"[.!?][\"»”“]$")  # the end of a sentence that is quoted
_TWO_SENTENCES = re.compile(r"[a-zæøå]{3}\. [A-ZÆØÅ]")  # «… henges opp. Ansvar: Kari»
# An address; a table of contents, a line to sign on
_NEVER = ("@", "www.", "http:", "https:", "....", ". . . ", "……", "___")
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}$")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]")
_MONEY = re.compile(r"(?:\d[\d .]*,(?:\d\d|-)|\d{1,3}(?: \d{3})+)$")
_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4} +[a-zæøå]?[A-ZÆØÅ]")  # «2.2 eSignering»
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,4})(\.?)\s+[^\W\d_]")


class _Looks(NamedTuple):
    """How headings look in one document."""

    styled: bool  # the author used heading styles
    large: float  # letters of this size stand out
    outstanding: bool  # several lines stand out, by weight or by size


def with_headings(lines: Sequence[Line]) -> list[Line]:
    """`lines` with the headings among them marked and levelled.

    Where the author used heading styles, or letters that stand out by size or weight, only these
    count. Else a heading is a short line over text, in capitals or not.
    """
    body = [number for number, line in enumerate(lines) if not line.furniture]
    shaped = {at for at in body if _shaped(lines[at].text)}
    large = _STANDS_OUT * _usual_size(lines)
    looks = _Looks(
        styled=sum(lines[at].kind is HEADING for at in body) >= _SEVERAL,
        large=large,
        outstanding=sum(lines[at].bold or lines[at].size >= large for at in shaped) >= _SEVERAL,
    )
    marked, seen = list(lines), _told_apart(lines)
    below: Line | None = None
    for place in range(len(body) - 1, -1, -1):
        at = body[place]
        above = seen[body[place - 1]] if place else None
        if below and at in shaped and _is_heading(seen[at], above, below, looks):
            marked[at] = lines[at]._replace(kind=HEADING)
            seen[at] = seen[at]._replace(kind=HEADING)
        below = seen[at]
    return _levelled(marked, looks.large)


def _told_apart(lines: Sequence[Line]) -> list[Line]:
    """`lines`, without the white space between them where it stands between all paragraphs.

    Above numbers and capitals it tells something even so, and below the first line, a title.
    """
    kinds = (PARAGRAPH, LIST_ITEM)
    own = [line for line in lines if line.kind in kinds and not line.furniture]
    spaced = sum(line.gap for line in own) > _ALL_SPACED * len(own)
    return [
        line._replace(gap=False)
        if spaced and line.gap and at > 1 and _rank(line.text) is None
        else line
        for at, line in enumerate(lines)
    ]


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of most of the letters."""
    exact: Counter[float] = Counter()
    for line in lines:
        exact[line.size] += len(line.text)
    letters: Counter[float] = Counter()
    for size, times in exact.items():  # few: each is rounded once
        letters[round(size, 1)] += times
    return letters.most_common(1)[0][0] if letters else 1.0


def _is_heading(line: Line, above: Line | None, below: Line, looks: _Looks) -> bool:
    """Whether a line that could be a heading for its words is one."""
    if line.kind is not PARAGRAPH or below.text[:1].islower():
        return False
    if line.size >= looks.large:
        return True
    if line.bold:
        return not line.text.endswith(":") or not (below.bold or _listed(line.text))
    if looks.styled or (looks.outstanding and not is_case(line.text)):
        return False
    return _introduces(line, above, below)


def _shaped(text: str) -> bool:
    """Whether `text` could be a heading for its words alone."""
    return (
        2 < len(text) <= _LONGEST_CASE
        and (len(text) <= _LONGEST or is_case(text))
        and _BEGINS.match(text) is not None
        and not _UNFINISHED.search(text, max(len(text) - _LONGEST_END, 0))
        and not _QUOTED.search(text, max(len(text) - _LONGEST_END, 0))
        and (not _LABELLED.match(text) or is_case(text))
        and _LETTERS.search(text) is not None
        and not any(map(text.__contains__, _NEVER))
        and not (_DIGIT.search(text) and _is_figure(text))
    )


def _is_figure(text: str) -> bool:
    """Whether `text` is a day or an address, or ends with a day or a sum."""
    return (
        _DAY.fullmatch(text) is not None
        or _DATED.search(text) is not None
        or _ADDRESS.search(text) is not None
        or _MONEY.search(text) is not None
    )


def _introduces(line: Line, above: Line | None, below: Line) -> bool:
    """Whether a plain line stands over text, as a heading does, rather than in a list of lines."""
    text = line.text
    if is_case(text):
        return len(text) > _BARE_CASE
    if above is None and below.gap:
        return not text.endswith(":")
    if text.endswith(":"):
        leads = _is_body(below) or below.kind is HEADING
        return line.gap and len(text) < _BODY and leads and not _listed(text)
    if len(text) > _LONGEST_PLAIN or _listed(text) or ("," in text and not line.gap):
        return False
    if _is_chapter(line, above, below):
        return True
    listed = above is not None and not line.gap and _is_entry(above)
    if below.kind is HEADING:
        return text.isupper() or (line.gap and (_rank(below.text) != 1 or _rank(text) is not None))
    if below.kind is not PARAGRAPH:
        return line.gap or not listed
    return (_is_body(below) and (line.gap or not listed)) or (text.isupper() and len(text) > 5)


def _is_chapter(line: Line, above: Line | None, below: Line) -> bool:
    """Whether a line such as `3 Økonomi` stands alone over a paragraph, not in a list of such."""
    if not _CHAPTER.match(line.text) or below.kind is not PARAGRAPH:
        return False
    alone = not any(_CHAPTER.match(near.text) for near in (above, below) if near)
    return alone and (line.gap or _is_body(below))


def _is_body(line: Line) -> bool:
    return line.kind is PARAGRAPH and (
        len(line.text) >= _BODY
        or line.text.endswith(".")
        or _TWO_SENTENCES.search(line.text) is not None
        or (line.text.endswith(":") and len(line.text) >= _LEAD)
    )


def _is_entry(line: Line) -> bool:
    """Whether `line` looks like one of a list of names or days."""
    entry = line.kind is PARAGRAPH and len(line.text) < _BODY
    label = line.text.endswith(":") and len(line.text) < _LEAD
    return label or (entry and not is_ended(line.text) and not line.text.isupper())


def _listed(text: str) -> bool:
    """Whether `text` is an entry of a numbered list: `1. Økt trygghet` (`10.1 Stab` is not)."""
    numbered = _NUMBERED.match(text)
    return is_enumerated(text) and not (numbered and "." in numbered[1])


def _levelled(lines: list[Line], large: float) -> list[Line]:
    """Levels for the headings that have none: cases and capitals first, then numbering, size."""
    headings = [line for line in lines if line.kind is HEADING]
    given = max((line.level for line in headings if line.level), default=0)
    sizes = sorted({round(h.size, 1) for h in headings if h.size >= large}, reverse=True)
    if len(sizes) > 1 and sum(round(h.size, 1) == sizes[0] for h in headings) == 1:
        sizes.pop(0)  # a title alone is no level of its own
    chapters = 2 if any(is_case(h.text) for h in headings) else 1  # what a case has belongs to it
    ranks = {h.text: _rank(h.text, chapters) for h in headings}
    under = max(given, len(sizes), *[rank or 0 for rank in ranks.values()]) + 1

    def level(line: Line) -> int:
        rank = ranks[line.text]
        if rank is None and line.size >= large:
            rank = max(sum(size >= round(line.size, 1) for size in sizes), 1)
        return rank or under

    return [
        line._replace(level=level(line)) if line.kind is HEADING and not line.level else line
        for line in lines
    ]


def _rank(text: str, chapters: int = 1) -> int | None:
    """The level that a heading's own words give: 1 for a case or capitals, else its numbering's.

    `chapters` is the level of the numbers 1, 2, 3.
    """
    if text.isupper() or is_case(text):
        return 1
    numbered = _NUMBERED.match(text)
    return numbered[1].count(".") + chapters if numbered else None
