"""What was put on a PDF page afterwards (ISO 32000, 12.5): text on it, comments beside it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.readers.lines import Line, clean
from pipeline.readers.pdf_words import Frame, Run
from schemas.document import Box

_COMMENTS = (
    *(pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE),
    *(pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_CARET),
)
_HIDDEN = 2  # a flag: shown neither on the screen nor on paper
_FONT_SIZE = re.compile(r"([\d.]+)\s+Tf")
_USUAL_SIZE = 11.0
_LEADING = 1.2  # times the letters' size
_LETTER = 0.5  # times the letters' size: about the width of a letter
_INSIDE = 2.0  # points between the box and its text


class Notes(NamedTuple):
    """`typed` is text that is seen on the page, as lines of words; `comments` open on a click."""

    typed: list[Run]
    comments: list[Line]


def notes_on(page: pdfium.FPDF_PAGE, frame: Frame, number: int) -> Notes:
    """The text typed on page `number`, from 1, and the comments made to it, as furniture.

    A comment is about the document and not of it: it is kept and found, and nothing is read of it.
    """
    notes = Notes([], [])
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            text = _string(annotation, b"Contents").strip()
            if not text or pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                continue
            if kind == pdfium.FPDF_ANNOT_FREETEXT:
                notes.typed.extend(_typed(text, _box(annotation, frame), _size(annotation)))
            elif kind in _COMMENTS:
                words = clean(" ".join(text.split()))
                box = _box(annotation, frame)
                notes.comments.append(Line(text=words, page=number, box=box, furniture=True))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return notes


def _typed(text: str, box: Box, size: float) -> Iterator[Run]:
    """The lines of `text` with about the places that its words have in the box."""
    for number, line in enumerate(re.split(r"[\r\n]+", text)):
        base = box.y0 + _INSIDE + size * (1 + number * _LEADING)
        words = list(re.finditer(r"\S+", line))
        if words:
            left = box.x0 + _INSIDE
            yield Run(
                [word.group() for word in words],
                [left + word.start() * _LETTER * size for word in words],
                [left + word.end() * _LETTER * size for word in words],
                base,
                size,
                bold=False,
            )


def _box(annotation: pdfium.FPDF_ANNOTATION, frame: Frame) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    (ax, ay), (bx, by) = frame.seen(rect.left, rect.bottom), frame.seen(rect.right, rect.top)
    return Box(x0=min(ax, bx), y0=min(ay, by), x1=max(ax, bx), y1=max(ay, by))


def _size(annotation: pdfium.FPDF_ANNOTATION) -> float:
    """The size of the letters that the annotation's default appearance gives."""
    said = _FONT_SIZE.search(_string(annotation, b"DA"))
    return float(said[1]) or _USUAL_SIZE if said else _USUAL_SIZE


def _string(annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
