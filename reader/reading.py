"""The one use-case that the screen and the command line share: an article is opened and read.

A reading has at least the first part of its article from the start. The rest, and what is found in it, arrives from
a process of its own (`reader.worker`) and is appended; nothing that has been shown changes its place.
"""

from __future__ import annotations

from reader.errors import LibraryError, NotAnArticleError, ReaderError
from reader.facts import TYPE_CHECKING, dataclass, replace
from reader.model import Analysis, Placed
from reader.model import corrections as of_findings
from reader.sources import Raw, article_of, let_go, parse
from reader.sources.corrections import corrected
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Correction, Findings, Highlight, Part
    from reader.store import Library


FAR = 1 << 18
"""Bytes of a source whose end takes so long to come that it is read by itself first."""

LAST_PAGES = 1 << 14
"""Characters of source that are read then: some pages."""

AHEAD = 20_000
"""Characters behind where an article was left that are parsed before it is shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, as much of it as has arrived, and what has been found in it so far."""

    raw: Raw
    article: Article
    parts: int
    """Parts of the article that are there; the worker sends those behind them."""
    left_at: int = 0
    """The character that stood at the top when the article was left."""
    corrections: tuple[Correction, ...] = ()
    """What the reader overruled; article and analysis have it laid over them."""
    is_whole: bool = False
    is_cut: bool = False
    """Whether the process that sends the rest ended before it had: what is missing does not come by itself."""
    found: Analysis = Analysis()
    """What has been found so far, as it was found."""
    analysis: Analysis = Analysis()
    """The same with the corrections laid over it."""
    is_analysed: bool = False
    bytes: int = 0
    """The size of the source, where it is not kept here."""
    is_begun: bool = False
    """Whether the article is only what the first screen read of it, which makes way for the first part to arrive."""
    highlights: tuple[Placed, ...] = ()
    """What the reader marked, in the order of the text; what is lost in it stands last."""

    @property
    def characters(self) -> int:
        """How many characters the whole article has; about how many, while only a part of it has arrived.

        Of a web page the first part is nearly always all, and its bytes are mostly markup.
        """
        known = len(self.article.text)
        if self.is_whole or "html" in self.article.source.media_type:
            return known
        return max(known, self.bytes or len(self.raw.data))

    def without_source(self) -> Reading:
        """The reading once whoever parses the rest has the source: its bytes are kept nowhere else."""
        return replace(self, raw=replace(self.raw, data=b""), bytes=len(self.raw.data))

    def fetched(self) -> Reading:
        """The reading with its source, where only a first screen was read of it.

        Raises:
            SourceError: where it cannot be read any more.
        """
        if self.raw.data:
            return self
        from reader.sources.fetch import fetch

        raw = fetch(self.raw.location or "")
        return replace(self, raw=raw, article=replace(self.article, source=raw.source))

    def ending(self) -> Part | None:
        """How the article ends, of a file that is here and can be read from its end; None where it cannot.

        What is read is the file as it is now; where it is known to be another than the article's, that is nothing.
        """
        from pathlib import Path

        from reader.sources import ending, ending_in
        from reader.sources.fetch import raw_of, read

        if self.characters < FAR:
            return None
        if self.raw.data:
            return ending(self.raw, LAST_PAGES)
        location, source = self.raw.location, self.article.source
        if location is None or not Path(location).is_file():
            return None
        try:
            if not source.sha256 and (found := ending_in(location, source.media_type, self.bytes, LAST_PAGES)):
                return found
            raw = raw_of(read(location), location, source.media_type)
        except ReaderError:
            return None
        is_other = len(raw.data) != self.bytes or (source.sha256 and raw.source.sha256 != source.sha256)
        return None if is_other else ending(raw, LAST_PAGES)

    def with_part(self, *parts: Part) -> Reading:
        """The reading with more parts of its article."""
        article = replace(self.article, text="", blocks=(), notices=()) if self.is_begun else self.article
        article = corrected(article.extended(*parts), self.corrections)
        return replace(self, article=article, parts=self.parts + len(parts), is_begun=False)

    def overruled(self, correction: Correction) -> Reading:
        """The reading with one more correction laid over its article; an earlier one of the same thing gives way."""
        article = corrected(self.article, [correction])
        kept = tuple(each for each in self.corrections if not each.replaces(correction))
        return replace(self, article=article, corrections=(*kept, correction)).with_corrections()

    def restored(self, correction: Correction) -> Reading:
        """The reading without a correction of its findings."""
        kept = tuple(each for each in self.corrections if each != correction)
        return replace(self, corrections=kept).with_corrections()

    def with_corrections(self) -> Reading:
        """The reading with its corrections laid over what was found."""
        return replace(self, analysis=of_findings.corrected(self.article.text, self.found, self.corrections))

    def with_highlights(self, placed: Iterable[Placed]) -> Reading:
        """The reading with these highlights instead of those that it had."""
        return replace(self, highlights=tuple(sorted(placed, key=lambda each: each.order)))

    def marked(self, highlight: Highlight) -> Reading:
        """The reading with one more highlight, made in this very text; another of the same span gives way."""
        span = highlight.anchor.span
        kept = (each for each in self.highlights if each.span != span)
        return self.with_highlights((*kept, Placed(highlight, span)))

    def unmarked(self, placed: Placed) -> Reading:
        """The reading without that highlight."""
        return self.with_highlights(each for each in self.highlights if each != placed)

    def as_whole(self) -> Reading:
        """The reading when all parts have arrived."""
        return replace(self, is_whole=True)

    def without_more(self) -> Reading:
        """The reading when nothing more will arrive, though more was to come."""
        return replace(self, is_whole=True, is_analysed=True, is_cut=True)

    def resumed(self, raw: Raw) -> Reading:
        """The reading when what was missing is awaited again, of the same source; what was found stays until then."""
        return replace(self, raw=raw, is_whole=False, is_analysed=False, is_cut=False)

    def with_findings(self, findings: Findings) -> Reading:
        """The reading with what a piece of the analysis brought."""
        found = self.found.with_findings(findings)
        return replace(self, found=found, is_analysed=findings.last).with_corrections()


def open_reading(location: str, store: Library | None = None, media_type: str | None = None) -> Reading:
    """Fetch what is at `location`, and parse as much of it as the first screen needs.

    Args:
        location: A path, a web address, or `-`.
        store: What knows where it was left.
        media_type: What it is, where the caller knows better than its name and its bytes say.

    Raises:
        SourceError: where it cannot be read.
        NetworkError: where the network does not give it.
        NotOneArticleError: where it is a listing.
        NotAnArticleError: where it holds no article.
    """
    from reader.sources.fetch import fetch

    return begin_reading(fetch(location, media_type), store)


def begun(article: Article, size: int) -> Reading:
    """The reading of an article of whose source, a file of `size` bytes, only the first screen has been read."""
    source = article.source
    return Reading(Raw(b"", source.media_type, source.location), article, 0, bytes=size, is_begun=True)


def begin_reading(raw: Raw, store: Library | None = None, at: int | None = None) -> Reading:
    """Parse as much of `raw` as the first screen needs: its beginning, or all until where it was left.

    Args:
        raw: The source.
        store: What knows where it was left.
        at: The character to begin at, where that is not where it was left.

    Raises:
        NotOneArticleError: where it is a listing.
        NotAnArticleError: where it holds no article.
    """
    source = raw.source
    left_at = _left_at(source.sha256, store) if at is None else at
    found: list[Part] = []
    size = 0
    for part in parse(raw):
        found.append(part)
        size += len(part.text)
        if size > left_at + AHEAD or (size and not left_at):
            break
    let_go()
    if not any(part.blocks for part in found):
        raise NotAnArticleError(
            _("{name} holds no text: give Reader an article to open").format(name=raw.location or _("the input"))
        )
    corrections = _corrections(source.sha256, store)
    article = corrected(article_of(raw, found), corrections)
    return Reading(raw, article, len(found), min(left_at, len(article.text)), corrections)


def _corrections(sha256: str, store: Library | None) -> tuple[Correction, ...]:
    try:
        return store.corrections(sha256) if store else ()
    except LibraryError:
        return ()


def _left_at(sha256: str, store: Library | None) -> int:
    try:
        position = store.position(sha256) if store else None
    except LibraryError:
        position = None
    return position.anchor.span.start if position else 0
