"""The signs of Rich Text Format (RTF 1.9.1): groups, control words, and letters in code pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)
# A font's `\fcharset` and its code page (RTF 1.9.1, "Font Table"); else it is the file's own.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOL = 2  # the `\fcharset` of fonts of signs: Symbol, Wingdings
_LETTERS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "tab": "\t", "line": "\n", "lbr": "\n", "~": "\u00a0", "_": "-", "-": "", "\t": "\t",
}  # fmt: skip


class Token(NamedTuple):
    """A brace, a control word or sign (`word`) with its number, or letters as bytes (`data`)."""

    word: str
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of an RTF file, `\bin` data and line ends left out."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:  # cannot be: every byte begins a token
            return
        at = match.end()
        if match["word"]:
            word, number = match["word"].decode(), match["number"]
            if word == "bin" and number:
                at += max(int(number), 0)
            else:
                yield Token(word, int(number) if number else None)
        elif match["hex"]:
            yield Token("'", None, bytes.fromhex(match["hex"].decode()))
        elif match["sign"]:
            sign = match["sign"]
            if sign in (b"{", b"}", b"\\"):
                yield Token("", None, sign)
            else:
                yield Token("par" if sign in b"\r\n" else sign.decode("latin-1"))
        elif match["brace"]:
            yield Token(match["brace"].decode())
        elif match["text"]:
            yield Token("", None, match["text"])


def letter(word: str) -> str | None:
    """What a control word or sign stands for, if it stands for letters or white space."""
    return _LETTERS.get(word)


def character(number: int) -> str:
    r"""The character that `\u` numbers: UTF-16, signed; half of a pair is itself."""
    return chr(number % 0x10000)


def joined(text: str) -> str:
    """`text` with halves of UTF-16 pairs put together, and what has no other half gone."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def code_page(word: str, number: int | None) -> str | None:
    r"""The encoding that `\ansicpg`, `\mac`, `\pc` or `\pca` gives a file, None for others."""
    if word == "ansicpg":
        try:
            return codecs.lookup(f"cp{number}").name
        except LookupError:
            return "cp1252"
    return {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word)


def decoded(data: bytes, charset: int | None, usual: str) -> str:
    """Letters as bytes in a font of `charset`, in a file whose code page is `usual`."""
    if charset == SYMBOL:  # where Word and Unicode put the signs of such fonts
        return "".join(chr(0xF000 + code) if code > 0x20 else " " for code in data)
    return data.decode(_CHARSETS.get(charset or 0, usual), "ignore")
