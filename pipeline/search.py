"""Full-text search over what was extracted, and over the blocks of the documents themselves.

Words are found in all their forms; those in double quotes, as they are written and side by side.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.lemmas import WORD, lemmas

# Where a row of the index has its document and page.
SOURCES = {
    "cases": "cases WHERE id = ?",
    "vedtak": "vedtak WHERE id = ?",
    "gains": "gains WHERE id = ?",
    "actions": "actions WHERE id = ?",
    "projects": "project_mentions WHERE project_id = ? ORDER BY document_id, char_start LIMIT 1",
}
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
# Of more matches the latest to land are ranked: of so common a word they are as good as any, and
# ranking is what takes time.
_MOST_RANKED = 5000
_WIDTH = 24  # words of a snippet
_BEFORE = 6  # of them, before the first that was asked for


class Hit(NamedTuple):
    """A row or a block that holds the words; they stand in square brackets in `snippet`."""

    kind: str
    row_id: str
    snippet: str
    document: str
    page: int | None


class Term(NamedTuple):
    """Words side by side, in lower case; alone and not `exact`, a word in any of its forms."""

    words: tuple[str, ...]
    exact: bool

    @property
    def looked_up(self) -> frozenset[str]:
        """What a word that is not exact is found by."""
        return frozenset((*self.words, *lemmas(self.words[0])))


def search(
    connection: sqlite3.Connection, words: str, *, limit: int, exact: bool = False
) -> list[Hit]:
    """The best `limit` rows and the best `limit` blocks that hold all of `words`, best first.

    Double quotes keep words together and as they are written, `exact` all of them as they are
    written; no other sign has a meaning.
    """
    asked = terms(words, exact=exact)
    if not asked:
        return []
    return [*_rows(connection, asked, limit), *_blocks(connection, asked, limit)]


def terms(words: str, *, exact: bool = False) -> list[Term]:
    """What is asked for. `12/25` is two words side by side, `HMS-arbeidet` two in any form."""
    found: list[Term] = []
    for quoted, bare in _TERM.findall(words):
        parts = tuple(word.lower() for word in WORD.findall(quoted or bare))
        if quoted or exact or not all(part.isalpha() for part in parts):
            found += [Term(parts, exact=True)] if parts else []
        else:
            found += [Term((part,), exact=False) for part in parts]
    return found


def match(asked: Sequence[Term]) -> str:
    """The FTS5 expression for `blocks_fts` and `search`, both of which have `text` and `lemmas`."""
    return " AND ".join(map(_expression, asked))


def _expression(term: Term) -> str:
    if term.exact:
        return f'text : "{" ".join(term.words)}"'
    return "(" + " OR ".join(f'"{word}"' for word in sorted(term.looked_up)) + ")"


def spans(text: str, asked: Sequence[Term]) -> list[tuple[int, int]]:
    """Where `text` holds what was asked for, in order: each word's first and last character."""
    words = list(WORD.finditer(text))
    forms = [word.group().lower() for word in words]
    hit = set(chain.from_iterable(_places(forms, term) for term in asked))
    return [words[place].span() for place in sorted(hit)]


def _places(forms: Sequence[str], term: Term) -> Iterator[int]:
    if term.exact:
        length = len(term.words)
        for first in range(len(forms) - length + 1):
            if tuple(forms[first : first + length]) == term.words:
                yield from range(first, first + length)
        return
    wanted = term.looked_up
    for place, form in enumerate(forms):
        if form in wanted or not wanted.isdisjoint(lemmas(form)):
            yield place


def snippet(text: str, asked: Sequence[Term]) -> str:
    """Some words of `text` around the first that were asked for, which stand in brackets."""
    return "".join(f"[{piece}]" if hit else piece for piece, hit in pieces(text, asked))


def pieces(text: str, asked: Sequence[Term]) -> list[tuple[str, bool]]:
    """Some words of `text` around the first that were asked for, and whether each piece is one."""
    words = list(WORD.finditer(text))
    hits = spans(text, asked)
    place = next((i for i, word in enumerate(words) if hits and word.span() == hits[0]), 0)
    first = max(0, min(place - _BEFORE, len(words) - _WIDTH))
    start = words[first].start() if first else 0
    end = words[first + _WIDTH].start() if first + _WIDTH < len(words) else len(text)
    found, at = [("…" if start else "", False)], start
    for begin, stop in hits:
        if start <= begin and stop <= end:
            found += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    found.append((text[at:end].rstrip() + ("…" if end < len(text) else ""), False))
    return [(piece, hit) for piece, hit in found if piece]


def _rows(connection: sqlite3.Connection, asked: Sequence[Term], limit: int) -> Iterator[Hit]:
    found = connection.execute(
        """
        SELECT kind, row_id, text FROM (
            SELECT kind, row_id, text, rank AS score FROM search
            WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?
        )
        ORDER BY score LIMIT ?
        """,
        [match(asked), _MOST_RANKED, limit],
    ).fetchall()
    for kind, row_id, text in found:
        document, page = _source(connection, kind, row_id)
        yield Hit(kind, row_id, snippet(text, asked), document, page)


def _source(connection: sqlite3.Connection, kind: str, row_id: str) -> tuple[str, int | None]:
    sql = f"SELECT document_id, page FROM {SOURCES[kind]}"  # noqa: S608 — our own words
    document_id, page = connection.execute(sql, [row_id]).fetchone()
    sql = "SELECT name FROM documents WHERE id = ?"
    return connection.execute(sql, [document_id]).fetchone()[0], page


def _blocks(connection: sqlite3.Connection, asked: Sequence[Term], limit: int) -> Iterator[Hit]:
    found = connection.execute(
        """
        SELECT b.id, b.text, d.name, b.page
        FROM (
            SELECT key, score FROM (
                SELECT rowid AS key, rank AS score FROM blocks_fts
                WHERE blocks_fts MATCH ? ORDER BY rowid DESC LIMIT ?
            )
            ORDER BY score LIMIT ?
        ) AS best
        JOIN blocks AS b ON b.key = best.key JOIN documents AS d ON d.id = b.document_id
        ORDER BY score
        """,
        [match(asked), _MOST_RANKED, limit],
    ).fetchall()
    for row_id, text, document, page in found:
        yield Hit("blocks", row_id, snippet(text, asked), document, page)
