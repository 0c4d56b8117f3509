"""What kind of document it is: by its own word near the top, else by what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attendance import extract_attendance
from extractors.numbers import is_treatment
from extractors.reading import Reading
from extractors.vocabulary import Hit, any_of, shelf
from schemas.claims import DocumentFact
from schemas.document import LIST_ITEM, Block

_OF = re.compile(r"\b(?:av|fra|frå|om|til)\s*$", re.IGNORECASE)
_BECAME = re.compile(
    rf"(?:,?\s+(?:og\s+)?\w+)?\s+{any_of('deciding', 'auxiliary', 'participle')}\b", re.IGNORECASE
)
# «Kystsoneplan», «Gevinst- og statusrapport for porteføljen»
_ENDS_SO = re.compile(
    rf"\W*(?:\w+\s)?(?:\w+-,?\s(?:og\s)?){{0,3}}\w+{any_of('kind_endings', 'annet', 'plan')}\b",
    re.IGNORECASE,
)
_REPORT = re.compile(rf"\W*\w+{any_of('kind_endings', 'annet')}\W*", re.IGNORECASE)
_NAMED_SO = re.compile(
    rf"\b\w+?(?P<kind>{any_of('kind_endings', 'protokoll', 'referat', 'innkalling')})\b",
    re.IGNORECASE,
)
_TITLE_LINES = 12
_LONGEST_TITLE = 100  # characters
_FIRST_LINES = 3  # where a document says that it is something else


def kind_of(reading: Reading) -> str | None:
    """What kind of document it is, as `documents.kind` has it."""
    fact = reading.view(kind_fact)
    return fact.value if fact else None


def kind_fact(reading: Reading) -> DocumentFact | None:
    """The kind with the words that say it."""
    for block in reading.opening[:_TITLE_LINES]:
        if len(block.text) > _LONGEST_TITLE or block.kind is LIST_ITEM:
            continue
        known = list(shelf("kinds").find(block.text)) or list(_by_ending(block.text))
        hits = [h for h in known if not _is_about(block, h)]
        if hits and hits[0].meaning != "annet":
            proof = block.cut(hits[0].start, hits[0].end)
            return DocumentFact(
                field="kind",
                value=hits[0].meaning,
                evidence=proof,
                rule="facts.kind",
                confidence=0.95,
            )
    return _only_other(reading) or _by_content(reading) or _other(reading)


def _by_ending(text: str) -> Iterator[Hit]:
    """`Styreprotokoll`, `Årsmøtereferat`, by the last part of the word."""
    for match in _NAMED_SO.finditer(text):
        meaning = shelf("kind_endings").meaning(match["kind"])
        if meaning is not None:
            yield Hit(meaning, *match.span())


def names_other(text: str) -> bool:
    """Whether a line begins with what a plan or a report calls itself: `Sluttrapport for …`."""
    hit = shelf("kinds").at_start(text)
    return (hit is not None and hit.meaning == "annet") or _ENDS_SO.match(text) is not None


def _only_other(reading: Reading) -> DocumentFact | None:
    """What the document's first line says in so many words: `PROSJEKTRAPPORT`."""
    top = reading.body[0] if reading.body else None
    says = top is not None and (
        shelf("kinds").meaning(top.text) == "annet" or _REPORT.fullmatch(top.text)
    )
    return _fact("annet", top, 0.9) if top is not None and says else None


def _other(reading: Reading) -> DocumentFact | None:
    """What a document without the parts of minutes calls itself: `Statusrapport`.

    Its last part alone may be known: `Kystsoneplan for Nes`, `Gevinst- og statusrapport`.
    """
    for block in reading.body[:_FIRST_LINES]:
        if len(block.text) <= _LONGEST_TITLE and names_other(block.text):
            return _fact("annet", block, 0.8)
    return None


def _is_about(block: Block, hit: Hit) -> bool:
    """`Godkjenning av protokoll`, `Innkalling og saksliste ble godkjent`: another document."""
    before, after = block.text[: hit.start], block.text[hit.end :]
    return bool(_OF.search(before) or _BECAME.match(after))


def _by_content(reading: Reading) -> DocumentFact | None:
    outline = reading.outline
    meanings = {part.label.meaning for part in outline.parts}
    if not reading.body:
        return None
    top = reading.body[0]
    if any(is_treatment(section.block.text) for section in outline.sections[:1]):
        return _fact("protokoll", outline.sections[0].block, 0.85)
    if "decision" in meanings and outline.sections:
        return _fact("protokoll", top, 0.8)
    if _looks_back(reading, meanings):
        return _fact("referat", top, 0.7)
    if "recommendation" in meanings:
        several = len(outline.sections) > 1 or bool(outline.agenda.items)
        return _fact("innkalling" if several else "saksframlegg", top, 0.7)
    if outline.agenda.items:
        return _fact("innkalling", outline.agenda.items[0].block, 0.7)
    return None


def _fact(value: str, block: Block, confidence: float) -> DocumentFact:
    return DocumentFact(
        field="kind",
        value=value,
        evidence=block.cut(),
        rule="facts.kind",
        confidence=confidence,
    )


def _looks_back(reading: Reading, meanings: set[str]) -> bool:
    """It says who was there (`Rundt 28 medlemmer møtte opp`), or when the meeting ended."""
    lines = reading.opening[:_TITLE_LINES]
    hits = [hit for block in lines for hit in shelf("meetings").find(block.text)]
    ends = [
        hit for block in reading.body[-_TITLE_LINES:] for hit in shelf("meetings").find(block.text)
    ]
    if any(hit.meaning == "attended" for hit in hits) or any(
        hit.meaning == "ended" for hit in (*hits, *ends)
    ):
        return True
    listed = any(a.status in ("present", "absent") for a in reading.claims(extract_attendance))
    return listed or ("recommendation" not in meanings and bool(meanings & {"present", "absent"}))
