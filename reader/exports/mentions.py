"""Where an entity is named, sentence by sentence: what a copy of a name with its evidence holds.

The sentences are the article's characters. Where one ends is judged by its own signs: a full stop behind a title or
an initial ends none, and none ends within a quotation, since what stands around the quotation belongs to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.exports.contract import language_of
from reader.lang import knowledge, words
from reader.model import QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Entity, Quotation

_END = re.compile(r"""[.!?…]+[\s»”’"')\]]*\s(?=[^\s\W_a-zà-öø-ÿ]|[«“„‘"'(—–\-])""")
"""Where a sentence may end: its last signs, and white space before what can begin another."""

_LAST_WORD = re.compile(r"[\w-]+\.$")


def entity_with_sentences(article: Article, entity: Entity, quotations: Sequence[Quotation]) -> str:
    """The entity's name, and below it each sentence that names it, once, in the order of the text."""
    sentences = dict.fromkeys(_sentence(article, mention, quotations) for mention in entity.mentions)
    return "\n\n".join([entity.name, *(article.passage([sentence]) for sentence in sentences)])


def _sentence(article: Article, mention: Span, quotations: Sequence[Quotation]) -> Span:
    """The sentence that `mention` stands in, at most its block."""
    index = article.block_at(mention.start)
    if index is None:
        return mention
    block = article.blocks[index].span
    start, end = block.start, block.end
    for at in _ends(article, block, quotations):
        if at <= mention.start:
            start = at
        elif at >= mention.end:
            end = at
            break
    return Span(start, start + len(Span(start, end).of(article.text).rstrip()))


def _ends(article: Article, block: Span, quotations: Sequence[Quotation]) -> Iterator[int]:
    """Where the sentences of `block` end, white space behind them included."""
    titles = _titles(language_of(article))
    quoted = [q.span for q in quotations if q.kind is QuotationKind.DIRECT and q.span.overlaps(block)]
    for match in _END.finditer(article.text, block.start, block.end):
        word = _LAST_WORD.search(article.text, max(block.start, match.start() - 20), match.start() + 1)
        abbreviated = word is not None and (len(word[0]) == 2 or word[0] in titles)
        if not abbreviated and not any(span.start <= match.start() and match.end() <= span.end for span in quoted):
            yield match.end()


def _titles(language: str | None) -> frozenset[str]:
    known = knowledge(language, "speech").get("titles", "")
    return frozenset(words(known)) if isinstance(known, str) else frozenset()
