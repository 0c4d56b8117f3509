"""Labels: the words that say what a part of the minutes is (`Vedtak:`, `Tilråding frå rådmannen:`).

A label is a line of its own, or what stands before a colon. Whose it is may stand before it
(`Formannskapets innstilling`), and a short qualifier after it (`Vedtak, enst.:`, `Forslag 1`). A
sentence that announces what follows is a label too (`… fremmer følgende innstilling:`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.names import is_person_name
from extractors.people import people
from extractors.references import adopts_proposal, by_reference
from extractors.rolls import is_group_sent, roll
from extractors.vocabulary import any_of, fold, has_any, marks, marks_of, shelf, trie_pattern

_LABELS = "labels"
_QUALIFIERS = "qualifiers"
_LONGEST_HEAD = 140  # characters before the colon
_LONGEST_LINE = 100  # characters of a label without a colon

# Marks that a label may wear: `### Vedtak`, `** Vedtak **`, `* Vedtak`, `[Vedtak`
_MARKS = re.compile(r"^[\s#*_=\[•·–-]*")
_LETTER_SPACED = re.compile(r"^(?:\w ){2,}\w$")  # «S A K E R»
# «III Votering», «VI Sametingets vedtak», «3.2 Vurdering»; «I tillegg møtte» has no number
_NUMBERED = re.compile(r"^(?:[IVX]{1,4}[.)]?\s+(?=[A-ZÆØÅ])|\d{1,2}(?:\.\d{1,2})*[.)]?\s+)")
_STEMS = re.compile(
    "|".join(
        rf"(?P<{meaning}>{any_of('label_stems', meaning)}\w*(?:\.?\s?nr)?\.?$)"
        for meaning in shelf("label_stems").phrases
    ),
    re.IGNORECASE,
)
# «Rapportdato», «Dato for planen»
_OF_REPORT = re.compile(
    rf"\w*{any_of('kind_endings', 'annet', 'plan')}s?{any_of('labels', 'date')}"
    rf"|{any_of('labels', 'date')}\s+for\s+\w*{any_of('kind_endings', 'annet', 'plan')}(?:en)?",
    re.IGNORECASE,
)
_PROPOSAL_TO = re.compile(
    rf"{any_of('references', 'proposal')}\s+til\s+{any_of('references', 'proposal', 'outcome')}",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:fra|frå)\s", re.IGNORECASE)
_LONGEST_FROM = 5  # words
_LONGEST_MENDED = 4  # words
_POINT = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[.)]?\s|[.)](?=[A-ZÆØÅ]))")
_FOLLOWING = (
    *("følgende", "fylgjande", "følgjande", "slik", "slikt"),
    *("sålydende", "som følger", "som følgjer"),
)
_FOLLOWS = re.compile(rf"\b(?:{trie_pattern(_FOLLOWING)}|dette(?= vedtaket))\b", re.IGNORECASE)
# «Fylkesrådmannen tilrår at utvalget fatter slikt vedtak:»
_ADVISES = re.compile(rf"\b{any_of('references', 'advises')}\b", re.IGNORECASE)
_MOVED = re.compile(
    rf"(?P<owner>[A-ZÆØÅ][^.:]{{1,60}}?)\s+(?i:{any_of('references', 'moved')})(?:\s\w+)?"
)
# «Etter drøfting ble følgende enstemmig besluttet:»
_DECIDED_SO = re.compile(
    rf"{_FOLLOWS.pattern}\s+(?:\w+\s+)?{any_of('deciding', 'stem')}\w*$", re.IGNORECASE
)
# «Utvalget fattet følgende vedtak, som innstilling til kommunestyret:»
_TO_ANOTHER = re.compile(r",?\s+som\s+(?:innstilling|tilråding)\s+(?:til|overfor)\s[\w ]+$")
# «Valgkomiteens leder la fram innstillingen:», «Kari Li fremmet et fellesforslag:»
_PUT = re.compile(
    r"\b(?:(?:la|sette|satte) (?:fram|frem)|fremmet|fremja|presenterte)\b", re.IGNORECASE
)
_ONLY_ANNOUNCED = {"decided"}  # a verb: a label only at the end of a sentence with a colon
_ANNOUNCED = {"recommendation", "proposal", "point", "decision"} | _ONLY_ANNOUNCED
_DECIDING = {"decision", "recommendation", "proposal", "voting"}
_RUN_IN = {"decision", "recommendation", "treatment", "voting"}
_SENTENCE = re.compile(r"\s+(?P<text>[A-ZÆØÅ][\w-]+ [^\W\d].*[.!)]\s*$)", re.DOTALL)
_TITLED = {"proposal", "point", "recommendation", "agenda"}
# «Behandling i Formannskapet 03.02.2026», before a colon also «Handsaming i kommunestyret:»
_DATE = r"\d{1,2}\.\d{1,2}\.\d{2,4}"
_DAY = (
    rf"(?:\s(?:[–-]\s)?(?:den\s)?{_DATE})?"
    r"(?:,?\s(?i:sak)(?:\snr\.?)?\s[\w ]{0,4}?\d{1,4}/\d{2,4})?"
)
_BODY = r"[\w/,-]+(?:\s[\w/,-]+){0,9}?"
_WHERE_AND_WHEN = re.compile(rf"(?:i|av)\s+(?=[A-ZÆØÅ]){_BODY}{_DAY}")
_WHERE_ON_A_DAY = re.compile(rf"\s+(?:i|av)\s+(?=[A-ZÆØÅ]){_BODY}\s(?:[–-]\s|den\s)?{_DATE}:?")
_WHERE_COLON = re.compile(rf"(?:i|av)\s+{_BODY}{_DAY}")
# «Fra adm. (evt. andre)», «Forslag til vedtak (revidert)»
_REMARK = re.compile(r"\s*\([^()]*\)?\s*$")
_COUNT = re.compile(r"\b\d{1,3}\b")
_LAST_SENTENCE = re.compile(r"^.*[a-zæøå)]\.\s+(?=[A-ZÆØÅ])", re.DOTALL)
_AND = re.compile(r"\s*/\s*|\s+og\s+|\s*&\s*")
# Lists of people
ROLLS = {"present", "members", "absent", "substitutes", "staff", "invited", "guests"}
# What two fields under one head are: «Dato/tid», «Tid og sted»
_JOINED = {
    frozenset({"date", "time"}): "time",
    frozenset({"place", "time"}): "place_and_time",
    frozenset({"place", "date"}): "place_and_time",
    frozenset({"place", "date", "time"}): "place_and_time",
}
_FIELDS = {"date", "time", "place", "place_and_time"}
# «Omforent forslag til vedtak», «Revidert innstilling», «Endelig vedtak»
_ADJECTIVE = re.compile(r"\w{3,}(?:ent|ert|lig|leg|lege|lige|samlet|samla|samd|tatt|teke|nytt|ny)$")
_CASE = re.compile(r"\d/\d+$")
_ENDS_SENTENCE = re.compile(r"[.!?]\s*$")


# What words make labels: of a hundred heads without one of these, none is a label in whole words
_MARKED = (
    marks_of(_LABELS, *shelf(_LABELS).phrases) | marks_of("references", "moved") | marks(_FOLLOWING)
)


class Label(NamedTuple):
    """`meaning` as in labels.toml; `owner` the words before the label, `tail` those after it.

    `value` is where in the line the text after the colon begins, None if nothing follows there.
    """

    meaning: str
    owner: str
    tail: str
    value: int | None


def label(line: str) -> Label | None:
    """The label that `line` opens with or consists of."""
    start = _MARKS.match(line)
    first = start.end() if start else 0
    colon = _colon(line, first)
    head = line[first:colon].rstrip(" *_\t:") if colon is not None else line[first:].rstrip(" *_=")
    if _LETTER_SPACED.match(head):
        head = head.replace(" ", "")
    value = _value_at(line, colon) if colon is not None else None
    if colon is None:
        if len(head) > _LONGEST_LINE or (_ENDS_SENTENCE.search(head) and len(head.split()) > 2):
            return _run_in(line, first)
        head = head.rstrip(". ")
    elif len(head) > _LONGEST_HEAD:
        return _announcement(head, value)
    has_colon = colon is not None
    says = has_any(_MARKED, head)
    found = (
        (_in_words(head, value, has_colon=has_colon) if says else None)
        or _by_stem(head, value)
        or _roll(head, value)
        or (_from_whom(head, line, value) if value is not None else None)
        or (_run_in(line, first) or _announced_above(head) if says and not has_colon else None)
        or _mended(head, value, has_colon=has_colon)
    )
    if found is None:
        return None
    if found.meaning == "point" and (found.owner or _FROM.match(found.tail)):
        found = found._replace(meaning="proposal")  # «Kari Li (Sp) fremmet følgende tillegg:»
    return _with_qualifier(found, line)


def _in_words(head: str, value: int | None, *, has_colon: bool) -> Label | None:
    """A head that has the words of a label, whole."""
    remark = _REMARK.search(head) if "(" in head else None
    return (
        _parse(head, value, has_colon=has_colon)
        or (_parse(head[: remark.start()], value, has_colon=has_colon) if remark else None)
        or (_announcement(head, value) or _moved(head, value) if has_colon else None)
        or _joined(head, value)
    )


def _run_in(line: str, first: int) -> Label | None:
    """`Vedtak Styret godkjenner budsjettet.`: only its letters part the label from the text.

    The body and the day may stand between: `Vedtak i Kulturstyret - 05.03.2019 Brua males.`
    """
    hit = shelf(_LABELS).at_start(line[first:])
    if hit is None or hit.meaning not in _RUN_IN:
        return None
    end = first + hit.end
    where = _WHERE_ON_A_DAY.match(line, end)
    text = _SENTENCE.match(line, where.end() if where else end)
    return Label(hit.meaning, "", "", text.start("text")) if text else None


def _announced_above(head: str) -> Label | None:
    """`Kommunestyret har etter dette gjort slikt vedtak`, a line of its own without a colon."""
    found = _announcement(head, None)
    return found if found is not None and not found.tail else None


def _joined(head: str, value: int | None) -> Label | None:
    """Two labels under one head: `Møtedato/tid`, `Tid og sted`, `Behandling og votering`."""
    if not any(joint in head for joint in ("/", "&", "og")):
        return None
    numbered = _NUMBERED.match(head)
    parts = _AND.split(head[numbered.end() :] if numbered else head)
    known = [shelf(_LABELS).meaning(part.strip(" .")) for part in parts]
    meanings = frozenset(meaning for meaning in known if meaning)
    if not 2 <= len(parts) <= 3 or not meanings:
        return None
    joined = next(iter(meanings)) if len(meanings) == 1 else _JOINED.get(meanings)
    if joined in _FIELDS or (joined is not None and None not in known):
        return Label(joined, "", "", value)
    if None in known:
        return None
    return Label("decision" if "decision" in meanings else "treatment", "", "", value)


def _by_stem(head: str, value: int | None) -> Label | None:
    """`Arkivsaksnummer`, `Saklista`: a word that begins as others of its kind do.

    `Forslag til uttale` is a recommendation, whatever it is that a proposal becomes.
    """
    words = head.strip(" .")
    if _PROPOSAL_TO.fullmatch(words):
        return Label("recommendation", "", "", value)
    if _OF_REPORT.fullmatch(words):
        return Label("date", "", "", value)
    match = _STEMS.match(words)
    return Label(match.lastgroup or "", "", "", value) if match else None


def _moved(head: str, value: int | None) -> Label | None:
    """`Soknepresten foreslo:`, `Kari Li (Sp) føreslo følgjande:`."""
    match = _MOVED.fullmatch(head)
    return Label("proposal", match["owner"], "", value) if match else None


def _roll(head: str, value: int | None) -> Label | None:
    """The head of a list of people; before its names it may count them, and end a paragraph.

    `Av 9 medlemmer var 8 til stede: Kari Li, …`, `Leiaren opna møtet. Desse møtte:`
    """
    words = _LAST_SENTENCE.sub("", head) if "." in head else head
    meaning = roll(words) if value is None else roll(_COUNT.sub("", head)) or roll(words)
    if meaning is None and value is not None and is_group_sent(words):
        meaning = "members"
    return Label(meaning, "", "", value) if meaning else None


def _mended(head: str, value: int | None, *, has_colon: bool) -> Label | None:
    """`Rådmannens instilling`, `Saksbeh.:`: a label but for a letter, or cut short."""
    if len(head.split()) > _LONGEST_MENDED:
        return None
    mended = shelf(_LABELS).mended(head)
    return _parse(mended, value, has_colon=has_colon) if mended != head else None


def _from_whom(head: str, line: str, value: int) -> Label | None:
    """`Fra forretningsfører: Kari Li`: people who are there for somebody else."""
    if not _FROM.match(head) or len(head.split()) > _LONGEST_FROM:
        return None
    named = people(line[value:])[:1]
    return Label("staff", "", "", value) if named and is_person_name(named[0].name) else None


def _with_qualifier(found: Label, line: str) -> Label:
    """`Vedtak i utvalet 26.09.2007: (Samr.)`: what stands after the colon only qualifies."""
    after = line[found.value :].strip() if found.value is not None else ""
    if not (after.startswith("(") and after.endswith(")") and _is_qualifier(after)):
        return found
    return found._replace(tail=f"{found.tail} {after}".strip(), value=None)


def _colon(line: str, first: int) -> int | None:
    """Where the colon after the head stands: not one inside a time of day or an address."""
    last = first + 400
    at = line.find(":", first, last)
    while at >= 0:
        after = line[at + 1 : at + 3]
        if not (after[:1].isdigit() and line[at - 1 : at].isdigit()) and after != "//":
            return at
        at = line.find(":", at + 1, last)
    return None


def _value_at(line: str, colon: int) -> int | None:
    at = colon + 1
    while at < len(line) and (line[at].isspace() or line[at] in "*_:=>"):
        at += 1
    return at if at < len(line) else None


def _parse(head: str, value: int | None, *, has_colon: bool) -> Label | None:
    """A label phrase with an owner before it and qualifiers after it, and nothing else."""
    if not has_colon and adopts_proposal(head) and _is_outcome(head.rsplit(maxsplit=1)[-1]):
        return None  # «Forslag til vedtak enstemmig vedtatt» tells a vote
    numbered = _NUMBERED.match(head)
    skip = numbered.end() if numbered else 0
    for hit in shelf(_LABELS).find(head[skip:]):
        owner = head[skip : skip + hit.start].strip()
        tail = head[skip + hit.end :].strip(" ,;–-(")
        described = hit.meaning in _ANNOUNCED and _ADJECTIVE.fullmatch(fold(owner))
        if not described and not _is_owner(owner, has_colon):
            return None
        if not has_colon and hit.meaning not in _DECIDING and _CASE.search(owner):
            return None  # «PS 12/20 Protokoll frå møtet 3. mai» is a case's title
        if hit.meaning in _ONLY_ANNOUNCED or (hit.meaning == "adopted" and value is None):
            return None
        named = has_colon or (hit.meaning == "agenda" and fold(tail).startswith(("for ", "til ")))
        where = _WHERE_COLON if has_colon else _WHERE_AND_WHEN
        if (
            where.fullmatch(" ".join(tail.split()))
            or _is_qualifier(tail)
            or (named and _is_named_tail(hit.meaning, tail) and not by_reference(tail and head))
        ):
            meaning = "decision" if hit.meaning == "adopted" else hit.meaning
            if meaning in ROLLS:  # «Til stede fra administrasjonen», «Desse møtte frå revisjonen:»
                whose = roll(head) or shelf(_LABELS).meaning(tail)
                meaning = whose if whose in ROLLS else meaning
            return Label(meaning, owner, tail.rstrip(" )"), value)
        if owner:
            return None
    return None


def _is_owner(words: str, has_colon: bool) -> bool:
    """`Formannskapets`, `Kommunestyret s`, `LEIAREN I VALSTYRET SI`, or nothing."""
    if not words:
        return True
    parts = words.split()
    if len(parts) > (8 if has_colon else 5) or not words[0].isupper():
        return False
    if fold(parts[0]) in {"for", "mot", "imot"}:
        return False  # «For innstillingen stemte 12: …» tells a vote
    last = fold(parts[-1])
    if _is_outcome(last) or (not has_colon and shelf("acts").says(words, "decides")):
        return False  # «Saken utsettes til neste møte», «Rådet støtter leders forslag» decide
    if shelf(_QUALIFIERS).meaning(last) in ("before", "after"):
        return True
    return last.endswith("s") or last in {"si", "sin", "sitt"} or bool(re.search(r"\d/\d", last))


def _is_outcome(word: str) -> bool:
    return shelf("outcomes").meaning(fold(word)) is not None


def _is_qualifier(tail: str) -> bool:
    """Only words that may follow a label: `enst.`, `mot 2 stemmer`, `i Formannskapet 4.3.2009`."""
    rest = fold(tail).strip(" .,;:()")
    while rest:
        hit = shelf(_QUALIFIERS).at_start(rest)
        if hit is not None and hit.meaning in ("after", "whose"):
            if hit.meaning == "whose":
                return len(rest.split()) <= 7
            rest = rest[hit.end :].strip(" .,;:()–-")
            continue
        digits = re.match(r"[\d./-]+\b|[a-e]\b", rest)
        if digits is None:
            return False
        rest = rest[digits.end() :].strip(" .,;:()–-")
    return True


def _is_named_tail(meaning: str, tail: str) -> bool:
    """`Felles forslag til møteplan:` still is a proposal; `Forslag fra X (SP):` says whose.

    `Sekretariatet si tilråding:` is no list of people, though it begins as one.
    """
    others = {hit.meaning for hit in shelf(_LABELS).find(tail)} - ROLLS
    if shelf("acts").says(tail, "decides"):
        return False  # «Forslag kommunestyret vedtar å oversende, behandles slik:»
    of_people = meaning in ROLLS and not others
    return (of_people or meaning in _TITLED) and len(tail.split()) <= 12


def _announcement(head: str, value: int | None) -> Label | None:
    """`X (Sp) fremmet følgende endringsforslag:` is a label whose owner is the whole sentence."""
    if _POINT.match(head):
        return None  # «2. Rapporten sendes videre med følgende innstilling:» is a point
    head = _TO_ANOTHER.sub("", head)
    hits = [h for h in shelf(_LABELS).find(head) if h.meaning in _ANNOUNCED]
    so = None if hits or value is not None else _DECIDED_SO.search(head)
    if (not hits and so is None) or by_reference(head):
        return None  # «Rådmannens innstilling tiltres med følgende tillegg:» decides
    if so is not None:
        return Label("decision", head[: so.start()].strip(), "", None)
    if hits[-1].meaning in _ONLY_ANNOUNCED and hits[-1].end == len(head):
        return Label("decision", head[: hits[-1].start].strip(), "", value)
    follows = list(_FOLLOWS.finditer(head))
    if not (follows or (hits[-1].end == len(head) and _PUT.search(head))):
        return None
    if follows and follows[-1].start() >= hits[-1].end and follows[-1].end() != len(head):
        return None
    proposed = [m for m in _PROPOSAL_TO.finditer(head) if m.end() == hits[-1].end]
    advised = hits[-1].meaning == "decision" and _ADVISES.search(head, 0, hits[-1].start)
    meaning = "recommendation" if proposed or advised else hits[-1].meaning
    return Label(meaning, head[: hits[-1].start].strip(), head[hits[-1].end :].strip(), value)
