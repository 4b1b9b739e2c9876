"""An article's facts as a page of plain HTML: no script, no style, nothing that is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.digest import LOST, digest, frequency, length
from reader.exports.markup import html_text, html_value, printable
from reader.tongue import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.exports.digest import Digest, Marked
    from reader.exports.reference import Reference
    from reader.model import Analysis, Article, Placed

SUFFIX = ".html"


def render(article: Article, analysis: Analysis, highlights: Iterable[Placed] = ()) -> Iterator[str]:
    """The page, piece by piece."""
    return map(printable, _page(digest(article, analysis, highlights)))


def _page(shown: Digest) -> Iterator[str]:
    known = shown.source.language
    own = _lang(language()) if known != language() else ""  # Reader's own words in an article in another language
    yield f"<!doctype html>\n<html{_lang(known)}>\n<head>\n"
    yield '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{html_text(shown.title)}</title>\n</head>\n<body>\n<h1>{html_text(shown.title)}</h1>\n"
    if shown.byline:
        yield f"<p>{' · '.join(_linked(part, shown.source.url) for part in shown.byline)}</p>\n"
    if shown.sections:
        yield f"<h2{own}>{_('Sections')}</h2>\n<ul>\n"
        for row in shown.sections:
            yield f"<li>§ {row['number']} {html_text(str(row['title']))} ({length(row)})</li>\n"
        yield "</ul>\n"
    if shown.highlights:
        yield f"<h2{own}>{_('Highlights')}</h2>\n"
        yield from map(_highlight, shown.highlights)
    if shown.quotations:
        yield f"<h2{own}>{_('Quotations')}</h2>\n"
        for name, group in shown.quotations:
            if name:
                yield f"<h3>{html_text(name)}</h3>\n"
            yield from map(_quotation, group)
    if shown.entities:
        yield f"<h2{own}>{_('Entities')}</h2>\n"
        for heading, rows in shown.entities:
            yield f"<h3{own}>{heading}</h3>\n<ul>\n"
            for row in rows:
                yield f"<li>{html_text(str(row['name']))} ({frequency(row)})</li>\n"
            yield "</ul>\n"
    yield "</body>\n</html>\n"


def _lang(code: str | None) -> str:
    return f' lang="{html_value(code)}"' if code else ""


def _linked(part: str, url: str | None) -> str:
    return f'<a href="{html_value(part)}">{html_text(part)}</a>' if part == url else html_text(part)


def _highlight(marked: Marked) -> str:
    words = "".join(f"<p>{html_text(line)}</p>" for line in marked.words.split("\n"))
    place = f"¶ {marked.paragraph}" if marked.paragraph else None
    told = ", ".join(html_text(each) for each in (_(LOST) if marked.is_lost else marked.section, place) if each)
    caption = f"\n<figcaption>{told}</figcaption>" if told else ""
    note = "".join(f"<p>{html_text(line)}</p>\n" for line in marked.note.split("\n") if line)
    return f"<figure>\n<blockquote>{words}</blockquote>{caption}\n</figure>\n{note}"


def _quotation(reference: Reference) -> str:
    address = f' cite="{html_value(reference.url)}"' if reference.url else ""
    words = "".join(f"<p>{html_text(line)}</p>" for line in reference.words.split("\n"))
    voice = html_text(reference.voice) if reference.voice else None
    place = f"¶ {reference.paragraph}" if reference.paragraph else None
    told = ", ".join(filter(None, (voice, place)))
    caption = f"\n<figcaption>{told}</figcaption>" if told else ""
    return f"<figure>\n<blockquote{address}>{words}</blockquote>{caption}\n</figure>\n"
