"""`reader export`: sections, quotations and entities of articles, in files that other programs take."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.batch import Batch, given, media_type
from reader.cli.narration import complain
from reader.cli.output import emit, terminal_width, write
from reader.errors import ReaderError, UsageError
from reader.exports import DOCUMENT_FORMATS, NOTES
from reader.exports.contract import document
from reader.exports.everything import EVERYTHING
from reader.exports.files import file_name, rows, save, written
from reader.gate import line, visible
from reader.places import library_may_be_there
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from reader.model import Analysis, Article, Placed
    from reader.sources import Raw
    from reader.store import Library

    Examined = tuple[Article, Analysis, Sequence[Placed]]


def run(arguments: Namespace) -> int:
    """Print the exports of `arguments.sources`, or write a file for each into `arguments.output`.

    Raises:
        UsageError: where the format holds one article and several are to be printed.
    """
    batch, name = Batch(arguments.sources, media_type(arguments)), arguments.format
    with _marked() as examine:
        if name in NOTES:
            if arguments.output is None:
                _print_note(batch, name, examine)
            else:
                _save_notes(batch, arguments, examine)
        elif arguments.output is not None:
            raise UsageError(
                _("--output is for {notes}; {name} holds all articles: write > {name} behind it").format(
                    notes=_(" and ").join(NOTES), name=name
                )
            )
        elif name in DOCUMENT_FORMATS:
            emit(name, (document(*found) for found in batch.each(examine)))
        else:
            emit(name, (row for found in batch.each(examine) for row in rows(*found)), EVERYTHING.columns)
    return batch.failure


@contextmanager
def _marked() -> Iterator[Callable[[str | Raw], Examined]]:
    """What examines a source, with what the library knows that its reader marked in it."""
    if not library_may_be_there():  # to ask makes none
        yield partial(_examined, None)
        return

    from reader.store import Library

    with Library.open() as store:
        yield partial(_examined, store)


def _examined(store: Library | None, source: str | Raw) -> Examined:
    from reader.extraction import examine

    article, analysis = examine(source)
    marked = store.highlights.placed(article.source.sha256, article.text) if store is not None else ()
    return given((article, analysis, marked), analysis)


def _print_note(batch: Batch, name: str, examine: Callable[[str | Raw], Examined]) -> None:
    """Print the note of the only article; nothing at all where a folder or a feed turns out to hold more."""
    found = list(islice(batch.each(examine), 2)) if len(batch.sources) == 1 else []
    if len(batch.sources) > 1 or len(found) > 1:
        raise UsageError(_("{name} holds one article: name a folder for the files with --output").format(name=name))
    for each in found:
        for piece in written(name, *each):
            write(piece if terminal_width() is None else visible(piece))


def _save_notes(batch: Batch, arguments: Namespace, examine: Callable[[str | Raw], Examined]) -> None:
    """Write a file for each article; one that cannot be written is complained of and does not stop the others."""
    suffix = import_module(NOTES[arguments.format]).SUFFIX
    used: set[str] = set()
    for found in batch.each(examine):
        path = Path(arguments.output) / f"{_unused(file_name(found[0]), used)}{suffix}"
        try:
            save("".join(written(arguments.format, *found)), path, replace=arguments.force)
        except ReaderError as error:
            taken = isinstance(error, UsageError)
            told = _("{fault}: give another folder, or --force to replace it") if taken else "{fault}"
            complain(told.format(fault=error))
            batch.failure = batch.failure or error.exit_code
        else:
            write(f"{line(str(path))}\n")


def _unused(name: str, used: set[str]) -> str:
    """`name`, with a number where an article of this run has it already; some systems do not tell capitals apart."""
    numbered = (f"{name} {number}" if number > 1 else name for number in count(1))
    found = next(each for each in numbered if each.casefold() not in used)
    used.add(found.casefold())
    return found
