"""Activities: the pieces of work that an annual report lists under its themes.

An annual report tells what was done in one of two ways, and which one decides what an item is.
Some list: bullets under theme headings, and what is written in whole paragraphs between them is
commentary. Others only tell, one piece of work to a paragraph. A report is of the kind that most of
its text is. A list that a longer paragraph leads up to is a part of that paragraph, not of the list
of work: `… og i fjor var det tre oppgaver:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.fields import field
from extractors.project_names import standing_quoted
from extractors.reading import Reading
from extractors.sections import (
    Sections,
    announces_projects,
    is_open,
    is_sentence,
    title,
    told_under,
)
from extractors.states import states_in
from extractors.vocabulary import shelf
from schemas.claims import Activity
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, Block

_OPENING = 8  # blocks in which a report says what it is
_LONGEST_TITLE = 100
_FEWEST_WORDS = {PARAGRAPH: 4, LIST_ITEM: 3}
_SHORT = 10  # words
_SENTENCE_INSIDE = re.compile(r"[a-zæøå)]\.\s+[A-ZÆØÅ]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def extract_activities(reading: Reading) -> Iterator[Activity]:
    """The work an annual report accounts for; nothing from documents of other kinds."""
    name = _report_title(reading)
    if name is None:
        return
    years = _YEAR.findall(name.text)
    year = int(years[-1]) if years else None
    sections = reading.view(Sections)
    units = _units(reading, sections, name)
    titles = _titles(reading, sections, year)
    after = _after_work_heading(reading, sections)
    work = [block for block in after if _is_work(block, sections, name, titles)]
    items = [b for b in work if b.kind is LIST_ITEM]
    told = [b for b in work if b.kind is PARAGRAPH]
    for block in items if len(items) > len(told) else told:
        evidence = block.cut()
        state = next(states_in(evidence.text), None)
        group = _group(block, sections) or _unit(block, sections, units)
        yield Activity(
            evidence=evidence,
            rule="activities.item" if block.kind is LIST_ITEM else "activities.paragraph",
            confidence=0.9 if block.kind is LIST_ITEM else 0.7,
            text=evidence.text,
            theme=_theme(block, sections),
            group_name=title(group) if group else None,
            status=state.meaning if state else None,
            year=year,
        )


def _report_title(reading: Reading) -> Block | None:
    """The line that says that the document is an annual report: `Årsmelding 2023`.

    None if it is not one, as where `Årsmelding 2023` is a case in a meeting.
    """
    for block in reading.document.blocks[:_OPENING]:
        if len(block.text) > _LONGEST_TITLE:
            continue
        meanings = {hit.meaning for hit in shelf("activities").find(block.text)}
        if "meeting" in meanings:
            return None
        if "report" in meanings:
            return block
    return None


def _after_work_heading(reading: Reading, sections: Sections) -> Sequence[Block]:
    """The blocks after the heading `Aktiviteter`, or all of them where there is no such heading."""
    for number, block in enumerate(reading.body):
        if sections.is_title(block) and _says(block, "work"):
            return reading.body[number + 1 :]
    return reading.body


def _titles(reading: Reading, sections: Sections, year: int | None) -> dict[int, bool]:
    """The titles, by number, and whether what stands under each may be work done."""
    titles = (b for b in reading.body if sections.is_title(b) or is_open(b))
    return {b.seq: not (sections.is_owner(b) or _rules_out(b, year)) for b in titles}


def _is_work(block: Block, sections: Sections, report: Block, titles: dict[int, bool]) -> bool:
    """Whether `block` is a paragraph or list item under a theme, and tells of work done."""
    if block.kind not in _FEWEST_WORDS or block.seq in titles or field(block) is not None:
        return False
    above = sections.above(block)
    themes = [b for b in above if b.seq in titles]
    return (
        bool(themes)
        and all(titles[b.seq] for b in themes)
        and themes[-1] is not _group(block, sections)
        and len(block.text.split()) >= _FEWEST_WORDS[block.kind]
        and not _is_aside(block, themes, report)
        and not any(_leads_up(b) for b in above if b.seq not in titles)
    )


def _leads_up(above: Block) -> bool:
    """Whether a list right after a paragraph is a part of what it tells.

    One whole sentence, `Talet på søkere gikk ned.`, tells its own.
    """
    whole = above.text.rstrip().endswith(".") and not _SENTENCE_INSIDE.search(above.text)
    return above.kind is PARAGRAPH and not whole


def _is_aside(block: Block, titles: Sequence[Block], report: Block) -> bool:
    """`Økonomi: Tilskotet var …`, and lines under the report's own title that tell nothing."""
    hit = shelf("activities").at_start(block.text)
    if hit is not None and block.text.startswith(":", hit.end):
        return True
    is_short = block.kind is PARAGRAPH and len(block.text.split()) < _SHORT
    return is_short and titles[-1] is report and not is_sentence(block.text)


def _group(block: Block, sections: Sections) -> Block | None:
    """The group whose work it is; a numbered heading without themes under it is a theme itself."""
    group = sections.group(block)
    return group if group and sections.has_headings(group) else None


def _units(reading: Reading, sections: Sections, report: Block) -> Sequence[Block]:
    """The headings over themes, where there are several alike: `Bibliotek`, `Servicetorg`.

    One alone is what all of the report is about, and `Aktiviteter i året` is no unit.
    """
    over = [
        block
        for block in reading.body
        if block.kind is HEADING
        and block is not report
        and sections.has_headings(block)
        and shelf("activities").at_start(title(block)) is None
        and not _YEAR.search(block.text)
        and not announces_projects(block)
    ]
    levels = [block.level for block in over]
    return [block for block in over if levels.count(block.level) > 1]


def _unit(block: Block, sections: Sections, units: Sequence[Block]) -> Block | None:
    """The unit right above the theme that `block` stands under."""
    headings = [above for above in sections.above(block) if above.kind is HEADING]
    return headings[-2] if len(headings) > 1 and headings[-2] in units else None


def _rules_out(above: Block, year: int | None) -> bool:
    """Whether what stands under the title `above` is something else than work done."""
    if field(above) or announces_projects(above) or told_under(above):
        return True
    if standing_quoted(above) is not None:
        return True  # «Prosjektet ‹Trygg natt›»
    # «Dette gjør vi videre i 2024» in the report of 2023
    is_ahead = year is not None and any(int(y) > year for y in _YEAR.findall(above.text))
    return is_ahead or _says(above, "organisation") or _says(above, "ahead")


def _says(heading: Block, meaning: str) -> bool:
    """Whether the heading begins with words of that meaning."""
    hit = shelf("activities").at_start(title(heading))
    return hit is not None and hit.meaning == meaning


def _theme(block: Block, sections: Sections) -> str:
    """The nearest title, and the lead-ins under it: `Tilbud til skolene – På Fjell skole`."""
    titles = [b for b in sections.above(block) if sections.is_title(b) or is_open(b)]
    nearest = max(n for n, b in enumerate(titles) if not is_open(b) or n == 0)
    return " – ".join(title(b) for b in titles[nearest:])
