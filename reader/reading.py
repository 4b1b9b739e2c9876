"""The one use-case that the screen and the command line share: an article is opened and read.

A reading has at least the first part of its article from the start. The rest, and what is found in it, arrives from
a process of its own (`reader.worker`) and is appended; nothing that has been shown changes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import NotAnArticleError
from reader.model import Analysis
from reader.sources import article_of, parse
from reader.sources.fetch import fetch

if TYPE_CHECKING:
    from reader.model import Article, Entity, Part, Quotation
    from reader.sources import Raw


@dataclass(frozen=True, slots=True)
class Findings:
    """What a piece of the analysis brings: `quotations` to put behind the first `after` of those known.

    `entities` replaces what was known, or is None where nothing is said of them. `last` ends the analysis.
    """

    after: int
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...] | None
    last: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, as much of it as has arrived, and what has been found in it so far."""

    raw: Raw
    article: Article
    is_whole: bool
    analysis: Analysis = Analysis()
    is_analysed: bool = False

    def with_part(self, part: Part) -> Reading:
        """The reading with one more part of its article."""
        return replace(self, article=self.article.extended(part))

    def as_whole(self) -> Reading:
        """The reading when all parts have arrived."""
        return replace(self, is_whole=True)

    def without_more(self) -> Reading:
        """The reading when nothing more will arrive."""
        return replace(self, is_whole=True, is_analysed=True)

    def with_findings(self, findings: Findings) -> Reading:
        """The reading with what a piece of the analysis brought."""
        known = self.analysis
        analysis = Analysis(
            known.quotations[: findings.after] + findings.quotations,
            known.entities if findings.entities is None else findings.entities,
        )
        return replace(self, analysis=analysis, is_analysed=findings.last)


def open_reading(location: str) -> Reading:
    """Fetch what is at `location` and parse as much of it as the first screens need.

    Raises:
        SourceError: where it cannot be read.
        NotAnArticleError: where it holds no article.
    """
    raw = fetch(location)
    parts = parse(raw)
    first = next(parts, None)
    if first is None:
        raise NotAnArticleError(f"{location} holds no text: give Reader an article")
    return Reading(raw, article_of(raw, [first]), is_whole=False)
