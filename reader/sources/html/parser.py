"""A web page → parts: the article in it, as the page shows it, from top to bottom.

The page becomes a tree (`tree`), the tree a flow of units (`flow`), of which those that are the article
(`evidence`, `choice`) are written. What the page says of itself is `metadata.py`'s. A page that is too large
or too hostile for a tree is read word by word, with its headings, lists and quotes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.errors import NotAnArticleError
from reader.lang import detect, knowledge
from reader.model import BlockKind, Metadata
from reader.sources.builder import Builder
from reader.sources.html.choice import choose
from reader.sources.html.evidence import Evidence, extracted, mark
from reader.sources.html.flow import flow_of
from reader.sources.html.headings import recover_headings
from reader.sources.html.metadata import completed, facts_of, language_of, normal, urlsplit_safe
from reader.sources.html.press import press
from reader.sources.html.tree import page_of, tree_of
from reader.sources.html.writer import UnitWriter
from reader.sources.markdown.fragments import fragments
from reader.sources.plain.furniture import furniture
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.model import Part
    from reader.sources import Raw
    from reader.sources.html.press import Press
    from reader.sources.html.tree import Page
    from reader.sources.html.units import Unit

PIECE = 64 * 1024
"""Characters of text in a part, about."""

SHORT = 400
"""Characters of text below which a page that has been read says how little it found."""

_BELOW = 4
"""Units below the article among which it says that it goes on for subscribers."""

_KICKER = 40
"""Characters before a title in the same heading."""

_HEAD = re.compile(r"<title\b[^<>]*+>[^<]*+</title\s*>", re.IGNORECASE)
"""What stands above the page, not on it."""

LOCKED = N_("The page says that it is for subscribers: this may be only the beginning of the article.")
UNSURE = N_("No article was found in the page: this is all of its text.")
PLAIN = N_("The page is too large or too deeply nested to be read as it is built: this is all of its text.")


def parse(raw: Raw) -> Iterator[Part]:
    """The article in `raw`, in parts of about PIECE characters.

    Raises:
        NotAnArticleError: where the page shows no text.
    """
    page = page_of(raw.data, raw.charset)
    root = tree_of(page.text)
    if root is None:
        yield from _word_by_word(raw, page)
        return
    address = raw.location if raw.location and urlsplit_safe(raw.location) else None
    around = furniture(None)
    facts = facts_of(root, page.linked_data, address, around)
    body = next(root.iter("body"), root)
    flow = flow_of(body, _quote_marks(facts.metadata.language))
    language = raw.language or language_of(facts.metadata.language, _sample(flow.units))
    around = furniture(language)
    title = _title_unit(flow.units, facts.metadata.title)
    texts = [extracted(root, address, len(page.text)), [facts.body] if facts.body else []]
    marks = [mark(flow.units, Evidence(text)) for text in texts if text]
    found = [any(each) for each in zip(*marks, strict=True)] or [False] * len(flow.units)
    said = press(language)
    keep = choose(flow, found, around, said, title, facts.metadata.authors)
    locked = facts.is_locked or _says_locked(flow.units, keep, said)
    units = [unit for unit, kept in zip(flow.units, keep, strict=True) if kept]
    notices = page.notices
    if not any(unit.kind is not BlockKind.IMAGE and unit is not _at(flow.units, title) for unit in units):
        units, notices = flow.units, (*notices, _(UNSURE))
    if not any(unit.size for unit in units):
        raise _empty(raw, locked=locked)
    if locked:
        notices = (*notices, _(LOCKED))
    recover_headings(units, around)
    metadata = replace(completed(facts.metadata, root, address, around), language=language)
    yield from _parts(units, _at(flow.units, title), _addresses(root, address), metadata, notices)


def _parts(
    units: Sequence[Unit],
    title: Unit | None,
    address: Callable[[str], str],
    metadata: Metadata,
    notices: tuple[str, ...],
) -> Iterator[Part]:
    builder, size = Builder(), 0
    writer = UnitWriter(builder, address)
    first: Metadata | None = metadata
    for unit in units:
        writer.write(unit, title=unit is title)
        size += len(unit.text)
        if size > PIECE and builder.pending:
            yield builder.part(first, notices)
            first, notices, size = None, (), 0
    if builder.pending:
        yield builder.part(first, notices)


def _word_by_word(raw: Raw, page: Page) -> Iterator[Part]:
    """All text of the page, with the blocks that its tags make; the walk never looks at a character twice."""
    builder, size = Builder(), 0
    first: Metadata | None = Metadata(language=raw.language)
    notices = (*page.notices, _(PLAIN))
    for fragment in fragments(_HEAD.sub("", page.text, count=1)):
        builder.verbatim(fragment.text)
        builder.block(fragment.kind, level=fragment.level, marker="•" if fragment.kind is BlockKind.LIST_ITEM else None)
        size += len(fragment.text)
        if size > PIECE and builder.pending:
            part = builder.part(None, notices)
            if first is not None and first.language is None:
                first = replace(first, language=detect(part.text))
            yield replace(part, metadata=first)
            first, notices, size = None, (), 0
    if builder.pending:
        part = builder.part(None, notices)
        if first is not None and first.language is None:
            first = replace(first, language=detect(part.text))
        yield replace(part, metadata=first)
    elif first is not None:
        raise _empty(raw, locked=False)


def _empty(raw: Raw, *, locked: bool) -> NotAnArticleError:
    name = raw.location or _("the page")
    if locked:
        return NotAnArticleError(
            _("{name} shows nothing to those who have not subscribed: open it in a browser").format(name=name)
        )
    return NotAnArticleError(
        _(
            "{name} holds no text of its own (pages that scripts write are empty without them): open it in a browser"
        ).format(name=name)
    )


def _says_locked(units: Sequence[Unit], keep: Sequence[bool], said: Press) -> bool:
    """Whether a line in or directly below the article, which leads to no other, says that the rest is paid for."""
    kept = [index for index, each in enumerate(keep) if each]
    if not kept:
        return False
    near = range(kept[0], min(len(units), kept[-1] + 1 + _BELOW))
    return any(2 * units[index].linked < units[index].size and said.is_locked(units[index].text) for index in near)


def _at(units: Sequence[Unit], index: int | None) -> Unit | None:
    return None if index is None else units[index]


def _title_unit(units: Sequence[Unit], title: str | None) -> int | None:
    """The unit that prints the title: the first heading of the highest level that does."""
    wanted = normal(title or "")
    if not wanted:
        return None
    headings = [(index, unit, normal(unit.text)) for index, unit in enumerate(units) if unit.kind is BlockKind.HEADING]
    printed = [(unit.level or 7, index) for index, unit, words in headings if words == wanted]
    if not printed:  # with the words above it that say what it is about
        printed = [
            (unit.level or 7, index)
            for index, unit, words in headings
            if words.endswith(f" {wanted}") and len(words) - len(wanted) <= _KICKER
        ]
    return min(printed)[1] if printed else None


def _quote_marks(language: str | None) -> tuple[str, str]:
    pairs = knowledge(language, "language").get("marks", {}).get("pairs")
    return (pairs[0][0], pairs[0][1]) if pairs else ("“", "”")


def _sample(units: Sequence[Unit]) -> str:
    """The page's longest blocks, which are in the article's language rather than in that of its template."""
    return " ".join(unit.text[:2_000] for unit in sorted(units, key=lambda unit: -unit.size)[:20])


def _addresses(root: HtmlElement, address: str | None) -> Callable[[str], str]:
    """A link's target as it stands → the address that it leads to, where the page's own is known."""
    base = next((each.get("href") or "" for each in root.iter("base")), "")

    def joined(target: str) -> str:
        target = target.strip()
        try:
            return urljoin(urljoin(address or "", base), target) if address or base else target
        except ValueError:
            return target

    return joined
