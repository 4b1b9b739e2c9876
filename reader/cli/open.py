"""`reader open`: the one command with a screen, and so the only one that imports the app."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from functools import cache
from threading import Timer
from typing import TYPE_CHECKING

from reader.app.ansi import colours_of
from reader.app.palette import shown_theme
from reader.cli.narration import complain, say
from reader.cli.running import FAULT
from reader.errors import LibraryError, UsageError
from reader.facts import replace
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app.early import EarlyScreen
    from reader.catalogue import Collection
    from reader.config import Settings
    from reader.model import Listing
    from reader.reading import Reading
    from reader.store import Library


_NO_TERMINAL = _(
    "there is no terminal to read on: `reader extract`, `sections`, `quotes` and `entities` work without one"
)


GATHER_AFTER = 4.0
"""Seconds after a start in which its modules are gathered for the next one."""


def run(
    sources: list[str],
    *,
    library: bool,
    source_type: str | None = None,
    plain: bool = False,
    screen: EarlyScreen | None = None,
    in_page: bool = False,
) -> int:
    """Open `sources` on the terminal: one article at once, several, a folder or a feed as a choice.

    Args:
        sources: Paths, folders, addresses, or `-`; none offers what there is.
        library: Whether positions are remembered.
        source_type: What the one source is, in the user's word for it.
        plain: Whether nothing is drawn, whatever the configuration says.
        screen: The first screen, where it has been painted already.
        in_page: Whether a web page shows the app, and no terminal is wanted.

    Returns:
        The exit code of the app.

    Raises:
        ReaderError: where there is nothing to open, or no terminal to show it on.
    """
    gc.disable()  # nothing of start-up is garbage; the app turns it on again after its first frame
    from reader.app.early import EarlyScreen

    early = screen or EarlyScreen()
    try:
        with contextlib.ExitStack() as held:
            notices: list[str] = []
            chosen: Callable[[str], str | None]
            found: list[Reading | Listing | Collection]
            store = cache(lambda: held.enter_context(_store(notices, remember=library)))
            if early.shown is not None:  # the library is opened when the first frame stands
                from reader.reading import begun

                chosen, found = early.shown.chosen.get, [begun(early.shown.article, early.shown.size)]
            else:
                chosen, found = store().setting, [wanted(sources, store(), source_type, notices)]
            if not in_page:
                _need_terminal()
            settings = _settings(chosen, notices)
            settings = replace(settings, theme=shown_theme(settings.theme, colours_of(os.environ)))
            settings = replace(settings, plain=plain or settings.plain)
            if library and not in_page:  # without a library nothing is left behind
                _gather_modules()
            return _show(settings, store, found.pop(), notices, None if in_page else early)
    finally:
        early.give_back()  # before a sentence about what went wrong
        early.forget()


def wanted(
    sources: list[str], store: Library, source_type: str | None, notices: list[str]
) -> Reading | Listing | Collection:
    """The article to open, what to choose from, or the library.

    What `notices` say of a library that shows nothing stands on its screen; it is taken out of them.

    Raises:
        ReaderError: where there is nothing to open.
    """
    from reader.catalogue import choice, collection, contents
    from reader.formats import TYPES

    if not sources:
        shown = collection(store, notices[-1] if notices else None)
        if shown.fault:
            notices.pop()
        return shown
    if len(sources) == 1:
        return contents(sources[0], TYPES.get(source_type or ""), store)
    if "-" in sources:
        raise UsageError(_("standard input is read to its end before the screen is there: give `-` alone"))
    if source_type is not None:
        raise UsageError(_("--type says what one source is: open them one by one"))
    return choice(sources)


def _settings(chosen: Callable[[str], str | None], notices: list[str]) -> Settings:
    """The configuration; where it leaves theme and measure at their defaults, what was `chosen` last with a key.

    What is wrong with it is appended to `notices`.
    """
    from reader.cli.config import read
    from reader.config import Settings
    from reader.templates import COPY_FORMATS

    settings, faults = read()
    notices += faults
    default = Settings()
    with contextlib.suppress(LibraryError, ValueError):
        if settings.theme == default.theme:
            settings = replace(settings, theme=chosen("theme") or default.theme)
        if settings.measure == default.measure:
            settings = replace(settings, measure=int(chosen("measure") or default.measure))
        citation = chosen("citation")
        if settings.citation == default.citation and citation in (*COPY_FORMATS, *settings.formats):
            settings = replace(settings, citation=citation or default.citation)
    if settings.hyphenate:
        from reader.app.typesetting import can_divide

        if not can_divide():
            notices.append(_("hyphenate needs Pyphen: install reader-tui[hyphenation]"))
    return settings


def _need_terminal() -> None:
    """Make sure of a terminal, and make its keyboard standard input where an article was piped in."""
    if sys.platform == "win32":
        if not (os.isatty(0) and os.isatty(1)):
            raise UsageError(_NO_TERMINAL)
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(_NO_TERMINAL) from error
    if os.environ.get("TERM") == "dumb":
        raise UsageError(_("this terminal (TERM=dumb) cannot show a screen: try `reader quotes` or `reader sections`"))
    if not os.isatty(0):
        os.dup2(terminal, 0)
        sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc]  # noqa: SIM115 - lives as long as the program
    os.close(terminal)


def _store(notices: list[str], *, remember: bool) -> Library:
    """The library, or none and a notice why: an article opens also where the library does not."""
    from reader.store import Library, NoLibrary
    from reader.store.opening import AT_START

    if not remember:
        return NoLibrary()
    try:
        library = Library.open(wait=AT_START)
        if library.fault is None:
            return library
        notices.append(library.fault)
        with library:  # what is done to it lasts as long as the program
            return NoLibrary(library.fault, library)
    except LibraryError as error:
        notices.append(str(error))
        return NoLibrary(str(error))


def _show(
    settings: Settings,
    store: Callable[[], Library],
    found: Reading | Listing | Collection,
    notices: list[str],
    early: EarlyScreen | None,
) -> int:
    """Run the app; without an early screen in a web page."""
    from reader.reading import Reading

    if early is not None:
        early.watch()  # from here on an exception would end Textual midway, with the terminal half taken
        if isinstance(found, Reading) and not early.is_up:
            _paint(early, found, settings)
    _import_asyncio()
    from reader.app.classes import look_through_once

    look_through_once()
    from reader.app.app import ReaderApp

    app = ReaderApp(settings, store, found, notices=notices, early=early, in_page=early is None, part=_part)
    del found  # the app gives up the source's bytes when it needs them no more
    app.run()
    _part(app.farewell)
    if app.return_code == 1:
        for each in app.report.splitlines():
            say(each)
        complain(_("Reader failed; please report what stands above"))
        return FAULT
    return app.return_code or 0


def _part(farewell: str) -> None:
    """Say what is still to be said when the screen is gone, a line each."""
    for each in farewell.splitlines():
        complain(each)


def _gather_modules() -> None:
    """Where this start had to look for its modules one by one, gather them for the next one, beside the app."""
    from reader.bundle import Bundle, make
    from reader.places import MODULES, at_once

    path = at_once(MODULES)
    if path is None or sys.dont_write_bytecode or sys.flags.dev_mode:
        return

    def gather() -> None:
        if not any(isinstance(finder, Bundle) and not finder.is_stale for finder in sys.meta_path):
            import reader.sources.markdown.ending  # noqa: F401 - a first key may want it

            with contextlib.suppress(OSError):
                make(path)

    later = Timer(GATHER_AFTER, gather)
    later.daemon = True
    later.start()


def _import_asyncio() -> None:
    """Import asyncio without TLS, which nothing here speaks by way of it, and which takes 7 ms of start-up."""
    if "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        import asyncio  # noqa: F401 - for what it leaves out when it is imported now
    finally:
        del sys.modules["ssl"]


def _paint(early: EarlyScreen, reading: Reading, settings: Settings) -> None:
    from reader.app.early import frame, size
    from reader.app.typesetting import Typesetting

    known = size()
    if known is None:
        return
    screen = frame(
        reading.article,
        *known,
        theme=settings.theme,
        measure=settings.measure,
        offset=reading.left_at,
        colours=colours_of(os.environ),
        plain=settings.plain,
        setting=Typesetting(settings.hyphenate, settings.justify),
    )
    early.paint(screen)
