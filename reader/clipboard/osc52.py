"""The clipboard of the terminal, by the escape sequence OSC 52: the only road over SSH, and one without an answer.

The sequence is described in xterm's "Control Sequences", under "Operating System Commands", Ps = 52.
"""

from __future__ import annotations

import base64
import os
import select
import sys
import time
from typing import TYPE_CHECKING

from reader.clipboard.receipt import TERMINAL, Arrival
from reader.errors import said_of
from reader.tongue import _, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROAD = TERMINAL

_DEAF = frozenset({"", "dumb", "linux"})
"""Values of TERM without a clipboard: none, no escape sequences at all, the Linux console."""

_SCREEN_CHUNK = 240
"""Characters that GNU screen passes on at a time; its older versions cut strings at 256."""


def fault(environ: Mapping[str, str]) -> str | None:
    """Why there is no such road, or None where there may be one."""
    term = environ.get("TERM", "")
    if term not in _DEAF:
        return None
    return _("a terminal of the type {term} has no clipboard").format(term=term or _("(none)"))


def sequence(data: bytes, environ: Mapping[str, str]) -> str:
    """What is written to the terminal to put `data` on its clipboard.

    GNU screen passes on only what is wrapped for it. tmux takes the plain sequence with `set-clipboard on` and passes
    a wrapped one on with `allow-passthrough on`; either is off by default, so both are sent.
    """
    plain = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if environ.get("TMUX"):
        wrapped = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{wrapped}\x1b\\"
    if environ.get("STY"):
        chunks = (plain[at : at + _SCREEN_CHUNK] for at in range(0, len(plain), _SCREEN_CHUNK))
        return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
    return plain


def send(data: bytes, environ: Mapping[str, str], write: Callable[[str], object], limit: int) -> Arrival:
    """Sends `data`, a text in UTF-8, to the terminal's clipboard; whether it arrives nobody can say.

    Args:
        data: The text.
        environ: Where TERM, TMUX and STY say what the terminal is.
        write: Takes what the terminal is to get.
        limit: Most bytes of text; terminals drop a longer one without a word.
    """
    if why := fault(environ):
        return Arrival(ROAD, why=why)
    if len(data) > limit:
        return Arrival(
            ROAD,
            why=_("{count} bytes are more than some terminals take ({limit})").format(
                count=number(len(data)), limit=number(limit)
            ),
        )
    try:
        write(sequence(data, environ))
    except Exception as error:  # `write` is the caller's, and a copy must end in a receipt
        return Arrival(ROAD, why=_("the terminal could not be written to ({why})").format(why=said_of(error)))
    return Arrival(ROAD, sent=True)


def write_to_terminal(text: str, limit: float) -> None:
    """Writes to the terminal that the program was started in, wherever its output goes.

    Raises:
        OSError: where there is none, or it has not taken the text after `limit` seconds.
    """
    if sys.platform == "win32":
        raise OSError(0, "Windows has no terminal by that name")
    end = time.monotonic() + limit
    terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        left = memoryview(text.encode("ascii"))
        while left:
            if not select.select([], [terminal], [], max(0.0, end - time.monotonic()))[1]:
                raise TimeoutError(0, _("it took nothing for {limit:g} seconds").format(limit=limit))
            left = left[os.write(terminal, left) :]
    finally:
        os.close(terminal)
