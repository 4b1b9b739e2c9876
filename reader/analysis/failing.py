"""A step of the analysis that fails costs what it would have found, and nothing else: the others go on.

No step is expected to fail. But whoever reads a text that makes one fail is better served by the quotations than by
an apology, as long as the gap is told. A step that keeps to a bound leaves such a gap too.
"""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities.register import MOST_NAMES
from reader.model import Gap, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.analysis.draft import Draft
    from reader.model import Findings, Quotation

_PACKAGE = Path(__file__).resolve().parents[2]


def guarded(step: Callable[[Draft], None], draft: Draft) -> None:
    """Do a step; where it fails, note the gap, unless Python's development mode wants to see the failure."""
    try:
        step(draft)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        blocks = draft.article.blocks
        span = Span(blocks[draft.window.start].span.start, blocks[draft.window.stop - 1].span.end)
        draft.gaps.append(Gap(getattr(step, "__name__", str(step)), span, report(error)))


def bounds(draft: Draft) -> list[Gap]:
    """Where from on a step finds nothing new, since an article has more of it than is looked for."""
    full = draft.register.full
    return [] if full is None else [Gap("find_names", Span(full, len(draft.article.text)), bound=MOST_NAMES)]


def without_lost_links(found: Findings) -> Findings:
    """What was found, without links from speakers to entities that a failing step did not make."""
    known = {entity.id for entity in found.entities or ()}
    quotations = tuple(_linked_within(each, known) for each in found.quotations)
    changed = tuple((number, _linked_within(each, known)) for number, each in found.changed)
    return replace(found, quotations=quotations, changed=changed)


def _linked_within(quotation: Quotation, known: set[str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None or speaker.entity is None or speaker.entity in known:
        return quotation
    return replace(quotation, speaker=replace(speaker, entity=None))


def report(error: BaseException) -> str:
    """The kind of an error and the places in the program that led to it, one a line, without its words.

    What an error says may hold words of the article; so may a line of source, no less than a folder's name.
    """
    places = [
        f"{_named(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join([type(error).__name__, *places])


def _named(path: str) -> str:
    file = Path(path)
    return str(file.relative_to(_PACKAGE)) if file.is_relative_to(_PACKAGE) else file.name
