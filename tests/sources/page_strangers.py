"""More ways to build a page, which the choice of what is the article met late: after a first look they were used too.

At that first look headings were found at P .855, R .777 (trafilatura .667, .545) and words at F1 .981 (.959).
"""

# ruff: noqa: E501 - markup is read best as a browser gets it

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.sources.page_layouts import SAY, Template, cards, footer, head, linked_data, links, navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.page_articles import NewsArticle, Writer


def weekly(writer: Writer, article: NewsArticle) -> str:
    """A news weekly: sections of paragraphs with a heading each, a teaser box between sections, a drop cap."""
    say, t = SAY[article.lang], Template()
    t.heading = '</section><section class="paragraph block"><h{level} class="title-text">{text}</h{level}>'
    t.quote = '<div class="quote-container"><q-mark></q-mark><blockquote class="quotation-text">{}</blockquote></div>'
    t.pull = '<div class="zitat-kasten"><p class="zitat">{}</p></div>'
    t.box = '<div class="infobox"><h3>{}</h3><div class="infobox-text"><p>{}</p></div></div>'

    def between(index: int) -> str:
        if index % 8 == 5:
            return f'<div data-area="related_articles" class="lg:mx-auto"><section><header><h3>{say["related"]}</h3></header><ul><li><article><a href="/k"><span>Wirtschaft</span><h4>{writer.pick("teaser")}</h4></a></article></li><li><article><a href="/k"><h4>{writer.pick("teaser")}</h4><p>{writer.sentence()}</p></a></article></li></ul></section></div>'
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><div data-app-hidden><nav aria-label="main">{links(["Politik", "Kultur", "Panorama"])}</nav></div><main id="Inhalt"><article aria-label="x"><header data-area="intro"><h2><span class="kicker">Stadt</span> <span class="align-middle">{escape(article.title)}</span></h2><div class="RichText RichText--sans leading-loose">{escape(article.standfirst)}</div>'
        f'<div class="text-shade-darker">{say["by"]} <a href="/impressum">{article.author}</a></div><time class="timeformat" datetime="{article.date} 10:00:00">{article.date}, 10.00</time><button>{say["share"]}</button></header>'
        f'<div data-area="body"><section class="paragraph block">{t.body(writer, article, between)}</section></div><footer data-area="article-footer"><div>{say["tags"]}</div>{links(["Kanal"])}</footer></article></main><section data-area="read"><h2>{say["read"]}</h2>{cards(writer, 4)}</section>{footer(writer, article)}</body></html>'
    )


def encyclopaedia(writer: Writer, article: NewsArticle) -> str:
    """A wiki's news: edit links beside headings, a box of facts on the side, a table of contents, categories."""
    say, t = SAY[article.lang], Template()
    t.heading = '<div class="mw-heading mw-heading{level}"><h{level} id="x">{text}</h{level}><span class="mw-editsection"><span>[</span><a href="/edit">edit</a><span>]</span></span></div>'
    t.pull = '<table class="cquote" role="presentation"><tbody><tr><td>“</td><td>{}</td><td>”</td></tr></tbody></table>'
    t.figure = '<figure typeof="mw:File/Thumb"><a href=/f class="mw-file-description"><img src=i alt="{}"></a><figcaption>{}</figcaption></figure>'
    heads = [piece.texts[0] for piece in article.pieces if piece.kind == "heading"]
    contents = (
        f'<div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>Contents</h2></div>{links(heads)}</div>'
        if heads
        else ""
    )
    return (
        head(article, og=False)
        + f'<body class="mediawiki ltr"><div class="mw-page-container"><a class="mw-jump-link" href="#c">Jump to content</a><nav class="vector-main-menu">{links(["Main page", "Random", "Help"])}</nav><main id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading"><span class="mw-page-title-main">{escape(article.title)}</span></h1><div id="siteSub" class="noprint">From the free news source</div>'
        f'<div id="mw-content-text" class="mw-body-content"><div class="mw-content-ltr mw-parser-output"><p><b>{article.date}</b></p><p>{escape(article.standfirst)}</p>{contents}{t.body(writer, article)}<div class="navbox"><ul><li><a href=/n>{writer.pick("teaser")}</a></li></ul></div></div><div class="printfooter">Retrieved from "<a href=/o>https://wiki.example/x</a>"</div></div>'
        f'<div id="catlinks" class="catlinks"><a href=/c>Categories</a>: {links(["Canals", "2026"])}</div></main><div class="vector-column-end"><nav>{links(["Cite this page", say["print"]])}</nav></div>{footer(writer, article)}</div></body></html>'
    )


def agency(writer: Writer, article: NewsArticle) -> str:
    """A news agency: paragraphs are divs with a test identifier, headings too are divs of a class, links end the text."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<div class="text__text__1FZLe text__dark-grey__3Ml43 paragraph__paragraph__3kgq7" data-testid="paragraph-0">{}</div>'
    t.heading = '<h{level} class="heading__base__2T28j heading__heading_6__1" data-testid="Heading">{text}</h{level}>'
    t.quote = '<div class="blockquote__x"><blockquote cite="">{}</blockquote></div>'
    return (
        head(article, linked=linked_data(article, body=True))
        + f'<body><div id="fusion-app"><div class="site-layout"><header>{navigation(writer, article)}</header><div class="regular-article-layout__wrapper"><main class="regular-article-layout__content"><article data-testid="Article"><div class="article-header"><h1 data-testid="Heading" class="heading__base">{escape(article.title)}</h1><div class="info-content"><div>{say["by"]} <a rel=author href=/a>{article.author}</a></div><time><span>{article.date}</span><span>10:00 AM UTC</span></time></div></div>'
        f'<div class="article-body__content__17Yit"><div data-testid="Summary" class="summary__summary"><p>{escape(article.standfirst)}</p></div>{t.body(writer, article)}<div class="article-body__row"><p class="sign-off">Reporting by {article.author}; editing by A. Nonyme</p><p class="trust-badge">Our standards: <a href=/t>The trust principles.</a></p></div></div>'
        f'<div class="toolbar-container"><button>{say["share"]}</button></div><div class="author-bio__x"><a href=/a>{article.author}</a><p>Agency</p></div></article><div class="read-next__x"><h2>Read Next</h2>{cards(writer, 3)}</div></main></div></div>{footer(writer, article)}</div></body></html>'
    )


def one_column(writer: Writer, article: NewsArticle) -> str:
    """A personal page: no names at all, headings and text beside each other in the body, links above and below."""
    say, t = SAY[article.lang], Template()
    return (
        f'<!DOCTYPE html><html lang="{article.lang}"><head><meta charset="utf-8"><title>{escape(article.title)}</title></head><body><p><a href="/">{say["home"]}</a> | <a href="/archive">Archive</a> | <a href="/about">À propos</a></p><h1>{escape(article.title)}</h1><p><i>{article.date}</i></p><p>{escape(article.standfirst)}</p>'
        f'{t.body(writer, article)}<hr><p><a href="/prev">← {writer.pick("teaser")}</a> <a href="/next">{writer.pick("teaser")} →</a></p><p>© {article.author}</p></body></html>'
    )


def magazine(writer: Writer, article: NewsArticle) -> str:
    """A magazine's page builder: every block in three or four containers, headings bold paragraphs, forms and videos between."""
    say, t = SAY[article.lang], Template()
    t.wrap = '<div class="elementor-element elementor-widget elementor-widget-text-editor" data-id="4"><div class="elementor-widget-container"><div>{}</div></div></div>'
    t.heading = "<p><span style='font-size: 20px'><b>{text}</b></span></p>"
    t.figure = '<figure class="wp-caption"><img width=1 src=x alt="{}"><figcaption class="widget-image-caption wp-caption-text">{}</figcaption></figure>'

    def between(index: int) -> str:
        if index % 7 == 3:
            return f'<div class="elementor-widget-form"><h3>{say["letter"]}</h3><form><label>E-mail</label><input><button>OK</button></form></div>'
        return (
            '<div class="elementor-widget-video"><iframe src="https://v.example"></iframe></div>'
            if index % 7 == 5
            else ""
        )

    return (
        head(article)
        + f'<body class="elementor-page single-post"><header class="elementor-location-header">{navigation(writer, article)}</header><div data-elementor-type="single-post" class="elementor elementor-location-single post type-post"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column"><h1 class="elementor-heading-title">{escape(article.title)}</h1><ul class="elementor-post-info"><li>{article.author}</li><li>{article.date}</li></ul><div class="elementor-widget-theme-post-excerpt"><div class="elementor-widget-container">{escape(article.standfirst)}</div></div></div></div></section>'
        f'<section class="elementor-section"><div class="elementor-container"><div class="elementor-column">{t.body(writer, article, between)}</div></div></section><section class="elementor-section"><h2>{say["related"]}</h2><div class="elementor-posts-container">{cards(writer, 3)}</div></section></div>{footer(writer, article)}</body></html>'
    )


def locked(writer: Writer, article: NewsArticle) -> str:
    """A page of which only the beginning is shown, with an offer below; what is behind it is not in the page."""
    say, t = SAY[article.lang], Template()
    del article.pieces[4:]
    return (
        head(article, linked=linked_data(article, free=False))
        + f'<body>{navigation(writer, article)}<main><article class="article"><header><p class="rubrique"><a href=/r>Ville</a></p><h1>{escape(article.title)}</h1><p class="chapeau">{escape(article.standfirst)}</p><p class="signature">{say["by"]} {article.author}</p></header><div class="article-text">{t.body(writer, article)}</div>'
        f'<div class="paywall"><h2>{say["subscribe"]}</h2><p>{writer.sentence()}</p><ul><li>12 € par mois sans engagement</li><li>Tous les articles en illimité</li></ul><a href=/abo>{say["subscribe"]}</a></div></article><aside><h2>{say["read"]}</h2>{cards(writer, 3)}</aside></main>{footer(writer, article)}</body></html>'
    )


STRANGERS: tuple[Callable[[Writer, NewsArticle], str], ...] = (
    weekly,
    encyclopaedia,
    agency,
    one_column,
    magazine,
    locked,
)
"""Every family once."""
