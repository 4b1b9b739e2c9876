"""Signs that are drawn, and what stands in their place where nothing is to be drawn: for screen readers and braille.

Only what Reader itself draws passes here, never the article's own characters. Each sign keeps its cells.
"""

from __future__ import annotations

from reader.app.layout import BAR, BULLETS, GOES_ON

_SIGNS = str.maketrans(
    {
        **dict.fromkeys(BAR.strip() + "╎▸", ">"),
        **dict.fromkeys(BULLETS, "-"),
        **dict.fromkeys(GOES_ON.strip() + "▧━─╌▁▂▃▄▅▆▇█▪▫‣═▐", " "),
    }
)
_BESIDE = frozenset(" 0123456789%.")
"""What may stand beside signs in one run that is Reader's own."""


def mark(drawn: str) -> str:
    """What stands in a margin, without what is drawn."""
    return drawn.translate(_SIGNS)


def rule(drawn: str) -> str:
    """A line that divides, as characters that every braille table has."""
    return "-" * len(drawn)


def run(text: str) -> str:
    """A run of a list or a line without its signs; what may hold foreign words stays as it is."""
    return text.translate(_SIGNS) if all(ord(char) in _SIGNS or char in _BESIDE for char in text) else text
