"""Dated plans are claimed from lists and sentences; what lies behind is not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.events import extract_events
from extractors.reading import Reading
from extractors.vocabulary import shelf
from pipeline.readers import read
from schemas.claims import Event
from schemas.document import BlockKind, Document, Draft, Source
from tests.extractors.build import claimed

WORDS = shelf("events").phrases
HELD = ["Styremøte i Fjordlaget", "Dato: 20. oktober 2030"]


def events(*lines: str) -> list[Event]:
    """The events of a document; a line that begins with # is a heading, one with a tab a row."""
    drafts = []
    for line in lines:
        kind = BlockKind.HEADING if line.startswith("# ") else BlockKind.PARAGRAPH
        kind = BlockKind.TABLE_ROW if "\t" in line else kind
        drafts.append(Draft(kind=kind, text=line.removeprefix("# ")))
    document = Document.of(Source.of("notat.txt", b"notat"), "txt", drafts)
    found = list(extract_events(Reading(document)))
    for event in found:
        words = event.evidence
        assert document.text[words.start : words.end] == words.text
        assert words_of(event.title) <= words_of(words.text)
    return found


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def days(found: list[Event]) -> list[tuple[str, str | None]]:
    return [(event.start_date, event.end_date) for event in found]


def test_a_list_of_meetings_takes_its_year_from_the_title_above() -> None:
    found = events(
        *HELD,
        "# Møteplan 2031",
        "# Styremøter",
        "08. – 09. januar samling i Ytrevik for hele styret",
        "21. mars Digitalt møte om regnskapet for 2030",
        "12. – 13 juni Sommermøte",
    )
    assert days(found) == [
        ("2031-01-08", "2031-01-09"),
        ("2031-03-21", None),
        ("2031-06-12", "2031-06-13"),
    ]
    assert found[0].title == "samling i Ytrevik for hele styret"
    assert found[0].place == "Ytrevik"


def test_a_bare_day_is_called_what_announces_it() -> None:
    (found,) = events(*HELD, "# Neste møte", "Onsdag 5.11., kl. 1300.")
    assert (found.start_date, found.title) == ("2030-11-05", "Neste møte")


def test_a_day_without_a_year_is_the_next_such_day() -> None:
    assert days(events(*HELD, "Neste møte: tirsdag 14. januar kl. 18")) == [("2031-01-14", None)]


def test_a_plan_in_a_table_is_read_row_by_row() -> None:
    found = events(
        *HELD, "Møteplan for våren 2031", "Dato\tSted", "14.01.2031\tRådhuset", "11.03.2031\tSkolen"
    )
    assert [(e.start_date, e.title) for e in found] == [
        ("2031-01-14", "Rådhuset"),
        ("2031-03-11", "Skolen"),
    ]


def test_several_days_in_one_sentence_are_several_events() -> None:
    found = events(*HELD, "Møteplan: 14. januar 2031, 11. mars 2031 og 6. mai 2031.")
    assert days(found) == [("2031-01-14", None), ("2031-03-11", None), ("2031-05-06", None)]


def test_days_that_stand_in_a_row_are_told_together() -> None:
    found = events(*HELD, "Møtene holdes 14. mars, 25. april og 6. juni. Kart ble laget 3. mai.")
    assert days(found) == [("2031-03-14", None), ("2031-04-25", None), ("2031-06-06", None)]


def test_a_weekday_before_a_day_to_come_says_that_one_plans_for_it() -> None:
    text = "Ola bestiller telt til dugnaden lørdag 2. november 2030."
    assert days(events(*HELD, text)) == [("2030-11-02", None)]
    assert events(*HELD, text.replace("lørdag ", "")) == []
    assert events(*HELD, "Dugnaden lørdag 12. oktober 2030 gikk fint.") == []


def test_a_deadline_in_an_innkalling_lies_before_its_meeting() -> None:
    lines = ("Møtedato: 20. oktober 2030", "Frist for innspill er 14. oktober 2030.")
    assert days(events("Innkalling til styremøte", *lines)) == [("2030-10-14", None)]
    assert events("Referat fra styremøte", *lines) == []


def test_a_report_looks_ahead_from_the_end_of_its_year() -> None:
    report = ("# Årsmelding 2030 for Fjordlaget", "Festen holdes 5. mai 2031.")
    assert days(events(*report, "Kurset holdes 5. mai 2030.")) == [("2031-05-05", None)]


def test_a_line_of_days_is_called_what_stands_before_them() -> None:
    found = events(*HELD, "Møteplan 2031:", "Havnestyret: 20.08., 17.09. og 03.12.")
    assert [(e.start_date, e.title) for e in found] == [
        ("2031-08-20", "Havnestyret"),
        ("2031-09-17", "Havnestyret"),
        ("2031-12-03", "Havnestyret"),
    ]


def test_a_list_ends_with_its_case() -> None:
    found = events(
        "# Møte i Fjordlaget 20.10.2030",
        "Sak 1/30 Møteplan 2031",
        "Tirsdag 4. februar 2031",
        "Sak 2/30 Ymse",
        "Dugnad 9. mai 2031",
    )
    assert days(found) == [("2031-02-04", None)]


def test_the_next_meeting_of_a_plan_counts_once() -> None:
    lines = (
        "Møteplan våren 2031",
        "10. januar",
        "14. februar",
        "Neste møte blir fredag 10.1.2031.",
    )
    assert days(events(*HELD, *lines)) == [("2031-01-10", None), ("2031-02-14", None)]


def test_the_place_of_the_next_meeting_stands_after_its_day() -> None:
    (found,) = events(*HELD, "Neste møte vert halde 12. februar 2031 i Ytrevik.")
    assert (found.title, found.place) == ("Neste møte", "Ytrevik")


def test_each_deadline_is_told_by_its_own_sentence() -> None:
    found = events(*HELD, "3. Frist for innspill er 1.5.2031. Svar gis innen fredag 3.6.2031.")
    assert [(e.start_date, e.title) for e in found] == [
        ("2031-05-01", "Frist for innspill er 1.5.2031"),
        ("2031-06-03", "Svar gis innen fredag 3.6.2031"),
    ]


def test_only_the_plan_that_was_decided_counts() -> None:
    found = events(
        "Møte i Fjordlaget 20.10.2030",
        "Sak 1/30 Møteplan 2031",
        "Forslag til vedtak:",
        "Møteplan 2031:",
        "Tirsdag 4. februar 2031",
        "Torsdag 10. april 2031",
        "Behandling:",
        "Torsdag 10. april 2031 endres til fredag 11. april 2031",
        "Vedtak:",
        "Møteplan 2031:",
        "Tirsdag 4. februar 2031",
        "Fredag 11. april 2031",
    )
    assert days(found) == [("2031-02-04", None), ("2031-04-11", None)]


def test_a_proposed_plan_counts_until_another_is_decided() -> None:
    found = events(
        "Innkalling til møte 20.10.2030",
        "Sak 1/30 Møteplan 2031",
        "Forslag til vedtak:",
        "Møteplan 2031:",
        "Tirsdag 4. februar 2031",
    )
    assert days(found) == [("2031-02-04", None)]


@pytest.mark.parametrize(
    ("line", "day", "title"),
    [
        ("Høringsfristen er 1. desember.", "2030-12-01", "Høringsfristen er 1. desember"),
        ("Svar sendes innen 1. mai 2031.", "2031-05-01", "Svar sendes innen 1. mai 2031"),
        ("Svar må sendast seinast 1.5.2031.", "2031-05-01", "Svar må sendast seinast 1.5.2031"),
        ("Søknad sendes innen 15/5.", "2031-05-15", "Søknad sendes innen 15/5"),
        ("Lansering av ny nettside 3. mars.", "2031-03-03", "Lansering av ny nettside 3. mars"),
    ],
)
def test_deadlines_and_launches_are_events(line: str, day: str, title: str) -> None:
    assert [(e.start_date, e.title) for e in events(*HELD, line)] == [(day, title)]


@pytest.mark.parametrize(
    "line",
    [
        "Neste møte var 3. mars 2030.",
        "Fristen var 1. mars.",
        "Fristen er 1. mars hvert år.",
        "Svar sendes innen 3 uker.",
        "Tjenesten ble lansert 30. mars.",
        "Kurset ble holdt 12. november 2029.",
        "Vedtaket kan påklages innen utgangen av 2031.",
    ],
)
def test_what_lies_behind_or_has_no_day_is_no_event(line: str) -> None:
    assert events(*HELD, line) == []


def test_meetings_that_were_held_are_no_plans() -> None:
    assert events(*HELD, "# Styremøter", "12. mars 2030 Vårmøte", "4. juni 2030 Sommermøte") == []


def test_the_meeting_itself_and_its_saksliste_are_no_plans() -> None:
    assert (
        events("# Styremøter", "Dato: 20. oktober 2030", "Saksliste", "1/30\tMøteplan 2031") == []
    )


@pytest.mark.parametrize("word", WORDS["plan"] + WORDS["next"])
def test_every_announcement_is_followed_by_its_days(word: str) -> None:
    assert days(events(*HELD, f"# {word.capitalize()}", "4. februar 2031")) == [
        ("2031-02-04", None)
    ]


@pytest.mark.parametrize("word", WORDS["meetings"])
def test_every_heading_over_meetings_lists_those_to_come(word: str) -> None:
    assert days(events(*HELD, f"# {word.capitalize()}", "4. februar 2031")) == [
        ("2031-02-04", None)
    ]


SAID = [
    word
    for meaning in ("deadline", "by", "launch", "held", "takes_place")
    for word in WORDS[meaning]
]


@pytest.mark.parametrize("word", SAID)
def test_every_word_for_what_is_to_come_is_met(word: str) -> None:
    assert days(events(*HELD, f"Dette {word} 4. februar 2031.")) == [("2031-02-04", None)]


@pytest.mark.parametrize("word", WORDS["past"] + WORDS["yearly"])
def test_every_word_that_looks_back_takes_a_day_without_year_away(word: str) -> None:
    assert events(*HELD, f"Fristen {word} 4. februar.") == []


@pytest.mark.parametrize("word", WORDS["moved"])
def test_every_word_for_a_move_leaves_the_new_day(word: str) -> None:
    found = events(*HELD, "# Møteplan", f"4. februar 2031 {word} 5. februar 2031")
    assert days(found) == [("2031-02-05", None)]


@pytest.mark.parametrize("word", WORDS["at"])
def test_every_word_before_a_place_gives_it(word: str) -> None:
    (found,) = events(*HELD, "# Møteplan", f"4. februar 2031 Vintermøte {word} Ytrevik")
    assert found.place == "Ytrevik"


scraps = st.sampled_from(["Møteplan", "Neste møte:", "innen", "5.9.", "31. februar", "\t", "# "])


@given(st.lists(st.lists(scraps | st.text(max_size=8), min_size=1).map(" ".join), max_size=8))
def test_nonsense_is_never_misquoted(content: list[str]) -> None:
    events(*HELD, *(line for line in content if line.strip("# \t\n")))


@pytest.mark.parametrize(
    "name",
    [
        "digitale-helgeland-2024-10-25.txt",
        "kautokeino-amu-2005-03-08.txt",
        "fad-120830.md",
        "qgis-styre-0001.docx",
    ],
)
def test_real_documents_give_the_days_that_people_found(shared: Path, name: str) -> None:
    file = shared / "documents" / name
    gold = json.loads((shared / "gold" / f"{file.stem}.json").read_text(encoding="utf-8"))
    found = extract_events(Reading(read(Source.of(file.name, file.read_bytes()))))
    assert {(e.start_date, e.end_date or e.start_date) for e in found} == {
        (entry["start"], entry["end"]) for entry in gold["events"]
    }


def test_when_the_minutes_were_signed_is_no_plan() -> None:
    found = events(*HELD, "Neste møte: 5. desember 2030", "Nordeid, 21. oktober 2030", "Kari Li")
    assert days(found) == [("2030-12-05", None)]


def test_the_next_meetings_day_needs_no_year() -> None:
    assert days(events(*HELD, "Neste møte: 3/12 kl 18")) == [("2030-12-03", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Medlemsmøte 12.11.30",
        "Sak 2/30 Årsmøte og kurs, Ytrevik 12. november",
        "Fjordlaget arrangerer tur rundt vatnet 12. november.",
        "På festkvelden 12. november kommer ordføreren.",
        "12. november arrangerer Fjordlaget tur.",
        "12. november kl. 13.00.",
        "Idrettsråd-seminar i Ytrevik 12. november 2030",
    ],
)
def test_what_people_gather_for_on_a_day_is_a_plan(line: str) -> None:
    assert days(events(*HELD, line)) == [("2030-11-12", None)]


@pytest.mark.parametrize("line", ["Ytrevik 12.11.30", "Regnskap pr. 12.11.30"])
def test_a_day_alone_is_none(line: str) -> None:
    assert not events(*HELD, line)


def test_the_title_that_dates_the_minutes_is_no_plan() -> None:
    assert not events(*HELD, "Nytt møte kommer.", "REFERAT FRA MØTET 20. oktober 2030")


@pytest.mark.parametrize(
    "line",
    [
        "Rådet har høstmøte 3. mai 2031.",
        "Laget held fest den 3. mai 2031.",
        "Dagen feires 3. mai 2031.",
    ],
)
def test_what_a_body_has_on_a_day_is_planned(line: str) -> None:
    (event,) = claimed(extract_events, "Referat 1. mars 2031", line)
    assert event.start_date == "2031-05-03"


def test_days_of_meetings_may_be_announced_by_any_such_word() -> None:
    lines = ("Referat 1. mars 2031", "Rådsmøtedatoer:", "3. mai", "4. juni")
    assert [e.start_date for e in claimed(extract_events, *lines)] == ["2031-05-03", "2031-06-04"]


def test_some_days_on_end_are_a_plan_also_next_year() -> None:
    asked = "Vi har fått spørsmål om å stille med folk i Ytrevik"
    assert days(events(*HELD, f"{asked} 12-13.juni 2031.")) == [("2031-06-12", "2031-06-13")]
    assert not events(*HELD, f"{asked} 12. juni 2031.")
    assert not events(*HELD, "Vi ga kurs i Ytrevik 12.-13. juni.")  # in no year that is told


def test_a_place_after_the_day_is_no_title() -> None:
    lines = ("Referat 3. mars 2031", "Neste møte", "Torsdag 17. april 2031 kl. 12 i Vik.")
    (found,) = claimed(extract_events, *lines)
    assert (found.title, found.place) == ("Neste møte", "Vik")
