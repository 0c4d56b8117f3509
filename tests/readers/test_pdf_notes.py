"""Text that people typed on a PDF page is read, comments are kept, links change nothing."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.examine import examine
from schemas.claims import Case
from schemas.document import BlockKind, Document, Source
from tests.readers.making import pdf, read_as, shown, written

_LINES = ("Sak 7/24 Ny lysløype", "Vedtak: Idrettsrådet støtter planen.")


def _annotated(*annotations: dict[str, Any], lines: tuple[str, ...] = _LINES) -> bytes:
    """A page of `lines` with annotations; each is a dictionary as in ISO 32000, 12.5.2."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(written(*lines, leading=40)))) as document:
        made = [document.make_indirect(Dictionary(Type=Name.Annot, **a)) for a in annotations]
        document.pages[0].Annots = Array(made)
        document.save(held)
    return held.getvalue()


def _note(kind: str, contents: str, rect: tuple[float, ...], **more: Any) -> dict[str, Any]:
    return {"Subtype": Name(f"/{kind}"), "Contents": String(contents), "Rect": Array(rect), **more}


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.body]


@pytest.mark.parametrize("kind", ["Text", "Highlight", "StrikeOut"])
def test_a_comment_is_kept_and_not_taken_for_what_the_document_says(kind: str) -> None:
    data = _annotated(_note(kind, "Sak 8/24 Bør dette\rutsettes?", (300, 720, 320, 740)))

    document = read_as("a.pdf", data)

    assert _texts(document) == list(_LINES)
    (comment,) = (block for block in document.blocks if block.furniture)
    assert (comment.text, comment.page) == ("Sak 8/24 Bør dette utsettes?", 1)
    assert comment.box
    assert (comment.box.x0, round(comment.box.y0)) == (300, 842 - 740)
    rows = examine(Source.of("a.pdf", data)).rows
    assert [row.claim.sequence for row in rows if isinstance(row.claim, Case)] == [7]


def test_text_typed_on_the_page_is_read_where_it_is_seen() -> None:
    between = (72, 718, 400, 738)  # points from the bottom: between the two lines
    appearance = String("/Helv 12 Tf 0 g")
    data = _annotated(_note("FreeText", "Behandlet 3. mai", between, DA=appearance))

    assert _texts(read_as("a.pdf", data)) == [_LINES[0], "Behandlet 3. mai", _LINES[1]]


def test_a_hidden_note_and_an_empty_one_are_nothing() -> None:
    rect = (72, 718, 400, 738)
    data = _annotated(_note("FreeText", "Skjult", rect, F=2), _note("Highlight", " ", rect))

    assert [block.text for block in read_as("a.pdf", data).blocks] == list(_LINES)


def test_a_link_is_read_as_the_words_it_stands_on() -> None:
    link = {
        "Subtype": Name.Link,
        "Rect": Array((72, 740, 200, 760)),
        "A": Dictionary(S=Name.URI, URI=String("https://example.org/sak")),
    }

    document = read_as("a.pdf", _annotated(link))

    assert [block.text for block in document.blocks] == list(_LINES)
    assert all(kind == BlockKind.HEADING or text for kind, text in shown(document))
