"""The language of single lines and of whole documents."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.language import BUCKETS, LANGUAGES, buckets, language_of, languages_of
from pipeline.examine import examine
from pipeline.rows import rows_of
from pipeline.store import land, open_archive
from schemas.claims import Language
from schemas.document import Source

SHARED = Path(__file__).parents[2] / "shared"
GOLD = sorted(
    gold
    for gold in (SHARED / "gold").glob("*.json")
    if any((SHARED / "documents").glob(f"{gold.stem}.[tm][xd]*"))
)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Kommunestyret vedtar at skolen ikke skal legges ned.", "nb"),
        ("Kommunestyret vedtek at skulen ikkje skal leggjast ned.", "nn"),
        ("Rådmannens innstilling", "nb"),
        ("Tilråding frå rådmannen", "nn"),
        ("SAKEN BLE UTSATT TIL NESTE MØTE", "nb"),
        ("SAKA VART UTSETT TIL NESTE MØTE", "nn"),
        ("The council has not yet decided when the work will begin.", "other"),
        ("Čoahkkin lei rabas ja buot áirasat ledje boahtán.", "other"),
    ],
)
def test_a_line_has_its_language(line: str, language: str) -> None:
    assert language_of(line) == language


@pytest.mark.parametrize(
    "line", ["", "12.03.2024", "Budsjett 2024", "Kari Nordmann", "post@eksempel.no", "Vedtak:"]
)
def test_what_is_no_language_has_none(line: str) -> None:
    assert language_of(line) is None


@pytest.mark.parametrize("line", ["Budsjett 2024", "Vedtak:", "Arkiv: 231"])
def test_where_words_do_not_decide_what_stands_around_does(line: str) -> None:
    assert language_of(line) is None
    assert [language_of(line, expected) for expected in ("nb", "nn")] == ["nb", "nn"]


@pytest.mark.parametrize("expected", LANGUAGES)
def test_what_stands_around_does_not_outweigh_clear_words(expected: Language) -> None:
    assert language_of("Kommunestyret vedtek at skulen ikkje skal leggjast ned.", expected) == "nn"
    assert language_of("12.03.2024", expected) is None


def test_each_block_of_an_archive_has_its_language(tmp_path: Path) -> None:
    text = """Protokoll fra møte i styret

Saken ble utsatt til neste møte fordi rådmannen ikke var til stede.

12.03.2024

Kommunestyret vedtek at skulen ikkje skal leggjast ned."""
    with open_archive(tmp_path / "arkiv.db") as archive:
        record = examine(Source.of("protokoll.txt", text.encode()))
        land(archive, rows_of(record), path="p", version="1", now="n")
        found = archive.execute("SELECT language FROM blocks ORDER BY seq").fetchall()
    assert [language for (language,) in found] == ["nb", "nb", None, "nn"]


def test_names_do_not_make_a_language() -> None:
    names = "Til stede: Kjell Arne Bø, Bjørg Vik, Åse Lunde, Torbjørn Haugen, Inger Lise Nes"
    assert language_of(names) == "nb"
    assert language_of(names.replace("stede", "stades")) == "nn"


def test_case_and_spacing_do_not_matter() -> None:
    line = "møteboka vart godkjend utan merknader"
    assert language_of(line) == language_of(f"  {line.upper()}\n") == "nn"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert language_of(text) in (None, *LANGUAGES)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Møtet", "ble", "hevet", "VART", "中文", "Nes", "a@b.no", "12"])
        | st.text()
    )
)
def test_lines_together_have_the_language_of_their_text(lines: list[str]) -> None:
    assert languages_of(tuple(lines)).whole == language_of("\n".join(lines))


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=["Ll", "Lo"]))))
def test_a_word_counts_once_for_each_of_its_ngrams(words: list[str]) -> None:
    found, of = buckets(words)
    for number, word in enumerate(words):
        edged = f"<{word}>"
        ngrams = {edged[i : i + n] for n in (2, 3, 4, 5) for i in range(len(edged) - n + 1)}
        expected = sorted(zlib.crc32(each.encode()) % BUCKETS for each in ngrams | {edged})
        assert sorted(found[of == number]) == expected


@pytest.mark.skipif(not GOLD, reason="the hand-made gold is not here")
@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.stem)
def test_a_whole_document_has_the_language_of_its_gold(gold: Path) -> None:
    documents = SHARED / "documents"
    (text,) = (
        p for ending in (".txt", ".md") if (p := documents / f"{gold.stem}{ending}").exists()
    )
    expected = json.loads(gold.read_text(encoding="utf-8"))["document"]["language"]
    assert language_of(text.read_text(encoding="utf-8")) == expected
