"""ODT, RTF and HTML keep what DOCX keeps: headings, lists, tables, notes, changes as accepted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.flowing import numeral
from schemas.document import BlockKind, Document
from schemas.faults import Damaged, FileFault, PasswordProtected, TooLarge, UnknownFormat
from tests.readers.making import ends_well, odt, read_as, rtf, zipped

HEADING, PARAGRAPH, ITEM, ROW = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_ROW,
)
BULLETS = (
    '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/>'
    "</text:list-style>"
)
NUMBERS = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")"/></text:list-style>'
)
BOLD = (
    '<style:style style:name="B" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
)


def shown(document: Document) -> list[tuple[BlockKind, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in document.body]


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{_p(text)}</table:table-cell>"


MINUTES = {
    "odt": odt(
        '<text:h text:outline-level="1">Sak 1/24 Budsjett</text:h>'
        + _p('<text:span text:style-name="B">Vedtak:</text:span>')
        + _p("Rådet sier ja.")
        + '<text:list text:style-name="N"><text:list-item>'
        + _p("Først dette.")
        + "</text:list-item><text:list-item>"
        + _p("Så dette.")
        + '</text:list-item></text:list><text:list text:style-name="L"><text:list-item>'
        + _p("Ytre")
        + "<text:list><text:list-item>"
        + _p("Indre")
        + "</text:list-item></text:list></text:list-item></text:list>"
        + "<table:table><table:table-column/><table:table-row>"
        + _cell("Post")
        + _cell("Kroner")
        + "</table:table-row><table:table-row>"
        + _cell("Sum", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table>"
        + _p("Slutt."),
        BULLETS + NUMBERS + BOLD,
    ),
    "rtf": rtf(
        r"\pard\s1 Sak 1/24 Budsjett\par\pard{\b Vedtak:}\par R\'e5det sier ja.\par"
        r"\pard\ilvl0{\listtext 1.\tab}F\u248?rst dette.\par"
        r"{\listtext 2.\tab}S\'e5 dette.\par"
        r"\pard\ilvl0{\listtext\f1\'b7\tab}Ytre\par\pard\ilvl1{\listtext \endash\tab}Indre\par"
        r"\trowd\cellx2000\cellx4000\pard\intbl Post\cell Kroner\cell\row"
        r"\trowd\cellx4000\pard\intbl Sum\cell\row\pard Slutt.\par",
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}",
    ),
    "html": """<!DOCTYPE html><html><head><meta charset="utf-8"><style>p {x: y}</style></head><body>
        <nav><a href="/">Forsiden</a></nav>
        <h1>Sak 1/24
            Budsjett</h1><p><b>Vedtak:</b></p><p>Rådet sier&nbsp;ja.<script>let a;</script></p>
        <ol><li>Først dette.</li><li><p>Så dette.</p></li></ol>
        <ul><li>Ytre<ul><li>Indre</li></ul></li></ul>
        <table border="1"><tr><th>Post</th><th>Kroner</th></tr>
        <tr><td colspan="2">Sum</td></tr></table>Slutt.
        </body></html>""".encode(),
}


@pytest.mark.parametrize("name", MINUTES)
def test_the_same_minutes_give_the_same_blocks(name: str) -> None:
    document = read_as("a", MINUTES[name])

    assert document.format == name
    assert shown(document) == [
        (HEADING, 1, "Sak 1/24 Budsjett"),
        (HEADING, 2, "Vedtak:"),
        (PARAGRAPH, None, "Rådet sier ja."),
        (PARAGRAPH, None, "1. Først dette."),
        (PARAGRAPH, None, "2. Så dette."),
        (ITEM, 1, "Ytre"),
        (ITEM, 2, "Indre"),
        (ROW, None, "Post\tKroner"),
        (ROW, None, "Sum\t"),
        (PARAGRAPH, None, "Slutt."),
    ]


@pytest.mark.parametrize("name", ["odt", "rtf", "html"])
def test_what_libreoffice_makes_of_a_sample_gives_the_same_blocks(samples: Path, name: str) -> None:
    """The files beside this one were saved with LibreOffice from the sample of their name."""
    file = Path(__file__).with_name("files") / f"saksprotokoll-elvestrand-31-25.{name}"
    source = samples / file.with_suffix(".docx").name
    document = read_as(file.name, file.read_bytes())
    assert document.format == name
    assert shown(document) == shown(read_as(source.name, source.read_bytes()))


CHANGES = {
    "odt": odt(
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion>'
        + _p("ikke ")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + _p(
            'Det ble <text:change text:change-id="c"/><text:change-start/>enstemmig '
            "<text:change-end/>vedtatt.<office:annotation>Sjekk!</office:annotation>"
        )
    ),
    "rtf": rtf(r"Det ble {\deleted ikke }{\revised enstemmig }vedtatt.{\v Sjekk!}\par"),
    "html": b"<html><p>Det ble <del>ikke </del><ins>enstemmig </ins>vedtatt."
    b'<span style="display:none">Sjekk!</span><!-- Sjekk! --></p></html>',
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_read_as_accepted_and_what_is_hidden_is_not(name: str) -> None:
    assert read_as("a", CHANGES[name]).text == "Det ble enstemmig vedtatt."


NOTES = {
    "odt": odt(
        _p(
            "Saken<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            f"{_p('Jf. sak 2/23.')}</text:note-body></text:note> ble utsatt."
        )
        + _p("Neste sak.")
    ),
    "rtf": rtf(
        r"Saken{\super\chftn}{\footnote\pard\chftn Jf. sak 2/23.} ble utsatt.\par Neste sak.\par"
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_footnote_follows_its_paragraph(name: str) -> None:
    assert read_as("a", NOTES[name]).text == "Saken ble utsatt.\nJf. sak 2/23.\nNeste sak."


RUNNING = {
    "odt": odt(
        _p("Rådet sier ja."),
        styles="<office:master-styles><style:master-page><style:header>"
        f"{_p('Nordli kommune')}</style:header></style:master-page></office:master-styles>",
    ),
    "rtf": rtf(r"{\header\pard Nordli kommune\par}{\footer Side \chpgn\par}R\'e5det sier ja.\par"),
    "html": "<html><div title='header'><p>Nordli kommune</p></div><p>Rådet sier ja.</p>"
    "<footer>Kontakt oss</footer></html>".encode(),
}


@pytest.mark.parametrize("name", RUNNING)
def test_what_stands_on_every_page_is_furniture(name: str) -> None:
    document = read_as("a", RUNNING[name])

    assert [block.text for block in document.body] == ["Rådet sier ja."]
    assert "Nordli kommune" in document.text


def test_word_writes_letters_of_many_code_pages_in_rtf() -> None:
    head = r"{\fonttbl{\f0 A;}{\f2\fcharset238 B;}{\f3\fcharset128 C;}}"
    text = rtf(r"\u8364? \u-10179?\u-8704? {\f2\'e6} {\f3\'82\'a0} \endash  \~\_\{\par", head)
    assert read_as("a.rtf", text).text == "€ 😀 ć あ – -{"
    assert read_as("a", rtf(r"\mac bl\'8cb\'bfr\par")).text == "blåbør"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<meta charset="utf-8">', "cp1252"),  # it is mistaken
        ('<meta charset="hex">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_says_how_its_letters_are_written_or_they_tell(head: str, encoding: str) -> None:
    text = "Trær og löv" if encoding != "cp1250" else "Müller på č".replace("å", "a")
    page = f"<html><head>{head}</head><p>{text}</p></html>"
    assert read_as("a", page.encode(encoding)).text == text


def test_a_table_that_only_lays_out_a_page_is_text() -> None:
    page = (
        "<html><table><tr><td><p>Sak 1/24 Budsjett</p></td><td><table border=1><tr><td>Post</td>"
        "<td>Sum</td></tr><tr><td rowspan=2>Vei</td><td>3</td></tr><tr><td>4</td></tr></table></td>"
        "</tr></table></html>"
    )
    assert [block.text for block in read_as("a", page).body] == [
        "Sak 1/24 Budsjett",
        "Post\tSum",
        "Vei\t3",
        "\t4",
    ]


def test_numbers_as_browsers_write_them() -> None:
    page = (
        '<html><ol type="a" start="3"><li>Tre<li>Fire<ol type="I"><li>Indre</ol></ol>'
        '<ul style="list-style-type: none"><li>Uten merke</ul></html>'
    )
    assert read_as("a", page).text == "c. Tre\nd. Fire\nI. Indre\nUten merke"


def test_a_list_in_odt_counts_on_where_it_says_so() -> None:
    item = "<text:list-item>{}</text:list-item>"
    one = '<text:list xml:id="l" text:style-name="N">{}</text:list>'
    more = '<text:list text:continue-list="l" text:style-name="N">{}</text:list>'
    inner = f"<text:list>{item.format(_p('Indre'))}</text:list>"
    text = odt(
        one.format(item.format(_p("En") + _p("Under en") + inner))
        + _p("Imellom.")
        + more.format(item.format(_p("To")))
        + one.format(item.format(_p("På ny"))),
        NUMBERS,
    )
    found = [block.text for block in read_as("a", text).body]
    assert found == ["1. En", "Under en", "a) Indre", "Imellom.", "2. To", "1. På ny"]


def test_sizes_and_weights_are_inherited_in_odt() -> None:
    styles = (
        '<style:style style:name="Stor" style:family="paragraph"><style:text-properties '
        'fo:font-size="20pt" fo:font-weight="bold"/></style:style><style:style style:name="P1" '
        'style:family="paragraph" style:parent-style-name="Stor"><style:text-properties '
        'fo:font-size="90%"/></style:style>'
    )
    text = odt(
        '<text:p text:style-name="P1">Budsjett 2025</text:p>'
        + _p("Rådet gikk gjennom budsjettet, post for post, og hadde ingen merknader.") * 3,
        styles,
    )
    assert read_as("a", text).body[0].kind is HEADING


def test_nested_tables_and_uneven_columns_in_rtf() -> None:
    text = rtf(
        r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl A\cell B\cell C\cell\row"
        r"\trowd\cellx2010\cellx3000\pard\intbl Vid\cell\pard\intbl\itap2 n1\nestcell n2\nestcell"
        r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
        r"\pard\intbl\cell\row\pard Etter.\par"
    )
    found = [block.text for block in read_as("a", text).body]
    assert found == ["A\tB\tC", "Vid\t\t", "n1\tn2", "Etter."]


def test_what_rtf_shows_twice_is_read_once() -> None:
    text = rtf(
        r"{\*\generator Noe;}{\info{\title M\'f8te 4}{\author Ada}}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt Lenken}} viser."
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard I boksen.\par}}{\shprslt{Kopi}}}"
        r"{\upr{Forste}{\*\ud F\u248?rste}}{\pict\wmetafile8 0a0b}{\*\ukjent Skjult}\par"
    )
    document = read_as("a", text)
    assert document.text == "Lenken viser.Første\nI boksen."
    assert document.title == "Møte 4"


def test_bytes_that_follow_bin_are_no_words() -> None:
    assert read_as("a", rtf(r"A{\pict\bin7 }}}{{{\}B\par")).text == "AB"


DEEP = 20_000


@pytest.mark.parametrize(
    "data",
    [
        rtf("{" * DEEP + "Dypt" + "}" * DEEP + r"\par"),
        rtf(r"{\footnote " * DEEP + "Dypt" + "}" * DEEP + r"\par"),
        b"<html>" + b"<div>" * DEEP + b"Dypt" + b"</div>" * DEEP,
        b"<html>" + b"<table><tr><td>" * 3_000 + b"Dypt",
        odt("<text:section>" * DEEP + _p("Dypt") + "</text:section>" * DEEP),
    ],
    ids=["rtf", "notes", "html", "tables", "odt"],
)
def test_what_is_nested_without_end_is_read_or_refused(data: bytes) -> None:
    try:
        assert "Dypt" in read_as("a", data).text
    except Damaged:
        return


def test_entities_in_odt_and_html_neither_grow_nor_fetch() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    doctype = f'<!DOCTYPE x [{levels}<!ENTITY fil SYSTEM "file:///etc/hostname">]>'
    for data in (
        odt(_p("Vedtak &e9;&fil;"), doctype=doctype),
        f"{doctype.replace('x [', 'html [')}<html><p>Vedtak &e9;&fil;</p></html>".encode(),
    ):
        try:
            text = read_as("a", data).text
        except FileFault:
            continue
        assert "lollol" not in text
        assert len(text) < 10_000


def test_an_odt_behind_a_password_or_with_too_much_in_it() -> None:
    locked = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
            "content.xml": "hemmelig",
        }
    )
    with pytest.raises(PasswordProtected):
        read_as("a", _stored_first(locked))
    with pytest.raises(TooLarge):
        read_as("a", odt(" " * 600_000_000))


def _stored_first(data: bytes) -> bytes:
    """ODF wants its type as it is, first in the zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return held.getvalue()


def test_a_spreadsheet_is_no_text() -> None:
    sheet = _stored_first(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
    with pytest.raises(UnknownFormat):
        read_as("a.ods", sheet)


def test_rtf_that_ends_too_early_is_damaged() -> None:
    with pytest.raises(Damaged):
        read_as("a", MINUTES["rtf"][:-40])


@given(st.sampled_from(sorted(MINUTES)), st.data())
def test_a_mutated_file_is_read_or_its_fault_is_said(name: str, data: st.DataObject) -> None:
    broken = bytearray(MINUTES[name])
    for _ in range(data.draw(st.integers(1, 20))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(broken)))
    assert ends_well(bytes(broken[:cut]))


@given(st.integers(1, 3_000), st.sampled_from("1aAiI"))
def test_numerals_are_told_apart(number: int, form: str) -> None:
    assert numeral(number, form) != numeral(number + 1, form)
