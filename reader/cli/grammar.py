"""argparse in the reader's language: its own words, and what stands in the place of a value.

argparse asks gettext for what it says, in the domain of the process, for which there is no catalogue; here it is given
ours to ask. What it says in faults of the parser's author is left as it is.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.tongue import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

_OWN = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
    N_("unexpected option string: %s"),
)
"""What argparse says that a user can meet, so that the catalogues have it."""

_VALUES = (
    N_("ADDRESS"),
    N_("COMMAND"),
    N_("DRAFT"),
    N_("FILE"),
    N_("FOLDER"),
    N_("NAME"),
    N_("QUERY"),
    N_("SOURCE"),
    N_("TAG"),
    N_("TASK"),
)
"""What stands in help for a value; in the parser itself these stay English, for shells complete by them."""


def value_name(action: argparse.Action) -> str:
    """What the value of an option or argument is called in help, in the reader's language."""
    name = str(action.metavar or action.dest)
    return _(name) if name in _VALUES else name


class Help(argparse.RawDescriptionHelpFormatter):
    """Help whose values are called in the reader's language; line ends in a text stay where they are."""

    def _metavar_formatter(self, action: argparse.Action, default_metavar: str) -> Callable[[int], tuple[str, ...]]:
        named = super()._metavar_formatter(action, default_metavar)
        if action.metavar not in _VALUES:  # a command, or words that a user types as they stand
            return named
        return lambda count: tuple(map(_, named(count)))


def speak() -> None:
    """Let argparse ask our catalogue from now on."""
    vars(argparse).update(_=_, ngettext=ngettext)
