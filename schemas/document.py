"""A document as it was read: its text, cut into blocks that know their place.

`Document.text` is all blocks' texts joined by single newlines, in reading order, furniture (running
headers, page numbers) included. Offsets are code points into that text, ends exclusive. Nothing is
normalised after reading, so an offset always means the same words.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Self

from pydantic import InstanceOf, model_validator

from schemas.base import Value


class Source(Value):
    """A file's bytes and where they came from. All reading is done from these bytes."""

    path: str
    name: str
    data: bytes
    sha256: str

    @classmethod
    def of(cls, path: str, data: bytes) -> Self:
        """Wrap `data`; the name is the last part of `path`."""
        name = path.replace("\\", "/").rsplit("/", 1)[-1]
        return cls(path=path, name=name, data=data, sha256=hashlib.sha256(data).hexdigest())


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


# As names of their own: to be looked up in the enum costs many times as much.
HEADING, PARAGRAPH, LIST_ITEM, TABLE_ROW = BlockKind


class Box(NamedTuple):
    """A rectangle on a PDF page, in points, origin at the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document and where they stand. Cut from blocks, never typed."""

    # No pydantic: each claim has one, and their types need no proof, as they are only cut below.

    start: int
    end: int
    page: int | None
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text.strip():
            raise ValueError(f"evidence without words at {self.start}..{self.end}")


class Block(NamedTuple):
    """One logical line: a paragraph, a heading, a list item or a table row.

    Soft line breaks inside it have been joined and words put together again. Only table rows hold
    newlines (between the lines of one cell) and tabs (between cells). `seq` counts from 0, `start`
    is the offset of its first character: its place, which `Document.of` gives it.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    box: Box | None = None
    level: int | None = None  # headings: 1 is the highest; list items: 1 is the outermost
    marker: str = ""  # the bullet a list item had; numbers and letters stay in the text
    table: int | None = None  # rows of one table share this number
    bold: bool = False  # the whole line is set in bold
    gap: bool = False  # white space stands before it
    furniture: bool = False  # running header or footer, page number
    confidence: float | None = None  # how sure OCR was (0..1); None where it was not asked
    seq: int = 0
    start: int = 0

    @property
    def end(self) -> int:
        """Offset just past the last character."""
        return self.start + len(self.text)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, stripped; a block that is no row is one cell."""
        if self.kind is not TABLE_ROW:
            return (self.text,)
        return tuple(cell.strip() for cell in self.text.split("\t"))

    def cut(self, first: int = 0, last: int | None = None) -> Evidence:
        """Evidence for `text[first:last]`, without white space at its ends.

        Raises ValueError if there are no words between the two.
        """
        words = self.text[first:last]
        start = self.start + first + len(words) - len(words.lstrip())
        words = words.strip()
        return Evidence(start, start + len(words), self.page, words)

    def cut_cell(self, number: int) -> Evidence:
        """Evidence for one cell of a table row, counted from 0."""
        cells = self.text.split("\t")
        first = sum(len(cell) + 1 for cell in cells[:number])
        return self.cut(first, first + len(cells[number]))


Draft = Block  # as a reader yields it, before it has its place in the document


class Document(Value):
    """What was read out of one file: the one value that everything after the readers works on."""

    source_name: str
    sha256: str
    format: str
    text: str
    blocks: tuple[InstanceOf[Block], ...]
    pages: int | None = None
    title: str | None = None  # the file's own metadata, not what the text says
    remarks: tuple[str, ...] = ()  # what the reader doubts, in words for people
    scanned_pages: tuple[int, ...] = ()  # pages with pictures and no usable text

    @classmethod
    def of(
        cls,
        source: Source,
        format: str,
        drafts: Iterable[Draft],
        *,
        pages: int | None = None,
        title: str | None = None,
        remarks: tuple[str, ...] = (),
        scanned_pages: tuple[int, ...] = (),
    ) -> Self:
        """Give each draft its place. Drafts without words are left out."""
        blocks: list[Block] = []
        start = 0
        for draft in drafts:
            if draft.text.strip():
                blocks.append(draft._replace(seq=len(blocks), start=start))
                start += len(draft.text) + 1
        return cls(
            source_name=source.name,
            sha256=source.sha256,
            format=format,
            text="\n".join([block.text for block in blocks]),
            blocks=tuple(blocks),
            pages=pages,
            title=title,
            remarks=remarks,
            scanned_pages=scanned_pages,
        )

    @model_validator(mode="after")
    def _blocks_tile_the_text(self) -> Self:
        if any(b.start != a.start + len(a.text) + 1 for a, b in pairwise(self.blocks)):
            raise ValueError("blocks do not tile the text")
        return self

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the furniture, in reading order."""
        return tuple(block for block in self.blocks if not block.furniture)

    def part(self, first: int, end: int) -> Document:
        """The blocks from number `first` up to `end` as a document; its offsets begin at 0."""
        blocks = self.blocks[first:end]
        start = blocks[0].start if blocks else 0
        moved = (
            block._replace(seq=seq, start=block.start - start) for seq, block in enumerate(blocks)
        )
        text = self.text[start : blocks[-1].end] if blocks else ""
        # Not a copy: what has been worked out of all blocks is not true of some of them.
        fields = {name: getattr(self, name) for name in Document.model_fields}
        return Document(**fields | {"text": text, "blocks": tuple(moved)})

    def cut(self, blocks: Sequence[Block]) -> Evidence:
        """Evidence from the first of `blocks` to the last, with whatever stands between."""
        return self.cut_text(blocks[0].start, blocks[-1].end)

    def cut_text(self, start: int, end: int) -> Evidence:
        """Evidence for `text[start:end]`, without white space at its ends; it may cross blocks."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        page = self.block_at(start).page
        return Evidence(start, start + len(words), page, words)

    def words(self, evidence: Evidence) -> str:
        """The evidence's text without the furniture that a page break put inside it."""
        if "\n" not in evidence.text:
            return evidence.text
        inside = [b for b in self.between(evidence.start, evidence.end) if not b.furniture]
        parts = (self.text[max(b.start, evidence.start) : min(b.end, evidence.end)] for b in inside)
        return "\n".join(parts)

    def between(self, start: int, end: int) -> Iterator[Block]:
        """Blocks that share a character with `start..end`."""
        first = self._index_at(start)
        for block in self.blocks[first:]:
            if block.start >= end:
                return
            if block.end > start:
                yield block

    def block_at(self, offset: int) -> Block:
        """The block that holds the character at `offset`."""
        return self.blocks[self._index_at(offset)]

    def headings_above(self, block: Block) -> tuple[Block, ...]:
        """The headings that `block` stands under, outermost first; itself not counted."""
        return self._heading_paths[block.seq]

    @cached_property
    def _heading_paths(self) -> tuple[tuple[Block, ...], ...]:
        paths: list[tuple[Block, ...]] = []
        open_headings: tuple[Block, ...] = ()
        for block in self.blocks:
            if block.kind is HEADING and not block.furniture:
                level = block.level or 1
                open_headings = tuple(h for h in open_headings if (h.level or 1) < level)
                paths.append(open_headings)
                open_headings = (*open_headings, block)
            else:
                paths.append(open_headings)
        return tuple(paths)

    def _index_at(self, offset: int) -> int:
        return min(bisect_left(self._ends, offset), len(self.blocks) - 1)

    @cached_property
    def _ends(self) -> list[int]:
        return [block.end for block in self.blocks]
