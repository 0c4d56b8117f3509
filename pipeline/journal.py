"""The log: one JSON object for each file that was read, without words from any document."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from pipeline.manifest import Failure

LOG = logging.getLogger("motebok")


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "event": record.msg}
        return json.dumps(line | vars(record)["facts"], ensure_ascii=False)


class _File(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 — logging's own
        raise  # noqa: PLE0704 — it is called where the error is caught; a full disk is no secret


def keep(path: Path, screen: TextIO | None = None) -> None:
    """Write the log at the end of the file `path`, and to `screen` if given.

    Raises OSError, then or at a later `note`, if the file cannot be written.
    """
    handlers: list[logging.Handler] = [_File(path, encoding="utf-8")]
    if screen:
        handlers.append(logging.StreamHandler(screen))
    for handler in handlers:
        handler.setFormatter(_JsonLine())
    LOG.handlers = handlers
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def note(path: str, failure: Failure | None) -> None:
    """Log what became of a file; `failure` is None if it landed."""
    if failure is None:
        LOG.info("landed", extra={"facts": {"path": path}})
        return
    level = logging.ERROR if failure.trace else logging.WARNING
    facts = {"path": path, "reason": failure.reason, "trace": failure.trace}
    LOG.log(level, "failed", extra={"facts": facts})
