"""How much a file may ask of us before it is refused."""

from __future__ import annotations

from schemas.base import Value


class Limits(Value):
    """The most that a reader takes on; what is more raises `TooLarge`."""

    bytes: int = 256 * 2**20  # of the file itself
    unpacked: int = 512 * 2**20  # of a zip's members together
    ratio: int = 200  # unpacked size to packed size, for members above a megabyte
    members: int = 5_000  # of a zip, or attached to a mail
    pages: int = 5_000
    seconds: float = 300  # for a document, where another program reads it
