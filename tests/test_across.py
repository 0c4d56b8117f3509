"""Projects and copies across documents, and an archive that does not know who came first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.examine import examine
from pipeline.rows import rows_of
from pipeline.store import Archive, land, open_archive, remove
from schemas.claims import Amount, Gain, ProjectMention, ProjectStatus
from schemas.document import Source
from schemas.record import Record
from tests.records import document, minutes, proven, record

SPANNING = {
    "case_threads": "case_id, thread_id, reason",
    "project_links": "id, own_id, project_id, reason",
    "projects": "id, name, aliases, organisation, first_year, last_year, status",
    "project_mentions": "id, project_id",
    "gains": "id, project_id",
    "amounts": "id, project_id",
    "documents": "id, duplicate_of",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def tells(
    name: str,
    *aliases: str,
    of: str | None = "Nordli kommune",
    year: int = 2024,
    text: str = "",
    status: ProjectStatus | None = None,
) -> Record:
    """A document of the organisation `of` that mentions the project `name`."""
    paper = document(f"Om {name}. {text}\nSparer 5 timer for 300 kroner.", f"{name} {of} {year}")
    key = "-".join(name.casefold().split())
    about = {"project_id": f"prosjekt-{key}", "case_id": None}
    said = proven(paper, f"Om {name}. {text}".strip())
    mention = ProjectMention(
        **said, name=name, aliases=aliases, status=status, text=f"Om {name}. {text}"
    )
    gain = Gain(**proven(paper, "Sparer 5 timer"), text="Sparer 5 timer", amount=5, unit="timer")
    amount = Amount(**proven(paper, "300 kroner"), amount=300, source="text")
    rows = [
        ("project_mentions", mention, about),
        ("gains", gain, about),
        ("amounts", amount, about),
    ]
    made = record(paper, rows, year=year)
    facts = made.facts.model_copy(update={"organisation": of})
    return made.model_copy(update={"facts": facts})


def put(archive: Archive, *records: Record) -> None:
    for each in records:
        land(archive, rows_of(each), path=each.document.source_name, version="1", now="2024-03-02")


def projects(archive: Archive) -> list[set[str]]:
    """Each project: all its names."""
    sql = "SELECT p.name, value FROM projects AS p LEFT JOIN json_each(p.aliases) ORDER BY p.id"
    named: dict[str, set[str]] = {}
    for name, alias in archive.execute(sql):
        named.setdefault(name, {name}).update({alias} - {None})
    return sorted(named.values(), key=sorted)


def test_a_project_is_one_through_the_years_under_all_its_names(archive: Archive) -> None:
    put(
        archive,
        tells("DigiSkog", year=2022, status="planlagt"),
        tells("DigiSkog", year=2024, status="i drift"),
        tells("Digital skogplan", "DigiSkog", year=2023, status="pågår"),
    )
    assert projects(archive) == [{"DigiSkog", "Digital skogplan"}]
    [project] = archive.query("SELECT * FROM projects")
    assert (project["first_year"], project["last_year"]) == (2022, 2024)
    assert project["status"] == "i drift"
    reasons = {reason for (reason,) in archive.execute("SELECT reason FROM project_links")}
    assert reasons == {
        "Samme navn i samme organisasjon: DigiSkog",
        "Kalles også i samme organisasjon: DigiSkog",
    }
    history = archive.execute("SELECT dato, hva, status, mengde FROM prosjekthistorikk").fetchall()
    assert history == [
        row
        for year, status in ((2022, "planlagt"), (2023, "pågår"), (2024, "i drift"))
        for row in (
            (f"{year}-03-01", "omtale", status, None),
            (f"{year}-03-01", "gevinst", None, 5.0),
            (f"{year}-03-01", "beløp", None, 300.0),
        )
    ]


def test_one_name_in_two_organisations_is_two_projects(archive: Archive) -> None:
    put(archive, *(tells("Velferdsteknologi", of=of) for of in ("Nordli", "Sørli", None)))
    put(archive, tells("Velferdsteknologi", of=None, text="Ny tekst."))
    assert archive.execute("SELECT count(*) FROM projects").fetchone() == (4,)


def test_a_project_may_be_defined_as_another_organisations(archive: Archive) -> None:
    led = "Ledes av Vestre Nettlag."
    put(archive, tells("Felles nett", of="Vestre Nettlag"), tells("Felles nett", text=led))
    assert projects(archive) == [{"Felles nett"}]
    [reason] = archive.execute(
        "SELECT reason FROM project_links WHERE own_id LIKE '%nordli-kommune'"
    ).fetchone()
    assert reason == "Omtalen nevner Vestre Nettlag"


def test_two_that_speak_of_a_third_are_not_one(archive: Archive) -> None:
    together = "Sammen med Vestre Nettlag."
    put(archive, *(tells("Felles nett", of=of, text=together) for of in ("Nordli", "Sørli", None)))
    assert archive.execute("SELECT count(*) FROM projects").fetchone() == (3,)


def test_a_short_form_of_two_names_ties_neither(archive: Archive) -> None:
    put(archive, tells("Trygg natt", "TN"), tells("TN", year=2023))
    assert projects(archive) == [{"TN", "Trygg natt"}]
    put(archive, tells("Tjenester på nett", "TN"))
    assert archive.execute("SELECT count(*) FROM projects").fetchone() == (3,)


def test_what_is_about_a_project_follows_it_when_it_is_tied_and_when_it_comes_loose(
    archive: Archive,
) -> None:
    first, other = tells("Skogplan"), tells("DigiSkog")
    between = tells("Skogplan", "DigiSkog", year=2023)
    put(archive, first, other)
    apart = spanning(archive)
    put(archive, between)
    for table in ("project_mentions", "gains", "amounts"):
        ids = archive.execute(f"SELECT DISTINCT project_id FROM {table}").fetchall()
        assert ids == archive.execute("SELECT id FROM projects").fetchall()
    remove(archive, between.id)
    assert spanning(archive) == apart


def test_copies_point_to_one(archive: Archive) -> None:
    text = "Protokoll fra Nordli\nSak 3/24 Ny sykkelsti"
    papers = [
        record(document(text, "a.txt")),
        record(document(text.replace("\n", " –\n"), "b.txt")),
        record(document(f"{text} i Furulia", "c.txt")),
    ]
    put(archive, *papers)
    first, second = sorted(paper.id for paper in papers[:2])
    pairs = archive.execute("SELECT id, duplicate_of FROM documents WHERE duplicate_of NOT NULL")
    assert pairs.fetchall() == [(second, first)]
    remove(archive, first)
    assert archive.execute("SELECT count(duplicate_of) FROM documents").fetchone() == (0,)


def spanning(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """All that depends on more than one document."""
    return {
        table: archive.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in SPANNING.items()
    }


@pytest.fixture(scope="module")
def landed(samples: Path) -> list[Record]:
    """The samples that have much in common, and some documents that have too."""
    found = [minutes(), tells("Trygg natt", "TN"), tells("TN"), tells("Trygg natt", of="Sørli")]
    files = [*sorted(samples.glob("*elvestrand*")), *sorted(samples.glob("*fjordsamarbeid*"))]
    return found + [examine(Source.of(file.name, file.read_bytes())) for file in files]


def test_the_samples_of_one_case_are_one_thread(archive: Archive, landed: list[Record]) -> None:
    put(archive, *landed)
    sql = """
        SELECT organ, saksnummer, grunn FROM sakshistorikk
        WHERE organisasjon = 'Elvestrand kommune' ORDER BY dato, dokument
    """
    assert archive.execute(sql).fetchall() == [
        ("Formannskapet", "31/25", "Samme arkivsak 24/1187"),
        ("formannskapet", "31/25", "Samme arkivsak 24/1187"),
        ("Kommunestyret", "PS 22/25", "Samme arkivsak 24/1187"),
    ]


@settings(max_examples=15)
@given(data=st.data())
def test_the_order_of_arrival_leaves_no_trace(landed: list[Record], data: st.DataObject) -> None:
    """Nor do documents that came and went, or came twice."""
    order = data.draw(st.permutations(landed))
    leaving = data.draw(st.sets(st.integers(0, len(order) - 1)))
    with open_archive(Path(":memory:")) as archive:
        put(archive, *landed)
        wanted = spanning(archive)
    with open_archive(Path(":memory:")) as archive:
        put(archive, *order)
        for n in leaving:
            remove(archive, order[n].id)
        put(archive, *(order[n] for n in leaving), order[0])
        assert spanning(archive) == wanted
        assert archive.execute("PRAGMA foreign_key_check").fetchall() == []
