"""What may stand on the command line. Nothing here imports what a command does, so that --help is immediate."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any, NoReturn

from reader import __version__
from reader.cli.library.words import add_feeds, add_library, add_search
from reader.cli.narration import complain
from reader.cli.output import write
from reader.cli.values import EntitiesType, count
from reader.errors import UsageError
from reader.exports import DOCUMENT_FORMATS, EXPORTS, FORMATS
from reader.formats import TYPES
from reader.gate import line
from reader.model import EntityType

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

SHELLS = ("bash", "zsh", "fish")

_CODES = """\
Data goes to standard output, everything else to standard error.
exit codes: 0 done, 1 nothing found where that is the question, 2 wrong usage, 3 a source cannot be read,
  4 it is no article, 5 the network, 6 the library, 70 a fault of Reader itself, 130 interrupted, 141 the pipe was
  closed. In a batch one bad source does not stop the others; the code is that of the first that failed."""


class _Parser(ArgumentParser):
    """An argument parser whose complaints are one safe sentence."""

    def error(self, message: str) -> NoReturn:
        complain(f"{message}; {line(self.prog)} --help shows how it is used")
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
        raise UsageError(f"there is no command {words[0]}; to open an article, write: reader open {words[0]}")
    return parser.parse_args(words)


def build_parser() -> tuple[ArgumentParser, Mapping[str, ArgumentParser]]:
    """The parser of the whole command line, and that of each command by its name."""
    parser = _Parser(
        prog="reader",
        description="A news reader for the terminal: sections, exact quotations with their speakers, entities.",
        epilog=f"`reader` alone is `reader open`.\n{_CODES}",
        **_FORM,
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _add_open(commands)
    _add_extract(commands)
    _add_sections(commands)
    _add_quotes(commands)
    _add_entities(commands)
    _add_show(commands)
    _add_check(commands)
    _add_export(commands)
    add_library(commands)
    add_search(commands)
    add_feeds(commands)
    commands.add_parser(
        "doctor",
        help="what Reader finds of the terminal, the clipboard and the library",
        description="Tell what Reader finds of the terminal, the clipboard and the library.",
        epilog="examples:\n  reader doctor\n  reader doctor > doctor.txt",
        **_FORM,
    )
    _add_config(commands)
    _add_completion(commands)
    for name in _NARRATED:
        commands.choices[name].add_argument(
            "-q", "--quiet", action="store_true", help="no progress and no remarks, only what went wrong"
        )
    return parser, commands.choices


_NARRATED = ("extract", "sections", "quotes", "entities", "check", "export", "search", "library", "feeds")
"""The commands that say how far they have come, or that nothing was found."""


_SOURCE = "a path, a folder (its articles), a web address, a feed (its entries), or - for standard input"
_TYPE = "what the source is, where its name and its bytes tell it wrong (also for -): " + ", ".join(TYPES)

_FORM: dict[str, Any] = {"formatter_class": RawDescriptionHelpFormatter, "allow_abbrev": False}


def _add_open(commands: Any) -> None:
    parser = commands.add_parser(
        "open",
        help="read articles in the terminal",
        description="Read articles in the terminal. Without a source, choose one of those at hand.",
        epilog="examples:\n  reader open article.txt\n  reader open https://example.org/feed.xml\n"
        "  reader open book.epub\n  pandoc page.html -t markdown | reader open --type md -\n"
        "  reader open --no-library leak.md",
        **_FORM,
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    _add_type(parser)
    parser.add_argument("--no-library", dest="library", action="store_false", help="leave no trace of what is read")
    parser.add_argument(
        "--plain", action="store_true", help="no bars, boxes or panes side by side: for screen readers and braille"
    )


def _add_extract(commands: Any) -> None:
    parser = commands.add_parser(
        "extract",
        help="everything that is found in an article, as JSON",
        description="Print everything that is found in articles: one document an article (JSON contract, version 1).\n"
        "A folder gives a document for each article in it, a feed one for each entry, from the feed's own text.",
        epilog="examples:\n  reader extract article.txt | jq '.[0].quotations[].text'\n"
        "  reader extract --format jsonl articles/*.md > found.jsonl\n  reader extract - < article.txt",
        **_FORM,
    )
    _add_sources(parser)
    parser.add_argument(
        "--format", choices=DOCUMENT_FORMATS, default="json", help="json (an array, always) or jsonl (default: json)"
    )
    _add_corrected(parser)


def _add_sections(commands: Any) -> None:
    parser = commands.add_parser(
        "sections",
        help="the outline of an article",
        description="Print the sections of articles.",
        epilog="examples:\n  reader sections article.txt\n  reader sections --explain article.txt\n"
        "  reader sections --format csv articles/*.md > outline.csv",
        **_FORM,
    )
    _add_sources(parser)
    _add_format(parser)
    parser.add_argument(
        "--explain", action="store_true", help="show instead each heading and recovered block, and the reason for it"
    )
    _add_corrected(parser)


def _add_quotes(commands: Any) -> None:
    parser = commands.add_parser(
        "quotes",
        help="what is quoted, and by whom",
        description="Print the quotations of articles with their speakers. A speaker that the article does not name "
        "stays\nunknown. In JSON and CSV each stands once as it is and once with its citation.",
        epilog="examples:\n  reader quotes article.txt\n  reader quotes --speaker Morvan articles/*.txt\n"
        "  reader quotes --jobs 4 --format csv archive/ > quotations.csv\n"
        "  reader quotes --format jsonl article.txt | jq -r .citation\n"
        "  reader quotes --as biblatex articles/*.md > sources.bib",
        **_FORM,
    )
    _add_sources(parser)
    _add_format(parser)
    parser.add_argument(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="only those of this speaker: a part of the name in whole words; may be given again",
    )
    parser.add_argument(
        "--as",
        dest="copied",
        metavar="NAME",
        help="print each as a copy has it instead: plain, marked, cited, markdown, html, apa, mla, chicago, french, "
        "bibtex, biblatex, csl-json, link, or a format of the configuration",
    )
    _add_corrected(parser)
    _add_jobs(parser)


def _add_entities(commands: Any) -> None:
    parser = commands.add_parser(
        "entities",
        help="who and what an article names",
        description="Print the people, organisations, places and works that articles name.",
        epilog="examples:\n  reader entities article.txt\n  reader entities --type person --type place article.txt\n"
        "  reader entities --format csv articles/*.md > names.csv\n"
        "  reader entities --name Morvan --sentences articles/*.txt",
        **_FORM,
    )
    _add_sources(parser)
    _add_format(parser)
    parser.add_argument(
        "--type",
        action=EntitiesType,
        default=[],
        choices=[*(each.value for each in EntityType), *TYPES],
        help=f"entities of this type; may be given again. {_TYPE[0].upper()}{_TYPE[1:]}",
    )
    parser.set_defaults(source_type=None)
    parser.add_argument(
        "--name", action="append", default=[], metavar="NAME", help="only those whose name has these whole words"
    )
    parser.add_argument(
        "--sentences",
        action="store_true",
        help="print each name with the sentences that hold it instead, as Y copies it",
    )
    _add_corrected(parser)
    _add_jobs(parser)


def _add_show(commands: Any) -> None:
    parser = commands.add_parser(
        "show",
        help="print an article and leave",
        description="Print articles as they stand on the page, for pipes, printers and screen readers.",
        epilog="examples:\n  reader show --styled article.md | less -R\n  reader show --plain --width 60 article.txt",
        **_FORM,
    )
    _add_sources(parser)
    parser.add_argument("--width", type=int, metavar="N", help="cells of a line (default: 72, or the terminal's)")
    looks = parser.add_mutually_exclusive_group()
    looks.add_argument(
        "--plain",
        action="store_true",
        help="nothing drawn or side by side: what reads well aloud, each paragraph one line unless --width is given",
    )
    looks.add_argument(
        "--styled", action="store_true", help="colours and type styles into a pipe too, as less -R shows"
    )


def _add_check(commands: Any) -> None:
    parser = commands.add_parser(
        "check",
        usage="%(prog)s [-h] DRAFT --against SOURCE [SOURCE ...] [--format FORMAT] [-q]",
        help="whether a draft quotes its sources word for word",
        description="Tell of every quotation of a draft whether it stands in a source: verbatim, verbatim but for\n"
        "typography, changed (with the words that changed), or not at all; and whether its speaker is the source's.\n"
        "What is cut at an end, or with […] or (…), is verbatim if its pieces are.",
        epilog="examples:\n  reader check draft.md --against interview.txt\n"
        "  reader check draft.md --against articles/*.txt --format markdown > report.md\n"
        "  reader check - --against interview.txt --quiet < draft.txt\n"
        "exit codes: 0 all is verbatim, typography apart; 1 something is not, or its speaker is another's",
        **_FORM,
    )
    parser.add_argument("draft", metavar="DRAFT", help="a path, or - for standard input")
    parser.add_argument(
        "--against", nargs="+", required=True, metavar="SOURCE", help="what it may quote: a path, an address, or -"
    )
    _add_type(parser)
    _add_format(parser)


def _add_export(commands: Any) -> None:
    parser = commands.add_parser(
        "export",
        help="sections, quotations and entities for other programs",
        description="Print the sections, quotations and entities of articles: as a Markdown note with front matter "
        "(for\nObsidian, Zotero, pandoc), a page of HTML, JSON (the contract's documents), or one CSV table.",
        epilog="examples:\n  reader export article.txt > note.md\n"
        "  reader export --output ~/notes articles/*.md\n  reader export --format csv articles/*.txt > all.csv\n"
        "  reader export --format html article.txt > article.html",
        **_FORM,
    )
    _add_sources(parser)
    parser.add_argument(
        "--format",
        choices=EXPORTS,
        default="markdown",
        help="markdown (default) and html hold one article each; in CSV a cell that a spreadsheet would take for a "
        "formula has an apostrophe before it",
    )
    parser.add_argument("--output", metavar="FOLDER", help="write a file for each article, named by its title")
    parser.add_argument("--force", action="store_true", help="replace files that are there already")


def _add_config(commands: Any) -> None:
    parser = commands.add_parser(
        "config",
        help="the configuration file: an example with every setting and key, or what is wrong in yours",
        description="Print a configuration file that holds every setting, copy format and key with its default, each "
        "with what\nit means. What a line gives is the default; what is left out keeps it.",
        epilog="examples:\n  reader config > example.toml\n  reader config --path\n  reader config --check\n"
        "exit codes: 0 done; 1 with --check, where something in the file is wrong",
        **_FORM,
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--path", action="store_true", help="print where the file is, or would be")
    which.add_argument("--check", action="store_true", help="tell what is wrong in it, a sentence a line")


def _add_completion(commands: Any) -> None:
    parser = commands.add_parser(
        "completion",
        help="a script that completes words in the shell",
        description="Print a script by which the shell completes the words of reader.",
        epilog="examples:\n  reader completion bash > ~/.local/share/bash-completion/completions/reader\n"
        "  reader completion zsh > ~/.zfunc/_reader   # with fpath+=~/.zfunc before compinit\n"
        "  reader completion fish > ~/.config/fish/completions/reader.fish",
        **_FORM,
    )
    parser.add_argument("shell", choices=SHELLS)


def _add_corrected(parser: ArgumentParser) -> None:
    parser.add_argument("--corrected", action="store_true", help="with the corrections that the library keeps")


def _add_jobs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=count, default=1, metavar="N", help="read with N processes; the output is the same (default: 1)"
    )


def _add_sources(parser: ArgumentParser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCE)
    if parser.prog.rpartition(" ")[2] != "entities":  # there --type says both, see EntitiesType
        _add_type(parser)


def _add_type(parser: ArgumentParser) -> None:
    parser.add_argument("--type", dest="source_type", choices=list(TYPES), help=_TYPE)


def _add_format(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="table",
        help="table (default) and markdown are for people, json, jsonl and csv for programs; in CSV a cell that a "
        "spreadsheet would take for a formula has an apostrophe before it",
    )
