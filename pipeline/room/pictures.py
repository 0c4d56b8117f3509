"""Pages drawn in a process of their own: a file that hangs or kills it takes no reader with it."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.readers.pdf_picture import picture
from schemas.document import Box
from schemas.faults import FileFault

SECONDS = 20  # most for one page


async def drawn(path: Path, page: int, boxes: Sequence[Box]) -> bytes | None:
    """The page as PNG; None if it cannot be drawn."""
    job = _pool().schedule(picture, args=(path, page, boxes), timeout=SECONDS)
    try:
        return await asyncio.wrap_future(job)
    except (FileFault, ProcessExpired, TimeoutError, MemoryError, OSError):
        return None


def close() -> None:
    """Draw no more, and leave no process behind."""
    if _pool.cache_info().currsize:
        _pool().stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        _pool().join()
        _pool.cache_clear()


@cache
def _pool() -> ProcessPool:
    # Not forked: the room has threads.
    return ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
