"""A quotation's source as an entry for reference managers: BibTeX, BibLaTeX and CSL-JSON.

Written here because the libraries that write BibTeX drag a LaTeX encoder in and escape nothing by themselves; the
tests read what is written back with one of them. CSL-JSON follows the schema of CSL 1.0.2 ("csl-data.json"). The
quotation itself stands in the entry's annotation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from reader.exports.citation_styles import place_words
from reader.gate import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.exports.authors import Author
    from reader.exports.reference import Reference

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_LANGUAGES: Mapping[str, str] = {
    "fr": "french",
    "en": "english",
    "de": "german",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}
"""babel's names, by which BibLaTeX knows languages."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months, which every style translates."""

_WORD = re.compile(r"[a-z0-9]{4,}")


def biblatex(reference: Reference, number: int | None = None) -> str:
    """An entry for BibLaTeX and biber; `number` tells it apart from others of the same source."""
    day = reference.day
    fields = [
        *_named(reference),
        ("organization", _latex(reference.site)),
        ("date", day.isoformat() if day else _latex(reference.date)),
        ("url", _url(reference)),
        ("langid", _LANGUAGES.get(reference.language or "")),
        ("annotation", _latex(annotation(reference))),
    ]
    return _entry("online", key(reference, number), fields)


def bibtex(reference: Reference, number: int | None = None) -> str:
    """An entry for classic BibTeX, in UTF-8; it has no type for the web, and so is `misc`.

    `number` tells it apart from others of the same source: two entries of one key are an error.
    """
    day = reference.day
    fields = [
        *_named(reference),
        ("howpublished", _latex(reference.site)),
        ("year", str(day.year) if day else _latex(reference.date)),
        ("month", _MONTHS[day.month - 1] if day else None),
        ("url", _url(reference)),
        ("annote", _latex(annotation(reference))),
    ]
    return _entry("misc", key(reference, number), fields)


def csl_json(reference: Reference) -> str:
    """An array of one item, as Zotero, pandoc and citeproc take it."""
    return json.dumps([csl_item(reference)], ensure_ascii=False, indent=2) + "\n"


def csl_item(reference: Reference, number: int | None = None) -> dict[str, Any]:
    """The item of CSL-JSON; `number` tells it apart from others of the same source."""
    day = reference.day
    issued: dict[str, Any] | None = {"literal": reference.date} if reference.date else None
    if day:
        issued = {"date-parts": [[day.year, day.month, day.day]]}
    kind = "webpage" if reference.url else "document"
    item = {
        "id": key(reference, number),
        "type": "article-newspaper" if reference.site else kind,
        "title": reference.title,
        "author": [_csl_name(author) for author in reference.authors],
        "container-title": reference.site,
        "issued": issued,
        "URL": reference.url,
        "language": reference.language,
        "annote": annotation(reference),
    }
    return {name: _clean(value) for name, value in item.items() if value}


def annotation(reference: Reference) -> str:
    """The quotation in its marks, who says it, and where it stands."""
    opening, closing = reference.marks
    parts = [reference.voice, *place_words(reference)]
    said = ", ".join(filter(None, parts))
    return f"{opening}{reference.words}{closing}" + (f" — {said}" if said else "")


def key(reference: Reference, number: int | None = None) -> str:
    """The entry's key, of what is known: family name, year, the first long word of the title; then its number."""
    author = _plain(reference.authors[0].short) if reference.authors else _plain(reference.site or "")
    word = _WORD.search(_folded(reference.title or ""))
    year = str(reference.day.year) if reference.day else ""
    name = author + year + (word[0] if word else "") or "article"
    return name if number is None else f"{name}-{number}"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _plain(name: str) -> str:
    return "".join(char for char in _folded(name) if char.isascii() and char.isalnum())


def _named(reference: Reference) -> list[tuple[str, str | None]]:
    return [
        ("author", " and ".join(map(_bib_name, reference.authors)) or None),
        ("title", f"{{{title}}}" if (title := _latex(reference.title)) else None),
    ]


def _bib_name(author: Author) -> str:
    """A person as `family, given`; whoever is none in braces, so that no style takes the name apart."""
    if author.family and author.given:
        return f"{_latex(author.family)}, {_latex(author.given)}"
    return f"{{{_latex(author.name)}}}"


def _entry(kind: str, name: str, fields: list[tuple[str, str | None]]) -> str:
    known = [(field, value) for field, value in fields if value]
    width = max((len(field) for field, _ in known), default=0)
    # BibTeX knows its months as names without braces.
    lines = [f"  {field:<{width}} = {value if field == 'month' else f'{{{value}}}'},\n" for field, value in known]
    return f"@{kind}{{{name},\n{''.join(lines)}}}\n"


def _latex(text: str | None) -> str | None:
    """`text` with LaTeX's special signs escaped; letters stay UTF-8, and a line end is a space."""
    if not text:
        return None
    return "".join(_SPECIAL.get(char, char) for char in " ".join(_clean(text).split("\n")))


def _url(reference: Reference) -> str | None:
    """The address as it is, but for signs that would end the field."""
    return reference.url.translate({ord(sign): f"%{ord(sign):02X}" for sign in "{}\\"}) if reference.url else None


def _csl_name(author: Author) -> dict[str, str]:
    if author.family and author.given:
        return {"family": _clean(author.family), "given": _clean(author.given)}
    return {"literal": _clean(author.name)}


def _clean(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value
