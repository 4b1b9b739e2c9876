"""Finding words in an article: over the whole text, so that a hit is a span like any other fact.

Case and accents do not count, kinds of spaces and apostrophes are one, and a hard wrap is a space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 16
"""Characters that are searched at a time."""

LONGEST = 200
"""Characters of a query that count."""


class _Folding(dict[int, str]):
    """Each character's folded form, always exactly one character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKD", char)[:1].casefold()
        if char.isspace():
            folded = " "
        elif char in "’‘ʼ`´":
            folded = "'"
        self[code] = folded = folded if len(folded) == 1 else char
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` as it is compared; as many characters as `text`."""
    return text.translate(_FOLDING)


def find(text: str, query: str) -> Iterator[list[Span]]:
    """The hits of `query` in `text`, in order and disjoint: one list for each CHUNK, so that a caller can pause."""
    words = fold(query[:LONGEST]).split()
    if not words:
        return
    pattern = re.compile(" {1,8}".join(map(re.escape, words)))
    overlap = len(query[:LONGEST]) + 8 * len(words)
    last = 0
    for start in range(0, len(text), CHUNK):
        window = fold(text[start : start + CHUNK + overlap])
        found: list[Span] = []
        for match in pattern.finditer(window):
            if match.start() >= CHUNK:
                break
            span = Span(match.start() + start, match.end() + start)
            if span.start >= last:
                found.append(span)
                last = span.end
        yield found
