"""What may stand on the command line, command by command. What several of them take is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.grammar import Help
from reader.cli.values import count
from reader.exports import FORMATS
from reader.formats import BULK_TYPES, TYPES
from reader.tongue import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

SOURCE = N_("a path, a folder (its articles), a web address, a feed (its entries), or - for standard input")
SOURCES = N_(
    "a path, a folder (its articles), a web address, a feed (its entries), a .jsonl archive (its lines), "
    "or - for standard input"
)
TYPE = N_("what the source is, where its name and its bytes mislead (also for -): {types}")

FORM: dict[str, Any] = {"formatter_class": Help, "allow_abbrev": False}


def add_corrected(parser: ArgumentParser) -> None:
    """Add `--corrected`."""
    parser.add_argument("--corrected", action="store_true", help=_("with the corrections that the library keeps"))


def add_jobs(parser: ArgumentParser) -> None:
    """Add `--jobs`."""
    parser.add_argument(
        "--jobs",
        type=count,
        default=1,
        metavar="N",
        help=_("read with N processes; the output is the same (default: 1)"),
    )


def add_sources(parser: ArgumentParser) -> None:
    """Add the sources, and `--type` where that says what they are."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=_(SOURCES))
    if parser.prog.rpartition(" ")[2] != "entities":  # there --type says both, see EntitiesType
        add_type(parser, BULK_TYPES)


def add_type(parser: ArgumentParser, types: Iterable[str] = TYPES) -> None:
    """Add `--type`, which says what a source is."""
    words = list(types)
    parser.add_argument("--type", dest="source_type", choices=words, help=_(TYPE).format(types=", ".join(words)))


LISTED = N_(
    "table (default) and markdown are for people, json, jsonl and csv for programs; in CSV a cell that a "
    "spreadsheet would take for a formula has an apostrophe before it"
)
DONE = N_("print what was done: table and markdown are for people, json, jsonl and csv for programs")
DRAWN = N_("print the figures, not the plot: table and markdown are for people, json, jsonl and csv for programs")


def add_format(parser: ArgumentParser, meaning: str = LISTED) -> None:
    """Add `--format` of a listing.

    Args:
        parser: Whose option it is.
        meaning: What the format is of. But for LISTED, the command prints no listing where none is asked for.
    """
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="table" if meaning is LISTED else None,
        help=_(meaning),
    )
