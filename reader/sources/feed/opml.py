"""OPML, in which readers exchange their lists of feeds: in as a listing or as subscriptions, out as a document.

What is written is OPML 2.0 (opml.org/spec2.opml): an outline of type `rss` a feed, an outline around those of a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from reader.errors import NotAnArticleError
from reader.model import Entry, Listing, ListingKind
from reader.sources import NotOneArticleError
from reader.sources.network.addresses import web_address
from reader.sources.xml_tree import local_name, text_of, tree_of
from reader.tongue import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from reader.model import Part
    from reader.sources import Raw

LIMIT = 32 * 1024 * 1024
"""Bytes of the largest list that is read."""

BETWEEN_FOLDERS = "/"
"""What stands between the names of a folder and of one in it."""

_UNFIT = {
    code: None for code in (*range(0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)
}


class Subscription(NamedTuple):
    """A feed in a list: its title, its address, and the folder that it is kept in, outermost name first."""

    title: str
    url: str
    folder: str | None = None


def read(raw: Raw) -> tuple[Subscription, ...]:
    """The feeds that the list in `raw` names, in its order, each address once.

    Raises:
        NotAnArticleError: where it is no OPML.
    """
    return tuple(_subscriptions(_root(raw)[0], raw.location))


def listing(raw: Raw) -> Listing:
    """The feeds that the list in `raw` names, as what can be opened.

    Raises:
        NotAnArticleError: where it is no OPML.
    """
    root, notices = _root(raw)
    feeds = _subscriptions(root, raw.location)
    title = next((_folded(each.text) for each in root.iter() if local_name(each.tag) == "title"), None)
    entries = tuple(Entry(feed.url, title=feed.title, location=feed.url, site=feed.folder) for feed in feeds)
    return Listing(ListingKind.OUTLINE, entries, title=title or None, location=raw.location, notices=notices)


def parse(raw: Raw) -> Iterator[Part]:
    """No article.

    Raises:
        NotOneArticleError: always.
        NotAnArticleError: where it is no OPML.
    """
    found = listing(raw)
    count = len(found.entries)
    said = ngettext(
        "{name} is a list of {count} feed, not an article: choose one with `reader open`",
        "{name} is a list of {count} feeds, not an article: choose one with `reader open`",
        count,
    )
    raise NotOneArticleError(said.format(name=raw.location or _("the input"), count=count), found)


def write(subscriptions: Iterable[tuple[str, str, str | None]], title: str = "Feeds") -> str:
    """An OPML 2.0 document of `subscriptions`: title, address and folder of each. `read` gives them back.

    Feeds of one folder stand together where its first one does. Characters that XML cannot hold are left out.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head>", f"    <title>{escape(_fit(title))}</title>", "  </head>", "  <body>"]
    folders: dict[str | None, list[tuple[str, str]]] = {}
    for name, url, folder in subscriptions:
        folders.setdefault(folder or None, []).append((name, url))
    for path, feeds in folders.items():
        names = path.split(BETWEEN_FOLDERS) if path else []
        for depth, name in enumerate(names):
            lines.append(f"{'  ' * (depth + 2)}<outline text={_quoted(name)}>")
        margin = "  " * (len(names) + 2)
        for name, url in feeds:
            lines.append(f'{margin}<outline type="rss" text={_quoted(name)} xmlUrl={_quoted(url)}/>')
        lines += [f"{'  ' * (depth + 2)}</outline>" for depth in reversed(range(len(names)))]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _root(raw: Raw) -> tuple[_Element, tuple[str, ...]]:
    name = raw.location or _("the input")
    if len(raw.data) > LIMIT:
        raise NotAnArticleError(
            _("{name} is larger than {limit} MB, which no list of feeds is").format(
                name=name, limit=LIMIT // (1024 * 1024)
            )
        )
    text, notices = text_of(raw.data, raw.charset)
    root = tree_of(text)
    if root is None or local_name(root.tag) != "opml":
        raise NotAnArticleError(
            _("{name} is no list of feeds (OPML), or a broken one: export it again").format(name=name)
        )
    return root, notices


def _subscriptions(root: _Element, base: str | None) -> Iterator[Subscription]:
    from lxml.etree import iterwalk

    folders: list[str] = []
    known: set[str] = set()
    for event, element in iterwalk(root, events=("start", "end")):
        if local_name(element.tag) != "outline":
            continue
        said = {local_name(key): value for key, value in element.attrib.items()}
        name = _folded(said.get("title") or said.get("text"))
        url = web_address(said.get("xmlurl"), base)
        if "xmlurl" in said:
            if event == "start" and url and url not in known:
                known.add(url)
                yield Subscription(name or url, url, BETWEEN_FOLDERS.join(filter(None, folders)) or None)
        elif event == "start":
            folders.append(name.replace(BETWEEN_FOLDERS, "∕"))
        else:
            folders.pop()


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _fit(text: str) -> str:
    return text.translate(_UNFIT)


def _quoted(text: str) -> str:
    return quoteattr(_fit(_folded(text)))
