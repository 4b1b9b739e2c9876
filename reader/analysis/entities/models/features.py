"""What the network is given of each word: rows of tables for its normal form, beginning, end and shape, and a vector.

Everything here must give the numbers that the weights were trained with.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.analysis.entities.models.spelling import shape, spellings, word_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.analysis.entities.models.words import Word

_ENDING = 3
"""Characters of a word's end."""
_KEPT = 1 << 14
"""Words whose numbers are kept."""


def rows(keys: Any, seed: int, size: int) -> Any:
    """The four rows of a table of `size` that each key is the sum of.

    They are Austin Appleby's MurmurHash3 (public domain) of one 64-bit number, its 128 bits taken as four numbers.
    """
    one = np.uint64
    first = keys * one(0x87C37B91114253D5)
    first = (first << one(31)) | (first >> one(33))
    first = first * one(0x4CF5AD432745937F) ^ one(seed) ^ one(8)
    second = np.full_like(first, seed ^ 8)
    first = first + second
    second = second + first
    first, second = _finished(first), _finished(second)
    first = first + second
    second = second + first
    low = one(0xFFFFFFFF)
    found = np.stack([first & low, first >> one(32), second & low, second >> one(32)], axis=1)
    return (found % one(size)).astype(np.intp)


def _finished(value: Any) -> Any:
    one = np.uint64
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ (value >> one(33))) * one(factor)
    return value ^ (value >> one(33))


class Table:
    """Rows of numbers of which each takes one byte; those that are asked for are made numbers of four.

    Args:
        whole: The rows, in bytes.
        factors: What each row's bytes are to be multiplied with.
    """

    def __init__(self, whole: Any, factors: Any) -> None:
        self._whole, self._factors = whole, factors

    def __len__(self) -> int:
        return len(self._whole)

    def __getitem__(self, at: Any) -> Any:
        return self._whole[at] * self._factors[at][:, None]


class Vectors:
    """What words by themselves add to the first layer.

    Args:
        keys: The low 32 bits of the words' hashes, in order. A word that has no vector has one chance in some ten
            thousand to be taken for one that has.
        rows: Each word's row.
        table: The rows.
    """

    def __init__(self, keys: Any, rows: Any, table: Table) -> None:
        self._keys, self._rows, self._table = keys, rows, table

    def of(self, keys: Any) -> Any:
        """The vectors of the words with these hashes; zeros for a word that has none."""
        low = keys.astype(np.uint32)
        near = np.minimum(np.searchsorted(self._keys, low), len(self._keys) - 1)
        known = self._keys[near] == low
        return self._table[self._rows[near]] * known[:, None]


class Features:
    """What the network is given of each word."""

    def __init__(self, tables: Sequence[tuple[int, Table]], norms: Mapping[int, str], vectors: Vectors | None) -> None:
        self._tables = tables
        self._norms = norms
        self._vectors = vectors
        self._keys = lru_cache(maxsize=_KEPT)(self._hashes)

    def of(self, words: Sequence[Word]) -> Any:
        """For each word its hashed features side by side, and its vector where the weights have vectors."""
        keys = np.array([self._keys(word.text, word.norm) for word in words], dtype=np.uint64)
        found = []
        for column, (seed, table) in enumerate(self._tables):
            kinds, back = np.unique(keys[:, column], return_inverse=True)
            at = rows(kinds, seed, len(table))
            sums = table[at[:, 0]] + table[at[:, 1]] + table[at[:, 2]] + table[at[:, 3]]
            found.append(sums[back])
        if self._vectors is not None:
            found.append(self._vectors.of(np.array([word_hash(word.text) for word in words], dtype=np.uint64)))
        return np.concatenate(found, axis=1)

    def _hashes(self, text: str, norm: str | None) -> tuple[int, int, int, int]:
        if norm is None:
            norm = spellings()["norms"].get(text) or self._norms.get(word_hash(text)) or text.lower()
        return word_hash(norm), word_hash(text[0]), word_hash(text[-_ENDING:]), word_hash(shape(text))
