"""An article's facts as a Markdown note with YAML front matter, as Obsidian, Zotero and pandoc take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.digest import LOST, digest, frequency, length
from reader.exports.markup import front_matter_text, markdown_address, markdown_text, printable
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.exports.digest import Digest, Marked
    from reader.exports.reference import Reference
    from reader.model import Analysis, Article, Placed

SUFFIX = ".md"


def render(article: Article, analysis: Analysis, highlights: Iterable[Placed] = ()) -> Iterator[str]:
    """The note, piece by piece."""
    shown = digest(article, analysis, highlights)
    yield from _front_matter(shown, len(analysis.quotations))
    yield from map(printable, _body(shown))


def _front_matter(shown: Digest, quotations: int) -> Iterator[str]:
    """What is known of the article."""
    source = shown.source
    yield "---\n"
    yield from _property("title", source.title)
    if source.authors:
        yield "authors:\n"
        yield from (f"  - {front_matter_text(author.name)}\n" for author in source.authors)
    yield from _property("site", source.site)
    if source.day:
        yield f"date: {source.day.isoformat()}\n"
    else:
        yield from _property("date", source.date)
    yield from _property("url", source.url)
    yield from _property("language", source.language)
    yield from _property("source", shown.article.source.location)
    yield f"sha256: {front_matter_text(shown.article.source.sha256)}\n"
    yield f"quotations: {quotations}\n"
    if shown.highlights:
        yield f"highlights: {len(shown.highlights)}\n"
    yield "---\n"


def _property(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{name}: {front_matter_text(value)}\n"


def _body(shown: Digest) -> Iterator[str]:
    yield f"\n# {_heading(shown.title)}\n"
    *facts, last = shown.byline or ("",)
    address = markdown_address(last) if last and last == shown.source.url else markdown_text(last)
    if line := " · ".join(filter(None, [*map(markdown_text, facts), address])):
        yield f"\n{line}\n"
    if shown.sections:
        yield f"\n## {_('Sections')}\n\n"
        least = min(int(row["level"] or 1) for row in shown.sections)
        for row in shown.sections:
            indent = "  " * (int(row["level"] or 1) - least)
            yield f"{indent}- § {row['number']} {markdown_text(str(row['title']))} ({length(row)})\n"
    if shown.highlights:
        yield f"\n## {_('Highlights')}\n"
        yield from map(highlighted, shown.highlights)
    if shown.quotations:
        yield f"\n## {_('Quotations')}\n"
        for name, group in shown.quotations:
            if name:
                yield f"\n### {_heading(name)}\n"
            yield from map(_quotation, group)
    if shown.entities:
        yield f"\n## {_('Entities')}\n"
        for heading, rows in shown.entities:
            yield f"\n### {heading}\n\n"
            for row in rows:
                yield f"- {markdown_text(str(row['name']))} ({frequency(row)})\n"


def _heading(text: str) -> str:
    """`text` as a heading's words: a # at its end would be read as its closing sign."""
    words = markdown_text(" ".join(text.split("\n")))
    return f"{words[:-1]}\\#" if words.endswith("#") else words


def highlighted(marked: Marked) -> str:
    """A highlight as a block quote, and under it its note."""
    lines = ["> " + markdown_text(line) for line in marked.words.split("\n")]
    told = ", ".join(filter(None, (_(LOST) if marked.is_lost else marked.section, _paragraph(marked.paragraph))))
    quoted = "\n>\n".join([*lines, *([f"> — {markdown_text(told)}"] if told else [])])
    return f"\n{quoted}\n" + (f"\n{markdown_text(marked.note)}\n" if marked.note else "")


def _paragraph(number: int | None) -> str:
    return f"¶ {number}" if number else ""


def _quotation(reference: Reference) -> str:
    lines = ["> " + markdown_text(line) for line in reference.words.split("\n")]
    place = _paragraph(reference.paragraph)
    named = [f"**{markdown_text(reference.speaker)}**" if reference.speaker else "", reference.role or ""]
    told = ", ".join(filter(None, [named[0], markdown_text(named[1]) if reference.speaker else "", place]))
    return "\n" + "\n>\n".join([*lines, *([f"> — {told}"] if told else [])]) + "\n"
