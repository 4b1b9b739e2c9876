"""Where the end of a long Markdown document can be read by itself, for a reader who goes there before all is read.

What stands before may change what a line means: it may lie in code, in HTML, in an item. A place is taken only where
none of this can be, and none is where that cannot be told at a glance.
"""

from __future__ import annotations

import re
from io import BytesIO

from reader.facts import TYPE_CHECKING
from reader.sources.markdown.beginning import plain_ending

if TYPE_CHECKING:
    from typing import BinaryIO

    from reader.model import Part
    from reader.sources import Raw
    from reader.sources.markdown.definitions import Outline

ENOUGH = 4_000
"""Characters that fill a large screen."""

_DECISIVE = ((b"\0", 0), (b"<", 0), (b"\r", 0), (b"~~~", 0), (b"[^", 1), (b"^[", 0), (b"```", 0))
"""What may make something else of all that comes behind it, or come from anywhere to stand at the end; and which of
its bytes is the rarest."""

_PIECE = 1 << 16
"""Bytes of a document that are looked through at a time."""

_OFTEN = 20_000
"""Times that a byte is found alone before all of it is looked for at once."""

_BLANK = "\n\n"
_PLAIN = re.compile(r"#{1,6} |[^\W\d_]|[“«„‘\"'(*]")
"""How a line begins that goes on with nothing: no item, quote, code, table, HTML, or definition."""

_NOTES = ("[^", "^[")
"""What every footnote has, and every reference to one: all of them stand at the end, in the order of the whole."""

_RAW = re.compile(r"<(?:(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z])|((?i:pre|script|style|textarea))\b)")
"""How HTML begins that blank lines do not end (kinds 1 to 5 of CommonMark's HTML blocks)."""

_CLOSING = ("-->", "?>", "]]>", ">")
"""How each of them ends, in the order of the groups above; what has a name ends with its own."""


def ending(raw: Raw, characters: int) -> Part | None:
    """The last blocks of the article in `raw`, of about so many characters (see `reader.sources.ending`).

    Where they are plain they are read by a few expressions, from the bytes: the full parser takes 80 ms of a reader's
    first key to be imported, and to look through 10 MB for what may change them.
    """
    found = ending_in(BytesIO(raw.data), len(raw.data), characters)
    if found is not None:
        return found
    from reader.sources.markdown import parser

    return parser.ending(raw, characters)


def ending_in(file: BinaryIO, size: int, characters: int) -> Part | None:
    """The same of the document in `file`, of `size` bytes, where it is plain; None where all of it is needed.

    It is looked through piece by piece, in one room: the system takes longer to give room for 10 MB than to read them.
    """
    room, last, seen = bytearray(_PIECE), b"", 0
    while count := file.readinto(room):  # type: ignore[attr-defined]  # every binary file has it
        piece, seen = last + room[:count], seen + count
        if any(_stands(sign, rarest, piece) for sign, rarest in _DECISIVE):
            return None
        last = piece[-characters:]
    begin = last.find(b"\n\n")
    try:
        found = plain_ending(last[begin:].decode()) if begin >= 0 and seen == size else None
    except UnicodeDecodeError:
        return None
    return found if found is not None and len(found.text) >= min(ENOUGH, size // 2) else None


def _stands(sign: bytes, rarest: int, data: bytes) -> bool:
    """Whether `sign` stands in `data`: one byte of it alone is found fifty times as soon in a long text."""
    byte, at = sign[rarest : rarest + 1], -1
    for _ in range(_OFTEN):
        at = data.find(byte, at + 1)
        if at < rarest:
            if at < 0:
                return False
        elif data.startswith(sign, at - rarest):
            return True
    return data.find(sign, at) >= 0


def last_beginning(source: str, sought: int, outline: Outline) -> int | None:
    """The first offset behind `sought` at which a block of its own begins; None where there is none for certain."""
    if "^" in source and any(sign in source for sign in _NOTES):
        return None
    at = sought
    while (blank := source.find(_BLANK, at)) >= 0:
        at = blank + len(_BLANK)
        if _PLAIN.match(source, at) and not outline.in_code(at) and source[at : at + 2] != "* ":
            return None if _in_html(source, at) else at
    return None


def _in_html(source: str, offset: int) -> bool:
    """Whether HTML that blank lines do not end may be open at `offset`; taken for open rather once too often."""
    for found in _RAW.finditer(source, 0, offset):
        closing = f"</{found[5]}>" if found[5] else _CLOSING[(found.lastindex or 1) - 1]
        if source.find(closing, found.end(), offset) < 0:
            return True
    return False
