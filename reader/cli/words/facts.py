"""Words of the commands that print what is found in articles."""

from __future__ import annotations

from typing import Any

from reader.cli.values import EntitiesType
from reader.cli.words import FORM, add_corrected, add_format, add_jobs, add_sources
from reader.exports import DOCUMENT_FORMATS
from reader.formats import BULK_TYPES
from reader.model import EntityType
from reader.tongue import _


def add_extract(commands: Any) -> None:
    """Add `extract`."""
    parser = commands.add_parser(
        "extract",
        help=_("everything that is found in an article, as JSON"),
        description=_(
            "Print everything that is found in articles: one document an article (JSON contract, version 1).\n"
            "A folder gives a document for each article in it, a feed one for each entry, from the feed's own text,\n"
            "a JSON Lines archive (.jsonl, .ndjson, also .gz) one for each line: its text, title, authors, date, url …."
        ),
        epilog=_(
            "examples:\n  reader extract article.txt | jq '.[0].quotations[].text'\n"
            "  reader extract --format jsonl articles/*.md > found.jsonl\n  reader extract - < article.txt\n"
            "  reader extract --jobs 4 --output found.jsonl news.jsonl.gz\n"
            "  reader extract --jobs 4 --output found.jsonl --resume news.jsonl.gz"
        ),
        **FORM,
    )
    add_sources(parser)
    parser.add_argument(
        "--format",
        choices=DOCUMENT_FORMATS,
        help=_("json (an array, always) or jsonl (default: json; to a file jsonl)"),
    )
    add_corrected(parser)
    add_jobs(parser)
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help=_("read with the workers of the Dask scheduler there, which have Reader too (needs reader-tui[dask])"),
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help=_("write JSON Lines to FILE, which is there when all of it is; FILE.part till then"),
    )
    parser.add_argument("--resume", action="store_true", help=_("go on with an --output that was cut off"))


def add_sections(commands: Any) -> None:
    """Add `sections`."""
    parser = commands.add_parser(
        "sections",
        help=_("the outline of an article"),
        description=_("Print the sections of articles."),
        epilog=_(
            "examples:\n  reader sections article.txt\n  reader sections --explain article.txt\n"
            "  reader sections --format csv articles/*.md > outline.csv"
        ),
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--explain", action="store_true", help=_("show instead each heading and recovered block, and the reason for it")
    )
    add_corrected(parser)


def add_quotes(commands: Any) -> None:
    """Add `quotes`."""
    parser = commands.add_parser(
        "quotes",
        help=_("what is quoted, and by whom"),
        description=_(
            "Print the quotations of articles with their speakers. A speaker that the article does not name "
            "stays\nunknown. In JSON and CSV each stands once as it is and once with its citation."
        ),
        epilog=_(
            "examples:\n  reader quotes article.txt\n  reader quotes --speaker Morvan articles/*.txt\n"
            "  reader quotes --jobs 4 --format csv articles/ > quotations.csv\n"
            "  reader quotes --format jsonl article.txt | jq -r .citation\n"
            "  reader quotes --as biblatex articles/*.md > sources.bib"
        ),
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help=_("only those of this speaker: a part of the name in whole words; may be given again"),
    )
    parser.add_argument(
        "--as",
        dest="copied",
        metavar="NAME",
        help=_(
            "print each as a copy has it instead: plain, marked, cited, markdown, html, apa, mla, chicago, french, "
            "bibtex, biblatex, csl-json, link, or a format of the configuration"
        ),
    )
    add_corrected(parser)
    add_jobs(parser)


def add_entities(commands: Any) -> None:
    """Add `entities`."""
    parser = commands.add_parser(
        "entities",
        help=_("who and what an article names"),
        description=_("Print the people, organisations, places and works that articles name."),
        epilog=_(
            "examples:\n  reader entities article.txt\n  reader entities --type person --type place article.txt\n"
            "  reader entities --format csv articles/*.md > names.csv\n"
            "  reader entities --name Morvan --sentences articles/*.txt"
        ),
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--type",
        action=EntitiesType,
        default=[],
        choices=[*(each.value for each in EntityType), *BULK_TYPES],
        help=_(
            "entities of this type; may be given again. What the source is, where its name and its bytes "
            "mislead (also for -): {types}"
        ).format(types=", ".join(BULK_TYPES)),
    )
    parser.set_defaults(source_type=None)
    parser.add_argument(
        "--name", action="append", default=[], metavar="NAME", help=_("only those whose name has these whole words")
    )
    parser.add_argument(
        "--sentences",
        action="store_true",
        help=_("print each name with the sentences that hold it instead, as Y copies it"),
    )
    add_corrected(parser)
    add_jobs(parser)
