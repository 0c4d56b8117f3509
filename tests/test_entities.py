"""Names: found by structure and by the model, and linked. docs/entities.md tells how."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from extractors import nlp
from extractors.gazetteer import counties, municipalities, named
from extractors.mentions import extract_mentions
from extractors.persons import Persons
from extractors.reading import Reading
from pipeline.link import entity_links
from pipeline.readers import read
from pipeline.rows import rows_of
from pipeline.store import Archive, land, open_archive, remove
from schemas.claims import Mention
from schemas.document import Source
from tests.entity_gold import JUDGED, judge
from tests.records import document, proven, record


def names(*lines: str) -> list[Mention]:
    text = "\n\n".join(lines)
    return list(extract_mentions(Reading(read(Source.of("prøve.txt", text.encode())))))


def told(*lines: str, kind: str) -> list[tuple[str, str, str | None]]:
    """What each mention of a kind says, its name and its number."""
    return [(m.evidence.text, m.name, m.ref) for m in names(*lines) if m.kind == kind]


@pytest.mark.parametrize("kinds", [JUDGED, *((kind,) for kind in JUDGED)])
def test_names_are_linked_as_people_link_them(samples: Path, kinds: tuple[str, ...]) -> None:
    """`pytest -s` shows the figures."""
    score = judge(samples.parent, kinds)
    figures = f"precision {score.precision:.3f}, recall {score.recall:.3f} of {score.gold}"
    sys.stdout.write(f"{', '.join(kinds)}: {figures}\n")
    assert score.confused == ()
    assert score.precision >= 0.98, score.wrong
    assert score.recall >= (0.95 if len(kinds) > 1 else 0.9), score.missed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Saka gjeld Luster kommune.", [("Luster kommune", "Luster", "4644")]),
        ("Brev til NORDRE FOLLO KOMMUNE.", [("NORDRE FOLLO KOMMUNE", "Nordre Follo", "3207")]),
        (
            "Avtale med Nore og Uvdal kommune.",
            [("Nore og Uvdal kommune", "Nore og Uvdal", "3338")],
        ),
        ("Saken gjelder Forsand kommune.", [("Forsand kommune", "Forsand", "1129")]),
        ("Saken gjelder Haram kommune.", [("Haram kommune", "Haram", "1580")]),
        ("Hver kommune betaler sitt.", []),
        (
            "Kommunene Lom, Vågå og Skjåk svarte.",
            [("Lom", "Lom", "3434"), ("Vågå", "Vågå", "3435"), ("Skjåk", "Skjåk", "3433")],
        ),
        ("Tidligere Rygge kommune eide den.", [("Rygge kommune", "Rygge", "0136")]),
    ],
)
def test_a_municipality_has_its_number(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert told(text, kind="kommune") == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Møte i Nes kommune.", None),
        ("Møte i Nes kommune i Akershus.", "3228"),
        ("Møte i Nes kommune, Buskerud.", "0616"),
        ("Møte i Nes kommune i Viken.", None),  # both lay there
        ("Møte i Os kommune.", None),
        ("Møte i Os kommune (Hordaland).", "1243"),
        ("Møte i Os kommune i Hedmark.", "3430"),
        ("Møte i Herøy kommune.", None),
        ("Møte i Herøy kommune på Sunnmøre.", "1515"),
        ("Møte i Våler kommune.", None),
        ("Møte i Våler kommune i Solør.", "3419"),
        ("Møte i Bø kommune.", None),
        ("Møte i Bø kommune (kommunenr. 1867).", "1867"),
        ("Møte i Bø kommune i Telemark.", "0821"),
        ("Møte i Sande kommune.", None),
        ("Møte i Nye Moss kommune.", None),
        ("Møte i Indre Luster kommune.", None),
    ],
)
def test_an_ambiguous_municipality_is_not_guessed(text: str, number: str | None) -> None:
    assert [ref for _, _, ref in told(text, kind="kommune")] == [number]


def test_a_county_beside_the_name_once_is_enough_and_two_are_too_many() -> None:
    once = ("Nes kommune i Akershus kaller inn.", "Vi skriver fra Nes kommune.")
    assert [ref for _, _, ref in told(*once, kind="kommune")] == ["3228", "3228"]
    twice = (*once, "De bor i Nes kommune i Buskerud.")
    assert [ref for _, _, ref in told(*twice, kind="kommune")] == ["3228", None, "0616"]


def test_two_unresolved_municipalities_of_one_name_are_two_entities() -> None:
    ids = {
        entity_links(m, "hjemme")["entity_id"]
        for text in ("Her møtte Nes kommune.", "Nes kommune svarte.")
        for m in names(text)
        if m.kind == "kommune"
    }
    assert len(ids) == 2


def test_the_registers_of_municipalities_hold_together(shared: Path) -> None:
    today = {m.number: m for m in municipalities() if m.into is None}
    lines = (shared / "kommuner.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert set(today) == {line.split(",")[0] for line in lines}
    ended = [m for m in municipalities() if m.into is not None]
    assert not {m.number for m in ended} & set(today)
    assert [m for m in ended if m.into and m.into not in today] == []
    assert len({m.number for m in ended}) == len(ended)
    assert {m.number for m in named("bø")} == {"0821", "1867"}
    assert counties()["østfold"] == ("Østfold", "31")
    assert counties()["hedmark"] == ("Hedmark", "04")


def test_a_county_is_a_place_and_its_fylkeskommune_an_organisation() -> None:
    text = "Vestland fylkeskommune eig vegen, og Nordland fylke svarte ikkje."
    assert told(text, kind="organisasjon") == [
        ("Vestland fylkeskommune", "Vestland fylkeskommune", "46")
    ]
    assert told(text, kind="sted") == [("Nordland fylke", "Nordland", "18")]


@pytest.mark.parametrize("written", ["AP", "Ap", "Arbeiderpartiet", "Arbeidarpartiet"])
def test_a_party_has_one_name(written: str) -> None:
    who = f"Kari Li Moen ({written})" if len(written) < 3 else f"representantene fra {written}"
    found = told("Sak 3/24 Vei", f"Forslaget ble fremmet av {who} i møtet.", kind="organisasjon")
    assert found == [(written, "Arbeiderpartiet", None)]


def test_parties_between_slashes_are_parties() -> None:
    found = told("Vedtatt mot stemmene til Ap/SV.", kind="organisasjon")
    assert [name for _, name, _ in found] == ["Arbeiderpartiet", "Sosialistisk Venstreparti"]
    assert told("Gå til høyre, eller til venstre.", kind="organisasjon") == []


def test_an_abbreviation_means_what_the_document_says() -> None:
    found = told(
        "Nordre Kyst kompetansesenter (NKK) svarte.", "Vi ringte NKK.", kind="organisasjon"
    )
    assert {name for _, name, _ in found} == {"Nordre Kyst kompetansesenter"}
    concept = told("Digital Ettervern (DE) er et begrep.", "DE er bra.", kind="organisasjon")
    assert concept == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rådet støtter Nemndas forslag til vedtak.", "organisasjon"),
        ("De vil innlemme Solvik i samarbeidet.", "organisasjon"),
        ("En trygg skole i hver kommune. Trygg kommune er et slagord.", "kommune"),
    ],
)
def test_what_only_sounds_like_a_name_is_none(text: str, kind: str) -> None:
    assert told(text, kind=kind) == []


def test_a_word_that_the_text_also_writes_small_is_nobodys_first_name() -> None:
    persons = Persons([], "Nærbutikken Storvik ligger ved kaia. Xerxes Storvik går i nærbutikken.")
    persons.meet("Nærbutikken Storvik")
    persons.meet("Solvik Samvirkelag")
    persons.meet("Xerxes Storvik")
    assert persons.name_of("Nærbutikken Storvik") is None
    assert persons.name_of("Solvik Samvirkelag") is None
    assert persons.name_of("Xerxes Storvik") == "Xerxes Storvik"


def test_a_system_is_what_is_introduced_as_one() -> None:
    text = ("Vi bruker sak-/arkivsystemet Papirvei.", "Papirvei er nytt. Rosebud er gammelt.")
    assert told(*text, kind="system") == [
        ("Papirvei", "Papirvei", None),
        ("Papirvei", "Papirvei", None),
    ]
    assert told("Fagsystemet «Ny giv» er borte, system A er her.", kind="system") == [
        ("Ny giv", "Ny giv", None)
    ]


def test_a_surname_names_a_person_only_where_it_can_be_but_one() -> None:
    one = told("Til stede: Kari B Moen, Ola Dahl", "Saken ble lagt fram av Moen.", kind="person")
    assert ("Moen", "Kari B Moen", None) in one
    two = told("Til stede: Kari Moen, Ola Moen", "Saken ble lagt fram av Moen.", kind="person")
    assert "Moen" not in {words for words, _, _ in two}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "arkiv.db") as archive:
        yield archive


def put(archive: Archive, *people: str) -> str:
    """Land a document of one organisation that names `people`; returns its id."""
    paper = document("\n".join(people))
    claims = [Mention(**proven(paper, name), kind="person", name=name) for name in people]
    linked = record(paper, [("mentions", m, entity_links(m, "nes-kommune")) for m in claims])
    land(archive, rows_of(linked), path=people[0], version="1", now="n")
    return linked.id


def entities(archive: Archive) -> set[tuple[str, ...]]:
    """The names that each person is mentioned by."""
    sql = "SELECT group_concat(DISTINCT name) FROM mentions GROUP BY entity_id"
    return {tuple(sorted(row[0].split(","))) for row in archive.execute(sql)}


def test_a_shorter_name_in_another_document_is_the_same_person(archive: Archive) -> None:
    put(archive, "Hilde T Løvset Bråten")
    last = put(archive, "Hilde Bråten", "Kari Li")
    assert entities(archive) == {("Hilde Bråten", "Hilde T Løvset Bråten"), ("Kari Li",)}
    held = archive.execute("SELECT name FROM entities ORDER BY name").fetchall()
    assert held == [("Hilde T Løvset Bråten",), ("Kari Li",)]
    third = put(archive, "Hilde Marie Bråten")  # now the short name may be either's
    assert entities(archive) == {
        ("Hilde Bråten",),
        ("Hilde T Løvset Bråten",),
        ("Hilde Marie Bråten",),
        ("Kari Li",),
    }
    remove(archive, third)
    assert ("Hilde Bråten", "Hilde T Løvset Bråten") in entities(archive)
    remove(archive, last)
    assert archive.execute("SELECT name FROM entities").fetchall() == [("Hilde T Løvset Bråten",)]


def test_who_is_who_does_not_depend_on_the_order(tmp_path: Path) -> None:
    people = (["Anne Bø"], ["Anne Marie Bø"], ["Anne Marie Lie Bø"], ["Anne Lise Vik"])
    dumps = []
    for number, order in enumerate((people, people[::-1])):
        with open_archive(tmp_path / f"{number}.db") as archive:
            for each in order:
                put(archive, *each)
            sql = "SELECT name, entity_id FROM mentions ORDER BY id"
            dumps.append(archive.execute(sql).fetchall())
    assert dumps[0] == dumps[1]
    assert len({entity for _, entity in dumps[0]}) == 2


def test_another_pipeline_finds_the_names_in_running_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = spacy.blank("nb")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Aud Lillehaug Strømme"}])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv(nlp.VARIABLE, str(tmp_path / "other"))
    found = names("Saken ble lagt fram av Aud Lillehaug Strømme og Ingrid Solbakken.")
    assert [(m.name, m.rule) for m in found] == [("Aud Lillehaug Strømme", "mentions.person")]


def test_who_is_represented_is_a_municipality_whatever_the_model_thinks() -> None:
    present = "Til stede: Kari Lind (Ytre Hov), Ola Moe (Nedre Dal), Liv Nes (Søre Berg)"
    said = "Søre Berg mente at Ytre Hov hadde rett."
    found = names("Indre Fjord IKS", "Møteprotokoll", present, "Kommunene drøftet saken.", said)
    assert {m.kind for m in found if m.name == "Ytre Hov"} == {"kommune"}


@pytest.mark.parametrize("line", ["Ordfører Kari Vik (Sp) orienterte.", "Kari Vik (Bygdelista)"])
def test_a_party_after_a_name_makes_it_a_persons(line: str) -> None:
    assert told(line, kind="person") == [("Kari Vik", "Kari Vik", None)]
