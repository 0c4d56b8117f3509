"""The reading room: Datasette on an archive, in Norwegian, for people who look and check.

`build` makes the application, `serve` shows it. Nothing here writes to the archive, and no page
fetches anything from elsewhere.
"""

from pipeline.room.app import build, serve

__all__ = ["build", "serve"]
