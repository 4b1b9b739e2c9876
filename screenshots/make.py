"""Makes the pictures of this folder from the running app: `python screenshots/make.py [WORD…]`.

Each picture is the app itself at a size and in a theme, on a sample article, after the keys given here; its analysis
is the real one. Nothing of it is drawn by hand. `path.svg` shows the main path, frame after frame, as a cast.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from textual.pilot import Pilot

    from reader.app.app import ReaderApp
    from reader.catalogue import Collection
    from reader.model import Listing
    from reader.reading import Reading
    from reader.store import Library

HERE = Path(__file__).resolve().parent
ARTICLES = HERE.parent / "articles"

PATIENCE = 60.0
"""Seconds that the analysis may take."""

SIZES = ((80, 24), (120, 40), (200, 60))
"""Columns and rows of a terminal."""

MIDDLE = ((120, 40),)
THEMES = {"dark": "reader-dark", "light": "reader-light"}

LIGHTHOUSE = "le-phare-d-ar-vran.fr.txt"
BUSES = "les-bus-de-sarzelles.fr.md"
FERRY = "the-last-ferry-to-stennay.en.txt"
CHOICE, LIBRARY, EMPTY = "the choice of an article", "the library", "an empty library"


class State(NamedTuple):
    """A state of the screen: the article, or what stands there instead; keys pressed; sizes; the language spoken."""

    article: str
    keys: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = MIDDLE
    speaks: str = "en"


QUOTED = ("quotation_mark", "quotation_mark")
STATES = {
    "reading": State(LIGHTHOUSE, QUOTED, SIZES),
    "english": State(FERRY, ("quotation_mark",)),
    "markdown": State(BUSES, ("J", "J")),
    "entities": State(LIGHTHOUSE, ("tab", "tab", "j", "j"), SIZES),
    "reason": State(LIGHTHOUSE, (*QUOTED, "i")),
    "highlights": State(
        FERRY, (*QUOTED, "h", "a", *"Check with the harbour office", "enter", "full_stop", "h", "H"), SIZES
    ),
    "search": State(LIGHTHOUSE, ("slash", *"phare", "enter", "n")),
    "citing": State(LIGHTHOUSE, (*QUOTED, "ctrl+y", "j", "j", "j")),
    "correcting": State(FERRY, ("quotation_mark", "x")),
    "zen": State(LIGHTHOUSE, ("z", "J")),
    "help": State(LIGHTHOUSE, ("question_mark",), SIZES),
    "palette": State(LIGHTHOUSE, ("colon",)),
    "choosing": State(CHOICE),
    "library": State(LIBRARY, ("j",), SIZES),
    "finding": State(LIBRARY, ("slash", *"phare", "enter")),
    "feeds": State(LIBRARY, ("F", "j")),
    "empty": State(EMPTY),
    "francais": State(LIGHTHOUSE, (*QUOTED, "i"), SIZES, "fr"),
}

PATH: tuple[tuple[float, tuple[str, ...]], ...] = (
    (2.2, ()),
    (1.2, ("J",)),
    (1.4, ("quotation_mark",)),
    (1.6, ("quotation_mark",)),
    (2.4, ("i",)),
    (0.8, ("escape",)),
    (1.6, ("Y",)),
    (1.0, ("h",)),
    (1.0, ("a",)),
    (1.4, tuple("à vérifier")),
    (2.0, ("enter",)),
    (1.4, ("tab", "tab", "j")),
    (1.4, ("asterisk",)),
    (1.2, ("slash", *"phare")),
    (2.4, ("enter",)),
)
"""The main path: how many seconds each frame is seen, and the keys that lead to it."""


@asynccontextmanager
async def running(shown: str, theme: str, size: tuple[int, int]) -> AsyncIterator[tuple[ReaderApp, Pilot[None]]]:
    """The app on an article that has been analysed, or on what stands there instead."""
    from reader.app.app import ReaderApp
    from reader.app.screens.reading import ReadingScreen
    from reader.catalogue import choice, collection
    from reader.config import Settings
    from reader.reading import open_reading
    from reader.store import Library

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.sqlite") as library:
        library.save_setting("welcomed", "1")
        if shown == LIBRARY:
            fill(library)
        if shown in (LIBRARY, EMPTY):
            first: Reading | Listing | Collection = collection(library)
        else:
            first = choice([str(ARTICLES)]) if shown == CHOICE else open_reading(str(ARTICLES / shown))
        app = ReaderApp(Settings(theme=theme), lambda: library, first)
        async with app.run_test(size=size) as pilot:
            waited = 0.0
            while isinstance(app.screen, ReadingScreen) and not app.screen.reading.is_analysed and waited < PATIENCE:
                await pilot.pause(0.1)
                waited += 0.1
            yield app, pilot


def fill(library: Library) -> None:
    """Take the samples in, as somebody who reads them would have them, and follow two feeds."""
    from reader.keeping import take_in
    from reader.model import Anchor, Entry, Listing, ListingKind, Span
    from reader.store import Opened, Position

    read = {LIGHTHOUSE: (0.45, ("à citer", "mer")), FERRY: (1.0, ("to cite",)), BUSES: (0.1, ())}
    for path in sorted(ARTICLES.iterdir()):
        kept = take_in(str(path), library)
        share, tags = read.get(path.name, (0.0, ()))
        if share:
            known = kept.metadata
            library.save_opened(Opened(kept.source.sha256, kept.source.location, known.title, known.language))
            library.save_position(kept.source.sha256, Position(Anchor(Span(0, 0), ""), share))
        library.shelf.tag(kept.source.sha256, tags)
    news = {
        "La Gazette de Kerzan": (
            "Le port rouvre lundi",
            "Trois candidats pour une mairie",
            "La halle aux grains vendue",
        ),
        "The Calder Post": ("Ferry inquiry opens", "A school for ninety-four people"),
    }
    for number, (title, entries) in enumerate(news.items()):
        address = f"https://feed{number}.example/rss"
        library.feeds.add(address, title)
        found = tuple(Entry(f"e{at}", location=f"{address}/{at}", title=each) for at, each in enumerate(entries))
        library.feeds.take(address, Listing(ListingKind.FEED, found, title), None, None)


async def press(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    """Press keys one after the other."""
    names = {" ": "space"}
    for key in keys:
        await pilot.press(names.get(key, key))
    await pilot.pause(0.3)


async def take(state: State, theme: str, size: tuple[int, int]) -> str:
    """The picture of a state as SVG."""
    from reader.tongue import speaking

    with speaking(state.speaks):
        return await _taken(state, theme, size)


async def _taken(state: State, theme: str, size: tuple[int, int]) -> str:
    async with running(state.article, theme, size) as (app, pilot):
        await press(pilot, state.keys)
        return own_fonts(app.export_screenshot(title="reader"))


async def cast(theme: str, size: tuple[int, int]) -> str:
    """The main path as one SVG that moves; where nothing moves, its first frame is seen."""
    async with running(LIGHTHOUSE, theme, size) as (app, pilot):
        frames = []
        for _seconds, keys in PATH:
            await press(pilot, keys)
            frames.append(own_fonts(app.export_screenshot(title="reader")))
    return "\n".join(moving(frames))


def moving(frames: list[str]) -> Iterator[str]:
    """`frames` one after the other, each for its time, for ever."""
    whole = sum(seconds for seconds, _ in PATH)
    opening = re.match(r"<svg[^>]*>", frames[0])
    yield opening[0] if opening else "<svg>"
    began = 0.0
    for number, (frame, (seconds, _)) in enumerate(zip(frames, PATH, strict=True)):
        first, last = began / whole, (began + seconds) / whole
        values, times = ("hidden;visible;hidden", f"0;{first:.4f};{last:.4f}")
        if not number:
            values, times = ("visible;hidden", f"0;{last:.4f}")
        shown = "visible" if not number else "hidden"
        yield f'<g visibility="{shown}">'
        yield (
            f'<animate attributeName="visibility" calcMode="discrete" dur="{whole:.1f}s" repeatCount="indefinite"'
            f' values="{values}" keyTimes="{times}"/>'
        )
        yield frame
        yield "</g>"
        began += seconds
    yield "</svg>"


def own_fonts(svg: str) -> str:
    """Without the fonts that Textual would fetch from elsewhere, and with every space where it stands."""
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\n\s*(?=\n|<)", "\n", svg)
    return svg.replace("Fira Code", "DejaVu Sans Mono")


def main() -> int:
    """Make the pictures whose names hold one of the words given, or all."""
    words = sys.argv[1:]
    wanted = [
        (f"{name}-{shade}-{columns}x{rows}", take(state, theme, (columns, rows)))
        for name, state in STATES.items()
        for columns, rows in state.sizes
        for shade, theme in THEMES.items()
    ]
    for name, picture in [*wanted, ("path", cast(THEMES["dark"], MIDDLE[0]))]:
        if words and not any(word in name for word in words):
            picture.close()
            continue
        path = HERE / f"{name}.svg"
        path.write_text(asyncio.run(picture), encoding="utf-8")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
