"""Sums of money: what running text says of kroner, and the rows of money tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.dates import year_in
from extractors.money import Money, find_money, stems
from extractors.money_tables import MoneyRow, MoneyTable, money_tables
from extractors.reading import Reading
from extractors.standing import that_tell
from extractors.vocabulary import fold, lowered, shelf
from schemas.claims import Amount, AmountKind
from schemas.document import TABLE_ROW, Block

_KINDS: dict[str, AmountKind] = {
    "frame": "ramme",
    "expense": "utgift",
    "income": "inntekt",
    "grant": "tilskudd",
}
_KIND = re.compile(
    "|".join(f"(?P<{kind}>{stems(shelf('amounts').phrases[kind])})" for kind in _KINDS)
)
_BESIDE = re.compile(
    r"[\d\s.,–-]+(?:(?:mill|mrd|millioner|millionar|tusen|kr|kroner|NOK)\b\.?\s*)*"
    r"(?:er|i|var|som)\s+(?P<kind>(?:\w+\s+)?\w+)",
    re.IGNORECASE,
)
_GOODS = re.compile(stems(shelf("amounts").phrases["goods"]), re.IGNORECASE)
_ASKED = re.compile(stems(shelf("amounts").phrases["asked_for"]), re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:]\s+|\s[–-]\s")
# spaCy reads "450.000." as an ordinal and goes on with the next sentence; cells end at tabs.
_SENTENCE_ENDS = re.compile(r"\t|(?<=\d\.)\s+(?=[A-ZÆØÅ«”\"])")
_ENUMERATION = re.compile(r"\s*(?:[-–•*]\s+|(?:\d{1,2}[.)])+\s*(?=[^\W\d]))*")
_CERTAIN = 0.9  # in a row of a table that is not about money, a figure must be plain
_LONGEST_LABEL = 160  # characters


def extract_amounts(reading: Reading) -> Iterator[Amount]:
    """The amounts of `reading`, those in tables first.

    What the document repeats, as a decision repeats its recommendation, counts once: the last time.
    """
    tables = list(money_tables(reading))
    yield from _last_of_each((table.caption, list(_in_table(table))) for table in tables)
    rows = {block.seq for table in tables for block in table.blocks}
    text = (block for block in that_tell(reading) if block.seq not in rows)
    told = (list(_in_text(reading, block)) for block in text)
    yield from _last_of_each(("", amounts) for amounts in told if amounts)


def _last_of_each(groups: Iterable[tuple[str, list[Amount]]]) -> list[Amount]:
    """All amounts of the named groups but those that a later group of the same name repeats.

    The words of a label may come in another order: cells wrap differently on another page.
    """
    kept: list[list[Amount]] = []
    later: set[tuple[str, tuple[str, ...], float]] = set()
    for name, amounts in reversed(list(groups)):
        labels = [tuple(sorted(fold(amount.label or "").split())) for amount in amounts]
        keys = [(fold(name), label, a.amount) for a, label in zip(amounts, labels, strict=True)]
        kept.append([a for a, key in zip(amounts, keys, strict=True) if key not in later])
        later.update(keys)
    return [amount for amounts in reversed(kept) for amount in amounts]


def _in_table(table: MoneyTable) -> Iterator[Amount]:
    sums = [_sums_up(row.label) for row in table.rows]
    kinds = _kinds_of_rows(table, sums)
    for place, row in enumerate(table.rows):
        yield Amount(
            evidence=row.evidence,
            rule="amounts.table",
            confidence=row.confidence,
            label=row.label or None,
            amount=row.value,
            currency=row.currency,
            kind="sum" if sums[place] else kinds[place],
            year=row.year,
            source="table",
        )


def _kinds_of_rows(table: MoneyTable, sums: list[bool]) -> list[AmountKind | None]:
    """What kind of money each row is of; what is summed up with expenses only is one, too.

    What a caption says of all rows does not hold for one below zero (`Hva det har kostet`, less
    `Tilskudd fra fylket -400 000`), and a sentence above them is about something else.
    """
    own = {_kind_of_row(row, accounts=False) for row in table.rows}
    accounts = any(sums) or {"utgift", "inntekt"} <= own
    kinds: list[AmountKind | None] = []
    first = 0  # of those that the next sum sums up
    for place, row in enumerate(table.rows):
        below = next((table.rows[i].label for i in range(place, len(sums)) if sums[i]), "")
        tells = row.value >= 0 and not table.caption.endswith(".")
        caption = _only_kind_of(table.caption) if tells else None
        around = _kind_of(row.above) or _only_kind_of(below) or caption
        kinds.append(around or _kind_of_row(row, accounts=accounts))
        if not sums[place]:
            first = place if place and sums[place - 1] else first
        elif {kind for kind in kinds[first:place] if kind} == {"utgift"}:
            kinds[first:place] = ["utgift"] * (place - first)
    return kinds


def _in_text(reading: Reading, block: Block) -> Iterator[Amount]:
    found = find_money(block.text)
    if block.kind is TABLE_ROW:
        found = [money for money in found if money.confidence >= _CERTAIN]
    for money in found:
        first, last = _sentence_at(reading, block, money)
        alone = sum(first <= other.start < last for other in found) == 1
        evidence = block.cut(*_label_at(block.text, first, last, money, alone=alone))
        figure = block.start + money.start - evidence.start
        yield Amount(
            evidence=evidence,
            rule="amounts.text",
            confidence=money.confidence,
            label=" ".join(evidence.text.split()),
            amount=money.value,
            currency=money.currency,
            kind=_kind_beside(evidence.text[figure:])
            or _kind_of(evidence.text[:figure])
            or _first_kind_of(evidence.text[figure:]),
            year=year_in(evidence.text),
            source="text",
        )


def _sentence_at(reading: Reading, block: Block, money: Money) -> tuple[int, int]:
    """Where the sentence of `money` begins and ends in its cell; `75 mill. kr` is not two."""
    start, end = block.start + money.start, block.start + money.end
    around = [s for s in reading.sentences(block) if s.end > start and s.start < end]
    first, last = around[0].start - block.start, around[-1].end - block.start
    ends = [match.span() for match in _SENTENCE_ENDS.finditer(block.text, first, last)]
    first = max([first, *(after for _, after in ends if after <= money.start)])
    last = min([last, *(before for before, _ in ends if before >= money.end)])
    mark = _ENUMERATION.match(block.text, first, money.start)
    return (mark.end() if mark else first), last


def _label_at(text: str, first: int, last: int, money: Money, *, alone: bool) -> tuple[int, int]:
    """Where the words for `money` stand in the sentence: all of it if it is short and has no other.

    Else they go from the sentence's beginning, or so much of it as fits, to the clause's end.
    """
    if alone and last - first <= _LONGEST_LABEL:
        return first, last
    ends = list(_CLAUSE_ENDS.finditer(text, first, last))
    right = next((end.start() for end in ends if end.start() >= money.end), last)
    starts = [first, *(end.end() for end in ends if end.end() <= money.start)]
    left = next((start for start in starts if right - start <= _LONGEST_LABEL), starts[-1])
    return left, right


def _kind_of(words: str) -> AmountKind | None:
    """What the last telling word says of the kind."""
    kinds = [match.lastgroup for match in _KIND.finditer(lowered(words))]
    return _KINDS[kinds[-1] or ""] if kinds else None


def _kind_beside(words: str) -> AmountKind | None:
    """`2 mill. kroner i tilskudd`, `900 kr er støtte`: what stands right after the figure."""
    beside = _BESIDE.match(words)
    return _first_kind_of(beside["kind"]) if beside else None


def _first_kind_of(words: str) -> AmountKind | None:
    match = _KIND.search(lowered(words))
    return _KINDS[match.lastgroup or ""] if match else None


def _kind_of_row(row: MoneyRow, *, accounts: bool) -> AmountKind | None:
    """What the head of the column says, else the last cell that tells.

    In accounts `Lisenser` are paid for.
    """
    for kind in (_only_kind_of(row.head), *map(_kind_of_label, reversed(row.words))):
        if kind is not None:
            return kind
    if shelf("amounts").meaning(row.first_head) == "applicant" and not _ASKED.search(row.head):
        return "tilskudd"  # «Søker | Søknadssum | Forslag»
    return "utgift" if accounts and _GOODS.search(row.label) else None


def _kind_of_label(words: str) -> AmountKind | None:
    """What the first telling word says, of a compound its last part.

    `Refusjon sykelønn` is no wages, `Lønnstilskudd` neither.
    """
    word = next((w for w in lowered(words).split() if _KIND.search(w)), "")
    return _kind_of(word) or _kind_of(words)


def _only_kind_of(words: str) -> AmountKind | None:
    """`Økte kostnader` says what all rows are, `Økte inntekter/reduserte kostnader` does not."""
    kinds = {match.lastgroup for match in _KIND.finditer(lowered(words))}
    return _KINDS[kinds.pop() or ""] if len(kinds) == 1 else None


def _sums_up(label: str) -> bool:
    hit = shelf("amounts").at_start(label)
    return hit is not None and hit.meaning == "sum"
