"""The log: one JSON object for each file that was read, without words from any document."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TextIO

from pipeline.folder import written
from pipeline.manifest import Failure
from pipeline.workers import Known, Outcome

LOG = logging.getLogger("motebok")


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {"time": record.created, "level": record.levelname.lower(), "event": record.msg}
        return json.dumps(line | getattr(record, "facts", {}), ensure_ascii=False)


def keep(path: Path, screen: TextIO | None = None) -> None:
    """Write the log at the end of the file `path`, and to `screen` if given."""
    handlers: list[logging.Handler] = [logging.FileHandler(path, encoding="utf-8")]
    if screen:
        handlers.append(logging.StreamHandler(screen))
    for handler in handlers:
        handler.setFormatter(_JsonLine())
    LOG.handlers = handlers
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def note(path: Path, outcome: Outcome) -> None:
    """Log what became of a file."""
    facts: dict[str, object] = {"path": written(path)}
    if isinstance(outcome, Failure):
        facts |= {"sha256": outcome.sha256, "reason": outcome.reason, "trace": outcome.trace}
        level = logging.ERROR if outcome.trace else logging.WARNING
        LOG.log(level, "failed", extra={"facts": facts})
    elif isinstance(outcome, Known):
        LOG.info("known", extra={"facts": facts | {"sha256": outcome.sha256}})
    else:
        facts |= {"document": outcome.id, "rows": len(outcome.rows)}
        LOG.info("landed", extra={"facts": facts})
