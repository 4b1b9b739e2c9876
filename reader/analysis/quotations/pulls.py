"""Recognises pull quotes: lines that print again, larger, what the article quotes anyway.

They become repeats of the quotation that they repeat, so that it is listed once. Quotations are looked up by the
words that they begin and go on with, so that the cost grows with the text and no faster.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.quotations.marks import bare
from reader.model import BlockKind, QuotationKind

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Found
    from reader.model import Span

_WORD = re.compile(r"[^\W_]+")
_KEY = 5
"""Words in a row by which a repetition is recognised first."""
_LONGEST = 80
"""Words of a pull quote at most; longer ones are no pull quotes."""
REACH = 200
"""Quotations of earlier windows that a pull quote can repeat."""
_APART = (BlockKind.BLOCKQUOTE, BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def fold_repeats(draft: Draft, fresh: list[Found]) -> None:
    """Take from the draft the `fresh` quotations that are pull quotes, and give their spans to what they repeat."""
    text = draft.article.text
    recent = draft.quotations[-(len(fresh) + REACH) :]
    words = {id(each): _words(text, each.spans) for each in recent}
    index: dict[tuple[str, ...], list[Found]] = {}
    for each in recent:
        said = words[id(each)]
        for at in range(len(said) - _KEY + 1):
            held = index.setdefault(tuple(said[at : at + _KEY]), [])
            if len(held) < _KEY and (not held or held[-1] is not each):
                held.append(each)
    gone: set[int] = set()
    for each in fresh:
        said = words[id(each)]
        if not _KEY <= len(said) <= _LONGEST or not _stands_apart(draft, each):
            continue
        original = next(
            (
                other
                for other in index.get(tuple(said[:_KEY]), ())
                if other is not each
                and id(other) not in gone
                and _holds(words[id(other)], said)
                and (len(words[id(other)]) > len(said) or not _stands_apart(draft, other) or other.outer < each.outer)
            ),
            None,
        )
        if original is not None:
            gone.add(id(each))
            original.repeats.extend([*each.spans, *each.repeats])
            original.repeats.sort()
    _plain_lines(draft, fresh, index, words, gone)
    if gone:
        draft.quotations[:] = [each for each in draft.quotations if id(each) not in gone]


def _plain_lines(
    draft: Draft,
    fresh: list[Found],
    index: dict[tuple[str, ...], list[Found]],
    words: dict[int, list[str]],
    gone: set[int],
) -> None:
    """Paragraphs without marks that are wholly what a quotation says."""
    if not index:
        return
    text = draft.article.text
    taken = {draft.article.block_at(span.start) for each in fresh if id(each) not in gone for span in each.spans}
    for number in draft.window:
        block = draft.article.blocks[number]
        if number in taken:
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE) or len(block.span) > _LONGEST * 12:
            continue
        said = _words(text, list(block.lines))
        if not _KEY <= len(said) <= _LONGEST:
            continue
        for other in index.get(tuple(said[:_KEY]), ()):
            if id(other) in gone or other.outer.overlaps(block.span) or not _holds(words[id(other)], said):
                continue
            if not any(repeat.overlaps(block.span) for repeat in other.repeats):
                other.repeats.append(bare(text, 0, block.span.start, block.span.end) or block.span)
                other.repeats.sort()
            break


def _words(text: str, spans: list[Span]) -> list[str]:
    return [word for span in spans for word in _WORD.findall(span.of(text).casefold())]


def _holds(whole: list[str], part: list[str]) -> bool:
    """Whether `part` stands in `whole` word by word."""
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1) if whole[at] == part[0])


def _stands_apart(draft: Draft, each: Found) -> bool:
    """Whether the quotation is all that its block says, as a pull quote is."""
    if each.kind is QuotationKind.BLOCK:
        return True
    number = draft.article.block_at(each.outer.start)
    if number is None:
        return False
    block = draft.article.blocks[number]
    if block.kind not in _APART:
        return False
    text = draft.article.text
    around = text[block.span.start : each.outer.start] + text[min(each.outer.end, block.span.end) : block.span.end]
    return (len(around) <= _LONGEST and not _WORD.search(around)) or block.kind in (BlockKind.TITLE, BlockKind.HEADING)
