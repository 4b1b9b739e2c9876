"""A page's tree as what a reader sees from top to bottom: runs of words, each with what it is and where it stands.

Nothing is judged here. A browser's rules say where one block ends and the next begins; every run keeps the element
that holds it, so that `html_choice.py` can tell the article from what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import BlockKind, InlineKind
from reader.sources.html_regions import Region, region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section"),
        *("summary", "table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "ul", "optgroup", "listing"),
    }
)
"""Elements that begin on a line of their own."""

HIDDEN = frozenset(
    {
        *("applet", "area", "audio", "base", "button", "canvas", "colgroup", "datalist", "embed", "frameset", "head"),
        *("iframe", "input", "link", "map", "meta", "meter", "noframes", "noscript", "object", "param", "progress"),
        *(
            "script",
            "select",
            "source",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "track",
            "video",
            "annotation",
        ),
        *("annotation-xml", "rp"),
    }
)
"""Elements that hold no words of a text: what is never shown, and what is worked with."""

_INLINES: Mapping[str, InlineKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineKind.STRONG),
    **dict.fromkeys(("s", "strike", "del"), InlineKind.STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
}
_HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}
_WORD_HOLDERS = frozenset({"p", "figcaption", "caption", "summary", "legend", "dt", *_HEADINGS})
"""Elements in which an unknown element is a run of words, not a block."""

_MOVING = frozenset({"video", "iframe", "object", "embed", "audio", "canvas", "svg"})
_SPACE = re.compile(r"[ \t\n\f\r]+")
_INVISIBLE_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:lang(?:uage)?|highlight-source|brush:)-?\s*([\w+#-]{1,20})")
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")
_EMOJI = 4
"""Characters of an alternative text that stands for a sign in the line."""

_SPAN = 20
"""Columns that a cell may take."""

Event = tuple[str, str, "InlineKind | None"]
"""What a unit is made of: ("words", text, None), ("begin", target, kind), ("end", "", kind), ("break", "", None),
("cell", "", None), ("verbatim", text, None)."""


@dataclass(slots=True)
class Node:
    """An element that holds blocks. `region` is what its names say; `depth` counts from the body's 0."""

    parent: int
    tag: str
    region: Region
    depth: int
    name: str = ""
    """Its classes, to see which are alike."""


@dataclass(slots=True)
class Container:
    """A quote, list or item that holds units. `number` tells lists apart; `marker` is an item's."""

    kind: str
    number: int
    marker: str | None = None


@dataclass(slots=True)
class Unit:
    """A run of words that is a block of its own. Counts are of letters and other visible characters."""

    kind: BlockKind
    node: int
    level: int | None = None
    containers: tuple[Container, ...] = ()
    events: list[Event] = field(default_factory=list)
    text: str = ""
    size: int = 0
    linked: int = 0
    strong: int = 0
    is_caption: bool = False
    """Whether it stands under or beside a picture."""
    info: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A page from top to bottom. A node's parent stands before it in `nodes`; the first is the body."""

    nodes: list[Node]
    units: list[Unit]


@dataclass(slots=True)
class _Frame:
    """An element under way."""

    element: HtmlElement
    is_block: bool
    inline: InlineKind | None = None
    closing: str = ""
    containers: int = 0
    node: bool = False
    data_table: bool = False
    units: int = 0
    """Units before the element."""
    has_picture: bool = False
    is_heading: bool = False


class _Walk:
    """One walk over a tree."""

    def __init__(self, quote_marks: tuple[str, str], tables: frozenset[HtmlElement]) -> None:
        self.nodes: list[Node] = []
        self.units: list[Unit] = []
        self._quote_marks = quote_marks
        self._tables = tables
        self._frames: list[_Frame] = []
        self._node = -1
        self._containers: list[Container] = []
        self._counters: list[tuple[int, int, str]] = []
        self._lists = 0
        self._open: list[tuple[InlineKind, str]] = []
        self._links = 0
        self._strongs = 0
        self._level: int | None = None
        self._caption = 0
        self._table: Unit | None = None
        self._row = self._row_size = self._cells = self._span = 0
        self._unit = Unit(BlockKind.PARAGRAPH, 0)
        self._words: list[str] = []
        self._breaks = 0
        self._spaced = True
        self._images: list[str] = []

    def walk(self, body: HtmlElement) -> Flow:
        from lxml.etree import iterwalk

        walker = iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                if self._frames and self._frames[-1].element is element:
                    self._leave()
                if element is not body and element.tail:
                    self.text(element.tail)
            elif self._enter(element):
                if element.text:
                    self.text(element.text)
            else:
                walker.skip_subtree()
        self.flush()
        return Flow(self.nodes, self.units)

    # Words.

    def text(self, text: str) -> None:
        """Words as they stand in the markup; white space folds as browsers fold it."""
        if self._table is not None and not self._cells:
            return  # between the cells of a table
        text = _SPACE.sub(" ", text)
        if self._spaced:
            text = text.removeprefix(" ")
        if not text:
            return
        visible = len(text) - text.count(" ")
        if self._breaks and visible:
            self._broken()
            text = text.removeprefix(" ")
        if not visible and self._breaks:
            return
        self._unit.events.append(("words", text, None))
        self._words.append(text)
        self._spaced = text.endswith(" ")
        self._unit.size += visible
        self._unit.linked += visible if self._links else 0
        self._unit.strong += visible if self._strongs else 0

    def _broken(self) -> None:
        """One line break ends a line; two end a paragraph."""
        breaks, self._breaks = self._breaks, 0
        if not self._unit.size:
            return
        if self._table is not None or self._level:
            self._unit.events.append(("words", " ", None))
            self._words.append(" ")
        elif breaks > 1:
            self.flush()
        else:
            self._unit.events.append(("break", "", None))
            self._words.append(" ")
        self._spaced = True

    def flush(self) -> None:
        """End the unit under way, and begin the next with the inline facts that go on."""
        unit, text = self._unit, "".join(self._words).strip()
        images, self._images = self._images, []
        if unit.size and text:
            unit.text, unit.node = text, self._node
            unit.containers, unit.level = tuple(self._containers), self._level
            unit.is_caption = self._caption > 0
            if self._level:
                unit.kind = BlockKind.HEADING
            self.units.append(unit)
        for alternative in images:
            self._image(alternative)
        self._unit = Unit(BlockKind.PARAGRAPH, self._node)
        self._unit.events.extend(("begin", target, kind) for kind, target in self._open)
        self._words, self._breaks, self._spaced = [], 0, True

    def _image(self, alternative: str) -> None:
        visible = len(alternative) - alternative.count(" ")
        self.units.append(
            Unit(
                BlockKind.IMAGE,
                self._node,
                containers=tuple(self._containers),
                events=[("words", alternative, None)],
                text=alternative,
                size=visible,
                linked=visible if self._links else 0,
            )
        )

    # Elements.

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; False where nothing in it is shown or it has been dealt with."""
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN or _is_unseen(element):
            if tag in _MOVING and self._frames:
                self._frames[-1].has_picture = True
            return False
        if self._table is not None and tag != "img" and tag != "br":
            return self._in_table(element)
        if tag == "br":
            self._breaks += 1
            return False
        if tag == "img" or tag == "amp-img":
            self._picture(element)
            return False
        if tag == "wbr":
            return False
        if tag in BLOCKS or ("-" in tag and not any(f.element.tag in _WORD_HOLDERS for f in self._frames[-8:])):
            return self._block(element, tag)
        return self._inline(element, tag)

    def _inline(self, element: HtmlElement, tag: str) -> bool:
        frame = _Frame(element, is_block=False)
        if tag == "a" and element.get("href") is not None:
            frame.inline = InlineKind.LINK
            self._begin(InlineKind.LINK, element.get("href", ""))
        elif tag in _INLINES:
            frame.inline = _INLINES[tag]
            self._begin(frame.inline, "")
        elif tag == "q":
            self.text(self._quote_marks[0])
            frame.closing = self._quote_marks[1]
        self._frames.append(frame)
        return True

    def _begin(self, kind: InlineKind, target: str) -> None:
        if self._breaks and self._unit.size:
            self._broken()
        self._unit.events.append(("begin", target, kind))
        self._open.append((kind, target))
        self._links += kind is InlineKind.LINK and not target.startswith("#")
        self._strongs += kind is InlineKind.STRONG

    def _block(self, element: HtmlElement, tag: str) -> bool:
        self.flush()
        names = region(element)
        frame = _Frame(element, is_block=True, node=True, units=len(self.units))
        parent = self.nodes[self._node] if self._node >= 0 else None
        self.nodes.append(Node(self._node, tag, names, parent.depth + 1 if parent else 0, element.get("class") or ""))
        self._node = len(self.nodes) - 1
        if tag == "hr":
            self.units.append(Unit(BlockKind.RULE, self._node, containers=tuple(self._containers)))
        elif tag in ("pre", "listing"):
            self._preformatted(element)
            self._node = self.nodes[self._node].parent
            return False
        elif level := _level(element, tag):
            self._level, frame.is_heading = level, True
        elif tag in ("ul", "ol", "menu", "dir", "dl"):
            self._list(element, tag, frame)
        elif tag in ("li", "dt", "dd"):
            self._item(element, tag, frame)
        elif tag == "blockquote" or names.is_pull:
            self._contain(frame, Container("quote", 0))
        elif tag == "table" and element in self._tables:
            frame.data_table = True
            self._table = self._unit
            self._unit.kind = BlockKind.TABLE
            self._row = self._cells = 0
        if tag == "figcaption" or names.is_caption:
            self._caption += 1
            frame.closing = "caption"
        self._frames.append(frame)
        return True

    def _contain(self, frame: _Frame, container: Container) -> None:
        self._containers.append(container)
        frame.containers += 1

    def _list(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        self._lists += 1
        self._contain(frame, Container("list", self._lists))
        start = _integer(element.get("start"), 1)
        step = 1
        if element.get("reversed") is not None:
            step = -1
            start = _integer(element.get("start"), sum(1 for child in element if child.tag == "li"))
        self._counters.append((start, step, element.get("type", "1") if tag == "ol" else ""))

    def _item(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        if not any(each.kind == "list" for each in self._containers):
            self._lists += 1
            self._contain(frame, Container("list", self._lists))
        if tag == "dd":
            self._contain(frame, Container("item", self._lists))
            return
        marker = None if tag == "dt" else "•"
        if tag == "li" and self._counters and self._counters[-1][2]:
            count, step, style = self._counters[-1]
            count = _integer(element.get("value"), count)
            self._counters[-1] = (count + step, step, style)
            marker = f"{_numeral(count, style)}."
        self._contain(frame, Container("item", self._lists, marker))

    def _leave(self) -> None:
        frame = self._frames.pop()
        tag = frame.element.tag
        if self._table is not None and not frame.data_table:
            if frame.inline is not None:
                self._end(frame.inline)
            elif tag == "tr":
                self._end_row()
            return
        if frame.inline is not None:
            self._end(frame.inline)
        elif not frame.is_block:
            if frame.closing:
                self.text(frame.closing)
        else:
            self._leave_block(frame, tag)

    def _leave_block(self, frame: _Frame, tag: str) -> None:
        self.flush()
        if frame.data_table:
            self._table = None
            self._unit = Unit(BlockKind.PARAGRAPH, self._node)
        if frame.is_heading:
            self._level = None
        if tag in ("ul", "ol", "menu", "dir", "dl"):
            self._counters.pop()
        if frame.closing == "caption":
            self._caption -= 1
        for _ in range(frame.containers):
            self._containers.pop()
        if tag == "figure" and frame.has_picture:
            for unit in self.units[frame.units :]:
                unit.is_caption = unit.is_caption or not unit.containers
        if frame.node:
            self._node = self.nodes[self._node].parent

    def _end(self, kind: InlineKind) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] is kind:
                _, target = self._open.pop(index)
                self._unit.events.append(("end", "", kind))
                self._links -= kind is InlineKind.LINK and not target.startswith("#")
                self._strongs -= kind is InlineKind.STRONG
                return

    # What is no run of words.

    def _in_table(self, element: HtmlElement) -> bool:
        """An element in a table of data: rows are lines, cells stand between tabs, all else is words."""
        tag = element.tag
        if tag == "caption":
            return self._table_caption(element)
        if tag == "tr":
            self._begin_row()
        elif tag in ("td", "th"):
            self._unit.events.extend([("cell", "", None)] * self._span)
            self._words.append("\t" * self._span)
            self._span = min(_SPAN, max(1, _integer(element.get("colspan"), 1)))
            self._cells += 1
            self._spaced, self._breaks = True, 0
        elif tag in BLOCKS:
            if self._cells and not self._spaced:
                self.text(" ")
        else:
            return self._inline(element, tag)
        self._frames.append(_Frame(element, is_block=True))
        return True

    def _table_caption(self, element: HtmlElement) -> bool:
        words = _SPACE.sub(" ", "".join(element.itertext())).strip()
        if words:
            unit = Unit(BlockKind.PARAGRAPH, self._node, containers=tuple(self._containers), text=words)
            unit.events, unit.size = [("words", words, None)], len(words) - words.count(" ")
            self.units.append(unit)
        return False

    def _begin_row(self) -> None:
        self._row = len(self._unit.events)
        self._cells = self._span = 0
        self._row_size = self._unit.size
        if self._unit.size:
            self._unit.events.append(("break", "", None))
            self._words.append("\n")
        self._spaced, self._breaks = True, 0

    def _end_row(self) -> None:
        if self._unit.size == self._row_size:
            del self._unit.events[self._row :]
        self._cells = 0

    def _preformatted(self, element: HtmlElement) -> None:
        pieces = list[str]()
        for event in element.iter():
            if event is not element:
                if event.tag == "br":
                    pieces.append("\n")
                if isinstance(event.tag, str) and event.text and event.tag not in HIDDEN:
                    pieces.append(event.text)
                pieces.append(event.tail or "")
            else:
                pieces.append(event.text or "")
        text = "".join(pieces).strip("\n").expandtabs(4)
        if text.strip():
            names = " ".join(each.get("class") or "" for each in [element, *element[:1]])
            found = _LANGUAGE_CLASS.search(names)
            unit = Unit(BlockKind.CODE, self._node, containers=tuple(self._containers), text=text.strip())
            unit.events, unit.size = [("verbatim", text, None)], len(text.replace(" ", ""))
            unit.info = found[1] if found else None
            self.units.append(unit)

    def _picture(self, element: HtmlElement) -> None:
        for frame in self._frames:
            frame.has_picture = True
        alternative = _SPACE.sub(" ", element.get("alt") or "").strip()
        if not alternative:
            return
        if (len(alternative) <= _EMOJI and self._unit.size) or self._table is not None:
            self.text(alternative)
        elif not self._unit.size and not self._level:
            self._image(alternative)
        else:
            self._images.append(alternative)


def flow_of(body: HtmlElement, quote_marks: tuple[str, str] = ("“", "”")) -> Flow:
    """What `body` shows, from top to bottom. Linear in the size of the tree.

    Args:
        body: The element to walk.
        quote_marks: What stands around the words of a `<q>`, which browsers set in marks of the page's language.
    """
    return _Walk(quote_marks, _data_tables(body)).walk(body)


def _level(element: HtmlElement, tag: str) -> int | None:
    """A heading's level; any element may say that it is one."""
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    return min(6, max(1, _integer(element.get("aria-level"), 2))) if element.get("role") == "heading" else None


def _is_unseen(element: HtmlElement) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    if style is not None and _INVISIBLE_STYLE.search(style) is not None:
        return True
    return element.get("class") is not None and region(element).is_unseen


def _integer(value: str | None, default: int) -> int:
    found = _INTEGER.match(value) if value else None
    return int(found[1]) if found else default


def _numeral(number: int, style: str) -> str:
    """An item's number in the way that a list's `type` says."""
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number < 40:
        roman = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return roman.upper() if style == "I" else roman
    return str(number)


@dataclass(slots=True)
class _Table:
    element: HtmlElement
    rows: int = 0
    cells: int = 0
    most: int = 0
    blocks: int = 0
    longest: int = 0
    """Characters of the longest cell so far."""
    cell: int = 0
    is_layout: bool = False


_PROSE = frozenset({"article", "section", "blockquote", "figure", "form", "ul", "ol", *_HEADINGS})
"""What stands in a cell only where the table is for looks."""


_CELL = 500
"""Characters of the longest cell that holds data."""


def _follows_paragraph(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "p"


def _data_tables(body: HtmlElement) -> frozenset[HtmlElement]:
    """The tables that hold data. The others, which only put things beside each other, are walked through.

    Data stand in two rows or more of two cells or more, none of which holds a table, headings, or paragraphs.
    """
    from lxml.etree import iterwalk

    found: list[HtmlElement] = []
    open_: list[_Table] = []
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag == "table":
            if event == "start":
                for outer in open_[-1:]:
                    outer.is_layout = True
                open_.append(_Table(element, is_layout=element.get("role") in ("presentation", "none")))
                continue
            table = open_.pop()
            cells = max(1, table.cells)
            is_layout = table.is_layout or table.blocks * 4 > cells or max(table.cell, table.longest) > _CELL
            if not is_layout and table.rows > 1 and table.most > 1:
                found.append(table.element)
        elif open_ and event == "start":
            table = open_[-1]
            table.cell += len(element.text or "") + len(element.tail or "")
            if tag == "tr":
                table.rows += 1
                table.most = max(table.most, sum(1 for child in element if child.tag in ("td", "th")))
            elif tag in ("td", "th"):
                table.cells += 1
                table.longest, table.cell = max(table.longest, table.cell), len(element.text or "")
            elif tag in _PROSE or (tag == "p" and _follows_paragraph(element)):
                table.blocks += 1
    return frozenset(found)
