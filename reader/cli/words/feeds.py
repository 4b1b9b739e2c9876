"""What may stand on the command line behind `reader feeds`."""

from __future__ import annotations

from typing import Any

from reader.cli.words import FORM, add_format
from reader.tongue import _


def add_feeds(commands: Any) -> None:
    """Add `feeds` and its tasks."""
    feeds = commands.add_parser(
        "feeds",
        help=_("the feeds that are followed"),
        description=_("The feeds that are followed: RSS, Atom and JSON feeds. What a feed drops stays in the library."),
        epilog=_(
            "examples:\n  reader feeds add --folder Presse feed.xml\n  reader feeds refresh --now\n"
            "  reader feeds list --format json\n  reader feeds export > feeds.opml"
        ),
        **FORM,
    )
    tasks = feeds.add_subparsers(dest="task", metavar="TASK", required=True, parser_class=type(feeds))
    add = tasks.add_parser(
        "add",
        help=_("follow feeds"),
        description=_("Follow feeds, each by its own address or by that of its site."),
        **FORM,
    )
    add.add_argument("addresses", nargs="+", metavar="ADDRESS", help=_("of a feed, or of its site"))
    add.add_argument("--folder", default="", metavar="NAME", help=_("the folder that they are listed in"))
    add_format(add)
    removed = tasks.add_parser(
        "rm",
        help=_("follow feeds no longer; articles that were read stay"),
        description=_("Follow feeds no longer. Articles that were read stay in the library."),
        **FORM,
    )
    removed.add_argument(
        "addresses", nargs="+", metavar="ADDRESS", help=_("of a feed, as `reader feeds list` shows it")
    )
    listed = tasks.add_parser(
        "list",
        help=_("the feeds, with what is unread in each"),
        description=_("Print the feeds that are followed, with what is unread in each."),
        **FORM,
    )
    add_format(listed)
    refresh = tasks.add_parser(
        "refresh",
        help=_("look for new entries"),
        description=_("Look for new entries in the feeds, but for those that were looked at in the last five minutes."),
        **FORM,
    )
    refresh.add_argument("addresses", nargs="*", metavar="ADDRESS", help=_("of a feed; without any, all of them"))
    refresh.add_argument("--now", action="store_true", help=_("look at those too that were looked at a moment ago"))
    taken = tasks.add_parser(
        "import",
        help=_("follow the feeds of an OPML file"),
        description=_("Follow the feeds of OPML files, as other programs write them."),
        **FORM,
    )
    taken.add_argument("paths", nargs="+", metavar="FILE", help=_("an OPML file, or - for standard input"))
    tasks.add_parser(
        "export",
        help=_("print the feeds as OPML"),
        description=_("Print the feeds that are followed as OPML, for other programs."),
        **FORM,
    )
