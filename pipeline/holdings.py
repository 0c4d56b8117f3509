"""Files that hold others, while a run reads what they hold: a holder is done when all of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.folder import File
from pipeline.manifest import Failure
from pipeline.workers import Job, Opened, Outcome
from schemas.faults import TooLarge


@dataclass(slots=True)
class _Open:
    """A file that has been opened, and how many of those that it holds are still to be read."""

    job: Job
    left: int


class Holdings:
    """What is held by the files that a run has opened.

    `most` is how many a file on disk may hold, all depths together; `landed` are the paths that the
    run has read already, before it was broken off and tried again.
    """

    def __init__(self, most: int, landed: Collection[str]) -> None:
        self._most = most
        self._landed = landed
        self._met: Counter[str] = Counter()  # what each file on disk holds, as far as is known
        self._open: dict[str, _Open] = {}

    def judged(self, job: Job, outcome: Outcome) -> Outcome:
        """`outcome`, or a failure if the file on disk would hold more than it may."""
        if not isinstance(outcome, Opened):
            return outcome
        top = (job.holder or job.file).path
        self._met[top] += len(outcome.held)
        if self._met[top] <= self._most:
            return outcome
        self._met[top] -= len(outcome.held)
        return Failure.of(TooLarge("Arkivet holder flere filer enn tillatt"), outcome.sha256)

    def jobs(self, job: Job, outcome: Outcome) -> list[Job]:
        """What remains to be read of what was found in `job`'s file."""
        if not isinstance(outcome, Opened):
            return []
        top = job.holder or job.file
        found = [
            Job(File(each.path, each.size, top.mtime_ns), holder=top, places=each.places)
            for each in outcome.held
            if each.path not in self._landed
        ]
        self._open[job.file.path] = _Open(job, len(found))
        return found

    def done(self, job: Job) -> Iterator[Job]:
        """The files that are done with, now that `job`'s is read: itself, and those it ends.

        One that has been opened is done when all that it holds is; the innermost comes first.
        """
        opened = self._open.get(job.file.path)
        if opened is not None and opened.left:
            return
        self._open.pop(job.file.path, None)
        yield job
        within = next((path for path in _leading_to(job.file.path) if path in self._open), None)
        if within is not None:
            self._open[within].left -= 1
            yield from self.done(self._open[within].job)


def _leading_to(path: str) -> Iterator[str]:
    """What `path` lies in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
