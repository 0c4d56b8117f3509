"""A paper of one case without a number: its title stands between its fields and its first part.

`Saksbehandler: Kari Li`, the title, `Vedlegg:` or `Rådmannens forslag til vedtak:`.
"""

from __future__ import annotations

from extractors.agenda import Lines

_TOP = 25  # lines among which the fields stand
_OF_CASE = {"archive", "handler"}
_HEADERS = {"date", "time", "place", "body", "archive_code", "case_type"}
_FIRST_PARTS = {"background", "recommendation"}


def title_line(lines: Lines) -> int | None:
    """The line with the title; None where the paper has not both fields of a case above it."""
    meanings = [mark.meaning if mark else None for mark in lines.labels]
    fields = [i for i, meaning in enumerate(meanings[:_TOP]) if meaning in _OF_CASE]
    if {meanings[i] for i in fields} != _OF_CASE:
        return None
    below = range(fields[-1] + 1, len(meanings))
    part = next((i for i in below if meanings[i] in _FIRST_PARTS), 0)
    at = part - 1
    if at <= fields[-1] or lines.labels[at] is not None:
        return None
    above = lines.labels[at - 1]  # «Utvalg» alone, and the body below it
    is_value = above is not None and above.meaning in _HEADERS and above.value is None
    return None if is_value else at
