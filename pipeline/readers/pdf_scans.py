"""PDF pages that have to be read from their picture: rendered, read by OCR, and set in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pypdfium2 import PdfDocument

from pipeline.readers.limits import Limits, ManyScans
from pipeline.readers.lines import Line
from pipeline.readers.misread import with_strokes, years_of
from pipeline.readers.pdf_words import Run
from pipeline.readers.scans import DPI, OcrFailed, Sheet

_SAME_SIZE = 0.1  # of a size: OCR measures letters by their outlines, which differ
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


class Print(NamedTuple):
    """What the sheets of one document have in common: sizes of letters, years of case numbers.

    `sizes` gives for each size as measured the one that it is likely to be printed in.
    """

    sizes: Mapping[float, float]
    years: frozenset[str]

    @classmethod
    def of(cls, sheets: Collection[Sheet]) -> Print:
        """What all of `sheets` have."""
        words = (word.text for sheet in sheets for line in sheet.lines for word in line)
        return cls(sizes_of(sheets), years_of(words))


def words_on(sheet: Sheet, common: Print) -> list[Run]:
    """The sheet's words by line, what OCR takes for letters in numbers put right."""
    lines = []
    for line in sheet.lines:
        words = [word for word in line if word.confidence >= _SURE or len(word.text) > 2]
        texts = with_strokes([word.text for word in words], common.years)
        if words:
            first = words[0]  # as all others of its line
            x0s, x1s = [word.x0 for word in words], [word.x1 for word in words]
            size = common.sizes[first.size]
            lines.append(Run(texts, x0s, x1s, first.base, size, first.bold))
    return lines


def sizes_of(sheets: Iterable[Sheet]) -> dict[float, float]:
    """For each size of letters as measured, the size that they are likely to be printed in.

    The size of most letters is one, and so is what is nearly of that size; then of the rest.
    """
    left = Counter(word.size for sheet in sheets for line in sheet.lines for word in line)
    sizes: dict[float, float] = {}
    while left:
        usual = max(left, key=lambda size: sum(left[near] for near in _near(size, left)))
        for near in _near(usual, left):
            sizes[near] = usual
            del left[near]
    return sizes


def _near(size: float, sizes: Iterable[float]) -> list[float]:
    return [other for other in sizes if abs(other - size) < _SAME_SIZE * size]


def in_place(lines: Iterable[Line], sheets: Mapping[int, Sheet]) -> Iterator[Line]:
    """`lines` with those that OCR read where they are seen on their page, and how sure it was."""
    for line in lines:
        sheet = sheets.get(line.page or 0)
        if sheet is None or line.box is None:
            yield line
        else:
            box, confidence = sheet.back(line.box), sheet.confidence_in(line.box)
            yield line._replace(box=box, confidence=1.0 if confidence is None else confidence)
