"""`reader library backup` and `check`: the library's file as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.narration import complain, remark
from reader.cli.output import write
from reader.errors import LibraryError, UsageError
from reader.gate import line

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.store import Library


def run(arguments: Namespace, library: Library) -> int:
    """Copy the library to a file, or read all of it for damage."""
    if arguments.task == "backup":
        return _backup(Path(arguments.file), library, force=arguments.force)
    faults = library.check()
    for fault in faults:
        complain(f"{library.path}: {fault}")
    if faults:
        return LibraryError.exit_code
    write(f"{line(str(library.path))} is sound: {library.shelf.count()} articles\n")
    return 0


def _backup(file: Path, library: Library, *, force: bool) -> int:
    if file.exists() and not force:
        raise UsageError(f"{file} is there already: give another name, or --force to replace it")
    try:
        library.backup(file)
    except LibraryError as error:
        raise LibraryError(f"{file} was not written: {error}") from error
    remark(f"the library is in {file}")
    return 0
