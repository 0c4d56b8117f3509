"""How the room writes dates, numbers and the words that tables keep, in bokmål."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august"),
    *("september", "oktober", "november", "desember"),
)
# Characters that XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What columns hold, as people say it.
TERMS = {
    "cases": "Sak",
    "vedtak": "Vedtak",
    "gains": "Gevinst",
    "projects": "Prosjekt",
    "actions": "Tiltak",
    "blocks": "Tekst",
    "hva": "Hva",
    "organ": "Organ",
    "aar": "År",
    "organisasjon": "Organisasjon",
    "utfall": "Utfall",
    "feil": "Feil",
    "advarsel": "Advarsler",
    "info": "Til opplysning",
    "filer": "Filer som ikke lot seg lese",
    "mistenkelig": "mistenkelig",
    "trenger_ocr": "trenger OCR",
}


def day(value: str | None) -> str:
    """`2005-03-14` as `14. mars 2005`; what is no date as it stands."""
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return value or ""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def moment(value: str | None) -> str:
    """A time in UTC, as the clock on the wall shows it."""
    try:
        local = datetime.fromisoformat(value or "").astimezone()
    except ValueError:
        return value or ""
    return f"{day(local.date().isoformat())} kl. {local:%H.%M}"


def number(value: float | None, decimals: int = 2) -> str:
    """`1234567.5` as `1 234 567,50`; whole numbers without decimals."""
    if value is None:
        return ""
    text = f"{value:,.{0 if value == int(value) else decimals}f}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def money(value: float | None, currency: str = "NOK") -> str:
    """A sum as `kr 1 250 000`."""
    return f"{'kr' if currency == 'NOK' else currency}\N{NO-BREAK SPACE}{number(value)}"


def percent(value: float | None) -> str:
    """`0.95` as `95 %`."""
    return "" if value is None else f"{round(100 * value)}\N{NO-BREAK SPACE}%"


def term(value: str | None) -> str:
    """A column's word as people say it."""
    return TERMS.get(value or "", value or "")


def number_of_case(row: dict[str, Any]) -> str:
    """A case's number, with its prefix before it once."""
    prefix, number = row["prefix"] or "", row["number"] or ""
    return number if number.startswith(prefix) else f"{prefix} {number}".strip()


def cells(text: str) -> str:
    """A table row's cells, told apart by a line."""
    return re.sub(r"\t+", " │ ", text)


def xml_safe(text: str | None) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text or "")


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "moment": moment,
    "number": number,
    "money": money,
    "percent": percent,
    "term": term,
    "number_of_case": number_of_case,
    "cells": cells,
    "xml_safe": xml_safe,
}
