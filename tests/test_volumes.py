"""A file with papers of several meetings gives each its cases; one meeting's papers give one."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path

import pikepdf

from pipeline.examine import examine
from schemas.claims import Attendance, Case, Meeting, Vedtak
from schemas.document import Source
from schemas.record import Record

MEETINGS = ("arkivstyret-2024-11-20", "havnestyret-nordvag-2023-12-06")
COUNCIL = "kommunestyret-elvestrand-2025-06-18"


def examined(name: str, data: bytes | str) -> Record:
    return examine(Source.of(name, data.encode() if isinstance(data, str) else data))


def cases_by_day(record: Record) -> dict[str | None, list[str]]:
    days = {row.id: row.claim.date for row in record.rows if isinstance(row.claim, Meeting)}
    cases = defaultdict(list)
    for row in record.rows:
        if isinstance(row.claim, Case):
            meeting = row.links["meeting_id"]
            assert meeting is not None
            cases[days[meeting]].append(row.claim.number or row.claim.title or "")
    return dict(cases)


def test_a_volume_of_minutes_says_what_its_minutes_say_apart(samples: Path) -> None:
    apart = [samples / f"{name}.pdf" for name in (*MEETINGS, COUNCIL)]
    held = io.BytesIO()
    with pikepdf.new() as volume:
        for file in apart:
            with pikepdf.open(file) as pages:
                volume.pages.extend(pages.pages)
        volume.save(held)
    together = examined("bok.pdf", held.getvalue())
    expected: dict[str | None, list[str]] = {}
    for file in apart:
        expected |= cases_by_day(examined(file.name, file.read_bytes()))
    assert cases_by_day(together) == expected
    assert together.facts.date is None
    text = together.document.text
    for row in together.rows:
        evidence = row.claim.evidence
        assert text[evidence.start : evidence.end] == evidence.text
    present = [
        row.links["meeting_id"] for row in together.rows if isinstance(row.claim, Attendance)
    ]
    assert len(set(present)) == 3


HEAD = """Nordli kommune

{title}

Utvalg: {body}
Møtested: Rådhuset
Dato: {day}
Tid: 18:00

"""
CALLED = """Sak 1/24 Ny sykkelsti i Furulia

Saksopplysninger:
Stien har vært ønsket lenge.

Forslag til vedtak:
Rådet sier ja til sykkelstien.

Sak 2/24 Gangvei til Moen

Forslag til vedtak:
Saken utsettes.

"""
TREATED = """Sak 1/24 Ny sykkelsti i Furulia

Vedtak:
Rådet sier nei til sykkelstien.

Sak 2/24 Gangvei til Moen

Vedtak:
Saken utsettes.

"""


def papers(title: str, day: str, text: str, body: str = "Ungdomsrådet") -> str:
    return HEAD.format(title=title, day=day, body=body) + text


def test_the_papers_of_one_meeting_are_one_meeting_with_its_cases() -> None:
    whole = papers("Møteinnkalling", "03.03.2024", CALLED)
    whole += papers("Møteprotokoll", "03.03.2024", TREATED)
    record = examined("sakspapirer.txt", whole)
    assert cases_by_day(record) == {"2024-03-03": ["1/24", "2/24"]}
    cases = {row.id: row.claim for row in record.rows if isinstance(row.claim, Case)}
    decided = {
        cases[row.links["case_id"]].number: row.claim.text  # type: ignore[union-attr,index]
        for row in record.rows
        if isinstance(row.claim, Vedtak)
    }
    assert decided == {"1/24": "Rådet sier nei til sykkelstien.", "2/24": "Saken utsettes."}


def test_two_bodies_on_one_day_are_two_meetings() -> None:
    whole = papers("Møteprotokoll", "03.03.2024", TREATED)
    whole += papers("Møteprotokoll", "03.03.2024", TREATED, body="Eldrerådet")
    record = examined("bok.txt", whole)
    assert [row.claim.body for row in record.rows if isinstance(row.claim, Meeting)] == [
        "Ungdomsrådet",
        "Eldrerådet",
    ]


def test_minutes_of_one_case_inside_a_case_begin_no_meeting() -> None:
    inner = "Saksprotokoll i Formannskapet - 01.03.2024\n\nVedtak:\nSaken oversendes rådet.\n\n"
    whole = papers("Møteprotokoll", "03.03.2024", TREATED.replace("Sak 2/24", inner + "Sak 2/24"))
    assert cases_by_day(examined("a.txt", whole)) == {"2024-03-03": ["1/24", "2/24"]}


def test_minutes_of_another_body_below_a_case_begin_below_it() -> None:
    record = examined("innkalling.txt", OTHERS_MINUTES)
    assert cases_by_day(record) == {"2019-05-21": ["PS 6/19", "PS 7/19"], "2019-03-05": ["RF 1/19"]}


OTHERS_MINUTES = """\
Møteinnkalling

Utvalg: Kulturstyret
Møtested: Rådhuset
Dato: 21.05.2019
Tidspunkt: 12:00

Eventuelt forfall må meldes snarest.
Varamedlemmer møter etter nærmere beskjed.
Dokumentene ligger på biblioteket.

Saksliste
PS 6/19 Godkjenning av protokoll
PS 7/19 Referatsaker

PS 6/19 Godkjenning av protokoll

PS 7/19 Referatsaker

Møteprotokoll

Utvalg: Ungdomsrådet
Møtested: Kulturhuset
Dato: 05.03.2019
Tid: 10:30

RF 1/19 Ny skatebane
Vedtak:
Rådet ønsker banen velkommen.
"""
