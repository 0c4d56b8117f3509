"""Everything that Word shows is read, once, in order: also what libraries pass over."""

from __future__ import annotations

import io
import unicodedata

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.document import BlockKind
from schemas.faults import Damaged, PasswordProtected, TooLarge, UnknownFormat
from tests.readers.making import (
    changed,
    content_types,
    docx,
    package_links,
    paragraph,
    read_as,
    run,
    shown,
    table,
    unzipped,
    zipped,
)

_NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="O1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Sak"><w:name w:val="Sakstittel"/><w:basedOn w:val="O1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="R"/><w:basedOn w:val="Ring"/></w:style>
"""


def _numbered(text: str, level: int, number: int = 3) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def _texts(data: bytes) -> list[str]:
    return [block.text for block in read_as("a.docx", data).blocks]


def test_tracked_changes_are_accepted() -> None:
    body = paragraph(
        "Innstillingen ble ",
        f"<w:ins>{run('enstemmig ')}</w:ins>",
        "<w:del><w:r><w:delText>ikke </w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('flyttet ')}</w:moveFrom>",
        "vedtatt.",
    )

    document = read_as("a.docx", docx(body))

    assert document.text == "Innstillingen ble enstemmig vedtatt."
    assert document.remarks == ()


def test_content_controls_links_and_fields_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Utvalg: Kulturnemnda')}</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:sdt><w:sdtContent>{run('Dato: ')}</w:sdtContent></w:sdt>",
            f"<w:hyperlink>{run('3. mai')}</w:hyperlink>",
            f'<w:fldSimple w:instr="DATE">{run(" 2021")}</w:fldSimple>',
        )
    )

    assert _texts(docx(body)) == ["Utvalg: Kulturnemnda", "Dato: 3. mai 2021"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('I boksen')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    document = read_as("a.docx", docx(paragraph("Foran boksen", drawing)))

    assert document.text == "Foran boksen\nI boksen"
    assert document.remarks == ()


def test_numbers_that_word_makes_are_put_into_the_text() -> None:
    body = (
        _numbered("Godkjenning", 0)
        + _numbered("av innkalling", 1)
        + _numbered("og saksliste", 1)
        + _numbered("Budsjett", 0)
        + _numbered("drift", 2)
        + _numbered("Ny liste", 0, number=4)
    )

    document = read_as("a.docx", docx(body, numbering=_NUMBERING))

    assert [(b.marker, b.text) for b in document.blocks] == [
        ("", "1. Godkjenning"),
        ("", "1a) av innkalling"),
        ("", "1b) og saksliste"),
        ("", "2. Budsjett"),
        ("\uf0b7", "drift"),
        ("", "1. Ny liste"),
    ]


def test_heading_styles_are_known_by_what_they_are_based_on() -> None:
    body = (
        paragraph("Sak 1/21", style="Sak")
        + paragraph("Tekst", style="Ring")
        + paragraph("Kapittel", properties='<w:outlineLvl w:val="1"/>')
    )

    assert shown(read_as("a.docx", docx(body, styles=_STYLES))) == [
        ("heading1", "Sak 1/21"),
        ("paragraph", "Tekst"),
        ("heading2", "Kapittel"),
    ]


def test_merged_cells_are_read_once_and_keep_the_columns() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Utgifter")}</w:tc>'
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Drift")}</w:tc>'
    rest = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('Drift')}</w:tc>"
    body = table([wide, "2021"], [first, "Lønn", "10"], [rest, "Reise", "5"])

    document = read_as("a.docx", docx(body))

    assert [b.cells for b in document.blocks] == [
        ("Utgifter", "", "2021"),
        ("Drift", "Lønn", "10"),
        ("", "Reise", "5"),
    ]


def test_a_deleted_row_is_dropped() -> None:
    body = table(["Post", "Sum"], ["Slettet", "9"], ["Drift", "10"])
    marked = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('Slettet')}"
    body = body.replace(f"<w:tr><w:tc>{paragraph('Slettet')}", marked)

    assert _texts(docx(body)) == ["Post\tSum", "Drift\t10"]


def test_a_list_that_counts_from_nonsense_does_no_harm() -> None:
    numbering = _NUMBERING.replace('w:start w:val="1"', 'w:start w:val="99999999999"')
    body = _numbered("Godkjenning", 0) + paragraph('<w:r><w:sym w:char="ZZ"/></w:r>', "Ja")

    assert _texts(docx(body, numbering=numbering)) == ["1. Godkjenning", "Ja"]


def test_a_cell_keeps_its_lines_and_a_nested_table_its_rows() -> None:
    inner = table(["Navn", "Parti"], ["Kari", "AP"])
    cell = f"<w:tc>{paragraph('Til stede')}{inner}{paragraph('Slutt')}</w:tc>"

    document = read_as("a.docx", docx(table([cell, "13"])))

    assert [(b.table, b.cells) for b in document.blocks] == [
        (1, ("Til stede\nSlutt", "13")),
        (2, ("Navn", "Parti")),
        (2, ("Kari", "AP")),
    ]


def test_a_table_of_one_column_is_a_frame_round_text() -> None:
    document = read_as("a.docx", docx(table(["Vedtak"], ["Godkjent."])))

    assert all(b.kind is not BlockKind.TABLE_ROW for b in document.blocks)
    assert document.text == "Vedtak\nGodkjent."


def test_a_line_break_divides_a_paragraph_unless_in_the_middle_of_a_sentence() -> None:
    br = "<w:r><w:br/></w:r>"
    body = paragraph("Vedtak:", br, "Planen godkjennes og", br, "sendes ut.", br, "Enstemmig")

    assert _texts(docx(body)) == ["Vedtak:", "Planen godkjennes og sendes ut.", "Enstemmig"]


def test_lines_that_tabs_divide_are_rows_and_a_lone_tab_is_a_space() -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = (
        paragraph("Utvalg:", tab, tab, "Kulturnemnda")
        + paragraph("Kari Nordmann", tab, "Leder", tab, "AP")
        + paragraph("Ola Hansen", tab, "Medlem", tab, tab, "SP")
        + paragraph("Møtet ble satt", tab, "kl. 18")
        + table([f"<w:tc>{paragraph('Post', tab, 'nr. 1')}</w:tc>", "10"])
    )

    document = read_as("a.docx", docx(body))

    assert [(b.kind, b.text) for b in document.blocks] == [
        ("paragraph", "Utvalg: Kulturnemnda"),
        ("table_row", "Kari Nordmann\tLeder\tAP"),
        ("table_row", "Ola Hansen\tMedlem\tSP"),
        ("table_row", "Møtet ble satt\tkl. 18"),
        ("table_row", "Post nr. 1\t10"),
    ]


def test_a_footnote_comes_after_its_paragraph() -> None:
    body = paragraph("Tilskuddet økes", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
        "Neste sak"
    )
    notes = f'<w:footnote w:id="2">{paragraph("Jf. budsjettet")}</w:footnote>'

    assert _texts(docx(body, footnotes=notes)) == ["Tilskuddet økes", "Jf. budsjettet", "Neste sak"]


def test_running_headers_and_footers_are_furniture() -> None:
    document = read_as("a.docx", _with_sections())

    assert [b.text for b in document.body] == ["Saken ble vedtatt."]
    assert {b.text for b in document.blocks if b.furniture} == {"Møtebok", "Arkivet"}
    assert document.title == "Vårmøte"


def _with_sections() -> bytes:
    word = python_docx.Document()
    word.core_properties.title = "Vårmøte"
    word.sections[0].header.paragraphs[0].text = "Møtebok"
    word.sections[0].footer.paragraphs[0].text = "Arkivet"
    word.add_paragraph("Saken ble vedtatt.")
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def test_what_is_not_read_is_said() -> None:
    hidden = "<w:r><w:drawing><w:r><w:t>utenfor</w:t></w:r></w:drawing></w:r>"

    document = read_as("a.docx", docx(paragraph("Synlig", hidden)))

    assert document.remarks == ("7 tegn i filen ble ikke lest.",)


_LIGATURES = "".join(map(chr, range(0xFB00, 0xFB07)))  # they are read as the letters they join
_letters = st.characters(categories=["L", "N"], exclude_characters=_LIGATURES)
_words = st.text(_letters, min_size=1, max_size=12)


@given(st.lists(st.lists(_words, min_size=1, max_size=8), min_size=1, max_size=8))
def test_every_word_of_a_word_file_is_in_the_text(paragraphs: list[list[str]]) -> None:
    body = "".join(paragraph(*(f"{word} " for word in words)) for words in paragraphs)

    document = read_as("a.docx", docx(body))

    words = " ".join(word for words in paragraphs for word in words)
    assert document.text.split() == unicodedata.normalize("NFC", words).split()


@pytest.mark.parametrize("keep", [60, 400, 900])
def test_a_truncated_file_is_damaged(keep: int) -> None:
    whole = docx(paragraph("Godkjent."), styles=_STYLES)

    with pytest.raises(Damaged):
        read_as("a.docx", whole[:keep])


def test_broken_xml_is_damaged() -> None:
    with pytest.raises(Damaged):
        read_as("a.docx", docx("<w:p><w:r>"))


def test_a_zip_that_is_no_word_file_is_of_unknown_format() -> None:
    with pytest.raises(UnknownFormat):
        read_as("a.docx", zipped({"xl/workbook.xml": "<x/>"}))
    book = {
        "[Content_Types].xml": content_types("application/spreadsheet+xml", "xl/workbook.xml"),
        "_rels/.rels": package_links("xl/workbook.xml"),
        "xl/workbook.xml": "<x/>",
    }
    with pytest.raises(UnknownFormat):
        read_as("a.docx", zipped(book))


def test_a_locked_office_file_asks_for_one_without_a_password() -> None:
    envelope = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

    with pytest.raises(PasswordProtected):
        read_as("a.docx", envelope + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnknownFormat):  # an old DOC
        read_as("a.doc", envelope)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge):
        read_as("a.docx", docx(" " * 20_000_000))


def test_an_external_entity_is_not_fetched_and_a_bomb_not_set_off() -> None:
    entities = '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/hostname">'
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<!DOCTYPE x [{entities}]><w:document xmlns:w="{namespace}"><w:body><w:p><w:r>'
        "<w:t>Godkjent &b;&c;</w:t></w:r></w:p></w:body></w:document>"
    )

    document = read_as("a.docx", changed(docx(""), {"word/document.xml": xml}))

    assert document.text == "Godkjent"


def test_a_relationship_that_leads_nowhere_is_overlooked() -> None:
    whole = docx(paragraph("Godkjent."), styles=_STYLES)
    links = unzipped(whole)["word/_rels/document.xml.rels"]
    nowhere = '<Relationship Id="x" Type="http://a/image" Target="NULL"/></Relationships>'
    links = links.replace("</Relationships>", nowhere)

    assert _texts(changed(whole, {"word/_rels/document.xml.rels": links})) == ["Godkjent."]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_template_and_a_document_with_macros_are_read(kind: str) -> None:
    data = changed(docx(paragraph("Godkjent.")), {"[Content_Types].xml": content_types(kind)})

    assert _texts(data) == ["Godkjent."]


def test_a_strict_document_is_read() -> None:
    whole = docx(paragraph("Sak 1/21", style="Sak"), styles=_STYLES)
    strict = {
        name: xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, xml in unzipped(whole).items()
    }

    assert shown(read_as("a.docx", zipped(strict))) == [("heading1", "Sak 1/21")]


def test_a_comment_in_the_xml_divides_no_word() -> None:
    body = paragraph("<w:r><w:t>God<!-- a -->kjent</w:t></w:r>")

    assert _texts(docx(body)) == ["Godkjent"]
