"""The man page in each language, written from the argument parser when the package is built.

`python -m reader.cli.manual > reader.1` writes that in English, `python -m reader.cli.manual fr` that in French.

Nothing in it depends on time or place, so that the same source gives the same page.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.arguments import build_parser
from reader.cli.grammar import value_name
from reader.tongue import N_, SOURCE, _, speaking

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterator

_ENVIRONMENT = (
    ("READER_HOME", N_("a folder for all that Reader keeps: configuration, library, cache")),
    (
        "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
        N_("the language of Reader's own words, as gettext reads them: English or French"),
    ),
    (
        "READER_INTERFACE",
        N_("that language by itself: en or fr; it wins over the setting `interface` and the locale"),
    ),
    ("NO_COLOR", N_("where it is set, nothing is coloured")),
    ("TERM, COLORTERM", N_("what the terminal can show")),
)
_FILES = (
    (
        "config.toml",
        N_("settings, copy formats and keys, in the user's configuration folder (reader doctor tells where)"),
    ),
    ("library.sqlite3", N_("what was read, in the user's data folder")),
)


def page(language: str = SOURCE) -> str:
    """The page in roff, with the macros of man(7); in `language`, whatever whoever builds it speaks."""
    with speaking(language):
        return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    parser, commands = build_parser()
    yield f'.TH READER 1 "" "reader {__version__}" "{_("User Commands")}"'
    yield ".nh"  # what hyphenates here knows English alone, and options are not to be divided
    yield from (f".SH {_('NAME')}", f"reader \\- {_roff(_sentence(parser.description))}", f".SH {_('SYNOPSIS')}", ".na")
    for command in commands.values():
        for each in _tasks(command) or [command]:
            yield from (".B " + _roff(each.prog), _roff(_usage(each)).replace(",", ",\\:"), ".br")
    yield from (".ad", f".SH {_('DESCRIPTION')}", *_text(parser.description), f".SH {_('COMMANDS')}")
    for command in commands.values():
        for each in (command, *_tasks(command)):
            yield f".SS {each.prog}"
            yield from _text(each.description)
            for action in each._actions:  # noqa: SLF001 - argparse shows its arguments nowhere else
                yield from _option(action)
            yield from _examples(each.epilog)
    yield f".SH {_('EXIT STATUS')}"
    yield from _examples(parser.epilog)
    for heading, entries in ((_("ENVIRONMENT"), _ENVIRONMENT), (_("FILES"), _FILES)):
        yield f".SH {heading}"
        for name, meaning in entries:
            yield from (".TP", f".B {_roff(name)}", _roff(_(meaning)))


def _tasks(command: ArgumentParser) -> list[ArgumentParser]:
    """The parsers of a command's tasks, in their order."""
    return [
        task
        for action in command._actions  # noqa: SLF001 - as above
        if isinstance(action.choices, dict)
        for task in action.choices.values()
    ]


def _usage(command: ArgumentParser) -> str:
    return " ".join(command.format_usage().partition(command.prog)[2].split())


def _option(action: Action) -> Iterator[str]:
    names = ", ".join(action.option_strings) or value_name(action)
    value = ""
    if action.option_strings and action.nargs != 0:
        named = value_name(action) if action.metavar else action.option_strings[-1].lstrip("-").upper()
        value = f" {named}"
    yield from (".TP", f".B {_roff(names + value)}")
    told = action.help or ""
    if action.choices and not all(str(each) in told for each in action.choices):
        told = "; ".join(
            filter(None, (told, _("one of {choices}").format(choices=", ".join(map(str, action.choices)))))
        )
    yield _roff(told % {"default": action.default} if "%(" in told else told)


def _text(text: str | None) -> Iterator[str]:
    yield from (_roff(line) for line in (text or "").split("\n"))


def _examples(text: str | None) -> Iterator[str]:
    """An epilog: its examples are set as they are, its sentences run on."""
    set_off = announced = False
    for line in (text or "").split("\n"):
        indented = line.startswith("  ")
        if set_off != (indented and (set_off or announced)):
            yield ".nf" if (set_off := not set_off) else ".fi"
        elif line and not indented:
            yield ".PP"
        announced = line.endswith(":")
        yield _roff(line if set_off else line.strip())
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
    sys.stdout.write(page(*sys.argv[1:2]))
