"""PDF pages become the lines, paragraphs and tables that a reader sees, each with its place."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers import Limits, read
from schemas.document import Source
from schemas.faults import Damaged, PasswordProtected, TooLarge
from tests.readers.making import pdf, read_as, shown, together, written

_LINES = (
    "Rådmannen la frem saken og viste til at kommunen har hatt en krevende høst med",
    "mange søknader om støtte til lag og foreninger. Nemnda drøftet hvordan midlene best",
    "kan brukes, og ba om at det legges frem en oversikt over alle tilskudd i neste informa-",
    "sjonsmøte.",
)


def test_wrapped_lines_become_a_paragraph_and_broken_words_whole() -> None:
    document = read_as("a.pdf", pdf(written(*_LINES, "", "Enstemmig vedtatt.")))

    whole = " ".join(_LINES).replace("informa- sjonsmøte", "informasjonsmøte")
    assert [b.text for b in document.blocks] == [whole, "Enstemmig vedtatt."]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Saken ble lagt frem av kommunedirektøren og av lederen for kommunens IKT-",
         "avdeling i møtet.", "IKT-avdeling"),
        ("Saken ble lagt frem av kommunedirektøren, for hele planperioden 2022-",
         "2025 i møtet.", "2022-2025"),
        ("Saken ble lagt frem av kommunedirektøren, som viste til skole-",
         "og barnehageplanen.", "skole- og barnehageplanen"),
        ("Meld fra på e-post. Saken ble lagt frem av direktøren, som sendte en e-",
         "post om den.", "en e-post om"),
        ("Saken ble lagt frem av kommunedirektøren, som viste til delegerings-",
         "reglementet.", "delegeringsreglementet"),
        ("Daglig drift ga gevinster. Daglig ga det gevinster, og systemet kjører daglig-",
         "gevinster er spart tid.", "daglig-gevinster er"),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs(
    first: str, second: str, whole: str
) -> None:
    document = read_as("a.pdf", pdf(written(*_LINES, "", first, second)))

    assert whole in document.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kulturnemnda holdt møte på rådhuset i møterom Ishavet tirsdag 14. mars 2023, kl.",
         "08.30 til 11.00."),
        ("Nemnda søker om støtte til landstrøm på kaia. Egenandelen er om lag 2,35 mill.",
         "kroner."),
        ("Rådmannen la frem saken og viste til at kommunen har hatt en krevende høst nå.",
         "Virksomhetene har levert sine planer."),
    ],
)  # fmt: skip
def test_a_line_that_had_no_room_for_the_next_word_goes_on(first: str, second: str) -> None:
    document = read_as("a.pdf", pdf(written(*_LINES, "", first, second)))

    assert document.blocks[-1].text == f"{first} {second}"


def test_a_sentence_that_left_room_for_the_next_word_ends_its_paragraph() -> None:
    first = "For forslaget stemte Kari Lie, Ola Dal og Per Hansen, mot stemte Anne Vik (RV)."

    document = read_as("a.pdf", pdf(written(*_LINES, "", first, "Det ble vedtatt.")))

    assert [b.text for b in document.blocks][1:] == [first, "Det ble vedtatt."]


def test_each_block_knows_its_page_and_box() -> None:
    document = read_as(
        "a.pdf", pdf(written("Første side."), written("Andre side.", x=100, top=200))
    )

    second = document.blocks[-1]
    assert (document.pages, second.page) == (2, 2)
    assert second.box is not None
    assert second.box.x0 == pytest.approx(100, abs=1)
    assert 186 < second.box.y0 < 200 < second.box.y1 < 206


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = A4
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 11)
        seen_height = width if turn != 180 else height
        for number, line in enumerate(["Budsjett for neste år.", "Godkjent."]):
            canvas.drawString(100, seen_height - 150 - 40 * number, line)

    document = read_as("a.pdf", _turned(pdf(draw), turn))

    assert [b.text for b in document.blocks] == ["Budsjett for neste år.", "Godkjent."]
    boxes = [b.box for b in document.blocks if b.box]
    assert [round(box.x0) for box in boxes] == [100, 100]
    assert [round(box.y1) for box in boxes] == [152, 192]


def _turned(data: bytes, turn: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].rotate(turn, relative=False)
        document.save(buffer)
    return buffer.getvalue()


def test_a_sentence_goes_on_over_a_page_break() -> None:
    second = ("og foreninger i bygda gjennom hele året.",)

    document = read_as("a.pdf", pdf(written(*_LINES[:1]), written(*second)))

    assert [b.text for b in document.blocks] == [f"{_LINES[0]} {second[0]}"]


def test_a_short_list_of_names_stays_a_list() -> None:
    names = ["Kari Nordmann", "Ola Nordmann", "Per Hansen", "Anne Berit Solbakken"]

    document = read_as("a.pdf", pdf(written(*_LINES, "", *names)))

    assert [b.text for b in document.blocks][1:] == names


def test_headings_are_told_by_weight_and_size() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, A4[1] - 70, "Protokoll fra vårmøtet")
        written("Saken gjelder tilskudd til lag.", top=120)(canvas)
        written("Vedtak i saken", top=150, font="Helvetica-Bold")(canvas)
        written("Tilskuddet innvilges.", top=164)(canvas)

    assert shown(read_as("a.pdf", pdf(draw))) == [
        ("heading1", "Protokoll fra vårmøtet"),
        ("paragraph", "Saken gjelder tilskudd til lag."),
        ("heading2", "Vedtak i saken"),
        ("paragraph", "Tilskuddet innvilges."),
    ]


def test_bullets_and_their_levels_are_told_by_signs_and_indents() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, (x, sign, text) in enumerate(
            [(72, "•", "Nytt skjema for søknader"), (90, "o", "Status: i drift siden mai"),
             (90, "o", "Gevinst: kortere ventetid"), (72, "•", "Ny nettside")]
        ):  # fmt: skip
            canvas.drawString(x, A4[1] - 100 - 14 * number, sign)
            canvas.drawString(x + 18, A4[1] - 100 - 14 * number, text)

    document = read_as("a.pdf", pdf(draw))

    assert [(b.marker, b.level, b.text) for b in document.blocks] == [
        ("•", 1, "Nytt skjema for søknader"),
        ("o", 2, "Status: i drift siden mai"),
        ("o", 2, "Gevinst: kortere ventetid"),
        ("•", 1, "Ny nettside"),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Venstre spalte har løpende tekst, linje {n}" for n in "abcdefgh"]
    right = [f"Høyre spalte har sin egen tekst, linje {n}" for n in "abcdefgh"]
    page = together(written(*left, x=60), written(*right, x=310))

    text = read_as("a.pdf", pdf(page)).text

    assert text.index("linje h") < text.index("Høyre")


def test_running_headers_and_page_numbers_are_furniture() -> None:
    pages = [
        together(
            written("Møtebok for kulturnemnda", top=40),
            written(f"Sak nummer {n} ble drøftet og lagt til side.", top=200),
            written(f"Side {n} av 3", top=810),
        )
        for n in (1, 2, 3)
    ]

    document = read_as("a.pdf", pdf(*pages))

    assert len(document.body) == 3
    assert sum(b.furniture for b in document.blocks) == 6


def test_a_scanned_page_is_named_and_gives_no_text() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(_image(), 0, 0, *A4)

    document = read_as("a.pdf", pdf(written("En side med tekst."), scan))

    assert document.scanned_pages == (2,)
    assert document.text == "En side med tekst."
    assert read_as("a.pdf", pdf(scan)).blocks == ()


def _image() -> object:
    from PIL import Image

    return Image.new("L", (60, 80), 200)


def test_a_locked_file_asks_for_one_without_a_password() -> None:
    with pytest.raises(PasswordProtected):
        read_as("a.pdf", pdf(written("Hemmelig"), locked="lås"))


def test_a_file_that_is_no_pdf_after_all_is_damaged() -> None:
    with pytest.raises(Damaged):
        read_as("a.pdf", b"%PDF-1.7\nand then nothing of the kind")


def test_too_many_pages_are_refused() -> None:
    data = pdf(written("En"), written("To"))

    with pytest.raises(TooLarge):
        read(Source.of("a.pdf", data), Limits(pages=1))


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Årsmelding", "Årsmelding"), ("untitled", None), ("Microsoft Word - Møte.doc", None)],
)
def test_the_title_is_the_files_own_unless_a_program_made_it_up(
    title: str, kept: str | None
) -> None:
    assert read_as("a.pdf", pdf(written("Tekst"), title=title)).title == kept
