"""The cases that were found against those of gold, with what was recommended and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluate.alike import likeness, same_name, words
from pipeline.evaluate.gold import GoldCase
from pipeline.evaluate.judgement import Found, Judgement, Matching, Thing, check, spurious
from schemas.claims import Case, Recommendation, Vedtak, Vote

ALIKE = 0.85  # likeness of two texts that say the same

Cases = Matching[GoldCase, Case]


def match_cases(found: Found, gold: Sequence[GoldCase]) -> Cases:
    """Each case of gold with at most one that was found: no case is two."""
    left = found.of(Case)
    pairs: list[tuple[GoldCase, tuple[Thing[Case], ...]]] = []
    for entry in gold:
        match = next((thing for thing in left if _is_same(entry, thing.said)), None)
        left = [thing for thing in left if thing is not match]
        pairs.append((entry, (match,) if match else ()))
    return Matching(tuple(pairs), tuple(left))


def _is_same(gold: GoldCase, case: Case) -> bool:
    if gold.sequence is None or case.sequence is None:
        return _says(gold, "title", case.title)
    same_year = gold.year is None or case.year in (None, gold.year)
    prefix = words(case.prefix or case.number)[:1]
    same_prefix = not (gold.prefix and case.prefix) or prefix == words(gold.prefix)[:1]
    return case.sequence == gold.sequence and same_year and same_prefix


def judge_cases(found: Found, cases: Cases) -> Iterator[Judgement]:
    """Whether each case was found, and what each field of it says.

    A recommendation or decision in a case that gold does not have is as wrong as the case.
    """
    for entry, match in cases.pairs:
        if not entry.optional:
            yield check("cases", _called(entry), None, bool(match), match)
    for thing in cases.beside:
        recommended = found.linked(Recommendation, "case_id", thing.row)
        decided = found.linked(Vedtak, "case_id", thing.row)
        about = (thing, *recommended, *decided)
        yield spurious("cases", f"{thing.said.number} {thing.said.title}", about)
    for entry, match in cases.pairs:
        if not entry.optional:
            yield from _inside(found, entry, match[0] if match else None)


def _inside(found: Found, gold: GoldCase, case: Thing[Case] | None) -> Iterator[Judgement]:
    """What the case that was found for `gold` says, if there is one."""
    recommended = found.linked(Recommendation, "case_id", case.row) if case else []
    decided = found.linked(Vedtak, "case_id", case.row) if case else []
    yield from _fields(gold, case.said if case else None)
    if gold.mentions("recommendation"):
        yield from _text("recommendation", gold, gold.recommendation, recommended)
    if gold.mentions("vedtak"):
        yield from _text("vedtak", gold, gold.vedtak, decided, tail=gold.vedtak_optional_tail)
    if gold.vedtak is not None:
        yield from _outcome(gold, decided)
        votes = (v for vedtak in decided for v in found.linked(Vote, "vedtak_id", vedtak.row))
        yield from _named_votes(gold, list(votes))


def _called(case: GoldCase) -> str:
    return f"{case.sequence}/{case.year} {case.title}"


def _says(gold: GoldCase, field: str, text: str | None) -> bool:
    return any(likeness(text, str(each)) >= ALIKE for each in gold.accepted(field))


def _fields(gold: GoldCase, case: Case | None) -> Iterator[Judgement]:
    def judged(facet: str, wanted: str, got: str | None, right: bool) -> Judgement:
        return check(facet, f"{gold.sequence}: {wanted}", got, right)

    title, kind = (case.title, case.type) if case else (None, None)
    handler, archive = (case.handler, case.archive_ref) if case else (None, None)
    if gold.title:
        yield judged("case title", gold.title, title, _says(gold, "title", title))
    if gold.type:
        yield judged("case type", gold.type, kind, words(kind) == words(gold.type))
    if gold.handler:
        yield judged("case handler", gold.handler, handler, same_name(handler, gold.handler))
    if gold.archive_ref:
        same = words(archive) == words(gold.archive_ref)
        yield judged("archive ref", gold.archive_ref, archive, same)


def _outcome(gold: GoldCase, decided: Sequence[Thing[Vedtak]]) -> Iterator[Judgement]:
    """How the case ended and what the count was, by any of its decisions."""
    called = _called(gold)
    if gold.outcome:
        outcomes = [thing.said.outcome for thing in decided]
        right = any(
            words(got) == words(each) for got in outcomes for each in gold.accepted("outcome")
        )
        yield check("outcome", f"{called}: {gold.outcome}", _first(outcomes), right)
    for field in ("unanimous", "votes_for", "votes_against"):
        if gold.mentions(field):
            told = [getattr(thing.said, field) for thing in decided]
            known = [int(each) for each in told if each is not None]
            wanted = getattr(gold, field)
            yield check("votes", f"{called}: {field} {wanted}", _first(known), wanted in known)


def _named_votes(gold: GoldCase, votes: Sequence[Thing[Vote]]) -> Iterator[Judgement]:
    for side, names in (("mot", gold.against_names), ("for", gold.for_names)):
        for name in names:
            cast = [v for v in votes if same_name(v.said.name, name) and v.said.vote == side]
            wanted = f"{_called(gold)}: {name} {side}"
            yield check("named votes", wanted, None, bool(cast), cast)


def _first(values: Sequence[object]) -> object:
    return values[0] if values else None


def _text(
    facet: str,
    gold: GoldCase,
    wanted: str | None,
    things: Sequence[Thing[Recommendation | Vedtak]],
    tail: str = "",
) -> Iterator[Judgement]:
    """The text of a case's rows, one of them or all together, against what gold wants it to be."""
    if wanted is None:
        if things:
            yield spurious(facet, f"{gold.sequence}: {things[0].said.text}", things)
        return
    accepted = [wanted, f"{wanted} {tail}"]
    whole = "\n".join(thing.said.text for thing in things)

    def score(text: str) -> float:
        return max(likeness(text, each) for each in accepted)

    best = max(things, key=lambda thing: score(thing.said.text), default=None)
    about = [best] if best else []
    right = best is not None and score(best.said.text) >= ALIKE
    if not right and score(whole) >= ALIKE:
        about, right = list(things), True
    yield check(facet, f"{gold.sequence}: {wanted}", whole or None, right, about)
