"""`reader library backup` and `check`: the library's file as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.narration import complain, remark
from reader.cli.output import write
from reader.errors import LibraryError, UsageError
from reader.gate import line
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.store import Library


def run(arguments: Namespace, library: Library) -> int:
    """Copy the library to a file, or read all of it for damage."""
    if arguments.task == "backup":
        return _backup(Path(arguments.file), library, force=arguments.force)
    faults = library.check()
    for fault in faults:
        complain(_("{name}: {fault}").format(name=library.path, fault=fault))
    if faults:
        return LibraryError.exit_code
    count = library.shelf.count()
    sound = ngettext("{path} is sound: {count} article", "{path} is sound: {count} articles", count)
    write(sound.format(path=line(str(library.path)), count=number(count)) + "\n")
    return 0


def _backup(file: Path, library: Library, *, force: bool) -> int:
    if file.exists() and not force:
        raise UsageError(_("{file} is there already: give another name, or --force to replace it").format(file=file))
    try:
        library.backup(file)
    except LibraryError as error:
        raise LibraryError(_("{file} was not written: {why}").format(file=file, why=error)) from error
    remark(_("the library is in {file}").format(file=file))
    return 0
