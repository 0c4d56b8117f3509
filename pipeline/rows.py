"""A record as the rows that it becomes, so that whoever lands it has only to put them down.

This is done where the document was read: many read, and only one writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from extractors.vocabulary import words_in
from pipeline import store
from pipeline.across import Said, project_of
from pipeline.keys import fingerprint, home_of, link_id
from pipeline.lemmas import lemmas_beside, lemmas_of
from pipeline.link import TABLES
from pipeline.project_ties import project_ties
from pipeline.threads import case_ties
from schemas.base import Value
from schemas.document import Block, Evidence
from schemas.record import Facts, LinkedFinding, Record, Row, Rows, Table

Columns = dict[str, Any]  # a row: its values by the names of their columns

_JSON = json.JSONEncoder(ensure_ascii=False)


class Defect(Exception):
    """A record that contradicts itself: a fault of ours, never of the file."""


def rows_of(record: Record) -> Rows:
    """The rows of `record` and the ties of its items, each after the rows that it names.

    Entities and projects are as the document alone has them. Raises Defect if the record's evidence
    is not what its text says.
    """
    _prove(record)
    document, home = record.document, home_of(record)
    claims: dict[str, list[Columns]] = {table: [] for table in TABLES.values()}
    for row in record.rows:
        claims[row.table].append(_row_columns(record.id, home, row))
    ties = (*case_ties(record, home), *project_ties(record, home))
    tables = {
        "documents": [_document_columns(record)],
        "texts": [{"id": f"{record.id}-text", "text": document.text}],
        "blocks": [
            _block_columns(record.id, *each)
            for each in zip_longest(document.blocks, record.languages)
        ],
        "entities": _entities(claims["mentions"]),
        "projects": _projects(record.facts, claims["project_mentions"]),
        **claims,
        "findings": [_finding_columns(linked) for linked in record.findings],
        "project_links": _project_links(record, home),
        "ties": [
            {"id": f"{record.id}-ties-{seq}", **tie._asdict(), "seq": seq}
            for seq, tie in enumerate(ties, start=1)
        ],
    }
    return Rows(
        id=record.id,
        sha256=document.sha256,
        status=record.facts.status,
        wordless=not document.body,
        tables=tuple(_table(name, rows, record.id) for name, rows in tables.items() if rows),
    )


def _prove(record: Record) -> None:
    """Raises Defect unless the text can be stored and every evidence is cut from it."""
    text = record.document.text
    if not _is_storable(text):
        raise Defect("the text holds what SQLite cannot keep")
    said = [(row.id, row.claim) for row in record.rows]
    noted = [(linked.id, linked.finding) for linked in record.findings]
    for row_id, value in (*said, *noted):
        for field in vars(value).values():
            if type(field) is Evidence and text[field.start : field.end] != field.text:
                raise Defect(f"{row_id} misquotes {field.start}..{field.end}")


def _is_storable(text: str) -> bool:
    """SQLite's substr stops at a zero; half a surrogate pair is no text at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _table(name: str, rows: Sequence[Columns], document_id: str) -> Table:
    """What `name` has columns for; a claim also says things that only linking needs."""
    given = {"document_id"}.union(*rows)
    columns = tuple(column for column in store.columns()[name] if column in given)
    for row in rows:
        row["document_id"] = document_id
    return Table(
        name=name, columns=columns, rows=tuple(tuple(map(row.get, columns)) for row in rows)
    )


def _document_columns(record: Record) -> Columns:
    document, facts = record.document, record.facts
    return _columns(facts) | {
        "id": record.id,
        "sha256": document.sha256,
        "name": document.source_name,
        "format": document.format,
        "title": facts.title or document.title,
        "pages": document.pages,
        "fingerprint": fingerprint(document),
    }


def _block_columns(document_id: str, block: Block, language: str | None) -> Columns:
    return {
        "id": f"{document_id}-b{block.seq}",
        "seq": block.seq,
        "page": block.page,
        "kind": block.kind.value,
        "level": block.level,
        "text": block.text,
        "lemmas": _lemmas_of(block.text),
        "language": language,
        "char_start": block.start,
        "char_end": block.end,
        "furniture": int(block.furniture),
        "confidence": block.confidence,
        **(block.box._asdict() if block.box else {}),
    }


def _lemmas_of(text: str) -> str:
    """`lemmas_of`, with the words that extractors have listed already, where they are the same."""
    if "_" in text or "İ" in text or "ı" in text:
        return lemmas_of(text)
    return lemmas_beside(words_in(text) - {""})


def _row_columns(document_id: str, home: str, row: Row) -> Columns:
    columns = {"id": row.id, **_columns(row.claim), **row.links}
    if project := row.links.get("project_id"):
        columns |= {
            "project_id": _own_id(project, home),
            "link_id": link_id(document_id, project),
        }
    return columns


def _own_id(project: str, home: str) -> str:
    """What a project is called if the archive holds nothing else of it."""
    return f"{project}@{home}"


def _finding_columns(linked: LinkedFinding) -> Columns:
    return {"id": linked.id, "case_id": linked.case_id, **_columns(linked.finding)}


def _entities(mentions: Iterable[Columns]) -> list[Columns]:
    """What is mentioned, each by the longest of its names."""
    longest: dict[str, Columns] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m["name"]), m["name"])):
        longest.setdefault(mention["entity_id"], mention)
    return [
        {"id": entity_id, "kind": said["kind"], "name": said["name"], "ref": said["ref"]}
        for entity_id, said in longest.items()
    ]


def _projects(facts: Facts, mentions: Iterable[Columns]) -> list[Columns]:
    said: dict[str, list[Said]] = {}
    for row in mentions:
        about = Said(row["name"], row["aliases"], row["status"], facts.organisation, facts.year)
        said.setdefault(row["project_id"], []).append(about)
    return [{"id": project, **project_of(each)} for project, each in said.items()]


def _project_links(record: Record, home: str) -> list[Columns]:
    named = {row.links["project_id"] for row in record.rows if row.table == "project_mentions"}
    return [
        {
            "id": link_id(record.id, project),
            "own_id": _own_id(project, home),
            "project_id": _own_id(project, home),
        }
        for project in sorted(filter(None, named))
    ]


def _columns(value: Value) -> Columns:
    """The fields of a value as SQLite stores them, evidence spread over its columns."""
    columns = dict(vars(value))  # as iteration has them, at a third of the time
    for name, field in vars(value).items():
        kind = type(field)
        if kind is Evidence:
            del columns[name]
            prefix = "" if name == "evidence" else f"{name}_"
            columns[f"{prefix}page"] = field.page
            columns[f"{prefix}char_start"] = field.start
            columns[f"{prefix}char_end"] = field.end
            if prefix:
                columns[f"{prefix}text"] = field.text
        elif kind is tuple:
            columns[name] = _JSON.encode(field)
    return columns
