"""The paste buffer of the tmux that the program runs in.

OSC 52 reaches it with `set-clipboard on` only, and is dropped without a word otherwise. tmux's own command reaches
it always, can be read back, and with -w passes the text on to the terminal that tmux itself runs in.
"""

from __future__ import annotations

from shutil import which
from typing import TYPE_CHECKING

from reader.clipboard.receipt import Arrival
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.clipboard.process import Run

ROAD = N_("tmux buffer")


def fault(environ: Mapping[str, str]) -> str | None:
    """Why there is no such road, or None where there is."""
    if not environ.get("TMUX"):
        return _("the program does not run in tmux")
    if which("tmux", path=environ.get("PATH")) is None:
        return _("the tmux command is not installed here")
    return None


def send(data: bytes, environ: Mapping[str, str], run: Run, *, onward: bool) -> Arrival:
    """Puts `data` into the paste buffer and reads it back.

    Args:
        data: The text in UTF-8.
        environ: Where TMUX names the server.
        run: Runs a command.
        onward: Whether tmux passes the text on to its terminal's clipboard, too.
    """
    if why := fault(environ):
        return Arrival(_(ROAD), why=why)
    loaded = run(["tmux", "load-buffer", "-w", "-"], data) if onward else None
    if loaded is None or loaded.code not in (0, None):  # tmux before 3.2 does not know -w
        loaded = run(["tmux", "load-buffer", "-"], data)
    if loaded.code != 0:
        return Arrival(_(ROAD), why=f"tmux {loaded.why or _('refused the text')}")
    read = run(["tmux", "save-buffer", "-"])
    if read.code != 0:
        return Arrival(_(ROAD), why=f"tmux {read.why or _('did not give the text back')}")
    if read.output != data:
        return Arrival(_(ROAD), why=_("tmux gave another text back"))
    return Arrival(_(ROAD), sent=True, confirmed=True)
