"""The man page, written from the argument parser when the package is built: `python -m reader.cli.manual > reader.1`.

Nothing in it depends on time or place, so that the same source gives the same page.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.arguments import build_parser
from reader.tongue import SOURCE, speaking

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterator

_ENVIRONMENT = (
    ("READER_HOME", "a folder for all that Reader keeps: configuration, library, cache"),
    (
        "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
        "the language of Reader's own words, as gettext reads them: English or French",
    ),
    ("READER_INTERFACE", "that language by itself: en or fr; it wins over the setting `interface` and the locale"),
    ("NO_COLOR", "where it is set, nothing is coloured"),
    ("TERM, COLORTERM", "what the terminal can show"),
)
_FILES = (
    ("config.toml", "settings, copy formats and keys, in the user's configuration folder (reader doctor tells where)"),
    ("library.sqlite3", "what was read, in the user's data folder"),
)


def page() -> str:
    """The page in roff, with the macros of man(7); in English, whatever whoever builds it speaks."""
    with speaking(SOURCE):
        return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    parser, commands = build_parser()
    yield f'.TH READER 1 "" "reader {__version__}" "User Commands"'
    yield from (".SH NAME", f"reader \\- {_roff(_sentence(parser.description))}", ".SH SYNOPSIS", ".na")
    for command in commands.values():
        yield from (".B " + _roff(command.prog), _roff(_usage(command)), ".br")
    yield from (".ad", ".SH DESCRIPTION", *_text(parser.description), ".SH COMMANDS")
    for name, command in commands.items():
        yield f".SS reader {name}"
        yield from _text(command.description)
        for action in command._actions:  # noqa: SLF001 - argparse shows its arguments nowhere else
            yield from _option(action)
        yield from _examples(command.epilog)
    yield ".SH EXIT STATUS"
    yield from _examples(parser.epilog)
    for heading, entries in ((".SH ENVIRONMENT", _ENVIRONMENT), (".SH FILES", _FILES)):
        yield heading
        for name, meaning in entries:
            yield from (".TP", f".B {_roff(name)}", _roff(meaning))


def _usage(command: ArgumentParser) -> str:
    words = " ".join(command.format_usage().split()).removeprefix(f"usage: {command.prog}")
    return words.strip()


def _option(action: Action) -> Iterator[str]:
    names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
    value = ""
    if action.option_strings and action.nargs != 0:
        value = f" {action.metavar or action.dest.upper()}"
    yield from (".TP", f".B {_roff(names + value)}")
    told = action.help or ""
    if action.choices and not all(str(each) in told for each in action.choices):
        told = "; ".join(filter(None, (told, "one of " + ", ".join(map(str, action.choices)))))
    yield _roff(told % {"default": action.default} if "%(" in told else told)


def _text(text: str | None) -> Iterator[str]:
    yield from (_roff(line) for line in (text or "").split("\n"))


def _examples(text: str | None) -> Iterator[str]:
    """An epilog: its indented lines are set as they are."""
    set_off = False
    for line in (text or "").split("\n"):
        if line.startswith("  ") != set_off:
            yield ".nf" if (set_off := not set_off) else ".fi"
        elif line and not set_off:
            yield ".PP"
        yield _roff(line)
    if set_off:
        yield ".fi"


def _sentence(text: str | None) -> str:
    return (text or "").split("\n")[0].rstrip(".")


def _roff(text: str) -> str:
    """`text` as roff that prints it; a stop or an apostrophe at the beginning would be a command."""
    escaped = re.sub(r"[\\-]", lambda found: r"\e" if found[0] == "\\" else r"\-", text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
