"""The command `reader`: each of its commands is one function in a file of its own, imported when it is asked for.

Standard output is data, in UTF-8 whatever the locale; standard error is narration. Exit codes are those of
`reader.errors`, and beside them:

    0     done
    1     nothing found, where that is the question
    70    a fault of Reader itself (sysexits' EX_SOFTWARE); `python -X dev -m reader …` shows where
    130   interrupted
    141   whoever read standard output has stopped reading, as the shell gives it for a program that SIGPIPE ended
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from reader.cli.narration import complain, fault, hush
from reader.cli.output import OutputError, discard_output, finish, use_utf8
from reader.errors import INTERRUPTED, ReaderError

if TYPE_CHECKING:
    from argparse import Namespace

BROKEN_PIPE = 141
"""128 and the number of SIGPIPE. Python's own habit would be 1, but that says here that nothing was found."""

FAULT = 70
"""Exit code of a fault of Reader itself."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code.

    Args:
        argv: The words behind the program's name; by default those of the process.
    """
    use_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
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


def _run(argv: list[str]) -> int:
    try:
        from reader.cli.arguments import parse  # not before: until here Ctrl+C would give a traceback

        return _call(parse(argv))
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
        from reader.cli.open import run

        return run(
            arguments.sources,
            library=arguments.library,
            source_type=arguments.source_type,
            plain=arguments.plain,
        )
    code: int = import_module(f"reader.cli.{arguments.command}").run(arguments)
    return code
