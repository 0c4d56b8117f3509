"""Records made by hand, for the tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.claims import Attendance, Case, Claim, Finding, Mention, ProjectMention, Vedtak
from schemas.document import BlockKind, Document, Draft, Evidence, Source
from schemas.record import Facts, LinkedFinding, Record, Row, document_id

MINUTES = """Protokoll fra Nordli ungdomsråd
Til stede: Ada Fjell og Jon Vik
Sak 3/24 Ny sykkelsti i Furulia
Prosjektet Trygg skolevei er i gang.
Vedtak: Rådet sier ja til sykkelstien.
Forslaget fikk fler­tall på stedet.
"""


def document(text: str = MINUTES, name: str = "protokoll.txt") -> Document:
    """A document with one paragraph for each line of `text`."""
    source = Source.of(f"/arkiv/{name}", f"{name}\n{text}".encode())
    drafts = [Draft(kind=BlockKind.PARAGRAPH, text=line, page=1) for line in text.splitlines()]
    return Document.of(source, "txt", drafts, pages=1)


def cut(document: Document, words: str) -> Evidence:
    """Evidence for the first place where `words` stand."""
    start = document.text.index(words)
    block = document.block_at(start)
    return block.cut(start - block.start, start - block.start + len(words))


def proven(document: Document, words: str) -> dict[str, object]:
    """The fields that every claim has, with `words` as proof."""
    return {"evidence": cut(document, words), "rule": "for hånd", "confidence": 0.9}


def record(
    document: Document,
    claims: Sequence[tuple[str, Claim, dict[str, str | None]]] = (),
    *,
    year: int = 2024,
    findings: tuple[Finding, ...] = (),
) -> Record:
    """A record of `claims`, each given with its table and links; `#0` stands for the first row."""
    key = document_id(document.sha256)
    rows = tuple(
        Row(
            table=table,
            id=f"{key}-{number}",
            claim=claim,
            links={name: link and link.replace("#", f"{key}-") for name, link in links.items()},
        )
        for number, (table, claim, links) in enumerate(claims)
    )
    linked = tuple(
        LinkedFinding(id=f"{key}-f{number}", finding=finding)
        for number, finding in enumerate(findings)
    )
    facts = Facts(
        kind="protokoll",
        language="nb",
        organisation="Nordli kommune",
        year=year,
        date=f"{year}-03-01",
    )
    return Record(id=key, document=document, facts=facts, rows=rows, findings=linked)


def minutes(text: str = MINUTES, name: str = "protokoll.txt", *, year: int = 2024) -> Record:
    """Minutes with a person, a case, its decision, a project and an entity."""
    paper = document(text, name)
    case = Case(
        **proven(paper, "Sak 3/24 Ny sykkelsti i Furulia"),
        number="3/24",
        sequence=3,
        year=2024,
        title="Ny sykkelsti i Furulia",
        source="section",
        section=(0, len(paper.text)),
    )
    vedtak = Vedtak(
        **proven(paper, "Rådet sier ja til sykkelstien."),
        text="Rådet sier ja til sykkelstien.",
        resolved=cut(paper, "Forslaget fikk"),
        outcome="vedtatt",
        unanimous=False,
    )
    project = ProjectMention(
        **proven(paper, "Trygg skolevei"),
        name="Trygg skolevei",
        aliases=("TS",),
        status="pågår",
        reach=(0, 10),
    )
    person = Attendance(**proven(paper, "Ada Fjell"), name="Ada Fjell", status="present")
    mention = Mention(**proven(paper, "Jon Vik"), kind="person", name="Jon Vik")
    return record(
        paper,
        [
            ("vedtak", vedtak, {"case_id": "#1"}),
            ("cases", case, {"meeting_id": None}),
            ("project_mentions", project, {"project_id": "trygg skolevei", "case_id": "#1"}),
            ("attendance", person, {"meeting_id": None}),
            ("mentions", mention, {"entity_id": "person jon vik"}),
        ],
        year=year,
    )
