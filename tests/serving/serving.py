"""`reader serve` as a process of its own, and a page's socket without a browser."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import aiohttp
import pyte

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

ROOT = Path(__file__).parents[2]
SAMPLE = "articles/le-phare-d-ar-vran.fr.txt"
FIRST_WORDS = "Après cent cinquante-deux ans de veille humaine"
PATIENCE = 30.0
"""Seconds after which what is waited for will not happen."""

SIZE = (120, 40)


class Serving:
    """A server of one article, as a context manager; `address` is what it printed."""

    def __init__(self, home: Path, *words: str) -> None:
        self._command = [sys.executable, "-m", "reader", "serve", *(words or (SAMPLE,))]
        self._environment = {**os.environ, "READER_HOME": str(home), "LC_ALL": "C.UTF-8"}

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.host = urlsplit(self.address).netloc
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def end(self) -> tuple[int, str]:
        """Interrupt it; its exit code, and what it said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    @property
    def sessions(self) -> list[int]:
        """The processes of its pages."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split()]


class Page:
    """What a page's socket gets, on a screen, and what it says."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.messages: list[Any] = []
        self.closed = False
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def shown(self) -> str:
        return "\n".join(self._screen.display)

    async def say(self, *message: object) -> None:
        await self.socket.send_str(json.dumps(message))

    async def press(self, keys: str) -> None:
        for key in keys:
            await self.say("stdin", key)
            await self.read(0.2)

    async def read(self, seconds: float) -> None:
        """Take what comes within `seconds`."""
        end = time.monotonic() + seconds
        with contextlib.suppress(TimeoutError):
            while not self.closed and (left := end - time.monotonic()) > 0:
                message = await self.socket.receive(timeout=left)
                if message.type is aiohttp.WSMsgType.BINARY:
                    self._stream.feed(message.data)
                elif message.type is aiohttp.WSMsgType.TEXT:
                    self.messages.append(json.loads(message.data))
                else:
                    self.closed = True

    async def until(self, happened: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, (self.messages, self.shown)
            assert not self.closed, (self.messages, self.shown)
            await self.read(0.05)

    async def ended(self) -> str:
        """Wait until the page is closed; the sentence that it was closed with."""
        end = time.monotonic() + PATIENCE
        while not self.closed:
            assert time.monotonic() < end, self.shown
            await self.read(0.1)
        return next((message[1] for message in self.messages if message[0] == "ended"), "")


@contextlib.asynccontextmanager
async def page(serving: Serving, origin: str | None = None) -> AsyncIterator[Page]:
    """A page's socket, as the browser opens it."""
    headers = {"Origin": origin or f"http://{serving.host}"}
    address = f"{serving.address}socket?width={SIZE[0]}&height={SIZE[1]}"
    async with aiohttp.ClientSession() as session, connected(session, address, headers=headers) as socket:
        yield Page(socket)


@contextlib.asynccontextmanager
async def connected(
    session: aiohttp.ClientSession, address: str, **more: Any
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A socket whose connection is given back also where the other side has reset it, which aiohttp forgets."""
    async with session.ws_connect(address, **more) as socket:
        try:
            yield socket
        finally:
            if socket.closed:
                socket._response.close()
        await asyncio.sleep(0)
