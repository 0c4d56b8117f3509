"""Cases: as the saksliste lists them, and as the document treats them. `link` makes them one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from extractors.agenda import Item
from extractors.column_heads import head_meaning, is_row_of_heads
from extractors.headed_tables import Columns, columns_of, rows_under
from extractors.kinds import kind_of
from extractors.numbers import head
from extractors.outline import Outline, Part, Section
from extractors.reading import Reading
from extractors.vocabulary import any_of, fold, shelf
from schemas.claims import Case, CaseType
from schemas.document import Block, Document, Evidence

_REF = r"(?:\d{2,4}/\d{1,6}(?:-\d+)?|\d{8,9})"
_ARCHIVE_REF = re.compile(_REF)
# «Arkivsaksnr. 2005/73. Arkiv: K46.»
_ARCHIVE_LINE = re.compile(
    rf"^\W*{any_of('labels', 'archive')}\s*:?\s*(?P<ref>{_REF})", re.IGNORECASE
)
# «Berit Hansen Arkiv: 212», «Berit Hansen  Arkivsaksnr.: 09/1»
_NEXT_FIELD = re.compile(
    rf"\s{{2,}}|\t|,|\s+(?={any_of('labels', 'archive', 'archive_code', 'date', 'case_type')}\s*:)"
    r"|\s+(?=[A-ZÆØÅ][\w.]{2,20}:)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    rf"^\W*{any_of('kinds', 'protokoll', 'saksframlegg')}\s+[–-]\s+(?=\S)", re.IGNORECASE
)
_WITH_CASES = {"protokoll", "referat", "innkalling", "saksframlegg"}
_HEADER = 6  # lines of a section among which its archive reference may stand
# «Vedtakssak – Tittel», «Orienteringssak: Tittel»
_TYPED_TITLE = re.compile(r"^(?P<type>[\wæøåÆØÅ-]+)\s*[–:-]\s+(?P<title>\S.*)$", re.DOTALL)


def extract_cases(reading: Reading) -> Iterator[Case]:
    """Every row of the saksliste and every section, each with its own proof.

    An annual report has headings, but no cases; nor are the headings of just any document cases.
    """
    kind = kind_of(reading)
    if kind == "årsmelding":
        return
    outline = reading.outline
    for item in outline.agenda.items:
        case = _listed(reading.document, item)
        if case is not None:
            yield case
    for section in outline.sections:
        if kind in _WITH_CASES or _says_case(section):
            yield _treated(reading.document, outline, section)


def _says_case(section: Section) -> bool:
    """`PS 3/16` and `Sak 2:` are cases anywhere; the `2 Bakgrunn` of a plan is a chapter."""
    opening = head(section.block.text)
    worded = opening is not None and opening.worded
    return section.number is not None and (section.number.year is not None or worded)


def _listed(document: Document, item: Item) -> Case | None:
    if item.title is None and item.number is None:
        return None
    evidence = document.cut_text(*item.title) if item.title else item.block.cut()
    return Case(
        evidence=evidence,
        rule="cases.agenda",
        confidence=0.97 if item.number else 0.85,
        number=item.number.text if item.number else None,
        prefix=item.number.prefix if item.number else None,
        sequence=item.number.sequence if item.number else None,
        year=item.number.year if item.number else None,
        title=_title(evidence) if item.title else None,
        type=_case_type(item.type),
        handler=item.handler,
        archive_ref=item.archive_ref,
        source="agenda",
        section=(item.block.start, item.block.end),
    )


def _treated(document: Document, outline: Outline, section: Section) -> Case:
    evidence = document.cut_text(*section.title) if section.title else section.block.cut()
    title, kind = _typed(evidence)
    is_only = len(outline.sections) == 1 and not outline.agenda.items
    start = 0 if is_only else section.start  # the header fields of a single case stand above it
    parts = outline.parts_in(start, section.end)
    return Case(
        evidence=evidence,
        rule="cases.section" if section.number else "cases.heading",
        confidence=0.97 if section.number and section.number.year else 0.8,
        number=section.number.text if section.number else None,
        prefix=section.number.prefix if section.number else None,
        sequence=section.number.sequence if section.number else None,
        year=section.number.year if section.number else None,
        title=title if section.title else None,
        type=kind or _case_type(_value(parts, "case_type")),
        handler=_name(_value(parts, "handler")) or _name(_below_head(document, section, "handler")),
        archive_ref=section.archive_ref
        or _archive_ref(_value(parts, "archive"))
        or _archive_in(document, section),
        source="section",
        section=(section.start, section.end),
    )


def _title(evidence: Evidence) -> str | None:
    """The title without what ESA puts before it (`SAKSPROTOKOLL - KJØP AV BRANNBIL`)."""
    words = " ".join(_PAPER.sub("", evidence.text).strip(" :–-").split())
    return words if any(c.isalnum() for c in words) else None


def _typed(evidence: Evidence) -> tuple[str | None, CaseType | None]:
    """The title, and the case's type if the title begins with it."""
    opening = shelf("casetypes").at_start(evidence.text)
    if opening is not None and opening.meaning == "interpellasjon":
        return _title(evidence), "interpellasjon"
    match = _TYPED_TITLE.match(evidence.text)
    kind = _case_type(match["type"]) if match and fold(match["type"]).endswith("sak") else None
    if match is None or match["title"][0].islower():
        return _title(evidence), kind  # «Orienteringssak – ny bru» is the title
    return (" ".join(match["title"].split()), kind) if kind else (_title(evidence), None)


def _case_type(words: str | None) -> CaseType | None:
    found = shelf("casetypes").meaning(words) if words else None
    return cast("CaseType | None", found)  # the shelf's keys are the contract's


def _value(parts: tuple[Part, ...], meaning: str) -> str | None:
    """What a header field says: after its colon, else on the line below."""
    for part in parts:
        if part.label.meaning != meaning:
            continue
        if part.label.value is not None:
            return part.block.text[part.label.value :]
        if part.body:
            return part.body[0].text
    return None


def _below_head(document: Document, section: Section, meaning: str) -> str | None:
    """What stands below a head in the table over a case: `Saksbehandler | Arkivsaknr | Dato`."""
    lines = list(document.between(section.start, section.end))[:_HEADER]
    return next((row.cell(meaning) for row in rows_under(lines, _heads) if row.cell(meaning)), None)


def _heads(block: Block) -> Columns:
    """The heads of a table of one case's fields, not of one that lists cases or what to do."""
    columns = columns_of(block, head_meaning) if is_row_of_heads(block) else {}
    return {} if columns.keys() & {"number", "title", "decision", "due"} else columns


def _name(words: str | None) -> str | None:
    """The name in a field, up to the next field on the same line (`Berit Hansen Arkiv: 212`)."""
    if words is None:
        return None
    cut = _NEXT_FIELD.split(words.strip(), maxsplit=1)[0]
    name = cut.strip(" .")
    return name if name and not any(c.isdigit() for c in name) else None


def _archive_in(document: Document, section: Section) -> str | None:
    """The reference in a line that begins with the archive's label and has no colon."""
    lines = list(document.between(section.start, section.end))[:_HEADER]
    matches = (_ARCHIVE_LINE.match(line.text) for line in lines)
    return next((match["ref"] for match in matches if match), None)


def _archive_ref(words: str | None) -> str | None:
    match = _ARCHIVE_REF.search(words) if words else None
    return match.group() if match else None
