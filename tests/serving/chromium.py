"""A Chromium without a window, driven by its DevTools protocol (chromedevtools.github.io/devtools-protocol)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import shutil
import time
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import pyte

from tests.serving.serving import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
WINDOW = (1280, 800)
TERMINAL = (300, 100)
"""Cells of the screen that repeats what the page's terminal gets; more than the window holds."""


def program() -> str | None:
    """Where Chromium is, None where it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chromium:
    """One page of a Chromium of its own, as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._count = 0
        self._session: str | None = None
        self.requested: list[str] = []
        """Addresses that the page asked for."""
        self.complaints: list[str] = []
        """What the page wrote to its console as errors."""
        self._screen = pyte.Screen(*TERMINAL)
        self._stream = pyte.ByteStream(self._screen)

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            program() or "chromium",
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio"),
            *(f"--window-size={WINDOW[0]},{WINDOW[1]}", "--remote-debugging-port=0", f"--user-data-dir={self._folder}"),
            "about:blank",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        port = await self._port()
        self._client = aiohttp.ClientSession()
        async with self._client.get(f"http://127.0.0.1:{port}/json/version") as answer:
            address = (await answer.json())["webSocketDebuggerUrl"]
        self._socket = await self._client.ws_connect(address, max_msg_size=0)
        self._listening = asyncio.create_task(self._listen())
        targets = (await self("Target.getTargets"))["targetInfos"]
        target = next(each["targetId"] for each in targets if each["type"] == "page")
        self._session = (await self("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self(f"{domain}.enable")
        return self

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            await self("Browser.close", to_browser=True)
        self._listening.cancel()
        await self._socket.close()
        self._socket._response.close()  # aiohttp forgets it where the other side has reset the connection
        await self._client.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), 5)
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _port(self) -> int:
        """The port of DevTools, which Chromium writes to a file."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError, IndexError, ValueError):
                return int((self._folder / "DevToolsActivePort").read_text().splitlines()[0])
            assert self._process.returncode is None, "Chromium does not start"
            await asyncio.sleep(0.05)
        raise AssertionError("Chromium opens no port")

    async def __call__(self, method: str, *, to_browser: bool = False, **parameters: Any) -> Any:
        """Ask for `method`; gives its result."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": parameters}
        if self._session and not to_browser:
            asked["sessionId"] = self._session
        future = self._waiting[self._count] = asyncio.get_running_loop().create_future()
        await self._socket.send_json(asked)
        answer = await asyncio.wait_for(future, PATIENCE)
        assert "error" not in answer, answer
        return answer.get("result")

    async def _listen(self) -> None:
        async for message in self._socket:
            said = message.json()
            if "id" in said:
                self._waiting.pop(said["id"]).set_result(said)
            else:
                self._heard(said["method"], said["params"])

    def _heard(self, method: str, what: dict[str, Any]) -> None:
        if method == "Network.webSocketFrameReceived" and what["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(what["response"]["payloadData"]))
        elif method == "Network.requestWillBeSent":
            self.requested.append(what["request"]["url"])
        elif method == "Log.entryAdded" and what["entry"]["level"] == "error":
            self.complaints.append(what["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(what["exceptionDetails"]["text"])

    # A page

    @property
    def shown(self) -> str:
        """What the page's terminal has been given, as text."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    async def open(self, address: str) -> None:
        await self("Page.navigate", url=address)

    async def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript in the page, waited for where it is a promise."""
        found = await self("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def press(self, *keys: str) -> None:
        """Press keys that type a character."""
        for key in keys:
            await self("Input.dispatchKeyEvent", type="keyDown", text=key, key=key, unmodifiedText=key)
            await self("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def until(self, happened: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, (self.complaints, self.shown)
            await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode((await self("Page.captureScreenshot", format="png"))["data"])
