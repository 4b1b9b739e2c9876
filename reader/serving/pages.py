"""The pages: what the server answers, how many sessions there are, and how a browser's socket and a session meet."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from reader.serving.door import HEADERS, has_token, is_own_name, is_own_page
from reader.serving.session import Session

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

FULL = f"{MOST_SESSIONS} pages are open already; close one, and reload this one."

OWN = {"": ("page.html", "text/html"), "page.js": ("page.js", "text/javascript"), "page.css": ("page.css", "text/css")}
"""Our own files, by where they stand behind the token."""

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
        words: What a session opens, as words behind `reader open`.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
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
            await _end(socket, FULL)
            return socket
        session = Session(self._words, socket.send_bytes, socket.send_str)
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

    @web.middleware
    async def guard(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        given = request.match_info.get("token", "")
        if not is_own_name(request.headers.get("Host"), host) or not has_token(given, token):
            return web.Response(status=403, text="This is no address of Reader's.\n", headers=HEADERS)
        return await handler(request)

    async def socket(request: web.Request) -> web.StreamResponse:
        if not is_own_page(request.headers.get("Origin"), request.headers.get("Host")):
            return web.Response(status=403, text="This page is not Reader's own.\n", headers=HEADERS)
        return await pages.show(request)

    app = web.Application(middlewares=[guard])
    here, theirs = files("reader.serving"), files("textual_serve") / "static"
    for place, (name, kind) in OWN.items():
        app.router.add_get(f"/{{token}}/{place}", _file((here / name).read_bytes(), kind))
    for place, kind in TERMINAL:
        with as_file(theirs / place) as path:
            app.router.add_get(f"/{{token}}/{place}", _file(path.read_bytes(), kind))
    app.router.add_get("/{token}/socket", socket)
    app.router.add_route("*", "/{token:[^/]*}", _nothing)
    app.router.add_route("*", "/{token}/{rest:.*}", _nothing)
    return app


def _file(data: bytes, kind: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=data, content_type=kind, charset=None if "font" in kind else "utf-8", headers=HEADERS)

    return answer


async def _nothing(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=404, text="There is nothing here.\n", headers=HEADERS)
