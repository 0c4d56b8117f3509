"""A line as a format shows it: what every reader makes, and what `shape` makes drafts of."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from schemas.document import LIST_ITEM, PARAGRAPH, BlockKind, Box


class Line(NamedTuple):
    """One line of a page, with the hints that tell paragraphs, lists and headings apart.

    `level` is given where the format itself says so (a style, a `#`); `full` says that the next
    word would not have fitted, so that the line may go on in the next, and `broken` that not even a
    letter more would have, so that its last word may; `size` is that of its letters, in points or
    in any unit that is the same all through a document; `indent` is in characters (text) or points
    (page); `confidence` is how sure OCR was of its words (0..1), None where it was not asked.
    """

    text: str
    kind: BlockKind = PARAGRAPH
    page: int | None = None
    box: Box | None = None
    bold: bool = False
    size: float = 1.0
    indent: float = 0.0
    gap: bool = False
    full: bool = False
    furniture: bool = False
    broken: bool = False
    level: int | None = None
    marker: str = ""
    table: int | None = None
    confidence: float | None = None


# Word's and Wingdings' bullets live in the private use area: the line "\uf0b7 Redesign av siden".
_BULLET = re.compile(
    r"\s*([•·●○◦‣⁃▪▫■□►➢➤❖✓✔\ue000-\uf8ff]+|[-–—+*]+(?=\s)|[o§](?=[ \t]{2,}|\t))\s*"
)
_ENUMERATOR = re.compile(
    r"\s*(?:(?:\d{1,3}|[A-Za-zæøåÆØÅ]|[ivx]{1,5})[.)](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)|\([a-z\d]\))"
)
# How cases begin: Sak 35-24 Budsjett, PS 6/26 Budsjett, 001/04: Budsjett. An archive's number
# (Arkivsak: 24/1187), a meeting's (Møte nr. 5/2024) and a pair of years (2024-2025) are none.
_CASE = re.compile(
    r"(?:(?!Arkiv)\w*(?:[Ss]ak|SAK)(?: (?:nr|NR)\.?:?)? ?|[A-ZÆØÅ]{1,4}(?:-sak)?[ -])?"
    r"(?:[A-ZÆØÅ]{2,4} )?(?!(?:19|20)\d\d ?[-–])\d{1,4} ?[-–/] ?\d{2,4}(?![-/.\d])"
    r"|[A-ZÆØÅ][^\d.:]{0,60} \d{1,4}/\d{2,4}: \S"
)
_NUMBERED_CASE = re.compile(r"(?:Sak|SAK)(?: nr\.?:?)? ?\d{1,4}\b")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufffe\uffff\x00-\x08\x0b-\x1f]+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # «ﬁ», «ﬀ»: one sign for two letters
_SPACES = re.compile(r"[^\S\n\t]+")
_ODD_SPACE = re.compile(r"[^\S\n\t ]|  ")


def clean(text: str) -> str:
    """`text` without signs that nobody sees; every kind of space but tab and newline is a space.

    Ligatures are letters.
    """
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
        if _ODD_SPACE.search(text):
            text = _SPACES.sub(" ", text)
    if text.isascii():
        return text
    if _LIGATURE.search(text):
        text = _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKC", sign.group()), text)
    return unicodedata.normalize("NFC", text)


def is_enumerated(text: str) -> bool:
    """Whether `text` begins with a number or a letter of a list: `1.`, `a)`, `3.2`."""
    return _ENUMERATOR.match(text) is not None


def is_case(text: str) -> bool:
    """Whether `text` begins as a case's heading does."""
    stroke = "/" in text or "-" in text or "–" in text  # as all that `_CASE` knows have
    return (stroke and _CASE.match(text) is not None) or _NUMBERED_CASE.match(text) is not None


def as_item(line: Line) -> Line:
    """`line` as a list item without its bullet, if it has one."""
    bullet = _BULLET.match(line.text)
    if line.kind is not PARAGRAPH or not bullet or bullet.end() == len(line.text):
        return line
    marker = bullet[1]
    # "** ord" is a wiki's second level
    level = len(marker) if marker in ("**", "***", "****") else None
    return line._replace(kind=LIST_ITEM, text=line.text[bullet.end() :], marker=marker, level=level)
