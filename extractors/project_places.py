"""Where projects stand: what in a document's structure says that a block names one.

A heading in a status-of-projects case, a list item with `Status:` or `Gevinster:` under it, an item
under `Andre prosjekter:`, a name in a saksliste's cell that lists projects, a row of their table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from extractors.fields import field, field_in
from extractors.headed_tables import Columns, HeadedRow, columns_of, rows_under
from extractors.kinds import names_other
from extractors.labels import label
from extractors.names import is_person_name
from extractors.numbers import head
from extractors.project_names import (
    Name,
    cut_name,
    first_clause,
    is_name,
    quoted_at,
    same_project,
    standing_quoted,
)
from extractors.reading import Reading
from extractors.sections import (
    LABELLED,
    PROJECT_TITLE,
    Sections,
    announces_projects,
    heads_project,
    is_sentence,
    title,
    title_start,
)
from extractors.states import states_in
from extractors.vocabulary import any_of, fold, shelf, words_in
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, TABLE_ROW, Block

_LISTED = re.compile(r"\s*[\n•·]\s*")
_NAMED_HEADING = re.compile(r"[A-ZÆØÅ]\w+prosjektet")  # «Arkivprosjektet»
_LONGEST_TITLE = 150
_OPENING = 150  # characters in which a text says how far its subject has come
_TOP = 8  # lines among which a document says which project it is about
_LONGEST_LABEL = 7  # words
_LONGEST_VALUE = 6  # words
_RUN_IN = re.compile(r"([A-ZÆØÅ\d][^:.]{2,80})\.\s+(?=[A-ZÆØÅ])")  # «Nytt arkiv. Arbeidet er …»
# «Sluttrapport – Nytt arkiv», «Prosjektplan for nytt arkiv»; not «Sluttrapport for perioden»
_REPORT_OF = re.compile(
    rf"{any_of('projects', 'report')}\s*(?:[–:-]|\sfor\s)\s*(?P<name>[^\W\d].*)",
    re.IGNORECASE,
)
_NO_PROJECT = re.compile(
    rf"\d|prosjekt|^{any_of('projects', 'no_subject')}\b|kommune$", re.IGNORECASE
)
_LINE_OF_SHEET = re.compile(r"[^:.]{3,40}:")
_OF_PROJECT = re.compile(r"[^:]*\bprosjekt", re.IGNORECASE)  # «Varighet av prosjekt: …»
# «Felles legevakt (FLYS)», «Prosjekt Felles legevakt (FLYS)», «Gevinstplan for nytt arkiv (NyArk)»
_WITH_SHORT_FORM = re.compile(
    rf"(?:{any_of('projects', 'project')}\s+|(?P<plan>\w+\s+for\s+))?"
    r"(?P<name>\w[^():]{2,80}) \((?:\w*[A-ZÆØÅ]){2}\w*\)",
    re.IGNORECASE,
)


def listed_in(block: Block) -> Iterator[Name]:
    """The names in a cell that lists projects: `Status prosjekter • DigiVann • Trygg heim`."""
    if block.kind is not TABLE_ROW:
        return
    start = 0
    for cell in block.text.split("\t"):
        opening, *names = _LISTED.split(cell.strip())
        if shelf("projects").meaning(opening) == "announcement":
            for words in filter(is_name, names):
                at = block.text.index(words, start)
                yield cut_name(block.text, at, at + len(words), "listed")
        start += len(cell) + 1


def project_rows(reading: Reading) -> list[HeadedRow]:
    """The rows of every table whose heads name a project and something told of it."""
    rows = rows_under(reading.body, project_heads)
    return [row for row in rows if _names_project(row.cell("project") or "")]


def _names_project(cell: str) -> bool:
    return is_name(cell) and shelf("amounts").meaning(cell) != "sum"


def project_heads(block: Block) -> Columns:
    """`Prosjekt | Status | Gevinster`: the meanings of fields.toml, and `project`."""

    def meaning(head: str) -> str | None:
        return "project" if heads_project(head) else shelf("fields").near_meaning(head)

    columns = columns_of(block, meaning)
    # «Prosjekt | Budsjett» is an account
    told = columns.keys() - {"project", "budget"}
    return columns if "project" in columns and told else {}


def standing_in(block: Block, sections: Sections, listed: list[str]) -> Name | None:
    """The project that `block` is the title or item of; `listed` are those the saksliste names."""
    if block.kind is TABLE_ROW:
        return _in_field(block)
    own = field(block)
    if sections.recurs(block) or (own is not None and own.meaning != "area"):
        return None
    text = block.text.strip()
    titled = PROJECT_TITLE.match(block.text)
    if titled and len(text) < _LONGEST_TITLE:
        quoted = quoted_at(block.text, titled.end())
        return quoted or cut_name(block.text, titled.end(), len(block.text), "title")
    if _NAMED_HEADING.fullmatch(text):
        return cut_name(block.text, 0, len(block.text), "title")
    whole = _with_short_form(block)
    if whole and (_is_of_one(block) if whole["plan"] else _is_below_report(block, sections)):
        return cut_name(block.text, *whole.span("name"), "title")
    report = _report_of(block) if stands_as_title(block, sections) else None
    if report is not None:
        return report
    if block.kind is HEADING:
        return standing_quoted(block) or _heading(block, sections, listed)
    if sections.is_owner(block) or _is_labelled_sibling(block, sections):
        labelled = LABELLED.match(block.text)
        if labelled:
            name = cut_name(block.text, 0, labelled.end(1), "label")
            return name if is_name(name.text) and _tells(block.text[labelled.end() :]) else None
        name = first_clause(block.text)
        return name if is_name(name.text) and not is_sentence(name.text) else None
    return _announced_item(block, sections)


def _with_short_form(block: Block) -> re.Match[str] | None:
    return _WITH_SHORT_FORM.match(block.text) if " (" in block.text else None


def stands_as_title(block: Block, sections: Sections) -> bool:
    """Whether `block` is a heading, or the first line, which is a title however it is set."""
    is_first = sections.before(block) is None and len(block.text) < _LONGEST_TITLE
    return block.kind is HEADING or (is_first and not is_sentence(block.text))


def _report_of(heading: Block) -> Name | None:
    """The project that a title says the document is about: `Sluttrapport – Nytt arkiv`."""
    of = _REPORT_OF.fullmatch(heading.text.strip())
    if of is None or quoted_at(heading.text, 0) or _NO_PROJECT.search(of["name"]):
        return None
    at = heading.text.index(of["name"])
    name = cut_name(heading.text, at, at + len(of["name"]), "title")
    return name if is_name(name.text) and not is_sentence(name.text) else None


def _tells(words: str) -> bool:
    """Whether what stands after a label tells of a project; `Dato: 3. mai` is a field."""
    return is_sentence(words) or len(words.split()) > _LONGEST_VALUE


def _in_field(block: Block) -> Name | None:
    """`Prosjekt | Digitalt tilsyn`: a row of two cells, what it says and the project."""
    head, *told = block.cells
    is_field = len(told) == 1 and heads_project(head)
    if not is_field or shelf("fields").meaning(told[0]) or not is_name(told[0]):
        return None
    at = block.text.index(told[0], len(head))
    return cut_name(block.text, at, at + len(told[0]), "label")


def names_document(block: Block, reading: Reading) -> bool:
    """Whether all of the document is about the project that `block` names.

    `Prosjekt: X` on top, or `Sluttrapport for prosjektet X`.
    """
    if all(block is not other for other in reading.body[:_TOP]):
        return False
    if _is_of_one(block):
        return True
    if _with_short_form(block) and _is_below_report(block, reading.view(Sections)):
        return True
    if _in_field(block) is not None:
        return True
    if not PROJECT_TITLE.match(block.text):
        return False
    return sum(PROJECT_TITLE.match(other.text) is not None for other in reading.body) == 1


def _is_of_one(block: Block) -> bool:
    """Whether `block` says that the document is a plan or a report: `Sluttrapport`."""
    return names_other(block.text)


def _is_below_report(block: Block, sections: Sections) -> bool:
    """Whether the line before it is the document's first and says that it is a report."""
    before = sections.before(block)
    return before is not None and _is_of_one(before) and sections.before(before) is None


def listed_reach(block: Block, sections: Sections, listed: list[str]) -> tuple[int, int]:
    """The text about a project that the saksliste lists: from its heading to the next one's.

    The headings between, as deep as its own (`Veien videre`), are parts of what is told of it.
    """
    announcer = sections.above(block)[-1]
    end = block.end
    for other in sections.under(announcer):
        if other.start > block.start:
            if other.kind is HEADING and _is_one_of(listed, title(other)):
                break
            end = other.end
    return block.start, end


def _is_one_of(listed: list[str], name: str) -> bool:
    return any(same_project(name, one) for one in listed)


def _heading(block: Block, sections: Sections, listed: list[str]) -> Name | None:
    """A heading right under one that announces projects, or with a project's fields under it."""
    above = [b for b in sections.above(block) if sections.is_title(b)]
    area = shelf("fields").at_start(block.text)
    called_area = area is not None and area.meaning == "area"
    start = area.end if area and called_area else title_start(block)
    name = cut_name(block.text, start, len(block.text), "heading")
    is_part = shelf("labels").meaning(name.text) is not None  # «Vurderinger»
    if is_part or not is_name(name.text) or is_sentence(name.text):
        return None
    if _is_called_project(block, sections) or _has_sheet(block, sections):
        return name
    if sections.is_owner(block):
        like_it = (_has_sheet(other, sections) for other in sections.siblings(block))
        return name if any(map(announces_projects, above)) or any(like_it) else None
    siblings = sections.siblings(block) if sections.told_of else ()
    if any(_is_called_project(other, sections) for other in siblings) and (
        _tells_state(block, sections) or "status" in _sheet(block, sections)
    ):
        return name
    is_area = called_area or any(map(sections.is_owner, sections.under(block)))
    if is_area or not above or not announces_projects(above[-1]):
        return None
    is_flat = above[-1].level == block.level
    if is_flat and len(name.text.split()) == 1 and not _tells_of_project(block, sections):
        return None  # «Kompetanseheving» after the projects, set as they are
    return name if not listed or _is_one_of(listed, name.text) else None


def _announced_item(block: Block, sections: Sections) -> Name | None:
    """An item under `Andre prosjekter:`, or one that begins `Innføring av` among the projects."""
    above = sections.above(block)
    if above and announces_projects(above[-1]):
        quoted = quoted_at(block.text, 0)
        if quoted is not None:
            return quoted
        labelled = _labelled(block)
        siblings = (_labelled(other) for other in sections.under(above[-1]))
        if labelled and len(list(filter(None, siblings))) > 1:
            return cut_name(block.text, 0, labelled.end(1), "label")
    if block.kind is not LIST_ITEM or not any(map(announces_projects, above)):
        return None
    opening = shelf("projects").at_start(block.text)
    begins = opening is not None and opening.meaning in ("undertaking", "project")
    in_list = announces_projects(above[-1]) and above[-1].kind is not HEADING
    name = first_clause(block.text)
    is_project = (begins or in_list) and is_name(name.text) and not is_sentence(name.text)
    return name if is_project else None


def _labelled(block: Block) -> re.Match[str] | None:
    """The name in `HOGS: Piloten er avsluttet.`, if it may be a project's; a stop may end it."""
    match = LABELLED.match(block.text) or _RUN_IN.match(block.text)
    if match is None or len(match[1].split()) > _LONGEST_LABEL or not is_name(match[1]):
        return None
    is_other = field(block) is not None or label(block.text) is not None
    return None if is_other or is_sentence(match[1]) or is_person_name(match[1]) else match


def _tells_state(heading: Block, sections: Sections) -> bool:
    """Whether the text under a heading begins by telling how far something has come."""
    under = sections.first_under(heading)
    if under is None or head(heading.text) is not None:
        return False
    return any(states_in(under.text[:_OPENING]))


def _tells_of_project(heading: Block, sections: Sections) -> bool:
    """Whether the text under it tells a state, or says `prosjektet`."""
    told = [block.text for block in sections.under(heading)]
    return any("prosjektet" in words_in(text) or any(states_in(text)) for text in told)


def _is_called_project(heading: Block, sections: Sections) -> bool:
    """Whether the text under a heading begins by calling it `Prosjektet`."""
    is_told_of = heading.seq in sections.told_of
    return is_told_of and head(heading.text) is None and label(heading.text) is None


def _has_sheet(heading: Block, sections: Sections) -> bool:
    """Whether lines such as `Status: …` and `Prosjektperiode: …` stand right under a heading.

    Under a kind of document, or where `Prosjektnavn:` is among them, they say what it is called.
    """
    words = heading.text.split()
    if len(words) == 1 or names_other(heading.text) or "prosjekt" in fold(heading.text):
        return False
    lines = _lines_of_sheet(heading, sections)
    told = _sheet(heading, sections)
    is_named = any(map(PROJECT_TITLE.match, lines))
    is_told = "status" in told or {"lead", "period"} <= told
    return is_told and not is_named and any(map(_OF_PROJECT.match, lines))


def _sheet(heading: Block, sections: Sections) -> set[str]:
    """The meanings of the fields that stand right under a heading."""
    return {own.meaning for own in map(field_in, _lines_of_sheet(heading, sections)) if own}


def _lines_of_sheet(heading: Block, sections: Sections) -> list[str]:
    return list(takewhile(_LINE_OF_SHEET.match, (b.text for b in sections.under(heading))))


def _is_labelled_sibling(block: Block, sections: Sections) -> bool:
    """Whether `block` opens with a label, as do siblings that have fields under them.

    Three paragraphs `Integrasjon mot X: …`, of which two are followed by `Gevinster:`, are three
    projects.
    """
    if block.kind is not PARAGRAPH or not sections.owners:
        return False
    if not LABELLED.match(block.text):
        return False
    above = [b.seq for b in sections.above(block)]
    siblings = (o for o in sections.owners if [b.seq for b in sections.above(o)] == above)
    return any(LABELLED.match(sibling.text) for sibling in siblings)
