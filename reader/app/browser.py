"""Opening an address in the desktop's browser: one argument to one program, its output kept off the screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from reader.errors import said_of
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def opener(environ: Mapping[str, str] = os.environ) -> str | None:
    """The program that opens an address here, None where there is no desktop to open it on."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open", path=environ.get("PATH"))
    return None


def open_address(address: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Open `address`, which has passed `links.address`; gives what went wrong, None where nothing did."""
    program = opener(environ)
    if program is None:
        return _("there is no desktop to open it on")
    try:
        subprocess.Popen(
            [program, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=dict(environ),
        )
    except OSError as error:
        return _("{program} cannot be started ({why})").format(program=program, why=said_of(error))
    return None
