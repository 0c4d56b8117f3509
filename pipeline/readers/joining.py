"""Lines that the page's width broke, put together as the logical lines they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.readers.lines import Line, as_item, is_case, is_enumerated
from schemas.document import LIST_ITEM, PARAGRAPH, Box

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOPS = ".,:;()«»/!?"  # between words, and in none; `_WORD` alone would take twice the time
_BROKEN = re.compile(r"([^\W_]+)-$")
_BEGINNING = re.compile(r"[^\W_]+")
_WRAPPING = (PARAGRAPH, LIST_ITEM)
_SAME_SIZE = 0.05  # of the letters' size
# "Frafall: Lurøy", "Meldt forfall: Lurøy"; with three words it may be running text
_LABEL = re.compile(r"[A-ZÆØÅ][\w/-]*(?: [\w/-]+)?( [\w/-]+)? ?: +\S")
_LONGEST_TITLE_LINE = 90  # characters
_SHORT = 40  # characters; a longer line that ends in a colon is running text
_FEW = 3  # words, if there are no more
_END = 400  # characters of a paragraph that tell whether it goes on: all of it would take its time
# "… den" "1. juni", "… skole fra" "21.9. Noen": numbers of days, not of a list
_DATE = re.compile(r"\d{1,2}\. ?[a-zæøå]{3}|\d{1,2}\.\d{1,2}\.")
# "… fra kr." "5.200,-", "… møte kl." "08.30": no word is without a vowel
_ABBREVIATED = re.compile(r"\b(?:[b-df-hj-np-tv-xz]{1,4}|ca)\.$")
# "Styrets behandling av sak 7/2031 i møte den 4. mai:" below a title, "Forslaget ble enstemmig
# vedtatt" below what was proposed: no part of it
_TOLD = re.compile(
    r"[A-ZÆØÅ][^.:]{2,90}\s(?:behandling|handsaming)a? av sak \d"
    r"|(?:Forslaget|Framlegget|Innstillinga|Innstillingen|Tilrådinga|Dette)\s(?:ble|blei|vart)\s"
)
_LONE_BULLETS = frozenset("o•·*–—-")  # where the page lost what it stands before
_HANGING = re.compile(
    r"\s(?:og|eller|i|av|for|til|om|på|med|fra|frå|ved|som|at|å|en|et|ein|eit|den|det|de|dei|sak)$"
)
_LONGEST_HANGING = 7  # characters that it may match: a space, `eller`, a line break
# "… en ramme på kr 2 500" "000."
_NUMBER_ENDS = re.compile(r"(?:^|[\s(])\d{1,3}(?:[ .]\d{3})*$")
_NUMBER_GOES_ON = re.compile(r"\d{3}(?![\d/])(?!\.\d)")
# "… Liv Nes (Sp), May Britt" "Vik (H), Per Dahl (Ap).": a name in a list that goes on
_LISTS = re.compile(r"\([^()]{1,25}\), [A-ZÆØÅ][^(),.:]*$")
_LISTED = re.compile(r"[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w.-]*){0,3} \([^()]{1,25}\)(?:[,.]|$| og )")
_SLACK, _SLACK_DOUBTFUL = 15, 5
_DASHES = ("-", "–", "—")
# "barnehage- og skoleplan": the hyphen stands for a word that is left out
_CONJUNCTIONS = frozenset({"og", "eller", "samt", "til"})


class Words:
    """The words of one document, which say how a word broken at a line's end is written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    @cached_property
    def _counts(self) -> Counter[str]:
        text = "\n".join(self._texts).casefold()
        for sign in _STOPS:
            text = text.replace(sign, " ")
        counts = Counter(text.split())
        for other in [word for word in counts if not word.isalpha()]:
            times = counts.pop(other)
            for word in _WORD.findall(other):
                counts[word] += times
        return counts

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._counts

    def is_broken(self, above: str, below: str) -> bool:
        """Whether a cell was too narrow for the last word of `above`: `Samarbeidsavtal` `e …`."""
        rest = _BEGINNING.match(below)
        part = above.rsplit(" ", 1)[-1]
        if not rest or not rest[0].islower() or not part.isalpha():
            return False
        return part + rest[0] in self or part not in self or rest[0] not in self

    def glue(self, first: str, second: str) -> str:
        """`first` and `second` as one line: a broken word made whole, else a space between."""
        if not first.endswith("-"):
            return f"{first} {second}"
        broken = _BROKEN.search(first, max(len(first) - _END, 0))
        rest = _BEGINNING.match(second)
        if not broken or not rest or rest[0] in _CONJUNCTIONS:
            return f"{first} {second}"
        return first + second if self._keeps_hyphen(broken[1], rest[0]) else first[:-1] + second

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether the hyphen between the two was there before the line was broken.

        It was in `IKT-avdelingen`, `e-post` and `2022-2024`, and where the document has the word
        so elsewhere, or has both of its parts and the whole nowhere.
        """
        counts, (one, two) = self._counts, (first.casefold(), second.casefold())
        if counts[one + two] or counts[f"{one}-{two}"]:
            return counts[f"{one}-{two}"] >= counts[one + two]
        plain = len(first) > 1 and (first.islower() or first.istitle()) and second.islower()
        return not plain or min(counts[one], counts[two]) > 1


def is_ended(text: str) -> bool:
    """Whether `text` ends as a sentence, a clause or a label does."""
    return text.rstrip().rstrip('”»")').endswith((".", "!", "?", ":", ";"))


def is_hanging(text: str) -> bool:
    """Whether `text` ends with a word that no sentence or title ends with: `… tas til`."""
    return _HANGING.search(text, max(len(text) - _LONGEST_HANGING, 0)) is not None


def with_items(lines: Iterable[Line]) -> Iterator[Line]:
    """`lines` with bullets known; a dash in the middle of a wrapped sentence is none."""
    above: Line | None = None
    for line in lines:
        dash = above is not None and line.text.startswith(_DASHES)
        above = line if above and dash and _is_wrapped(above, line) else as_item(line)
        yield above


def _is_wrapped(above: Line, line: Line) -> bool:
    """Whether `line` may be the rest of the full line `above`."""
    same = abs(above.indent - line.indent) < 1
    return above.full and not line.gap and not above.marker and same


def join(lines: Sequence[Line], words: Words | None = None) -> list[Line]:
    """`lines` with each soft-wrapped run made one line; `words` are those of the document."""
    words = words or Words(line.text for line in lines)
    joined: list[Line] = []
    run: list[Line] = []  # of lines that make one, which is no furniture
    text, place = "", 0  # of that one
    for line in lines:
        if run and continues(run[0], line, text, full=run[-1].full):
            broken = run[-1].broken and words.is_broken(text, line.text)
            text = text + line.text if broken else words.glue(text, line.text)
            run.append(line)
            continue
        if not line.furniture:
            if len(run) > 1:
                joined[place] = _merged(run, text)
            run, text, place = [line], line.text, len(joined)
        joined.append(line)
    if len(run) > 1:
        joined[place] = _merged(run, text)
    return joined


def continues(above: Line, line: Line, said: str, *, full: bool) -> bool:
    """Whether `line` goes on with what `above` began, which has `said` so far and is `full` or not.

    Neither a gap, a new page nor other letters stop a sentence that goes on in lower case.
    """
    if line.furniture or line.kind is not PARAGRAPH or above.kind not in _WRAPPING:
        return False
    end, text = said[-_END:], line.text
    hyphen = end.endswith("-") and _BROKEN.search(end) is not None
    full = full or (hyphen and not line.gap) or _is_broken_title(above, line, said)
    if not full or not _same_size(above, line) or _is_capital_title(end, text):
        return False
    if text in _LONE_BULLETS or end in _LONE_BULLETS:
        return False
    if _NUMBER_GOES_ON.match(text) and _NUMBER_ENDS.search(end):
        return True
    counted = _is_counted(end, text)
    ended = is_ended(end) and not counted
    numbered = is_enumerated(text) and not counted
    point = numbered and not _DATE.match(text)
    same_look = above.bold == line.bold
    if not ended and text[:1].islower() and not numbered:
        return True
    if not line.gap and not point and ((same_look and is_hanging(end)) or _is_inside(end, text)):
        return True  # «… behandling av sak» «7/2031 i møte den»
    if line.gap or not same_look or _is_label(line) or is_case(text) or _TOLD.match(text):
        return False
    same_page = line.page == above.page
    if not ended:
        # a title at a page's foot is whole, and the next page may begin with another
        return (same_page or not above.bold) and not point
    return same_page and not numbered


def _is_broken_title(above: Line, line: Line, said: str) -> bool:
    """Whether two bold lines of a page are one title that was broken before its edge."""
    return (
        line.page is not None
        and above.bold
        and line.bold
        and not line.gap
        and line.text[:1].islower()
        and max(len(said), len(line.text)) <= _LONGEST_TITLE_LINE
    )


def _is_inside(text: str, below: str) -> bool:
    """Whether `below` closes the parenthesis that `text` leaves open: `(ref.` `2024/9305), og`."""
    opened, closed = text.rfind("("), below.find(")")
    return opened > text.rfind(")") and closed >= 0 and "(" not in below[:closed]


def _is_capital_title(text: str, below: str) -> bool:
    """Whether `text` is a title in capitals that ends where other letters begin."""
    if not text.isupper() or " " not in text:
        return False
    word = below.split(" ", 1)[0]
    return word[:1].isupper() and not word.isupper()


def _is_counted(text: str, below: str) -> bool:
    """Whether `text` ends in an abbreviation and `below` begins with its number."""
    return below[:1].isdigit() and _ABBREVIATED.search(text) is not None


def _same_size(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) < _SAME_SIZE * above.size


def _is_label(line: Line) -> bool:
    """Whether the line begins with what it is, or says what the next lines are: `Vedtak:`."""
    label = _LABEL.match(line.text)
    if label:
        return label[1] is None or not line.full
    return line.text.endswith(":") and (len(line.text) < _SHORT or line.text.count(" ") < _FEW)


def slack(text: str, below: str) -> int:
    """By how many letters `text` may be short of full and yet go on in `below`.

    Pasted and proportional text is wrapped unevenly: the more a sentence goes on, the more.
    """
    ended = is_ended(text) and not _is_counted(text, below)
    if ended and not below[:1].islower():  # `… 2,35 mill.` `kroner`
        return 0
    doubtful = ended or (below[:1].isupper() and not text.endswith(","))
    listed = doubtful and not ended and _LISTS.search(text) and _LISTED.match(below)
    return _SLACK_DOUBTFUL if doubtful and not listed else _SLACK


def _merged(run: Sequence[Line], text: str) -> Line:
    """The line that `run` makes and that says `text`."""
    first, last = run[0], run[-1]
    boxes = [line.box for line in run if line.box and line.page == first.page]
    sure = [line.confidence for line in run if line.confidence is not None]
    return first._replace(
        text=text,
        full=last.full,
        broken=last.broken,
        box=around(boxes) if first.box else None,
        confidence=min(sure, default=None),
    )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
