"""Families of pages written after the choice of what is the article was made, and not looked at while it was.

They say how well that choice does on pages that it has not met. A family that is used to improve it moves to
`page_strangers.py`, and others are written in its place. At the first look, which one improvement followed (what is
headed by an author's name is about the author): headings P .848, R .967 (trafilatura .365, .500), words F1 .985 (.935).
"""

# ruff: noqa: E501 - markup is read best as a browser gets it

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.sources.page_layouts import SAY, Template, cards, footer, head, linked_data, navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sources.page_articles import NewsArticle, Writer


def investigative(writer: Writer, article: NewsArticle) -> str:
    """A paper for subscribers: accessible headings, notes in boxes, a column of actions beside the text."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<p class="dropcap-wrapper">{}</p>'
    t.heading = '<h{level} class="page-pane__inter">{text}</h{level}>'
    t.quote = '<div class="media-quote"><blockquote class="media-quote__quote">{}</blockquote></div>'
    t.pull = '<blockquote class="quote-figure"><p>{}</p></blockquote>'
    t.box = '<div class="screen-reader-hidden-off"><section class="boxed"><h3>{}</h3><p>{}</p></section></div>'

    def between(index: int) -> str:
        if index == 3:
            return f'<section class="read-also"><h2>{say["also"]}</h2><ul><li><a href="/m"><span>{writer.pick("teaser")}</span></a></li></ul></section>'
        if index == 7:
            return f'<div class="donation-block"><p>{writer.sentence()} <a href="/don">{say["subscribe"]}</a></p></div>'
        return ""

    return (
        head(article, linked=linked_data(article))
        + f'<body><a class="skip-links" href="#c">Contenu</a>{navigation(writer, article)}<main id="c"><div class="content-page-full-wrapper"><div class="page-header"><a href="/s" class="page-pane__surtitle">Enquête</a><h1>{escape(article.title)}</h1><p class="news__heading__top__intro">{escape(article.standfirst)}</p>'
        f'<div class="splitted__author"><a href=/b>{article.author}</a></div><time datetime="{article.date}">{article.date} à 19h12</time></div><div class="content-page-right-col"><button>{say["share"]}</button><p>{say["print"]}</p></div><div class="news__body__center__article">{t.body(writer, article, between)}</div>'
        f'<div class="article-author"><h2>{article.author}</h2><p>{writer.sentence()}</p><a href=/b>Contact</a></div></div><section class="next"><h2>{say["read"]}</h2>{cards(writer, 3)}</section></main>{footer(writer, article)}</body></html>'
    )


def free_daily(writer: Writer, article: NewsArticle) -> str:
    """A free daily: every paragraph in a component, a poll, a video with its title, topics inline, tags at the end."""
    say, t = SAY[article.lang], Template()
    t.wrap = '<div class="c-component">{}</div>'
    t.heading = '<h{level} class="o-title"><span>{text}</span></h{level}>'
    t.pull = '<div class="c-citation"><p>{}</p></div>'

    def between(index: int) -> str:
        if index == 2:
            return f'<div class="c-component c-player"><div class="player-title">{writer.pick("teaser")}</div><video src=v></video></div>'
        if index == 5:
            return f'<div class="c-component c-poll"><p>{writer.words["asked"][0]}</p><label><input type=radio>Oui</label><label><input type=radio>Non</label></div>'
        return ""

    return (
        head(article, linked=linked_data(article, graph=True))
        + f'<body><div class="l-page">{navigation(writer, article)}<div class="l-main"><article><div class="c-breadcrumb"><a href=/>{say["home"]}</a> &gt; <a href=/v>Ville</a></div><h1 class="o-h1">{escape(article.title)}</h1><strong class="o-chapo">{escape(article.standfirst)}</strong><div class="c-author">{say["by"]} <a href=/a>{article.author}</a><br>{say["published"]} {article.date}</div>'
        f'<div class="c-content">{t.body(writer, article, between)}</div><div class="c-keywords"><a href=/k>Canal</a> <a href=/k>Halle</a></div></article><div class="l-aside"><div class="o-h3">{say["read"]}</div>{cards(writer, 4)}</div></div></div>{footer(writer, article)}</body></html>'
    )


def university(writer: Writer, article: NewsArticle) -> str:
    """A university's news: a hero, generic grid classes, contact details and notes for editors behind the text."""
    say, t = SAY[article.lang], Template()
    return (
        head(article, og=False, linked=f'<meta name="description" content="{escape(article.standfirst)}">')
        + f'<body class="page-news"><div class="container"><div class="row"><div class="col-12">{navigation(writer, article)}</div></div></div><div class="hero"><div class="container"><h1>{escape(article.title)}</h1></div></div><div class="container"><div class="row"><div class="col-md-3"><ul class="list-unstyled"><li><a href=/n>News</a></li><li><a href=/e>Events</a></li></ul></div><div class="col-md-9">'
        f'<p class="text-muted small">{article.date}</p><p class="lead">{escape(article.standfirst)}</p>{t.body(writer, article)}</div></div></div><div class="bg-light"><div class="container"><h2>{say["related"]}</h2>{cards(writer, 3)}</div></div>{footer(writer, article)}</body></html>'
    )


def forum_of_ideas(writer: Writer, article: NewsArticle) -> str:
    """Opinion pages: paragraphs as sections with highlights, numbered notes, a biography in a box above the text."""
    say, t = SAY[article.lang], Template()
    t.paragraph = '<section class="graf"><div class="graf-inner"><p name="8f" class="graf graf--p pw-post-body-paragraph">{}</p></div></section>'
    t.heading = '<section class="graf"><h{level} class="graf--h">{text}</h{level}></section>'
    return (
        head(article, linked=linked_data(article))
        + f'<body><div id="root"><div class="metabar"><a href="/">{escape(article.site)}</a><button>{say["subscribe"]}</button></div><div class="postArticle"><header><h1 class="pw-post-title">{escape(article.title)}</h1><h2 class="pw-subtitle-paragraph">{escape(article.standfirst)}</h2><div><a href=/@>{article.author}</a><button>Follow</button><span>5 min</span></div></header>'
        f'<div class="postArticle-content">{t.body(writer, article)}</div><div class="postActions"><button>{say["share"]}</button><a href=/r>12 responses</a></div></div><div class="streamItem"><h3>{say["related"]}</h3>{cards(writer, 3)}</div>{footer(writer, article)}</div></body></html>'
    )


UNMET: tuple[Callable[[Writer, NewsArticle], str], ...] = (investigative, free_daily, university, forum_of_ideas)
"""Every family once."""
