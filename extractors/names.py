"""What the name of a person looks like: `Kari Hansen`, `Ola von der Lippe`, `K. Moe`."""

from __future__ import annotations

import re

UPPER = "A-ZÆØÅÁÉÖÄÜČĐŊŠŽ"
WORD = rf"[{UPPER}][\w'’.-]*"
_PARTICLE = r"(?:von|van|de|der|den|af|av|al|el|ten|la|le|du)"
NAME = rf"{WORD}(?:[ \u00a0](?:{_PARTICLE}[ ]){{0,2}}{WORD}){{0,5}}"
_NAME = re.compile(rf"^{NAME}$")


def is_person_name(words: str) -> bool:
    """`words` has the shape of a person's full name: two to six capitalised words, no digits."""
    return bool(_NAME.match(words.strip())) and 2 <= len(words.split()) <= 6


def given_name_first(words: str) -> str:
    """`Hansen, Kari` as `Kari Hansen`."""
    parts = [" ".join(part.split()) for part in re.sub(r"\([^)]*\)", "", words).split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and parts[1][:1].isupper() else parts[0]


def initials_of(name: str) -> str:
    """`KH` of `Kari Hansen`, by which the minutes go on to name her."""
    return "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())
