"""What reading costs, against the fastest honest way to the same pages, paired in one run.

Usage: python bench/reading.py FOLDER [ROUNDS]. For each PDF below FOLDER: CPU milliseconds a page
(medians) for pypdfium2's bare text, for `read`, and for pdfplumber's `extract_text`. For each DOCX:
parsing its XML with lxml, `read`, and a bare python-docx body walk. Last, what `read` took for all
PDFs, against both of the others.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
from lxml import etree

from pipeline.readers import read
from schemas.document import Source


def bare_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def plumbed(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def bare_xml(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for _ in etree.fromstring(package.read("word/document.xml")).iter():
            pass


def walked(data: bytes) -> None:
    body = docx.Document(io.BytesIO(data)).element.body
    for paragraph in body.iterchildren():
        "".join(paragraph.itertext())


def ours(data: bytes) -> None:
    read(Source.of("", data))


def paired(ways: dict[str, Callable[[bytes], None]], data: bytes, rounds: int) -> dict[str, float]:
    """Median CPU milliseconds of each way, the ways taking turns."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begun = time.process_time()
            way(data)
            spent[name].append((time.process_time() - begun) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def main() -> None:
    folder = Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pdfs: dict[str, float] = defaultdict(float)  # what each way took for all of them
    for path in sorted(folder.rglob("*")):
        ways: dict[str, Callable[[bytes], None]]
        if path.suffix == ".pdf":
            ways = {"bare": bare_pdf, "pdfplumber": plumbed}
        elif path.suffix == ".docx":
            ways = {"bare": bare_xml, "python-docx": walked}
        else:
            continue
        data = path.read_bytes()
        pages = read(Source.of(path.name, data)).pages or 1
        spent = paired({**ways, "read": ours}, data, rounds)
        times = "  ".join(f"{name} {ms / pages:7.2f}" for name, ms in spent.items())
        print(f"{path.name:42} {times}  read/bare {spent['read'] / spent['bare']:5.2f}")
        for name, ms in spent.items() if path.suffix == ".pdf" else ():
            pdfs[name] += ms
    if pdfs:
        ratios = [f"read/{way} {pdfs['read'] / pdfs[way]:.3g}" for way in ("bare", "pdfplumber")]
        print(f"{'All pages of PDF together':42} {'  '.join(ratios)}")


if __name__ == "__main__":
    main()
