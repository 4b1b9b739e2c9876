"""`reader export`: sections, quotations and entities of articles, in files that other programs take."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.batch import Batch, media_type
from reader.cli.output import OutputError, emit, terminal_width, write
from reader.errors import UsageError
from reader.exports import DOCUMENT_FORMATS, NOTES
from reader.exports.contract import document
from reader.exports.everything import EVERYTHING
from reader.gate import line, visible

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.model import Article

_LONGEST = 80
"""Characters of a file's name that are the article's title."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|#^\[\]\s]+')
"""What some system, or Obsidian, takes for something else than a part of a name."""


def run(arguments: Namespace) -> int:
    """Print the exports of `arguments.sources`, or write a file for each into `arguments.output`.

    Raises:
        UsageError: where the format holds one article and several are to be printed, or a file is there already.
    """
    from reader.extraction import examine

    batch, name = Batch(arguments.sources, media_type(arguments)), arguments.format
    if name in NOTES:
        _notes(batch, arguments)
    elif arguments.output is not None:
        raise UsageError(f"--output is for {' and '.join(NOTES)}; {name} holds all articles: write > {name} behind it")
    elif name in DOCUMENT_FORMATS:
        emit(name, (document(article, analysis) for article, analysis in batch.each(examine)))
    else:
        rows = (row for article, analysis in batch.each(examine) for row in EVERYTHING.rows(article, analysis))
        emit(name, rows, EVERYTHING.columns)
    return batch.failure


def _notes(batch: Batch, arguments: Namespace) -> None:
    from reader.extraction import examine

    if arguments.output is None and len(batch.sources) > 1:
        raise UsageError(f"{arguments.format} holds one article: name a folder for the files with --output")
    module = import_module(NOTES[arguments.format])
    for article, analysis in batch.each(examine):
        pieces = module.render(article, analysis)
        if arguments.output is None:
            for piece in pieces:
                write(piece if terminal_width() is None else visible(piece))
        else:
            path = _saved("".join(pieces), Path(arguments.output), _named(article), module.SUFFIX, arguments)
            write(f"{line(str(path))}\n")


def _saved(text: str, folder: Path, name: str, suffix: str, arguments: Namespace) -> Path:
    path = folder / f"{name}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("w" if arguments.force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already: give another folder, or --force to replace it") from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    return path


def _named(article: Article) -> str:
    """A file's name made of the title, or else of where the article came from, that every system takes."""
    location = article.source.location
    wanted = article.title or (Path(location).stem if location else "")
    words = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", visible(wanted))).split()
    name = " ".join(words)[:_LONGEST].strip(" .")
    # The systems count bytes, and a name that begins with a dot is hidden.
    while len(name.encode()) > 2 * _LONGEST:
        name = name[:-1]
    return name or article.source.sha256[:12]
