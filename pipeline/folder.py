"""What lies in a folder: the files to read, and what bars the way to others. Opens no file."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.faults import FileFault, Unreadable

# What programs leave beside documents: owner files, thumbnails, half downloads.
LITTER_NAMES = frozenset({"thumbs.db", "desktop.ini"})
LITTER_STARTS = (".", "~$")
LITTER_ENDS = (".tmp", ".part", ".crdownload", "~")


class LinkInCircle(Unreadable):
    advice = "Lenken går i ring og fører ikke til noen fil. Fjern den, eller rett den."


class BrokenLink(Unreadable):
    advice = "Lenken peker på noe som ikke finnes. Fjern den, eller rett den."


class NoRegularFile(Unreadable):
    advice = "Dette er ikke en vanlig fil. Fjern den fra mappen."


class File(NamedTuple):
    """A file as it was seen: size in bytes, time of change in nanoseconds since 1970."""

    path: Path
    size: int
    mtime_ns: int


class Obstacle(NamedTuple):
    """Something that should have been a document, or a folder of them, and cannot be read."""

    path: Path
    fault: FileFault


class _Folder(NamedTuple):
    path: Path
    above: frozenset[tuple[int, int]]  # device and inode of the folders it lies in


def written(path: Path) -> str:
    r"""A path as text that can be stored; bytes that are no UTF-8 are written as `\xf8`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def barred(error: OSError) -> Unreadable:
    """What an error of the operating system means to whoever owns the file."""
    if error.errno == errno.ELOOP:
        return LinkInCircle()
    if error.errno == errno.ENOENT:
        return BrokenLink()
    return Unreadable() if isinstance(error, PermissionError) else Unreadable(str(error.strerror))


def walk(top: Path) -> Iterator[File | Obstacle]:
    """Every file below the folder `top`, or `top` itself if it is a file.

    Links are followed, after everything that lies in the tree itself; no folder is read twice.
    """
    if not top.is_dir():
        yield _seen(top)
        return
    visited: set[tuple[int, int]] = set()
    waiting = deque([_Folder(top, frozenset())])
    while waiting:
        folder = waiting.popleft()
        try:
            status = folder.path.stat()
            with os.scandir(folder.path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Obstacle(folder.path, barred(error))
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in folder.above:
            yield Obstacle(folder.path, LinkInCircle())
        if identity in visited:
            continue
        visited.add(identity)
        for entry in found:
            path = Path(entry.path)
            if _is_litter(entry.name):
                continue
            if not _leads_to_folder(entry):
                yield _seen(path)
            elif entry.is_symlink():
                waiting.append(_Folder(path, folder.above | {identity}))
            else:
                waiting.appendleft(_Folder(path, folder.above | {identity}))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _seen(path: Path) -> File | Obstacle:
    try:
        status = path.stat()
    except OSError as error:
        return Obstacle(path, barred(error))
    if not stat.S_ISREG(status.st_mode):
        return Obstacle(path, NoRegularFile())
    return File(path, status.st_size, status.st_mtime_ns)


def _is_litter(name: str) -> bool:
    low = name.casefold()
    return low in LITTER_NAMES or low.startswith(LITTER_STARTS) or low.endswith(LITTER_ENDS)
