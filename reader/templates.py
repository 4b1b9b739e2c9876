"""The names of the formats that a copy can have, and the templates that a reader writes beside them.

A template has named fields, and parts that are left out with what is unknown:

    {field}     the value of a field; FIELDS names them all
    [ … ]       a part that is left out where a field in it is not known
    {{ }} [[ ]] the signs themselves

A template is taken apart once, and what a field holds is never read as a template: it has no attributes, formats,
conversions or numbers, so that nothing of the program, and nothing that an article says, can reach further than its
own characters.
"""

from __future__ import annotations

import re

from reader.facts import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

COPY_FORMATS: Mapping[str, str] = {
    "plain": "the words",
    "marked": "the words in quote marks",
    "cited": "in quote marks, with speaker and source",
    "markdown": "a Markdown block quote with its source",
    "html": "an HTML block quote with its source",
    "apa": "APA: in the text, and the reference",
    "mla": "MLA: in the text, and the work cited",
    "chicago": "Chicago: a note by author and title",
    "french": "French usage: a note with « title »",
    "bibtex": "a BibTeX entry",
    "biblatex": "a BibLaTeX entry",
    "csl-json": "an item of CSL-JSON, for Zotero and pandoc",
    "link": "a link to the words on their page",
}
"""Every format that a quotation can be copied in, and what it is; `reader.exports.quoting` makes them."""

FIELDS: Mapping[str, str] = {
    "words": "the quotation",
    "marked": "the quotation in the quote marks of its language",
    "speaker": "who says it",
    "role": "the speaker's role",
    "title": "the article's title",
    "authors": "its authors",
    "site": "the outlet",
    "date": "the date, as the language writes it",
    "iso_date": "the date as YYYY-MM-DD",
    "year": "the year",
    "url": "the address",
    "link": "the address with the quoted words",
    "section": "the title of the section",
    "paragraph": "the number of the paragraph",
    "language": "the language's code",
}
"""Every field, and what it is."""

LONGEST = 2_000
"""Characters of a template."""

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]*)\}|[{}\[\]]|[^{}\[\]]+")


class TemplateError(ValueError):
    """A template that cannot stand; the message is the end of a sentence about it."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str


Part = str | _Field


@dataclass(frozen=True, slots=True)
class Template:
    """A template taken apart: each group of parts, and whether it is left out where a field in it is not known."""

    groups: tuple[tuple[bool, tuple[Part, ...]], ...]

    def render(self, values: Mapping[str, str | None]) -> str:
        """The template with `values`; a field that is not known is empty."""
        out: list[str] = []
        for optional, parts in self.groups:
            fields = [part.name for part in parts if isinstance(part, _Field)]
            if optional and not all(values.get(name) for name in fields):
                continue
            out += [(values.get(part.name) or "") if isinstance(part, _Field) else part for part in parts]
        return "".join(out)


def template(text: str) -> Template:
    """The template that `text` writes.

    Raises:
        TemplateError: where it has a field that there is not, or a bracket without its other half.
    """
    if len(text) > LONGEST:
        raise TemplateError(f"is longer than {LONGEST:,} characters")
    groups: list[tuple[bool, tuple[Part, ...]]] = []
    parts: list[Part] = []
    inside = False
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in ("{{", "}}", "[[", "]]"):
            parts.append(sign[0])
        elif found[1] is not None:
            parts.append(_Field(_named(found[1])))
        elif sign == "[]"[inside]:
            groups.append((inside, tuple(parts)))
            parts, inside = [], not inside
        elif sign in ("{", "}", "[", "]"):
            raise TemplateError(f"has a {sign} without its other half; write it twice for the sign itself")
        else:
            parts.append(sign)
    if inside:
        raise TemplateError("has a [ without its other half; write it twice for the sign itself")
    return Template((*groups, (False, tuple(parts))))


def _named(name: str) -> str:
    if name in FIELDS:
        return name
    raise TemplateError(f"has no field {{{name[:40]}}}: there are {', '.join(FIELDS)}")
