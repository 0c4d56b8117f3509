"""Files made for the readers' tests: DOCX from raw XML, PDF with reportlab."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers import read
from schemas.document import Block, Document, Source
from schemas.faults import FileFault

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(body: str, **parts: str) -> bytes:
    """A Word file with `body` as the XML of its body, and parts such as `footnotes` by name."""
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONSHIPS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": package_links(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{links}</Relationships>",
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{xml}</w:{name}>"
    return zipped(files)


def content_types(main: str = _WORD_TYPE, part: str = "word/document.xml") -> str:
    """The list of a package's types: its main `part`, and XML for the rest."""
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def package_links(part: str = "word/document.xml") -> str:
    """The package's relationship to its main `part`."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELATIONSHIPS}/officeDocument" Target="{part}"/></Relationships>'
    )


def zipped(files: dict[str, str]) -> bytes:
    """A zip with `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    """The files in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def changed(data: bytes, files: dict[str, str]) -> bytes:
    """The zip `data` with `files` instead of those of the same names."""
    return zipped({**unzipped(data), **files})


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph's XML; a run that begins with `<` is XML already."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(text: str) -> str:
    """A run's XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    """A table's XML; a cell that begins with `<` is XML already."""
    cells = (
        "".join(c if c.startswith("<w:tc>") else f"<w:tc>{paragraph(c)}</w:tc>" for c in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def pdf(*pages: Callable[[Canvas], None], title: str = "", locked: str | None = None) -> bytes:
    """A PDF of A4 pages (595 by 842 points), each drawn by a function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=locked)
    canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(
    *lines: str, x: float = 72, top: float = 90, leading: float = 14, font: str = "Helvetica"
) -> Callable[[Canvas], None]:
    """Draws `lines` of 11 points below each other, the first `top` points down the page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 11)
        for number, line in enumerate(lines):
            canvas.drawString(x, A4[1] - top - number * leading, line)

    return draw


def together(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """All of `draws` on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def ruled(
    xs: list[float], ys: list[float], cells: dict[tuple[int, int], list[str]]
) -> Callable[[Canvas], None]:
    """Draws a table's rules at `xs` and `ys` (from the top) and the lines of its cells."""

    def draw(canvas: Canvas) -> None:
        canvas.grid(xs, [A4[1] - y for y in ys])
        canvas.setFont("Helvetica", 11)
        for (row, column), lines in cells.items():
            for number, line in enumerate(lines):
                canvas.drawString(xs[column] + 5, A4[1] - ys[row] - 12 - 13 * number, line)

    return draw


def read_as(name: str, data: bytes | str) -> Document:
    """The document in `data`, as if it were a file called `name`."""
    return read(Source.of(name, data.encode() if isinstance(data, str) else data))


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and text of each block of the body; a heading's and an item's level with its kind."""
    return [(_kind(block), block.text) for block in document.body]


def _kind(block: Block) -> str:
    return f"{block.kind}{block.level or ''}"


_OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)


def odt(text: str, own: str = "", doctype: str = "", **more: str) -> bytes:
    """An OpenDocument text with `text` as its body's XML, its `own` styles, and `more` parts."""
    content = (
        f"{doctype}<office:document-content {_OPEN_DOCUMENT}>"
        f"<office:automatic-styles>{own}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        for name, xml in more.items():
            root = f"<office:document-{name} {_OPEN_DOCUMENT}>{xml}</office:document-{name}>"
            package.writestr(f"{name}.xml", root)
    return buffer.getvalue()


def rtf(text: str, head: str = "") -> bytes:
    """An RTF file with `text` in its own code, in Windows' Western letters."""
    fonts = r"{\fonttbl{\f0 Calibri;}{\f1\fcharset2 Symbol;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252{fonts}{head}{text}}}".encode("cp1252")


def ends_well(data: bytes) -> bool:
    """Whether `data` is read, with something to show for it, or its fault has advice."""
    try:
        document = read_as("a", data)
    except FileFault as fault:
        return fault.advice in str(fault)
    return bool(document.blocks or document.scanned_pages)
