"""The same case in several documents is one thread, and no two cases are tied by accident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.rows import rows_of
from pipeline.store import Archive, land, open_archive, remove
from schemas.claims import Case, Meeting, Outcome, Vedtak
from schemas.document import Document
from schemas.record import Record
from tests.records import document, proven, record

Threads = dict[tuple[str, str], str]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def paper(
    body: str,
    date: str,
    *cases: tuple[str, str, str | None],
    organisation: str | None = "Nordli kommune",
    note: str = "",
    outcome: Outcome | None = None,
) -> Record:
    """Minutes of `body` with `cases` (number, title, archive reference), `note` in the last."""
    lines = [f"{body} {date}", *(f"Sak {number} {title}" for number, title, _ in cases)]
    text = "\n".join([*lines, *note.splitlines(), "Slik ble det."])
    given = document(text, f"{body} {date} {organisation}.txt")
    meeting = Meeting(**proven(given, body), body=body, date=date)
    claims = [("meetings", meeting, {})]
    claims += [("cases", case, {"meeting_id": "#0"}) for case in _cases(given, cases)]
    if outcome:
        decided = proven(given, "Slik ble det.")
        vedtak = Vedtak(**decided, text="Slik ble det.", outcome=outcome)
        claims.append(("vedtak", vedtak, {"case_id": "#1"}))
    made = record(given, claims)
    facts = made.facts.model_copy(update={"organisation": organisation, "date": date})
    return made.model_copy(update={"facts": facts})


def _cases(given: Document, cases: tuple[tuple[str, str, str | None], ...]) -> Iterator[Case]:
    starts = [given.text.index(f"Sak {number} {title}") for number, title, _ in cases]
    ends = [*starts[1:], len(given.text)]
    for (number, title, ref), start, end in zip(cases, starts, ends, strict=True):
        prefix, _, pair = number.rpartition(" ")
        sequence, year = (int(part) for part in pair.split("/"))
        yield Case(
            **proven(given, f"Sak {number} {title}"),
            number=number,
            prefix=prefix or None,
            sequence=sequence,
            year=2000 + year,
            title=title,
            archive_ref=ref,
            source="section",
            section=(start, end),
        )


def put(archive: Archive, *records: Record) -> None:
    for each in records:
        land(archive, rows_of(each), path=each.document.source_name, version="1", now="2024-03-02")


def threads(archive: Archive) -> list[Threads]:
    """Each thread: its cases by body and number, with the reason."""
    found: dict[str, Threads] = {}
    sql = """
        SELECT h.thread_id, m.body, c.number, h.reason
        FROM case_threads AS h JOIN cases AS c ON c.id = h.case_id
        JOIN meetings AS m ON m.id = c.meeting_id
    """
    for thread, body, number, reason in archive.execute(sql):
        found.setdefault(thread, {})[body, number] = reason
    return sorted(found.values(), key=sorted)


FSK, KS = "Formannskapet", "Kommunestyret"


def test_an_archive_reference_ties_however_its_year_is_written(archive: Archive) -> None:
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Ny bru", "24/1187")),
        paper(KS, "2024-05-16", ("PS 22/24", "Bru over elva", "2024/01187-5")),
    )
    assert threads(archive) == [
        {(FSK, "31/24"): "Samme arkivsak 24/1187", (KS, "PS 22/24"): "Samme arkivsak 2024/01187-5"}
    ]


def test_a_folder_that_holds_several_cases_ties_none(archive: Archive) -> None:
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Ny bru", "24/7"), ("32/24", "Ny vei", "24/7")),
        paper(KS, "2024-05-16", ("PS 22/24", "Gammel kai", "24/7")),
    )
    assert threads(archive) == []


def test_innkalling_and_protokoll_call_the_case_alike(archive: Archive) -> None:
    put(
        archive,
        paper("Formannskapet i Nordli", "2024-05-02", ("31/24", "Ny bru", None)),
        paper("FORMANNSKAP", "2024-05-03", ("PS 31/24", "Om ei bru", None)),
        paper("Formannskapet", "2024-05-04", ("RS 31/24", "Brev om is", None)),
    )
    assert threads(archive) == [
        {
            ("Formannskapet i Nordli", "31/24"): "Samme organ og saksnummer 31/24",
            ("FORMANNSKAP", "PS 31/24"): "Samme organ og saksnummer PS 31/24",
        }
    ]


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Det vises til formannskapets sak 31/24.", "Viser til «formannskapets sak 31/24»"),
        (
            "Jf. formannskapet si handsaming av sak 31/24.",
            "Viser til «formannskapet si handsaming av sak 31/24»",
        ),
        (
            "31/24 Formannskapet 02.05.2024\n22/24 Kommunestyret 16.05.2024",
            "Saksgangen nevner «31/24 Formannskapet 02.05.2024»",
        ),
        (
            "Formannskapet\t02.05.2024\t31/24\nKommunestyret\t16.05.2024\t22/24",
            "Saksgangen nevner «Formannskapet 02.05.2024 31/24»",
        ),
    ],
)
def test_a_reference_ties(archive: Archive, note: str, reason: str) -> None:
    first = paper(FSK, "2024-05-02", ("31/24", "Ny bru", None))
    later = paper(KS, "2024-05-16", ("PS 22/24", "Bru over elva", None), note=note)
    put(archive, first, later)
    [thread] = threads(archive)
    assert thread.keys() == {(FSK, "31/24"), (KS, "PS 22/24")}
    assert thread[KS, "PS 22/24"] == reason


@pytest.mark.parametrize(
    "note",
    [
        "Det vises til sak 31/24.",  # whose?
        "Det vises til rådets sak 31/24.",
        "Gnr. 31/24 ligger ved formannskapets hytte.",
    ],
)
def test_what_is_no_reference_to_the_case_does_not_tie(archive: Archive, note: str) -> None:
    first = paper(FSK, "2024-05-02", ("31/24", "Ny bru", None))
    put(archive, first, paper(KS, "2024-05-16", ("PS 22/24", "Bru over elva", None), note=note))
    assert threads(archive) == []


def test_a_case_that_others_cite_from_another_folder_is_another_case(archive: Archive) -> None:
    cited = "Kommunestyret viser til formannskapets sak 31/24."
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Budsjett for året", "24/1")),
        paper(KS, "2024-05-16", ("PS 22/24", "Ny bru over elva", "24/2"), note=cited),
    )
    assert threads(archive) == []


def test_one_title_on_the_way_through_the_bodies(archive: Archive) -> None:
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Ny bru over elva", None)),
        paper(KS, "2024-05-16", ("PS 22/24", "NY BRU OVER ELVA", None)),
    )
    [thread] = threads(archive)
    assert set(thread.values()) == {"Samme tittel i samme organisasjon"}


def test_a_title_that_comes_again_and_again_ties_nothing(archive: Archive) -> None:
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Rapport om årets økonomi", None)),
        paper(FSK, "2024-09-05", ("58/24", "Rapport om årets økonomi", None)),
        paper(FSK, "2024-06-06", ("40/24", "Godkjenning av forrige protokoll", None)),
        paper(KS, "2024-06-20", ("30/24", "Godkjenning av forrige protokoll", None)),
    )
    assert threads(archive) == []


def test_a_case_that_was_put_off_comes_back(archive: Archive) -> None:
    title = "Rapport om årets økonomi"
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", title, None), outcome="utsatt"),
        paper(FSK, "2024-09-05", ("58/24", title, None)),
    )
    assert [set(thread) for thread in threads(archive)] == [{(FSK, "31/24"), (FSK, "58/24")}]


@pytest.mark.parametrize("other", ["Sørli kommune", None])
def test_two_organisations_never_share_a_case(archive: Archive, other: str | None) -> None:
    case = ("31/24", "Ny bru over elva", "24/1187")
    put(
        archive,
        paper(FSK, "2024-05-02", case, organisation=other),
        paper(FSK, "2024-05-02", case, note="Her er det mer.", organisation=other and "Nordli"),
    )
    assert threads(archive) == []


def test_a_thread_comes_apart_when_what_held_it_goes(archive: Archive) -> None:
    first = paper(FSK, "2024-05-02", ("31/24", "Ny bru", "24/1"))
    between = paper(
        "Bystyret", "2024-05-09", ("9/24", "Bru nå", "24/1"), note="Se kommunestyrets sak 22/24."
    )
    last = paper(KS, "2024-05-16", ("22/24", "Om bru", None))
    put(archive, first, between, last)
    assert [len(thread) for thread in threads(archive)] == [3]
    remove(archive, between.id)
    assert threads(archive) == []


def test_a_thread_comes_apart_when_its_folder_turns_out_to_hold_several_cases(
    archive: Archive,
) -> None:
    put(
        archive,
        paper(FSK, "2024-05-02", ("31/24", "Ny bru", "24/7")),
        paper(KS, "2024-05-16", ("22/24", "Bru over elva", "24/7")),
    )
    assert [len(thread) for thread in threads(archive)] == [2]
    put(archive, paper("Råd", "2024-06-02", ("3/24", "Vei", "24/7"), ("4/24", "Kai", "24/7")))
    assert threads(archive) == []
