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
    size = 0
    bits = 47 if coding != "deflate" else (15 if data[:1] and data[0] & 0x0F == 8 else -15)
    while data:
        unpacker = zlib.decompressobj(bits)
        try:
            piece = unpacker.decompress(data, most - size + 1)
        except zlib.error as error:
            if size:
                return  # something stands behind the packed page
            raise NetworkError(
                _("{host} sent a page that cannot be unpacked: try again later").format(host=host)
            ) from error
        size += len(piece)
        if size > most:
            raise too_large(host, most)
        yield piece
        if not unpacker.eof:
            raise NetworkError(_("{host} sent only a part of the page: try again").format(host=host))
        data = unpacker.unused_data


def too_large(host: str, most: int) -> NetworkError:
    """What to raise where `host` sends more than `most` bytes."""
    size = _("{size:.3g} MB").format(size=most / (1024 * 1024))
    return NetworkError(_("{host} sends more than {size}: no article is as large").format(host=host, size=size))
