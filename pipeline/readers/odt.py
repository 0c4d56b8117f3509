"""OpenDocument texts (ODT: ISO/IEC 26300), as LibreOffice and OpenOffice write them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from pipeline.readers.columns import with_tabbed_rows
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line
from pipeline.readers.odt_body import Body
from pipeline.readers.odt_styles import Styles, odf
from pipeline.readers.package import BROKEN_ZIP, XML_PARSER, check
from pipeline.readers.shaping import own_title, shape
from schemas.document import Document, Source
from schemas.faults import Damaged, PasswordProtected, UnknownFormat

_TYPE = re.compile(
    rb"mimetypeapplication/vnd\.oasis\.opendocument\.text(?:-template|-master)?(?:PK|$)"
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_FURNITURE = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")


def is_odt(source: Source) -> bool:
    """Whether the bytes are a zip that begins by saying that it is an OpenDocument text."""
    return source.data.startswith(b"PK\x03\x04") and bool(_TYPE.search(source.data[:1024]))


def read_odt(source: Source, limits: Limits) -> Document:
    """The document in an OpenDocument text. Knows no pages; headers and footers are furniture.

    Raises PasswordProtected, Damaged, TooLarge or UnknownFormat.
    """
    content, styles, meta = _parts(source.data, limits)
    text = content.find(f"{odf('office:body')}/{odf('office:text')}")
    if text is None:
        raise UnknownFormat
    walk = Body(Styles(styles, content))
    try:
        lines = [*_furniture(styles, walk), *walk.lines(text)]
    except RecursionError as error:
        raise Damaged from error
    title = meta.findtext(f".//{_TITLE}") if meta is not None else None
    drafts = shape(with_tabbed_rows(lines, walk.tables))
    return Document.of(source, "odt", drafts, title=own_title(title))


def _parts(data: bytes, limits: Limits) -> tuple[_Element, _Element | None, _Element | None]:
    """The parsed parts for content, styles and metadata, the latter two if there are any."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            check(package.infolist(), limits)
            names = set(package.namelist())
            if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
                "META-INF/manifest.xml"
            ):
                raise PasswordProtected
            content, styles, meta = (
                etree.fromstring(package.read(name), XML_PARSER) if name in names else None
                for name in ("content.xml", "styles.xml", "meta.xml")
            )
    except (*BROKEN_ZIP, etree.XMLSyntaxError) as error:
        raise Damaged from error
    if content is None:
        raise Damaged
    return content, styles, meta


def _furniture(styles: _Element | None, walk: Body) -> Iterator[Line]:
    """The lines of the running headers and footers, each text once."""
    lines: dict[str, Line] = {}
    tags = [odf(f"style:{name}") for name in _FURNITURE]
    for part in styles.iter(*tags) if styles is not None else ():
        for line in walk.lines(part):
            lines.setdefault(line.text, line._replace(furniture=True))
    yield from lines.values()
