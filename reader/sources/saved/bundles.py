"""Exports of several files: an archive, or the folder that one was unpacked to.

Omnivore's holds lists of articles, and beside them a page and a Markdown file of highlights for each, by its slug. A
slug is looked up among the files that are there and never becomes a path.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from reader.errors import SourceError
from reader.model import Passage, Unreadable
from reader.sources.archive import EXPORT, MissingError
from reader.sources.encoding import decode
from reader.sources.fetch import read
from reader.sources.saved import documents, pages, tables, values
from reader.sources.saved.documents import OMNIVORE
from reader.sources.saved.values import Export

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.model import Saved
    from reader.sources.saved.values import Items

_DEPTH = 3
"""Parts of the longest path of a list: annotations/part_000000.json, in a folder perhaps."""

_LABELS = re.compile(r"#\S.*")


class Files(Protocol):
    """Files that belong together."""

    @property
    def paths(self) -> Sequence[str]:
        """The path of each, with `/` between its parts."""

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`.

        Raises:
            MissingError: where it cannot be read.
        """


class Folder:
    """The files in a folder, those in folders of it too; what is a link to elsewhere is left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.paths: Sequence[str] = sorted(self._walked())[: EXPORT.members]

    def _walked(self) -> Iterator[str]:
        for base, _, names in os.walk(self._folder):
            depth = len(PurePosixPath(os.path.relpath(base, self._folder)).parts)
            for name in names if depth < _DEPTH else ():
                path = self._folder / base / name
                if not path.is_symlink():
                    yield path.relative_to(self._folder).as_posix()

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`."""
        try:
            return read(str(self._folder / path))
        except SourceError as error:
            raise MissingError(str(error)) from error


def export_of(files: Files) -> Export | None:
    """The export that `files` are; None where there is no list of articles among them."""
    found: list[Export] = []
    faults: list[Unreadable] = []
    for path in sorted(files.paths, key=lambda path: (path.count("/"), path)):  # what is on top knows most
        parts = PurePosixPath(path).parts
        if len(parts) > _DEPTH or PurePosixPath(path).suffix.lower() not in (".csv", ".json", ".html"):
            continue
        if path.lower().endswith(".html") and (len(parts) > 1 or isinstance(files, Folder)):
            continue
        try:
            data = files.read(path)
        except MissingError as error:
            faults.append(Unreadable(path, str(error)))
            continue
        export = tables.read(data) or documents.read(data) or pages.read(data)
        if export is not None:
            found.append(export)
    if not found:
        return None
    items = chain(faults, *(each.items for each in found))
    service = found[0].service
    return Export(service, _completed(items, files) if service == OMNIVORE else items)


def _completed(items: Items, files: Files) -> Items:
    """Omnivore's articles with their pages and highlights."""
    by_name = {"/".join(PurePosixPath(path).parts[-2:]): path for path in files.paths}
    for item in items:
        if isinstance(item, Unreadable):
            yield item
            continue
        try:
            yield _with_files(item, files, by_name)
        except MissingError as error:
            yield Unreadable(item.name, str(error))
            yield item


def _with_files(item: Saved, files: Files, by_name: dict[str, str]) -> Saved:
    slug = item.entry.id
    page, marked = by_name.get(f"content/{slug}.html"), by_name.get(f"highlights/{slug}.md")
    if page is not None:
        content = decode(files.read(page))[0]
        if content.strip():
            item = replace(item, entry=replace(item.entry, content=content, is_markup=True))
    if marked is not None:
        item = replace(item, passages=tuple(_passages(decode(files.read(marked))[0])))
    return item


def _passages(markdown: str) -> Iterator[Passage]:
    """Block quotes, and behind each its labels and the note on it; words before the first are on the whole article."""
    quote, notes = "", list[str]()
    for paragraph in [*re.split(r"\n[ \t]*\n\s*", markdown.strip()), ">"]:
        if not paragraph.startswith(">"):
            notes.append(paragraph.strip())
            continue
        if quote or any(notes):
            labels = [note for note in notes if _LABELS.fullmatch(note)]
            words = "\n\n".join(note for note in notes if note not in labels)
            yield Passage(values.passage(quote), values.passage("\n".join(filter(None, [words, *labels]))))
        quote, notes = _quoted(paragraph), []


def _quoted(paragraph: str) -> str:
    """The words of a block quote; a line of it that begins with `>` again begins a paragraph."""
    first, *lines = paragraph[1:].strip().split("\n")
    return first.strip() + "".join(
        f"\n\n{line[1:].strip()}" if line.startswith(">") else f"\n{line.strip()}" for line in lines
    )
