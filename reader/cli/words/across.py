"""What may stand behind the tasks of `reader library` that look across articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli.words import DRAWN, FORM, LISTED, add_format
from reader.tongue import N_, _

if TYPE_CHECKING:
    from argparse import ArgumentParser

QUERY = N_("""\
A query: words, "phrases", begin*, -without; speaker: entity: title: tag: -tag: site: language:,
after: and before: (a year, a month or a day), is: (unread, begun, finished, archived).""")

_UNITS = ("day", "week", "month", "year")
_NAME = N_("whose words: a surname, or a whole name where several have it")


def add_most(parser: ArgumentParser) -> None:
    """Add `--most`."""
    parser.add_argument("--most", type=int, default=100, metavar="N", help=_("so many at the most (default: 100)"))


def add_across(tasks: Any) -> None:
    """Add `said`, `named`, `trend` and `voices`."""
    said = tasks.add_parser(
        "said",
        help=_("what somebody said in all articles, and what of it is one statement"),
        description=_(
            "Print what a person is quoted with over all articles, in time. What is one statement stands "
            "together: said\nagain, shortened, longer, or in changed words, which are shown. Two people of one surname "
            "are kept apart."
        )
        + "\n"
        + _(QUERY),
        epilog=_(
            "examples:\n  reader library said Morvan\n"
            "  reader library said 'Anne Morvan' after:2020 --format json | jq '.[].citation'"
        ),
        **FORM,
    )
    said.add_argument("name", metavar="NAME", help=_(_NAME))
    named = tasks.add_parser(
        "named",
        help=_("the articles that name somebody or something, and who is quoted there"),
        description=_("Print the articles that name somebody or something, in time, and who is quoted there.")
        + "\n"
        + _(QUERY),
        epilog=_(
            "examples:\n  reader library named Kervélo\n  reader library named Kervélo --people --format markdown"
        ),
        **FORM,
    )
    named.add_argument("name", metavar="NAME", help=_("of a person, an organisation, a place or a work"))
    named.add_argument("--people", action="store_true", help=_("the people who are quoted beside it instead"))
    voices = tasks.add_parser(
        "voices",
        help=_("who is quoted how much"),
        description=_("Draw who is quoted how much, by characters of what they say.") + "\n" + _(QUERY),
        epilog=_("examples:\n  reader library voices\n  reader library voices entity:Kervélo --format json"),
        **FORM,
    )
    for parser in (said, named, voices):
        parser.add_argument("query", nargs="*", metavar="QUERY", help=_("in which articles"))
        add_most(parser)
        add_format(parser, DRAWN if parser is voices else LISTED)
    trend = tasks.add_parser(
        "trend",
        help=_("how often names stand in the articles of a day, a week, a month or a year"),
        description=_("Draw how often names stand in the articles, in time, and where there are several their shares."),
        epilog=_(
            "examples:\n  reader library trend Morvan Kervélo\n"
            "  reader library trend --by week --plain Morvan\n  reader library trend --format csv Morvan > trend.csv"
        ),
        **FORM,
    )
    trend.add_argument("names", nargs="+", metavar="NAME", help=_("of a person, an organisation, a place or a work"))
    trend.add_argument(
        "--by", choices=_UNITS, help=_("count by this unit; without it, by what the span of time demands")
    )
    trend.add_argument(
        "--within", action="append", default=[], metavar="QUERY", help=_("only in these articles (tag:mer after:2020)")
    )
    add_format(trend, DRAWN)
    for parser in (trend, voices):
        parser.add_argument("--plain", action="store_true", help=_("draw in ASCII alone"))
