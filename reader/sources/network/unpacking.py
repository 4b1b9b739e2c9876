"""Bodies as servers pack them, unpacked within a limit: a few kilobytes may stand for gigabytes of nothing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from reader.errors import NetworkError
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CODINGS = 3
"""How often a page may be packed: once is usual, and a proxy may do it again."""


MOST_MEMBERS = 10_000
"""Packed pieces that may stand one behind the other: programs that pack in pieces make one of 64 KB and more."""

_TAKEN = 64 * 1024
"""Bytes that are unpacked at a time."""


def unpacked(data: bytes, encoding: str, most: int, host: str) -> bytes:
    """`data` with its codings taken off, the last one first.

    Args:
        data: A body as it came.
        encoding: What its server says of it (Content-Encoding); a comma between two codings.
        most: Bytes that may come out of each.
        host: Whose it is.

    Raises:
        NetworkError: where it is packed in an unknown way, is broken, or is larger than `most`.
    """
    codings = [each for each in (word.strip().lower() for word in encoding.split(",")) if each not in ("", "identity")]
    if len(codings) > MOST_CODINGS:
        raise NetworkError(
            _("{host} packs its page {number} times over, which none needs: open it in a browser").format(
                host=host, number=len(codings)
            )
        )
    for coding in reversed(codings):
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise NetworkError(
                _("{host} packs its page in a way that Reader did not ask for ({coding}): try again").format(
                    host=host, coding=coding
                )
            )
        data = b"".join(inflated(data, coding, most, host))
    return data


def inflated(data: bytes, coding: str, most: int, host: str) -> Iterator[bytes]:
    """`data` without one coding, in pieces.

    Raises:
        NetworkError: where it is broken, or larger than `most`.
    """
    bits = 47 if coding != "deflate" else (15 if data[:1] and data[0] & 0x0F == 8 else -15)
    broken = _("{host} sent a page that cannot be unpacked: try again later").format(host=host)
    unpacker, begun, members = zlib.decompressobj(bits), False, 0
    at = size = 0
    while at < len(data):
        try:
            # What stands behind the end is copied out each time: of the whole body, that would take its square.
            piece = unpacker.decompress(data[at : at + _TAKEN], most - size + 1)
        except zlib.error as error:
            if members and not begun:
                return  # something stands behind the packed page
            raise NetworkError(broken) from error
        at = min(at + _TAKEN, len(data)) - len(unpacker.unused_data)
        size += len(piece)
        if size > most:
            raise too_large(host, most)
        yield piece
        begun = not unpacker.eof
        if unpacker.eof:
            members += 1
            unpacker = zlib.decompressobj(bits)
        if members > MOST_MEMBERS:
            raise NetworkError(broken)
    if begun:
        raise NetworkError(_("{host} sent only a part of the page: try again").format(host=host))


def too_large(host: str, most: int) -> NetworkError:
    """What to raise where `host` sends more than `most` bytes."""
    size = _("{size:.3g} MB").format(size=most / (1024 * 1024))
    return NetworkError(_("{host} sends more than {size}: no article is as large").format(host=host, size=size))
