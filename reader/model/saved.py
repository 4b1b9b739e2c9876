"""What another program had kept of an article for its reader: where it is, how far it was read, and what was marked."""

from __future__ import annotations

from reader.facts import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.listing import Entry


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a reader marked elsewhere, as the other program gives them, and the note on them.

    Without a `quote` the note is on the whole article. `made_at` is a time in ISO 8601, in UTC; empty where it is not
    known.
    """

    quote: str
    note: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """An article that was kept elsewhere.

    `entry` has its address in `location`, and its words in `content` where the other program had them. `furthest` is
    the share of it that was read, from 0 to 1.
    """

    entry: Entry
    saved_at: datetime | None = None
    tags: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    furthest: float = 0.0
    is_archived: bool = False

    @property
    def name(self) -> str:
        """What to call it."""
        return self.entry.title or self.entry.location or self.entry.id


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A piece of another program's export that makes no sense: where it stands, and why."""

    where: str
    why: str
