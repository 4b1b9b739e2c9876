"""`reader library tag`, `archive`, `rm` and `restore`: what a reader says of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.library.listing import the_article
from reader.cli.library.records import ARTICLES, SHORT, article
from reader.cli.narration import remark
from reader.cli.output import emit
from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.store import Kept, Library


def run(arguments: Namespace, library: Library) -> int:
    """Mark `arguments.articles`; all must be there before any is marked."""
    marked = [the_article(short, library) for short in arguments.articles]
    for kept in marked:
        _mark(kept, arguments, library)
    if arguments.format is not None:
        known = (library.shelf.article(kept.source.sha256) for kept in marked)
        emit(arguments.format, [article(kept) for kept in known if kept is not None], ARTICLES)
    return 0


def _mark(kept: Kept, arguments: Namespace, library: Library) -> None:
    sha256, shelf = kept.source.sha256, library.shelf
    name = line(kept.name, 60)
    match arguments.task:
        case "tag":
            shelf.untag(sha256, arguments.remove)
            shelf.tag(sha256, arguments.add)
        case "archive":
            shelf.archive(sha256, archived=not arguments.undo)
        case "restore":
            shelf.remove(sha256, removed=False)
        case _:
            shelf.remove(sha256)
            remark(
                _("removed: {name}; `reader library restore {id}` brings it back").format(name=name, id=sha256[:SHORT])
            )
