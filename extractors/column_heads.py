"""The heads of a table's columns: what they mean, and which table they make it.

A saksliste (`Saksnr. | Arkivsaksnr. | Tittel`), the bodies that treat one case (`Saksnr.: Utvalg
Møtedato`), cases treated in rows (`Sak nr. | Tekst | Ansvar`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.rolls import columns as roll_columns
from extractors.vocabulary import fold, shelf
from schemas.document import TABLE_ROW, Block

_NUMBER_HEAD = re.compile(r"sak(?:s|en)?[ -]?(?:nr|nummer)\.?$", re.IGNORECASE)
_OF_CASE = re.compile(r"(?:utvalg|utval)?sak", re.IGNORECASE)
_AND = re.compile(r"\s*[/+&]\s*|\s+og\s+", re.IGNORECASE)
_NUMBER_AND_TITLE = 2  # heads that may both be a number's
_LONGEST_HEAD = 3  # words of a column's head
OF_ONE_CASE = {"number", "body"}  # columns of the list of bodies that treat it


def heads_cases(block: Block) -> bool:
    """A table's heads with a case number's among them, and not those of a list of people."""
    if not is_row_of_heads(block):
        return False
    numbered = any(head_meaning(cell.strip(" :")) == "number" for cell in block.cells if cell)
    return numbered and not roll_columns(block.cells)


def head_meanings(cells: Sequence[str]) -> tuple[str | None, ...]:
    """What each head means; of `Nr | Sak` without a title's head, the second is the title's."""
    found = [head_meaning(cell.strip(" :")) for cell in cells]
    if "title" not in found and found.count("number") == _NUMBER_AND_TITLE:
        found[len(found) - 1 - found[::-1].index("number")] = "title"
    return tuple(found)


def column_meanings(block: Block) -> set[str]:
    """What the heads mean, if the block holds nothing but column heads.

    Beside a number and a title, some heads may be words we do not know.
    """
    if block.kind is TABLE_ROW:
        cells = [cell.strip(" :") for cell in block.cells if cell]
        meanings = head_meanings(cells)
        known = [meaning for meaning in meanings if meaning]
        strange = [cell for cell, meaning in zip(cells, meanings, strict=True) if meaning is None]
    else:
        text = block.text.lstrip().replace(":", " ")
        if shelf("columns").at_start(text) is None:
            return set()
        words = fold(text)
        hits = list(shelf("columns").find(words))
        known = [hit.meaning for hit in hits]
        nexts = [*(hit.start for hit in hits[1:]), len(words)]
        between = (words[hit.end : start] for hit, start in zip(hits, nexts, strict=False))
        strange = [word for gap in between for word in gap.strip(" .").split()]
    heads = not strange or (
        {"number", "title"} <= set(known) and len(strange) < len(known) and may_be_heads(strange)
    )
    return set(known) if known and heads else set()


def is_row_of_heads(block: Block) -> bool:
    """Several heads, one at least that we know: `Utvalgssakstype/nr. | Arkivsaksnr. | Tittel`."""
    if block.kind is not TABLE_ROW:
        return False
    heads = [cell.strip(" :") for cell in block.cells if cell]
    return len(heads) > 1 and may_be_heads(heads) and any(map(head_meaning, heads))


@lru_cache(maxsize=1_000)  # each cell of a table is asked by all who look for heads
def head_meaning(head: str) -> str | None:
    """What a column's head means; `Utvalsaksnr` and `Utv.saknr.` end as other numbers do."""
    known = shelf("columns").near_meaning(head) or _joined(head)
    if known is None and _NUMBER_HEAD.search(head) and "arkiv" not in fold(head):
        return "number"
    return known


def _joined(head: str) -> str | None:
    """`Vedtak / oppfølging`, `Ansvar og frist`: the first of two that we know."""
    if not any(joint in head.lower() for joint in ("/", "+", "&", "og")):
        return None
    parts = _AND.split(head)
    known = (shelf("columns").meaning(part) for part in parts if len(parts) > 1)
    return next((meaning for meaning in known if meaning), None)


def may_be_heads(cells: Sequence[str]) -> bool:
    """Each is a few words without figures."""
    return not any(c.isdigit() for cell in cells for c in cell) and all(
        len(cell.split()) <= _LONGEST_HEAD for cell in cells
    )


def is_case_table(block: Block) -> bool:
    """«Saksnr.: Utvalg Møtedato»: the head of the list of bodies that treat one case."""
    return column_meanings(block) >= OF_ONE_CASE


def heads_tasks(block: Block) -> bool:
    """`Nr. | Hva | Hvem | Frist`: heads of what is to be done, not of what is to be treated."""
    if block.kind is not TABLE_ROW:
        return False
    return {"task", "responsible"} <= set(task_meanings(block))


def task_meanings(block: Block) -> tuple[str | None, ...]:
    """What each head of a table of tasks means.

    Beside whose they are and by when, one strange head is the task's own: `Aksjon | Ansvarlig |
    Frist`.
    """
    heads = [cell.strip(" :") for cell in block.cells]
    found = [_task_meaning(head) for head in heads]
    if "task" in found or not {"responsible", "due"} <= set(found) or not may_be_heads(heads):
        return tuple(found)
    before = heads[: found.index("responsible")]
    strange = [i for i, head in enumerate(before) if not head_meaning(head) and not found[i]]
    if len(strange) == 1 and not any(map(_is_of_another, before)):
        found[strange[0]] = "task"
    return tuple(found)


@lru_cache(maxsize=1_000)  # a table's rows are asked by all who look for tasks
def _task_meaning(head: str) -> str | None:
    return shelf("tasks").near_meaning(head)


def _is_of_another(head: str) -> bool:
    """A head of cases (`Saksnr.`), gains or projects, which have someone responsible too."""
    known = any(shelf(name).meaning(head) for name in ("gain_columns", "fields", "projects"))
    return known or _OF_CASE.match(head) is not None
