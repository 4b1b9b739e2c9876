"""`reader library trend` and `voices`: how often somebody is named in time, and who is quoted how much."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.across.people import people
from reader.across.times import Unit, counted, label, unit_of
from reader.cli.library.across import named_as, tell_apart
from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import remark
from reader.cli.output import emit, terminal_width, write
from reader.exports.plots import bars, columns
from reader.exports.records import Column
from reader.gate import line
from reader.store.query import joined, parse
from reader.tongue import _, ngettext, percent

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from reader.exports.records import Record
    from reader.store import Library
    from reader.store.query import Query

TREND = (
    Column("name", "Name"),
    Column("unit", "By", told=_),
    Column("period", "Period"),
    Column("mentions", "Mentions", number=True),
    Column("articles", "Articles", number=True),
    Column("share", "Share %", number=True),
)
"""How often a name stands in a period; `share` is its share of all names that were asked for, in that period."""

VOICES = (
    Column("name", "Speaker", spacious=True),
    Column("quotations", "Quotations", number=True),
    Column("articles", "Articles", number=True),
    Column("characters", "Characters", number=True),
    Column("share", "Share %", number=True),
)
"""Who is quoted how much; `share` is of all characters that somebody who is known says."""

_WIDTH = 80
"""Cells of a plot where no terminal says how many there are."""

_WIDEST = 120


def run(arguments: Namespace, library: Library) -> int:
    """Draw, or print, what was asked for."""
    return _voices(arguments, library) if arguments.task == "voices" else _trend(arguments, library)


def _trend(arguments: Namespace, library: Library) -> int:
    query = parse(joined(arguments.within))
    found: dict[str, list[tuple[str, int]]] = {}
    for name in arguments.names:
        namings, wanted = named_as(name, query, library)
        tell_apart(name, wanted)
        if not wanted:
            remark(_("{name} is named in no article of the library").format(name=name))
        for person in wanted:
            days = [(each.day, each.mentions) for each in namings if each.name in person.names]
            found[person.name] = [*found.get(person.name, []), *days]
    every = [day for days in found.values() for day, _count in days]
    if not every:
        return NOTHING_FOUND
    unit = unit_of(every, Unit(arguments.by) if arguments.by else None)
    if arguments.format is not None:
        emit(arguments.format, _periods(found, unit, every), TREND)
        return 0
    for name, days in found.items():
        counts = counted(days, unit, every)
        total = sum(counts.values())
        told = ngettext("{name}: {count} mention", "{name}: {count} mentions", total).format(name=name, count=total)
        write(line(told) + "\n")
        for drawn in columns({label(at, unit): n for at, n in counts.items()}, _width(), is_plain=_is_plain(arguments)):
            write(drawn)
    if len(found) > 1:
        _draw([(name, sum(count for _day, count in days)) for name, days in found.items()], arguments)
    return 0


def _periods(found: dict[str, list[tuple[str, int]]], unit: Unit, every: Sequence[str]) -> Iterator[Record]:
    mentions = {name: counted(days, unit, every) for name, days in found.items()}
    for name, days in found.items():
        articles = counted([(day, 1) for day, _count in days], unit, every)
        for period, count in mentions[name].items():
            total = sum(each[period] for each in mentions.values())
            yield {
                "name": name,
                "unit": unit.value,
                "period": period,
                "mentions": count,
                "articles": articles[period],
                "share": round(100 * count / total) if total else None,
            }


def _voices(arguments: Namespace, library: Library) -> int:
    query = parse(joined(arguments.query))
    records = _shares(query, library)
    if not records:
        remark(_("nobody is quoted in these articles"))
        return NOTHING_FOUND
    shown = records[: arguments.most]
    if arguments.format is not None:
        emit(arguments.format, shown, VOICES)
    else:
        _draw([(str(each["name"]), int(each["characters"] or 0)) for each in shown], arguments, records)
    return 0


def _shares(query: Query, library: Library) -> list[Record]:
    """Speakers by what they say; a surname alone counts for the only one who has it."""
    voices = {each.name: each for each in library.names.voices(query)}
    total = sum(each.characters for each in voices.values())
    records: list[Record] = []
    for person in people({name: each.quotations for name, each in voices.items()}):
        own = [voices[name] for name in person.names]
        characters = sum(each.characters for each in own)
        records.append(
            {
                "name": person.name,
                "quotations": person.count,
                "articles": sum(each.articles for each in own),
                "characters": characters,
                "share": round(100 * characters / total) if total else 0,
            }
        )
    return sorted(records, key=lambda each: (-int(each["characters"] or 0), str(each["name"])))


def _draw(counts: Sequence[tuple[str, int]], arguments: Namespace, all_: Sequence[Record] = ()) -> None:
    total = sum(int(each["characters"] or 0) for each in all_) or sum(count for _name, count in counts) or 1
    rows = [(name, float(count), percent(round(100 * count / total))) for name, count in counts]
    for drawn in bars(rows, _width(), is_plain=_is_plain(arguments)):
        write(drawn)


def _width() -> int:
    return min(terminal_width() or _WIDTH, _WIDEST)


def _is_plain(arguments: Namespace) -> bool:
    return bool(arguments.plain) or os.environ.get("TERM") == "dumb"
