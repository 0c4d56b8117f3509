"""What stands on the page and not in the text: page numbers, templates, running headers."""

from __future__ import annotations

import re

# "Side 4 av 4", "Side 3", "- 7 -", "4/31"
_PAGE_NUMBER = re.compile(
    r"(?:side|page|s\.)\s*:?\s*\d{1,4}(?:\s*(?:av|of|/)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:av|/|\()\s*\d{1,4}\)?)?")
# A case system's template: "&&& Fyll inn vedtaket i saken under denne linjen"
_TEMPLATE = re.compile(r"&&&")


def is_furniture(text: str) -> bool:
    """Whether `text` is no part of what the document says, wherever it stands."""
    text = text.strip()
    return _PAGE_NUMBER.fullmatch(text) is not None or _TEMPLATE.match(text) is not None


def is_page_number(text: str) -> bool:
    """Whether `text` is a page number, if it stands at the edge of a page."""
    text = text.strip()
    return _PAGE_NUMBER.fullmatch(text) is not None or _LONE_NUMBER.fullmatch(text) is not None
