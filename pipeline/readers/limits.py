"""How much a file may ask of us before it is refused."""

from __future__ import annotations

from pipeline.readers.scans import Ocr
from schemas.base import Value


class ManyScans(Exception):
    """No fault: a file has `pages` pages for OCR, which takes more time than was set aside."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        super().__init__(pages)


class Limits(Value):
    """The most that a reader takes on; what is more raises `TooLarge`.

    `ocr` is what reads pages that are pictures, if anything does, and more than `scans` of them in
    one file raises `ManyScans`.
    """

    bytes: int = 256 * 2**20  # of the file itself
    unpacked: int = 512 * 2**20  # of a zip's members together
    ratio: int = 200  # unpacked size to packed size, for members above a megabyte
    members: int = 5_000  # of a zip, or attached to a mail
    pages: int = 5_000
    seconds: float = 300  # for a document, where another program reads it
    ocr: Ocr | None = None
    scans: int = 5_000
