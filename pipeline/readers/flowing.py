"""Formats whose text flows (DOCX, ODT, RTF, HTML): paragraphs are whole, pages not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.readers.joining import is_ended
from pipeline.readers.lines import Line, as_item, clean
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, TABLE_ROW

Hanging = TypeVar("Hanging")

_LONGEST_HEADING = 200  # a longer paragraph in a heading style is text that was styled wrongly
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_SMALL = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Words(Generic[Hanging]):
    """The words of one paragraph as they are met, and what hangs on them: text boxes, notes."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0  # of the letters
    sizes: Counter[float] = field(default_factory=Counter)  # letters of each size, in points
    hanging: list[Hanging] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(part.strip() for part in self.parts)

    def add(self, text: str, *, bold: bool, size: float) -> None:
        """Go on with `text`, whose letters look so; `size` is in points."""
        self.parts.append(text)
        if text.strip():
            self.letters += len(text)
            self.bold += len(text) * bold
            self.sizes[size] += len(text)

    def lines(
        self, size: float, *, level: int | None = None, label: str = "", depth: int | None = None
    ) -> Iterator[Line]:
        """The paragraph's lines, tabs kept: a manual line break ends one, unless in a sentence.

        `size` is that of letters that say none, `level` that of a heading style; `label` is the
        number that the program puts before the paragraph, or the bullet, if it has a `depth`.
        """
        if level is not None and self.letters > _LONGEST_HEADING:
            level = None
        look = Line(
            kind=PARAGRAPH if level is None else HEADING,
            text="",
            level=level,
            bold=self.letters > 0 and self.bold == self.letters,
            size=self.sizes.most_common(1)[0][0] if self.sizes else size,
        )
        parts = [part for part in clean("".join(self.parts)).split("\n") if part.strip()]
        for number, (part, below) in enumerate(pairwise([*parts, ""])):
            goes_on = below.lstrip()[:1].islower() and not is_ended(part)
            cells = (" ".join(cell.split()) for cell in part.split("\t"))
            line = look._replace(text="\t".join(filter(None, cells)), full=goes_on)
            yield as_item(line) if number else _labelled(line, label, depth)


def _labelled(line: Line, label: str, depth: int | None) -> Line:
    if depth is not None:
        return line._replace(kind=LIST_ITEM, marker=label, level=depth)
    return line._replace(text=f"{label} {line.text}") if label else as_item(line)


def table_lines(
    rows: Sequence[Sequence[tuple[Iterable[Line], int]]], tables: Iterator[int], gap: bool
) -> Iterator[Line]:
    """A table's rows, each cell its lines and the columns that it spans; nested tables come after.

    A table of one column is a frame, and what stands in it is text. `tables` numbers this one, and
    `gap` says that white space stands before it.
    """
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            for lines, _ in row:
                yield from lines
        return
    number = next(tables)
    for row in rows:
        texts: list[str] = []
        nested: list[Line] = []
        for cell, span in row:
            lines = list(cell)
            nested.extend(line for line in lines if line.kind is TABLE_ROW)
            own = [line.text for line in lines if line.kind is not TABLE_ROW]
            texts.extend(["\n".join(own).replace("\t", " "), *[""] * (span - 1)])
        yield Line(kind=TABLE_ROW, text="\t".join(texts), table=number, gap=gap)
        yield from nested
        gap = False


def numeral(number: int, form: str) -> str:
    """`number` in one of the forms `1`, `01`, `a`, `A`, `i`, `I`: `3`, `03`, `c`, `C`, `iii`."""
    if form in ("a", "A"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "A" else letter
    if form in ("i", "I"):
        roman = _roman(number)
        return roman.upper() if form == "I" else roman
    return f"{number:02d}" if form == "01" else str(number)


def _roman(number: int) -> str:
    parts = []
    for worth, sign in _ROMAN + _ROMAN_SMALL:
        times, number = divmod(number, worth)
        parts.append(sign * times)
    return "".join(parts)
