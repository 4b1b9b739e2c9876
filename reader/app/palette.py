"""The colours of the page, as data: one table a theme.

The Textual theme, the article's lines and the first screen, which is written before Textual is there, share it.
Names on the left are what things are. Tints tell speakers apart; they are chosen to be distinct in lightness too, and
no meaning hangs on a colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Look(NamedTuple):
    """How a run of text looks; colours are `#rrggbb`, None leaves what is there."""

    colour: str | None = None
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


class Palette(NamedTuple):
    """The colours of one theme. `tints` are the speakers'; `looks` names what the page is made of."""

    dark: bool
    page: str
    pane: str
    text: str
    quiet: str
    faint: str
    line: str
    accent: str
    chosen: str
    error: str
    tints: tuple[str, ...]
    entity: str
    code: str
    hit: str
    hit_at_hand: str

    def looks(self) -> Mapping[str, Look]:
        """What each named part of the page looks like."""
        return {
            "text": Look(self.text),
            "title": Look(self.text, bold=True),
            "heading": Look(self.accent, bold=True),
            "heading-3": Look(self.text, bold=True),
            "heading-4": Look(self.accent, italic=True),
            "heading-5": Look(self.quiet, italic=True),
            "mark": Look(self.faint),
            "rule": Look(self.line),
            "caption": Look(self.quiet, italic=True),
            "table": Look(self.text),
            "table-head": Look(self.text, bold=True),
            "code": Look(self.code),
            "code-keyword": Look(self.tints[4]),
            "code-string": Look(self.tints[2]),
            "code-comment": Look(self.quiet, italic=True),
            "code-number": Look(self.tints[1]),
            "code-name": Look(self.tints[5]),
            "emphasis": Look(italic=True),
            "strong": Look(bold=True),
            "strike": Look(strike=True),
            "link": Look(self.accent, underline=True),
            "entity": Look(self.entity),
            "entity-at-hand": Look(self.entity, self.chosen, underline=True),
            "at-hand": Look(background=self.chosen),
            "selection": Look(self.page, self.quiet),
            "hit": Look(self.page, self.hit),
            "hit-tick": Look(self.hit_at_hand, bold=True),
            "hit-at-hand": Look(self.page, self.hit_at_hand, bold=True),
            "mark-tick": Look(self.accent, bold=True),
            "hint": Look(self.page, self.accent, bold=True),
            "card": Look(self.text, self.chosen),
            "unknown-speaker": Look(self.quiet),
            "error": Look(self.error, bold=True),
            "track": Look(self.line),
            "thumb": Look(self.quiet),
            **{f"tint-{i}": Look(tint) for i, tint in enumerate(self.tints)},
        }


PALETTES: Mapping[str, Palette] = {
    "reader-dark": Palette(
        dark=True,
        page="#14161b",
        pane="#14161b",
        text="#e4e2dc",
        quiet="#9a9aa3",
        faint="#6d6f7a",
        line="#2c3038",
        accent="#e0af68",
        chosen="#2b3242",
        error="#e67e80",
        tints=("#8fbcbb", "#c3a6e0", "#a3be8c", "#e6a889", "#81a8d8", "#d9c07c", "#d99bb8", "#7fc7a0"),
        entity="#b9c7da",
        code="#b7c4a1",
        hit="#c9a45c",
        hit_at_hand="#ffd27a",
    ),
    "reader-light": Palette(
        dark=False,
        page="#fbf9f4",
        pane="#fbf9f4",
        text="#22242a",
        quiet="#63656e",
        faint="#8b8d95",
        line="#dcd8cf",
        accent="#8f4f1f",
        chosen="#ece4d2",
        error="#a8323a",
        tints=("#1f6f78", "#6d4aa0", "#3f6b2a", "#9a4a26", "#27548f", "#7a5c12", "#93376a", "#1e6e4a"),
        entity="#3c4c66",
        code="#4b5a2c",
        hit="#e9c877",
        hit_at_hand="#e0a030",
    ),
}
"""Theme name → palette, in the order in which the theme key goes through them."""
