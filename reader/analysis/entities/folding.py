"""By which spellings of one name are told to be the same."""

from __future__ import annotations

from functools import lru_cache

from reader.model.names import plain


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """`word` without case, accents and an acronym's dots, by which spellings of one name are told to be the same."""
    if word[-1:] == ".":
        word = word.replace(".", "")
    return plain(word)
