"""What a reader marked in an article, as the exports have it: in the article's order, and in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Placed


def in_order(highlights: Iterable[Placed]) -> list[Placed]:
    """Highlights as they stand in the text, and behind them those that are lost, as they stood."""
    return sorted(highlights, key=lambda each: each.order)


def marked_words(article: Article, placed: Placed) -> str:
    """The words that are highlighted: the article's own where they stand in it."""
    return article.passage([placed.span]) if placed.span else placed.highlight.anchor.quote
