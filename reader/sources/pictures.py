"""The bytes of an article's picture, where it lies beside the article or in the same book. Nothing is ever fetched."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.errors import SourceError
from reader.formats import EPUB
from reader.sources.archive import BOOK, Archive, MissingError
from reader.sources.fetch import is_address, read
from reader.tongue import _

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest picture that is read."""


def picture_bytes(target: str, location: str | None, media_type: str) -> bytes:
    """The picture at `target`.

    Args:
        target: Its address as the source has it; in a book, its path there.
        location: Where the article lies.
        media_type: The article's.

    Raises:
        SourceError: where it lies elsewhere than in the article's own folder or book, cannot be read, or is too large.
    """
    if location is None or location == "-" or is_address(location):
        raise SourceError(_("an article that is no file here has no pictures beside it"))
    if media_type == EPUB:
        try:
            return Archive(read(location), location, BOOK).read(target)
        except MissingError as error:
            raise SourceError(str(error)) from error
    path = _beside(target, location)
    try:
        if not path.is_file():
            raise SourceError(_("{path} is not there").format(path=path))
        if path.stat().st_size > LARGEST:
            raise SourceError(_("{path} is too large for a picture").format(path=path))
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise SourceError(_("{path} cannot be read ({error})").format(path=path, error=error.strerror)) from error


def _beside(target: str, location: str) -> Path:
    """The path of `target` in the folder of the article, links followed."""
    try:
        parts = urlsplit(target)
        folder = Path(location).resolve().parent
        path = (folder / unquote(parts.path)).resolve()
    except (ValueError, OSError, RuntimeError) as error:
        raise SourceError(_("the picture's address names no file")) from error
    if parts.scheme or parts.netloc:
        raise SourceError(_("the picture lies at {target}, and nothing is fetched for it").format(target=target))
    if not path.is_relative_to(folder):
        raise SourceError(_("the picture lies outside of the article's folder"))
    return path
