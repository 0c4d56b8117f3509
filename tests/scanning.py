"""Scans of documents: pictures of their pages as a scanner leaves them, the same each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAPER, INK = 235, 50  # how light and how dark a scanner sees them
GRAIN = 12  # standard deviation of the noise on each dot
SPECKS = 0.0008  # of all dots, dark ones and light ones


def scanned(
    document: bytes, *, degrees: Sequence[float], dpi: int = 200, turns: int = 0, strips: int = 1
) -> bytes:
    """A PDF of grey, noisy pictures of a PDF's pages, askew by `degrees` one after the other.

    Pages lie `turns` quarters clockwise in the scanner, which leaves each in so many `strips`.
    """
    width, height = A4[:: -1 if turns % 2 else 1]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    for number, page in enumerate(pypdfium2.PdfDocument(document)):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        worn = _worn(picture, degrees[number % len(degrees)], seed=number)
        worn = worn.rotate(-90 * turns, expand=True)
        cuts = [round(worn.height * strip / strips) for strip in range(strips + 1)]
        for top, bottom in pairwise(cuts):
            jpeg = io.BytesIO()
            worn.crop((0, top, worn.width, bottom)).save(jpeg, "JPEG", quality=70)
            share = height / worn.height
            low, high = height - bottom * share, (bottom - top) * share
            canvas.drawImage(ImageReader(jpeg), 0, low, width, high)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _worn(picture: Image.Image, degrees: float, seed: int) -> Image.Image:
    chance = np.random.default_rng(seed)
    askew = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    soft = askew.filter(ImageFilter.GaussianBlur(0.5))
    grey = INK + np.asarray(soft, np.float32) / 255 * (PAPER - INK)
    grey += chance.normal(0, GRAIN, grey.shape)
    specks = chance.random(grey.shape)
    grey[specks < SPECKS] = INK
    grey[specks > 1 - SPECKS] = 255
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make `one` the `other`."""
    letters = np.array([ord(letter) for letter in other], np.int64)
    places = np.arange(len(other) + 1)
    row = places.copy()
    for number, letter in enumerate(one, start=1):
        changed = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.minimum.accumulate(np.concatenate(([number], changed)) - places) + places
    return int(row[-1])
