"""Whether a sentence states a gain: by the word itself, or by telling that something got better.

The word alone is not enough. Minutes speak of gains that are to be measured, followed up and
reported, of what is won in a lottery, and of what a sale brings; those that are stated are brought
by something, or are said to be this or that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.betterment import TELLING_MARKS, may_tell_better, tells_better
from extractors.comparisons import HAD_TO_MARKS, QUANTITY, had_to, is_of_two_years
from extractors.degrees import STEM_MARKS, may_postpone, stem_hits
from extractors.gain_hits import CLAUSE_END, better_in, denies, gain_hits, is_denied
from extractors.relief import relief
from extractors.sections import is_sentence
from extractors.vocabulary import Hit, any_of, has_any, marks_of, shelf

_STATING = {
    *("gain", "effect", "saving", "saved", "brings", "gets", "uses", "improves", "reduces"),
    *("avoids", "raises", "reaps", "relieves", "raise"),
    *(
        "less",
        "lessen",
        "fewer",
        "expects",
        "had",
        "fallen",
        "risen",
        "better",
        "ease",
        "no_longer",
    ),
}
# Without one of these words no gain is stated, but for what `may_state_gain` names
_MARKS = marks_of("gains", *_STATING) | STEM_MARKS | TELLING_MARKS
_FEW_WORDS = 4
_CHANCE = re.compile(rf"\b{any_of('degrees', 'chance')}", re.IGNORECASE)
# «plasseringa i pengemarknadsfondet»
_FINANCE = re.compile(
    rf"\b{any_of('degrees', 'finance')}|\w{{3,}}fond(?:et|a|ene)?\b", re.IGNORECASE
)
# «Mildt vær ga lavere utgifter», «Den snøfattige vinteren …»
_WEATHER = re.compile(
    rf"\W*(?:\w+\s){{0,2}}{any_of('degrees', 'weather')}(?:et|en|a|ene)?\s"
    rf"|\W*(?:\w+\s)?{any_of('degrees', 'mild')}\w*\s\w+\s",
    re.IGNORECASE,
)
_SEE = re.compile(r"(?:se|sjå)\s", re.IGNORECASE)
_ASIDE = re.compile(rf"\s{any_of('gain_context', 'aside')}\s", re.IGNORECASE)
_ASIDE_MARKS = marks_of("gain_context", "aside")
# «har gitt 40 000 kroner i lavere utgifter», «, mens målet var 90 000»
_WHILE = re.compile(rf",\s{any_of('gain_context', 'while')}\s[^;:]*$", re.IGNORECASE)
_WHILE_MARKS = marks_of("gain_context", "while")
_BESIDE_MARKS = _ASIDE_MARKS | _WHILE_MARKS
# «skulle gi bedre bruk, men det har de ikke gjort»
_FAILED = re.compile(
    rf"\b{any_of('gain_context', 'should')}\b.*\b{any_of('gain_context', 'but')}\b.*"
    rf"\b{any_of('gain_context', 'not')}\b",
    re.IGNORECASE | re.DOTALL,
)
_FAILED_MARKS = marks_of("gain_context", "should")
_NEAR = 60  # characters from the word for a gain to what it is said to be, or from what brings it
_ONLY_ABOUT = re.compile(
    rf"\b{any_of('gain_context', 'only_about')}\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE
)
_IS = re.compile(
    rf"\b{any_of('gain_context', 'is', 'becomes')}\s+(?P<what>.*)", re.IGNORECASE | re.DOTALL
)
_IS_THE = re.compile(
    rf"\b{any_of('gain_context', 'is', 'becomes')}\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE
)
_THAT = re.compile(
    rf"\s*(?:{any_of('gain_context', 'aside')}\s+)?"
    rf"{any_of('gain_context', 'is', 'becomes')}\s+at\b",
    re.IGNORECASE,
)
# «Det svarer til to årsverk», «I året utgjør dette 1 650 timer»
_IT = any_of("gain_openings", "pointing")
_EQUALS = re.compile(
    rf"\b(?:{_IT}\s+{any_of('gain_context', 'equals')}"
    rf"|{any_of('gain_context', 'equals')}\s+{_IT}"
    rf"|{_IT}\s+{any_of('gain_context', 'is', 'becomes')}\s(?:en|ein|ei)\s"
    rf"(?:\w+\s)?{any_of('gain_context', 'less_of_it')}\spå)\b",
    re.IGNORECASE,
)
_EQUALS_MARKS = marks_of("gain_context", "equals", "less_of_it")
# «er brukt slik …», «ble trukket», «var alle gjevne»: what was done with them, not what they are
_DONE = re.compile(
    r"(?:(?:alle|alt|også|òg|blitt|vorte)\s+)?\w+(?:(?<!s)t|te|de|dd|a|ne|en)\b\s*"
    r"(?:$|[.,;]|(?:i|av|på|til|for|med|ved|som|slik|gjennom|inn|opp|ut|hos|om|hver|kvar|årlig)\b)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:den|det|de|dei)\s+(\w+e)\s", re.IGNORECASE)
_AND = re.compile(r"\bog\b|,")
# «dersom alle tar den i bruk», to the end of its clause
_CONDITION = re.compile(
    rf"(?:^|,?\s){any_of('gain_context', 'if')}\s[^,.;:]*(?:,|(?=[.;:]|$))", re.IGNORECASE
)
_CONDITION_MARKS = marks_of("gain_context", "if")
# «Den største gevinsten er …», and what there is of them: «har betydelige gevinster»
_GREATEST = re.compile(r"\w{3,}(?:ste|ast)\s+$")
_HAS_GREAT = re.compile(r"(?<!som )(?<!der )\b(?:har|hadde|hatt)\s+\w{3,}e\s+$", re.IGNORECASE)
# «det som skal til for å realisere gevinster»: what is said of it is not said of the gains
_OF_REAPING = re.compile(r"\bå\s+(?:kunne\s+)?\w{3,}e\s+(?:(?:ut|inn)\s+)?(?:\w+e\s+)?$")
_COUNTED = re.compile(r"\s+(?:\w+\s+){0,2}?(?:på|for|tilsvarende|tilsvarande)\s+(?:\w+\s+){0,3}?\d")
_SAID = re.compile(r",\s(?:sa|mente|meinte|hevdet|hevda|påpekte|uttalte|spurte)\s", re.IGNORECASE)


def states_gain(text: str) -> bool:
    """Whether a sentence or a short text says that there is a gain, not that one is sought.

    Adverbs may come between the words of a phrase: `har allerede fått ned`. What it hangs on is
    told apart from it: `Dersom vi får gevinster, skal de meldes` states none.
    """
    text = _CONDITION.sub(" ", text) if is_conditional(text) else text
    hits = gain_hits(text)
    if _states(text, hits):
        return True
    if not hits or not has_any(_BESIDE_MARKS, text):
        return False
    plain = _WHILE.sub("", text) if has_any(_WHILE_MARKS, text) else text
    plain = _ASIDE.sub(" ", plain) if has_any(_ASIDE_MARKS, plain) else plain
    return plain != text and _states(plain, gain_hits(plain))


def _states(text: str, hits: Sequence[Hit]) -> bool:
    meanings = {hit.meaning for hit in hits}
    if "unless" in meanings or ("plans" in meanings and _is_planned(hits)):
        return False
    stated = any(_is_stated(text, hit, hits) for hit in hits if hit.meaning in ("gain", "effect"))
    if not stated:
        told, of_it = _before_relative(text, hits)
        stated = tells_better(told, of_it) and not _is_wished(told, of_it)
    return stated and not _WEATHER.match(text) and not _has_failed(text)


def _has_failed(text: str) -> bool:
    return has_any(_FAILED_MARKS, text) and _FAILED.search(text) is not None


def may_state_gain(text: str) -> bool:
    """Whether `text` has words that a sentence about a gain cannot do without."""
    if not (has_any(_MARKS, text) or is_of_two_years(text) or may_postpone(text)):
        return False  # as most lines
    if shelf("gains").says(text, *_STATING) or may_tell_better(text):
        return True
    return bool(stem_hits(text))


def is_conditional(text: str) -> bool:
    """Whether what a sentence tells hangs on something: `… dersom alle tar den i bruk`."""
    return has_any(_CONDITION_MARKS, text) and _CONDITION.search(text) is not None


def counts_it(text: str) -> bool:
    """Whether a sentence says how much what was just told comes to: `Det svarer til to årsverk`."""
    equals = _EQUALS.search(text) if has_any(_EQUALS_MARKS, text) else None
    return equals is not None and QUANTITY.search(text, equals.end()) is not None


def turns(before: str, now: str) -> bool:
    """Whether two sentences tell what had to be done and what there is now.

    `Før måtte vi ringe rundt.` `Nå står alt i appen.`
    """
    if not has_any(HAD_TO_MARKS, before):
        return False
    return had_to(f"{before} {now}") and not had_to(before) and not had_to(now)


def points_back(text: str) -> bool:
    """`Dette gir …`, `Den vil gi …` tell of what stands before; `Den nye nettsiden …` does not."""
    opening = shelf("gain_openings").at_start(text)
    if opening is None or opening.meaning != "pointing" or shelf("gains").at_start(text):
        return False  # «Det vil si …»
    following = _ADJECTIVE.match(text)
    return following is None or is_sentence(following[1])


def tells_none(text: str) -> bool:
    """`Ikke målt ennå`, `Ingen foreløpig`, `Det ble ikke tatt ut noen gevinst`: no gain.

    Not `Ingen papirskjema lenger`, which says what is no more.
    """
    opening = shelf("gain_context").at_start(text)
    if opening is not None and opening.meaning == "none":
        return True
    if _SEE.match(text) and len(text.split()) <= _FEW_WORDS:
        return True  # «Sjå eigen omtale»
    hits = gain_hits(text)
    if any(hit.meaning == "gain" and is_denied(text, hit) for hit in hits):
        return True
    is_no = opening is not None and opening.meaning == "not"
    return is_no and not hits and len(text.split()) <= _FEW_WORDS


def is_of_chance(text: str) -> bool:
    """Whether the words are about a lottery or a bazaar, where gains are prizes."""
    return shelf("gain_context").says(text, "lottery") or _CHANCE.search(text) is not None


def _is_stated(text: str, gain: Hit, hits: Sequence[Hit]) -> bool:
    """Whether the gain is brought by something, or said to be something or so much."""
    if is_denied(text, gain) or is_of_chance(text) or _is_sale(text, gain):
        return False
    before = text[: gain.start]
    if _ONLY_ABOUT.search(before) or shelf("gain_context").says(before, "wish"):
        return False
    if gain.meaning == "effect":
        better = any(hit.start > gain.end for hit in better_in(text, hits))
        return better or _THAT.match(text, gain.end) is not None
    after = text[gain.end : gain.end + _NEAR]
    brought = any(
        0 <= gain.start - hit.end <= _NEAR and _is_one_clause(text[hit.end : gain.start])
        for hit in hits
        if hit.meaning in ("brings", "gets", "reaps")
    )
    if brought or _COUNTED.match(text, gain.end) or _HAS_GREAT.search(before):
        return True
    if not is_sentence(text) or _OF_REAPING.search(before):
        return False
    is_the = _IS_THE.search(before) is not None
    return bool(better_in(text, hits)) or is_the or _is_something(before, text[gain.end :], after)


def _is_something(before: str, rest: str, near: str) -> bool:
    """`Gevinstene` + `er i hovedsak spart reisetid`, not + `er gitt av lokale bedrifter`."""
    told = _IS.search(rest)
    if told is None or told.start() > len(near) or _AND.search(rest[: told.start()]):
        return False
    what = told["what"]
    clause = CLAUSE_END.split(what)[0]
    if shelf("gain_context").says(clause, "doubtful", "not"):
        return False
    is_noun = _GREATEST.search(before) is not None  # «samarbeidet», not what was done with it
    return is_noun or not _DONE.match(what) or QUANTITY.search(clause) is not None


def _is_one_clause(between: str) -> bool:
    return "," not in between and not denies(between)


def _is_sale(text: str, gain: Hit) -> bool:
    """`Gevinsten ved salget av tomta`, `kursgevinst`: what accounts call a gain."""
    around = text[max(0, gain.start - _NEAR) : gain.end + _NEAR]
    return shelf("gain_context").says(around, "sale") or _FINANCE.search(around) is not None


def _is_planned(hits: Sequence[Hit]) -> bool:
    """`kartlegge gevinstene`, `måle innsparingen`."""
    gains = [hit for hit in hits if hit.meaning in ("gain", "saving", "effect")]
    plans = (hit for hit in hits if hit.meaning == "plans")
    return any(0 <= gain.start - plan.end <= _NEAR for plan in plans for gain in gains)


def _before_relative(text: str, hits: Sequence[Hit]) -> tuple[str, list[Hit]]:
    """What is told before a clause that says what kind of thing is meant: `løsninger som gir …`."""
    end = next((hit.start for hit in hits if hit.meaning == "kind_of"), len(text))
    return text[:end], [hit for hit in hits if hit.end <= end]


def _is_wished(text: str, hits: Sequence[Hit]) -> bool:
    """`Foreldrene ba om at skolen gir raskere svar`, `Veien blir tryggere, sa Kari Li`."""
    freed = relief(text)
    first = freed.start() if freed is not None else len(text)
    first = next((hit.start for hit in hits if hit.meaning in _STATING), first)
    before = shelf("gain_context").find(text[:first])
    return _SAID.search(text) is not None or any(hit.meaning == "wish" for hit in before)
