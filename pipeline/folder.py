"""What lies in a folder: the files to read, and what bars the way to others. Opens no file."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import deque
from collections.abc import Collection, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from schemas.faults import FileFault, Unreadable

# What programs leave beside documents: owner files, thumbnails, half downloads.
LITTER_BEGINS = (".", "~$")
LITTER_ENDS = (".tmp", ".part", ".crdownload", "~")
LITTER = ("thumbs.db", "desktop.ini", "__macosx")
URL = re.compile(r"[a-z][a-z0-9+.-]*://")


class LinkInCircle(Unreadable):
    advice = "Lenken går i ring og fører ikke til noen fil. Fjern den, eller rett den."


class Missing(Unreadable):
    advice = "Filen, eller det lenken peker på, finnes ikke. Fjern lenken, eller rett den."


class NoRegularFile(Unreadable):
    advice = "Dette er ikke en vanlig fil. Fjern den fra mappen."


class Changing(Unreadable):
    advice = "Filen ble endret mens den ble lest. Den leses igjen ved neste kjøring."


class File(NamedTuple):
    """A file as it was seen: size in bytes, time of change in nanoseconds since 1970.

    `path` is as `written`, and plain text: a `Path` for each of ten thousand files costs more than
    seeing them.
    """

    path: str
    size: int
    mtime_ns: int


class Obstacle(NamedTuple):
    """Something that should have been a document, or a folder of them, and cannot be read."""

    path: str
    fault: FileFault


class _Folder(NamedTuple):
    path: str
    above: frozenset[tuple[int, int]]  # device and inode of the folders it lies in


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name, in lower case, is what a program left behind."""
    return name.startswith(LITTER_BEGINS) or name.endswith(LITTER_ENDS) or name in LITTER


def is_url(path: str) -> bool:
    """Whether `path` leads to an object store; see `pipeline.remote`."""
    return URL.match(path) is not None


def written(path: str) -> str:
    r"""A path as text that can be stored; bytes that are no UTF-8 are written as `\xf8`."""
    if path.isascii() or path.isprintable():  # as nearly all are, and this is asked of every file
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def on_disk(path: str) -> Path:
    """Where the file is whose path was `written`; it is no URL."""
    if os.path.lexists(path):
        return Path(path)
    encoded = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), path.encode())
    return Path(os.fsdecode(encoded))


def barred(error: OSError) -> Unreadable:
    """What an error of the operating system means to whoever owns the file."""
    if error.errno == errno.ELOOP:
        return LinkInCircle()
    if error.errno == errno.ENOENT:
        return Missing()
    return Unreadable() if isinstance(error, PermissionError) else Unreadable(str(error.strerror))


def walk(top: Path, apart: Collection[str] = ()) -> Iterator[File | Obstacle]:
    """Every file below the folder `top`, or `top` itself if it is a file.

    Links are followed, after everything that lies in the tree itself; no folder is read twice. What
    lies at the paths `apart` is passed over.
    """
    visited: set[tuple[int, int]] = set()
    waiting = deque([_Folder(str(top), frozenset())])
    while waiting:
        folder = waiting.popleft()
        try:
            status = os.stat(folder.path)  # noqa: PTH116 — see File
            if not stat.S_ISDIR(status.st_mode):
                yield _seen(folder.path, status)
                continue
            with os.scandir(folder.path) as entries:
                found = sorted(entries, key=attrgetter("name"))
        except OSError as error:
            yield Obstacle(written(folder.path), barred(error))
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in folder.above:
            yield Obstacle(written(folder.path), LinkInCircle())
        if identity in visited:
            continue
        visited.add(identity)
        for entry in found:
            path = entry.path
            if is_litter(entry.name.lower()) or path in apart:
                continue
            try:
                if not entry.is_dir():
                    yield _seen(path, entry.stat())
                else:
                    wait = waiting.append if entry.is_symlink() else waiting.appendleft
                    wait(_Folder(path, folder.above | {identity}))
            except OSError as error:  # a link to nothing, or in a circle
                yield Obstacle(written(path), barred(error))


def _seen(path: str, status: os.stat_result) -> File | Obstacle:
    if stat.S_ISREG(status.st_mode):
        return File(written(path), status.st_size, status.st_mtime_ns)
    return Obstacle(written(path), NoRegularFile())
