"""A block as tokens, with each quotation masked as one token, so that no rule matches inside what somebody said.

Tokens carry their place in the article. A reporting clause is looked for in the tokens around a quotation, within
bounded windows, so that the work grows with the text and not faster.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotations.marks import MARKS
from reader.analysis.speech import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.speech import Phrases, Speech
    from reader.model import Article, Span

_ENDS = frozenset(".!?…")
_MARKS = frozenset(MARKS)
_KEPT = 20_000
"""Characters of a block whose tokens are kept for the next step."""
_BLOCKS = 512
"""Blocks whose tokens are kept: those of a window."""
_LONGEST = 80
"""Characters of a word that its lower-case form keeps: no word of a language is longer."""


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation (`quoted` is then its number, else -1)."""

    start: int
    end: int
    low: str
    """The word in lower case with straight apostrophes; a punctuation mark as it is; empty for a quotation."""
    capital: bool
    quoted: int = -1
    acronym: bool = False
    """Whether it is two capitals or more and nothing else."""
    compound: bool = False
    """Whether its last part behind a hyphen is in lower case."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number."""
        return bool(self.low) and (self.low[0].isalnum() or (self.low[0] == "-" and len(self.low) > 1))


@dataclass(slots=True)
class Tokens:
    """The tokens of one block and where its sentences begin."""

    items: list[Token]
    starts: list[int] = field(default_factory=list)
    """Indices of the tokens that begin a sentence, in order; the first is 0 where there is a token."""
    _quoted: dict[int, int] | None = None

    def sentence(self, index: int) -> tuple[int, int]:
        """The half-open range of tokens of the sentence that token `index` stands in."""
        after = bisect_right(self.starts, index)
        begin = self.starts[after - 1] if after else 0
        return begin, self.starts[after] if after < len(self.starts) else len(self.items)

    def sentences_before(self, offset: int) -> Iterator[tuple[int, int]]:
        """The sentences that begin before `offset`, the last first, as half-open ranges of tokens."""
        until = bisect_left(self.starts, offset, key=lambda index: self.items[index].start)
        for number in range(until - 1, -1, -1):
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.items)
            yield self.starts[number], end

    def of(self, number: int) -> int | None:
        """Index of the token that is quotation `number`."""
        if self._quoted is None:
            self._quoted = {token.quoted: index for index, token in enumerate(self.items) if token.quoted >= 0}
        return self._quoted.get(number)


def phrase_at(
    phrases: Phrases, items: Sequence[Token], at: int, end: int, genitives: frozenset[str]
) -> tuple[str, ...] | None:
    """The one of `phrases` that stands at token `at`, before token `end`."""
    if items[at].low not in phrases.openings:
        return None
    return next((phrase for phrase in phrases.all if stands_at(phrase, items, at, end, genitives)), None)


def stands_at(phrase: Sequence[str], items: Sequence[Token], at: int, end: int, genitives: frozenset[str]) -> bool:
    """Whether `phrase` stands at token `at`, before token `end`.

    Genitives may be contracted in the text (de, du, d'), and a capital may have lost its accent (A for À).
    """
    if at + len(phrase) > end or not (items[at].low == phrase[0] or items[at].capital):
        return False
    for word, token in zip(phrase, items[at : at + len(phrase)], strict=True):
        if token.low == word or (word in genitives and token.low in genitives):
            continue
        if not (token.capital and token.low == unaccented(word)):
            return False
    return True


def block_view(article: Article, index: int) -> str:
    """The characters of block `index`, as many as its span has, with blanks where no line of its content stands."""
    block = article.blocks[index]
    text = block.span.of(article.text)
    if len(block.lines) <= 1:
        return text
    out: list[str] = []
    at = block.span.start
    for line in block.lines:
        if line.start > at:
            out.append(" " * (line.start - at))
        out.append(article.text[max(at, line.start) : line.end])
        at = max(at, line.end)
    out.append(" " * (block.span.end - at))
    return "".join(out)[: len(text)]


def tokens(view: str, offset: int, quoted: Sequence[tuple[Span, int]], speech: Speech) -> Tokens:
    """The tokens of a block.

    Args:
        view: The block's characters.
        offset: Where the block begins in the article.
        quoted: The quotations in the block, marks included, in order, each with its number.
        speech: Knowledge of the language.
    """
    plain = _cached(view, offset, speech) if len(view) <= _KEPT else _plain(view, offset, speech)
    if not quoted:
        return Tokens(list(plain), _sentences(view, offset, plain, speech))
    items: list[Token] = []
    at = 0
    for span, number in quoted:
        until = bisect_right(plain, span.start, lo=at, key=_end)
        items.extend(plain[at:until])
        items.append(Token(span.start, span.end, "", capital=False, quoted=number))
        at = bisect_left(plain, span.end, lo=until, key=_start)
    items.extend(plain[at:])
    return Tokens(items, _sentences(view, offset, items, speech))


def between(view: str, offset: int, span: Span, speech: Speech) -> list[Token]:
    """The tokens of a block that lie wholly in `span`, none masked; the block as in `tokens`."""
    if len(view) > _KEPT:
        return _plain(view[span.start - offset : span.end - offset], span.start, speech)
    plain = _cached(view, offset, speech)
    return plain[bisect_left(plain, span.start, key=_start) : bisect_right(plain, span.end, key=_end)]


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end


@lru_cache(maxsize=_BLOCKS)
def _cached(view: str, offset: int, speech: Speech) -> list[Token]:
    """The tokens of a block, which is searched for quotations first and then for who says them."""
    return _plain(view, offset, speech)


def _plain(view: str, offset: int, speech: Speech) -> list[Token]:
    items: list[Token] = []
    clitic = speech.clitic
    for match in speech.token.finditer(view):
        word = match.group()
        if word in _MARKS:
            continue
        start, stop = match.span()
        if stop - start > _LONGEST:
            word = word[:_LONGEST]
        start, stop = start + offset, stop + offset
        capital = word[0].isupper()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        if "-" not in low:
            items.append(Token(start, stop, low, capital, -1, capital and len(word) > 1 and word.isupper()))
            continue
        if clitic and (hanging := clitic.search(low)) and hanging.start():
            cut = start + hanging.start()
            items.append(Token(start, cut, low[: hanging.start()], capital))
            items.append(Token(cut, stop, "-" + low.rsplit("-", 1)[1], capital=False))
            continue
        acronym = capital and len(word) > 1 and word.isupper()
        items.append(Token(start, stop, low, capital, -1, acronym, word.rpartition("-")[2][:1].islower()))
    return items


def _sentences(view: str, offset: int, items: list[Token], speech: Speech) -> list[int]:
    starts = [0] if items else []
    for index in range(1, len(items)):
        token, before = items[index], items[index - 1]
        if before.quoted >= 0:
            if (token.capital or token.quoted >= 0) and _ends_sentence(view, before, offset):
                starts.append(index)
        elif before.low in _ENDS and _may_begin(token) and not _is_abbreviation(items, index - 1, speech):
            starts.append(index)
    return starts


def _ends_sentence(view: str, quoted: Token, offset: int) -> bool:
    """Whether the words of a quotation end a sentence."""
    tail = view[max(0, quoted.end - offset - 4) : quoted.end - offset].rstrip(MARKS + " \u00a0\u202f)")
    return tail[-1:] in _ENDS


def _may_begin(token: Token) -> bool:
    return token.capital or token.quoted >= 0 or token.low[:1].isdigit() or token.low in ("(", "[", "—", "–", "-")


def _is_abbreviation(items: list[Token], index: int, speech: Speech) -> bool:
    """Whether the full stop at `index` ends an abbreviation (M. Roux, Dr. Finch, J. Doe) and no sentence."""
    if items[index].low != "." or not index or items[index - 1].end != items[index].start:
        return False
    before = items[index - 1]
    name = before.low
    return (len(name) == 1 and before.capital) or name.capitalize() + "." in speech.titles
