"""Writes the words of a page into units: white space folded as browsers fold it, lines broken where they break them."""

from __future__ import annotations

import re
from collections import Counter

from reader.model import BlockKind, InlineKind
from reader.sources.html.units import Container, Unit, visible

_SPACE = re.compile(r"[ \t\n\f\r]+")
_SIGN = 4
"""Characters of an alternative text that stands for a sign in the line, as emoji are set."""


def folded(text: str) -> str:
    """`text` with its runs of white space as one space each; no-break spaces are no white space."""
    return _SPACE.sub(" ", text)


class Pen:
    """The unit under way, and those that are done.

    `node`, `containers`, `level` and `captions` (how many captions are open) are where the next unit stands.
    """

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.node = -1
        self.containers: list[Container] = []
        self.level: int | None = None
        self.captions = 0
        self.breaks = 0
        self._unit = Unit(BlockKind.PARAGRAPH, 0)
        self._words: list[str] = []
        self._spaced = True
        self._in_table = False
        self._pictures: list[tuple[str, str]] = []
        self._open: list[tuple[InlineKind, str]] = []
        self._depths: Counter[InlineKind] = Counter()
        self._links = 0
        self._strongs = 0
        self._row = (0, 0)

    def text(self, text: str) -> None:
        """Words as they stand in the markup."""
        text = folded(text)
        if self._spaced:
            text = text.removeprefix(" ")
        size = visible(text)
        if self.breaks:
            if not size:
                return
            self._end_line()
            text = text.removeprefix(" ")
        if not text:
            return
        self._write(text, size)

    def _write(self, text: str, size: int) -> None:
        unit = self._unit
        unit.events.append(("words", text, None))
        self._words.append(text)
        self._spaced = text.endswith(" ")
        unit.size += size
        unit.linked += size if self._links else 0
        unit.strong += size if self._strongs else 0

    def _end_line(self) -> None:
        """One line break ends a line; two end a paragraph."""
        breaks, self.breaks = self.breaks, 0
        if not self._unit.size:
            return
        if self._in_table or self.level:
            self._write(" ", 0)
        elif breaks > 1:
            self.flush()
        else:
            self._unit.events.append(("break", "", None))
            self._words.append(" ")
        self._spaced = True

    def begin(self, kind: InlineKind, target: str = "") -> None:
        """Begin an inline fact. A link to a place on the page itself does not count as one to elsewhere.

        What is strong cannot become stronger, and a link ends the one that it begins in (HTML 13.2.6.4.7): tags that
        nobody closes go on in every paragraph, which would have as many facts as there are tags.
        """
        if self.breaks:
            self._end_line()
        if kind is InlineKind.LINK:
            self.end(kind)
        if not self._depths[kind]:
            self._unit.events.append(("begin", target, kind))
        self._open.append((kind, target))
        self._count(kind, target, 1)

    def end(self, kind: InlineKind) -> None:
        """End the innermost open inline fact of `kind`."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] is kind:
                _, target = self._open.pop(index)
                self._count(kind, target, -1)
                if not self._depths[kind]:
                    self._unit.events.append(("end", "", kind))
                return

    def _count(self, kind: InlineKind, target: str, by: int) -> None:
        self._depths[kind] += by
        self._links += by * (kind is InlineKind.LINK and not target.startswith("#"))
        self._strongs += by * (kind is InlineKind.STRONG)

    def flush(self) -> None:
        """End the unit under way; the next begins with the inline facts that go on."""
        unit, text = self._unit, "".join(self._words).strip()
        if unit.size and text:
            unit.text, unit.node, unit.level = text, self.node, self.level
            unit.containers, unit.is_caption = tuple(self.containers), self.captions > 0
            if self.level:
                unit.kind = BlockKind.HEADING
            self.units.append(unit)
        self._unit = Unit(BlockKind.PARAGRAPH, self.node)
        self._unit.events.extend(("begin", target, kind) for kind, target in dict(self._open).items())
        self._words, self.breaks, self._spaced = [], 0, True
        pictures, self._pictures = self._pictures, []
        for alternative, source in pictures:
            self.block(BlockKind.IMAGE, alternative, info=source or None)

    def block(self, kind: BlockKind, text: str, event: str = "words", info: str | None = None) -> None:
        """A unit by itself, beside the one under way; a rule has no text."""
        size = visible(text)
        unit = Unit(kind, self.node, containers=tuple(self.containers), text=text.strip(), size=size, info=info)
        unit.events = [(event, text, None)] if text else []
        unit.linked = size if self._links else 0
        unit.is_caption = self.captions > 0 and kind is not BlockKind.IMAGE
        self.units.append(unit)

    def picture(self, alternative: str, source: str) -> None:
        """A picture's alternative text: a sign among the words, or a block beside them that knows where it lies."""
        alternative = folded(alternative).strip()
        if self._in_table or (self._unit.size and 0 < len(alternative) <= _SIGN):
            self.text(alternative)
        elif self._unit.size:
            self._pictures.append((alternative, source)) if alternative else None
        elif alternative:
            self.block(BlockKind.IMAGE, alternative, info=source or None)

    # Tables of data: rows are lines, cells stand between tabs.

    def begin_table(self) -> None:
        """Begin a table; the words until it ends are its cells."""
        self.flush()
        self._unit.kind, self._in_table = BlockKind.TABLE, True

    def end_table(self) -> None:
        """End the table."""
        self.flush()
        self._in_table = False

    def begin_row(self) -> None:
        """Begin a row."""
        self._row = (len(self._unit.events), self._unit.size)
        if self._unit.size:
            self._unit.events.append(("break", "", None))
            self._words.append("\n")
        self._spaced, self.breaks = True, 0

    def begin_cell(self, columns: int) -> None:
        """Begin a cell, `columns` behind the one before it."""
        self._unit.events.extend([("cell", "", None)] * columns)
        self._words.append("\t" * columns)
        self._spaced, self.breaks = True, 0

    def end_row(self) -> None:
        """End a row; one without words leaves no trace."""
        events, size = self._row
        if self._unit.size == size:
            del self._unit.events[events:]

    def space(self) -> None:
        """Keep apart what two elements in one cell hold."""
        if not self._spaced:
            self._write(" ", 0)
