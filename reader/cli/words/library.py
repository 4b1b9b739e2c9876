"""What may stand on the command line behind `reader library` and `reader search`."""

from __future__ import annotations

from typing import Any

from reader.cli.words import DONE, FORM, add_format
from reader.cli.words.across import QUERY, add_across, add_most
from reader.formats import TYPES
from reader.tongue import N_, _

_ARTICLE = N_("the first characters of an article's id, as `reader library list` shows it")


def add_library(commands: Any) -> None:
    """Add `library` and its tasks."""
    library = commands.add_parser(
        "library",
        help=_("the articles that the library keeps"),
        description=_(
            "What the library keeps: the articles that were opened or taken in, with what was found in them."
        ),
        epilog=_(
            "examples:\n  reader library import articles\n  reader library list is:unread\n  reader library check"
        ),
        **FORM,
    )
    tasks = library.add_subparsers(dest="task", metavar="TASK", required=True, parser_class=type(library))
    _add_list(tasks)
    _add_show(tasks)
    _add_marks(tasks)
    _add_import(tasks)
    _add_highlights(tasks)
    _add_waiting(tasks)
    add_across(tasks)
    _add_whole(tasks)


def add_search(commands: Any) -> None:
    """Add `search`."""
    search = commands.add_parser(
        "search",
        help=_("search all articles of the library, who said what among them"),
        description=_(
            "Search what the library keeps. With speaker: it finds quotations, else articles and notes; the best "
            "come\nfirst, or with --said quotations alone, in time."
        )
        + "\n"
        + _(QUERY),
        epilog=_(
            "examples:\n  reader search moulin toit\n"
            "  reader search --said 'speaker:\"Anne Morvan\" after:2025'\n"
            "  reader search --format jsonl entity:Morvan 'toit*' | jq .text"
        ),
        **FORM,
    )
    search.add_argument("query", nargs="+", metavar="QUERY", help=_("what to look for"))
    search.add_argument("--said", action="store_true", help=_("quotations alone, in the order of time"))
    add_most(search)
    add_format(search)


def _add_list(tasks: Any) -> None:
    parser = tasks.add_parser(
        "list",
        help=_("the articles, the last opened or taken in first"),
        description=_("Print the articles of the library, all or those of a query.") + "\n" + _(QUERY),
        epilog=_(
            "examples:\n  reader library list\n  reader library list is:unread title:moulin\n"
            "  reader library list --format json after:2025"
        ),
        **FORM,
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help=_("which articles"))
    add_most(parser)
    add_format(parser)


def _add_show(tasks: Any) -> None:
    parser = tasks.add_parser(
        "show",
        help=_("what is known of one article"),
        description=_("Print what is known of one article of the library, and what was highlighted in it."),
        **FORM,
    )
    parser.add_argument("article", metavar="ID", help=_(_ARTICLE))
    add_format(parser)


def _add_marks(tasks: Any) -> None:
    tag = tasks.add_parser(
        "tag",
        help=_("give articles tags, or take them away"),
        description=_("Give articles of the library tags, or take tags away from them."),
        epilog=_(
            "examples:\n  reader library tag 3fa2 --add mer --add 'à relire'\n  reader library tag 3fa2 --remove mer"
        ),
        **FORM,
    )
    tag.add_argument("--add", action="append", default=[], metavar="TAG", help=_("a tag to give; may be given again"))
    tag.add_argument("--remove", action="append", default=[], metavar="TAG", help=_("a tag to take away"))
    archive = tasks.add_parser(
        "archive",
        help=_("put articles away; they are found with is:archived"),
        description=_("Put articles away: out of the lists, but for a query with is:archived."),
        **FORM,
    )
    archive.add_argument("--undo", action="store_true", help=_("put them back"))
    removed = tasks.add_parser(
        "rm",
        help=_("remove articles"),
        description=_(
            "Remove articles from the library. `reader library restore` brings them back, until `reader library purge`."
        ),
        **FORM,
    )
    restored = tasks.add_parser(
        "restore",
        help=_("bring removed articles back"),
        description=_("Bring removed articles back, with all that the library knew of them."),
        **FORM,
    )
    for parser in (tag, archive, removed, restored):
        parser.add_argument("articles", nargs="+", metavar="ID", help=_(_ARTICLE))
        add_format(parser, DONE)


def _add_import(tasks: Any) -> None:
    parser = tasks.add_parser(
        "import",
        help=_("take articles in without opening them, those that other programs kept too"),
        description=_(
            "Take articles in, with what is found in them: files, folders, web addresses, feeds; and what "
            "other\nprograms export: Pocket (CSV, zip, HTML), Instapaper (CSV), Wallabag (JSON), Readwise (both CSV), "
            "Omnivore (zip).\nWhat has an address alone waits until it is fetched. To take the same in twice adds "
            "nothing twice."
        ),
        epilog=_(
            "examples:\n  reader library import articles\n  reader library import --tag mer article.txt\n"
            "  reader library import pocket.zip --format jsonl > taken.jsonl"
        ),
        **FORM,
    )
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help=_("a path, a folder, a web address, a feed, an export, or -")
    )
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help=_("a tag for all of them"))
    parser.add_argument("--fetch", action="store_true", help=_("fetch at once what has an address alone"))
    parser.add_argument("--type", dest="source_type", choices=list(TYPES), help=_("what the sources are"))
    add_format(parser)


def _add_highlights(tasks: Any) -> None:
    highlights = tasks.add_parser(
        "highlights",
        help=_("what was highlighted in all articles, with its notes, the latest first"),
        description=_("Print what was highlighted in all articles, with its notes, the latest first."),
        epilog=_("examples:\n  reader library highlights\n  reader library highlights --format markdown"),
        **FORM,
    )
    add_most(highlights)
    add_format(highlights)


def _add_waiting(tasks: Any) -> None:
    waiting = tasks.add_parser(
        "waiting",
        help=_("the articles that are known by their address alone, and wait to be fetched"),
        description=_(
            "Print the articles that are known by their address alone, until `reader library fetch` reads them."
        ),
        epilog=_("examples:\n  reader library waiting\n  reader library waiting --format json"),
        **FORM,
    )
    waiting.add_argument(
        "--forget", action="append", default=[], metavar="ADDRESS", help=_("one that shall wait no longer")
    )
    add_most(waiting)
    add_format(waiting)
    fetch = tasks.add_parser(
        "fetch",
        help=_("fetch the articles that wait"),
        description=_(
            "Fetch the articles that wait, several hosts at once and the pages of a host one after the other. "
            "What an\nimported list names inside a private network is fetched only where it is named here."
        ),
        **FORM,
    )
    fetch.add_argument("addresses", nargs="*", metavar="ADDRESS", help=_("of one that waits; without any, all of them"))
    fetch.set_defaults(tag=[])
    add_format(fetch)


def _add_whole(tasks: Any) -> None:
    tasks.add_parser(
        "purge",
        help=_("forget removed articles for good"),
        description=_(
            "Forget removed articles for good, with their notes: nothing brings them back, and none of their words "
            "stays in\nthe library's file. A backup or an export that was made before still holds them."
        ),
        epilog=_("example:\n  reader library purge"),
        **FORM,
    )
    backup = tasks.add_parser(
        "backup",
        help=_("copy the library to a file"),
        description=_("Copy the library to a file, also while Reader is open."),
        epilog=_("example:\n  reader library backup library.bak"),
        **FORM,
    )
    backup.add_argument("file", metavar="FILE", help=_("the copy"))
    backup.add_argument("--force", action="store_true", help=_("replace the file where it is there already"))
    check = tasks.add_parser(
        "check",
        help=_("read the whole library for damage"),
        description=_("Read the whole library, and tell what in it is damaged."),
        epilog=_("example:\n  reader library check --format json"),
        **FORM,
    )
    export = tasks.add_parser(
        "export",
        help=_("write everything to plain files that outlive the program"),
        description=_(
            "Write everything that the library holds to plain files: of each article its source as it was, a "
            "Markdown file to\nread, what was found in it as JSON, highlights and notes; an index; the feeds. The same "
            "library gives the same\nfiles; a file that somebody else put there or changed stays. "
            "`reader library import FOLDER` takes all of it back."
        ),
        epilog=_(
            "examples:\n  reader library export folder\n  reader library export --format jsonl folder | jq .folder"
        ),
        **FORM,
    )
    export.add_argument("folder", metavar="FOLDER", help=_("an empty one, a new one, or one that was exported to"))
    for parser in (backup, check, export):
        add_format(parser, DONE)
