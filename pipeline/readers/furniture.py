"""What stands on the page and not in the text: page numbers, templates, running headers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

# "Side 4 av 4", "Side 3", "- 7 -", "4/31"
_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.)\s*:?\s*\d{1,4}(?:\s*(?:av|of|/)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:av|/|\()\s*\d{1,4}\)?)?")
# A case system's template: "&&& Fyll inn vedtaket i saken under denne linjen"
_TEMPLATE = "&&&"
_DASHES = ("-", "–")
_DIGITS = re.compile(r"\d+")
_TOP, _BOTTOM = 0.11, 0.9  # of the page's height: where its body begins and ends
_SAME_HEIGHT = 0.01  # of the page's height


def is_furniture(text: str) -> bool:
    """Whether `text` is no part of what the document says, wherever it stands."""
    text = text.strip()
    numbered = text[-1:] in _DASHES or text[-1:].isdecimal()  # as page numbers end
    return (numbered and _PAGE_NUMBER.fullmatch(text) is not None) or text.startswith(_TEMPLATE)


def is_page_number(text: str) -> bool:
    """Whether `text` is a page number, if it stands at the edge of a page."""
    text = text.strip()
    return _PAGE_NUMBER.fullmatch(text) is not None or _LONE_NUMBER.fullmatch(text) is not None


def running(pages: Sequence[Sequence[tuple[str, float]]]) -> set[tuple[int, int]]:
    """Which lines are running headers, footers or page numbers: their page and place, from 0.

    Each page is its lines from the top, with how far down each stands (0..1). A running line is at
    the edge of at least half of the pages, at the same height, the same but for its digits.
    """
    edges = [
        (page, place, _DIGITS.sub("#", lines[place][0]), lines[place][1])
        for page, lines in enumerate(pages)
        for place in _at_the_edge(lines)
    ]
    found: set[tuple[int, int]] = set()
    heights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, _, text, height in edges:
        heights[text].append((page, height))
    for page, place, text, height in edges:
        on = {other for other, at in heights[text] if abs(at - height) < _SAME_HEIGHT}
        if len(on) >= max(2, len(pages) / 2) or is_page_number(pages[page][place][0]):
            found.add((page, place))
    return found


def _at_the_edge(lines: Sequence[tuple[str, float]]) -> list[int]:
    """The places of the lines at the top and at the bottom of a page."""
    return [place for place, (_, height) in enumerate(lines) if not _TOP < height < _BOTTOM]
