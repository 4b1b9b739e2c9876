"""The roads to a clipboard, tried in order until one takes the text, and a receipt that claims only what was seen.

The roads, by the names that the configuration knows them by:

    tmux     the paste buffer of the tmux that the program runs in; read back
    local    the desktop's clipboard by pyperclip's backends; read back
    osc52    the terminal's clipboard by an escape sequence, the only one over SSH; never confirmed
    file     a file that only the user can read, where nothing else takes the text

In a web page (`reader serve`) there is the browser's clipboard instead of the first three; it says what became of it.

Nothing here knows Textual, so that the command line and `reader doctor` copy as the app does. Everything here may
be called in a thread, and gives up within its time limits.
"""

from __future__ import annotations

import os
import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.clipboard import file, local, osc52, page, tmux
from reader.clipboard.process import run
from reader.clipboard.receipt import Arrival, Receipt
from reader.config import CLIPBOARD_ROADS, OSC52_LIMIT
from reader.errors import UsageError, said_of
from reader.gate import clipboard, line
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.stopping import Stop

__all__ = ["LIMIT", "Receipt", "Road", "copy", "describe", "first_road"]

LIMIT = 2.0
"""Seconds that one clipboard program has for its answer."""

_SSH = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")

_ONE_AT_A_TIME = threading.Lock()
"""Of two copies at once, each would read the other's text back."""


class Road(NamedTuple):
    """One road for `reader doctor`: its name in the configuration, whether it is open, and why."""

    name: str
    available: bool
    why: str


def copy(
    text: str,
    *,
    write: Callable[[str], object] | None = None,
    ask_page: Callable[[str], str | None] | None = None,
    road: str | None = None,
    environ: Mapping[str, str] = os.environ,
    osc52_limit: int = OSC52_LIMIT,
    limit: float = LIMIT,
    stop: Stop | None = None,
) -> Receipt:
    """Puts `text` on the clipboard, its control characters shown as symbols.

    Inside tmux its paste buffer is filled and, where there is a display, the desktop's clipboard too: people paste
    from either. Otherwise it is the desktop's; over SSH, or without a display, the terminal's. What fails, hangs or
    lies is passed over for the next road.

    Args:
        text: What to copy.
        write: Takes an escape sequence for the terminal; without it /dev/tty is opened.
        ask_page: Has the page that shows Reader copy a text, and gives why it did not; no other road leads to where
            the user sits.
        road: The only road to try before the file; None or "auto" tries those that fit.
        environ: Tells what the program runs in.
        osc52_limit: Most bytes of UTF-8 that are sent to a terminal's clipboard.
        limit: Seconds that each clipboard program has.
        stop: Set by whoever leaves the program while a copy is under way: what runs is killed at once.

    Raises:
        UsageError: where there is no such road.
    """
    if road is not None and road not in CLIPBOARD_ROADS:
        raise UsageError(
            _("there is no clipboard road {road}: take one of {roads}").format(
                road=line(road, 40), roads=", ".join(CLIPBOARD_ROADS)
            )
        )
    safe, symbols = clipboard(text)
    if not safe:
        return Receipt("", 0, confirmed=False, sent=False, detail=_("there is nothing to copy"))
    data = safe.encode("utf-8")
    running = partial(run, environ=environ, limit=limit, stop=stop)
    roads: Mapping[str, Callable[[], Arrival]] = {
        "tmux": lambda: tmux.send(data, environ, running, onward=len(data) <= osc52_limit),
        "local": lambda: local.send(data, environ, running),
        "osc52": lambda: osc52.send(data, environ, write or partial(osc52.write_to_terminal, limit=limit), osc52_limit),
    }
    plan: list[tuple[str, ...]] = _plan(environ) if road in (None, "auto") else [(road or "file",)]
    if ask_page is not None and road != "file":
        roads, plan = {"browser": partial(page.send, safe, ask_page)}, [("browser",)]
    faults: list[str] = []
    with _ONE_AT_A_TIME:
        for together in plan:
            arrivals = [roads[name]() for name in together if name != "file" and not (stop and stop.is_set())]
            faults += [arrival.why for arrival in arrivals if arrival.why]
            taken = [arrival for arrival in arrivals if arrival.sent]
            if taken:
                return Receipt(
                    _(" and ").join(arrival.road for arrival in taken),
                    len(safe),
                    confirmed=all(arrival.confirmed for arrival in taken),
                    sent=True,
                    detail=", ".join(faults),
                    symbols=symbols,
                    acknowledged=all(arrival.acknowledged for arrival in taken),
                )
        if stop and stop.is_set():
            return Receipt("", len(safe), confirmed=False, sent=False, detail=_("the program was left"))
        return _filed(data, environ, faults, len(safe), symbols)


def _plan(environ: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The roads in order; those that stand together are all taken."""
    remote = any(environ.get(name) for name in _SSH)
    display = local.has_display(environ)
    first = [
        *(["tmux"] if environ.get("TMUX") else []),
        *(["local"] if display and not remote else []),
    ]
    plan: list[tuple[str, ...]] = [tuple(first)] if first else []
    plan.append(("osc52",))
    if remote and environ.get("DISPLAY"):  # a display that SSH forwards; any other one nobody sits at
        plan.append(("local",))
    return plan


def _filed(data: bytes, environ: Mapping[str, str], faults: list[str], characters: int, symbols: int) -> Receipt:
    try:
        path = str(file.save(data, environ))
    except OSError as error:
        faults.append(_("no file could be written either ({why})").format(why=said_of(error)))
        path = None
    return Receipt(
        "file" if path else "",
        characters,
        confirmed=False,
        sent=False,
        detail=", ".join(faults) or _("the configuration asks for a file"),
        symbols=symbols,
        file=path,
    )


def first_road(environ: Mapping[str, str] = os.environ, road: str | None = None) -> tuple[str, str]:
    """The road, or roads together, that a copy takes first, and why, as far as can be told without a copy.

    Args:
        environ: Tells what the program runs in.
        road: What the configuration asks for.
    """
    if road not in (None, "auto"):
        fault = _faults(environ)[road or "file"]
        return (road or "file", _("the configuration says so")) if fault is None else ("file", fault)
    remote = any(environ.get(name) for name in _SSH)
    reasons = {
        "tmux": _("the program runs in tmux"),
        "local": _("there is a display"),
        "osc52": _("it runs over SSH") if remote else _("no display can be reached"),
    }
    faults, passed = _faults(environ), list[str]()
    for together in _plan(environ):
        open_roads = [name for name in together if faults[name] is None]
        passed += [fault for name in together if (fault := faults[name])]
        if open_roads:
            told = [*(reasons[name] for name in open_roads if not (passed and name == "osc52")), *passed]
            return _(" and ").join(open_roads), ", ".join(told)
    return "file", ", ".join(passed)


def _faults(environ: Mapping[str, str]) -> dict[str, str | None]:
    """Why each road is closed, None where it is open."""
    return {
        "tmux": tmux.fault(environ),
        "local": local.fault(environ) or (None if local.program(environ) else _(local.MISSING)),
        "osc52": osc52.fault(environ),
        "file": None,
    }


def describe(environ: Mapping[str, str] = os.environ) -> list[Road]:
    """Every road for `reader doctor`, in the order in which they are tried; nothing is started, nothing copied."""
    program, faults = local.program(environ), _faults(environ)
    reasons = {
        "tmux": _("the program runs in tmux; its paste buffer is read back"),
        "local": _("there is a display, and {program}; the clipboard is read back").format(program=program),
        "osc52": _("the terminal may have a clipboard; it confirms nothing"),
        "file": _("where no clipboard takes the text it lies in {path}").format(
            path=file.folders(environ)[0] / file.NAME
        ),
    }
    order = [name for together in _plan(environ) for name in together]
    return [
        Road(name, faults[name] is None, faults[name] or reasons[name]) for name in dict.fromkeys([*order, *faults])
    ]
