"""Who and what is named where: people, organisations, municipalities, systems and places.

Structure comes first: those in the attendance list, who voted or who prepared cases are people,
whatever a model thinks, and names of projects are no organisations. The language model reads the
prose. docs/entities.md tells how it is decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter

from extractors.attendance import extract_attendance
from extractors.cases import extract_cases
from extractors.facts import extract_facts
from extractors.language import languages_of
from extractors.meeting import extract_meeting
from extractors.municipal_names import MunicipalNames
from extractors.names import NAME, is_person_name
from extractors.naming import Named, opens_sentence
from extractors.nlp import names_in
from extractors.organisations import (
    Organisations,
    is_organisation_by_ending,
    parties,
    party_marks,
)
from extractors.people import people
from extractors.persons import Persons, is_named_as_person
from extractors.projects import extract_projects
from extractors.reading import Reading
from extractors.remarks import is_party
from extractors.systems import Systems
from extractors.vocabulary import any_of, fold, has_any, shelf
from extractors.votes import extract_votes
from schemas.claims import Attendance, Mention, Vote
from schemas.document import Block

_NO_ORGANISATION = ("labels", "parties", "kinds", "bodies", "roles")  # shelves of other things
_PLACES = ("GPE", "ORG", "LOC")  # what the model may take a municipality for
_OFTEN = 3  # times that words without an organisation's ending must be taken for one
_AT = re.compile(r"\b(?:i|på|ved|fra|frå|til|mot|nær|over|mellom)\s$", re.IGNORECASE)
# «Dagleg leiar Molde la fram …»: somebody's surname, though it is a place's name too
_TITLE = re.compile(
    rf"(?:{any_of('offices', 'ending')}|\b{any_of('roles', 'role')})\s$", re.IGNORECASE
)
_IN_PARENTHESES = re.compile(r"\(([^()]{1,15})\)")
_NAME_AT_END = re.compile(rf"\b{NAME}\s\Z")
_LONGEST_TITLE = 80  # characters
_LONGEST_AT = 10
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,6}")

Span = tuple[str, int, int]  # the model's type, first and last character


def extract_mentions(reading: Reading) -> Iterator[Mention]:
    """Every place once; whoever is named goes by one name throughout the document."""
    names = _Names(reading)
    for block, found in zip(reading.body, names.by_model, strict=True):
        taken: list[Named] = []
        for each in chain(names.listed(block), names.by_structure(block), names.met(block, found)):
            for other in taken:
                if each.first < other.last and other.first < each.last:
                    break
            else:
                taken.append(each)
        for each in sorted(taken, key=attrgetter("first")):
            yield Mention(
                kind=each.kind,
                name=each.name,
                ref=each.ref,
                apart=each.apart,
                evidence=block.cut(each.first, each.last),
                rule=each.rule,
                confidence=each.confidence,
            )


class _Names:
    """All that is known of the names of one document."""

    def __init__(self, reading: Reading) -> None:
        body = self._body = reading.body
        attendance = reading.claims(extract_attendance)
        votes = [vote for vote in reading.claims(extract_votes) if vote.name]
        handlers = {case.handler for case in reading.claims(extract_cases) if case.handler}
        people = [a.name for a in attendance] + [v.name for v in votes if v.name]
        people += sorted(filter(is_person_name, handlers))
        people += _with_party(reading.document.text)
        self.people = Persons(people, reading.document.text)
        self._claims_in: dict[int, list[Attendance | Vote]] = {}
        claims: list[Attendance | Vote] = [*attendance, *votes]
        for claim in claims:
            block = reading.document.block_at(claim.evidence.start)
            self._claims_in.setdefault(block.seq, []).append(claim)
        own = [fact.value for fact in reading.claims(extract_facts) if fact.field == "organisation"]
        own += [m.organisation for m in reading.claims(extract_meeting) if m.organisation]
        represented_by = {a.represents for a in attendance if a.represents}
        self.municipal = MunicipalNames(reading.document, represented_by)
        self.systems = Systems(reading.document)
        mentions = reading.claims(extract_projects)
        self.projects = {fold(n) for m in mentions for n in (m.name, *m.aliases)}
        # The model knows bokmål and nynorsk only.
        texts = tuple(block.text for block in reading.document.blocks)
        self.foreign = languages_of(texts).whole == "other"
        read = {} if self.foreign else names_in(block.text for block in body)
        self.by_model: list[list[Span]] = [read.get(block.text, []) for block in body]
        self._met: dict[str, list[str]] = {}
        for block, found in zip(body, self.by_model, strict=True):
            for label, first, last in found:
                self._met.setdefault(label, []).append(block.text[first:last])
        self._represented = {fold(name) for name in represented_by}
        taken = filter(is_named_as_person, self._met.get("ORG", ()))
        for words in dict.fromkeys((*self._met.get("PER", ()), *taken)):
            if fold(words) not in self._represented:
                self.people.meet(words)
        self.organisations = Organisations(
            body, (name for name in own if not _is_municipal(name)), self._met.get("ORG", ())
        )

    def listed(self, block: Block) -> Iterator[Named]:
        """Those whom a list or a vote names, and whom they represent."""
        for claim in self._claims_in.get(block.seq, ()):
            words = claim.name or ""
            name = self.people.name_of(words)
            first, last = _place_of((name or words, words), claim, block)
            if isinstance(claim, Vote):
                if name:
                    yield Named("person", name, first, last, 0.97, "mentions.person")
                continue
            whose = claim.represents
            yield Named("person", name or words, first, last, 0.98, "mentions.person")
            at = block.text.find(whose, last) if whose else -1
            if (
                whose
                and at >= 0
                and (place := self.municipal.place(block.text, at, at + len(whose)))
            ):
                yield place

    def by_structure(self, block: Block) -> list[Named]:
        """What words around a name, or its own words, say that it is: the longest first."""
        if self.foreign:
            return []
        text, in_list = block.text, block.seq in self._claims_in
        if in_list or "(" in text or "/" in text or has_any(self._marks, text):
            finders = [
                self.municipal.find(block),
                self.organisations.find(block),
                parties(block, in_list),
                self.systems.find(block),
                self.people.find(block),
            ]
        else:
            finders = [self.organisations.by_last_word(text)]
        found = [
            each
            for each in chain.from_iterable(finders)
            if fold(each.name) not in self.projects
            and fold(text[each.first : each.last]) not in self.projects
        ]
        return sorted(found, key=lambda each: (each.first - each.last, each.first))

    @cached_property
    def _marks(self) -> frozenset[str]:
        """Words of which a block has one that names what is known, but for short parties."""
        known = (self.municipal, self.organisations, self.systems, self.people)
        return party_marks().union(*(names.marks for names in known))

    def met(self, block: Block, spans: Sequence[Span]) -> Iterator[Named]:
        """What the model finds that is what it thinks it is."""
        for label, first, last in spans:
            words = block.text[first:last]
            if " " not in words and self._is_word(block.text, first, last):
                continue
            name = self.people.name_of(words)
            if name and (label == "PER" or _is_titled(block.text, first)):
                yield Named("person", name, first, last, 0.9, "mentions.person")
                continue
            may_be_place = label in _PLACES or fold(words) in self._represented
            place = self.municipal.place(block.text, first, last) if may_be_place else None
            if place:
                yield place
            elif label in ("GPE", "LOC") and self._is_place(block.text, first, last):
                yield Named("sted", words, first, last, 0.6, "mentions.sted")
            elif label == "ORG" and self._is_organisation(words):
                name = self.organisations.name_of(words)
                yield Named("organisasjon", name, first, last, 0.6, "mentions.organisasjon")

    def _is_word(self, text: str, first: int, last: int) -> bool:
        """A single word that has its capital from where it stands, here and everywhere."""
        words = text[first:last]
        if not opens_sentence(text, first) or fold(words) in self._inside_sentences:
            return False
        return not (self.people.name_of(words) or self.municipal.place(text, first, last))

    @cached_property
    def _inside_sentences(self) -> set[str]:
        """Single words that the model takes for names where they do not open a sentence."""
        return {
            fold(block.text[first:last])
            for block, found in zip(self._body, self.by_model, strict=True)
            for _, first, last in found
            if not opens_sentence(block.text, first)
        }

    def _is_organisation(self, words: str) -> bool:
        """No project, system or concept, no body of the meeting's own, no heading in capitals."""
        folded = fold(words)
        if folded in self._others or folded in _other_words():
            return False
        if words.isupper() and (" " in words or _ACRONYM.fullmatch(words)):
            return words in self.organisations.short or bool(shelf("public_bodies").meaning(words))
        if not words[:1].isupper() or any(shelf(n).at_start(words) for n in ("bodies", "roles")):
            return False
        is_often = self._often[folded] >= _OFTEN
        clear = is_often or is_organisation_by_ending(words)
        return clear or shelf("public_bodies").at_start(words) is not None

    @cached_property
    def _often(self) -> Counter[str]:
        """How much oftener the model takes words for an organisation than for anything else."""
        counts: Counter[str] = Counter()
        for label, words in self._met.items():
            counts.update({fold(w): n if label == "ORG" else -n for w, n in Counter(words).items()})
        return counts

    def _is_place(self, text: str, first: int, last: int) -> bool:
        """A capitalised name with a word of place before it, that is nothing else's."""
        words = text[first:last]
        return (
            _AT.search(text, max(0, first - _LONGEST_AT), first) is not None
            and _is_capitalised(words)
            and not any(map(str.isdigit, words))
            and not (words.isupper() and len(words) > 3)
            and fold(words) not in self._others
            and fold(words) not in _other_words()
            and not is_organisation_by_ending(words)
        )

    @cached_property
    def _others(self) -> set[str]:
        """Projects, systems and concepts, folded."""
        return self.projects | self.systems.names | self.organisations.concepts


@cache
def _other_words() -> frozenset[str]:
    """All that the shelves of other things hold, folded."""
    phrases = (shelf(name).phrases.values() for name in _NO_ORGANISATION)
    return frozenset(map(fold, chain.from_iterable(chain.from_iterable(phrases))))


def _with_party(text: str) -> list[str]:
    """Those whose party stands after the name: `ordfører Kari Vik (Sp)`, though Vik is a place."""
    named: set[str] = set()
    for match in _IN_PARENTHESES.finditer(text):
        if not is_party(match[1]):
            continue
        at = match.start()
        first = max(text.rfind(sign, 0, at - 1) for sign in "\n)") + 1  # none is in a name
        before = _NAME_AT_END.search(text, first, at)
        if before is not None:
            named.update(each.name for each in people(before.group() + match.group()))
    return sorted(filter(is_person_name, named))


def _is_titled(text: str, first: int) -> bool:
    """Whether an office or a role stands right before `first`."""
    before = text[max(0, first - _LONGEST_TITLE) : first]
    may_be = before.rstrip().lower().endswith(_title_ends())  # hardly ever, and told at once
    return may_be and _TITLE.search(before) is not None


@cache
def _title_ends() -> tuple[str, ...]:
    """The last words of offices and roles."""
    titles = (*shelf("offices").phrases["ending"], *shelf("roles").phrases["role"])
    return tuple({fold(title).split()[-1] for title in titles})


def _place_of(names: Iterable[str], claim: Attendance | Vote, block: Block) -> tuple[int, int]:
    """Where in the block the claim has one of the names: its own words may say more."""
    start, end = claim.evidence.start - block.start, claim.evidence.end - block.start
    for name in names:
        at = block.text.find(name, start, end)
        if at >= 0:
            return at, at + len(name)
    return start, min(end, len(block.text))


def _is_capitalised(words: str) -> bool:
    """`Møre og Romsdal`, but not `Vegas tilfelle`: a place's name ends in a name."""
    return words[:1].isupper() and words.rsplit(maxsplit=1)[-1][:1].isupper()


def _is_municipal(name: str) -> bool:
    return not {"kommune", "fylkeskommune"}.isdisjoint(fold(name).split())
