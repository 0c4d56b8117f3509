"""Yes and no: how a sentence says that a case ended, in phrases or put together of small words.

`gis dispensasjon`, `får eit tilskot`, `seier nei`, `Ingen innvendinger`, `godkjenner ikkje`.
"""

from __future__ import annotations

import re

from extractors.vocabulary import Hit, any_of, has_any, marks_of, shelf

# «gis dispensasjon», «får eit tilskot»
_GRANTED = re.compile(
    rf"(?<!som\s)\b{any_of('grants', 'gives')}\s+(?P<no>{any_of('grants', 'not')}\s+)?"
    rf"(?:(?!sin?\s|sitt\s)\w+\s+){{0,2}}?{any_of('grants', 'granted')}",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(
    rf"\b{any_of('grants', 'answers')}\s+{any_of('grants', 'no')}\b", re.IGNORECASE
)
_NO_OBJECTION = re.compile(
    rf"\b{any_of('grants', 'none')}\s+(?:\w+\s+)?{any_of('grants', 'objection')}", re.IGNORECASE
)
_BODY = rf"\w*{any_of('bodies', 'noun', 'assembly')}"
_OWN = re.compile(rf"(?:[^:]*:)?\W*(?:(?:det|{_BODY})\s+(?:\w+\s+)?)?", re.IGNORECASE)
_NOTED = re.compile(rf"\btil\s+{any_of('grants', 'noted')}\w+", re.IGNORECASE)
NOT_BEFORE = re.compile(rf"\b{any_of('grants', 'not')}\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT_AFTER = re.compile(rf"\s+{any_of('grants', 'not')}\b", re.IGNORECASE)
# «velger tilbudet fra …», «velger å vente»: no election
_CHOOSES = re.compile(rf"\s+(?:å\s|(?:[\w-]+\s+){{0,2}}?(?i:{any_of('grants', 'things')})\w*)")
_YES = {"godkjent", "innvilget"}
# One of the words that all have that are put together
_MARKS = marks_of("grants", "gives", "answers", "none") | {"til"}


def outcomes_in(sentence: str) -> list[str]:
    """How it ended, as the words of a sentence say it in order; yes is no where it is denied."""
    found = _composed(sentence) if has_any(_MARKS, sentence) else []
    known = list(shelf("outcomes").find(sentence))
    found = [f for f in found if all(k.end <= f.start or f.end <= k.start for k in known)]
    hits = sorted([*known, *found], key=lambda hit: hit.start)
    hits = [h for h in hits if h.meaning != "valgt" or not _CHOOSES.match(sentence, h.end)]
    return ["avslått" if _is_denied(sentence, hit) else hit.meaning for hit in hits]


def _composed(sentence: str) -> list[Hit]:
    granted = _GRANTED.finditer(sentence)
    found = [Hit("avslått" if m["no"] else "innvilget", *m.span()) for m in granted]
    found += [Hit("avslått", *m.span()) for m in _SAYS_NO.finditer(sentence)]
    found += [Hit("godkjent", *m.span()) for m in _NO_OBJECTION.finditer(sentence)]
    found += [Hit("tatt til etterretning", *m.span()) for m in _NOTED.finditer(sentence)]
    return found


def _is_denied(sentence: str, hit: Hit) -> bool:
    """`godkjenner ikkje`, `vert ikkje teken til følgje`: no, though the word says yes."""
    near = NOT_BEFORE.search(sentence[: hit.start]) or _NOT_AFTER.match(sentence, hit.end)
    return hit.meaning in _YES and near is not None


def objects_to_nothing(sentence: str) -> bool:
    """Whether nobody there has anything against it: `Ingen innvendinger`.

    `Fylkesmannen har ingen innvendinger` is told of another.
    """
    found = _NO_OBJECTION.search(sentence)
    return found is not None and _OWN.fullmatch(sentence, 0, found.start()) is not None
