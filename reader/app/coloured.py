"""The colours of code in an article: found out beside the screen, once it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.app.code import coloured
from reader.app.touched import Touched
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.layout import Slab
    from reader.app.marks import Layer
    from reader.model import Article, Span

MOST_COLOURED = 256
"""Pieces of code whose colours are kept."""


class Coloured(Touched):
    """A page as far as its pieces of code have colours."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._code: dict[Span, Layer | None] = {}

    @property
    def article(self) -> Article:
        """What is shown."""
        raise NotImplementedError

    def _repaint(self) -> None:
        """Draw everything anew at the next opportunity."""
        raise NotImplementedError

    def _colours_of(self, slab: Slab | None) -> Sequence[Layer]:
        """The colours of a piece of code, where they are known; else they are found out once this frame is shown."""
        if slab is None or slab.block.kind is not BlockKind.CODE or not slab.block.info:
            return ()
        if slab.span in self._code:
            found = self._code[slab.span]
            return (found,) if found else ()
        if len(self._code) >= MOST_COLOURED:
            self._code.clear()
        self._code[slab.span] = None
        self.call_after_refresh(self._find_colours, slab)
        return ()

    @work(thread=True, exit_on_error=False)
    def _find_colours(self, slab: Slab) -> None:
        """In a thread, since loading the first lexer takes longer than a key may."""
        found = coloured(self.article.text, slab.span, slab.block.info)
        self.app.call_from_thread(self._colour, slab.span, found)

    def _colour(self, span: Span, found: Layer) -> None:
        self._code[span] = found
        self._repaint()
