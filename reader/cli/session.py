"""One page of `reader serve`: the app in a process of its own; the server starts `python -m reader.cli.session`.

Its words are those of `reader open`. Standard output and input carry the page; what goes wrong is a sentence on
standard error, which the server shows in the page.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.narration import complain, fault
from reader.cli.running import FAULT
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Show what `argv` asks for until the reader leaves; gives the exit code."""
    from reader.cli.arguments import parse
    from reader.cli.open import run

    asked = parse(["open", *argv])
    try:
        return run(asked.sources, library=asked.library, source_type=asked.source_type, plain=asked.plain, in_page=True)
    except ReaderError as error:
        complain(str(error))
        return error.exit_code
    except Exception as error:
        complain(fault(error))
        return FAULT


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
