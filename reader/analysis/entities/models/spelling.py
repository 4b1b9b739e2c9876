"""Words as numbers: what stands for a spelling in the weights, by Austin Appleby's MurmurHash64A (public domain)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reader.data import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_FULL = (1 << 64) - 1
_MIX = 0xC6A4A7935BD1E995
_LONG = 100
"""Characters from which on a word's shape is not looked at."""
_RUN = 4
"""Characters of one kind in a row that a shape shows."""
_KEPT = 1 << 14
"""Words whose numbers are kept."""


@cache
def spellings() -> Mapping[str, Any]:
    """What is known of single spellings: `norms` of marks, and the numbers of `symbols`."""
    return read_table(__file__, "spellings.toml") or {"norms": {}, "symbols": {}}


@lru_cache(maxsize=_KEPT)
def word_hash(word: str) -> int:
    """The number that stands for `word`: that of the symbol so called, else a hash of its UTF-8 bytes."""
    symbol: int | None = spellings()["symbols"].get(word)
    return symbol if symbol is not None else murmur64(word.encode("utf-8", "surrogatepass"))


def murmur64(data: bytes, seed: int = 1) -> int:
    """MurmurHash64A of `data`."""
    size = len(data)
    found = seed ^ (size * _MIX & _FULL)
    whole = size - size % 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _MIX & _FULL
        part = (part ^ part >> 47) * _MIX & _FULL
        found = (found ^ part) * _MIX & _FULL
    if whole < size:
        found = (found ^ int.from_bytes(data[whole:], "little")) * _MIX & _FULL
    found = (found ^ found >> 47) * _MIX & _FULL
    return found ^ found >> 47


def shape(word: str) -> str:
    """X for capitals, x for other letters, d for digits; no more than four of a kind in a row."""
    if len(word) >= _LONG:
        return "LONG"
    found: list[str] = []
    last, run = "", 0
    for character in word:
        if character.isalpha():
            kind = "X" if character.isupper() else "x"
        else:
            kind = "d" if character.isdigit() else character
        run = run + 1 if kind == last else 1
        last = kind
        if run <= _RUN:
            found.append(kind)
    return "".join(found)
