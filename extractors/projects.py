"""Projects: every place where a document names one, and how far it says that it has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.facts import extract_facts
from extractors.fields import field
from extractors.gain_statements import gain_heads
from extractors.gains import extract_gains
from extractors.headed_tables import HeadedRow
from extractors.numbers import head
from extractors.project_facts import (
    area_of,
    brief_status,
    lead_in,
    phase_of,
    status_of,
    value_of,
)
from extractors.project_names import (
    Name,
    acronyms_in,
    cut_name,
    defined_short_forms,
    made_in,
    may_name,
    names_in,
    same_project,
    started_in,
)
from extractors.project_places import (
    listed_in,
    listed_reach,
    names_document,
    project_rows,
    standing_in,
    stands_as_title,
)
from extractors.reading import Reading
from extractors.sections import IS_TOLD_OF, Sections, announces_projects, is_sentence, title_start
from extractors.states import state_of_field
from extractors.vocabulary import fold, has_any, marks, words_in
from schemas.claims import ProjectMention
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, TABLE_ROW, Block, Evidence

_GUESSED = 0.8  # confidence: `Årsmelding 2022` and a line below it may name a project
_LONGEST_OPENING = 120  # characters
_OPENING_WORDS = 2  # at most before the name: «Prosjektet Trygg natt har kostet …»
_WORD_GOES_ON = re.compile(r"\w")


class Seed(NamedTuple):
    """A name found in a block; `reach` is the stretch of text that is about it, if any is."""

    block: Block
    name: Name
    reach: tuple[int, int] | None
    confidence: float


def extract_projects(reading: Reading) -> Iterator[ProjectMention]:
    """Every place that says something of a project, once per name and block."""
    sections = reading.view(Sections)
    seeds = [*_seeds(reading, sections), *_owners_of_gains(reading)]
    seeds = _without_echoes([*seeds, *_titled(reading, sections, seeds)])
    facts = reading.claims(extract_facts) if seeds else ()
    sure = (fact for fact in facts if fact.confidence > _GUESSED)
    whose = {fold(fact.value) for fact in sure if fact.field == "organisation"}
    seeds = [seed for seed in seeds if fold(seed.name.text) not in whose]
    aliases = _aliases(reading.document.text, seeds)
    for seed in sorted(seeds, key=lambda seed: seed.block.start + seed.name.start):
        others = [s for s in seeds if s.name.text not in (seed.name.text, *aliases[seed.name.text])]
        yield _mention(reading, sections, seed, aliases[seed.name.text], others)
    for row in reading.view(project_rows):
        yield _row_mention(row)


def _seeds(reading: Reading, sections: Sections) -> Iterator[Seed]:
    """The projects by where they stand and by the words that name them."""
    listed: list[str] = []
    for block in reading.body:
        for name in listed_in(block):
            listed.append(name.text)
            yield Seed(block, name, None, 0.9)
        standing = standing_in(block, sections, listed)
        if standing is not None:
            is_listed = any(same_project(standing.text, name) for name in listed)
            is_heading = block.kind is HEADING and is_listed
            of_it = listed_reach(block, sections, listed) if is_heading else sections.reach(block)
            if names_document(block, reading):
                of_it = block.start, len(reading.document.text)
            yield Seed(block, standing, of_it, 0.9)
        elif may_name(block.text) and not announces_projects(block):
            yield from _named(reading, block, sections)


def _titled(reading: Reading, sections: Sections, seeds: list[Seed]) -> Iterator[Seed]:
    """Blocks that open with what is called a project elsewhere: `PS 9/22 Ny skole – oppstart`.

    A heading rules its section; a paragraph (`Arkivløftet er i rute.`) is about it.
    """
    called = [seed.name.text for seed in seeds]
    called += [row.cell("project") or "" for row in reading.view(project_rows)]
    names = dict.fromkeys(map(fold, called))
    openings = tuple(names)
    opens = marks(names)
    for block in reading.body if names else ():
        is_heading = block.kind is HEADING
        if not (is_heading or block.kind is PARAGRAPH) or not has_any(opens, block.text):
            continue
        case = head(block.text) if is_heading else None
        start = case.rest if case else title_start(block) if is_heading else 0
        opening = fold(block.text[start : start + _LONGEST_OPENING])
        if not opening.startswith(openings) or not (is_heading or is_sentence(block.text)):
            continue
        for name in names:
            if opening.startswith(name) and not _WORD_GOES_ON.match(opening, len(name)):
                found = cut_name(block.text, start, start + len(name), "title")
                yield Seed(block, found, sections.reach(block), 0.7)


def _named(reading: Reading, block: Block, sections: Sections) -> Iterator[Seed]:
    """The projects that the words of `block` name.

    A title rules its section. A list item, or a paragraph that opens with the project, goes on with
    it or tells what was started or made, is about it from that sentence on; others mention it in
    passing.
    """
    for name in names_in(block.text):
        of_it = sections.reach(block) if sections.is_title(block) else None
        if (of_it or stands_as_title(block, sections)) and names_document(block, reading):
            of_it = block.start, len(reading.document.text)
        opens = len(block.text[: name.start].split()) <= _OPENING_WORDS
        is_told = block.kind is PARAGRAPH and (opens or _goes_on(reading, block, name))
        if block.kind is LIST_ITEM or is_told:
            of_it = of_it or _from_sentence(reading, block, name, sections)
        yield Seed(block, name, of_it, 0.8)
    told = [started_in(block.text)]
    if block.kind is PARAGRAPH and "prosjektet" in words_in(block.text):
        told.append(made_in(block.text))
    for name in filter(None, told):
        yield Seed(block, name, _from_sentence(reading, block, name, sections), 0.6)


def _goes_on(reading: Reading, block: Block, name: Name) -> bool:
    """Whether a paragraph that names one project has a sentence that opens with `Prosjektet`."""
    names = {other.text for other in names_in(block.text)}
    after = (s.text for s in reading.sentences(block) if s.start > block.start + name.end)
    return len(names) == 1 and any(map(IS_TOLD_OF.match, after))


def _owners_of_gains(reading: Reading) -> Iterator[Seed]:
    """What brought a gain is a project too, though nothing else says so."""
    for gain in reading.claims(extract_gains):
        if gain.project is not None:
            block = reading.document.block_at(gain.evidence.start)
            at = block.text.find(gain.project)
            if at >= 0:
                name = cut_name(block.text, at, at + len(gain.project), "owner")
                yield Seed(block, name, None, 0.6)


def _from_sentence(
    reading: Reading, block: Block, name: Name, sections: Sections
) -> tuple[int, int]:
    """From the sentence that names it to the end of what `block` rules."""
    return _sentence(reading, block, name).start, sections.reach(block)[1]


def _without_echoes(seeds: list[Seed]) -> list[Seed]:
    """The seeds without those whose words an earlier or a longer one of the same block holds."""
    kept: list[Seed] = []
    for seed in sorted(seeds, key=lambda seed: seed.name.start - seed.name.end):
        if not any(_holds(other, seed) for other in kept):
            kept.append(seed)
    return kept


def _holds(outer: Seed, inner: Seed) -> bool:
    return (
        outer.block is inner.block
        and outer.name.start <= inner.name.start
        and inner.name.end <= outer.name.end
    )


def _aliases(text: str, seeds: list[Seed]) -> dict[str, tuple[str, ...]]:
    """The other names of each name: those like it, and the short forms that `text` defines."""
    names = list(dict.fromkeys(seed.name.text for seed in seeds))
    acronyms = acronyms_in(text) if names else []
    return {
        name: (
            *(other for other in names if other != name and same_project(other, name)),
            *dict.fromkeys(defined_short_forms(text, acronyms, name)),
        )
        for name in names
    }


def _mention(
    reading: Reading,
    sections: Sections,
    seed: Seed,
    aliases: tuple[str, ...],
    others: list[Seed],
) -> ProjectMention:
    """The seed with what the document says of it around the place."""
    document, block, name = reading.document, seed.block, seed.name
    evidence = _sentence(reading, block, name)
    told = _told(reading, seed, others) if seed.reach else evidence.text
    under = sections.under(block) if seed.reach else ()
    fields = {f.meaning: b for b in under if (f := field(b))}
    status, status_text = status_of(sections, fields.get("status"), told)
    if status is None and name.rule == "projects.label":
        status, status_text = brief_status(block)
    return ProjectMention(
        evidence=evidence,
        rule=name.rule,
        confidence=seed.confidence,
        name=name.text,
        aliases=aliases,
        status=status,
        status_text=status_text,
        phase=phase_of(value_of(sections, fields["phase"]) if "phase" in fields else None),
        area=area_of(block, sections),
        lead=lead_in(told),
        text=document.words(evidence),
        reach=seed.reach,
    )


def _row_mention(row: HeadedRow) -> ProjectMention:
    """What a row in a table of projects says of one."""
    evidence = row.block.cut()
    status_text = row.cell("status")
    state = state_of_field(status_text or "")
    return ProjectMention(
        evidence=evidence,
        rule="projects.row",
        confidence=0.9,
        name=" ".join((row.cell("project") or "").split()),
        status=state.meaning if state else None,
        status_text=status_text,
        phase=phase_of(row.cell("phase")),
        area=row.cell("area"),
        lead=row.cell("lead"),
        text=evidence.text,
        reach=(row.block.start, row.block.end),
    )


def _told(reading: Reading, seed: Seed, others: list[Seed]) -> str:
    """The sentences of the seed's reach, without those that name one of the others."""
    start, end = seed.reach or (0, 0)
    named = [other.block.start + other.name.start for other in others]
    named = [at for at in named if start <= at < end]
    return "\n".join(
        sentence.text
        for block in reading.document.between(start, end)
        if not block.furniture and not _heads_gains(block)
        for sentence in reading.sentences(block)
        if sentence.start >= start and not any(sentence.start <= at < sentence.end for at in named)
    )


def _heads_gains(block: Block) -> bool:
    """`Gevinst | Planlagt | Realisert`."""
    return block.kind is TABLE_ROW and bool(gain_heads(block))


def _sentence(reading: Reading, block: Block, name: Name) -> Evidence:
    """The sentence of `block` that holds the name; of a table row, the cell."""
    if block.kind is TABLE_ROW:
        return block.cut_cell(block.text[: name.start].count("\t"))
    at = block.start + name.start
    return next((s for s in reading.sentences(block) if s.start <= at < s.end), block.cut())
