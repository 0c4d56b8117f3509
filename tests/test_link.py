"""What belongs to what: ids that never change, cases that are one, votes that decide."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract
from pipeline.link import entity_links, join_cases, link, slug
from schemas.claims import Case, Claim, DocumentFact, EntityKind, Gain, Mention, ProjectMention
from schemas.document import Document
from schemas.record import Record, Row
from tests.extractors.build import document, reading
from tests.records import cut

MINUTES = (
    "Møteprotokoll",
    "Utvalg: Kulturstyret",
    "Dato: 08.10.2026",
    "Til stede: Liv Nes (Ap), Per Vik (H), Åse Li (Sp)",
    "Saksnr\tTittel\tSakstype",
    "PS 1/26\tNy bru\tBeslutning",
    "PS 2/26\tNy veg\tOrientering",
    "PS 1/26 Ny bru",
    "Innstilling:",
    "Brua males for 5 000 kroner.",
    "Forslag fra Per Vik (H):",
    "Brua rives.",
    "For forslaget stemte 1: Per Vik",
    "Imot forslaget stemte 2: Liv Nes, Åse Li",
    "Dermed ble forslaget ikke vedtatt.",
    "Vedtak:",
    "Som innstillingen.",
    "PS 2/26 Ny veg",
    "Vedtak:",
    "Rådmannen skal bygge vegen. Prisen er 9 000 kroner.",
)


@cache
def minutes() -> tuple[Document, tuple[Claim, ...]]:
    read = reading(*MINUTES)
    return read.document, extract(read)


def linked() -> Record:
    return link(*minutes())


def rows(record: Record, table: str) -> list[Row]:
    return [row for row in record.rows if row.table == table]


def said(row: Row) -> str:
    return row.claim.evidence.text


@given(st.randoms(use_true_random=False))
def test_ids_and_links_are_the_same_whatever_the_order_of_claims(random: Random) -> None:
    paper, claims = minutes()
    shuffled = link(paper, random.sample(claims, len(claims)))

    def tied(record: Record) -> set[tuple[str, str, tuple[tuple[str, str | None], ...]]]:
        return {(row.id, said(row), tuple(sorted(row.links.items()))) for row in record.rows}

    assert tied(shuffled) == tied(linked())
    assert shuffled.facts == linked().facts


def test_ids_are_the_documents_the_tables_and_a_running_number() -> None:
    record = linked()
    ids = [row.id for row in record.rows]
    assert len(set(ids)) == len(ids)
    assert [row.id for row in rows(record, "cases")] == [
        f"{record.id}-cases-1",
        f"{record.id}-cases-2",
    ]


def test_the_list_and_the_section_are_one_case() -> None:
    cases = [row.claim for row in rows(linked(), "cases")]
    assert all(isinstance(case, Case) for case in cases)
    assert [(c.number, c.title, c.type, c.source) for c in cases if isinstance(c, Case)] == [
        ("PS 1/26", "Ny bru", "beslutning", "section"),
        ("PS 2/26", "Ny veg", "orientering", "section"),
    ]


def test_what_stands_in_a_section_belongs_to_its_case() -> None:
    record = linked()
    first, second = (row.id for row in rows(record, "cases"))
    owners = {said(row): row.links.get("case_id") for row in record.rows if row.table != "cases"}
    assert owners["Som innstillingen."] == first
    assert owners["Brua rives."] == first
    assert owners["Rådmannen skal bygge vegen. Prisen er 9 000 kroner."] == second
    amounts = [row.links["case_id"] for row in rows(record, "amounts")]
    assert amounts == [first, second]


def test_people_and_cases_belong_to_the_meeting() -> None:
    record = linked()
    (meeting,) = rows(record, "meetings")
    tied = rows(record, "attendance") + rows(record, "cases")
    assert {row.links["meeting_id"] for row in tied} == {meeting.id}


def test_a_vote_belongs_to_what_was_voted_on_and_to_no_decision_that_it_did_not_make() -> None:
    record = linked()
    proposal = next(row.id for row in rows(record, "recommendations") if said(row) == "Brua rives.")
    votes = rows(record, "votes")
    assert len(votes) == 3
    assert {row.links["recommendation_id"] for row in votes} == {proposal}
    assert {row.links["vedtak_id"] for row in votes} == {None}


def test_a_vote_that_decided_belongs_to_the_decision() -> None:
    lines = [line.replace("ikke vedtatt", "vedtatt") for line in MINUTES]
    read = reading(*lines)
    record = link(read.document, extract(read))
    decision = next(row.id for row in rows(record, "vedtak") if "Som" in said(row))
    assert {row.links["vedtak_id"] for row in rows(record, "votes")} == {decision}


def test_the_surest_fact_of_each_field_stands() -> None:
    paper = document("En protokoll og et referat")
    facts = [
        DocumentFact(evidence=cut(paper, word), rule="r", confidence=sure, field="kind", value=word)
        for word, sure in (("protokoll", 0.6), ("referat", 0.9))
    ]
    assert link(paper, facts).facts.kind == link(paper, facts[::-1]).facts.kind == "referat"


def case(
    source: str, number: str | None, title: str | None, start: int = 0, **more: object
) -> Case:
    prefix, _, pair = (number or "").rpartition(" ")
    sequence, year = map(int, pair.split("/")) if pair else (None, None)
    fields = {
        "evidence": cut(document("Ny bru"), "Ny bru"),
        "rule": "r",
        "confidence": 0.9,
        "number": number,
        "prefix": prefix or None,
        "sequence": sequence,
        "year": year,
        "title": title,
        "source": source,
        "section": (start, start + 10),
        **more,
    }
    return Case.model_validate(fields)


def test_a_section_takes_from_the_list_only_what_it_does_not_say() -> None:
    section = case("section", "1/2026", None, handler="Liv Nes")
    listed = case("agenda", "PS 1/2026", "Ny bru", handler="Per Vik", type="beslutning")
    (joined,) = join_cases([listed, section])
    assert (joined.number, joined.title, joined.handler, joined.type, joined.source) == (
        "1/2026",
        "Ny bru",
        "Liv Nes",
        "beslutning",
        "section",
    )


@pytest.mark.parametrize(
    ("section", "listed", "cases"),
    [
        (("1/2026", "Ny bru"), ("1/2026", "Bru"), 1),  # by number, whatever the titles
        (("PS 1/2026", "Ny bru"), ("RS 1/2026", "Ny bru"), 2),  # prefixes tell apart
        (("1/2026", "Ny bru"), ("1/2025", "Ny bru"), 2),  # so do years
        ((None, "Ny bru"), (None, "NY  BRU"), 1),  # by title where there are no numbers
        ((None, "Om ny bru"), (None, "Ny bru"), 1),
        ((None, "Ny bru"), (None, "Ny veg"), 2),
    ],
)
def test_when_a_listed_case_is_the_one_treated(
    section: tuple[str | None, str], listed: tuple[str | None, str], cases: int
) -> None:
    assert len(join_cases([case("section", *section), case("agenda", *listed)])) == cases


def test_a_case_that_goes_on_right_below_is_one_and_a_number_used_again_is_another() -> None:
    one = case("section", "1/2026", "Ny bru", 0)
    goes_on = case("section", "1/2026", None, 10)
    again = case("section", "1/2026", "Ny kai", 10)
    assert [c.section for c in join_cases([one, goes_on])] == [(0, 20)]
    assert [c.title for c in join_cases([one, again])] == ["Ny bru", "Ny kai"]


def mention(kind: EntityKind, name: str, **more: str) -> Mention:
    proof = cut(document(f"Så kom {name}"), name)
    return Mention(evidence=proof, rule="r", confidence=1, kind=kind, name=name, **more)


def test_a_person_has_the_same_id_in_all_documents_of_one_organisation() -> None:
    ids = {
        entity_links(mention("person", name), "nes-kommune")["entity_id"]
        for name in ("Liv Nes", "LIV  NES")
    }
    assert ids == {"person-liv-nes@nes-kommune"}
    elsewhere = entity_links(mention("person", "Liv Nes"), "os-kommune")
    assert elsewhere["entity_id"] == "person-liv-nes@os-kommune"
    assert slug("Ås–Ski, 2. etappe!") == "ås-ski-2-etappe"


def test_what_is_in_a_register_is_known_by_its_number() -> None:
    ids = [
        entity_links(each, "nes-kommune")["entity_id"]
        for each in (
            mention("kommune", "Hamarøy", ref="1875"),
            mention("kommune", "Hábmer", ref="1875"),
            mention("kommune", "Bø"),
            mention("kommune", "Bø", apart="0123"),
            mention("organisasjon", "Nordkyst AS"),
        )
    ]
    assert ids == [
        "kommune-1875",
        "kommune-1875",
        "kommune-bø",
        "kommune-bø+0123",
        "organisasjon-nordkyst-as",
    ]


REPORT = ("Prosjektet Trygg bru (TB) er i gang.", "TB sparer 5 timer.", "Ny kai sparer alt.")


def project(words: str, *aliases: str, reach: tuple[int, int] | None = None) -> ProjectMention:
    proof = cut(document(*REPORT), words)
    return ProjectMention(
        evidence=proof, rule="r", confidence=1, name=words, aliases=aliases, reach=reach
    )


def gain(words: str, named: str | None = None) -> Gain:
    proof = cut(document(*REPORT), words)
    return Gain(evidence=proof, rule="r", confidence=1, text=words, project=named)


def projects(*claims: Claim) -> list[str | None]:
    """The project of each claim, in the order in which their words stand."""
    record = link(document(*REPORT), claims)
    in_order = sorted(record.rows, key=lambda row: row.claim.evidence.start)
    return [row.links["project_id"] for row in in_order]


def test_mentions_that_share_a_name_are_of_one_project_called_by_its_fullest() -> None:
    mentions = [project("Trygg bru", "TB"), project("TB"), project("Ny kai")]
    assert projects(*mentions) == ["prosjekt-trygg-bru"] * 2 + ["prosjekt-ny-kai"]


def test_a_gain_is_of_the_project_that_it_names_else_of_the_one_in_whose_reach_it_stands() -> None:
    whole = project("Trygg bru", reach=(0, 200))
    near = project("Ny kai", reach=(len("\n".join(REPORT[:2])), 200))
    tied = projects(whole, near, gain("sparer 5 timer"), gain("sparer alt"))
    assert tied == [
        "prosjekt-trygg-bru",
        "prosjekt-trygg-bru",
        "prosjekt-ny-kai",
        "prosjekt-ny-kai",
    ]
    assert projects(whole, near, gain("sparer alt", "Trygg bru"))[-1] == "prosjekt-trygg-bru"


def test_a_gain_outside_every_project_is_of_none() -> None:
    assert projects(project("Trygg bru"), gain("sparer alt")) == ["prosjekt-trygg-bru", None]


@pytest.mark.parametrize(("kind", "status"), [("Innkalling", "invited"), ("Protokoll", "present")])
def test_whom_an_innkalling_lists_has_not_come_yet(kind: str, status: str) -> None:
    read = reading(kind, "Dato: 08.10.2026", "Deltakere: Liv Nes, Per Vik", "Sak 1/26 Ny bru")
    found = link(read.document, extract(read))
    assert [getattr(row.claim, "status", None) for row in rows(found, "attendance")] == [status] * 2
