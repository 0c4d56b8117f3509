"""What a person should look at: a document's contradictions and silences, as findings.

Nothing is corrected here. What the source has wrong (sums, votes, names) is said as it is, and
where Møtebok may have missed something, the archive confesses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, groupby, pairwise
from typing import TypeVar

from extractors.outline import Outline
from extractors.tallies import find_counts
from extractors.vocabulary import fold
from extractors.votes import named_line
from schemas.claims import Amount, Attendance, Case, Claim, Finding, Severity, Vedtak, Vote
from schemas.document import Block, Evidence
from schemas.record import LinkedFinding, Record, Row

C = TypeVar("C", bound=Claim)

_ROUNDING = 1.0  # kroner that a sum of rounded figures may be off
_FEWEST_PRESENT = 3  # people listed before a voter can be missing among them
_ACCENTS = dict(zip("éèêáàóòôüöä", "eeeaaooouøæ", strict=True))
_MINUTES = {"protokoll", "referat"}
_UNSURE = 0.8  # a page of which OCR is less sure should be compared with the original
_DOUBTS_THE_READING = {
    *("reading.remark", "reading.scan", "reading.unsure"),
    *("coverage.no_cases", "coverage.no_vedtak"),
}


def check(record: Record, outline: Outline) -> Record:
    """`record` with its findings, and `mistenkelig` if its text or coverage is in doubt."""
    found = chain(_coverage(record, outline), *(rule(record) for rule in CHECKS))
    findings = tuple(
        LinkedFinding(id=f"{record.id}-findings-{number}", finding=finding, case_id=case_id)
        for number, (finding, case_id) in enumerate(found, start=1)
    )
    doubtful = any(f.finding.rule in _DOUBTS_THE_READING for f in findings)
    status = "mistenkelig" if doubtful and record.facts.status == "ok" else record.facts.status
    facts = record.facts.model_copy(update={"status": status})
    return record.model_copy(update={"findings": findings, "facts": facts})


Found = Iterator[tuple[Finding, str | None]]


def _reading(record: Record) -> Found:
    for remark in record.document.remarks:
        yield _finding("reading.remark", "advarsel", remark), None
    scanned = record.document.scanned_pages
    if scanned:
        pages = ", ".join(map(str, scanned))
        message = f"Side {pages} er bilder uten tekst, og er ikke lest: OCR mangler eller ga opp."
        yield _finding("reading.scan", "advarsel", message), None


def _ocr(record: Record) -> Found:
    """Which pages OCR has read, and those of which it is not sure."""
    pages: defaultdict[int, list[Block]] = defaultdict(list)
    for block in record.document.blocks:
        if block.confidence is not None:
            pages[block.page or 0].append(block)
    if pages:
        message = f"Lest med OCR: side {', '.join(map(str, sorted(pages)))}."
        yield _finding("reading.ocr", "info", message), None
    for page, blocks in sorted(pages.items()):
        sure = sum((b.confidence or 0) * len(b.text) for b in blocks)
        sure /= sum(len(b.text) for b in blocks)
        if sure < _UNSURE:
            message = f"OCR er usikker på side {page} ({sure:.0%}). Sammenlign med originalen."
            worst = min(blocks, key=lambda b: b.confidence or 0)
            yield _finding("reading.unsure", "advarsel", message, worst.cut()), None


def _coverage(record: Record, outline: Outline) -> Found:
    """Minutes with no cases, or with decision headings and no decision, were not understood."""
    if record.facts.kind not in _MINUTES or not record.document.body:
        return
    if not _claims(record, Case):
        message = "Dokumentet ser ut som en møteprotokoll, men ingen saker ble funnet."
        yield _finding("coverage.no_cases", "advarsel", message), None
    decided = {row.links.get("case_id") for row, _ in _rows(record, Vedtak)}
    for part in outline.parts:
        if part.label.meaning == "decision" and part.label.value is None and not part.body:
            case_id = _case_at(record, part.block.start)
            if case_id is not None and case_id in decided:
                continue  # it stands elsewhere: «Det ble enighet om følgende vedtak: …»
            message = f"Overskriften «{part.block.text.strip()}» har ikke noe vedtak under seg."
            finding = _finding("decision.empty", "advarsel", message, part.block.cut())
            yield finding, case_id


def _agenda(record: Record) -> Found:
    """The saksliste against what was treated."""
    cases = _rows(record, Case)
    treated = [row for row, case in cases if case.source == "section"]
    if record.facts.kind not in _MINUTES or not treated:
        return
    for row, case in cases:
        if case.source == "agenda" and case.sequence is not None:
            message = f"Sak {case.number} står på sakslisten, men behandlingen ble ikke funnet."
            yield _finding("agenda.not_treated", "advarsel", message, case.evidence), row.id
    listed = {row.links.get("meeting_id") for row, case in cases if "agenda" in case.rule}
    for row, case in cases:
        if (
            row.links.get("meeting_id") in listed
            and case.source == "section"
            and "agenda" not in case.rule
            and case.number
        ):
            message = f"Sak {case.number} er behandlet, men står ikke på sakslisten."
            yield _finding("agenda.not_listed", "info", message, case.evidence), row.id


def _numbering(record: Record) -> Found:
    """A number that is missing between two others."""
    numbered = [(row, c) for row, c in _rows(record, Case) if c.sequence is not None and c.year]
    for (_, one), (row, other) in pairwise(numbered):
        if one.prefix != other.prefix or one.year != other.year:
            continue
        missing = range((one.sequence or 0) + 1, other.sequence or 0)
        if 0 < len(missing) <= 3:
            numbers = ", ".join(f"{n}/{other.year}" for n in missing)
            message = f"Saksnummer {numbers} mangler mellom {one.number} og {other.number}."
            yield _finding("cases.gap", "info", message, other.evidence), row.id


def _undecided(record: Record) -> Found:
    """A case with a recommendation, in minutes, and no decision."""
    if record.facts.kind not in _MINUTES:
        return
    linked = {
        table: {row.links.get("case_id") for row in record.rows if row.table == table}
        for table in ("vedtak", "recommendations")
    }
    for row, case in _rows(record, Case):
        if row.id in linked["recommendations"] and row.id not in linked["vedtak"]:
            name = case.number or case.title
            message = f"Sak {name} har en innstilling, men ikke noe vedtak ble funnet."
            yield _finding("coverage.undecided", "info", message, case.evidence), row.id


def _sums(record: Record) -> Found:
    """A table's printed sums against what its rows add up to."""
    in_tables = [(row, a) for row, a in _rows(record, Amount) if a.source == "table"]
    in_tables.sort(key=lambda item: item[1].evidence.end)  # it may begin at the table's head
    column_of: dict[str, tuple[int, int]] = {}
    for block, amounts in groupby(
        in_tables, lambda item: record.document.block_at(item[1].evidence.end - 1)
    ):
        for column, (row, _) in enumerate(amounts):
            column_of[row.id] = (-1 if block.table is None else block.table, column)

    def place(item: tuple[Row, Amount]) -> tuple[int, int]:
        return column_of[item[0].id]

    for _, group in groupby(sorted(in_tables, key=place), key=place):
        rows = sorted(group, key=lambda item: item[1].evidence.end)
        since: list[float] = []
        everything: list[float] = []
        for row, amount in rows:
            if amount.kind != "sum":
                since.append(amount.amount)
                everything.append(amount.amount)
                continue
            candidates = [sum(since), sum(everything)]
            if len(since) >= 2 and all(abs(c - amount.amount) > _ROUNDING for c in candidates):
                message = (
                    f"«{amount.label}» er oppgitt til {_kroner(amount.amount)}, "
                    f"men postene over summerer til {_kroner(sum(since))}."
                )
                yield (
                    _finding("amounts.sum", "advarsel", message, amount.evidence),
                    row.links.get("case_id"),
                )
            since = []


def _ballots(record: Record) -> Found:
    """The stated count of a vote by name against the names, and the names against attendance."""
    there = _present(record)
    seen: set[int] = set()
    votes = [(row, vote) for row, vote in _rows(record, Vote) if vote.name]
    for _row, vote in votes:
        block = record.document.block_at(vote.evidence.start)
        line = None if block.seq in seen else named_line(block)
        seen.add(block.seq)
        if line is None:
            continue
        named = [v for _, v in votes if block.start <= v.evidence.start < block.end]
        case_id = _case_at(record, block.start)
        if line.stated is not None and line.stated != len(named):
            message = (
                f"Det står at {line.stated} stemte {line.side}, men {len(named)} er nevnt med navn."
            )
            yield _finding("votes.count", "advarsel", message, block.cut()), case_id
        absent = [v.name for v in named if v.name and not _names_of(v.name) & there]
        if absent and len(there) >= _FEWEST_PRESENT:
            message = f"Avga stemme, men er ikke oppført som til stede: {', '.join(absent)}."
            yield _finding("votes.not_present", "advarsel", message, block.cut()), case_id


def _present(record: Record) -> set[str]:
    there = (
        _names_of(person.name)
        for _, person in _rows(record, Attendance)
        if person.status in ("present", "substitute")
    )
    return set(chain.from_iterable(there))


def _names_of(name: str) -> set[str]:
    """By what somebody may be named: minutes leave out middle names, and the accents of `André`."""
    bare = "".join(_ACCENTS.get(letter, letter) for letter in fold(name))
    first, *others = bare.split()
    return {bare, f"{first} {others[-1]}"} if others else {bare}


def _voting(record: Record) -> Found:
    """A vote that contradicts itself, or that the words mention and no row holds."""
    sections = {row.id: case.section for row, case in _rows(record, Case)}
    for row, vedtak in _rows(record, Vedtak):
        case_id = row.links.get("case_id")
        start, end = sections.get(case_id or "", (0, len(record.document.text)))
        if vedtak.votes_against and vedtak.unanimous is None and "enstemmig" in fold(vedtak.text):
            message = "Vedtaket kalles enstemmig, men stemmer imot er oppgitt."
            yield _finding("votes.contradiction", "advarsel", message, vedtak.evidence), case_id
        if vedtak.votes_for is not None or vedtak.votes_against is not None:
            continue
        for block in record.document.between(start, end):
            if not block.furniture and find_counts(block.text):
                message = "Teksten nevner stemmetall som ikke er knyttet til vedtaket."
                yield _finding("votes.unlinked", "info", message, block.cut()), case_id
                break


CHECKS: tuple[Callable[[Record], Found], ...] = (
    _reading,
    _ocr,
    _agenda,
    _numbering,
    _undecided,
    _sums,
    _ballots,
    _voting,
)


def _finding(
    rule: str, severity: Severity, message: str, evidence: Evidence | None = None
) -> Finding:
    return Finding(rule=rule, severity=severity, message=message, evidence=evidence)


def _rows(record: Record, kind: type[C]) -> list[tuple[Row, C]]:
    return [(row, row.claim) for row in record.rows if type(row.claim) is kind]


def _claims(record: Record, kind: type[C]) -> list[C]:
    return [claim for _, claim in _rows(record, kind)]


def _case_at(record: Record, offset: int) -> str | None:
    """The id of the case in whose section `offset` lies."""
    for row, case in _rows(record, Case):
        spans = (case.section, *case.also)
        if case.source == "section" and any(first <= offset < end for first, end in spans):
            return row.id
    return None


def _kroner(amount: float) -> str:
    """`7 037 435,44`."""
    whole, cents = f"{amount:,.2f}".split(".")
    digits = whole.replace(",", " ")
    return digits if cents == "00" else f"{digits},{cents}"
