"""A folder → a listing of the articles in it, by name; nothing of them is read."""

from __future__ import annotations

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
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in ARTICLES and not p.name.startswith("."))
    except OSError as error:
        raise SourceError(
            _("cannot list {folder}: {why}; name an article instead").format(folder=folder, why=said_of(error))
        ) from error
    if not paths:
        kinds = ", ".join(sorted(ARTICLES))
        raise NotAnArticleError(
            _("{folder} holds no articles ({kinds}): name a file, or another folder").format(folder=folder, kinds=kinds)
        )
    cut = _("The folder holds {count} articles: these are the first {most}.")
    notices = (cut.format(count=number(len(paths)), most=number(MOST)),) if len(paths) > MOST else ()
    entries = tuple(Entry(str(path), title=path.name, location=str(path)) for path in paths[:MOST])
    return Listing(ListingKind.FOLDER, entries, title=folder.name or str(folder), location=str(folder), notices=notices)


def is_folder(location: str) -> bool:
    """Whether `location` is a folder on this machine."""
    try:
        return location != "-" and Path(location).is_dir()
    except (OSError, ValueError):
        return False
