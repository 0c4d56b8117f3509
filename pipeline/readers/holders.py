"""Files that hold others: archives, and mails with what is attached to them.

A holder is a sniff on the bytes, a function that lists what is held, and one that takes it out; to
add one, its module and its line in `HOLDERS`. What is held is a file like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from pipeline.readers import archive, mail
from pipeline.readers.limits import Limits
from schemas.base import Value
from schemas.faults import Damaged

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN_AS_SLASH = re.compile(r"[\\/]+")
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 200  # characters of one part of a name
_DEEPEST = 20  # folders; what is deeper is told without the first of them


class Member(Value):
    """A file in another: its path there, for people, its size in bytes, and its place, for us."""

    path: str
    size: int
    place: int


class Holder(NamedTuple):
    """A kind of file that holds others."""

    sniff: Callable[[bytes], bool]
    held: Callable[[bytes, Limits], list[tuple[str, int, int]]]
    taken_out: Callable[[bytes, int, Limits], bytes]


HOLDERS = (
    Holder(archive.is_archive, archive.held, archive.taken_out),
    Holder(mail.is_mail, mail.held, mail.taken_out),
)


def members(data: bytes, limits: Limits) -> tuple[Member, ...] | None:
    """The files that a file with these bytes holds, None if it is none that holds others.

    No two have the same path, and none leads out of the holder. Raises a `FileFault`.
    """
    holder = _holder(data)
    if holder is None:
        return None
    found = [(_path(name), size, place) for name, size, place in holder.held(data, limits)]
    paths = _told_apart([path for path, _, _ in found])
    return tuple(
        Member(path=path, size=size, place=place)
        for path, (_, size, place) in zip(paths, found, strict=True)
    )


def _told_apart(paths: list[str]) -> list[str]:
    """`paths`, those that came before with a number: `mote.pdf`, `mote (2).pdf`."""
    taken, met = set(paths), Counter[str]()
    apart = []
    for path in paths:
        met[path] += 1
        number, other = met[path], path
        while number > 1 and other in taken:
            other = _numbered(path, met[path])
            met[path] += 1
        taken.add(other)
        apart.append(other)
    return apart


def taken_out(data: bytes, place: int, limits: Limits) -> tuple[str, bytes]:
    """The path and the bytes of what is at `place` of the holder `data`. Raises a `FileFault`."""
    holder = _holder(data)
    found = members(data, limits) or ()
    path = next((member.path for member in found if member.place == place), None)
    if holder is None or path is None:  # it has been changed since it was looked into
        raise Damaged
    return path, holder.taken_out(data, place, limits)


def _holder(data: bytes) -> Holder | None:
    return next((holder for holder in HOLDERS if holder.sniff(data)), None)


def _path(name: str) -> str:
    """A held file's name as a path that people can read and that leads nowhere else."""
    parts = _SHOWN_AS_SLASH.split(_DRIVE.sub("", _UNSEEN.sub("", name)))
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(part[-_LONGEST:] for part in kept[-_DEEPEST:]) or "uten navn"


def _numbered(path: str, number: int) -> str:
    """`mote.pdf` for the second time: `mote (2).pdf`."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return f"{folder}{slash}" + (
        f"{stem} ({number}){dot}{suffix}" if stem else f"{name} ({number})"
    )
