"""`reader show`: an article printed as it stands on the page, for pipes, printers and screen readers."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.app.ansi import RESET, colours_of, graphics
from reader.app.code import coloured
from reader.app.layout import layout, slabs
from reader.app.painting import painted
from reader.app.palette import PALETTES, shown_theme
from reader.cli.batch import Batch, media_type
from reader.cli.narration import complain
from reader.cli.numbered import mark, numbered
from reader.cli.output import terminal_width, write
from reader.cli.spoken import spoken
from reader.errors import UsageError
from reader.gate import line as line_of
from reader.model import BlockKind
from reader.sources import load
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from reader.app.layout import Slab
    from reader.model import Article

MEASURE = 72
"""Cells of a line where nobody says otherwise."""

NARROWEST = 10

_SECTION = 2
"""The lowest level of headings that are underlined where there are no styles."""


def run(arguments: Namespace) -> int:
    """Print the articles of `arguments.sources`, an empty line between two.

    Raises:
        UsageError: where the width is too small to print on.
    """
    terminal = terminal_width()
    width = arguments.width or min(MEASURE, terminal or MEASURE)
    if width < NARROWEST:
        raise UsageError(
            _("a line of {width} cells is too narrow: --width takes {least} or more").format(
                width=width, least=NARROWEST
            )
        )
    styled = arguments.styled or (terminal is not None and not arguments.plain and os.environ.get("TERM") != "dumb")
    colours = colours_of(os.environ) if styled else 0
    batch = Batch(arguments.sources, media_type(arguments))
    for number, article in enumerate(batch.each(load)):
        if number:
            write("\n")
        shown, targets = numbered(article) if arguments.links else (article, [])
        if arguments.plain:
            found = spoken(shown, arguments.width)
        else:
            found = lines(shown, width, styled=styled, colours=colours)
        for line in chain(found, addresses(targets)):
            write(line + "\n")
        for notice in article.notices:
            complain(notice)
    return batch.failure


def lines(article: Article, width: int, *, styled: bool, colours: int) -> Iterator[str]:
    """The article's lines on `width` cells.

    Args:
        article: What to print.
        width: Cells of a line.
        styled: Whether headings and the like are set off by escape sequences.
        colours: How many colours the terminal has.

    What has no styles has the title and the headings of sections underlined.
    """
    looks = PALETTES[shown_theme("", colours)].looks()
    begun = False
    for slab in slabs(article.text, article.blocks):
        widest = 0
        code = [coloured(article.text, slab.span, slab.block.info)] if styled and _is_code(slab) else []
        for line in layout(article.text, slab, width, article.metadata.language):
            if not begun and not line.pieces:
                continue
            begun = True
            runs = painted(line, slab, 0, code)
            if styled:
                parts = ((graphics([looks[name] for name in run.names], colours), run.text) for run in runs)
                yield "".join(f"{codes}{text}{RESET}" if codes else text for codes, text in parts)
            else:
                printed = "".join(run.text for run in runs).rstrip()
                widest = max(widest, cell_len(printed))
                yield printed
        if widest and (rule := _underline(slab)):
            yield rule * widest


def addresses(targets: Sequence[str]) -> Iterator[str]:
    """The list of where an article's links lead, below it; nothing where it has none."""
    if targets:
        yield from ("", _("Links:"))
    yield from (f"{mark(number)} {line_of(target)}" for number, target in enumerate(targets, start=1))


def _underline(slab: Slab) -> str:
    """What a title or the heading of a section is underlined with, one cell wide; empty for all else."""
    if slab.block.kind is BlockKind.TITLE:
        return "═"
    return "─" if slab.block.kind is BlockKind.HEADING and (slab.block.level or 1) <= _SECTION else ""


def _is_code(slab: Slab) -> bool:
    return slab.block.kind is BlockKind.CODE and bool(slab.block.info)
