"""The saksliste: which cases the document lists, in whatever way it lists them.

Rows of a table (`35-24 | Tittel | Beslutning`), lines (`PS 1/26 Tittel`), a number and its title on
two lines, several cases run together in one line, or plain bullets without numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from extractors.column_heads import (
    OF_ONE_CASE,
    head_meaning,
    head_meanings,
    heads_tasks,
    is_row_of_heads,
    may_be_heads,
)
from extractors.dates import find_days
from extractors.labels import Label
from extractors.numbers import Head, Number, enumerated, head, is_archive_ref, numbers
from extractors.vocabulary import shelf
from schemas.document import HEADING, LIST_ITEM, TABLE_ROW, Block

# Labels that may stand inside a saksliste without ending it
_WITHIN = {"archive", "handler", "case_type", "agenda", "archive_code"}
UNFINISHED = re.compile(
    r"[-–,/]\s*$|\b(?:og|i|av|for|ved|til|om|på|med|de|det|den|samiske|fra|frå)\s*$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?]\s*$")
_ORDINAL = re.compile(r"[1-9]\d?", re.ASCII)
_NEXT_SENTENCE = re.compile(r"(?<=\w{4})\.\s+(?=[A-ZÆØÅ])")

_CASES = re.compile(r"sak(?:er|ar)?$", re.IGNORECASE)
_LONGEST_GROUP = 3  # words
_OF_LIST = {"number", "title"}  # columns
_LONGEST_REMARK = 60  # characters


class Item(NamedTuple):
    """A listed case; `title` is a stretch of the document's text, the others are cells' texts."""

    number: Number | None
    title: tuple[int, int] | None
    block: Block
    type: str | None = None
    handler: str | None = None
    archive_ref: str | None = None
    prefix: str | None = None


class Agenda(NamedTuple):
    """The listed cases, and which of the given blocks the list takes up (end exclusive)."""

    items: tuple[Item, ...] = ()
    first: int = 0
    end: int = 0


class Opening(NamedTuple):
    """Where a case begins: which line, its number, its title as offsets into the text."""

    line: int
    number: Number | None
    title: tuple[int, int] | None
    archive_ref: str | None = None


class Lines(NamedTuple):
    """A document's lines, the label of each, and what it means as a row of columns' heads.

    `year` is given if numbers begin with it.
    """

    blocks: Sequence[Block]
    labels: Sequence[Label | None]
    heads: Sequence[Set[str]]
    year: int | None

    def heads_case(self, at: int) -> bool:
        """Whether the line heads the list of bodies that treat one case."""
        return self.heads[at] >= OF_ONE_CASE


def find_agenda(lines: Lines) -> Agenda:
    """The first saksliste that lists anything; an empty one if there is none."""
    for i, mark in enumerate(lines.labels):
        is_header = lines.heads[i] >= _OF_LIST
        is_label = mark is not None and mark.meaning == "agenda" and not _is_past(mark)
        if is_header or is_label or _stands_over_numbers(lines, i):
            items, end = _read(lines, i if is_header else i + 1)
            if items and not _is_treatment(lines, items, end):
                return Agenda(tuple(items), i, end)
    return _unnamed(lines)


def is_told_before(lines: Lines, agenda: Agenda, at: int, number: Number) -> bool:
    """`Sak 4/31 ble ettersendt.` above the saksliste that has the case, which is treated below."""
    if at >= agenda.first or not any(i.number and i.number.is_same(number) for i in agenda.items):
        return False
    below = (head(block.text, lines.year) for block in lines.blocks[agenda.end :])
    return any(found is not None and found.number.is_same(number) for found in below)


def _unnamed(lines: Lines) -> Agenda:
    """A list without a head: numbers on lines next to each other that all come again below."""
    heads = [_listed_head(block, lines.year) for block in lines.blocks]
    for i, first in enumerate(heads):
        if first is None:
            continue
        items, end = _read(lines, i)
        listed = [item.number for item in items if item.number]
        later = [found.number for found in heads[end:] if found]
        if len(listed) > 1 and all(number.is_in(later) for number in listed):
            return Agenda(tuple(items), i, end)
        return Agenda()
    return Agenda()


def _listed_head(block: Block, year: int | None) -> Head | None:
    found = head(block.text.replace("\t", " "), year)
    return found if found is not None and found.number.year is not None else None


def _is_past(mark: Label) -> bool:
    """`Saker frå førre møte` lists no cases of this one."""
    return shelf("actions").says(mark.tail, "past")


def _is_treatment(lines: Lines, items: Sequence[Item], end: int) -> bool:
    """`SAKER:` may also stand over the cases themselves: new numbers follow, none comes again."""
    listed = [item.number for item in items if item.number is not None]
    heads = (head(block.text, lines.year) for block in lines.blocks[end:])
    later = [found.number for found in heads if found is not None and found.number.year]
    if not later and len(listed) == len(items):
        return _counts_on(lines, listed, end)
    return bool(listed) and bool(later) and not any(number.is_in(listed) for number in later)


def _counts_on(lines: Lines, listed: Sequence[Number], end: int) -> bool:
    """After `1. Dugnad` and what was told of it come `2. Brygge`, `3. Strøm`, and never `1.`.

    Or `1.` each time, where the numbers of a list were lost.
    """
    found = [_ordinal(enumerated(block.text)) for block in lines.blocks[end:]]
    below = [number.sequence for number in found if number is not None]
    if below and set(below) == {listed[0].sequence}:
        return len(listed) == 1 < len(below)
    place = last = listed[-1].sequence
    for sequence in below:
        place += sequence == place + 1
    again = any(number.sequence in below for number in listed)
    return not again and place - last >= max(2, len(listed))


def _stands_over_numbers(lines: Lines, at: int) -> bool:
    """Heads that we may not know, over rows that each are a case's number and its title."""
    block = lines.blocks[at]
    if block.kind is not TABLE_ROW:
        return False
    rows, heads = lines.blocks[at + 1 : at + 3], [cell for cell in block.cells if cell]
    if len(heads) < 2 or not may_be_heads(heads) or heads_tasks(block):
        return False
    known = {head_meaning(head.strip(" :")) for head in heads}
    listed = [_row_item(row, (), lines.year) for row in rows if row.table == block.table]
    found = [item.number for item in listed if item and item.number and item.title]
    dated = any(find_days(row.text) for row in rows)
    return len(found) == 2 and not dated and not known & {"body", "date"}


def _read(lines: Lines, start: int) -> tuple[list[Item], int]:
    """The items from `start` on, and where the list ends."""
    items: list[Item] = []
    columns: tuple[str | None, ...] = ()
    for i in range(start, len(lines.blocks)):
        block, mark = lines.blocks[i], lines.labels[i]
        if heads_tasks(block):
            return items, i
        if lines.heads[i] or (not items and is_row_of_heads(block)):
            columns = head_meanings(block.cells)
            continue
        if _is_group(lines, i):
            continue
        if _ends_list(block, mark):
            return items, i
        found, lead = _items_in(block, columns, lines.year)
        seen = [item.number for item in items if item.number]
        if found and any(item.number and item.number.is_in(seen) for item in found):
            return items, i  # the number comes again: this is the case itself
        if found:
            if lead and items and items[-1].title:  # «…SKOLENE 0044/03 NESTE TITTEL»
                items[-1] = items[-1]._replace(title=(items[-1].title[0], block.start + lead))
            items.extend(found)
            continue
        is_case = bool(items) and _heads_case(items[0], block)
        if is_case or (not _continue(items, block) and not _remarks(block)):
            return items, i
    return items, len(lines.blocks)


def _ends_list(block: Block, mark: Label | None) -> bool:
    return mark is not None and mark.meaning not in _WITHIN and not _names_a_case(block, mark)


def _remarks(block: Block) -> bool:
    """`Saksframlegg ettersendes`: a word on the papers of the case above."""
    hit = shelf("agenda").first(block.text)
    return hit is not None and len(block.text) <= _LONGEST_REMARK


def _is_group(lines: Lines, at: int) -> bool:
    """`Vedtakssaker`, `VT-saker:`: a short line over the numbered cases of one kind."""
    block, below = lines.blocks[at], lines.blocks[at + 1 : at + 2]
    words = block.text.strip(" :.")
    if not _CASES.search(words) or len(words.split()) > _LONGEST_GROUP or not below:
        return False
    return head(block.text, lines.year) is None and head(below[0].text, lines.year) is not None


def _names_a_case(block: Block, mark: Label) -> bool:
    """`- neste møte` or `3. Veien videre` as an item of the list is a case, not a label."""
    listed = block.kind is LIST_ITEM or enumerated(block.text) is not None
    return listed and mark.value is None


def _items_in(
    block: Block, columns: tuple[str | None, ...], year: int | None
) -> tuple[list[Item], int]:
    """The numbered cases in one row or line, and how many characters stand before the first."""
    if block.kind is TABLE_ROW:
        item = _row_item(block, columns, year)
        return ([item] if item else []), 0
    marks = _numbers_inside(block, year)
    opening = head(block.text, year)
    if opening is not None and len(marks) < 2:
        title = _span(block, opening.rest, len(block.text))
        return [Item(opening.number, title, block, archive_ref=opening.archive_ref)], 0
    if not marks:
        return [], 0
    ends = [start for _, start, _ in marks[1:]] + [len(block.text)]
    items = [
        Item(number, _span(block, end, until), block)
        for (number, _, end), until in zip(marks, ends, strict=True)
    ]
    return items, marks[0][1]


def _numbers_inside(block: Block, year: int | None) -> list[tuple[Number, int, int]]:
    """Case numbers run together in one line; the archive's (`04/01101`) are not cases."""
    found = numbers(block.text, year)
    return [n for n in found if n[0].year is not None and _opens_words(block.text, n[2])]


def _opens_words(text: str, at: int) -> bool:
    after = text[at : at + 3].strip(" :.-")
    return bool(after) and after[0].isupper()


def _row_item(block: Block, columns: tuple[str | None, ...], year: int | None) -> Item | None:
    cells = block.cells
    number = None
    place = -1
    for i, cell in enumerate(cells):
        found = numbers(cell, year)
        whole = head(cell, year)
        if (whole is not None and len(cell) <= 24) or (
            found and found[0][1] == 0 == len(cell) - found[0][2]
        ):
            number, place = (whole.number if whole else found[0][0]), i
            break
    named = (
        dict(zip(columns, range(len(cells)), strict=False)) if len(columns) == len(cells) else {}
    )
    if number is None:
        place = named.get("number", -1)
        digits = cells[place].strip(" .") if place >= 0 else ""
        number = Number(digits, None, int(digits), None) if _ORDINAL.fullmatch(digits) else None
    if number is None:
        return None
    archive_at = named.get("archive")
    if archive_at is None:
        archive_at = next(
            (i for i, c in enumerate(cells) if i != place and is_archive_ref(c)), None
        )
    title = named.get("title")
    if title is not None and is_archive_ref(cells[title]):  # the title stands in the row below
        archive_at, title = title, None
    elif title is None:
        others = [i for i, cell in enumerate(cells) if i not in (place, archive_at) and cell]
        title = max(others, key=lambda i: len(cells[i]), default=None)
    type_at = named.get("type")
    if type_at is None:
        type_at = next(
            (
                i
                for i, c in enumerate(cells)
                if i not in (place, title) and shelf("casetypes").meaning(c)
            ),
            None,
        )
    handler_at = named.get("handler")
    return Item(
        number,
        _cell_span(block, title) if title is not None else None,
        block,
        type=cells[type_at] or None if type_at is not None else None,
        handler=cells[handler_at] or None if handler_at is not None else None,
        archive_ref=cells[archive_at] or None if archive_at is not None else None,
    )


def _continue(items: list[Item], block: Block) -> bool:
    """Take a line without a case number into the list; False if the list has ended before it."""
    text = block.text
    numbered = any(item.number is not None and item.number.year for item in items)
    if block.kind is TABLE_ROW:
        return bool(items) and numbered and _append(items, block)
    if items and items[-1].title is None and items[-1].number is not None:
        items[-1] = items[-1]._replace(title=_span(block, 0, len(text)))
        return True
    if numbered:
        inside = _continues_title(items[-1], text)
        if inside:
            return _append(items, block)
        if shelf("closings").meaning(text) == "stand":
            items.append(Item(None, _span(block, 0, len(text)), block))
            return True
        return False
    label_of_item = enumerated(text)
    if label_of_item is None and items and _is_point(items[0], block):
        return True
    if label_of_item is not None or block.kind is LIST_ITEM:
        if label_of_item is not None and _SENTENCE.search(text) and len(text) > 120:
            return False
        first = label_of_item[1] if label_of_item else 0
        number = _ordinal(label_of_item)
        if number is not None and number.is_in(item.number for item in items if item.number):
            return False  # the number comes again: this is the case itself
        items.append(Item(number, _span(block, first, len(text)), block))
        return True
    return False


def _is_point(first: Item, block: Block) -> bool:
    """A bullet below `2. Budsjett`, or deeper than the cases: what is to be said of the case."""
    if block.kind is not LIST_ITEM or shelf("closings").meaning(block.text) == "stand":
        return False
    return first.number is not None or (block.level or 1) > (first.block.level or 1)


def _heads_case(first: Item, block: Block) -> bool:
    """`## 1. Dugnad` below a list of bullets: where a case is told, and the list has ended."""
    return block.kind is HEADING and first.block.kind is LIST_ITEM


def _ordinal(enumerator: tuple[str, int] | None) -> Number | None:
    if enumerator is None or not enumerator[0].isdigit():
        return None
    return Number(enumerator[0], None, int(enumerator[0]), None)


def _continues_title(last: Item, text: str) -> bool:
    """The title above ended in the middle, or this line begins in the middle."""
    if last.title is None or (_SENTENCE.search(text) and len(text) > 60):
        return False
    above = last.block.text
    return bool(UNFINISHED.search(above)) or text[:1].islower()


def _append(items: list[Item], block: Block) -> bool:
    title = items[-1].title
    first = title[0] if title else block.start
    items[-1] = items[-1]._replace(title=(first, block.end), block=block)
    return True


def _span(block: Block, first: int, last: int) -> tuple[int, int] | None:
    return (
        (block.start + first, block.start + last) if block.text[first:last].strip(" .:-–") else None
    )


def _cell_span(block: Block, number: int) -> tuple[int, int] | None:
    """The first sentence of a cell's first line; what stands after it is no title."""
    if not block.cells[number]:
        return None
    cut = block.cut_cell(number)
    line = cut.text.split("\n", 1)[0]
    sentence = _NEXT_SENTENCE.search(line)
    return (cut.start, cut.start + (sentence.start() if sentence else len(line)))
