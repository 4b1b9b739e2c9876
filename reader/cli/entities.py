"""`reader entities`: who and what an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.listing import list_records

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.exports.records import Record


def run(arguments: Namespace) -> int:
    """Print the entities of `arguments.sources`, with `arguments.type` only those of these types."""

    def wanted(record: Record) -> bool:
        return not arguments.type or record["type"] in arguments.type

    missing = "no entity of the type " + " or ".join(arguments.type) if arguments.type else "no entity"
    return list_records("entities", arguments, wanted, missing)
