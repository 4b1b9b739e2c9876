"""What the library gives and takes: facts about a reader's dealings with articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Anchor, Metadata, Source, Span


def now() -> datetime:
    """The time, as the library keeps it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader is in an article.

    `anchor` is the first character on the screen, `furthest` the share of the article that was ever read, from 0 to
    1, `saved_at` a time of any zone, kept in UTC.
    """

    anchor: Anchor
    furthest: float
    saved_at: datetime = field(default_factory=now)

    def __post_init__(self) -> None:
        if not 0 <= self.furthest <= 1:
            raise ValueError(f"no share: {self.furthest}")
        object.__setattr__(self, "saved_at", _universal(self.saved_at))


@dataclass(frozen=True, slots=True)
class Opened:
    """An article that was opened: the hash of its raw bytes, where it lay, and what it said of itself."""

    sha256: str
    location: str | None = None
    title: str | None = None
    language: str | None = None
    opened_at: datetime = field(default_factory=now)

    def __post_init__(self) -> None:
        object.__setattr__(self, "opened_at", _universal(self.opened_at))


class State(StrEnum):
    """How far an article has been read: not at all, in part, to its end."""

    UNREAD = "unread"
    BEGUN = "begun"
    FINISHED = "finished"


FINISHED = 0.98
"""The share of an article behind which it counts as read: its last lines are often not its own."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that the library has whole, as its list shows it.

    `characters` is the length of its text, `furthest` the share of it that was read (0 to 1), `opened_at` None where
    it was taken in and never opened. `versions` counts the texts that were found at its address, this one included.
    `quotations` and `highlights` are how many it has, `seen_at` when it was last opened or taken in.
    """

    source: Source
    metadata: Metadata
    characters: int
    kept_at: datetime
    opened_at: datetime | None = None
    furthest: float = 0.0
    quotations: int = 0
    versions: int = 1
    tags: tuple[str, ...] = ()
    is_archived: bool = False
    is_removed: bool = False
    highlights: int = 0
    seen_at: datetime | None = None

    @property
    def name(self) -> str:
        """What to call it: its title, else the end of where it came from, else the beginning of its hash."""
        end = (self.source.location or "").rstrip("/").rpartition("/")[2]
        return self.metadata.title or end or self.source.sha256[:8]

    @property
    def origin(self) -> str:
        """What it is from: its site, else the host that it was read from, else nothing."""
        address = self.metadata.url or self.source.location or ""
        return self.metadata.site or (address.partition("://")[2].partition("/")[0] if "://" in address else "")

    @property
    def state(self) -> State:
        """How far it has been read."""
        if self.furthest >= FINISHED:
            return State.FINISHED
        return State.BEGUN if self.opened_at else State.UNREAD


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a kept article was read from, with what its server said of their encoding."""

    data: bytes
    source: Source
    charset: str | None = None
    language: str | None = None


class HitKind(StrEnum):
    """Where a search found what it looked for: in an article's words, in a quotation, in a reader's note."""

    ARTICLE = "article"
    QUOTATION = "quotation"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found.

    `excerpt` is text of the article (of a note, the note's), in which `matches` are the spans of what was looked
    for; `span` is where the found words stand in the article, None where only its title has them.
    """

    kind: HitKind
    article: Kept
    excerpt: str
    matches: tuple[Span, ...] = ()
    span: Span | None = None
    speaker: str | None = None
    role: str | None = None
    fact: str | None = None


def _universal(time: datetime) -> datetime:
    """`time` in UTC: in other zones two equal times may differ, in the hour that a clock repeats in autumn."""
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    return time.astimezone(UTC)
