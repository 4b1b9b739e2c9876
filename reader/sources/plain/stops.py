"""What ends a statement: a full stop in any script, but not the stop of an abbreviation."""

from __future__ import annotations

import re

STOPS = (".", "。", "！", "？")
"""Ends of a statement; the wide ones close a question too, in scripts whose headings have no stop at all."""

_ABBREVIATION = 16
"""Characters of the longest abbreviation."""

_ABBREVIATED = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,2}\.){2,}$")


def ends_in_abbreviation(words: str) -> bool:
    """Whether the last stop belongs to an abbreviation (N.Y.C., Ph.D.), so that it need not end a sentence."""
    return words.endswith(".") and "." in words[-4:-1] and bool(_ABBREVIATED.search(words[-_ABBREVIATION:]))
