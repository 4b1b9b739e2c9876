"""Colours measured: contrast as WCAG 2.2 counts it, and tints as eyes without one kind of cones see them."""

from __future__ import annotations

from itertools import combinations

import pytest

from reader.app.ansi import colour, colours_of, graphics
from reader.app.palette import MONO, PALETTES, SIXTEEN, THEMES, WITHOUT_COLOURS, Look, shown_theme

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = 14
"""Distance in CIELAB (CIE76) of two tints that can still be told apart side by side; 2.3 is just noticeable."""

TEXT, LARGE = 4.5, 3.0
"""Least contrast of text, and of what is only a mark (WCAG 2.2, 1.4.3 and 1.4.11)."""


def linear(value: str) -> tuple[float, ...]:
    shares = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)


def luminance(value: str) -> float:
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear(value), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(value: str, eyes: str) -> tuple[float, float, float]:
    r, g, b = (sum(a * c for a, c in zip(row, linear(value), strict=True)) for row in SEEN[eyes])
    x, y, z = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )

    def root(t: float) -> float:
        return max(t, 0.0) ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    fx, fy, fz = root(x / 0.9505), root(y), root(z / 1.089)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("name", THEMES)
def test_everything_that_is_read_can_be_read(name: str) -> None:
    palette = PALETTES[name]
    for style, look in palette.looks().items():
        ground = look.background or palette.page
        least = LARGE if style in ("mark", "thumb", "rule", "track") or style.endswith("tick") else TEXT
        if style in ("rule", "track"):
            continue  # lines that divide, which nobody has to see
        assert contrast(look.colour or palette.text, ground) >= least, style
    for at_hand in (palette.text, *palette.tints, palette.entity, palette.accent, palette.quiet):
        assert contrast(at_hand, palette.chosen) >= TEXT - 0.1, at_hand
        assert contrast(at_hand, palette.highlight) >= TEXT - 0.1, at_hand


def test_high_contrast_is_that() -> None:
    palette = PALETTES["reader-contrast"]
    for style, look in palette.looks().items():
        if style not in ("rule", "track"):
            assert contrast(look.colour or palette.text, look.background or palette.page) >= 7, style


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
def test_the_first_speakers_are_told_apart_by_any_eyes(name: str, eyes: str) -> None:
    seen = [lab(tint, eyes) for tint in PALETTES[name].tints[:5]]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= APART


def test_every_palette_names_the_same_things() -> None:
    names = [set(palette.looks()) for palette in PALETTES.values()]
    assert all(each == names[0] for each in names)
    assert set(WITHOUT_COLOURS) <= names[0]


def test_without_colours_what_is_at_hand_still_shows() -> None:
    looks = PALETTES[MONO].looks()
    for name in ("at-hand", "entity-at-hand", "selection", "hit", "hit-at-hand", "hint", "link", "heading", "strong"):
        assert graphics([looks[name]], 0), name
    telling = ("selection", "hit", "hit-at-hand", "at-hand")
    assert len({graphics([looks[name]], 0) for name in telling}) == len(telling)


def test_sixteen_colours_are_the_terminals_own() -> None:
    palette = PALETTES[SIXTEEN]
    assert (colour("#000000", 48, 16), colour("#ffffff", 38, 16), colour("#aa5500", 38, 16)) == (";40", ";97", ";33")
    used = {each for look in palette.looks().values() for each in (look.colour, look.background) if each}
    codes = {each: colour(each, 38, 16) for each in used}
    assert len(set(codes.values())) == len(used)
    assert graphics([Look("#ffff55", "#0000aa", bold=True)], 16) == "\x1b[1;93;44m"


def test_rich_takes_them_for_the_same() -> None:
    from rich.color import Color, ColorSystem

    for name in {
        each for look in PALETTES[SIXTEEN].looks().values() for each in (look.colour, look.background) if each
    }:
        for foreground, plane in ((True, 38), (False, 48)):
            rich = Color.parse(name).downgrade(ColorSystem.STANDARD).get_ansi_codes(foreground)
            assert colour(name, plane, 16) == ";" + ";".join(rich)


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({"TERM": "xterm-256color"}, "reader-light"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "reader-light"),
        ({"TERM": "xterm-kitty"}, "reader-light"),
        ({"TERM": "linux"}, SIXTEEN),
        ({"TERM": "xterm"}, SIXTEEN),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, MONO),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "reader-light"),
        ({"TERM": "vt220"}, MONO),
        ({}, MONO),
    ],
)
def test_the_terminal_decides_before_the_reader_does(environ: dict[str, str], theme: str) -> None:
    assert shown_theme("reader-light", colours_of(environ)) == theme


def test_a_theme_that_is_not_there_is_the_first() -> None:
    assert shown_theme("dusk", 256) == THEMES[0] == "reader-dark"
