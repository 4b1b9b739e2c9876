"""The window's blocks as tokens, each with the quotations that stand in it, made when they are first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.analysis.attribution.place import Place
from reader.analysis.attribution.subjects import Subjects
from reader.analysis.masking import Tokens, block_view, tokens
from reader.model import BlockKind, QuotationKind, Span

if TYPE_CHECKING:
    from reader.analysis.attribution.roster import Roster
    from reader.analysis.draft import Draft, Found, Name
    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech


class Stage:
    """Where quotations, given in the order of the text, stand, and what stands around them."""

    def __init__(self, draft: Draft, found: list[Found], speech: Speech, roster: Roster) -> None:
        self.draft = draft
        self.article = draft.article
        self.speech = speech
        self.roster = roster
        self.found = found
        self._starts = [each.outer.start for each in self.found]
        self._tokens: dict[int, Tokens] = {}
        self._people: list[Name] | None = None
        self._numbers = {id(each): number for number, each in enumerate(self.found)}

    def tokens(self, index: int) -> Tokens:
        """The tokens of block `index`; a block quote is one single quotation."""
        if index not in self._tokens:
            block = self.article.blocks[index]
            view = block_view(self.article, index)
            self._tokens[index] = tokens(view, block.span.start, self._quoted(block.span), self.speech)
        return self._tokens[index]

    def subjects(self, index: int) -> Subjects:
        """The tokens of block `index`, to be asked for subjects."""
        return Subjects(self.tokens(index).items, self.speech, self.roster)

    def token_at(self, index: int, offset: int) -> int | None:
        """The token of block `index` that holds `offset`, or None where none or a quotation does."""
        items = self.tokens(index).items
        at = bisect_right(items, offset, key=lambda token: token.start) - 1
        return at if at >= 0 and items[at].quoted < 0 and offset < items[at].end else None

    def within(self, span: Span) -> list[Token]:
        """The tokens of one block that lie in `span`."""
        index = self.article.block_at(span.start)
        if index is None:
            return []
        items = self.tokens(index).items
        first = bisect_right(items, span.start - 1, key=lambda token: token.start)
        last = bisect_right(items, span.end - 1, key=lambda token: token.start)
        return items[first:last]

    def people(self, begin: int, end: int) -> list[Name]:
        """The mentions of people from offset `begin` to `end`."""
        if self._people is None:
            self._people = self.roster.people()
        first = bisect_left(self._people, begin, key=lambda name: name.span.start)
        return self._people[first : bisect_left(self._people, end, key=lambda name: name.span.start)]

    def whole(self, speaker: Span) -> str:
        """The fullest form of the name in `speaker`, else its words."""
        name = self.roster.at(speaker)
        return self.roster.fullest(name).words if name is not None else speaker.of(self.article.text)

    def ends_phrase(self, offset: int) -> bool:
        """Whether a noun phrase that ends at `offset` cannot go on with an adjective there."""
        index = self.article.block_at(max(0, offset - 1))
        if index is None:
            return True
        items = self.tokens(index).items
        at = bisect_right(items, offset - 1, key=lambda token: token.start)
        if at >= len(items) or not items[at].is_word:
            return True
        low, speech = items[at].low, self.speech
        return low in speech.auxiliaries or low in speech.finite or low in speech.clitics or low in speech.verbs

    def _quoted(self, span: Span) -> list[tuple[Span, int]]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        quoted: list[tuple[Span, int]] = []
        for number in range(first, len(self.found)):
            outer = self.found[number].outer
            if outer.start >= span.end:
                break
            start, end = max(outer.start, span.start), min(outer.end, span.end)
            if start < end and (not quoted or quoted[-1][0].end <= start):
                quoted.append((Span(start, end), number))
        return quoted

    def number(self, each: Found) -> int:
        """The number that tokens know a quotation by."""
        return self._numbers[id(each)]

    def block(self, each: Found, *, end: bool = False) -> int | None:
        """The block that a quotation begins in, or that it ends in."""
        return self.article.block_at(each.outer.end - 1 if end else each.outer.start)

    def place(self, each: Found) -> Place | None:
        """A quotation with the tokens around it; for a block quote those of the blocks before and after it."""
        first, last = self.block(each), self.block(each, end=True)
        if first is None or last is None:
            return None
        number = self.number(each)
        opening, closing = self.tokens(first), self.tokens(last)
        at, until = opening.of(number), closing.of(number)
        if at is None or until is None:
            return None
        alone = each.kind is QuotationKind.BLOCK or len(opening.items) == 1
        if at == 0 and (before := self._leading(first)) is not None:
            opening, at = before, len(before.items)
        if until == len(closing.items) - 1 and alone and (after := self._signature(last)) is not None:
            closing, until = after, -1
        return Place(each, self.article.text, opening, at, closing, until, self.speech, self.roster)

    def _leading(self, index: int) -> Tokens | None:
        """The tokens of the block before, where it ends in a colon and so leads to this one."""
        before = self.previous(index)
        if before is None:
            return None
        found = self.tokens(before)
        return found if found.items and found.items[-1].low == ":" else None

    def _signature(self, index: int) -> Tokens | None:
        """The tokens of the block behind, where it begins with a dash and so may sign this one."""
        if index + 1 >= len(self.article.blocks):
            return None
        block = self.article.blocks[index + 1]
        if block.kind is BlockKind.LIST_ITEM or len(block.span) > 200:
            return None
        found = self.tokens(index + 1)
        return found if found.items and found.items[0].low in ("–", "—", "―") else None

    def previous(self, index: int) -> int | None:
        """The block of running text before block `index`, if no heading stands between."""
        while index > 0:
            index -= 1
            kind = self.article.blocks[index].kind
            if kind in (BlockKind.HEADING, BlockKind.TITLE):
                return None
            if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE):
                return index
        return None
