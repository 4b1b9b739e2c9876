"""A picture as coloured half cells, decoded in a process of its own: no decoder's fault, and no bomb, reaches the app.

textual-image would have drawn with a terminal's own graphics, but it asks the terminal what it can while the app reads
the keys, and writes past the app's driver; half cells need nothing but colours, in a web page too.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.clipboard.process import run
from reader.errors import NotAnArticleError, UsageError
from reader.tongue import _

if TYPE_CHECKING:
    from reader.stopping import Stop

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What is decoded; of what moves, the first picture."""

MOST = 50_000_000
"""Pixels of the largest picture that is decoded."""

LIMIT = 10.0
"""Seconds that decoding may take."""

_HEAD = struct.Struct("<HH")


class Pixels(NamedTuple):
    """A small picture: `rgb` holds three bytes a pixel, row by row from the top."""

    columns: int
    rows: int
    rgb: bytes

    def pixel(self, column: int, row: int) -> tuple[int, int, int]:
        """The colour there; below the last row, the row's above."""
        at = 3 * (min(row, self.rows - 1) * self.columns + column)
        return self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]


def pixels_of(data: bytes, columns: int, rows: int, ground: str, stop: Stop | None = None) -> Pixels:
    """The picture in `data`, within `columns` cells by `rows` cells, each of which is two pixels high.

    Args:
        data: A picture in one of FORMATS.
        columns: Cells across.
        rows: Cells down.
        ground: The colour behind what is transparent, as #rrggbb.
        stop: Set when the app ends.

    Raises:
        UsageError: where the extra is not installed.
        NotAnArticleError: where it is no picture, or one that is too large.
    """
    if find_spec("PIL") is None:
        command = "pip install 'reader-tui[pictures]'"
        raise UsageError(_("pictures need Pillow, which is not installed: {command}").format(command=command))
    words = [
        sys.executable,
        "-P",
        "-c",
        "from reader.app.pixels import serve; serve()",
        str(columns),
        str(rows),
        ground,
    ]
    here = str(Path(__file__).resolve().parents[2])
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))}
    outcome = run(words, data, environ=environ, limit=LIMIT, stop=stop, most=columns * rows * 6 + _HEAD.size)
    if outcome.why or outcome.code or len(outcome.output) < _HEAD.size:
        raise NotAnArticleError(_("it is no picture that can be shown (PNG, JPEG, GIF, WebP), or too large a one"))
    wide, high = _HEAD.unpack_from(outcome.output)
    return Pixels(wide, high, outcome.output[_HEAD.size :])


def serve() -> None:
    """Be that process: a picture on standard input, its pixels on standard output."""
    columns, rows, ground = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    small = decoded(sys.stdin.buffer.read(), columns, rows, ground)
    sys.stdout.buffer.write(_HEAD.pack(small.columns, small.rows) + small.rgb)


def decoded(data: bytes, columns: int, rows: int, ground: str) -> Pixels:
    """The picture in `data`, made small.

    Raises:
        ValueError: where it has more than MOST pixels.
        OSError: where it is no picture.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST:
            raise ValueError("too many pixels")
        picture.draft("RGB", (columns, 2 * rows))
        picture.load()
        small = picture.convert("RGBA")
    small.thumbnail((columns, 2 * rows))
    page = Image.new("RGBA", small.size, ground)
    page.alpha_composite(small)
    return Pixels(page.width, page.height, page.convert("RGB").tobytes())
