"""Where a Markdown document defines what its text refers to, because it is parsed in pieces.

A link reference or a footnote may be defined anywhere, mostly at the end. One cheap look through the source for `]:`
finds the definitions before the first piece is parsed, so that the first screen shows the links it has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from heapq import merge
from itertools import islice

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from markdown_it import MarkdownIt

_DEFINITION = re.compile(r"[ >]{0,12}\[[^\]\n]{1,999}\]:")
_FOOTNOTE = re.compile(r"[ >]{0,12}\[\^([^\]\s]+)\]:")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})(.*)$", re.MULTILINE)
_MARKED = re.compile(r" {0,3}(?:[#>]|`{3}|~{3}|$|\[)")
_LEVEL_ONE = ("\n# ", "\n=")
"""How the line of a level-1 heading, or the one that underlines it, begins."""

_CODE = "    "
"""How a line of indented code begins, unless it belongs to an item of a list or to a footnote."""

_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)(?=[ \t]|$)")
_INDENTED = 40
"""Indented lines above a definition that are looked through for the item that they belong to."""

_SIGHT = 1 << 18
"""Characters within which a second level-1 heading is looked for: no title waits for the end of a book."""

_LABEL = 1024
"""Characters that the bracketed label of a definition may take."""

_TITLE_LINES = 4
"""Lines that one definition may take."""


class Outline:
    """What is known of the whole of `source` from line scans: its fences, so that code is not taken for structure."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        self._edges: list[int] | None = None

    def in_code(self, offset: int) -> bool:
        """Whether `offset` lies in fenced code."""
        if self._edges is None:
            self._edges = list(_fences(self._source, self._start))
        return bisect_right(self._edges, offset) % 2 == 1

    def single_level_one(self) -> bool:
        """Whether the document has one level-1 heading at most, the one on its first lines included."""
        begin = max(0, self._start - 1)
        head = self._source if len(self._source) <= _SIGHT else self._source[:_SIGHT]
        found = (hit for sign in _LEVEL_ONE for hit in _hits(head, sign, begin))
        further = 1 if self._source.startswith("#", self._start) and not self._start else 0
        return sum(1 for _ in islice((hit for hit in found if not self.in_code(hit + 1)), 2)) + further <= 1

    def definitions(self, md: MarkdownIt) -> dict[str, Any]:
        """A parser environment in which every definition of the document is known."""
        env: dict[str, Any] = {"references": {}, "footnotes": {"refs": {}, "list": {}}}
        for line, paragraph in self._candidates():
            if footnote := _FOOTNOTE.match(line):
                env["footnotes"]["refs"].setdefault(":" + footnote[1], -1)
            else:
                md.block.parse(paragraph, md, env, [])
        return env

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Lines that look like a definition's first, each with the lines that belong to it."""
        source, at = self._source, self._start
        while (hit := source.find("]:", at)) >= 0:
            at = hit + 2
            begin = source.rfind("\n", max(0, hit - _LABEL), hit) + 1
            line = _DEFINITION.match(source, begin)
            if line is None or line.end() != at or self.in_code(begin) or not self._may_begin(begin):
                continue
            if line[0].startswith(_CODE) and not self._is_inside_item(begin):
                continue
            if _FOOTNOTE.match(source, begin):
                yield line[0], ""
                continue
            end = source.find("\n\n", hit)
            end = len(source) if end < 0 else end
            if source.find("[^", begin, end) < 0:
                at = end
                rows = source[begin:end].split("\n")
            else:  # footnotes among them are looked for line by line
                rows = source[begin:end].split("\n", _TITLE_LINES)[:_TITLE_LINES]
            yield line[0], "".join(f"{row.lstrip('> ')}\n" for row in rows)

    def _may_begin(self, begin: int) -> bool:
        """Whether a definition can begin at this line: it cannot interrupt a paragraph."""
        if begin <= self._start:
            return True
        before = self._source.rfind("\n", 0, begin - 1) + 1
        return bool(_MARKED.match(self._source, before, begin - 1))

    def _is_inside_item(self, begin: int) -> bool:
        """Whether the nearest line above that is not indented as code is begins an item or a footnote."""
        source = self._source
        for _ in range(_INDENTED):
            if begin <= self._start:
                return False
            end, begin = begin - 1, source.rfind("\n", 0, begin - 1) + 1
            if begin < end and not source.startswith(_CODE, begin):
                return _ITEM.match(source, begin, end) is not None
        return True


def _hits(source: str, sign: str, start: int) -> Iterator[int]:
    """Offsets at which `sign` stands; a search of this kind is ten times faster than an expression."""
    at = source.find(sign, start)
    while at >= 0:
        yield at
        at = source.find(sign, at + len(sign))


def _fences(source: str, start: int) -> Iterator[int]:
    """Offsets at which fenced code begins and ends, by turns."""
    opened, done = "", start
    tildes = _hits(source, "~~~", start) if "~" in source else iter(())  # one sign alone is found far sooner
    for hit in merge(_hits(source, "```", start), tildes):
        if hit < done:
            continue
        begin = source.rfind("\n", max(0, hit - 4), hit) + 1
        fence = _FENCE.match(source, begin) if hit - begin <= 3 else None
        if fence is None or fence.start(1) != hit:
            continue
        done = fence.end()
        run, info = fence[1], fence[2]
        if not opened:
            opened = run
            yield begin
        elif run[0] == opened[0] and len(run) >= len(opened) and not info.strip():
            opened = ""
            yield done
