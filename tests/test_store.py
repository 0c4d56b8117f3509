"""The archive keeps what it is given, with its proof, whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rows import Defect, rows_of
from pipeline.store import Archive, land, open_archive, read_archive, remove
from schemas import claims
from schemas.claims import Amount, Finding, ProjectMention
from schemas.document import Evidence
from schemas.record import Record
from tests.records import document, minutes, proven, record

ONLY_FOR_LINKING = {
    "cases.also",
    "cases.section",
    "cases.source",
    "gains.project",
    "mentions.apart",  # stored as a part of own_id
    "project_mentions.reach",
    "vedtak.resolved",  # stored as resolved_text and its place
    "votes.decides",
    "votes.proposal",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def put(archive: Archive, given: Record, path: str = "/arkiv/protokoll.txt") -> None:
    land(archive, rows_of(given), path=path, version="1", now="2024-03-02T10:00:00+00:00")


def rows(archive: Archive, table: str) -> list[dict[str, object]]:
    return list(archive.query(f"SELECT * FROM {table} ORDER BY id"))


def dump(archive: Archive) -> dict[str, list[dict[str, object]]]:
    """All that the archive says, without the marks of when it was made."""
    ours = [name for name in archive.table_names() if not name.startswith(("_", "sqlite_"))]
    tables = [name for name in ours if not name.startswith(("search", "blocks_fts"))]
    return {
        name: [{k: v for k, v in row.items() if k != "key"} for row in rows(archive, name)]
        for name in tables
        if name not in {"files", "case_threads"}
    }


def test_every_table_and_column_of_the_contract_is_there(archive: Archive, shared: Path) -> None:
    contract = (shared / "CONTRACT.md").read_text(encoding="utf-8")
    promised = re.findall(r"^\| (\w+) \| [^|]* \| ([^|]*) \|$", contract, re.MULTILINE)
    assert len(promised) == 22
    for table, columns in promised[1:]:
        plain = re.sub(r"\([^)]*\)", "", columns)
        names = {name.strip() for name in plain.split(",")}
        have = {column.name for column in archive.table(table).columns} - {"id"}
        assert {name for name in names if name} <= have, table


def test_every_field_of_a_claim_has_a_column(archive: Archive) -> None:
    tables = {
        "meetings": claims.Meeting,
        "attendance": claims.Attendance,
        "cases": claims.Case,
        "recommendations": claims.Recommendation,
        "vedtak": claims.Vedtak,
        "votes": claims.Vote,
        "actions": claims.Action,
        "activities": claims.Activity,
        "project_mentions": claims.ProjectMention,
        "gains": claims.Gain,
        "amounts": claims.Amount,
        "events": claims.Event,
        "mentions": claims.Mention,
    }
    for table, claim in tables.items():
        have = {column.name for column in archive.table(table).columns}
        lost = {f"{table}.{name}" for name in set(claim.model_fields) - have}
        assert lost - {f"{table}.evidence"} <= ONLY_FOR_LINKING


def test_a_record_lands_with_its_proof(archive: Archive) -> None:
    given = minutes()
    put(archive, given)
    for row in given.rows:
        quote = archive.execute(
            f"""
            SELECT substr(t.text, r.char_start + 1, r.char_end - r.char_start), r.page, r.rule
            FROM {row.table} AS r JOIN texts AS t USING (document_id) WHERE r.id = ?
            """,
            [row.id],
        ).fetchone()
        assert quote == (row.claim.evidence.text, 1, "for hånd")
    [vedtak] = rows(archive, "vedtak")
    assert vedtak["unanimous"] == 0
    assert vedtak["final"] is None
    assert vedtak["resolved_text"] == "Forslaget fikk"
    assert given.document.text[vedtak["resolved_char_start"] :].startswith("Forslaget fikk")
    [decided] = archive.query("SELECT * FROM vedtaksliste")
    assert (decided["saksnummer"], decided["side"]) == ("3/24", 1)
    assert decided["sitat"] == "Rådet sier ja til sykkelstien."


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.data())
def test_a_quote_is_the_same_in_sql_as_in_python(text: str, data: st.DataObject) -> None:
    paper = document(f"{text}\n42")
    blocks = [block for block in paper.blocks if block.text.strip()]
    block = data.draw(st.sampled_from(blocks))
    claim = Amount(evidence=block.cut(), rule="r", confidence=1, amount=1, source="text")
    with open_archive(Path(":memory:")) as archive:
        put(archive, record(paper, [("amounts", claim, {})]))
        [found] = archive.query("SELECT sitat FROM belop")
    assert found["sitat"] == block.text.strip()


def test_a_misquote_is_refused_and_nothing_changes(archive: Archive) -> None:
    put(archive, minutes())
    before = dump(archive)
    paper = minutes().document
    typed = Evidence(start=0, end=5, page=1, text="typed")
    wrong = Amount(evidence=typed, rule="r", confidence=1, amount=1, source="text")
    with pytest.raises(Defect):
        put(archive, record(paper, [("amounts", wrong, {})]))
    assert dump(archive) == before


def test_a_row_that_belongs_to_nothing_is_refused_and_nothing_changes(archive: Archive) -> None:
    put(archive, minutes())
    before = dump(archive)
    paper = minutes().document
    stray = Amount(**proven(paper, "ja"), amount=1, source="text")
    with pytest.raises(sqlite3.IntegrityError):
        put(archive, record(paper, [("amounts", stray, {"case_id": "#9"})]))
    assert dump(archive) == before


def test_text_that_sqlite_would_cut_short_is_refused(archive: Archive) -> None:
    with pytest.raises(Defect):
        put(archive, record(document("Møte\0bok")))


def test_landing_again_changes_nothing(archive: Archive) -> None:
    put(archive, minutes())
    before = dump(archive)
    put(archive, minutes())
    assert dump(archive) == before


def test_landing_again_replaces_what_is_no_longer_said(archive: Archive) -> None:
    put(archive, minutes())
    put(archive, record(minutes().document, findings=(NO_CASES,)))
    assert not rows(archive, "cases")
    assert not rows(archive, "projects")
    assert not rows(archive, "entities")
    [finding] = archive.query("SELECT * FROM funn")
    assert (finding["melding"], finding["sitat"]) == ("Ingen saker", None)


NO_CASES = Finding(rule="saker", severity="advarsel", message="Ingen saker")


def test_the_archive_is_the_same_in_whichever_order_documents_come(tmp_path: Path) -> None:
    papers = [minutes(name=f"{year}.txt", year=year) for year in (2022, 2023, 2024)]
    dumps = []
    for order in (papers, papers[::-1]):
        with open_archive(tmp_path / f"{len(dumps)}.db") as archive:
            for paper in order:
                put(archive, paper, paper.document.source_name)
            dumps.append(dump(archive))
    assert dumps[0] == dumps[1]


def test_a_project_is_what_all_its_mentions_say(archive: Archive) -> None:
    def mention(name: str, year: int, status: claims.ProjectStatus | None) -> Record:
        paper = document(f"Om {name}.", f"{year}.txt")
        known = proven(paper, name) | {"name": name, "aliases": ("Trygg skolevei",)}
        claim = ProjectMention(**known, status=status)
        return record(paper, [("project_mentions", claim, {"project_id": "p"})], year=year)

    put(archive, mention("Trygg skolevei", 2023, None))
    put(archive, mention("Skoleveien", 2021, "planlagt"))
    put(archive, mention("Trygg skolevei", 2022, "i drift"))
    [project] = rows(archive, "projects")
    assert project == {
        "id": "p@nordli-kommune",
        "name": "Trygg skolevei",
        "aliases": '["Skoleveien"]',
        "organisation": "Nordli kommune",
        "first_year": 2021,
        "last_year": 2023,
        "status": "i drift",
    }
    for held in rows(archive, "documents"):
        remove(archive, str(held["id"]))
    assert not rows(archive, "projects")


def test_norwegian_letters_are_letters_of_their_own(archive: Archive) -> None:
    words = ["får", "for", "far"]
    put(archive, record(document("\n".join(words))))
    for word in words:
        hits = archive.execute("SELECT text FROM blocks_fts WHERE blocks_fts MATCH ?", [word])
        assert hits.fetchall() == [(word,)]


def test_search_knows_only_what_is_there(archive: Archive) -> None:
    put(archive, minutes())
    kinds = "SELECT kind FROM search WHERE search MATCH ? ORDER BY kind"
    assert archive.execute(kinds, ["sykkelstien OR sykkelsti"]).fetchall() == [
        ("cases",),
        ("vedtak",),
    ]
    assert archive.execute(kinds, ["TS"]).fetchall() == [("projects",)]
    put(archive, record(minutes().document))
    assert archive.execute(kinds, ["sykkelsti OR sykkelstien OR TS"]).fetchall() == []
    for table in ("search", "blocks_fts"):
        # Raises if the index and the text have come apart.
        archive.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_a_reader_is_neither_blocked_nor_shown_half_a_document(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    with open_archive(path) as archive:
        put(archive, minutes())
        with read_archive(path) as reader, archive.atomic():
            remove(archive, minutes().id)
            assert len(rows(reader, "cases")) == 1
        with read_archive(path) as reader:
            assert rows(reader, "cases") == []


@pytest.mark.usefixtures("archive")
def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with read_archive(tmp_path / "arkiv.db") as reader, pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM documents")


def test_an_archive_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), read_archive(tmp_path / "arkiv.db"):
        pass
    assert not list(tmp_path.iterdir())


def test_opening_an_archive_again_leaves_it_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "arkiv.db"
    with open_archive(path) as archive:
        put(archive, minutes())
        before = dump(archive)
    with open_archive(path) as archive:
        assert dump(archive) == before


def test_each_view_can_be_read(archive: Archive) -> None:
    put(archive, minutes())
    views = [
        name for (name,) in archive.execute("SELECT name FROM sqlite_schema WHERE type='view'")
    ]
    assert {"saker", "vedtaksliste", "prosjekter", "gevinster", "oppmote", "funn", "feil"} <= set(
        views
    )
    filled = {view for view in views if archive.execute(f"SELECT * FROM {view}").fetchall()}
    assert filled == {
        "saker",
        "vedtaksliste",
        "prosjekter",
        "prosjekthistorikk",
        "oppmote",
        "omtaler",
    }
