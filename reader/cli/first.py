"""The first screen of `reader open ARTICLE`: written before anything is loaded that it can do without.

Only what is plain in every way is painted here: one local file, in Markdown whose beginning a few expressions can read
or in plain text, not left in its middle, nothing in it corrected. All else waits for the command itself. What it paints
is to the cell what stands there already, since the app begins with what was read here; the worker reads the whole over
again in earnest, and what it sends takes this one's place. What nothing here needs is not loaded: of the milliseconds
until the text is there, half are Python's own start.
"""

from __future__ import annotations

import gc
import os
import stat
import sys

from reader.app.early import EarlyScreen, Shown, frame, size
from reader.defaults import MEASURE, THEME
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.places import CONFIG, LIBRARY, at_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Article

NO_LIBRARY = "--no-library"

ENOUGH = 1 << 20
"""Bytes that are read at most. They hold all that is looked for ahead of the first screen (an encoding's sample, a
second title); where these are valid UTF-8, what follows changes nothing in how they are decoded."""

FURTHER = 16 * 1024
"""Characters of the article that the app begins with, where they are as plain: some pages for the first keys."""

LIMIT = 200 * 1024 * 1024
"""Bytes of the largest file that is opened (see `reader.sources.fetch`)."""

_MARKDOWN, _PLAIN = (".md", ".markdown", ".mkd", ".mdown"), (".txt", ".text")


class _Look(NamedTuple):
    theme: str = THEME
    measure: int = MEASURE
    chosen: Mapping[str, str] = {}


class _File(NamedTuple):
    """A file's first bytes, and how many it has."""

    data: bytes = b""
    size: int = 0


def first_screen(words: list[str]) -> EarlyScreen | None:
    """Paint the first screen for `reader open WORDS`; None where that is not for us.

    Args:
        words: What stands behind `open`.
    """
    gc.disable()  # nothing of start-up is garbage; the app turns it on again after its first frame
    location = next((word for word in words if word != NO_LIBRARY), "")
    if (
        len(words) > 1 + (NO_LIBRARY in words)
        or not location.lower().endswith(_MARKDOWN + _PLAIN)
        or location.startswith("-")
    ):
        return None
    known = size() if sys.platform != "win32" else None
    if known is None or not os.isatty(0) or os.environ.get("TERM", "dumb") == "dumb":
        return None
    look = _look(location, remembers=NO_LIBRARY not in words)
    file = _read(location, ENOUGH) if look else _File()
    source = _decoded(file.data)
    article = _beginning(location, source, file.data, known[0] * known[1]) if source else None
    if article is None or look is None:
        return None
    from reader.app.ansi import colours_of
    from reader.app.palette import shown_theme

    screen = EarlyScreen()
    colours = colours_of(os.environ)
    theme = shown_theme(look.theme, colours)
    screen.paint(frame(article, *known, theme=theme, measure=look.measure, offset=0, colours=colours))
    screen.shown = Shown(_further(location, source, article), file.size, look.chosen)
    return screen


def _read(location: str, most: int) -> _File:
    """The beginning of a file, cut between words; nothing where it is no plain file, or too large a one."""
    try:
        descriptor = os.open(location, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError):
        return _File()
    try:
        with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LIMIT:
                return _File()
            data = file.read(most)
            return _File(data[: data.rfind(b" ") + 1] if len(data) == most else data, status.st_size)
    except OSError:
        return _File()


def _look(location: str, *, remembers: bool) -> _Look | None:
    """Theme and measure; None where the article was left in its middle, or where they are not told at once."""
    config, library = at_once(CONFIG), at_once(LIBRARY)
    if config is None or library is None:
        return None
    look = _configured() if os.path.lexists(config) else _Look()
    if look is None or not remembers or not os.path.lexists(library):
        return look
    from reader.store.glance import glance

    found = glance(library, lambda: _hash(_read(location, -1).data))
    if found is None or found.left_at or found.is_corrected:
        return None
    chosen = found.chosen
    theme = chosen.get("theme", THEME) if look.theme == THEME else look.theme
    measure = chosen.get("measure")
    if measure is None or look.measure != MEASURE:
        return _Look(theme, look.measure, chosen)
    return _Look(theme, int(measure), chosen) if measure.isdecimal() else None


def _configured() -> _Look | None:
    from reader.config import load

    settings, _ = load()
    if settings.plain or settings.hyphenate or settings.justify:
        return None
    return _Look(settings.theme, settings.measure)


def _hash(data: bytes) -> str:
    from _hashlib import openssl_sha256

    return openssl_sha256(data).hexdigest()


def _decoded(data: bytes) -> str:
    """What the beginning of a file stands for; nothing where it is not UTF-8."""
    from reader.sources.encoding import marked, utf16_without_mark, with_line_feeds
    from reader.sources.signatures import binary_kind

    if not data or binary_kind(data) or marked(data) or utf16_without_mark(data):
        return ""
    try:
        return with_line_feeds(data.decode())
    except UnicodeDecodeError:
        return ""


def _beginning(location: str, source: str, data: bytes, characters: int) -> Article | None:
    """As much of the article as a screen of so many `characters` can show; None where it is not plain."""
    if location.lower().endswith(_PLAIN):
        from reader.sources.plain import beginning as plain

        return plain.beginning(data, source, location, characters)
    from reader.sources.markdown import beginning as markdown

    return markdown.beginning(source, location, characters)


def _further(location: str, source: str, article: Article) -> Article:
    """More of `article`, as far as it is plain; once the screen stands, there is time for it."""
    if location.lower().endswith(_PLAIN):
        return article
    from reader.sources.markdown import beginning as markdown

    return markdown.beginning(source, location, FURTHER, at_least=len(article.blocks)) or article
