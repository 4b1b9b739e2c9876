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
from reader.tongue import N_, _, number

if TYPE_CHECKING:
    from collections.abc import Mapping

COPY_FORMATS: Mapping[str, str] = {
    "plain": N_("the words"),
    "marked": N_("the words in quote marks"),
    "cited": N_("in quote marks, with speaker and source"),
    "markdown": N_("a Markdown block quote with its source"),
    "html": N_("an HTML block quote with its source"),
    "apa": N_("APA: in the text, and the reference"),
    "mla": N_("MLA: in the text, and the work cited"),
    "chicago": N_("Chicago: a note by author and title"),
    "french": N_("French usage: a note with « title »"),
    "bibtex": N_("a BibTeX entry"),
    "biblatex": N_("a BibLaTeX entry"),
    "csl-json": N_("an item of CSL-JSON, for Zotero and pandoc"),
    "link": N_("a link to the words on their page"),
}
"""Every format that a quotation can be copied in, and what it is; `reader.exports.quoting` makes them."""

FIELDS: Mapping[str, str] = {
    "words": N_("the quotation"),
    "marked": N_("the quotation in the quote marks of its language"),
    "speaker": N_("who says it"),
    "role": N_("the speaker's role"),
    "title": N_("the article's title"),
    "authors": N_("its authors"),
    "site": N_("the outlet"),
    "date": N_("the date, as the language writes it"),
    "iso_date": N_("the date as YYYY-MM-DD"),
    "year": N_("the year"),
    "url": N_("the address"),
    "link": N_("the address with the quoted words"),
    "section": N_("the title of the section"),
    "paragraph": N_("the number of the paragraph"),
    "language": N_("the language's code"),
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
        raise TemplateError(_("is longer than {most} characters").format(most=number(LONGEST)))
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
            raise TemplateError(
                _("has a {sign} without its other half; write it twice for the sign itself").format(sign=sign)
            )
        else:
            parts.append(sign)
    if inside:
        raise TemplateError(
            _("has a {sign} without its other half; write it twice for the sign itself").format(sign="[")
        )
    return Template((*groups, (False, tuple(parts))))


def _named(name: str) -> str:
    if name in FIELDS:
        return name
    raise TemplateError(
        _("has no field {name}: there are {fields}").format(name=f"{{{name[:40]}}}", fields=", ".join(FIELDS))
    )
