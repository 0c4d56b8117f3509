"""A record against gold: a judgement for each thing that gold says or that was found beside it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluate.alike import containment, same_name, words
from pipeline.evaluate.cases import judge_cases, match_cases
from pipeline.evaluate.gold import Gold, GoldFacts, GoldMeeting
from pipeline.evaluate.judgement import Found, Judgement, check, spurious
from pipeline.evaluate.lists import (
    judge_actions,
    judge_activities,
    judge_events,
    judge_gains,
    judge_money,
    judge_projects,
)
from schemas.claims import Attendance, Meeting, Mention
from schemas.record import Row

_PROVEN = {
    "cases",
    "recommendations",
    "vedtak",
    "actions",
    "gains",
    "project_mentions",
    "activities",
    "amounts",
    "events",
}
_WHICH_MEETING = {"body", "date"}  # a meeting's row is right when these are


def judge(found: Found, gold: Gold) -> Iterator[Judgement]:
    """All judgements of one document."""
    yield from _facts(found, gold.document)
    if gold.meeting:
        yield from _meeting(found, gold.meeting)
    if gold.attendance is not None:
        yield from _attendance(found, gold)
    cases = match_cases(found, gold.cases or ())
    if gold.cases is not None:
        yield from judge_cases(found, cases)
    yield from judge_money(found, gold)
    if gold.events is not None:
        yield from judge_events(found, gold.events)
    if gold.actions is not None:
        yield from judge_actions(found, gold.actions, cases)
    if gold.projects is not None:
        yield from judge_projects(found, gold.projects)
    if gold.gains is not None:
        yield from judge_gains(found, gold)
    if gold.activities is not None:
        yield from judge_activities(found, gold.activities)
    yield from _people(found, gold.people)
    yield from _evidence(found)


def _facts(found: Found, gold: GoldFacts) -> Iterator[Judgement]:
    for field in ("kind", "language", "date", "year", "organisation"):
        accepted = gold.accepted(field)
        if not accepted:
            continue
        got = getattr(found.facts, field)
        right = any(
            same_name(got, each) if field == "organisation" else words(got) == words(each)
            for each in accepted
        )
        yield check(f"document {field}", str(accepted[0]), got, right)


def _meeting(found: Found, gold: GoldMeeting) -> Iterator[Judgement]:
    """The first meeting that was found against the one that gold tells of."""
    meetings = found.of(Meeting)[:1]
    for field in ("body", "date", "place", "start_time"):
        accepted = gold.accepted(field)
        if not accepted:
            continue
        got = getattr(meetings[0].said, field) if meetings else None
        right = any(
            words(got) == words(each) or (field in ("body", "place") and same_name(got, each))
            for each in accepted
        )
        about = meetings if field in _WHICH_MEETING else ()
        yield check(f"meeting {field}", str(accepted[0]), got, right, about)


def _attendance(found: Found, gold: Gold) -> Iterator[Judgement]:
    left = found.of(Attendance)
    for person in gold.attendance or ():
        wanted = f"{person.name} {person.status}"
        named = [thing for thing in left if same_name(thing.said.name, person.name)]
        left = [thing for thing in left if thing not in named]
        if person.optional:
            continue
        if not named:
            yield check("attendance", wanted, None, right=False)
            continue
        # of two rows with the person's name, the one with the right status
        best = min(named, key=lambda thing: thing.said.status != person.status)
        right = person.status_optional or (
            best.said.status in (person.status, *person.status_alternatives)
        )
        yield check("attendance", wanted, best.said.status, right, [best])
        for field in ("represents", "party", "substitute_for"):
            value, got = getattr(person, field), getattr(best.said, field)
            if value and not person.status_optional:
                wanted_part = f"{person.name}: {value}"
                yield check(f"attendance {field}", wanted_part, got, same_name(got, value))
    if not gold.attendance_incomplete:
        for thing in left:
            yield spurious("attendance", f"{thing.said.name} {thing.said.status}", [thing])


def _people(found: Found, people: tuple[str, ...]) -> Iterator[Judgement]:
    mentions = (thing for thing in found.of(Mention) if thing.said.kind == "person")
    names = [found.names[thing.row.id] for thing in mentions]
    for person in people:
        yield check("people", person, None, any(same_name(person, name) for name in names))


def _evidence(found: Found) -> Iterator[Judgement]:
    """Every row's words must be among those that prove it."""
    for row in found.rows:
        if row.table in _PROVEN:
            said = _main_words(row)
            right = not said or containment(said, row.claim.evidence.text) >= 0.8
            yield check("evidence", row.id, None, right)


def _main_words(row: Row) -> str | None:
    """The words of the row's main column."""
    columns = (getattr(row.claim, name, None) for name in ("text", "title", "label", "name"))
    return next(filter(None, columns), None)
