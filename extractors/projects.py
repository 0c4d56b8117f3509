"""Projects: where a document names one, and what it says of how far it has come.

A project shows itself by the words that name it (`prosjektet ”Fri flyt”`) or by where it stands:
a heading in a status-of-projects case, a list item with `Status:` or `Gevinster:` under it, a name in
a saksliste's cell that lists projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from extractors.gains import statements
from extractors.project_names import (
    Name,
    defined_short_forms,
    first_clause,
    is_name,
    made_in,
    names_in,
    same_project,
    started_in,
)
from extractors.reading import Reading
from extractors.sections import (
    PROJECT_TITLE,
    Sections,
    announces_projects,
    field,
    is_sentence,
    title,
)
from extractors.vocabulary import shelf
from schemas.claims import ProjectMention, ProjectStatus
from schemas.document import Block, BlockKind, Evidence

_TELLING = {"status", "gains"}  # the fields that make what they stand under a project
_LABELLED = re.compile(r"([^:.]{8,140}):\s+(?=[A-ZÆØÅ])")
_LISTED = re.compile(r"\s*[\n•·]\s*")
_NAMED_HEADING = re.compile(r"[A-ZÆØÅ]\w+prosjektet")  # «Bibliotekprosjektet»
_THE_PROJECT = re.compile(r"\bprosjektet\b", re.IGNORECASE)
_PERSON = r"(?P<name>[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w.-]*){0,2}\s+[A-ZÆØÅ][\w-]+)"
_NAME_AFTER = re.compile(rf"\s*:?\s+{_PERSON}")
_NAME_BEFORE = re.compile(rf"{_PERSON}\s+(?:ble|vart|blei|er)\s+(?:\w+\s+){{0,2}}(?:som\s+)?$")


class Seed(NamedTuple):
    """A name found in a block; `owns` says that what stands under the block is about it."""

    block: Block
    name: Name
    owns: bool


class State(NamedTuple):
    """How far something has come, and where in the text the words that say so stand."""

    meaning: ProjectStatus
    start: int
    end: int


def extract_projects(reading: Reading) -> Iterator[ProjectMention]:
    """Every place that says something of a project, once per name and block."""
    sections = Sections(reading)
    seeds = _without_echoes(_seeds(reading, sections))
    names = list(dict.fromkeys(seed.name.text for seed in seeds))
    for seed in seeds:
        yield _mention(reading, sections, seed, names)


def state_in(text: str) -> State | None:
    """The last state that `text` states outright, not as a wish or a condition."""
    last = None
    sentence_has_condition = False
    at = 0
    for hit in shelf("states").find(text):
        if re.search(r"[.!?]\s", text[at : hit.start]):
            sentence_has_condition = False
        at = hit.end
        if hit.meaning == "unless":
            sentence_has_condition = True
        elif not sentence_has_condition:
            last = State(cast(ProjectStatus, hit.meaning), hit.start, hit.end)
    return last


def _seeds(reading: Reading, sections: Sections) -> Iterator[Seed]:
    """Projects by where they stand, then by their names in the text, then by the gains they gave."""
    listed: list[str] = []
    for block in reading.body:
        for name in _listed(block):
            listed.append(name.text)
            yield Seed(block, name, owns=False)
        standing = _by_place(block, sections, listed)
        if standing is not None:
            yield Seed(block, standing, owns=True)
        elif not announces_projects(block):
            yield from _by_words(block, sections)
    for statement in statements(reading, sections):
        if statement.owner is not None:
            yield Seed(statement.block, statement.owner, owns=False)


def _listed(block: Block) -> Iterator[Name]:
    """The names in a cell that lists projects: `Status prosjekter • DigiVet • Trygg heim`."""
    if block.kind is not BlockKind.TABLE_ROW:
        return
    start = 0
    for cell in block.text.split("\t"):
        opening, *rest = _LISTED.split(cell.strip())
        announced = shelf("projects").meaning(opening) == "announcement"
        for words in rest if announced else ():
            at = block.text.find(words, start)
            if is_name(words):
                yield Name(words, at, at + len(words), "projects.listed")
        start += len(cell) + 1


def _by_place(block: Block, sections: Sections, listed: list[str]) -> Name | None:
    """The project that `block` is the title or the item of, by where it stands."""
    if block.kind is BlockKind.TABLE_ROW or (field(block) and not _is_area(block)):
        return None
    colon = PROJECT_TITLE.match(block.text)
    if colon and len(block.text) < 150:
        return _cut(block, colon.end(), len(block.text.rstrip()), "projects.title")
    if _NAMED_HEADING.fullmatch(block.text.strip()):
        return _cut(block, 0, len(block.text.rstrip()), "projects.title")
    if block.kind is BlockKind.HEADING:
        return _titled(block, sections, listed)
    if _has_fields(block, sections) or _is_labelled_sibling(block, sections):
        label = _LABELLED.match(block.text)
        return _cut(block, 0, label.end(1), "projects.label") if label else first_clause(block.text)
    return _announced_item(block, sections)


def _titled(block: Block, sections: Sections, listed: list[str]) -> Name | None:
    """A heading under one that announces projects, or with a project's fields right under it."""
    text = block.text
    area = shelf("fields").at_start(text)
    start = area.end if area and area.meaning == "area" else 0
    above = [b for b in sections.above(block) if sections.is_title(b)]
    name = _cut(block, start, len(text.rstrip(" :")), "projects.heading")
    if _has_fields(block, sections) and shelf("fields").meaning(title(block)) is None:
        return name if is_name(name.text) and announces_any(above) else None
    if start or not above or not announces_projects(above[-1]) or is_sentence(name.text):
        return None
    if listed:
        return name if any(same_project(name.text, other) for other in listed) else None
    return name if is_name(name.text) else None


def announces_any(above: list[Block]) -> bool:
    return any(announces_projects(b) for b in above)


def _announced_item(block: Block, sections: Sections) -> Name | None:
    """An item under `Andre prosjekter:`, or one that begins `Innføring av` among the projects."""
    above = sections.above(block)
    if block.kind is not BlockKind.LIST_ITEM or not announces_any(list(above)):
        return None
    name = first_clause(block.text)
    hit = shelf("projects").at_start(block.text)
    begins = hit is not None and hit.meaning == "undertaking"
    in_list = announces_projects(above[-1]) and above[-1].kind is not BlockKind.HEADING
    if not (begins or in_list) or is_sentence(name.text) or not is_name(name.text):
        return None
    return name


def _is_area(block: Block) -> bool:
    own = field(block)
    return own is not None and own.meaning == "area"


def _has_fields(block: Block, sections: Sections) -> bool:
    """Whether `Status:` or `Gevinster:` stands right under `block`."""
    own = (field(b) for b in sections.under(block) if sections.above(b)[-1] is block)
    return any(f is not None and f.meaning in _TELLING for f in own)


def _is_labelled_sibling(block: Block, sections: Sections) -> bool:
    """Whether `block` opens with a label, as do its siblings that have fields under them.

    Three paragraphs `Integrasjon mot X: …`, of which two are followed by `Gevinster:`, are three
    projects.
    """
    above = sections.above(block)
    if block.kind is not BlockKind.PARAGRAPH or not above or not _LABELLED.match(block.text):
        return False
    siblings = (b for b in sections.under(above[-1]) if sections.above(b) == above)
    return any(_LABELLED.match(b.text) and _has_fields(b, sections) for b in siblings)


def _by_words(block: Block, sections: Sections) -> Iterator[Seed]:
    """The projects that the words of `block` name."""
    owns = sections.is_title(block) or block.kind is BlockKind.LIST_ITEM
    for name in names_in(block.text):
        if is_name(name.text):
            yield Seed(block, name, owns)
    started = started_in(block.text)
    if started is not None:
        yield Seed(block, started, owns=True)
    made = made_in(block.text) if _THE_PROJECT.search(block.text) else None
    if made is not None and block.kind is BlockKind.PARAGRAPH:
        yield Seed(block, made, owns=True)


def _cut(block: Block, start: int, end: int, rule: str) -> Name:
    return Name(" ".join(block.text[start:end].split()), start, end, rule)


def _without_echoes(seeds: Iterator[Seed]) -> list[Seed]:
    """The seeds without those whose words lie inside another's of the same block."""
    found = list(seeds)
    return [
        seed
        for number, seed in enumerate(found)
        if not any(
            other.block is seed.block
            and other.name.start <= seed.name.start
            and seed.name.end <= other.name.end
            and (other.name != seed.name or at < number)
            for at, other in enumerate(found)
            if at != number
        )
    ]


def _mention(reading: Reading, sections: Sections, seed: Seed, names: list[str]) -> ProjectMention:
    """The seed with what the document says of it around the place."""
    document, block, name = reading.document, seed.block, seed.name
    under = sections.under(block) if seed.owns else ()
    sentence = _sentence(reading, block, name)
    evidence = document.cut((block, *under)) if under and _is_item(block) else sentence
    told = document.words(document.cut((block, *under))) if seed.owns else sentence.text
    own_fields = {f.meaning: b for b in under if (f := field(b)) is not None}
    status_text, state = _status(sections, own_fields.get("status"), told)
    aliases = [n for n in names if n != name.text and same_project(n, name.text)]
    aliases += defined_short_forms(document.text, name.text)
    return ProjectMention(
        evidence=evidence,
        rule=name.rule,
        confidence=0.9 if seed.owns else 0.7,
        name=name.text,
        aliases=tuple(dict.fromkeys(aliases)),
        status=state.meaning if state else None,
        status_text=status_text,
        area=_area(block, sections),
        lead=_lead(told),
        text=document.words(evidence),
        reach=sections.reach(block) if seed.owns else None,
    )


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM


def _sentence(reading: Reading, block: Block, name: Name) -> Evidence:
    """The sentence of `block` that holds the name; of a table row, the cell."""
    if block.kind is BlockKind.TABLE_ROW:
        return block.cut_cell(block.text[: name.start].count("\t"))
    at = block.start + name.start
    inside = (s for s in reading.sentences(block) if s.start <= at < s.end)
    return next(inside, block.cut())


def _status(
    sections: Sections, labelled: Block | None, told: str
) -> tuple[str | None, State | None]:
    """The words that tell how far the project has come, and what they mean."""
    if labelled is not None:
        own = field(labelled)
        words = labelled.text[own.value :] if own else ""
        words = words.strip() or " ".join(b.text for b in sections.under(labelled))
        return words or None, state_in(words)
    state = state_in(told)
    return (told[state.start : state.end] if state else None), state


def _area(block: Block, sections: Sections) -> str | None:
    """The service area that a heading above gives: `Tjenesteområde Oppvekst`."""
    for above in (*reversed(sections.above(block)), block):
        hit = shelf("fields").at_start(above.text)
        if hit is not None and hit.meaning == "area" and sections.is_title(above):
            return above.text[hit.end :].strip(" :") or None
    return None


def _lead(told: str) -> str | None:
    """Who leads the project: `Prosjektleder: N N`, `prosjektleder N N`, `N N ble ansatt som …`."""
    for hit in shelf("fields").find(told):
        if hit.meaning == "lead":
            named = _NAME_AFTER.match(told, hit.end) or _NAME_BEFORE.search(told[: hit.start])
            if named:
                return named["name"]
    return None
