"""A PDF document → parts, by way of the optional extra `pdf` (pypdf).

A PDF says where letters stand and nothing of what they are. Its text, page by page, is read as plain text is, and the
reader is told that the structure is a guess.
"""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.errors import NotAnArticleError
from reader.sources.html.metadata import day
from reader.sources.plain.parser import parse as parse_plain
from reader.tongue import N_, _, ngettext
from reader.tongue import number as printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Metadata, Part
    from reader.sources import Raw

GUESSED = N_("This is a PDF document: its headings and paragraphs are guessed from its lines.")

PAGES = 2_000
"""Pages that are read."""

SIZE = 20_000_000
"""Characters that are read."""

_LINE = 500
_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”", '"', ":", ")")


def parse(raw: Raw) -> Iterator[Part]:
    """The text of the document in `raw`, in parts.

    Raises:
        NotAnArticleError: where the extra is not installed, or the document is broken, locked or without text.
    """
    name = raw.location or _("the input")
    try:
        import pypdf
    except ImportError as error:
        raise NotAnArticleError(
            _("{name} is a PDF document: install Reader with its extra `pdf` (reader-tui[pdf]) to open it").format(
                name=name
            )
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity on standard error
    try:
        document = pypdf.PdfReader(io.BytesIO(raw.data))
        locked = document.is_encrypted and not document.decrypt("")
        pages, notices = ([], ()) if locked else _pages(document)
        said = None if locked else document.metadata
    except Exception as error:  # whatever a document does to somebody else's code is one sentence here
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise NotAnArticleError(
            _("{name} is a broken PDF document ({why}): fetch it again").format(name=name, why=why)
        ) from error
    if locked:
        raise NotAnArticleError(_("{name} is locked with a password: save it without one").format(name=name))
    text = _joined(pages)
    if not text.strip():
        raise NotAnArticleError(
            _("{name} holds no text (its pages may be pictures): run text recognition on it first").format(name=name)
        )
    plain = replace(raw, data=text.encode("utf-8", "replace"), media_type="text/plain", charset=None)
    for number, part in enumerate(parse_plain(plain)):
        if number == 0:
            metadata = _metadata(said, part.metadata) if part.metadata else None
            yield replace(part, metadata=metadata, notices=(_(GUESSED), *notices, *part.notices))
        else:
            yield part


def _pages(document: Any) -> tuple[list[str], tuple[str, ...]]:
    """The text of each page, and what the reader has to know of pages that gave none."""
    pages, size, broken = list[str](), 0, 0
    for number, page in enumerate(document.pages):
        if number >= PAGES or size > SIZE:
            long = _("The document is very long: this is its first {count} pages.").format(count=printed(number))
            return pages, (long,)
        try:
            text = page.extract_text()
        except Exception:  # one page must not lose the others
            broken += 1
            continue
        pages.append(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
        size += len(pages[-1])
    lost = ngettext(
        "{count} page of the document cannot be read.", "{count} pages of the document cannot be read.", broken
    )
    return pages, (lost.format(count=broken),) if broken else ()


def _joined(pages: Sequence[str]) -> str:
    """The pages as one text: a sentence that goes on over the page's end stays one."""
    out: list[str] = []
    for page in filter(str.strip, pages):
        if out:
            goes_on = not out[-1].rstrip().endswith(_SENTENCE_ENDS) and page.lstrip()[:1].islower()
            out.append("\n" if goes_on else "\n\n")
        out.append(page)
    return "".join(out)


def _metadata(said: Any, found: Metadata) -> Metadata:
    if said is None:
        return found
    title, author = (" ".join(str(each or "").split())[:_LINE] for each in (said.title, said.author))
    made = str(said.get("/CreationDate") or "").removeprefix("D:")
    return replace(
        found,
        title=found.title or title or None,
        authors=found.authors or ((author,) if author else ()),
        date=found.date or day(f"{made[:4]}-{made[4:6]}-{made[6:8]}"),
    )
