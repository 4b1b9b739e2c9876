"""Finds what is quoted: words between marks, block quotes, and pull quotes that say the same again.

Who says it is asked later (`attribution`), when the names of the text are known. A block quote is of kind BLOCK even
where its words stand between marks: the kind tells how it is set, and its spans leave the marks out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.draft import Found
from reader.analysis.masking import block_view, tokens
from reader.analysis.quotations.dialogue import turns
from reader.analysis.quotations.incises import inside, joins
from reader.analysis.quotations.interviews import answers, is_marked
from reader.analysis.quotations.judging import FRAGMENT, NAME, candidate, judged
from reader.analysis.quotations.marks import MARKS, REOPENING, bare, closes_at, pairs
from reader.analysis.quotations.pulls import fold_repeats
from reader.analysis.quotations.signed import signed
from reader.analysis.speech import speech
from reader.model import BlockKind, QuotationKind, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Draft
    from reader.analysis.masking import Token
    from reader.analysis.quotations.marks import Marked
    from reader.analysis.speech import Speech
    from reader.model import Article

SILENT = frozenset({BlockKind.CODE, BlockKind.RULE, BlockKind.IMAGE, BlockKind.TABLE})
"""Blocks in which marks quote nobody."""

_DASHES = "—–-―"
_BLANK = " \t\r\n\u00a0\u202f"
_SIGNATURE = 120
"""Characters of a line that can sign the quote above it."""


@dataclass(slots=True)
class _Piece:
    """A quotation within one block, before what belongs together is joined."""

    spans: list[Span]
    outer: Span
    fragment: bool
    led: bool
    """Whether what stands before it and not behind it names its speaker."""
    mark: str
    closed: bool


def find_quotations(draft: Draft) -> None:
    """Append the quotations of the window's blocks to the draft."""
    known = speech(draft.language)
    found: list[Found] = []
    still_open: str = ""
    conversation = _conversation(draft, known)
    for index in draft.window:
        block = draft.article.blocks[index]
        turn = conversation.get(index)
        if turn is not None and not is_marked(draft, turn):
            if not found or found[-1] is not turn:
                found.append(turn)
            still_open = ""
            continue
        before = len(found)
        if block.kind is BlockKind.BLOCKQUOTE:
            _block_quote(draft, index, found)
            still_open = ""
        elif not still_open and (own := signed(draft, index, known)) is not None:
            found.append(own)
        elif block.kind not in SILENT:
            still_open = _marked(draft, index, known, found, still_open)
        if turn is not None:
            for each in found[before:]:
                each.turn = turn.turn
    draft.quotations.extend(found)
    fold_repeats(draft, found)


def _conversation(draft: Draft, known: Speech) -> dict[int, Found]:
    """The turns of a dialogue or the answers of an interview, by the numbers of the blocks that they stand in."""
    spoken = turns(draft, known)
    return spoken or {index: answer for held, answer in answers(draft, known) for index in held}


# ---------------------------------------------------------------------- quotations between marks


def _marked(draft: Draft, index: int, known: Speech, found: list[Found], still_open: str) -> str:
    """Append what block `index` quotes; return the mark that is still open at its end, if any."""
    article = draft.article
    view = block_view(article, index)
    offset = article.blocks[index].span.start
    reopened = goes_on(article, index + 1) if index + 1 < draft.window.stop else ""
    marked = pairs(view, offset, goes_on=reopened)
    if still_open and found:
        marked, goes_further = _continued(view, offset, marked, found[-1], still_open)
        if goes_further and not marked:
            return still_open if reopened == still_open else ""
    if not marked:
        return ""
    tokens_ = tokens(view, offset, [(each.outer, number) for number, each in enumerate(marked)], known)
    pieces: list[_Piece] = []
    named = -1
    for at, token in enumerate(tokens_.items):
        if token.quoted < 0:
            continue
        each = marked[token.quoted]
        listed = named >= 0 and all(_lists(between, known) for between in tokens_.items[named + 1 : at])
        said = (each.inner.start, each.inner.end)
        here = candidate(article.text, tokens_, at, said, known, follows_name=listed)
        verdict = judged(here)
        if verdict == NAME:
            named = at
            continue
        named = -1
        spans = inside(view, offset, each.inner, known)
        led = here.introduced() or not here.reported_behind()
        piece = _Piece(spans, each.outer, verdict == FRAGMENT, led, each.mark, each.closed)
        whole = bool(pieces) and not pieces[-1].fragment and not pieces[-1].led
        if whole and joins(view, offset, pieces[-1].outer, piece.outer, known):
            pieces[-1].spans.extend(piece.spans)
            pieces[-1].outer = Span(pieces[-1].outer.start, piece.outer.end)
            pieces[-1].closed, pieces[-1].mark = piece.closed, piece.mark
        else:
            pieces.append(piece)
    found.extend(Found(QuotationKind.DIRECT, piece.spans, piece.outer, piece.fragment) for piece in pieces)
    last = marked[-1]
    left_open = not last.closed and last.outer.end == offset + len(view) and pieces and pieces[-1].outer == last.outer
    return last.mark if left_open and reopened == last.mark and _ends_sentence(article.text, last.inner) else ""


def _ends_sentence(text: str, span: Span) -> bool:
    """Whether a paragraph within a quotation ends as paragraphs do; if not, its closing mark was lost."""
    tail = text[max(span.start, span.end - 3) : span.end].rstrip(MARKS + ")] \u00a0\u202f")
    return tail[-1:] in tuple(".!?…:;")


def _lists(token: Token, known: Speech) -> bool:
    """Whether a token stands between the members of a list."""
    return token.low == "," or token.low in known.coordinators


def _continued(view: str, offset: int, marked: list[Marked], before: Found, mark: str) -> tuple[list[Marked], bool]:
    """Give a block's first words to the quotation that the block before left open.

    Returns:
        The block's other pairs, and whether the quotation is still open at the block's end.
    """
    closer = closes_at(view, mark)
    if closer is not None:
        said = bare(view, offset, 0, closer)
        if said is not None:
            before.spans.append(said)
            before.outer = Span(before.outer.start, offset + closer + 1)
        return [each for each in marked if each.outer.start > offset + closer], False
    if not marked or marked[0].mark != mark or view[: marked[0].outer.start - offset].strip():
        return marked, False
    first = marked[0]
    before.spans.append(first.inner)
    before.outer = Span(before.outer.start, first.outer.end)
    return marked[1:], not first.closed


def goes_on(article: Article, index: int) -> str:
    """The mark by which block `index` takes up a quotation that the block before may have left open, or nothing."""
    block = article.blocks[index]
    if block.kind is BlockKind.BLOCKQUOTE:
        return ">" if block.continues else ""
    if block.kind is not BlockKind.PARAGRAPH:
        return ""
    view = block_view(article, index)
    if view[:1] in tuple(REOPENING):
        return view[:1]
    return next((mark for mark in REOPENING if closes_at(view, mark) is not None), "")


# ---------------------------------------------------------------------- block quotes


def _block_quote(draft: Draft, index: int, found: list[Found]) -> None:
    """Append the block quote of block `index`, or give the block to the quote that it continues."""
    article = draft.article
    block = article.blocks[index]
    span = _said(draft, index)
    if span is None:
        return
    last = found[-1] if found else None
    before = article.blocks[index - 1] if index > draft.window.start else None
    if (
        block.continues
        and last is not None
        and before is not None
        and before.kind is BlockKind.BLOCKQUOTE
        and last.kind is QuotationKind.BLOCK
        and before.span.start <= last.spans[-1].start
    ):
        last.spans.append(span)
        last.outer = Span(last.outer.start, span.end)
        return
    found.append(Found(QuotationKind.BLOCK, [span], block.span))


def _said(draft: Draft, index: int) -> Span | None:
    """What the block quote says: without the marks around it and without the line that signs it."""
    article = draft.article
    block = article.blocks[index]
    view = block_view(article, index)
    end = len(view)
    lines = block.lines
    if len(lines) > 1:
        last = lines[-1].of(article.text)
        if last.lstrip(_BLANK)[:1] in tuple(_DASHES) and len(last) <= _SIGNATURE:
            end = lines[-2].end - block.span.start
    begin = 0
    if end == len(view) and view.lstrip(_BLANK)[:1] in ("—", "―") and len(view) <= _SIGNATURE and block.continues:
        return None
    marked = pairs(view[:end], block.span.start)
    if marked and not view[: marked[0].outer.start - block.span.start].strip(_BLANK):
        rest = view[marked[0].outer.end - block.span.start : end].strip(_BLANK)
        if not rest or (rest[0] in _DASHES and len(rest) <= _SIGNATURE) or rest in (".", ","):
            return marked[0].inner
    return bare(view, block.span.start, begin, end)
