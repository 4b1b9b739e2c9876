"""What papers print around their articles, and what their programs write into the markup: none of it is the article's."""

# ruff: noqa: E501 - markup is read best as a browser gets it

from __future__ import annotations

import pytest

from reader.sources.html.parser import LOCKED, PLAIN
from tests.sources.outline import article, outline

HTML = "text/html"
FIRST = "Le port de Brévannes ferme après quarante ans d’activité, une décision que la mairie défend devant les habitants réunis mardi soir."
LAST = "Les dockers attendaient cette annonce depuis des mois, sans calendrier précis, et redoutent pour les familles du quartier des Forges."
WHOLE = [f"paragraph: {FIRST}", f"paragraph: {LAST}"]


def page(between: str = "", after: str = "", *, before: str = "", lang: str = "fr") -> str:
    return (
        f"<html lang={lang}><head><title>Le port ferme</title></head><body><nav><a href=/>Accueil</a></nav>"
        f"<article><h1>Le port ferme</h1>{before}<div class=body><p>{FIRST}</p>{between}<p>{LAST}</p>{after}</div></article>"
        "<footer><a href=/c>Contact</a></footer></body></html>"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés.</p>",
        "<div class=paywall><p>Cet article est réservé aux abonnés</p><a href=/abo>Je m’abonne</a></div>",
        "<section><h2>Abonnez-vous pour lire la suite</h2></section>",
    ],
)
def test_a_page_that_is_for_subscribers_says_so(line: str) -> None:
    found = article(page(after=line), HTML)
    assert found.notices == (LOCKED,)
    assert outline(found)[1:3] == WHOLE


@pytest.mark.parametrize(
    "line",
    ["<p>Subscribe to keep reading</p>", "<div class=gate><strong>This post is for paying subscribers</strong></div>"],
)
def test_the_same_in_english(line: str) -> None:
    words = "The port of Brannock closes after forty years, which the mayor defended before the people of the town."
    found = article(
        f"<html lang=en><body><a href=/>Home</a><article><p>{words}</p><p>{words}</p>{line}</article>", HTML
    )
    assert found.notices == (LOCKED,)


@pytest.mark.parametrize(
    "markup",
    [
        page(after="<ul><li><a href=/x><b>Réservé aux abonnés</b> Le bac de Landrec</a></li></ul>"),
        page()
        .replace(
            FIRST,
            f"{FIRST} La salle est réservée aux abonnés de la médiathèque, a dit la maire, et elle le restera tout l’hiver.",
        )
        .replace("<p>Les", f"<p>{FIRST}</p><p>Les"),
    ],
    ids=["another article", "within a paragraph too long for a notice"],
)
def test_what_says_it_of_something_else(markup: str) -> None:
    assert article(markup, HTML).notices == ()


@pytest.mark.parametrize(
    "line",
    [
        "<p>A lire aussi : <a href=/x>Notre récit</a> du conseil</p>",
        "<p><strong>À lire aussi</strong></p>",
        "<p>Inscrivez-vous à notre lettre du matin</p>",
        "<div><p>Déjà abonné ? <a href=/c>Se connecter</a></p></div>",
    ],
)
def test_lines_that_ask_for_something(line: str) -> None:
    assert outline(article(page(between=line), HTML))[1:] == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "<h5>27 octobre 2012 à 18:27 (Mis à jour: 19:56)</h5>",
    ],
)
def test_what_stands_above_and_is_no_standfirst(line: str) -> None:
    assert outline(article(page(before=line), HTML))[1:] == WHOLE


@pytest.mark.parametrize(
    "heading",
    [
        '<h2><span class="mw-headline">Un siècle</span><span class="mw-editsection">[<a href="/w?action=edit">modifier</a>]</span></h2>',
        '<h2>Un siècle<a class="headerlink" href="#un-siecle" title="Lien">¶</a></h2>',
        '<h2><a href="#un">#</a> Un siècle</h2>',
        '<h2>Un siècle<span><a class="mark" href="#un" id="un">§</a></span></h2>',
    ],
)
def test_headings_without_what_edits_or_links_them(heading: str) -> None:
    assert outline(article(page(between=heading), HTML))[2] == "heading 2: Un siècle"


def test_an_article_in_a_script_without_spaces() -> None:
    sentences = [
        "在旧金山举行的会晤吸引了全世界的目光，多名外国专家表示，合作共赢符合国际社会利益，应当采取更多行动。",
        "专家指出，共同繁荣还是互相毁灭，这是两国面临的抉择，金融往来和技术发展让大国也无法独善其身。",
        "他分析称，媒体应该发挥更具建设性的作用，准确而乐观地报道合作与发展的前景，为两国关系作出贡献。",
    ]
    links = "".join(f"<li><a href=/{n}>频道{n}</a></li>" for n in range(8))
    body = "".join(f"<p>{each}</p>" for each in sentences)
    found = article(
        f"<html lang=zh><body><ul>{links}</ul><div><div>{body}</div></div><ul>{links}</ul></body></html>", HTML
    )
    assert outline(found) == [f"paragraph: {each}" for each in sentences]


def test_a_stray_quote_in_a_tag_opens_nothing() -> None:
    """As a Thai paper's search box has it: the rest of the page was taken for that tag's attributes."""
    words = "<p>" + "mot " * 4000 + "</p>"
    found = article(
        f'<input name="q" type="text="" placeholder="x"><h2>Un</h2><p>Debut</p>{words}<h2 id="a">Deux</h2><p>Fin</p>',
        HTML,
    )
    assert PLAIN not in found.notices
    assert outline(found)[-2:] == ["heading 2: Deux", "paragraph: Fin"]


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(50_000)),
        "data-preloaded='{" + ", ".join(f'"key {n}": "some value > another"' for n in range(5_000)) + "}'",
    ],
    ids=["attack", "data for a script"],
)
def test_an_endless_tag_is_no_words_and_costs_the_page_nothing(attributes: str) -> None:
    found = article(page(between=f"<div {attributes}>x</div>").replace("<div >", "<div>"), HTML)
    assert found.notices == ()
    assert "key" not in found.text
    assert "a1=1" not in found.text
    assert outline(found)[0] == "title: Le port ferme"


def test_an_id_that_is_made_from_its_heading_names_no_region() -> None:
    section = f'<section id="comments"><h2>Comments</h2><p>{FIRST}</p></section>'
    assert outline(article(page(between=section), HTML))[2:4] == ["heading 2: Comments", f"paragraph: {FIRST}"]
    outside = section.replace("<h2>Comments", "<h2>12 réactions")
    assert outline(article(page(between=outside), HTML))[1:] == WHOLE


def test_more_comments_than_article() -> None:
    said = "".join(
        f"<li><b>lecteur{n}</b><h3>Avis {n}</h3><p>Le port, je l’ai connu du temps de mon père, et voici ce que j’en pense, message {n}.</p></li>"
        for n in range(12)
    )
    found = outline(
        article(page().replace("</article>", f"<div id=visitors_comments><ol>{said}</ol></div></article>"), HTML)
    )
    assert found[1:] == WHOLE


def test_an_article_below_the_dialogue_about_trackers_keeps_its_title() -> None:
    consent = "<div class=cookie-layer><p>Avec votre accord, nous et nos 812 partenaires utilisons des traceurs pour mesurer l’audience.</p><a href=/c>Cookies</a></div>"
    found = outline(article(page().replace("<body>", f"<body>{consent}"), HTML))
    assert found == ["title: Le port ferme", *WHOLE]
