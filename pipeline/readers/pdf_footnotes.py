"""Footnotes of a PDF page: they part a sentence that goes on over the page's end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.readers.joining import is_ended
from pipeline.readers.lines import Line
from schemas.document import LIST_ITEM, PARAGRAPH

_SMALL = 0.88  # times the letters' size of the text above: a footnote's are smaller


def with_notes_below(lines: Iterable[Line]) -> Iterator[Line]:
    """`lines` with a page's footnotes after the sentence that they would cut in two."""
    above: Line | None = None  # the last line of the text
    notes: list[Line] = []
    going_on = False  # the sentence has been taken up again, and not yet come to its end
    for line in lines:
        is_note = above is not None and not going_on and _is_note(line, above)
        if above is not None and is_note:
            notes.append(line)
            continue
        if notes and above is not None:
            going_on = going_on or _takes_up(line, above, notes[-1])
            if not going_on or line.gap or line.size != above.size:
                yield from notes
                notes, going_on = [], False
        yield line
        if going_on and not line.full:
            yield from notes
            notes, going_on = [], False
        above = line
    yield from notes


def _is_note(line: Line, above: Line) -> bool:
    """Whether a line in smaller letters stands below a sentence that has not ended."""
    return (
        line.size < _SMALL * above.size
        and line.page == above.page
        and above.full
        and above.kind in (PARAGRAPH, LIST_ITEM)
        and not is_ended(above.text)
    )


def _takes_up(line: Line, above: Line, note: Line) -> bool:
    """Whether the first line of the next page goes on with the sentence."""
    return (
        line.page != note.page
        and line.size == above.size
        and line.kind is PARAGRAPH
        and line.text[:1].islower()
    )
