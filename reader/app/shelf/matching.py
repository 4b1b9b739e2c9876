"""Titles that fit what is typed: each word begins a word of the title, whatever its case and accents. Pure.

A hundred thousand titles are looked through at every key, so they are made ready once.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.model.names import bare_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.store.query import Term


class Titles:
    """The titles of articles by their numbers, made ready to be looked through."""

    def __init__(self, titles: Iterable[tuple[int, str]]) -> None:
        self._ready = {number: _ready(title) for number, title in titles}

    def fitting(self, numbers: Sequence[int], wanted: Iterable[Term], without: Iterable[Term] = ()) -> array[int]:
        """Those of `numbers` whose titles have all that is `wanted` and nothing of what they are to be `without`.

        A phrase must stand as it is typed; only its last word may be unfinished.
        """
        having, lacking = [_ready(term.text) for term in wanted], [f"{_ready(term.text)} " for term in without]
        ready = self._ready
        return array(
            "q",
            (
                number
                for number in numbers
                if (title := ready.get(number)) is not None
                and all(words in title for words in having)
                and not any(words in f"{title} " for words in lacking)
            ),
        )


def _ready(text: str) -> str:
    """The words of `text`, a space before each."""
    return "".join(f" {word}" for word in bare_words(text))
