"""`reader config`: the configuration file, as an example with every setting, by its place, or by its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.example import example
from reader.cli.narration import complain
from reader.cli.output import write
from reader.config import load
from reader.gate import line
from reader.places import config_path
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.config import Settings

FAULTY = 1
"""Exit code where something in the file is wrong."""


def run(arguments: Namespace) -> int:
    """Print the example, with `arguments.path` where the file is, with `arguments.check` what is wrong in it."""
    if arguments.path:
        write(f"{line(str(config_path()))}\n")
    elif arguments.check:
        _settings, notices = read()
        for notice in notices:
            complain(notice)
        return FAULTY if notices else 0
    else:
        write(example())
    return 0


def read() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a sentence for each thing that is wrong in the file; the themes are the app's to know."""
    from reader.app.palette import PALETTES

    settings, notices = load()
    if settings.theme not in PALETTES:
        themes = ", ".join(PALETTES)
        told = _("{file}: there is no theme {name}: take one of {themes}")
        notices += (told.format(file=config_path().name, name=line(settings.theme, 40), themes=themes),)
    return settings, notices
