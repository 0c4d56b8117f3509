"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# spaCy's first call takes longer than the 200 ms that hypothesis allows.
settings.register_profile("motebok", deadline=None)
settings.load_profile("motebok")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The project's own example documents."""
    return ROOT / "samples" / "documents"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents with gold, which stand beside the repository on some machines only."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared with real documents on this machine")
    return folder
