"""Small files of our own making, and what becomes of a folder of them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline import ingest
from pipeline.settings import Settings

GOOD = "Protokoll fra Nordli ungdomsråd\n\nSak 1/24 Ny sykkelsti\n\nVedtak: Rådet sier ja.\n"


def word_file() -> bytes:
    document = docx.Document()
    for line in GOOD.splitlines():
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf_file(text: str = GOOD, picture: Image.Image | None = None) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    if picture:
        canvas.drawInlineImage(picture, 0, 0, 595, 842)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(72, 720 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def reasons(
    folder: Path,
    db: Path,
    settings: Settings | None = None,
    now: str = "2024-01-01T00:00:00+00:00",
) -> dict[str, str | None]:
    """Ingest `folder`, and tell what was wrong with each file."""
    plan = ingest.begin([folder], db, Settings(), now=now)
    done = ingest.take_in(plan.work, db, plan.run, settings or Settings(workers=2))
    return {Path(each.path).name: each.failure and each.failure.reason for each in done}
