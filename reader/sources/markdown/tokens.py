"""Markdown's tokens as blocks: walks what markdown-it found and tells the builder, one method a kind of token.

Two decisions of rendering. A soft break is a space, since it means nothing. A hard break ends a line of the block's
`lines`: the canonical text has a line end there, and a reader sees it as the model says. A heading inside a quote or
an item opens no section; it is a strong paragraph of that quote or item.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.model import BlockKind, InlineKind
from reader.sources.markdown.fragments import alternative, fragments, is_hidden, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from reader.sources.builder import Builder

_MARKS: Mapping[str, InlineKind] = {
    "em": InlineKind.EMPHASIS,
    "strong": InlineKind.STRONG,
    "s": InlineKind.STRIKE,
    "link": InlineKind.LINK,
}
_QUOTE, _LIST, _ITEM = "blockquote", "list", "item"
_CONTAINERS: Mapping[str, str] = {
    "blockquote": _QUOTE,
    "bullet_list": _LIST,
    "ordered_list": _LIST,
    "list_item": _ITEM,
    "footnote_reference": _ITEM,
}
_TASKS: Mapping[str, str] = {"[ ] ": "[ ]", "[x] ": "[x]", "[X] ": "[x]"}
"""How an item of a list of tasks begins, and the box that stands in place of its bullet."""

_FOOTNOTES = -1
"""The list that all footnotes belong to."""


@dataclass(slots=True)
class _Container:
    """A quote, list or item that is open. `fresh` until a block of its own was written."""

    kind: str
    number: int
    marker: str | None = None
    fresh: bool = True


class TokenWriter:
    """Writes block tokens into a builder. One writer serves a whole document, piece after piece.

    Args:
        builder: What is written to.
        titled: Asked once, when a level-1 heading is the first block: is it the document's title?
        inlines: What stands inside the lines of a token; asked once for each, in the order of the document.
    """

    def __init__(self, builder: Builder, titled: Callable[[], bool], inlines: Callable[[Token], list[Token]]) -> None:
        self._builder = builder
        self._titled = titled
        self._inlines = inlines
        self._line: Sequence[Token] = ()
        """What stands inside the lines that were written last."""
        self._first = True
        self._lists = 0
        self._containers: list[_Container] = []
        self._footnotes: dict[str, list[Token]] = {}
        self._hidden: str | None = None

    def write(self, tokens: Sequence[Token]) -> None:
        """Write whole top-level blocks; definitions of footnotes are kept for the end."""
        at = 0
        while at < len(tokens):
            if tokens[at].type == "footnote_reference_open":
                end = _closing(tokens, at)
                self._footnotes.setdefault(tokens[at].meta["label"], self._read(tokens[at + 1 : end]))
                at = end + 1
                continue
            self._token(tokens, at)
            at += 1

    def _read(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens of a footnote's definition with what stands inside their lines: its place is where it is."""
        for token in tokens:
            if token.type == "inline":
                token.children = self._inlines(token)
        return list(tokens)

    def write_literally(self, source: str) -> None:
        """Write a block that is nested deeper than can be read, as its source shows it."""
        self._builder.verbatim(source.strip("\n"))
        self._end(BlockKind.CODE)

    def write_footnotes(self, notes: Iterable[Mapping[str, Any]]) -> None:
        """Write the document's footnotes: those that are referred to in the order of `notes`, then the others."""
        for number, note in enumerate(notes):
            if "tokens" in note:
                self._footnote(str(number + 1), [], note["tokens"])
            else:
                self._footnote(note["label"], self._footnotes.pop(note["label"], []), [])
        for label in list(self._footnotes):
            self._footnote(label, self._footnotes.pop(label), [])

    def _footnote(self, label: str, tokens: list[Token], inline: list[Token]) -> None:
        self._containers = [_Container(_LIST, _FOOTNOTES), _Container(_ITEM, _FOOTNOTES, f"[{label}]")]
        if inline:
            self._inline(inline)
            self._end(BlockKind.PARAGRAPH)
        self.write(tokens)
        self._containers = []

    def _token(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        stem, _, edge = token.type.rpartition("_")
        if stem in _CONTAINERS:
            self._container(_CONTAINERS[stem], token, opens=edge == "open")
        elif token.type == "inline":
            self._line = token.children or self._inlines(token)
            self._inline(self._without_box(self._line))
        elif token.type == "paragraph_close":
            image = _only_image(self._line)
            if image is None:
                self._end(BlockKind.PARAGRAPH)
            else:
                self._end(BlockKind.IMAGE, info=str(image.attrGet("src") or "") or None)
        elif token.type == "heading_open":
            if self._containers:
                self._builder.begin(InlineKind.STRONG)
        elif token.type == "heading_close":
            self._heading(int(token.tag[1]))
        elif token.type in ("fence", "code_block"):
            self._builder.verbatim(token.content.removesuffix("\n"))
            self._end(BlockKind.CODE, info=next(iter(token.info.split()), None))
        elif token.type == "hr":
            self._end(BlockKind.RULE)
        elif token.type == "html_block":
            self._html(token.content)
        else:
            self._table(tokens, at)

    def _without_box(self, children: Sequence[Token]) -> Sequence[Token]:
        """What an item holds behind its box: the box becomes the item's marker."""
        inner = self._containers[-1] if self._containers else None
        first = children[0] if children else None
        if first is None or first.type != "text" or inner is None or inner.kind != _ITEM or not inner.fresh:
            return children
        if box := _TASKS.get(first.content[:4]):
            inner.marker = box
            return [replace(first, content=first.content[4:]), *children[1:]]
        return children

    def _container(self, kind: str, token: Token, *, opens: bool) -> None:
        if not opens:
            self._containers.pop()
            return
        marker = None
        if kind == _LIST:
            self._lists += 1
        elif kind == _ITEM:
            marker = token.info + token.markup if token.type == "list_item_open" else f"[{token.meta['label']}]"
        self._containers.append(_Container(kind, self._lists, marker))

    def _end(self, kind: BlockKind, *, level: int | None = None, info: str | None = None) -> None:
        """End the block under way; a paragraph becomes what the containers around it make of it."""
        inner = next((each for each in reversed(self._containers) if each.kind != _LIST), None)
        depth, marker, continues = 0, None, False
        if inner and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.BLOCKQUOTE if inner.kind == _QUOTE else BlockKind.LIST_ITEM
            depth = sum(1 for each in self._containers if each.kind != _LIST) - 1
            marker, continues = (inner.marker if inner.fresh else None), not inner.fresh
        outermost = next((each.number for each in self._containers if each.kind == _LIST), None)
        group = outermost if kind is BlockKind.LIST_ITEM else None
        written = self._builder.block(
            kind, level=level, depth=depth, marker=marker, continues=continues, info=info, group=group
        )
        if written:
            self._first = False
            if inner and kind in (BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM):
                inner.fresh = False

    def _heading(self, level: int) -> None:
        if self._containers:
            self._builder.end(InlineKind.STRONG)
            self._end(BlockKind.PARAGRAPH)
        elif self._first and level == 1 and self._titled():
            self._end(BlockKind.TITLE)
        else:
            self._end(BlockKind.HEADING, level=level)

    def _table(self, tokens: Sequence[Token], at: int) -> None:
        """What a table's tokens mean: a line a row, a tab between cells."""
        kind = tokens[at].type
        if kind == "tr_open" and tokens[at - 1].type != "thead_open":
            self._builder.line_break()
        elif kind in ("th_open", "td_open") and tokens[at - 1].type != "tr_open":
            self._builder.cell_break()
        elif kind == "table_close":
            self._end(BlockKind.TABLE)

    def _inline(self, children: Sequence[Token]) -> None:
        self._hidden = None
        for child in children:
            if child.type == "html_inline":
                self._html_tag(child.content)
            elif self._hidden is None:
                self._child(child)

    def _child(self, child: Token) -> None:
        stem, _, edge = child.type.rpartition("_")
        if child.type == "text":
            self._builder.words(child.content.replace("\t", " "))
        elif child.type == "softbreak":
            self._builder.words(" ")
        elif child.type == "hardbreak":
            self._builder.line_break()
        elif child.type == "code_inline":
            self._builder.begin(InlineKind.CODE)
            self._builder.words(child.content.replace("\t", " "))
            self._builder.end(InlineKind.CODE)
        elif child.type == "image":
            self._builder.words(_alternative(child))
        elif child.type == "footnote_ref":
            self._builder.words(f"[{child.meta.get('label') or child.meta['id'] + 1}]")
        elif stem in _MARKS and edge == "open":
            target = child.attrGet("href") if stem == "link" else None
            self._builder.begin(_MARKS[stem], None if target is None else str(target))
        elif stem in _MARKS:
            self._builder.end(_MARKS[stem])

    def _html_tag(self, markup: str) -> None:
        name, closes = tag(markup)
        if self._hidden is not None:
            if closes and name == self._hidden:
                self._hidden = None
        elif name == "br":
            self._builder.line_break()
        elif name == "img":
            self._builder.words(alternative(markup))
        elif is_hidden(name) and not closes and not markup.endswith("/>"):
            self._hidden = name

    def _html(self, html: str) -> None:
        for fragment in fragments(html):
            if fragment.kind is BlockKind.HEADING and fragment.level and not self._containers:
                self._builder.verbatim(fragment.text)
                self._heading(fragment.level)
                continue
            self._builder.verbatim(fragment.text)
            if fragment.kind is BlockKind.LIST_ITEM and not self._containers:
                self._containers = [_Container(_ITEM, 0, "-")]
                self._end(BlockKind.PARAGRAPH)
                self._containers = []
            else:
                self._end(BlockKind.PARAGRAPH if fragment.kind is BlockKind.HEADING else fragment.kind)


def _closing(tokens: Sequence[Token], at: int) -> int:
    """The index of the token that closes the one at `at`; definitions of footnotes may nest."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting if tokens[index].type == tokens[at].type else 0
        depth -= tokens[index].type == tokens[at].type.replace("_open", "_close")
        if not depth:
            return index
    return len(tokens)


def _only_image(children: Sequence[Token]) -> Token | None:
    """The first image of a paragraph that holds images and nothing else to read; else None."""
    first = None
    for child in children:
        if child.type == "image":
            first = first or child
        elif child.type not in ("softbreak", "hardbreak", "link_open", "link_close") and child.content.strip():
            return None
    return first


def _alternative(image: Token) -> str:
    """The words that stand for an image: its alternative text, else its title."""
    words = "".join(
        _alternative(child) if child.type == "image" else " " if child.type.endswith("break") else child.content
        for child in image.children or []
    )
    return words if words.strip() else str(image.attrGet("title") or "")
