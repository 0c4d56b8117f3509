"""Headings, where the format does not say so itself."""

from __future__ import annotations

from pipeline.readers.headings import with_headings
from pipeline.readers.lines import Line
from schemas.document import BlockKind
from tests.readers.making import read_as, shown


def test_short_lines_over_text_are_headings_and_names_are_not() -> None:
    document = read_as(
        "a.txt",
        "ANSATTE\n"
        "Vi har hatt tre faste stillinger gjennom hele året, og en vikar fra mai til august.\n"
        "Kari Nordmann, leder\n"
        "Ola Nordmann\n"
        "Per Hansen\n"
        "Kurs for voksne\n"
        "Det ble holdt to kurs i løpet av året, med til sammen tretti deltakere fra hele bygda.\n",
    )

    headings = [b.text for b in document.blocks if b.kind is BlockKind.HEADING]
    assert "ANSATTE" in headings
    assert not {"Kari Nordmann, leder", "Ola Nordmann", "Per Hansen"} & set(headings)


def test_a_word_over_two_short_sentences_is_a_heading() -> None:
    document = read_as("a.txt", "Skolen\n\nVi ringer rektor. Ansvar: Kari\n")
    assert document.blocks[0].kind is BlockKind.HEADING


def test_headings_are_levelled_by_their_numbers() -> None:
    body = "Gruppen har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as(
        "a.txt",
        f"4 Gruppene\n\n4.1 Helse\n\n{body}\n\nNye verktøy\n\n{body}\n\n4.2 Skole\n\n{body}",
    )

    levels = {b.text: b.level for b in document.blocks if b.kind is BlockKind.HEADING}
    assert levels == {"4 Gruppene": 1, "4.1 Helse": 2, "Nye verktøy": 3, "4.2 Skole": 2}


def test_a_table_of_contents_holds_no_headings() -> None:
    body = "Gruppen har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as("a.txt", f"1 Innledning .......... 3\n\n{body}\n\n1 Innledning\n\n{body}\n")

    assert [b.text for b in document.blocks if b.kind is BlockKind.HEADING] == ["1 Innledning"]


def test_a_numbered_chapter_is_a_heading_right_under_a_list() -> None:
    document = read_as(
        "a.txt",
        "Til stede var\nKari Lie\nOla Dal\n3 Økonomi\nRegnskapet gikk i balanse.\n\n"
        "1 Godkjenning\n2 Valg\n3 Eventuelt\nMøtet ble avsluttet.\n",
    )

    assert [b.text for b in document.blocks if b.kind is BlockKind.HEADING] == ["3 Økonomi"]


def test_two_headings_in_capitals_are_two() -> None:
    body = "Styret har møttes fire ganger og har fulgt opp alle tiltakene i planen for året."
    document = read_as("a.txt", f"ÅRSMELDING 2023\nSTYRETS BERETNING\n{body}\n{body}\n")

    assert shown(document)[:2] == [
        ("heading1", "ÅRSMELDING 2023"),
        ("heading1", "STYRETS BERETNING"),
    ]


def test_a_quoted_sentence_is_no_heading() -> None:
    lines = ("Tore Vik satte fram slikt forslag:", '"Saken utsettes for befaring."')
    told = "Forslaget ble vedtatt med fire mot tre stemmer, og saken ble dermed utsatt."
    document = read_as("a.txt", "\n".join([*lines, told]))

    assert {b.kind for b in document.blocks} == {BlockKind.PARAGRAPH}


def test_a_chapter_may_begin_with_a_small_letter_and_a_capital() -> None:
    text = "2.1 eSignering\n\nAlle har fått ny løsning for å skrive under på avtaler.\n"
    document = read_as("a.txt", f"Om året\n\nDet har vært et godt år for alle i laget.\n\n{text}")
    assert "2.1 eSignering" in [b.text for b in document.blocks if b.kind is BlockKind.HEADING]


def test_white_space_between_all_paragraphs_makes_no_headings() -> None:
    texts = ("Årsmøtet vart halde i grendahuset laurdag.", "Valnemnd, ny", "Liv Nes", "Per Dahl")
    lines = [Line(text, gap=True) for text in (*texts, "Andre saker.")]
    assert all(line.kind is BlockKind.PARAGRAPH for line in with_headings(lines))


def test_the_first_line_is_a_title_though_white_space_stands_between_all() -> None:
    texts = ("Referat frå årsmøtet i grendelaget", "Møtet var i grendahuset.", "Liv Nes", "Per Vik")
    first, *others = with_headings([Line(text, gap=True) for text in texts])
    assert first.kind is BlockKind.HEADING
    assert all(line.kind is BlockKind.PARAGRAPH for line in others)


def test_white_space_above_some_tells_headings_from_what_they_stand_over() -> None:
    lines = [
        Line("Årsmøtet vart halde i grendahuset laurdag."),
        Line("Økonomi", gap=True),
        Line("Rekneskapen syner eit overskot."),
        Line("Kjøp av traktor vart drøfta på møtet."),
    ]
    assert [line.text for line in with_headings(lines) if line.kind is BlockKind.HEADING] == [
        "Økonomi"
    ]
