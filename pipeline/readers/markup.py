"""The markup that copy and paste leaves in plain text: markdown, wiki and html remains."""

from __future__ import annotations

import html
import re

_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|ul|ol|tr|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|img|li|small|span|strong|sub|sup|td|th|u)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:\w{2,8}|#\d{2,5});")
# Strong before weak; a lone star or underscore (`kr _692.719,-`, `2*3`) marks nothing.
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{sign[-1]}]){sign}(?=\S)([^\n]{{1,400}}?)(?<=\S){sign}(?![\w{sign[-1]}])")
    for sign in (r"\*\*\*", r"\*\*", "__", "'''", "''", r"\*", "_")
)
_QUOTED = re.compile(r"^\s*(?:>\s?)+(?=\S)")
_CODE = re.compile(r"`([^`]+)`")
_ALL_STRONG = re.compile(r"\s*(\*\*|__|''')(?=\S)(?:(?!\1).)+\1:?\s*")
_INLINE_BULLET = re.compile(r"[•·▪]\s+")


def without_comments(text: str) -> str:
    """`text` without html's comments, which nobody sees."""
    first, *rest = text.split("<!--")
    return first + "".join(
        part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in rest
    )


def without_html(text: str) -> str:
    """`text` with html's tags gone; where a tag began a new line, a new line."""
    text = _OTHER_TAG.sub("", _ITEM_TAG.sub("\n• ", _BLOCK_TAG.sub("\n", text)))
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def without_emphasis(text: str) -> str:
    """`text` with the signs of links, emphasis and code gone and their words kept."""
    text = _LINK.sub(r"\1", text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return _CODE.sub(r"\1", text)


def without_quote(line: str) -> str:
    """`line` without the sign of a quoted paragraph: `> Vedtak: Ja`."""
    return _QUOTED.sub("", line)


def is_strong(text: str) -> bool:
    """Whether all of `text` is marked as strong."""
    return _ALL_STRONG.fullmatch(text) is not None


def items_within(text: str) -> list[str]:
    """The lines that `text` would have had if its bullets had begun lines: `Status • A • B`."""
    if len(_INLINE_BULLET.findall(text)) < 2:
        return [text]
    first, *items = (part.rstrip() for part in _INLINE_BULLET.split(text))
    return [line for line in (first, *(f"• {item}" for item in items)) if line.strip()]
