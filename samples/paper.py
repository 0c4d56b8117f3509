r"""From marked-up text to DOCX and PDF, the same bytes each time.

The mark-up: `# ` to `### ` are headings, `- ` a bullet, `+ ` an item that the word processor
numbers, `| a | b |` a row of a ruled table, `¦ a ¦ b ¦` a row of columns without lines, `**…**` a
bold line, `---` a new page. Other lines are paragraphs, up to the next empty line; a `\` at the
end of a line breaks it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

import pypdfium2
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

Kind = Literal["heading", "bullet", "number", "ruled", "columns", "bold", "break", "paragraph"]
LONG_AGO = datetime(2025, 1, 1)  # noqa: DTZ001  a time stamp that never changes


@dataclass(frozen=True)
class Piece:
    """One logical line. `lines` are its lines as broken by hand, or the cells of a row."""

    kind: Kind
    lines: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True)
class Look:
    """How a document looks: a PDF's font, and what stands above and below every page."""

    font: str = "Helvetica"
    header: str = ""
    footer: str = ""  # {page} and {pages} are filled in


def pieces(text: str) -> Iterator[Piece]:
    """Read the mark-up."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        piece = _marked(line)
        if (piece or not line.strip()) and lines:
            joined = "".join(part[:-1] + "\n" if part[-1] == "\\" else part + " " for part in lines)
            yield Piece("paragraph", tuple(part.strip() for part in joined.strip().split("\n")))
            lines = []
        if piece:
            yield piece
        elif line.strip():
            lines.append(line.strip())


def _marked(line: str) -> Piece | None:
    if line == "---":
        return Piece("break")
    if heading := re.fullmatch(r"(#{1,3}) (.+)", line):
        return Piece("heading", (heading[2],), len(heading[1]))
    if bold := re.fullmatch(r"\*\*(.+)\*\*", line):
        return Piece("bold", (bold[1],))
    if row := re.fullmatch(r"\| (.+) \|", line):
        return Piece("ruled", tuple(cell.strip() for cell in row[1].split("|")))
    if row := re.fullmatch(r"¦ (.+) ¦", line):
        return Piece("columns", tuple(cell.strip() for cell in row[1].split("¦")))
    if item := re.fullmatch(r"([-+]) (.+)", line):
        return Piece("bullet" if item[1] == "-" else "number", (item[2],))
    return None


def _runs(text: str) -> Iterator[tuple[Kind, list[Piece]]]:
    """The pieces, those of one kind that follow each other together: a table is its rows."""
    for kind, run in groupby(pieces(text), key=lambda piece: piece.kind):
        yield kind, list(run)


def docx(text: str, look: Look) -> bytes:
    """A DOCX with Word's own styles for headings, bullets and numbered items."""
    paper = Document()
    paper.styles["Normal"].font.size = Pt(11)
    section = paper.sections[0]
    section.header.paragraphs[0].text = look.header
    if look.footer:
        _page_numbers(section.footer.paragraphs[0], look.footer)
    for kind, run in _runs(text):
        if kind in ("ruled", "columns"):
            _word_table(paper, run, ruled=kind == "ruled")
        else:
            for piece in run:
                _word_paragraph(paper, piece)
    properties = paper.core_properties
    properties.created = properties.modified = LONG_AGO
    properties.author = properties.last_modified_by = ""
    buffer = io.BytesIO()
    paper.save(buffer)
    return _without_clock(buffer.getvalue())


def _word_paragraph(paper: Any, piece: Piece) -> None:
    text = "\n".join(piece.lines)
    match piece.kind:
        case "heading":
            paper.add_heading(text, piece.level)
        case "bold":
            paper.add_paragraph().add_run(text).bold = True
        case "bullet":
            paper.add_paragraph(text, style="List Bullet")
        case "number":
            paper.add_paragraph(text, style="List Number")
        case "break":
            paper.add_page_break()
        case _:
            paper.add_paragraph(text)


def _word_table(paper: Any, rows: list[Piece], *, ruled: bool) -> None:
    table = paper.add_table(0, len(rows[0].lines), style="Table Grid" if ruled else None)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row.lines, strict=True):
            cell.text = words


def _page_numbers(paragraph: Any, footer: str) -> None:
    for part in re.split(r"(\{pages?\})", footer):
        run = paragraph.add_run("" if part.startswith("{") else part)
        if part.startswith("{"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
            run._r.addprevious(field)


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


def pdf(text: str, look: Look) -> bytes:
    """A PDF on A4 with a text layer; built twice, since `{pages}` is known only afterwards."""
    _, pages = _pdf(text, look)
    return _pdf(text, replace(look, footer=look.footer.replace("{pages}", str(pages))))[0]


def _pdf(text: str, look: Look) -> tuple[bytes, int]:
    def furniture(canvas: Canvas, paper: SimpleDocTemplate) -> None:
        canvas.setFont(look.font, 9)
        canvas.drawString(25 * mm, 282 * mm, look.header)
        canvas.drawRightString(185 * mm, 12 * mm, look.footer.replace("{page}", str(paper.page)))

    buffer = io.BytesIO()
    paper = SimpleDocTemplate(
        buffer, pagesize=A4, invariant=1, leftMargin=25 * mm, rightMargin=25 * mm
    )
    story: list[Any] = []
    for kind, run in _runs(text):
        if kind in ("ruled", "columns"):
            story += [_pdf_table(run, look.font, paper.width), Spacer(1, 8)]
        else:
            story += [_flowing(piece, look.font) for piece in run]
    paper.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue(), paper.page


def _flowing(piece: Piece, font: str) -> Paragraph | PageBreak:
    if piece.kind == "break":
        return PageBreak()
    style = ParagraphStyle("body", fontName=font, fontSize=10.5, leading=14, spaceAfter=6)
    bullet = None
    if piece.kind in ("heading", "bold"):
        size = {1: 17, 2: 13.5, 3: 11.5}.get(piece.level, 10.5)
        bold = "Times-Bold" if font == "Times-Roman" else "Helvetica-Bold"
        style = _changed(style, fontName=bold, fontSize=size, leading=size * 1.3, spaceBefore=6)
    if piece.kind == "bullet":
        style, bullet = _changed(style, leftIndent=14, bulletIndent=2, spaceAfter=2), "•"
    return Paragraph("<br/>".join(_escaped(line) for line in piece.lines), style, bulletText=bullet)


def _changed(style: ParagraphStyle, **changes: Any) -> ParagraphStyle:
    return ParagraphStyle("changed", parent=style, **changes)


def _pdf_table(rows: list[Piece], font: str, width: float) -> Table:
    style = ParagraphStyle("cell", fontName=font, fontSize=10, leading=12.5)
    cells = [[Paragraph(_escaped(words), style) for words in row.lines] for row in rows]
    longest = [max(8, *(min(len(words), 40) for words in column)) for column in _columns(rows)]
    table = Table(cells, colWidths=[width * n / sum(longest) for n in longest], hAlign="LEFT")
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if rows[0].kind == "ruled" else []
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines])
    return table


def _columns(rows: list[Piece]) -> Iterator[tuple[str, ...]]:
    return zip(*(row.lines for row in rows), strict=True)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def scanned(paper: bytes, *, dpi: int = 150, degrees: float = 0.6) -> bytes:
    """A PDF as it comes from a scanner: a black-and-white picture of each page, a little askew."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pypdfium2.PdfDocument(paper):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        askew = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        canvas.drawInlineImage(askew.point(lambda grey: 255 * (grey > 150), "1"), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
