"""Tables of tasks: `Hva | Hvem | Frist`."""

from __future__ import annotations

from extractors.column_heads import heads_tasks, task_meanings
from extractors.headed_tables import Columns, HeadedRow, rows_under
from extractors.reading import Reading
from schemas.document import Block


def tasks_in(reading: Reading) -> list[list[HeadedRow]]:
    """The rows with a task; one that only goes on with the task in small letters is of the same."""
    tasks: list[list[HeadedRow]] = []
    for row in rows_under(reading.body, _task_heads):
        task = row.cell("task") or ""
        goes_on = task[:1].islower() and not row.cell("responsible") and not row.cell("due")
        if goes_on and tasks and tasks[-1][-1].block.seq == row.block.seq - 1:
            tasks[-1].append(row)
        elif task:
            tasks.append([row])
    return tasks


def _task_heads(block: Block) -> Columns:
    """The meanings of tasks.toml."""
    meanings = task_meanings(block) if heads_tasks(block) else ()
    columns: dict[str, int] = {}
    for number, meaning in enumerate(meanings):
        if meaning is not None:
            columns.setdefault(meaning, number)
    return columns
