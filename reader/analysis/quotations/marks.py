"""Pairs quote marks, because what stands between marks is the ground that quotations are found on.

One pass over a block's marks with a stack: nested marks stay inside the pair that holds them. A mark is told from an
apostrophe, a foot or an inch by its neighbours. A pair that is never closed ends with its block, or, where further
marks follow in the block, with the sentence before them: one lost mark costs one quotation at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOSERS: Mapping[str, str] = {
    "«": "»",
    "»": "«",
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
}
"""What opens a pair, and the marks that close it; » and › open in German usage, ” in Nordic usage."""

MARKS = "«»“”„‟‘’‚‹›\"'「」『』"
REOPENING = '«“„"'
"""Marks by which a paragraph takes up a quotation that the one before left open."""
_MARK = re.compile(f"[{MARKS}]")
_DOUBLE = frozenset('“”„‟"')
_SINGLE = frozenset("‘’‚'")
_DOUBTFUL = frozenset("‘‚'»›”")
"""Openers that are more likely something else where nothing closes them."""
_SENTENCE_ENDS = ".!?…"
_DEPTH = 8
"""Pairs within pairs that are followed; deeper marks are read as part of the words."""
_SHORTEST_OPEN = 12
"""Characters that a pair must hold to count although its closing mark is missing."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between one pair of marks: `outer` with the marks, `inner` without them and without edge spaces."""

    outer: Span
    inner: Span
    mark: str
    closed: bool = True


def pairs(view: str, offset: int = 0, *, goes_on: str = "") -> list[Marked]:
    """The outermost pairs of marks of one block, in order.

    Args:
        view: The block's characters; what is no content of its lines is blank.
        offset: Where the block begins in the article; the spans count from there.
        goes_on: The opening mark that the next block begins with, if any: a pair that is left open by the same mark
            is one that several paragraphs share, and what further marks it holds are nested.
    """
    closed, left = _matched(view)
    spans = [(begin, end, True) for begin, end in closed]
    if left and goes_on and view[left[0]] == goes_on:
        spans = [each for each in spans if each[1] <= left[0]]
        spans.append((left[0], len(view), False))
    else:
        starts = sorted([begin for begin, _ in closed] + left)
        following = dict(zip(starts, [*starts, len(view)][1:], strict=True))
        spans.extend(
            (begin, _cut(view, begin, following[begin]), False) for begin in left if view[begin] not in _DOUBTFUL
        )
    return list(_outermost(view, sorted(spans, key=lambda each: (each[0], -each[1])), offset))


def closes_at(view: str, opener: str) -> int | None:
    """Where a block closes a pair that `opener` opened in a block before, if its first mark does so."""
    first = _MARK.search(view)
    while first and first[0] in _SINGLE:
        first = _MARK.search(view, first.end())
    if first is None or first[0] not in CLOSERS[opener]:
        return None
    closes = first[0] != '"' or (first.start() > 0 and not view[first.start() - 1].isspace())
    return first.start() if closes else None


def _outermost(view: str, spans: list[tuple[int, int, bool]], offset: int) -> list[Marked]:
    found: list[Marked] = []
    reach = 0
    for begin, end, closed in spans:
        if begin < reach or (not closed and end - begin < _SHORTEST_OPEN):
            continue
        inner = _inner(view, begin + 1, end - closed)
        if inner is not None:
            outer = Span(begin + offset, end + offset)
            found.append(Marked(outer, inner.shifted(offset), view[begin], closed))
        reach = end
    return found


def _matched(view: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The closed pairs at every depth as half-open ranges, and where the marks stand that nothing closes."""
    marks = list(_MARK.finditer(view))
    later = _later_single_closers(view, marks)
    stack: list[int] = []
    closed: list[tuple[int, int]] = []
    left: list[int] = []
    for index, match in enumerate(marks):
        mark, at = match[0], match.start()
        opens = _opens(view, at, mark, later[index])
        depth = _closes(view, at, mark, stack, opens=opens, later=later[index])
        if depth is not None:
            left.extend(stack[depth + 1 :])
            closed.append((stack[depth], at + 1))
            del stack[depth:]
        elif opens:
            if stack and mark == '"' == view[stack[-1]]:  # its closing mark was lost
                left.append(stack.pop())
            if len(stack) < _DEPTH:
                stack.append(at)
    return closed, sorted([*stack, *left])


def _closes(view: str, at: int, mark: str, stack: list[int], *, opens: bool, later: bool) -> int | None:
    """Which open mark the one at `at` closes, as an index of `stack`, or None."""
    for depth in range(len(stack) - 1, -1, -1):
        opener = view[stack[depth]]
        if mark in CLOSERS[opener]:
            if mark in "'’":
                return depth if _ends_word(view, at) and not (later and _is_possessive(view, at)) else None
            if mark == '"':
                return None if opens and not _blank_after(view, at) else depth
            return depth
        if mark in _DOUBLE and opener in _DOUBLE and not opens and _ends_word(view, at):
            return depth
    return None


def _opens(view: str, at: int, mark: str, later: bool) -> bool:
    if mark not in CLOSERS:
        return False
    before = view[at - 1] if at else " "
    after = view[at + 1] if at + 1 < len(view) else " "
    if mark in "«„‟‹「『":
        return True
    if before.isalnum() or after.isspace() or after in ",;:!?)]":
        return mark == "“" and not before.isalnum() and after.isspace() and before.isspace()
    if mark in _SINGLE or mark in "»›”":
        return (before.isspace() or before in '([{—–-«“"„') and after.isalpha() and (later or mark in "»›”")
    return True


def _ends_word(view: str, at: int) -> bool:
    """Whether the mark at `at` can be a closing one: words before it, none directly behind."""
    after = view[at + 1] if at + 1 < len(view) else " "
    return at > 0 and not view[at - 1].isspace() and not after.isalnum()


def _blank_after(view: str, at: int) -> bool:
    return at + 1 >= len(view) or view[at + 1].isspace()


def _is_possessive(view: str, at: int) -> bool:
    """Whether the apostrophe at `at` reads as a plural's (the players’ strike) rather than as a closing mark."""
    return view[at - 1] in "sSxz" and at + 2 < len(view) and view[at + 1] == " " and view[at + 2].isalpha()


def _later_single_closers(view: str, marks: list[re.Match[str]]) -> list[bool]:
    """For each mark whether a single mark follows that could close a pair, before one that could open the next."""
    found = [False] * len(marks)
    ahead = False
    for index in range(len(marks) - 1, -1, -1):
        found[index] = ahead
        mark, at = marks[index][0], marks[index].start()
        if mark in "'’‘" and _ends_word(view, at):
            ahead = True
        elif mark == "‘":
            ahead = False
    return found


def _cut(view: str, begin: int, end: int) -> int:
    """Where a pair without a closing mark ends at the latest before `end`: with the last sentence, if there is one."""
    if end == len(view):
        return end
    last = max(view.rfind(mark, begin, end) for mark in _SENTENCE_ENDS)
    return last + 1 if last > begin else begin + 1


def _inner(view: str, begin: int, end: int) -> Span | None:
    """The words between two marks without edge spaces and without a comma before the closing mark."""
    span = bare(view, 0, begin, end)
    return span if span and any(char.isalnum() for char in span.of(view)) else None


def bare(view: str, offset: int, begin: int, end: int) -> Span | None:
    """The words of `view` from `begin` to `end` without edge spaces and a final comma, counted from `offset` on."""
    while begin < end and _is_edge(view[begin]):
        begin += 1
    while end > begin and (_is_edge(view[end - 1]) or view[end - 1] == ","):
        end -= 1
    return Span(begin + offset, end + offset) if begin < end else None


def _is_edge(char: str) -> bool:
    return char.isspace() or char in "\u200b\ufeff"
