"""How a command is run, and how whatever may happen to it becomes one sentence and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module

from reader.cli.narration import complain, fault, hush
from reader.cli.output import OutputError, discard_output, finish, use_utf8
from reader.errors import INTERRUPTED, ReaderError
from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.app.early import EarlyScreen

NO_LIBRARY = "--no-library"
"""The one option that goes with an early first screen; for it the parser of arguments need not be loaded."""

BROKEN_PIPE = 141
"""128 and the number of SIGPIPE. Python's own habit would be 1, but that says here that nothing was found."""

FAULT = 70
"""Exit code of a fault of Reader itself."""


def run(words: list[str], screen: EarlyScreen | None = None) -> int:
    """Run the command that `words` say and give its exit code.

    Args:
        words: What stands behind the program's name.
        screen: The first screen, where it has been painted.
    """
    use_utf8()
    try:
        code = _run(words, screen)
        finish()
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        discard_output()
        return INTERRUPTED
    except OutputError as error:
        discard_output()
        complain(str(error))
        return error.exit_code
    return code


def _run(words: list[str], screen: EarlyScreen | None) -> int:
    try:
        if screen is not None:
            from reader.cli.open import run as open_

            sources = [word for word in words[1:] if word != NO_LIBRARY]
            return open_(sources, library=NO_LIBRARY not in words, screen=screen)
        from reader.cli.arguments import parse

        return _call(parse(words))
    except SystemExit as leaving:  # argparse leaves so after --help, --version and wrong usage
        return leaving.code if isinstance(leaving.code, int) else 0
    except (BrokenPipeError, OutputError):
        raise
    except ReaderError as error:
        complain(str(error))
        return error.exit_code
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        complain(fault(error))
        return FAULT


def _call(arguments: Namespace) -> int:
    hush(getattr(arguments, "quiet", False))
    if arguments.command == "open":
        from reader.cli.open import run as open_

        return open_(
            arguments.sources,
            library=arguments.library,
            source_type=arguments.source_type,
            plain=arguments.plain,
        )
    code: int = import_module(f"reader.cli.{arguments.command}").run(arguments)
    return code
