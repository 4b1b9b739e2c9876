"""What is written to the terminal, made short: over a slow line a page is there in a third of the time.

Textual sets all looks of a run of text before it and resets them behind it, on a page most of which looks the same.
Here each change of looks is told once, and only what changes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

RESET = "\x1b[0m"

_GRAPHICS = re.compile(r"\x1b\[([0-9;]*)m")
_PASSED = re.compile(r"(?:\x1b\[\d+;\d+H|\n)+(?=\x1b\[\d+;\d+H)")
"""Places that the cursor is sent to only to be sent on."""

_MOVES = re.compile(r"(?:\x1b\[\d+;\d+H)*\Z")
_BLANK = re.compile(r"(?: |\x1b\[\d+;\d+H)*\Z")

_ENDED_BY = {"1": "22", "3": "23", "4": "24", "9": "29"}
"""Bold, italic, underlined, struck through; and what ends each (ECMA-48, SGR)."""

_SEEN_ON_SPACES = frozenset("49")


class _Looks(NamedTuple):
    """What the parameters of a select-graphic-rendition sequence set; colours with their own parameters."""

    flags: frozenset[str] = frozenset()
    text: str = "39"
    ground: str = "49"


def without_repeats(written: str) -> str:
    """What shows the same as `written`, which begins and ends with no looks set."""
    first, *rest = _GRAPHICS.split(_PASSED.sub("", written))
    out, wanted, shown = [first], "", ""
    for codes, text in zip(rest[::2], rest[1::2], strict=True):
        wanted = "" if codes in ("", "0") else f"{wanted};{codes}" if wanted else codes
        if wanted != shown and not (_BLANK.match(text) and (_MOVES.match(text) or _same_on_spaces(shown, wanted))):
            out.append(_change(shown, wanted))
            shown = wanted
        out.append(text)
    if wanted != shown:
        out.append(_change(shown, wanted))
    return "".join(out)


@lru_cache(4096)
def _change(shown: str, wanted: str) -> str:
    """The sequence that leads from the looks of the parameters `shown` to those of `wanted`."""
    old, new = _looks(shown), _looks(wanted)
    if not wanted or old is None or new is None:
        return f"\x1b[0;{wanted}m" if wanted else RESET
    codes = [_ENDED_BY[flag] for flag in sorted(old.flags - new.flags)] + sorted(new.flags - old.flags)
    codes += [each for each, before in ((new.text, old.text), (new.ground, old.ground)) if each != before]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


@lru_cache(4096)
def _same_on_spaces(shown: str, wanted: str) -> bool:
    """Whether a space looks the same with either."""
    old, new = _looks(shown), _looks(wanted)
    if old is None or new is None:
        return False
    return old.ground == new.ground and old.flags & _SEEN_ON_SPACES == new.flags & _SEEN_ON_SPACES


@lru_cache(1024)
def _looks(codes: str) -> _Looks | None:
    """What `codes` set, beginning with nothing; None where something else is among them."""
    flags, text, ground = set(), "39", "49"
    parts = codes.split(";") if codes else []
    while parts:
        part = parts.pop(0)
        if part in _ENDED_BY:
            flags.add(part)
        elif part in ("38", "48") and parts[:1] in (["2"], ["5"]):
            size = 4 if parts[0] == "2" else 2
            colour, parts = ";".join([part, *parts[:size]]), parts[size:]
            text, ground = (colour, ground) if part == "38" else (text, colour)
        elif len(part) == 2 and part[0] in "39" and part[1] in "01234567":
            text = part
        elif (len(part) == 2 and part[0] == "4" and part[1] in "01234567") or (len(part) == 3 and part[:2] == "10"):
            ground = part
        else:
            return None
    return _Looks(frozenset(flags), text, ground)
