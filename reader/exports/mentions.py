"""Where an entity is named, sentence by sentence: what a copy of a name with its evidence holds.

The sentences are the article's characters. Where one ends is judged by its own signs: a full stop behind a title or
an initial ends none, and none ends within a quotation, since what stands around the quotation belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.exports.contract import language_of
from reader.lang import knowledge, words
from reader.model import QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Entity, Quotation

_END = re.compile(r"""(?<![.!?…])[.!?…]+[\s»”’"')\]]*\s(?=[^\s\W_a-zà-öø-ÿ]|[«“„‘"'(—–\-])""")
"""Where a sentence may end: its last signs, and white space before what can begin another."""

LONGEST = 20
"""Characters that are looked at for a title before a full stop."""

INITIAL = 2
"""Characters of an initial with its full stop."""

_LAST_WORD = re.compile(r"(?<![\w-])[\w-]+\.$")


def entity_with_sentences(article: Article, entity: Entity, quotations: Sequence[Quotation]) -> str:
    """The entity's name, and below it each sentence that names it or its role, once, in the order of the text."""
    quoted = sorted(quotation.span for quotation in quotations if quotation.kind is QuotationKind.DIRECT)
    ends: dict[int, list[int]] = {}
    sentences: dict[Span, None] = {}
    for mention in entity.everywhere:
        index = article.block_at(mention.start)
        if index is not None and index not in ends:
            ends[index] = list(_ends(article, article.blocks[index].span, quoted))
        sentences[mention if index is None else _sentence(article, mention, index, ends[index])] = None
    return "\n\n".join([entity.name, *(article.passage([sentence]) for sentence in sentences)])


def _sentence(article: Article, mention: Span, index: int, ends: Sequence[int]) -> Span:
    """The sentence that `mention` stands in, of block `index`, whose sentences end at `ends`; at most the block."""
    block = article.blocks[index].span
    first, last = bisect_right(ends, mention.start), bisect_left(ends, mention.end)
    start = ends[first - 1] if first else block.start
    end = ends[last] if last < len(ends) else block.end
    return Span(start, start + len(Span(start, end).of(article.text).rstrip()))


def _ends(article: Article, block: Span, quoted: Sequence[Span]) -> Iterator[int]:
    """Where the sentences of `block` end, white space behind them included; `quoted` is sorted."""
    titles = _titles(language_of(article))
    at = max(0, bisect_right(quoted, block.start, key=lambda span: span.start) - 1)
    for match in _END.finditer(article.text, block.start, block.end):
        word = _LAST_WORD.search(article.text, max(block.start, match.start() - LONGEST), match.start() + 1)
        while at < len(quoted) and quoted[at].end < match.end():
            at += 1
        within = at < len(quoted) and quoted[at].start <= match.start()
        if not within and not (word is not None and (len(word[0]) == INITIAL or word[0] in titles)):
            yield match.end()


def _titles(language: str | None) -> frozenset[str]:
    known = knowledge(language, "speech").get("titles", "")
    return frozenset(words(known)) if isinstance(known, str) else frozenset()
