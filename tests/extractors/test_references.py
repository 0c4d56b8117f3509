"""Decisions that adopt a text standing elsewhere are known by their grammar."""

from __future__ import annotations

import pytest

from extractors.references import by_reference


@pytest.mark.parametrize(
    "text",
    [
        "Som innstillingen.",
        "Som rådmannens forslag til vedtak.",
        "Som framlegg.",  # nn
        "Som omforent forslag. Enstemmig.",
        "I tråd med tilrådinga frå utvalet.",  # nn
        "Formannskapets innstilling enst. vedtatt.",
        "Framlegget frå leiaren vart vedteke.",  # nn
        "Komiteens innstilling ble bifalt.",
        "Rådmannens innstilling.",
        "Som soknepresten foreslo, med 5 mot 2 stemmer.",
        "Som leiaren føreslo.",  # nn
    ],
)
def test_it_adopts_what_was_proposed(text: str) -> None:
    assert by_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "Forslaget ble ikke vedtatt.",
        "Framlegget vart ikkje vedteke.",  # nn
        "Styret godkjenner regnskapet.",
        "Som medlem velges Kari Li.",
        "Utvalgets forslag til budsjett for 2022 vedtas.",
        "Forslaget fikk 3 stemmer.",
    ],
)
def test_it_does_not(text: str) -> None:
    assert not by_reference(text)
