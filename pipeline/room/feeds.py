"""What other programs subscribe to: new vedtak (Atom, RFC 4287), events (iCalendar, RFC 5545)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from pipeline.room.queries import Row, rows

NEW_VEDTAK = 50
EVENTS = 2_000

Address = Callable[[str], str]


def new_vedtak(connection: sqlite3.Connection) -> list[Row]:
    """The vedtak that landed last."""
    return rows(connection, "feeds.vedtak", most=NEW_VEDTAK)


def calendar(connection: sqlite3.Connection, address: Address) -> bytes:
    """The dated plans as whole days; `address` makes a full address of a path of ours."""
    shown = Calendar()
    shown.add("prodid", "-//Møtebok//motebok//NO")
    shown.add("version", "2.0")
    shown.add("x-wr-calname", "Møtebok")
    for row in rows(connection, "feeds.events", most=EVENTS):
        event = _event(row, address)
        if event is not None:
            shown.add_component(event)
    text: bytes = shown.to_ical()
    return text


def _event(row: Row, address: Address) -> Event | None:
    try:
        first = date.fromisoformat(row["start_date"])
        last = date.fromisoformat(row["end_date"] or row["start_date"])
    except ValueError:  # a month or a year only
        return None
    page = f", side {row['page']}" if row["page"] else ""
    event = Event()
    event.add("uid", f"{row['id']}@motebok")
    event.add("dtstamp", datetime.fromisoformat(row["ingested_at"]))
    event.add("dtstart", first)
    event.add("dtend", max(last, first) + timedelta(days=1))  # the day after the last
    event.add("summary", row["title"])
    if row["place"]:
        event.add("location", row["place"])
    event.add("description", f"{row['organisation'] or ''}\n{row['document']}{page}".strip())
    event.add("url", address(f"/kilde/events/{row['id']}"))
    return event
