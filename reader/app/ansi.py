"""Looks as escape sequences of our own, for what is written without Textual: the first screen, and `reader show`."""

from __future__ import annotations

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.app.palette import Look

GREY = 0.15
"""Saturation below which Rich takes a grey for a colour, where a terminal has only 256."""

_SIXTEEN = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""What Rich takes the sixteen colours of a terminal for; the theme for such terminals is made of these."""

RESET = "\x1b[0m"


def graphics(looks: Iterable[Look], colours: int) -> str:
    """The sequence that switches to `looks`, laid over each other; empty where there is nothing to switch.

    Args:
        looks: The lowest first.
        colours: How many the terminal has: 2**24, 256, 16, or 0 for none.
    """
    codes = "".join(_codes(look, colours) for look in looks)
    return f"\x1b[{codes[1:]}m" if codes else ""


def _codes(look: Look, colours: int) -> str:
    """The look as parameters of a select-graphic-rendition sequence, each behind a semicolon."""
    flags = ((look.bold, 1), (look.italic, 3), (look.underline, 4), (look.reverse, 7), (look.strike, 9))
    codes = "".join(f";{code}" for wanted, code in flags if wanted)
    if look.colour:
        codes += colour(look.colour, 38, colours)
    return codes + (colour(look.background, 48, colours) if look.background else "")


def colour(value: str, plane: int, colours: int) -> str:
    """The parameters, each behind a semicolon, of the colour `#rrggbb`; `plane` is 38 for text, 48 for the ground."""
    if not colours:
        return ""
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    if colours == len(_SIXTEEN):
        number = _SIXTEEN.index(value) if value in _SIXTEEN else len(_SIXTEEN) - 1
        return f";{plane - 8 + number}" if number < 8 else f";{plane + 52 + number - 8}"
    if colours > 256:
        return f";{plane};2;{red};{green};{blue}"
    return f";{plane};5;{_of_256(red, green, blue)}"


def _of_256(red: int, green: int, blue: int) -> int:
    """The number among 256 that Rich gives a colour (its `Color.downgrade`), so that both frames look the same."""
    import colorsys  # few terminals need it

    _, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < GREY:
        grey = round(lightness * 25)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    steps = (value / 95 if value < 95 else 1 + (value - 95) / 40 for value in (red, green, blue))
    six_red, six_green, six_blue = (round(step) for step in steps)
    return 16 + 36 * six_red + 6 * six_green + six_blue


def colours_of(environ: Mapping[str, str]) -> int:
    """How many colours the terminal has, judged as Rich does; none where it is one of those that have none."""
    kind = environ.get("TERM", "").strip().lower()
    if environ.get("NO_COLOR"):
        return 0
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    if kind in ("", "dumb", "unknown") or kind.startswith("vt"):
        return 0
    return 256 if "256" in kind or kind.rpartition("-")[2] == "kitty" else len(_SIXTEEN)
