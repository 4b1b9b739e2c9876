"""`reader library import`: articles are taken in, with what is found in them, and not opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.batch import Batch, media_type
from reader.cli.library.records import ARTICLES, article
from reader.cli.output import emit
from reader.keeping import take_in

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from reader.sources import Raw
    from reader.store import Kept, Library


def run(arguments: Namespace, library: Library) -> int:
    """Take in the articles at `arguments.sources`, and print what was taken."""
    batch = Batch(arguments.sources, media_type(arguments))

    def read(source: str | Raw) -> Kept:
        kept = take_in(source, library)
        library.shelf.tag(kept.source.sha256, arguments.tag)
        return library.shelf.article(kept.source.sha256) or kept

    def records() -> Iterator[dict[str, str | int | bool | None]]:
        yield from map(article, batch.each(read))

    emit(arguments.format, records(), ARTICLES)
    return batch.failure
