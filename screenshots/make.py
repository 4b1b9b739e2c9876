"""Makes the pictures of this folder from the running app: `python screenshots/make.py`.

Each picture is the app itself at a size and in a theme, on a sample article, after the keys given here; its analysis
is the real one. Nothing of it is drawn by hand.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ARTICLES = HERE.parent / "articles"

PATIENCE = 20.0
"""Seconds that the analysis may take."""


class Picture(NamedTuple):
    """One picture: its name, the terminal's columns and rows, the theme, the article, and the keys pressed."""

    name: str
    size: tuple[int, int]
    theme: str
    article: str
    keys: tuple[str, ...] = ()


LIGHTHOUSE = "le-phare-d-ar-vran.fr.txt"
BUSES = "les-bus-de-sarzelles.fr.md"
FERRY = "the-last-ferry-to-stennay.en.txt"

PICTURES = (
    Picture("reading-dark-120x40", (120, 40), "reader-dark", LIGHTHOUSE, ("quotation_mark", "quotation_mark")),
    Picture("reading-light-120x40", (120, 40), "reader-light", FERRY, ("quotation_mark",)),
    Picture("markdown-dark-120x40", (120, 40), "reader-dark", BUSES, ("J", "J")),
    Picture("reading-dark-80x24", (80, 24), "reader-dark", LIGHTHOUSE, ("J",)),
    Picture("sidebar-light-80x24", (80, 24), "reader-light", LIGHTHOUSE, ("s", "down", "down")),
    Picture("help-dark-120x40", (120, 40), "reader-dark", LIGHTHOUSE, ("question_mark",)),
    Picture("choose-dark-80x24", (80, 24), "reader-dark", "", ()),
)


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    from reader.app.app import ReaderApp
    from reader.app.screens.reading import ReadingScreen
    from reader.catalogue import choice
    from reader.config import Settings
    from reader.reading import open_reading
    from reader.store import NoLibrary

    first = open_reading(str(ARTICLES / picture.article)) if picture.article else choice([str(ARTICLES)])
    app = ReaderApp(Settings(theme=picture.theme), NoLibrary(), first)
    async with app.run_test(size=picture.size) as pilot:
        waited = 0.0
        while isinstance(app.screen, ReadingScreen) and not app.screen.reading.is_analysed and waited < PATIENCE:
            await pilot.pause(0.1)
            waited += 0.1
        for key in picture.keys:
            await pilot.press(key)
        await pilot.pause(0.3)
        return _own_fonts(app.export_screenshot(title="reader"))


def _own_fonts(svg: str) -> str:
    """Without the fonts that Textual would fetch from elsewhere, and with every space where it stands."""
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "DejaVu Sans Mono")


def main() -> int:
    """Make the pictures whose names hold one of the words given, or all."""
    words = sys.argv[1:]
    for picture in PICTURES:
        if not words or any(word in picture.name for word in words):
            path = HERE / f"{picture.name}.svg"
            path.write_text(asyncio.run(take(picture)), encoding="utf-8")
            print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
