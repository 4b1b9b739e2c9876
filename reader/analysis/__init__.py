"""Article → Analysis: what is quoted, by whom, and what is named. Pure, deterministic, and picklable throughout.

The order of the steps avoids a circle: the names that a text gives are needed to say who speaks, and who speaks is
evidence for what a name is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.attributing import attribute
from reader.analysis.cutting import in_pieces
from reader.analysis.draft import Draft
from reader.analysis.entities.grouping import gather_entities
from reader.analysis.entities.names import find_names
from reader.analysis.failing import bounds, guarded, without_lost_links
from reader.analysis.findings import make_quotations, name_speakers_anew
from reader.analysis.quotations.finding import find_quotations, goes_on
from reader.analysis.roles.taking_up import take_up_roles
from reader.facts import replace
from reader.lang import detect
from reader.model import Analysis, Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model import Article

WINDOW = 60_000
"""Characters that are analysed at a time: all of a usual article, a chapter of a long one."""
WIDEST = 2 * WINDOW
"""Characters to which a window grows for a quotation of several paragraphs; behind them it becomes two."""

STEPS: tuple[Callable[[Draft], None], ...] = (
    find_quotations,
    find_names,
    attribute,
    gather_entities,
    take_up_roles,
    make_quotations,
)
"""What is done with each window, in this order."""


def analyse(article: Article) -> Analysis:
    """Everything that is found in `article`; where a step failed, in the analysis's `gaps`, what the others find."""
    analysis = Analysis()
    for findings in analyse_in_parts(article):
        analysis = analysis.with_findings(findings)
    return analysis


def analyse_in_parts(article: Article) -> Iterator[Findings]:
    """What each window brings, and what the end of the article does; together they are the whole.

    Quotations only ever grow at the end; what a later window teaches of one that is known (a repeat, a fuller name)
    comes as its change. Entities may be renamed or joined by what a later window says of them.
    """
    article = in_pieces(article)
    draft = Draft(article, article.metadata.language or detect(article.text))
    for window in _windows(article):
        draft.window, draft.fresh, draft.changed = window, (), ()
        for step in STEPS:
            guarded(step, draft)
        yield _brought(draft)
    draft.fresh, draft.changed = (), ()
    guarded(name_speakers_anew, draft)
    yield replace(_brought(draft), last=True)


def _brought(draft: Draft) -> Findings:
    """What the window brought."""
    after = len(draft.packed) + len(draft.made) - len(draft.fresh)
    gaps = (*draft.gaps, *bounds(draft))
    found = Findings(after, draft.fresh, draft.entities, last=False, changed=draft.changed, gaps=gaps)
    return without_lost_links(found) if draft.gaps else found


def _windows(article: Article) -> Iterator[range]:
    """Ranges of block indices of about WINDOW characters each; none ends within a quotation of several paragraphs."""
    first, begin = 0, 0
    for index, block in enumerate(article.blocks):
        full = block.span.end - begin > WINDOW and index > first
        if full and (block.span.end - begin > WIDEST or not goes_on(article, index)):
            yield range(first, index)
            first, begin = index, block.span.start
    if first < len(article.blocks):
        yield range(first, len(article.blocks))
