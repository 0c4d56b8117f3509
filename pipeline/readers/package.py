"""Documents that are zips of XML (DOCX, ODT): their guards, before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from pipeline.readers.limits import Limits
from schemas.faults import PasswordProtected, TooLarge

BIG = 2**20  # a smaller member may be packed as tightly as it likes
# What zipfile raises for a broken zip: a wrong offset is a ValueError (negative seek) there.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
XML_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)


def named(data: bytes) -> frozenset[str] | None:
    """The names of a zip's members, None if its directory cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except BROKEN_ZIP:
        return None


def check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Raises PasswordProtected, and TooLarge for a zip that would unpack to more than it should."""
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected
    if len(members) > limits.members or sum(m.file_size for m in members) > limits.unpacked:
        raise TooLarge
    if any(m.file_size > max(BIG, m.compress_size * limits.ratio) for m in members):
        raise TooLarge
