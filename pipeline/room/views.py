"""The room's addresses, and what answers at each.

What a page shows is one function of a connection, done within a time limit on one state of the
archive; a template writes it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette.utils import sqlite_timelimit, tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Request, Response

from pipeline.room import feeds, sheets
from pipeline.room.finding import FACETS, find
from pipeline.room.pictures import drawn
from pipeline.room.proof import TABLES, boxes, original, proof
from pipeline.room.quality import quality
from pipeline.room.queries import one

NAME = "arkiv"  # of the database, in addresses, whatever the file is called
LIMIT_MS = 2_000  # most that the SQL of a page may take
PICTURE_HEADERS = {"Cache-Control": "private, max-age=600"}

T = TypeVar("T")
View = Callable[..., Awaitable[Response]]


async def ask(datasette: Any, work: Callable[[sqlite3.Connection], T]) -> T:
    """What `work` gives of one state of the archive. Raises OperationalError if it takes long."""

    def bounded(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, LIMIT_MS):
            connection.execute("BEGIN")
            try:
                return work(connection)
            finally:
                connection.rollback()

    answer: T = await shelf(datasette).execute_fn(bounded)
    return answer


def shelf(datasette: Any) -> Any:
    """The one archive that the room shows."""
    return datasette.get_database(NAME)


def address(*parts: str) -> str:
    """A path of ours: the first part as it is, ids encoded."""
    first, *ids = parts
    return "/".join([first, *map(tilde_encode, ids)])


async def front(datasette: Any, request: Request) -> Response:
    shown = await ask(datasette, shelf(datasette).front)
    return await _page(datasette, request, "forside.html", shown)


async def search(datasette: Any, request: Request) -> Response:
    arguments = {name: request.args.get(name) or "" for name in ("q", "side", "ordrett", *FACETS)}
    try:
        found = await ask(datasette, lambda connection: find(connection, arguments))
    except sqlite3.OperationalError:  # FTS5 gave up on the words, or there was not time enough
        found = None
    return await _page(
        datasette, request, "sok.html", {"found": found, "words": arguments["q"][:300]}
    )


def _about(template: str, known: Callable[[sqlite3.Connection, str], Any]) -> View:
    """A page about the thing whose id ends the address."""

    async def view(datasette: Any, request: Request) -> Response:
        key = tilde_decode(request.url_vars["id"])
        shown = await ask(datasette, lambda connection: known(connection, key))
        return await _page(datasette, request, template, shown)

    return view


async def name(datasette: Any, request: Request) -> Response:
    known = partial(sheets.name, page=_number(request, "side") or 1)
    view = _about("navn.html", known)
    return await view(datasette, request)


async def vedtak(datasette: Any, request: Request) -> Response:
    """A vedtak is read where its case is."""
    key = tilde_decode(request.url_vars["id"])
    found = await ask(datasette, lambda connection: one(connection, "sheets.case_of", id=key))
    if found is None:
        raise NotFound("Arkivet har ikke dette vedtaket.")
    if found["case_id"] is None:
        return Response.redirect(address("/kilde/vedtak", key))
    return Response.redirect(f"{address('/sak', found['case_id'])}#{tilde_encode(key)}")


async def source(datasette: Any, request: Request) -> Response:
    """The words that prove a row, in the text and on a picture of the page."""
    table, key = request.url_vars["table"], tilde_decode(request.url_vars["id"])
    if table not in TABLES and table != "documents":
        raise NotFound("Slike rader har ingen kilde.")
    part = _number(request, "side")

    def gather(connection: sqlite3.Connection) -> Any:
        shown = proof(connection, table, key, part)
        if shown:
            shown["file"], shown["note"] = original(connection, shown["document"])
        return shown

    return await _page(datasette, request, "kilde.html", await ask(datasette, gather))


async def picture(datasette: Any, request: Request) -> Response:
    """A page of a PDF, with the blocks that hold the words from `fra` to `til` marked."""
    key, page = tilde_decode(request.url_vars["id"]), int(request.url_vars["page"])
    place = (_number(request, "fra") or 0, _number(request, "til") or 0)

    def gather(connection: sqlite3.Connection) -> Any:
        document = one(connection, "proof.document", id=key)
        if document is None or document["format"] != "pdf":
            return None
        file, _ = original(connection, document)
        return file and (file, page, boxes(connection, key, page, place))

    wanted = await ask(datasette, gather)
    drawing = await drawn(*wanted) if wanted else None
    if drawing is None:
        raise NotFound("Siden kan ikke tegnes.")
    return Response(drawing, content_type="image/png", headers=PICTURE_HEADERS)


async def quality_page(datasette: Any, request: Request) -> Response:
    chosen, page = request.args.get("alvor"), _number(request, "side") or 1
    shown = await ask(datasette, lambda connection: quality(connection, chosen, page))
    return await _page(datasette, request, "kvalitet.html", shown)


async def atom(datasette: Any, request: Request) -> Response:
    """New vedtak, as Atom."""
    entries = await ask(datasette, feeds.new_vedtak)
    full = partial(datasette.absolute_url, request)
    text = await datasette.render_template("vedtak.atom", {"entries": entries, "full": full})
    return Response(text, content_type="application/atom+xml; charset=utf-8")


async def ics(datasette: Any, request: Request) -> Response:
    """Dated plans, as iCalendar."""
    full = partial(datasette.absolute_url, request)
    text = await ask(datasette, lambda connection: feeds.calendar(connection, full))
    return Response(text, content_type="text/calendar; charset=utf-8")


async def _page(datasette: Any, request: Request, template: str, shown: Any) -> Response:
    if shown is None:
        raise NotFound("Dette finnes ikke i arkivet. Det kan være lest på nytt siden.")
    shown = {**shown, "here": request.path, "database": NAME, "urlencode": _query}
    return Response.html(await datasette.render_template(template, shown, request=request))


def _query(arguments: dict[str, Any], **changed: Any) -> str:
    """A query string; what is None is left out."""
    given = {**arguments, **changed}
    return urlencode({name: value for name, value in given.items() if value is not None})


def _number(request: Request, name: str) -> int | None:
    value = request.args.get(name) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None


_ID = r"(?P<id>[^/]+)$"
ROUTES: list[tuple[str, View]] = [
    (r"/$", front),
    (r"/sok$", search),
    (rf"/sak/{_ID}", _about("sak.html", sheets.case)),
    (rf"/mote/{_ID}", _about("mote.html", sheets.meeting)),
    (rf"/prosjekt/{_ID}", _about("prosjekt.html", sheets.project)),
    (rf"/navn/{_ID}", name),
    (rf"/vedtak/{_ID}", vedtak),
    (rf"/kilde/(?P<table>[a-z_]+)/{_ID}", source),
    (r"/bilde/(?P<id>[^/]+)/(?P<page>[1-9][0-9]{0,5})\.png$", picture),
    (r"/kvalitet$", quality_page),
    (r"/vedtak\.atom$", atom),
    (r"/hendelser\.ics$", ics),
]
