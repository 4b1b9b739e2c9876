"""The ways in which papers, blogs and offices build their pages, as functions from an article to a page.

Each follows a family of real templates in what surrounds the text, how it is nested and named, and what interrupts it;
names and texts are ours.
"""

# ruff: noqa: E501 - markup is read best as a browser gets it

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from tests.sources.page_articles import Piece, Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.page_articles import NewsArticle

SAY = {
    "fr": {
        "home": "Accueil", "share": "Partager", "also": "Lire aussi", "related": "Sur le même sujet", "by": "Par",
        "published": "Publié le", "comments": "Commentaires", "letter": "Inscrivez-vous à notre lettre du matin",
        "rights": "Tous droits réservés", "ad": "Publicité", "subscribe": "Abonnez-vous pour lire la suite", "tags": "Thèmes",
        "read": "Les plus lus", "print": "Imprimer", "minutes": "Temps de lecture : 4 min", "photo": "Photo",
    },
    "en": {
        "home": "Home", "share": "Share", "also": "Read more", "related": "Related stories", "by": "By",
        "published": "Published", "comments": "Comments", "letter": "Sign up for our morning briefing",
        "rights": "All rights reserved", "ad": "Advertisement", "subscribe": "Subscribe to continue reading", "tags": "Topics",
        "read": "Most read", "print": "Print", "minutes": "4 min read", "photo": "Photograph",
    },
}  # fmt: skip


def inline(writer: Writer, text: str) -> str:
    """The markup of a run of words: now and then a link, an emphasis, a line of its source that ends."""
    words = escape(text, quote=False).split(" ")
    if len(words) > 8:
        at = writer.chance.randrange(1, len(words) - 4)
        kind = writer.chance.choice(["a", "em", "strong", "none", "none", "span", "wrap"])
        run = " ".join(words[at : at + 3])
        marked = {
            "a": f'<a href="/theme/{at}">{run}</a>', "em": f"<em>{run}</em>", "strong": f"<strong>{run}</strong>",
            "span": f'<span data-x="{at}">{run}</span>', "wrap": f"{run}\n      ",
        }  # fmt: skip
        words[at : at + 3] = [marked.get(kind, run)]
    return " ".join(words).replace("\n       ", "\n      ")


def listed(writer: Writer, piece: Piece, attributes: str = "") -> str:
    tag = "ol" if piece.ordered else "ul"
    return f"<{tag}{attributes}>" + "".join(f"<li>{inline(writer, item)}</li>" for item in piece.texts) + f"</{tag}>"


def table(piece: Piece) -> str:
    rows = [piece.texts[at : at + piece.columns] for at in range(0, len(piece.texts), piece.columns)]
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in rows[0])}</tr></thead><tbody>{body}</tbody></table>"


class Template:
    """How one family of pages writes the blocks of an article; a layout overrides what it does otherwise."""

    paragraph = "<p>{}</p>"
    heading = "<h{level}>{text}</h{level}>"
    quote = "<blockquote>{}</blockquote>"
    quoted = "<p>{}</p>"
    pull = '<aside class="pullquote"><p>{}</p></aside>'
    figure = '<figure><img src="/i.jpg" alt="{}"><figcaption>{}</figcaption></figure>'
    code = "<pre><code class=language-python>{}</code></pre>"
    box = '<aside class="encadre"><h3>{}</h3><p>{}</p></aside>'
    question = "<p><b>{}</b></p>"
    wrap = "{}"

    def write(self, writer: Writer, piece: Piece) -> str:
        if piece.kind == "paragraph":
            made = self.paragraph.format(inline(writer, piece.texts[0]))
        elif piece.kind == "heading":
            made = self.heading.format(level=piece.level, text=escape(piece.texts[0]))
        elif piece.kind == "quote":
            made = self.quote.format("".join(self.quoted.format(inline(writer, each)) for each in piece.texts))
        elif piece.kind == "list":
            made = listed(writer, piece)
        elif piece.kind == "table":
            made = table(piece)
        else:
            made = getattr(self, piece.kind).format(*map(escape, piece.texts))
        return self.wrap.format(made)

    def body(self, writer: Writer, article: NewsArticle, between: Callable[[int], str] = lambda _: "") -> str:
        pieces = article.pieces
        return "\n".join(self.write(writer, piece) + between(index) for index, piece in enumerate(pieces))


def head(article: NewsArticle, extra: str = "", *, og: bool = True, linked: str = "") -> str:
    said = (
        f'<meta property="og:title" content="{escape(article.title)}"><meta property="og:site_name" content="{escape(article.site)}">'
        f'<meta property="article:published_time" content="{article.date}T06:00:00+01:00">'
        if og
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="{article.lang}-X"><head><meta charset="utf-8"><title>{escape(article.title)} - {escape(article.site)}'
        f"</title>{said}{linked}{extra}<style>.a{{color:red}}</style><script>var a = '<p>not a word</p>';</script></head>"
    )


def linked_data(article: NewsArticle, *, graph: bool = False, body: bool = False, free: bool = True) -> str:
    data: dict[str, object] = {
        "@type": "NewsArticle", "headline": article.title, "datePublished": f"{article.date}T05:00:00Z",
        "author": [{"@type": "Person", "name": article.author}], "isAccessibleForFree": free,
        "publisher": {"@type": "Organization", "name": article.site}, "inLanguage": article.lang,
    }  # fmt: skip
    if body:
        data["articleBody"] = "\n".join(piece.texts[0] for piece in article.pieces if piece.kind == "paragraph")
    whole = (
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": article.site}, data]}
        if graph
        else data
    )
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


def links(words: list[str], attributes: str = "") -> str:
    return (
        f"<ul{attributes}>"
        + "".join(f'<li><a href="/{n}">{escape(each)}</a></li>' for n, each in enumerate(words))
        + "</ul>"
    )


def navigation(writer: Writer, article: NewsArticle) -> str:
    say = SAY[article.lang]
    return f'<header class="site-header"><a href="/">{escape(article.site)}</a><nav>{links([say["home"], "Sport", "Culture", "Opinions"])}</nav></header>'


def footer(writer: Writer, article: NewsArticle) -> str:
    say = SAY[article.lang]
    return f'<footer class="site-footer">{links(["Contact", "CGU", "RSS"])}<p>© {escape(article.site)}. {say["rights"]}.</p></footer>'


def cards(writer: Writer, count: int = 3) -> str:
    """Teasers with a picture, a headline and a line of text."""
    return "".join(
        f'<div class="card"><a href="/c/{n}"><img src="t.jpg" alt=""><h3>{escape(each)}</h3></a><p>{escape(writer.sentence())}</p></div>'
        for n, each in enumerate(writer.teasers(count))
    )


def french_daily(writer: Writer, article: NewsArticle) -> str:
    """A national daily: header with kicker and standfirst, 'read also' lines and an advertisement between paragraphs."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<p class="article__paragraph ">{}</p>'
    t.heading = '<h{level} class="article__sub-title">{text}</h{level}>'

    def between(index: int) -> str:
        if index % 6 == 2:
            return f'<section class="catcher"><span class="catcher__label">{say["also"]} |</span> <a href="/x" class="js-article-read-also">{writer.pick("teaser")}</a></section>'
        return f'<div class="dfp-slot"><p>{say["ad"]}</p></div>' if index % 6 == 4 else ""

    return (
        head(article, linked=linked_data(article))
        + f"<body>{navigation(writer, article)}<main><section class=zone><article class='article article--single'><header class=article__header>"
        f'<ul class="breadcrumb"><li><a href="/p">Planète</a></li></ul><h1 class="article__title">{escape(article.title)}</h1>'
        f'<p class="article__desc">{escape(article.standfirst)}</p><section class="meta"><span class="meta__author">{say["by"]} <a href="/a">{article.author}</a></span>'
        f'<p class="meta__date">{say["published"]} {article.date} à 06h00, {say["minutes"]}</p></section>'
        f'<ul class="article__share"><li><button>{say["share"]}</button></li><li><a href="#">{say["print"]}</a></li></ul></header>'
        f'<section class="article__content">{t.body(writer, article, between)}<section class="author"><p>{escape(article.author)}</p></section></section>'
        f'<section class="article__reactions"><h3>{say["comments"]}</h3><p>{writer.pick("comment")}</p></section></article>'
        f'<aside class="sidebar"><h4>{say["read"]}</h4>{links(writer.teasers(5))}</aside></section></main>{footer(writer, article)}</body></html>'
    )


def hashed_classes(writer: Writer, article: NewsArticle) -> str:
    """A British daily: class names that mean nothing, bold subheadings inside h2, rich links as asides and figures."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<p class="dcr-1eu361v">{}</p>'
    t.heading = '<h{level} id="x" class="dcr-k31h4"><strong>{text}</strong></h{level}>'
    t.quote = '<blockquote class="dcr-zzndwp">{}</blockquote>'
    t.pull = '<aside class="dcr-19m3vvb"><svg><path d=""></path></svg><blockquote class="dcr-x">{}</blockquote></aside>'
    t.box = '<details class="dcr-d"><summary><h4>{}</h4></summary><div><p>{}</p></div></details>'

    def between(index: int) -> str:
        if index == 3:
            return (
                f'<figure id="rich" class="dcr-r"><gu-island name="RichLinkComponent"><div data-link-name="rich-link-1"><div class="dcr-q">'
                f'<div class="dcr-h">{writer.pick("teaser")}</div><div>{say["also"]}</div></div><a href="/r" aria-label="{say["also"]}"></a></div></gu-island></figure>'
            )
        if index == 5:
            return f'<figure class="dcr-e" data-atom="email"><div><h2>{say["letter"]}</h2><form><input type=email><button>OK</button></form><p><strong>Privacy:</strong> {writer.sentence()}</p></div></figure>'
        return ""

    return (
        head(article)
        + f"<body><div class=dcr-0>{navigation(writer, article)}</div><main id=maincontent><div class=dcr-1><div data-gu-name=headline><h1 class=dcr-h>{escape(article.title)}</h1></div>"
        f"<div data-gu-name=standfirst class=dcr-s><p>{escape(article.standfirst)}</p></div><div data-gu-name=meta><address><a rel=author href=/p>{article.author}</a></address>"
        f'<div class=dcr-d><details><summary><span>{article.date}</span></summary></details></div></div><div data-gu-name=body><div id=maincontent class="article-body-commercial-selector article-body-viewer-selector dcr-11">'
        f"{t.body(writer, article, between)}</div><div class=submeta><div>Explore</div>{links([article.site, 'Water'])}<a href=#>{say['share']}</a></div></div></div></main>"
        f"<section><h2>{say['related']}</h2>{cards(writer, 4)}</section><section><h2>{say['read']}</h2>{links(writer.teasers(5))}</section>{footer(writer, article)}</body></html>"
    )


def columns_of_divs(writer: Writer, article: NewsArticle) -> str:
    """An American daily: paragraphs in pairs inside columns, subheadings between the columns, advertisements between all."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<p class="css-at9mc1 evys1bk0">{}</p>'
    t.heading = '<h{level} class="css-13 eoo0vm40" id="link-1">{text}</h{level}>'
    t.pull = '<div class="css-pq"><div class="css-q"><p class="css-qq">{}</p></div></div>'
    t.wrap = '<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-0"><div class="css-53u6y8">{}</div></div>'

    def between(index: int) -> str:
        if index % 4 == 3:
            return f'<div><div id="story-ad-{index}-wrapper" class="css-ad"><a href="#after">SKIP ADVERTISEMENT</a><p>{say["ad"]}</p></div></div>'
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><div id=app><div>{navigation(writer, article)}</div><main id="site-content"><div><article id=story class="css-1vxca1d"><div id="top-wrapper"><p>{say["ad"]}</p></div>'
        f'<header class="css-1 e12qa4dv0"><h1 class="css-1l8 e1h9rw200" data-testid=headline>{escape(article.title)}</h1><p id="article-summary" class="css-79 e1wiw3jv0">{escape(article.standfirst)}</p>'
        f'<div class="css-11"><div><button>{say["share"]}</button></div></div><div><p class="css-byl">{say["by"]} <a href=/by>{article.author}</a></p><time datetime="{article.date}T05:00:00-05:00">{article.date}</time></div></header>'
        f'<section name="articleBody" class="meteredContent css-1r7ky0e">{t.body(writer, article, between)}</section><div class="bottom-of-article"><p>{article.author} {writer.sentence()}</p><div><a href=/x>{say["also"]}: {writer.pick("teaser")}</a></div></div>'
        f'</article></div><section id="more"><h2>{say["related"]}</h2>{cards(writer)}</section></main>{footer(writer, article)}</div></body></html>'
    )


def text_blocks(writer: Writer, article: NewsArticle) -> str:
    """A broadcaster: every block in a component of its own, lists of links in the middle and at the end."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div class="ssrcss-7uxr49-RichTextContainer e5tfeyi1"><p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">{}</p></div></div>'
    t.heading = '<div data-component="subheadline-block" class="ssrcss-x"><h{level} class="ssrcss-y-StyledHeading" tabindex="-1"><span role="text">{text}</span></h{level}></div>'
    t.figure = '<div data-component="image-block"><figure class="ssrcss-w"><div><span class="ssrcss-p"><img alt="{}" src=i.webp></span><span role="text" class="ssrcss-c"><span class="visually-hidden">Image source, </span>Agency</span></div><figcaption class="ssrcss-n"><span class="visually-hidden">Image caption, </span>{}</figcaption></figure></div>'

    def between(index: int) -> str:
        if index == 4:
            return f'<div data-component="links-block" class="ssrcss-l-LinksBlock"><div><p><b>{say["also"]}:</b></p>{links(writer.teasers())}</div></div>'
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><div id=header>{navigation(writer, article)}</div><main id="main-content"><article class="ssrcss-pv1rh6-ArticleWrapper"><header><h1 id="main-heading"><span role=text>{escape(article.title)}</span></h1>'
        f'<div class="ssrcss-m"><ul role=list><li><time datetime="{article.date}T10:00:00Z">{article.date}</time></li></ul></div><div data-component="byline-block"><div><div>{say["by"]} {article.author}</div><div>Correspondent</div></div></div></header>'
        f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div><p><b>{escape(article.standfirst)}</b></p></div></div>'
        f'{t.body(writer, article, between)}<section data-component="tag-list"><h2>{say["related"]}</h2>{links(["Canals", "Floods", "Housing"])}</section></article>'
        f'<section data-component="related-internet-links"><h2>Related internet links</h2>{links(["Ministry", "Port"])}</section></main><aside><h2>{say["read"]}</h2>{links(writer.teasers(6))}</aside>{footer(writer, article)}</body></html>'
    )


def blog(writer: Writer, article: NewsArticle) -> str:
    """A blog's usual theme: share buttons and related posts inside the content, the author's box and comments below."""
    say, t = SAY[article.lang], Template()
    t.heading = '<h{level} class="wp-block-heading">{text}</h{level}>'
    t.quote = '<blockquote class="wp-block-quote is-layout-flow">{}<cite>Journal</cite></blockquote>'
    t.pull = '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>'
    t.figure = '<figure class="wp-block-image size-large"><img decoding=async src=x.jpg alt="{}"/><figcaption class="wp-element-caption">{}</figcaption></figure>'
    return (
        head(article)
        + f'<body class="post-template-default single single-post has-sidebar"><div id=page class=site>{navigation(writer, article)}<div id=content class="site-content"><main><article id="post-1" class="post type-post category-news tag-canal">'
        f'<header class="entry-header"><h1 class="entry-title">{escape(article.title)}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{article.date}">{article.date}</time></span><span class="byline"> {say["by"]} <span class="author vcard"><a href=/a>{article.author}</a></span></span></div></header>'
        f'<div class="entry-content"><p>{escape(article.standfirst)}</p>{t.body(writer, article)}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{say["share"]} :</h3>{links(["Facebook", "X", "E-mail"])}</div>'
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>{say["related"]}</em></h3>{cards(writer)}</div></div><footer class="entry-footer"><span class="tags-links">{say["tags"]} <a href=/t>canal</a></span></footer></article>'
        f'<div class="author-box"><h4>{article.author}</h4><p>{writer.paragraph(1, 2)}</p></div><div id="comments" class="comments-area"><h2 class="comments-title">{say["comments"]}</h2><ol class="comment-list"><li class="comment"><p>{writer.pick("comment")} {writer.paragraph()}</p></li></ol></div></main>'
        f'<aside id="secondary" class="widget-area"><section class="widget"><h2>{say["read"]}</h2>{links(writer.teasers(4))}</section></aside></div>{footer(writer, article)}</div></body></html>'
    )


def old_tables(writer: Writer, article: NewsArticle) -> str:
    """A page of the nineties: tables for columns, line breaks for paragraphs, bold lines for headings."""
    say, t = SAY[article.lang], Template()
    t.paragraph = "{}<br><br>\n"
    t.heading = "<b>{text}</b><br><br>\n"
    t.quote = "<blockquote>{}</blockquote>"
    t.quoted = "<p>{}"
    t.pull = "<blockquote><i>{}</i></blockquote>"
    t.figure = (
        '<table align=right><tr><td><img src=a.gif alt="{}"></td></tr><tr><td><font size=1>{}</font></td></tr></table>'
    )
    t.box = "<b>{}</b><br><br>{}<br><br>"
    return (
        f'<html><head><title>{escape(article.site)} : {escape(article.title)}</title></head><body bgcolor=white><table width=100%><tr><td colspan=3><a href=/><img src=logo.gif alt="{escape(article.site)}"></a></td></tr>'
        f"<tr><td width=150 valign=top><font size=2><a href=/1>{say['home']}</a><br><a href=/2>Sport</a><br><a href=/3>Culture</a><br></font></td><td valign=top><font size=5><b>{escape(article.title)}</b></font><br><font size=2>{say['by']} {article.author}</font><br><br>"
        f"<font face=Times>{escape(article.standfirst)}<br><br>{t.body(writer, article)}</font></td><td valign=top><font size=2><b>{say['read']}</b><br>{'<br>'.join(f'<a href=/r>{x}</a>' for x in writer.teasers(4))}</font></td></tr>"
        f"<tr><td colspan=3 align=center><font size=1>© {escape(article.site)} - <a href=/c>Contact</a></font></td></tr></table></body></html>"
    )


def regional_fields(writer: Writer, article: NewsArticle) -> str:
    """A regional paper on a content system of fields: bold paragraphs for headings, a teaser after every few."""
    say, t = SAY[article.lang], Template()
    t.heading = "<p><strong>{text}</strong></p>"
    t.quote = '<div class="field field--name-field-quote"><blockquote>{}</blockquote></div>'
    t.box = '<div class="encadre-article"><h3>{}</h3><div><p>{}</p></div></div>'

    def between(index: int) -> str:
        return (
            f'<p class="lire-aussi"><strong>{say["also"]} :</strong> <a href="/z"><strong>{writer.pick("teaser")}</strong></a></p>'
            if index % 7 == 4
            else ""
        )

    return (
        head(article, linked=linked_data(article, graph=True))
        + f'<body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas">{navigation(writer, article)}<main role=main><div class="region region-content"><article role="article" class="node node--type-article node--view-mode-full">'
        f'<div class="node__content"><h1 class="page-title"><span class="field field--name-title">{escape(article.title)}</span></h1><div class="field field--name-field-chapo">{escape(article.standfirst)}</div>'
        f'<div class="infos">{say["by"]} {article.author} | {say["published"]} {article.date}</div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{t.body(writer, article, between)}</div>'
        f'<div class="field field--name-field-tags"><div>{say["tags"]}</div>{links(["Canal", "Halle"])}</div></div></article><div class="block-views"><h2>{say["related"]}</h2>{cards(writer, 5)}</div></div></main>{footer(writer, article)}</div></body></html>'
    )


def newsletter_platform(writer: Writer, article: NewsArticle) -> str:
    """A platform for newsletters: anchors inside headings, a subscription form in the middle, likes and comments."""
    say, t = SAY[article.lang], Template()
    t.heading = '<h{level} class="header-anchor-post">{text}<div class="pencraft header-anchor-parent"><div class="header-anchor offset-top" id="§x"><button aria-label="Link"><svg></svg></button></div></div></h{level}>'
    t.pull = '<div class="pullquote"><p>{}</p></div>'
    t.figure = '<div class="captioned-image-container"><figure><a class="image-link" href="x"><div class="image2-inset"><picture><img src=x alt="{}"></picture></div></a><figcaption class="image-caption">{}</figcaption></figure></div>'

    def between(index: int) -> str:
        if index == 3:
            return f'<div class="subscription-widget-wrap-editor"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">{say["letter"]}: {writer.sentence()}</p></div><form class="subscription-widget-subscribe"><input type=email><input type=submit value="OK"></form></div></div>'
        if index == 6:
            return (
                f'<p class="button-wrapper"><a class="button primary" href="/share"><span>{say["share"]}</span></a></p>'
            )
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><div id=entry><div id=main class="main typography use-theme-bg"><div class="main-menu"><a href="/">{escape(article.site)}</a></div><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div role="region" class="post-header">'
        f'<h1 dir=auto class="post-title published">{escape(article.title)}</h1><h3 dir=auto class="subtitle">{escape(article.standfirst)}</h3><div class="byline-wrapper"><div><a href=/@a>{article.author}</a></div><div>{article.date}</div></div><div class="post-ufi"><a>12</a><button>{say["share"]}</button></div></div>'
        f'<div><div class="available-content"><div dir=auto class="body markup">{t.body(writer, article, between)}</div></div></div></article></div></div><div class="container"><h4>{say["comments"]}</h4><div class="comment-list"><div class="comment"><p>{writer.pick("comment")}</p></div></div></div><div class="portable-archive"><h3>{say["related"]}</h3>{cards(writer)}</div></div></div></div></body></html>'
    )


def live(writer: Writer, article: NewsArticle) -> str:
    """A live page: posts with a time each; headings are some posts' titles."""
    say, t = SAY[article.lang], Template()
    t.heading = '</div></article><article class="live-post" id="p"><header><time datetime="2026-03-03T10:00">10:00</time><h{level} class="post-headline">{text}</h{level}></header><div class="post-content">'
    return (
        head(article, linked=linked_data(article))
        + f'<body>{navigation(writer, article)}<main class="live-blog"><div class="live-header"><h1>{escape(article.title)}</h1><div class="standfirst"><p>{escape(article.standfirst)}</p></div></div><div class="key-events"><h4>{say["read"]}</h4>{links(writer.teasers(4))}</div><section class="live-feed">'
        f'<article class="live-post"><div class="post-content">{t.body(writer, article)}</div></article></section><button>{say["also"]}</button></main><aside class="rail"><h3>{say["read"]}</h3>{links(writer.teasers(4))}</aside>{footer(writer, article)}</body></html>'
    )


def div_soup(writer: Writer, article: NewsArticle) -> str:
    """A single-page application's markup: no element means anything; headings have a role."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<div class="Text-sc-1a"><div class="sc-bdVaJa">{}</div></div>'
    t.heading = '<div role="heading" aria-level="{level}" class="Text-sc-9z">{text}</div>'
    t.quote = '<div class="Quote-sc-2"><blockquote>{}</blockquote></div>'
    t.quoted = "<div>{}</div>"
    t.pull = '<div class="PullQuote-sc-3"><div>{}</div></div>'
    t.figure = '<div class="Media-sc"><img alt="{}"><div class="Media-caption">{}</div></div>'
    t.box = '<div class="Box-sc"><div role="heading" aria-level="3">{}</div><div>{}</div></div>'
    return (
        head(article, linked=linked_data(article, body=True))
        + f'<body><div id="__next"><div class="Header-sc">{links([say["home"], "Sport", "Culture"])}</div><div class="Page-sc"><div class="Title-sc"><div role="heading" aria-level="1">{escape(article.title)}</div></div><div class="Lead-sc">{escape(article.standfirst)}</div><div class="Meta-sc"><span>{article.author}</span><span>{article.date}</span></div>'
        f'<div class="Body-sc">{t.body(writer, article)}</div><div class="Share-sc"><div>{say["share"]}</div></div><div class="Related-sc"><div>{say["related"]}</div>{cards(writer)}</div></div><div class="Footer-sc"><div>© {escape(article.site)}</div></div></div></body></html>'
    )


def office(writer: Writer, article: NewsArticle) -> str:
    """A public office: numbered headings, a table of contents, a feedback form, everything in a form."""
    say, t = SAY[article.lang], Template()
    return (
        head(
            article,
            og=False,
            linked=f'<meta name="dcterms.title" content="{escape(article.title)}"><meta name="dcterms.issued" content="{article.date}">',
        )
        + f'<body><form id=aspnetForm method=post><a class="skip-link" href=#m>Skip to main content</a>{navigation(writer, article)}<div class="breadcrumbs"><ol><li><a href=/>{say["home"]}</a></li><li>News</li></ol></div><main id=m><div class="grid-row"><div class="column-two-thirds"><h1 class="heading-xlarge">{escape(article.title)}</h1>'
        f'<p class="lead">{escape(article.standfirst)}</p><div class="metadata"><dl><dt>From:</dt><dd><a href=/o>{escape(article.site)}</a></dd><dt>{say["published"]}</dt><dd>{article.date}</dd></dl></div><div class="govspeak">{t.body(writer, article)}</div>'
        f'<div class="feedback"><h2>Is this page useful?</h2><button>Yes</button><button>No</button></div></div><div class="column-third"><aside class="related-navigation"><h2>{say["related"]}</h2>{links(writer.teasers(4))}</aside></div></div></main>{footer(writer, article)}</form></body></html>'
    )


def accelerated(writer: Writer, article: NewsArticle) -> str:
    """A page for telephones: elements of its own kind for pictures and advertisements."""
    say, t = SAY[article.lang], Template()
    t.figure = '<figure><amp-img src=x width=1 height=1 layout=responsive alt="{}"></amp-img><figcaption>{}</figcaption></figure>'

    def between(index: int) -> str:
        return (
            f'<amp-ad width=300 height=250 type="x"><div placeholder>{say["ad"]}</div></amp-ad>'
            if index % 5 == 1
            else ""
        )

    return (
        head(article, linked=linked_data(article)).replace("<html ", "<html amp ")
        + f'<body><amp-sidebar id=s layout=nodisplay hidden>{links([say["home"], "Sport"])}</amp-sidebar><header class=top><a href=/>{escape(article.site)}</a></header><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{escape(article.title)}</h1><div class="amp-wp-meta amp-wp-byline">{say["by"]} <span>{article.author}</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{article.date}T00:00:00Z">{article.date}</time></div></header>'
        f'<div class="amp-wp-article-content"><p><strong>{escape(article.standfirst)}</strong></p>{t.body(writer, article, between)}</div><footer class="amp-wp-article-footer"><div class="amp-wp-tax-tag">{say["tags"]}: <a href=/t>canal</a></div></footer></article><amp-list class="related"><h3>{say["related"]}</h3>{links(writer.teasers(3))}</amp-list></body></html>'
    )


def interstitial(writer: Writer, article: NewsArticle) -> str:
    """A publishing system for chains of papers: links to other articles set as paragraphs in brackets."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<p class="c-paragraph">{}</p>'
    t.heading = '<h{level} class="c-heading">{text}</h{level}>'
    t.pull = '<div class="b-pullquote c-pullquote"><p>{}</p></div>'

    def between(index: int) -> str:
        return (
            f'<p class="interstitial-link block-margin-bottom"><i>[</i><a href="/i"><i>{writer.pick("teaser")}</i></a><i>]</i></p>'
            if index % 6 == 3
            else ""
        )

    return (
        head(article, linked=linked_data(article))
        + f'<body><div id=fusion-app class="layout-section"><header>{navigation(writer, article)}</header><section role=main tabindex=-1 class="b-right-rail__main-wrapper"><div class="b-headline"><h1>{escape(article.title)}</h1></div><h2 class="b-subheadline">{escape(article.standfirst)}</h2><div class="b-byline"><span>{say["by"]} <a href=/a>{article.author}</a></span><time datetime="{article.date}">{article.date}</time></div>'
        f'<article class="b-article-body">{t.body(writer, article, between)}</article><div class="b-author-bio"><h2>{article.author}</h2><p>{writer.sentence()}</p></div><div class="b-results-list"><h2>{say["read"]}</h2>{cards(writer, 4)}</div></section>{footer(writer, article)}</div></body></html>'
    )


def minified(writer: Writer, article: NewsArticle) -> str:
    """A page that a program has made as short as the standard allows: what may be left out is."""
    say, t = SAY[article.lang], Template()
    t.paragraph, t.quoted = "<p>{}", "<p>{}"
    made = t.body(writer, article).replace("</li>", "").replace("</td>", "").replace("</tr>", "").replace("\n", "")
    return (
        f"<!doctype html><html lang={article.lang}><meta charset=utf-8><title>{escape(article.title)}</title><meta name=author content='{article.author}'><meta name=date content={article.date}><nav><ul><li><a href=/>{say['home']}</a><li><a href=/s>Sport</a></ul></nav>"
        f"<article><h1>{escape(article.title)}</h1><p>{escape(article.standfirst)}{made}</article><footer><p>© {escape(article.site)}</footer>"
    )


def interview(writer: Writer, article: NewsArticle) -> str:
    """Questions in bold, answers below: no question is a heading."""
    say, t = SAY[article.lang], Template()
    t.question = "<p><strong>{}</strong></p>"
    answers = [Piece("paragraph", (writer.paragraph(2, 3),)) for _ in range(4)]
    for asked, answer in zip(writer.words["asked"], answers, strict=True):
        article.pieces[1:1] = [Piece("question", (asked,)), answer]
    return (
        head(article, linked=linked_data(article))
        + f'<body>{navigation(writer, article)}<div class="container"><article class="post"><h1>{escape(article.title)}</h1><p class="chapo">{escape(article.standfirst)}</p><div class="post-meta">{say["by"]} {article.author}, {article.date}</div><div class="post-body">{t.body(writer, article)}</div><div class="newsletter-box"><p>{say["letter"]}</p></div></article></div>{footer(writer, article)}</body></html>'
    )


LAYOUTS: tuple[Callable[[Writer, NewsArticle], str], ...] = (
    french_daily,
    hashed_classes,
    columns_of_divs,
    text_blocks,
    blog,
    old_tables,
    regional_fields,
    newsletter_platform,
    live,
    div_soup,
    office,
    accelerated,
    interstitial,
    minified,
    interview,
)
"""Every family once."""


def page(layout: Callable[[Writer, NewsArticle], str], seed: int, lang: str) -> tuple[NewsArticle, str]:
    """The article and the page of one layout, by a number."""
    writer = Writer(seed, lang)
    article = writer.article()
    return article, layout(writer, article)
