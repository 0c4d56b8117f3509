from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import store
from pipeline.lemmas import lemmas, lemmas_of
from pipeline.rows import rows_of
from pipeline.search import search, snippet, spans, terms
from pipeline.store import Archive, land, open_archive
from tests.records import document, minutes, record


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def found(archive: Archive, words: str, *, exact: bool = False) -> list[str]:
    """The blocks that hold `words`, without the marks of the snippet, by name."""
    hits = search(archive.conn, words, limit=50, exact=exact)
    return sorted(re.sub(r"[\[\]]", "", hit.snippet) for hit in hits if hit.kind == "blocks")


def put(archive: Archive, *lines: str) -> None:
    land(archive, rows_of(record(document("\n".join(lines)))), path="p", version="1", now="n")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("kommunene", "kommune"),
        ("kommunane", "kommune"),
        ("kommunar", "kommune"),
        ("vedtekne", "vedta"),
        ("vedteke", "vedta"),
        ("vedtok", "vedta"),
        ("vedtatt", "vedta"),
        ("Vedtatte", "vedta"),
        ("vedtaka", "vedtak"),
        ("vedtakene", "vedtak"),
        ("godkjende", "godkjenne"),
        ("GODKJENT", "godkjenne"),
        ("skuleruteframlegga", "skuleruteframlegg"),  # a compound inflects like its last part
        ("skoleruteplanene", "skoleruteplan"),
        ("byggesaksgebyret", "byggesaksgebyr"),
        ("tilrådingane", "tilråding"),
        ("får", "få"),
        ("12b", "12b"),
    ],
)
def test_a_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert lemma in lemmas(form)


def test_the_lemmas_of_a_text_are_those_that_it_does_not_hold_itself() -> None:
    assert lemmas_of("Kommunen og kommunene: kommune, fylkeskommunane") == "fylkeskommune"


@given(
    st.text(alphabet="sakerSAKERøÅİıſΣς_12.,-’ \t\u0307", max_size=30)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
)
def test_a_block_has_the_lemmas_of_its_text(text: str) -> None:
    read = document(f"a {text}")
    blocks = next(table for table in rows_of(record(read)).tables if table.name == "blocks")
    at = blocks.columns.index("lemmas")
    assert [row[at] for row in blocks.rows] == [lemmas_of(block.text) for block in read.blocks]


def test_every_form_of_a_word_is_found_by_every_other(archive: Archive) -> None:
    lines = ["Alle kommunane svarte", "Begge kommunene svarte", "En kommune svarte"]
    put(archive, *lines, "Kommunikasjonen svikter")
    for word in ("kommune", "kommunene", "Kommunar", "KOMMUNENS"):
        assert found(archive, word) == sorted(lines)
    assert found(archive, "kommunane", exact=True) == lines[:1]
    assert found(archive, '"kommunane"') == lines[:1]


def test_a_participle_is_found_by_its_verb_in_both_varieties(archive: Archive) -> None:
    lines = [
        "Planen er vedteken",
        "Dei vedtekne planane",
        "Planen ble vedtatt",
        "De vedtar en plan",
    ]
    put(archive, *lines)
    for word in ("vedta", "vedtekne", "vedtok"):
        assert found(archive, word) == sorted(lines)
    assert found(archive, "vedtekne planer") == sorted(lines)
    assert found(archive, "vedtekne", exact=True) == lines[1:2]


def test_norwegian_letters_stay_letters_of_their_own(archive: Archive) -> None:
    put(archive, "Vi får se", "Takk for sist", "Hun er far", "Vår i fjellet", "Hva det var")
    assert found(archive, "får") == ["Vi får se"]
    assert found(archive, "for") == ["Takk for sist"]
    assert found(archive, "vår") == ["Vår i fjellet"]


def test_words_in_quotes_stand_together_as_they_are_written(archive: Archive) -> None:
    put(archive, "Ny vei til ny skole", "Nye veier", "Vei ny")
    assert found(archive, '"ny vei"') == ["Ny vei til ny skole"]
    assert found(archive, "ny vei") == ["Ny vei til ny skole", "Nye veier", "Vei ny"]
    assert found(archive, '"ny vei') == ["Ny vei til ny skole"]  # a quote that is not closed


def test_numbers_with_a_sign_between_stand_together(archive: Archive) -> None:
    put(archive, "Sak 12/25 om vei", "Sak 25/12 om vei")
    assert found(archive, "12/25 veien") == ["Sak 12/25 om vei"]


def test_an_archive_from_before_lemmas_is_found_by_them_once_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, schema = tmp_path / "arkiv.db", tmp_path / "pipeline" / "schema"
    schema.mkdir(parents=True)
    for script in sorted(Path(store.__file__).with_name("schema").iterdir())[:4]:
        schema.joinpath(script.name).write_bytes(script.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(store, "files", tmp_path.joinpath)
        with open_archive(path) as old, old.atomic():
            old.execute(
                """
                INSERT INTO documents (id, sha256, path, name, format, status, ingested_at, version)
                VALUES ('d', 'd', 'd', 'd', 'txt', 'ok', 'n', '1')
                """
            )
            old.execute(
                """
                INSERT INTO blocks
                    (id, document_id, seq, kind, text, char_start, char_end, furniture)
                VALUES ('b', 'd', 0, 'paragraph', 'Alle kommunane svarte', 0, 21, 0)
                """
            )
    with open_archive(path) as archive:
        assert found(archive, "kommune") == ["Alle kommunane svarte"]


def test_rows_are_found_by_lemma_too(archive: Archive) -> None:
    land(archive, rows_of(minutes()), path="p", version="1", now="n")
    kinds = {hit.kind for hit in search(archive.conn, "sykkelstiene", limit=5)}
    assert kinds == {"cases", "vedtak", "blocks"}
    assert {h.kind for h in search(archive.conn, "sykkelstien", limit=5, exact=True)} == {
        "vedtak",
        "blocks",
    }


def test_a_snippet_marks_what_was_asked_for_in_any_form() -> None:
    asked = terms("kommune")
    assert snippet("Kommunene møtes.", asked) == "[Kommunene] møtes."
    long = " ".join(["ord"] * 50 + ["kommunar"] + ["til"] * 50)
    assert snippet(long, asked) == f"…{'ord ' * 6}[kommunar]{' til' * 17}…"
    text = "Nye veier og ny vei"
    assert [text[a:b] for a, b in spans(text, terms('"ny vei"'))] == ["ny", "vei"]


@pytest.fixture(scope="module")
def minutes_archive() -> Iterator[Archive]:
    with open_archive(Path(":memory:")) as archive:
        land(archive, rows_of(minutes()), path="p", version="1", now="n")
        yield archive


@given(words=st.text() | st.text('"*^:()-+{} ANDORNEAR\0æ', max_size=12), exact=st.booleans())
def test_no_search_is_an_error(minutes_archive: Archive, words: str, exact: bool) -> None:
    search(minutes_archive.conn, words, limit=5, exact=exact)


@settings(max_examples=25)  # each has an archive of its own
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
def test_what_is_exactly_there_is_found_by_lemma_too(words: str) -> None:
    with open_archive(Path(":memory:")) as archive:
        put(archive, "vei", words)
        exact = {h.row_id for h in search(archive.conn, words, limit=5, exact=True)}
        assert exact <= {h.row_id for h in search(archive.conn, words, limit=5)}
