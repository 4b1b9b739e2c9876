"""Where lines break: greedy, by cells, after the rules of the language's typography.

Pure and linear. A string whose characters all take one cell is cut by one compiled regular expression; in others
each character first gets as many places as the terminal gives it cells.
"""

from __future__ import annotations

import re
from functools import cache

from reader.app.cells import cell_len, graphemes, is_plain, set_cell_size
from reader.lang import knowledge

_NBSP = "\N{NO-BREAK SPACE}"
_SECOND_CELL = "\N{OBJECT REPLACEMENT CHARACTER}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"
_LETTER = "x"

_CODE_BREAK = re.compile(r"[\s,;:(\[{|&=+]+")

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ・ーヽヾゝゞ"
_IDEOGRAPH = rf"(?![{_SMALL_KANA}])[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff「『（【〈《［｛]"
"""What a line of ideographs may begin with: no small kana, no mark that belongs to what stands before it."""
_CLOSING = "」』）】〉》］｝〕〗、。，．：；！？‼⁇⁈⁉…"
"""Wide marks that no line begins with."""
_OPENING = "「『（【〈《［｛〔〖"
"""Wide marks that no line ends with (JIS X 4051, 6.1)."""


@cache
def _next_line(width: int, language: str | None, *, wide: bool) -> re.Pattern[str]:
    """Matches a line and the spaces that its break swallows; the line itself is the group that took part.

    A line ends at a space, behind a hyphen, dash or slash inside a word, or between ideographs. Where there is none
    of these it ends at its last cell, or a little before, so that no mark stands apart from its word; and a character
    of several cells is never cut. `wide` tells whether there are any: looking for them makes the expression slow.
    """
    after, before = _never(language)
    opening = rf"(?<![{_OPENING}]{_SECOND_CELL})" if wide else ""
    good_end = r"(?= |\Z)|(?<=\w\w[-–—/])(?=\w{3})"
    if wide:
        good_end += rf"|(?<={_SECOND_CELL}){opening}(?={_IDEOGRAPH})"
    tolerable = rf"(?<![{_NBSP}{_NARROW}{after}]){opening}(?![{_NBSP}{_NARROW}{_SECOND_CELL}{before}{_CLOSING}])"
    return re.compile(
        rf"(.{{0,{width - 1}}}[^ ](?:{good_end})) *"
        rf"|(.{{1,{width}}}){tolerable} *"
        rf"|(.{{1,{width}}})(?!{_SECOND_CELL}) *"
        rf"|(.{_SECOND_CELL}*) *",
        re.DOTALL,
    )


def _never(language: str | None) -> tuple[str, str]:
    """Characters behind which, and before which, a line never breaks in `language`; for a pattern's brackets."""
    rules = knowledge(language, "language").get("breaking", {})
    return re.escape(rules.get("never_after", "")), re.escape(rules.get("never_before", ""))


@cache
def _unbreakable(language: str | None) -> re.Pattern[str]:
    """Spaces at which a line never breaks in `language`.

    They stand inside its quote marks, before its high punctuation, behind a title or another short word that means
    nothing alone at the end of a line, and between the groups of a number.
    """
    after, before = _never(language)
    words = knowledge(language, "language").get("breaking", {}).get("stays_with_next", "").split()
    lengths: dict[int, list[str]] = {}
    for word in words:
        lengths.setdefault(len(word), []).append(re.escape(word))
    behind = "|".join(rf"(?<=(?<!\w)(?:{'|'.join(same)}) )" for same in lengths.values())
    sides = [
        *([f"(?=[{before}])"] if before else []),
        *([f"(?<=[{after}] )"] if after else []),
        r"(?<=\d )(?=\d{3}(?!\w))",
        *([rf"(?=[\w(])(?:{behind})"] if behind else []),
    ]
    return re.compile(f" (?:{'|'.join(sides)})")


def cropped(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; what is cut away leaves an ellipsis."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""


def fitted(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells: cropped, or filled up with spaces."""
    return set_cell_size(cropped(text, cells), cells)


def line_ranges(text: str, width: int, language: str | None = None) -> list[tuple[int, int]]:
    """Half-open ranges of the characters of `text` on each line of at most `width` cells.

    White space at a break belongs to no line; every other character is on exactly one, also where a single one is
    wider than the line. `text` holds no line feed. There is always at least one range.
    """
    shadow = kept_together(text, language)
    if is_plain(shadow):
        return _cut(shadow, width, language)
    starts: list[int] = []
    places: list[str] = []
    for start, end, cells in graphemes(shadow):
        if cells:
            starts.extend([start] * cells)
            first = shadow[start]
            if first == _SECOND_CELL or (first == " " and end - start > 1):
                first = _LETTER  # it means nothing here, or carries an accent and may not get lost at a break
            places.append(first + _SECOND_CELL * (cells - 1))
    if not places:
        return [(0, len(text))]
    if starts[0] and places[0] == " ":
        places[0] = _LETTER  # what has no cell of its own stands before it, and may not get lost with it
    starts[0] = 0
    starts.append(len(text))
    ranges = [(starts[first], starts[last]) for first, last in _cut("".join(places), width, language)]
    return [(start, end) for start, end in ranges if start < end] or [(0, 0)]


def kept_together(text: str, language: str | None) -> str:
    """`text` with a no-break space for every space at which a line never breaks; as many characters."""
    return _unbreakable(language).sub(_NBSP, text)


def code_ranges(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of a line of code that is longer than `width` cells; every character is on one, spaces too.

    They break behind a space or a sign, where one stands in their last third, so that names stay whole.
    """
    if not is_plain(text):
        return line_ranges(text.replace(" ", _NBSP), width)
    found, start = [], 0
    while len(text) - start > width:
        good = [match.end() for match in _CODE_BREAK.finditer(text, start + 2 * width // 3, start + width)]
        end = good[-1] if good else start + width
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def line_from(shadow: str, at: int, width: int, language: str | None = None) -> tuple[int, int, int]:
    """The line that begins at `at`: its start, its end, and where the next one starts.

    `shadow` is what `kept_together` gave; all its characters take one cell.
    """
    match = _next_line(max(1, width), language, wide=False).match(shadow, at)
    if match is None:
        return at, len(shadow), len(shadow)
    return *match.span(match.lastindex or 0), match.end()


def _cut(shadow: str, width: int, language: str | None) -> list[tuple[int, int]]:
    if len(shadow) <= width:
        return [(0, len(shadow.rstrip(" ")))]
    return [
        match.span(match.lastindex or 0)
        for match in _next_line(max(1, width), language, wide=_SECOND_CELL in shadow).finditer(shadow)
    ]
