"""A book (EPUB 2 or 3) → parts: its files in the order of reading, its chapters as sections.

The first part is the first file that says anything, so that a book is on the screen before it has been read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import NotAnArticleError
from reader.lang import detect
from reader.sources.archive import BOOK, Archive, MissingError
from reader.sources.builder import Builder
from reader.sources.epub.headings import Levels
from reader.sources.epub.package import package_of
from reader.sources.epub.paths import resolved
from reader.sources.html.flow import flow_of
from reader.sources.html.hypertext import addresses, quote_marks, write_words
from reader.sources.html.tree import page_of
from reader.sources.html.tree import tree_of as page_tree
from reader.sources.html.writer import UnitWriter
from reader.sources.xml_tree import local_name, text_of, tree_of
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reader.model import Metadata, Part
    from reader.sources import Raw
    from reader.sources.epub.package import Chapter

PIECE = 64 * 1024
"""Characters of text in a part, about."""

_TOLD = 3
"""Files that cannot be read which are named; of more their number is told."""


def parse(raw: Raw) -> Iterator[Part]:
    """The book in `raw`, in parts of about PIECE characters. A file of it that cannot be read is named in a notice.

    Raises:
        NotAnArticleError: where it is no book, a broken one, or one without text.
    """
    name = raw.location or _("the input")
    archive = Archive(raw.data, name, BOOK)
    package = package_of(archive, name)
    chapters: dict[str, list[Chapter]] = {}
    for chapter in package.contents:
        chapters.setdefault(chapter.path, []).append(chapter)
    metadata: Metadata | None = package.metadata
    notices, levels = package.notices, Levels()
    marks = quote_marks(package.metadata.language)
    builder, size, unread = Builder(), 0, 0
    for path in dict.fromkeys(package.spine):
        try:
            data = archive.read(path)
        except MissingError as error:
            unread += 1
            if unread <= _TOLD:
                notices = (*notices, _("A part of the book cannot be read: {error}.").format(error=error))
            continue
        for length in _written(path, data, builder, levels, chapters.get(path, []), marks):
            size += length
            if builder.pending and size > PIECE:
                yield _part(builder, raw, metadata, notices)
                metadata, notices, size = None, (), 0
        if builder.pending and metadata is not None:
            yield _part(builder, raw, metadata, notices)
            metadata, notices, size = None, (), 0
    if builder.pending or ((notices or unread > _TOLD) and metadata is None):
        yield _part(builder, raw, metadata, (*notices, *_told(unread - _TOLD)))
    elif metadata is not None:
        missing = f" ({notices[-1].removesuffix('.')})" if notices else ""
        raise NotAnArticleError(
            _("{name} holds no text{missing}: its pages may be pictures").format(name=name, missing=missing)
        )


def _told(further: int) -> tuple[str, ...]:
    """What is said of files that cannot be read and are not named."""
    if further <= 0:
        return ()
    said = ngettext(
        "{count} further part of the book cannot be read.",
        "{count} further parts of the book cannot be read.",
        further,
    )
    return (said.format(count=number(further)),)


def _written(
    path: str, data: bytes, builder: Builder, levels: Levels, chapters: list[Chapter], marks: tuple[str, str]
) -> Iterator[int]:
    """Write a file of the book, block by block; yields the length of each."""
    body = _body(data)
    if body is None:
        write_words(page_of(data).text, builder)
        return
    levels.assign(body, chapters)
    writer = UnitWriter(builder, addresses(None), lambda source: (resolved(path, source) or (None,))[0])
    for unit in flow_of(body, marks).units:
        writer.write(unit)
        yield len(unit.text)


def _body(data: bytes) -> _Element | None:
    """The body of a file: as XML, which books are in, else as the web reads broken pages, else None."""
    root = tree_of(text_of(data)[0], recover=False)
    if root is None:
        root = page_tree(page_of(data).text)
        if root is None:
            return None
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag[0] == "{":
            element.tag = local_name(element.tag)
    return next(root.iter("body"), root)


def _part(builder: Builder, raw: Raw, metadata: Metadata | None, notices: tuple[str, ...]) -> Part:
    part = builder.part(None, notices)
    if metadata is None:
        return part
    return replace(part, metadata=replace(metadata, language=raw.language or metadata.language or detect(part.text)))
