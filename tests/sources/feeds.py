"""Feeds that tests make: of many entries, of every kind, and with one thing wrong."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from reader.sources import Raw

ADDRESS = "https://raz.example/feed"

TEXT = (
    "<p>Le bac de <em>Kerlouan</em> ne passera plus, dit <a href='/passeur'>le passeur</a>.</p>"
    "<blockquote>Il n’y a plus d’eau.</blockquote><h3>La rive</h3><ul><li>un</li><li>deux</li></ul>"
)


def rss(items: str = "", *, head: str = "", channel: str = "") -> bytes:
    """An RSS 2.0 feed."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Le Courrier du Raz</title><link>https://raz.example/</link><language>fr-FR</language>"
        f"{channel}{items}</channel></rss>"
    ).encode()


def item(number: int = 1, *, title: str | None = None, text: str = TEXT, more: str = "") -> str:
    """An item of an RSS feed."""
    return (
        f"<item><title>{title or f'Nouvelle {number}'}</title><link>https://raz.example/{number}</link>"
        f"<guid isPermaLink='false'>urn:raz:{number}</guid><pubDate>Mon, 03 Mar 2025 00:30:00 +0200</pubDate>"
        f"<dc:creator>Soazig Tanguy</dc:creator><description>résumé</description>"
        f"<content:encoded>{escape(text)}</content:encoded>{more}</item>"
    )


ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://raz.example/">
<title>Le Courrier du Raz</title><link href="https://raz.example/"/><link rel="self" href="https://raz.example/feed"/>
<entry><title type="html">Nouvelle &lt;b&gt;1&lt;/b&gt;</title><link rel="alternate" href="1"/><id>urn:raz:1</id>
<published>2025-03-03T00:30:00+02:00</published><updated>2025-04-04T00:00:00Z</updated>
<author><name>Soazig Tanguy</name></author><summary>résumé</summary>
<content type="html">{escape(TEXT)}</content></entry>
</feed>""".encode()

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://raz.example/"><title>Le Courrier du Raz</title><link>https://raz.example/</link></channel>
<item rdf:about="https://raz.example/1"><title>Nouvelle 1</title><link>https://raz.example/1</link>
<description>résumé</description><dc:date>2025-03-03</dc:date><dc:creator>Soazig Tanguy</dc:creator></item></rdf:RDF>
""".encode()


def json_feed(*items: Any, **more: Any) -> bytes:
    """A JSON Feed."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Le Courrier du Raz",
            "home_page_url": "https://raz.example/",
            "language": "fr-FR",
            "items": list(items),
            **more,
        }
    ).encode()


ITEM = {
    "id": "urn:raz:1",
    "url": "https://raz.example/1",
    "title": "Nouvelle 1",
    "content_html": TEXT,
    "date_published": "2025-03-03T00:30:00+02:00",
    "authors": [{"name": "Soazig Tanguy"}],
}


def raw(data: bytes, location: str | None = ADDRESS) -> Raw:
    """The feed as it is fetched."""
    return Raw(data, "application/rss+xml", location)
