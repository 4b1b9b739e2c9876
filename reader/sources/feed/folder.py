"""A folder → a listing of the articles in it, by name; nothing of them is read."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import NotAnArticleError, SourceError, said_of
from reader.formats import ARTICLES
from reader.model import Entry, Listing, ListingKind
from reader.tongue import _, number

MOST = 2_000
"""Articles of one folder that are offered."""


def listing(folder: Path) -> Listing:
    """The articles in `folder`; not those in folders below it, and no feeds.

    Raises:
        NotAnArticleError: where there is none.
        SourceError: where the folder cannot be read.
    """
    paths = articles(folder)
    cut = _("The folder holds {count} articles: these are the first {most}.")
    notices = (cut.format(count=number(len(paths)), most=number(MOST)),) if len(paths) > MOST else ()
    entries = tuple(Entry(str(path), title=path.name, location=str(path)) for path in paths[:MOST])
    return Listing(ListingKind.FOLDER, entries, title=folder.name or str(folder), location=str(folder), notices=notices)


def articles(folder: Path, more: tuple[str, ...] = ()) -> list[Path]:
    """The paths of the articles in `folder`, however many, in the order of their names.

    Args:
        folder: Where they are.
        more: What other names that are wanted end in.

    Raises:
        NotAnArticleError: where there is none.
        SourceError: where the folder cannot be read.
    """
    endings = (*sorted(ARTICLES), *more)
    try:
        with os.scandir(folder) as found:
            names = sorted(each.name for each in found if not each.name.startswith("."))
    except OSError as error:
        raise SourceError(
            _("cannot list {folder}: {why}; name an article instead").format(folder=folder, why=said_of(error))
        ) from error
    paths = [folder / name for name in names if name.lower().endswith(endings)]
    if not paths:
        kinds = ", ".join(endings)
        raise NotAnArticleError(
            _("{folder} holds no articles ({kinds}): name a file, or another folder").format(folder=folder, kinds=kinds)
        )
    return paths


def is_folder(location: str) -> bool:
    """Whether `location` is a folder on this machine."""
    try:
        return location != "-" and Path(location).is_dir()
    except (OSError, ValueError):
        return False
