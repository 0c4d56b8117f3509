"""An evaluation in words and tables, as Markdown."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from statistics import fmean
from typing import NamedTuple

from pipeline.evaluate.leave_out import LeftOut
from pipeline.evaluate.run import Count, Run, Trust, changes, rows_judged, trust

SURE = 0.9
BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)  # lower bounds of confidence
HONEST = 0.95  # of the rows that are sure, this share should be right
BEARABLE = 0.03  # loss of overall score without a document's own words
_WORST = 4  # documents named for each field
LANGUAGES = ("nb", "nn")
FORMATS = ("docx", "pdf", "txt", "md")


class Field(NamedTuple):
    """What `fields.toml` says of a field: when it is right, and what is known to go wrong."""

    right: str
    wrong: str


def _fields() -> dict[str, Field]:
    """The hand-kept notes on each field, by its name."""
    text = files(__package__ or "").joinpath("fields.toml").read_text(encoding="utf-8")
    notes = tomllib.loads(text)
    return {name: Field(note["right"], note.get("wrong", "")) for name, note in notes.items()}


def accuracy(run: Run, left_out: Sequence[LeftOut]) -> str:
    """The whole account, as it stands in docs/accuracy.md."""
    return "\n\n".join([_ABOUT, tables(run, left_out), _field_by_field(run)]) + "\n"


def tables(run: Run, left_out: Sequence[LeftOut], earlier: Run | None = None) -> str:
    """The figures alone, with gains and losses if there is an `earlier` run."""
    parts = [_figures(run), _sureness(run)]
    if left_out:
        parts.append(_words_left_out(left_out))
    if earlier:
        parts.append(_gains_and_losses(earlier, run))
    return "\n\n".join(parts)


_ABOUT = """\
# How right Møtebok is

This page is written by `motebok evaluate … --leave-one-out --markdown docs/accuracy.md`; only the
remarks on each field are kept by hand, in `pipeline/evaluate/fields.toml`. Gold is what a person
says is true of a document. Documents that Møtebok was made with are among these, so expect less of
those it has not met.

*Precision* is how much of what was found is right, *recall* how much of what gold has was found,
*F1* their harmonic mean. *Overall* is the plain mean of the fields' F1. A document in several
formats counts once for each."""


def _figures(run: Run) -> str:
    """Overall scores for each folder of gold, and each field's scores over all of them."""
    folders = sorted({document.folder for document in run.documents})
    scopes = [(name, run.where("folder", name)) for name in folders]
    overall = [
        [
            name,
            len({(each.folder, each.name) for each in part.documents}),
            *(
                _figure(each.overall() if each.documents else None)
                for each in [part, *_split(part)]
            ),
        ]
        for name, part in [*scopes, ("together", run)]
    ]
    splits = [part.counts() for part in _split(run)]
    by_field = [
        [
            name,
            count.right + count.missed,
            *map(_figure, (count.precision, count.recall, count.f1)),
            *(_figure(split[name].f1 if name in split else None) for split in splits),
        ]
        for name, count in run.counts().items()
    ]
    return "\n\n".join(
        [
            "## Overall",
            _table(["gold", "documents", "overall", *LANGUAGES, *FORMATS], overall),
            "## Fields",
            "The last columns are F1 in one language or format.",
            _table(
                ["field", "in gold", "precision", "recall", "F1", *LANGUAGES, *FORMATS], by_field
            ),
        ]
    )


def _split(run: Run) -> list[Run]:
    """The run in each language, then in each format."""
    languages = [run.where("language", name) for name in LANGUAGES]
    formats = [run.where("format", name) for name in FORMATS]
    return languages + formats


def _sureness(run: Run) -> str:
    """Whether confidence means something: how many rows are right, by how sure they are."""
    rows = rows_judged(run)
    sure = [(mark, right) for mark, right in rows if mark.confidence >= SURE]
    rules = trust(sure, lambda mark: f"{mark.table} | `{mark.rule}` | {mark.confidence:g}")
    too_sure = {rule: counted for rule, counted in rules.items() if counted.share < HONEST}
    bands = trust(rows, lambda mark: f"{max(b for b in BANDS if b <= mark.confidence):.1f}")
    return "\n\n".join(
        [
            "## How sure, how right",
            _RIGHT_ROWS,
            _trust_table(["confidence from"], dict(reversed(bands.items()))),
            f"Rows with confidence from {SURE} up, by table:",
            _trust_table(["table"], trust(sure, lambda mark: mark.table)),
            f"Rules that say {SURE} or more and are right less often than {HONEST:.0%}:",
            _trust_table(["table", "rule", "confidence"], too_sure) if too_sure else "None.",
        ]
    )


_RIGHT_ROWS = """\
A row is right when gold has it and wrong when it does not. Rows of kinds that a document's gold
does not mention are not counted, nor are those that match an optional entry. An attendance row
needs the right name and status, a meeting the right body and day, a recommendation or vedtak the
right text in the right case, a sum in a table the right amount and label, a vote the right name
and side; names that gold does not give a vote are not counted."""


def _trust_table(heads: list[str], groups: Mapping[str, Trust]) -> str:
    rows = [[name, t.right + t.wrong, t.wrong, f"{t.share:.1%}"] for name, t in groups.items()]
    return _table([*heads, "rows", "wrong", "right"], rows)


def _words_left_out(left_out: Sequence[LeftOut]) -> str:
    """What each document loses without its own words, the greatest loss first."""
    rows = [
        [
            each.folder,
            each.name,
            each.words,
            *(f"{figure:.3f}" for figure in (each.before, each.after, each.loss)),
            ", ".join(each.lost) or "–",
        ]
        for each in sorted(left_out, key=lambda each: (-each.loss, each.name))
    ]
    heads = [
        "gold",
        "document",
        "own phrases",
        "overall",
        "without them",
        "loss",
        "fields that fell",
    ]
    folders = dict.fromkeys(each.folder for each in left_out)
    groups = {folder: [each for each in left_out if each.folder == folder] for folder in folders}
    sums = [[name, *_loss(group)] for name, group in (*groups.items(), ("together", left_out))]
    summary = _table(["gold", "documents", f"lose more than {BEARABLE}", "most", "mean"], sums)
    return "\n\n".join(["## Without its own words", _OWN_WORDS, summary, _table(heads, rows)])


def _loss(left_out: Sequence[LeftOut]) -> list[object]:
    """How many documents, how many of them lose too much, and the greatest and mean loss."""
    losses = [each.loss for each in left_out]
    much = sum(loss > BEARABLE for loss in losses)
    return [len(losses), much, f"{max(losses):.3f}", f"{fmean(losses):.3f}"]


_OWN_WORDS = """\
A document's own phrases are those of the vocabulary that stand in it, as whole words, and in no
other document with gold. The document is read again without them: what it loses then is what a
document may lose that nobody has seen."""


def _gains_and_losses(earlier: Run, run: Run) -> str:
    """What was won and lost since an earlier run, field by field and document by document."""
    before, now = earlier.counts(), run.counts()
    scores = [
        [name, _figure(old), _figure(new)]
        for name in sorted({*before, *now})
        for old, new in [(_f1(before, name), _f1(now, name))]
        if old != new
    ]
    lines = [
        f"- {sign}: {change.file}, {change.facet}: {' '.join(what.split())}"
        for change in changes(earlier, run)
        for sign, errors in (("lost", change.lost), ("won", change.won))
        for what in errors
    ]
    return "\n\n".join(
        [
            "## Gains and losses",
            f"Overall {earlier.overall():.3f} before, {run.overall():.3f} now.",
            _table(["field", "before", "now"], scores) if scores else "No field changed.",
            "\n".join(lines) or "No document changed.",
        ]
    )


def _f1(counts: Mapping[str, Count], name: str) -> float | None:
    return counts[name].f1 if name in counts else None


def _field_by_field(run: Run) -> str:
    notes = _fields()
    parts = ["## Field by field"]
    for name, count in run.counts().items():
        note = notes[name]
        lines = [f"Right when {note.right}. {_expected(count)}"]
        lines += [f"{note.wrong}"] if note.wrong else []
        lines += _most_errors(run, name)
        parts += [f"### {name}", *lines]
    return "\n\n".join(parts)


def _expected(count: Count) -> str:
    """What to expect of a field, in a sentence."""
    recall, precision = count.recall, count.precision
    found = "" if recall is None else f"Of 100 in gold, {recall * 100:.0f} are found"
    right = "" if precision is None else f"of 100 found, {precision * 100:.0f} are right"
    return "; ".join(filter(None, (found, right))) + "."


def _most_errors(run: Run, field: str) -> Iterator[str]:
    """The documents in which most is wrong."""
    worst: Counter[str] = Counter()
    for document in run.documents:
        for judgement in document.judgements:
            worst[document.file] += judgement.facet == field and judgement.verdict != "right"
    named = [f"`{file}` ({errors})" for file, errors in worst.most_common(_WORST) if errors]
    if named:
        yield f"Most errors: {', '.join(named)}."


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
