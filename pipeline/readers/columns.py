"""Tables without drawn lines: text that tabs, pipes or white space set in columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.readers.joining import Words, is_ended, is_hanging
from pipeline.readers.lines import Line, is_enumerated
from schemas.document import PARAGRAPH, TABLE_ROW

_GUTTER = re.compile(r" {2,}")
_RULE = re.compile(r"[\s|:+=_-]+")
_NUMBER = re.compile(r"(?:kr\.? ?)?[-−]?\d[\d .]*(?:,\d+)?(?:,-)?%?")
_FIELD = re.compile(r"[^\W\d][^:]{1,30}: ?\S")
_BAR = re.compile(r"(?<= )\|(?= |$)")
_HYPHENED = re.compile(r"[^\W\d_]-$")
_NO_WORDS = Words(())
_NEAR = 3.5  # characters that the same column may wander from one line to the next
_NARROW = 30  # characters that the last column has room for, if nothing in it is wider
_LEAST_GUTTER = 2  # characters between two columns
_LEAST_COLUMNS = 2
_WIDE = 1.15  # letters, of those that take more room than they do on average
_ROWS = 3  # lines with gutters that it takes to be a table


class Piece(NamedTuple):
    """A piece of a line between gutters; `start` and `end` are in characters, about."""

    start: float
    end: float
    text: str


Pieces = Sequence[Piece]  # a line; empty where it is blank


def cells_of(line: str) -> list[str]:
    """The cells of a line that tabs or pipes divide; one cell where nothing does."""
    text = line.strip()
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return [cell.strip() for cell in text[1:-1].split("|")]
    return [cell.strip() for cell in line.strip(" ").split("\t")]


def is_rule(line: str) -> bool:
    """Whether `line` is a table's drawn rule: `|---|:--:|`."""
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def fields_of(pieces: Sequence[str]) -> list[slice]:
    """The fields that stand beside each other on a line (`Saksbehandler: A    Arkiv: B`).

    Each is a label with what it says, if need be in the piece after its colon. A line of anything
    else is one.
    """
    starts = [i for i in range(len(pieces)) if not (i and pieces[i - 1].endswith(":"))]
    fields = [slice(start, end) for start, end in pairwise([*starts, len(pieces)])]
    labelled = all(_FIELD.match(" ".join(pieces[field])) for field in fields)
    return fields if labelled else [slice(0, len(pieces))]


def with_outer_pipes(lines: Sequence[str]) -> list[str]:
    """`lines` with the pipes at the ends of rows that a table may do without.

    Markdown (GFM) draws a rule below the first row; where none is drawn, two rows of three cells
    or more make a table.
    """
    piped: list[str] = []
    inside = bare = False
    for line, below in pairwise([*lines, ""]):
        inside = "|" in line and (inside or is_rule(below))
        bare = not inside and _bars(line) > 1 and (bare or _bars(line) == _bars(below))
        piped.append(f"|{line.strip().strip('|')}|" if inside else f"|{line}|" if bare else line)
    return piped


def _bars(line: str) -> int:
    """How many bars stand between words of a line that begins with a word."""
    return 0 if line.lstrip().startswith("|") else len(_BAR.findall(line))


def is_tabbed(line: str) -> bool:
    """Whether tabs or pipes divide `line`; a label's, a bullet's or a number's tab does not."""
    cells = cells_of(line)
    if line.lstrip().startswith("|"):
        return len(cells) > 1 and any(cells)
    if len(cells) < 2 or not cells[0]:
        return "|" in line and len(cells) > 1 and any(cells)
    marked = len(cells) == 2 and (len(cells[0]) == 1 or is_enumerated(f"{cells[0]} "))
    return not marked and not cells[0].endswith(":")


def with_tabbed_rows(lines: Iterable[Line], tables: Iterator[int]) -> Iterator[Line]:
    """`lines` with neighbours that tabs divide as rows of a table; else a tab is a space."""
    for tabbed, run in groupby(lines, key=_has_cells):
        group = list(run)
        table = next(tables) if tabbed and len(group) > 1 else None
        for line in group:
            if table is not None:
                yield line._replace(kind=TABLE_ROW, table=table)
            elif line.kind is TABLE_ROW:
                yield line
            else:
                yield line._replace(text=line.text.replace("\t", " "))


def _has_cells(line: Line) -> bool:
    return line.kind is PARAGRAPH and is_tabbed(line.text)


def pieces_of(line: str) -> list[Piece]:
    """The pieces of `line` between gutters of two spaces or more."""
    pieces: list[Piece] = []
    start = len(line) - len(line.lstrip())
    while start < len(line.rstrip()):
        gutter = _GUTTER.search(line, start)
        end = gutter.start() if gutter else len(line)
        pieces.append(Piece(start, end, line[start:end].strip()))
        start = gutter.end() if gutter else len(line)
    return pieces


def aligned_region(lines: Sequence[Pieces], at: int) -> int:
    """How many of `lines`, from `at`, stand in columns; 0 if they are no table."""
    columnar, end = 0, at
    above: Pieces = ()  # the last line with gutters
    fullest: Pieces = ()  # the one that has most columns
    for number in range(at, len(lines)):
        line = lines[number]
        if _is_columnar(line):
            if number > end and len(line) > _LEAST_COLUMNS and _is_apart(line, fullest):
                break
            columnar += 1
            above, end = line, number + 1
            fullest = max(fullest, line, key=len)
        elif line and above and number == end and _fits_both(line, above, fullest):
            below = lines[number + 1 : number + 2]
            if _is_point(line) or _is_title(line, above, below) or _heads(line, lines[at], below):
                break
            end = number + 1
        elif line or number - end >= 1:
            break
    is_pair = columnar == 2 and _is_pair(lines[at], lines[at + 1], end - at)
    enough = columnar >= _ROWS or is_pair
    return end - at if enough and len(_columns(lines[at:end])) > 1 else 0


def _is_pair(head: Pieces, row: Pieces, size: int) -> bool:
    """Whether a line of heads and the only one below it with gutters have the same columns.

    There are three or more in a few lines, or the heads are labels: `Til stede:` `Forfall:`.
    """
    labels = all(piece.text.endswith(":") for piece in head)
    several = len(head) > _LEAST_COLUMNS and size <= _ROWS
    return (
        (labels or several)
        and len(head) == len(row)
        and all(abs(one.start - other.start) < 1 for one, other in zip(head, row, strict=True))
    )


def _is_point(line: Pieces) -> bool:
    """Whether `line` is a sentence with a number before it, and no rest of a cell."""
    return len(line) == 1 and is_enumerated(line[0].text) and is_ended(line[0].text)


def _heads(line: Pieces, first: Pieces, below: Sequence[Pieces]) -> bool:
    """Whether `line` is a label over text: `Deltakelse:` right below a list of people."""
    label = len(line) == 1 and line[0].text.endswith(":") and line[0].start == first[0].start
    return label and bool(below and below[0]) and not _is_columnar(below[0])


def _is_title(line: Pieces, above: Pieces, below: Sequence[Pieces]) -> bool:
    """Whether `line` stands over another table, whose columns are not those of the one above."""
    if len(line) > 1 or len(above) < _LEAST_COLUMNS or not below or not _is_columnar(below[0]):
        return False
    room = above[1].start - above[0].start - _LEAST_GUTTER
    return _is_apart(below[0], above) and _had_room(above[0].text, line[0].text, room)


def _is_apart(line: Pieces, above: Pieces) -> bool:
    """Whether `line` is of another table: none of its columns but the first is one of `above`."""
    return all(
        abs(one.start - other.start) > _NEAR and abs(one.end - other.end) > _NEAR
        for one in line[1:]
        for other in above[1:]
    )


def aligned_rows(lines: Sequence[Pieces]) -> list[tuple[int, list[str]]]:
    """The rows of a table in columns: the number of each one's first line, and its cells.

    A cell that wraps goes on in the lines below it. A new row begins after a blank line and where
    the last column is filled again, unless with nothing but the rest of a sentence; and where a
    label begins that the one above had room for (`Sum inntekter` `Utgifter`).
    """
    columns = _columns(lines)
    cells = [_in_columns(line, columns) for line in lines]
    rooms = [right[0] - left[0] - _LEAST_GUTTER for left, right in pairwise(columns)]
    last = [row[-1] for row in cells if row[-1]]
    money = sum(_NUMBER.fullmatch(cell) is not None for cell in last) > len(last) / 2
    widest = max((len(cell) for cell in last), default=0)
    rows: list[tuple[int, list[str]]] = []
    above_blank = True
    for number, row in enumerate(cells):
        blank = not any(row)
        filled = [cell for cell in row if cell]
        above = rows[-1][1] if rows else row
        rest = not row[0] and all(cell[0].islower() for cell in filled)
        rest = rest or (not money and _wraps(above, row, [*rooms, widest]))
        goes_on = rest or (not row[-1] and (money or not row[0] or len(filled) == 1))
        apart = _begins_anew(above, row, rooms)
        if not blank and goes_on and not above_blank and not apart:
            both = zip(above, row, strict=True)
            rows[-1] = rows[-1][0], [_wrapped(a, b) for a, b in both]
        elif not blank:
            rows.append((number, row))
        above_blank = blank
    return rows


def _wraps(above: Sequence[str], row: Sequence[str], rooms: Sequence[float]) -> bool:
    """Whether `row` is the rest of some cells of the row above, which had no room for them."""
    filled = [number for number, cell in enumerate(row) if cell]
    return len(filled) < sum(map(bool, above)) and all(
        above[n] and row[n][0].isalpha() and not _had_room(above[n], row[n], rooms[n])
        for n in filled
    )


def _begins_anew(above: Sequence[str], row: Sequence[str], rooms: Sequence[float]) -> bool:
    """Whether `row` is no rest of the one above: a first word of its cells had room there.

    What stands alone below another cell than the first may be a line of its own in that cell.
    """
    said = [number for number, cell in enumerate(row) if cell]
    if said != [0] and (len(said) == 1 or any(row[number][0].islower() for number in said)):
        return False
    return any(_had_room(above[n], row[n], rooms[n]) for n in said if n < len(rooms))


def _had_room(above: str, below: str, room: float) -> bool:
    """Whether `below` begins anew: its first word would have fitted beside `above`."""
    word = below.split(" ", 1)[0]
    return word[:1].isupper() and (len(above.rpartition("\n")[2]) + 1 + len(word)) * _WIDE <= room


def _wrapped(above: str, below: str) -> str:
    """Two lines of one cell: one where a sentence goes on."""
    if _HYPHENED.search(above) and below[:1].isalpha():
        return _NO_WORDS.glue(above, below)  # «Håvard Krogstad-» «Vik», «kontroll-» «utvalget»
    if above and ((below[:1].islower() and not is_ended(above)) or is_hanging(above)):
        return f"{above} {below}"
    return f"{above}\n{below}".strip("\n")


def _is_columnar(line: Pieces) -> bool:
    """Whether `line` has a gutter that is no bullet's, no label's and no double space in prose."""
    if len(line) < 2 or (len(line) < 3 and (_is_label(line) or len(line[0].text) < 3)):
        return False
    return any(right.start - left.end > 2 for left, right in pairwise(line))


def _is_label(line: Pieces) -> bool:
    """`Saksbehandler:` and what it says; `Til stede:` and `Forfall:` are heads of columns."""
    return line[0].text.endswith(":") and not line[1].text.endswith(":")


def _fits_both(line: Pieces, above: Pieces, fullest: Pieces) -> bool:
    """Whether `line` may be the rest of a cell of `above`, in the columns of the table, too."""
    return _fits_a_column(line, above) and (
        len(above) == len(fullest)
        or line[0].start != above[0].start
        or _fits_a_column(line, fullest)
    )


def _fits_a_column(line: Pieces, above: Pieces) -> bool:
    """Whether `line` may be the rest of a cell of the row that `above` began."""
    begins, ends, last = line[0].start, line[-1].end, above[-1]
    if abs(begins - last.start) <= _NEAR:
        return ends <= last.start + max(last.end - last.start, _NARROW)
    for piece, right in pairwise(above):
        if abs(begins - piece.start) <= _NEAR:
            # cells of two columns may stand so close that no gutter is left between them
            return ends <= right.start or (ends <= last.start and not is_ended(line[-1].text))
    return False


def _columns(lines: Sequence[Pieces]) -> list[list[float]]:
    """Where the pieces of each column begin, both from the left.

    Two lines make a column. Numbers that are set to the right begin in several places, and their
    head in another (`Budsjett` over `1 200`, or left of it), but never two on one line.
    """
    groups: list[list[tuple[int, Piece]]] = []
    placed = sorted(
        (piece.start, number, piece) for number, line in enumerate(lines) for piece in line
    )
    for start, number, piece in placed:
        if groups and start - groups[-1][-1][1].start <= _NEAR:
            groups[-1].append((number, piece))
        else:
            groups.append([(number, piece)])
    columns: list[list[tuple[int, Piece]]] = []
    for group in groups:
        if columns and (_is_one_column(columns[-1], group) or _is_head(columns[-1], group)):
            columns[-1] += group
        elif len(group) > 1 or len(lines[group[0][0]]) > 1:
            columns.append(group)
    return [sorted({piece.start for _, piece in column}) for column in columns if len(column) > 1]


def _is_one_column(left: list[tuple[int, Piece]], right: list[tuple[int, Piece]]) -> bool:
    lines = {number for number, _ in left} & {number for number, _ in right}
    return not lines and right[0][1].start < max(piece.end for _, piece in left)


def _is_head(left: list[tuple[int, Piece]], right: list[tuple[int, Piece]]) -> bool:
    """Whether `left` is but the head, on the first line, of a column that is set to the right."""
    (number, _), lines = left[0], {number for number, _ in right}
    return len(left) == 1 and number == 0 and len(lines) > 1 and number not in lines


def _in_columns(line: Pieces, columns: Sequence[list[float]]) -> list[str]:
    """The cells of `line`; a wide cell that ran into the next column ends where that one begins."""
    cells, firsts = [""] * len(columns), [starts[0] for starts in columns]
    for number, piece in enumerate(line):
        ends = line[number + 1].start - _NEAR if number + 1 < len(line) else float("inf")
        free = [start for starts in columns if starts[-1] < ends for start in starts]
        for part in _split_at(piece, free):
            column = max(bisect_right(firsts, part.start + _NEAR) - 1, 0)
            cells[column] = f"{cells[column]} {part.text}".strip()
    return cells


def _split_at(piece: Piece, starts: Sequence[float]) -> list[Piece]:
    """`piece`, divided at a word that begins where a column does: `Redusert bosetting 6 200`."""
    start, end, text = piece
    inside = [first for first in starts if start + _NEAR < first < start + len(text) + _NEAR]
    for word in re.finditer(r"(?<= )\S", text) if inside else ():
        at = start + word.start()
        if any(abs(at - first) <= _NEAR for first in inside):
            rest = Piece(at, end, text[word.start() :])
            return [Piece(start, at, text[: word.start()].strip()), *_split_at(rest, starts)]
    return [piece]
