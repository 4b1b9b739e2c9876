"""Words of the commands for who writes: `check`, `export`."""

from __future__ import annotations

from typing import Any

from reader.cli.words import FORM, add_format, add_sources, add_type
from reader.exports import EXPORTS
from reader.tongue import _


def add_check(commands: Any) -> None:
    """Add `check`."""
    parser = commands.add_parser(
        "check",
        usage=_("%(prog)s [-h] DRAFT --against SOURCE [SOURCE ...] [--type TYPE] [--format FORMAT] [-q]"),
        help=_("whether a draft quotes its sources word for word"),
        description=_(
            "Tell of every quotation of a draft whether it stands in a source: verbatim, verbatim but for\n"
            "typography, changed (with the words that changed), or not at all; and whether its speaker is the "
            "source's.\n"
            "What is cut at an end, or with […] or (…), is verbatim if its pieces are."
        ),
        epilog=_(
            "examples:\n  reader check draft.md --against interview.txt\n"
            "  reader check draft.md --against articles/*.txt --format markdown > report.md\n"
            "  reader check - --against interview.txt --quiet < draft.txt\n"
            "exit codes: 0 all is verbatim, typography apart; 1 something is not, or its speaker is another's"
        ),
        **FORM,
    )
    parser.add_argument("draft", metavar="DRAFT", help=_("a path, or - for standard input"))
    parser.add_argument(
        "--against", nargs="+", required=True, metavar="SOURCE", help=_("what it may quote: a path, an address, or -")
    )
    add_type(parser)
    add_format(parser)


def add_export(commands: Any) -> None:
    """Add `export`."""
    parser = commands.add_parser(
        "export",
        help=_("sections, quotations and entities for other programs"),
        description=_(
            "Print the sections, quotations and entities of articles: as a Markdown note with front matter "
            "(for\nObsidian, Zotero, pandoc), a page of HTML, JSON (the contract's documents), or one CSV table."
        ),
        epilog=_(
            "examples:\n  reader export article.txt > note.md\n"
            "  reader export --output ~/notes articles/*.md\n  reader export --format csv articles/*.txt > all.csv\n"
            "  reader export --format html article.txt > article.html"
        ),
        **FORM,
    )
    add_sources(parser)
    parser.add_argument(
        "--format",
        choices=EXPORTS,
        default="markdown",
        help=_(
            "markdown (default) and html hold one article each; in CSV a cell that a spreadsheet would take for a "
            "formula has an apostrophe before it"
        ),
    )
    parser.add_argument("--output", metavar="FOLDER", help=_("write a file for each article, named by its title"))
    parser.add_argument("--force", action="store_true", help=_("replace files that are there already"))
