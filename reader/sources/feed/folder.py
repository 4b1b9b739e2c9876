"""A folder → a listing of the articles in it, by name; nothing of them is read."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import NotAnArticleError, SourceError
from reader.formats import ARTICLES
from reader.model import Entry, Listing, ListingKind

MOST = 2_000
"""Articles of one folder that are offered."""


def listing(folder: Path) -> Listing:
    """The articles in `folder`; not those in folders below it, and no feeds.

    Raises:
        NotAnArticleError: where there is none.
        SourceError: where the folder cannot be read.
    """
    paths = articles(folder)
    notices = (f"The folder holds {len(paths):,} articles: these are the first {MOST:,}.",) if len(paths) > MOST else ()
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
        raise SourceError(f"cannot list {folder}: {error.strerror}; name an article instead") from error
    paths = [folder / name for name in names if name.lower().endswith(endings)]
    if not paths:
        raise NotAnArticleError(f"{folder} holds no articles ({', '.join(endings)}): name a file, or another folder")
    return paths


def is_folder(location: str) -> bool:
    """Whether `location` is a folder on this machine."""
    try:
        return location != "-" and Path(location).is_dir()
    except (OSError, ValueError):
        return False
