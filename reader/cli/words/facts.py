"""Words of the commands that print what is found in articles."""

from __future__ import annotations

from typing import Any

from reader.cli.values import EntitiesType
from reader.cli.words import FORM, TYPE, add_corrected, add_format, add_jobs, add_sources
from reader.exports import DOCUMENT_FORMATS
from reader.formats import BULK_TYPES
from reader.model import EntityType


def add_extract(commands: Any) -> None:
    """Add `extract`."""
    parser = commands.add_parser(
        "extract",
        help="everything that is found in an article, as JSON",
        description="Print everything that is found in articles: one document an article (JSON contract, version 1).\n"
        "A folder gives a document for each article in it, a feed one for each entry, from the feed's own text,\n"
        "a JSON Lines archive (.jsonl, .ndjson, also .gz) one for each line: its text, title, authors, date, url ….",
        epilog="examples:\n  reader extract article.txt | jq '.[0].quotations[].text'\n"
        "  reader extract --format jsonl articles/*.md > found.jsonl\n  reader extract - < article.txt\n"
        "  reader extract --jobs 4 --output found.jsonl news.jsonl.gz\n"
        "  reader extract --jobs 4 --output found.jsonl --resume news.jsonl.gz",
        **FORM,
    )
    add_sources(parser)
    parser.add_argument(
        "--format", choices=DOCUMENT_FORMATS, help="json (an array, always) or jsonl (default: json; to a file jsonl)"
    )
    add_corrected(parser)
    add_jobs(parser)
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="read with the workers of the Dask scheduler there, which have Reader too (needs reader-tui[dask])",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="write JSON Lines to FILE, which is there when all of it is; FILE.part till then",
    )
    parser.add_argument("--resume", action="store_true", help="go on with an --output that was cut off")


def add_sections(commands: Any) -> None:
    """Add `sections`."""
    parser = commands.add_parser(
        "sections",
        help="the outline of an article",
        description="Print the sections of articles.",
        epilog="examples:\n  reader sections article.txt\n  reader sections --explain article.txt\n"
        "  reader sections --format csv articles/*.md > outline.csv",
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--explain", action="store_true", help="show instead each heading and recovered block, and the reason for it"
    )
    add_corrected(parser)


def add_quotes(commands: Any) -> None:
    """Add `quotes`."""
    parser = commands.add_parser(
        "quotes",
        help="what is quoted, and by whom",
        description="Print the quotations of articles with their speakers. A speaker that the article does not name "
        "stays\nunknown. In JSON and CSV each stands once as it is and once with its citation.",
        epilog="examples:\n  reader quotes article.txt\n  reader quotes --speaker Morvan articles/*.txt\n"
        "  reader quotes --jobs 4 --format csv articles/ > quotations.csv\n"
        "  reader quotes --format jsonl article.txt | jq -r .citation\n"
        "  reader quotes --as biblatex articles/*.md > sources.bib",
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
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
    add_corrected(parser)
    add_jobs(parser)


def add_entities(commands: Any) -> None:
    """Add `entities`."""
    parser = commands.add_parser(
        "entities",
        help="who and what an article names",
        description="Print the people, organisations, places and works that articles name.",
        epilog="examples:\n  reader entities article.txt\n  reader entities --type person --type place article.txt\n"
        "  reader entities --format csv articles/*.md > names.csv\n"
        "  reader entities --name Morvan --sentences articles/*.txt",
        **FORM,
    )
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--type",
        action=EntitiesType,
        default=[],
        choices=[*(each.value for each in EntityType), *BULK_TYPES],
        help=f"entities of this type; may be given again. {TYPE[0].upper()}{TYPE[1:]}{', '.join(BULK_TYPES)}",
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
    add_corrected(parser)
    add_jobs(parser)
