"""Finding words in an article: over the whole text, so that a hit is a span like any other fact.

Case and accents do not count, kinds of spaces and apostrophes are one, and a hard wrap is a space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 14
"""Characters that are searched at a time: a key that is pressed meanwhile waits for one of these at most."""

LONGEST = 200
"""Characters of a query that count."""


_ACCENT = "\N{COMBINING GRAVE ACCENT}"
"""What every combining mark is folded to."""

_ACCENTS = 4
"""Combining marks behind one letter that are passed over."""

_SPACES = 8
"""White space in a row that one space of a query stands for."""


class _Folding(dict[int, str]):
    """Each character's folded form, always exactly one character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKD", char)[:1].casefold()
        if char.isspace():
            folded = " "
        elif char in "’‘ʼ`´":
            folded = "'"
        elif unicodedata.combining(char):
            folded = _ACCENT
        self[code] = folded = folded if len(folded) == 1 else char
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` as it is compared; as many characters as `text`."""
    return text.translate(_FOLDING)


def find(text: str, query: str) -> Iterator[list[tuple[int, int]]]:
    """The hits of `query` in `text`, in order and disjoint: one list for each CHUNK, so that a caller can pause.

    A hit is its start and end. A letter has a million hits in a long text: they are no spans until one is needed.
    """
    words = fold(query[:LONGEST]).replace(_ACCENT, "").split()
    if not words:
        return
    plain, accented = _pattern(words, ""), _pattern(words, f"{_ACCENT}{{0,{_ACCENTS}}}")
    overlap = (1 + _ACCENTS) * sum(map(len, words)) + _SPACES * len(words)
    last = 0
    for start in range(0, len(text), CHUNK):
        window = fold(text[start : start + CHUNK + overlap])
        pattern = accented if _ACCENT in window else plain
        found: list[tuple[int, int]] = []
        for match in pattern.finditer(window, max(0, last - start)):
            if match.start() >= CHUNK:
                break
            found.append((match.start() + start, match.end() + start))
            last = found[-1][1]
        yield found


def _pattern(words: list[str], behind_a_letter: str) -> re.Pattern[str]:
    spaces = f" {{1,{_SPACES}}}"
    return re.compile(spaces.join("".join(re.escape(c) + behind_a_letter for c in word) for word in words))
