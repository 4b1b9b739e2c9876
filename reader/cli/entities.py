"""`reader entities`: who and what an article names, as a list or with the sentences that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.listing import Task, batch_of, corrections, ended, examined, list_records
from reader.cli.output import terminal_width, write
from reader.exports.mentions import entity_with_sentences
from reader.gate import visible
from reader.model.names import holds
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from reader.exports.records import Record


def run(arguments: Namespace) -> int:
    """Print the entities of `arguments.sources`, where it is said only those of these types and names."""
    types, names = arguments.type, arguments.name

    def fits(kind: object, name: object) -> bool:
        named = not names or (isinstance(name, str) and any(holds(name, each) for each in names))
        return named and (not types or kind in types)

    def wanted(record: Record) -> bool:
        return fits(record["type"], record["name"])

    told = _("no entity")
    if types and names:
        told = _("no entity of the type {types} called {names}")
    elif types or names:
        told = _("no entity of the type {types}") if types else _("no entity called {names}")
    missing = told.format(types=_(" or ").join(types), names=_(" or ").join(names))
    return (
        _sentences(arguments, fits, missing)
        if arguments.sentences
        else list_records("entities", arguments, wanted, missing)
    )


def _sentences(arguments: Namespace, fits: Callable[[object, object], bool], missing: str) -> int:
    """Print each entity with its sentences, two empty lines between two, and give the exit code."""
    batch, found = batch_of(arguments), 0
    with corrections(kept=arguments.corrected) as store:
        for article, analysis in batch.each(Task(examined, store)):
            for entity in analysis.entities:
                if fits(entity.type.value, entity.name):
                    text = entity_with_sentences(article, entity, analysis.quotations) + "\n"
                    write(("\n\n" if found else "") + (text if terminal_width() is None else visible(text)))
                    found += 1
    return ended(batch, found, missing)
