"""What the library gives and takes: facts about a reader's dealings with an article, never about its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Anchor


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


def _universal(time: datetime) -> datetime:
    """`time` in UTC: in other zones two equal times may differ, in the hour that a clock repeats in autumn."""
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    return time.astimezone(UTC)
