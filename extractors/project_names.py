"""How a text names projects: the names in a line or a sentence, with where they stand.

Conservative: a capital, a quotation mark, a colon or a hyphen must say that it is a name, for the
word `prosjektet` alone is most often a way of saying "it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.sections import is_sentence
from extractors.vocabulary import any_of, fold, has_any, lowered, marks_of, shelf
from schemas.document import HEADING, Block

_LONGEST_NAME = 10  # words
_MOST_SMALL_WORDS = 3
_SMALL_WORD = re.compile(r"\s+([a-zæøå][\w-]*)")
_QUOTED = r"[«”“\"„‟](?P<quoted>[^«»”“\"„‟]{3,120})(?:[»”“\"‟]|$)"  # a line may end before the mark
_CAPITAL = r"(?:[A-ZÆØÅ][\w&.-]*[\w]|[a-zæøå]{1,2}[-A-ZÆØÅ]\w[\w-]*)"  # DigiVann, e-nøkkel, eDialog
_GAP = r"[^\S\t]+"  # no name goes on into the next cell
_NAMED = re.compile(rf"{_QUOTED}|(?P<named>{_CAPITAL}(?:{_GAP}{_CAPITAL}){{0,5}})")
_NO_WORD = re.compile(r"\W")
_ACRONYM = re.compile(r"(?=\w*[A-ZÆØÅ]\w*[A-ZÆØÅ])[\w-]{2,12}")
_IN_PARENTHESES = re.compile(rf"\(({_ACRONYM.pattern})\)")
_SHORT_FORM = re.compile(rf"(?<=\w)\s*\((?:{_ACRONYM.pattern})\)$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)$")
_ENUMERATOR = re.compile(r"\s*(?:[A-ZÆØÅ]|\d{1,2})\)\s+")  # «A) Trygg natt»
_CLAUSE_END = re.compile(r"[.!?:](?=\s|$)|\s[–-]\s|\s(?:hvor|der|kor)\s")
_SHORTENED = re.compile(r"\b(?:nr|ca|bl\.a|f\.eks|kl|mv|jf)$")
_CAMEL = re.compile(r"[A-ZÆØÅ][a-zæøå]+|[A-ZÆØÅ]+(?![a-zæøå])")


_OF_IT = re.compile(r"\b(?:av|for|i)\s\w*$")
_A_KIND_OF = re.compile(r"\b(?:et|eit|ett|eitt)\s$")


class Name(NamedTuple):
    """A name at `text[start:end]`; `rule` says what gave it away."""

    text: str
    start: int
    end: int
    rule: str


def may_name(text: str) -> bool:
    """Whether `text` has a word that all have that name a project, or say that one was started."""
    low = lowered(text)
    return any(map(low.__contains__, _marks())) or has_any(_starting(), text)


def names_in(text: str) -> Iterator[Name]:
    """The projects that `text` names, in no order; the same words may come twice."""
    low = lowered(text)
    if not any(map(low.__contains__, _marks())):
        return
    yield from _named_after(text)
    stands_alone = has_any(_words(), text)  # «prosjektet», not «prosjektleder»
    yield from _named_before(text, stands_alone=stands_alone)
    yield from _is_a_project(text)
    for match in _purpose().finditer(low) if stands_alone else ():
        name = phrase_from(text, match.end(), "purpose")
        if name is not None and shelf("beneficiaries").meaning(name.text) is None:
            yield name  # not «barn», for whom it is


def _named_after(text: str) -> Iterator[Name]:
    """`prosjektet ”Fri flyt”`; not the value of a field: `Varighet av prosjekt: Mai 2030`."""
    end = 0
    for before in _before_names(text):
        match = _NAMED.match(text, before.end()) if before.start() >= end else None
        end = match.end() if match else end
        if match is None or (before["colon"] and _OF_IT.search(text[: before.start()])):
            continue
        if match["quoted"]:
            yield cut_name(text, *match.span("quoted"), "quoted")
        else:
            named = cut_name(text, match.start("named"), _end_of_named(text, match), "named")
            if is_name(named.text):
                yield named


def _is_a_project(text: str) -> Iterator[Name]:
    """`«Fri flyt» er et treårig prosjekt`."""
    for match in _is_a().finditer(text):
        yield cut_name(text, *match.span("quoted"), "quoted")


def _named_before(text: str, *, stands_alone: bool) -> Iterator[Name]:
    """`DigiVann-prosjektet`, `Turskiltprosjektet`; `et Interreg-prosjekt` is of that kind."""
    for match in _before().finditer(text) if stands_alone else ():
        is_kind = _A_KIND_OF.search(text[: match.start()]) is not None
        if is_name(match["name"]) and _is_set_off(text, match) and not is_kind:
            yield cut_name(text, *match.span("name"), "before")
    if _with_capital().search(text):
        for pattern in (_grown_together(), _in_one_word()):
            for match in pattern.finditer(text):
                yield cut_name(text, *match.span("name"), "before")


def _end_of_named(text: str, match: re.Match[str]) -> int:
    """Where a name ends of which only the first word has a capital: `Trygg natt har …`.

    It goes on to the verb or the preposition after it, for three words at most.
    """
    end = match.end("named")
    if " " in match["named"] or _ACRONYM.fullmatch(match["named"]):
        return end
    for _ in range(_MOST_SMALL_WORDS):
        word = _SMALL_WORD.match(text, end)
        if word is None or is_sentence(word[1]) or _ends_name(word[1]):
            break
        end = word.end()
    return end


def _ends_name(word: str) -> bool:
    return shelf("projects").meaning(word) in ("end", "preposition")


def _is_set_off(text: str, match: re.Match[str]) -> bool:
    """Whether the capital says that it is a name, not just that a sentence begins."""
    begins = _SENTENCE_START.search(text[: match.start("name")])
    acronym = _ACRONYM.fullmatch(match["name"].split()[0])
    return match["joint"] == "-" or not begins or acronym is not None


def quoted_at(text: str, start: int) -> Name | None:
    """The name in quotation marks that begins at `start`, if one does."""
    match = re.compile(_QUOTED).match(text, start)
    return cut_name(text, *match.span("quoted"), "quoted") if match else None


def standing_quoted(block: Block) -> Name | None:
    """The name in a heading that is nothing but `Prosjektet «Trygg natt»`."""
    if block.kind is not HEADING:
        return None
    text = block.text.strip()
    before = next(_before_names(text), None)
    match = _NAMED.fullmatch(text, before.end()) if before else None
    is_all = before is not None and not _NO_WORD.search(text, 0, before.start())
    if match is None or not match["quoted"] or not is_all:
        return None
    at = block.text.index(match["quoted"])
    return cut_name(block.text, at, at + len(match["quoted"]), "title")


def started_in(text: str) -> Name | None:
    """The work that `text` says was started: `startet opp et større arkivarbeid mot X`."""
    match = _started().search(text) if has_any(_starting(), text) else None
    return phrase_from(text, match.start("name"), "started") if match else None


def made_in(text: str) -> Name | None:
    """What `text` says somebody is making: `holdt fram med å lage en ordliste på nett`."""
    match = _making().search(text)
    return phrase_from(text, match.end(), "made") if match else None


def first_clause(text: str) -> Name:
    """What a list item begins with, up to the first full stop, spaced dash or relative clause."""
    ends = (
        m.start() for m in _CLAUSE_END.finditer(text) if not _SHORTENED.search(text[: m.start()])
    )
    numbered = _ENUMERATOR.match(text)
    return cut_name(text, numbered.end() if numbered else 0, next(ends, len(text)), "item")


def phrase_from(text: str, start: int, rule: str) -> Name | None:
    """The name that the words from `start` make, if they make one."""
    name = cut_name(text, start, _end_of_phrase(text, start), rule)
    return name if is_name(name.text) else None


def is_name(name: str) -> bool:
    """Whether `name` can be a project's: neither a generic word nor a sentence."""
    opening = shelf("projects").at_start(name)
    return (
        len(name) > 2
        and len(name.split()) <= 2 * _LONGEST_NAME
        and shelf("projects").meaning(name) is None
        and shelf("phases").meaning(name) is None
        and (opening is None or opening.meaning not in ("generic", "end"))
    )


def same_project(one: str, other: str) -> bool:
    """Whether two names are one by their letters: equal, or the one a shortening of the other.

    `Tjenesteutvikling Altinn` is `Tjenesteutvikling i Altinn`; `DigiVann`, `Digitalisering av
    vannmålere`; `LYS`, `LYS anskaffelsen`.
    """
    a, b = _essence(one), _essence(other)
    return bool(a and b) and (a == b or _abbreviates(one, b) or _abbreviates(other, a))


def acronyms_in(text: str) -> list[re.Match[str]]:
    """The acronyms that `text` has in parentheses."""
    return list(_IN_PARENTHESES.finditer(text)) if "(" in text else []


def defined_short_forms(text: str, acronyms: list[re.Match[str]], name: str) -> Iterator[str]:
    """Those of the acronyms that `text` gives for `name`: `Digital hjemmehjelp (DHJ)`."""
    for match in acronyms:
        before = text[max(0, match.start() - len(name) - 2) : match.start()].rstrip()
        if fold(before[-len(name) :]) == fold(name):
            yield match[1]


def cut_name(text: str, start: int, end: int, rule: str) -> Name:
    """The name at `text[start:end]`, without space and punctuation at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(' «”“"•-–'))
    words = text[start:end].rstrip(' .,;:-–»”“"')
    if "(" in words:
        words = _SHORT_FORM.sub("", words)  # it is an alias: see defined_short_forms
    return Name(" ".join(words.split()), start, start + len(words), f"projects.{rule}")


def _end_of_phrase(text: str, start: int) -> int:
    """Where a name that runs on into the sentence ends."""
    for number, match in enumerate(re.finditer(r"\S+", text[start:]), start=1):
        word = match.group()
        ends = shelf("projects").meaning(word.strip(".,;:()")) == "end"
        if (number > 1 and ends) or word[0] in "–(":
            return start + match.start()
        if word[-1] in ".,;:" or number == _LONGEST_NAME:
            return start + match.end()
    return len(text)


@cache
def _marks() -> tuple[str, ...]:
    """The shortest of the words that all have that name a project, alone or in a compound."""
    said = shelf("projects").phrases
    words = {*said["project"], *said["group"], *said["purchase"]}
    return tuple(w for w in words if not any(other in w for other in words - {w}))


@cache
def _words() -> frozenset[str]:
    return marks_of("projects", "project", "purchase")


def _before_names(text: str) -> Iterator[re.Match[str]]:
    """What stands before a name: `prosjektet`, `…prosjekt: `, `styringsgruppen for`; lower case."""
    low = lowered(text)
    groups = any(phrase.split()[0] in low for phrase in shelf("projects").phrases["group"])
    return _naming(groups=groups).finditer(low)


@cache
def _naming(*, groups: bool) -> re.Pattern[str]:
    """Without `groups`, as nearly always, first letters are looked for: a fifth of the work."""
    group = rf"|\b{any_of('projects', 'group')}\w+{_GAP}for" if groups else ""
    return re.compile(rf"(?:{any_of('projects', 'project')}{group})\s*(?P<colon>:)?{_GAP}")


@cache
def _is_a() -> re.Pattern[str]:
    word = rf"[\w-]*{any_of('projects', 'project')}"
    return re.compile(rf"{_QUOTED}\s(?:er|var)\s(?:et|eit|ett)\s(?:[\w-]+\s){{0,4}}?{word}\b")


@cache
def _before() -> re.Pattern[str]:
    """`LYS prosjektet`, `DigiVann-prosjektet`."""
    name = rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}?)"
    return re.compile(
        rf"(?<![\w-]){name}(?P<joint>-|\s){any_of('projects', 'project', 'purchase')}(?![\w-])"
    )


@cache
def _with_capital() -> re.Pattern[str]:
    """A capital in a word that ends so: looked for before the two below, which cost more."""
    return re.compile(rf"[A-ZÆØÅ]\w+?{any_of('projects', 'project')}(?![\w-])")


@cache
def _grown_together() -> re.Pattern[str]:
    """`eDialogprosjektet`: its capital tells a name from the first part of a word."""
    word = any_of("projects", "project")
    return re.compile(rf"(?<![\w-])(?P<name>[a-zæøå]{{1,2}}[A-ZÆØÅ]\w+?){word}(?![\w-])")


@cache
def _in_one_word() -> re.Pattern[str]:
    """`det nasjonale Turskiltprosjektet`: a capital in the midst of a sentence."""
    word = any_of("projects", "project")
    return re.compile(rf"(?P<name>[A-ZÆØÅ](?<=[a-zæøå,]\s.)[a-zæøå]{{2,}}{word})(?![\w-])")


@cache
def _purpose() -> re.Pattern[str]:
    """`prosjektet for felles innkjøp`; not `prosjektet for å nå …`, `prosjekt for to år siden`."""
    number = any_of("numerals", *shelf("numerals").phrases)
    return re.compile(
        rf"\b{any_of('projects', 'project')}\s+for\s+(?!å\b|\d|{number}\b)"  # in lower case
    )


@cache
def _started() -> re.Pattern[str]:
    """`startet opp et større arkivarbeid`: the name begins at the word for the work."""
    return re.compile(
        rf"\b{any_of('projects', 'starting')}\s+(?:\w+\s+)?(?P<name>\w{{4,}}(?:arbeid|prosjekt)\b)",
        re.IGNORECASE,
    )


@cache
def _starting() -> frozenset[str]:
    return marks_of("projects", "starting")


@cache
def _making() -> re.Pattern[str]:
    return re.compile(
        rf"\bmed\s+{any_of('projects', 'making')}\s+(?:(?:et|en|ei|eit|ein)\s+)?", re.IGNORECASE
    )


@lru_cache(maxsize=1000)
def _essence(name: str) -> tuple[str, ...]:
    """The words of `name` that carry it."""
    words = re.findall(r"\w+", fold(name))
    light = ("project", "purchase", "preposition", "end")
    return tuple(word for word in words if shelf("projects").meaning(word) not in light)


def _abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Whether the parts of a camel-case name begin the words of another: Digi·Vann."""
    if " " in short:
        return False
    parts = [part.casefold() for part in _CAMEL.findall(short)]
    return 1 < len(parts) == len(words) and all(
        word.startswith(part) for word, part in zip(words, parts, strict=True)
    )
