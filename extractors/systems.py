"""Systems: what a text introduces as one (`fagsystemet X`, `sak-/arkivsystemet X`), by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.naming import CAPITALISED, Named, marks_of_names
from extractors.vocabulary import any_of, fold, has_any, lowered, shelf
from schemas.document import Block, Document

# What stands before the noun in its word need not be read
_INTRODUCED = re.compile(
    rf"(?i:{any_of('systems', 'noun')})\s+(?i:(?:{any_of('systems', 'called')})\s+)?"
    rf"(?:«(?P<quoted>[^»\n]{{2,40}})»|(?P<name>{CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}))"
)
_PHRASES = frozenset(shelf("systems").phrases["noun"])
# The nouns of which no part is a noun: a text without them has none of the others
_NOUNS = [noun for noun in _PHRASES if not any(other in noun for other in _PHRASES - {noun})]


class Systems:
    """The systems of one document: once introduced, one is known by its name alone."""

    def __init__(self, document: Document) -> None:
        self._introduced: dict[int, list[tuple[str, int, int]]] = {}
        low = lowered(document.text)
        for noun in _NOUNS:
            at = low.find(noun)
            while at >= 0:
                block = document.block_at(at)
                if not block.furniture:
                    self._introduced[block.seq] = list(_introduced(block.text))
                at = low.find(noun, block.end + 1)
        names = {name for found in self._introduced.values() for name, _, _ in found}
        self.names = frozenset(map(fold, names))
        longest = sorted(names, key=lambda name: (-len(name), name))
        pattern = "|".join(map(re.escape, longest))
        self._named = re.compile(rf"\b(?:{pattern})(?=s?\b)")
        self.marks = marks_of_names(names)

    def find(self, block: Block) -> Iterator[Named]:
        """Where the block names one of them."""
        if not has_any(self.marks, block.text):
            return
        introduced = {first for _, first, _ in self._introduced.get(block.seq, ())}
        for match in self._named.finditer(block.text):
            confidence = 0.9 if match.start() in introduced else 0.8
            yield Named("system", match.group(), *match.span(), confidence, "mentions.system")


def _introduced(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _INTRODUCED.finditer(text):
        group = "quoted" if match["quoted"] else "name"
        if len(match[group]) > 1:  # «system A» is any system
            yield match[group], match.start(group), match.end(group)
