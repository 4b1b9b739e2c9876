"""`reader serve`: the app in a web page of this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.narration import remark
from reader.cli.output import finish, write
from reader.errors import UsageError
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Serve until interrupted; the page's address is all that standard output gets.

    Raises:
        ReaderError: where there is nothing to open, the extra is missing, or the address cannot be listened on.
    """
    from reader.cli.open import wanted
    from reader.serving import LOOPBACK, require, serve
    from reader.store import NoLibrary

    require()
    if "-" in arguments.sources:
        raise UsageError(_("each page reads its sources anew, and standard input can be read once: save it to a file"))
    wanted(arguments.sources, NoLibrary(), arguments.source_type, [])  # what is amiss is said here, not in a page

    def ready(address: str) -> None:
        if arguments.host != LOOPBACK:
            remark(_("whoever is on that network can read along: the page is not encrypted"))
        remark(_("open this address in a browser; whoever has it reads with your rights. Ctrl+C ends it"))
        write(f"{address}\n")
        finish()

    session = [sys.executable, "-P", "-m", "reader.cli.session", *_words(arguments)]
    serve(session, host=arguments.host, port=arguments.port, ready=ready)
    return 0


def _words(arguments: Namespace) -> list[str]:
    """What a session opens, as words behind `reader open`."""
    words = [] if arguments.library else ["--no-library"]
    words += ["--plain"] if arguments.plain else []
    words += ["--type", arguments.source_type] if arguments.source_type else []
    return [*words, "--", *arguments.sources]
