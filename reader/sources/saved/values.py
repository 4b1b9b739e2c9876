"""What stands in the fields of another program's export: every field may hold anything, and is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.lang import LANGUAGES
from reader.model import Saved, Unreadable
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable

Items = Iterator[Saved | Unreadable]

STARRED = "starred"
"""The tag of what its reader liked best: other programs have a mark of its own for it."""

_LINE = 1_000
"""Characters of the longest title, name or tag."""

_PASSAGE = 100_000
"""Characters of the longest passage or note."""

_ADDRESS = 8_000
_MOST = 1_000
"""Tags of one article."""

_MILLISECONDS = 10**11
"""From here on a number counts milliseconds: as seconds it would be the year 5138."""

_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Export:
    """What the program called `service` kept, an article at a time."""

    service: str
    items: Items


def address(value: object) -> str:
    """A web address.

    Raises:
        ValueError: where it is none.
    """
    said = value.strip() if isinstance(value, str) else ""
    if not said:
        raise ValueError(_("it has no address"))
    parts = urlsplit(said)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(_("{address} is no web address").format(address=line(said)))
    if len(said) > _ADDRESS or _NO_ADDRESS.search(said):
        raise ValueError(_("its address is none"))
    return said


def line(value: object) -> str | None:
    """A text on one line; None where nothing is said."""
    return " ".join(value[: 4 * _LINE].split())[:_LINE] or None if isinstance(value, str) else None


def passage(value: object) -> str:
    """A text of several lines; empty where nothing is said."""
    return value.strip()[:_PASSAGE] if isinstance(value, str) else ""


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """Names, each once."""
    found = (line(value) for value in values)
    return tuple(dict.fromkeys(each for each in found if each))[:_MOST]


def moment(value: object) -> datetime | None:
    """A time: seconds or milliseconds since 1970, or ISO 8601 (in UTC where it says nothing else); else None."""
    try:
        if isinstance(value, str) and not value.strip().isdecimal():
            found = datetime.fromisoformat(value.strip())
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            number = float(value)
            found = datetime.fromtimestamp(number / 1_000 if number >= _MILLISECONDS else number, UTC)
        else:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def moment_text(value: object) -> str:
    """A time as passages have it; empty where it is not known."""
    found = moment(value)
    return found.isoformat(timespec="seconds") if found else ""


def day(value: object) -> str | None:
    """A day, YYYY-MM-DD."""
    found = moment(value)
    return found.date().isoformat() if found else None


def share(value: object, whole: float = 1.0) -> float:
    """How much of an article was read, from 0 to 1, where `whole` is all of it."""
    try:
        number = float(value) / whole if isinstance(value, (str, int, float)) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return min(1.0, max(0.0, number)) if isfinite(number) else 0.0


def language(value: object) -> str | None:
    """An ISO 639-1 code."""
    code = re.split(r"[-_]", value.strip().lower())[0] if isinstance(value, str) else ""
    return code if code in LANGUAGES or re.fullmatch(r"[a-z]{2}", code) else None


def labelled(note: str, labels: Iterable[str]) -> str:
    """A note with the labels of its passage under it, which have no other place here."""
    signs = " ".join(f"#{label.lstrip('#')}" for label in labels)
    return "\n".join(filter(None, (note, signs)))
