"""The formats in which a quotation is copied, as one table, for the screen and for the command line.

A format is a function of what is known of the quotation. Templates that a reader wrote in the configuration stand
beside the formats under names of their own, and cannot take the place of one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.exports.bibliography import biblatex, bibtex, csl_item, csl_json
from reader.exports.citation_styles import apa, chicago, french, mla
from reader.exports.copying import cited, quotation_text
from reader.exports.fragment import fragment_link
from reader.exports.markup import block_quote, html, html_text
from reader.exports.reference import References, address, written_date
from reader.gate import line
from reader.lang import knowledge
from reader.templates import COPY_FORMATS, template
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.exports.reference import Reference
    from reader.model import Article, Quotation


def _plain(reference: Reference) -> str:
    return reference.words


def _marked(reference: Reference) -> str:
    opening, closing = reference.marks
    return f"{opening}{reference.words}{closing}"


_STYLES: Mapping[str, Callable[[Reference], str]] = {
    "plain": _plain,
    "marked": _marked,
    "markdown": block_quote,
    "html": html,
    "apa": apa,
    "mla": mla,
    "chicago": chicago,
    "french": french,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "csl-json": csl_json,
}

QUOTING = COPY_FORMATS
"""Every format, and what it is in a few words."""

CSL = "csl-json"
"""The format of which several make one array."""

ENTRIES: Mapping[str, Callable[[Reference, int], str]] = {"bibtex": bibtex, "biblatex": biblatex}
"""The formats whose entries have a key, and are numbered where there are several."""

_NUMBERED = frozenset({CSL, *ENTRIES})

_NEEDS_ADDRESS = frozenset({"link"})


def formats(article: Article, templates: Mapping[str, str] | None = None) -> list[str]:
    """The names of the formats that a quotation of `article` can be copied in.

    Args:
        article: Where it stands; without an address on the web there is no link.
        templates: The reader's own, by name.
    """
    missing = _NEEDS_ADDRESS if address(article) is None else frozenset()
    return [
        *(name for name in QUOTING if name not in missing),
        *(name for name in templates or {} if name not in QUOTING),
    ]


def render(name: str, article: Article, quotation: Quotation, templates: Mapping[str, str] | None = None) -> str:
    """`quotation` in the format called `name`.

    Raises:
        UsageError: where there is no such format for this article.
        TemplateError: where it is a template that cannot stand; the configuration lets none of these through.
    """
    return _written(name, article, templates)(quotation)


def render_all(
    name: str, article: Article, quotations: Sequence[Quotation], templates: Mapping[str, str] | None = None
) -> str:
    """Several quotations of one article (all of a speaker, say): an empty line between two, one array in CSL-JSON.

    Raises:
        UsageError: where there is no such format for this article.
        TemplateError: where it is a template that cannot stand.
    """
    if name in _NUMBERED and len(quotations) > 1:
        references = References(article)
        known = [(references.of(each), number) for number, each in enumerate(quotations, start=1)]
        if name == CSL:
            return json.dumps([csl_item(*each) for each in known], ensure_ascii=False, indent=2) + "\n"
        written = [ENTRIES[name](*each) for each in known]
    else:
        written = list(map(_written(name, article, templates), quotations))
    return "\n\n".join(each.rstrip("\n") for each in written) + ("\n" if written and written[-1].endswith("\n") else "")


def with_note(name: str, copied: str, note: str) -> str:
    """`copied`, made in the format called `name`, and below it what a reader noted of it.

    What a program reads in, such as an entry of a bibliography or a link, stays as it is.
    """
    if not note or name in _NUMBERED or name in _NEEDS_ADDRESS:
        return copied
    if name == "html":
        note = "\n".join(f"<p>{html_text(each)}</p>" for each in note.splitlines() if each)
    return f"{copied.rstrip()}\n\n{note}"


def _written(name: str, article: Article, templates: Mapping[str, str] | None) -> Callable[[Quotation], str]:
    """The format called `name` for the quotations of one article, what is known of which is looked up once."""
    if name not in formats(article, templates):
        known = ", ".join(formats(article, templates))
        raise UsageError(
            _("there is no copy format {name} for this article: take one of {known}").format(
                name=line(name, 40), known=known
            )
        )
    if name == "plain":  # nothing else need be known for it
        return lambda quotation: quotation_text(article, quotation)
    if name == "cited":
        return lambda quotation: cited(article, quotation)
    if name == "link":
        return lambda quotation: fragment_link(article, quotation)
    references = References(article)
    if name in _STYLES:
        style = _STYLES[name]
        return lambda quotation: style(references.of(quotation))
    own = template((templates or {})[name])
    return lambda quotation: own.render(_values(references.of(quotation), article, quotation))


def _values(reference: Reference, article: Article, quotation: Quotation) -> dict[str, str | None]:
    """What the fields of a template hold."""
    day = reference.day
    return {
        "words": reference.words,
        "marked": _marked(reference),
        "speaker": reference.speaker,
        "role": reference.role,
        "title": reference.title,
        "authors": ", ".join(author.name for author in reference.authors) or None,
        "site": reference.site,
        "date": written_date(reference, knowledge(reference.language, "citation")),
        "iso_date": day.isoformat() if day else None,
        "year": str(day.year) if day else None,
        "url": reference.url,
        "link": fragment_link(article, quotation) or None,
        "section": reference.section,
        "paragraph": str(reference.paragraph) if reference.paragraph else None,
        "language": reference.language,
    }
