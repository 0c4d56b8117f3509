"""Actions: who was told to do what, by when.

In a case with a labelled vedtak only the vedtak tells; discussion is full of `skal`. Elsewhere
actions stand in TODO lists, in tables (`Hva | Hvem`), under people's names, or in plain sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.attendance import extract_attendance
from extractors.dates import find_days
from extractors.decisions import extract_vedtak
from extractors.facts import kind_of
from extractors.people import NAME
from extractors.reading import Reading
from extractors.vocabulary import fold, shelf
from schemas.claims import Action, Vedtak
from schemas.document import Block, BlockKind, Evidence

_ACTORS = "|".join(
    re.escape(p).replace(r"\ ", r"\s") for p in sorted(shelf("actions").phrases["actor"], key=len, reverse=True)
)
# «styret», «Daglig leder», «media-gruppa», «Robert Pettersen og Knut Toresen», «Vefsn kommune»
_ACTOR = rf"(?:(?i:\b(?:{_ACTORS})\b)|\b[\wæøå]+-(?:gruppa|gruppen|utvalget|utvalet|komiteen)\b|{NAME}(?:\skommune\b)?)"
_ACTOR_GROUP = re.compile(rf"{_ACTOR}(?:(?:,\s|\s(?:og|&|samt)\s){_ACTOR})*")
_AFTER_COMMA = re.compile(r"(?:,|\bat\b|\bog\b|–|:)\s*$")
_DUE = re.compile(
    rf"\b(?:{'|'.join(sorted((p for p in shelf('due').phrases['by'] if p not in ('til', 'fra', 'frå')), key=len, reverse=True))})\s+(?:den\s+)?"
    r"(?:(?:utgangen|slutten|begynnelsen|midten|byrjinga|årets?)\s+(?:av\s+)?\w+(?:\s\d{4})?|(?:de|dei)\s+neste\s+\w+\s+\w+|[\d][\d. /]*\w*(?:\s\d{4})?|\w+\s\d{4}|\w+dag\b)|\bi\s(?:uke|veke)\s\d{1,2}\b",
    re.I,
)
_NAMES_AT_END = re.compile(rf"[\s(\[*–-]+(?P<names>{NAME}(?:(?:,\s|\s(?:og|&)\s){NAME})*)[\s)\]*.]*$")
# «Frist for søknaden er 1. februar. Ansvarlig: Egil Tobiassen»
_RESPONSIBLE = re.compile(rf"(?<=\S)\s+(?:ansvarlig|ansvarleg|ansvar)\s*:\s*(?P<names>{NAME}(?:(?:,\s|\s(?:og|&)\s){NAME})*)[.\s]*$", re.I)
_NAMED_ITEM = re.compile(rf"^\s*(?P<box>\[[ xX]\]\s*)?(?P<names>{NAME}(?:(?:,\s|\s(?:og|&)\s){NAME})*)\s*:\s+\S")


class _Told(NamedTuple):
    responsible: str | None
    certain: float
    by_doing: bool = False


def extract_actions(reading: Reading) -> Iterator[Action]:
    """Each action once, where it is told first."""
    seen: set[tuple[int, int]] = set()
    for action in _all(reading):
        key = (action.evidence.start, action.evidence.end)
        if key not in seen:
            seen.add(key)
            yield action


def _all(reading: Reading) -> Iterator[Action]:
    if kind_of(reading) in ("årsmelding", "saksframlegg"):
        return
    names = _known_names(reading)
    yield from _in_tables(reading)
    yield from _in_todo_lists(reading, names)
    yield from _named(reading, names)
    yield from _under_names(reading, names)
    labelled = [v for v in reading.claims(extract_vedtak) if v.rule == "decisions.label"]
    yield from _in_vedtak(reading, labelled, names)
    if kind_of(reading) != "innkalling":
        yield from _in_prose(reading, labelled, names)


def _known_names(reading: Reading) -> dict[str, str]:
    """Those who were there, by full name and by given name."""
    full = [attendance.name for attendance in reading.claims(extract_attendance)]
    given = [name.split()[0] for name in full]
    return {fold(name): name for name in (*full, *given)}


def _in_tables(reading: Reading) -> Iterator[Action]:
    """Rows under `Hva | Hvem | Frist`."""
    columns: list[str | None] = []
    table: int | None = None
    for block in reading.body:
        if block.kind is not BlockKind.TABLE_ROW:
            continue
        heads = [shelf("tasks").meaning(cell.strip(" :")) for cell in block.cells]
        if {"task", "responsible"} <= set(heads):
            columns, table = heads, block.table
            continue
        if block.table != table or len(columns) != len(block.cells):
            continue
        cell = {c: text for c, text in zip(columns, block.cells, strict=True) if c and text}
        if "task" in cell:
            evidence = block.cut_cell(columns.index("task"))
            yield _action(evidence, cell.get("responsible"), "actions.table", 0.95, cell.get("due"))


def _in_todo_lists(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """Items under `TODO`, `Oppgåver`: each is an action; a name in it says whose."""
    for part in reading.outline.parts:
        if part.label.meaning != "todo" or _is_past(reading, part.block):
            continue
        for block in part.body:
            if block.kind is not BlockKind.LIST_ITEM or fold(block.text) in names:
                continue
            yield _action(block.cut(), _whose(block.text, names), "actions.todo", 0.95)
        if part.label.value is not None:
            words = part.block.cut(part.label.value)
            yield _action(words, _whose(words.text, names), "actions.todo", 0.9)


def _named(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """`[x] Amir: Teste søket` in any list; `Ansvarlig: Malin` after what was decided."""
    for block in reading.body:
        match = _NAMED_ITEM.match(block.text) if block.kind is BlockKind.LIST_ITEM else None
        past = match is not None and match["box"] is None and _is_past(reading, block)
        if match and not past and all(fold(n) in names for n in re.split(r",\s|\s(?:og|&)\s", match["names"])):
            yield _action(block.cut(match.start("names")), match["names"], "actions.named", 0.95)
        trailing = _RESPONSIBLE.search(block.text)
        if trailing:
            yield _action(block.cut(0, trailing.start()), trailing["names"], "actions.responsible", 0.85)
    for part in reading.outline.parts:
        if part.label.meaning != "responsible" or part.label.value is None:
            continue
        decided = [v for v in reading.claims(extract_vedtak) if v.evidence.end <= part.block.start]
        section = next((s for s in reading.case_spans if s[0] <= part.block.start < s[1]), None)
        inside = [v for v in decided if section and v.evidence.start >= section[0]]
        proof = inside[-1].evidence if inside else part.block.cut()
        yield _action(proof, part.block.text[part.label.value :], "actions.responsible", 0.85)


def _whose(text: str, names: dict[str, str]) -> str | None:
    """`Trond endrar …`, `… (Ciprian)`, `Sjekke … Marja, Berit Merete`."""
    told = _told_in(text, names)
    if told and told.responsible:
        return told.responsible
    at_end = _NAMES_AT_END.search(text)
    if at_end and any(fold(n) in names for n in re.split(r",\s|\s(?:og|&)\s", at_end["names"])):
        return at_end["names"]
    first = min(
        ((m.start(), name) for key, name in names.items() if (m := re.search(rf"\b{re.escape(name)}\b", text))),
        default=None,
    )
    return first[1] if first else None


def _under_names(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """Nested items under an item that is only the name of someone who was there."""
    whose: Block | None = None
    for block in reading.body:
        if block.kind is not BlockKind.LIST_ITEM:
            whose = None
        elif fold(block.text.strip(" :")) in names:
            whose = None if _is_past(reading, block) else block
        elif whose is not None and (block.level or 1) > (whose.level or 1):
            yield _action(block.cut(), whose.text.strip(" :"), "actions.by_name", 0.9)
        else:
            whose = None


def _is_past(reading: Reading, block: Block) -> bool:
    """The item stands under a heading about the time before: `Hovudsaker frå sist veke`."""
    above = reading.document.headings_above(block)
    return bool(above) and any(h.meaning == "past" for h in shelf("actions").find(above[-1].text))


def _in_vedtak(
    reading: Reading, labelled: Sequence[Vedtak], names: dict[str, str]
) -> Iterator[Action]:
    for vedtak in labelled:
        proof = vedtak.evidence
        for block in reading.document.between(proof.start, proof.end):
            if block.furniture or block.kind is BlockKind.TABLE_ROW:
                continue
            for sentence in reading.sentences(block):
                if sentence.end <= proof.start or sentence.start >= proof.end:
                    continue
                words = _inside(reading, sentence, proof)
                told = _told_in(words.text, names)
                if told is not None:
                    yield _action(words, told.responsible, "actions.vedtak", told.certain)


def _inside(reading: Reading, sentence: Evidence, proof: Evidence) -> Evidence:
    """The sentence without the label in front of it (`Vedtak: Styret …`)."""
    return reading.document.cut_text(max(sentence.start, proof.start), min(sentence.end, proof.end))


def _in_prose(
    reading: Reading, labelled: Sequence[Vedtak], names: dict[str, str]
) -> Iterator[Action]:
    """Sentences that tell someone to do something, in cases where no vedtak is labelled.

    Where one is, only `Ola Ness henter inn priser`: someone who was there, and a verb of doing.
    """
    for section in reading.outline.sections:
        ruled = any(section.start <= v.evidence.start < section.end for v in labelled)
        for block in reading.body:
            inside = section.start <= block.start < section.end
            if not inside or block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
                continue
            for sentence in reading.sentences(block):
                told = _told_in(sentence.text, names)
                if told is None or ruled and not (told.by_doing and fold(told.responsible or "") in names):
                    continue
                if told.responsible or told.certain > 0.8:
                    yield _action(sentence, told.responsible, "actions.prose", 0.7)


def _told_in(sentence: str, names: dict[str, str]) -> _Told | None:
    """Who is told to do something in the sentence; None if nobody is told anything."""
    told = _first_told(sentence)
    if told is None or told.responsible is None:
        return told
    actor = told.responsible
    known = " " in actor or "-" in actor or fold(actor) in names or shelf("actions").meaning(actor) == "actor"
    return told if known else None  # «Arbeidet skal …»: a noun that begins the sentence is nobody


def _first_told(sentence: str) -> _Told | None:
    for hit in shelf("actions").find(sentence):
        before, after = sentence[: hit.start], sentence[hit.end :]
        if hit.meaning == "asks":
            actor = _ACTOR_GROUP.match(after.lstrip())
            rest = after.lstrip()[actor.end() :] if actor else ""
            if actor and re.match(r"\s*(?:,|\.|$|om\b|å\b|ikke\b|fullmakt|\w+e\b)", rest):
                return _Told(actor.group(), 0.9)
        elif hit.meaning == "told":
            actor = _subject(before)
            if actor:
                return _Told(actor, 0.9)
            inverted = _ACTOR_GROUP.match(after.lstrip())
            if inverted and before.strip() and not before.rstrip().endswith(","):
                return _Told(inverted.group(), 0.85)
            if fold(before).endswith("det") and _due(after):
                return _Told(None, 0.85)
        elif hit.meaning == "does":
            actor = _subject(before) or _opening_subject(before)
            if actor:
                return _Told(actor, 0.85, by_doing=True)
        elif hit.meaning == "done" and not _is_relative(before):
            return _Told(None, 0.8)
    return None


def _subject(before: str) -> str | None:
    """The actor that ends the words before the verb: `… enighet om at styret` + `skal`."""
    for match in _ACTOR_GROUP.finditer(before):
        if not before[match.end() :].strip():
            lead = before[: match.start()]
            if not lead.strip() or _AFTER_COMMA.search(lead) or re.search(r"\d\W*$", lead):
                return match.group()
    return None


def _opening_subject(before: str) -> str | None:
    """The actor that the sentence opens with, when its first verb was another: `Kommunene … og signerer`."""
    opening = _ACTOR_GROUP.match(re.sub(r"^[\W\d]+", "", before))
    joined = re.search(r"\bog(?:\s+\w+)?\s*$", before)
    return opening.group() if opening and joined else None


def _is_relative(before: str) -> bool:
    """`henvendelser som sendes …` tells of something, it orders nothing."""
    return bool(re.search(r"\b(?:som|men|ikke|ikkje|at|når|hvis|dersom|kan|blir|vert)(?:\s+\w+)?\s*$", before))


def _action(
    evidence: Evidence, responsible: str | None, rule: str, confidence: float, due: str | None = None
) -> Action:
    due = due or _due(evidence.text)
    days = find_days(due) if due else []
    day = days[0] if days and days[0].year_stated else None
    return Action(
        evidence=evidence,
        rule=rule,
        confidence=confidence,
        text=evidence.text,
        responsible=" ".join(responsible.split()) if responsible else None,
        due_text=due,
        due_date=day.last.isoformat() if day else None,
    )


def _due(text: str) -> str | None:
    """The words that say by when."""
    fixed = next((h for h in shelf("due").find(text) if h.meaning == "when"), None)
    if fixed:
        return text[fixed.start : fixed.end]
    match = _DUE.search(text)
    return match.group() if match else None
