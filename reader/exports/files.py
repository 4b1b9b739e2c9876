"""An export of one article as a file: what it is called, what stands in it, and that it replaces nothing unasked."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError, UsageError, said_of
from reader.exports import DOCUMENT_FORMATS, EXPORTS, NOTES, renderer
from reader.exports.contract import document
from reader.exports.everything import EVERYTHING, highlight_rows
from reader.gate import is_unseen, visible
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.exports.records import Record
    from reader.model import Analysis, Article, Placed

SUFFIXES: Mapping[str, str] = {".md": "markdown", ".markdown": "markdown", ".htm": "html"} | {
    f".{name}": name for name in EXPORTS
}
"""Format by the suffix of a file's name."""

_LONGEST = 80
"""Characters of a file's name that are the article's title."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|#^\[\]\s]+')
"""What some system, or Obsidian, takes for something else than a part of a name."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever ending stands behind it."""


def format_of(path: Path) -> str:
    """The format that a file's name asks for.

    Raises:
        UsageError: where its suffix names none.
    """
    name = SUFFIXES.get(path.suffix.lower())
    if name is None:
        raise UsageError(
            _("{name} says no format: let the name end in .md, .html, .json, .jsonl or .csv").format(name=path.name)
        )
    return name


def written(name: str, article: Article, analysis: Analysis, highlights: Sequence[Placed] = ()) -> Iterator[str]:
    """The export of one article in the format called `name`, one of EXPORTS, piece by piece.

    Args:
        name: The format.
        article: The article.
        analysis: What was found in it.
        highlights: What its reader marked in it.
    """
    if name in NOTES:
        pieces: Iterator[str] = import_module(NOTES[name]).render(article, analysis, highlights)
        return pieces
    if name in DOCUMENT_FORMATS:
        return renderer(name)([document(article, analysis, highlights)])
    return renderer(name)(rows(article, analysis, highlights), EVERYTHING.columns)


def rows(article: Article, analysis: Analysis, highlights: Sequence[Placed] = ()) -> Iterator[Record]:
    """All that is known of an article as rows of EVERYTHING."""
    return chain(EVERYTHING.rows(article, analysis), highlight_rows(article, highlights))


def save(text: str, path: Path, *, replace: bool = False) -> None:
    """Write `text` to `path`, and make the folder that it is to lie in.

    Args:
        text: What to write.
        path: The file.
        replace: Whether a file that is there already may go.

    Raises:
        UsageError: where there is such a file, and it may not.
        ReaderError: where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(
            _("{path} cannot be made a folder: {why}").format(path=path.parent, why=said_of(error))
        ) from error
    try:
        if replace and path.is_file():
            _replace(path, text)
        else:
            _make(path, text, "w" if replace else "x")
    except FileExistsError as error:
        raise UsageError(_("{path} is there already").format(path=path)) from error
    except (OSError, ValueError) as error:
        said = said_of(error) if isinstance(error, OSError) else _("it is no name for a file")
        raise ReaderError(_("{path} cannot be written: {why}").format(path=path, why=said)) from error


def _make(path: Path, text: str, mode: str) -> None:
    """Write a file that is not there, or what is none (a device); of a file that cannot be written nothing is left."""
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            if mode == "x":
                path.unlink()
            raise


def _replace(path: Path, text: str) -> None:
    """Put another file in the place of one that is kept until it is there, with the same permissions."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def file_name(article: Article) -> str:
    """A file's name made of the title, or else of where the article came from, that every system takes."""
    location = article.source.location
    wanted = article.title or (Path(location).stem if location else "")
    words = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", visible(wanted))).split()
    name = " ".join(words)[:_LONGEST].strip(" .").lstrip("- .")
    # The systems count bytes; a name that begins with a dot is hidden, and one with a hyphen is an option of commands.
    while len(name.encode()) > 2 * _LONGEST:
        name = name[:-1]
    if _DEVICE.match(name):
        name = f"_{name}"
    return article.source.sha256[:12] if all(map(is_unseen, name)) else name
