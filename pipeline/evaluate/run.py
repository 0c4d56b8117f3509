"""What an evaluation gave, and the figures that follow from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from statistics import fmean
from typing import Literal, NamedTuple

from pipeline.evaluate.judgement import Judgement, Mark
from schemas.base import Value


class Judged(Value):
    """One document in one format; `folder` is where its gold stands."""

    folder: str
    name: str
    format: str
    language: str
    judgements: tuple[Judgement, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.{self.format}"


class Run(Value):
    """Every document that was judged. Kept as JSON, it is what a later run is held against."""

    documents: tuple[Judged, ...]

    def where(self, key: Literal["folder", "language", "format"], value: str) -> Run:
        """Only the documents of one folder, language or format."""
        return Run(documents=tuple(d for d in self.documents if getattr(d, key) == value))

    def counts(self) -> dict[str, Count]:
        """What each field came to over all documents, by name."""
        counts: defaultdict[str, Count] = defaultdict(Count)
        for document in self.documents:
            for judgement in document.judgements:
                counts[judgement.facet] += Count.of(judgement)
        return dict(sorted(counts.items()))

    def overall(self) -> float:
        """The mean F1 of the fields; 0 if nothing was judged."""
        scores = [count.f1 for count in self.counts().values()]
        return fmean(scores) if scores else 0.0


class Count(NamedTuple):
    """How many things of a field were right, missed, and found beside what gold has."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    @classmethod
    def of(cls, judgement: Judgement) -> Count:
        """Something found in the place of another is both a miss and spurious."""
        verdict = judgement.verdict
        return cls(
            right=int(verdict == "right"),
            missed=int(verdict in ("missed", "wrong")),
            spurious=int(verdict in ("spurious", "wrong")),
        )

    def __add__(self, other: Count) -> Count:  # type: ignore[override]  # a sum, not a longer tuple
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float | None:
        """Of what was found, how much is right; None if nothing was found."""
        found = self.right + self.spurious
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Of what gold has, how much was found; None if it has nothing."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0..1."""
        all_of_it = 2 * self.right + self.missed + self.spurious
        return 2 * self.right / all_of_it if all_of_it else 1.0


class Trust(NamedTuple):
    """How many of a group's rows are right and wrong; a group has at least one."""

    right: int
    wrong: int

    @property
    def share(self) -> float:
        return self.right / (self.right + self.wrong)


def rows_judged(run: Run) -> list[tuple[Mark, bool]]:
    """Every row that gold says something of, and whether every judgement about it is right."""
    rows: list[tuple[Mark, bool]] = []
    for document in run.documents:
        right: dict[Mark, bool] = {}
        for judgement in document.judgements:
            for mark in judgement.rows:
                right[mark] = right.get(mark, True) and judgement.verdict == "right"
        rows += right.items()
    return rows


def trust(rows: Iterable[tuple[Mark, bool]], group: Callable[[Mark], str]) -> dict[str, Trust]:
    """How many of the rows are right, by `group`."""
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for mark, right in rows:
        counts[group(mark)][right] += 1
    return {name: Trust(count[True], count[False]) for name, count in sorted(counts.items())}


class Change(NamedTuple):
    """What was won and lost of one field in one document since an earlier run."""

    file: str
    facet: str
    won: tuple[str, ...]
    lost: tuple[str, ...]


def changes(earlier: Run, later: Run) -> list[Change]:
    """Field by field and document by document, over the documents that both runs judged."""
    before = {(each.folder, each.file): _errors(each) for each in earlier.documents}
    found = []
    for document in later.documents:
        old = before.get((document.folder, document.file))
        if old is None:
            continue
        new = _errors(document)
        for facet in sorted({*old, *new}):
            won, lost = old[facet] - new[facet], new[facet] - old[facet]
            if won or lost:
                change = Change(document.file, facet, tuple(won.elements()), tuple(lost.elements()))
                found.append(change)
    return found


def _errors(document: Judged) -> defaultdict[str, Counter[str]]:
    """What is not right, by field; the same thing wrong in another way is the same error."""
    errors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for judgement in document.judgements:
        if judgement.verdict != "right":
            wanted = judgement.wanted
            errors[judgement.facet][
                f"beside gold: {judgement.got}" if wanted is None else wanted
            ] += 1
    return errors
