"""A quotation with its source as markup: a Markdown block quote, and HTML that holds no script and loads nothing.

What an article says is text in either: every sign that Markdown or HTML would act upon is escaped.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.exports.as_json import dumps
from reader.exports.reference import written_date
from reader.gate import visible
from reader.lang import knowledge

if TYPE_CHECKING:
    from reader.exports.reference import Reference

_MARKUP = re.compile(r"[\\`*_~\[\]<>|${]|&(?=[#\w])|!(?=\[)|==|\^|(?<=[<{%])%")
"""What Markdown would act upon, and what the programs would that make notes and sites of it.

`<%`, `{%` and `{{` are run by templates (Templater, Jekyll), attributes stand in braces (pandoc, kramdown), and what
stands between two `%%` is not shown (Obsidian).
"""

_TEMPLATE = re.compile(r"<(?=%)|\{(?=[{%])")
"""The sign that begins what templates run wherever it stands, in front matter and in code too."""

_NOT_IN_ADDRESSES = re.compile(r"[<>{}\\`\"|^\x00-\x1f\x7f]")
"""What no address holds (RFC 3986), and what would end one in Markdown, or be run there."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_AT_THE_START = re.compile(r"^([^\S\n]*)(#|[-+](?=\s|$)|=+[^\S\n]*$|-{2,}|\d+(?=[.)](?:\s|$))|:)", re.MULTILINE)


def printable(text: str) -> str:
    """`text` without what no file of markup should hold: control characters are shown; marks of direction stay."""
    return _CONTROL.sub(lambda found: visible(found[0]), text)


def html_text(text: str) -> str:
    """`text` as HTML that is read as this text."""
    return _untemplated(escape(text, quote=False))


def html_value(text: str) -> str:
    """`text` as the value of an attribute between double quotes."""
    return _untemplated(escape(text))


def _untemplated(escaped: str) -> str:
    return _TEMPLATE.sub(lambda found: f"&#{ord(found[0])};", escaped)


def is_run(text: str) -> bool:
    """Whether `text` holds what a template would run."""
    return _TEMPLATE.search(text) is not None


def front_matter_text(text: str) -> str:
    """`text` as JSON writes it, which YAML reads as the same text, without what a template would run."""
    return _TEMPLATE.sub(lambda found: f"\\u{ord(found[0]):04x}", dumps(printable(text)))


def markdown_text(text: str) -> str:
    """`text` as Markdown that is read as this text, and stays the lines that it is."""
    escaped = _MARKUP.sub(lambda found: "".join(f"\\{char}" for char in found[0]), text)
    return _AT_THE_START.sub(_escaped_start, escaped)


def _escaped_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign}\\" if sign.isdigit() else f"{found[1]}\\{sign}"


def markdown_link(text: str, url: str | None) -> str:
    """`text` as a link to `url`, or as it is."""
    if not url:
        return markdown_text(text)
    return f"[{markdown_text(text)}]({markdown_address(url)})"


def markdown_address(url: str) -> str:
    """`url` as a link that shows itself; what cannot stand in an address is encoded, as browsers do."""
    return f"<{_NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), url)}>"


def block_quote(reference: Reference) -> str:
    """A Markdown block quote: the words, then a line that names the source."""
    lines = ["> " + markdown_text(line) for line in reference.words.split("\n")]
    source = _source(reference)
    return "\n>\n".join([*lines, f"> — {source}"] if source else lines) + "\n"


def _source(reference: Reference) -> str:
    title = markdown_link(reference.title, reference.url) if reference.title else None
    if title is None and reference.url:
        title = markdown_address(reference.url)
    parts = [
        _escaped(reference.voice),
        title,
        _escaped(reference.site),
        _escaped(", ".join(author.name for author in reference.authors)),
        _escaped(written_date(reference, knowledge(reference.language, "citation"))),
    ]
    return ", ".join(filter(None, parts))


def _escaped(text: str | None) -> str | None:
    return markdown_text(text) if text else None


def html(reference: Reference) -> str:
    """A figure: the words as a block quote, and a caption that names the source."""
    address = f' cite="{html_value(reference.url)}"' if reference.url else ""
    language = f' lang="{html_value(reference.language)}"' if reference.language else ""
    words = "".join(f"<p>{html_text(line)}</p>" for line in reference.words.split("\n"))
    caption = ", ".join(filter(None, _caption(reference)))
    caption = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>\n<blockquote{address}{language}>{words}</blockquote>{caption}\n</figure>\n"


def _caption(reference: Reference) -> list[str | None]:
    title = f"<cite>{html_text(reference.title)}</cite>" if reference.title else None
    if reference.url:
        title = f'<a href="{html_value(reference.url)}">{title or html_text(reference.url)}</a>'
    date = written_date(reference, knowledge(reference.language, "citation"))
    shown = html_text(date) if date else None
    if reference.day:
        shown = f'<time datetime="{reference.day.isoformat()}">{shown}</time>'
    return [
        html_text(reference.voice) if reference.voice else None,
        title,
        html_text(reference.site) if reference.site else None,
        html_text(", ".join(author.name for author in reference.authors)) or None,
        shown,
    ]
