"""`reader doctor`: what Reader finds of its surroundings. It looks, and starts, copies and writes nothing."""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING

from reader import __version__, clipboard, config, places
from reader.cli.output import terminal_width, write
from reader.errors import LibraryError
from reader.gate import line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LABEL = 11
"""Columns of the labels."""

_TRUE_COLOUR = ("truecolor", "24bit")


def run(arguments: Namespace) -> int:
    """Print the findings, and give 0, or the library's exit code where it could not be read."""
    del arguments
    label_before = ""
    for label, finding in _findings(os.environ):
        shown = "" if label == label_before else label
        write(f"{shown:<{_LABEL}}{line(finding)}\n")
        label_before = label
    return 0 if _library_fault(places.library_path()) is None else LibraryError.exit_code


def _findings(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "reader", __version__
    yield "python", f"{platform.python_version()}, {sys.executable}"
    yield "system", f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield "terminal", _terminal(environ)
    settings, notices = config.load()
    asked = settings.clipboard
    yield "copies", "{} first, because {}".format(*clipboard.first_road(environ, asked))
    for road in clipboard.describe(environ):
        # With a road of its own the configuration leaves only that one, and the file behind it.
        if asked in ("auto", road.name) or road.name == "file":
            yield "clipboard", f"{road.name}: {'yes' if road.available else 'no'}, {road.why}"
    path = places.config_path()
    yield "settings", f"{path}{'' if path.exists() else ' (not there: the defaults hold)'}"
    for notice in notices:
        yield "settings", notice
    library = places.library_path()
    yield "library", f"{library} ({_library_fault(library) or _library_state(library)})"


def _terminal(environ: Mapping[str, str]) -> str:
    """What the terminal says of itself; it is not asked."""
    name = environ.get("TERM") or "no TERM"
    facts = [name]
    width = terminal_width()
    if width is None:
        facts.append("standard output is no terminal")
    else:
        facts.append(f"{width} columns, {os.get_terminal_size(sys.stdout.fileno()).lines} lines")
    if environ.get("COLORTERM") in _TRUE_COLOUR:
        facts.append("16 million colours")
    facts += [
        what
        for variable, what in (
            ("NO_COLOR", "NO_COLOR is set"),
            ("TMUX", "in tmux"),
            ("STY", "in screen"),
            ("SSH_CONNECTION", "over SSH"),
        )
        if environ.get(variable)
    ]
    return ", ".join(facts)


def _library_state(path: Path) -> str:
    return f"{path.stat().st_size:,} bytes" if path.exists() else "not there yet"


def _library_fault(path: Path) -> str | None:
    """Why the library could not be opened, as far as looking tells."""
    try:
        if path.exists() and not path.is_file():
            return "it is no file"
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            return "it may not be read and written"
    except OSError as error:
        return f"it cannot be looked at: {error.strerror}"
    return None
