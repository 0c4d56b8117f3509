"""Which body met, and which organisation it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from extractors.case_rows import body_of_row, is_case_row
from extractors.column_heads import is_case_table
from extractors.dates import find_days
from extractors.names import is_person_name
from extractors.numbers import is_treatment
from extractors.organisations import is_organisation_by_ending
from extractors.outline import Part
from extractors.reading import Reading
from extractors.titles import is_told
from extractors.vocabulary import any_of, fold, shelf
from schemas.document import Block, Evidence

# «Arbeidsmiljøutvalget», «Oppvekst- og utdanningskomiteen», «Sametingets tilskuddsstyre»
_MEDIUM = any_of("meetings", "medium")  # «Teams møte», «telefonstyremøte»
_OWNER = r"(?:\b[A-ZÆØÅÁ][\wáéíóúäöÁ-]*s\s)?(?:\b[A-ZÆØÅÁ][\w]*-\s?(?:og|,)\s)?"
_NAME = re.compile(
    rf"{_OWNER}\b(?!{_MEDIUM}\b)[\wáéé]*(?!(?<=[^\Wsre])ting){any_of('bodies', 'noun')}"
    r"(?:\b|(?=s\smøte\b))(?:\si\s[A-ZÆØÅ][\w-]+)?",
    re.IGNORECASE,
)
# «Kommunestyrets behandling av sak 33/2026»
_TREATMENT = re.compile(r"^(?P<owner>.{3,80}?)s?\s+(?:behandling|handsaming)\s+av\b", re.IGNORECASE)
_KINDS = any_of("kinds", "protokoll", "referat", "innkalling")
# «Utskrift av møtebok 02/04», «Protokoll fra møte i …», «1. styremøte»
_LEAD = re.compile(
    rf"^(?:(?:{_KINDS}|{any_of('meetings', 'about')}|\d{{1,3}}\.|(?:\w\s){{4,}}\w)(?!\w)|\W)+\s*",
    re.IGNORECASE,
)
_KIND_AT_END = re.compile(rf"\s+[–-]\s+{_KINDS}\W*$", re.IGNORECASE)
_FIRST = 8  # lines of a case among which it says who treated it
_TOP = 3  # lines
_KIND_AND_NAME = re.compile(
    rf"\W*(?i:{_KINDS})\s*[–:-]\s*(?P<name>[A-ZÆØÅ][\w-]+(?:\s[\w-]+){{1,5}})\W*"
)
_TO = re.compile(r"\W*(?:til|kopi)\b", re.IGNORECASE)  # who gets the paper, not who met
# «Studenttingsmøte 13/14», «Kommunestyremøte», «Styreprotokoll nr. 3»
_MEETING_OF = re.compile(
    rf"\b(?!{_MEDIUM}-?møte)(?:{_MEDIUM})?(?P<body>\w*?{any_of('bodies', 'noun')})s?"
    r"(?:møtet?(?:referat|protokoll)?|protokoll|referat)\b",
    re.IGNORECASE,
)
# «Årlig møte i programkomiteen»
_MET_IN = re.compile(r"\bmøtet?\s+(?:i|for|av)\s+(?=\S)", re.IGNORECASE)
# «Referat fra FAU-møte 2. mai 2023», «Lingvistmøte 3.3.»
_MEETING = re.compile(
    rf"\W*(?:(?i:{_KINDS}|{any_of('meetings', 'about')})\W+)*"
    rf"(?!(?i:{_MEDIUM}-?møte|opp|fr[ae]m))(?P<name>[\wæøå]{{2,}}-?møte|[A-ZÆØÅ]{{2,}}\smøte)t?\b[^:]{{0,40}}"
)
_OTHER_FIELDS = ("date", "time", "place", "archive")  # beside a body's name on its line
# «Sameiemøtet», «Representantskapsmøtet», whatever assembly it is; «frammøtet» is none
_ASSEMBLY = re.compile(
    rf"\b(?:{any_of('bodies', 'assembly')}|(?!opp|fr[ae]m)[a-zæøå]{{4,}}møtet)\b", re.IGNORECASE
)
_MAY_BE_BODY = re.compile(r"[A-ZÆØÅÁ][\w-]*(?:\s[\w-]+){0,4}")
_LETTER_SPACED = re.compile(r"\s*(?:\w ){4,}\w\s*")
_COLON = re.compile(r":(?!\d)")  # not that of a clock
_LONGEST = 70  # characters of a title
_OFTEN = 3  # times that an assembly is named before it is the one that met


class Body(NamedTuple):
    """A body's name as written, without case endings, and where it stands."""

    name: str
    evidence: Evidence


def body_in(reading: Reading) -> Body | None:
    """The body that met, by its field, who treated the case, the title, or a sentence."""
    known = {block.seq for block in reading.opening}
    for part in reading.outline.parts:
        if part.label.meaning == "body" and part.block.seq in known:
            found = _from_field(reading, part)
            if found:
                return found
    for section in reading.outline.sections[:1]:
        below = reading.document.between(section.block.start, section.end)
        for block in islice(below, _FIRST):
            found = body_of_treatment(block) if is_treatment(block.text) else None
            if found:
                return found
    lines = reading.opening[:25]
    titled = [body for line in lines if not _TO.match(line.text) and (body := _from_title(line))]
    # «ALTA IDRETTSRÅD», «Protokoll fra årsmøtet»: whose assembly it was, and the assembly
    titled.sort(key=lambda body: shelf("bodies").meaning(body.name) != "assembly")
    fields = {part.block.seq for part in reading.outline.parts if part.label.value is not None}
    prose = (b for b in lines if b.seq not in fields and not _TO.match(b.text))
    told = filter(None, map(_from_sentence, prose))
    return (
        next(iter(titled), None)
        or (_newest_row(reading) if len(reading.outline.sections) == 1 else None)
        or _above_kind(lines)
        or _meeting_named(lines)
        or next(told, None)
        or _assembly_named(reading)
        or _after_kind(lines)
    )


def _newest_row(reading: Reading) -> Body | None:
    """Of `41/18 Formannskapet 04.09.2018` and `66/18 Kommunestyret 24.09.2018` the last."""
    rows = [(block, span) for block in reading.body if (span := body_of_row(block))]
    if not rows:
        return None
    block, (first, last) = max(rows, key=lambda row: find_days(row[0].text)[-1].iso)
    name = block.text[first:last].strip(" \t,")
    return Body(name, block.cut(first, last)) if name else None


def _above_kind(lines: Sequence[Block]) -> Body | None:
    """What stands alone above `Utskrift av møtebok 02/04`: the body, if no other word says so."""
    for above, block in pairwise(lines):
        name = above.text.strip()
        if _is_kind_only(block) and _MAY_BE_BODY.fullmatch(name) and not _is_something_else(name):
            return Body(name, above.cut())
    return None


def _after_kind(lines: Sequence[Block]) -> Body | None:
    """`Møtereferat – Prosjekt Felles portal`: whatever met is named after what the paper is."""
    for block in lines[:_TOP]:
        match = _KIND_AND_NAME.fullmatch(block.text)
        if match is not None and not find_days(match["name"]):
            return Body(match["name"], block.cut(match.start("name"), match.end("name")))
    return None


def _meeting_named(lines: Sequence[Block]) -> Body | None:
    """`Lingvistmøte 3. mars`: a meeting that no known body holds is called by its own name."""
    for block in lines[:_TOP]:
        match = _MEETING.fullmatch(block.text)
        if match is not None and not is_told(block.text):
            return Body(match["name"], block.cut(match.start("name"), match.end("name")))
    return None


def _is_something_else(name: str) -> bool:
    """A person, a letterhead, or a word that begins a line."""
    words = any(shelf(each).first(name) for each in ("labels", "kinds"))
    return words or is_person_name(name) or is_organisation_by_ending(name)


def _is_kind_only(block: Block) -> bool:
    """`MØTEPROTOKOLL`, `Utskrift av møtebok 02/04`."""
    lead = _LEAD.match(block.text)
    kind = shelf("kinds").at_start(block.text)
    return (
        kind is not None
        and lead is not None
        and not re.search(r"[^\d/.\s]", block.text[lead.end() :])
    )


def _assembly_named(reading: Reading) -> Body | None:
    """The assembly that the text speaks of most: `På sameiemøtet ble det …`."""
    found: dict[str, list[Body]] = {}
    for block in reading.body:
        for match in _ASSEMBLY.finditer(block.text):
            named = Body(match.group(), block.cut(match.start(), match.end()))
            found.setdefault(fold(match.group()), []).append(named)
    most = max(found.values(), key=len, default=[])
    return most[0] if len(most) >= _OFTEN else None


def body_of_treatment(block: Block) -> Body | None:
    """`Hovedutvalg helse og omsorgs behandling av sak 15/2025 i møte den …`."""
    match = _TREATMENT.match(block.text)
    return Body(match["owner"].strip(), block.cut(0, match.end("owner"))) if match else None


def _from_field(reading: Reading, part: Part) -> Body | None:
    value = reading.value_of(part)
    if value is None:
        return None
    block, first = value
    named = part.body[0] if part.body else block  # the heads beside it may have no values
    if first == 0 and not _NAME.fullmatch(block.text) and _NAME.fullmatch(named.text):
        block = named
    lead = _LEAD.match(block.text[first:])
    first += lead.end() if lead else 0
    words = re.split(r"\t|\s{3,}|\s+(?=[A-ZÆØÅ][\w/]{2,15}\s?:)|,?\s+\d", block.text[first:])[0]
    fields = (hit.start for hit in shelf("labels").find(words) if hit.meaning in _OTHER_FIELDS)
    words = words[: next((at for at in fields if at), len(words))]  # «Planutvalget Møtedato 1.2.»
    name = words.strip(" .,:")
    return Body(name, block.cut(first, first + len(words))) if name else None


def _from_title(block: Block) -> Body | None:
    """A short line that names a body or an assembly: `Møte i hovedstyret`, `Årsmøte 2020`."""
    text = block.text
    if _LETTER_SPACED.fullmatch(text):  # «F Y L K E S T I N G E T»
        name = text.replace(" ", "")
        return Body(name.capitalize(), block.cut()) if _NAME.fullmatch(name) else None
    lead, days = _LEAD.match(text), find_days(text)
    first, last = lead.end() if lead else 0, min([d.start for d in days] + [len(text)])
    says_when = bool(lead and days)  # «Referat fra styremøte 3. mai 2021.»
    stops = ("!", ",") if says_when else (".", "!", ",")
    if last - first > _LONGEST or _COLON.search(text) or text.rstrip().endswith(stops):
        return None
    hit = shelf("bodies").first(text)
    met = _MEETING_OF.search(text)
    if met is not None:
        return Body(_definite(met["body"]).capitalize(), block.cut(met.start(), met.end()))
    if hit is not None and hit.meaning == "assembly":
        return Body(text[hit.start : hit.end], block.cut(hit.start, hit.end))
    if is_told(text) or is_case_row(block) or is_case_table(block) or _names_someone(text):
        return None
    met_in = _MET_IN.search(text, first, last)
    if met_in is not None and _NAME.search(text[met_in.end() : last]):
        first = met_in.end()
    words = _KIND_AT_END.sub("", text[first:last]).strip(" ,–-")
    if first >= last or not words or _is_heads_only(words):
        return None
    said = fold(lead.group()) if lead else ""
    says_meeting = "møte" in said and (bool(days) or said.endswith((" i", " for")))
    if _NAME.search(words) or (says_meeting and words[0].isupper() and len(words.split()) <= 5):
        return Body(_bare(words), block.cut(first, last))
    return None


def _names_someone(text: str) -> bool:
    """`Ole Li, leder av Valgkomiteen` is about a person."""
    first, *rest = re.split(r",|\t|\s\(", text, maxsplit=1)
    return bool(rest) and is_person_name(first)


def _definite(noun: str) -> str:
    """`studentting` is `studenttinget`, `komite` `komiteen`: in the form that the shelf has."""
    forms = shelf("bodies").phrases["noun"]
    endings = ("et", "t", "en", "n", "a")
    known = (end for end in endings if any(fold(noun + end).endswith(form) for form in forms))
    return noun + next(known, "et")


def _is_heads_only(words: str) -> bool:
    """`Utvalg Møtedato` are column heads, not a body."""
    left = fold(words)
    for hit in reversed(list(shelf("labels").find(left))):
        left = left[: hit.start] + left[hit.end :]
    return not left.strip(" :.,/")


def _from_sentence(block: Block) -> Body | None:
    """`Arbeidsmiljøutvalget holdt møte den …`; `generalforsamling i X`."""
    hit = next((h for h in shelf("bodies").find(block.text) if h.meaning == "assembly"), None)
    if hit is not None:
        return Body(block.text[hit.start : hit.end], block.cut(hit.start, hit.end))
    for match in _NAME.finditer(block.text):
        if match.group()[0].isupper() and not _is_any(match.group()):
            return Body(_bare(match.group()), block.cut(match.start(), match.end()))
    return None


def _is_any(word: str) -> bool:
    """`Ting`, `Gruppe`: a noun alone that is no body's name."""
    return shelf("bodies").meaning(word) == "noun" and not word.endswith(("t", "n", "a"))


def _bare(words: str) -> str:
    """Without `møte` and the genitive before it (`Arbeidsmiljøutvalgets møte`)."""
    without = re.sub(r"s?\s+møte\b.*$", "", words, flags=re.IGNORECASE | re.DOTALL)
    return " ".join(without.split()).rstrip("/")
