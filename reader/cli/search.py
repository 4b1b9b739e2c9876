"""`reader search`: across all that the library holds, in articles, in what they quote, and in notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.library.records import HITS, hit
from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import remark
from reader.cli.output import emit
from reader.errors import UsageError
from reader.places import library_may_be_there
from reader.store import Library
from reader.store.query import joined, parse
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print what `arguments.query` finds; with `--said` quotations alone, in time.

    Raises:
        UsageError: where nothing is asked, or a field of the query cannot hold what it is given.
        LibraryError: where the library cannot be read.
    """
    query = parse(joined(arguments.query))
    if query.is_empty:
        raise UsageError(_("nothing is asked: give words, or a field such as speaker:NAME; see reader search --help"))
    if not library_may_be_there():  # to ask makes none
        remark(_("there is no library yet: it begins with the first article that is opened"))
        return NOTHING_FOUND
    with Library.open() as library:
        find = library.shelf.said if arguments.said else library.shelf.search
        found = find(query, arguments.most)
        emit(arguments.format, map(hit, found), HITS)
    if found:
        return 0
    remark(_("nothing was found"))
    return NOTHING_FOUND
