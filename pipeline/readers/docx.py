"""Word documents (DOCX: Office Open XML, ECMA-376), read straight from the package's XML."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from pipeline.readers.columns import with_tabbed_rows
from pipeline.readers.docx_body import Body, present
from pipeline.readers.docx_styles import Numbering, Styles, w
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged, PasswordProtected, TooLarge, UnknownFormat

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIG = 2**20  # a smaller member may be packed as tightly as it likes
# "Strict Open XML Document" in Word's own list of formats has other names for the same.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TARGET = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# What zipfile raises for a broken zip: a wrong offset is a ValueError (negative seek) there.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
)


def is_docx(source: Source) -> bool:
    """Whether the bytes are a zip with Office's parts, or Office's envelope round a locked file."""
    head = source.data[:1024]
    if head.startswith(_OLE):
        return _ENCRYPTED in source.data
    return head.startswith(b"PK\x03\x04") and (b"_Types].xml" in head or b"word/" in source.data)


def read_docx(source: Source, limits: Limits) -> Document:
    """The document in a Word file. Knows no pages; running headers and footers are furniture.

    Raises PasswordProtected, Damaged, TooLarge or UnknownFormat.
    """
    if source.data.startswith(_OLE):
        raise PasswordProtected
    with _opened(source.data) as package:
        _check(package.infolist(), limits)
        return _document(source, _Parts(package))


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _BROKEN_ZIP as error:
        raise Damaged from error


def _check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a package that would unpack to more than it should."""
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected
    if len(members) > limits.members or sum(m.file_size for m in members) > limits.unpacked:
        raise TooLarge
    if any(m.file_size > max(_BIG, m.compress_size * limits.ratio) for m in members):
        raise TooLarge


class _Parts:
    """The parts of an open package by their relationships (ECMA-376 part 2)."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = frozenset(package.namelist())
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )

    def parse(self, name: str) -> _Element | None:
        """The part `name` (`word/document.xml`), None if there is none. Raises Damaged."""
        if name not in self._names:
            return None
        try:
            xml = self._package.read(name).replace(_STRICT, _USUAL)
            return etree.fromstring(xml, self._parser)
        except (*_BROKEN_ZIP, etree.XMLSyntaxError) as error:
            raise Damaged from error

    def related(self, owner: str, kind: str) -> list[str]:
        """The names of the parts that part `owner` ("" for the package) calls its `kind`."""
        folder, name = posixpath.split(owner)
        links = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = links.iter(_TARGET) if links is not None else ()
        return [
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
            for link in found
            if link.get("Type", "").endswith(f"/{kind}")
        ]

    def first(self, owner: str, kind: str) -> _Element | None:
        """The first part that `owner` calls its `kind`."""
        return next((self.parse(name) for name in self.related(owner, kind)), None)


def _document(source: Source, parts: _Parts) -> Document:
    main = next(iter(parts.related("", "officeDocument")), "word/document.xml")
    root = parts.parse(main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise UnknownFormat
    notes = dict(_notes(parts, main))
    styles = Styles(parts.first(main, "styles"))
    walk = Body(styles, Numbering(parts.first(main, "numbering")), notes)
    lines = list(walk.lines(body))
    missing = present(body) + sum(map(present, notes.values())) - walk.read
    header = _furniture(parts, main, "header", walk)
    footer = _furniture(parts, main, "footer", walk)
    properties = parts.first("", "core-properties")
    title = properties.findtext(_TITLE) if properties is not None else None
    return Document.of(
        source,
        "docx",
        shape(with_tabbed_rows([*header, *lines, *footer], walk.tables)),
        title=own_title(title),
        remarks=(f"{missing} tegn i filen ble ikke lest.",) if missing > 0 else (),
    )


def _notes(parts: _Parts, main: str) -> Iterator[tuple[tuple[str, str], _Element]]:
    """The footnotes and endnotes, by the tag and the id of what refers to them."""
    for kind in ("footnote", "endnote"):
        part = parts.first(main, f"{kind}s")
        for note in part.iter(w(kind)) if part is not None else ():
            yield (w(f"{kind}Reference"), note.get(w("id"), "")), note


def _furniture(parts: _Parts, main: str, kind: str, walk: Body) -> list[Line]:
    """The lines of the running headers or footers, each text once."""
    lines: dict[str, Line] = {}
    for name in parts.related(main, kind):
        part = parts.parse(name)
        for line in walk.lines(part) if part is not None else ():
            lines.setdefault(line.text, replace(line, furniture=True))
    return list(lines.values())
