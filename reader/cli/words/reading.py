"""Words of the commands that show an article: `open`, `serve`, `show`."""

from __future__ import annotations

from typing import Any

from reader.cli.values import port
from reader.cli.words import FORM, SOURCE, add_sources, add_type
from reader.tongue import _


def add_open(commands: Any) -> None:
    """Add `open`."""
    parser = commands.add_parser(
        "open",
        help=_("read articles in the terminal"),
        description=_("Read articles in the terminal. Without a source, choose one of those at hand."),
        epilog=_(
            "examples:\n  reader open article.txt\n  reader open https://example.org/feed.xml\n"
            "  reader open book.epub\n  pandoc page.html -t markdown | reader open --type md -\n"
            "  reader open --no-library leak.md"
        ),
        **FORM,
    )
    _add_reading(parser)


def add_serve(commands: Any) -> None:
    """Add `serve`."""
    parser = commands.add_parser(
        "serve",
        help=_("read articles in a web page"),
        description=_(
            "Serve the same app in a web page of this machine, at an address with a secret in it, until "
            "Ctrl+C.\nIt needs the extra reader-tui[serve]. To read what lies on another machine, start it there "
            "through\nssh -L 8000:127.0.0.1:8000 HOST reader serve --port 8000 SOURCE and open the address here."
        ),
        epilog=_("examples:\n  reader serve article.txt\n  reader serve --no-library --port 8000 articles"),
        **FORM,
    )
    _add_reading(parser)
    parser.add_argument("--port", type=port, default=0, metavar="N", help=_("port to listen on (default: a free one)"))
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help=_("address to listen on (default: 127.0.0.1, which no other machine reaches); nothing is encrypted"),
    )


def _add_reading(parser: Any) -> None:
    """Add what may be opened, and how."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=_(SOURCE))
    add_type(parser)
    parser.add_argument("--no-library", dest="library", action="store_false", help=_("leave no trace of what is read"))
    parser.add_argument(
        "--plain", action="store_true", help=_("no bars, boxes or panes side by side: for screen readers and braille")
    )


def add_show(commands: Any) -> None:
    """Add `show`."""
    parser = commands.add_parser(
        "show",
        help=_("print an article and leave"),
        description=_("Print articles as they stand on the page, for pipes, printers and screen readers."),
        epilog=_(
            "examples:\n  reader show --styled article.md | less -R\n  reader show --links article.md\n"
            "  reader show --plain --width 60 article.txt"
        ),
        **FORM,
    )
    add_sources(parser)
    parser.add_argument("--width", type=int, metavar="N", help=_("cells of a line (default: 72, or the terminal's)"))
    parser.add_argument(
        "--links", action="store_true", help=_("a number behind each link, and the addresses in a list at the end")
    )
    looks = parser.add_mutually_exclusive_group()
    looks.add_argument(
        "--plain",
        action="store_true",
        help=_("nothing drawn or side by side: what reads well aloud, each paragraph one line unless --width is given"),
    )
    looks.add_argument(
        "--styled", action="store_true", help=_("colours and type styles into a pipe too, as less -R shows")
    )
