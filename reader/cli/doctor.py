"""`reader doctor`: what Reader finds of its surroundings. It looks, and starts, copies and writes nothing.

With a source it is `reader.cli.faults`.
"""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING

from reader import __version__, clipboard, config, places
from reader.cli.output import terminal_width, write
from reader.errors import LibraryError, said_of
from reader.gate import line
from reader.tongue import N_, _, number, pgettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LABEL = 11
"""Columns of the labels."""

_TRUE_COLOUR = ("truecolor", "24bit")


def run(arguments: Namespace) -> int:
    """Print the findings, and give 0, or the library's exit code where it could not be read; of a source its faults."""
    if arguments.source is not None:
        from reader.cli.faults import run as tell_faults

        return tell_faults(arguments.source, with_text=arguments.with_text)
    label_before = ""
    for label, finding in _findings(os.environ):
        shown = "" if label == label_before else _(label)
        write(f"{shown:<{_LABEL}}{line(finding)}\n")
        label_before = label
    return 0 if _library_fault(places.library_path()) is None else LibraryError.exit_code


def _findings(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "reader", __version__
    yield "python", f"{platform.python_version()}, {sys.executable}"
    yield N_("system"), f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield N_("terminal"), _terminal(environ)
    settings, notices = config.load()
    asked = settings.clipboard
    road, why = clipboard.first_road(environ, asked)
    yield N_("copies"), _("{road} first, because {why}").format(road=road, why=why)
    for each in clipboard.describe(environ):
        # With a road of its own the configuration leaves only that one, and the file behind it.
        if asked in ("auto", each.name) or each.name == "file":
            told = _("{road}: yes, {why}") if each.available else _("{road}: no, {why}")
            yield N_("clipboard"), told.format(road=each.name, why=each.why)
    path = places.config_path()
    there = "{path}" if os.path.lexists(path) else _("{path} (not there: the defaults hold)")
    yield N_("settings"), there.format(path=path)
    for notice in notices:
        yield N_("settings"), notice
    library = places.library_path()
    yield N_("library"), f"{library} ({_library_fault(library) or _library_state(library)})"


def _terminal(environ: Mapping[str, str]) -> str:
    """What the terminal says of itself; it is not asked."""
    name = environ.get("TERM") or _("no TERM")
    facts = [name]
    width = terminal_width()
    if width is None:
        facts.append(_("standard output is no terminal"))
    else:
        lines = os.get_terminal_size(sys.stdout.fileno()).lines
        facts.append(_("{columns} columns, {lines} lines").format(columns=width, lines=lines))
    if environ.get("COLORTERM") in _TRUE_COLOUR:
        facts.append(_("16 million colours"))
    facts += [
        what
        for variable, what in (
            ("NO_COLOR", _("NO_COLOR is set")),
            ("TMUX", _("in tmux")),
            ("STY", _("in screen")),
            ("SSH_CONNECTION", _("over SSH")),
        )
        if environ.get(variable)
    ]
    return ", ".join(facts)


def _library_state(path: Path) -> str:
    if not path.exists():
        return _("not there yet")
    return _("{count} bytes").format(count=number(path.stat().st_size))


def _library_fault(path: Path) -> str | None:
    """Why the library could not be opened, as far as looking tells."""
    try:
        if path.exists() and not path.is_file():
            return _("it is no file")
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            return _("it may not be read and written")
        folder = next(each for each in path.parents if os.path.lexists(each))
        if not folder.is_dir():
            return _("{folder} is no folder").format(folder=folder)
        if not os.access(folder, os.W_OK | os.X_OK):
            return _("{folder} may not be written").format(folder=folder)
        if os.path.lexists(path):
            from reader.store.opening import READ_WHOLE, in_one_sentence, look

            it = pgettext("library", "it")
            with in_one_sentence(it):
                look(path, it, READ_WHOLE)
    except LibraryError as error:
        return str(error)
    except OSError as error:
        return _("it cannot be looked at: {why}").format(why=said_of(error))
    return None
