"""Fonts that lie are told, and the page is read from its picture; ligatures are letters."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.ocr import find_ocr
from pipeline.readers import Limits, read
from pipeline.readers.legibility import is_garbled
from pipeline.readers.tesseract import engine
from schemas.document import Source
from tests.readers.making import docx, paragraph, pdf, read_as, written

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


def test_ligatures_are_letters_in_every_format() -> None:
    line = "Utvalget ba om en \ufb01nansieringsplan for \ufb02yplassen."
    plain = "Utvalget ba om en finansieringsplan for flyplassen."

    assert read_as("a.pdf", pdf(written(line, font=_font()))).text == plain
    assert read_as("a.docx", docx(paragraph(line))).text == plain
    assert read_as("a.txt", line).text == plain
