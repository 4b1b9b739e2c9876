"""The colours of the page, as data: one table a theme.

The Textual theme, the article's lines and the first screen, which is written before Textual is there, share it.
Names on the left are what things are. Tints tell speakers apart: those of the first five were chosen so that they stay
apart from each other and from the text also for eyes without red, green or blue cones (tests/app/test_palette.py
measures it), and no meaning hangs on a colour alone.
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING, NamedTuple

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
    reverse: bool = False


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
    highlight: str
    hit: str
    hit_at_hand: str
    on_hit: str
    has_colours: bool = True

    def looks(self) -> Mapping[str, Look]:
        """What each named part of the page looks like."""
        return self._coloured() if self.has_colours else {**self._coloured(), **WITHOUT_COLOURS}

    def _coloured(self) -> dict[str, Look]:
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
            "highlight": Look(background=self.highlight),
            "selection": Look(self.page, self.quiet),
            "hit": Look(self.on_hit, self.hit),
            "hit-tick": Look(self.accent, bold=True),
            "hit-at-hand": Look(self.on_hit, self.hit_at_hand, bold=True, underline=True),
            "mark-tick": Look(self.accent, bold=True),
            "hint": Look(self.page, self.accent, bold=True),
            "card": Look(self.text, self.chosen),
            "unknown-speaker": Look(self.quiet),
            "error": Look(self.error, bold=True),
            "track": Look(self.line),
            "thumb": Look(self.faint),
            **{f"tint-{i}": Look(tint) for i, tint in enumerate(self.tints)},
        }


WITHOUT_COLOURS: Mapping[str, Look] = {
    "link": Look(underline=True),
    "entity": Look(),
    "entity-at-hand": Look(bold=True, underline=True),
    "at-hand": Look(underline=True),
    "highlight": Look(italic=True, underline=True),
    "selection": Look(reverse=True),
    "hit": Look(bold=True, underline=True),
    "hit-at-hand": Look(bold=True, reverse=True),
    "hint": Look(bold=True, reverse=True),
    "heading-4": Look(italic=True),
    "heading-5": Look(italic=True),
}
"""What has to be told by other means where there are no colours."""

MONO, SIXTEEN = "reader-mono", "reader-sixteen"
"""Themes that are taken by themselves: where there are to be no colours, and where a terminal has sixteen."""

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
        tints=("#22bca8", "#e1b7ee", "#baec8f", "#d1946d", "#6fa8fd", "#bb9c4d", "#e3809a", "#66d499"),
        entity="#b9c7da",
        code="#b7c4a1",
        highlight="#3a3417",
        hit="#c9a45c",
        hit_at_hand="#ffd27a",
        on_hit="#14161b",
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
        tints=("#1e726b", "#8052a1", "#4a6e4b", "#753312", "#043e6d", "#686a1e", "#7c1452", "#034a29"),
        entity="#3c4c66",
        code="#4b5a2c",
        highlight="#fbf0b5",
        hit="#f1dba6",
        hit_at_hand="#eeb24a",
        on_hit="#22242a",
    ),
    "reader-contrast": Palette(
        dark=True,
        page="#000000",
        pane="#000000",
        text="#ffffff",
        quiet="#e2e2e2",
        faint="#c4c4c4",
        line="#8a8a8a",
        accent="#ffd75f",
        chosen="#003a78",
        error="#ff9d9d",
        tints=("#3fd9c4", "#ffd6ff", "#c8ff6f", "#ffa05f", "#78b4ff", "#e6d36a", "#ffa9c4", "#7dffb6"),
        entity="#d4e6ff",
        code="#e0f0c0",
        highlight="#4a3f00",
        hit="#ffe08a",
        hit_at_hand="#ffff5f",
        on_hit="#000000",
    ),
    SIXTEEN: Palette(
        dark=True,
        page="#000000",
        pane="#000000",
        text="#ffffff",
        quiet="#aaaaaa",
        faint="#aaaaaa",
        line="#555555",
        accent="#ffff55",
        chosen="#0000aa",
        error="#ff5555",
        tints=("#55ffff", "#ff55ff", "#55ff55", "#ff5555", "#00aaaa", "#ffff55", "#aa5500", "#00aa00"),
        entity="#aaaaaa",
        code="#55ff55",
        highlight="#555555",
        hit="#aa5500",
        hit_at_hand="#ffff55",
        on_hit="#000000",
    ),
    MONO: Palette(
        dark=True,
        page="#000000",
        pane="#000000",
        text="#ffffff",
        quiet="#c0c0c0",
        faint="#c0c0c0",
        line="#808080",
        accent="#ffffff",
        chosen="#000000",
        error="#ffffff",
        tints=("#ffffff",) * 8,
        entity="#ffffff",
        code="#ffffff",
        highlight="#000000",
        hit="#ffffff",
        hit_at_hand="#ffffff",
        on_hit="#000000",
        has_colours=False,
    ),
}
"""Theme name → palette."""

THEMES = tuple(name for name in PALETTES if name not in (MONO, SIXTEEN))
"""In the order in which the theme key goes through them."""


def shown_theme(wanted: str, colours: int) -> str:
    """The theme that is shown where `wanted` is, on a terminal with so many colours (0 for none)."""
    if colours == 0:
        return MONO
    if colours == 16:
        return SIXTEEN
    return wanted if wanted in THEMES else THEMES[0]
