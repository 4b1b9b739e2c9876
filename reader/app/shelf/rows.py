"""The rows of kept articles, from the facts. Pure; all foreign text passes the gate here."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, overload

from reader import gate
from reader.app.dates import day_shown, month_shown
from reader.app.describe import LONGEST_TITLE, minutes
from reader.store import State
from reader.store.browsing import Order
from reader.tongue import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reader.model import Span
    from reader.store import Hit, Kept

LONGEST = 60
"""Characters of a site or a tag that a row shows."""

_WEEK = 7
_LENGTHS = ((2, N_("Two minutes at most")), (5, N_("Up to five minutes")), (15, N_("Up to a quarter of an hour")))

ORDERS = {
    Order.RECENT: N_("The last opened or taken in come first."),
    Order.DATE: N_("The latest come first."),
    Order.TITLE: N_("In the order of their titles."),
    Order.SOURCE: N_("By where they are from."),
    Order.LENGTH: N_("The shortest come first."),
}
"""What is said of an order when it is taken."""


class ShelfRow(NamedTuple):
    """An article as the list shows it; all its texts are through the gate.

    Attributes:
        number: The article's number in the library.
        sha256: The hash of its bytes; empty where the row is not known yet.
        title: What to call it.
        about: Where it is from, and of which day.
        counts: How much there is in it: quotations, highlights, versions.
        minutes: How long reading it takes.
        tags: What its reader calls it.
        share: How much of it was read, 0 to 1.
        state: How far it was read.
        is_archived: Whether it was put away.
        origin: What it is from.
        day: The day that it is of, YYYY-MM-DD; empty where it has none.
        seen: When it was last opened or taken in.
        excerpt: With a search: the words around what was found.
        matches: Where in the excerpt that is.
        place: Where it stands in the article; None where only the title has it.
        speaker: Who says what was found.
    """

    number: int
    sha256: str = ""
    title: str = ""
    about: str = ""
    counts: str = ""
    minutes: int = 0
    tags: tuple[str, ...] = ()
    share: float = 0.0
    state: State = State.UNREAD
    is_archived: bool = False
    origin: str = ""
    day: str = ""
    seen: datetime | None = None
    excerpt: str = ""
    matches: tuple[Span, ...] = ()
    place: Span | None = None
    speaker: str = ""

    @property
    def looked_for(self) -> str:
        """The words that a search found first, as they stand in the article."""
        return self.matches[0].of(self.excerpt) if self.matches else ""

    @property
    def is_known(self) -> bool:
        """Whether there is more than a number."""
        return bool(self.sha256)


def row_of(number: int, kept: Kept) -> ShelfRow:
    """The row of a kept article."""
    origin = gate.line(kept.origin, LONGEST).removeprefix("www.") or _("this machine")
    about = " · ".join(filter(None, (origin, day_shown(kept.metadata.date))))
    counts = [
        ngettext("{number} quotation", "{number} quotations", kept.quotations).format(number=kept.quotations)
        if kept.quotations
        else "",
        ngettext("{number} highlight", "{number} highlights", kept.highlights).format(number=kept.highlights)
        if kept.highlights
        else "",
        _("{number} versions").format(number=kept.versions) if kept.versions > 1 else "",
    ]
    return ShelfRow(
        number,
        kept.source.sha256,
        gate.line(kept.name, LONGEST_TITLE),
        about,
        " · ".join(filter(None, counts)),
        minutes(kept.characters),
        tuple(map(tag_shown, kept.tags)),
        kept.furthest,
        kept.state,
        kept.is_archived,
        origin,
        (kept.metadata.date or "")[:10],
        kept.seen_at,
    )


def tag_shown(tag: str) -> str:
    """A tag as it is shown; a comma of its own is another sign, since tags are written with commas between."""
    return gate.line(tag, LONGEST).replace(",", "‚")


def found_row(number: int, hit: Hit) -> ShelfRow:
    """The row of something that a search found in an article; where only its title has it, that says enough."""
    row = row_of(number, hit.article)
    if hit.span is None:
        return row
    excerpt = "".join(" " if char.isspace() else char for char in hit.excerpt)
    said = gate.line(hit.speaker, LONGEST) if hit.speaker else ""
    return row._replace(excerpt=gate.visible(excerpt), matches=hit.matches, place=hit.span, speaker=said)


def section(row: ShelfRow, order: Order, today: date) -> str:
    """Under which heading a row stands in that order; empty where it is not known."""
    if not row.is_known:
        return ""
    match order:
        case Order.RECENT:
            return _when(row.seen, today)
        case Order.DATE:
            return month_shown(row.day[:7]) if row.day else _("Without a date")
        case Order.SOURCE:
            return row.origin
        case Order.TITLE:
            return row.title[:1].upper()
    return next((_(said) for most, said in _LENGTHS if row.minutes <= most), _("Longer"))


def today() -> date:
    """The day that it is here."""
    return datetime.now().astimezone().date()


def _when(seen: datetime | None, now: date) -> str:
    if seen is None:
        return ""
    day = seen.astimezone().date()
    ago = (now - day).days
    if ago <= 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    return _("In the last seven days") if ago < _WEEK else month_shown(day.isoformat()[:7])


class Rows(Sequence[ShelfRow]):
    """The rows of a list by their numbers; of those that nobody has looked at there is only the number.

    Args:
        numbers: The articles' numbers, in order.
        known: The rows that are known.
    """

    def __init__(self, numbers: Sequence[int] = (), known: Mapping[int, ShelfRow] | None = None) -> None:
        self.numbers = numbers if isinstance(numbers, array) else array("q", numbers)
        self.known = dict(known or {})

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> ShelfRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ShelfRow]: ...
    def __getitem__(self, index: int | slice) -> ShelfRow | Sequence[ShelfRow]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        number = self.numbers[index]
        return self.known.get(number) or ShelfRow(number)

    def place_of(self, number: int) -> int | None:
        """Where the article of that number stands; None where it does not."""
        try:
            return self.numbers.index(number)
        except ValueError:
            return None

    def unknown(self, first: int, last: int) -> list[int]:
        """The numbers from place `first` up to before `last` of which nothing is known yet."""
        return [number for number in self.numbers[max(0, first) : last] if number not in self.known]
