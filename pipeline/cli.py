"""The command line. Each command imports what it needs, so that help is instant.

Exit status: 0 all is well; 1 an error of our own, or nothing could be done; 2 wrong usage;
3 some files could not be read.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.terminal import BROKEN, SOME_FAILED, USAGE, end, explained, take_in

if TYPE_CHECKING:
    from pipeline.settings import Settings

KINDS = {
    "cases": "sak",
    "vedtak": "vedtak",
    "gains": "gevinst",
    "projects": "prosjekt",
    "actions": "tiltak",
    "blocks": "tekst",
}

PLACES = "Folders, files, or URLs such as s3://bucket/prefix."

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read Norwegian minutes and annual reports into a SQLite archive, with proof of each row.",
    epilog=(__doc__ or "").rpartition("\n\n")[2],
)


def _place(word: str) -> str:
    from pipeline.folder import is_url

    if not is_url(word) and not Path(word).exists():
        raise typer.BadParameter(f"{word} does not exist.")
    return word


Db = Annotated[Path, typer.Option("--db", help="The archive, a SQLite file.", dir_okay=False)]
Workers = Annotated[int | None, typer.Option(help="Documents read at once.")]
MaxSeconds = Annotated[float | None, typer.Option(help="Most for one document.")]
MaxMegabytes = Annotated[int | None, typer.Option(help="Largest file that is read.")]
Model = Annotated[
    str | None, typer.Option(help="Another spaCy pipeline than our own: a folder or a package.")
]
Runner = Annotated[str | None, typer.Option(help="Who reads: local (this machine) or dask.")]
Scheduler = Annotated[str | None, typer.Option(help="Of the Dask cluster: tcp://host:8786.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show where in the code an error arose.")]


@app.command()
def ingest(
    folders: Annotated[list[str], typer.Argument(parser=_place, help=PLACES)],
    db: Db,
    workers: Workers = None,
    max_seconds: MaxSeconds = None,
    max_megabytes: MaxMegabytes = None,
    model: Model = None,
    runner: Runner = None,
    scheduler: Scheduler = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Forget the documents whose files are gone.")
    ] = False,
    prune_most: Annotated[
        bool, typer.Option("--prune-most", help="Even if more than half of a folder's are.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Read every document below FOLDERS that is new or changed, and land what it says."""
    from pipeline import ingest as flow

    settings = _settings(
        workers=workers,
        max_seconds=max_seconds,
        max_megabytes=max_megabytes,
        model=model,
        runner=runner,
        scheduler=scheduler,
    )
    with explained(db), flow.alone(db):
        take_in(folders, db, settings, prune=prune, prune_most=prune_most, verbose=verbose)


@app.command()
def rerun(
    db: Db,
    paths: Annotated[list[str] | None, typer.Argument(parser=_place, help=PLACES)] = None,
    failed: Annotated[bool, typer.Option("--failed", help="What could not be read.")] = False,
    suspect: Annotated[bool, typer.Option("--suspect", help="What was read with doubt.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="What another edition of Møtebok read.")
    ] = False,
    workers: Workers = None,
    max_seconds: MaxSeconds = None,
    max_megabytes: MaxMegabytes = None,
    model: Model = None,
    runner: Runner = None,
    scheduler: Scheduler = None,
    verbose: Verbose = False,
) -> None:
    """Read documents again, changed or not: PATHS, or what of the archive the options name."""
    from pipeline import ingest as flow

    if not (paths or failed or suspect or stale):
        raise end("Hva skal leses på nytt? Oppgi --failed, --suspect, --stale eller filer.", USAGE)
    settings = _settings(
        workers=workers,
        max_seconds=max_seconds,
        max_megabytes=max_megabytes,
        model=model,
        runner=runner,
        scheduler=scheduler,
    )
    with explained(db), flow.alone(db):
        chosen = flow.to_reread(db, settings, failed=failed, suspect=suspect, stale=stale)
        take_in([*(paths or ()), *chosen], db, settings, again=True, verbose=verbose)


@app.command()
def schedule(
    folders: Annotated[list[str] | None, typer.Argument(parser=_place, help=PLACES)] = None,
    db: Annotated[Path | None, typer.Option("--db", help="The archive.", dir_okay=False)] = None,
    cron: Annotated[
        str | None, typer.Option(help="When: `30 2 * * *` is 02:30 each night.")
    ] = None,
) -> None:
    """Ingest FOLDERS each night under a Prefect server, until stopped."""
    settings = _settings(folders=folders, db=db, cron=cron)
    with explained(settings.db):
        from flows import serve
        from pipeline.settings import WrongSettings

        try:
            serve(settings)
        except WrongSettings as error:
            raise end(str(error), USAGE) from None


@app.command()
def examine(
    file: Annotated[str, typer.Argument(parser=_place, help="A document, or its URL.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    model: Model = None,
    verbose: Verbose = False,
) -> None:
    """Print what FILE would give, each row with the words that prove it. Writes nothing."""
    from pipeline.folder import written
    from pipeline.manifest import Failure
    from pipeline.readout import as_text
    from pipeline.workers import Opened, attempt
    from schemas.record import Record

    settings = _settings(model=model)
    outcome = attempt(written(file), frozenset(), settings, made=lambda record: record)
    if isinstance(outcome, Opened):
        typer.echo("Filen holder andre, som blir dokumenter for seg:", err=True)
        typer.echo("\n".join(f"  {each.path}" for each in outcome.held), err=True)
    match outcome.own if isinstance(outcome, Opened) else outcome:
        case Failure() as failure:
            if verbose:
                typer.echo("\n".join(failure.trace), err=True)
            raise end(failure.message, BROKEN if failure.trace else SOME_FAILED)
        case Record() as record if as_json:
            typer.echo(
                record.model_dump_json(
                    indent=2,
                    exclude={"document": {"text", "blocks"}, "languages": True},
                    serialize_as_any=True,
                )
            )
        case Record() as record:
            typer.echo(as_text(record))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='Words, or "words together".')],
    db: Db,
    limit: Annotated[int, typer.Option(min=1, help="Most of each: rows, and blocks.")] = 20,
    exact: Annotated[bool, typer.Option("--exact", help="Words as they are written only.")] = False,
) -> None:
    """Find WORDS, in any of their forms, in what was extracted and in the documents' text.

    `kommunene` finds `kommune` and `kommunane` too; words in double quotes are found as they are
    written and side by side. Every word must be there. å, ø and æ are letters of their own.
    """
    from pipeline.search import search as find
    from pipeline.store import read_archive

    with explained(db), read_archive(db) as archive:
        hits = find(archive.conn, " ".join(words), limit=limit, exact=exact)
    for hit in hits:
        page = f" side {hit.page}" if hit.page else ""
        typer.echo(
            f"{KINDS[hit.kind]:<9} {hit.document}{page}\n    {' '.join(hit.snippet.split())}"
        )
    typer.echo(f"Treff: {len(hits)}.")


@app.command()
def report(
    db: Db,
    since: Annotated[
        str | None, typer.Option(help="Only what is new: `today`, `yesterday`, `2026-11-20`.")
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="Print a page for a mail.")] = False,
) -> None:
    """Tell what came in, what failed and what to do about it, and what looks suspicious."""
    from pipeline import report as account
    from pipeline.store import read_archive

    moment = _moment(since) if since else None
    with explained(db), read_archive(db) as archive:
        told = account.report_since(archive, moment) if moment else account.report(archive)
    if since and not html:
        typer.echo(f"{told.subject}\n")
    typer.echo(account.as_html(told) if html else account.as_text(told))
    if told.wrong:
        raise typer.Exit(SOME_FAILED)


@app.command()
def serve(
    db: Db,
    host: Annotated[
        str, typer.Option(help="Who may come in: this machine only, unless told otherwise.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it answers.")] = 8001,
) -> None:
    """Show the archive in a browser: search, read, and see the proof. Writes nothing."""
    from pipeline.store import open_archive, outdated, read_archive

    with explained(db):
        with read_archive(db) as archive:
            behind = outdated(archive)
        if behind:
            with open_archive(db):
                pass
        from pipeline import room

        typer.echo(f"Lesesalen er åpen på http://{host}:{port} (avslutt med Ctrl+C).")
        room.serve(db, host, port)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Option(exists=True, file_okay=False, help="Gold; may be given again."),
    ] = None,
    parity: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="Compare the formats of each document there instead."
        ),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Where the files are, if not beside."),
    ] = None,
    only: Annotated[str | None, typer.Option(help="Name of one document, without format.")] = None,
    against: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The JSON of an earlier run.")
    ] = None,
    leave_one_out: Annotated[
        bool, typer.Option("--leave-one-out", help="Also read each without its own words.")
    ] = False,
    markdown: Annotated[Path | None, typer.Option(help="Write the whole account here.")] = None,
    json: Annotated[Path | None, typer.Option(help="Keep the run here, as JSON.")] = None,
) -> None:
    """Examine documents that have GOLD and tell how right the rows are, field by field."""
    if parity:
        from pipeline.evaluate.parity import as_markdown
        from pipeline.evaluate.parity import parity as compare

        typer.echo(as_markdown(compare(parity)))
        return
    if not gold:
        raise end("Hva skal måles? Oppgi --gold eller --parity.", USAGE)
    from pipeline.evaluate import evaluate as judge
    from pipeline.evaluate import report
    from pipeline.evaluate.leave_out import leave_one_out as reread
    from pipeline.evaluate.run import Run

    earlier = Run.model_validate_json(against.read_bytes()) if against else None
    try:
        run = judge(gold, documents, only)
        left_out = list(reread(gold, documents)) if leave_one_out else []
    except FileNotFoundError as error:
        raise end(f"Finner ikke {error.filename}.") from error
    if json:
        json.write_text(run.model_dump_json(), encoding="utf-8")
    if markdown:
        markdown.write_text(report.accuracy(run, left_out), encoding="utf-8")
    typer.echo(report.tables(run, left_out, earlier))


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # Windows may write to a file in cp1252
    app()


def _moment(word: str) -> str:
    """When a day began where we are, as ISO 8601 in UTC."""
    today = datetime.now(UTC).astimezone().date()
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        day = days.get(word) or date.fromisoformat(word)
    except ValueError:
        message = f"{word} er verken today, yesterday eller en dato som 2026-11-20."
        raise end(message, USAGE) from None
    midnight = datetime.combine(day, time()).astimezone()
    return midnight.astimezone(UTC).isoformat(timespec="microseconds")


def _settings(**flags: object) -> Settings:
    from pipeline.settings import WrongSettings, read_settings

    try:
        return read_settings(**flags)
    except WrongSettings as error:
        raise end(str(error), USAGE) from None
