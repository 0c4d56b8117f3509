"""Bytes as letters, where a file does not say how they are written, or says it in words."""

from __future__ import annotations

import codecs
import re

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)


def decoded(data: bytes, said: str | None = None) -> str:
    """`data` as text: by its byte order mark, by what is `said`, else UTF-8 or Windows' Western.

    A character set that nobody knows, and letters that are none, are passed over.
    """
    if data.startswith(UTF16):
        return data.decode("utf-16", errors="replace")
    encoding = _known(said)
    if encoding and not data.startswith(codecs.BOM_UTF8):
        return data.decode(encoding, errors="replace" if encoding != "cp1252" else "ignore")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; there, latin-1's control characters are dropped.
        return data.decode("cp1252", errors="ignore")


def decoded_page(data: bytes) -> str:
    """A page of the web as text; it may name its character set."""
    named = _CHARSET.search(data[:4096])
    return decoded(data, named[1].decode() if named else None)


def _known(said: str | None) -> str | None:
    """The codec for a character set that a file names, None if its bytes must tell themselves."""
    try:
        name = codecs.lookup(said or "utf-8").name
        b"a".decode(name)  # some codecs are not for text
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):  # as browsers do (WHATWG Encoding, 4.2)
        return "cp1252"
    # What names UTF-16 in words that can be read is not UTF-16; UTF-8 may be a mistake, too.
    return None if name.startswith(("utf-8", "utf-16", "utf-32", "utf-7")) else name
