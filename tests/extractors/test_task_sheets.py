"""Lines that say whose a task is and by when are of the task that they stand under."""

from __future__ import annotations

import pytest

from extractors.actions import extract_actions
from tests.extractors.build import claimed

_PLAN = "# Handlingsplan 2030–2033"


@pytest.mark.parametrize(
    "title", ["Tiltak 1: Båtutleie", "Tiltak 2.1 Båtutleie", "Aktivitet: Båtutleie", "Båtutleie"]
)
def test_lines_are_of_the_task_above(title: str) -> None:
    lines = (title, "Ansvar: Havnevakta", "Kostnad: 20 000", "Frist: våren 2031")
    (action,) = claimed(extract_actions, _PLAN, *lines)
    assert (action.text, action.responsible) == ("Båtutleie", "Havnevakta")
    assert action.due_text == "våren 2031"


def test_each_task_has_its_own_lines() -> None:
    first = ("Tiltak 1: Båtutleie", "Frist: 2031", "Ansvar: Havnevakta")
    second = ("## Tiltak 2 Badebrygge", "- Ansvar: Driftslaget")
    found = claimed(extract_actions, _PLAN, *first, *second)
    assert [(a.text, a.responsible, a.due_text) for a in found] == [
        ("Båtutleie", "Havnevakta", "2031"),
        ("Badebrygge", "Driftslaget", None),
    ]


def test_what_was_told_above_is_no_task() -> None:
    lines = ("Det er for få båter om sommeren.", "Ansvar: Havnevakta")
    (action,) = claimed(extract_actions, _PLAN, *lines)
    assert action.text == "Ansvar: Havnevakta"


def test_what_someone_expects_is_no_task() -> None:
    told = "Kommunedirektøren regner med at køen er borte innen 1. mai 2031."
    assert claimed(extract_actions, _PLAN, told) == []


def test_what_will_be_saved_is_no_task() -> None:
    told = "Med avtalen vil kommunen spare 30 000 kroner hver måned på porto."
    assert claimed(extract_actions, _PLAN, told) == []
