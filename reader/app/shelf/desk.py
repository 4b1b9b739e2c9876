"""What the screens ask of the library and change in it, beside the keys: attributes go down again when it answers.

Long questions (all numbers, tallies, a search) have a thread and a connection of their own, so that neither a row that
comes on the screen nor a change waits for them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.app.shelf.groups import ALL, Group, chosen
from reader.app.shelf.lane import Lane
from reader.app.shelf.matching import Titles
from reader.app.shelf.rows import Rows, ShelfRow, found_row, row_of
from reader.app.shelf.undoing import Undo, Undoing
from reader.errors import LibraryError, UsageError
from reader.store import Library
from reader.store.browsing import Choice, Order, Tallies
from reader.store.query import Query, Term, parse

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping, Sequence

    from reader.store import Kept

FIRST = 120
"""Rows that are asked for at once: as many as any screen shows, and a page more."""

FOUND = 200
"""Hits of a search that are shown."""

LEAST = 3
"""Characters of a word that is still being typed from which a search takes it for the beginning of one."""


class Wanted(NamedTuple):
    """What a list is to show: a group in an order, narrowed to what is typed; `full` where whole texts are searched."""

    group: Group = ALL
    order: Order = Order.RECENT
    typed: str = ""
    full: bool = False


class Shown(NamedTuple):
    """What there is of what was wanted; `is_whole` unless more follows. `fault`: what is wrong with what was typed."""

    wanted: Wanted
    rows: Rows
    is_whole: bool = True
    fault: str = ""


class Desk:
    """Where the library is asked.

    Args:
        library: The library.
        home: Has what it is given called on the app's thread, and does not wait for that.
        tell: Tells the reader of a fault, on the app's thread.
    """

    def __init__(self, library: Library, home: Callable[[partial[None]], object], tell: Callable[[str], None]) -> None:
        self._library = library
        self._home = home
        self._tell = tell
        self._questions, self._errands = Lane("questions"), Lane("errands")
        self._own: Library | None = None
        self._listed: tuple[Choice, Order, array[int]] | None = None
        self._titles: Titles | None = None
        self.undoing = Undoing()
        self.unkept: set[object] = set()
        """One for each change that is neither on the disk nor was said not to be.

        The app's thread adds; the other takes away what is kept.
        """

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._questions.is_busy or self._errands.is_busy

    def finish(self, patience: float) -> None:
        """Wait for the changes under way, at most so many seconds."""
        self._errands.finish(patience)

    # Questions

    def show(self, wanted: Wanted, take: Callable[[Shown], None]) -> None:
        """Ask what there is of `wanted`; it comes in two parts where it is long. What was asked before is dropped."""
        self._questions.ask(partial(self._safely, self._show, wanted, take), "show")

    def rows(self, numbers: Sequence[int], take: Callable[[Mapping[int, ShelfRow]], None]) -> None:
        """Ask for the rows of those articles."""

        def work(library: Library) -> None:
            self._home(partial(take, _rows(library.browsing.rows(numbers))))

        self._errands.ask(partial(self._guarded, work, self._library), "rows")

    def tally(self, take: Callable[[Tallies, int], None]) -> None:
        """Ask how many articles stand where, and how many entries of feeds are unread."""

        def work(library: Library) -> None:
            unread = sum(feed.unread for feed in library.feeds.all())
            self._home(partial(take, library.browsing.tallies(), unread))

        self._questions.ask(partial(self._safely, work), "tally")

    def ask(self, question: Callable[[Library], partial[None]], name: str) -> None:
        """Ask anything else: `question` gives what to call at home. One that waits under the same name is dropped."""

        def work(library: Library) -> None:
            self._home(question(library))

        self._errands.ask(partial(self._guarded, work, self._library), name)

    def forget(self) -> None:
        """The library has been changed: what was learnt of its titles and order holds no longer."""
        self._questions.ask(self._forget_all)

    def _forget_all(self) -> None:
        self._listed = self._titles = None

    # Changes

    def change(self, make: Callable[[Library], Undo | None], done: Callable[[Undo | None], None]) -> None:
        """Change something; `done` is called with what was done once it is on the disk."""

        def work(library: Library) -> None:
            undo = make(library)
            if undo is not None:
                self.undoing.made(undo)
            self._home(partial(done, undo))

        self._have_kept(work)

    def undo(self, done: Callable[[Undo | None], None]) -> None:
        """Take the last change back; `done` is called with it, or with None where there is none."""

        def work(library: Library) -> None:
            undo = self.undoing.last()
            if undo is not None:
                try:
                    undo.take_back(library)
                except LibraryError:
                    self.undoing.made(undo)  # it can be tried again
                    raise
            self._home(partial(done, undo))

        self._have_kept(work)

    def _have_kept(self, work: Callable[[Library], None]) -> None:
        waiting = object()
        self.unkept.add(waiting)
        self._errands.ask(partial(self._keep, work, waiting))

    # In the threads

    def _safely(self, work: Callable[..., None], *words: object) -> None:
        """Do `work` with the connection for long questions; a library in memory has only the one."""

        def asked(library: Library) -> None:
            if self._own is None:
                self._own = Library.open(library.path) if library.remembers else library
            work(self._own, *words)

        self._guarded(asked, self._library)

    def _keep(self, work: Callable[[Library], None], waiting: object) -> None:
        try:
            work(self._library)
        except LibraryError as error:
            self._home(partial(self._refuse, waiting, str(error)))
        else:
            self.unkept.discard(waiting)

    def _refuse(self, waiting: object, fault: str) -> None:
        """On the app's thread: tell of a change that could not be made."""
        self.unkept.discard(waiting)
        self._tell(fault)

    def _guarded(self, work: Callable[[Library], None], library: Library) -> None:
        try:
            work(library)
        except LibraryError as error:
            self._home(partial(self._tell, str(error)))

    def _show(self, library: Library, wanted: Wanted, take: Callable[[Shown], None]) -> None:
        try:
            query = parse(wanted.typed)
        except UsageError as error:
            self._home(partial(take, Shown(wanted, Rows(), fault=str(error))))
            return
        if wanted.full and not query.is_empty:
            self._search(library, wanted, query, take)
            return
        choice = chosen(wanted.group, replace(query, words=(), titles=(), without=()))
        words = (*query.words, *query.titles)
        if not (words or query.without):
            first = library.browsing.first(choice, wanted.order, FIRST)
            more = len(first) == FIRST
            self._home(partial(take, Shown(wanted, Rows(list(first), _rows(first)), is_whole=not more)))
            if more:
                numbers = self._numbers(library, choice, wanted.order, anew=True)
                self._home(partial(take, Shown(wanted, Rows(numbers, _rows(first)))))
            return
        if self._titles is None:
            self._titles = Titles(library.browsing.titles())
        fitting = self._titles.fitting(self._numbers(library, choice, wanted.order), words, query.without)
        known = _rows(library.browsing.rows(fitting[:FIRST]))
        self._home(partial(take, Shown(wanted, Rows(fitting, known))))

    def _numbers(self, library: Library, choice: Choice, order: Order, *, anew: bool = False) -> array[int]:
        """All numbers of `choice`; asked once for as long as only words are typed."""
        if anew or self._listed is None or self._listed[:2] != (choice, order):
            self._listed = choice, order, library.browsing.numbers(choice, order)
        return self._listed[2]

    def _search(self, library: Library, wanted: Wanted, query: Query, take: Callable[[Shown], None]) -> None:
        choice = chosen(wanted.group, _unfinished(query, wanted.typed))
        hits = [
            hit
            for hit in library.shelf.search(choice.query, FOUND)
            if choice.source is None or hit.article.origin == choice.source
        ]
        rows = Rows(range(len(hits)), {number: found_row(number, hit) for number, hit in enumerate(hits)})
        self._home(partial(take, Shown(wanted, rows)))


def _rows(kept: Mapping[int, Kept]) -> dict[int, ShelfRow]:
    return {number: row_of(number, each) for number, each in kept.items()}


def _unfinished(query: Query, typed: str) -> Query:
    """`query` with its last word as the beginning of one, where it is still being typed."""
    if not query.words or not typed[-1:].isalnum():
        return query
    last = query.words[-1]
    if not typed.endswith(last.text) or len(last.text) < LEAST:
        return query
    return replace(query, words=(*query.words[:-1], Term(last.text, is_prefix=True)))
