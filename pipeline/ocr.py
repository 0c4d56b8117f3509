"""Who reads pages that are pictures: Tesseract where it is installed, each picture once.

What it has read lies in a folder, one file for each picture, named after the picture's content and
what read it. Several workers may use the folder at once, and it may be deleted at any time.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from functools import partial
from pathlib import Path

from PIL import Image
from pydantic import ValidationError

from pipeline.readers.scans import Ocr, Sheet
from pipeline.readers.tesseract import engine, read_picture

_VERSION = 2  # of how pictures are prepared and results are kept


def find_ocr(seconds: float = 60, cache: Path | None = None) -> Ocr | None:
    """Tesseract with so many `seconds` for a page, remembering in `cache`; None if it is not here.

    Without a folder nothing is remembered.
    """
    name = engine()
    if name is None:
        return None
    ocr = partial(read_picture, seconds=seconds)
    return partial(_remembered, ocr=ocr, by=f"{name} {_VERSION}", cache=cache) if cache else ocr


def _remembered(picture: Image.Image, *, ocr: Ocr, by: str, cache: Path) -> Sheet:
    """What stands on `picture`: as was read before, else read now and kept."""
    content = hashlib.sha256(f"{by} {picture.size} {picture.mode} ".encode())
    content.update(picture.tobytes())
    name = content.hexdigest()
    file = cache / name[:2] / f"{name}.json.gz"
    try:
        return Sheet.model_validate_json(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, zlib.error, ValidationError):  # not there, or cut short
        sheet = ocr(picture)
    _keep(file, gzip.compress(sheet.model_dump_json().encode()))
    return sheet


def _keep(file: Path, data: bytes) -> None:
    """Write `file` whole or not at all; a disk that is full or locked only costs time later."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as draft:
            draft.write(data)
        os.replace(draft.name, file)  # noqa: PTH105 — a name, not a path
    except OSError:
        return
