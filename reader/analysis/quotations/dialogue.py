"""Dialogue set with dashes: — Vous partez ? demanda-t-il. Each paragraph that a dash opens is one turn.

A dash opens items of lists as well, so a run of such paragraphs counts as talk only where it shows signs of it: a
reporting clause, words of the first or second person, questions and exclamations. What follows a reporting clause
that ends a sentence is told by the same signs: they go on with what is said, and where they are missing the narrator
speaks again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.draft import Found, Turn
from reader.analysis.masking import block_view, tokens
from reader.analysis.quotations.incises import OPENS_INCISE, incise
from reader.analysis.quotations.marks import bare
from reader.model import BlockKind, QuotationKind, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Draft
    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech

_DASH = re.compile(r"\s*(?:--|[—–―])[ \t\u00a0\u202f]*")
_MARKS = '«“„"'
_NEAR = 2
"""Paragraphs of the narrator that may stand between two turns of one run."""
_LIVELY = ("?", "!", "…")
_LONGEST = 4000
"""Characters of a turn in which reporting clauses are looked for."""


def turns(draft: Draft, speech: Speech) -> dict[int, Found]:
    """The window's paragraphs that are turns of a dialogue, by the number of their block."""
    found: dict[int, Found] = {}
    run: list[tuple[int, int]] = []
    for index in draft.window:
        begin = _begins(draft, index)
        if begin:
            if run and index - run[-1][0] > _NEAR + 1:
                _take(draft, run, speech, found)
                run = []
            run.append((index, begin))
    _take(draft, run, speech, found)
    return found


def speaks(items: list[Token], speech: Speech) -> bool:
    """Whether words show somebody who speaks of himself or to another."""
    return any(is_person(token, speech.first_person) or is_person(token, speech.second_person) for token in items)


def is_person(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of these pronouns and possessives, or a verb that one of them hangs on (avez-vous)."""
    return token.low in words or ("-" in token.low and token.low.rpartition("-")[2] in words)


def _begins(draft: Draft, index: int) -> int:
    """Where the words of block `index` begin behind the dash that opens it, from its own beginning; 0 if none does."""
    block = draft.article.blocks[index]
    if block.kind is not BlockKind.PARAGRAPH:
        return 0
    view = block_view(draft.article, index)
    dash = _DASH.match(view)
    if dash is None or dash.end() >= len(view):
        return 0
    first = view[dash.end()]
    return dash.end() if (first.isupper() or first in "¿¡…") and first not in _MARKS else 0


def _take(draft: Draft, run: list[tuple[int, int]], speech: Speech, found: dict[int, Found]) -> None:
    """Make turns of a run of paragraphs that dashes open, if it shows that somebody talks there."""
    read = [(index, *_turn(draft, index, begin, speech)) for index, begin in run]
    reported = any(each for *_, each, _ in read)
    lively = sum(each for *_, each in read)
    led = bool(run) and run[0][0] > 0 and block_view(draft.article, run[0][0] - 1).rstrip().endswith(":")
    if reported or (lively and led) or (len(run) > 1 and 2 * lively >= len(run)):
        found.update({index: turn for index, turn, *_ in read if turn is not None})


def _turn(draft: Draft, index: int, begin: int, speech: Speech) -> tuple[Found | None, bool, bool]:
    """The turn that block `index` is, whether a reporting clause breaks it, and whether it is lively."""
    block = draft.article.blocks[index]
    view, offset = block_view(draft.article, index), block.span.start
    items = tokens(view[begin : begin + _LONGEST], offset + begin, (), speech).items
    lively = speaks(items, speech) or view.rstrip().endswith(_LIVELY)
    spans: list[Span] = []
    start, end, at, reported = begin, len(view), 0, False
    while at < len(items) - 1:
        close = incise(items, at, speech, anybody=True) if items[at].low in OPENS_INCISE else None
        if close is None:
            at += 1
            continue
        reported = True
        stop = items[at].end if items[at].low in _LIVELY else items[at].start
        _keep(bare(view, offset, start, stop - offset), spans)
        start = items[close].end - offset if close < len(items) else len(view)
        at = close + 1
        if close < len(items) and items[close].low == "." and not _goes_on(items[at:], speech):
            end = start
            break
    _keep(bare(view, offset, start, end), spans)
    if not spans or not any(char.isalpha() for char in spans[0].of(draft.article.text)):
        return None, reported, lively
    outer = Span(block.span.start, offset + end)
    return Found(QuotationKind.DIRECT, spans, outer, turn=Turn()), reported, lively


def _keep(span: Span | None, spans: list[Span]) -> None:
    if span is not None:
        spans.append(span)


def _goes_on(items: list[Token], speech: Speech) -> bool:
    """Whether the sentence behind a reporting clause goes on with what is said."""
    end = next((i for i, token in enumerate(items) if token.low in (".", *_LIVELY)), len(items))
    ended = items[end].low if end < len(items) else ""
    return ended in _LIVELY or speaks(items[:end], speech)
