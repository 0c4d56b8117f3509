"""How fast the reading room answers on an archive of a million blocks, on one core.

Usage: python bench/room.py make ARCHIVE [BLOCKS], then ask ARCHIVE [TURNS].

`make` writes an archive of BLOCKS blocks (1 000 000 if not said), 100 to a document, with words as
common as words are (Zipf).

`ask` takes, in turns, the start page (again, and cold: when the archive has just changed),
searches, searches narrowed to a year, and the same words straight from SQLite (the 20 best blocks).
It tells the CPU milliseconds of each (wall time beside it), the median and the 95th percentile, and
how many times a search costs the bare query. The words are spread evenly from the rarest to those
that stand in every tenth block. The 95th percentile of a page is to stay under 200 ms, and the
ratio of a search's to the bare query's at most 5.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import numpy as np

from pipeline.lemmas import lemmas_of
from pipeline.room import build
from pipeline.search import match, terms
from pipeline.store import open_archive

PER_DOCUMENT = 100
WORDS = 30_000
LONG = 14  # words of a block
WORD_COUNT = 60  # words asked for
YEARS = range(1995, 2025)
BODIES = ("Kommunestyret", "Formannskapet", "Havnestyret", "Skolestyret", "Utvalg for kultur")
OUTCOMES = ("vedtatt", "godkjent", "tatt til orientering", "utsatt", "avslått", "valgt")
SYLLABLES = ("ber", "dal", "fjor", "gra", "hei", "kom", "lin", "mar", "nor", "ski", "tor", "våg")


def make(archive: Path, blocks: int) -> None:
    """Straight into the tables: what is measured is reading."""
    archive.unlink(missing_ok=True)
    dice = random.Random(1)
    generator = np.random.default_rng(1)
    words = vocabulary(dice)
    forms = [lemmas_of(word) for word in words]
    weights = 1 / np.arange(1, len(words) + 1) ** 0.9
    weights /= weights.sum()
    with open_archive(archive) as opened:
        connection = opened.conn
        connection.execute(
            "INSERT INTO runs (id, started_at, status, version) VALUES (?, ?, ?, ?)",
            ["r", "2024-01-01T00:00:00+00:00", "ferdig", "1"],
        )
        connection.executemany(
            "INSERT INTO projects (id, name, organisation) VALUES (?, ?, ?)",
            [(f"p{n}", f"Prosjekt {n}", f"Kommune {n % 40}") for n in range(500)],
        )
        connection.executemany(
            "INSERT INTO entities (id, kind, name) VALUES (?, 'person', ?)",
            [(f"e{n}", f"Navn {n}") for n in range(3_000)],
        )
        connection.commit()
        for number in range(blocks // PER_DOCUMENT):
            picked = generator.choice(len(words), (PER_DOCUMENT, LONG), p=weights)
            texts = [" ".join(words[i] for i in row) for row in picked]
            lemmas = [" ".join(forms[i] for i in row if forms[i]) for row in picked]
            for table, rows in document(number, texts, lemmas, dice):
                insert(connection, table, rows)
            if number % 500 == 0:
                connection.commit()
                print(number * PER_DOCUMENT, flush=True)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def vocabulary(dice: random.Random) -> list[str]:
    """Made-up words, each of its own kind."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 5)))] = None
    return list(found)


Rows = list[dict[str, Any]]


def document(
    number: int, texts: list[str], lemmas: list[str], dice: random.Random
) -> Iterator[tuple[str, Rows]]:
    """One document's rows, by table."""
    key, year = f"{number:016x}", dice.choice(YEARS)
    organisation = f"Kommune {number % 40}"
    date = f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)

    def at(block: int) -> dict[str, Any]:
        return {
            "document_id": key,
            "page": block // 25 + 1,
            "char_start": starts[block],
            "char_end": starts[block] + len(texts[block]),
            "rule": "bench",
            "confidence": 1,
        }

    yield (
        "documents",
        [
            {
                "id": key,
                "sha256": key * 4,
                "path": f"/{key}.pdf",
                "name": f"{key}.pdf",
                "format": "pdf",
                "kind": "protokoll",
                "language": "nb",
                "pages": 4,
                "organisation": organisation,
                "date": date,
                "year": year,
                "status": "ok",
                "ingested_at": f"2024-01-01T00:00:00.{number:06}+00:00",
                "version": "1",
            }
        ],
    )
    yield "texts", [{"id": f"{key}-text", "document_id": key, "text": "\n".join(texts)}]
    yield (
        "blocks",
        [
            {
                "id": f"{key}-b{n}",
                "document_id": key,
                "seq": n,
                "page": n // 25 + 1,
                "text": text,
                "kind": "paragraph",
                "char_start": starts[n],
                "char_end": starts[n] + len(text),
                "x0": 50,
                "y0": 50,
                "x1": 500,
                "y1": 60,
                "furniture": 0,
                "lemmas": lemmas[n],
            }
            for n, text in enumerate(texts)
        ],
    )
    yield "meetings", [{"id": f"{key}-m", "body": dice.choice(BODIES), "date": date, **at(0)}]
    yield (
        "attendance",
        [
            {
                "id": f"{key}-a{n}",
                "meeting_id": f"{key}-m",
                "name": f"Navn {n}",
                "status": "present" if dice.random() < 0.9 else "absent",
                **at(1),
            }
            for n in range(10)
        ],
    )
    yield (
        "cases",
        [
            {
                "id": f"{key}-c{n}",
                "meeting_id": f"{key}-m",
                "number": f"{n}/{year % 100:02}",
                "title": texts[10 * n],
                **at(10 * n),
            }
            for n in range(8)
        ],
    )
    yield (
        "recommendations",
        [
            {
                "id": f"{key}-r{n}",
                "case_id": f"{key}-c{n}",
                "text": texts[10 * n + 1],
                "kind": "innstilling",
                **at(10 * n + 1),
            }
            for n in range(6)
        ],
    )
    yield (
        "vedtak",
        [
            {
                "id": f"{key}-v{n}",
                "case_id": f"{key}-c{n}",
                "text": texts[10 * n + 2],
                "outcome": dice.choice(OUTCOMES),
                **at(10 * n + 2),
            }
            for n in range(6)
        ],
    )
    yield (
        "gains",
        [
            {
                "id": f"{key}-g{n}",
                "project_id": f"p{dice.randrange(500)}",
                "text": texts[90 + n],
                "group_name": f"Tema {dice.randrange(12)}",
                **at(90 + n),
            }
            for n in range(2)
        ],
    )
    yield (
        "amounts",
        [
            {
                "id": f"{key}-k{n}",
                "project_id": f"p{dice.randrange(500)}",
                "label": texts[92 + n][:20],
                "amount": dice.randrange(10**7),
                "source": "text",
                **at(92 + n),
            }
            for n in range(5)
        ],
    )
    yield (
        "mentions",
        [
            {
                "id": f"{key}-n{n}",
                "entity_id": f"e{dice.randrange(3_000)}",
                "kind": "person",
                "name": "Navn",
                **at(n),
            }
            for n in range(10)
        ],
    )
    if number % 5 == 0:
        yield (
            "findings",
            [
                {
                    "id": f"{key}-f",
                    "rule": "bench",
                    "severity": "advarsel",
                    "message": "Se her.",
                    "document_id": key,
                }
            ],
        )


def insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    names = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def ask(archive: Path, turns: int) -> None:
    """One thread of SQL, so that nothing is done on two cores at once."""
    connection = sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -65536")  # as the room has it
    connection.execute("PRAGMA mmap_size = 4294967296")
    words = spread(connection)
    room = build(archive, threads=1)

    async def measure() -> dict[str, list[tuple[float, float]]]:
        taken: dict[str, list[tuple[float, float]]] = {
            "bare": [],
            "search": [],
            "narrow": [],
            "start": [],
            "cold": [],
        }
        for path in ("/", f"/sok?q={quote_plus(words[0])}"):
            await room.client.get(path)
        for turn in range(turns):
            for word in words:
                begun = clocks()
                bare(connection, word)
                taken["bare"].append(since(begun))
                begun = clocks()
                answer = await room.client.get(f"/sok?q={quote_plus(word)}")
                taken["search"].append(since(begun))
                assert answer.status_code == 200
                assert "<mark>" in answer.text
                begun = clocks()
                answer = await room.client.get(f"/sok?q={quote_plus(word)}&aar=2003")
                taken["narrow"].append(since(begun))
            for _ in range(WORD_COUNT // 3):
                room.get_database("arkiv").front.forget()
                begun = clocks()
                assert (await room.client.get("/")).status_code == 200
                taken["cold"].append(since(begun))
                begun = clocks()
                assert (await room.client.get("/")).status_code == 200
                taken["start"].append(since(begun))
            print(f"turn {turn + 1} of {turns}", flush=True)
        return taken

    tell(asyncio.run(measure()))


def spread(connection: sqlite3.Connection) -> list[str]:
    """Words that stand in at most every tenth block, evenly by the logarithm of how many."""
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, blocks_fts, 'row')")
    counted = connection.execute("SELECT term, doc FROM temp.words ORDER BY doc").fetchall()
    top = connection.execute("SELECT count(*) FROM documents").fetchone()[0] * PER_DOCUMENT / 10
    below = [(word, number) for word, number in counted if number <= top]
    numbers = np.array([number for _, number in below])
    wanted = np.geomspace(1, numbers[-1], WORD_COUNT)
    places = np.unique(np.searchsorted(numbers, wanted).clip(0, len(below) - 1))
    print(f"words: {len(places)}, in {numbers[places[0]]} to {numbers[places[-1]]} blocks each")
    return [below[place][0] for place in places]


def bare(connection: sqlite3.Connection, word: str) -> None:
    connection.execute(
        "SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ? ORDER BY rank LIMIT 20",
        [match(terms(word))],
    ).fetchall()


def clocks() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def since(begun: tuple[float, float]) -> tuple[float, float]:
    return time.process_time() - begun[0], time.perf_counter() - begun[1]


def tell(taken: dict[str, list[tuple[float, float]]]) -> None:
    cpu = {name: np.array(times)[:, 0] * 1e3 for name, times in taken.items()}
    wall = {name: np.array(times)[:, 1] * 1e3 for name, times in taken.items()}
    for name, times in cpu.items():
        half, most = np.percentile(times, [50, 95])
        print(
            f"{name:<7} median {half:7.1f} ms, 95 % {most:7.1f} ms of CPU; "
            f"wall {np.percentile(wall[name], 50):.1f} and {np.percentile(wall[name], 95):.1f} ms"
        )
    ratio = np.percentile(cpu["search"], 95) / np.percentile(cpu["bare"], 95)
    print(
        f"search to bare query, at the 95th percentile: {ratio:.2f}; "
        f"in all: {cpu['search'].sum() / cpu['bare'].sum():.2f}"
    )


if __name__ == "__main__":
    what, where, *more = sys.argv[1:]
    {"make": make, "ask": ask}[what](
        Path(where), int(more[0]) if more else {"make": 1_000_000, "ask": 3}[what]
    )
