"""A text or a location becomes facts, in one call: what the Python API and every command but `open` stand on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.analysis import analyse
from reader.exports.contract import document, language_of
from reader.model import Source
from reader.model import corrections as of_findings
from reader.sources import Raw, article_of, load
from reader.sources.corrections import corrected
from reader.sources.encoding import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Analysis, Article, Correction
    from reader.store import Library


def extract(text: str, *, media_type: str = "text/plain", language: str | None = None) -> dict[str, Any]:
    """What is found in `text`, as the JSON contract's document (`reader.exports.contract`).

    The document's source has no location; its `sha256` is that of the text's UTF-8. A lone surrogate, which no file
    could hold, counts as one replacement character, so that offsets into `text` hold.

    Args:
        text: An article, as its source has it.
        media_type: `text/plain`, `text/markdown`, `text/html`, or another of `reader.sources.PARSERS`.
        language: The article's language as ISO 639-1 code where the caller knows it.

    Raises:
        NotAnArticleError: where the text is empty, or there is no parser for its media type.
    """
    raw = Raw(encodable(text).encode(), media_type, language=language)
    given = Source(None, media_type, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    article = replace(article_of(raw), source=given)
    if language:
        article = replace(article, metadata=replace(article.metadata, language=language))
    return document(article, analyse(article))


def examine(source: str | Raw) -> tuple[Article, Analysis]:
    """The article at `source` (a location, or what was fetched from one) and what is found in it.

    Raises:
        SourceError: where it cannot be read.
        NotAnArticleError: where it holds no article.
    """
    article = load(source)
    return article, analyse(article)


def examine_corrected(source: str | Raw, store: Library) -> tuple[Article, Analysis]:
    """The same with the corrections that `store` keeps laid over the article, and then over what is found in it.

    Raises:
        SourceError: where it cannot be read.
        NotAnArticleError: where it holds no article.
        LibraryError: where the corrections cannot be read.
    """
    article, corrections = _overruled(source, store)
    return article, of_findings.corrected(article.text, analyse(article), corrections)


def load_corrected(source: str | Raw, store: Library) -> Article:
    """The article at `source` with the corrections that `store` keeps of it.

    Raises:
        SourceError: where it cannot be read.
        NotAnArticleError: where it holds no article.
        LibraryError: where the corrections cannot be read.
    """
    return _overruled(source, store)[0]


def _overruled(source: str | Raw, store: Library) -> tuple[Article, tuple[Correction, ...]]:
    article = load(source)
    corrections = store.corrections(article.source.sha256)
    return corrected(article, corrections), corrections


def examine_beside(article: Article, others: Iterable[Article]) -> Analysis:
    """What is found in `article`, read in the language of `others` where it is too short to tell its own.

    Args:
        article: A draft, say.
        others: Articles that it belongs to.
    """
    if language_of(article) is None:
        languages = {language_of(other) for other in others}
        if len(languages) == 1:
            article = replace(article, metadata=replace(article.metadata, language=languages.pop()))
    return analyse(article)
