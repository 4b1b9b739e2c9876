"""`reader library list`, `show` and `highlights`: which articles are kept, what is known of one, what was marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.library.records import ARTICLES, HIGHLIGHTS, article, highlighted
from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import remark
from reader.cli.output import emit, terminal_width, write
from reader.errors import UsageError
from reader.gate import line, visible
from reader.store.query import joined, parse
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.store import Kept, Library

LEAST = 4
"""Characters of a hash that a command takes for an article at least."""


def run(arguments: Namespace, library: Library) -> int:
    """Print what the library holds, what it knows of one article, or what was highlighted in all of them."""
    if arguments.task == "show":
        return _show(the_article(arguments.article, library), arguments.format, library)
    if arguments.task == "highlights":
        marked = library.highlights.all(arguments.most)
        emit(arguments.format, (highlighted(*each) for each in marked), HIGHLIGHTS)
        if not marked:
            remark(_("nothing is highlighted in the library"))
        return 0 if marked else NOTHING_FOUND
    query = parse(joined(arguments.query))
    found = library.shelf.articles(query, arguments.most)
    emit(arguments.format, map(article, found), ARTICLES)
    if found:
        return 0
    remark(_("the library is empty") if query.is_empty else _("no article of the library is so"))
    return NOTHING_FOUND


def the_article(short: str, library: Library) -> Kept:
    """The article whose hash begins with `short`.

    Raises:
        UsageError: where there is none, or more than one.
    """
    found = library.shelf.article(short.lower()) if len(short) >= LEAST else None
    if found is None:
        raise UsageError(
            _("{id} is not the id of one article: `reader library list` shows them; {least} characters or more").format(
                id=short, least=LEAST
            )
        )
    return found


def _show(kept: Kept, form: str, library: Library) -> int:
    """What is known of an article, with its highlights; in a table for people also where it came from."""
    if form != "table":
        emit(form, [article(kept)], ARTICLES)
        return 0
    shown = line if terminal_width() is None else visible
    for column, value in article(kept).items():
        if value is not None:
            name = column.replace("_", " ")
            write(f"{_(name):<11}{shown(str(value))}\n")
    for highlight in library.highlights.of(kept.source.sha256):
        note = f"  ({highlight.note})" if highlight.note else ""
        write(f"{_('highlight'):<11}{line(highlight.anchor.quote + note)}\n")
    return 0
