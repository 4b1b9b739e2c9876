"""Pictures: read where the article lies, decoded beside the screen, shown on a card."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.app.ansi import colours_of
from reader.app.messages import PictureRequested
from reader.app.outgoing import OutgoingApp
from reader.app.palette import PALETTES
from reader.errors import ReaderError
from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from reader.app.pixels import Pixels

AROUND = (8, 8)
"""Columns and rows of the screen that a picture leaves to its card."""

LEAST_COLOURS = 256
"""Colours of a terminal below which half cells show nothing to be recognised."""


class PicturingApp(OutgoingApp):
    """The app as far as it shows pictures."""

    @on(PictureRequested)
    def _picture(self, message: PictureRequested) -> None:
        if self.settings.plain or colours_of(os.environ) < LEAST_COLOURS:
            words = line(message.words)
            self._say(_("Pictures are not drawn here; the words for it are: {words}").format(words=words))
            return
        columns, rows = (max(1, size - taken) for size, taken in zip(self.size, AROUND, strict=True))
        ground = PALETTES[self.theme].page if self.theme in PALETTES else "#000000"
        self.run_worker(partial(self._decode, message, columns, rows, ground), thread=True, group="picture")

    def _decode(self, message: PictureRequested, columns: int, rows: int, ground: str) -> None:
        from reader.app.pixels import pixels_of
        from reader.sources.pictures import picture_bytes

        try:
            data = picture_bytes(message.target, message.location, message.media_type)
            pixels = pixels_of(data, columns, rows, ground, self._leaving)
        except ReaderError as error:
            self._tell_from_thread(_("Not shown: {why}").format(why=error), error=True)
        else:
            self._from_thread(partial(self._show_picture, pixels, line(message.words)))

    def _show_picture(self, pixels: Pixels, words: str) -> None:
        from reader.app.screens.picture import PictureScreen

        self.push_screen(PictureScreen(pixels, words))
