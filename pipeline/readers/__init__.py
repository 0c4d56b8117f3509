"""Readers: a file's bytes in, a document out.

A format is a name, a sniff on the bytes and a read function, in a module of its own; its content
decides, never its suffix. To add one: its module, and its line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.readers import doc, docx, html, mail, odt, pdf, rtf, text
from pipeline.readers.limits import Limits
from schemas.document import Document, Source
from schemas.faults import Empty, TooLarge, UnknownFormat

__all__ = ["DEFAULT_LIMITS", "FORMATS", "Format", "Limits", "is_document", "read"]


class Format(NamedTuple):
    """A kind of file that Møtebok reads."""

    name: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source, Limits], Document]


FORMATS = (
    Format("pdf", pdf.is_pdf, pdf.read_pdf),
    Format("docx", docx.is_docx, docx.read_docx),
    Format("doc", doc.is_doc, doc.read_doc),
    Format("odt", odt.is_odt, odt.read_odt),
    Format("rtf", rtf.is_rtf, rtf.read_rtf),
    Format("html", html.is_html, html.read_html),
    Format("eml", lambda source: mail.is_mail(source.data), mail.read_mail),
    Format("md", text.is_markdown, text.read_markdown),
    Format("txt", text.is_text, text.read_text),
)
DEFAULT_LIMITS = Limits()
NEVER_TEXT = (".docx", ".pdf")  # a page of text under such a name is some accident


def is_document(source: Source) -> bool:
    """Whether the bytes are of a format that is read; an archive is not, what it holds may be."""
    return any(kind.sniff(source) for kind in FORMATS)


def read(source: Source, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in `source`, in the first format of `FORMATS` that knows its bytes.

    Raises a `FileFault`: Empty, TooLarge, UnknownFormat, Damaged or PasswordProtected; where
    another program reads it, Unreadable (it is not here) or TimedOut.
    """
    if not source.data.strip():
        raise Empty
    if len(source.data) > limits.bytes:
        raise TooLarge(f"{len(source.data)} byte")
    for kind in FORMATS:
        if kind.sniff(source):
            if kind.name in ("txt", "html") and source.name.lower().endswith(NEVER_TEXT):
                raise UnknownFormat("Innholdet er tekst, men navnet sier noe annet")
            document = kind.read(source, limits)
            if not document.blocks and not document.scanned_pages:
                raise Empty
            return document
    raise UnknownFormat
