"""What goes into the library whole, and comes out of it again: an article's bytes with what was found in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader import __version__
from reader.errors import LibraryError, SourceError
from reader.reading import begin_reading
from reader.sources import Raw, article_of, parse
from reader.sources.corrections import corrected
from reader.sources.fetch import fetch
from reader.store.laying import settle
from reader.tongue import _

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model import Analysis, Article
    from reader.reading import Reading
    from reader.store import Kept, Library


NOBODY = ""
"""Whose findings those with gaps are: they are looked for anew when the article is opened again."""

AT_ONCE = 400_000
"""Bytes of a kept article up to which all of it is parsed before it is shown, so that its findings come with it."""


def take_in(source: str | Raw, store: Library) -> Kept:
    """Reads what is at `source`, keeps it in `store`, and gives it as its list shows it.

    Args:
        source: A path, a web address or `-`; or what was fetched already.
        store: The library.

    Raises:
        SourceError: where it cannot be read, or is too long to be kept.
        NetworkError: where the network does not give it.
        NotOneArticleError: where it is a listing.
        NotAnArticleError: where it holds no article.
        LibraryError: where the library does not take it.
    """
    from reader.analysis import analyse

    raw = fetch(source) if isinstance(source, str) else source
    article = article_of(raw)
    if not store.shelf.takes(article) or not keep(article, analyse(article), raw, store):
        raise SourceError(
            _("{name} is too long to be kept: it can be opened where it lies").format(
                name=raw.location or _("the input")
            )
        )
    kept = store.shelf.article(article.source.sha256)
    if kept is None:
        raise LibraryError(_("the library lost {name}: try again").format(name=raw.location or _("the input")))
    return kept


def keep_reading(reading: Reading, raw: Raw, store: Library) -> bool:
    """Keeps an article that was opened and has been read to its end by the analysis; whether it was.

    Args:
        reading: The article, with what was found in it.
        raw: Its bytes, which the reading may have given up.
        store: The library.

    Raises:
        LibraryError: where the library does not take it.
    """
    is_all = reading.is_whole and reading.is_analysed and not reading.is_cut
    return is_all and keep(reading.article, reading.found, raw, store)


def raw_of(sha256: str, store: Library) -> Raw:
    """The bytes of a kept article, to be opened like those of any other source.

    Raises:
        SourceError: where it is not kept.
        LibraryError: where the library cannot be read.
    """
    original = store.shelf.original(sha256)
    if original is None:
        raise SourceError(
            _("the library holds no article {sha256}: `reader library list` shows what it holds").format(
                sha256=sha256[:12]
            )
        )
    source = original.source
    return Raw(original.data, source.media_type, source.location, original.language, original.charset)


def keep(article: Article, analysis: Analysis, raw: Raw, store: Library, at: datetime | None = None) -> bool:
    """Keeps an article, and lays on it what another program had known of it and that waited; whether it was kept.

    Args:
        article: The article.
        analysis: What was found in it.
        raw: Its bytes.
        store: The library.
        at: When it was first kept, by another program perhaps.

    Raises:
        LibraryError: where the library does not take it.
    """
    by = NOBODY if analysis.gaps else __version__
    if not store.shelf.keep(article, analysis, raw.data, charset=raw.charset, by=by, at=at):
        return False
    settle(store, article)
    return True


def open_kept(sha256: str, store: Library, at: int | None = None) -> Reading:
    """A kept article opened from what the library has of it, where it was left: no file and no network is needed.

    Where the library knows what this version of the program found in it, that comes with it.

    Args:
        sha256: The hash of its bytes.
        store: The library.
        at: The character to begin at, where that is not where it was left.

    Raises:
        SourceError: where it is not kept.
        NotAnArticleError: where its bytes hold no text any more, for this version of the program.
        LibraryError: where the library cannot be read.
    """
    raw = raw_of(sha256, store)
    reading = begin_reading(raw, store, at)
    found = store.shelf.analysis(sha256, __version__)
    if found is None or len(raw.data) > AT_ONCE:
        return reading
    parts = list(parse(raw))
    article = corrected(article_of(raw, parts), reading.corrections)
    whole = replace(reading, article=article, parts=len(parts), is_whole=True, found=found, is_analysed=True)
    return whole.with_corrections()


def newer(sha256: str, store: Library) -> Reading | None:
    """A kept article as its source has it now, begun where the kept one was left; None where the words are the same.

    Where the words at that place are lost it begins at its beginning. It becomes a version of its own when it is kept.

    Raises:
        SourceError: where its source is gone, or cannot be read.
        NetworkError: where the network does not give it.
        NotOneArticleError: where there is a listing in its place.
        NotAnArticleError: where there is no article any more.
        LibraryError: where the library cannot be read.
    """
    kept = raw_of(sha256, store)
    if kept.location is None or kept.location == "-":
        return None
    raw = fetch(kept.location)
    if raw.source.sha256 == sha256:
        return None
    text = article_of(raw).text
    if text == article_of(kept).text:
        return None
    position = store.position(raw.source.sha256) or store.position(sha256)
    span = position.anchor.find(text) if position else None
    return begin_reading(raw, store, span.start if span else 0)
