"""A picture of a PDF page, with boxes marked as with a pen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import PdfDocument, PdfiumError

from pipeline.readers.pdf_words import Frame
from schemas.document import Box
from schemas.faults import Damaged

_PEN = (255, 225, 130)
_EDGE = (176, 96, 0)
_MARGIN = 2.0  # points that a box is wider than its words
_LONGEST = 3_000  # pixels; a page may be as large as a wall


def picture(path: Path, page: int, boxes: Sequence[Box], *, width: int = 1_000) -> bytes:
    """Page `page` (from 1) as PNG, `width` pixels wide. Raises Damaged if it cannot be drawn."""
    try:
        with PdfDocument(path) as document:
            sheet = document[page - 1]
            frame = Frame.of(sheet)
            scale = min(width / frame.width, _LONGEST / frame.height)
            drawn = sheet.render(scale=scale).to_pil().convert("RGB")
    except (PdfiumError, IndexError, ZeroDivisionError) as error:
        raise Damaged from error
    held = io.BytesIO()
    _marked(drawn, boxes, scale).save(held, "PNG", compress_level=3)
    return held.getvalue()


def _marked(drawn: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """Multiplied, as ink is: what is black stays black."""
    pen = Image.new("RGB", drawn.size, "white")
    draw = ImageDraw.Draw(pen)
    for box in boxes:
        corners = (
            (box.x0 - _MARGIN) * scale,
            (box.y0 - _MARGIN) * scale,
            (box.x1 + _MARGIN) * scale,
            (box.y1 + _MARGIN) * scale,
        )
        draw.rectangle(corners, fill=_PEN, outline=_EDGE, width=2)
    return ImageChops.multiply(drawn, pen)
