"""Which driver the app has: the terminal's own, the page's where a web page shows it, and on Windows Textual's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_of(*, in_page: bool) -> type[Driver]:
    """The class of the driver; each is imported only where it can run.

    Args:
        in_page: Whether a web page shows the app.
    """
    if in_page:
        from reader.app.page import PageDriver

        return PageDriver
    if sys.platform == "win32":
        from textual.drivers.windows_driver import WindowsDriver

        return WindowsDriver
    from reader.app.driver import ReaderDriver

    return ReaderDriver
