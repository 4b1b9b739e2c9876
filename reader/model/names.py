"""Names as people compare them: case, accents and punctuation do not count.

Ground floor, because a name is looked for alike on the command line and in the lists of the screen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEPT = 8192
"""Names whose words are kept: lists are compared with what is typed at every key."""

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """`text` without case and accents. Its length may change: where offsets count, `search.fold` keeps them."""
    low = text.casefold()
    if low.isascii():
        return low
    return "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))


def bare_words(text: str) -> tuple[str, ...]:
    """The words of `text` without case, accents and punctuation."""
    return tuple(_WORD.findall(plain(text)))


words_of = lru_cache(KEPT)(bare_words)
"""The words of a name as they are compared."""


def holds(name: str, wanted: str) -> bool:
    """Whether the words of `wanted` stand in `name` whole and one after the other: a surname finds the full name."""
    words, sought = words_of(name), words_of(wanted)
    return bool(sought) and any(words[at : at + len(sought)] == sought for at in range(len(words)))


def begins(name: str, typed: str) -> bool:
    """Whether each word of `typed`, which is still being typed, begins a word of `name`; nothing typed fits any."""
    parts = words_of(typed)
    words = words_of(name) if parts else ()
    return all(any(word.startswith(part) for word in words) for part in parts)
