"""A vedtak against what was recommended: as it was, changed, refused, or nothing to hold it to.

Minutes retell a recommendation in the past, or with its subject first: `Innkallingen godkjennes`
becomes `Styret godkjente innkallingen`. So a decision is compared by the words that carry it, in
any form and order, and not by its letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain

from extractors.outcomes import outcome_of
from extractors.vocabulary import any_of, fold, shelf
from schemas.claims import Outcome, Versus

_SAME = 0.9  # similarity of words from which a long decision is as recommended
_FORM = 3  # letters that two forms of one word may differ in at the end …
_STEM = 4  # … and those that they share at least
_FIGURE = re.compile(rf"\d+|\b{any_of('versus', 'not')}\b")
_VOTED = re.compile(
    r"\s*\([^()]*\b(?:stemmer?|røyst(?:er)?|enst\w*|samr\w*)\.?\)\W*$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_YES = {"godkjent", "innvilget", "valgt"}
_NO = {"avslått", "avvist"}


def versus(decision: str, recommended: Sequence[str]) -> Versus:
    """How the words of a decision stand to those of what was recommended in its case."""
    decision = _VOTED.sub("", decision)
    said = [words for words in recommended if not recommends_nothing(words)]
    if not said:
        return "uten innstilling"
    if any(_same(decision, words) for words in said):
        return "som innstilt"
    return "avvist" if any(_refused(decision, words) for words in said) else "endret"


def recommends_nothing(words: str) -> bool:
    """`Saka vert lagd fram utan tilråding`."""
    one_line = "\n" not in words.strip()
    return one_line and shelf("versus").says(words, "nothing")


def _refused(decision: str, recommended: str) -> bool:
    """No where yes was recommended, or yes where no was; `vedtatt` is also what says neither."""
    ended, wanted = _outcome(decision), _outcome(recommended)
    return (ended in _NO and wanted in {*_YES, "vedtatt"}) or (ended in _YES and wanted in _NO)


def _outcome(words: str) -> Outcome:
    return outcome_of(words, words, "")


def _same(decision: str, recommended: str) -> bool:
    same_figures = _figures(decision) == _figures(recommended)
    if same_figures and _is_alike(decision, recommended):
        return True
    if not _carrying(decision, "outcomes"):  # «Godkjennes.» says no more than that
        return _outcome(decision) == _outcome(recommended)
    return same_figures and _same_words(_carrying(decision), _carrying(recommended))


def _is_alike(decision: str, recommended: str) -> bool:
    words = fold(decision).split(), fold(recommended).split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    # The first two are no less than the last, and soon known
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= _SAME for bound in bounds)


def _figures(words: str) -> Counter[str]:
    """A changed figure or a `not` more is a changed decision, however long the rest."""
    return Counter("not" if found.isalpha() else found for found in _FIGURE.findall(fold(words)))


def _carrying(words: str, *more: str) -> set[str]:
    """The words that carry a decision: not the small ones, nor the body that decides.

    Nor those of `more` shelves.
    """
    kept = list(words)
    for hit in chain.from_iterable(shelf(name).find(words) for name in ("versus", *more)):
        kept[hit.start : hit.end] = " " * (hit.end - hit.start)
    bodies = shelf("bodies").phrases["noun"]
    return {word for word in _WORD.findall(fold("".join(kept))) if not word.endswith(bodies)}


def _same_words(decision: set[str], recommended: set[str]) -> bool:
    """Each has its like on the other side: `godkjente` and `godkjennes`, `plan` and `planen`."""
    return all(any(_forms_of_one(a, b) for b in recommended) for a in decision) and all(
        any(_forms_of_one(a, b) for b in decision) for a in recommended
    )


def _forms_of_one(a: str, b: str) -> bool:
    stem = max(_STEM, len(a) - _FORM, len(b) - _FORM)
    return a == b or (len(a) >= stem and a[:stem] == b[:stem])
