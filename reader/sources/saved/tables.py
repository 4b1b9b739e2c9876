"""Exports as CSV: a form is known by the columns that it must have, and reads a row at a time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from reader.model import Entry, Passage, Saved, Unreadable
from reader.sources.encoding import decode
from reader.sources.saved import values
from reader.sources.saved.values import Export
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.sources.saved.values import Items

Row = dict[str, str]

_HEAD = 4_096
"""Bytes that the first line must end in."""

_FAULTS = 1_000
"""Rows without sense behind which a file is no table."""

_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


@dataclass(frozen=True, slots=True)
class _Form:
    """A program's table: the columns that it must have, in small letters, and what a row of it says."""

    service: str
    columns: frozenset[str]
    read: Callable[[Row], Saved]


def read(data: bytes) -> Export | None:
    """What the table `data` holds; None where it has not the columns of any form."""
    head = decode(data[:_HEAD])[0].partition("\n")[0]
    try:
        columns = {name.strip().lower() for name in next(csv.reader([head]), [])}
    except csv.Error:
        return None
    if columns >= _READWISE:
        return Export("Readwise", _highlights(data))
    form = next((each for each in _FORMS if columns >= each.columns), None)
    return Export(form.service, _items(data, form)) if form else None


def _items(data: bytes, form: _Form) -> Items:
    for number, row in _rows(data):
        if isinstance(row, str):
            yield Unreadable(_("row {number}").format(number=number), row)
            continue
        try:
            yield form.read(row)
        except ValueError as error:
            yield Unreadable(_("row {number}").format(number=number), str(error))


def _rows(data: bytes) -> Iterator[tuple[int, Row | str]]:
    """Each row with its number as a spreadsheet counts, or why it is none."""
    reader = csv.reader(io.StringIO(decode(data)[0], newline=""))
    number, faults = 0, 0
    names: list[str] = []
    while faults < _FAULTS:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults += 1
            yield number, _("it is no row of a table")
            continue
        if not names:
            names = [name.strip().lower() for name in cells]
        elif any(cells):
            yield number, dict(zip_longest(names, cells[: len(names)], fillvalue=""))
    yield number, _("too little before it makes sense: the rest is left out")


def _pocket(row: Row) -> Saved:
    where = values.address(row["url"])
    return Saved(
        Entry(where, _title(row["title"], where), where),
        values.moment(row["time_added"]),
        values.tags(re.split(r"[|,]", row.get("tags", ""))),
        is_archived=row["status"].strip().lower() == "archive",
    )


def _instapaper(row: Row) -> Saved:
    where, folder = values.address(row["url"]), row["folder"].strip()
    told = {"unread": [], "archive": [], "starred": [values.STARRED]}.get(folder.lower(), [folder])
    selected = values.passage(row.get("selection"))
    at = values.moment(row["timestamp"])
    return Saved(
        Entry(where, _title(row["title"], where), where),
        at,
        values.tags([*told, *_strings(row.get("tags", ""))]),
        (Passage(selected, made_at=values.moment_text(row["timestamp"])),) if selected else (),
        is_archived=folder.lower() == "archive",
    )


def _reader(row: Row) -> Saved:
    where = values.address(row["url"])
    return Saved(
        Entry(where, _title(row["title"], where), where),
        values.moment(row["saved date"]),
        values.tags(_strings(row["document tags"])),
        furthest=values.share(row["reading progress"]),
        is_archived=row["location"].strip().lower() == "archive",
    )


_READWISE = frozenset({"highlight", "book title", "book author", "highlighted at"})
_FORMS = (
    _Form("Pocket", frozenset({"title", "url", "time_added", "status"}), _pocket),
    _Form("Instapaper", frozenset({"url", "title", "folder", "timestamp"}), _instapaper),
    _Form(
        "Readwise Reader",
        frozenset({"title", "url", "document tags", "saved date", "reading progress", "location"}),
        _reader,
    ),
)


def _highlights(data: bytes) -> Items:
    """Readwise's own table has a row for each passage, and no address: those of one work are brought together."""
    works: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for number, row in _rows(data):
        if isinstance(row, str):
            yield Unreadable(_("row {number}").format(number=number), row)
        elif not (title := values.line(row.get("book title"))) or not values.passage(row.get("highlight")):
            yield Unreadable(_("row {number}").format(number=number), _("it has no title, or no words"))
        else:
            works[title, values.line(row.get("book author")) or ""].append(row)
    for (title, author), rows in works.items():
        passages = dict.fromkeys(map(_passage, rows))
        times = [each.made_at for each in passages if each.made_at]
        yield Saved(
            Entry(f"{title}\n{author}", title, authors=(author,) if author else ()),
            values.moment(min(times)) if times else None,
            values.tags(tag for row in rows for tag in row.get("document tags", "").split(",")),
            tuple(passages),
        )


def _passage(row: Row) -> Passage:
    labels = values.tags(row.get("tags", "").split(","))
    return Passage(
        values.passage(row["highlight"]),
        values.labelled(values.passage(row.get("note")), labels),
        values.moment_text(row.get("highlighted at")),
    )


def _title(said: str | None, where: str) -> str | None:
    """The title; programs write the address where they know none."""
    title = values.line(said)
    return None if title == where else title


def _strings(listed: str) -> list[str]:
    """The texts of a list as JSON or as Python writes it."""
    try:
        found = json.loads(listed)
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
    except (ValueError, RecursionError):
        return [re.sub(r"\\(.)", r"\1", one or other) for one, other in _QUOTED.findall(listed)]
