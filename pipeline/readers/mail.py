"""E-mails (EML: RFC 5322 and MIME, RFC 2045 to 2049): their own words, and what is attached."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.policy import compat32
from typing import NamedTuple

from pipeline.readers import html
from pipeline.readers.decoding import decoded, decoded_page
from pipeline.readers.limits import Limits
from pipeline.readers.lines import Line, clean
from pipeline.readers.shaping import own_title, shape
from pipeline.readers.text import lines_of
from schemas.document import HEADING, Document, Source
from schemas.faults import Damaged, TooLarge

_HEADER = re.compile(rb"([!-9;-~]{1,60}):[ \t]?.*|[ \t].*")
_OURS = frozenset({b"from", b"received", b"return-path", b"message-id", b"mime-version"})
_OTHERS = frozenset({b"to", b"cc", b"date", b"subject", b"content-type", b"sender", b"reply-to"})
_HEAD = 2**16  # bytes among which a mail's own headers end
_SHOWN = ("From", "To", "Cc", "Date")  # to whoever reads the mail
# What a mail program adds for itself: signatures, invitations, receipts.
_FOR_PROGRAMS = re.compile(
    r"application/(?:x-)?(?:pkcs7|pgp)-signature|text/(?:calendar|x-vcard|vcard|rfc822-headers)"
    r"|message/(?:delivery-status|disposition-notification|partial|external-body)"
)
_SUFFIXES = {
    "text/plain": "txt", "text/html": "html", "message/rfc822": "eml", "application/pdf": "pdf",
    "application/zip": "zip", "application/rtf": "rtf", "application/msword": "doc",
}  # fmt: skip


class _Parts(NamedTuple):
    """What a mail is made of: its own text, in order, and what is attached."""

    own: list[Message]
    attached: list[Message]


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with headers that only mails have."""
    if b":" not in data[:64]:
        return False
    head = re.split(rb"\r?\n\r?\n|\r\r", data[:_HEAD].lstrip(b"\r\n"), maxsplit=1)[0]
    lines = [_HEADER.fullmatch(line) for line in re.split(rb"\r\n?|\n", head)]
    if len(data) > _HEAD and len(head) >= _HEAD:
        lines.pop()
    names = {line[1].lower() for line in lines if line and line[1]}
    known = names & (_OURS | _OTHERS)
    return all(lines) and len(known) > 1 and not names.isdisjoint(_OURS)


def read_mail(source: Source, limits: Limits) -> Document:
    """What a mail itself says, its subject as a heading; sender, receivers and day are furniture.

    Raises Damaged.
    """
    message = _parsed(source.data)
    own = _parts(message, limits).own
    said = [line for part in own for line in _lines(part)]
    subject = clean(_header(message, "Subject"))
    head = [
        Line(text=f"{name}: {clean(_header(message, name))}", furniture=True)
        for name in _SHOWN
        if message[name]
    ]
    if subject and said:
        head.append(Line(kind=HEADING, text=subject, level=1))
    drafts = shape([*head, *said]) if said else []
    return Document.of(source, "eml", drafts, title=own_title(subject))


def held(data: bytes, limits: Limits) -> list[tuple[str, int, int]]:
    """What is attached to a mail: each file's name, its size in bytes, its place.

    Raises Damaged, or TooLarge for more files than `limits` allow.
    """
    attached = _parts(_parsed(data), limits).attached
    if len(attached) > limits.members:
        raise TooLarge(f"E-posten har {len(attached)} vedlegg")
    return [(_name(part), len(_content(part)), place) for place, part in enumerate(attached)]


def taken_out(data: bytes, place: int, limits: Limits) -> bytes:
    """The file at `place` of what is attached to a mail. Raises Damaged."""
    attached = _parts(_parsed(data), limits).attached
    if place >= len(attached):
        raise Damaged
    return _content(attached[place])


def _parsed(data: bytes) -> Message:
    # The newer policies raise whatever they like for headers that are not as they should be.
    try:
        return email.message_from_bytes(data.lstrip(b"\r\n"), policy=compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise Damaged from error


def _parts(message: Message, limits: Limits) -> _Parts:
    parts = _Parts([], [])
    try:
        for part in _leaves(message, limits.members):
            if _is_attached(part):
                parts.attached.append(part)
            elif part.get_content_maintype() in ("text", "multipart"):  # with no parts after all
                parts.own.append(part)
    except RecursionError as error:
        raise Damaged from error
    return parts


def _leaves(message: Message, most: int) -> Iterator[Message]:
    """The parts that hold something, in order; of the same in several forms the richest."""
    inner = _inside(message)
    if message.get_content_type() == "message/rfc822" or inner is None:
        if not _FOR_PROGRAMS.fullmatch(message.get_content_type()):
            yield message
        return
    parts = inner[: most + 1]
    if message.get_content_type() == "multipart/alternative":
        forms = [list(_leaves(part, most)) for part in parts]
        best = max(forms, key=_worth, default=[])
        yield from best
        # A mail program may put what is attached into one of the forms only.
        for form in forms:
            yield from (part for part in form if form is not best and _is_attached(part))
        return
    for part in parts:
        yield from _leaves(part, most)


def _inside(message: Message) -> list[Message] | None:
    """The messages that one holds, if it does: told without decoding its words."""
    inner = message.get_payload() if message.is_multipart() else None
    return [p for p in inner if isinstance(p, Message)] if isinstance(inner, list) else None


def _worth(form: list[Message]) -> int:
    types = {part.get_content_type() for part in form}
    has_words = any(_content(part).strip() for part in form)
    return has_words * (1 + ("text/plain" in types) + 2 * ("text/html" in types))


def _is_attached(part: Message) -> bool:
    """Whether a part is a file of its own, rather than text or the pictures that decorate it."""
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return True
    if part.get_content_maintype() == "image":
        return False  # a logo, a picture in the text
    return bool(_header_parameter(part)) or part.get_content_maintype() not in ("text", "multipart")


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = _inside(part)
        if inner:
            try:
                return inner[0].as_bytes()
            except (ValueError, LookupError, RecursionError) as error:
                raise Damaged from error
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = None
    return content if isinstance(content, bytes) else b""


def _lines(part: Message) -> list[Line]:
    said = part.get_content_charset()
    if part.get_content_type() == "text/html":
        data = _content(part)
        text = decoded(data, said) if said else decoded_page(data)
        return list(html.lines_of(html.parsed(text))) if text.strip() else []
    return lines_of(decoded(_content(part), said))


def _name(part: Message) -> str:
    """What an attachment is called, else what its kind of file is."""
    named = _header_parameter(part)
    if not named and part.get_content_type() == "message/rfc822":
        inner = _inside(part)
        named = _header(inner[0], "Subject") if inner else ""
        return f"{named or 'e-post'}.eml"
    return named or f"vedlegg.{_SUFFIXES.get(part.get_content_type(), 'bin')}"


def _header_parameter(part: Message) -> str:
    try:
        return _words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _header(message: Message, name: str) -> str:
    return " ".join(_words(message.get(name, "")).split())


def _words(value: Header | str) -> str:
    """A header's words (RFC 2047); those that cannot be decoded stand as they are."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return str(value)
    return "".join(
        decoded(part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part, said)
        for part, said in parts
    )
