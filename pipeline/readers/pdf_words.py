"""The words of a PDF page and where they stand, with as few calls into pdfium as can be."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_NAME_LENGTH = ctypes.c_ulong(128)
_Name = ctypes.c_char * _NAME_LENGTH.value
# All that white space is but a line break; each is one character, and so is what stands for it.
_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES += "\u2028\u2029\u202f\u205f\u3000"
_HYPHEN = "\x02"


def quick(function: Any, result: type | None = ctypes.c_int) -> Any:
    """A function of pdfium's that takes its arguments unchecked: that is a third of the time."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_char_box = quick(pdfium.FPDFText_GetLooseCharBox, None)
_char_index = quick(pdfium.FPDFText_GetCharIndexFromTextIndex)
_char_origin = quick(pdfium.FPDFText_GetCharOrigin, None)
_char_matrix = quick(pdfium.FPDFText_GetMatrix)
_font_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font_info = quick(pdfium.FPDFText_GetFontInfo, None)


Point = tuple[float, float]


class Run(NamedTuple):
    """Words of one line in their order: what each says, and from where to where it goes.

    In points, origin at the top left; `base` is the line that their letters stand on.
    """

    texts: list[str]
    x0s: list[float]
    x1s: list[float]
    base: float
    size: float
    bold: bool

    def words(self) -> Iterator[Run]:
        """Each word by itself."""
        return map(self.part, range(len(self.texts)), range(1, len(self.texts) + 1))

    def part(self, first: int, end: int) -> Run:
        """The words from number `first` up to `end`."""
        return self._replace(
            texts=self.texts[first:end], x0s=self.x0s[first:end], x1s=self.x1s[first:end]
        )

    def chosen(self, choice: Sequence[bool]) -> Run:
        """The words for which `choice` is true."""
        return self._replace(
            texts=list(compress(self.texts, choice)),
            x0s=list(compress(self.x0s, choice)),
            x1s=list(compress(self.x1s, choice)),
        )

    def middles(self) -> Iterator[Point]:
        """A point inside each word."""
        y = self.base - 0.3 * self.size
        return (((x0 + x1) / 2, y) for x0, x1 in zip(self.x0s, self.x1s, strict=True))


class Frame(NamedTuple):
    """The visible part of a page and how often it is turned, a quarter clockwise at a time."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        """The page's crop box and its `/Rotate`."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        turns = pdfium.FPDFPage_GetRotation(page) % 4
        return cls(box.left, box.bottom, box.right, box.top, turns)

    @property
    def width(self) -> float:
        """The page's width as it is seen."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The page's height as it is seen."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Where PDF's point (x, y) is seen: from the left, and from the top."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def words_of(text_page: pdfium.FPDF_TEXTPAGE, frame: Frame) -> Iterator[Run]:
    """The page's words by pdfium's own lines, in the order of the page's content."""
    total = pdfium.FPDFText_CountChars(text_page)
    held = bytearray(2 * (total + 1))
    buffer = ctypes.c_ushort.from_buffer(held)
    written = max(pdfium.FPDFText_GetText(text_page, 0, total, buffer) - 1, 0)
    text = held[: 2 * written].decode("utf-16-le", errors="replace")
    same = written == total == len(text)  # else offsets in the text are not those of characters
    letters = _Letters(text_page, frame)
    for texts, firsts, lasts in _spans(text):
        if same:
            yield letters.run(texts, firsts, lasts)
        else:
            yield letters.run(texts, letters.indexed(firsts), letters.indexed(lasts))


def _spans(text: str) -> Iterator[tuple[list[str], list[int], list[int]]]:
    """The words of a page's text, line by line, and the first and the last character of each."""
    for space in _SPACES:
        text = text.replace(space, " ")
    # pdfium writes \x02 or \ufffe for a hyphen at a line's end, and no line break after it
    text = text.replace("\r", "\n").replace("\ufffe", _HYPHEN).replace(_HYPHEN, f"{_HYPHEN}\n")
    at = 0
    for line in text.split("\n"):
        if not line:  # as every second: pdfium writes two signs for a line break
            at += 1
            continue
        words: list[str] = []
        firsts: list[int] = []
        lasts: list[int] = []
        for word in line.split(" "):
            if word:
                words.append(word)
                firsts.append(at)
                at += len(word)
                lasts.append(at - 1)
            at += 1
        if line.endswith(_HYPHEN):
            at -= 1
            words[-1] = words[-1][:-1] + "-"
        if words and line != _HYPHEN:
            yield words, firsts, lasts


class _Letters:
    """What pdfium knows of single characters, asked through buffers that are made once."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, frame: Frame) -> None:
        address = ctypes.cast(text_page, ctypes.c_void_p).value
        self._raw = ctypes.c_void_p.from_param(address)  # made an argument once, not at each call
        self._frame = frame
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = _Name()
        self._at_box, self._at_matrix = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._at_x, self._at_y = ctypes.byref(self._x), ctypes.byref(self._y)
        self._at_name = ctypes.byref(self._name)

    def indexed(self, offsets: Iterable[int]) -> list[int]:
        """The characters at `offsets` in the text, which lacks some of them."""
        return [max(int(_char_index(self._raw, offset)), 0) for offset in offsets]

    def run(self, texts: list[str], firsts: Sequence[int], lasts: Sequence[int]) -> Run:
        """The words of a line, each known by its text and its first and last character."""
        raw, frame = self._raw, self._frame
        middle = firsts[len(firsts) // 2]  # the first may be a bullet of another font
        _char_origin(raw, middle, self._at_x, self._at_y)
        if frame.turns:
            x0s, x1s = self._turned(firsts, lasts)
            base = frame.seen(self._x.value, self._y.value)[1]
        else:
            x0s, x1s = self._upright(firsts, lasts)
            base = frame.top - self._y.value
        size: float = _font_size(raw, middle)
        if _char_matrix(raw, middle, self._at_matrix):
            # some programs write size 1 and scale the page
            size *= math.hypot(self._matrix.c, self._matrix.d)
        bold = self._is_bold(middle) and self._is_bold(lasts[-1])
        return Run(texts, x0s, x1s, base, size or 1.0, bold)

    def _upright(
        self, firsts: Iterable[int], lasts: Iterable[int]
    ) -> tuple[list[float], list[float]]:
        """Where words begin and end on a page that is not turned."""
        # No part of reading is asked as often: no call of our own.
        raw, box, at_box, left = self._raw, self._box, self._at_box, self._frame.left
        x0s: list[float] = []
        x1s: list[float] = []
        for first, last in zip(firsts, lasts, strict=True):
            _char_box(raw, first, at_box)
            x0s.append(box.left - left)
            if first != last:
                _char_box(raw, last, at_box)
            x1s.append(box.right - left)
        return x0s, x1s

    def _turned(
        self, firsts: Iterable[int], lasts: Iterable[int]
    ) -> tuple[list[float], list[float]]:
        """Where words begin and end on a page that is turned."""
        return [self._ends(first)[0] for first in firsts], [self._ends(last)[1] for last in lasts]

    def _ends(self, at: int) -> tuple[float, float]:
        """The sides of one character, wherever the page is turned."""
        _char_box(self._raw, at, self._at_box)
        box, frame = self._box, self._frame
        one, other = frame.seen(box.left, box.bottom)[0], frame.seen(box.right, box.top)[0]
        return min(one, other), max(one, other)

    def _is_bold(self, at: int) -> bool:
        """Whether the character's font calls itself bold."""
        _font_info(self._raw, at, self._at_name, _NAME_LENGTH, None)
        return _says_bold(self._name.value)


@lru_cache(256)
def _says_bold(font: bytes) -> bool:
    return _BOLD.search(font) is not None
