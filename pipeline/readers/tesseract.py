"""Tesseract, the OCR program, with its Norwegian model: found where it is installed."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytesseract
from lxml import etree
from numpy.typing import NDArray
from PIL import Image
from pytesseract import TesseractError, TesseractNotFoundError

from pipeline.readers.scans import DPI, OcrFailed, ScannedWord, Sheet, straightened

LANGUAGE = "nor"  # bokmål and nynorsk; `eng` loses every æ, ø and å
_OPTIONS = f"--oem 1 --psm 3 --dpi {DPI}"
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
    """What stands on a grey picture of a page at `DPI`.

    Raises OcrFailed after so many `seconds`, or if Tesseract gives up.
    """
    straight = straightened(picture)
    try:
        page = pytesseract.image_to_pdf_or_hocr(
            straight.picture, LANGUAGE, _OPTIONS, extension="hocr", timeout=seconds
        )
    except RuntimeError as error:  # a TesseractError, or its time is up
        raise OcrFailed from error
    grey = np.asarray(straight.picture)
    found = (_words(line, grey) for line in etree.fromstring(page, _PARSER).iter("{*}span"))
    return Sheet(
        width=picture.width * _POINT,
        height=picture.height * _POINT,
        tilt=straight.tilt,
        lines=tuple(words for words in found if words),
        level=straight.level,
        upright=straight.upright,
    )


def _words(line: etree._Element, grey: NDArray[np.uint8]) -> tuple[ScannedWord, ...]:
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
        text, said = "".join(word.itertext()).strip(), _properties(word)
        if text:
            x0, _, x1, _ = said["bbox"]
            words.append(
                ScannedWord(
                    text, x0 * _POINT, x1 * _POINT, base, size, False, said["x_wconf"][0] / 100
                )
            )
    return tuple(words)


def _properties(element: etree._Element) -> dict[str, list[float]]:
    """An element's title: `bbox 162 103 750 141; x_wconf 93`."""
    fields = (field.split() for field in element.get("title", "").split(";"))
    return {name: [float(value) for value in values] for name, *values in fields if name != "image"}
