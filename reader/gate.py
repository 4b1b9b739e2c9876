"""The one way by which foreign text reaches a screen, a clipboard or a terminal.

Every character that a terminal could act upon becomes exactly one visible character, so that offsets into the text
still hold on the screen. The three marks of direction (RLM, LRM, ALM) pass: they enclose and override nothing, Hebrew
and Arabic texts are full of them, and a copy without them would not be what the article says. What comes out is plain
text: it is given to Textual as `Content` or `Segment`, never as markup.

A screen is kept from two things more, which a clipboard takes as they are: characters that terminals do not agree on
the cells of, and marks that are heaped on one letter until they cover the lines around it.
"""

from __future__ import annotations

import re
from functools import cache

_ACTS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing round, until something ends it
    "\u2028\u2029"  # line and paragraph separator
    "\ud800-\udfff"  # lone surrogates cannot be encoded
)
_UNSAFE = re.compile(f"[{_ACTS}]")
_FILLERS = "\u3164\uffa0"
"""Hangul fillers of no cell, one or two, as terminals have it; nothing is written with them."""

_UNSHOWN = re.compile(f"[{_ACTS}{_FILLERS}\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]")
"""What is not shown as it is, and all from where the first noncharacter of the upper planes stands."""

MARKS = 12
"""Marks that a letter may carry on the screen, with what joins letters: the tallest Tibetan stacks have fewer."""

_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\u02ff\u2010-\u2fff\u3000-\u303f]{{{MARKS + 1},}}")
_LINE_ENDS = re.compile(r"\s+")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NOTHING = "\N{EMPTY SET}"
HEAPED = "\N{DOTTED CIRCLE}"


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
    if char in _FILLERS:
        return NOTHING
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return REPLACEMENT
    return "\N{LEFT RIGHT ARROW}" if code < 0x10000 else char


def visible(text: str) -> str:
    """`text` with every character that could act on a terminal shown as one visible symbol; same length.

    Line feeds and tabs stay: whoever lays out lines gives them their cells. Of marks that are heaped on a letter
    those behind the first MARKS are shown beside it.
    """
    if _UNSHOWN.search(text):
        text = _UNSHOWN.sub(lambda match: _symbol(match[0]), text)
    if not text.isascii() and _MAYBE_MARKS.search(text):
        text = _MAYBE_MARKS.sub(_thinned, text)
    return text


def _thinned(run: re.Match[str]) -> str:
    """A run in which no more than MARKS characters that take no cell of their own follow each other."""
    out, heaped, unseen = [], 0, set(filter(is_unseen, set(run[0])))
    for char in run[0]:
        heaped = heaped + 1 if char in unseen else 0
        out.append(HEAPED if heaped > MARKS else char)
    return "".join(out)


def is_unseen(char: str) -> bool:
    """Whether `char` takes no place of its own: a mark on what stands before it, or what only joins and parts.

    So is whatever a later Unicode has added, of which this Python does not know what it is.
    """
    from unicodedata import category  # not wanted at a start without such characters

    return category(char) in ("Mn", "Me", "Cf", "Cn") or char in _BLANKS


_BLANKS = "\u115f\u1160\u17b4\u17b5\u2065"
"""What is shown as nothing without being a mark or a format character: Jamo fillers, inherent vowels of Khmer."""

_DIRECTION = "\u061c\u200e\u200f"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_FIXED_SPACES = "\xa0\u202f\u2007"
_TAGS = 0xE0000
_MONOSPACED = (("0", "9", 0x1D7F6), ("A", "Z", 0x1D670), ("a", "z", 0x1D68A))
"""Digits and letters as Unicode has them a second time, for mathematics: what tags spell is told from real words."""

_HIDDEN = (
    "[\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202f\u205f-\u2065\u206a-\u206f"
    "\u3000\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""White space that is no plain space, and what Unicode says may be ignored when shown (Default_Ignorable).

Compiled when it is first asked for, since most readers never do.
"""


def revealed(text: str) -> str:
    """The same as `visible`, with what nobody can see shown too: same length.

    Spaces of other widths are open boxes, with shoulders where no line breaks; a soft hyphen is ¬, a mark of
    direction ↔, a tag the letter that it stands for, what joins, parts or selects ∅.
    """
    return re.sub(_HIDDEN, lambda match: _uncovered(match[0]), visible(text))


@cache
def _uncovered(char: str) -> str:
    code = ord(char)
    if char in _FIXED_SPACES:
        return "\N{SHOULDERED OPEN BOX}"
    if char.isspace():
        return "\N{OPEN BOX}"
    if char == _SOFT_HYPHEN:
        return "\N{NOT SIGN}"
    if char in _DIRECTION:
        return "\N{LEFT RIGHT ARROW}"
    if code >= _TAGS:
        letter = chr(code & 0x7F) if code < _TAGS + 0x80 else ""
        return next((chr(to + ord(letter) - ord(a)) for a, z, to in _MONOSPACED if a <= letter <= z), NOTHING)
    return NOTHING


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
    shown, changed = _UNSAFE.subn(lambda match: _symbol(match[0]), text)
    return shown, changed
