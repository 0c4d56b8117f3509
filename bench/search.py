"""What search costs in a large archive: any form of a word against the bare exact index.

Usage: python bench/search.py [BLOCKS]. Fills an archive with BLOCKS blocks (200 000) of words drawn
from our own samples, so that some are in every third block, and prints for each query CPU
milliseconds (the least of three) for the index alone, ranking every exact match, and for `search`.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.lemmas import lemmas_of
from pipeline.search import search
from pipeline.store import Archive, open_archive

TEXTS = Path(__file__).parents[1] / "samples" / "texts"
QUERIES = ("og", "vedtak", "kommunane", "innstillingen", "kommunestyret vedtar", '"ble godkjent"')


def rows(count: int) -> Iterator[tuple[object, ...]]:
    words = re.findall(r"\w+", " ".join(f.read_text("utf-8") for f in sorted(TEXTS.iterdir())))
    rng = random.Random(1)
    for seq in range(count):
        text = " ".join(rng.choices(words, k=rng.choice((3, 5, 8, 15, 25, 40))))
        yield f"b{seq}", "d", seq, "paragraph", text, lemmas_of(text), 0, 1, 0


def fill(archive: Archive, count: int) -> None:
    columns = "id, document_id, seq, kind, text, lemmas, char_start, char_end, furniture"
    with archive.conn:
        archive.execute(
            """
            INSERT INTO documents (id, sha256, path, name, format, status, ingested_at, version)
            VALUES ('d', 'd', 'd.txt', 'd.txt', 'txt', 'ok', '', '')
            """
        )
        sql = f"INSERT INTO blocks ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        archive.conn.executemany(sql, rows(count))


def least(work: Callable[[], object]) -> float:
    """CPU milliseconds."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    ranked = "SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ? ORDER BY rank LIMIT 20"
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder, "a.db")) as archive:
        fill(archive, count)
        print(f"{'query':<24}{'index alone':>12}{'search':>9}{'ratio':>8}")
        for words in QUERIES:
            bare = words if words.startswith('"') else " ".join(f'"{w}"' for w in words.split())
            query = f"text : ({bare})"
            alone = least(lambda query=query: archive.execute(ranked, [query]).fetchall())
            ours = least(lambda words=words: search(archive.conn, words, limit=20))
            print(f"{words:<24}{alone:>9.1f} ms{ours:>6.1f} ms{ours / max(alone, 0.01):>8.2f}")


if __name__ == "__main__":
    main()
