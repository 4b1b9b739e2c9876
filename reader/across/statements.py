"""Which quotations of a person are one statement: said again, shortened, longer, or in changed words.

Words are compared as `checking` does: case, accents and signs are no other words. A part counts as a shortened
statement only where it stands in the other in one piece, or in pieces between which the quotation owns a cut: whatever
drops words silently has changed them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from reader.checking.alignment import align
from reader.checking.findings import Change, Edit
from reader.checking.wording import CUT, fold, is_word, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.checking.wording import Wording

_RUN = 3
"""Words in a row that two wordings must share, in whatever typography, to be compared."""

_LEAST = 5
"""Words below which changed words are no statement made again, but another one."""

_ALIKE = 0.6
"""Share of the shorter wording's words, in order, that the longer must have."""

_LIKELIEST = 8
"""Wordings that one is compared with, those first that share most."""

_STOCK = 50
"""Wordings with the same run of words behind which it is a stock phrase, and tells nothing of another one."""


class Relation(StrEnum):
    """How a quotation stands to an earlier one of the same statement."""

    FIRST = "first"
    SAME = "same"
    SHORTENED = "shortened"
    LONGER = "longer"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation by its index: its statement, how it stands to an earlier one, which, and what became of the words."""

    index: int
    statement: int
    relation: Relation
    earlier: int | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class _Words:
    text: str
    wording: Wording
    folded: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(form for form in self.folded if is_word(form))

    @property
    def pieces(self) -> list[tuple[str, ...]]:
        """The words between its cuts."""
        out: list[list[str]] = [[]]
        for form, folded in zip(self.wording.forms, self.folded, strict=True):
            if form == CUT:
                out.append([])
            elif is_word(form):
                out[-1].append(folded)
        return [tuple(piece) for piece in out if piece]


def statements(texts: Sequence[str]) -> list[Said]:
    """The quotations `texts`, in the order of time, with the statement that each belongs to."""
    found: list[Said] = []
    known: dict[int, _Words] = {}
    exact: dict[tuple[str, ...], int] = {}
    runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    count = 0
    for index, text in enumerate(texts):
        words = _words(text)
        key = words.words
        if key in exact:
            earlier = found[exact[key]]
            found.append(Said(index, earlier.statement, Relation.SAME, earlier.index))
            continue
        said = _related(index, words, _likely(key, runs), known, found)
        if said is None:
            said, count = Said(index, count, Relation.FIRST), count + 1
        found.append(said)
        known[index], exact[key] = words, index
        for run in set(_runs(key)):
            if len(runs[run]) < _STOCK:
                runs[run].append(index)
    return found


def _words(text: str) -> _Words:
    wording = words_in(text)
    return _Words(text, wording, tuple(map(fold, wording.forms)))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _likely(words: Sequence[str], runs: defaultdict[tuple[str, ...], list[int]]) -> list[int]:
    """The earlier wordings that share most runs of words, and of these the earliest first."""
    shared = Counter(index for run in _runs(words) for index in runs.get(run, ()))
    return nsmallest(_LIKELIEST, shared, key=lambda index: (-shared[index], index))


def _related(
    index: int, words: _Words, likely: Iterable[int], known: dict[int, _Words], found: Sequence[Said]
) -> Said | None:
    """How the wording stands to the nearest of the likely ones; None where it is another statement."""
    best: tuple[float, int] | None = None
    for other in likely:
        if _within(words, known[other]):
            return Said(index, found[other].statement, Relation.SHORTENED, other)
        if _within(known[other], words):
            return Said(index, found[other].statement, Relation.LONGER, other)
        share = _share(words, known[other])
        if share >= _ALIKE and (best is None or share > best[0]):
            best = share, other
    if best is None:
        return None
    _, other = best
    return Said(index, found[other].statement, Relation.CHANGED, other, _edits(known[other], words))


def _within(short: _Words, long: _Words) -> bool:
    """Whether each piece of the shorter stands whole in the longer, one behind the other."""
    text, at = _joined(long.words), 0
    for piece in short.pieces:
        found = text.find(_joined(piece), at)
        if found < 0:
            return False
        at = found + len(_joined(piece)) - 1
    return True


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _share(one: _Words, other: _Words) -> float:
    """How much of the shorter wording the longer has, in order; nothing where it is too short to tell."""
    a, b = one.words, other.words
    least = min(len(a), len(b))
    if least < _LEAST or (Counter(a) & Counter(b)).total() < _ALIKE * least:
        return 0.0
    return len(align(a, b)) / least


def _edits(earlier: _Words, later: _Words) -> tuple[Edit, ...]:
    """What became of the earlier words in the later ones."""
    out: list[Edit] = []
    i = j = 0
    pairs = align(earlier.folded, later.folded)
    for a, b in [*pairs, (len(earlier.folded), len(later.folded))]:
        out += _edit(Change.REMOVED, earlier, i, a)
        out += _edit(Change.ADDED, later, j, b)
        if a < len(earlier.folded):
            out += _edit(Change.KEPT, later, b, b + 1)
        i, j = a + 1, b + 1
    return tuple(_run_together(out))


def _edit(change: Change, words: _Words, start: int, stop: int) -> list[Edit]:
    if start >= stop:
        return []
    begin, end = words.wording.starts[start], words.wording.ends[stop - 1]
    return [Edit(change, words.text[begin:end], begin > 0 and words.text[begin - 1].isspace())]


def _run_together(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The same with what is kept in a row as one."""
    last: Edit | None = None
    for edit in edits:
        if last is not None and last.change is edit.change is Change.KEPT:
            last = Edit(Change.KEPT, last.text + (" " if edit.spaced else "") + edit.text, last.spaced)
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last
