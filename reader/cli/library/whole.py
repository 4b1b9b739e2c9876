"""`reader library purge`, `backup`, `check` and `export`: the library as a whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.library.records import FILES, SHORT, WRITTEN
from reader.cli.narration import Progress, complain, remark
from reader.cli.output import emit, write
from reader.errors import LibraryError, UsageError
from reader.gate import line
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from reader.exports.records import Record
    from reader.moving.export import Written
    from reader.store import Library


def run(arguments: Namespace, library: Library) -> int:
    """Forget what was removed, copy the library to a file, read all of it for damage, or write it to plain files."""
    if arguments.task == "purge":
        count = library.purge()
        said = ngettext("{count} removed article is forgotten", "{count} removed articles are forgotten", count)
        write(said.format(count=number(count)) + "\n")
        return 0
    if arguments.task == "backup":
        return _backup(Path(arguments.file), library, arguments)
    if arguments.task == "export":
        return _export(arguments, library)
    faults = library.check()
    for fault in faults:
        complain(_("{name}: {fault}").format(name=library.path, fault=fault))
    if arguments.format is not None:
        emit(arguments.format, [_file(library, library.path, fault) for fault in faults or (None,)], FILES)
    elif not faults:
        count = library.shelf.count()
        sound = ngettext("{path} is sound: {count} article", "{path} is sound: {count} articles", count)
        write(sound.format(path=line(str(library.path)), count=number(count)) + "\n")
    return LibraryError.exit_code if faults else 0


def _file(library: Library, path: Path | None, fault: str | None = None) -> Record:
    return {
        "file": str(path),
        "articles": library.shelf.count(),
        "waiting": library.waiting.count(),
        "feeds": len(library.feeds.all()),
        "fault": fault,
    }


def _backup(file: Path, library: Library, arguments: Namespace) -> int:
    if os.path.lexists(file) and not arguments.force:
        raise UsageError(_("{file} is there already: give another name, or --force to replace it").format(file=file))
    try:
        library.backup(file)
    except LibraryError as error:
        raise LibraryError(_("{file} was not written: {why}").format(file=file, why=error)) from error
    if arguments.format is not None:
        emit(arguments.format, [_file(library, file)], FILES)
    remark(_("the library is in {file}").format(file=file))
    return 0


def _export(arguments: Namespace, library: Library) -> int:
    from reader.moving.export import export

    failure = articles = files = 0
    progress = Progress(library.shelf.count())

    def records() -> Iterator[Record]:
        nonlocal failure, articles, files
        for written in export(library, Path(arguments.folder)):
            progress.show(written.article.name)
            progress.erase()
            if written.fault is not None:
                complain(written.fault)
            failure = failure or written.code
            articles, files = articles + (written.fault is None), files + written.files
            yield _written(written)

    if arguments.format is not None:
        emit(arguments.format, records(), WRITTEN)
    else:
        for _record in records():
            pass
    remark(
        ngettext(
            "{count} article is in {folder} ({files} files are new)",
            "{count} articles are in {folder} ({files} files are new)",
            articles,
        ).format(count=articles, folder=arguments.folder, files=files)
    )
    return failure


def _written(written: Written) -> Record:
    return {
        "id": written.article.source.sha256[:SHORT],
        "title": written.article.name,
        "folder": f"articles/{written.name}",
        "files": written.files,
        "fault": written.fault,
    }
