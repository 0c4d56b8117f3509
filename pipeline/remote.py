"""What lies in an object store (`s3://bucket/prefix`, and whatever else fsspec knows).

A store knows no folders, only names with slashes in them, and no time finer than a second or so.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from pipeline.folder import File, Missing, Obstacle, is_litter, written
from schemas.faults import TooLarge, Unreadable

# What stores call the time at which something was put there, and the print of its content.
TIMES = ("LastModified", "mtime", "last_modified", "updated", "created")
PRINTS = ("ETag", "etag", "md5Hash", "content_md5")
SECOND = 10**9


class StoreFault(OSError):
    """The store cannot be reached, or its library is not here. `filename` is its URL."""


def located(url: str) -> str:
    """`url` as those of the files below it begin. Raises StoreFault."""
    store, path = _store(url)
    return str(store.unstrip_protocol(path))


def walk(top: str) -> Iterator[File | Obstacle]:
    """Every file below the URL `top`, or `top` itself if it is one.

    A prefix that nothing has is an obstacle, since a store cannot tell it from one that is gone.
    Raises StoreFault if the store does not answer.
    """
    store, path = _store(top)
    store.invalidate_cache()
    try:
        found = store.find(path, detail=True)
    except PermissionError:
        yield Obstacle(top, Unreadable())
        return
    except FileNotFoundError:
        found = {}
    except Exception as error:  # each store has errors of its own, with no common ancestor
        raise StoreFault(errno.EIO, _told(error), top) from error
    if not found:
        yield Obstacle(top, Missing())
    for name, about in sorted(found.items()):
        below = name.removeprefix(path).lower().split("/")
        if about["type"] == "file" and not name.endswith("/") and not any(map(is_litter, below)):
            yield File(written(store.unstrip_protocol(name)), about["size"], _moment(about))


def read(url: str, most: int) -> bytes:
    """The content of the file at `url`. Raises TooLarge above `most` bytes, and Unreadable."""
    try:
        store, path = _store(url)
        content: bytes | None = store.cat_file(path) if store.size(path) <= most else None
    except MemoryError:
        raise
    except PermissionError as error:
        raise Unreadable from error
    except FileNotFoundError as error:
        raise Missing from error
    except Exception as error:
        raise Unreadable(_told(error)) from error
    if content is None:
        raise TooLarge
    return content


def _store(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        store, path = url_to_fs(url)
    except ImportError as error:
        raise StoreFault(errno.ENOENT, f"{error}: pip install motebok[s3]", url) from error
    except ValueError as error:
        raise StoreFault(errno.EINVAL, str(error), url) from error
    return store, str(path)


def _moment(about: Mapping[str, Any]) -> int:
    """When a file was put there, in nanoseconds since 1970; the part below a second is its print's.

    So that two versions put there within one second are two, and a store without times will do.
    """
    time = next((about[name] for name in TIMES if about.get(name)), 0)
    nanoseconds = int((time.timestamp() if isinstance(time, datetime) else time) * SECOND)
    content = next((str(about[name]) for name in PRINTS if about.get(name)), None)
    if content is None:
        return nanoseconds
    digits = int.from_bytes(hashlib.sha256(content.encode()).digest()[:8], "big")
    return nanoseconds // SECOND * SECOND + digits % SECOND


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
