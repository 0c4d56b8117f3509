"""PDF pages that have to be read from their picture: rendered, read by OCR, and set in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from pypdfium2 import PdfDocument

from pipeline.readers.limits import Limits, ManyScans
from pipeline.readers.lines import Line
from pipeline.readers.pdf_words import Word
from pipeline.readers.scans import DPI, OcrFailed, Sheet

_SAME_SIZE = 0.1  # of the usual size: OCR measures letters by their outlines, which differ
_SURE = 0.3  # a word of less is a speck or a scribble, if it is no more than two signs


def sheets_of(document: PdfDocument, numbers: Collection[int], limits: Limits) -> dict[int, Sheet]:
    """What OCR reads on the pages `numbers`, from 1; those that it cannot read are left out.

    Raises ManyScans if they are more than `limits` has time for.
    """
    if limits.ocr is None:
        return {}
    if len(numbers) > limits.scans:
        raise ManyScans(len(numbers))
    sheets = {}
    for number in numbers:
        page = document[number - 1]
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
        page.close()
        try:
            sheets[number] = limits.ocr(picture)
        except OcrFailed:
            continue
    return sheets


def words_on(sheet: Sheet) -> list[list[Word]]:
    """The sheet's words by line; letters of nearly the usual size have that size."""
    sizes = Counter(round(word.size, 1) for line in sheet.lines for word in line)
    usual = max(sizes, key=lambda size: _near(size, sizes), default=0.0)
    lines = []
    for line in sheet.lines:
        words = [word for word in line if word.confidence >= _SURE or len(word.text) > 2]
        if words:
            size = words[0].size
            size = usual if abs(size - usual) < _SAME_SIZE * usual else size
            lines.append([Word(w.text, w.x0, w.x1, w.base, size, w.bold) for w in words])
    return lines


def _near(size: float, sizes: Counter[float]) -> int:
    """How many words are of about that size."""
    return sum(n for other, n in sizes.items() if abs(other - size) < _SAME_SIZE * size / 2)


def in_place(lines: Iterable[Line], sheets: Mapping[int, Sheet]) -> Iterator[Line]:
    """`lines` with those that OCR read where they are seen on their page, and how sure it was."""
    for line in lines:
        sheet = sheets.get(line.page or 0)
        if sheet is None or line.box is None:
            yield line
        else:
            box, confidence = sheet.back(line.box), sheet.confidence_in(line.box)
            yield replace(line, box=box, confidence=1.0 if confidence is None else confidence)
