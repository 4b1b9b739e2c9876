"""A JSON Feed (jsonfeed.org, version 1.1) → a listing. What is not of the type that it should be counts as absent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.errors import NotAnArticleError
from reader.model import Entry, Listing, ListingKind
from reader.sources.encoding import decode
from reader.sources.html.metadata import day, language_code
from reader.sources.network.addresses import web_address
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.sources import Raw

VERSION = "https://jsonfeed.org/version/1.1"
MARK = b"jsonfeed.org/version/"
"""What the bytes of every JSON Feed hold."""


def json_listing(raw: Raw) -> Listing:
    """The feed in `raw`.

    Raises:
        NotAnArticleError: where it is no JSON, or no JSON Feed.
    """
    name = raw.location or _("the input")
    text, notices = decode(raw.data)
    try:
        feed: Any = json.loads(text)
    except RecursionError as error:
        raise NotAnArticleError(
            _("{name} nests too deeply to be a feed: give Reader another address").format(name=name)
        ) from error
    except ValueError as error:
        raise NotAnArticleError(
            _("{name} is broken JSON ({error}): ask its publisher to mend the feed").format(name=name, error=error)
        ) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise NotAnArticleError(
            _("{name} is JSON, but no feed (it has no list called items): give Reader a JSON Feed").format(name=name)
        )
    language = language_code([_text(feed, "language")])
    site = _text(feed, "title")
    home = _text(feed, "home_page_url")
    entries = [_entry(item, number, site, language, home or raw.location) for number, item in _objects(items)]
    return Listing(
        ListingKind.FEED,
        tuple(entries),
        title=site,
        location=raw.location,
        url=web_address(home, raw.location),
        language=language,
        notices=notices,
    )


def json_feed_of(listing: Listing, entry: Entry) -> bytes:
    """A JSON Feed of which `entry` is the one item: what `json_listing` reads back as it was."""
    item = {
        "id": entry.id,
        "url": entry.location,
        "title": entry.title,
        "content_html" if entry.is_markup else "content_text": entry.content,
        "date_published": entry.date,
        "authors": [{"name": name} for name in entry.authors] or None,
        "language": entry.language or listing.language,
    }
    feed = {
        "version": VERSION,
        "title": entry.site or listing.title,
        "home_page_url": listing.url,
        "items": [{key: value for key, value in item.items() if value is not None}],
    }
    said = {key: value for key, value in feed.items() if value is not None}
    try:
        return json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate, which stands in JSON as an escape alone
        return json.dumps(said).encode()


def _entry(item: Mapping[str, Any], number: int, site: str | None, language: str | None, base: str | None) -> Entry:
    markup, plain = _text(item, "content_html"), _text(item, "content_text")
    location = web_address(_text(item, "url") or _text(item, "external_url"), base)
    return Entry(
        _text(item, "id") or location or str(number),
        title=_text(item, "title"),
        location=location,
        date=day(_text(item, "date_published") or _text(item, "date_modified") or ""),
        authors=tuple(_authors(item)),
        site=site,
        language=language_code([_text(item, "language")]) or language,
        content=markup or plain or _text(item, "summary"),
        is_markup=markup is not None,
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    said = item.get("authors")
    for _each, author in _objects(said if isinstance(said, list) else [item.get("author")]):
        if name := _text(author, "name"):
            yield name


def _objects(values: list[Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return ((number, value) for number, value in enumerate(values) if isinstance(value, dict))


def _text(of: Mapping[str, Any], key: str) -> str | None:
    """The text at `key`, without the lone surrogates that JSON's escapes can make; a number counts as its digits."""
    value = of.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
