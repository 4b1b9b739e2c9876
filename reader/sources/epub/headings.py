"""The headings of a book's files get the levels that its contents give them, before the files become blocks.

Each file of a book begins with its own h1 or h2, as its tool had it; only the contents know what stands below what. A
chapter that the contents name and whose file prints no heading gets one in the words of the contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.sources.html.elements import HIDDEN
from reader.sources.html.metadata import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reader.sources.epub.package import Chapter

DEEPEST = 6
_NEAR = 3
"""Headings behind a chapter's place among which its own is looked for."""

_TAGS = frozenset(f"h{level}" for level in range(1, DEEPEST + 1))
_HOLDERS = frozenset({"body", "section", "div", "article", "main"})


@dataclass(slots=True)
class Levels:
    """What the headings before have been. One object serves all files of a book, in their order.

    `given` is the level of the last heading that the contents name, `lowest` the lowest level of markup among the
    headings that have stood below it since.
    """

    given: int | None = None
    lowest: int = DEEPEST

    def assign(self, body: _Element, chapters: Sequence[Chapter]) -> None:
        """Set the levels of the headings in `body`; `chapters` are the lines of the contents that lead to it."""
        given = _Page(body).matched(chapters)
        below: list[_Element] = []
        for heading in [each for each in body.iter() if each.tag in _TAGS]:
            level = given.get(heading)
            if level is None:
                below.append(heading)
                continue
            self._settle(below)
            below, self.given, self.lowest = [], level, DEEPEST
            heading.tag = f"h{min(DEEPEST, level)}"
        self._settle(below)

    def _settle(self, below: Sequence[_Element]) -> None:
        """Put the headings that the contents do not name under the one before that they do."""
        if self.given is None or not below:
            return
        self.lowest = min(self.lowest, *(int(each.tag[1]) for each in below))
        for heading in below:
            heading.tag = f"h{min(DEEPEST, self.given + 1 + int(heading.tag[1]) - self.lowest)}"


class _Page:
    """One file: its headings, and where in it things stand."""

    def __init__(self, body: _Element) -> None:
        self._body = body
        self._elements: list[_Element] = []
        self.places: dict[_Element, int] = {}
        """Position of each element."""
        self._before: list[int] = []
        """Visible characters before each element; behind the last, all of them."""
        self._named: dict[str, _Element] = {}
        self._read()
        self.headings = [each for each in self._elements if each.tag in _TAGS and "".join(each.itertext()).strip()]

    def _read(self) -> None:
        from lxml.etree import iterwalk

        count = 0
        for event, element in iterwalk(self._body, events=("start", "end")):
            if event == "end":
                count += len((element.tail or "").strip()) if element is not self._body else 0
                continue
            self.places[element] = len(self._elements)
            self._elements.append(element)
            self._before.append(count)
            for name in (element.get("id"), element.get("name")):
                if name:
                    self._named.setdefault(name, element)
            if isinstance(element.tag, str) and element.tag not in HIDDEN:
                count += len((element.text or "").strip())
        self._before.append(count)

    def matched(self, chapters: Sequence[Chapter]) -> dict[_Element, int]:
        """The heading of each chapter with its level; one is made where the file prints none."""
        found: dict[_Element, int] = {}
        if not chapters:
            return found
        places = sorted(((self._place(each), number) for number, each in enumerate(chapters)))
        starts = sorted({place for place, _ in places})
        ends = dict(zip(starts, [*starts[1:], len(self._elements)], strict=True))
        for place, number in places:
            chapter = chapters[number]
            near = [each for each in self.headings if place <= self.places[each] < ends[place] and each not in found]
            heading = self._printed(chapter, near[:_NEAR], place)
            if heading is None:
                has_text = self._before[ends[place]] > self._before[place]
                heading = self._made(chapter, place) if has_text or chapter.has_chapters else None
            if heading is not None:
                found[heading] = chapter.level
        return found

    def _place(self, chapter: Chapter) -> int:
        """Where the chapter begins; at the heading where its mark stands in one."""
        element = self._named.get(chapter.fragment, self._body) if chapter.fragment else self._body
        above = next((each for each in element.iterancestors() if each.tag in _TAGS), None)
        return self.places[above if above is not None and above in self.places else element]

    def _printed(self, chapter: Chapter, near: Sequence[_Element], place: int) -> _Element | None:
        wanted = normal(chapter.title)
        for heading in near:
            printed = normal("".join(heading.itertext()))
            if printed == wanted or (printed and wanted and (printed in wanted or wanted in printed)):
                return heading
        # What stands at the very beginning of a chapter is its heading, however the contents shorten it.
        return near[0] if near and self._before[self.places[near[0]]] == self._before[place] else None

    def _made(self, chapter: Chapter, place: int) -> _Element:
        element = self._elements[place]
        heading: _Element = element.makeelement(f"h{min(DEEPEST, chapter.level)}")
        heading.text = chapter.title
        if element.tag in _HOLDERS:
            heading.tail, element.text = element.text, None
            element.insert(0, heading)
            return heading
        while (above := element.getparent()) is not None and above.tag not in _HOLDERS and above is not self._body:
            element = above
        element.addprevious(heading)
        return heading
