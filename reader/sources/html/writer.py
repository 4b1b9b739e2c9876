"""The units of an article become blocks: what stands in quotes and lists is told to the builder as Markdown's is.

A heading inside a quote or an item opens no section; it is a strong paragraph of that quote or item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import BlockKind, InlineKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.builder import Builder
    from reader.sources.html.units import Container, Unit


class UnitWriter:
    """Writes units into a builder.

    Args:
        builder: What is written to.
        address: A link's target as it stands in the page → the address that it leads to.
        picture: The same of a picture; by default what a link is.
    """

    def __init__(
        self, builder: Builder, address: Callable[[str], str], picture: Callable[[str], str | None] | None = None
    ) -> None:
        self._builder = builder
        self._address = address
        self._picture = picture or address
        self._begun: set[int] = set()
        """Containers that a block has been written in."""

    def write(self, unit: Unit, *, title: bool = False) -> None:
        """Write `unit`; as the article's title where the caller says so."""
        inner = next((each for each in reversed(unit.containers) if each.kind != "list"), None)
        kind = unit.kind
        if unit.is_caption and kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            kind = BlockKind.IMAGE
        if title:
            kind, inner = BlockKind.TITLE, None
        nested_heading = kind is BlockKind.HEADING and inner is not None
        if nested_heading:
            kind = BlockKind.PARAGRAPH
            self._builder.begin(InlineKind.STRONG)
        self._events(unit)
        if nested_heading:
            self._builder.end(InlineKind.STRONG)
        self._end(kind, unit, inner)

    def _end(self, kind: BlockKind, unit: Unit, inner: Container | None) -> None:
        depth, marker, continues = 0, None, False
        if inner and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.BLOCKQUOTE if inner.kind != "item" else BlockKind.LIST_ITEM
            depth = sum(1 for each in unit.containers if each.kind != "list") - 1
            continues = id(inner) in self._begun
            marker = None if continues else inner.marker
        outermost = next((each.number for each in unit.containers if each.kind == "list"), None)
        written = self._builder.block(
            kind,
            level=unit.level if kind is BlockKind.HEADING else None,
            depth=depth,
            marker=marker,
            continues=continues,
            info=self._picture(unit.info) if unit.info and unit.kind is BlockKind.IMAGE else unit.info,
            group=outermost if kind is BlockKind.LIST_ITEM else None,
            reason=unit.reason,
        )
        if written and inner and kind in (BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM):
            self._begun.add(id(inner))

    def _events(self, unit: Unit) -> None:
        builder = self._builder
        for event, text, kind in unit.events:
            if event == "words":
                builder.words(text)
            elif event == "begin" and kind is not None:
                builder.begin(kind, self._address(text) if kind is InlineKind.LINK else None)
            elif event == "end" and kind is not None:
                builder.end(kind)
            elif event == "break":
                builder.line_break()
            elif event == "cell":
                builder.cell_break()
            elif event == "verbatim":
                builder.verbatim(text)
