"""What stands under what: the headings, lead-ins and list items above a block, and their reach.

Readers say what is a heading and how deep a list item lies. Minutes and reports also hang text on
lines that are neither: `Vi arrangerte følgende kurs:` rules what follows it, and a paragraph rules
the list that comes right after it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property, lru_cache

from extractors.fields import HOW_SURE, field
from extractors.numbers import head
from extractors.reading import Reading
from extractors.vocabulary import any_of, fold, has_any, lowered, marks_of, shelf
from schemas.document import HEADING, LIST_ITEM, PARAGRAPH, TABLE_ROW, Block

_LEAD_IN, _PARAGRAPH, _FIELD, _ITEM = 40, 50, 60, 70  # ranks; headings are below 40
_BELOW_FIELD = 2  # «Gevinster:» rules the items after it, also where the page lost the nesting
_TELLING = {"status", "gains"}  # the fields that tell of what they stand under
_LONGEST_LEAD_IN = 90
_MUCH_LONGER = 3  # times: a line with a full stop is a title only of what is much longer
_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\D)")
_ENUMERATED = re.compile(r"[A-ZÆØÅ][a-zæøå]+ \d{1,2}:\s+(?=\S)")  # «Mål 1: Flere nye bedrifter»
_SUBNUMBER = re.compile(r"\s*\d+\.\d")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+\S")
_OPEN_ENDS = (":", " om", " på", " til", " for", " med", " i")
# «Integrasjon mot fagsystem: Opplysningene …»
LABELLED = re.compile(r"([^:.]{3,140}):\s+(?=[A-ZÆØÅ\d])")
_TITLE_WORD = any_of("projects", "title")
_NAME_OF_PROJECT = (
    rf"prosjekt\w*\s?{_TITLE_WORD}\w*|{_TITLE_WORD}\w*\s+(?:på|til|for)\s+prosjekt\w*"
)
_HEADS_PROJECT = re.compile(_NAME_OF_PROJECT, re.IGNORECASE)
# «Prosjekt: Felles arkiv», «Prosjekt nr. 2: …», «Navn på prosjektet: …»
PROJECT_TITLE = re.compile(
    rf"(?:prosjekt(?:\s+nr\.?)?(?:\s*\d{{1,2}})?\s*[:–]|{any_of('projects', 'column')}\s*:"
    rf"|(?:{_NAME_OF_PROJECT})\s*:)"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
# «Prosjekt», «Prosjekt i 2021», «Utviklingsprosjekter»; «Prosjekt Trygg heim» names one
_PROJECTS = re.compile(
    r"[\w-]+prosjekter\b|[\w-]*prosjekt(?=\s*$|\s+(?:i|med|og)\b)", re.IGNORECASE
)
# «Status for våre prosjekter», «Prosjekter under arbeid»: whatever is told of several
_SEVERAL = re.compile(
    r"(?:\w+\s+){0,4}\w*prosjekt(?:er|ene|a|portefølj\w+)(?P<more>(?:\s[a-zæøå]+){0,3})\W*(?:\d{4}\W*)?",
    re.IGNORECASE,
)
# «Prosjektet er …», not «Prosjektet Trygg natt er …»
IS_TOLD_OF = re.compile(r"Prosjektet [a-zæøå]")
_OF_WHAT = re.compile(r"\s*$|\s+(?:av|fra|frå|i|for|med)\s", re.IGNORECASE)
_MORE_THAN_A_NAME = re.compile(r"[\d:«»”“\"]")
_SHORT_LABEL = re.compile(r"([A-ZÆØÅ][\w-]+(?:\s[a-zæøå-]+){0,2}):\s+\S")


def title(heading: Block) -> str:
    """A heading without its number and colon: `10.3 Helse og omsorg:` is `Helse og omsorg`."""
    return heading.text[title_start(heading) :].strip(" :.")


def title_start(heading: Block) -> int:
    """Where the words after `10.3` or `Mål 1:` begin."""
    return titled_at(heading.text)


@lru_cache(maxsize=2_000)
def titled_at(text: str) -> int:
    """Where the words after a title's number begin; 0 where it has none."""
    number = _NUMBER.match(text) or _ENUMERATED.match(text)
    return number.end() if number else 0


def told_under(heading: Block) -> str | None:
    """What fields.toml says that a heading tells of: `Gevinster`, `3.2 Gevinst av prosjekta`."""
    return _told_under(heading.text)


@lru_cache(maxsize=1_000)
def _told_under(text: str) -> str | None:
    words = text[titled_at(text) :].strip(" :.")
    while (hit := shelf("fields").at_start(words)) is None:
        adjective = HOW_SURE.match(words)
        if adjective is None:
            return None
        words = words[adjective.end() :]
    return hit.meaning if _OF_WHAT.match(words, hit.end) else None


def is_sentence(text: str) -> bool:
    """Whether a short text has a verb that makes it a sentence, not a name."""
    return shelf("verbs").first(text) is not None


def heads_project(head: str) -> bool:
    """Whether a head or a label stands over a project's name: `Prosjekt`, `Namn på prosjektet`."""
    known = shelf("projects").meaning(head) in ("project", "column")
    return known or _HEADS_PROJECT.fullmatch(head.strip()) is not None


class Sections:
    """The blocks of a document's body as a tree."""

    def __init__(self, reading: Reading) -> None:
        self._body = reading.body

    def above(self, block: Block) -> tuple[Block, ...]:
        """Everything that `block` stands under, the outermost first."""
        return self._above[block.seq]

    def is_title(self, block: Block) -> bool:
        """Whether `block` is a heading or does a heading's work for the paragraphs after it."""
        return block.seq in self._titles

    def group(self, block: Block) -> Block | None:
        """The heading of a group's part of a report that `block` stands under or is.

        It is numbered or says the word: `10.3 Helse`, `Faggruppe helse`.
        """
        over = reversed((*self.above(block), block))
        return next((heading for heading in over if heading.seq in self._groups), None)

    @cached_property
    def _groups(self) -> frozenset[int]:
        titles = filter(self.is_title, self._body)
        return frozenset(heading.seq for heading in titles if _heads_group(heading))

    def before(self, block: Block) -> Block | None:
        """The block before `block`."""
        position = self._position[block.seq]
        return self._body[position - 1] if position else None

    def siblings(self, block: Block) -> tuple[Block, ...]:
        """The blocks that stand as high as `block` under what it stands under."""
        above = self.above(block)
        first, end = self._below(above[-1]) if above else (0, len(self._body))
        rank = self._ranks[self._position[block.seq]]
        return tuple(self._body[at] for at in range(first, end) if self._ranks[at] == rank)

    def under(self, block: Block) -> tuple[Block, ...]:
        """The blocks that stand under `block`, in reading order."""
        first, end = self._below(block)
        return self._body[first:end]

    def first_under(self, block: Block) -> Block | None:
        """The first of the blocks that stand under `block`."""
        first, end = self._below(block)
        return self._body[first] if first < end else None

    def reach(self, block: Block) -> tuple[int, int]:
        """The stretch of text from `block` to the last that stands under it."""
        return block.start, self._body[self._below(block)[1] - 1].end

    @property
    def owners(self) -> tuple[Block, ...]:
        """The blocks that have `Status:` or `Gevinster:` right under them, once each."""
        return tuple(self._owners.values())

    @cached_property
    def told_of(self) -> frozenset[int]:
        """The numbers of the blocks right under which a line begins `Prosjektet er …`."""
        pairs = zip(self._body, self._body[1:], self._ranks, self._ranks[1:], strict=False)
        return frozenset(
            block.seq
            for block, after, rank, below in pairs
            if below > rank and IS_TOLD_OF.match(after.text)
        )

    def is_owner(self, block: Block) -> bool:
        """Whether `Status:` or `Gevinster:` stands right under `block`."""
        return block.seq in self._owners

    @cached_property
    def _owners(self) -> dict[int, Block]:
        telling = [b for b in self._body if (own := field(b)) and own.meaning in _TELLING]
        return {b.seq: b for b in (self.above(b)[-1] for b in telling if self.above(b))}

    def recurs(self, block: Block) -> bool:
        """Whether `block` opens with a label that others do too: `Framdrift: I rute`."""
        return block.seq in self._recurring

    @cached_property
    def _recurring(self) -> frozenset[int]:
        """The paragraphs whose labels recur next to fields that we know, and so are fields too."""
        labels = {
            at: fold(label[1])
            for at, block in enumerate(self._body)
            if ":" in block.text and (label := _SHORT_LABEL.match(block.text))
        }
        unknown = [at for at in labels if field(self._body[at]) is None]
        counts = Counter(labels[at] for at in unknown)
        beside = {
            labels[at]
            for at in unknown
            if counts[labels[at]] > 1 and any(map(field, self._body[max(at - 1, 0) : at + 2]))
        }
        return frozenset(
            self._body[at].seq
            for at, label in labels.items()
            if label in beside and self._body[at].kind is PARAGRAPH
        )

    def has_headings(self, block: Block) -> bool:
        """Whether headings stand under `block`."""
        first, end = self._below(block)
        return min(self._ranks[first:end], default=_LEAD_IN) < _LEAD_IN

    def _below(self, block: Block) -> tuple[int, int]:
        """Where in the body those begin and end that stand under `block`."""
        position = self._position[block.seq]
        return position + 1, self._ends[position]

    @cached_property
    def _position(self) -> dict[int, int]:
        return {block.seq: position for position, block in enumerate(self._body)}

    @cached_property
    def _ranks(self) -> list[int]:
        ranks: list[int] = []
        bare_level: int | None = None  # of the field that the items at hand are listed under
        padded = (None, *self._body, None)
        for before, block, after in zip(padded, self._body, padded[2:], strict=False):
            ranks.append(_FIELD if self.recurs(block) else _rank(before, block, after))
            if block.kind is not LIST_ITEM:
                bare_level = None
                continue
            if (block.level or 1) != bare_level:
                bare_level = None
            if field(block) is not None:
                bare_level = None if _is_field_with_value(block) else block.level or 1
            elif bare_level is not None and not _is_field_with_value(after):
                ranks[-1] += _BELOW_FIELD
        return ranks

    @cached_property
    def _titles(self) -> frozenset[int]:
        ranked = zip(self._body, self._ranks, strict=True)
        return frozenset(block.seq for block, rank in ranked if rank <= _LEAD_IN)

    @cached_property
    def _above(self) -> dict[int, tuple[Block, ...]]:
        above: dict[int, tuple[Block, ...]] = {}
        # Of each block that rules the one at hand: its rank, it and all above it
        ruling: list[tuple[int, tuple[Block, ...]]] = [(-1, ())]
        for rank, block in zip(self._ranks, self._body, strict=True):
            while ruling[-1][0] >= rank:
                ruling.pop()
            above[block.seq] = over = ruling[-1][1]
            ruling.append((rank, (*over, block)))
        return above

    @cached_property
    def _ends(self) -> list[int]:
        """Where in the body those end that stand under each block."""
        ends = [len(self._body)] * len(self._body)
        waiting: list[int] = []
        for at, rank in enumerate(self._ranks):
            while waiting and self._ranks[waiting[-1]] >= rank:
                ends[waiting.pop()] = at
            waiting.append(at)
        return ends


def _heads_group(heading: Block) -> bool:
    named = shelf("activities").at_start(title(heading))
    is_named = named is not None and named.meaning == "group"
    return is_named or _SUBNUMBER.match(heading.text) is not None


def _rank(before: Block | None, block: Block, after: Block | None) -> int:
    """How high a block stands: lower numbers rule higher ones that follow."""
    is_field = field(block) is not None
    if block.kind is LIST_ITEM:
        level = _ITEM + 4 * (block.level or 1)
        if is_field:
            # a field stands under the item before it, also where the page lost the nesting
            return level + 1
        # «Andre prosjekter:» rules the items after it though they lie as deep
        return level - 1 if block.text.rstrip().endswith(":") else level
    lists = after is not None and after.kind is LIST_ITEM
    if block.kind is HEADING and not (is_field and lists):
        return _heading_rank(block, after)
    if is_field:
        return _FIELD
    # «4. Prosjekt» alone is a title, though not set as one; a run of such lines is a list
    depth = _depth(block)
    if depth is not None and _is_titling(block) and depth not in (_depth(before), _depth(after)):
        return depth
    if lists:
        return _LEAD_IN if _is_titling(block) else _PARAGRAPH
    if after is None or after.kind is TABLE_ROW:
        return _PARAGRAPH
    return _LEAD_IN if _leads_in(block, after) else _PARAGRAPH


def _depth(block: Block | None) -> int | None:
    """How many numbers `block` opens with: one in `3. Prosjekt`, two in `10.3 Helse`."""
    number = _NUMBER.match(block.text) if block is not None else None
    return number[1].count(".") + 1 if number else None


def _is_titling(block: Block) -> bool:
    """Whether the words of `block`, its number left out, are such as titles have."""
    words = block.text[title_start(block) :].strip()
    return (
        len(words) <= _LONGEST_LEAD_IN
        and words[:1].isupper()
        and words[-1].isalnum()
        and not _SENTENCE_INSIDE.search(words)
        and not is_sentence(words)
        and ":" not in words
    )


def _is_field_with_value(block: Block | None) -> bool:
    """Whether `block` is such as `Status: Er tatt i bruk`, which tells of the line before it."""
    own = field(block) if block is not None else None
    return own is not None and block is not None and own.value < len(block.text)


def _heading_rank(heading: Block, after: Block | None) -> int:
    """A number says more than the size of the letters: `10.3` stands above what has no number."""
    depth = _depth(heading)
    if depth is not None:
        return depth
    rank = 10 + 2 * (heading.level or 1)
    # «Prosjekter i 2023» with nothing but its like after it is the title of them all
    its_like = after is not None and (after.kind, after.level) == (heading.kind, heading.level)
    return rank - 1 if its_like and announces_projects(heading) else rank


def announces_projects(block: Block) -> bool:
    """Whether `block` says that projects are listed or told of under it."""
    return _announces_projects(block.text)


@lru_cache(maxsize=2_000)  # each heading is asked by all that stands under it
def _announces_projects(text: str) -> bool:
    if "prosjekt" not in lowered(text) and not has_any(_announcing(), text):
        return False
    case = head(text)
    words = text[case.rest :] if case else text[titled_at(text) :].strip(" :.")
    hit = shelf("projects").at_start(words)
    if hit is not None and hit.meaning == "announcement":
        # «Tolv digitaliseringsprosjekt får støtte» tells; «… er som følger:» leads in
        goes_on = shelf("verbs").at_start(words[hit.end :].lstrip()) is not None
        return not goes_on or text.rstrip().endswith(":")
    several = _SEVERAL.fullmatch(words)
    if several and words[1:].islower() and not is_sentence(several["more"]):
        return True
    plural = _PROJECTS.match(words)
    return plural is not None and (fold(plural.group()) == "prosjekt" or hit is None)


@cache
def _announcing() -> frozenset[str]:
    return marks_of("projects", "announcement")


def is_open(block: Block) -> bool:
    """Whether `block` is one short line that needs what follows to be complete.

    `Vi har gjennomført følgende på skolen:`, `Dessuten har skolene fått hjelp til`
    """
    text = block.text.strip()
    return (
        block.kind is PARAGRAPH
        and len(text) <= _LONGEST_LEAD_IN
        and text.endswith(_OPEN_ENDS)
        and not _SENTENCE_INSIDE.search(text)
    )


def _leads_in(block: Block, after: Block) -> bool:
    """Whether a paragraph does a heading's work for those after it, though it is not set as one."""
    text = block.text.strip()
    if block.kind is not PARAGRAPH or len(text) > _LONGEST_LEAD_IN:
        return False
    if is_open(block) or PROJECT_TITLE.match(text):
        return True
    own = field(after)
    is_owner = own is not None and own.meaning in _TELLING
    if _MORE_THAN_A_NAME.search(text) or _SENTENCE_INSIDE.search(text) or is_sentence(text):
        return False
    if text.endswith("."):
        return len(after.text) > _MUCH_LONGER * len(text)
    return is_owner or is_sentence(after.text)
