"""`reader completion`: a script by which the shell completes the words of the command line.

shtab writes it from the argument parser, so that it knows every command and option that there is; nothing of Reader
runs while a word is completed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.arguments import build_parser
from reader.cli.output import write

if TYPE_CHECKING:
    from argparse import Namespace

_FILES = ("SOURCE", "DRAFT")
_FOLDERS = ("FOLDER",)


def run(arguments: Namespace) -> int:
    """Print the script for `arguments.shell`."""
    write(script(arguments.shell))
    return 0


def script(shell: str) -> str:
    """The script for a shell, one of `reader.cli.arguments.SHELLS`."""
    import shtab

    parser, commands = build_parser()
    for command in commands.values():
        for action in command._actions:  # noqa: SLF001 - argparse shows its arguments nowhere else
            completed: Any = action
            if action.metavar in _FILES:
                completed.complete = shtab.FILE
            elif action.metavar in _FOLDERS:
                completed.complete = shtab.DIRECTORY
    return str(shtab.complete(parser, shell)).rstrip("\n") + "\n"
