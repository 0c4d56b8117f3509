"""What words are looked up by: their lemmas, so that `kommunene` and `kommunane` find `kommune`.

A form may have several lemmas (`bygget` is of `bygg` and of `bygge`): which is meant is not asked,
so that a word costs one look-up instead of a pass of the language model, and a query is read as the
text was. The rules hold for bokmål and nynorsk together; `training.lemmas` learns them.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import NamedTuple

RULES = "lemmas.tsv"
LONGEST_ENDING = 9  # letters that a rule for an ending looks at
# As SQLite's tokenizer unicode61 cuts a text into words.
WORD = re.compile(r"[^\W_]+")

# What to cut from a form's end (a number of letters) and to put there, for each of its lemmas.
Changes = tuple[tuple[int, str], ...]
_NONE: Changes = ((0, ""),)


class Rules(NamedTuple):
    """Changes by the whole form, and by the longest ending that is known."""

    forms: dict[str, Changes]
    endings: dict[str, Changes]

    def changes(self, form: str) -> Changes:
        """What makes lemmas of `form`, which is in lower case."""
        forms, endings = self
        changes = forms.get(form)
        if changes is not None:
            return changes
        size = len(form)
        for first in range(size - LONGEST_ENDING if size > LONGEST_ENDING else 0, size + 1):
            changes = endings.get(form[first:])
            if changes is not None:
                return changes
        return _NONE


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of a word, in lower case, at least one; that of an unknown one is itself."""
    form = word.lower()
    if not form.isalpha():
        return (form,)
    changes = _rules().changes(form)
    if changes is _NONE:
        return (form,)
    return tuple([form[: len(form) - cut] + put for cut, put in changes])


def lemmas_of(text: str) -> str:
    """The lemmas of the words of `text` that are not themselves words of it, each once.

    Together with the words themselves they are all that the text can be found by.
    """
    return lemmas_beside(set(WORD.findall(text.lower())))


def lemmas_beside(words: Set[str]) -> str:
    """`lemmas_of` a text that has these words, in lower case."""
    return " ".join(sorted(set(chain.from_iterable(map(lemmas, words))) - words))


def save(rules: Rules, path: Path) -> None:
    """One rule a line: `<` before a whole form, a tab, the changes (`2a`: cut two, put an a)."""
    marked = [("<" + form, changes) for form, changes in rules.forms.items()]
    lines = [
        f"{key}\t{' '.join(f'{cut}{put}' for cut, put in changes)}\n"
        for key, changes in sorted([*marked, *rules.endings.items()])
    ]
    path.write_text("".join(lines), encoding="utf-8")


@cache
def _rules() -> Rules:
    rules = Rules({}, {})
    for line in files("pipeline").joinpath(RULES).read_text(encoding="utf-8").splitlines():
        key, _, changes = line.partition("\t")
        made = tuple(_change(each) for each in changes.split(" "))
        (rules.forms if key.startswith("<") else rules.endings)[key.removeprefix("<")] = made
    return rules


def _change(written: str) -> tuple[int, str]:
    put = written.lstrip("0123456789")
    return int(written.removesuffix(put)), put
