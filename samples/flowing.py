"""From marked-up text (`paper.py` tells how) to ODT, RTF and HTML, the same bytes each time."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from itertools import groupby

from paper import Look, Piece, pieces

_ODT = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
    }.items()
)
_TABLES = ("ruled", "columns")


def webpage(text: str, look: Look) -> bytes:
    """A page as a municipality's site has it, with what surrounds the minutes there."""
    title = next(pieces(text)).lines[0]
    body = _set(text, _as_html, _html_table, lambda items: f"<ul>\n{items}</ul>\n")
    return f"""<!DOCTYPE html>
<html lang="no">
<head>
<meta charset="utf-8">
<title>{html.escape(title)}</title>
<style>td {{ border: 1px solid; }}</style>
</head>
<body>
<nav><a href="/">Forsiden</a> <a href="/moter">Møter</a></nav>
<main>
{body}</main>
<footer>{html.escape(look.footer)}</footer>
</body>
</html>
""".encode()


def _set(
    text: str,
    line: Callable[[Piece], str],
    table: Callable[[list[Piece]], str],
    list_of: Callable[[str], str],
) -> str:
    """Every piece as `line` sets it, the rows of a table and the items of a list together."""
    whole = ""
    for kind, run in groupby(pieces(text), key=lambda piece: piece.kind):
        if kind in _TABLES:
            whole += table(list(run))
            continue
        lines = "".join(map(line, run))
        whole += list_of(lines) if kind == "bullet" else lines
    return whole


def _as_html(piece: Piece) -> str:
    words = "<br>\n".join(map(html.escape, piece.lines))
    if piece.kind == "heading":
        return f"<h{piece.level}>{words}</h{piece.level}>\n"
    if piece.kind == "bullet":
        return f"<li>{words}</li>\n"
    return f"<p><strong>{words}</strong></p>\n" if piece.kind == "bold" else f"<p>{words}</p>\n"


def _html_table(rows: list[Piece]) -> str:
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row.lines) for row in rows)
    return "<table>\n" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>\n"


def odt(text: str, look: Look) -> bytes:
    """An ODT as LibreOffice lays it out, its footer in the page's style."""
    footer = html.escape(look.footer, quote=False)
    for field, element in (("{page}", "page-number"), ("{pages}", "page-count")):
        footer = footer.replace(field, f"<text:{element}>1</text:{element}>")
    body = _set(text, _as_odt, _odt_table, lambda items: f"<text:list>{items}</text:list>")
    parts = {
        "mimetype": _ODT,
        "META-INF/manifest.xml": _xml("manifest:manifest", f"{_entry('/', _ODT)}{_ENTRIES}"),
        "styles.xml": _xml(
            "office:document-styles",
            "<office:automatic-styles>"
            '<style:page-layout style:name="side"/></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard" '
            'style:page-layout-name="side">'
            f"<style:footer><text:p>{footer}</text:p></style:footer></style:master-page>"
            "</office:master-styles>",
        ),
        "content.xml": _xml(
            "office:document-content",
            '<office:automatic-styles><style:style style:name="fet" style:family="text">'
            '<style:text-properties fo:font-weight="bold"/></style:style>'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>",
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), part.encode(), packed)
    return buffer.getvalue()


def _xml(root: str, inside: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{root} {_NAMESPACES} office:version="1.3">{inside}</{root}>\n'


def _entry(path: str, kind: str) -> str:
    return f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'


_ENTRIES = _entry("content.xml", "text/xml") + _entry("styles.xml", "text/xml")


def _as_odt(piece: Piece) -> str:
    words = "<text:line-break/>".join(html.escape(line, quote=False) for line in piece.lines)
    if piece.kind == "heading":
        return f'<text:h text:outline-level="{piece.level}">{words}</text:h>'
    if piece.kind == "bullet":
        return f"<text:list-item><text:p>{words}</text:p></text:list-item>"
    if piece.kind == "bold":
        return f'<text:p><text:span text:style-name="fet">{words}</text:span></text:p>'
    return f"<text:p>{words}</text:p>"


def _odt_table(rows: list[Piece]) -> str:
    def cell(words: str) -> str:
        inside = f"<text:p>{html.escape(words, quote=False)}</text:p>"
        return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row.lines))}</table:table-row>" for row in rows
    )
    width = len(rows[0].lines)
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f"<table:table>{columns}{lines}</table:table>"


def rtf(text: str, look: Look) -> bytes:
    """An RTF as Word writes it: headings by style, bullets in a group of their own."""
    header = rf"{{\header\pard {_in_rtf(look.header)}\par}}" if look.header else ""
    styles = "".join(
        rf"{{\s{level}\outlinelevel{level - 1}\b heading {level};}}" for level in (1, 2, 3)
    )
    body = _set(text, _as_rtf, _rtf_table, lambda items: items)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}}"
        rf"{{\stylesheet{{\s0 Normal;}}{styles}}}{header}" + f"\n{body}}}\n"
    ).encode("ascii")


def _in_rtf(words: str) -> str:
    """Signs outside ASCII as cp1252 has them, else by their number in Unicode."""
    marked = re.sub(r"([\\{}])", r"\\\1", words)
    return "".join(sign if sign.isascii() else _sign(sign) for sign in marked)


def _sign(sign: str) -> str:
    try:
        return rf"\'{sign.encode('cp1252').hex()}"
    except UnicodeEncodeError:
        return rf"\u{ord(sign)}?"


def _as_rtf(piece: Piece) -> str:
    words = "\\line\n".join(map(_in_rtf, piece.lines))
    if piece.kind == "heading":
        number = piece.level
        return rf"\pard\s{number}\outlinelevel{number - 1}\b {words}\b0\par" + "\n"
    if piece.kind == "bullet":
        return rf"\pard{{\pntext\'b7\tab}}{{\*\pn\pnlvlblt}}\fi-360\li720 {words}\par" + "\n"
    return (
        rf"\pard {{\b {words}}}\par" + "\n"
        if piece.kind == "bold"
        else rf"\pard {words}\par" + "\n"
    )


def _rtf_table(rows: list[Piece]) -> str:
    made = ""
    for row in rows:
        edges = "".join(rf"\cellx{2500 * number}" for number, _ in enumerate(row.lines, 1))
        cells = "".join(rf"\pard\intbl {_in_rtf(cell)}\cell" for cell in row.lines)
        made += rf"\trowd{edges}{cells}\row" + "\n"
    return made
