"""Typeset the tables of gold/ as PDF and DOCX: `python tests/tables/make.py FOLDER`.

gold/ holds the tables as they are meant, written by hand: rows of cells, a merged cell's words in
its first cell. `SETTINGS` says how each is set. A document is a line of text, its tables with a
line between them, and a line at the end.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

GOLD = Path(__file__).parent / "gold"
OVER = "Her er oversikten som ble lagt frem i møtet, med tall fra regnskapet per i dag."
BETWEEN = "Utvalget ba også om å få se denne oversikten, og fikk den samme dag."
UNDER = "Utvalget hadde ingen merknader til oversikten, og tok den til orientering."

Rows = list[list[str]]
Span = tuple[tuple[int, int], tuple[int, int]]  # column and row of the first cell, and of the last


@dataclass(frozen=True)
class Setting:
    """How a table is set: the widths of its columns in points, and what sets it apart."""

    widths: Sequence[float]
    rules: Literal["grid", "level", "outer", "shade", "none"] = "grid"
    right: Sequence[int] = ()  # columns set to the right
    spans: Sequence[Span] = ()
    repeat: int = 0  # rows of heads that come again on each page
    cut: bool = False  # a page may end in the middle of a row
    lead: int = 0  # points of white space above, to bring the table to the page's end
    nest: tuple[int, int] | None = None  # row and column of the cell that holds the second table


SETTINGS: dict[str, Sequence[Setting]] = {
    "saksliste": [Setting([60, 260, 100])],
    "frammote": [Setting([170, 60, 150], rules="none")],
    "budsjett": [Setting([180, 90, 90, 80], right=(1, 2, 3))],
    "regnskap-uten-linjer": [Setting([200, 100, 100], rules="none", right=(1, 2))],
    "tiltak-brutt": [Setting([90, 170, 80, 90])],
    "tiltak-brutt-uten-linjer": [Setting([60, 200, 110], rules="none")],
    "over-sider": [Setting([60, 280, 90], repeat=1, lead=380)],
    # as wide as the page: what reportlab cuts off is set in the middle
    "rad-over-sider": [Setting([70, 263, 110], cut=True, lead=560)],
    "gruppert": [Setting([180, 90, 90], right=(1, 2), spans=[((0, 1), (2, 1)), ((0, 4), (2, 4))])],
    "slatt-sammen-nedover": [
        Setting([100, 180, 80], spans=[((0, 1), (0, 3)), ((0, 4), (0, 5))], right=(2,))
    ],
    "hode-i-to-etasjer": [
        Setting(
            [140, 70, 70, 70, 70],
            spans=[((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (4, 0))],
            right=(1, 2, 3, 4),
        )
    ],
    "tabell-i-celle": [Setting([60, 320], nest=(1, 1)), Setting([140, 80])],
    "bare-vannrette": [Setting([180, 100, 100], rules="level", right=(1, 2))],
    "skyggelagt": [Setting([160, 130, 90], rules="shade")],
    "ytre-ramme": [Setting([80, 200, 120], rules="outer")],
    "to-tabeller": [Setting([200, 100]), Setting([110, 110, 110])],
    "smale-celler": [Setting([62, 70, 62, 150])],
    "punkter-i-celler": [Setting([110, 200, 90])],
}


def gold(name: str) -> list[Rows]:
    """The tables of the document `name` as they are meant."""
    tables: list[Rows] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))["tables"]
    return tables


def documents() -> dict[str, bytes]:
    """Every table's document by file name, in both formats."""
    made = {}
    for name, settings in SETTINGS.items():
        made[f"{name}.pdf"] = _pdf(gold(name), settings)
        made[f"{name}.docx"] = _docx(gold(name), settings)
    return made


def _pdf(tables: Sequence[Rows], settings: Sequence[Setting]) -> bytes:
    buffer = io.BytesIO()
    paper = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, leftMargin=70, rightMargin=70)
    text = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=14)
    story: list[Any] = [Paragraph(OVER, text), Spacer(1, 10 + settings[0].lead)]
    held = [_pdf_table(*pair) for pair in zip(tables, settings, strict=True)]
    nest = settings[0].nest
    if nest:
        held = [_pdf_table(tables[0], settings[0], within=held[1])]
    for number, table in enumerate(held):
        if number:
            story += [Spacer(1, 10), Paragraph(BETWEEN, text), Spacer(1, 10)]
        story.append(table)
    paper.build([*story, Spacer(1, 10), Paragraph(UNDER, text)])
    return buffer.getvalue()


def _pdf_table(rows: Rows, setting: Setting, within: Table | None = None) -> Table:
    left = ParagraphStyle("cell", fontName="Helvetica", fontSize=10, leading=12.5)
    right = ParagraphStyle("sum", parent=left, alignment=TA_RIGHT)
    cells: list[list[Any]] = [
        [
            Paragraph(words.replace("\n", "<br/>"), right if x in setting.right and y else left)
            for x, words in enumerate(row)
        ]
        for y, row in enumerate(rows)
    ]
    if within and setting.nest:
        y, x = setting.nest
        cells[y][x] = [cells[y][x], Spacer(1, 4), within, Spacer(1, 4)]
    table = Table(
        cells,
        colWidths=setting.widths,
        repeatRows=setting.repeat,
        splitInRow=int(setting.cut),
        hAlign="LEFT",
    )
    whole, heads, line = ((0, 0), (-1, -1)), ((0, 0), (-1, 0)), (0.5, colors.black)
    rules = {
        "grid": [("GRID", *whole, *line)],
        "level": [("LINEBELOW", *whole, *line), ("LINEABOVE", *heads, *line)],
        "outer": [("BOX", *whole, *line), ("LINEBELOW", *heads, *line)],
        "shade": [("ROWBACKGROUNDS", *whole, [colors.lightgrey, colors.white])],
        "none": [],
    }[setting.rules]
    spans = [("SPAN", *span) for span in setting.spans]
    table.setStyle([("VALIGN", *whole, "TOP"), *rules, *spans])
    return table


def _docx(tables: Sequence[Rows], settings: Sequence[Setting]) -> bytes:
    paper = Document()
    paper.add_paragraph(OVER)
    nest = settings[0].nest
    for number, (rows, setting) in enumerate(zip(tables, settings, strict=True)):
        if nest and number:
            break
        if number:
            paper.add_paragraph(BETWEEN)
        table = _docx_table(paper, rows, setting)
        if nest:
            _docx_table(table.cell(*nest), tables[1], settings[1])
    paper.add_paragraph(UNDER)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _docx_table(place: Any, rows: Rows, setting: Setting) -> Any:
    table = place.add_table(len(rows), len(rows[0]))
    if setting.rules == "grid" and hasattr(place, "styles"):
        table.style = "Table Grid"
    for y, row in enumerate(rows):
        for x, words in enumerate(row):
            cell = table.cell(y, x)
            cell.text = words
            cell.width = Pt(setting.widths[x])
            if x in setting.right and y:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for (x0, y0), (x1, y1) in setting.spans:
        words = rows[y0][x0]
        table.cell(y0, x0).merge(table.cell(y1, x1)).text = words
    for row in table.rows[: setting.repeat]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


if __name__ == "__main__":
    for file, data in documents().items():
        (Path(sys.argv[1]) / file).write_bytes(data)
