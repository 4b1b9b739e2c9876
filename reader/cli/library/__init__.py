"""`reader library`: what the library holds, from the command line. Each of its tasks is a function in TASKS."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reader.store import Library

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

TASKS: Mapping[str, str] = {
    "list": "reader.cli.library.listing",
    "show": "reader.cli.library.listing",
    "highlights": "reader.cli.library.listing",
    "tag": "reader.cli.library.marking",
    "archive": "reader.cli.library.marking",
    "rm": "reader.cli.library.marking",
    "restore": "reader.cli.library.marking",
    "import": "reader.cli.library.taking",
    "waiting": "reader.cli.library.taking",
    "fetch": "reader.cli.library.taking",
    "said": "reader.cli.library.across",
    "named": "reader.cli.library.across",
    "trend": "reader.cli.library.plotting",
    "voices": "reader.cli.library.plotting",
    "purge": "reader.cli.library.whole",
    "backup": "reader.cli.library.whole",
    "check": "reader.cli.library.whole",
    "export": "reader.cli.library.whole",
}
"""Task → module with its `run(arguments, library)`, imported when it is asked for."""


def run(arguments: Namespace) -> int:
    """Do `arguments.task`.

    Raises:
        LibraryError: where the library cannot be read, or does not take what is to be kept.
    """
    with Library.open() as library:
        code: int = import_module(TASKS[arguments.task]).run(arguments, library)
    return code
