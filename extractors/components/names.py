"""Names that come again in a text are what they were.

The network sees four words to each side, and a surname alone (`Dahl mente at …`) may be anything
there. But who is named in full once is the same person throughout, and one word is seldom the name
of two kinds of things in the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

PERSON = "PER"
SHORTEST = 3  # letters of a name that is looked for again
_GENITIVES = ("'s", "’s", "s")


@Language.component("recurring_names", assigns=["doc.ents"], requires=["doc.ents"])
def recurring_names(doc: Doc) -> Doc:
    """Type all mentions of a name alike, and find the persons that were overlooked."""
    if doc.ents:
        found = _of_one_type(_surnames(doc.ents))
        doc.set_ents([*found, *_overlooked(doc, found)])
    return doc


def _surnames(entities: Sequence[Span]) -> list[Span]:
    """The entities; one that is somebody's surname, whatever it was taken for, is a person."""
    surnames = {entity[-1].text for entity in entities if _is_full_name(entity)}
    return [
        _typed(e, PERSON) if e.text in surnames or _bare(e.text) in surnames else e
        for e in entities
    ]


def _of_one_type(entities: Sequence[Span]) -> list[Span]:
    """The entities, each with the type that most of its name's mentions have."""
    types: dict[str, Counter[str]] = {}
    for entity in entities:
        types.setdefault(_bare(entity.text), Counter())[entity.label_] += 1
    typed = []
    for entity in entities:
        counts = types[_bare(entity.text)]
        (most, times), *_ = counts.most_common(1)
        typed.append(_typed(entity, most) if times > counts[entity.label_] else entity)
    return typed


def _overlooked(doc: Doc, entities: Iterable[Span]) -> Iterator[Span]:
    """Where the persons are named again, in full or by one of their names, outside `entities`."""
    taken = {token.i for entity in entities for token in entity}
    names = {name for entity in entities if entity.label_ == PERSON for name in _names(entity)}
    words = [token.text for token in doc]
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        firsts.setdefault(name[0], []).append(name)
        if len(name) == 1:
            for ending in _GENITIVES:
                firsts.setdefault(name[0] + ending, []).append((name[0] + ending,))
    for i, word in enumerate(words):
        for name in firsts.get(word, ()):
            here = range(i, i + len(name))
            if tuple(words[i : here.stop]) == name and taken.isdisjoint(here):
                taken.update(here)
                yield Span(doc, i, here.stop, PERSON)
                break


def _names(person: Span) -> Iterator[tuple[str, ...]]:
    """The name as it stands, and the first and last of several."""
    words = tuple(token.text for token in person)
    for name in {words, words[:1], words[-1:]}:
        if name[0][:1].isupper() and len(name[0]) >= SHORTEST:
            yield name


def _is_full_name(entity: Span) -> bool:
    return entity.label_ == PERSON and len(entity) > 1


def _typed(entity: Span, label: str) -> Span:
    return Span(entity.doc, entity.start, entity.end, label)


def _bare(name: str) -> str:
    """The name without its genitive."""
    return next((name.removesuffix(e) for e in _GENITIVES if name.endswith(e)), name)
