"""What the lists of the library and of feeds tell their screens, and these the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.app.shelf.entries import EntryRow, FeedRow
    from reader.app.shelf.groups import Group
    from reader.app.shelf.rows import ShelfRow


class RowPointed(Message):
    """The cursor is on an article; `entered` where it is to be opened."""

    def __init__(self, row: ShelfRow, *, entered: bool) -> None:
        super().__init__()
        self.row = row
        self.entered = entered


class RowsWanted(Message):
    """Rows from place `first` up to before `last` are on the screen and not known yet."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.first = first
        self.last = last


class GroupPointed(Message):
    """The cursor is on a group of articles; `entered` where the reader means to go on there."""

    def __init__(self, group: Group, *, entered: bool) -> None:
        super().__init__()
        self.group = group
        self.entered = entered


class FeedPointed(Message):
    """The cursor is on a feed; `entered` where the reader means to go on to its entries."""

    def __init__(self, feed: FeedRow, *, entered: bool) -> None:
        super().__init__()
        self.feed = feed
        self.entered = entered


class EntryPointed(Message):
    """The cursor is on an entry of a feed; `entered` where it is to be opened."""

    def __init__(self, entry: EntryRow, *, entered: bool) -> None:
        super().__init__()
        self.entry = entry
        self.entered = entered


class KeptChosen(Message):
    """Open the kept article of `row`, at what a search found in it where it was found by one."""

    def __init__(self, row: ShelfRow) -> None:
        super().__init__()
        self.row = row


class EntryChosen(Message):
    """Open an entry of a feed."""

    def __init__(self, entry: EntryRow) -> None:
        super().__init__()
        self.entry = entry


class LibraryWanted(Message):
    """Show the library."""


class FeedsWanted(Message):
    """Show the feeds."""


class AdditionWanted(Message):
    """Take in the article, or follow the feed, at `location`; a feed where it `is_feed` that is wanted."""

    def __init__(self, location: str, *, is_feed: bool) -> None:
        super().__init__()
        self.location = location
        self.is_feed = is_feed


class VersionWanted(Message):
    """Show the article's other version."""


class RefreshWanted(Message):
    """Look at the feeds at `addresses`, at all where there are none; `if_due` only at those not seen for long."""

    def __init__(self, addresses: tuple[str, ...], *, if_due: bool = False) -> None:
        super().__init__()
        self.addresses = addresses
        self.if_due = if_due


class OutlineWanted(Message):
    """Write the list of feeds to the file that the reader named."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
