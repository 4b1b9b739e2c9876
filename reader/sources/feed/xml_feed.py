"""RSS and Atom in all their dialects → a listing, by way of feedparser, which has read them for twenty years.

Its sanitising is off: it takes most of its time, and what an entry says is walked by our own reader of HTML and goes
through the gate. Its own fetching is never reached, since it is given a stream. The document type and what else an
attack on a parser stands on are gone before it sees the text (`xml_tree`).
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from reader.errors import NotAnArticleError
from reader.model import Entry, Listing, ListingKind
from reader.sources.html.metadata import day, language_code
from reader.sources.markdown.fragments import fragments
from reader.sources.network.addresses import web_address
from reader.sources.xml_tree import has_endless_tag, text_of
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.sources import Raw

ILL_FORMED = N_("The feed is not well-formed: this is what can be read of it.")

_NAME = 200
"""Characters of the longest title or name that is kept; a longer one is no name."""

_TITLE = 1_000
_LONG = 200
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_PREMATURE_END = 77
"""libxml2's code for a document that ends within an element (XML_ERR_TAG_NOT_FINISHED)."""


def xml_listing(raw: Raw) -> Listing:
    """The feed in `raw`.

    Raises:
        NotAnArticleError: where it is no feed.
    """
    name = raw.location or _("the input")
    text, notices = text_of(raw.data, raw.charset)
    if has_endless_tag(text):
        raise NotAnArticleError(
            _("{name} has a tag without end, which no feed has: give Reader another address").format(name=name)
        )
    parsed, is_whole = _parsed(text, raw.location, name)
    feed = parsed.feed
    if not parsed.get("version") and not parsed.entries and not feed.get("title"):
        raise NotAnArticleError(
            _("{name} is no feed (RSS, Atom or JSON Feed): give Reader the feed's address").format(name=name)
        )
    language = language_code([feed.get("language")])
    site = _title(feed)
    url = web_address(feed.get("link"), raw.location)
    entries = [
        _entry(entry, number, site, language, url or raw.location) for number, entry in enumerate(parsed.entries)
    ]
    return Listing(
        ListingKind.FEED,
        tuple(entries),
        title=site,
        location=raw.location,
        url=url,
        language=language,
        notices=(*notices, _(ILL_FORMED)) if parsed.bozo or not is_whole else notices,
    )


def _parsed(text: str, location: str | None, name: str) -> tuple[Any, bool]:
    """What feedparser makes of `text`, and whether the feed did not break off."""
    import feedparser

    data, is_whole = _with_whole_texts(text)
    try:
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": location or ""},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever a feed does to somebody else's code is one sentence here
        raise NotAnArticleError(
            _("{name} is a feed that cannot be read: ask its publisher to mend it").format(name=name)
        ) from error
    return parsed, is_whole


def _with_whole_texts(text: str) -> tuple[bytes, bool]:
    """`text` as bytes with each long run of characters as one piece, and whether all of it is there.

    An entry's HTML comes with each of its marks escaped, and every escape is an event of its own for feedparser: this
    halves the time that a feed takes. One that breaks off is closed where it does; what is ill-formed otherwise stays
    as it is, for feedparser to guess.
    """
    from lxml import etree

    if text.rfind(_CDATA) > text.rfind(_CDATA_END):
        text = text.rstrip("]") + _CDATA_END
    data, is_whole = text.encode(), True
    try:
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            if not _breaks_off(error, text):
                return data, True
            is_whole = False
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
            root = etree.fromstring(data, parser)
            if root is None:
                return data, True
        for element in root.iter():
            words = element.text
            if words and len(words) > _LONG and len(element) == 0 and _CDATA_END not in words:
                element.text = etree.CDATA(words)
        return etree.tostring(root, encoding="utf-8"), is_whole
    except (etree.LxmlError, ValueError):
        return data, True


def _breaks_off(error: Any, text: str) -> bool:
    """Whether the first that is wrong with `text` is that it ends."""
    last = len(text) - text.rfind("\n")
    at_end = error.lineno == text.count("\n") + 1 and (error.offset or 0) > last - _LONG
    return error.code == _PREMATURE_END or at_end


def _entry(entry: Any, number: int, site: str | None, language: str | None, base: str | None) -> Entry:
    location = web_address(entry.get("link"), base)
    content, is_markup, said = _content(entry)
    return Entry(
        entry.get("id") or location or str(number),
        title=_title(entry),
        location=location,
        # Not entry.get: feedparser gives one date for the other, with a warning.
        date=next((found for key in _DATES if (found := day(str(dict.get(entry, key) or "")))), None),
        authors=tuple(dict.fromkeys(_authors(entry))),
        site=_title(entry.get("source") or {}) or site,
        language=language_code([said]) or language,
        content=content,
        is_markup=is_markup,
    )


_TEXT = re.compile("text|html")
_DATES = ("published", "updated", "created")


def _content(entry: Any) -> tuple[str | None, bool, str | None]:
    """The longest text that the feed has of the entry, whether it is HTML, and its language as the feed says it."""
    said = [*entry.get("content", ()), *([entry["summary_detail"]] if entry.get("summary_detail") else ())]
    known = [
        each for each in said if str(each.get("value") or "").strip() and _TEXT.search(str(each.get("type") or "text"))
    ]
    if not known:
        return None, False, None
    best = max(known, key=lambda each: len(str(each["value"])))
    return str(best["value"]), "html" in str(best.get("type")), best.get("language")


def _authors(entry: Any) -> Iterator[str]:
    for author in entry.get("authors", ()):
        name = " ".join(str(author.get("name") or "").split())
        if name and len(name) <= _NAME:
            yield name


def _title(of: Mapping[str, Any]) -> str | None:
    """The title on one line, without the markup that it may carry."""
    text = str(of.get("title") or "")[:_TITLE]
    if "html" in str((of.get("title_detail") or {}).get("type")):
        text = " ".join(fragment.text for fragment in fragments(text))
    return " ".join(text.split()) or None
