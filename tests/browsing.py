"""The reading room in a real browser: for tests, and for pictures of every page.

`python -m tests.browsing FOLDER` reads the samples and writes the pictures into FOLDER.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datasette.utils import tilde_encode
from playwright.sync_api import Browser, sync_playwright

from tests.making import reasons

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZES = {"bred": {"width": 1280, "height": 900}, "smal": {"width": 390, "height": 844}}

# A page of each kind; what is in {} is the answer to a query.
PAGES = {
    "forside": "/",
    "sok": "/sok?q=skole",
    "sok-ingen-treff": "/sok?q=finnesikke",
    "sak": "/sak/{SELECT v.case_id FROM vedtak AS v JOIN recommendations AS r"
    " ON r.case_id = v.case_id ORDER BY v.versus_recommendation <> 'endret' LIMIT 1}",
    "sak-stemmer": "/sak/{SELECT v.case_id FROM votes AS x JOIN vedtak AS v ON v.id = x.vedtak_id"
    " WHERE v.case_id IS NOT NULL LIMIT 1}",
    "mote": "/mote/{SELECT meeting_id FROM attendance GROUP BY 1 ORDER BY count(*) DESC LIMIT 1}",
    "prosjekt": "/prosjekt/{SELECT project_id FROM project_mentions GROUP BY 1"
    " ORDER BY count(DISTINCT document_id) DESC LIMIT 1}",
    "person": "/navn/{SELECT m.entity_id FROM mentions AS m JOIN actions AS a"
    " ON a.responsible = m.name LIMIT 1}",
    "organisasjon": "/navn/{SELECT entity_id FROM mentions WHERE kind = 'organisasjon' LIMIT 1}",
    "kilde-pdf": "/kilde/vedtak/{SELECT v.id FROM vedtak AS v JOIN documents AS d"
    " ON d.id = v.document_id WHERE d.format = 'pdf' AND v.page > 1 LIMIT 1}",
    "kilde-docx": "/kilde/vedtak/{SELECT v.id FROM vedtak AS v JOIN documents AS d"
    " ON d.id = v.document_id WHERE d.format = 'docx' LIMIT 1}",
    "kvalitet": "/kvalitet",
    "kvalitet-advarsler": "/kvalitet?alvor=advarsel",
    "data": "/arkiv",
    "tabell": "/arkiv/vedtaksliste?_facet=utfall",
    "rad": "/arkiv/vedtak/{SELECT id FROM vedtak LIMIT 1}",
    "sporring": "/arkiv/navneliste?navn=a",
    "sql": "/arkiv?sql=SELECT+*+FROM+saker+LIMIT+5",
    "finnes-ikke": "/sak/finnesikke",
}


def addresses(archive: Path) -> dict[str, str]:
    """The pages of `archive`, by name."""
    connection = sqlite3.connect(archive)
    try:
        return {name: _filled(connection, page) for name, page in PAGES.items()}
    finally:
        connection.close()


def _filled(connection: sqlite3.Connection, page: str) -> str:
    before, brace, query = page.partition("{")
    if not brace:
        return page
    return before + tilde_encode(connection.execute(query.rstrip("}")).fetchone()[0])


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """Where `motebok serve` shows `archive`, which it does until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", "serve"]
    room = subprocess.Popen(
        [*program, "--db", str(archive), "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(address).close()
                break
            except OSError:
                assert room.poll() is None, "the room did not open"
                time.sleep(0.1)
        yield address
    finally:
        room.terminate()
        room.wait()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def photograph(archive: Path, folder: Path) -> None:
    """A picture of every page, wide and narrow."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(archive) as room, chromium() as browser:
        for size, viewport in SIZES.items():
            page = browser.new_page(viewport=viewport)
            for name, address in addresses(archive).items():
                page.goto(room + address, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
            page.close()


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("Chromium is not installed (apt-get install chromium).")
    with tempfile.TemporaryDirectory() as place:
        samples_archive = Path(place, "arkiv.db")
        reasons(ROOT / "samples" / "documents", samples_archive)
        photograph(samples_archive, Path(sys.argv[1]))
