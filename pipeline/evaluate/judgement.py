"""What judging is made of: what was found, what is compared with it, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pipeline.evaluate.gold import Entry
from schemas.base import Value
from schemas.claims import Claim
from schemas.record import Facts, Record, Row

C = TypeVar("C", bound=Claim)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=Entry)


class Mark(Value):
    """A row that a judgement is about: right when the judgement is."""

    id: str
    table: str
    rule: str
    confidence: float


class Judgement(Value):
    """One thing that gold says, or that was found beside it.

    `missed`: gold has it, nothing was found. `spurious`: found, gold has it not. `wrong`: something
    else was found in its place, which is both.
    """

    facet: str
    verdict: Literal["right", "missed", "spurious", "wrong"]
    wanted: str | None = None
    got: str | None = None
    rows: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Thing(Generic[T_co]):
    """Something that was found, and the rows that say it."""

    said: T_co
    rows: tuple[Row, ...]

    @property
    def row(self) -> Row:
        return self.rows[0]


class Found:
    """What was found in one document; nothing at all if it could not be read.

    `names` is what an archive calls the project or entity that a row belongs to, by the row's id.
    """

    def __init__(self, record: Record | None, names: Mapping[str, str]) -> None:
        self.facts = record.facts if record else Facts()
        self.rows = record.rows if record else ()
        self.names = names

    def of(self, kind: type[C]) -> list[Thing[C]]:
        """The claims of one kind, in order."""
        return [Thing(row.claim, (row,)) for row in self.rows if isinstance(row.claim, kind)]

    def linked(self, kind: type[C], column: str, row: Row) -> list[Thing[C]]:
        """The claims of one kind that belong to `row`."""
        return [thing for thing in self.of(kind) if thing.row.links.get(column) == row.id]


def marks(things: Iterable[Thing[object]]) -> tuple[Mark, ...]:
    """The rows of `things`, for a judgement about them."""
    return tuple(
        Mark(id=row.id, table=row.table, rule=row.claim.rule, confidence=row.claim.confidence)
        for thing in things
        for row in thing.rows
    )


def check(
    facet: str, wanted: str, got: object, right: bool, about: Iterable[Thing[object]] = ()
) -> Judgement:
    """The judgement of one value."""
    verdict: Literal["right", "missed", "wrong"] = "right" if right else "wrong"
    if not right and got in (None, ""):
        verdict = "missed"
    shown = None if got is None else str(got)
    return Judgement(facet=facet, verdict=verdict, wanted=wanted, got=shown, rows=marks(about))


def spurious(facet: str, got: object, about: Iterable[Thing[object]]) -> Judgement:
    """The judgement of something that gold does not have."""
    return Judgement(facet=facet, verdict="spurious", got=str(got), rows=marks(about))


@dataclass(frozen=True)
class Matching(Generic[E, T]):
    """What was found for each entry of gold, and what was found beside them.

    Several things may cover one entry, and the reverse, as long as each matches.
    """

    pairs: tuple[tuple[E, tuple[Thing[T], ...]], ...]
    beside: tuple[Thing[T], ...]

    @classmethod
    def of(
        cls, gold: Iterable[E], things: Sequence[Thing[T]], same: Callable[[E, Thing[T]], bool]
    ) -> Matching[E, T]:
        """Match by `same`."""
        pairs = tuple((entry, tuple(t for t in things if same(entry, t))) for entry in gold)
        used = [thing for _, hits in pairs for thing in hits]
        return cls(pairs, tuple(thing for thing in things if thing not in used))

    def judged(
        self, facet: str, wanted: Callable[[E], str], got: Callable[[T], str]
    ) -> Iterator[Judgement]:
        """Whether each entry was found, and what gold does not have."""
        for entry, hits in self.pairs:
            if not entry.optional:
                yield check(facet, wanted(entry), None, bool(hits), hits)
        for thing in self.beside:
            yield spurious(facet, got(thing.said), [thing])

    def found(self) -> Iterator[tuple[E, Thing[T]]]:
        """Each entry that counts and was found, with the first thing that matches it."""
        return ((entry, hits[0]) for entry, hits in self.pairs if hits and not entry.optional)
