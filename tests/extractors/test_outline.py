"""A document is divided once: where each case begins and ends, and which label rules what."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cases import extract_cases
from extractors.meeting import extract_meeting
from extractors.outline import outline
from extractors.reading import Reading
from schemas.document import BlockKind, Document, Draft, Source
from tests.extractors.build import document, reading

Divided = list[tuple[int | None, str | None]]


def sections(*lines: str) -> Divided:
    """Running number and title of each case that is treated."""
    read = reading(*lines)
    text = read.document.text
    return [
        (s.number.sequence if s.number else None, text[slice(*s.title)] if s.title else None)
        for s in read.outline.sections
    ]


def parts(*lines: str) -> list[tuple[str, list[str]]]:
    """What each label means, and the lines that it rules."""
    found = reading(*lines).outline.parts
    return [(part.label.meaning, [block.text for block in part.body]) for part in found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # the saksliste's numbers come again
        (
            [
                "Saksliste",
                "1/02 NY BRU",
                "2/02 NY VEG",
                "1/02 NY BRU",
                "Ja.",
                "2/02 NY VEG",
                "Nei.",
            ],
            [(1, "NY BRU"), (2, "NY VEG")],
        ),
        # no saksliste
        (["PS 1/26 Ny bru", "Ja.", "PS 2/26 Ny veg", "Nei."], [(1, "Ny bru"), (2, "Ny veg")]),
        (["Sak 1: Ny bru", "Ja.", "Sak 2: Ny veg", "Nei."], [(1, "Ny bru"), (2, "Ny veg")]),
        # the title below the number, header fields between
        (["Sak nr.: 0001/02", "Saksbehandler: Liv Nes", "NY BRU", "Ja."], [(1, "NY BRU")]),
        # the saksliste's titles come again, without numbers
        (
            ["Dagsorden:", "- Økonomi", "- Ymse saker", "Økonomi", "Bra.", "Ymse saker", "Ingen."],
            [(None, "Økonomi"), (None, "Ymse saker")],
        ),
        # enumerated
        (
            ["1. Nettsted", "Liv lager det.", "2. Økonomi", "Bra."],
            [(1, "Nettsted"), (2, "Økonomi")],
        ),
        (["A. Nettsted", "Liv lager det.", "B. Økonomi"], [(None, "Nettsted"), (None, "Økonomi")]),
        # headings
        (
            ["# Referat", "## Nettsted", "Liv lager det.", "## Økonomi", "Bra."],
            [(None, "Nettsted"), (None, "Økonomi")],
        ),
        # one case treated by one body
        (
            ["Saksnr\tUtvalg\tMøtedato", "31/25\tFormannskapet\t04.06.2025", "Ny bru", "Ja."],
            [(31, "Ny bru")],
        ),
    ],
)
def test_where_cases_begin(lines: list[str], found: Divided) -> None:
    assert sections(*lines) == found


@pytest.mark.parametrize(
    "line",
    [
        "Sak 36/04 ble utsatt til neste møte.",  # about a case
        "Jf. sak 17/19 om vegen.",
        "Arkivsaknr: 2025/9204",
        "Møte nr. 5/2009",
        "I sak 2/26 Ny veg er det mer å si.",
    ],
)
def test_a_cited_number_opens_no_case(line: str) -> None:
    assert sections("PS 1/26 Ny bru", "Saken gjelder en bru.", line, "Slutt.") == [(1, "Ny bru")]


def test_other_bodies_numbers_open_no_case_beside_a_saksliste() -> None:
    lines = ["Saksliste", "006/04 Ny bru", "006/04 Ny bru", "Sak 36/04", "Vedtak:", "Ja."]
    assert sections(*lines) == [(6, "Ny bru")]


def test_each_case_reaches_to_the_next() -> None:
    read = reading("Protokoll", "PS 1/26 Ny bru", "Ja.", "PS 2/26 Ny veg", "Nei.", "Slutt.")
    text = read.document.text
    assert [text[s.start : s.end].split("\n")[:-1] for s in read.outline.sections[:1]] == [
        ["PS 1/26 Ny bru", "Ja."]
    ]
    assert text[read.outline.sections[1].start :] == "PS 2/26 Ny veg\nNei.\nSlutt."
    assert [block.text for block in read.outline.opening] == ["Protokoll"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # up to the next label
        (
            ["Innstilling:", "Brua bygges.", "Vedtak:", "Brua utsettes.", "Ny dato søkes."],
            [
                ("recommendation", ["Brua bygges."]),
                ("decision", ["Brua utsettes.", "Ny dato søkes."]),
            ],
        ),
        (
            ["Tilråding:", "Brua vert bygd.", "Avgjerd:", "Brua vert utsett."],  # nn
            [("recommendation", ["Brua vert bygd."]), ("decision", ["Brua vert utsett."])],
        ),
        # up to the next case
        (["PS 1/26 Bru", "Vedtak:", "Ja.", "PS 2/26 Veg", "Nei."], [("decision", ["Ja."])]),
        # up to a ballot
        (["Vedtak:", "Ja.", "For forslaget stemte 3: A, B og C"], [("decision", ["Ja."])]),
        (["Vedtak:", "Ja.", "Imot framlegget røysta 3: A, B og C"], [("decision", ["Ja."])]),  # nn
        # up to the end of the meeting
        (["Vedtak:", "Ja.", "Møtet hevet kl. 15."], [("decision", ["Ja."])]),
        (["Vedtak:", "Ja.", "Møtet vart heva kl. 15."], [("decision", ["Ja."])]),  # nn
        # up to a heading as high
        (["# PS 1/26 Bru", "## Vedtak", "Ja.", "## Ymse", "Fint vær."], [("decision", ["Ja."])]),
        (["# PS 1/26 Bru", "Vedtak:", "Ja.", "## Ymse", "Fint vær."], [("decision", ["Ja."])]),
        # a heading below, or over a table, is inside
        (
            ["# PS 1/26 Bru", "## Vedtak", "### Punkt en", "Ja."],
            [("decision", ["Punkt en", "Ja."])],
        ),
        (
            ["# PS 1/26 Bru", "Vedtak:", "## Budsjett", "Drift\t100", "Sum\t100"],
            [("decision", ["Budsjett", "Drift\t100", "Sum\t100"])],
        ),
        # a page break is no end
        (["Vedtak:", "Ja.", "~ Side 4 av 31", "Og ja."], [("decision", ["Ja.", "Og ja."])]),
    ],
)
def test_what_a_label_rules(lines: list[str], found: list[tuple[str, list[str]]]) -> None:
    assert parts(*lines) == found


def test_parts_are_asked_for_by_stretch() -> None:
    read = reading("PS 1/26 Bru", "Vedtak:", "Ja.", "PS 2/26 Veg", "Vedtak:", "Nei.")
    first, second = read.outline.sections
    (part,) = read.outline.parts_in(second.start, second.end)
    assert [block.text for block in part.body] == ["Nei."]
    assert len(read.outline.parts_in(first.start, second.end)) == 2


SCRAPS = [
    "Saksliste", "PS 1/26 Ny bru", "PS 2/26 Ny veg", "Sak 3", "Vedtak:", "Innstilling: Ja.", "Ja.",
    "1/26\tNy bru\tBeslutning", "Saksnr\tTittel", "Saksnr\tUtvalg\tMøtedato", "1. Økonomi",
    "Møtet hevet", "For forslaget stemte 2: A og B", "Til stede: Liv Nes", "Ymse",
]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(SCRAPS), st.sampled_from(BlockKind), st.booleans()), max_size=14
    )
)
def test_sections_follow_or_hold_each_other_and_parts_rule_what_stands_below_them(
    lines: list[tuple[str, BlockKind, bool]],
) -> None:
    drafts = [Draft(kind=kind, text=text, furniture=aside) for text, kind, aside in lines]
    paper = Document.of(Source.of("tull.txt", b"tull"), "txt", drafts)
    found = outline(paper)
    spans = [(section.start, section.end) for section in found.sections]
    assert all(start < end for start, end in spans)
    for one, other in combinations(spans, 2):
        follows, is_listed = one[1] <= other[0], one[0] < other[0] and other[1] <= one[1]
        assert follows or is_listed
    assert not spans or max(end for _, end in spans) == len(paper.text)
    for part in found.parts:
        assert all(block.start > part.block.start and not block.furniture for block in part.body)


def test_an_empty_document_has_an_empty_outline() -> None:
    found = Reading(document()).outline
    assert (found.agenda.items, found.sections, found.parts, found.opening) == ((), (), (), ())


def test_a_case_number_before_a_label_opens_no_case() -> None:
    lines = (
        "Saksliste",
        "021/15\tNy bru",
        "022/15\tNy veg",
        "021/15: Ny bru",
        "KS-021/15 VEDTAK:",
        "Brua vert måla.",
        "022/15: Ny veg",
        "KS-022/15 VEDTAK:",
        "Vegen vert stengd.",
    )
    assert sections(*lines) == [(21, "Ny bru"), (22, "Ny veg")]
    assert parts(*lines)[1:] == [
        ("decision", ["Brua vert måla."]),
        ("decision", ["Vegen vert stengd."]),
    ]


def test_a_case_and_its_list_of_bodies_are_one() -> None:
    lines = ("Sak 5/19", "Saksbehandler: Liv Nes", "Saksnr.:\tUtvalg\tMøtedato")
    row = "5/19\tPlanutvalget\t03.03.2019"
    assert [number for number, _ in sections("Innkalling", *lines, row, "Ny bru")] == [5]


def test_the_fields_above_a_list_of_bodies_are_of_the_case_below() -> None:
    read = reading(
        *("Møtebok", "Arkivsak: 19/1", "Saksnummer\tUtvalg\tMøtedato"),
        *("5/19\tPlanutvalget\t03.03.2019", "Ny bru", "Vedtak:", "Brua bygges."),
        *("Arkivsak: 19/2", "JournalpostID: 19/77", "Saksnummer\tUtvalg\tMøtedato"),
        *("6/19\tPlanutvalget\t03.03.2019", "Ny veg", "Vedtak:", "Vegen bygges."),
    )
    assert [section.block.text for section in read.outline.sections][1] == "Arkivsak: 19/2"


def test_a_line_below_a_bare_number_is_no_title_where_the_saksliste_has_another() -> None:
    listed = ("Saksliste", "Saknr\tTittel", "19/17\tGangbrua", "20/17\tBygdevegen")
    treated = (
        "19/17",
        "Nemnda PS Liv Nes 17/3",
        "Gangbrua",
        "Ja.",
        "20/17",
        "Nemnda PS Per Vik 17/4",
    )
    assert sections("Møtebok", *listed, *treated, "Nei.") == [(19, "Gangbrua"), (20, "Bygdevegen")]


def test_what_was_said_is_no_title() -> None:
    said = "Styret har sett på to tilbud og ønsker å vente til våren med å velge."
    assert sections("Referat", "Sak 1.", said, "Sak 2. Ny veg") == [(1, None), (2, "Ny veg")]


@pytest.mark.parametrize("rule", ["======== Slutt ========", "Nemnda - 19/17"])
def test_a_part_ends_where_a_line_closes_it(rule: str) -> None:
    lines = ("PS 19/17 Ny bru", "Innstilling:", "Brua bygges.", rule, "Ingen hadde merknader.")
    assert ("recommendation", ["Brua bygges."]) in parts(*lines)


def test_a_subtitle_belongs_to_the_part_below_it() -> None:
    lines = (
        "PS 1/17 Konstituering",
        "Vedtak:",
        "Liv Nes velges.",
        "b) Saksliste",
        "Vedtak:",
        "Ja.",
    )
    assert parts(*lines) == [("decision", ["Liv Nes velges."]), ("decision", ["Ja."])]


def test_cases_treated_in_the_rows_of_a_table() -> None:
    lines = (
        "Referent: Liv Nes",
        "Sak nr.\tTekst\tAnsvar\tFrist",
        "22/14\tNy bru",
        "\tBrua males.\tPer\t1.11.2014",
        "23/14\tNy veg",
        "Godkjent.",
    )
    assert sections(*lines) == [(22, "Ny bru"), (23, "Ny veg")]
    assert parts(*lines) == [("secretary", [])]


def test_the_meetings_next_papers_end_the_case_above_them() -> None:
    papers = ("Møteprotokoll", "Utvalg: Formannskapet", "Dato: 17.09.2013", "Tid: 09.00")
    read = reading(
        *("Møteinnkalling", "Utvalg: Formannskapet", "Dato: 17.09.2013", "Tid: 09.00", "Sted: Os"),
        *("Saksliste", "PS 60/13\tNy bru", "PS 61/13\tNy veg"),
        *("PS 61/13 Ny veg", "Vegen er dårlig.", "Os kommune", *papers, "Til stede: Liv Nes"),
        *("PS 61/13 Ny veg", "Vedtak:", "Vegen bygges."),
    )
    assert read.document.text[: read.outline.sections[0].end].endswith("Vegen er dårlig.\n")


def test_the_case_of_a_table_begins_at_its_own_title() -> None:
    heads, row = "Utvalg\tUtvalgssak\tMøtedato", "Formannskapet\t61/13\t17.09.2013"
    read = reading(
        *(
            "Saksliste",
            "PS 60/13\tNy bru",
            "PS 61/13\tNy veg",
            "PS 60/13 Ny bru",
            "Brua er gammel.",
        ),
        *(
            "Ny veg",
            "Saksbehandler: Liv Nes Arkiv:",
            "GNR 18/44",
            heads,
            row,
            "Innstilling:",
            "Ja.",
        ),
    )
    assert [section.block.text for section in read.outline.sections] == [
        "PS 60/13 Ny bru",
        "Ny veg",
    ]


@pytest.mark.parametrize(
    ("row", "meanings"),
    [
        ("Saksbehandler\tLiv Nes", ["handler"]),
        ("Sakshandsamar:\tLiv Nes\tArkivsak nr.:\t2021/734", ["handler", "archive"]),
        ("Saksbehandler\tArkivsaknr\tTittel", []),
    ],
)
def test_the_cells_of_a_row_may_be_fields(row: str, meanings: list[str]) -> None:
    assert [meaning for meaning, _ in parts("Sak 1/21 Ny bru", row)] == meanings


def test_an_archive_code_is_no_title() -> None:
    assert sections("SAK 55/89       Ark. 153", "NY BRU", "Vedtak: Brua bygges.") == [
        (55, "NY BRU")
    ]


def test_a_field_may_say_what_the_title_is() -> None:
    lines = ("Saksprotokoll", "Sak: 61/20", "Resultat: Innstilling vedtatt", "Tittel: Ny bru")
    assert sections(*lines) == [(61, "Ny bru")]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Saksgang\tMøtedato\tSaknr",
            "1 Planutvalget\t01.09.2020\t41/20",
            "2 Rådet\t24.09.2020\t58/20",
        ),
        (
            "Politisk utval\tMøtedato\tSaksnr",
            "Planutvalet\t1.9.2020\t41/20",
            "Rådet\t24.9.2020\t58/20",
        ),
    ],
)
def test_the_list_of_bodies_may_have_the_number_last(rows: tuple[str, ...]) -> None:
    read = reading("## Særutskrift", *rows, "# Ny skole", "Votering", "Forslaget falt.")
    assert [s.number.sequence for s in read.outline.sections if s.number] == [58]
    assert [(m.body, m.date) for m in extract_meeting(read)] == [("Rådet", "2020-09-24")]


def test_a_point_that_was_voted_on_opens_no_case() -> None:
    point = "Punkt 1: Forslaget fra Moe fikk 4 stemmer (2 H, 2 V) og falt."
    assert sections("Sak 3/20 Ny skole", "Votering", point) == [(3, "Ny skole")]


def test_the_minutes_that_a_case_approves_are_no_row_of_the_list_of_bodies() -> None:
    lines = ("## 1/21 Godkjenning av protokoll fra 02.12.2020", "Vedtak:", "Godkjent.")
    assert sections(*lines) == [(1, "Godkjenning av protokoll fra 02.12.2020")]


def test_what_the_paper_is_may_stand_between_its_fields_and_the_list_of_bodies() -> None:
    read = reading(
        "Saksliste",
        "PS 61/14 Budsjett",
        "PS 62/14 Sal av tomt",
        "Budsjett",
        "PS 61/14",
        "Nes kommune Arkiv: 611",
        "Sakshandsamar: Kari Li",
        "Dato: 14.08.2014",
        "# Saksframlegg",
        "Utvalssaksnr\tUtval\tMøtedato",
        "62/14\tFormannskapet\t28.08.2014",
        "# Sal av tomt",
    )
    (_, sale) = read.outline.sections
    assert read.document.text[sale.start :].startswith("Sakshandsamar: Kari Li")


def test_a_row_of_two_columns_is_a_field_of_its_own() -> None:
    rows = ("Forfall\tKari Li", "Kopi til\tStyringsgruppen")
    assert parts(*rows)[0] == ("absent", [])


def test_what_a_body_says_of_a_case_below_others_is_of_that_case() -> None:
    lines = ("RS 7/31 Referat fra skolen", "PS 8/31 Ny bru", "Rådets behandling av sak 8/2031")
    assert sections("Protokoll", *lines, "Vedtak:", "Ja.") == [
        (7, "Referat fra skolen"),
        (8, "Ny bru"),
    ]
    read = reading("Protokoll", *lines, "Vedtak:", "Ja.")
    assert [len(read.outline.parts_in(s.start, s.end)) for s in read.outline.sections] == [0, 1]


def test_a_title_of_a_few_words_may_end_with_a_stop() -> None:
    lines = ("# 14/25 Nasjonale prøver", "Bra.", "15/25 Resultatene fra undersøkelsen.", "Fint.")
    assert sections("Referat", *lines) == [
        (14, "Nasjonale prøver"),
        (15, "Resultatene fra undersøkelsen."),
    ]


def test_a_line_may_hold_several_fields() -> None:
    read = reading("Sak 5/19 Bru", "Arkivsaknr.: 19/2210-9   Saksbehandlar: Kari Li Arkiv: 611")
    fields = {p.label.meaning: p.block.text[p.label.value :] for p in read.outline.parts}
    assert fields["handler"].startswith("Kari Li")
    assert [c.handler for c in extract_cases(read)] == ["Kari Li"]


def test_a_title_may_go_on_below() -> None:
    lines = ("# SAK 18/06 SPØRSMÅL FRÅ KARI LI (V) OM", "# BREIBAND TIL ALLE", "Ho fekk svar.")
    assert sections(*lines) == [(18, "SPØRSMÅL FRÅ KARI LI (V) OM\nBREIBAND TIL ALLE")]
    assert sections("# SAK 18/06 SPØRSMÅL FRÅ KARI LI", *lines[1:])[0] == (
        18,
        "SPØRSMÅL FRÅ KARI LI",
    )


@pytest.mark.parametrize("signed", ["Nordeid, 14. juni 2006", "Vik, den 14.06.2006"])
def test_a_decision_ends_where_the_minutes_are_signed(signed: str) -> None:
    found = parts("Sak 5/06 Bru", "Vedtak:", "Brua males.", signed, "Kari Li", "referent")
    assert found[0] == ("decision", ["Brua males."])


def test_another_bodys_number_in_the_list_below_a_case_is_no_case() -> None:
    rows = ("Saksnr.:\tUtvalg\tMøtedato", "13/19\tRådet\t22.10.2019", "7/19\tStyret\t23.10.2019")
    lines = ("Sak 13/19", "NY BRU", "Saksbehandler: Kari Li", *rows, "INNSTILLING:", "Ja.")
    assert sections(*lines) == [(13, "NY BRU")]
