"""Actions: who was told to do what, by when.

In a case with a labelled vedtak only the vedtak orders; discussion is full of `skal`. Elsewhere
actions stand in TODO lists, in tables (`Hva | Hvem`), under people's names, or in plain sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from extractors.attendance import extract_attendance
from extractors.case_tables import case_rows
from extractors.dates import find_days
from extractors.gain_words import states_gain
from extractors.gazetteer import given_names
from extractors.headed_tables import HeadedRow
from extractors.kinds import kind_of
from extractors.meeting import day_of
from extractors.names import NAME, initials_of
from extractors.numbers import enumerated
from extractors.orders import OF_ANY_VERB, Order, due_in, month_last_in, order_in
from extractors.outline import Part
from extractors.passages import POINT
from extractors.reading import Reading
from extractors.sections import Sections, title
from extractors.task_sheets import limit_beside, task_above
from extractors.task_tables import tasks_in
from extractors.vedtak import extract_vedtak
from extractors.vocabulary import any_of, fold, lowered, shelf
from schemas.claims import Action, Vedtak
from schemas.document import HEADING, LIST_ITEM, TABLE_ROW, Block, Evidence

_AND = re.compile(r",\s|\s(?:og|&)\s")
_NAMES = rf"(?P<names>{NAME}(?:(?:{_AND.pattern}){NAME})*)"
_NAMES_AT_END = re.compile(rf"[\s(\[*–-]+{_NAMES}[\s)\]*.]*$")
# «Frist for søknaden er 1. februar. Ansvarlig: Kari Lind»
_RESPONSIBLE = re.compile(
    rf"(?<=\S)\s+(?:ansvarlig|ansvarleg|ansvar)(?:\s*:|(?<=,\sansvar))\s*{_NAMES}[.\s]*$",
    re.IGNORECASE,
)
# «Dugnad lørdag 28. april. Kari Lind er ansvarlig.»
_IS_RESPONSIBLE = re.compile(
    rf"(?<=\S)\s+{_NAMES}\s+(?:er|har)\s+(?:ansvarlige?|ansvarlege?|ansvaret)[.\s]*$"
)
# What follows a name and a colon, where it is an opinion or a lone word instead of a task
_SAYS = re.compile(
    rf"(?:\w+\W*$|(?:\S+\s+){{0,2}}?{any_of('opinions', 'speaks')}\b)", re.IGNORECASE
)
# Rules that see the same item of a list, and those whose words another has told already
_OF_ITEM = {"actions.todo", "actions.named", "actions.responsible"}
_ONCE = {"actions.prose", *_OF_ITEM}
_STATUS = {"status"}  # alone it heads what was; «Gjennomgang, status» may head what is to be
_LONGEST_LIMIT = 40  # characters of «Frist: 19. februar.»
_LONGEST_ENTRY = 40  # characters, of what dates an entry of a log
_NAMED_ITEM = re.compile(rf"^\s*(?P<box>\[[ xX]\]\s*)?{_NAMES}\s*:\s+\S")


def extract_actions(reading: Reading) -> Iterator[Action]:
    """Each action once, where it is told first; a sentence that holds one already is no other."""
    seen: dict[tuple[int, int], str] = {}
    for action in _all(reading):
        start, end = action.evidence.start, action.evidence.end
        beside = {rule for (first, last), rule in seen.items() if first < end and start < last}
        again = beside & _OF_ITEM if action.rule in _OF_ITEM else beside
        if (start, end) not in seen and not (again and action.rule in _ONCE):
            seen[start, end] = action.rule
            yield action


def _all(reading: Reading) -> Iterator[Action]:
    if kind_of(reading) in ("årsmelding", "saksframlegg"):
        yield from _planned(reading)
        return
    names = _known_names(reading)
    yield from _in_tables(reading, names)
    yield from _named(reading, names)
    yield from _with_responsible(reading, names)
    yield from _in_todo_lists(reading, names)
    yield from _under_names(reading, names)
    labelled = [v for v in reading.claims(extract_vedtak) if v.rule == "vedtak.label"]
    yield from _in_vedtak(reading, labelled, names)
    if kind_of(reading) != "innkalling":
        yield from _in_prose(reading, labelled, names)


def _known_names(reading: Reading) -> dict[str, str]:
    """Those who were there, by full name, given name and surname."""
    full = [attendance.name for attendance in reading.claims(extract_attendance)]
    parts = [part for name in full for part in (name.split()[0], name.split()[-1])]
    short = [initials_of(name) for name in full if " " in name]
    return {fold(name): name for name in (*full, *parts, *short)}


def _in_tables(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """Rows under `Hva | Hvem | Frist`, and of tables of cases with someone responsible.

    Under `Ansvar` may stand who shall do it, by when, or what they do: `Kari lyser ut stillinga`.
    """
    yield from (_task(reading, rows) for rows in reading.view(tasks_in))
    for row, decided in reading.view(case_rows):
        if row.cell("handler") is None:
            continue
        said = row.cut("handler")
        order = order_in(said.text, names)
        if order is not None and order.by_doing:
            yield _action(said, order.responsible, "actions.column", 0.85, row.cell("due"))
            continue
        due = due_in(said.text)
        whose = said.text.replace(due, "").strip(" ,.;–-\n") if due else said.text
        yield _action(decided, whose or None, "actions.column", 0.85, row.cell("due") or due)


def _planned(reading: Reading) -> Iterator[Action]:
    """The tasks of a plan inside a report: `Tiltak | Ansvar | Frist`.

    Without a time limit, or by a date, such a table may tell of what was done.
    """
    for rows in reading.view(tasks_in):
        first = rows[0]
        if "due" in first.columns and fold(first.head("due")) != "dato":
            yield _task(reading, rows)


def _task(reading: Reading, rows: Sequence[HeadedRow]) -> Action:
    """The action that one row tells of, with those that go on with it."""
    first, last = rows[0], rows[-1]
    proof = first.cut("task")
    if last is not first:
        proof = reading.document.cut_text(proof.start, last.block.end)
    words = " ".join(row.cell("task") or "" for row in rows)
    action = _action(proof, first.cell("responsible"), "actions.table", 0.95, first.cell("due"))
    return action.model_copy(update={"text": words})


def _in_todo_lists(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """Items under `TODO`, `Oppgåver`: each is an action; a name in it says whose."""
    for part in reading.outline.parts:
        if part.label.meaning != "todo" or _is_past(reading, part.block):
            continue
        for block in part.body:
            is_item = block.kind is LIST_ITEM or POINT.match(block.text)
            if not is_item or fold(block.text) in names:
                continue
            number = enumerated(block.text)
            words = block.cut(number[1] if number else 0)
            yield _action(words, _whose(block.text, names), "actions.todo", 0.95)
        if part.label.value is not None and not _is_only_names(part, names):
            words = part.block.cut(part.label.value)
            yield _action(words, _whose(words.text, names), "actions.todo", 0.9)


def _whose(text: str, names: dict[str, str]) -> str | None:
    """`Ola endrar …`, `… (Kari)`, `Sjekke … Anne, Per`."""
    order = order_in(text, names)
    if order and order.responsible:
        return order.responsible
    at_end = _NAMES_AT_END.search(text)
    known = (*names, *given_names())
    if at_end and any(fold(name) in known for name in _AND.split(at_end["names"])):
        return at_end["names"]
    found = ((text.find(name), -len(name), name) for name in names.values() if name in text)
    return min(found, default=(0, 0, None))[2]


def _named(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """`[x] Amir: Teste søket` in any list, if nobody asks anything in the case."""
    talks = list(_conversations(reading))
    for block in reading.body:
        match = _NAMED_ITEM.match(block.text) if block.kind is LIST_ITEM else None
        if match is None or (match["box"] is None and _is_past(reading, block)):
            continue
        if match["box"] is None and any(first <= block.start < end for first, end in talks):
            continue
        if match["box"] is None and _SAYS.match(block.text[match.end() - 1 :]):
            continue  # «Kari: vi har ingen …» is what she said
        if all(fold(name) in names for name in _AND.split(match["names"])):
            yield _action(block.cut(match.start("names")), match["names"], "actions.named", 0.95)


def _conversations(reading: Reading) -> Iterator[tuple[int, int]]:
    """The cases in which someone asks: `Kari: Hva koster det?` is speech, and the answers too."""
    for first, end in reading.case_spans:
        named = (b.text for b in reading.within(first, end) if _NAMED_ITEM.match(b.text))
        if any(text.rstrip().endswith("?") for text in named):
            yield first, end


def _is_only_names(part: Part, names: dict[str, str]) -> bool:
    """`Oppfølging: Per Arne` says who follows up what was decided above."""
    if part.label.meaning != "todo" or part.label.value is None:
        return False
    said = _AND.split(part.block.text[part.label.value :].strip(" ."))
    return all(any(fold(full).startswith(fold(name)) for full in names) for name in said)


def _with_responsible(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """`… 1. februar. Ansvarlig: Kari Lind`; on a line of its own it is of what was decided."""
    told = {part.block.seq: part.label.value or 0 for part in reading.outline.parts}
    for block in reading.body:
        if "ansvar" not in lowered(block.text):
            continue
        match = _RESPONSIBLE.search(block.text) or _IS_RESPONSIBLE.search(block.text)
        if match:
            words = block.cut(min(told.get(block.seq, 0), match.start()), match.start())
            yield _action(words, match["names"], "actions.responsible", 0.85)
    for part in reading.outline.parts:
        follows = part.label.meaning == "responsible" or _is_only_names(part, names)
        if follows and part.label.value is not None:
            whose = part.block.text[part.label.value :]
            tasks = list(_tasks_of(reading, part, names))
            yield from tasks
            if tasks:
                continue
            task = _decided_above(reading, part.block) or task_above(reading, part.block)
            due = limit_beside(reading, part.block)
            yield _action(task or part.block.cut(), whose, "actions.responsible", 0.85, due)


def _tasks_of(reading: Reading, part: Part, names: dict[str, str]) -> Iterator[Action]:
    """`Ansvar: Kari lyser ut stillinga før jul. Ola ordnar lånet.`: each sentence is a task."""
    first = part.block.start + (part.label.value or 0)
    for sentence in reading.sentences(part.block):
        if sentence.end > first:
            words = reading.document.cut_text(max(sentence.start, first), sentence.end)
            order = order_in(words.text, names)
            if order is not None and order.by_doing:
                yield _action(words, order.responsible, "actions.responsible", 0.85)


def _decided_above(reading: Reading, block: Block) -> Evidence | None:
    """The last decision above `block` in the same case."""
    start = max((s for s, end in reading.case_spans if s <= block.start < end), default=0)
    vedtak = reading.claims(extract_vedtak)
    above = [v.evidence for v in vedtak if start <= v.evidence.start < block.start]
    return above[-1] if above else None


def _under_names(reading: Reading, names: dict[str, str]) -> Iterator[Action]:
    """Nested items under an item that is only the name of someone who was there."""
    whose: Block | None = None
    for block in reading.body:
        if block.kind is not LIST_ITEM:
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
    title = fold(above[-1].text) if above else ""
    told = {title[hit.start : hit.end] for hit in shelf("actions").find_only(title, "past")}
    return bool(told - _STATUS) or title.strip(" .:") in _STATUS


def _in_vedtak(
    reading: Reading, labelled: Sequence[Vedtak], names: dict[str, str]
) -> Iterator[Action]:
    for vedtak in labelled:
        proof = vedtak.evidence
        for block in reading.document.between(proof.start, proof.end):
            if block.furniture or block.kind is TABLE_ROW:
                continue
            for sentence, due in _with_limits(reading.sentences(block)):
                if sentence.end <= proof.start or sentence.start >= proof.end:
                    continue
                words = _inside(reading, sentence, proof)
                order = order_in(words.text, names, decided=True)
                if order is not None:
                    yield _action(words, order.responsible, "actions.vedtak", order.confidence, due)


def _with_limits(sentences: Sequence[Evidence]) -> Iterator[tuple[Evidence, str | None]]:
    """Each sentence, and by when if the next (`Frist: 19. februar.`) says no more than that."""
    for sentence, after in zip_longest(sentences, sentences[1:]):
        limit = after is not None and shelf("labels").at_start(after.text)
        is_limit = limit and limit.meaning == "deadline" and len(after.text) <= _LONGEST_LIMIT
        yield sentence, due_in(after.text) if is_limit else None


def _inside(reading: Reading, sentence: Evidence, proof: Evidence) -> Evidence:
    """The sentence without the label in front of it (`Vedtak: Styret …`)."""
    return reading.document.cut_text(max(sentence.start, proof.start), min(sentence.end, proof.end))


def _in_prose(
    reading: Reading, labelled: Sequence[Vedtak], names: dict[str, str]
) -> Iterator[Action]:
    """Sentences that tell someone to do something, in cases where no vedtak is labelled.

    Where one is, only `Ola Ness henter inn priser`: someone who was there, or by a day, and a verb
    of doing.
    """
    for start, end in reading.case_spans:
        ruled = any(start <= v.evidence.start < end for v in labelled)
        parts = reading.outline.parts_in(start, end)
        loose = not parts  # the case only tells
        proposed = {
            block.seq
            for part in parts
            if ruled and part.label.meaning in ("proposal", "recommendation")
            for block in (part.block, *part.body)
        }
        for block in reading.within(start, end):
            if block.kind in (HEADING, TABLE_ROW) or block.seq in proposed:
                continue
            listed = block.kind is LIST_ITEM
            ahead = listed and _is_ahead(reading, block)
            if _is_old_entry(reading, block) or (listed and _is_past(reading, block)):
                continue
            for sentence, due in _with_limits(reading.sentences(block)):
                order = order_in(sentence.text, names, decided=loose)
                if order is None or states_gain(sentence.text):
                    continue
                own = _is_own_task(order, sentence.text, names)
                if (ruled or listed) and not (own or (ahead and order.by_doing)):
                    continue
                if order.responsible or order.confidence > 0.8 or due_in(sentence.text):
                    yield _action(sentence, order.responsible, "actions.prose", 0.7, due)


def _is_ahead(reading: Reading, block: Block) -> bool:
    """The item stands under a heading about the time to come: `Videre arbeid`."""
    sections = reading.view(Sections)
    titles = [above for above in sections.above(block) if sections.is_title(above)]
    hit = shelf("activities").at_start(title(titles[-1])) if titles else None
    return hit is not None and hit.meaning == "ahead"


def _is_old_entry(reading: Reading, block: Block) -> bool:
    """`Status 9. januar: Kari bestiller service.`, in the minutes of a later day."""
    opening = shelf("actions").at_start(block.text)
    if opening is None or opening.meaning != "past":
        return False
    meeting = reading.view(day_of)
    year = int(meeting.iso[:4]) if meeting else None
    days = find_days(block.text[:_LONGEST_ENTRY], year)
    return meeting is not None and bool(days) and days[0].first.isoformat() < meeting.iso


def _is_own_task(order: Order, sentence: str, names: dict[str, str]) -> bool:
    """Whether the sentence says what someone who was there does, or someone does by a day."""
    sure = order.by_doing and order.confidence > OF_ANY_VERB
    whose = _AND.split(order.responsible or "")
    known = all(
        fold(who) in names or fold(who) in given_names() or _is_office(who) for who in whose
    )
    return sure and (known or bool(due_in(sentence)))


def _is_office(words: str) -> bool:
    hit = shelf("actions").at_start(words)
    ending = tuple(shelf("actions").phrases["actor_ending"])
    return (hit is not None and hit.meaning == "actor") or fold(words).endswith(ending)


def _action(
    evidence: Evidence,
    responsible: str | None,
    rule: str,
    confidence: float,
    due: str | None = None,
) -> Action:
    due = due or due_in(evidence.text) or month_last_in(evidence.text)
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
