"""The files of a ZIP archive, read within bounds: a book or another program's export, and nobody knows who packed it.

Nothing is ever unpacked to the disk, and a name that leads out of the archive leads nowhere.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from reader.errors import NotAnArticleError
from reader.tongue import N_, _, number


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold: so many files, and so many bytes unpacked, in all and in the largest of them.

    `too_many` and `broken` are what is said of one that holds more files, or that cannot be read. With `times` all
    of it unpacks to no more than so many times the archive's own bytes, where those are few: what is read stays in
    memory.
    """

    members: int
    total: int
    too_many: str
    broken: str
    member: int = 32 * 1024 * 1024
    times: int | None = None

    def unpacked(self, packed: int) -> int:
        """How many bytes an archive of `packed` bytes may unpack to in all."""
        return self.total if self.times is None else min(self.total, max(_LEAST, self.times * packed))


BOOK = Bounds(
    20_000,
    256 * 1024 * 1024,
    N_("{name} holds more than {members} files, which no book does: do not open it"),
    N_("{name} is a broken book: its ZIP archive cannot be read ({error}); fetch it again"),
    times=12,
)
"""The longest novels have a fiftieth of it."""

EXPORT = Bounds(
    200_000,
    4 * 1024 * 1024 * 1024,
    N_("{name} holds more than {members} files, which no export does: do not open it"),
    N_("{name} is a broken export: its ZIP archive cannot be read ({error}); fetch it again"),
)
"""What was read in ten years, a page at a time."""

RATIO = 200
"""How many times its packed size a large file may unpack to. Prose packs to a third, lists to a fiftieth."""

_SMALL = 1024 * 1024
"""Bytes up to which the ratio says nothing."""

_LEAST = 24 * 1024 * 1024
"""Bytes that any archive may unpack to: four times the longest novel."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the archive's reader raises; the last two where it cannot unpack what it understands."""

_CENTRAL = b"PK\x01\x02"


class MissingError(Exception):
    """A file of an archive cannot be read; the message says which one and why, to go on after the archive's name."""


class Archive:
    """The files of the archive `name`, whose bytes are `data`.

    Args:
        data: Its bytes.
        name: What to call it in a sentence.
        bounds: How much it may hold.

    Raises:
        NotAnArticleError: where it is no archive, or one that is made to do harm.
    """

    def __init__(self, data: bytes, name: str, bounds: Bounds) -> None:
        self._bounds = bounds
        self._left = bounds.unpacked(len(data))
        if data.count(_CENTRAL) > bounds.members:
            raise NotAnArticleError(_(bounds.too_many).format(name=name, members=number(bounds.members)))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise NotAnArticleError(_(bounds.broken).format(name=name, error=error)) from error
        self._names = {each.filename: each for each in reversed(self._zip.infolist())}
        self._folded = {each.casefold().replace("\\", "/"): each for each in self._names}

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all files in it, as it has them."""
        return tuple(self._names)

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
        limit = min(self._bounds.member, self._left, max(_SMALL, RATIO * found.compress_size))
        begun = self._left
        self._left -= min(limit, found.file_size)  # whatever becomes of it, the time to unpack it is spent
        try:
            with self._zip.open(found) as file:
                data = file.read(limit + 1)
        except _DAMAGE as error:
            raise MissingError(_("{path} is damaged ({error})").format(path=path, error=error)) from error
        if len(data) > limit:
            raise MissingError(_("{path} unpacks to more than any text would").format(path=path))
        self._left = begun - len(data)
        return data

    def _found(self, path: str) -> zipfile.ZipInfo | None:
        name = path if path in self._names else self._folded.get(path.casefold())
        return self._names[name] if name is not None else None
