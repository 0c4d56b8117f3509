"""Tables of PDF pages become rows and cells: by their rules, by white space, by pdfplumber."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers import pdf as pdf_reader
from pipeline.readers.pdf_rules import Grid
from pipeline.readers.pdf_words import Frame
from schemas.document import BlockKind
from tests.readers.making import pdf, read_as, ruled, together, written


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
