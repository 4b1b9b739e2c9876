"""JSON Lines archives, as web crawls and news corpora are published: a document a line, one file for a million of them.

An archive is read a line at a time and never held. A line's text is its document's text, character for character,
so that offsets into the article are offsets into the archive's own field. What a line says beside it (FIELDS) is what
is known of the article.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reader.errors import NotAnArticleError, SourceError
from reader.formats import ARCHIVES
from reader.model import Metadata
from reader.sources import Raw
from reader.sources.encoding import encodable
from reader.sources.fetch import is_address, opened
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 32 << 20
"""Bytes of the longest line that is read."""

_GZIP = b"\x1f\x8b"

_CHUNK = 1 << 20

TEXTS = ("text", "maintext", "plain_text", "raw_content", "articleBody", "body", "content", "full_text", "article")
"""Keys of a document's text, the first that is there: of the common corpora, news-please, CCNet and schema.org."""

PAGES = ("html", "raw_html", "html_content", "content_html", "body_html")
"""Keys of a document's HTML, which is read where there is no text."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline", "creator"),
    "site": ("site", "site_name", "sitename", "publication", "publisher", "outlet", "source_domain"),
    "date": ("date", "date_publish", "date_published", "datePublished", "published_date", "published", "pub_date"),
    "url": ("url", "link", "uri", "source_url", "canonical_url"),
    "language": ("language", "lang", "language_code"),
}  # fmt: skip
"""What is known of an article → keys that say it, in a line itself or in its `meta` or `metadata`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an archive: `number` counts from 1, `data` are its bytes; None where they are more than LONGEST."""

    archive: str
    number: int
    data: bytes | None

    @property
    def name(self) -> str:
        """What to call it in a sentence, and where its article says it was."""
        return f"{self.archive}:{self.number}"


def is_archive(location: str) -> bool:
    """Whether `location` is a path that is named as an archive is."""
    return location.lower().endswith(ARCHIVES) and not is_address(location)


def lines(location: str) -> Iterator[Line]:
    """The lines of the archive at `location` (a path, or `-` for standard input) that are not empty.

    Raises:
        SourceError: where it cannot be read, or not to its end.
        NotAnArticleError: where it has no line.
    """
    found = False
    with opened(location, whole=False) as file:
        try:
            for number, data in _lines(_unpacked(file)):
                found = True
                yield Line(location, number, data)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise SourceError(
                _("{location} is compressed and cut short or damaged: fetch it again").format(location=location)
            ) from error
    if not found:
        raise NotAnArticleError(
            _("{location} is empty: give Reader an archive with a document a line").format(location=location)
        )


def count(location: str) -> int:
    """How many lines the archive at `location` has, or 0 where that cannot be told."""
    try:
        with opened(location, whole=False) as file:
            unpacked = _unpacked(file)
            return sum(chunk.count(b"\n") for chunk in iter(lambda: unpacked.read(_CHUNK), b""))
    except (SourceError, EOFError, OSError, zlib.error):
        return 0


def raw_of(line: Line) -> Raw:
    """The document of `line` as a source.

    Raises:
        SourceError: where it is too long, or no JSON.
        NotAnArticleError: where it is no object, or has neither text nor HTML.
    """
    if line.data is None:
        raise SourceError(
            _("{line} is longer than {most} MB: split the document, or leave it out").format(
                line=line.name, most=LONGEST >> 20
            )
        )
    try:
        record = json.loads(line.data)
    except (ValueError, RecursionError) as error:
        raise SourceError(_("{line} is no JSON: an archive has a JSON object a line").format(line=line.name)) from error
    if not isinstance(record, dict):
        raise NotAnArticleError(_("{line} is no JSON object: an archive has one a line").format(line=line.name))
    for keys, media_type in ((TEXTS, "text/plain"), (PAGES, "text/html")):
        text = next((said for key in keys if (said := record.get(key)) and isinstance(said, str)), None)
        if text is not None:
            data = encodable(text).encode()
            return Raw(data, media_type, line.name, charset="utf-8", known=_known(record, text))
    raise NotAnArticleError(
        _("{line} has no text ({texts}) and no HTML ({pages})").format(
            line=line.name, texts=", ".join(TEXTS), pages=", ".join(PAGES)
        )
    )


def _known(record: Mapping[str, Any], text: str) -> Metadata:
    from reader.sources.html.metadata import day, language_code, language_of

    said = {name: _said(record, keys) for name, keys in FIELDS.items()}
    one = {name: found[0] if found else None for name, found in said.items()}
    return Metadata(
        title=one["title"],
        authors=tuple(said["authors"]),
        site=one["site"],
        date=day(one["date"] or ""),
        url=one["url"] if (one["url"] or "").startswith(("http://", "https://")) else None,
        language=language_of(language_code(said["language"]), text),
    )


def _said(record: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    """What the first of `keys` says that says anything: a string, or several."""
    beside = [record, *(each for key in ("meta", "metadata") if isinstance(each := record.get(key), dict))]
    for key in keys:
        for place in beside:
            values = place.get(key)
            found = [word for value in (values if isinstance(values, list) else [values]) if (word := _word(value))]
            if found:
                return found
    return []


def _word(value: object) -> str:
    """`value` as words on one line; of an object its name, as linked data has people and publishers."""
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return ""
    return " ".join(encodable(value).split())


def _unpacked(file: BinaryIO) -> BinaryIO:
    """`file`, or what is in it where it is compressed."""
    peek = getattr(file, "peek", None)
    if peek is not None and peek(2)[:2] == _GZIP:
        return cast("BinaryIO", gzip.GzipFile(fileobj=file))
    return file


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while data := file.readline(LONGEST + 1):
        number += 1
        if len(data) > LONGEST:
            while data and not data.endswith(b"\n"):
                data = file.readline(_CHUNK)
            yield number, None
        elif not data.isspace():
            yield number, data
