"""By which spellings of one name are told to be the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """`word` without case, accents and an acronym's dots, by which spellings of one name are told to be the same."""
    if word[-1:] == ".":
        word = word.replace(".", "")
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
