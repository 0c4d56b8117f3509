"""What the room hooks into Datasette: its pages, links in tables, and how things are written."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from sqlite3 import Connection, OperationalError
from typing import Any

from datasette.utils import tilde_encode
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from pipeline.room import pictures, words
from pipeline.room.proof import TABLES
from pipeline.room.views import ROUTES, address, ask, shelf

log = logging.getLogger("motebok.room")
hookimpl = HookimplMarker("datasette")

# Where a column's ids lead.
PAGES = {
    "case_id": "/sak",
    "meeting_id": "/mote",
    "project_id": "/prosjekt",
    "entity_id": "/navn",
    "document_id": "/kilde/documents",
    "vedtak_id": "/vedtak",
    "recommendation_id": "/kilde/recommendations",
    "gain_id": "/kilde/gains",
    "action_id": "/kilde/actions",
    "activity_id": "/kilde/activities",
    "amount_id": "/kilde/amounts",
    "attendance_id": "/kilde/attendance",
    "event_id": "/kilde/events",
    "finding_id": "/kilde/findings",
    "vote_id": "/kilde/votes",
    "mention_id": "/kilde/mentions",
}
# No page of the room fetches anything from elsewhere or runs a script, and the browser sees to it.
HEADERS = [
    (
        b"content-security-policy",
        (
            b"default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
            b"base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The room's own pages; everything else is Datasette's."""
    return ROUTES


@hookimpl
async def startup(datasette: Any) -> None:
    """Add up the archive before the first reader comes."""
    await ask(datasette, shelf(datasette).front)


@hookimpl
def prepare_connection(conn: Connection) -> None:
    """Pages of the file are read where they lie: half the time of a search that narrows much."""
    conn.execute("PRAGMA mmap_size = 4294967296")


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Dates, numbers and addresses as templates write them."""
    env.filters.update(words.FILTERS)
    env.filters["id"] = tilde_encode
    env.globals["proven"] = (*TABLES, "documents")


@hookimpl
def render_cell(value: Any, column: str) -> Markup | None:
    """An id in a table or a query's answer leads to its page."""
    if isinstance(value, dict):  # Datasette has looked up what a foreign key points to
        value = value.get("value")
    if column in PAGES and isinstance(value, str) and value:
        return Markup('<a href="{}">{}</a>').format(address(PAGES[column], value), value)
    return None


@hookimpl
def handle_exception(datasette: Any, request: Request, exception: Exception) -> Any:
    """A page that says what is wrong; Datasette's own would print all that a page knew.

    What is not the asker's fault is logged, with its place in the code.
    """

    async def answer() -> Response:
        status = getattr(exception, "status", 500)
        told = getattr(exception, "message", None) or next(iter(exception.args), "")
        if isinstance(exception, OperationalError):
            status, told = 503, "Spørringen tok for lang tid."
        elif status == 500:
            log.error("%s", request.path, exc_info=exception)
            told = type(exception).__name__
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": str(told), "status": status}, status=status)
        context = {"status": status, "error": str(told)}
        page = await datasette.render_template("error.html", context, request=request)
        return Response.html(page, status=status)

    return answer


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Every answer says what a browser may do with it; the drawer leaves with the server."""

    def wrap(app: App) -> App:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            async def until_the_end() -> Scope:
                message = await receive()
                if message["type"] == "lifespan.shutdown":
                    pictures.close()
                return message

            async def with_headers(message: Scope) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
                await send(message)

            await app(scope, until_the_end, with_headers)

        return answer

    return wrap
