"""Pages about one thing: a case, a meeting, a project, a person or an organisation."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from itertools import groupby
from typing import Any

from pipeline.room.compare import difference
from pipeline.room.queries import Row, one, rows

Sheet = dict[str, Any]

ON_PAGE = 50
PARTS = {  # how attendance is told, in this order
    "present": "Til stede",
    "substitute": "Møtte som vara",
    "absent": "Fraværende",
    "staff": "Administrasjon",
    "invited": "Innkalt",
    None: "Uten opplysning om oppmøte",
}


def case(connection: sqlite3.Connection, id: str) -> Sheet | None:
    """A case: what was recommended and decided, by whose votes, and where it came before."""
    about = one(connection, "sheets.case", id=id)
    if about is None:
        return None
    ask = partial(rows, connection, id=id)
    votes = ask("sheets.votes")
    recommended, decided = ask("sheets.recommendations"), ask("sheets.vedtak")
    for row in (*recommended, *decided):
        row["votes"] = [v for v in votes if row["id"] in (v["vedtak_id"], v["recommendation_id"])]
    return {
        "case": about,
        "recommended": [row for row in recommended if row["kind"] == "innstilling"],
        "proposed": [row for row in recommended if row["kind"] != "innstilling"],
        "decided": decided,
        "compared": _compared(recommended, decided),
        "actions": ask("sheets.actions"),
        "amounts": ask("sheets.amounts"),
        "gains": ask("sheets.gains"),
        "projects": ask("sheets.case_projects"),
        "events": ask("sheets.events"),
        "findings": ask("sheets.findings"),
        "thread": ask("sheets.thread"),
    }


def _compared(recommended: list[Row], decided: list[Row]) -> Sheet | None:
    """The innstilling and the vedtak that are most alike; others stand by themselves."""
    pairs = [
        (first, last, difference(first["text"], last["resolved_text"] or last["text"]))
        for first in recommended[:4]
        if first["kind"] == "innstilling"
        for last in decided[:4]
    ]
    if not pairs:
        return None
    first, last, told = max(pairs, key=lambda pair: pair[2].alike or 0)
    return {"recommended": first, "decided": last, "difference": told}


def meeting(connection: sqlite3.Connection, id: str) -> Sheet | None:
    """A meeting: who came, and what was on the list."""
    about = one(connection, "sheets.meeting", id=id)
    if about is None:
        return None
    came = rows(connection, "sheets.attendance", id=id)
    parts = [(told, [row for row in came if row["status"] == part]) for part, told in PARTS.items()]
    return {
        "meeting": about,
        "parts": [(told, people) for told, people in parts if people],
        "agenda": rows(connection, "sheets.agenda", id=id),
        "others": rows(connection, "sheets.other_meetings", id=id),
    }


def project(connection: sqlite3.Connection, id: str) -> Sheet | None:
    """A project through the years: what each document says of it."""
    about = one(connection, "sheets.project", id=id)
    if about is None:
        return None
    said = rows(connection, "sheets.project_mentions", id=id)
    documents = [list(group) for _, group in groupby(said, key=lambda row: row["document_id"])]
    return {
        "project": about,
        "aliases": json.loads(about["aliases"]),
        "years": [
            (year, list(group))
            for year, group in groupby(documents, key=lambda rows: rows[0]["date"][:4] or None)
        ]
        if all(rows[0]["date"] for rows in documents)
        else [(None, documents)],
        "counts": {
            table: sum(row["table"] == table for row in said) for table in ("gains", "amounts")
        },
    }


def name(connection: sqlite3.Connection, id: str, page: int) -> Sheet | None:
    """A person or organisation: where it is named, what it was told to do, where it was."""
    about = one(connection, "sheets.entity", id=id)
    if about is None:
        return None
    first = (page - 1) * ON_PAGE
    mentions = rows(connection, "sheets.mentions", id=id, most=ON_PAGE, first=first)
    return {
        "entity": about,
        "mentions": [
            (group_key, list(group))
            for group_key, group in groupby(
                mentions, key=lambda row: (row["document_id"], row["document"], row["date"])
            )
        ],
        "told": rows(connection, "sheets.told", id=id),
        "attended": rows(connection, "sheets.attended", id=id),
        "page": page,
        "pages": -(-about["number"] // ON_PAGE),
    }
