"""Full-text search over what was extracted, and over the blocks of the documents themselves."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.store import Archive

# Where a row of the index has its document and page.
SOURCES = {
    "cases": "cases WHERE id = ?",
    "vedtak": "vedtak WHERE id = ?",
    "gains": "gains WHERE id = ?",
    "actions": "actions WHERE id = ?",
    "projects": "project_mentions WHERE project_id = ? ORDER BY document_id, char_start LIMIT 1",
}


class Hit(NamedTuple):
    """A row or a block that holds the words; they stand in square brackets in `snippet`."""

    kind: str
    row_id: str
    snippet: str
    document: str
    page: int | None


def search(archive: Archive, words: str, *, limit: int) -> list[Hit]:
    """The best `limit` rows and the best `limit` blocks that hold all of `words`, best first.

    Double quotes keep words together; no other sign has a meaning.
    """
    query = archive.quote_fts(words.replace("\0", " "))
    if not query:
        return []
    return [*_rows(archive, query, limit), *_blocks(archive, query, limit)]


def _rows(archive: Archive, query: str, limit: int) -> list[Hit]:
    found = archive.execute(
        """
        SELECT kind, row_id, snippet(search, 2, '[', ']', '…', 24) FROM search
        WHERE search MATCH ? ORDER BY rank LIMIT ?
        """,
        [query, limit],
    ).fetchall()
    return [
        Hit(kind, row_id, snippet, *_source(archive, kind, row_id))
        for kind, row_id, snippet in found
    ]


def _source(archive: Archive, kind: str, row_id: str) -> tuple[str, int | None]:
    sql = f"SELECT document_id, page FROM {SOURCES[kind]}"  # noqa: S608 — our own words
    document_id, page = archive.execute(sql, [row_id]).fetchone()
    sql = "SELECT name FROM documents WHERE id = ?"
    return archive.execute(sql, [document_id]).fetchone()[0], page


def _blocks(archive: Archive, query: str, limit: int) -> list[Hit]:
    found = archive.execute(
        """
        SELECT 'blocks', b.id, snippet(blocks_fts, 0, '[', ']', '…', 24), d.name, b.page
        FROM blocks_fts JOIN blocks AS b ON b.key = blocks_fts.rowid
        JOIN documents AS d ON d.id = b.document_id
        WHERE blocks_fts MATCH ? ORDER BY rank LIMIT ?
        """,
        [query, limit],
    )
    return [Hit(*row) for row in found]
