"""Sentences that tell someone to do something: who, and by when.

«Administrasjonen gis mandat til å …», «Styret ber kommunene komme med …», «Ola Ness henter inn
priser», «innkalling sendes ut rett etter møte».
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from extractors.gazetteer import given_names
from extractors.names import NAME
from extractors.vocabulary import any_of, fold, has_any, lowered, marks_of, shelf, words_in

# «styret», «media-gruppa», «Kari Lind», «Nes kommune»
_BODY_WORD = r"\b[\wæøå]+-(?:gruppa|gruppen|utvalget|utvalet|komiteen)\b"
_OFFICE = any_of("actions", "actor", "each")
# «Rektorane», «Oppvekstsjefen»: definite, as a sentence has them
# «Leiaren for elevrådet»
_OF_BODY = r"(?:\s(?:for|i)\s\w+(?:rådet|utvalet|utvalget|styret|laget|gruppa)\b)?"
_HOLDER = rf"(?i:\b[\wæøå-]*{any_of('actions', 'actor_ending')}\b{_OF_BODY})"
# «alle kommunene», «begge rektorene»
_EACH = rf"(?:(?i:{any_of('actions', 'each')})\s)?"
_ACTOR = (
    rf"(?:\b(?=\w)(?:{_EACH}(?i:\b(?:{_OFFICE})(?!\w))(?:\s{NAME})?|{_BODY_WORD}"
    rf"|{_EACH}{_HOLDER})|{NAME}(?:\skommune\b)?)"
)
_OF_ROLE = rf"(?:{any_of('offices', 'ending')}|\b{any_of('roles', 'role')})"
# «Skolesjefen», «Kassereren», «Teknisk sjef»
_IN_OFFICE = re.compile(rf"(?i:\w*{_OF_ROLE}e?n)|(?:[A-ZÆØÅ][a-zæøå]+\s)?\w*{_OF_ROLE}")
_HELD = re.compile(rf"{_EACH}(?:(?i:{_OFFICE})|{_HOLDER})|{_IN_OFFICE.pattern}")
_ACTORS = re.compile(rf"{_ACTOR}(?:(?:,\s|\s(?:og|&|samt)\s){_ACTOR})*")
_BEFORE_ACTOR = re.compile(r"(?:,|\bat\b|\bog\b|–|:|\d\W*)\s*$")
_ASKED = re.compile(r"\s*(?:,|\.|$|(?:om|å|ikke|ikkje|etter|før|til)\b|fullmakt|\w+[ea]\b)")
# «AMU vil ha ny status», «vil at», «vil gjerne takke»
# «Etter møtet, tar Kari kontakt med skolen»
_TURNED = re.compile(
    rf",\s(?:tar|tek)\s(?P<who>{NAME}(?:\sog\s{NAME})?)\s(?:kontakt|ansvar|initiativ)\b"
)
_FOR_LEAVE = re.compile(  # «ber styret om mandat»
    r"\som\s(?:\w+\s)?(?:mandat|fullmakt|godkjen\w+|støtte|stønad|tilslutning|tilslutnad|lov)\b"
)
_WISHES = re.compile(rf"(?:gjerne\s)?(?:ha|at|{any_of('opinions', 'tells_of')})\b")
_BY = re.compile(r"av\s")
# «Foreldrene i» FAU, «Karane i» soknerådet
_THOSE_IN = re.compile(r"\W*[A-ZÆØÅ][a-zæøå]+(?:ne|ane|a|en)\s(?:i|fra|frå)\s$")
_PREPOSED = re.compile(r"(?:Fra|Frå|For|Til|På|Ved|Med|Etter|Hos|Under|Innen|Innan|I)\s")
_TOPIC = re.compile(r"[A-ZÆØÅ][\w -]{2,30}:\s+")  # «Flystevnet: Kari drar på møte.»
_CLASS = re.compile(r"(?<=[a-zæøå])\s\((?=[^)]*[A-ZÆØÅ])[A-ZÆØÅ\d]{1,6}\)")  # «Kari Li (2B)»
_JOINT = re.compile(r",\s|\s(?:og|&|samt)\s")
_RELATIVE = re.compile(r"\b(?:som|men|ikke|ikkje|at|når|hvis|dersom|kan|blir|vert)(?:\s+\w+)?\s*$")
_AND = re.compile(r"\bog(?:\s+\w+)?\s*$")
# «Ola får en murer til å …»
_GETS_DONE = re.compile(r"\bfår\s+(?:[\wæøå-]+\s+){1,4}?til\s+å\s", re.IGNORECASE)
# «Ola tar spørsmålet med til styret», «Kari legg saka fram», not «Kari tok opp …»
_TAKES_ON = re.compile(
    rf"\b{any_of('particles', 'verb')}\s+(?:[\wæøå]+\s){{0,2}}{any_of('particles', 'particle')}\b"
)
_TAKES_MARKS = marks_of("particles", "verb")
# «Kari formulerer brevet»: what one who was there does, whatever the verb
_PRESENT = re.compile(
    r"[a-zæøå]{2,}(?:er|ar|ør|år)(?=\s|\.?$)|[a-zæøå]{2,}(?:er|ar)\s(?:opp|ut|inn|med)\b"
)
# «Kari Li leder.», «Ola Moe kasserer for to år»: what they were elected as
_ELECTED = re.compile(rf"\w*{_OF_ROLE}(?:\W*$|\s+(?:for|i)\s|\W+\d)", re.IGNORECASE)
_END_OF = r"(?:utgangen|slutten|begynnelsen|midten|byrjinga|årets?)\s+(?:av\s+)?\w+(?:\s\d{4})?"
_DAY = r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d[\d. /]*\w*(?:\s\d{4})?|\w+\s\d{4}|\w+dag\b"
_MONTH = any_of(
    "dates",
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DUE = re.compile(
    rf"\b(?:{any_of('due', 'by')})(?:\s*:)?\s+(?:den\s+)?"
    rf"(?:{_END_OF}|(?:de|dei)\s+neste\s+\w+\s+\w+|{_DAY})|\bi\s(?:uke|veke)\s\d{{1,2}}\b"
    rf"|\b(?:til|på|i)\s(?:styre)?møtet\si\s{_MONTH}\b|\b(?:til|på|i)\s{_MONTH}møtet\b"
)
_TIME = rf"\w*{any_of('due', 'time')}"
_NEXT = rf"{any_of('due', 'next')}\s"
_SEASON = any_of("due", "season")
# «innen utgangen av året», «til neste styremøte», «til høsten», «denne uka»
_WHEN = re.compile(
    rf"\b(?:{any_of('due', 'when')}"
    rf"|{any_of('due', 'by', 'up_to')}\s(?:{_NEXT}){{0,2}}(?:{_TIME}|{_SEASON})"
    rf"|(?:{any_of('due', 'at')}\s)?{_NEXT}{_TIME}|til\s{_SEASON})\b"
)
# «… legger fram ny sak i februar.»
_MONTH_LAST = re.compile(rf"\bi(?:\sløpet\sav)?\s{_MONTH}(?:\s\d{{4}})?(?=\.?\s*$)")

_NOTED = {"tatt til orientering", "tatt til etterretning"}
OF_ANY_VERB = 0.8  # confidence of what someone does, by a verb that actions.toml does not know


class Order(NamedTuple):
    """Who is told to do something (None: nobody in particular), and how sure that is (0..1).

    `by_doing` tells that the sentence says what someone does (`Ola henter inn …`), not must do.
    """

    responsible: str | None
    confidence: float
    by_doing: bool = False


def order_in(sentence: str, names: Collection[str], *, decided: bool = False) -> Order | None:
    """The order that a sentence gives; `names` are those who were there, folded.

    `Skulesjefen greier ut …` is an order where it is `decided`, elsewhere it may be told.
    """
    sentence = _CLASS.sub("", sentence) if "(" in sentence else sentence
    hits = list(shelf("actions").find(sentence))
    if any(hit.meaning == "proposes" for hit in hits):
        return None
    order = next(filter(None, (_order(sentence, *hit) for hit in hits)), None)
    order = order or _takes_on(sentence) or _gets_done(sentence) or _turned(sentence)
    order = order or _does(sentence, names, decided=decided)
    if order is not None and order.by_doing and _is_noted(sentence):
        return None
    if order is None or order.responsible is None:
        return order
    if order.by_doing and shelf("actions").says(sentence, "habit"):
        return None
    actor = order.responsible
    if _PREPOSED.match(actor):
        return None  # «Fra Nes bør vi ha med noen»
    known = fold(actor) in names or _HELD.fullmatch(actor) is not None
    # «Arbeidet skal …»: a single noun that begins the sentence is nobody; «FAU» is somebody
    named = known or " " in actor or "-" in actor or (actor.isupper() and len(actor) > 1)
    given = order.by_doing and fold(actor) in given_names()  # «Lars sender ut innkallinga»
    return order if named or given else None


def _is_noted(sentence: str) -> bool:
    """`Styret tar rapporten til orientering`: nobody has anything to do."""
    return any(hit.meaning in _NOTED for hit in shelf("outcomes").find(sentence))


def due_in(text: str) -> str | None:
    """The words that say by when."""
    low = lowered(text)
    match = _WHEN.search(low) or _DUE.search(low)
    return text[match.start() : match.end()] if match else None


def month_last_in(text: str) -> str | None:
    """The month that an order ends with. Too weak to make a sentence an order."""
    match = _MONTH_LAST.search(lowered(text))
    return text[match.start() : match.end()] if match else None


def _order(sentence: str, meaning: str, start: int, end: int) -> Order | None:
    """The order that the verb at `start..end` gives."""
    before, after = sentence[:start], sentence[end:].lstrip()
    if meaning == "asks":
        return _asked(after)
    if meaning == "told":
        return _told(before, after)
    if meaning == "does":
        actor = _subject(before) or _opening_subject(before)
        return Order(actor, 0.85, by_doing=True) if actor else None
    if meaning == "done" and not _RELATIVE.search(before):
        by = _BY.match(after)  # «Blomster ordnes av Kari Li»
        doer = _ACTORS.match(after, by.end()) if by else None
        return Order(doer.group().rstrip(".") if doer else None, 0.8)
    return None


def _takes_on(sentence: str) -> Order | None:
    """`Sekretæren` + `tar det opp med driftsavdelingen`."""
    match = _TAKES_ON.search(sentence) if has_any(_TAKES_MARKS, sentence) else None
    if match is None:
        return None
    before = sentence[: match.start()]
    actor = _subject(before) or _opening_subject(before)
    return Order(actor, 0.85, by_doing=True) if actor else None


def _gets_done(sentence: str) -> Order | None:
    """`Ola` + `får en murer til å se på muren`."""
    match = _GETS_DONE.search(sentence) if "får" in words_in(sentence) else None
    actor = _subject(sentence[: match.start()]) if match else None
    return Order(actor, 0.85, by_doing=True) if actor else None


def _turned(sentence: str) -> Order | None:
    """`Siden vi er få, tar` + `Ola` + `kontakt med skolen`."""
    match = _TURNED.search(sentence)
    return Order(match["who"], 0.85, by_doing=True) if match else None


def _does(sentence: str, names: Collection[str], *, decided: bool) -> Order | None:
    """`Kari` + `formulerer brevet`: someone who was there, and what she does, not says or is."""
    topic = _TOPIC.match(sentence)
    actors = _ACTORS.match(sentence, topic.end() if topic else 0)
    if actors is None:
        return None
    verb = _PRESENT.match(sentence, actors.end() + 1)
    if verb is None or _ELECTED.match(sentence, actors.end() + 1):
        return None
    named = _JOINT.split(actors.group())
    known = all(fold(name) in names or (decided and _IN_OFFICE.fullmatch(name)) for name in named)
    if not known and not (_HELD.fullmatch(actors.group()) and due_in(sentence)):
        return None  # «Daglig leder vurderer åpningstiden innen 1. juni»
    if known and shelf("opinions").meaning(verb.group()) is not None:
        return None
    return Order(actors.group(), OF_ANY_VERB, by_doing=True)


def _asked(after: str) -> Order | None:
    """`ber` + `kommunene komme med …`, `delegeres til` + `media-gruppa.`."""
    actor = _ACTORS.match(after)
    if actor and _FOR_LEAVE.match(after, actor.end()):
        return None
    return Order(actor.group(), 0.9) if actor and _ASKED.match(after, actor.end()) else None


def _told(before: str, after: str) -> Order | None:
    """`Styret` + `skal …`, `Etter dette` + `vil` + `daglig leder …`, `Det` + `skal innen …`."""
    if fold(before).endswith("det"):
        return Order(None, 0.85) if due_in(after) else None
    actor = _subject(before)
    if actor and _WISHES.match(after):
        return None
    if actor:
        return Order(actor, 0.9)
    inverted = _ACTORS.match(after)
    if inverted and before.strip() and not before.rstrip().endswith(","):
        return Order(inverted.group(), 0.85)
    return None


def _subject(before: str) -> str | None:
    """The actor that ends the words before the verb: `… enighet om at styret` + `skal`."""
    for match in _ACTORS.finditer(before):
        if not before[match.end() :].strip():
            lead = before[: match.start()]
            if not lead.strip() or _BEFORE_ACTOR.search(lead):
                return match.group()
            if _THOSE_IN.fullmatch(lead):
                return before.strip()
    return None


def _opening_subject(before: str) -> str | None:
    """The actor that opens a sentence whose first verb was another: `Kommunene … og signerer`."""
    opening = _ACTORS.match(re.sub(r"^[\W\d]+", "", before))
    return opening.group() if opening and _AND.search(before) else None
