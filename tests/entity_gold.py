"""How well names are linked, against gold that people wrote by reading the samples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.mentions import extract_mentions
from extractors.reading import Reading
from pipeline.readers import read
from schemas.claims import Mention
from schemas.document import Source

JUDGED = ("person", "organisasjon", "kommune", "system")  # places have no gold


class Score(NamedTuple):
    """A pair is words and the entity they are linked to, once for each document."""

    right: int
    found: int
    gold: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    confused: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


def judge(samples: Path, kinds: Iterable[str] = JUDGED) -> Score:
    """What Møtebok links in all documents that have gold; `confused` are wrong municipalities."""
    gold = json.loads((samples / "entities" / "gold.json").read_text(encoding="utf-8"))
    right, found, wanted = 0, 0, 0
    wrong, missed, confused = list[str](), list[str](), list[str]()
    for path, entities in gold.items():
        true = [each for each in entities if each["kind"] in kinds]
        pairs = {(i, words) for i, entity in enumerate(true) for words in entity["words"]}
        claimed = [m for m in _mentions(samples / path) if m.kind in kinds]
        linked = set(_linked(claimed, true))
        wanted, found = wanted + len(pairs), found + len(linked)
        right += len({(i, words) for i, _, words in linked if i is not None} & pairs)
        wrong += [
            f"{path}: {w} → {n}" for i, n, w in sorted(linked, key=str) if (i, w) not in pairs
        ]
        got = {(i, words) for i, _, words in linked}
        missed += [f"{path}: {w} ({true[i]['name']})" for i, w in sorted(pairs - got)]
        confused += [
            f"{path}: {m.evidence.text} → {m.ref}"
            for m in claimed
            if m.kind == "kommune" and m.ref and m.ref not in _refs(true, m.evidence.text)
        ]
    return Score(right, found, wanted, tuple(wrong), tuple(missed), tuple(confused))


@cache
def _mentions(file: Path) -> tuple[Mention, ...]:
    document = read(Source.of(file.name, file.read_bytes()))
    return tuple(extract_mentions(Reading(document)))


def _linked(
    claimed: list[Mention], true: list[dict[str, Any]]
) -> Iterator[tuple[int | None, str, str]]:
    """Each pair that is claimed, with the entity of the gold that most of its words are of."""
    groups: dict[tuple[str, str, str | None, str | None], Counter[str]] = {}
    for m in claimed:
        words = " ".join(m.evidence.text.split())
        groups.setdefault((m.kind, m.ref or m.name, m.ref, m.apart), Counter())[words] += 1
    for (kind, name, ref, _), words in groups.items():
        fitting = Counter(
            {
                i: sum(n for w, n in words.items() if w in entity["words"])
                for i, entity in enumerate(true)
                if entity["kind"] == kind and entity.get("ref") == ref
            }
        )
        best, count = (fitting.most_common(1) or [(None, 0)])[0]
        for each in words:
            yield (best if count else None), name, each


def _refs(true: list[dict[str, Any]], words: str) -> set[str]:
    return {e["ref"] for e in true if "ref" in e and words in e["words"]}
