"""Web pages as blocks: each construction of HTML that an article is made of, and what a hostile page may cost."""

# ruff: noqa: E501, ISC004 - markup is read best in one piece

from __future__ import annotations

import time
from collections import Counter

import pytest

from reader.errors import NotAnArticleError
from reader.model import BlockKind
from reader.sources import Raw, article_of, parse
from reader.sources.html.parser import LOCKED, PLAIN, UNSURE
from tests.benchmarks.web_pages import MEASURED, count, extractor, gold, ours, shares
from tests.invariants import check_article
from tests.sources.outline import article, facts, outline
from tests.sources.page_layouts import LAYOUTS, page
from tests.sources.page_strangers import STRANGERS

HTML = "text/html"
LEAD = """<p>Dimanche soir, le bac de Landrec a traversé la rivière pour la dernière fois, devant une centaine
d’habitants venus saluer son équipage, et quelques curieux que la pluie n’avait pas découragés. Il était parti à sept
heures de la rive nord, chargé de deux voitures et d’un troupeau, comme en 1923, l’année de sa mise en service.</p>"""
END = """<p>Le conseil se réunira de nouveau au printemps, quand les comptes de la régie seront connus de tous. D’ici là,
les habitants de la rive sud feront le tour par le pont de Kerlaz, à dix-huit kilomètres en amont du bourg.</p>"""


def inside(markup: str, head: str = "") -> list[str]:
    """The outline of what stands between two paragraphs of an article."""
    found = article(
        f"<html lang=fr><head>{head}</head><body><article>{LEAD}{markup}{END}</article></body></html>", HTML
    )
    check_article(found)
    lines = outline(found)
    assert lines[0].startswith("paragraph: Dimanche soir")
    assert lines[-1].startswith("paragraph: Le conseil")
    return lines[1:-1]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Un <b>mot</b>\n   et\tdeux&nbsp;!</p>", ["paragraph: Un mot et deux\xa0!"]),
        ("<p>Une ligne<br>et une autre.</p>", ["paragraph: Une ligne / et une autre."]),
        ("<div>Un bloc.<br><br>Un autre bloc.</div>", ["paragraph: Un bloc.", "paragraph: Un autre bloc."]),
        ("<div>Sans nom.<p>Avec.</p>Après.</div>", ["paragraph: Sans nom.", "paragraph: Avec.", "paragraph: Après."]),
        ("<h2>Un</h2><p>Mots.</p><h4>Deux</h4>", ["heading 2: Un", "paragraph: Mots.", "heading 4: Deux"]),
        ("<div role=heading aria-level=3>Titre</div>", ["heading 3: Titre"]),
        ("<h2>Une<br>coupe</h2>", ["heading 2: Une coupe"]),
        (
            "<blockquote><p>Un.</p><p>Deux.</p><blockquote>Trois.</blockquote></blockquote>",
            ["blockquote: Un.", "blockquote …: Deux.", "blockquote +1: Trois."],
        ),
        ("<aside class=pullquote><p>On verra bien.</p></aside>", ["blockquote: On verra bien."]),
        ("<div class=pull-quote><blockquote>On verra.</blockquote></div>", ["blockquote: On verra."]),
        ("<blockquote><h3>Dit</h3><p>Mots.</p></blockquote>", ["blockquote: Dit", "blockquote …: Mots."]),
        (
            "<ul><li>un<ul><li>deux</ul><li><p>trois</p><p>quatre</p></ul>",
            ["list_item •: un", "list_item +1 •: deux", "list_item •: trois", "list_item …: quatre"],
        ),
        (
            "<ol start=3><li>un<li>deux<li value=9>trois</ol><ol type=a><li>x<li>y</ol><ol reversed><li>z<li>w</ol>",
            [f"list_item {m}: {w}" for m, w in zip(["3.", "4.", "9.", "a.", "b.", "2.", "1."], ["un", "deux", "trois", "x", "y", "z", "w"], strict=True)],
        ),
        ("<dl><dt>Prix<dd>12 euros<dd>ou moins</dl>", ["list_item: Prix", "list_item: 12 euros", "list_item: ou moins"]),
        (
            "<table><caption>Le trafic</caption><tr><th>Mois<th>Passages<tr><td>Mars<td><b>12</b> 000</table>",
            ["paragraph: Le trafic", "table: Mois | Passages / Mars | 12 000"],
        ),
        ("<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>", ["table: a |  | b / 1 | 2 | 3"]),
        ("<table><tr><td>a<td>b<tr><td><td><tr><td>1<td>2</table>", ["table: a | b / 1 | 2"]),
        ("<table><tr><td><p>Un.</p><p>Deux.</p></td></tr></table>", ["paragraph: Un.", "paragraph: Deux."]),
        ("<pre><code class=language-py>a = 1\n  b</code></pre>", ["code: a = 1 /   b"]),
        ("<p>Avant.</p><hr><p>Après.</p>", ["paragraph: Avant.", "rule:", "paragraph: Après."]),
        (
            "<figure><img alt='Le bac à quai'><figcaption>Le bac, dimanche. © A. Ruiz</figcaption></figure>",
            ["image: Le bac à quai", "image: Le bac, dimanche. © A. Ruiz"],
        ),
        ("<p>Oui <img class=emoji alt='👍'> non.</p>", ["paragraph: Oui 👍 non."]),
        ("<p><img alt='Une longue légende'>Des mots.</p>", ["image: Une longue légende", "paragraph: Des mots."]),
        ("<p>Il dit <q>oui</q>.</p>", ["paragraph: Il dit «\xa0oui\xa0»."]),
        ("<p>H<sub>2</sub>O, 漢<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby></p>", ["paragraph: H2O, 漢字(ji)"]),
        ("<p>Des mots<x-note>en plus</x-note>.</p>", ["paragraph: Des motsen plus."]),
        ("<x-p>Un bloc.</x-p><x-p>Un autre.</x-p>", ["paragraph: Un bloc.", "paragraph: Un autre."]),
        (
            "<script>var a='<p>non</p>'</script><style>p{}</style><p hidden>non</p><p style='display: none'>non</p>"
            "<p>Oui<span class=sr-only> non</span>.</p><!-- <p>non</p> --><template><p>non</p></template>",
            ["paragraph: Oui."],
        ),
        ("<p>&#27;]0;x&#7; &#x9d;y</p>", ["paragraph: \x1b]0;x\x07 \x9dy"]),
        ("<p>a &lt;b&gt; &amp;amp; &eacute;</p>", ["paragraph: a <b> &amp; é"]),
        (
            "<p><b>Deux ans de retard</b></p><p>Le chantier a pris du retard dès le premier hiver, dit la mairie.</p>",
            ["heading 2: Deux ans de retard", "paragraph: Le chantier a pris du retard dès le premier hiver, dit la mairie."],
        ),
        ("<p>Lire aussi : <a href=/x>Le pont de Kerlaz rouvre</a></p>", []),
        ("<p><a href=/x>Le pont de Kerlaz rouvre à la circulation</a></p>", []),
        ("<div class=share-bar><p>Partagez cet article avec toutes vos connaissances dès maintenant.</p></div>", []),
        ("<div class=newsletter><h3>La lettre</h3><form><input></form><p>Chaque matin, tout ce qu’il faut savoir.</p></div>", []),
    ],
)  # fmt: skip
def test_constructions(markup: str, expected: list[str]) -> None:
    assert inside(markup) == expected


def test_inline_facts() -> None:
    found = article(
        f"<article>{LEAD}<p>Un <a href='/x?a=1&amp;b'>lien <i>fin</i></a>, <strong>fort</strong>, <code>x</code>, <s>non</s>.</p>{END}",
        HTML,
    )
    assert list(facts(found)) == ["link lien fin -> /x?a=1&b", "emphasis fin", "strong fort", "code x", "strike non"]


def test_links_lead_to_where_the_page_stands() -> None:
    markup = (
        f"<article>{LEAD}<p>Un <a href='../x'>lien</a> et <a href='https://o.example/'>un autre</a> encore.</p>{END}"
    )
    found = article_of(Raw(markup.encode(), HTML, "https://p.example/a/b"))
    targets = [inline.target for block in found.blocks for inline in block.inlines]
    assert targets == ["https://p.example/x", "https://o.example/"]


def test_an_interview_has_questions_and_no_headings() -> None:
    asked = ["Comment l’avez-vous appris ?", "Et le pont ?", "Partirez-vous ?"]
    pairs = "".join(
        f"<p><b>{question}</b></p><p>Je ne sais pas encore, mais nous verrons cela.</p>" for question in asked
    )
    assert not [line for line in inside(pairs) if line.startswith("heading")]


def test_bold_paragraphs_everywhere_are_no_headings() -> None:
    pairs = "".join(f"<p><b>Un point numéro {n}</b></p><p>Court.</p>" for n in range(6))
    assert not [line for line in inside(pairs) if line.startswith("heading")]


def test_the_title_is_the_heading_that_the_page_names() -> None:
    head = "<title>Le bac ne passera plus - La Vigie</title>"
    page_ = (
        f"<html><head>{head}</head><body><h1>La Vigie</h1><article><h1>Le bac ne passera plus</h1>{LEAD}{END}</article>"
    )
    found = article(page_, HTML)
    assert outline(found)[0] == "title: Le bac ne passera plus"
    assert found.title == "Le bac ne passera plus"


def test_a_page_without_article() -> None:
    found = article("<title>x</title><nav><ul><li><a href=/>Accueil</a></ul></nav>", HTML)
    assert found.text == "Accueil"
    assert found.notices == (UNSURE,)


@pytest.mark.parametrize("markup", ["", "<html></html>", "<script>a()</script><div id=app></div>", "<p hidden>x</p>"])
def test_a_page_without_words(markup: str) -> None:
    with pytest.raises(NotAnArticleError, match="no text of its own"):
        article(markup, HTML)


def test_a_page_for_subscribers_says_so() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    assert (
        LOCKED in article(f"<html><head>{data}</head><body><article>{LEAD}{END}</article></body></html>", HTML).notices
    )
    with pytest.raises(NotAnArticleError, match="subscribed"):
        article(f"<html><head>{data}</head><body></body></html>", HTML)


@pytest.mark.parametrize("layout", [*LAYOUTS, *STRANGERS], ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_families(layout: object, lang: str) -> None:
    """Nearly every word of the article, headings that are its own, and sound facts, in every family of pages."""
    counts: Counter[str] = Counter()
    for seed in (31, 32):
        made, html = page(layout, seed, lang)  # type: ignore[arg-type]
        wanted, neutral = gold(made)
        counts.update(count(ours(html), wanted, neutral.__contains__))
        check_article(article(html, HTML))
    assert shares(counts, "words")[2] > 0.9
    assert counts["headings_fp"] <= 1


def test_more_is_found_than_by_the_extractor_alone() -> None:
    ours_, theirs = Counter[str](), Counter[str]()
    for layout in LAYOUTS:
        made, html = page(layout, 33, "fr")
        wanted, neutral = gold(made)
        ours_.update(count(ours(html), wanted, neutral.__contains__))
        theirs.update(count(extractor(html), wanted, neutral.__contains__))
    for measure in MEASURED:
        assert shares(ours_, measure)[2] >= shares(theirs, measure)[2]
    precision, recall, _ = shares(ours_, "headings")
    assert precision >= 0.9
    assert recall >= 0.92


HOSTILE = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>",
    "attributes behind marks": "<p " + " ".join(f"a{n}='>'" for n in range(20_000)) + ">x</p>",
    "deep": "<div>" * 20_000 + "x" + "</div>" * 20_000,
    "unclosed": "<b><i>" * 10_000,
    "tables": "<table><tr><td>" * 400,
    "lists": "<ul><li>" * 400,
    "many": "<div>x</div>" * 100_000,
    "paragraphs": "<p>The same sentence stands here again and again, as long as it takes.</p>" * 12_000,
    "bare": "<" * 300_000,
    "tags without end": "<a" * 300_000,
    "quotes without end": "<p title='" * 60_000,
    "comments": "<!--" * 100_000,
    "scripts": "<script>" * 60_000,
    "entities": "&#99999999999;" * 20_000 + "&" * 100_000 + "&amp" * 100_000,
    "one text": "lorem ipsum " * 900_000,
    "breaks": "a<br>" * 60_000,
    "links": "<a href=x>y</a>" * 30_000,
    "columns": "<table><tr><td colspan=1000000000>x<td>y<tr><td>a<td>b</table>",
    "numbers": "<ol start=99999999999999999999><li value=-9999999999999999>a</ol>",
    "linked data": '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>x</p>",
    "picture in the page": "<img alt=p src='data:image/png;base64," + "A" * 12_000_000 + "'>",
    "classes": f"<p class='{'ab-' * 200_000}'>x</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_no_more_than_their_size(name: str) -> None:
    begun = time.process_time()
    found = article(f"<p>Debut</p>{HOSTILE[name]}", HTML)
    check_article(found)
    assert time.process_time() - begun < 12
    assert found.text


def test_what_is_too_deep_is_read_word_by_word() -> None:
    found = article(f"<title>T</title><h2>Un</h2><p>Debut</p>{'<div>' * 3000}fin<ul><li>x</li></ul>", HTML)
    assert outline(found) == ["heading 2: Un", "paragraph: Debut", "paragraph: fin", "list_item •: x"]
    assert PLAIN in found.notices


def test_long_pages_come_in_parts() -> None:
    paragraphs = "".join(
        f"<p>Le paragraphe numéro {n} dit la même chose que celui d’avant, ou presque.</p>" for n in range(3000)
    )
    parts = list(parse(Raw(f"<article>{paragraphs}</article>".encode(), HTML)))
    assert len(parts) > 2
    assert [part.metadata is not None for part in parts] == [True, *[False] * (len(parts) - 1)]
    check_article(article_of(Raw(b"", HTML), parts))


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>été “oui”</p>".encode("cp1252"), None),
        ("<meta charset=utf-8><p>été “oui”</p>".encode("cp1252"), "utf-8"),
        ("<meta charset=iso-8859-1><p>été “oui”</p>".encode(), None),
        ("<meta charset=utf-7><p>été “oui”</p>".encode(), "utf-7"),
        ("\ufeff<p>été “oui”</p>".encode(), "windows-1252"),
        ("<p>été “oui”</p>".encode("utf-16"), "utf-8"),
        ("<?xml version='1.0' encoding='iso-8859-15'?><html><p>été “oui”</p></html>".encode(), None),
        ("<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>été “oui”</p>".encode(), "bogus"),
    ],
)
def test_encodings(data: bytes, charset: str | None) -> None:
    if b"koi8" in data:
        data = data.decode().replace("été “oui”", "бак").encode("koi8-r")
    text = article_of(Raw(data, HTML, charset=charset)).text
    assert text in ("été “oui”", "бак")


def test_xhtml() -> None:
    text = f'<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{LEAD}{END}</body></html>'
    found = article(text, "application/xhtml+xml")
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_page_with_nothing_around_its_article_is_shown_whole() -> None:
    found = article(f"<p>Tribune libre</p><article>{LEAD}{END}</article><p>Fin</p>", HTML)
    assert (outline(found)[0], outline(found)[-1]) == ("paragraph: Tribune libre", "paragraph: Fin")
    found = article(f"<p>Tribune libre</p><article>{LEAD}{END}</article><p><a href=/>Accueil</a></p><p>Fin</p>", HTML)
    assert len(found.blocks) == 2
