"""Heads of attendance lists, by the words they are made of rather than by whole phrases.

`Faste medlemmer som møtte`, `REPRESENTANTER TILSTEDE`, `Frå administrasjonen møtte`: there are as
many wordings as there are secretaries, but they say who (members, substitutes, others) and whether
they were there, with few and the same words. A table's head row may say it too (`Forfall | Parti |
Møtende vara`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice

from extractors.vocabulary import any_of, fold, shelf

_NAME = re.compile(r"[A-ZÆØÅ][\wæøå-]+\s[A-ZÆØÅ]")
_LONGEST = 10  # words
_OF_SOME = ("away", "for", "substitute")  # columns whose heads say nothing of all who are listed
_WORDS = re.compile(r"[^\W\d_]+")
_ENDING = r"\w{0,4}(?!\w)"  # «representant» + «ene», but not «permisjon» + «ssøknad»
_FROM = re.compile(r"\W*(?:fra|frå)\s", re.IGNORECASE)


@lru_cache(maxsize=1_000)  # the same lines are asked by all who look for labels
def roll(head: str) -> str | None:
    """Which list `head` stands over, as labels.toml has it; None if it is no such head.

    Other words than those of rolls.toml are heard only in `Fra <whoever> møtte`.
    """
    words = fold(re.sub(r"\([^)]*\)", " ", head) if "(" in head else head)
    if not _telling().search(words):
        return None
    if len(words.split()) > _LONGEST or any(map(str.isdigit, words)):
        return None
    says = {meaning for meaning in _MEANINGS if _pattern(meaning).search(words)}
    # «Frå sekretariatet», «Fra de ansatte» in a body of employers and employed
    from_whom = says & {"staff", "represented"} and _FROM.match(words)
    if not says & {"there", "not_there", "called"} and not from_whom:
        return None
    is_from = bool(_FROM.match(words)) and "there" in says
    # «Fra Revisjon Nord møtte»: whoever they are stands between `fra` and the verb
    after = max(m.end() for m in _pattern("there").finditer(words)) if is_from else 0
    if _WORDS.search(_known().sub(" ", words[after:])):
        return None
    return _status(says, is_from=is_from)


def is_group_sent(head: str) -> bool:
    """Whether `head` is nothing but who sends members: `Eksterne`, `De ansatte`."""
    words = _pattern("represented").sub("", fold(head)).split()
    return len(words) < len(fold(head).split()) and set(words) <= {"de", "dei"}


def roll_at_start(text: str) -> tuple[str, int] | None:
    """The head that a sentence begins with, and where it ends: `Frå revisjonen møtte` Kari Li."""
    ends = [word.end() for word in islice(re.finditer(r"\S+", text), _LONGEST)]
    if not ends or not _telling().search(fold(text[: ends[-1]])):
        return None
    for end in reversed(ends):
        if meaning := roll(text[:end]):
            return meaning, end
    return None


def columns(cells: Sequence[str], *, named: bool = False) -> tuple[str | None, ...]:
    """What each column of an attendance table holds; empty if the cells are no such heads.

    With `named`, the first is known to be the list's own head, which stands over names.
    """
    found = tuple(_column(cell.strip(" :"), first=i == 0) for i, cell in enumerate(cells))
    strange = (cell for cell, meaning in zip(cells, found, strict=True) if meaning is None)
    if any(_NAME.match(cell) for cell in strange):
        return ()  # «Medlem | Kari Li | Sp | Forfall» is about somebody
    found = ("name", *found[1:]) if named else found
    names = [i for i, meaning in enumerate(found) if meaning == "name"]
    # «Navn | Deltok»: the second says whether they were there
    found = tuple("status" if i in names[1:] else meaning for i, meaning in enumerate(found))
    return found if "name" in found and sum(bool(meaning) for meaning in found) >= 2 else ()


def roll_of_heads(cells: Sequence[str]) -> str | None:
    """Which list a table's head row stands over: `Møtedeltakarar | Parti | Rolle`."""
    told = [roll(cell) for cell in cells]
    heads = columns(cells) if any(told) else ()
    of_all = (said for said, head in zip(told, heads, strict=False) if head not in _OF_SOME)
    return next(filter(None, of_all), None)


def _column(head: str, *, first: bool) -> str | None:
    """`Forfall` over the first column stands over names, over another it is how they came."""
    meaning = shelf("attendance_columns").near_meaning
    known, said = meaning(head) or _first_of(head) or meaning(_noun_of(head)), roll(head)
    if said is not None and (first or known is None):
        return "substitute" if said == "substitutes" and not first else "name"
    return known


def _noun_of(head: str) -> str:
    """`medlem` of `Fast medlem`: what stands over a column is told by its last word."""
    described, _, noun = head.rpartition(" ")
    return noun if described and " " not in described else ""


def _first_of(head: str) -> str | None:
    """`Repr. Varamedlem for`: two heads that stand so close that the first has the cells."""
    hit = shelf("attendance_columns").at_start(head)
    if hit is None or hit.meaning == "name":
        return None
    rest = shelf("attendance_columns").meaning(head[hit.end :].strip(" .:"))
    return hit.meaning if rest else None


_TELLING = ("there", "not_there", "called", "staff", "represented")
_MEANINGS = (*_TELLING, "member", "substitute", "group")


def _status(says: set[str], *, is_from: bool) -> str:
    if "not_there" in says:
        return "absent"
    sent = {"represented", "member"} <= says  # «I tillegg møtte de ansattes representant»
    if ("staff" in says and not sent) or (is_from and not says & {"group", "represented"}):
        return "staff"
    if "called" in says:
        return "invited"
    if "substitute" in says and "member" not in says:
        return "substitutes"
    return "members" if says & {"member", "group", "represented"} else "present"


@cache
def _pattern(meaning: str) -> re.Pattern[str]:
    """Words that begin so and go on with no more than an ending."""
    return re.compile(rf"(?<!\w){any_of('rolls', meaning)}{_ENDING}")


@cache
def _telling() -> re.Pattern[str]:
    """One of the words that every head has: of a hundred lines one has any."""
    return re.compile(rf"(?<!\w){any_of('rolls', *_TELLING)}{_ENDING}")


@cache
def _known() -> re.Pattern[str]:
    begun = any_of("rolls", *_MEANINGS)
    return re.compile(rf"(?<!\w)(?:{begun}{_ENDING}|{any_of('rolls', 'small')}(?!\w))")
