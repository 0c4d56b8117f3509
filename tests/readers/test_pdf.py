"""PDF pages become the lines, paragraphs and tables that a reader sees, each with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.ocr import find_ocr
from pipeline.readers import Limits, read
from pipeline.readers import pdf as pdf_reader
from pipeline.readers.legibility import is_garbled
from pipeline.readers.pdf_rules import Grid
from pipeline.readers.pdf_words import Frame
from pipeline.readers.tesseract import engine
from schemas.document import BlockKind, Source
from schemas.faults import Damaged, PasswordProtected, TooLarge
from tests.readers.making import pdf, read_as, ruled, shown, together, written

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


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    grid = ruled(
        [72, 140, 260, 400],
        [100, 120, 160, 180],
        {
            (0, 0): ["Sak"],
            (0, 1): ["Tema"],
            (0, 2): ["Type"],
            (1, 0): ["1-24"],
            (1, 1): ["Godkjenning av møte-", "bok fra sist"],
            (1, 2): ["Beslutning"],
            (2, 1): ["Eventuelt"],
        },
    )
    page = together(written("Saksliste", top=90), grid, written("Møtet ble satt.", top=200))

    document = read_as("a.pdf", pdf(page))

    assert [b.text for b in document.blocks] == [
        "Saksliste",
        "Sak\tTema\tType",
        "1-24\tGodkjenning av møtebok fra sist\tBeslutning",
        "\tEventuelt\t",
        "Møtet ble satt.",
    ]


def test_words_that_a_narrow_cell_broke_are_whole_again() -> None:
    grid = ruled(
        [72, 150, 300],
        [100, 140, 180],
        {
            (0, 0): ["Samhandlingsp", "lattform"],
            (0, 1): ["Orientering"],
            (1, 0): ["Tidsplan", "for høsten"],
            (1, 1): ["Drøfting"],
        },
    )

    rows = [b.cells for b in read_as("a.pdf", pdf(grid)).blocks]

    assert rows == [("Samhandlingsplattform", "Orientering"), ("Tidsplan\nfor høsten", "Drøfting")]


def test_a_table_over_two_pages_is_one_and_its_cut_row_whole() -> None:
    xs = [72.0, 140.0, 300.0]
    first = ruled(
        xs,
        [700, 720, 760],
        {(0, 0): ["Sak"], (0, 1): ["Tema"], (1, 0): ["7-24"], (1, 1): ["Status for prosjektet om"]},
    )
    second = ruled(
        xs,
        [60, 80, 100, 120],
        {
            (0, 0): ["Sak"],
            (0, 1): ["Tema"],
            (1, 1): ["digital inkludering"],
            (2, 0): ["8-24"],
            (2, 1): ["Eventuelt"],
        },
    )

    document = read_as("a.pdf", pdf(first, second))

    assert [b.cells for b in document.body] == [
        ("Sak", "Tema"),
        ("7-24", "Status for prosjektet om digital inkludering"),
        ("8-24", "Eventuelt"),
    ]
    assert {b.table for b in document.body} == {1}
    assert [b.cells for b in document.blocks if b.furniture] == [("Sak", "Tema")]


def test_a_row_under_a_merged_cell_is_its_own_on_the_next_page() -> None:
    xs = [72.0, 140.0, 300.0, 380.0]
    first = ruled(xs, [700, 720, 740], {(0, 0): ["Gruppe"], (0, 1): ["Post"], (0, 2): ["Sum"],
                  (1, 0): ["Utgifter"], (1, 1): ["Lønn"], (1, 2): ["10"]})  # fmt: skip
    second = ruled(xs, [60, 80], {(0, 1): ["Reise"], (0, 2): ["5"]})

    rows = [b.cells for b in read_as("a.pdf", pdf(first, second)).blocks]

    assert rows == [("Gruppe", "Post", "Sum"), ("Utgifter", "Lønn", "10"), ("", "Reise", "5")]


def test_rows_without_rules_between_them_are_told_by_their_lines() -> None:
    grid = ruled(
        [72, 150, 300],
        [100, 120, 200],
        {
            (0, 0): ["Saksnr."],
            (0, 1): ["Tittel"],
            (1, 0): ["1/03", "2/03", "3/03"],
            (1, 1): ["Godkjenning", "Budsjett", "Eventuelt"],
        },
    )

    rows = [b.cells for b in read_as("a.pdf", pdf(grid)).blocks]

    assert rows == [
        ("Saksnr.", "Tittel"),
        ("1/03", "Godkjenning"),
        ("2/03", "Budsjett"),
        ("3/03", "Eventuelt"),
    ]


def test_columns_without_rules_are_a_table_too() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, (name, party, role) in enumerate(
            [
                ("Kari Nordmann", "AP", "Leder"),
                ("Ola Hansen", "SP", "Medlem"),
                ("Anne Lie", "H", "Medlem"),
                ("Per Bakken", "V", "Vara"),
            ]
        ):
            for x, text in ((72, name), (220, party), (300, role)):
                canvas.drawString(x, A4[1] - 100 - 14 * number, text)

    rows = [b.cells for b in read_as("a.pdf", pdf(draw)).blocks if b.kind is BlockKind.TABLE_ROW]

    assert rows[0] == ("Kari Nordmann", "AP", "Leder")
    assert len(rows) == 4


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


def test_numbers_set_to_the_right_stand_in_one_column() -> None:
    rows = [("Post", "Budsjett"), ("Lønn", "1 200 000"), ("Strøm og varme", "900"),
            ("Reise", "45 000"), ("Kaffe", "1 200"), ("Sum", "1 247 100")]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, (label, amount) in enumerate(rows):
            canvas.drawString(72, A4[1] - 100 - 14 * number, label)
            canvas.drawRightString(300, A4[1] - 100 - 14 * number, amount)

    assert [b.cells for b in read_as("a.pdf", pdf(draw)).blocks] == rows


def test_wrapped_cells_without_rules_belong_to_their_row() -> None:
    cells = [
        ("11/25", "Søknad om tilskudd til", "Kari Lie"),
        ("", "opprusting av lysløypa og", ""),
        ("", "skytebanen", ""),
        ("12/25", "Budsjett", "Ola Dal"),
        ("13/25", "Eventuelt", "Ola Dal, i samråd"),
        ("", "", "med ordføreren"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, row in enumerate(cells):
            for x, text in zip((72, 130, 300), row, strict=True):
                canvas.drawString(x, A4[1] - 100 - 14 * number, text)

    title = "Søknad om tilskudd til opprusting av lysløypa og skytebanen"
    assert [b.cells for b in read_as("a.pdf", pdf(draw)).blocks] == [
        ("11/25", title, "Kari Lie"),
        ("12/25", "Budsjett", "Ola Dal"),
        ("13/25", "Eventuelt", "Ola Dal, i samråd med ordføreren"),
    ]


_TABLE = {(0, 0): ["Sak", "nr."], (0, 1): ["Vedtak i saken", "er godkjent"], (0, 2): ["Ja"],
          (1, 0): ["8-24"], (1, 1): ["Eventuelt"], (1, 2): ["Nei"]}  # fmt: skip
_DRAWN = ruled([72, 140, 300, 420], [100, 140, 180], _TABLE)
_CELLS = [("Sak\nnr.", "Vedtak i saken\ner godkjent", "Ja"), ("8-24", "Eventuelt", "Nei")]


def _underlined(canvas: Canvas) -> None:
    _DRAWN(canvas)
    canvas.line(142, A4[1] - 115, 225, A4[1] - 115)


def _as_form(data: bytes) -> bytes:
    """The same page drawn as one form on an empty page, as programs do that stamp pages."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document, pikepdf.new() as stamped:
        stamped.add_blank_page(page_size=A4)
        stamped.pages[0].add_overlay(document.pages[0])
        stamped.save(buffer)
    return buffer.getvalue()


def _cropped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].cropbox = [20, 30, 560, 800]
        document.save(buffer)
    return buffer.getvalue()


_UNDERLINED = pdf(_underlined)


@pytest.mark.parametrize(
    "data",
    [_UNDERLINED, _cropped(_UNDERLINED), _as_form(pdf(_DRAWN))],
    ids=["line", "cropped", "form"],
)
def test_a_table_whose_rules_leave_a_doubt_is_taken_from_pdfplumber(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [b.cells for b in read_as("a.pdf", data).blocks] == _CELLS

    monkeypatch.setattr(pdf_reader, "plumbed_grids", lambda *_: {})
    assert [b.cells for b in read_as("a.pdf", data).blocks] != _CELLS


def test_only_the_page_that_leaves_a_doubt_is_asked_of_pdfplumber(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def ask(_: bytes, frames: dict[int, Frame]) -> dict[int, list[Grid]]:
        asked.extend(frames)
        return {}

    monkeypatch.setattr(pdf_reader, "plumbed_grids", ask)

    assert [b.cells for b in read_as("a.pdf", pdf(_DRAWN, _underlined)).blocks][:2] == _CELLS
    assert asked == [2]


def test_rules_of_dashes_are_rules() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            for x in range(72, 372, 2):
                canvas.line(x, A4[1] - y, x + 1, A4[1] - y)
        for x in (72, 140, 371):
            for y in range(100, 140, 2):
                canvas.line(x, A4[1] - y, x, A4[1] - y - 1)
        written("Sak", "1-24", x=77, top=114, leading=20)(canvas)
        written("Tema", "Budsjett", x=145, top=114, leading=20)(canvas)

    rows = [b.cells for b in read_as("a.pdf", pdf(draw)).blocks]

    assert rows == [("Sak", "Tema"), ("1-24", "Budsjett")]


def test_a_table_may_be_open_to_the_sides() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            canvas.line(72, A4[1] - y, 520, A4[1] - y)
        for x in (140, 300, 420):
            canvas.line(x, A4[1] - 100, x, A4[1] - 140)
        for x, head, text in ((77, "Sak", "1-24"), (145, "Tema", "Budsjett"),
                              (305, "Type", "Beslutning"), (425, "Tid", "10")):  # fmt: skip
            written(head, text, x=x, top=114, leading=20)(canvas)

    rows = [b.cells for b in read_as("a.pdf", pdf(draw)).blocks]

    assert rows == [("Sak", "Tema", "Type", "Tid"), ("1-24", "Budsjett", "Beslutning", "10")]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    cases = {(0, 0): ["Sak"], (0, 1): ["Tema"], (1, 0): ["7-24"], (1, 1): ["Valg"]}
    votes = {(0, 0): ["Kari Lie"], (0, 1): ["12"], (1, 0): ["Ola Dal"], (1, 1): ["9"]}
    outer = ruled([72, 140, 420], [100, 120, 200], cases)
    inner = ruled([160, 260, 380], [140, 160, 180], votes)

    blocks = read_as("a.pdf", pdf(together(outer, inner))).blocks

    assert [(b.table, b.cells) for b in blocks] == [
        (1, ("Sak", "Tema")),
        (1, ("7-24", "Valg")),
        (2, ("Kari Lie", "12")),
        (2, ("Ola Dal", "9")),
    ]


_PAGE = [
    "Kommunestyret vedtok å bygge ny barneskole på nordsiden av elva, med plass til",
    "to hundre elever. Rådmannen fikk fullmakt til å lyse ut arbeidet før sommeren,",
    "og skal legge fram en plan for skolevei og busser i løpet av høsten. Det ble",
    "også bedt om en oversikt over hva det vil koste å drive bygget de første årene.",
]


def _font() -> str:
    name = "Vera"
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont(name, folder / "Vera.ttf"))
    return name


def _unmapped(data: bytes) -> bytes:
    """The PDF without what tells which characters its glyphs are, as some programs leave it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        document.save(buffer)
    return buffer.getvalue()


def _mismapped(data: bytes) -> bytes:
    """The PDF with every lower-case letter of its fonts mapped to another one."""
    buffer = io.BytesIO()
    letters = "abcdefghijklmnopqrstuvwxyz"
    moved = {f"{ord(a):04X}": f"{ord(b):04X}" for a, b in zip(letters, letters[::-1], strict=True)}
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table = item["/ToUnicode"].read_bytes().decode("latin-1")
                for row in re.findall(r"^<[0-9A-F]+> <[0-9A-F]{4}>$", table, re.MULTILINE):
                    code, sign = row.split()
                    table = table.replace(row, f"{code} <{moved.get(sign[1:-1], sign[1:-1])}>")
                item["/ToUnicode"].write(table.encode("latin-1"))
        document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("spoil", [_unmapped, _mismapped])
def test_text_that_a_font_garbles_is_told(spoil: Callable[[bytes], bytes]) -> None:
    whole = pdf(written(*_PAGE, font=_font()), written("Enstemmig vedtatt."))

    document = read_as("a.pdf", spoil(whole))

    (remark,) = document.remarks
    assert remark.startswith("Teksten på side 1 er ikke den som vises")
    assert document.text.splitlines()[0] != " ".join(_PAGE)
    assert read_as("a.pdf", whole).remarks == ()


@pytest.mark.skipif(engine() is None, reason="Tesseract with Norwegian is not installed")
@pytest.mark.parametrize("spoil", [_unmapped, _mismapped])
def test_text_that_a_font_garbles_is_read_from_its_picture(
    spoil: Callable[[bytes], bytes],
) -> None:
    spoilt = spoil(pdf(written(*_PAGE, font=_font()), written("Enstemmig vedtatt.")))

    document = read(Source.of("a.pdf", spoilt), Limits(ocr=find_ocr()))

    assert document.blocks[0].text == " ".join(_PAGE)
    assert document.blocks[0].confidence
    assert document.remarks == ()


OTHERS = """
The council decided to build a new school on the north side of the river, and asked for a
plan of roads and buses. It also wanted to know what the building would cost to run, and when.

Sámediggi mearridii ahte galgá hukset ođđa skuvlla davábeallái joga, ja dáhtui plána luottaid
ja bussiid birra. Dat dáhtui maiddái diehtit man ollu visti máksá jahkásaččat, ja gii dan máksá.

KARI NORDMANN (AP), OLA HANSEN (SP), ANNE BERIT LIE (H), PER BAKKEN (V), TORE VIK (KRF),
MAY-BRITT ØYEN (SV), ARNE DAHL (FRP), UNNI HOLM (AP), JOHN EGIL SÆTHER (SP), LIV MOEN (R)
"""


@pytest.mark.parametrize(
    "text", [*OTHERS.strip().split("\n\n"), "П р о т о к о л " * 30, "12 345 678 " * 60]
)
def test_other_languages_names_and_figures_are_not_garbled(text: str) -> None:
    assert not is_garbled(text.split())


def test_lost_spaces_and_spaces_everywhere_are_garbled() -> None:
    letters = "".join(" ".join(_PAGE).split())
    assert is_garbled([letters])
    assert is_garbled([*letters])
