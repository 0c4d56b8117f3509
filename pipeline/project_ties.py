"""The same project in several documents and years.

A project is known by its names within its organisation. A short form such as `TN` is ambiguous as
soon as the organisation uses it for two names. `Velferdsteknologi` of two organisations is two
projects, unless what the one says of it names the other organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.keys import link_id, slug
from pipeline.projects import project_key
from pipeline.ties import Tie
from schemas.claims import ProjectMention
from schemas.record import Record

_CAPITALISED = re.compile(r"[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*(?: [a-zæøå]+)?")
_SHORT_FORM = 4  # letters at most


def project_ties(record: Record, home: str) -> Iterator[Tie]:
    """How the projects of `record` may be known in other documents, the strongest tie first."""
    mentions = [
        (link_id(record.id, row.links["project_id"] or ""), row.claim)
        for row in record.rows
        if type(row.claim) is ProjectMention
    ]
    for item, group in groupby(sorted(mentions, key=lambda m: m[0]), key=lambda m: m[0]):
        yield from _ties(record, home, item, [mention for _, mention in group])


def _ties(record: Record, home: str, item: str, mentions: list[ProjectMention]) -> Iterator[Tie]:
    own = dict.fromkeys(mention.name for mention in mentions)
    fullest = max((project_key(name) for name in own), key=lambda key: (len(key), key))
    others = dict.fromkeys(alias for mention in mentions for alias in mention.aliases)
    for name in own | others:
        key = project_key(name)
        reason = "Samme navn" if name in own else "Kalles også"
        if not _is_short(name) or key == fullest:
            yield Tie(item, f"navn|{home}|{key}", f"{reason} i samme organisasjon: {name}")
        if _is_short(name):
            label = fullest if key != fullest else None
            yield Tie(item, f"kort|{home}|{key}", f"Forkortes {name}", label=label)
    for organisation in dict.fromkeys(_named(record, mentions)):
        reason = f"Omtalen nevner {organisation}"
        yield Tie(item, f"navn|{slug(organisation)}|{fullest}", reason, owns=False)


def _is_short(name: str) -> bool:
    return name.isupper() and len(name) <= _SHORT_FORM


def _named(record: Record, mentions: list[ProjectMention]) -> Iterator[str]:
    """What may be an organisation's name of two words or more, where a project is spoken of.

    A document that does not say whose it is may have the name for its title.
    """
    texts = [mention.text or "" for mention in mentions]
    if record.facts.organisation is None:
        texts.append(record.facts.title or "")
    for match in _CAPITALISED.finditer("\n".join(texts)):
        words = match.group().split()
        yield from (
            " ".join(words[first:end])
            for end in (len(words) - 1, len(words))
            for first in range(end - 1)
        )
