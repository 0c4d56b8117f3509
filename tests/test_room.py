"""The reading room, asked in process: every page, and what must never happen on one."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.utils import tilde_encode
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from pipeline.room import build
from pipeline.room.compare import difference
from pipeline.room.proof import TABLES
from pipeline.rows import rows_of
from pipeline.store import land, open_archive
from schemas.claims import Amount, Event, Finding, Gain, Recommendation, Vedtak
from schemas.document import Document, Source
from schemas.record import Record
from tests.making import pdf_file
from tests.records import document, minutes, proven, record

HOSTILE = """<script>alert(1)</script> & "sitat" <b>sykkelsti</b>
Innstilling: Rådet sier <i>nei</i> til sykkelstien.
Vedtak: Rådet sier <i>ja</i> til sykkelstien "><img src=x onerror=alert(2)>
Kostnaden er kr 1 000.
Gevinst: <u>tryggere</u> skolevei.
Møte 12. mars 2024 </textarea></title><svg onload=alert(3)>
"""
NOW = "2024-05-01T10:00:00+00:00"


class Room:
    """An archive's room and what it answers."""

    def __init__(self, archive: Path) -> None:
        self.datasette = build(archive)
        self.loop = asyncio.new_event_loop()

    def get(self, path: str, **options: Any) -> httpx.Response:
        answer: httpx.Response = self.loop.run_until_complete(
            self.datasette.client.get(path, **options)
        )
        return answer

    def close(self) -> None:
        self.datasette.executor.shutdown()
        for database in self.datasette.databases.values():
            database.close()
        self.loop.close()


def hostile() -> Record:
    """A document whose every row is full of markup."""
    paper = document(HOSTILE, "<b>ond</b>.txt")
    words = HOSTILE.splitlines()
    recommendation = Recommendation(
        **proven(paper, words[1][13:]), text=words[1][13:], kind="innstilling"
    )
    vedtak = Vedtak(**proven(paper, words[2][8:]), text=words[2][8:], outcome="vedtatt")
    amount = Amount(**proven(paper, words[3]), label=words[3] + "<b>", amount=1000, source="text")
    gain = Gain(**proven(paper, words[4][9:]), text=words[4][9:], group_name="<b>tema</b>")
    event = Event(**proven(paper, words[5]), title=words[5], start_date="2024-03-12")
    base = minutes().rows[1]
    case = base.claim.model_copy(
        update=proven(paper, words[0]) | {"title": words[0], "number": "<b>1/24</b>"}
    )
    finding = Finding(rule="reading.remark", severity="feil", message=words[0])
    return record(
        paper,
        [
            ("cases", case, {"meeting_id": None}),
            ("recommendations", recommendation, {"case_id": "#0"}),
            ("vedtak", vedtak, {"case_id": "#0"}),
            ("amounts", amount, {"case_id": "#0", "project_id": None}),
            ("gains", gain, {"case_id": "#0", "project_id": None}),
            ("events", event, {"case_id": "#0"}),
        ],
        findings=(finding,),
    )


def put(archive: Path, *records: Record, path: str = "/arkiv/borte.txt") -> None:
    with open_archive(archive) as opened:
        for each in records:
            land(opened, rows_of(each), path=path, version="1", now=NOW)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    archive = tmp_path_factory.mktemp("rom") / "ark?iv #1.db"
    put(archive, minutes(), hostile())
    room = Room(archive)
    yield room
    room.close()


def first(room: Room, sql: str) -> str:
    answer = room.get("/arkiv.json", params={"sql": sql, "_shape": "arrays"}).json()
    return str(answer["rows"][0][0])


def addresses(room: Room) -> list[str]:
    """A page of every kind, and the proof of a row of every table."""
    proofs = [
        f"/kilde/{table}/{tilde_encode(row)}"
        for table in (*TABLES, "documents")
        for row in room.get(f"/arkiv/{table}.json?_shape=array&_size=max").json()
        for row in [row["id"]]
    ]
    things = [
        f"/{page}/{tilde_encode(row['id'])}"
        for page, table in [("sak", "cases"), ("prosjekt", "projects"), ("navn", "entities")]
        for row in room.get(f"/arkiv/{table}.json?_shape=array").json()
    ]
    lists = ["/", "/sok", "/sok?q=sykkelsti", "/kvalitet", "/kvalitet?alvor=feil", "/arkiv"]
    tables = ["/arkiv/vedtaksliste", "/arkiv/vedtak", "/arkiv/moter", "/arkiv/navneliste?navn=a"]
    return [*lists, *tables, *things, *proofs]


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]


def innocent(answer: httpx.Response) -> bool:
    """No tag or handler of a document's has become the page's; nothing is fetched from afar."""
    tags = Tags(answer.text)
    fetched = re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", answer.text)
    return (
        not {"script", "i", "u", "iframe"} & set(tags.names)
        and not any(name.startswith("on") for name in tags.attributes)
        and not fetched
    )


def test_every_page_answers_in_norwegian_and_nothing_in_a_document_becomes_markup(
    room: Room,
) -> None:
    for address in addresses(room):
        answer = room.get(address)
        assert answer.status_code == 200, address
        assert '<html lang="nb">' in answer.text, address
        assert innocent(answer), address
        assert "script" not in answer.headers["content-security-policy"]


def test_a_word_leads_to_a_vedtak_and_a_vedtak_to_its_proof(room: Room) -> None:
    found = room.get('/sok?q="sier ja til"').text
    assert "<mark>ja</mark> <mark>til</mark>" in found
    vedtak = re.findall(r'href="(/vedtak/[^"]+)"', found)[0]
    case = room.get(vedtak, follow_redirects=True).text
    assert "Rådet sier ja til sykkelstien." in case
    proof = re.findall(r'href="(/kilde/vedtak/[^"#]+)', case)[0]
    shown = room.get(proof).text
    assert '<mark id="merket">Rådet sier ja til sykkelstien.</mark>' in shown
    assert "Filen finnes ikke lenger" in shown


def test_the_difference_between_innstilling_and_vedtak_is_marked(room: Room) -> None:
    case = first(room, "SELECT id FROM cases WHERE number LIKE '<%'")
    page = room.get(f"/sak/{case}").text
    assert "<del>nei</del>" in page
    assert "<ins>ja</ins>" in page


def test_what_differs_is_the_words_and_not_their_case_or_spaces() -> None:
    told = difference("Saken  utsettes.", "saken vedtas.")
    assert told.before == [("Saken  ", False), ("utsettes", True), (".", False)]
    assert told.after == [("saken ", False), ("vedtas", True), (".", False)]
    assert difference("a " * 4000, "b " * 4000).alike is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_comparison_keeps_both_texts(before: str, after: str) -> None:
    told = difference(before, after)
    assert "".join(text for text, _ in told.before) == before
    assert "".join(text for text, _ in told.after) == after


def test_search_narrows_by_every_facet(room: Room) -> None:
    page = room.get("/sok?q=ja").text
    links = re.findall(r'href="(/sok\?[^"]+(?:hva|aar|organisasjon|utfall)=[^"]+)"', page)
    assert {re.findall(r"&amp;(\w+)=", link)[0] for link in links} >= {"hva", "aar", "utfall"}
    for link in links:
        narrowed = room.get(link.replace("&amp;", "&")).text
        assert "✕" in narrowed
        assert "Ingen treff" not in narrowed


def test_one_organisation_in_capitals_and_without_is_one_to_narrow_by(tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.db"
    shouting = minutes(name="annet.txt", text="Sak 3/24 Ny sykkelsti i Furulia\n" + PROSE)
    facts = shouting.facts.model_copy(update={"organisation": "NORDLI KOMMUNE"})
    put(archive, minutes(), shouting.model_copy(update={"facts": facts}))
    room = Room(archive)
    try:
        page = room.get("/sok?q=furulia&hva=cases").text
        assert "2 treff" in page
        (link,) = re.findall(r'href="(/sok\?[^"]+organisasjon=[^"]+)"', page)
        assert "2 treff" in room.get(link.replace("&amp;", "&")).text
        assert "Ingen treff" in room.get("/sok?q=furulia&organisasjon=Nord").text
    finally:
        room.close()


fts = st.sampled_from(
    ['"', "'", "*", "(", ")", "NEAR", "AND", "OR", "NOT", "^", ":", "-", "+", "{", "}", "\0",
     "\ue000", "\ud800", "<b>", "../", "%00", "søk", "text:", "\\", ";", "--", "\u202e", "🙂"]
)  # fmt: skip
words = st.lists(fts | st.text(max_size=8), max_size=12).map(" ".join)
values = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("q", "hva", "organ", "aar", "organisasjon", "utfall"), words)
)


@given(values, st.sampled_from(["1", "0", "-1", "99999999", "x", "²", ""]))
@settings(max_examples=80)
def test_no_query_gives_an_error_page_or_markup(
    room: Room, given_values: dict[str, str], page: str
) -> None:
    query = {k: v.encode("utf-8", "replace").decode() for k, v in given_values.items()}
    answer = room.get("/sok", params=query | {"side": page})
    assert answer.status_code == 200
    assert innocent(answer)


keys = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["../../etc/passwd", "..", ".", "%2e%2e%2f", "<script>", "a" * 5000, "' OR 1=1 --", "\0"]
)


@given(
    st.sampled_from(["/sak", "/mote", "/prosjekt", "/navn", "/vedtak", "/kilde/vedtak", "/kilde"]),
    keys,
    st.text(max_size=12),
)
@settings(max_examples=80)
def test_no_address_gives_a_fault_of_ours(room: Room, page: str, key: str, part: str) -> None:
    answer = room.get(f"{page}/{tilde_encode(key)}", params={"side": part.encode().hex()})
    assert answer.status_code in (302, 400, 404)
    assert innocent(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/kilde/sqlite_master/1",
        "/stil/../app.py",
        "/stil/%2e%2e/app.py",
        "/bilde/../../1.png",
        "/bilde/x/1.png",
        "/sok?q=" + "a " * 20_000,
        "/sok?q=" + "æ" * 9_000,
    ],
)
def test_hostile_addresses_are_answered_calmly(room: Room, path: str) -> None:
    answer = room.get(path)
    assert answer.status_code in (200, 302, 400, 404)
    assert "import" not in answer.text


def test_nothing_can_be_written(room: Room) -> None:
    sql = {"sql": "DELETE FROM vedtak"}
    assert room.get("/arkiv", params=sql).status_code == 400
    assert room.get("/arkiv", params={"sql": "SELECT 1; DROP TABLE vedtak"}).status_code == 400
    with pytest.raises(PermissionError):
        room.datasette.get_database("arkiv").connect(write=True)
    assert first(room, "SELECT count(*) FROM vedtak") == "2"


def test_a_query_that_takes_long_is_ended(room: Room) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    answer = room.get("/arkiv", params={"sql": endless})
    assert answer.status_code == 400


def test_feeds_can_be_read(room: Room) -> None:
    feed = etree.fromstring(room.get("/vedtak.atom").content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = feed.xpath("a:entry/a:title/text()", namespaces=names)
    assert any("<script>" in title for title in titles)
    assert len(set(feed.xpath("a:entry/a:id/text()", namespaces=names))) == len(titles) == 2
    events = Calendar.from_ical(room.get("/hendelser.ics").content).walk("VEVENT")
    assert [str(event["dtstart"].dt) for event in events] == ["2024-03-12"]
    assert [str(event["dtend"].dt) for event in events] == ["2024-03-13"]


def test_tables_and_queries_come_as_csv_and_json(room: Room) -> None:
    assert room.get("/arkiv/vedtaksliste.csv").text.startswith("organisasjon,")
    assert room.get("/arkiv/moter.json?_shape=array").status_code == 200
    page = room.get("/arkiv/vedtaksliste").text
    assert re.search(r'<a href="/vedtak/[^"]+">', page)


def test_an_archive_that_grows_is_shown_as_it_is_now(tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.db"
    put(archive, minutes())
    room = Room(archive)
    try:
        assert ">1</a></dd>" in room.get("/").text
        put(archive, minutes(name="annet.txt", text="Sak 3/24 Ny sykkelsti i Furulia\n" + PROSE))
        assert ">2</a></dd>" in room.get("/").text
    finally:
        room.close()


PROSE = minutes().document.text


def paper_of(data: bytes, name: str) -> Document:
    from pipeline.readers import read

    return read(Source.of(name, data))


def test_a_pdf_page_is_drawn_with_the_words_marked_until_its_file_changes(tmp_path: Path) -> None:
    file, archive = tmp_path / "møte.pdf", tmp_path / "arkiv.db"
    file.write_bytes(pdf_file())
    paper = paper_of(file.read_bytes(), file.name)
    assert paper.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    vedtak = Vedtak(**proven(paper, "Rådet sier ja."), text="Rådet sier ja.")
    put(archive, record(paper, [("vedtak", vedtak, {"case_id": None})]), path=str(file))
    room = Room(archive)
    try:
        row = first(room, "SELECT id FROM vedtak")
        assert room.get(f"/vedtak/{row}").headers["location"] == f"/kilde/vedtak/{row}"
        page = room.get(f"/kilde/vedtak/{row}").text
        source = re.findall(r'<img src="([^"]+)"', page)[0].replace("&amp;", "&")
        picture = room.get(source)
        assert picture.headers["content-type"] == "image/png"
        assert yellow(picture.content) > 500
        assert yellow(room.get(source.partition("?")[0]).content) == 0
        assert room.get(source.replace("1.png", "7.png")).status_code == 404
        file.write_bytes(pdf_file("noe annet"))
        page = room.get(f"/kilde/vedtak/{row}").text
        assert "<img" not in page
        assert "Filen er endret" in page
        assert '<mark id="merket">Rådet sier ja.</mark>' in page
    finally:
        room.close()


def yellow(png: bytes) -> int:
    """How many points are marked with the pen."""
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    colours = image.getcolors(image.width * image.height) or []
    return sum(number for number, (r, _, b) in colours if r - b > 60)  # type: ignore[misc]


def test_a_document_out_of_a_container_shows_its_text_with_a_note(tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.db"
    put(archive, minutes(), path="/arkiv/alt.zip/møte.docx")
    with open_archive(archive) as opened:
        opened.execute("UPDATE documents SET container = '/arkiv/alt.zip'")
        opened.conn.commit()
    room = Room(archive)
    try:
        page = room.get("/kilde/vedtak/" + first(room, "SELECT id FROM vedtak"))
        assert page.status_code == 200
        assert "Dokumentet kom i /arkiv/alt.zip." in page.text
        assert "<mark" in page.text
    finally:
        room.close()


def test_an_empty_archive_has_a_start_page(tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.db"
    put(archive)
    room = Room(archive)
    try:
        for path in ("/", "/kvalitet", "/vedtak.atom", "/hendelser.ics", "/sok?q=a", "/arkiv"):
            assert room.get(path).status_code == 200, path
    finally:
        room.close()
