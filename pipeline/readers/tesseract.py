"""Tesseract, the OCR program, with its Norwegian model: found where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path

import pytesseract
from lxml import etree
from PIL import Image
from pytesseract import Output, TesseractError, TesseractNotFoundError

from pipeline.readers.pdf_rules import Drawn, grids_of
from pipeline.readers.scans import (
    DPI,
    OcrFailed,
    ScannedWord,
    Sheet,
    Words,
    straightened,
    with_weight,
)

LANGUAGE = "nor"  # bokmål and nynorsk; `eng` loses every æ, ø and å
# Tesseract finds columns itself (3), but then overlooks lone letters, as in a table's cells: a page
# with a table is taken for one block (6).
_COLUMNS, _BLOCK = 3, 6
_UNSURE = 0.7  # of all letters: a page read upright is surer, however worn
_CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
_RULE = re.compile(r"[|¦]+")  # a ruling line, read as text
_POINT = 72 / DPI
_WINDOWS = Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe")  # it does not go on the PATH
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)


@cache
def engine() -> str | None:
    """Which Tesseract is here, by version and model; None if there is none that reads Norwegian."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # workers are as many as there are cores
    if sys.platform == "win32" and not shutil.which("tesseract") and _WINDOWS.exists():
        pytesseract.pytesseract.tesseract_cmd = str(_WINDOWS)
    try:
        known = LANGUAGE in pytesseract.get_languages()
        return f"tesseract {pytesseract.get_tesseract_version()} {LANGUAGE}" if known else None
    except (TesseractNotFoundError, TesseractError, OSError, SystemExit):
        return None


def read_picture(picture: Image.Image, seconds: float) -> Sheet:
    """What stands on a grey picture of a page at `DPI`, also where it lies on its side or head.

    Raises OcrFailed after so many `seconds`, or if Tesseract gives up.
    """
    sheet, lying = _read(picture, seconds)
    sure = sheet.confidence() >= _UNSURE and not lying
    turns = 0 if sure else _turns(picture, seconds)
    if not turns:
        return sheet
    upright, _ = _read(picture.transpose(_CLOCKWISE[turns]), seconds)
    better = lying or upright.confidence() > sheet.confidence()
    return upright.model_copy(update={"turns": turns}) if better else sheet


def _turns(picture: Image.Image, seconds: float) -> int:
    """How many quarters clockwise make the picture upright; 0 also where nothing tells."""
    try:
        said = pytesseract.image_to_osd(
            picture, config=f"--psm 0 --dpi {DPI}", output_type=Output.DICT, timeout=seconds
        )
    except RuntimeError:  # too few letters, no time left, or its model of scripts is not here
        return 0
    return int(said["rotate"]) // 90 % 4


def _read(picture: Image.Image, seconds: float) -> tuple[Sheet, bool]:
    """What stands on the picture as it lies, and whether most of its lines go up or down."""
    straight = straightened(picture)
    grids = grids_of(Drawn([*straight.level], [*straight.upright], 0.0, hidden=False))
    try:
        page = pytesseract.image_to_pdf_or_hocr(
            straight.picture,
            LANGUAGE,
            f"--oem 1 --psm {_BLOCK if grids else _COLUMNS} --dpi {DPI}",
            extension="hocr",
            timeout=seconds,
        )
    except RuntimeError as error:  # a TesseractError, or its time is up
        raise OcrFailed from error
    spans = list(etree.fromstring(page, _PARSER).iter("{*}span"))
    found = [words for span in spans if (words := _words(span))]
    steep = (abs(_properties(span).get("baseline", [0.0])[0]) > 1 for span in spans)
    lying = sum(steep) > len(found) / 2
    sheet = Sheet(
        width=picture.width * _POINT,
        height=picture.height * _POINT,
        tilt=straight.tilt,
        lines=with_weight(found, straight.picture),
        level=straight.level,
        upright=straight.upright,
    )
    return sheet, lying


def _words(line: etree._Element) -> Words:
    """The words of one of hOCR's lines (http://kba.github.io/hocr-spec/1.2/)."""
    if line.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
        return ()
    about = _properties(line)
    left, _, right, bottom = about["bbox"]
    slope, offset = about.get("baseline", [0.0, 0.0])
    base = (bottom + offset + slope * (right - left) / 2) * _POINT
    size = about.get("x_size", [bottom - about["bbox"][1]])[0] * _POINT
    words = []
    for word in line:
        # Norwegian has one dash, the shorter one (Språkrådet's rules for tankestrek)
        text = "".join(word.itertext()).strip().replace("—", "–")
        if text and not _RULE.fullmatch(text):
            said = _properties(word)
            x0, _, x1, _ = (side * _POINT for side in said["bbox"])
            sure = said["x_wconf"][0] / 100
            words.append(ScannedWord(text, x0, x1, base, size, bold=False, confidence=sure))
    return tuple(words)


def _properties(element: etree._Element) -> dict[str, list[float]]:
    """An element's title: `bbox 162 103 750 141; x_wconf 93`."""
    fields = (field.split() for field in element.get("title", "").split(";"))
    return {name: [float(value) for value in values] for name, *values in fields if name != "image"}
