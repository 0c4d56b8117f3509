"""Lines that the page's width broke, put together as the logical lines they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.readers.lines import Line, is_enumerated
from schemas.document import BlockKind, Box

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_BEGINNING = re.compile(r"[^\W\d_]+")
ENDED = re.compile(r"[.!?:;][”»\")]?\s*$")
# "barnehage- og skoleplan": the hyphen stands for a word that is left out
_CONJUNCTIONS = frozenset({"og", "eller", "samt", "til"})


class Words:
    """The words of one document, which say how a word broken at a line's end is written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(word for text in texts for word in _WORD.findall(text.casefold()))

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._counts

    def is_broken(self, above: Line, below: str) -> bool:
        """Whether a cell was too narrow for the only word of `above`: `Samarbeidsavtal` `e …`."""
        rest = _BEGINNING.match(below)
        if not above.broken or not rest or not rest[0].islower() or not above.text.isalpha():
            return False
        return above.text + rest[0] in self or above.text not in self or rest[0] not in self

    def glue(self, first: str, second: str) -> str:
        """`first` and `second` as one line: a broken word made whole, else a space between."""
        broken, rest = _BROKEN.search(first), _BEGINNING.match(second)
        if not broken or not rest or rest[0] in _CONJUNCTIONS:
            return f"{first} {second}"
        if f"{broken[1]}-{rest[0]}" in self or not (broken[1].islower() or broken[1].istitle()):
            return first + second
        return first[:-1] + second if rest[0].islower() else first + second


def join(lines: Sequence[Line], words: Words | None = None) -> list[Line]:
    """`lines` with each soft-wrapped run made one line; `words` are those of the document."""
    words = words or Words(line.text for line in lines)
    joined: list[Line] = []
    open_at: int | None = None  # the last line that is no furniture
    for line in lines:
        if open_at is not None and continues(joined[open_at], line):
            joined[open_at] = _merged(joined[open_at], line, words)
            continue
        joined.append(line)
        if not line.furniture:
            open_at = len(joined) - 1
    return joined


def continues(above: Line, line: Line) -> bool:
    """Whether `line` goes on with what `above` began.

    A new page is no gap: only a line that was full can go on there, and only in lower case.
    """
    if line.furniture or line.kind is not BlockKind.PARAGRAPH or above.kind is BlockKind.TABLE_ROW:
        return False
    if above.kind is BlockKind.HEADING or is_enumerated(line.text) or above.bold != line.bold:
        return False
    lower = line.text[:1].islower()
    if line.page != above.page:
        return above.full and lower
    if line.gap:
        return False
    return above.full and (lower or abs(above.size - line.size) < 0.05)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of `boxes`."""
    return Box(
        x0=min(box.x0 for box in boxes),
        y0=min(box.y0 for box in boxes),
        x1=max(box.x1 for box in boxes),
        y1=max(box.y1 for box in boxes),
    )


def _merged(above: Line, line: Line, words: Words) -> Line:
    box = above.box
    if box and line.box and above.page == line.page:
        box = around([box, line.box])
    whole = words.is_broken(above, line.text)
    text = above.text + line.text if whole else words.glue(above.text, line.text)
    return replace(above, text=text, full=line.full, broken=line.broken, box=box)
