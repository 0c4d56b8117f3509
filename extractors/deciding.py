"""Sentences that decide, where no label says so: known by classes of verbs, not by whole phrases.

A body that acts (`Årsmøtet valgte …`), a thing that is acted on (`ble enstemmig godkjent`),
agreement (`vart samde om`), a proposal that wins or falls.
"""

from __future__ import annotations

import re

from extractors.answers import objects_to_nothing
from extractors.references import by_reference, rejects
from extractors.vocabulary import any_of, has_any, marks_of, shelf

# «Kommunestyret tok meldinga til orientering»
_TAKEN = re.compile(
    r"\b(?:tok|tar|tek|tas|tatt|teke[nt]?|tekne)\b.{0,50}"
    r"\btil (?:orientering|etterretning|vitende|vitande)\b",
    re.IGNORECASE,
)
# «ble enstemmig valgt», «vart samrøystes godkjende»
_BETWEEN = r"(?:(?!ikk)\w+\s+){0,3}"
_BECAME = re.compile(
    rf"\b{any_of('deciding', 'auxiliary')}\s+{_BETWEEN}{any_of('deciding', 'participle')}\b",
    re.IGNORECASE,
)
# «Årsmeldinga vart lesen opp av leiar og godkjend»
_AND_BECAME = re.compile(
    rf"\b{any_of('deciding', 'auxiliary')}\b[^.;,]{{1,60}}?\b(?:og|deretter)\s+"
    rf"(?:{any_of('unanimity', 'unanimous')}\s+)?{any_of('deciding', 'participle')}\b",
    re.IGNORECASE,
)
# «Kari Lind velges inn», «Ola Moe vert attvald»
_NAMED = re.compile(rf"(?:[A-ZÆØÅ][\w-]+\s){{2,}}{any_of('elections', 'chosen')}\b")
# … and by its grammar: «Gruppa vart samde om at»
_AGREED = re.compile(
    rf"\b(?:{any_of('acts', 'agreement')}\s+(?:om|i)|{any_of('deciding', 'auxiliary')}\s+(?:\w+\s)?"
    r"(?<!ikke\s)(?<!ikkje\s)(?!u)\w+(?:ige?|amde?)\s+om\s+(?:at|å))\b",
    re.IGNORECASE,
)
# «Styret vedtok», «Eit samrøystes årsmøte valde», «Planutvalget har i dag bevilget»
_BODY = rf"\w*(?:{any_of('bodies', 'noun')}|{any_of('bodies', 'assembly')})"
_ACTED = re.compile(
    rf"(?:^\W*(?:[\w-]+\s+){{0,3}}?|\bog\s){_BODY}\s+(?:\w+\s+){{0,2}}?"
    rf"{any_of('acts', 'decides')}\b",
    re.IGNORECASE,
)
# «Kommunestyret vedtok i sak 12/17 å bygge …»
_OTHER_CASE = re.compile(
    r"\b(?:vedt|godkjen|behandl|handsam)\w+\s+(?:\w+\s+){0,3}?(?:i|under)\s+\w*sak\w*\s+"
    r"(?:nr\.?\s*)?\d+[/-]\d"
    r"|\b(?:vedt|godkjen)\w+\s+av\s+\w+\s+i\s+møtet?\s+(?:den\s)?\d",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:at|som|når|fordi|dersom|hvis|viss|om|ikke|ikkje|blir|vert)\b", re.IGNORECASE
)
# «Godkjent med den rettinga at …», «Opplest og godkjent.»
_STATED = re.compile(
    rf"^\W*(?:{any_of('unanimity', 'unanimous')}\s+|[\wæøå]+\s+og\s+)?"
    rf"{any_of('deciding', 'participle')}"
    r"(?:\s+(?:med(?!\s+\d)|uten|utan|som|slik|under|etter)\b|:\s*[A-ZÆØÅ]|\W*$)",
    re.IGNORECASE,
)
# «Innkalling godkjent», «Kari Li valgt til ordstyrer.»
_WITHOUT_VERB = re.compile(
    rf"^\W*(?!(?i:ikk))[A-ZÆØÅ]\w+\s+(?:\w+\s+){{0,3}}?(?<!ikke\s)(?<!ikkje\s)"
    rf"(?i:{any_of('deciding', 'participle')})(?:\s(?:som|til)\s[^,.;]{{3,60}})?\W*$"
)
_UNANIMOUS = re.compile(rf"^\W*{any_of('unanimity', 'unanimous')}\W+", re.IGNORECASE)
# One of the words that all have, but for the shortest
_WORDS = (
    marks_of("deciding", "decides", "participle")
    | marks_of("acts", *shelf("acts").phrases)
    | marks_of("elections", "chosen")
    | marks_of("references", "proposal", "proposed", "moved")
    | marks_of("grants", "none")
    | {"om", "orientering", "etterretning", "vitende", "vitande"}
)
_OPENING = 6  # words before the verb of a main clause
_SHORT = 5  # words of «Godkjent utan merknader.»
_REFERS = 12  # words of «Styrets forslag vedtatt.»


def decides(sentence: str) -> bool:
    """The sentence decides, here and now: not what was decided in another case, or may be."""
    words = len(sentence.split())
    if words > _SHORT and not has_any(_WORDS, sentence):
        return False
    meanings = {hit.meaning for hit in shelf("deciding").find(sentence)}
    if "elsewhere" in meanings or _OTHER_CASE.search(sentence) or sentence.rstrip().endswith("?"):
        return False
    acts = list(shelf("acts").find(sentence))
    passive = any(hit.meaning == "passive" for hit in acts)
    if objects_to_nothing(sentence):
        return True
    if "decides" in meanings or passive or _BECAME.search(sentence):
        return True
    if _AND_BECAME.search(sentence) or _NAMED.search(sentence):
        return True
    if any(hit.meaning == "arrives" and _opens(sentence[: hit.start]) for hit in acts):
        return True
    agreed = _AGREED.search(sentence)
    if agreed is not None and _opens(sentence[: agreed.start()]):
        return True
    acted = _TAKEN.search(sentence) or _ACTED.search(sentence)
    if acted or _STATED.match(sentence) or _WITHOUT_VERB.match(sentence):
        return True
    if words <= _REFERS and (by_reference(sentence) or rejects(sentence)):
        return True
    return words <= _SHORT and shelf("outcomes").at_start(_UNANIMOUS.sub("", sentence)) is not None


def _opens(before: str) -> bool:
    """The verb after `before` is the main clause's: `Vi` landa på noko."""
    return len(before.split()) <= _OPENING and not _CLAUSE.search(before)
