"""Articles that the library knows by their address alone: they wait until their reader has them fetched.

What another program had kept of each (its tags, what was marked in it, how far it was read) waits with it, and is laid
on the article once that is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.model import Entry, Passage, Saved
from reader.store.database import kept, written
from reader.store.records import now
from reader.store.shelf import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.store.database import Database

_TEXT = "CAST(? AS TEXT)"
_WAITING = (
    "SELECT address, title, authors, site, date, language, tags, passages, furthest, archived, saved_at, tried_at,"
    " fault FROM waiting"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits to be fetched; `fault` says why the last attempt failed."""

    saved: Saved
    tried_at: datetime | None = None
    fault: str | None = None

    @property
    def address(self) -> str:
        """Where it is."""
        return self.saved.entry.id


class WaitingList:
    """The articles of a library that wait.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, saved: Saved) -> bool:
        """Has an article wait; whether anything is new. What is known of one that waits already is completed.

        Raises:
            ValueError: where it has no address.
        """
        address = address_of(saved.entry.location)
        if address is None:
            raise ValueError("without an address")
        with self._database.changing() as connection:
            old = self.at(address)  # as no other program changes it until this is done
            if old is not None:
                saved = _joined(old.saved, saved)
                if saved == old.saved:
                    return False
            entry = saved.entry
            connection.execute(
                "INSERT INTO waiting (address, title, authors, site, date, language, tags, passages, furthest,"
                f" archived, saved_at) VALUES ({_TEXT}, {_TEXT}, {_TEXT}, {_TEXT}, {_TEXT}, {_TEXT}, {_TEXT}, {_TEXT},"
                " ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET title = excluded.title, authors = excluded.authors, site = excluded.site,"
                " date = excluded.date, language = excluded.language, tags = excluded.tags,"
                " passages = excluded.passages, furthest = excluded.furthest, archived = excluded.archived",
                (
                    kept(address),
                    kept(entry.title),
                    kept(_list(entry.authors)),
                    kept(entry.site),
                    kept(entry.date),
                    kept(entry.language),
                    kept(_list(saved.tags)),
                    kept(_list([each.quote, each.note, each.made_at] for each in saved.passages)),
                    saved.furthest,
                    saved.is_archived,
                    written(saved.saved_at or now()),
                ),
            )
        return True

    def all(self, most: int = -1) -> tuple[Waiting, ...]:
        """Those that wait, the last saved first; by default all of them."""
        return tuple(self._database.facts(_waiting, f"{_WAITING} ORDER BY saved_at DESC, id LIMIT ?", most))

    def at(self, location: str) -> Waiting | None:
        """The one that waits for what is at `location`; None where none does."""
        return self._database.fact(_waiting, f"{_WAITING} WHERE address = {_TEXT}", kept(address_of(location)))

    def count(self) -> int:
        """How many wait."""
        return self._database.fact(lambda row: int(row[0]), "SELECT count(*) FROM waiting") or 0

    def tried(self, address: str, fault: str) -> None:
        """Keeps that an article could not be fetched, and why."""
        with self._database.changing() as connection:
            connection.execute(
                f"UPDATE waiting SET tried_at = ?, fault = {_TEXT} WHERE address = {_TEXT}",
                (written(now()), kept(fault), kept(address)),
            )

    def settled(self, waiting: Waiting, sha256: str) -> Waiting | None:
        """Keeps which article `waiting` became, wherever that was found in the end; it waits no longer.

        Where more is known of it by now than `waiting` says, nothing is done and that is given.
        """
        address = waiting.address
        with self._database.changing() as connection:
            known = self.at(address)
            if known is not None and known.saved != waiting.saved:
                return known
            connection.execute(f"DELETE FROM waiting WHERE address = {_TEXT}", (kept(address),))
            connection.execute(
                f"INSERT INTO aliases (address, sha256) VALUES ({_TEXT}, ?)"
                " ON CONFLICT DO UPDATE SET sha256 = excluded.sha256",
                (kept(address), sha256),
            )
        return None

    def became(self, location: str) -> str | None:
        """The hash of the article that what waited for `location` became; None where nothing did."""
        statement = f"SELECT sha256 FROM aliases WHERE address = {_TEXT}"
        return self._database.fact(lambda row: str(row[0]), statement, kept(address_of(location)))

    def remove(self, address: str) -> bool:
        """Has the article at `address` wait no longer; whether it did."""
        with self._database.changing() as connection:
            return connection.execute(f"DELETE FROM waiting WHERE address = {_TEXT}", (kept(address),)).rowcount > 0


def _joined(old: Saved, new: Saved) -> Saved:
    """What is known of an article after it was taken in again: what is new is added, nothing is taken away."""
    entry, said = old.entry, new.entry
    known = Entry(
        entry.id,
        entry.title or said.title,
        entry.location,
        entry.date or said.date,
        entry.authors or said.authors,
        entry.site or said.site,
        entry.language or said.language,
    )
    return Saved(
        known,
        old.saved_at,
        tuple(dict.fromkeys([*old.tags, *new.tags])),
        tuple(dict.fromkeys([*old.passages, *new.passages])),
        max(old.furthest, new.furthest),
        old.is_archived or new.is_archived,
    )


def _list(values: Any) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _waiting(row: Sequence[Any]) -> Waiting:
    address, title, authors, site, date, language, tags, passages, furthest, archived, saved_at, tried_at, fault = row
    entry = Entry(address, title, address, date, tuple(json.loads(authors)), site, language)
    saved = Saved(
        entry,
        datetime.fromisoformat(saved_at),
        tuple(json.loads(tags)),
        tuple(Passage(*each) for each in json.loads(passages)),
        furthest,
        is_archived=bool(archived),
    )
    return Waiting(saved, datetime.fromisoformat(tried_at) if tried_at else None, fault)
