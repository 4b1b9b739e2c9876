"""Which words of two texts are the same ones: what a word diff stands on, bounded on texts of any length.

Short stretches are aligned by their longest common subsequence. Long ones are first split at words that both have
exactly once ("patience" diff, Bram Cohen), so that the cost grows with the length and not with its square; a long
stretch without such a word counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELLS = 40_000
"""Cells of the table that a longest common subsequence may take."""

_DEPTH = 6
"""How often a stretch is split again."""

Pair = tuple[int, int]


def align(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """Pairs of indices of equal items, both rising.

    Where a longest common subsequence is taken, a word weighs more than a sign.
    """
    found: list[Pair] = []
    stack = [(0, len(one), 0, len(other), 0)]
    while stack:
        a, b, c, d, depth = stack.pop()
        while a < b and c < d and one[a] == other[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and one[b - 1] == other[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _CELLS:
            found += [(a + i, c + j) for i, j in _longest(one[a:b], other[c:d])]
        elif depth < _DEPTH:
            anchors = _anchors(one, other, a, b, c, d)
            found += anchors
            if anchors:
                edges = [(a - 1, c - 1), *anchors, (b, d)]
                stack += [(i + 1, k, j + 1, m, depth + 1) for (i, j), (k, m) in pairwise(edges)]
    return _gathered(sorted(found), one, other)


def _gathered(pairs: list[Pair], one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """The pairs, with those that stand apart moved beside the next where the same item stands there too.

    Of two places of a word a subsequence may take either; a reader takes the one in the middle of the others.
    """
    for at in range(len(pairs) - 2, -1, -1):
        (i, j), (k, m) = pairs[at], pairs[at + 1]
        if m - j > k - i and (at == 0 or pairs[at - 1] != (i - 1, j - 1)):
            near = next((n for n in range(m - 1, max(j, m - 1 - (k - i)), -1) if other[n] == one[i]), j)
            pairs[at] = i, near
    return pairs


def _anchors(one: Sequence[str], other: Sequence[str], a: int, b: int, c: int, d: int) -> list[Pair]:
    """Items that stand once in either stretch, as far as they stand in the same order."""
    here, there = Counter(one[a:b]), Counter(other[c:d])
    places = {item: at for at, item in enumerate(other[c:d], c) if there[item] == 1}
    pairs = [(at, places[item]) for at, item in enumerate(one[a:b], a) if here[item] == 1 and item in places]
    tops: list[int] = []
    chains: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tops, place)
        before.append(chains[at - 1] if at else -1)
        tops[at : at + 1] = [place]
        chains[at : at + 1] = [index]
    out: list[Pair] = []
    index = chains[-1] if chains else -1
    while index >= 0:
        out.append(pairs[index])
        index = before[index]
    return out[::-1]


def _longest(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """The heaviest common subsequence."""
    weights = [3 if item[0].isalnum() else 1 for item in one]
    table = [[0] * (len(other) + 1)]
    for item, weight in zip(reversed(one), reversed(weights), strict=True):
        last = table[-1]
        row = [0] * (len(other) + 1)
        for j in range(len(other) - 1, -1, -1):
            best = max(last[j], row[j + 1])
            if item == other[j]:
                best = max(best, last[j + 1] + weight)
            row[j] = best
        table.append(row)
    table.reverse()
    out: list[Pair] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j] and table[i][j] == table[i + 1][j + 1] + weights[i]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return out
