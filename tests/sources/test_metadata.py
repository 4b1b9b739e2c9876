"""What a page says of itself, from each place that pages say it, and which place is believed."""

# ruff: noqa: E501 - markup is read best in one piece

from __future__ import annotations

import json

import pytest

from reader.model import Metadata
from reader.sources import Raw, article_of
from reader.sources.html.metadata import day

BODY = """<article><p>Dimanche soir, le bac de Landrec a traversé la rivière pour la dernière fois, devant une centaine
d’habitants venus saluer son équipage, et quelques curieux que la pluie n’avait pas découragés.</p></article>"""


def known(
    head: str, body: str = BODY, address: str | None = "https://www.vigie.example/bac.html", html: str = "<html>"
) -> Metadata:
    page = f"{html}<head>{head}</head><body>{body}</body></html>"
    return article_of(Raw(page.encode(), "text/html", address)).metadata


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le bac &amp; la rivière",
    "author": [{"@type": "Person", "name": "Awen Le Gall"}, {"@type": "Person", "name": "Idris Belhomme"}],
    "publisher": {"@type": "Organization", "name": "La Vigie"},
    "datePublished": "2026-03-03T23:30:00+01:00",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://www.vigie.example/canal/bac"},
}
EXPECTED = Metadata(
    "Le bac & la rivière",
    ("Awen Le Gall", "Idris Belhomme"),
    "La Vigie",
    "2026-03-03",
    "https://www.vigie.example/canal/bac",
    "fr",
)


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Site"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
        {**ARTICLE, "@type": "ReportageNewsArticle", "author": ["Awen Le Gall", "Idris Belhomme"]},
        {**ARTICLE, "author": "Par Awen Le Gall et Idris Belhomme"},
        {
            "@graph": [
                {**ARTICLE, "author": [{"@id": "#a"}, {"@id": "#b"}], "publisher": {"@id": "#p"}},
                {"@id": "#a", "@type": "Person", "name": "Awen Le Gall"},
                {"@id": "#b", "@type": "Person", "name": "Idris Belhomme"},
                {"@id": "#p", "@type": "Organization", "name": "La Vigie"},
            ]
        },
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
    ],
)
def test_linked_data(data: object) -> None:
    assert known(linked(data)) == EXPECTED


def test_open_graph() -> None:
    head = """<title>Le bac ne passera plus | La Vigie</title><meta property="og:title" content="Le bac ne passera plus">
    <meta property="og:site_name" content="La Vigie"><meta property="og:url" content="https://www.vigie.example/bac">
    <meta property="article:published_time" content="2026-03-03T06:00:00Z"><meta property="og:locale" content="fr_FR">
    <meta property="article:author" content="https://www.facebook.com/vigie"><meta name="author" content="Awen Le Gall">"""
    assert known(head) == Metadata(
        "Le bac ne passera plus", ("Awen Le Gall",), "La Vigie", "2026-03-03", "https://www.vigie.example/bac", "fr"
    )


@pytest.mark.parametrize(
    ("head", "fact", "value"),
    [
        ('<meta name="DC.title" content="Le bac">', "title", "Le bac"),
        ("<title>Le bac</title>", "title", "Le bac"),
        ('<title>Le bac - La Vigie</title><meta property="og:site_name" content="La Vigie">', "title", "Le bac"),
        (
            '<meta name="parsely-author" content="Awen Le Gall; Idris Belhomme">',
            "authors",
            ("Awen Le Gall", "Idris Belhomme"),
        ),
        (
            '<meta name="author" content="By Awen Le Gall and Idris Belhomme">',
            "authors",
            ("Awen Le Gall", "Idris Belhomme"),
        ),
        ('<meta name="author" content="Le Gall, Awen">', "authors", ("Le Gall, Awen",)),
        ('<meta name="date" content="20260303">', "date", "2026-03-03"),
        ('<meta name="sailthru.date" content="Tue, 03 Mar 2026 09:00:00 +0100">', "date", "2026-03-03"),
        ('<meta itemprop="datePublished" content="2026/03/03">', "date", "2026-03-03"),
        ('<link rel="canonical" href="/canal/bac">', "url", "https://www.vigie.example/canal/bac"),
        ('<link rel="canonical" href="https://www.vigie.example/">', "url", "https://www.vigie.example/bac.html"),
        ('<link rel="canonical" href="javascript:x">', "url", "https://www.vigie.example/bac.html"),
        ("", "url", "https://www.vigie.example/bac.html"),
    ],
)
def test_single_facts(head: str, fact: str, value: object) -> None:
    assert getattr(known(head), fact) == value


def test_time_elements() -> None:
    times = '<time datetime="2026-03-05">jeudi</time><time itemprop="datePublished" datetime="2026-03-03T06:00">mardi</time>'
    assert known("", times + BODY).date == "2026-03-03"


def test_the_longest_heading_that_the_page_names() -> None:
    head = '<meta property="og:title" content="Le bac ne passera plus, et après ? - La Vigie">'
    headings = "<h1>La Vigie</h1><h1>Le bac ne passera plus, et après ?</h1><h1>Un autre titre bien plus long que celui-ci</h1>"
    assert known(head, headings + BODY).title == "Le bac ne passera plus, et après ?"


@pytest.mark.parametrize(
    ("html", "head", "body", "language"),
    [
        ("<html lang=fr-CA>", "", "<p>Mots.</p>", "fr"),
        ("<html lang=fi-FI>", "", BODY, "fi"),
        ("<html lang=en>", "", BODY, "fr"),
        ("<html>", '<meta property="og:locale" content="de_DE">', "<p>x</p>", "de"),
        ("<html>", '<meta http-equiv="content-language" content="it">', "<p>x</p>", "it"),
        ("<html>", "", BODY, "fr"),
        ("<html lang=''>", "", "<p>x y</p>", None),
    ],
)
def test_language(html: str, head: str, body: str, language: str | None) -> None:
    assert known(head, body, html=html).language == language


def test_only_the_language_is_known_of_a_bare_page() -> None:
    assert known("", "<p>Trois mots, et puis rien.</p>", address=None) == Metadata(language="fr")


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "null",
        "[[[[",
        '{"@type": 3}',
        '{"@type": "NewsArticle", "author": {"name": {"x": 1}}, "headline": []}',
        "[" * 5000,
        '"x"',
    ],
)
def test_broken_linked_data_says_nothing(script: str) -> None:
    assert known(linked(script), address=None).title is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            ("2026-03-03", "2026-03-03"),
            ("2026-3-3T10:00", "2026-03-03"),
            ("2026-13-40", None),
            ("", None),
            ("hier", None),
        ),
        *(("Published 2026-03-03", "2026-03-03"), ("99999-01-01", None), ("Tue, 99 Mar 2026 09:00:00", None)),
    ],
)
def test_days(text: str, expected: str | None) -> None:
    assert day(text) == expected
