"""What a document lists (money, dates, tasks, projects, gains, activities) against gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.evaluate.alike import containment, likeness, same_name, words
from pipeline.evaluate.cases import Cases
from pipeline.evaluate.gold import (
    Gold,
    GoldAction,
    GoldActivity,
    GoldEvent,
    GoldGain,
    GoldProject,
)
from pipeline.evaluate.judgement import Found, Judgement, Matching, Thing, check, spurious
from schemas.claims import Action, Activity, Amount, Event, Gain, ProjectMention

_ALL = 0.99  # containment of a text that is wholly inside another
_ORE = 0.005  # sums in a table are exact
_HALF_A_KRONE = 0.5


def judge_money(found: Found, gold: Gold) -> Iterator[Judgement]:
    """Sums in tables with their labels, and sums anywhere."""
    amounts = found.of(Amount)
    if gold.amounts is not None:
        matching = Matching.of(
            gold.amounts,
            [thing for thing in amounts if thing.said.source == "table"],
            lambda entry, thing: (
                abs(thing.said.amount - entry.amount) < _ORE
                and containment(thing.said.label, entry.label) >= 0.8
            ),
        )
        yield from matching.judged(
            "amounts in tables",
            lambda entry: f"{entry.label} {entry.amount}",
            lambda amount: f"{amount.label} {amount.amount}",
        )
        for entry, thing in matching.found():
            if entry.kind:
                wanted, got = f"{entry.label}: {entry.kind}", thing.said.kind
                yield check("amount kind", wanted, got, got == entry.kind)
    for each in gold.amounts_in_text:
        there = any(abs(thing.said.amount - each.amount) < _HALF_A_KRONE for thing in amounts)
        yield check("amounts in text", f"{each.amount} {each.about}", None, there)


def judge_events(found: Found, gold: Sequence[GoldEvent]) -> Iterator[Judgement]:
    """A dated plan is right when its days are."""
    matching = Matching.of(
        gold,
        found.of(Event),
        lambda entry, thing: (
            thing.said.start_date == entry.start
            and (thing.said.end_date or thing.said.start_date) == entry.end
        ),
    )
    yield from matching.judged(
        "events",
        lambda entry: f"{entry.start} {entry.end}",
        lambda event: f"{event.start_date} {event.title}",
    )


def judge_actions(found: Found, gold: Sequence[GoldAction], cases: Cases) -> Iterator[Judgement]:
    """A task is right when all its words are there, in its case if both sides know that."""
    id_of = {case.sequence: hits[0].row.id for case, hits in cases.pairs if hits}

    def same(entry: GoldAction, thing: Thing[Action]) -> bool:
        case = thing.row.links.get("case_id")
        in_case = None in (entry.case, case) or id_of.get(entry.case) in (None, case)
        said = (thing.said.responsible, thing.said.text, thing.said.due_text)
        return in_case and containment(entry.words, " ".join(s or "" for s in said)) >= _ALL

    matching = Matching.of(gold, found.of(Action), same)
    yield from matching.judged("actions", lambda entry: entry.words, lambda action: action.text)
    for entry, thing in matching.found():
        if entry.responsible:
            got = thing.said.responsible
            there = set(words(got)) >= set(words(" ".join(entry.responsible)))
            yield check("action responsible", ", ".join(entry.responsible), got, there)
        if entry.due_words:
            due = thing.said.due_text
            yield check("action due", entry.due_words, due, _holds(due, entry.due_words))


def _holds(text: str | None, part: str) -> bool:
    return containment(part, text) >= _ALL


class Project(NamedTuple):
    """A project as the archive knows it, and the states that the document gives it."""

    name: str
    statuses: tuple[str, ...]


def judge_projects(found: Found, gold: Sequence[GoldProject]) -> Iterator[Judgement]:
    """A project is right when it is called by one of its names."""
    matching = Matching.of(
        gold,
        _projects(found),
        lambda entry, thing: any(
            same_name(name, thing.said.name) for name in (entry.name, *entry.aliases)
        ),
    )
    yield from matching.judged("projects", lambda entry: entry.name, lambda project: project.name)
    amounts = found.of(Amount)
    for entry, thing in matching.found():
        if entry.status:
            got = thing.said.statuses
            wanted = f"{entry.name}: {entry.status}"
            yield check("project status", wanted, ", ".join(got), entry.status in got)
        if entry.funding:
            funded = any(
                amount.row.links.get("project_id") == thing.row.links.get("project_id")
                and abs(amount.said.amount - entry.funding) < _HALF_A_KRONE
                for amount in amounts
            )
            yield check("project funding", f"{entry.name}: {entry.funding}", None, funded)


def _projects(found: Found) -> list[Thing[Project]]:
    """The document's projects, each with all its mentions."""
    mentions: dict[str | None, list[Thing[ProjectMention]]] = {}
    for thing in found.of(ProjectMention):
        mentions.setdefault(thing.row.links["project_id"], []).append(thing)
    return [
        Thing(
            Project(
                found.names[group[0].row.id],
                tuple(thing.said.status for thing in group if thing.said.status),
            ),
            tuple(thing.row for thing in group),
        )
        for group in mentions.values()
    ]


def judge_gains(found: Found, gold: Gold) -> Iterator[Judgement]:
    """A gain is right when its text is much like gold's, or one holds the other."""
    gains = found.of(Gain)
    matching = Matching.of(gold.gains or (), gains, lambda entry, t: _same_gain(entry, t.said.text))
    yield from matching.judged("gains", lambda entry: entry.text, lambda gain: gain.text)
    for entry, thing in matching.found():
        if entry.project:
            name = found.names.get(thing.row.id)
            known = (entry.project, *entry.project_aliases)
            right = any(same_name(name, each) for each in known)
            yield check("gain project", f"{entry.text}: {entry.project}", name, right)
        if entry.realised:
            said = thing.said.realised
            wanted = f"{entry.text}: {entry.realised}"
            yield check("gain realised", wanted, said, said == entry.realised)
        if entry.beneficiary:
            who = thing.said.beneficiary
            right = entry.beneficiary.casefold()[:5] in (who or "").casefold()  # in any form
            yield check("gain beneficiary", f"{entry.text}: {entry.beneficiary}", who, right)
    for phrase in gold.never_gains:
        caught = [thing for thing in gains if phrase.casefold() in thing.said.text.casefold()]
        if caught:
            yield spurious("gains", f"never a gain: {phrase}", caught)


def _same_gain(gold: GoldGain, text: str) -> bool:
    enough = min(len(words(text)), len(words(gold.text))) >= 4
    inside = enough and containment(gold.text, text) >= 0.9
    return inside or likeness(gold.text, text) >= 0.6


def judge_activities(found: Found, gold: Sequence[GoldActivity]) -> Iterator[Judgement]:
    """An activity is right when its text is nearly gold's."""
    matching = Matching.of(
        gold,
        found.of(Activity),
        lambda entry, thing: likeness(entry.text, thing.said.text) >= 0.8,
    )
    yield from matching.judged(
        "activities", lambda entry: entry.text, lambda activity: activity.text
    )
    for entry, thing in matching.found():
        theme, group = thing.said.theme, thing.said.group_name
        wanted = f"{entry.text}: {entry.theme}"
        yield check("activity theme", wanted, theme, same_name(theme, entry.theme))
        if entry.group:
            wanted = f"{entry.text}: {entry.group}"
            yield check("activity group", wanted, group, same_name(group, entry.group))
