"""Lines that say that the business is over: `Møtet hevet`, a place and a day over the names."""

from __future__ import annotations

import re

from extractors.dates import find_days
from extractors.vocabulary import shelf

_PLACE = re.compile(r"\s*[A-ZÆØÅ][\wæøå]+(?:[ -][A-ZÆØÅ][\wæøå]+){0,2},?\s+(?:den\s+)?$")
_LONGEST = 60  # characters


def closes(text: str) -> bool:
    """Nothing from this line on belongs to what was decided."""
    words = text.lstrip()
    closing, mark = shelf("closings").at_start(words), shelf("labels").at_start(words)
    return (
        (closing is not None and closing.meaning == "end")
        or (mark is not None and mark.meaning == "next_meeting")
        or is_signed(text)
    )


def is_signed(text: str) -> bool:
    """`Nordeid, 14. juni 2006`: where and when the minutes were signed."""
    if len(text) > _LONGEST or "," not in text:
        return False
    days = find_days(text)
    return (
        len(days) == 1
        and days[0].year_stated
        and not text[days[0].end :].strip(" .")
        and bool(_PLACE.fullmatch(text[: days[0].start]))
        and "," in text[: days[0].start]
    )
