"""What may stand on the command line. Nothing here imports what a command does, so that --help is immediate."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any, NoReturn

from reader import __version__
from reader.cli.grammar import speak
from reader.cli.narration import complain
from reader.cli.output import write
from reader.cli.words import FORM
from reader.cli.words.drafts import add_check, add_export
from reader.cli.words.facts import add_entities, add_extract, add_quotes, add_sections
from reader.cli.words.feeds import add_feeds
from reader.cli.words.library import add_library, add_search
from reader.cli.words.reading import add_open, add_serve, add_show
from reader.cli.words.surroundings import add_completion, add_config, add_doctor
from reader.errors import UsageError
from reader.gate import line
from reader.tongue import N_, _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

_CODES = N_("""\
Data goes to standard output, everything else to standard error.
exit codes: 0 done, 1 nothing found where that is the question, 2 wrong usage, 3 a source cannot be read,
  4 it is no article, 5 the network, 6 the library, 70 a fault of Reader itself, 130 interrupted, 141 the pipe was
  closed. In a batch one bad source does not stop the others; the code is that of the first that failed.""")


class _Parser(ArgumentParser):
    """An argument parser whose complaints are one safe sentence."""

    def error(self, message: str) -> NoReturn:
        complain(_("{fault}; {command} --help shows how it is used").format(fault=message, command=line(self.prog)))
        raise SystemExit(UsageError.exit_code)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print what --help and --version say; argparse itself would not tell that it cannot be written."""
        if message and file is not None and file is sys.stdout:
            write(message)
        else:
            super()._print_message(message, file)


def parse(argv: Sequence[str]) -> Namespace:
    """What `argv` asks for; without a command it is `open`.

    Raises:
        SystemExit: after --help and --version, and with 2 where the words are off.
        UsageError: where the first word is no command.
    """
    words = list(argv) or ["open"]
    parser, commands = build_parser()
    if not words[0].startswith("-") and words[0] not in commands:
        raise UsageError(
            _("there is no command {word}; to open an article, write: reader open {word}").format(word=words[0])
        )
    return parser.parse_args(words)


def build_parser() -> tuple[ArgumentParser, Mapping[str, ArgumentParser]]:
    """The parser of the whole command line, and that of each command by its name."""
    speak()
    parser = _Parser(
        prog="reader",
        description=_("A news reader for the terminal: sections, exact quotations with their speakers, entities."),
        epilog=_("`reader` alone is `reader open`.") + "\n" + _(_CODES),
        **FORM,
    )
    parser.add_argument(
        "--version", action="version", version=f"reader {__version__}", help=_("show program's version number and exit")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    add_open(commands)
    add_extract(commands)
    add_sections(commands)
    add_quotes(commands)
    add_entities(commands)
    add_show(commands)
    add_serve(commands)
    add_check(commands)
    add_export(commands)
    add_library(commands)
    add_search(commands)
    add_feeds(commands)
    add_doctor(commands)
    add_config(commands)
    add_completion(commands)
    for name in _NARRATED:
        commands.choices[name].add_argument(
            "-q", "--quiet", action="store_true", help=_("no progress and no remarks, only what went wrong")
        )
    return parser, commands.choices


_NARRATED = ("extract", "sections", "quotes", "entities", "check", "export", "search", "library", "feeds")
"""The commands that say how far they have come, or that nothing was found."""
