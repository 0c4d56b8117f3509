"""Datasette as the reading room sets it up: one archive, for reading only."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import parse_metadata

from pipeline.room import plugin
from pipeline.room.front import Front
from pipeline.room.views import NAME
from pipeline.store import BUSY_SECONDS

SETTINGS = {
    "allow_download": False,  # a copy taken during a run would lack what is in the WAL
    "cache_size_kb": 64 * 1024,
    "default_cache_ttl": 0,  # a run may be landing documents
    "default_page_size": 50,
    "sql_time_limit_ms": 2_000,
    "facet_time_limit_ms": 500,
    "truncate_cells_html": 300,
    "suggest_facets": False,  # it would count every column of every table shown
}


class Shelf(Database):  # type: ignore[misc]  # Datasette brings no types
    """The archive. It cannot be written to, whoever asks."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self.front = Front()

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection for reading, whatever signs the path holds."""
        if write:
            raise PermissionError("the reading room does not write")
        connection = sqlite3.connect(
            f"{Path(self.path).absolute().as_uri()}?mode=ro",
            uri=True,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        self._all_file_connections.append(connection)
        return connection


def build(archive: Path, *, threads: int = 3) -> Datasette:
    """The application for `archive`, which must be of this version; `threads` answer its SQL."""
    room = files("pipeline.room")
    if not pm.is_registered(plugin):
        pm.register(plugin, "motebok")
        # It prints every error, even an address that leads nowhere, with all that the code knew:
        # that takes seconds, and what documents say has no place in a log.
        pm.unregister(name="datasette.handle_exception")
    datasette = Datasette(
        memory=True,
        metadata=_metadata(room.joinpath("metadata.yaml").read_text(encoding="utf-8")),
        template_dir=str(room.joinpath("templates")),
        static_mounts=[("stil", str(room.joinpath("static")))],
        settings={**SETTINGS, "num_sql_threads": threads},
    )
    datasette.remove_database("_memory")
    datasette.add_database(Shelf(datasette, archive), name=NAME)
    return datasette


def serve(archive: Path, host: str, port: int) -> None:
    """Show `archive` to whoever asks at `host` and `port`, until stopped."""
    with suppress(KeyboardInterrupt):
        uvicorn.run(build(archive).app(), host=host, port=port, log_level="warning")


def _metadata(text: str) -> dict[str, Any]:
    metadata: dict[str, Any] = parse_metadata(text)
    return metadata
