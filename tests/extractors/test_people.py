"""Lists of people are cut into names and what is said of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.names import is_person_name
from extractors.people import people
from extractors.remarks import is_party
from extractors.vocabulary import shelf


def said(text: str) -> list[dict[str, object]]:
    """The people of a line, each with only what the line says; each name stands in its place."""
    found = people(text)
    for person in found:
        assert sorted(_words(text[person.start : person.end])) == sorted(_words(person.name))
    places = ("start", "end")
    return [
        {k: v for k, v in person._asdict().items() if v and k not in places} for person in found
    ]


def _words(name: str) -> list[str]:
    """`Nes, Liv` holds the words of `Liv Nes`."""
    return name.replace(",", "").split()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Liv Nes, Per Vik og Åse Li", ["Liv Nes", "Per Vik", "Åse Li"]),
        ("Liv Nes; Per Vik & Åse Li.", ["Liv Nes", "Per Vik", "Åse Li"]),
        ("Liv, Per samt Åse", ["Liv", "Per", "Åse"]),
        ("1. Liv Nes", ["Liv Nes"]),
        ("• Anne-Marie von Lippe", ["Anne-Marie von Lippe"]),
        ("Láilá Čáppa, Ørjan D. Ås", ["Láilá Čáppa", "Ørjan D. Ås"]),
        ("Liv Nes\tPer Vik", ["Liv Nes", "Per Vik"]),
        (
            "Liv Nes,\u00a0",
            ["Liv Nes"],
        ),
        ("Ingen", []),
        ("Alle medlemmer", []),
        ("Alle medlemer", []),  # nn
        ("Samtlige", []),
        ("Det kom ingen merknader", []),
        ("", []),
    ],
)
def test_a_line_is_cut_into_names(text: str, names: list[str]) -> None:
    assert [person["name"] for person in said(text)] == names


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Leder: Liv Nes", {"name": "Liv Nes", "role": "leder"}),
        ("Leiar Liv Nes", {"name": "Liv Nes", "role": "leiar"}),  # nn
        ("plansjef Liv Nes", {"name": "Liv Nes", "role": "plansjef"}),
        ("Liv Nes, leder", {"name": "Liv Nes", "role": "leder"}),
        ("Liv Nes – varaordførar", {"name": "Liv Nes", "role": "varaordførar"}),  # nn
        ("Liv Nes (nestleder)", {"name": "Liv Nes", "role": "nestleder"}),
        ("Leder Nes, Liv", {"name": "Liv Nes", "role": "leder"}),  # surname first
        ("Liv Nes (Ap)", {"name": "Liv Nes", "party": "Ap"}),
        ("Liv Nes – Senterpartiet", {"name": "Liv Nes", "party": "Senterpartiet"}),
        ("Liv Nes, Arbeidarpartiet", {"name": "Liv Nes", "party": "Arbeidarpartiet"}),  # nn
        ("Liv Nes AP", {"name": "Liv Nes", "party": "AP"}),
        ("Liv Nes (Myrland)", {"name": "Liv Nes", "represents": "Myrland"}),
        ("Liv Nes (vara for Per Vik)", {"name": "Liv Nes", "substitute_for": "Per Vik"}),
        ("Liv Nes møtte for Per Vik", {"name": "Liv Nes", "substitute_for": "Per Vik"}),
        ("Liv Nes – i staden for Per Vik", {"name": "Liv Nes", "substitute_for": "Per Vik"}),  # nn
        ("Liv Nes – ikke møtt", {"name": "Liv Nes", "absent": True, "note": "ikke møtt"}),
        ("Liv Nes (ikkje møtt)", {"name": "Liv Nes", "absent": True, "note": "ikkje møtt"}),  # nn
        ("Liv Nes – fra 21/09", {"name": "Liv Nes", "note": "fra 21/09"}),
        ("Liv Nes (frå 51/14)", {"name": "Liv Nes", "note": "frå 51/14"}),  # nn
        ("Liv Nes (per telefon)", {"name": "Liv Nes", "note": "per telefon"}),
        ("Liv Nes (Ap), nestleder", {"name": "Liv Nes", "party": "Ap", "role": "nestleder"}),
    ],
)
def test_what_is_said_of_a_person(text: str, person: dict[str, object]) -> None:
    assert said(text) == [person]


def test_a_party_before_a_colon_is_that_of_all_who_follow() -> None:
    assert said("Sp: Liv Nes, Per Vik") == [
        {"name": "Liv Nes", "party": "Sp"},
        {"name": "Per Vik", "party": "Sp"},
    ]


def test_remarks_belong_to_the_name_before_them() -> None:
    assert said("Liv Nes (Ap), Per Vik (H, vara for Åse Li) og Ola Moe") == [
        {"name": "Liv Nes", "party": "Ap"},
        {"name": "Per Vik", "party": "H", "substitute_for": "Åse Li"},
        {"name": "Ola Moe"},
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Liv Nes",
        "Anne-Marie von Lippe",
        "Ørjan D. Ås",
        "Liv von der Lippe",
    ],
)
def test_a_full_name(words: str) -> None:
    assert is_person_name(words)


@pytest.mark.parametrize("words", ["Liv", "liv nes", "Sak 12", "Liv Nes kom", "Rom 3 B", ""])
def test_what_is_no_full_name(words: str) -> None:
    assert not is_person_name(words)


PARTIES = [*shelf("parties").phrases["name"], *shelf("parties").phrases["short"]]


@pytest.mark.parametrize("party", PARTIES)
def test_every_party_is_one_in_any_case(party: str) -> None:
    assert is_party(party)
    assert is_party(party.upper())


@pytest.mark.parametrize("words", ["Øvre Dal bygdeliste", "Fjellpartiet", "Frp (ingen vara)"])
def test_other_parties_and_lists(words: str) -> None:
    assert is_party(words)


@pytest.mark.parametrize("words", ["Myrland", "leder", "Liv Nes", ""])
def test_what_is_no_party(words: str) -> None:
    assert not is_party(words)


NAMES = ["Liv Nes", "Per Vik", "Åse Li", "Ørjan D. Ås", "Anne-Marie Dahl", "Ola Moe"]


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True),
    st.sampled_from([", ", "; ", "\t", "    "]),
)
def test_any_list_is_taken_apart_again(names: list[str], between: str) -> None:
    assert [person["name"] for person in said(between.join(names))] == names


@pytest.mark.parametrize(
    ("entry", "name", "represents", "role"),
    [
        ("FAU v/ Liv Nes", "Liv Nes", "FAU", None),
        ("FAU v/Liv Nes", "Liv Nes", "FAU", None),
        ("Storvik Brann ved Liv Nes (leder)", "Liv Nes", "Storvik Brann", "leder"),
        ("Rektor v/ Liv Nes", "Liv Nes", None, None),
    ],
)
def test_who_is_there_for_others_stands_after_them(
    entry: str, name: str, represents: str | None, role: str | None
) -> None:
    (person,) = people(entry)
    assert (person.name, person.represents, person.role) == (name, represents, role)


def test_an_office_in_a_body_is_no_part_of_the_name() -> None:
    (person,) = people("FAU-leder Liv Nes")
    assert (person.name, person.role) == ("Liv Nes", "fau-leder")


@given(
    st.text().filter(lambda text: text.isprintable())  # other spaces: see the table above
    | st.lists(st.sampled_from([*NAMES, "(", ")", ",", "–", "vara for", "Ap", "leder", ":"])).map(
        " ".join
    )
)
def test_nonsense_gives_places_inside_the_text(text: str) -> None:
    for person in people(text):
        assert 0 <= person.start < person.end <= len(text)
        assert person.name.strip()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Liv Nes, IKT-sjef", {"name": "Liv Nes", "role": "IKT-sjef"}),
        (
            "Liv Nes, Revisjonssekretariatet",
            {"name": "Liv Nes", "represents": "Revisjonssekretariatet"},
        ),
    ],
)
def test_an_office_or_a_house_after_a_comma_is_no_other_person(
    line: str, wanted: dict[str, str]
) -> None:
    assert said(line) == [wanted]


def test_whom_somebody_is_there_for_may_stand_before_the_name() -> None:
    found = people("1A Kari Li, HVO Tone Fjeld, Fagforbundet v/ Ole Moe, H v/Per Dahl")
    assert [(p.name, p.represents, p.party) for p in found] == [
        ("Kari Li", "1A", None),
        ("Tone Fjeld", None, None),
        ("Ole Moe", "Fagforbundet", None),
        ("Per Dahl", None, "H"),
    ]
    assert found[1].role == "hvo"


def test_a_class_is_nobody() -> None:
    assert people("elevene i 1BAA og 1BAB (ekskursjon)") == ()


def test_whom_somebody_is_from_may_be_a_municipality_or_an_office() -> None:
    from_where = [people(line)[0] for line in ("Arvid Rø, Rana kommune", "Signe Mo, Fylkesmannen")]
    assert [(p.represents, p.role) for p in from_where] == [("Rana", None), ("Fylkesmannen", None)]
