"""The one way by which foreign text reaches a screen, a clipboard or a terminal.

Every character that a terminal could act upon becomes exactly one visible character, so that offsets into the text
still hold on the screen. The three marks of direction (RLM, LRM, ALM) pass: they enclose and override nothing, Hebrew
and Arabic texts are full of them, and a copy without them would not be what the article says. What comes out is plain
text: it is given to Textual as `Content` or `Segment`, never as markup.
"""

from __future__ import annotations

import re
from functools import cache

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing round, until something ends it
    "\u2028\u2029"  # line and paragraph separator
    "\ud800-\udfff]"  # lone surrogates cannot be encoded
)
_LINE_ENDS = re.compile(r"\s+")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@cache
def _symbol(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if code < 0xA0:
        return "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
    if code in (0x2028, 0x2029):
        return "\N{SYMBOL FOR NEWLINE}"
    if 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    return "\N{LEFT RIGHT ARROW}"


def visible(text: str) -> str:
    """`text` with every character that could act on a terminal shown as one visible symbol; same length.

    Line feeds and tabs stay: whoever lays out lines gives them their cells.
    """
    return _UNSAFE.sub(lambda match: _symbol(match[0]), text) if _UNSAFE.search(text) else text


def is_safe(text: str) -> bool:
    """Whether `text` may go to a terminal as it is."""
    return not _UNSAFE.search(text)


def line(text: str, limit: int | None = None) -> str:
    """`text` for a place with one line (a title, a file name, a notice): safe, white space folded.

    Args:
        text: What comes from outside.
        limit: The most characters to keep; a longer text ends in an ellipsis.
    """
    folded = visible(_LINE_ENDS.sub(" ", text).strip())
    if limit is not None and len(folded) > limit:
        return folded[: max(0, limit - 1)].rstrip() + "…"
    return folded


def clipboard(text: str) -> tuple[str, int]:
    """`text` for a clipboard, and how many characters had to be shown as symbols."""
    return visible(text), len(_UNSAFE.findall(text))
