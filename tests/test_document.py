"""A document is tiled by its blocks, and evidence is only ever cut from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.document import Block, BlockKind, Document, Draft, Evidence, Source
from tests.extractors.build import document

drafts = st.builds(
    Draft,
    kind=st.sampled_from(BlockKind),
    text=st.text(max_size=20),
    level=st.none() | st.integers(1, 4),
    furniture=st.booleans(),
)


def of(content: list[Draft]) -> Document:
    return Document.of(Source.of("mappe/notat.txt", b"notat"), "txt", content)


@given(st.lists(drafts, max_size=8))
def test_blocks_tile_the_text(content: list[Draft]) -> None:
    paper = of(content)
    words = [draft for draft in content if draft.text.strip()]
    assert paper.text == "\n".join(draft.text for draft in words)
    assert [block.text for block in paper.blocks] == [draft.text for draft in words]
    for place, block in enumerate(paper.blocks):
        assert block.seq == place
        assert paper.text[block.start : block.end] == block.text
        assert {paper.block_at(block.start), paper.block_at(block.end - 1)} == {block}
        assert list(paper.between(block.start, block.end)) == [block]


@given(st.lists(drafts, max_size=8), st.integers(0, 99), st.integers(0, 99))
def test_what_is_cut_is_the_text_between_without_white_space(
    content: list[Draft], start: int, end: int
) -> None:
    paper = of(content)
    words = paper.text[start:end]
    if not words.strip():
        return
    proof = paper.cut_text(start, end)
    assert proof.text == paper.text[proof.start : proof.end] == words.strip()
    assert start <= proof.start < proof.end <= end


@given(
    drafts.filter(lambda draft: bool(draft.text.strip())), st.integers(0, 20), st.integers(0, 20)
)
def test_what_a_block_cuts_stands_in_the_document(draft: Draft, first: int, last: int) -> None:
    paper = of([Draft(kind=BlockKind.PARAGRAPH, text="Først"), draft])
    block = paper.blocks[1]
    if not block.text[first:last].strip():
        with pytest.raises(ValueError, match="without words"):
            block.cut(first, last)
        return
    proof = block.cut(first, last)
    assert proof.text == paper.text[proof.start : proof.end] == block.text[first:last].strip()


def test_a_row_is_cut_by_its_cells() -> None:
    (row,) = document("1/26\t Ny bru \t\tBeslutning").blocks
    assert row.cells == ("1/26", "Ny bru", "", "Beslutning")
    assert [row.cut_cell(i).text for i in (0, 1, 3)] == ["1/26", "Ny bru", "Beslutning"]
    with pytest.raises(ValueError, match="without words"):
        row.cut_cell(2)


def test_a_line_that_is_no_row_is_one_cell() -> None:
    (line,) = document("Ny bru").blocks
    assert line.cells == ("Ny bru",)


@pytest.mark.parametrize("text", ["", "   ", "lang"])
def test_evidence_needs_words_that_fill_its_place(text: str) -> None:
    with pytest.raises(ValueError, match="without words"):
        Evidence(start=0, end=3, page=None, text=text)


def test_blocks_that_do_not_tile_are_refused() -> None:
    block = Block(kind=BlockKind.PARAGRAPH, text="En", seq=0, start=0)
    far = Block(kind=BlockKind.PARAGRAPH, text="To", seq=1, start=9)
    with pytest.raises(ValidationError):
        Document(source_name="", sha256="", format="txt", text="En\n", blocks=(block, far))


def test_furniture_is_kept_in_the_text_and_left_out_of_the_words() -> None:
    paper = document("Brua skal", "~ Side 1 av 2", "males rød.")
    proof = paper.cut(paper.body)
    assert proof.text == paper.text
    assert paper.words(proof) == "Brua skal\nmales rød."


def test_evidence_across_blocks_is_on_the_page_where_it_begins() -> None:
    pages = [Draft(kind=BlockKind.PARAGRAPH, text=f"Side {n}", page=n) for n in (1, 2)]
    paper = of(pages)
    assert paper.cut(paper.blocks).page == 1
    assert paper.cut(paper.blocks[1:]).page == 2


def test_headings_above_a_block_the_outermost_first() -> None:
    paper = document("# En", "## To", "Tekst", "~ # Løpende tittel", "### Tre", "## Fire", "Slutt")
    above = {block.text: [h.text for h in paper.headings_above(block)] for block in paper.blocks}
    assert above["Tekst"] == ["En", "To"]
    assert above["Tre"] == ["En", "To"]
    assert above["Fire"] == ["En"]
    assert above["Slutt"] == ["En", "Fire"]


@pytest.mark.parametrize("path", ["a/b/notat.txt", r"C:\a\notat.txt", "notat.txt"])
def test_a_source_is_named_by_the_last_part_of_its_path(path: str) -> None:
    source = Source.of(path, b"notat")
    assert (source.name, source.sha256[:8]) == ("notat.txt", Source.of("x", b"notat").sha256[:8])
