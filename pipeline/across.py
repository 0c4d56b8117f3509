"""What spans documents, settled whenever one of them lands or goes: threads, projects, copies.

Only what the document touches is settled anew, and what comes out depends on what the archive
holds, never on the order in which it came. A project as one document has it, a link, keeps an id of
its own; linked projects go by the least of their own ids, so that the id of a project that nothing
is tied to, or only its namesakes, stays as it is whatever else comes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pipeline.ties import Bundle, bundles, reach

_ABOUT_PROJECTS = ("project_mentions", "gains", "amounts")


class Touched(NamedTuple):
    """What a document has a part in: items tied to its own, its projects, its copies."""

    items: set[str]
    projects: set[str]
    fingerprint: str | None


def touched(connection: sqlite3.Connection, document_id: str) -> Touched:
    """What the archive now ties to the document, near and far."""
    ties = reach(connection, _items(connection, document_id)).values()
    named = "SELECT project_id FROM project_links WHERE document_id = ?"
    return Touched(
        {tie.item for group in ties for tie in group},
        {project for (project,) in connection.execute(named, [document_id])},
        _fingerprint(connection, document_id),
    )


def _items(connection: sqlite3.Connection, document_id: str) -> set[str]:
    sql = "SELECT item FROM ties WHERE document_id = ?"
    return {item for (item,) in connection.execute(sql, [document_id])}


def _fingerprint(connection: sqlite3.Connection, document_id: str) -> str | None:
    sql = "SELECT fingerprint FROM documents WHERE id = ?"
    (found,) = connection.execute(sql, [document_id]).fetchone() or [None]
    return str(found) if found else None


def settle(connection: sqlite3.Connection, before: Touched, document_id: str) -> None:
    """Make threads, projects and copies what the ties now say, as far as the document reaches.

    `before` is what it touched before it landed anew or went.
    """
    projects = set(before.projects)
    for bundle in bundles(connection, before.items | _items(connection, document_id)):
        if _is_of_projects(connection, bundle):
            projects |= _settle_project(connection, bundle)
        else:
            _settle_thread(connection, bundle)
    for project_id in sorted(projects):
        _gather_project(connection, project_id)
    for like in {before.fingerprint, _fingerprint(connection, document_id)} - {None}:
        _settle_copies(connection, like)


def _is_of_projects(connection: sqlite3.Connection, bundle: Bundle) -> bool:
    sql = "SELECT 1 FROM project_links WHERE id = ?"
    return connection.execute(sql, [min(bundle)]).fetchone() is not None


def _settle_thread(connection: sqlite3.Connection, bundle: Bundle) -> None:
    """A case that is tied to no other has no thread."""
    connection.executemany(
        "DELETE FROM case_threads WHERE case_id = ?", [(item,) for item in bundle]
    )
    if len(bundle) > 1:
        connection.executemany(
            "INSERT INTO case_threads (thread_id, case_id, reason) VALUES (?, ?, ?)",
            [(min(bundle), case_id, reason) for case_id, reason in bundle.items()],
        )


def _settle_project(connection: sqlite3.Connection, bundle: Bundle) -> set[str]:
    """Give all that is about the linked projects one id; returns it, and the ids given up."""
    sql = """
        SELECT id, own_id, project_id, reason FROM project_links
        WHERE id IN (SELECT value FROM json_each(?))
    """
    found = connection.execute(sql, [json.dumps(list(bundle))])
    links = {item: about for item, *about in found}
    project_id = min(own for own, _, _ in links.values())
    changed = [
        (project_id, reason, item)
        for item, reason in bundle.items()
        if links[item][1:] != [project_id, reason]
    ]
    if changed:  # it may be a name that was given up, and is told of when all is in its place
        sql = "INSERT INTO projects (id, name) VALUES (?, '') ON CONFLICT (id) DO NOTHING"
        connection.execute(sql, [project_id])
    connection.executemany(
        "UPDATE project_links SET project_id = ?, reason = ? WHERE id = ?", changed
    )
    for table in _ABOUT_PROJECTS:
        sql = f"UPDATE {table} SET project_id = ? WHERE link_id = ?"  # noqa: S608 — own names
        connection.executemany(sql, [(project_id, item) for _, _, item in changed])
    return {project_id, *(current for _, current, _ in links.values())}


def _settle_copies(connection: sqlite3.Connection, like: str | None) -> None:
    """Of documents that say the same, all are copies of the one with the least id."""
    connection.execute(
        """
        UPDATE documents SET duplicate_of = nullif(
            (SELECT min(id) FROM documents WHERE fingerprint = :like), id
        )
        WHERE fingerprint = :like
        """,
        {"like": like},
    )


def _gather_project(connection: sqlite3.Connection, project_id: str) -> None:
    """Make a project what its mentions now say; one that nobody mentions goes."""
    # An annual report has no date; it tells how things stood when its year was over.
    rows = connection.execute(
        """
        SELECT m.name, m.aliases, m.status, d.organisation, d.year
        FROM project_mentions AS m JOIN documents AS d ON d.id = m.document_id
        WHERE m.project_id = ?
        ORDER BY coalesce(d.date, d.year || '-12-31'), d.id, m.char_start
        """,
        [project_id],
    ).fetchall()
    if not rows:
        connection.execute("DELETE FROM projects WHERE id = ?", [project_id])
        return
    connection.execute(
        """
        INSERT INTO projects (id, name, aliases, organisation, first_year, last_year, status)
        VALUES (:id, :name, :aliases, :organisation, :first_year, :last_year, :status)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, aliases = excluded.aliases,
            organisation = excluded.organisation, first_year = excluded.first_year,
            last_year = excluded.last_year, status = excluded.status
        WHERE (name, aliases, organisation, first_year, last_year, status) IS NOT (
            excluded.name, excluded.aliases, excluded.organisation,
            excluded.first_year, excluded.last_year, excluded.status
        )
        """,
        {"id": project_id, **project_of(Said(*row) for row in rows)},
    )


class Said(NamedTuple):
    """A mention of a project, and the document it stands in."""

    name: str
    aliases: str
    status: str | None
    organisation: str | None
    year: int | None


def project_of(said: Iterable[Said]) -> dict[str, Any]:
    """What mentions, oldest first, say of a project together: its columns but for its id.

    It goes by the name most often used, and of equals by the longest.
    """
    mentions = list(said)
    names = Counter(said.name for said in mentions)
    name = max(names, key=lambda each: (names[each], len(each), each))
    others = set(names).union(*(json.loads(said.aliases) for said in mentions)) - {name}
    years = [said.year for said in mentions if said.year]
    organisations = Counter(said.organisation for said in mentions if said.organisation)
    return {
        "name": name,
        "aliases": json.dumps(sorted(others), ensure_ascii=False),
        "organisation": max(organisations, key=lambda o: (organisations[o], o), default=None),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "status": _latest_status(mentions),
    }


def _latest_status(mentions: Sequence[Said]) -> str | None:
    """The last status said; what is in use is not planned again: `de siste starter i november`."""
    said = [mention.status for mention in mentions if mention.status]
    while len(said) > 1 and said[-1] == "planlagt" and "i drift" in said:
        said.pop()
    return said[-1] if said else None
