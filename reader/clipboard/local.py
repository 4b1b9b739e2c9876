"""The clipboard of the desktop, by pyperclip's backends, none of which is trusted.

pyperclip returns normally when its program fails, and for ever waits for one that hangs; so each call runs in a
process of its own under a time limit, and the text is read back by a second process: what only the first one knew
is no clipboard.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from reader.clipboard.receipt import Arrival
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.clipboard.process import Outcome, Run

ROAD = N_("desktop clipboard")

MISSING = N_("no clipboard program is installed (xclip, xsel or wl-clipboard)")

NO_BACKEND = 3
"""Exit code of the child where pyperclip finds nothing to work with."""

WHOLE = 100_000
"""Bytes up to which xsel is asked to give a text back.

A longer one is handed over piece by piece, and xsel's process that serves it may end with the first reader's window:
of eighty texts of 1 MB that were read back whole, eight were gone after it, and none of eighty that were not (xsel
1.2.0 under Xvfb, on a loaded machine).
"""

_CHILD = str(Path(__file__).with_name("pyperclip_child.py"))

_PROGRAMS = {
    "wl": "wl-copy",
    "osx_pbcopy": "pbcopy",
    "osx_pyobjc": "pasteboard",
    "windows": "Windows",
    "wsl": "clip.exe",
    "dev_clipboard": "/dev/clipboard",
    "qt": "Qt",
}
"""pyperclip's names of its backends where people know them by another."""

_TOOLS = (
    ("WAYLAND_DISPLAY", "wl-copy"),
    ("DISPLAY", "xclip"),
    ("DISPLAY", "xsel"),
)
"""What a display needs, in pyperclip's order."""


def has_display(environ: Mapping[str, str]) -> bool:
    """Whether there is a desktop whose clipboard could be reached."""
    if sys.platform in ("darwin", "win32", "cygwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def fault(environ: Mapping[str, str]) -> str | None:
    """Why there is no such road, or None where there seems to be one."""
    if not has_display(environ):
        return _("there is no display")
    return None


def program(environ: Mapping[str, str]) -> str | None:
    """The clipboard program that would be used, as far as can be told without starting one."""
    found = (tool for name, tool in _TOOLS if environ.get(name) and which(tool, path=environ.get("PATH")))
    if sys.platform == "darwin":
        return "pbcopy"
    if environ.get("WSL_DISTRO_NAME"):
        return "clip.exe"
    return "Windows" if sys.platform == "win32" else next(found, None)


def send(data: bytes, environ: Mapping[str, str], run: Run) -> Arrival:
    """Puts `data`, a text in UTF-8, on the desktop's clipboard and reads it back."""
    if why := fault(environ):
        return Arrival(_(ROAD), why=why)
    # Run by its path and with -P, so that neither the folder of an article nor this one is where it imports from.
    child = [sys.executable, "-P", _CHILD]
    copied = run([*child, "copy"], data)
    if copied.code != 0:
        return Arrival(_(ROAD), why=_why(copied, program(environ) or _(ROAD), _("refused the text")))
    named = copied.output.decode("utf-8", "replace")
    name = _PROGRAMS.get(named, named)
    if name == "xsel" and len(data) > WHOLE:
        return Arrival(name, sent=True, why=_("it can lose so long a text when that is read back"))
    read = run([*child, "paste"])
    if read.code != 0:
        return Arrival(name, why=_why(read, name, _("did not give the text back")))
    if read.output != data:
        told = _("{name} gave another text back") if read.output else _("{name} gave nothing back")
        return Arrival(name, why=told.format(name=name))
    return Arrival(name, sent=True, confirmed=True)


def _why(outcome: Outcome, name: str, otherwise: str) -> str:
    if outcome.code == NO_BACKEND:
        return _(MISSING)
    return f"{name} {outcome.why or otherwise}"
