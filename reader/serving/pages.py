"""The pages: what the server answers, how many sessions there are, and how a browser's socket and a session meet."""

from __future__ import annotations

import asyncio
import json
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from reader.serving.door import HEADERS, has_token, is_own_name, is_own_page
from reader.serving.session import Session
from reader.tongue import _, language

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

MOST_SESSIONS = 8
"""Pages that are open at once."""

LONGEST_MESSAGE = 1 << 20
"""Bytes of the longest message that a page may send: a paste."""

HEARTBEAT = 15.0
"""Seconds after which a browser that does not answer is gone."""

CELLS = (1, 1_000)
"""The fewest and the most columns or rows that a page may have."""

OWN = (("page.js", "text/javascript"), ("page.css", "text/css"))
"""Our own files."""

TERMINAL = (
    ("js/textual.js", "text/javascript"),
    ("css/xterm.css", "text/css"),
    ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
)
"""textual-serve's files that the page needs; no other file of the disk is served."""


class Pages:
    """The sessions of one server.

    Args:
        command: The words of a session's process.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._sessions: set[Session] = set()

    @property
    def count(self) -> int:
        """Sessions that are open."""
        return len(self._sessions)

    async def show(self, request: web.Request) -> web.WebSocketResponse:
        """Be a page's terminal until the reader leaves or the browser goes."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE)
        await socket.prepare(request)
        if self.count >= MOST_SESSIONS:
            full = _("{number} pages are open already; close one, and reload this one.")
            await _end(socket, full.format(number=MOST_SESSIONS))
            return socket
        session = Session(self._command, socket.send_bytes, socket.send_str)
        self._sessions.add(session)
        try:
            await session.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
            ending = asyncio.create_task(self._when_left(session, socket))
            await _listen(socket, session)
            await session.stop()
            await ending
        finally:
            await session.stop()
            self._sessions.discard(session)
        return socket

    @staticmethod
    async def _when_left(session: Session, socket: web.WebSocketResponse) -> None:
        await _end(socket, await session.left())

    async def close(self) -> None:
        """End every session."""
        await asyncio.gather(*(session.stop() for session in [*self._sessions]))


async def _end(socket: web.WebSocketResponse, sentence: str) -> None:
    """Say in the page why there is nothing more, and close its socket."""
    if not socket.closed:
        await socket.send_str(json.dumps(["ended", sentence]))
        await socket.close()


async def _listen(socket: web.WebSocketResponse, session: Session) -> None:
    """Hand on what the page sends until it sends nothing more; what it has no business to send ends it."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            return
        try:
            kind, *rest = json.loads(message.data)
            await _hand_on(kind, rest, socket, session)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            return


async def _hand_on(kind: object, rest: list[Any], socket: web.WebSocketResponse, session: Session) -> None:
    if kind == "stdin":
        await session.type(rest[0].encode("utf-8", "replace") if isinstance(rest[0], str) else b"")
    elif kind == "resize":
        await session.tell({"type": "resize", "width": _cells(rest[0]["width"]), "height": _cells(rest[0]["height"])})
    elif kind == "ping":
        await socket.send_json(["pong", str(rest[0])[:40]])
    elif kind in ("blur", "focus"):
        await session.tell({"type": str(kind)})
    elif kind == "copied":
        await session.tell({"type": "copied", "number": int(rest[0]), "fault": str(rest[1])[:200]})


def _cells(value: object, default: int = CELLS[0]) -> int:
    """`value` as a number of cells that a page may have."""
    try:
        return max(CELLS[0], min(int(value), CELLS[1]))  # type: ignore[call-overload, no-any-return]  # or it raises
    except (TypeError, ValueError, OverflowError):
        return default


def application(token: str, pages: Pages, host: str) -> web.Application:
    """The server's answers.

    Args:
        token: What stands first in every address.
        pages: The sessions.
        host: The address or name that is listened on.
    """

    async def guard(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        given = request.match_info.get("token", "")
        if not is_own_name(request.headers.get("Host"), host) or not has_token(given, token):
            return web.Response(status=403, text=_("This is no address of Reader's.") + "\n", headers=HEADERS)
        return await handler(request)

    async def socket(request: web.Request) -> web.StreamResponse:
        if not is_own_page(request.headers.get("Origin"), request.headers.get("Host")):
            return web.Response(status=403, text=_("This page is not Reader's own.") + "\n", headers=HEADERS)
        return await pages.show(request)

    app = web.Application(middlewares=[web.middleware(guard)])
    here, theirs = files("reader.serving"), files("textual_serve") / "static"
    app.router.add_get("/{token}/", _file(_page((here / "page.html").read_text("utf-8")), "text/html"))
    for folder, known in ((here, OWN), (theirs, TERMINAL)):
        for place, kind in known:
            app.router.add_get(f"/{{token}}/{place}", _file((folder / place).read_bytes(), kind))
    app.router.add_get("/{token}/socket", socket)
    app.router.add_route("*", "/{token:[^/]*}", _nothing)
    app.router.add_route("*", "/{token}/{rest:.*}", _nothing)
    return app


def _page(template: str) -> bytes:
    """The page, with its words in the language that Reader speaks."""
    words = {
        "language": language(),
        "script": _("Reader in a page needs JavaScript; in a terminal it does not: reader open."),
        "gone": _("The server has gone. Start reader serve again."),
    }
    for name, said in words.items():
        template = template.replace(f"{{{name}}}", escape(said))
    return template.encode()


def _file(data: bytes, kind: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=data, content_type=kind, charset=None if "font" in kind else "utf-8", headers=HEADERS)

    return answer


async def _nothing(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=404, text=_("There is nothing here.") + "\n", headers=HEADERS)
