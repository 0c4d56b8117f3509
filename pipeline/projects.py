"""Projects within one document: which mentions are of one project, and what is about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.vocabulary import fold
from schemas.claims import Claim, Gain, ProjectMention


class Projects:
    """The projects that a document mentions.

    Two mentions are of one project when a name or alias of the one is a name or alias of the other.
    """

    def __init__(self, mentions: Sequence[ProjectMention]) -> None:
        self.mentions = sorted(mentions, key=lambda m: m.evidence.start)
        self._group: dict[str, int] = {}
        groups: list[set[str]] = []
        for mention in self.mentions:
            names = {project_key(name) for name in (mention.name, *mention.aliases)}
            touched = {self._group[name] for name in names if name in self._group}
            target = min(touched, default=len(groups))
            if target == len(groups):
                groups.append(set())
            for other in touched - {target}:
                names |= groups[other]
                groups[other] = set()
            groups[target] |= names
            self._group.update(dict.fromkeys(groups[target], target))
        # A group goes by its fullest name: the longest of those used as a mention's own.
        self._names = [""] * len(groups)
        own = {project_key(mention.name) for mention in mentions}
        for name in sorted(own, key=lambda key: (len(key), key)):
            self._names[self._group[name]] = name

    def id_of(self, mention: ProjectMention) -> str:
        """The project's id, from its fullest name."""
        return self._id(self._group[project_key(mention.name)])

    def about(self, claim: Claim) -> str | None:
        """The project that the words name, else the one in whose reach they stand."""
        if isinstance(claim, Gain) and claim.project:
            group = self._named(claim.project)
            if group is not None:
                return self._id(group)
        inside = [
            mention
            for mention in self.mentions
            if mention.reach and mention.reach[0] <= claim.evidence.start < mention.reach[1]
        ]
        if not inside:
            return None
        nearest = min(inside, key=lambda m: (m.reach or (0, 0))[1] - (m.reach or (0, 0))[0])
        return self.id_of(nearest)

    def _named(self, name: str) -> int | None:
        key = project_key(name)
        if key in self._group:
            return self._group[key]
        holding = {
            g
            for known, g in self._group.items()
            if f" {key} " in f" {known} " or f" {known} " in f" {key} "
        }
        return holding.pop() if len(holding) == 1 else None

    def _id(self, group: int) -> str:
        return f"prosjekt-{self._names[group].replace(' ', '-')}"


@lru_cache(maxsize=2_000)  # each place that names a project has the name's
def project_key(name: str) -> str:
    """A project's name as it is compared: only letters and digits, lower case."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
