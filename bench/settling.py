"""What settling a project across documents costs as more and more documents mention it.

Usage: python bench/settling.py [DOCUMENTS]. Lands so many short minutes (1 000 if not said) that
all mention one project, and prints the CPU milliseconds a document of the first and of the last
hundred.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from pipeline.examine import examine
from pipeline.rows import rows_of
from pipeline.store import land, open_archive
from schemas.document import Source

HUNDRED = 100
MINUTES = """Protokoll fra møte i styret for Fjordregionen

Sak {number}/24 Status for prosjekter

Prosjektet «Trygg heim» er i drift i {number} heimer.
"""


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    spent = []
    with tempfile.TemporaryDirectory() as place, open_archive(Path(place, "arkiv.db")) as archive:
        for number in range(documents):
            name = f"protokoll-{number}.txt"
            record = examine(Source.of(name, MINUTES.format(number=number).encode()))
            assert any(row.table == "project_mentions" for row in record.rows)
            begun = time.process_time()
            land(archive, rows_of(record), path=name, version="1", now="2026-01-01T00:00:00")
            spent.append((time.process_time() - begun) * 1000)
    first, last = statistics.median(spent[:HUNDRED]), statistics.median(spent[-HUNDRED:])
    print(f"{documents} documents: {first:.1f} ms among the first, {last:.1f} ms among the last")


if __name__ == "__main__":
    main()
