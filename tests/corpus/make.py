"""Write the DOCX and PDF of the corpus from texts/: `python tests/corpus/make.py [FOLDER]`.

The bytes are the same each time. The TXT documents are not made; they stand in documents/ as
written, since where their lines break and how they are encoded is what they test.
Mark-up of texts/: `# ` to `### ` headings, `- ` bullets, `+ ` items numbered by the word
processor, `| a | b |` a row of a ruled table, `¦ a ¦ b ¦` one without lines, `**…**` bold (a whole
line or some words), `---` a new page, `⏎` a line break inside a paragraph or cell, `{+…+}` a
tracked insertion. Every other line is a paragraph of its own; an empty line is white space in a
PDF, nothing in a DOCX.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).parent
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
MARGIN = 62
FIGURES = re.compile(r"-?[\d ]+(,\d+)?( %)?")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ROW = {"|": "ruled", "¦": "bare"}
WORD_STYLE = {"bullet": "List Bullet", "number": "List Number"}


@dataclass(frozen=True)
class Look:
    """How a document is set: Word's heading styles or not, font, and what every page repeats."""

    styled: bool = True
    font: str = "Helvetica"
    size: float = 10
    header: str = ""
    footer: str = ""  # {page} and {pages} are filled in
    figures_right: bool = False  # in ruled tables


LOOKS = {
    "hovedutvalg-oppvekst-2024-03-12.docx": Look(footer="Side {page} av {pages}"),
    "utval-naering-2015-09-17.docx": Look(styled=False),
    "iks-brann-styret-2025-10-28.docx": Look(header="Brann og redning indre fjord IKS"),
    "innkalling-formannskapet-2022-11-16.docx": Look(),
    "innkalling-plan-miljo-2018-05-24.docx": Look(styled=False, footer="{page}"),
    "arsrapport-digitalt-nettverk-2025.docx": Look(footer="Årsrapport 2025 side {page}"),
    "arsmelding-naeringshage-2021.docx": Look(styled=False),
    "saksprotokoll-vindpark-2023.docx": Look(),
    "referat-prosjektgruppe-arkiv-2024-02-06.docx": Look(),
    "burettslag-generalforsamling-2023-05-03.docx": Look(styled=False),
    "teknisk-styre-2000-02-15.docx": Look(styled=False),
    "kommunestyret-2019-06-20.pdf": Look(
        header="Møteprotokoll – Kommunestyret 20.06.2019", footer="Side {page} av {pages}"
    ),
    "kontrollutvalget-2021-09-14.pdf": Look(font="Times-Roman", size=11, footer="{page}"),
    "regionrad-2024-04-19.pdf": Look(footer="Side {page}"),
    "innkalling-vannverk-2020-11-05.pdf": Look(
        header="Innkalling til representantskap", footer="{page}/{pages}"
    ),
    "saerutskrift-fylkesutval-2010.pdf": Look(font="Times-Roman", size=11),
    "arsrapport-avfall-2022.pdf": Look(header="Årsrapport 2022", footer="Side {page} av {pages}"),
    "arsmelding-bibliotek-2016.pdf": Look(font="Times-Roman", size=11, footer="- {page} -"),
    "innkalling-studentforening-2022-03-29.pdf": Look(footer="{page}"),
    "ungdomsrad-2024-09-18.docx": Look(footer="Side {page}"),
    "administrasjonsutval-2022-03-08.docx": Look(styled=False, footer="Side {page} av {pages}"),
    "rad-funksjonsnedsettelse-2021-02-10.docx": Look(header="Nordli kommune"),
    "samarbeidsutval-skule-2016-10-19.docx": Look(),
    "prosjektgruppe-teams-2025-05-06.docx": Look(),
    "menighetsrad-2003-04-24.pdf": Look(font="Times-Roman", size=12, footer="- {page} -"),
    "klagenemnd-2012-11-15.pdf": Look(footer="Side {page} av {pages}"),
    "renovasjon-iks-styret-2017-05-30.pdf": Look(footer="Protokoll 3-2017 side {page}"),
    "innkalling-formannskap-2014-08-28.pdf": Look(footer="Side {page} av {pages}"),
    "saksprotokoll-barnehage-2020.pdf": Look(font="Times-Roman", size=11),
    "arsmelding-ikt-samarbeid-2022.docx": Look(footer="Sunnlid IKT – side {page}"),
    "tertialrapport-2024.docx": Look(header="Haugstad kommune"),
    "gevinstplan-sak-arkiv-2023.docx": Look(footer="{page} ({pages})"),
    "styremote-digi-nettverk-2023-11-16.docx": Look(),
    "rapport-skjonnsmidlar-2019.docx": Look(styled=False),
    "arsrapport-regionrad-2018.pdf": Look(font="Times-Roman", size=11, footer="{page}"),
    "sluttrapport-legevakt-2021.pdf": Look(footer="Sluttrapport FLYS    {page}"),
    "saksframlegg-barnevern-2022.pdf": Look(footer="Side {page} av {pages}"),
    "arsmelding-museum-iks-2015.pdf": Look(font="Times-Roman", size=11, header="Lundarmuseet IKS"),
    "formannskapet-2012-05-24.pdf": Look(
        font="Times-Roman", size=11, footer="Side {page} av {pages}", figures_right=True
    ),
    "innkalling-kultur-samfunn-2023-09-06.docx": Look(
        header="Nordre Land kommune", footer="Side {page} av {pages}", figures_right=True
    ),
    "saksprotokoll-kommunestyret-2018-skulestruktur.docx": Look(styled=False, footer="Side {page}"),
    "referat-styringsgruppe-velferdsteknologi-2021-11-09.docx": Look(footer="{page}"),
    "arsmelding-landbrukskontoret-2017.pdf": Look(footer="{page}", figures_right=True),
    "tertialrapport-2-2022-oyer.pdf": Look(
        header="Øyer kommune - Tertialrapport 2/2022",
        footer="Side {page} av {pages}",
        figures_right=True,
    ),
    "sluttrapport-digital-byggjesak-2020.docx": Look(
        header="Sluttrapport Digital byggjesak",
        footer="Side {page} av {pages}",
        figures_right=True,
    ),
}


def document(name: str, look: Look) -> bytes:
    """One document, made from the text of the same stem."""
    stem, _, suffix = name.rpartition(".")
    text = (HERE / "texts" / f"{stem}.txt").read_text(encoding="utf-8")
    pieces = [_piece(line) for line in text.splitlines()]
    return _docx(pieces, look) if suffix == "docx" else _pdf(pieces, look)


def _piece(line: str) -> tuple[str, str]:
    """What a line of mark-up is, and its words."""
    if line == "---":
        return "break", ""
    if heading := re.fullmatch(r"(#{1,3}) (.+)", line):
        return f"heading{len(heading[1])}", heading[2]
    if bold := re.fullmatch(r"\*\*([^*]+)\*\*", line):
        return "bold", bold[1]
    if line[:1] in ROW:
        return ROW[line[0]], line[1:-1]
    if line.startswith(("- ", "+ ")):
        return "bullet" if line[0] == "-" else "number", line[2:]
    return "paragraph", line


def _cells(kind: str, words: str) -> list[str]:
    separator = "|" if kind == "ruled" else "¦"
    return [cell.strip() for cell in words.split(separator)]


def _docx(pieces: list[tuple[str, str]], look: Look) -> bytes:
    paper = Document()
    paper.sections[0].header.paragraphs[0].text = look.header
    for part in re.split(r"(\{pages?\})", look.footer):
        _add_footer(paper.sections[0].footer.paragraphs[0], part)
    for kind, group in groupby(pieces, key=lambda piece: piece[0]):
        if kind in ROW.values():
            _word_table(paper, kind, [_cells(*piece) for piece in group], look)
        else:
            for _, words in group:
                _word_paragraph(paper, kind, words, look)
    paper.core_properties.created = paper.core_properties.modified = LONG_AGO
    buffer = io.BytesIO()
    paper.save(buffer)
    return _without_clock(buffer.getvalue())


def _word_paragraph(paper: Any, kind: str, words: str, look: Look) -> None:
    if kind == "break":
        paper.add_page_break()
        return
    if not words.strip():
        return
    heading = kind.startswith("heading")
    style = f"Heading {kind[-1]}" if heading and look.styled else WORD_STYLE.get(kind)
    paragraph = paper.add_paragraph(style=style)
    for number, part in enumerate(re.split(r"\{\+(.+?)\+\}", words)):
        for run in _word_runs(paragraph, part):
            run.bold = kind == "bold" or run.bold
            if not number % 2:
                continue
            inserted = OxmlElement("w:ins")
            inserted.set(qn("w:author"), "Sekretær")
            run._r.addprevious(inserted)
            inserted.append(run._r)


def _word_runs(paragraph: Any, words: str) -> list[Any]:
    """The words as runs of `paragraph`; those between `**` are bold."""
    runs = []
    for number, part in enumerate(BOLD.split(words)):
        runs.append(paragraph.add_run(part.replace("⏎", "\n")))
        if number % 2:
            runs[-1].bold = True
    return runs


def _word_table(paper: Any, kind: str, rows: list[list[str]], look: Look) -> None:
    style = "Table Grid" if kind == "ruled" else None
    table = paper.add_table(0, len(rows[0]), style=style)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _word_runs(cell.paragraphs[0], words)
            if look.figures_right and FIGURES.fullmatch(words):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_footer(paragraph: Any, part: str) -> None:
    if part.startswith("{"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
        paragraph._p.append(field)
    else:
        paragraph.add_run(part)


def _without_clock(archive: bytes) -> bytes:
    """The same ZIP with every member's time set to the epoch of ZIP files."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename), old.read(member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _pdf(pieces: list[tuple[str, str]], look: Look) -> bytes:
    """A PDF with a text layer; built twice, since `{pages}` is known only afterwards."""
    _, pages = _pdf_once(pieces, look)
    return _pdf_once(pieces, replace(look, footer=look.footer.replace("{pages}", str(pages))))[0]


def _pdf_once(pieces: list[tuple[str, str]], look: Look) -> tuple[bytes, int]:
    def furniture(canvas: Canvas, paper: SimpleDocTemplate) -> None:
        canvas.setFont(look.font, 8.5)
        canvas.drawString(MARGIN, A4[1] - 36, look.header)
        canvas.drawCentredString(A4[0] / 2, 32, look.footer.replace("{page}", str(paper.page)))

    buffer = io.BytesIO()
    paper = SimpleDocTemplate(
        buffer, pagesize=A4, invariant=1, leftMargin=MARGIN, rightMargin=MARGIN
    )
    story: list[Any] = []
    for kind, group in groupby(pieces, key=lambda piece: piece[0]):
        if kind in ROW.values():
            story += [_pdf_table(kind, [_cells(*piece) for piece in group], look), Spacer(1, 9)]
        else:
            story += [_flowing(kind, words, look) for _, words in group]
    paper.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue(), paper.page


def _flowing(kind: str, words: str, look: Look) -> Any:
    if kind == "break":
        return PageBreak()
    if not words.strip():
        return Spacer(1, look.size * 0.8)
    heading = kind.startswith("heading")
    size = look.size + (10 - 3 * int(kind[-1]) if heading else 0)
    bold = "Times-Bold" if look.font == "Times-Roman" else f"{look.font}-Bold"
    style = ParagraphStyle(
        kind,
        fontName=bold if heading or kind == "bold" else look.font,
        fontSize=size,
        leading=size * 1.3,
        spaceBefore=size * 0.6 if heading else 0,
        spaceAfter=2,
        leftIndent=14 if kind == "bullet" else 0,
    )
    return Paragraph(_escaped(words), style, bulletText="•" if kind == "bullet" else None)


def _pdf_table(kind: str, rows: list[list[str]], look: Look) -> Table:
    size = look.size - 0.5
    style = ParagraphStyle("cell", fontName=look.font, fontSize=size, leading=size * 1.25)
    right = ParagraphStyle("figure", parent=style, alignment=TA_RIGHT)
    figures = FIGURES if look.figures_right else re.compile(r"(?!)")
    cells = [
        [Paragraph(_escaped(words), right if figures.fullmatch(words) else style) for words in row]
        for row in rows
    ]
    widths = [
        max(9, *(min(len(words), 44) for words in column)) for column in zip(*rows, strict=True)
    ]
    width = A4[0] - 2 * MARGIN - 12
    table = Table(cells, colWidths=[width * share / sum(widths) for share in widths], hAlign="LEFT")
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if kind == "ruled" else []
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines])
    return table


def _escaped(words: str) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("⏎", "<br/>")
    return BOLD.sub(r"<b>\1</b>", escaped)


def main(folder: Path) -> None:
    """Write every document to `folder`."""
    for name, look in LOOKS.items():
        (folder / name).write_bytes(document(name, look))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents")
