"""Make `extractors/model/lemmas.tsv.xz`: the lemmas that the corpus's words have."""

from __future__ import annotations

import lzma
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from extractors.language import LANGUAGES
from training.corpus import VARIETIES, Part, read

SURE = 0.9  # of a form's occurrences as one part of speech that have the same lemma


def write(corpus: Path, parts: Sequence[Part], output: Path) -> None:
    """Write varieties, part of speech, form in lower case and lemma, a line for each."""
    known: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for variety, language in zip(VARIETIES, LANGUAGES, strict=False):
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for word in (w for part in parts for s in read(corpus, variety, part) for w in s):
            if word.lemma and not any(map(str.isspace, word.form + word.lemma)):
                counts[word.pos, word.form.lower()][word.lemma] += 1
        for (pos, form), lemmas in counts.items():
            lemma, times = lemmas.most_common(1)[0]
            if times >= SURE * lemmas.total():
                known[pos, form, lemma].append(language)
    lines = (
        "\t".join((" ".join(languages), *entry)) + "\n"
        for entry, languages in sorted(known.items())
    )
    output.write_bytes(lzma.compress("".join(lines).encode("utf-8"), preset=9))
