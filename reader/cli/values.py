"""How words of the command line become values, where argparse's own ways do not do."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError
from typing import TYPE_CHECKING, Any

from reader.formats import BULK_TYPES
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace

MOST_PORT = 65_535

MOST_JOBS = 64
"""Processes that one run may have."""


class EntitiesType(Action):
    """`--type` of `reader entities`: the type of an entity, or that of the source; no word is both."""

    def __call__(self, _parser: ArgumentParser, into: Namespace, word: Any, _option: str | None = None) -> None:
        """Put `word` where it belongs."""
        if word in BULK_TYPES:
            into.source_type = word
        else:
            into.type = [*into.type, word]


def count(word: str) -> int:
    """A number of processes.

    Raises:
        ArgumentTypeError: where it is none.
    """
    if not word.isdecimal() or not 1 <= int(word) <= MOST_JOBS:
        raise ArgumentTypeError(
            _("{word} is no number from {least} to {most}").format(word=word, least=1, most=MOST_JOBS)
        )
    return int(word)


def port(word: str) -> int:
    """A port to listen on, 0 for a free one.

    Raises:
        ArgumentTypeError: where it is none.
    """
    if not (word.isascii() and word.isdecimal()) or int(word) > MOST_PORT:
        raise ArgumentTypeError(
            _("{word} is no number from {least} to {most}").format(word=word, least=0, most=MOST_PORT)
        )
    return int(word)
