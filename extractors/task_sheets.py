"""Tasks told in lines under each other: `Tiltak 3: Strandrydding`, `Ansvar: …`, `Frist: …`."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import dropwhile, takewhile
from operator import attrgetter

from extractors.labels import label
from extractors.numbers import head
from extractors.reading import Reading
from extractors.sections import is_sentence, title_start
from extractors.vocabulary import any_of
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, Block, Evidence

_LONGEST_TITLE = 120  # characters
_MOST_LINES = 10
_TITLES = (HEADING, LIST_ITEM, PARAGRAPH)
_LINE = re.compile(r"[^:.]{3,40}:\s*\S")
# «Tiltak 3: …», «Tiltak 2.1 …», «Aktivitet: …»
_NUMBER = r"(?:nr\.?\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?"
_TASK = re.compile(
    rf"\W*{any_of('actions', 'task')}\s*(?:{_NUMBER}\s*[:.–-]?|:)\s*(?=\S)", re.IGNORECASE
)


def task_above(reading: Reading, block: Block) -> Evidence | None:
    """What the lines that `block` is among tell of: a numbered task, a title or an item."""
    above = next(dropwhile(_is_line, _sides(reading, block)[0]), None)
    if above is None:
        return None
    task = _TASK.match(above.text)
    if task is not None:
        return above.cut(task.end())
    text = above.text.strip()
    is_other = head(text) is not None or label(text) is not None or is_sentence(text)
    is_title = len(text) <= _LONGEST_TITLE and text[-1:].isalnum() and not is_other
    return above.cut(title_start(above)) if is_title and above.kind in _TITLES else None


def limit_beside(reading: Reading, block: Block) -> str | None:
    """What `Frist:` says among the lines that `block` is among, first of those after it."""
    above, below = _sides(reading, block)
    for line in (*takewhile(_is_line, below), *takewhile(_is_line, above)):
        found = label(line.text)
        if found is not None and found.meaning == "deadline" and found.value is not None:
            return line.text[found.value :].strip()
    return None


def _is_line(block: Block) -> bool:
    """Whether `block` is such as `Kostnad: 20 000`, and not the next task."""
    return _LINE.match(block.text) is not None and _TASK.match(block.text) is None


def _sides(reading: Reading, block: Block) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands before `block`, the nearest first, and what stands after it."""
    at = bisect_left(reading.body, block.seq, key=attrgetter("seq"))
    return reading.body[:at][::-1][:_MOST_LINES], reading.body[at + 1 :][:_MOST_LINES]
