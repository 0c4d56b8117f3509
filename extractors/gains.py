"""Gains: what got better or is meant to, by how much, for whom, and whether it has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from extractors.betterment import MAY
from extractors.gain_hits import gain_hits
from extractors.gain_statements import Statement, find_statements
from extractors.gain_words import counts_it, is_conditional, tells_none
from extractors.headed_tables import HeadedRow
from extractors.kinds import kind_of
from extractors.money import figure, find_money
from extractors.project_names import is_name, names_in, phrase_from
from extractors.reading import Reading
from extractors.sections import Sections, is_sentence, title
from extractors.vocabulary import Hit, any_of, shelf
from schemas.claims import Gain
from schemas.document import HEADING, Block

Kind = Literal["kvalitativ", "kvantitativ"]
Realised = Literal["realisert", "forventet"]
KsType = Literal["unngått kostnad", "spart tid", "økt kvalitet"]

_SAVES = ("improves", "reduces", "saving", "fallen")
_TIME = ("timer", "minutter", "dager", "uker", "måneder", "årsverk")
_OPENINGS = ("gains", "gain_openings", "beneficiaries")  # shelves of what no name opens with
_LONGEST_SUBJECT = 14  # words
_TOP = 3  # lines in which a document says that it is a plan
_FIGURE = re.compile(r"(?<![\w.,])\d[\d\s.,]*\d|(?<![\w.,])\d")
_YEAR = re.compile(r"\b(?:i|i løpet av|innen|innan|fra|frå)\s+((?:19|20)\d\d)\b")
# «fra kr 41 000 til kr 14 000»: neither is how much
_FROM_MONEY = re.compile(r"\b(?:fra|frå)\s(?:[^;:?!]{1,30}\stil\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:fra|frå)\s+\d[\d.,]*\s+(?:\w+\s+)?til\s+$", re.IGNORECASE)
# «gå ned til 300 timer» says what is left
_LEFT = re.compile(r"\b(?:ned|opp)\s+til\s+(?:\w+\s+)?$", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<count>{any_of('numerals', *shelf('numerals').phrases)})\s+"
    rf"(?={any_of('units', *shelf('units').phrases)}\b)",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"(?:^|[,/(:]|\b(?:for|til|hos|fra|frå|av|både|hver|kvar|per|og|enn)\b)\s*$"
)
# «For fiskarane gir det …», «Kvalitative gevinster for beboerne»: whoever they are
_FOR_WHOM = re.compile(
    rf"(?:^for|{any_of('gains', 'gain')}\s+for)\s+(?P<who>[a-zæøå]{{3,}}[ea]ne)\b",
    re.IGNORECASE,
)
# «gir abonnentene», «for lederne»: those who do something, by how their word ends
_FOR_PEOPLE = re.compile(
    r"\b(?:for|til|gi|gir|gje|gjev|gav|ga|gitt|gjeve)\s+(?P<who>[a-zæøå]{2,}"
    r"(?:(?<!m)ent[ea]ne|erne|arane|ist[ea]ne|ørene|ørane|ling[ea]ne))\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:for|til|hos|gi|gir|gjev)\s+(?:(?:både|alle|våre|de|den|dei|enkelte)\s+)*$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|/|\bog\b)\s*")
# «Gevinstplan», «Handlingsplan for kysten»
_PLAN = re.compile(rf"\W*\w+{any_of('gain_context', 'plan')}\b", re.IGNORECASE)
_NOW = re.compile(rf"\b{any_of('comparisons', 'now')}\b")
_PERFECT = re.compile(r"\bhar\s+(?:(?!ikk)\w+\s+){0,2}?\w{3,}(?:t|a|dd)\b")
_HOW_SURE = re.compile(
    rf"\b(?:(?P<come>{any_of('degrees', 'come')})|{any_of('degrees', 'expected')})"
    r"|\wmål(?:a|et|ene)?\b",
    re.IGNORECASE,
)
_UNDERTAKING = re.compile(
    rf"{any_of('projects', 'undertaken')}\w*\s(?:av|til|mot)\s", re.IGNORECASE
)
_PASSIVE = re.compile(rf"{any_of('gain_context', 'is', 'becomes')}\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
# «Digitalisering», «Konklusjonen», «Rapporten viser at kommuner»: said of many things, no name
_NO_NAME = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|.*\b(?:at|som)\b.*")


def extract_gains(reading: Reading) -> Iterator[Gain]:
    """Every gain the document states."""
    sections = reading.view(Sections)
    proposes = kind_of(reading) in ("saksframlegg", "innkalling") or _is_plan(reading)
    latest: tuple[Block, Realised | None] | None = None
    for statement in find_statements(reading):
        text = statement.evidence.text
        realised = _of_row(statement, sections) or _realised(
            statement.said_above, proposes=proposes
        )
        if latest is not None and counts_it(text):
            realised = latest[1]  # «Det svarer til to årsverk», as certain as what it counts
        realised = realised or _realised(text, proposes=proposes)
        if realised is None and (proposes or statement.rule == "gains.effect"):
            realised = _as_told(text, proposes=proposes)
        if realised is None and latest is not None and latest[0] is statement.block:
            realised = latest[1]  # «… er andre gevinster», as certain as the gain before it
        latest = statement.block, realised
        yield _gain(statement, sections, realised)


def _gain(statement: Statement, sections: Sections, realised: Realised | None) -> Gain:
    """The gain with what its words say of it."""
    text = statement.evidence.text
    row = statement.row
    amount, unit = _quantity(text)
    if amount is None and row is not None:
        told = filter(None, map(row.cell, ("amount", "result", "target")))
        amount, unit = next((q for q in map(_quantity, told) if q[0] is not None), (None, None))
    ks = _type_of_row(row) or shelf("gain_types").first(text)
    group = sections.group(statement.block)
    year = _YEAR.search(text)
    kind = "kvantitativ" if amount is not None else "kvalitativ" if ks else None
    return Gain(
        evidence=statement.evidence,
        rule=statement.rule,
        confidence=statement.confidence,
        text=text,
        project=_owner(statement) or _the_project(statement, sections),
        group_name=title(group) if group else None,
        kind=cast(Kind | None, kind),
        ks_type=cast(KsType | None, ks.meaning if ks else _type_of_unit(text, unit)),
        beneficiary=_beneficiary(row.cell("beneficiary") or "" if row else "")
        or _beneficiary(text)
        or _beneficiary(statement.said_above),
        realised=realised,
        amount=amount,
        unit=unit,
        year=int(year[1]) if year else None,
    )


def _owner(statement: Statement) -> str | None:
    """What brought the gain, where the words say it: what opens them, or was told of before.

    Gains under a label are their project's; a sentence without the word is too unsure to name one.
    """
    if statement.rule == "gains.of_named":
        return statement.block.text[: statement.evidence.start - statement.block.start].rstrip(" :")
    under_heading = statement.label is not None and statement.label.kind is HEADING
    if statement.rule == "gains.listed" and under_heading:
        return _subject(statement.evidence.text)
    if _UNDERTAKING.match(statement.evidence.text):
        return _subject(statement.evidence.text)  # «Innføring av e-faktura har spart …»
    if statement.rule == "gains.named":
        return _subject(statement.evidence.text) or _introduced(statement)
    return None


def _the_project(statement: Statement, sections: Sections) -> str | None:
    """What `Prosjektet` is, where the nearest section that names a project names only one."""
    if not statement.evidence.text.startswith("Prosjektet "):
        return None
    for heading in reversed(sections.above(statement.block)):
        under = (heading, *sections.under(heading))
        names = {name.text for block in under for name in names_in(block.text)}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _subject(text: str) -> str | None:
    """What the words open with: `Fiks-plattformen (SvarUt, eDialog) har gitt …`."""
    named = next(names_in(text), None)
    if named is not None:
        return named.text
    verb = shelf("verbs").first(text) or shelf("realisation").first(text)
    opens_otherwise = any(shelf(name).at_start(text) for name in _OPENINGS)
    if verb is None or opens_otherwise or _is_own_doing(text, verb) or _tells(text, verb):
        return None
    words = _ASIDE.split(text[: verb.start])[0].rstrip(" ,")
    says_gain = any(hit.meaning in ("gain", "cost") for hit in gain_hits(words))
    is_short = len(words.split()) <= _LONGEST_SUBJECT
    return words if is_short and _can_own(words) and not says_gain else None


def _can_own(words: str) -> bool:
    """`Fiks-plattformen`, `Digital timebestilling`; not `Digitalisering`, `I følge fylket`."""
    opening = shelf("projects").at_start(words)
    is_about = opening is not None and opening.meaning == "preposition"
    return is_name(words) and not is_about and not _NO_NAME.fullmatch(words)


def _as_told(text: str, *, proposes: bool) -> Realised:
    """What a sentence tells has come, unless it says `kan` or `vil` or stands in a proposal."""
    is_to_come = MAY.search(text) is not None or is_conditional(text)
    return "forventet" if proposes or is_to_come else "realisert"


def _is_own_doing(text: str, verb: Hit) -> bool:
    """`Patruljen` + `kjører mindre`, `Planen` + `regner med …`: who does so brought no gain.

    What `er beregnet til å spare` does not reckon, but is reckoned to bring it.
    """
    acts = (hit for hit in shelf("gains").find(text) if hit.meaning in ("uses", "expects"))
    return any(hit.start == verb.start and not _PASSIVE.match(text, hit.start) for hit in acts)


def _tells(text: str, verb: Hit) -> bool:
    """`Rapporten` + `viser at …`: who tells of a gain did not bring it."""
    return shelf("gain_context").meaning(text[verb.start : verb.end]) == "tells"


def _introduced(statement: Statement) -> str | None:
    """What the block says was taken into use, before the gain is told of."""
    block, evidence = statement.block, statement.evidence
    before = block.text[: evidence.start - block.start]
    hits = [hit for hit in shelf("gains").find(before) if hit.meaning == "introduced"]
    name = phrase_from(block.text, hits[-1].end, "introduced") if hits else None
    return name.text if name and _can_own(name.text) else None


def _realised(text: str, *, proposes: bool) -> Realised | None:
    """Whether the words say that the gain has come or that it is expected; the first that do.

    In the present tense it has come, unless the document `proposes` what is to bring it.
    """
    hit = shelf("realisation").first(text)
    if hit is not None and hit.meaning == "present":
        return "forventet" if proposes or is_conditional(text) else "realisert"
    if hit is None and (_NOW.search(text) or _PERFECT.search(text)):
        # «Søknadene kommer nå ferdig utfylt», «Nes har kunnet la være å ansette»
        return "forventet" if proposes or is_conditional(text) else "realisert"
    how_sure = _HOW_SURE.search(text) if hit is None else None
    if how_sure is not None:
        return "realisert" if how_sure["come"] else "forventet"  # «Innfridde gevinstar:»
    return cast(Realised, hit.meaning) if hit else None


def _is_plan(reading: Reading) -> bool:
    """Whether the document says at its top that it is a plan."""
    return any(_PLAN.match(block.text) for block in reading.body[:_TOP])


def _of_row(statement: Statement, sections: Sections) -> Realised | None:
    """A row with a target and no result tells of a gain to come; one with a result, of one come.

    So may the title above: `Gevinster som gjenstår`.
    """
    if statement.row is None:
        return None
    result = statement.row.cell("result")
    if result and not tells_none(result):
        return "realisert"
    if "target" in statement.row.columns:
        return "forventet"
    titles = [above for above in sections.above(statement.block) if sections.is_title(above)]
    return _realised(title(titles[-1]), proposes=False) if titles else None


def _type_of_row(row: HeadedRow | None) -> Hit | None:
    """What kind of gain the column for it gives: `Økonomi`, `Spart tid i turnus`."""
    words = row.cell("type") or "" if row else ""
    return shelf("gain_types").first(words) or shelf("gain_types_of_fields").at_start(words)


def _type_of_unit(text: str, unit: str | None) -> KsType | None:
    """Time or money that is saved, though the words name no type: `har spart 12 timer i uka`."""
    saves = shelf("gains").says(text, *_SAVES)
    if not saves or unit is None:
        return None
    return "spart tid" if unit in _TIME else "unngått kostnad" if unit == "NOK" else None


def _beneficiary(text: str) -> str | None:
    """Whom the gain is for: who stands after `for`, `til` or `gir`, else the first one named.

    Those that are named together are given together: `bruker, pårørende, ansatt`.
    """
    found = shelf("beneficiaries").find(text)
    hits = [hit for hit in found if not _is_verb(text, hit)]
    whom = _FOR_WHOM.search(text)
    if whom and all(hit.start != whom.start("who") for hit in hits):
        return whom["who"].lower()
    if not hits:
        people = _FOR_PEOPLE.search(text)
        return people["who"].lower() if people else None
    first = next((n for n, hit in enumerate(hits) if _FOR.search(text[: hit.start])), 0)
    named = [hits[first]]
    for hit in hits[first + 1 :]:
        if not _AND.fullmatch(text[named[-1].end : hit.start]):
            break
        named.append(hit)
    return ", ".join(dict.fromkeys(hit.meaning for hit in named))


def _is_verb(text: str, hit: Hit) -> bool:
    """`Sentralbordet bruker mindre tid`: no user, but what it does."""
    return is_sentence(text[hit.start : hit.end]) and not _NOUN_AFTER.search(text[: hit.start])


def _quantity(text: str) -> tuple[float | None, str | None]:
    """How much, and of what: money in whole kroner, else hours, per cent, man-years."""
    for money in find_money(text):
        if not _FROM_MONEY.search(text, 0, money.start):
            return money.value, money.currency
    for match in _FIGURE.finditer(text):
        if _FROM.search(text, 0, match.start()):
            return None, None  # «fra 31 til 19 dager»: neither is how much
        unit = shelf("units").at_start(text[match.end() :].lstrip())
        value = figure(match.group())
        if unit is not None and value is not None and not _LEFT.search(text, 0, match.start()):
            return value, unit.meaning
    return _small_quantity(text)


def _small_quantity(text: str) -> tuple[float | None, str | None]:
    """`to timer`, where the number is a word."""
    counted = _COUNTED.search(text)
    unit = shelf("units").at_start(text[counted.end() :]) if counted else None
    if counted is None or unit is None or _LEFT.search(text, 0, counted.start()):
        return None, None
    return float(shelf("numerals").meaning(counted["count"]) or "nan"), unit.meaning
