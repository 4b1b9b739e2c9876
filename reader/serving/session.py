"""One page's session: the app as a process of its own, spoken to in the packets of Textual's web driver.

A packet is a letter (D for what a terminal gets or sends, M for a message in JSON), the length of what follows as four
bytes, and that. The process never outlives its page, and is killed where it does not end when it is told to.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from asyncio import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

PATIENCE = 2.0
"""Seconds that a process has to end when it is told to, before it is killed."""

LARGEST = 1 << 26
"""Bytes of the largest packet that is taken from the app."""

COMPLAINT = 4_000
"""Bytes of what the app says on standard error that are kept: the last ones."""

GREETING = b"__GANGLION__\n"
"""What Textual's web driver says first."""

_NOT_OURS = ("TMUX", "TMUX_PANE", "STY", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "TEXTUAL", "TEXTUAL_LOG")
"""What tells of the terminal and the desktop that the server was started on; the page is neither."""


class Session:
    """The app behind one page.

    Args:
        command: The words of the process.
        draw: Takes what the page's terminal gets.
        say: Takes a message for the page, in JSON.
    """

    def __init__(
        self,
        command: Sequence[str],
        draw: Callable[[bytes], Awaitable[None]],
        say: Callable[[str], Awaitable[None]],
    ) -> None:
        self._command = command
        self._draw, self._say = draw, say
        self._process: subprocess.Process | None = None
        self._reading: asyncio.Task[str] | None = None
        self._stopping: asyncio.Task[None] | None = None

    async def start(self, columns: int, rows: int) -> None:
        """Start the process for a page of `columns` by `rows` cells."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(columns, rows),
            start_new_session=True,  # the server's own terminal is none of its
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def left(self) -> str:
        """Wait until the app has ended; gives what the page is to say then."""
        return await asyncio.shield(self._reading) if self._reading else ""

    async def type(self, data: bytes) -> None:
        """Hand on what was typed."""
        await self._send(b"D", data)

    async def tell(self, message: Mapping[str, object]) -> None:
        """Hand on what the page says beside keys."""
        await self._send(b"M", json.dumps(message).encode())

    async def stop(self) -> None:
        """End the process: it is asked to, and where it does not, killed."""
        if self._stopping is None:
            self._stopping = asyncio.create_task(self._stop())
        await asyncio.shield(self._stopping)

    async def _stop(self) -> None:
        process = self._process
        if process is None:
            return
        await self.tell({"type": "quit"})
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _send(self, kind: bytes, data: bytes) -> None:
        stdin = self._process.stdin if self._process else None
        if stdin is None or stdin.is_closing():
            return
        with contextlib.suppress(OSError, RuntimeError):  # it has ended, which is told elsewhere
            stdin.write(kind + len(data).to_bytes(4, "big") + data)
            await stdin.drain()

    async def _read(self, process: subprocess.Process) -> str:
        """Hand on what the app draws and says, until it ends; gives what to say then."""
        assert process.stdout is not None  # noqa: S101 - both are pipes, see start
        assert process.stderr is not None  # noqa: S101
        complaint = asyncio.create_task(_end_of(process.stderr))
        with contextlib.suppress(asyncio.IncompleteReadError, OSError, ValueError, RuntimeError):
            if await process.stdout.readline() == GREETING:
                await self._packets(process.stdout)
        self._draw, self._say = _nowhere, _nowhere
        code = await process.wait()
        said = (await complaint).decode("utf-8", "replace").strip().splitlines()
        if not code:
            return _("Reader was left. Reload the page to open it again.")
        return line(said[-1] if said else _("Reader ended with exit code {code}.").format(code=code), 400)

    async def _packets(self, stdout: asyncio.StreamReader) -> None:
        while True:
            kind, size = await stdout.readexactly(1), int.from_bytes(await stdout.readexactly(4), "big")
            if size > LARGEST:
                raise ValueError(f"a packet of {size} bytes")
            data = await stdout.readexactly(size)
            if kind == b"D":
                await self._draw(data)
            elif kind == b"M":
                message = json.loads(data)
                if message["type"] == "exit":
                    return
                if message["type"] in _FOR_THE_PAGE:
                    await self._say(json.dumps([message["type"], message]))


_FOR_THE_PAGE = ("copy", "open_url")


async def _nowhere(_data: object) -> None:
    """Take what nobody is there for any more."""


async def _end_of(stream: asyncio.StreamReader) -> bytes:
    """The last of what comes from `stream`."""
    kept = b""
    while data := await stream.read(COMPLAINT):
        kept = (kept + data)[-COMPLAINT:]
    return kept


def environment(columns: int, rows: int, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of an app whose terminal is a page of `columns` by `rows` cells."""
    here = str(Path(__file__).resolve().parents[2])
    kept: dict[str, Any] = {name: value for name, value in environ.items() if name not in _NOT_OURS}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, [here, environ.get("PYTHONPATH", "")])),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(columns),
        "ROWS": str(rows),
    }
