"""Cases come from the saksliste and from sections, and only where a document is about a meeting."""

from __future__ import annotations

from extractors.cases import extract_cases
from tests.extractors.build import claimed


def titles(*lines: str) -> list[str | None]:
    return [case.title for case in claimed(extract_cases, *lines)]


def test_a_section_without_a_number_is_a_case_in_minutes() -> None:
    lines = ("## Referat fra møte 3. mars 2020", "Til stede: Liv Nes, Per Vik", "## Ny bru")
    assert "Ny bru" in titles(*lines, "Vedtak: Brua males.")


def test_the_headings_of_any_other_document_are_no_cases() -> None:
    assert titles("## Om bruer", "Bruer er lange.", "## Om veger", "Veger er lengre.") == []
    assert titles("## Om bruer", "Bruer er lange.", "## Om vegar", "Vegar er lengre.") == []
