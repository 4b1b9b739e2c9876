"""Reader in a web page: a server on this machine, whose page is a terminal, and a process of the app for each page.

The browser's side (xterm.js and what puts it into a page) is textual-serve's, the app's side is Textual's web driver.
The server between them is ours, because it stands between a browser and a program that reads files: textual-serve's
own has no token, loads a font from elsewhere, and starts the app by way of a shell.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import signal
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from reader.errors import NetworkError, UsageError
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiohttp import web

TOKEN_BYTES = 32
"""Random bytes of the token in the address."""

LOOPBACK = "127.0.0.1"

_REASONS = {
    errno.EADDRINUSE: N_("another program has it; --port 0 takes a free one"),
    errno.EACCES: N_("that port is the administrator's; take one above 1023"),
    errno.EADDRNOTAVAIL: N_("this machine has no such address"),
}


def require() -> None:
    """Make sure that there is what a page needs.

    Raises:
        UsageError: where the extra is not installed.
    """
    missing = [name for name in ("aiohttp", "textual_serve") if find_spec(name) is None]
    if missing:
        raise UsageError(
            _("pages need textual-serve, which is not installed: {command}").format(
                command="pip install 'reader-tui[serve]'"
            )
        )


def serve(command: Sequence[str], *, host: str = LOOPBACK, port: int = 0, ready: Callable[[str], object]) -> None:
    """Serve pages until the process is interrupted or told to end.

    Args:
        command: The words of the process that is the app behind a page, with Textual's web driver.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        ready: Called with the page's address, token and all, once it answers.

    Raises:
        UsageError: where the extra is not installed.
        NetworkError: where the address cannot be listened on.
    """
    require()
    asyncio.run(_serve(command, host, port, ready))


async def _serve(command: Sequence[str], host: str, port: int, ready: Callable[[str], object]) -> None:
    from aiohttp import web

    from reader.serving.pages import Pages, application

    ended = _end_when_told()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    pages = Pages(command)
    runner = web.AppRunner(application(token, pages, host), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        found = await _listen(runner, host, port)
        ready(f"http://{_shown(host)}:{found}/{token}/")
        while not ended.is_set():  # on Windows a wait without end would not notice Ctrl+C
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), 1.0 if sys.platform == "win32" else None)
    finally:
        await pages.close()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> int:
    """The port that the server listens on from now on."""
    from aiohttp import web

    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        why = _(known) if known else error.strerror or str(error)
        address = f"{_shown(host)}:{port}"
        raise NetworkError(_("{address} cannot be listened on: {why}").format(address=address, why=why)) from error
    return int(runner.addresses[0][1])


def _shown(host: str) -> str:
    """`host` as an address has it."""
    return f"[{host}]" if ":" in host else host


def _end_when_told() -> asyncio.Event:
    """An event that is set when the process is interrupted or told to end."""
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl+C is an exception
                loop.add_signal_handler(getattr(signal, name), ended.set)
    return ended
