"""`reader quotes`: what is quoted, and by whom."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from reader.cli.listing import list_records

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.exports.records import Record

_WORD = re.compile(r"\w+")


def run(arguments: Namespace) -> int:
    """Print the quotations of `arguments.sources`, with `arguments.speaker` only those of these speakers."""
    named = [_words(name) for name in arguments.speaker]

    def wanted(record: Record) -> bool:
        return not named or any(_in_name(words, record["speaker"]) for words in named)

    names = " or ".join(arguments.speaker)
    return list_records("quotations", arguments, wanted, f"no quotation of {names}" if named else "no quotation")


def _in_name(words: list[str], speaker: object) -> bool:
    """Whether `words` stand in the speaker's name one after the other: a surname finds the full name."""
    name = _words(speaker) if isinstance(speaker, str) else []
    return bool(words) and any(name[at : at + len(words)] == words for at in range(len(name)))


def _words(name: str) -> list[str]:
    """The words of a name as one compares them: case and accents do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
