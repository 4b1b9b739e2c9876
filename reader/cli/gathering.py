"""What the sources of a batch stand for, one after the other: a folder for its articles, an archive for its lines.

Nothing is held: of an archive of a million lines one is there at a time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import ReaderError
from reader.formats import ARCHIVES, JSON_LINES
from reader.sources import Raw
from reader.sources.corpus import Line, count, is_archive, lines
from reader.sources.feed.folder import articles, is_folder
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STANDARD_INPUT = "-"
"""What only this process can read."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that cannot be told apart into articles, or not to its end: an exit code and a sentence."""

    source: str
    code: int
    sentence: str


Item: TypeAlias = str | Raw | Line | Refused
"""One article to read: its path or address, its bytes, its line in an archive; or why there is none."""


def gathered(
    sources: Iterable[str | Raw], media_type: str | None, more: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """The articles that `sources` stand for, in order.

    Args:
        sources: Paths, folders, archives, addresses or `-`; or what was fetched already.
        media_type: What they are, where the user knows better than their names say.
        more: Told how many articles more there are than sources, where somebody wants to see how far it is.
    """
    for source in sources:
        if isinstance(source, Raw):
            yield source
            continue
        try:
            yield from _of(source, media_type, more)
        except ReaderError as error:
            yield Refused(source, error.exit_code, str(error))


def _of(source: str, media_type: str | None, more: Callable[[int], None] | None) -> Iterator[Item]:
    if media_type == JSON_LINES or (media_type is None and is_archive(source)):
        if more is not None and source != STANDARD_INPUT:
            more(max(0, count(source) - 1))
        yield from lines(source)
    elif is_folder(source):
        paths = articles(Path(source), ARCHIVES)
        if more is not None:
            more(len(paths) - 1)
        yield from gathered(map(str, paths), media_type, more)
    else:
        yield source


def name_of(item: Item) -> str:
    """What to call `item` in a sentence."""
    if isinstance(item, str):
        return item
    if isinstance(item, Raw):
        return item.location or _("the input")
    return item.source if isinstance(item, Refused) else item.name


def mark_of(item: Item) -> str:
    """What tells `item` from every other, and finds it again in another run: 24 hexadecimal digits."""
    data = item.data if not isinstance(item, str | Refused) else None
    called = item.location or "" if isinstance(item, Raw) else name_of(item)
    name = f"{type(item).__name__}\0{called}\0".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(name + (data or b""), digest_size=12).hexdigest()
