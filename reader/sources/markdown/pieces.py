"""A Markdown document piece by piece, so that neither memory nor the first screen depends on its length.

Where to cut is left to the parser itself: of a window of the source every block but the last is final, whatever
follows. Where one quote or list fills a window, the same is true of the blocks in it, and of those in its last item.
The next window then begins within it: behind the lines that opened its items, since a quote and a list are opened
again by each line that begins a block of theirs. The parser is asked whether it reads the last block there as before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.sources.markdown.table_runs import is_table, table_in_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

FIRST, PIECE = 16 * 1024, 64 * 1024
"""Characters of source that are parsed at a time: few for the first screens, which are waited for."""

_ITEM = "list_item_open"
_CONTAINERS = frozenset({"blockquote_open", "bullet_list_open", "ordered_list_open", _ITEM})

_HEAD = 1000
"""Characters that the lines may take which open the items around a window, since each window begins with them."""

_QUOTES = re.compile(r"[ >]*")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a window begins: in the source, behind which lines, and in how many containers."""

    at: int
    head: str = ""
    depth: int = 0

    def first(self, tokens: Sequence[Token]) -> int:
        """The index of the first token that does not come of the head."""
        return 0 if not self.depth else next(_beginning(tokens, self.depth, self.head.count("\n")), 0)


def pieces(parse: Callable[[str], list[Token]], source: str, start: int) -> Iterator[tuple[list[Token], str]]:
    """Block tokens of `source` from `start`, each piece with the source in which their line numbers count.

    A container may be opened in one piece and closed in a later one; all other blocks are whole.
    """
    place, size = _Place(start), min(FIRST, PIECE)
    while place.at < len(source):
        end = source.find("\n", place.at + size) + 1
        window = place.head + source[place.at : end or len(source)]
        tokens = parse(window)
        first = place.first(tokens)
        if not end:
            yield tokens[first:], window
            return
        if not place.depth and is_table(tokens) and _last(tokens, 0) == 0:
            at = place.at + _offset_of_line(window, (tokens[0].map or [0])[0])
            place = _Place((yield from table_in_runs(parse, source, at, PIECE)))
        elif (cut := _cut(parse, tokens, window, place)) is not None:
            last, place = cut
            yield tokens[first:last], window
        else:
            size *= 2  # one block fills the window: the work stays in proportion to the whole
            continue
        size = PIECE


def _cut(
    parse: Callable[[str], list[Token]], tokens: list[Token], window: str, place: _Place
) -> tuple[int, _Place] | None:
    """The index of a block that nothing final depends on, and the place at which it begins; None where none is found.

    The outermost is taken: the last block of all, or the last one within the container that is the last block.
    """
    depth = 0
    while True:
        last = _last(tokens, depth)
        lines = tokens[last].map if last is not None else None
        if last is None or lines is None:
            return None
        if lines[0] > place.head.count("\n"):
            break
        if tokens[last].type not in _CONTAINERS:
            return None
        depth += 1
    offset = _offset_of_line(window, lines[0])
    at = place.at + offset - len(place.head)
    if not depth:
        return last, _Place(at)
    if tokens[last].type == "paragraph_open" and tokens[last + 1].content.startswith("["):
        return None  # it may turn out to be a definition, and leave no token to find its place by
    for head in _heads(tokens[:last], window, offset):
        found = _Place(at, head, depth)
        if len(head) <= _HEAD and _same(parse(head + window[offset:]), found, tokens, last):
            return last, found
    return None


def _heads(before: Sequence[Token], window: str, offset: int) -> Iterator[str]:
    """The lines that open the items in which the block at `offset` stands, then the same with an empty line below."""
    lines = window[:offset].split("\n")
    opening = dict.fromkeys(token.map[0] for token in _open(before) if token.type == _ITEM and token.map)
    head = "".join(f"{lines[line]}\n" for line in opening)
    yield head
    if head and (signs := _QUOTES.match(window, offset)):
        yield f"{head}{signs[0].rstrip()}\n"


def _same(anew: list[Token], place: _Place, tokens: list[Token], last: int) -> bool:
    """Whether all from the last block on is read `anew` as it was, and in the same containers."""
    first = place.first(anew)
    return _said(_open(anew[:first])) == _said(_open(tokens[:last])) and _said(anew[first:]) == _said(tokens[last:])


def _said(tokens: Sequence[Token]) -> list[tuple[str, str, str, int]]:
    return [(token.type, token.markup, token.content, token.level) for token in tokens]


def _open(tokens: Sequence[Token]) -> list[Token]:
    """What is opened in `tokens` and not closed."""
    opened: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            opened.pop()
    return opened


def _last(tokens: Sequence[Token], depth: int) -> int | None:
    """The index of the last block in so many containers."""
    within = range(len(tokens) - 1, -1, -1)
    return next((at for at in within if tokens[at].level == depth and tokens[at].nesting >= 0), None)


def _beginning(tokens: Sequence[Token], depth: int, line: int) -> Iterator[int]:
    """The indices of blocks in so many containers that do not begin before `line`."""
    for at, token in enumerate(tokens):
        if token.level == depth and token.nesting >= 0 and token.map and token.map[0] >= line:
            yield at


def _offset_of_line(text: str, line: int) -> int:
    at = 0
    for _each in range(line):
        at = text.index("\n", at) + 1
    return at
