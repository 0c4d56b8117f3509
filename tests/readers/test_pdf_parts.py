"""What stands beside and below the running text of a PDF page keeps out of its sentences."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.examine import examine
from schemas.claims import Attendance
from schemas.document import Source
from tests.readers.making import pdf, read_as, shown, together, written

_BODY = (
    "Styret drøftet saken, og viste til at kommunen har hatt svært mange søknader i år, og at",
    "budsjettet for tilskudd ikke strekker til. Det var enighet om at midlene må brukes der",
    "behovet er størst, og om at lagene skal få svar før sommeren. Flere pekte på at det må",
)
_REST = "legges frem en samlet oversikt over alle tilskudd i neste møte."


def _sized(
    *lines: str, top: float, size: float, font: str = "Helvetica"
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, line in enumerate(lines):
            canvas.drawString(72, A4[1] - top - number * size * 1.25, line)

    return draw


def _notes(*lines: str) -> Callable[[Canvas], None]:
    return _sized(*lines, top=770, size=8)


def test_a_footnote_does_not_cut_the_sentence_that_goes_on_over_the_page() -> None:
    first = together(
        written(*_BODY, top=700), _notes("1 Regnskapet for 2023.", "2 Se vedlegg tre.")
    )

    blocks = read_as("a.pdf", pdf(first, written(_REST, "", "Saken utsettes."))).blocks

    assert blocks[0].text == " ".join((*_BODY, _REST))
    assert [b.text for b in blocks][-1] == "Saken utsettes."
    assert "1 Regnskapet for 2023." in " ".join(b.text for b in blocks[1:-1])
    assert "2 Se vedlegg tre." in " ".join(b.text for b in blocks[1:-1])


def test_a_footnote_below_a_sentence_that_ends_stays_where_it_stands() -> None:
    first = together(written(_REST.capitalize(), top=700), _notes("1 Regnskapet for 2023."))

    texts = [b.text for b in read_as("a.pdf", pdf(first, written("Saken utsettes."))).blocks]

    assert texts == [_REST.capitalize(), "1 Regnskapet for 2023.", "Saken utsettes."]


def test_a_box_beside_the_text_is_read_by_itself() -> None:
    beside = together(
        lambda canvas: canvas.rect(400, A4[1] - 150, 150, 80),
        written("Svar innen 1. mai.", x=410, top=100),
    )
    narrow = [
        "Styret drøftet saken, og viste til at kommunen har",
        "hatt svært mange søknader i år, og at budsjettet til",
        "tilskudd ikke strekker til for alle lagene i kommunen.",
    ]

    document = read_as("a.pdf", pdf(together(written(*narrow), beside)))

    assert [b.text for b in document.blocks] == [" ".join(narrow), "Svar innen 1. mai."]


def test_a_frame_round_text_alone_leaves_it_where_it_stands() -> None:
    framed = together(
        written("Vedtak:", top=80),
        lambda canvas: canvas.rect(60, A4[1] - 150, 400, 50),
        written("Saken utsettes.", top=120),
        written("Møtet ble hevet klokka ti.", top=180),
    )

    texts = [b.text for b in read_as("a.pdf", pdf(framed)).blocks]

    assert texts == ["Vedtak:", "Saken utsettes.", "Møtet ble hevet klokka ti."]


def test_a_heading_of_two_lines_is_one() -> None:
    title = ("Oppfølging av tilsynet med tjenestene til barn", "og unge i hele kommunen")
    for size in (11.0, 16.0):
        bold = _sized(*title, top=90, size=size, font="Helvetica-Bold")
        document = read_as("a.pdf", pdf(together(bold, written(*_BODY, top=150))))
        assert shown(document)[0] == ("heading1", " ".join(title))


def test_two_bold_lines_that_each_begin_anew_are_two() -> None:
    bold = written("Kari Lind", "Ola Moe", font="Helvetica-Bold")
    texts = [b.text for b in read_as("a.pdf", pdf(together(bold, written(*_BODY, top=150)))).blocks]
    assert texts[:2] == ["Kari Lind", "Ola Moe"]


def test_two_lists_of_people_beside_each_other_are_two_lists() -> None:
    page = together(
        written("Protokoll fra møte i Lyngmo eldreråd 12.03.2024", top=60),
        written("Møtende medlemmer:", "Kari Lind", "Ola Moe", "Per Dahl", top=100),
        written("Forfall:", "Anne Vik", "Nils Berg", x=320, top=100),
        written(*_BODY, top=200),
    )

    rows = examine(Source.of("a.pdf", pdf(page))).rows

    people = [row.claim for row in rows if isinstance(row.claim, Attendance)]
    assert {(p.name, p.status) for p in people} == {
        *(("Kari Lind", "present"), ("Ola Moe", "present"), ("Per Dahl", "present")),
        *(("Anne Vik", "absent"), ("Nils Berg", "absent")),
    }
