"""Organisations and parties by structure: forms of company, nouns, abbreviations that are defined.

`Nordre Kyst kompetansesenter (NKK)` is an organisation, and `NKK` another word for it. `Digital
Ettervern (DE)` names no organisation: then `DE` is none either, whatever the model thinks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from spacy.lang.nb.stop_words import STOP_WORDS

from extractors.gazetteer import counties
from extractors.naming import CAPITALISED, UPPER, Named, marks_of_names, opens_sentence
from extractors.vocabulary import any_of, fold, has_any, marks, shelf
from schemas.document import Block

_NAME = rf"{CAPITALISED}(?:[ ](?:&[ ])?{CAPITALISED})*"
# «Fergekaia Utvikling AS», «Sund og Vik Avfall IKS»
_COMPANY = re.compile(rf"{_NAME}(?:[ ]og[ ]{_NAME})?[ ](?-i:{any_of('organisations', 'form')})\b")
# «Vestøy interkommunale arkiv», «Elvestrand turlag»: small words after the name, the last a noun
_NOUN = re.compile(
    rf"{_NAME}(?:[ ][a-zæøå-]++){{0,2}}[ ]"
    rf"(?P<noun>[a-zæøå-]*?{any_of('organisations', 'noun')})s?\b"
)
_FORM = re.compile(rf"[ ]{any_of('organisations', 'form')}\b")  # hardly a line has one
_DEFINED = re.compile(rf"(?<=[\w’'])\s\((?P<short>[{UPPER}]{{2,7}})\)")
_BEFORE = re.compile(r"[\w’'& -]*$")
_REACH = 90  # characters of a long name
_SHORT_PARTY = r"(?:[A-ZÆØÅ][A-Za-zÆØÅæøå]{1,4})"
_SLASHED = re.compile(
    rf"[A-ZÆØÅ](?<![\w/][A-ZÆØÅ])[A-Za-zÆØÅæøå]{{1,4}}(?:/{_SHORT_PARTY})+(?![\w/])"
)
_IN_PARENTHESES = re.compile(
    r"\((?<=\w\s\()(?P<parties>[A-Za-zÆØÅæøå]{1,5}(?:/[A-Za-zÆØÅæøå]{1,5})*)\)"
)
_SHORT_NAME = 3  # letters of a party's
_SMALL = ("og", "for", "i", "av", "til", "på")
_TYING = ("i", "av", "til", "på")
_MUNICIPAL = ("kommune", "herad", "fylkeskommune")  # these have finders of their own


class Organisations:
    """The organisations that one document names by structure, and what it calls them in short.

    `own` are names that are known beforehand: of whose the document is, and the meeting; `met` are
    the words that the model takes for organisations.
    """

    def __init__(self, blocks: tuple[Block, ...], own: Iterable[str], met: Iterable[str]) -> None:
        self._met = frozenset(map(fold, met))
        self._called: dict[str, str] = {}
        self.concepts: set[str] = set()
        self._own = {" ".join(name.split()) for name in own if not _is_sentence(name)}
        for block in blocks:
            for long, short in _definitions(block.text):
                if _is_of_organisations(long) or long in self._own:
                    self._called.setdefault(short, long)
                else:
                    self.concepts |= {fold(short), fold(long)}
        self.short = frozenset(self._called)
        self.concepts -= {fold(short) for short in self._called}
        known = {*self._own, *self._called, *self._called.values()}
        longest = sorted(filter(None, known), key=lambda name: (-len(name), name))
        pattern = "|".join(map(re.escape, longest))
        self._known = re.compile(rf"\b(?:{pattern})(?=s?\b)", re.IGNORECASE)
        self.marks = marks_of_names(longest)

    def find(self, block: Block) -> Iterator[Named]:
        """Where the block names one; overlapping finds come best first."""
        text = block.text
        for match in self._known.finditer(text) if has_any(self.marks, text) else ():
            short = match.group() in self._called
            if short or not match.group().islower():
                yield _named(self.name_of(match.group()), *match.span(), 0.9)
        yield from self.by_last_word(text)

    def by_last_word(self, text: str) -> Iterator[Named]:
        """Those whose names end in a form of company, or in a noun."""
        for match in _COMPANY.finditer(text) if _FORM.search(text) else ():
            yield _named(match.group(), *match.span(), 0.9)
        for match in _NOUN.finditer(text):
            first = _after_small_words(text, match.start(), match.end("noun"))
            words = text[first : match.end("noun")]
            noun = match["noun"].lower()
            if noun in _MUNICIPAL or " " not in words or not words[0].isupper():
                continue
            if _is_sentence(words) or _goes_on(words) or noun.endswith(_no_nouns()):
                continue  # «Os har laget», «Utvikling av arkiv», «Styrets forslag»
            if words == text or not opens_sentence(text, first):
                yield _named(words, first, first + len(words), 0.8)

    def name_of(self, words: str) -> str:
        """The whole name of what the document also calls `words`."""
        own = next((name for name in self._own if fold(name) == fold(words)), words)
        called = self._called.get(words) or shelf("public_bodies").meaning(words)
        return called or self._without_genitive(own)

    def _without_genitive(self, name: str) -> str:
        """`Sametingets` where the text has `Sametinget` too, `Elvestrand turlags` anywhere."""
        base = name.removesuffix("s")
        owned = name != base and (fold(base) in self._met or is_organisation_by_ending(base))
        return base if owned else name


def parties(block: Block, in_list: bool) -> Iterator[Named]:
    """Parties by their names, or by their short names in parentheses, between slashes or in cells.

    `in_list` tells that the block lists people, where a cell or a piece may be a party.
    """
    text = block.text
    for hit in shelf("party_names").find(text) if has_any(party_marks(), text) else ():
        words = text[hit.start : hit.end]
        # «Høyre» may open a sentence as a direction.
        clear = 9 if opens_sentence(text, hit.start) else _SHORT_NAME
        if words[0].isupper() and len(words) > clear:
            yield _party(hit.meaning, hit.start, hit.end)
    for match in _IN_PARENTHESES.finditer(text) if "(" in text else ():
        yield from _short_parties(text, *match.span("parties"))
    for match in _SLASHED.finditer(text) if "/" in text else ():
        yield from _short_parties(text, *match.span())
    if in_list:
        for match in re.finditer(r"[^\t\n,;()–:/]+", text):
            first = match.start() + len(match.group()) - len(match.group().lstrip())
            yield from _short_parties(text, first, first + len(match.group().strip()))


@cache
def party_marks() -> frozenset[str]:
    """The marks of parties that are told from other words without a sign around them."""
    names = chain.from_iterable(shelf("party_names").phrases.values())
    return marks(name for name in names if len(name) > _SHORT_NAME)


def _short_parties(text: str, first: int, last: int) -> Iterator[Named]:
    """All of `text[first:last]` is short names of parties, with slashes between."""
    found, at = [], first
    for part in text[first:last].split("/"):
        meaning = shelf("party_names").meaning(part)
        if meaning is None or not part[:1].isupper() or len(part) > _SHORT_NAME:
            return
        found.append(_party(meaning, at, at + len(part)))
        at += len(part) + 1
    yield from found


def _party(name: str, first: int, last: int) -> Named:
    return Named("organisasjon", name, first, last, 0.95, "mentions.parti")


def _named(name: str, first: int, last: int, confidence: float) -> Named:
    county = counties().get(fold(name).removesuffix(" fylkeskommune"))
    ref = county[1] if county and " " in name else None
    return Named("organisasjon", name, first, last, confidence, "mentions.organisasjon", ref)


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """The long names that stand before short ones in parentheses, and those."""
    for match in _DEFINED.finditer(text) if "(" in text else ():
        before = _BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
        words = before.group().split() if before else []
        short = match["short"]
        for count in range(1, len(words) + 1):
            long = words[-count:]
            if long[0][:1] == short[0] and _is_short_for(short, " ".join(long)):
                yield " ".join(long), short
                break


def _is_short_for(short: str, long: str) -> bool:
    """Each word that counts gives its first letter, and may give more of what is inside it."""
    words = [fold(word) for word in re.findall(r"[\w’']+", long) if word not in _SMALL]
    return len(long) > len(short) + 2 and _gives(short.casefold(), words)


def _gives(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    if not letters.startswith(words[0][0]):
        return False
    return any(
        _gives(letters[count:], words[1:])
        for count in range(1, len(letters) + 1)
        if _is_inside(letters[:count], words[0])
    )


def _is_inside(letters: str, word: str) -> bool:
    ahead = iter(word)
    return all(letter in ahead for letter in letters)


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(fold(noun) for noun in shelf("organisations").phrases["noun"])


def _is_of_organisations(name: str) -> bool:
    """A word of the name is, or ends in, a noun for organisations, or is a form of company."""
    return _ends_so(name, _nouns())


def _ends_so(name: str, endings: tuple[str, ...]) -> bool:
    words = map(fold, name.split())
    meaning = shelf("organisations").meaning
    return any(word.endswith(endings) or meaning(word) == "form" for word in words)


def is_organisation_by_ending(name: str) -> bool:
    """A word of `name` ends as those of organisations do."""
    return _ends_so(name, _endings())


@cache
def _endings() -> tuple[str, ...]:
    endings = map(fold, shelf("organisation_endings").phrases["ending"])
    return (*_nouns(), *endings)


def _is_sentence(words: str) -> bool:
    """Among the words after the first is one that no name has."""
    return any(fold(word) in STOP_WORDS - set(_SMALL) for word in words.split()[1:])


def _goes_on(words: str) -> bool:
    """The last noun belongs to what stands before it: `Meløy i samarbeidet`."""
    return any(fold(word) in _TYING for word in words.split()[1:])


@cache
def _no_nouns() -> tuple[str, ...]:
    return tuple(fold(noun) for noun in shelf("organisations").phrases["no_noun"])


def _after_small_words(text: str, first: int, last: int) -> int:
    """Where the name begins after a capitalised word that is none: `Da Elvestrand turlag`."""
    words = text[first:last].split(" ")
    while len(words) > 2 and fold(words[0]) in STOP_WORDS:
        first += len(words[0]) + 1
        words = words[1:]
    return first
