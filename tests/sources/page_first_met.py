"""More families of pages that nothing was made for, with what stands on news pages today: consent, gates, galleries.

Like those of `page_unmet.py` they say how well the choice of the article does on pages that it has not met.
"""

# ruff: noqa: E501 - markup is read best as a browser gets it

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.sources.page_layouts import SAY, Template, cards, footer, head, linked_data, links, navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.page_articles import NewsArticle, Writer

_CONSENT = {
    "fr": "Avec votre accord, nous et nos 812 partenaires utilisons des traceurs pour mesurer l’audience et afficher des publicités adaptées à votre profil.",
    "en": "With your agreement, we and our 812 partners use trackers to measure our audience and to show advertising that suits your profile.",
}
_GATE = {
    "fr": ("Réservé aux abonnés", "Il vous reste 64 % de cet article à lire.", "Déjà abonné ? Se connecter"),
    "en": ("For subscribers only", "Subscribe to continue reading", "Already a subscriber? Log in"),
}


def block_editor(writer: Writer, article: NewsArticle) -> str:
    """The commonest system for blogs with its block editor: share buttons and a sign-up form inside the content."""
    say, t = SAY[article.lang], Template()
    t.heading = '<h{level} class="wp-block-heading" id="h-x">{text}</h{level}>'
    t.quote = '<blockquote class="wp-block-quote is-layout-flow">{}</blockquote>'
    t.pull = '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>'
    t.figure = '<figure class="wp-block-image size-large"><img src="/i.jpg" alt="{}"/><figcaption class="wp-element-caption">{}</figcaption></figure>'
    t.box = '<div class="wp-block-group has-background"><h3 class="wp-block-heading">{}</h3><p>{}</p></div>'

    def between(index: int) -> str:
        if index == 2:
            return f'<div class="wp-block-jetpack-subscriptions"><form><p>{say["letter"]}</p><input type=email><button>OK</button></form></div>'
        return f'<p><strong>{say["also"]} : <a href="/x">{writer.pick("teaser")}</a></strong></p>' if index == 6 else ""

    return (
        head(article, linked=linked_data(article, graph=True))
        + f'<body class="post-template-default single single-post"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{escape(article.site)}</a></p><nav class="wp-block-navigation">{links([say["home"], "Sport"])}</nav></header>'
        f'<main class="wp-block-group" id="wp--skip-link--target"><h1 class="wp-block-post-title">{escape(article.title)}</h1><div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="{article.date}">{article.date}</time></div><p class="has-small-font-size">—</p><div class="wp-block-post-author-name">{article.author}</div></div>'
        f'<div class="entry-content wp-block-post-content"><p><em>{escape(article.standfirst)}</em></p>{t.body(writer, article, between)}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{say["share"]}</h3><ul><li><a href="#">Mastodon</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>{say["related"]}</h3></div></div>'
        f'<div class="wp-block-comments"><h2>{say["comments"]}</h2><ol class="wp-block-comment-template"><li><div class="wp-block-comment-author-name">Max</div><div class="wp-block-comment-content"><p>{writer.pick("comment")}</p></div></li></ol></div></main>{footer(writer, article)}</div></body></html>'
    )


def membership(writer: Writer, article: NewsArticle) -> str:
    """A publishing system for memberships: the article is cut by a gate, below it others are recommended."""
    say, t = SAY[article.lang], Template()
    label, left, known = _GATE[article.lang]
    t.figure = '<figure class="kg-card kg-image-card kg-card-hascaption"><img src="x" class="kg-image" alt="{}"><figcaption>{}</figcaption></figure>'
    t.box = '<div class="kg-card kg-callout-card"><h3>{}</h3><div class="kg-callout-text"><p>{}</p></div></div>'
    return (
        head(article, linked=linked_data(article, free=False))
        + f'<body class="post-template tag-port tag-newsletter"><div class="gh-viewport"><header id="gh-head" class="gh-head gh-outer"><a class="gh-head-logo" href="/">{escape(article.site)}</a><nav>{links([say["home"], "Culture"])}</nav></header><main id="gh-main" class="gh-main"><article class="gh-article post tag-port"><header class="gh-article-header gh-canvas"><a class="post-card-tags">{label}</a>'
        f'<h1 class="gh-article-title">{escape(article.title)}</h1><p class="gh-article-excerpt">{escape(article.standfirst)}</p><div class="gh-article-meta"><h4 class="gh-article-author-name"><a href=/a>{article.author}</a></h4><time>{article.date}</time><span>{say["minutes"]}</span></div></header>'
        f'<section class="gh-content gh-canvas">{t.body(writer, article)}<aside class="gh-post-upgrade-cta"><div class="gh-post-upgrade-cta-content"><h2>{left}</h2><a class="gh-btn" href="#/portal">{say["subscribe"]}</a><p><small>{known}</small></p></div></aside></section></article>'
        f'<section class="gh-container"><h2 class="gh-container-title">{say["related"]}</h2><div class="gh-feed">{cards(writer, 3)}</div></section></main>{footer(writer, article)}</div></body></html>'
    )


def consent_first(writer: Writer, article: NewsArticle) -> str:
    """A page whose markup begins with the dialogue about trackers, and ends with the windows that open over it."""
    say, t = SAY[article.lang], Template()
    label, left, _ = _GATE[article.lang]
    t.heading = '<h{level} class="Intertitre">{text}</h{level}>'
    t.wrap = '<div class="bloc">{}</div>'

    def between(index: int) -> str:
        if index == 4:
            return f'<div class="bloc bloc-lien"><span>{say["also"]}</span><a href="/l"><span>{writer.pick("teaser")}</span></a></div>'
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><div id="appconsent" class="cmp-layer" role="dialog"><h2>{escape(article.site)}</h2><p>{_CONSENT[article.lang]}</p><button>OK</button><a href="/cookies">Cookies</a></div><div class="page"><header class="haut">{links([say["home"], "Sport", "Culture"])}</header><div class="contenu"><div class="entete"><p class="surtitre">{label}</p><h1>{escape(article.title)}</h1><p class="chapeau">{escape(article.standfirst)}</p><p class="signature">{say["by"]} {article.author} - {say["published"]} {article.date}</p></div>'
        f'<div class="texte">{t.body(writer, article, between)}</div><div class="mur"><p>{left}</p></div></div><div class="bas"><h3>{say["read"]}</h3>{links(writer.teasers(5))}</div></div><div class="fenetre-lettre" hidden><p>{say["letter"]}</p></div>{footer(writer, article)}</body></html>'
    )


def picture_story(writer: Writer, article: NewsArticle) -> str:
    """A gallery in the middle of the text, slide by slide, each with its counter and credit."""
    say, t = SAY[article.lang], Template()
    t.heading = '<h{level} class="story__h{level}"><span class="story__num"></span>{text}</h{level}>'

    def between(index: int) -> str:
        if index != 3:
            return ""
        slides = "".join(
            f'<li class="slide"><img src="{n}.jpg" alt=""><span class="slide__count">{n}/4</span></li>'
            for n in range(1, 5)
        )
        return f'<div class="gallery" data-count=4><ul class="slides">{slides}</ul><button>&lt;</button><button>&gt;</button></div>'

    return (
        head(article, linked=linked_data(article, body=True))
        + f'<body>{navigation(writer, article)}<main><article class="story"><div class="story__head"><h1 class="story__title">{escape(article.title)}</h1><div class="story__lead">{escape(article.standfirst)}</div></div><div class="story__tools"><ul><li>{say["share"]}</li><li>{say["print"]}</li></ul></div>'
        f'<div class="story__text">{t.body(writer, article, between)}</div><div class="story__end"><p class="story__tags">{say["tags"]} : <a href=/t>canal</a>, <a href=/t>halle</a></p></div></article><section class="more"><h2>{say["related"]}</h2>{cards(writer, 4)}</section></main>{footer(writer, article)}</body></html>'
    )


def ministry(writer: Writer, article: NewsArticle) -> str:
    """A ministry's site: fields of a content system, an accordion's summary, downloads, a table of contents."""
    say, t = SAY[article.lang], Template()
    t.heading = '<h{level} class="fr-h{level}" id="s">{text}</h{level}>'
    t.box = '<div class="fr-callout"><h3 class="fr-callout__title">{}</h3><p class="fr-callout__text">{}</p></div>'
    t.quote = '<figure class="fr-quote"><blockquote>{}</blockquote></figure>'
    contents = links([piece.texts[0] for piece in article.pieces if piece.kind == "heading"]).replace("/", "#", 1)
    return (
        head(article, og=False, linked=f'<meta name="DC.title" content="{escape(article.title)}">')
        + f'<body><div class="fr-skiplinks"><a href="#content">Contenu</a></div><header role="banner" class="fr-header"><a href="/">{escape(article.site)}</a><nav class="fr-nav">{links([say["home"], "Actualités"])}</nav></header><main id="content" role="main"><div class="fr-container"><nav class="fr-breadcrumb">{links([say["home"], "Actualités"])}</nav><h1>{escape(article.title)}</h1><p class="fr-text--lead">{escape(article.standfirst)}</p><p class="fr-text--xs">{say["published"]} {article.date}</p>'
        f'<nav class="fr-summary" role="navigation"><p class="fr-summary__title">Sommaire</p>{contents}</nav><div class="fr-grid-row"><div class="fr-col-8"><div class="field field--body">{t.body(writer, article)}</div></div></div><div class="fr-share"><p class="fr-share__title">{say["share"]}</p>{links(["Facebook", "Mastodon"])}</div></div></main>{footer(writer, article)}</body></html>'
    )


def talk(writer: Writer, article: NewsArticle) -> str:
    """A page with more comments than article, each as long as a paragraph, in elements named as the article's are."""
    say, t = SAY[article.lang], Template()
    said = "".join(
        f'<div class="message"><div class="message-head"><b>user{n}</b> <time>10:{n}</time></div><div class="message-text"><p>{writer.paragraph(1, 2)}</p></div><a href="#r">{say["share"]}</a></div>'
        for n in range(10, 14)
    )
    return (
        head(article, linked=linked_data(article))
        + f'<body>{navigation(writer, article)}<div class="wrap"><div class="news-item"><h1>{escape(article.title)}</h1><div class="news-lead">{escape(article.standfirst)}</div><div class="news-text">{t.body(writer, article)}</div><div class="news-foot">{article.author}, {article.date}</div></div><div class="discussion" id="comments"><h2>{say["comments"]} (4)</h2>{said}<form><textarea></textarea><input type=submit></form></div></div>{footer(writer, article)}</body></html>'
    )


FIRST_MET: tuple[Callable[[Writer, NewsArticle], str], ...] = (
    block_editor,
    membership,
    consent_first,
    picture_story,
    ministry,
    talk,
)
"""Every family once."""
