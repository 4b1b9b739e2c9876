"""What is known of words from lists too long to be read as text: towns, first names, and what kind of name a word is.

The last comes from the company that words keep: a small network, shown the vectors of words whose kind lists tell
(surnames, towns, companies, peoples, everyday words), says which kind the other words are of. `card.toml` tells of
what each table was made, under which licence, and how often it is right; `tests/training/tables.py` makes them anew.

A word's place is found by its checksum (CRC-32), so that two hundred thousand words take one megabyte and need no
loading; a word that is in no table has one chance in twenty thousand to be taken for one that is.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from reader.analysis.entities.folding import fold

_KEPT = 1 << 15
_LEVELS = 3
SURE = 2
"""The level from which on a kind is all but certain."""


class Kind(IntEnum):
    """What a word by itself mostly is."""

    PEOPLE = 0
    PLACE = 1
    ORGANISATION = 2
    PERSON = 3
    EVERYDAY = 4


class Known(NamedTuple):
    """A word's kind and how sure that is: 0 likely (.6 to .8), 1 (to .95), 2 all but certain."""

    kind: Kind
    level: int


def checksum(words: str) -> int:
    """The number by which `words` are found."""
    return zlib.crc32(words.encode())


def _numbers(data: bytes) -> array[int]:
    """Four-byte numbers as the files have them: little-endian, whatever the machine."""
    found = array("I", data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


@cache
def _table(name: str) -> tuple[array[int], bytes]:
    """The checksums in order, and a byte for each where the table has them."""
    data = zlib.decompress((files(__package__) / f"{name}.table").read_bytes())
    size = int.from_bytes(data[:4], "little")
    end = 4 + 4 * size
    return _numbers(data[4:end]), data[end:]


def _place(table: array[int], key: int) -> int:
    at = bisect_left(table, key)
    return at if at < len(table) and table[at] == key else -1


@lru_cache(maxsize=_KEPT)
def holds(name: str, words: str) -> bool:
    """Whether the table `name` holds `words`: of `first` and `town` folded, one space between, else as written."""
    return _place(_table(name)[0], checksum(words)) >= 0


@lru_cache(maxsize=_KEPT)
def known(word: str) -> Known | None:
    """What kind of word `word` is, in lower case or without accents; None where nothing is known of it."""
    keys, kinds = _table("kinds")
    for form in (word.lower(), fold(word)):
        at = _place(keys, checksum(form))
        if at >= 0:
            return Known(Kind(kinds[at] // _LEVELS), kinds[at] % _LEVELS)
    return None


def is_of(word: str, kind: Kind, level: int = 0) -> bool:
    """Whether `word` is of that kind, as surely as `level` at least."""
    found = known(word)
    return found is not None and found.kind is kind and found.level >= level
