"""Lines become units: what belongs together on the page, before anybody asks what it is.

A unit is a paragraph, an item, a quoted paragraph, code or a rule, told by layout and by typed marks alone. Units come
one by one from a single walk over the text, so that the first are there before the rest was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from reader.model import BlockKind, Span
from reader.model.reasons import UNDERLINED_WITH
from reader.sources.plain.kinds import BLOCKQUOTE, CODE, HEADING, PARAGRAPH, RULE
from reader.sources.plain.lines import Line, begins_signature, breaks_after, lines, runs_on
from reader.sources.plain.markers import DASHES, MARKS, TYPED, UNDERLINES, Marker, heading, is_rule, marker, underline
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.sources.plain.lines import Layout

SHORT = 300
"""Characters of a line beyond which it bears no mark but a list's."""

_UNDERLINED = 160
_ROWS = 2000
"""Lines that one paragraph may be wrapped over; no paragraph is longer, and a part must end somewhere."""

_FENCES = ("```", "~~~")
_TOP_SIGNS = frozenset("=#")
_AFTER_LETTER = frozenset(".) \t")
"""What may follow the letter that a list's marker is."""

_ROMAN = frozenset("ivxIVX")


@dataclass(slots=True)
class Unit:
    """Lines that belong together, and what is known of them so far.

    `rows` are the spans of the lines' words. `start` is where the first line begins, margin and prefix included.
    `blank` says whether an empty line stands before. `level` of something that is no heading yet is a typed level.
    """

    rows: list[Span]
    start: int
    column: int
    blank: bool
    inset: int = 0
    """Columns that all of its lines are indented by."""
    kind: BlockKind = PARAGRAPH
    level: int | None = None
    depth: int = 0
    mark: Marker | None = None
    continues: bool = False
    info: str | None = None
    reason: str | None = None
    bold: bool = False
    certain: bool = False
    """Whether typed marks leave no doubt about the kind."""
    lead: str = ""
    """The first visible character."""
    tail: str = ""
    """The last visible character."""
    text: str = field(default="", repr=False)
    """The words on one line where they are at most SHORT characters, else empty."""
    begin: int = 0
    """Where the words begin, once all lines are there."""
    end: int = 0
    """Where the words end."""
    size: int = 0
    """Characters from the first to the last word."""


class Grouper:
    """Walks over a text and gathers its units."""

    def __init__(self, text: str, setting: Layout, top: Sequence[Line]) -> None:
        """Begins at the first line; `top` is the lines of the text that were read already."""
        self._text = text
        self._setting = setting
        self._top = top
        self._unit: Unit | None = None
        self._last: Line | None = None
        self._resume = 0
        self._no_fence = False
        self._signature = False
        """Whether the lines are those of a mail's signature, which ends at an empty one."""

    def units(self) -> Iterator[Unit]:
        """All units of the text, in order."""
        ready: Unit | None = None
        for unit in self._gathered():
            if ready is not None and (ready.kind is not RULE or not self._is_overline(ready, unit)):
                yield ready
            ready = unit
        if ready is not None:
            yield ready

    def _gathered(self) -> Iterator[Unit]:
        rest = lines(self._text, self._top[-1].end + 1 if self._top else 0)
        wrapped, text = self._setting.width is not None, self._text
        for line in chain(self._top, rest):
            if line.start < self._resume or (
                text[line.begin : line.begin + 1] in UNDERLINES and self._underlines(line)
            ):
                continue
            if line.begin == line.stop:  # an empty line of a quote
                self._last = None
                continue
            if (wrapped or line.quoted) and self._joins(line):
                self._append(line)
                continue
            if self._unit is not None:
                yield self._finished(self._unit)
            self._unit = self._opened(line)
            self._last = line
        if self._unit is not None:
            yield self._finished(self._unit)

    def _finished(self, unit: Unit) -> Unit:
        text, rows = self._text, unit.rows
        begin, end = unit.begin, unit.end = rows[0].start, rows[-1].end
        unit.size = end - begin
        unit.lead, unit.tail = text[begin : begin + 1], text[end - 1 : end]
        if unit.size <= SHORT:
            unit.text = text[begin:end] if len(rows) == 1 else " ".join([row.of(text) for row in rows])
        return unit

    def _is_overline(self, upper: Unit, lower: Unit) -> bool:
        """Whether the rule `upper` is none but the line above an underlined heading."""
        if not lower.certain or lower.blank or lower.kind is not HEADING:
            return False
        return self._text[upper.begin] in _TOP_SIGNS and lower.level == 1

    def _underlines(self, line: Line) -> bool:
        """Take `line` as the underline of the one-line unit above it, if it is that."""
        unit = self._unit
        if unit is None or line.blank:
            return False
        if line.stop - line.begin > SHORT or len(unit.rows) != 1 or unit.certain:
            return False
        size = len(unit.rows[0])
        if unit.kind is not PARAGRAPH or size > _UNDERLINED:
            return False
        sign = underline(self._text, line.begin, line.stop)
        if sign is None or not size <= 2 * (line.stop - line.begin) <= 4 * max(size, 4):
            return False
        unit.kind, unit.level = HEADING, 1 if sign in _TOP_SIGNS else 2
        unit.reason, unit.certain, unit.mark = UNDERLINED_WITH.format(sign=sign), True, None
        self._last = line
        return True

    def _joins(self, line: Line) -> bool:
        """Whether `line` continues the unit under way."""
        unit, last = self._unit, self._last
        if unit is None or last is None or line.blank or unit.certain or line.quoted != last.quoted:
            return False
        if len(unit.rows) >= _ROWS:
            return False
        if unit.kind is RULE:
            return False
        if self._setting.width is None:
            return line.quoted > 0 and runs_on(self._text, last, line) and self._marked(line) is None
        column, before = line.begin - line.start, last.begin - last.start
        if unit.mark is None and len(unit.rows) > 1 and column > before + 1:
            return False  # paragraphs that begin with an indent
        if (mark := self._marked(line)) is not None and self._begins_an_item(unit, mark, last):
            return False
        if unit.mark is not None and column > unit.column:
            return True
        return not breaks_after(self._text, last, line, self._setting)

    def _begins_an_item(self, unit: Unit, mark: Marker, last: Line) -> bool:
        """Whether `mark` is one of a list's, and no dash or number that a wrap brought to the margin."""
        if unit.mark is None or (mark.printed in DASHES and mark.style != unit.mark.style):
            return self._ends(last)
        return True

    def _ends(self, line: Line) -> bool:
        """Whether a list may begin below `line`: a number that a wrap brought to the margin begins none."""
        return self._text[line.stop - 1] in ".:;!?…" or self._setting.width is None

    def _marked(self, line: Line) -> Marker | None:
        sign = self._text[line.begin]
        if sign.isalpha():
            after = self._text[line.begin + 1 : line.begin + 2]
            if after not in _AFTER_LETTER and not (after in _ROMAN and sign in _ROMAN):
                return None
        elif sign not in MARKS and not sign.isdigit():
            return None
        return marker(self._text, line.begin, line.stop)

    def _append(self, line: Line) -> None:
        assert self._unit is not None  # noqa: S101 - _joins was true
        self._unit.rows.append(Span(line.begin, line.stop))
        self._unit.inset = min(self._unit.inset, line.begin - line.start)
        self._last = line

    def _opened(self, line: Line) -> Unit:
        """A new unit that begins with `line`."""
        text, column = self._text, line.begin - line.start
        unit = Unit([Span(line.begin, line.stop)], line.start, column, line.blank, column)
        if line.quoted:
            unit.depth = line.quoted - 1
            unit.continues = not line.blank and self._in_quote(unit.depth)
            unit.kind, unit.reason, unit.column = BLOCKQUOTE, N_("marked with >"), 0
            return unit
        if line.blank:
            self._signature = False
        if self._signature:
            unit.reason, unit.certain = N_("signature"), True
            return unit
        if text[line.begin] not in TYPED:
            unit.mark = self._marked(line)
            return unit
        if line.stop - line.begin <= SHORT:
            if (fence := text[line.begin : line.begin + 3]) in _FENCES and self._fenced(unit, line, fence):
                return unit
            if is_rule(text, line.begin, line.stop):
                unit.kind, unit.reason = RULE, N_("a line of signs")
                return unit
            if begins_signature(text, line):
                self._signature = True
                unit.kind, unit.reason = RULE, N_("begins a signature")
                return unit
            if typed := heading(text, line.begin, line.stop):
                unit.rows = [Span(typed.begin, typed.end)]
                unit.reason, unit.level = typed.reason, typed.level
                unit.certain, unit.bold = typed.level is not None, typed.level is None
                unit.kind = HEADING if unit.certain else unit.kind
                return unit
        unit.mark = self._marked(line)
        return unit

    def _in_quote(self, depth: int) -> bool:
        """Whether the unit above is quoted as deep."""
        return self._unit is not None and self._unit.kind is BLOCKQUOTE and self._unit.depth == depth

    def _fenced(self, unit: Unit, line: Line, fence: str) -> bool:
        """Take everything to the closing fence as code; without one the line is like any other."""
        if self._no_fence:
            return False
        at = line.end
        while (close := self._text.find("\n" + fence, at)) >= 0:
            end = self._text.find("\n", close + 1)
            end = len(self._text) if end < 0 else end
            if not self._text[close + 4 : end].strip(fence[0] + " \t"):
                break
            at = end
        if close < 0:
            self._no_fence = True
            return False
        self._resume = end
        rows, at = [], line.end + 1
        for row in self._text[line.end + 1 : close].split("\n") if close > line.end else []:
            rows.append(Span(at, at + len(row)))
            at += len(row) + 1
        if not any(len(row) for row in rows):
            unit.kind, unit.reason = RULE, N_("empty code")
            return True
        unit.rows, unit.kind, unit.certain = rows, CODE, True
        unit.info = self._text[line.begin : line.stop].strip(fence[0]).strip() or None
        unit.reason = N_("between fences")
        return True
