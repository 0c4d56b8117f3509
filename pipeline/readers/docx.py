"""Word documents (DOCX: Office Open XML, ECMA-376), opened with python-docx."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from lxml import etree
from lxml.etree import _Element

from pipeline.readers.columns import with_tabbed_rows
from pipeline.readers.docx_body import Body, present
from pipeline.readers.docx_styles import Numbering, Styles, w
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.package import BROKEN_ZIP, XML_PARSER, check, named
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged, PasswordProtected, UnknownFormat

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# "Strict Open XML Document" in Word's own list of formats has other names for the same; so have
# templates and documents with macros.
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _OFFICE,
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": _MAIN,
    b"application/vnd.ms-word.document.macroEnabled.main+xml": _MAIN,
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml": _MAIN,
}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# What python-docx raises for XML that is broken, or has other elements than it should.
_BROKEN_XML = (etree.XMLSyntaxError, PythonDocxError, AttributeError, RecursionError)


def is_docx(source: Source) -> bool:
    """Whether the bytes are a zip with Office's parts, or Office's envelope round a locked file."""
    head = source.data[:1024]
    if head.startswith(_OLE):
        return _ENCRYPTED in source.data
    if not head.startswith(b"PK\x03\x04"):
        return False
    names = named(source.data)
    if names is None:  # it is damaged, and its first member must tell
        return b"_Types].xml" in head or b"word/" in source.data
    return "[Content_Types].xml" in names or "word/document.xml" in names


def read_docx(source: Source, limits: Limits) -> Document:
    """The document in a Word file. Knows no pages; running headers and footers are furniture.

    Raises PasswordProtected, Damaged, TooLarge or UnknownFormat.
    """
    if source.data.startswith(_OLE):
        raise PasswordProtected
    word = _opened(_plain(source.data, limits))
    main = word.part.rels
    body = word.element.body
    if body is None:
        raise UnknownFormat
    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)  # they divide `w:t`
    notes = dict(_notes(main))
    walk = Body(Styles(_first(main, "styles")), Numbering(_first(main, "numbering")), notes)
    lines = list(walk.lines(body))
    missing = present(body) + sum(map(present, notes.values())) - walk.read
    header, footer = _furniture(main, "header", walk), _furniture(main, "footer", walk)
    return Document.of(
        source,
        "docx",
        shape(with_tabbed_rows([*header, *lines, *footer], walk.tables)),
        title=_title(word),
        remarks=(f"{missing} tegn i filen ble ikke lest.",) if missing > 0 else (),
    )


def _plain(data: bytes, limits: Limits) -> BytesIO:
    """The package's XML alone, with the names that python-docx knows.

    A relationship that leads nowhere is left out: Word overlooks it (`Target="NULL"`), and
    python-docx would not open the file.
    """
    plain = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(plain, "w") as copy:
            check(package.infolist(), limits)
            names = dict.fromkeys(n for n in package.namelist() if n.endswith((".xml", ".rels")))
            for name in names:
                xml = package.read(name)
                for other, usual in _OTHER_NAMES.items():
                    xml = xml.replace(other, usual)
                copy.writestr(name, _leading(xml, name, names) if name.endswith(".rels") else xml)
    except (*BROKEN_ZIP, etree.XMLSyntaxError) as error:
        raise Damaged from error
    return plain


def _leading(xml: bytes, name: str, names: dict[str, None]) -> bytes:
    """The relationships in `xml`, the member `name`, that lead to one of `names`."""
    folder = posixpath.join("/", posixpath.dirname(posixpath.dirname(name)))
    links = etree.fromstring(xml, XML_PARSER)
    for link in list(links):
        target = posixpath.normpath(posixpath.join(folder, link.get("Target", "")))
        if target.lstrip("/") not in names:
            links.remove(link)
    return bytes(etree.tostring(links))


def _opened(package: BytesIO) -> WordDocument:
    try:
        return docx.Document(package)
    except (KeyError, ValueError) as error:  # no main part, or another program's
        raise UnknownFormat from error
    except _BROKEN_XML as error:
        raise Damaged from error


def _related(links: Relationships, kind: str) -> Iterator[_Element]:
    """The parts, parsed, that a part or the package calls its `kind`."""
    for link in links.values():
        if link.reltype.endswith(f"/{kind}"):
            yield _parsed(link.target_part)


def _parsed(part: Part) -> _Element:
    if isinstance(part, XmlPart):
        return part.element
    try:
        return parse_xml(part.blob)
    except etree.XMLSyntaxError as error:
        raise Damaged from error


def _first(links: Relationships, kind: str) -> _Element | None:
    return next(_related(links, kind), None)


def _notes(main: Relationships) -> Iterator[tuple[tuple[str, str], _Element]]:
    """The footnotes and endnotes, by the tag and the id of what refers to them."""
    for kind in ("footnote", "endnote"):
        for part in _related(main, f"{kind}s"):
            for note in part.iter(w(kind)):
                yield (w(f"{kind}Reference"), note.get(w("id"), "")), note


def _furniture(main: Relationships, kind: str, walk: Body) -> list[Line]:
    """The lines of the running headers or footers, each text once."""
    lines: dict[str, Line] = {}
    for part in _related(main, kind):
        for line in walk.lines(part):
            lines.setdefault(line.text, line._replace(furniture=True))
    return list(lines.values())


def _title(word: WordDocument) -> str | None:
    package = word.part.package
    properties = _first(package.rels, "core-properties") if package else None
    return own_title(properties.findtext(_TITLE)) if properties is not None else None
