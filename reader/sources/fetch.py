"""The one place that reads from outside: a path or standard input becomes raw bytes, or one clear sentence.

A source is bounded, is a file that ends, and holds text; whatever does not is refused before anybody parses it.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import NotAnArticleError, SourceError, said_of
from reader.formats import NO_TEXT
from reader.sources import Raw
from reader.sources.detection import media_type_of
from reader.sources.signatures import binary_kind
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 200 * 1024 * 1024
"""Bytes of the largest source that is opened; a year of a newspaper is less."""

_KINDS: tuple[tuple[str, str], ...] = (
    ("S_ISFIFO", N_("a pipe")),
    ("S_ISSOCK", N_("a socket")),
    ("S_ISCHR", N_("a device")),
    ("S_ISBLK", N_("a device")),
)


def fetch(location: str, media_type: str | None = None, named_by: str | None = None) -> Raw:
    """The raw bytes at `location`: a path, a web address, or `-` for standard input, which is read to its end.

    Args:
        location: Where the source is.
        media_type: What it is, where the caller knows better than its name, its bytes and its server.
        named_by: The web address of the feed that names `location`, where no user does.

    Raises:
        SourceError: where it is missing, forbidden, no regular file, or too large.
        NetworkError: where the network does not give it.
        NotAnArticleError: where it is empty or binary.
    """
    if is_address(location):
        from reader.sources.network.fetching import fetch_url

        found = fetch_url(location, named_by=named_by)
        return replace(found, media_type=media_type) if media_type else found
    return raw_of(read(location), location, media_type)


def read(location: str) -> bytes:
    """All bytes at `location`: a path, or `-` for standard input.

    Raises:
        SourceError: where it is missing, forbidden, no regular file, or too large.
    """
    with opened(location) as file:
        return _bounded(file, _("standard input") if location == "-" else location)


def raw_of(data: bytes, location: str, media_type: str | None = None) -> Raw:
    """`data`, which was read at `location` (a path, or `-`), as a source.

    Args:
        data: All of its bytes.
        location: Where they were.
        media_type: What it is, where the caller knows better than its name and its bytes.

    Raises:
        NotAnArticleError: where it is empty or binary.
    """
    name = _("standard input") if location == "-" else location
    if not data:
        raise NotAnArticleError(_("{name} is empty: give Reader an article to open").format(name=name))
    media_type = media_type or media_type_of(location, data)
    if media_type not in NO_TEXT and (kind := binary_kind(data)) is not None:
        raise NotAnArticleError(
            _("{name} is {kind}, not text: give Reader a text, a page, a feed or a book (EPUB)").format(
                name=name, kind=kind
            )
        )
    return Raw(data, media_type, location)


_DESCRIPTOR = re.compile(r"/dev/fd/\d+|/proc/self/fd/\d+")
"""How a shell names the output of a program that it started for us."""


def is_address(location: str) -> bool:
    """Whether `location` is a web address and not a path."""
    return location[:8].lower().startswith(("http://", "https://"))


@contextlib.contextmanager
def _standard_input() -> Iterator[BinaryIO]:
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError(_("standard input is closed: give Reader a file, or pipe an article to it"))
    if sys.stdin.isatty():
        raise SourceError(_("standard input is a terminal: pipe an article to Reader, or give it a file"))
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise SourceError(
            _("standard input cannot be read ({error}): give Reader a file instead").format(error=said_of(error))
        ) from error


@contextlib.contextmanager
def opened(location: str, *, whole: bool = True) -> Iterator[BinaryIO]:
    """The file at `location`, or standard input for `-`; what goes wrong while it is read is told in one sentence too.

    Args:
        location: A path, or `-`.
        whole: Whether it will be held whole: a file of more than LIMIT bytes is then refused.

    Raises:
        SourceError: where it is missing, forbidden, no regular file, or too large.
    """
    if not location:
        raise SourceError(_("the path is empty: give Reader a file"))
    if location == "-":
        with _standard_input() as file:
            yield file
        return
    try:
        if _DESCRIPTOR.fullmatch(location):
            with open(location, "rb") as pipe:  # noqa: PTH123 - what a shell opened for us: open <(program)
                yield pipe
            return
        _require_file(location, Path(location).stat(), whole=whole)
        # Between the look and the opening another file may have taken the name: a pipe must not block even then.
        descriptor = os.open(location, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            _require_file(location, os.fstat(file.fileno()), whole=whole)
            yield file
    except FileNotFoundError as error:
        raise SourceError(_("{location} does not exist: check the path").format(location=location)) from error
    except PermissionError as error:
        raise SourceError(
            _("{location} may not be read: ask for permission to read it").format(location=location)
        ) from error
    except (OSError, ValueError) as error:
        raise SourceError(
            _("{location} cannot be read ({error}): check the path").format(location=location, error=said_of(error))
        ) from error


def _require_file(location: str, status: os.stat_result, *, whole: bool) -> None:
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise SourceError(_("{location} is a folder: give Reader a file in it").format(location=location))
    for test, kind in _KINDS:
        if getattr(stat, test)(mode):
            raise SourceError(
                _("{location} is {kind}, not a file: to read from a program, pipe it to `reader open -`").format(
                    location=location, kind=_(kind)
                )
            )
    if whole and status.st_size > LIMIT:
        raise _too_large(location)


def _bounded(file: BinaryIO, name: str) -> bytes:
    size = min(_size(file), LIMIT)
    data = file.read(size + 1)  # room for LIMIT would take four times as long to be given as 10 MB to be read
    if len(data) > size:
        data += file.read(LIMIT + 1 - len(data))
    if len(data) > LIMIT:
        raise _too_large(name)
    return data


def _size(file: BinaryIO) -> int:
    """How many bytes `file` has, as far as that is known: a pipe does not say."""
    try:
        return os.fstat(file.fileno()).st_size or LIMIT
    except OSError:  # also where it is no file of the system's
        return LIMIT


def _too_large(name: str) -> SourceError:
    return SourceError(
        _("{name} is larger than {limit} MB: split it and open a piece of it").format(
            name=name, limit=LIMIT // (1024 * 1024)
        )
    )
