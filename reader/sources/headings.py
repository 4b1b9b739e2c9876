"""Which lines of flat text are headings: a scorecard over the line's own form and its neighbours.

The method is the one that measured best of all that need no training: features that an editor would name, each with a
whole number for its weight (`headings.toml`), added up. Every heading keeps the features that spoke for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.data import read_table
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.sources.furniture import Furniture
    from reader.sources.grouping import Unit
    from reader.sources.lines import Layout

LONGEST = 180
"""Characters of the longest line that can be a heading."""

_BRIEF, _FAIR, _WORDY = 8, 12, 18
_LONG, _TOO_LONG = 90, 120
_LETTERS = 4
"""Letters from which on capitals are a way of setting and no abbreviation."""

_BODY = 100
"""Characters from which on a block below counts as text that a heading can stand above."""

_SENTENCE = frozenset('.!?…»”")’。！？」』')
_STOPS = (".", "。", "！", "？")
"""Ends of a statement; the wide ones close a question too, in scripts whose headings have no stop at all."""

_OPEN_END = frozenset(",;–—-/(«“&，；、")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Characters of scripts without spaces, of which about two make a word."""

_MARKS = frozenset("«“„\"‹‘'—–")
_CLOSING = frozenset("»”“\"’›'")
_STOPPED = frozenset(".!?…,")
_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?…][»”\"]?\s+[^\W\d_a-zß-öø-ÿ]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@[\w-]+\.\w|(?:^|\s)[@#]\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Card:
    """The weights, and the scores from which on a line is a heading or a title."""

    weights: Mapping[str, int]
    threshold: int
    title: int
    title_weights: Mapping[str, int]


@cache
def card() -> Card:
    """The scorecard that ships."""
    table = read_table(__file__, "headings.toml") or {}
    return Card(table["weights"], table["threshold"], table["title"], table["title_weights"])


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores units of one text."""

    setting: Layout
    furniture: Furniture

    def score(self, units: Sequence[Unit], index: int) -> tuple[int, tuple[str, ...]]:
        """The unit's score and the features that speak for it; minus infinity stands as a very low number."""
        unit = units[index]
        if not unit.text or len(unit.text) > LONGEST:
            return -99, ()
        weights, threshold = card().weights, card().threshold
        words = unit.text[unit.mark.end - unit.begin :] if unit.mark and unit.mark.value is not None else unit.text
        total, reasons = 0, []
        for feature in (*self._form(unit, words), *self._place(units, index)):
            total += weights[feature]
            if weights[feature] > 1:
                reasons.append(feature.replace("_", " "))
        if total >= threshold:  # what only ever speaks against is looked for where it matters
            total += sum(weights[feature] for feature in self._suspicions(unit, words))
        return total, tuple(reasons)

    def _form(self, unit: Unit, words: str) -> Iterator[str]:
        """Features of the line itself; `words` is what follows its number."""
        if unit.mark and unit.mark.value is not None:
            yield "numbered"
        if words.isupper() and sum(map(str.isalpha, words)) >= _LETTERS:
            yield "capitals"
        if unit.bold:
            yield "bold"
        yield from self._extent(words)
        yield from self._ends(words)
        if words[0].islower():
            yield "small_start"

    def _suspicions(self, unit: Unit, words: str) -> Iterator[str]:
        """Features that speak against a line that looks like a heading so far."""
        if sum(map(str.isalpha, words)) < _LETTERS - 1:
            yield "number_only"
        if _INSIDE.search(words):
            yield "sentences"
        if _ADDRESS.search(words):
            yield "address"
        if kind := self.furniture.kind(unit.text):
            yield kind

    def _extent(self, words: str) -> Iterator[str]:
        count = sum(len(word) > 1 or word.isalnum() for word in words.split())
        count += len(_SPACELESS.findall(words)) // 2 if not words.isascii() else 0
        if count <= _BRIEF:
            yield "brief"
        elif count > _FAIR:
            yield "wordy" if count > _WORDY else "lengthy"
        if count == 1:
            yield "one_word"
        if len(words) > _TOO_LONG:
            yield "too_long"
        elif len(words) > _LONG:
            yield "long"

    def _ends(self, words: str) -> Iterator[str]:
        last = words[-1]
        bare = words.rstrip('»”")’ \u00a0\u202f')
        if words.endswith(("...", "…")):
            yield "ellipsis"
        elif bare.endswith(_STOPS):
            yield "stop"
        elif last in ":：":
            yield "trailing_colon"
        elif last in _OPEN_END:
            yield "open_end"
        if words[0] in _MARKS:
            yield "spoken" if bare[-1:] in _STOPPED else "quoted" if last in _CLOSING else "mark_start"

    def _place(self, units: Sequence[Unit], index: int) -> Iterator[str]:
        """Features of the neighbours."""
        unit = units[index]
        if index == 0:
            yield "top"
        elif units[index - 1].kind is not BlockKind.PARAGRAPH or units[index - 1].tail in _SENTENCE:
            yield "full_stop_above"
        elif units[index - 1].tail == ":":
            yield "announced"
        if index + 1 == len(units):
            yield "nothing_below"
            return
        below = units[index + 1]
        yield from self._below(unit, below)
        if index + 2 >= len(units):
            yield "near_the_end"
        if self._crowded(units, index):
            yield "crowd"
        if not self.setting.blanks and unit.blank and below.blank:
            yield "apart"

    def _below(self, unit: Unit, below: Unit) -> Iterator[str]:
        """Features of what stands below the line."""
        if below.mark is not None and below.mark.value is None:
            yield "list_below"
        elif below.size >= max(_BODY, unit.size * 3 // 2):
            yield "longer_below"
        elif below.size < unit.size and not below.certain:
            yield "short_below"
        if below.tail in _SENTENCE or below.tail == ":":
            yield "full_stop_below"
        if below.text and below.text[0] in _MARKS:
            yield "speech_below"

    def _crowded(self, units: Sequence[Unit], index: int) -> bool:
        """Whether the line is one of three or more short ones in a row that are no sentences."""
        run = 1
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(units) and run < 3 and self._is_short(units[at]):
                run += 1
                at += step
        return run >= 3

    def _is_short(self, unit: Unit) -> bool:
        return (
            0 < len(unit.text) <= _BODY
            and unit.tail not in _SENTENCE
            and unit.kind is BlockKind.PARAGRAPH
            and not (unit.mark and unit.mark.value is None)
        )
