"""A page's tree as what a reader sees from top to bottom: runs of words, each with what it is and where it stands.

Nothing is judged here. A browser's rules say where one block ends and the next begins; every run keeps the element
that holds it, so that `choice.py` can tell the article from what stands around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import BlockKind, InlineKind
from reader.sources.html.elements import (
    BLOCKS,
    HIDDEN,
    INLINES,
    ITEMS,
    LISTS,
    MEDIA,
    PICTURES,
    PREFORMATTED,
    heading_level,
    integer,
    is_block,
    is_unseen,
    numeral,
    preformatted,
)
from reader.sources.html.pen import Pen, folded
from reader.sources.html.regions import region
from reader.sources.html.tables import data_tables
from reader.sources.html.units import Container, Flow, Node

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.sources.html.regions import Region

__all__ = ["flow_of"]

SET_APART = 800
"""Characters of the longest quotation set apart, or caption, that only the names of an element say it is."""

_SPAN = 20
"""Columns that a cell may take."""

_NOT_PULLS = frozenset({"html", "body", "main", "article", "header", "footer"})


@dataclass(slots=True)
class _Frame:
    """An element under way, and what has to be undone at its end."""

    element: HtmlElement
    block: bool = False
    """Whether it is a block outside of tables; `around` is then the block that it stands in."""
    around: str = ""
    inline: InlineKind | None = None
    closing: str = ""
    """Words that a browser puts at its end."""
    containers: list[Container] = field(default_factory=list)
    sibling: Container | None = None
    """The item before it, inside which it stands by mistake."""
    units: int = 0
    """Units before the element."""
    named: str = ""
    """What its names alone say of it: pull or caption."""
    is_heading: bool = False
    is_list: bool = False
    is_table: bool = False
    has_picture: bool = False


class _Walk:
    """One walk over a tree."""

    def __init__(self, quote_marks: tuple[str, str], tables: frozenset[HtmlElement]) -> None:
        self.nodes: list[Node] = []
        self.pen = Pen()
        self._quote_marks = quote_marks
        self._tables = tables
        self._frames: list[_Frame] = []
        self._block_tag = ""
        self._counters: list[tuple[int, int, str]] = []
        """Of each open list the next number, the step, and the style, which is empty where items have no number."""
        self._lists = 0
        self._in_table = False
        self._cells = self._span = 0

    def walk(self, body: HtmlElement) -> Flow:
        from lxml.etree import iterwalk

        walker = iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                if self._frames and self._frames[-1].element is element:
                    self._leave(self._frames.pop())
                if element is not body:
                    self._text(element.tail)
            elif self._enter(element):
                self._text(element.text)
            else:
                walker.skip_subtree()
        self.pen.flush()
        return Flow(self.nodes, self.pen.units)

    def _text(self, text: str | None) -> None:
        if text and (self._cells or not self._in_table):  # nothing stands between the cells of a table
            self.pen.text(text)

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; False where nothing in it is shown or it has been dealt with."""
        tag = element.tag
        if not isinstance(tag, str) or tag in HIDDEN or is_unseen(element):
            if tag in MEDIA and self._frames:
                self._frames[-1].has_picture = True
            return False
        if tag == "br":
            self.pen.breaks += 1
            return False
        if tag in PICTURES:
            if self._frames:
                self._frames[-1].has_picture = True
            self.pen.picture(element.get("alt") or "", element.get("src") or "")
            return False
        if self._in_table:
            return self._enter_in_table(element, tag)
        if is_block(tag, self._block_tag):
            return self._enter_block(element, tag)
        return self._enter_inline(element, tag)

    def _enter_inline(self, element: HtmlElement, tag: str) -> bool:
        frame = _Frame(element)
        if tag == "a" and self.pen.level and self._is_permalink(element):
            return False
        if tag == "a" and element.get("href") is not None:
            frame.inline = InlineKind.LINK
            self.pen.begin(InlineKind.LINK, element.get("href") or "")
        elif tag in INLINES:
            frame.inline = INLINES[tag]
            self.pen.begin(frame.inline)
        elif tag == "q":
            self._text(self._quote_marks[0])
            frame.closing = self._quote_marks[1]
        self._frames.append(frame)
        return True

    @staticmethod
    def _is_permalink(element: HtmlElement) -> bool:
        """Whether a link in a heading leads to the heading itself, by a sign: ¶, #, §."""
        if not (element.get("href") or "").startswith("#"):
            return False
        return not any(char.isalnum() for text in element.itertext() for char in text)

    def _enter_block(self, element: HtmlElement, tag: str) -> bool:
        self.pen.flush()
        names = region(element)
        self.nodes.append(Node(self.pen.node, tag, names, element.get("class") or ""))
        frame = _Frame(element, block=True, around=self._block_tag, units=len(self.pen.units))
        self.pen.node, self._block_tag = len(self.nodes) - 1, tag
        if tag in PREFORMATTED:
            self._preformatted(element)
            self._leave_node(frame)
            return False
        if level := heading_level(element, tag):
            self.pen.level, frame.is_heading = level, True
        elif tag in LISTS:
            self._begin_list(element, tag, frame)
        elif tag in ITEMS:
            self._begin_item(element, tag, frame)
        elif tag == "hr":
            self.pen.block(BlockKind.RULE, "")
        elif tag == "table" and element in self._tables:
            frame.is_table = self._in_table = True
            self.pen.begin_table()
            self._cells = 0
        else:
            self._set_apart(tag, names, frame)
        self._frames.append(frame)
        return True

    def _set_apart(self, tag: str, names: Region, frame: _Frame) -> None:
        """A quotation or a caption, by its element or by its names."""
        if tag == "figcaption" or names.is_caption:
            self.pen.captions += 1
            frame.named = "caption"
        elif tag == "blockquote" or (names.is_pull and tag not in _NOT_PULLS):
            inner = self.pen.containers[-1] if self.pen.containers else None
            kind = "quote" if tag == "blockquote" else "pull"
            # An element that is only named so may hold the one that is a quotation: they are one.
            if inner is None or inner.kind not in ("quote", "pull") or (inner.kind == kind == "quote"):
                frame.named = "" if kind == "quote" else "pull"
                self._contain(frame, Container(kind))

    def _contain(self, frame: _Frame, container: Container) -> None:
        self.pen.containers.append(container)
        frame.containers.append(container)

    def _begin_list(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        self._lists += 1
        frame.is_list = True
        self._contain(frame, Container("list", self._lists))
        first, step = 1, 1
        if element.get("reversed") is not None:
            first, step = sum(1 for child in element if child.tag == "li"), -1
        style = (element.get("type") or "1") if tag == "ol" else ""
        self._counters.append((integer(element.get("start"), first), step, style))

    def _begin_item(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        if self.pen.containers and self.pen.containers[-1].kind == "item":
            frame.sibling = self.pen.containers.pop()  # the parser does not end every item where the next begins
        if not any(each.kind == "list" for each in self.pen.containers):
            self._lists += 1
            self._contain(frame, Container("list", self._lists))
        marker = "•" if tag == "li" else None
        if tag == "li" and self._counters and self._counters[-1][2]:
            count, step, style = self._counters[-1]
            count = integer(element.get("value"), count)
            self._counters[-1] = (count + step, step, style)
            marker = f"{numeral(count, style)}."
        self._contain(frame, Container("item", self._lists, marker))

    def _preformatted(self, element: HtmlElement) -> None:
        text, language = preformatted(element)
        if text.strip():
            self.pen.block(BlockKind.CODE, text, "verbatim", language)

    # Ends.

    def _leave(self, frame: _Frame) -> None:
        if self._frames and frame.has_picture:
            self._frames[-1].has_picture = True
        if frame.inline is not None:
            self.pen.end(frame.inline)
        elif frame.closing:
            self._text(frame.closing)
        elif frame.block:
            self._leave_block(frame)
        elif frame.element.tag == "tr":
            self.pen.end_row()
            self._cells = 0

    def _leave_block(self, frame: _Frame) -> None:
        if frame.is_table:
            self.pen.end_table()
            self._in_table = False
        self.pen.flush()
        if frame.is_heading:
            self.pen.level = None
        if frame.is_list:
            self._counters.pop()
        for _ in frame.containers:
            self.pen.containers.pop()
        if frame.sibling is not None:
            self.pen.containers.append(frame.sibling)
        if frame.named:
            self._check_named(frame)
        if frame.element.tag == "figure" and frame.has_picture:
            for unit in self.pen.units[frame.units :]:
                unit.is_caption |= not unit.containers and unit.kind is BlockKind.PARAGRAPH
        self._leave_node(frame)

    def _leave_node(self, frame: _Frame) -> None:
        self.pen.node = self.nodes[self.pen.node].parent
        self._block_tag = frame.around

    def _check_named(self, frame: _Frame) -> None:
        """Take back what the names of an element say where it holds more than they can mean."""
        units = self.pen.units[frame.units :]
        is_long = sum(unit.size for unit in units) > SET_APART
        if frame.named == "caption":
            self.pen.captions -= 1
            if is_long and frame.element.tag != "figcaption" and not self.pen.captions:
                for unit in units:
                    unit.is_caption = False
        elif is_long:
            for unit in units:
                unit.containers = tuple(each for each in unit.containers if each not in frame.containers)

    # Inside a table of data.

    def _enter_in_table(self, element: HtmlElement, tag: str) -> bool:
        if tag == "caption":
            if words := folded("".join(element.itertext())).strip():
                self.pen.block(BlockKind.PARAGRAPH, words)
            return False
        if tag == "tr":
            self.pen.begin_row()
            self._cells = self._span = 0
        elif tag in ("td", "th"):
            self.pen.begin_cell(self._span)
            self._span = min(_SPAN, max(1, integer(element.get("colspan"), 1)))
            self._cells += 1
        elif tag in BLOCKS:
            self.pen.space()
        else:
            return self._enter_inline(element, tag)
        self._frames.append(_Frame(element))
        return True


def flow_of(body: HtmlElement, quote_marks: tuple[str, str] = ("“", "”")) -> Flow:
    """What `body` shows, from top to bottom. Linear in the size of the tree.

    Args:
        body: The element to walk.
        quote_marks: What stands around the words of a `<q>`, which browsers set in marks of the page's language.
    """
    return _Walk(quote_marks, data_tables(body)).walk(body)
