"""Learn how words inflect, for full-text search: `python -m training.lemmas --corpus FOLDER`.

Ripple-down rules: how a form becomes its lemma is learnt for every ending, and an ending is kept
only where it decides otherwise than a shorter one would. A form that has been met is an ending that
reaches over the whole word. So unknown compounds inflect like their last part.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from pipeline.lemmas import LONGEST_ENDING, Rules, lemmas, save
from training.corpus import VARIETIES, Part, Variety, read

RULES = Path(__file__).parents[1] / "pipeline" / "lemmas.tsv"
FEWEST_FORMS = 2  # that an ending must be met in
SHARE_OF_FORM = 0.1  # of a form's occurrences that a lemma must have
SHARE_OF_ENDING = 0.25  # of an ending's forms that a change must have
MOST_CHANGES = 2

Counts = Mapping[str, Counter[str]]


def main() -> None:
    """Learn from train and dev, store the rules, and tell how right they are on test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds NorNE")
    corpus = parser.parse_args().corpus
    save(learn(count(corpus, VARIETIES, ("train", "dev"))), RULES)
    for variety in VARIETIES:
        print(variety, *evaluate(count(corpus, [variety], ("test",))), sep="\n  ")  # noqa: T201


def count(corpus: Path, varieties: Iterable[Variety], parts: Sequence[Part]) -> Counts:
    """How often each form has each lemma, both in lower case; words of letters only."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for variety in varieties:
        for word in (w for part in parts for s in read(corpus, variety, part) for w in s):
            if word.form.isalpha() and word.lemma.replace("-", "").isalpha():
                counts[word.form.lower()][word.lemma.lower()] += 1
    return counts


def learn(counts: Counts) -> Rules:
    """The rules that give each form its lemmas, and the endings that are enough for most."""
    known = {form: _lemmas_of(found) for form, found in counts.items()}
    forms: Counter[str] = Counter()
    votes: dict[str, dict[tuple[int, str], float]] = defaultdict(lambda: defaultdict(float))
    for form, found in known.items():
        forms.update(_endings(form))
        for lemma in found:
            change = _change(form, lemma)
            # An ending that a change cuts into does not tell when to make it.
            for ending in (e for e in _endings(form) if len(e) >= change[0]):
                votes[ending][change] += 1 / len(found)
    rules = Rules({}, {})
    for ending in sorted(votes, key=len):
        if forms[ending] >= FEWEST_FORMS:
            often = sorted(votes[ending].items(), key=lambda vote: -vote[1])[:MOST_CHANGES]
            changes = sorted(c for c, n in often if n >= SHARE_OF_ENDING * forms[ending])
            if (decided := tuple(changes) or ((0, ""),)) != rules.changes(ending):
                rules.endings[ending] = decided
    for form, found in known.items():
        if (decided := tuple(sorted(_change(form, lemma) for lemma in found))) != rules.changes(
            form
        ):
            rules.forms[form] = decided
    return rules


def _lemmas_of(found: Counter[str]) -> list[str]:
    """Those that are no slip of an annotator's hand; at least the most frequent."""
    total = found.total()
    often = [lemma for lemma, n in found.most_common() if n >= SHARE_OF_FORM * total]
    return [lemma for i, lemma in enumerate(often) if i == 0 or found[lemma] > 1 or total <= 3]


def _endings(form: str) -> Iterator[str]:
    return (form[len(form) - n :] for n in range(min(len(form), LONGEST_ENDING) + 1))


def _change(form: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut from the form's end, and what to put there."""
    same = next(
        (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b),
        min(len(form), len(lemma)),
    )
    return len(form) - same, lemma[same:]


def evaluate(test: Counts) -> Iterator[str]:
    """What is right of single words, and of pairs of forms that search holds for one word."""
    found = {form: lemmas(form) for form in test}
    counted = [(form, lemma, n) for form, each in test.items() for lemma, n in each.items()]
    words = sum(n for _, _, n in counted)
    right = sum(n for form, lemma, n in counted if lemma in found[form])
    given = sum(n * len(found[form]) for form, _, n in counted)
    yield f"words: recall {right / words:.3f}, precision {right / given:.3f} of {words}"
    ours = _pairs((lemma, form) for form, each in found.items() for lemma in each)
    true = _pairs((lemma, form) for form, lemma, _ in counted)
    both = len(ours & true)
    yield f"pairs of forms: recall {both / len(true):.3f}, precision {both / len(ours):.3f}"


def _pairs(named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Every two forms that share a lemma."""
    forms: dict[str, set[str]] = defaultdict(set)
    for lemma, form in named:
        forms[lemma].add(form)
    return {pair for each in forms.values() for pair in combinations(sorted(each), 2)}


if __name__ == "__main__":
    main()
