"""The files of a book, read within bounds: an EPUB is a ZIP archive, and nobody knows who packed it.

Nothing is ever unpacked to the disk, and a name that leads out of the archive leads nowhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote, urlsplit

from reader.errors import NotAnArticleError
from reader.tongue import _, number

MEMBERS = 20_000
"""Files in a book beyond which it is no book."""

MEMBER = 32 * 1024 * 1024
"""Bytes of the largest file that is read, unpacked."""

TOTAL = 256 * 1024 * 1024
"""Bytes that all files together may unpack to; the longest novels have a fiftieth."""

RATIO = 200
"""How many times its packed size a large file may unpack to. Prose packs to a third, lists to a fiftieth."""

_SMALL = 1024 * 1024
"""Bytes up to which the ratio says nothing."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the archive's reader raises; the last two where it cannot unpack what it understands."""

_CENTRAL = b"PK\x01\x02"


class MissingError(Exception):
    """A file of the book cannot be read; the message says which one and why, to go on after the book's name."""


class Archive:
    """The files of the book `name`, whose bytes are `data`.

    Raises:
        NotAnArticleError: where it is no archive, or one that is made to do harm.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._left = TOTAL
        if data.count(_CENTRAL) > MEMBERS:
            raise NotAnArticleError(
                _("{name} holds more than {members} files, which no book does: do not open it").format(
                    name=name, members=number(MEMBERS)
                )
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise NotAnArticleError(
                _("{name} is a broken book: its ZIP archive cannot be read ({error}); fetch it again").format(
                    name=name, error=error
                )
            ) from error
        self._names = {each.filename: each for each in reversed(self._zip.infolist())}
        self._folded = {each.casefold().replace("\\", "/"): each for each in self._names}

    def __contains__(self, path: str) -> bool:
        return self._found(path) is not None

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`.

        Raises:
            MissingError: where it is not there, is damaged or encrypted, or unpacks to too much.
        """
        found = self._found(path)
        if found is None:
            raise MissingError(_("{path} is missing").format(path=path))
        if found.flag_bits & 1:
            raise MissingError(_("{path} is encrypted").format(path=path))
        limit = min(MEMBER, self._left)
        try:
            with self._zip.open(found) as file:
                data = file.read(limit + 1)
        except _DAMAGE as error:
            raise MissingError(_("{path} is damaged ({error})").format(path=path, error=error)) from error
        if len(data) > limit or (len(data) > _SMALL and len(data) > RATIO * max(1, found.compress_size)):
            raise MissingError(_("{path} unpacks to more than any text would").format(path=path))
        self._left -= len(data)
        return data

    def _found(self, path: str) -> zipfile.ZipInfo | None:
        name = path if path in self._names else self._folded.get(path.casefold())
        return self._names[name] if name is not None else None


def resolved(base: str, href: str) -> tuple[str, str] | None:
    """The path and the fragment that `href` in the file `base` leads to; None where it leads out of the book."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        return None
    if not parts.path:
        return base, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    return None if path.startswith(("../", "/")) or path in ("..", ".") else (path, unquote(parts.fragment))
