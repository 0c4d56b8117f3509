"""Archives (ZIP): what lies in them. What only looks like one, such as a DOCX, is a document."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pipeline.readers.limits import Limits
from pipeline.readers.package import BIG, BROKEN_ZIP, named
from schemas.faults import Damaged, PasswordProtected, TooLarge, UnknownFormat

_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8, _LOCKED = 0x800, 0x1  # bits of a member's flags


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip, and neither Office's, OpenDocument's nor a book's package."""
    if not data.startswith(_BEGINS) or data[30:].startswith(b"mimetype"):
        return False
    return "[Content_Types].xml" not in (named(data) or ())


def held(data: bytes, limits: Limits) -> list[tuple[str, int, int]]:
    """What an archive holds: each file's path in it, its size in bytes, its place in the directory.

    Raises Damaged, or TooLarge for more than `limits` allow of files or of bytes together.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except BROKEN_ZIP as error:
        raise Damaged from error
    files = [(place, each) for place, each in enumerate(members) if not each.is_dir()]
    if len(files) > limits.members:
        raise TooLarge(f"Arkivet har {len(files)} filer")
    if sum(each.file_size for _, each in files) > limits.unpacked:
        raise TooLarge("Arkivet pakker seg ut til mer enn tillatt")
    return [(_name(each), each.file_size, place) for place, each in files]


def taken_out(data: bytes, place: int, limits: Limits) -> bytes:
    """The file at `place` of an archive.

    Raises PasswordProtected, TooLarge, UnknownFormat (packed in a way of its own) or Damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            member = archive.infolist()[place]
            if member.flag_bits & _LOCKED:
                raise PasswordProtected
            packed = max(BIG, member.compress_size * limits.ratio)
            if member.file_size > min(limits.bytes, packed):
                raise TooLarge
            return archive.read(member)  # never more than it says it is
    except NotImplementedError as error:
        raise UnknownFormat("Filen er pakket på en måte som ikke kan pakkes ut") from error
    except (*BROKEN_ZIP, IndexError) as error:
        raise Damaged from error


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; programs that do not say how it is written use UTF-8 or DOS's Nordic."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        written = member.filename.encode("cp437")  # as zipfile has read it
    except UnicodeEncodeError:
        return member.filename
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp865")
