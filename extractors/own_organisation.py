"""Whose document it is: the organisation that a title, a letterhead or its own text tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import filterfalse, pairwise

from spacy.lang.nb.stop_words import STOP_WORDS

from extractors.attendance import extract_attendance
from extractors.bodies import body_in
from extractors.gazetteer import given_names, is_municipality, places
from extractors.kinds import kind_of
from extractors.naming import marks_on, opens_sentence
from extractors.numbers import head
from extractors.persons import is_named_as_person
from extractors.reading import Reading
from extractors.vocabulary import any_of, fold, has_any, marks_of, shelf
from schemas.claims import DocumentFact
from schemas.document import HEADING, PARAGRAPH, TABLE_ROW, Block, Evidence

_TITLE_LINES = 12
_TOP_LINES = 4
_ORGAN_LINES = 60  # among which a document says whose meeting it is of
_OF_MEETING = re.compile(r"(?:møte[t]?|samling|seminar)$", re.IGNORECASE)
_LONGEST_PLACE = 3  # words
_NOUN = any_of("organisations", "noun")
_FORM = any_of("organisations", "form")
# «Vassbygd folkebibliotek», «Nordvåg havn KF»
_ENDS_IN_NOUN = re.compile(rf"(?i:{_NOUN})$|\s{_FORM}$")
# «Studentforeningen Kvist», «REGIONRÅDET FOR INDRE FJORD», «Felles nettverk Ytre Dal»
_BEGINS_WITH_NOUN = re.compile(
    rf"^(?i:(?:\w+(?:t|e|es)\s)?\w*{_NOUN}(?:e?n|et|a)?\s+(?:(?:for|i)\s+)?)[A-ZÆØÅ]\w+"
)
_NAMES = (_ENDS_IN_NOUN, _BEGINS_WITH_NOUN, re.compile(rf"^{_FORM}\s[A-ZÆØÅ]\w+$"))  # «IL Nes»
# «REFERAT STYREMØTE BJØRKLI IDRETTSLAG»
_TITLE_LEAD = re.compile(
    rf"^(?:(?:{any_of('kinds', 'protokoll', 'referat', 'innkalling', 'årsmelding')}"
    rf"|{any_of('bodies', 'assembly', 'meeting_of')}|{any_of('meetings', 'about')}"
    r"|\w{2,5}-møtet?|\d+)\b\W*)+",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\b\w\.\w\.$")  # «Nes I.L.»
_NUMBER_AT_END = re.compile(r"\W+\d[\d./-]*\s*$")  # «Nes Vel 171022», «9/1-22»
_BODY = re.compile(rf"{any_of('bodies', 'noun')}\b", re.IGNORECASE)
_LONGEST_NAME = 60  # characters
# «foreningen.example.org»: an organisation's name is often in its address
_DOMAIN = re.compile(r"\b[\w-]++(?:\.[\w-]+)*\.(?:no|com|org|net|dk|se|eu)\b|https?://\S+")
_MAY_BE_DOMAIN = re.compile(r"\.(?:no|com|org|net|dk|se|eu)\b|://")
_GENITIVE = re.compile(r"(?<=[a-zæøåé])s$")
_NO_NAMES = ("labels", "bodies", "dates", "kinds", "casetypes")  # shelves of words that begin lines
_OFTEN = 5  # times a name is used before it may be the document's organisation
_IN_ADDRESS = 3  # times what another counts
_NEAR = 1.3  # how much oftener than the next
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/]|\.\d)")
# «Fjordby kommune», «Fjordvik herad», «Indre Fjord fylkeskommune»
_MUNICIPALITY = re.compile(
    r"\b(?P<name>[A-ZÆØÅÁ][\wáđŋšžč-]+(?:\s(?:og\s)?[A-ZÆØÅ][\w-]+)?)\s"
    r"(?P<kind>kommune|herad|fylkeskommune|KOMMUNE|HERAD|Fylkeskommune)\b"
)
_MUNICIPAL = frozenset({"kommune", "herad", "fylkeskommune"})
# «sameiet», «velforeninga»: in definite form, it stands before a name
_HOUSE = rf"[a-zæøå]*{_NOUN}(?:e?t|e?n|a)?\s"
_STREET = r"(?:\s(?:[A-ZÆØÅ][\w&.-]*|vei|vegen|veien|gate|gata|\d{1,3}\b(?!\.?\s*[a-zæøå./\d])))*"
# «styret i Felles IKT», «ekstraordinært i sameiet Y vei 2»
_ORGAN_OF = re.compile(
    rf"\b(?i:{any_of('meetings', 'organ_of')})\s+i\s+"
    rf"(?P<name>(?:{_HOUSE})?[A-ZÆØÅ][\w&.-]*{_STREET}(?:\s(?i:\w*{_NOUN})\b)?)"
)
# «Referat fra ekstraordinært møte i sameiet Y vei 2», whatever organ it was that met
_MINUTES_OF = re.compile(
    rf"^(?i:{any_of('kinds', 'protokoll', 'referat', 'innkalling')})\b.*\b(?i:i)\s+"
    rf"(?P<name>(?i:{_HOUSE})[A-ZÆØÅ][\w&.-]*{_STREET})"
)
# «Referat frå møte i samarbeidsutvalet (SU) ved Åsgrend skule»
_BODY_AT = re.compile(
    rf"^(?i:{any_of('kinds', 'protokoll', 'referat', 'innkalling')})\b.*"
    rf"(?i:{any_of('bodies', 'noun')})(?:\s\([^)]*\))?"
    r"\s+ved\s+(?P<name>[A-ZÆØÅ][\w.-]*(?:\s[\w.-]+){1,4})\s*$"
)
_REPORT = any_of("kinds", "årsmelding")
_REPORT_OF = re.compile(
    rf"{_REPORT}\s+(?:(?:19|20)\d\d\s+)?(?:for|fra|frå)\s+(?P<after>(?-i:[A-ZÆØÅ]).{{2,60}}?)(?:\s+(?:19|20)\d\d|$)"
    rf"|^(?P<before>[A-ZÆØÅ].{{2,60}}?)\s*[-–,:]\s*{_REPORT}",
    re.IGNORECASE,
)
# «Nettverk-møte 3. mai», not «Referat SU-møte Nes skole», which names whose it is
_X_MEETING = re.compile(
    rf"^(?:(?i:{any_of('kinds', 'protokoll', 'referat', 'innkalling')}\s+(?:fra|frå)?)\s*)?"
    rf"(?P<name>[A-ZÆØÅ][\w ]{{1,30}}?)-møte\b(?!\s+[A-ZÆØÅ])"
)
_MINUTES = marks_of("kinds", "protokoll", "referat", "innkalling")
# With each, the marks of what it has, and the number of lines from the top where it may stand
_TITLES = (
    (_ORGAN_OF, marks_of("meetings", "organ_of"), 0.9, _ORGAN_LINES),
    (_MINUTES_OF, _MINUTES, 0.8, _ORGAN_LINES),
    (_BODY_AT, _MINUTES, 0.8, _ORGAN_LINES),
    (_X_MEETING, frozenset({"møte"}), 0.7, _TITLE_LINES),
)
_TITLE_MARKS = frozenset().union(*(marks for _, marks, _, _ in _TITLES))
# The capital first: a pattern that begins with a word's edge is tried at every letter
_PROPER = re.compile(r"[A-ZÆØÅ](?<!\w[A-ZÆØÅ])[\w&]*[\wé](?:[ -][A-ZÆØÅ][\w&é]*)*")


def own_organisation(reading: Reading) -> DocumentFact | None:
    """By the surest sign: a report's title, whose board it is, a letterhead, the commonest name."""
    for block in reading.body[:_TITLE_LINES]:
        match = _REPORT_OF.search(block.text) if len(block.text) < 120 else None
        if match and head(block.text) is None:  # «Sak 2: Årsmelding» is a case
            which = "after" if match["after"] else "before"
            return _named(block, match.start(which), match.end(which), 0.85)
    top = reading.body[:_ORGAN_LINES]
    may_tell = [(at, b) for at, b in enumerate(top) if has_any(_TITLE_MARKS, b.text)]
    for pattern, marks, confidence, lines in _TITLES:
        for at, block in may_tell:
            told = at < lines and has_any(marks, block.text)
            match = pattern.search(block.text) if told else None
            if match:
                return _named(block, match.start("name"), match.end("name"), confidence)
    return (
        _letterhead(reading)
        or _headed(reading)
        or _beside_title(reading)
        or _owner_of_body(reading)
        or _municipality(reading)
        or _in_title(reading)
        or _above_kind(reading)
        or _most_named(reading)
    )


def _fact(value: str, evidence: Evidence, confidence: float) -> DocumentFact:
    return DocumentFact(
        field="organisation",
        value=value,
        evidence=evidence,
        rule="facts.organisation",
        confidence=confidence,
    )


def _letterhead(reading: Reading) -> DocumentFact | None:
    """A line at the top, or a running header, that is nothing but an organisation's name."""
    header = [block for block in reading.document.blocks if block.furniture][:4]
    for block in (*reading.body[:4], *header):
        lead = _TITLE_LEAD.match(block.text)
        first = lead.end() if lead else 0
        words = _NUMBER_AT_END.sub("", block.text[first:]).strip(" ,")
        words = words if _SHORTENED.search(words) else words.strip(".")
        too_long = len(words) > _LONGEST_NAME or len(words.split()) < 2
        if too_long or ":" in words or fold(words).split()[0] in STOP_WORDS:
            continue
        if "\t" in words and re.search(r"\d", words):
            continue  # a row of a table with figures
        if shelf("verbs").first(words) or shelf("labels").at_start(words):
            continue  # «Kystringen er et samarbeid.»
        place = _MUNICIPALITY.search(words) if _BODY.search(words) else None
        if place is not None:  # «KONTROLLUTVALGET I OS KOMMUNE»
            start = first + block.text[first:].index(place.group())
            return _named(block, start, start + len(place.group()), 0.85)
        if words[0].isupper() and any(names.search(words) for names in _NAMES):
            start = block.text.index(words, first)
            return _named(block, start, start + len(words), 0.85)
    return None


def _named(block: Block, first: int, last: int, confidence: float) -> DocumentFact:
    evidence = block.cut(first, last)
    stop = "" if _SHORTENED.search(evidence.text) else "."
    words = evidence.text.strip(f" ,-–{stop}")
    return _fact(" ".join(words.split()), evidence, confidence)


def _headed(reading: Reading) -> DocumentFact | None:
    """A heading before all prose that the prose goes on to speak of (`Kystbyene IKT er …`)."""
    for block in reading.body[:5]:
        if block.kind is PARAGRAPH and len(block.text) > 80:
            return None
        words = block.text.strip()
        is_name = block.kind is HEADING and words[:1].isupper() and 2 <= len(words.split()) <= 6
        if not is_name or _is_no_name(words):
            continue
        if reading.document.text.count(words) > 1:
            return _named(block, 0, len(block.text), 0.8)
    return None


def _beside_title(reading: Reading) -> DocumentFact | None:
    """A report's title, `ÅRSMELDING 2011`, and its own line above or below: whose it is."""
    lines = reading.body[:4]
    for title, other in (
        *pairwise(lines),
        *zip(lines[1:], lines, strict=False),
    ):
        left = _YEAR.sub("", _TITLE_LEAD.sub("", title.text)).strip(" .,:–-")
        if left or shelf("kinds").first(title.text) is None or kind_of(reading) != "årsmelding":
            continue
        words = other.text.strip()
        is_name = words[:1].isupper() and len(words) <= _LONGEST_NAME and ":" not in words
        is_heading = any(shelf(name).at_start(words) for name in ("activities", "labels"))
        if is_name and not is_heading and not re.search(r"\d|\.$", words):
            return _named(other, 0, len(other.text), 0.75)
    return None


def _owner_of_body(reading: Reading) -> DocumentFact | None:
    """`Sametingets tilskuddsstyre` is the Sametinget's."""
    body = reading.view(body_in)
    match = re.match(r"(?P<owner>[A-ZÆØÅÁ][\wáéø]+(?:et|en|a))s\s+\w", body.name) if body else None
    if body is None or match is None:
        return None
    start = body.evidence.start
    evidence = reading.document.cut_text(start, start + match.end("owner"))
    return _fact(match["owner"], evidence, 0.85)


def _municipality(reading: Reading) -> DocumentFact | None:
    """The municipality (or county) that is named most, if it is named more than any other."""
    body = reading.view(body_in)
    of_county = body is not None and fold(body.name).startswith("fylkes")
    named: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    for block in reading.document.blocks:
        for match in _MUNICIPALITY.finditer(block.text) if has_any(_MUNICIPAL, block.text) else ():
            name = match["name"].split()
            any_one = shelf("organisations").meaning(name[0]) == "any_one"
            if any_one or (fold(match["kind"]) == "fylkeskommune") != of_county:
                continue  # «Hver kommune»
            start = match.start()
            if len(name) > 1 and fold(name[0]) not in places() and fold(name[-1]) in places():
                start += match.group().index(name[-1])  # «Styringsdokument Alver kommune»
            key = fold(block.text[start : match.end()])
            named[key] += 3 if block.furniture or block.seq < _TITLE_LINES else 1
            first.setdefault(key, block.cut(start, match.end()))
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    share = ranked[0][1] / sum(named.values())
    if share < 0.4:
        return None
    evidence = first[ranked[0][0]]
    return _fact(re.sub("KOMMUNE$", "kommune", evidence.text), evidence, 0.5 + 0.4 * share)


def _above_kind(reading: Reading) -> DocumentFact | None:
    """The first line, `Os fjellstyre`, right above one that only says `Møtebok`."""
    first, below = (*reading.body[:2], None, None)[:2]
    if first is None or below is None or shelf("kinds").meaning(below.text) is None:
        return None
    words = first.text.strip(" .,")
    is_name = words[:1].isupper() and 1 < len(words.split()) <= _LONGEST_PLACE
    if not is_name or _is_no_name(words.split()[0]) or re.search(r"[\d:]", words):
        return None
    return None if shelf("verbs").first(words) else _named(first, 0, len(first.text), 0.6)


def _in_title(reading: Reading) -> DocumentFact | None:
    """`Trygg hverdag i Fjordby` on top, with Fjordby a municipality, not where a meeting was."""
    for block in reading.body[:_TOP_LINES]:
        before, _, place = block.text.strip().rpartition(" i ")
        is_of_place = is_municipality(place) and before and not _OF_MEETING.search(before)
        if block.kind is HEADING and is_of_place:
            at = block.text.rindex(place)
            return _named(block, at, at + len(place), 0.6)
    return None


def _most_named(reading: Reading) -> DocumentFact | None:
    """The proper name used most, in its commonest spelling, if no other comes near.

    People who were there and places are names too, but not the organisation's; and a municipal
    body belongs to a municipality, so nothing else is guessed for it.
    """
    body = reading.view(body_in)
    if body is not None and shelf("municipal").first(body.name):
        return None
    spellings: dict[str, Counter[str]] = {}
    where: dict[str, tuple[Block, re.Match[str]]] = {}
    inside: set[str] = set()  # sentences, where a capital means a name
    said, domains = _said(reading.document.text)
    for block, match in _proper_names(reading, said):
        name = _GENITIVE.sub("", match.group())
        key = _key(match.group())
        spellings.setdefault(key, Counter())[name] += 1
        where.setdefault(name, (block, match))
        if not opens_sentence(block.text, match.start()):
            inside.add(key)
    addresses = fold(" ".join(domains))
    count = {
        key: sum(names.values())
        * (_IN_ADDRESS if key.split()[0] in addresses else 1 + (" " in key))
        for key, names in spellings.items()
        if key in inside
    }
    ranked = sorted(count, key=lambda key: -count[key])
    if not ranked or count[ranked[0]] < _OFTEN:
        return None
    if len(ranked) > 1 and count[ranked[1]] * _NEAR > count[ranked[0]]:
        return None
    name = spellings[ranked[0]].most_common(1)[0][0]
    block, match = where[name]
    return _fact(name, block.cut(*match.span()), 0.5)


@lru_cache(maxsize=1_000)
def _is_no_name(words: str) -> bool:
    return has_any(_no_marks(), words) and any(shelf(name).first(words) for name in _NO_NAMES)


@cache
def _no_marks() -> frozenset[str]:
    return marks_on(_NO_NAMES)


def _proper_names(reading: Reading, said: set[str]) -> Iterator[tuple[Block, re.Match[str]]]:
    """Capitalised names whose first word the document never writes in lower case.

    Without those used so seldom that they come to nothing, which are most.
    """
    there = {fold(word) for a in reading.claims(extract_attendance) for word in a.name.split()}
    blocks = (block for block in reading.body if block.kind is not TABLE_ROW)
    found = [(block, match) for block in blocks for match in _PROPER.finditer(block.text)]
    spelt = Counter(match.group() for _, match in found)
    keys = {name: _key(name) for name in spelt}
    times: Counter[str] = Counter()
    for name, count in spelt.items():
        times[keys[name]] += count
    often = (name for name, key in keys.items() if times[key] * _IN_ADDRESS >= _OFTEN)
    own = {name for name in often if _first(name) not in said and _may_be_own(name, there)}
    return ((block, match) for block, match in found if match.group() in own)


def _key(name: str) -> str:
    """`name` as its spellings are counted together."""
    return fold(_GENITIVE.sub("", name)).replace("é", "e").replace("-", " ")


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()


def _may_be_own(name: str, there: set[str]) -> bool:
    """It is neither somebody's who was `there`, nor a place's, nor a word that begins lines."""
    words = set(fold(name.removesuffix("s")).split())
    is_capitals = name.isupper()
    too_short = (len(name) < 4 and not is_capitals) or len(_first(name)) < 3
    if too_short or (len(words) == 1 and is_capitals) or _first(name) in STOP_WORDS:
        return False
    if words & there or words & places() or fold(name) in given_names():
        return False
    return not _is_no_name(name) and not is_named_as_person(name)


def _said(text: str) -> tuple[set[str], list[str]]:
    """The words of `text`, without those of the addresses in it, and these."""
    pieces = dict.fromkeys(text.split())
    may_be = " ".join(filter(_MAY_BE_DOMAIN.search, pieces))
    others = " ".join(filterfalse(_MAY_BE_DOMAIN.search, pieces))
    return set(re.findall(r"\w+", f"{others} {_DOMAIN.sub(' ', may_be)}")), _DOMAIN.findall(may_be)
