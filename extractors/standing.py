"""Where a line stands: outside the saksliste or in it, and under which titles and year."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.dates import year_in
from extractors.reading import Reading
from schemas.document import Block


def outside_agenda(reading: Reading) -> tuple[Block, ...]:
    """The body without the saksliste, which only names what the rest tells."""
    agenda = reading.outline.agenda
    return reading.body[: agenda.first] + reading.body[agenda.end :]


def that_tell(reading: Reading) -> tuple[Block, ...]:
    """`outside_agenda` and the rows of the saksliste that tell of their case below its title."""
    agenda = reading.outline.agenda
    told = (b for b in reading.body[agenda.first : agenda.end] if any(map(_tells, b.cells)))
    return (*reading.body[: agenda.first], *told, *reading.body[agenda.end :])


def _tells(cell: str) -> bool:
    """`Budsjett`, and on lines below it a sentence."""
    _, *lines = cell.split("\n")
    return any(line.endswith(".") and " " in line for line in lines)


def titles_above(reading: Reading, block: Block) -> Iterator[str]:
    """The title of the case of `block`, then the headings over it, the nearest first."""
    for section in reading.outline.sections:
        if section.title and section.start <= block.start < section.end:
            yield reading.document.text[slice(*section.title)]
    yield from (heading.text for heading in reversed(reading.document.headings_above(block)))


def year_above(reading: Reading, block: Block, *nearer: str) -> int | None:
    """The year of the first line, of `nearer` and then the titles over `block`, that names one."""
    return next(filter(None, map(year_in, (*nearer, *titles_above(reading, block)))), None)
