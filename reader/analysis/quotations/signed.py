"""Paragraphs without marks that a dash and a name sign: what they say is that person's.

    J'ai attendu sous la pluie, et personne n'est venu. — Mona Tessier, ingénieure

A dash before a name opens datelines, credits and asides as well, so the words must be those of somebody who speaks of
himself or to another, and end as a sentence does before the dash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.draft import Found
from reader.analysis.masking import block_view, tokens
from reader.analysis.quotations.dialogue import speaks
from reader.analysis.quotations.marks import MARKS, bare
from reader.model import BlockKind, QuotationKind, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Draft
    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech

_SIGNED = re.compile(r"(?<=[.!?…\])])[ \t\n\u00a0\u202f]*[—–―][ \t\u00a0\u202f]*(?=[^\W\d_])([^\n—–―]{3,100})\Z")
_DASH = re.compile(r"\s*[—–―][ \t\u00a0\u202f]*(?=[^\W\d_])([^\n—–―]{3,100})\Z")
_TAIL = 120
"""Characters of a paragraph's end in which its signature stands."""
_WORDS = 5
"""Words that a signed paragraph has at least."""
_SAMPLE = 600
"""Characters of it that are looked at."""


def signed(draft: Draft, index: int, speech: Speech) -> Found | None:
    """The quotation that block `index` is, if it or the line behind it is signed."""
    blocks = draft.article.blocks
    block = blocks[index]
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    view = block_view(draft.article, index).rstrip()
    start = max(0, len(view) - _TAIL)
    own = _SIGNED.search(view[start:])
    end = len(view)
    if own is not None:
        end, name = start + own.start(), own[1]
    else:
        behind = block_view(draft.article, index + 1).rstrip() if _follows(draft, index) else ""
        line = _DASH.match(behind) if len(behind) <= _TAIL else None
        if line is None or view[-1:] not in tuple(".!?…])"):
            return None
        name = line[1]
    if not _names_somebody(tokens(name, 0, (), speech).items, speech):
        return None
    said = bare(view, block.span.start, 0, end)
    items = tokens(view[: min(end, _SAMPLE)], block.span.start, (), speech).items
    if said is None or view.lstrip()[:1] in tuple(MARKS) or len(items) < _WORDS or not speaks(items, speech):
        return None
    return Found(QuotationKind.BLOCK, [said], Span(block.span.start, block.span.start + end))


def _follows(draft: Draft, index: int) -> bool:
    """Whether a line of running text follows block `index` in the window."""
    return index + 1 < draft.window.stop and draft.article.blocks[index + 1].kind is BlockKind.PARAGRAPH


def _names_somebody(items: list[Token], speech: Speech) -> bool:
    """Whether words are a name, with a role behind a comma perhaps, and no clause."""
    name = next((i for i, token in enumerate(items) if token.low in (",", "(")), len(items))
    if not 1 < name <= len(items) or not all(
        token.capital or token.low in speech.particles or token.low == "." for token in items[:name]
    ):
        return False
    return not any(token.low in speech.finite or token.low in speech.auxiliaries for token in items)
